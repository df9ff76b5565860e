//! The inverse error function.
//!
//! erf(y) = x for x ≤ 1/2 and erfc(y) = 1 − x above, where 1 − x is exact, so that nothing is lost near
//! x = 1; solved by the interval Newton method from a certified bracket.

use super::Obstacle::{self, Outside, Undecided};
use super::context::{Context, nearly};
use super::dyadic::{Dyadic, Toward};
use super::interval::{Enclosure, Outcome};
use super::newton::Equation;

use Toward::Down;

/// erf(y) − x.
struct Central<'a>(&'a Dyadic);

/// d − erfc(y).
struct Tail<'a>(&'a Dyadic);

impl Equation for Central<'_> {
    fn value(&self, ctx: &mut Context, m: &Enclosure, wp: u64) -> Outcome {
        ctx.erf(m, wp)?.sub(&Enclosure::point(self.0.clone()), wp)
    }

    fn slope(&self, ctx: &mut Context, x: &Enclosure, wp: u64) -> Outcome {
        ctx.erf_slope(x, wp)
    }
}

impl Equation for Tail<'_> {
    fn value(&self, ctx: &mut Context, m: &Enclosure, wp: u64) -> Outcome {
        Enclosure::point(self.0.clone()).sub(&ctx.erfc(m, wp)?, wp)
    }

    fn slope(&self, ctx: &mut Context, x: &Enclosure, wp: u64) -> Outcome {
        ctx.erf_slope(x, wp)
    }
}

impl Context {
    /// The y with erf y = x. (−1, 1) → ℝ, with relative accuracy near 0.
    ///
    /// Outside for |x| ≥ 1; undecided while |x| may reach 1; refused beyond `special_bits`.
    pub fn erfinv(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let one = Dyadic::one();
        if x.lower() >= &one || x.upper() <= &one.neg() {
            return Err(Outside("the inverse error function outside (-1, 1)"));
        }
        if x.upper() >= &one || x.lower() <= &one.neg() {
            return Err(Undecided("the argument of erfinv may be outside (-1, 1)"));
        }
        self.admit_special(prec + 24)?;
        self.at_ends(x, prec, true, Context::erfinv_point)
    }

    /// erf′(y) = 2/√π · e^(−y²).
    fn erf_slope(&mut self, y: &Enclosure, wp: u64) -> Outcome {
        let decay = self.exp(&y.square(wp)?.neg(), wp)?;
        decay.scale(1)?.div(&self.pi(wp)?.sqrt(wp)?, wp)
    }

    fn erfinv_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        if x.is_zero() {
            return Ok(Enclosure::zero());
        }
        if x.is_negative() {
            return Ok(self.erfinv_point(&x.neg(), prec)?.neg());
        }
        let size = x.magnitude();
        if size < -20 {
            // erfinv x = √π/2 · x(1 + θ), 0 ≤ θ ≤ x² for x ≤ 1/2.
            let root = self.pi(prec + 24)?.sqrt(prec + 24)?.scale(-1)?;
            let head = root.mul(&Enclosure::point(x.clone()), prec + 24)?;
            let near = nearly(&head, -2 * size, prec + 24)?;
            if -2 * size > prec as i64 + 4 {
                return Ok(near.round(prec));
            }
            return self.newton(&Central(x), near, prec);
        }
        if size < 0 || *x == Dyadic::power_of_two(-1) {
            let guess = self.central_guess(x.to_f64())?;
            let equation = Central(x);
            let bracket = self.certified_bracket(&equation, guess)?;
            return self.newton(&equation, bracket, prec);
        }
        // x has as many places as bits, so that 1 − x is exact.
        let d = Dyadic::one().sub(x, x.bits() as u64 + 4, Down);
        let guess = self.tail_guess(&d)?;
        let equation = Tail(&d);
        let bracket = self.certified_bracket(&equation, guess)?;
        self.newton(&equation, bracket, prec)
    }

    /// Newton's iteration in doubles for erf y = x ≤ 1/2.
    fn central_guess(&mut self, x: f64) -> Result<f64, Obstacle> {
        let mut y = x * 0.886;
        for _ in 0..6 {
            let value = self.rough(y, Context::erf)?;
            let slope = self.rough(y, Context::erf_slope)?;
            y -= (value - x) / slope;
        }
        Ok(y)
    }

    /// Newton's iteration in doubles for log erfc y = log d, d < 1/2.
    fn tail_guess(&mut self, d: &Dyadic) -> Result<f64, Obstacle> {
        let target = self.log(&Enclosure::point(d.clone()), 64)?.to_f64();
        let mut y = (-target).sqrt().max(0.5);
        for _ in 0..8 {
            let point = Enclosure::from_f64(y).unwrap_or_else(Enclosure::one);
            let erfc = self.erfc(&point, 64)?;
            let slope = self.erf_slope(&point, 64)?.div(&erfc, 64)?.to_f64();
            let log = self.log(&erfc, 64)?.to_f64();
            y += (log - target) / slope;
        }
        Ok(y)
    }
}
