//! Hyperbolic functions and their inverses, by formulas that keep relative accuracy.
//!
//! Near 0 everything goes through expm1 and log1p; far out through exp of −|x|, which cannot overflow.

use super::Obstacle::{Outside, Undecided};
use super::context::{Context, nearly};
use super::dyadic::{Dyadic, Toward};
use super::interval::{Enclosure, Outcome};

use Toward::{Down, Up};

impl Context {
    /// sinh x. ℝ → ℝ, with relative accuracy near 0.
    pub fn sinh(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        self.increasing(x, prec, |ctx, x, prec| {
            let wp = prec + 8;
            if x.size() <= 0 {
                if 2 * x.size() < -(prec as i64) {
                    // sinh x = x(1 + θ), 0 ≤ θ ≤ x²/4 for |x| ≤ 1.
                    return nearly(x, -2 * x.size(), prec);
                }
                // With m = e^x − 1: sinh x = (m + m/(1 + m))/2.
                let m = ctx.expm1_narrow(x, wp)?;
                let quotient = m.div(&m.add(&Enclosure::one(), wp)?, wp)?;
                return m.add(&quotient, prec)?.scale(-1);
            }
            let e = ctx.exp(&x.abs(), wp)?;
            let inverse = Enclosure::one().div(&e, wp)?;
            let value = e.sub(&inverse, prec)?.scale(-1)?;
            Ok(if x.is_negative() { value.neg() } else { value })
        })
    }

    /// cosh x. ℝ → [1, ∞).
    pub fn cosh(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        // Even, and increasing on [0, ∞).
        self.increasing(&x.abs(), prec, |ctx, x, prec| {
            let e = ctx.exp(x, prec + 8)?;
            let inverse = Enclosure::one().div(&e, prec + 8)?;
            let value = e.add(&inverse, prec)?.scale(-1)?;
            let lower = value.lower().clone().max(Dyadic::one());
            let upper = value.upper().clone().max(Dyadic::one());
            Enclosure::between(lower, upper)
        })
    }

    /// tanh x. ℝ → (−1, 1), with relative accuracy near 0.
    pub fn tanh(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        self.increasing(x, prec, |ctx, x, prec| {
            if x.is_zero() {
                return Ok(Enclosure::zero());
            }
            if 2 * x.size() < -(prec as i64) {
                // tanh x = x(1 − θ), 0 ≤ θ ≤ x²/3.
                return nearly(x, -2 * x.size(), prec);
            }
            let wp = prec + 8;
            // With m = e^(−2|x|) − 1 in (−1, 0]: tanh |x| = −m/(2 + m).
            let m = ctx.expm1_narrow(&x.abs().neg().scale(1)?, wp)?;
            let value = m.neg().div(&m.add(&Enclosure::from_i64(2), wp)?, prec)?;
            Ok(if x.is_negative() { value.neg() } else { value })
        })
    }

    /// asinh x = ±log1p(|x| + x²/(1 + √(1 + x²))). ℝ → ℝ, with relative accuracy near 0.
    pub fn asinh(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        self.increasing(x, prec, |ctx, x, prec| {
            let size = x.size();
            if x.is_zero() {
                return Ok(Enclosure::zero());
            }
            if 2 * size < -(prec as i64) {
                // asinh x = x(1 − θ), 0 ≤ θ ≤ x²/6.
                return nearly(x, -2 * size, prec);
            }
            let a = x.abs();
            let wp = prec + 8;
            let value = if 2 * size > prec as i64 + 8 {
                // asinh a = log 2a + θ, 0 ≤ θ ≤ 1/(4a²).
                let log = ctx.log(&a.scale(1)?, wp)?;
                let slack = Dyadic::power_of_two((-2 * size + 4).max(-(wp as i64)));
                log.add(&Enclosure::between(Dyadic::zero(), slack)?, prec)?
            } else {
                let one = Enclosure::one();
                let square = a.square(wp)?;
                let root = one.add(&square, wp)?.sqrt(wp)?;
                let rest = square.div(&one.add(&root, wp)?, wp)?;
                ctx.log1p(&a.add(&rest, wp)?, prec)?
            };
            Ok(if x.is_negative() { value.neg() } else { value })
        })
    }

    /// acosh x = log1p(t + √(t(t + 2))), t = x − 1. [1, ∞) → [0, ∞), with relative accuracy near 1.
    ///
    /// Outside for x < 1; undecided while x may be below 1.
    pub fn acosh(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let one = Enclosure::one();
        if x.upper() < one.lower() {
            return Err(Outside("acosh of a number below 1"));
        }
        if x.lower() < one.lower() {
            return Err(Undecided("the argument of acosh may be below 1"));
        }
        self.increasing(x, prec, |ctx, x, prec| {
            let wp = prec + 8;
            let size = x.size();
            if 2 * size > prec as i64 + 8 && x.is_narrow() {
                // acosh x = log 2x − θ, 0 ≤ θ ≤ 1/(2x²).
                let log = ctx.log(&x.scale(1)?, wp)?;
                let slack = Dyadic::power_of_two((-2 * size + 4).max(-(wp as i64)));
                return log.sub(&Enclosure::between(Dyadic::zero(), slack)?, prec);
            }
            let t = x.sub(&Enclosure::one(), wp)?;
            let root = t.mul(&t.add(&Enclosure::from_i64(2), wp)?, wp)?.sqrt(wp)?;
            ctx.log1p(&t.add(&root, wp)?, prec)
        })
    }

    /// atanh x = ½ log1p(2x/(1 − x)). (−1, 1) → ℝ, with relative accuracy near 0.
    ///
    /// Outside for |x| ≥ 1; undecided while |x| may reach 1.
    pub fn atanh(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let one = Dyadic::one();
        if x.lower() >= &one || x.upper() <= &one.neg() {
            return Err(Outside("atanh of a number outside (-1, 1)"));
        }
        if x.upper() >= &one || x.lower() <= &one.neg() {
            return Err(Undecided("the argument of atanh may be outside (-1, 1)"));
        }
        self.increasing(x, prec, |ctx, x, prec| {
            if x.is_zero() {
                return Ok(Enclosure::zero());
            }
            if 2 * x.size() < -(prec as i64) {
                // atanh x = x(1 + θ), 0 ≤ θ ≤ x² for |x| ≤ 1/2.
                return nearly(x, -2 * x.size(), prec);
            }
            let wp = prec + 8;
            let a = x.abs();
            // 1 − a by ends, so that it stays positive when x is nearly ±1.
            let rest =
                Enclosure::between(one_minus(a.upper(), wp, Down), one_minus(a.lower(), wp, Up))?;
            let value = ctx.log1p(&a.scale(1)?.div(&rest, wp)?, prec)?.scale(-1)?;
            Ok(if x.is_negative() { value.neg() } else { value })
        })
    }
}

/// 1 − a in one rounding.
fn one_minus(a: &Dyadic, wp: u64, toward: Toward) -> Dyadic {
    Dyadic::one().sub(a, wp, toward)
}
