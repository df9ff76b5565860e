//! The interval with double-precision ends: what it is and how it is made.

mod arithmetic;
mod certify;
mod decoration;
mod exact;
mod exponential;
mod gamma;
mod hyperbolic;
mod inspect;
mod inverse;
mod kernel;
mod logarithm;
mod power;
mod reciprocal;
mod relation;
mod special;
mod step;
#[cfg(test)]
mod tests;
mod trigonometric;

pub use decoration::{Decorated, Decoration};

use std::f64::consts;
use std::fmt;

/// A closed set of real numbers {x : inf ≤ x ≤ sup}: bounded, half-bounded, all of ℝ, or empty.
///
/// An end of ±∞ says that there is no bound; infinity itself is never a member. Each operation gives an
/// interval that holds every value of the operation on members of its arguments *inside the domain*;
/// arguments outside are left out, and the empty interval says that none was inside. Whether an argument
/// lay wholly inside is told by [`Decorated`] and by [`crate::Double`].
///
/// ```
/// use rolle_interval::Interval;
///
/// let x = Interval::new(0.0, 1.0).unwrap();
/// let y = x.exp() - 1.0.into();
/// assert!(y.contains(0.0) && y.contains(1.718281828459045));
/// assert!(y.wid() < 1.718281828459048);
/// // The square root leaves out what has none.
/// assert_eq!(Interval::new(-9.0, 4.0).unwrap().sqrt(), Interval::new(0.0, 2.0).unwrap());
/// ```
#[derive(Clone, Copy)]
pub struct Interval {
    // The empty interval is (∞, −∞), so that hulls and intersections need no case for it.
    lo: f64,
    hi: f64,
}

impl Interval {
    /// The empty interval.
    pub const EMPTY: Interval = Interval { lo: f64::INFINITY, hi: f64::NEG_INFINITY };
    /// All real numbers; "nothing is known".
    pub const ENTIRE: Interval = Interval { lo: f64::NEG_INFINITY, hi: f64::INFINITY };
    /// [0, 0].
    pub const ZERO: Interval = Interval { lo: 0.0, hi: 0.0 };
    /// [1, 1].
    pub const ONE: Interval = Interval { lo: 1.0, hi: 1.0 };
    /// [0, ∞].
    pub const NONNEGATIVE: Interval = Interval { lo: 0.0, hi: f64::INFINITY };
    /// [−1, 1].
    pub const UNIT: Interval = Interval { lo: -1.0, hi: 1.0 };
    /// The tightest enclosure of π.
    pub const PI: Interval = from_below(consts::PI);
    /// The tightest enclosure of π/2.
    pub const HALF_PI: Interval = from_below(consts::FRAC_PI_2);
    /// The tightest enclosure of 2π.
    pub const TAU: Interval = from_below(consts::TAU);
    /// The tightest enclosure of e.
    pub const E: Interval = from_below(consts::E);
    /// The tightest enclosure of ln 2.
    pub const LN_2: Interval = from_below(consts::LN_2);
    /// The tightest enclosure of √π.
    pub const SQRT_PI: Interval = from_below(1.772_453_850_905_515_9);

    /// [inf, sup]; `None` unless inf ≤ sup, inf < ∞ and sup > −∞.
    ///
    /// This is `numsToInterval` of IEEE 1788.
    #[inline]
    pub fn new(inf: f64, sup: f64) -> Option<Interval> {
        (inf <= sup && inf < f64::INFINITY && sup > f64::NEG_INFINITY)
            .then_some(Interval { lo: inf, hi: sup })
    }

    /// [x, x] for a finite double; `None` for a NaN or an infinity.
    #[inline]
    pub fn point(x: f64) -> Option<Interval> {
        Interval::new(x, x)
    }

    /// The interval between two ends, empty when they are not ordered.
    #[inline]
    pub(crate) fn between(lo: f64, hi: f64) -> Interval {
        if lo <= hi { Interval { lo, hi } } else { Interval::EMPTY }
    }
}

/// The interval to the next double, for a constant that was rounded down.
const fn from_below(lo: f64) -> Interval {
    Interval { lo, hi: lo.next_up() }
}

impl From<f64> for Interval {
    /// The double exactly; for an infinity what overflowed to it, [MAX, ∞] or [−∞, −MAX]; ℝ for a NaN.
    #[inline]
    fn from(x: f64) -> Interval {
        match x {
            f64::INFINITY => Interval { lo: f64::MAX, hi: x },
            f64::NEG_INFINITY => Interval { lo: x, hi: f64::MIN },
            _ if x.is_nan() => Interval::ENTIRE,
            _ => Interval { lo: x, hi: x },
        }
    }
}

impl PartialEq for Interval {
    /// Equality of sets: `equal` of IEEE 1788.
    #[inline]
    fn eq(&self, other: &Interval) -> bool {
        self.lo == other.lo && self.hi == other.hi
    }
}

impl Eq for Interval {}

impl Default for Interval {
    /// ℝ: nothing is known.
    fn default() -> Interval {
        Interval::ENTIRE
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("[empty]");
        }
        // A zero has no sign as a number.
        write!(f, "[{}, {}]", self.lo + 0.0, self.hi + 0.0)
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
