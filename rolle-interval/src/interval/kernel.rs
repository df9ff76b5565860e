//! From a value that is nearly right to two bounds that certainly are.
//!
//! The elementary functions come from `pxfm`, whose results lie within one double of the value in every case
//! that is measured (the test `the_padding_is_at_least_twice_the_error`), and which are *padded* here by two
//! doubles on either side. The functions whose error is larger say their own padding.

use super::Interval;
use crate::round::{down_by, up_by};

/// A lower and an upper bound of one value.
pub(super) type Bounds = (f64, f64);

/// Two doubles below and above, within a range that is certain.
///
/// The sign of a value is right, so the bounds do not cross zero.
#[inline]
pub(super) fn padded(value: f64, least: f64, greatest: f64) -> Bounds {
    let size = value.abs();
    if !(TAME.0..TAME.1).contains(&size) {
        return padded_by(2, value, least, greatest);
    }
    // Away from zero and infinity two steps are two units of the pattern, which grows with the size.
    let bits = value.to_bits();
    let (inner, outer) = (f64::from_bits(bits - 2), f64::from_bits(bits + 2));
    let (lo, hi) = if value > 0.0 { (inner, outer) } else { (outer, inner) };
    (if lo < least { least } else { lo }, if hi > greatest { greatest } else { hi })
}

/// Sizes at which no step meets zero or infinity.
const TAME: (f64, f64) = (1e-300, 1e300);

/// As [`padded`], by another number of doubles.
#[inline]
pub(super) fn padded_by(steps: u32, value: f64, least: f64, greatest: f64) -> Bounds {
    if value.is_nan() {
        return (least, greatest);
    }
    let (least, greatest) = if value > 0.0 {
        (least.max(0.0), greatest)
    } else if value < 0.0 {
        (least, greatest.min(0.0))
    } else {
        (least, greatest)
    };
    (down_by(value, steps).max(least), up_by(value, steps).min(greatest))
}

/// Bounds on all of ℝ.
#[inline]
pub(super) fn pad(value: f64) -> Bounds {
    padded(value, f64::NEG_INFINITY, f64::INFINITY)
}

/// One exact value.
#[inline]
pub(super) fn exactly(value: f64) -> Bounds {
    (value, value)
}

/// The ends of a nonempty interval as bounds.
#[inline]
pub(super) fn bounds(x: Interval) -> Bounds {
    (x.lo, x.hi)
}

impl Interval {
    /// The image under a nondecreasing function that is bounded at single arguments.
    #[inline]
    pub(super) fn rising(self, f: impl Fn(f64) -> Bounds) -> Interval {
        if self.is_empty() {
            return self;
        }
        let low = f(self.lo);
        let high = if self.lo == self.hi { low } else { f(self.hi) };
        Interval { lo: low.0, hi: high.1 }
    }

    /// The image under a nonincreasing function that is bounded at single arguments.
    #[inline]
    pub(super) fn falling(self, f: impl Fn(f64) -> Bounds) -> Interval {
        if self.is_empty() {
            return self;
        }
        let high = f(self.lo);
        let low = if self.lo == self.hi { high } else { f(self.hi) };
        Interval { lo: low.0, hi: high.1 }
    }

    /// The image under an even function that does not fall on [0, ∞).
    #[inline]
    pub(super) fn even_rising(self, f: impl Fn(f64) -> Bounds) -> Interval {
        self.abs().rising(f)
    }
}
