//! Exact numbers to intervals, outward, and back.

use super::Interval;
use crate::number::{Integer, Rational};
use crate::precise::Enclosure;
use crate::round::assemble;

impl Interval {
    /// The tightest interval that holds an integer: two directed roundings, to 64 bits and then to a double, are one.
    pub fn from_integer(value: &Integer) -> Interval {
        // One bit beyond 53 and a directed rounding: the ends of the enclosure are rounded once more.
        Interval::from_enclosure(&Enclosure::from_integer(value, 64))
    }

    /// The tightest interval that holds a rational number.
    ///
    /// ```
    /// use rolle_interval::{Interval, number::Rational};
    ///
    /// let third = Interval::from_rational(&Rational::from_parts(1.into(), 3u8.into()));
    /// assert_eq!(third.wid(), f64::EPSILON / 4.0);
    /// ```
    pub fn from_rational(value: &Rational) -> Interval {
        Interval::from_enclosure(&Enclosure::from_rational(value, 64))
    }

    /// The tightest interval around an enclosure in arbitrary precision.
    pub fn from_enclosure(value: &Enclosure) -> Interval {
        Interval { lo: value.lower().to_f64_below(), hi: -value.upper().neg().to_f64_below() }
    }

    /// The ends as exact dyadic numbers; `None` where there is no bound or no number.
    pub fn to_enclosure(self) -> Option<Enclosure> {
        Some(Enclosure::from_f64(self.lo)?.hull(&Enclosure::from_f64(self.hi)?))
    }
}

impl From<i32> for Interval {
    fn from(value: i32) -> Interval {
        Interval::from(f64::from(value))
    }
}

impl From<i64> for Interval {
    /// The tightest interval: one number up to 2^53.
    fn from(value: i64) -> Interval {
        if value == 0 {
            return Interval::ZERO;
        }
        let end = |negative| assemble(negative, u128::from(value.unsigned_abs()), 0, false);
        Interval { lo: end(value < 0), hi: -end(value > 0) }
    }
}
