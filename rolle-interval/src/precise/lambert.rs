//! The principal branch of Lambert's W: w·e^w = x, w ≥ −1 (Corless et al., *On the Lambert W
//! function*, 1996).
//!
//! Three equations, each well conditioned where it is used: w + log w = log x for x ≥ 2, which never
//! overflows; w e^w = x around 0; and, toward the branch point −1/e, with v = w + 1 and
//! q = e·x + 1, the equation 1 + (v − 1)e^v = q, whose root lies in [p − p²/2, p] for p = √(2q) ≤ 1.
//! (On [0, 1] the convex 2h(v)/v², h(v) = 1 + (v − 1)e^v = Σ_{k ≥ 2} (k − 1)v^k/k!, lies between 1 and
//! its chord 1 + v; so v² ≤ p² ≤ v²(1 + v) ≤ (v + v²/2)².)

use super::Obstacle::{self, Outside, Refused, Undecided};
use super::context::{Context, nearly};
use super::dyadic::Dyadic;
use super::interval::{Enclosure, Outcome};
use super::newton::Equation;

/// w + log w − L, for the logarithm L of x at a precision.
struct Logarithmic<'a>(&'a Dyadic);

impl Equation for Logarithmic<'_> {
    fn value(&self, ctx: &mut Context, m: &Enclosure, wp: u64) -> Outcome {
        let target = ctx.log(&Enclosure::point(self.0.clone()), wp + 8)?;
        // The large terms cancel, at no more than the accuracy that m carries.
        m.sub(&target, wp + 8)?.add(&ctx.log(m, wp + 8)?, wp + 8)
    }

    fn slope(&self, _: &mut Context, x: &Enclosure, wp: u64) -> Outcome {
        Enclosure::one().add(&Enclosure::one().div(x, wp)?, wp)
    }
}

/// w e^w − x.
struct Direct<'a>(&'a Dyadic);

impl Equation for Direct<'_> {
    fn value(&self, ctx: &mut Context, m: &Enclosure, wp: u64) -> Outcome {
        m.mul(&ctx.exp(m, wp)?, wp)?.sub(&Enclosure::point(self.0.clone()), wp)
    }

    fn slope(&self, ctx: &mut Context, x: &Enclosure, wp: u64) -> Outcome {
        x.add(&Enclosure::one(), wp)?.mul(&ctx.exp(x, wp)?, wp)
    }
}

/// 1 + (v − 1)e^v − q, with v = 1 + W and q = e·x + 1.
struct Branch<'a>(&'a Dyadic);

impl Branch<'_> {
    /// e·x + 1 to `wp` bits after its leading zeros, which are `zeros` at most.
    fn q(&self, ctx: &mut Context, wp: u64) -> Outcome {
        let product = ctx.e(wp)?.mul(&Enclosure::point(self.0.clone()), wp)?;
        product.add(&Enclosure::one(), wp)
    }
}

impl Equation for Branch<'_> {
    fn value(&self, ctx: &mut Context, m: &Enclosure, wp: u64) -> Outcome {
        // Both 1 + (v − 1)e^v and q are about v²/2.
        let wp = wp + 2 * (-m.size()).max(0) as u64 + 8;
        let head = m.sub(&Enclosure::one(), wp)?.mul(&ctx.exp(m, wp)?, wp)?;
        head.add(&Enclosure::one(), wp)?.sub(&self.q(ctx, wp)?, wp)
    }

    fn slope(&self, ctx: &mut Context, x: &Enclosure, wp: u64) -> Outcome {
        x.mul(&ctx.exp(x, wp)?, wp)
    }
}

impl Context {
    /// The principal branch W of w e^w = x. [−1/e, ∞) → [−1, ∞), with relative accuracy near 0.
    ///
    /// Outside for x < −1/e; undecided while x may lie below.
    pub fn lambert_w(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let below = self.left_of_branch(x.lower())?;
        if below {
            return Err(if self.left_of_branch(x.upper())? {
                Outside("Lambert's W below -1/e")
            } else {
                Undecided("the argument of Lambert's W may be below -1/e")
            });
        }
        self.at_ends(x, prec, true, Context::lambert_point)
    }

    /// Is x < −1/e? They are never equal, as e is irrational.
    fn left_of_branch(&mut self, x: &Dyadic) -> Result<bool, Obstacle> {
        if !x.is_negative() || x.magnitude() < -1 {
            return Ok(false);
        }
        if x.magnitude() > 0 {
            return Ok(true);
        }
        let mut wp = 64;
        while wp <= self.ceiling() {
            if let Some(sign) = Branch(x).q(self, wp)?.sign() {
                return Ok(sign.is_lt());
            }
            wp *= 2;
        }
        Err(Refused("an argument of Lambert's W too close to -1/e"))
    }

    /// W at an exact argument x ≥ −1/e.
    fn lambert_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        if x.is_zero() {
            return Ok(Enclosure::zero());
        }
        let size = x.magnitude();
        if size < -20 {
            // W(x) = x(1 − θ), |θ| ≤ 2|x| for |x| ≤ 1/8.
            let near = nearly(&Enclosure::point(x.clone()), -size - 1, prec + 24)?;
            if -size > prec as i64 + 4 {
                return Ok(near.round(prec));
            }
            return self.newton(&Direct(x), near, prec);
        }
        if x.is_negative() && size > -2 {
            return self.lambert_branch(x, prec);
        }
        if size > 1 {
            let log = self.log(&Enclosure::point(x.clone()), 64)?.to_f64();
            // Newton's iteration for w + log w = L from above.
            let mut w = log;
            for _ in 0..6 {
                let log_w = self.rough(w, Context::log)?;
                w *= (1.0 + log - log_w) / (1.0 + w);
            }
            let equation = Logarithmic(x);
            let bracket = self.certified_bracket(&equation, w)?;
            return self.newton(&equation, bracket, prec);
        }
        // Newton's iteration for w e^w = x from w = log(1 + x).
        let value = x.to_f64();
        let mut w = self.rough(value, Context::log1p)?;
        for _ in 0..6 {
            let e = self.rough(w, Context::exp)?;
            w -= (w * e - value) / (e * (1.0 + w));
        }
        let equation = Direct(x);
        let bracket = self.certified_bracket(&equation, w)?;
        self.newton(&equation, bracket, prec)
    }

    /// W on [−1/e, −1/4].
    fn lambert_branch(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        // q to some bits after its leading zeros.
        let mut wp = prec + 64;
        let q = loop {
            let q = Branch(x).q(self, wp)?;
            if q.accuracy() >= prec as i64 + 16 || 2 * wp > self.ceiling() {
                break q;
            }
            wp *= 2;
        };
        if !q.is_positive() {
            return Err(Refused("an argument of Lambert's W too close to -1/e"));
        }
        let p = q.scale(1)?.sqrt(prec + 24)?;
        let least = p.sub(&p.square(prec + 24)?.scale(-1)?, prec + 24)?;
        let bracket = Enclosure::between(least.lower().clone(), p.upper().clone())?;
        // v is wanted to 2^−prec only.
        let wanted = prec + 8 - (-p.size()).clamp(0, prec as i64) as u64;
        let v = self.newton(&Branch(x), bracket, wanted)?;
        v.sub(&Enclosure::one(), prec)
    }
}
