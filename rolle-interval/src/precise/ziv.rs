//! Ziv's strategy: evaluate with more and more bits until the question is answered.
//!
//! A formula is a function of the precision that gives an enclosure; constants in it must be enclosed
//! afresh at each precision. A number that is not zero shows its sign sooner or later; that a number
//! *is* zero no precision shows, so every loop ends at a stated number of bits.

use std::cmp::Ordering;

use super::Obstacle::{self, Undecided};
use super::context::Context;
use super::decimal::to_decimal;
use super::dyadic::MAX_PREC;
use super::interval::Outcome;

/// Bits of the first attempt beyond those that the digits need.
const SPARE: u64 = 16;

impl Context {
    /// The value of a formula to `digits` significant digits, correctly rounded; see [`to_decimal`].
    ///
    /// The precision doubles, at most to `max_bits`; then the answer is undecided. Obstacles other
    /// than undecided ones end the search.
    ///
    /// ```
    /// use rolle_interval::precise::{Context, Enclosure};
    ///
    /// let mut ctx = Context::new();
    /// // e^(π√163) is an integer but for 7.5·10^−13.
    /// let text = ctx.digits(40, 1 << 12, |ctx, prec| {
    ///     let root = Enclosure::from_i64(163).sqrt(prec)?;
    ///     let exponent = ctx.pi(prec)?.mul(&root, prec)?;
    ///     ctx.exp(&exponent, prec)
    /// });
    /// assert_eq!(text.unwrap(), "262537412640768743.9999999999992500725972");
    /// ```
    pub fn digits(
        &mut self,
        digits: usize,
        max_bits: u64,
        mut formula: impl FnMut(&mut Context, u64) -> Outcome,
    ) -> Result<String, Obstacle> {
        // log₂ 10 < 3.33.
        let first = (digits as u64).saturating_mul(333) / 100 + SPARE;
        self.ladder(first, max_bits, |ctx, prec| Ok(to_decimal(&formula(ctx, prec)?, digits)))
    }

    /// The sign of the value of a formula, in the manner of [`Context::digits`].
    ///
    /// `Equal` only when the value is enclosed by the point zero.
    pub fn decide_sign(
        &mut self,
        max_bits: u64,
        mut formula: impl FnMut(&mut Context, u64) -> Outcome,
    ) -> Result<Ordering, Obstacle> {
        self.ladder(64, max_bits, |ctx, prec| Ok(formula(ctx, prec)?.sign()))
    }

    /// Asks at `first` bits, twice as many, and so on, until there is an answer.
    fn ladder<T>(
        &mut self,
        first: u64,
        max_bits: u64,
        mut ask: impl FnMut(&mut Context, u64) -> Result<Option<T>, Obstacle>,
    ) -> Result<T, Obstacle> {
        let max_bits = max_bits.min(MAX_PREC);
        let mut prec = first;
        let mut last = Undecided("the limit of bits does not decide");
        while prec <= max_bits {
            match ask(self, prec) {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => {}
                Err(Undecided(why)) => last = Undecided(why),
                Err(obstacle) => return Err(obstacle),
            }
            prec *= 2;
        }
        Err(last)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Enclosure;
    use super::*;

    #[test]
    fn a_sign_is_decided_or_honestly_not() {
        let mut ctx = Context::new();
        let gap = |ctx: &mut Context, prec: u64| {
            let sum = Enclosure::from_i64(2)
                .sqrt(prec)?
                .add(&Enclosure::from_i64(3).sqrt(prec)?, prec)?;
            sum.sub(&ctx.pi(prec)?, prec)
        };
        assert_eq!(ctx.decide_sign(1 << 10, gap), Ok(Ordering::Greater));
        let zero = |_: &mut Context, prec: u64| {
            let root = Enclosure::from_i64(2).sqrt(prec)?;
            root.square(prec)?.sub(&Enclosure::from_i64(2), prec)
        };
        assert!(matches!(ctx.decide_sign(1 << 10, zero), Err(Undecided(_))));
        let outside = |ctx: &mut Context, prec: u64| ctx.log(&Enclosure::from_i64(-1), prec);
        assert!(matches!(ctx.decide_sign(1 << 10, outside), Err(Obstacle::Outside(_))));
    }

    #[test]
    fn digits_pass_through_cancellation() {
        let mut ctx = Context::new();
        // 1 − cos(10^−30) = 5·10^−61.
        let text = ctx.digits(20, 1 << 12, |ctx, prec| {
            let x = Enclosure::from_i64(10).pow_integer(-30, prec)?;
            Enclosure::one().sub(&ctx.cos(&x, prec)?, prec)
        });
        assert_eq!(text.as_deref(), Ok("5.0000000000000000000e-61"));
        let none = ctx.digits(20, 100, |_, _| Ok(Enclosure::one().hull(&Enclosure::zero())));
        assert!(none.is_err());
    }
}
