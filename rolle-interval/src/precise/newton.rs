//! Inverse functions by the interval Newton method.
//!
//! If f is monotone on X, f(y) = 0 for one y in X, and m lies in X, then by the mean value theorem
//! y = m − f(m)/f′(ξ) for a ξ in X, hence y lies in m − f(m)/f′(X). Each step squares the relative
//! width, so the precision doubles from step to step and only the last is dear. That y lies in the
//! first X is certified by the signs of f at its ends, or by an inequality.

use super::context::{Context, nearly};
use super::dyadic::Dyadic;
use super::interval::{Enclosure, Outcome};
use super::{Obstacle, Obstacle::Refused};

/// More steps than the doubling of any precision takes.
const MAX_STEPS: usize = 200;

/// An equation f(y) = 0 with an increasing f.
pub(super) trait Equation {
    /// f(m).
    fn value(&self, ctx: &mut Context, m: &Enclosure, wp: u64) -> Outcome;
    /// f′(X), positive.
    fn slope(&self, ctx: &mut Context, x: &Enclosure, wp: u64) -> Outcome;
}

impl Context {
    /// The root of an increasing function that lies in `bracket`, to `prec` bits.
    pub(super) fn newton(
        &mut self,
        equation: &impl Equation,
        bracket: Enclosure,
        prec: u64,
    ) -> Outcome {
        let mut x = bracket;
        let mut stalled = 0;
        for _ in 0..MAX_STEPS {
            let accuracy = x.accuracy();
            if accuracy > prec as i64 || stalled >= 3 {
                break;
            }
            let wp = (2 * accuracy.max(0) as u64 + 32).min(prec + 24);
            let middle = Enclosure::point(x.midpoint(wp + 8));
            let middle = middle.intersection(&x).unwrap_or_else(|| x.lower_point());
            let value = equation.value(self, &middle, wp + 16)?;
            let slope = equation.slope(self, &x, accuracy.max(0) as u64 + 32)?;
            let next = middle.sub(&value.div(&slope, wp)?, wp + 16)?;
            x = next.intersection(&x).ok_or(Refused("an inverse function without a root"))?;
            let gained = x.accuracy() > accuracy;
            stalled = if gained { 0 } else { stalled + 1 };
        }
        Ok(x.round(prec))
    }

    /// guess·[1 − 2^−k, 1 + 2^−k] for the largest k that the signs at its ends certify.
    pub(super) fn certified_bracket(
        &mut self,
        equation: &impl Equation,
        guess: f64,
    ) -> Result<Enclosure, Obstacle> {
        let failed = Refused("no bracket was found for an inverse function");
        let point = Enclosure::from_f64(guess).ok_or(failed)?;
        for k in [40, 32, 24, 16, 10, 6, 4, 2] {
            let bracket = nearly(&point, k, 64)?;
            let below = equation.value(self, &bracket.lower_point(), 128)?;
            let above = equation.value(self, &bracket.upper_point(), 128)?;
            if !below.upper().is_positive() && !above.lower().is_negative() {
                return Ok(bracket);
            }
        }
        Err(failed)
    }

    /// An exact argument as a low-precision double of a function's value.
    pub(super) fn rough(
        &mut self,
        x: f64,
        f: impl Fn(&mut Context, &Enclosure, u64) -> Outcome,
    ) -> Result<f64, Obstacle> {
        let point = Enclosure::from_f64(x).unwrap_or_else(|| Enclosure::point(Dyadic::zero()));
        Ok(f(self, &point, 64)?.to_f64())
    }
}
