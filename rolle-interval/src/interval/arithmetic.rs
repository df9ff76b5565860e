//! The four operations, reciprocals and squares, tight: each end is the directed rounding of the exact end.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::Interval;
use crate::round::{add_down, add_up, div_down, div_up, mul_down, mul_up, sub_down, sub_up};

impl Neg for Interval {
    type Output = Interval;

    /// −x, exactly. ℝ → ℝ.
    #[inline]
    fn neg(self) -> Interval {
        Interval { lo: -self.hi, hi: -self.lo }
    }
}

impl Add for Interval {
    type Output = Interval;

    /// x + y, tight. ℝ² → ℝ.
    #[inline]
    fn add(self, other: Interval) -> Interval {
        if self.is_empty() || other.is_empty() {
            return Interval::EMPTY;
        }
        Interval { lo: add_down(self.lo, other.lo), hi: add_up(self.hi, other.hi) }
    }
}

impl Sub for Interval {
    type Output = Interval;

    /// x − y, tight. ℝ² → ℝ.
    #[inline]
    fn sub(self, other: Interval) -> Interval {
        if self.is_empty() || other.is_empty() {
            return Interval::EMPTY;
        }
        Interval { lo: sub_down(self.lo, other.hi), hi: sub_up(self.hi, other.lo) }
    }
}

impl Mul for Interval {
    type Output = Interval;

    /// x·y, tight. ℝ² → ℝ.
    #[inline]
    fn mul(self, other: Interval) -> Interval {
        let (a, b) = (self, other);
        if a.is_empty() || b.is_empty() {
            return Interval::EMPTY;
        }
        // Moore's nine cases: where no factor changes sign, one product for each end.
        let (l, m, h, i) = if a.lo >= 0.0 {
            let low = if b.lo >= 0.0 { a.lo } else { a.hi };
            let high = if b.hi >= 0.0 { a.hi } else { a.lo };
            (low, b.lo, high, b.hi)
        } else if a.hi <= 0.0 {
            let low = if b.hi >= 0.0 { a.lo } else { a.hi };
            let high = if b.lo >= 0.0 { a.hi } else { a.lo };
            (low, b.hi, high, b.lo)
        } else if b.lo >= 0.0 {
            (a.lo, b.hi, a.hi, b.hi)
        } else if b.hi <= 0.0 {
            (a.hi, b.lo, a.lo, b.lo)
        } else {
            return Interval {
                lo: mul_down(a.lo, b.hi).min(mul_down(a.hi, b.lo)),
                hi: mul_up(a.lo, b.lo).max(mul_up(a.hi, b.hi)),
            };
        };
        Interval { lo: mul_down(l, m), hi: mul_up(h, i) }
    }
}

impl Div for Interval {
    type Output = Interval;

    /// x/y, tight. ℝ × (ℝ ∖ {0}) → ℝ; empty for y = [0, 0].
    ///
    /// A divisor on both sides of zero gives ℝ, one that only touches zero a half-line.
    #[inline]
    fn div(self, other: Interval) -> Interval {
        if self.is_empty() || other.is_empty() || (other.lo == 0.0 && other.hi == 0.0) {
            Interval::EMPTY
        } else if other.lo >= 0.0 {
            self.div_nonnegative(other)
        } else if other.hi <= 0.0 {
            (-self).div_nonnegative(-other)
        } else if self.lo == 0.0 && self.hi == 0.0 {
            self
        } else {
            Interval::ENTIRE
        }
    }
}

impl Interval {
    /// x/y for y ≥ 0, y ≠ [0, 0].
    #[inline]
    fn div_nonnegative(self, y: Interval) -> Interval {
        // The quotient by a divisor that comes down to zero has no bound, unless the dividend is zero there.
        let low = |x: f64, by: f64| if by == 0.0 { f64::NEG_INFINITY } else { div_down(x, by) };
        let high = |x: f64, by: f64| if by == 0.0 { f64::INFINITY } else { div_up(x, by) };
        Interval {
            lo: if self.lo >= 0.0 { div_down(self.lo, y.hi) } else { low(self.lo, y.lo) },
            hi: if self.hi > 0.0 { high(self.hi, y.lo) } else { div_up(self.hi, y.hi) },
        }
    }

    /// 1/x, tight. ℝ ∖ {0} → ℝ ∖ {0}.
    #[inline]
    pub fn recip(self) -> Interval {
        Interval::ONE / self
    }

    /// x², tight. ℝ → [0, ∞); the square of one number, so [−1, 1] gives [0, 1].
    #[inline]
    pub fn sqr(self) -> Interval {
        if self.is_empty() {
            return self;
        }
        let (low, high) = (self.mig(), self.mag());
        Interval { lo: mul_down(low, low), hi: mul_up(high, high) }
    }

    /// x·y + z within two directed roundings. ℝ³ → ℝ.
    pub fn mul_add(self, y: Interval, z: Interval) -> Interval {
        self * y + z
    }

    /// |x|, exactly. ℝ → [0, ∞).
    #[inline]
    pub fn abs(self) -> Interval {
        if self.is_empty() { self } else { Interval { lo: self.mig(), hi: self.mag() } }
    }

    /// The lesser of two numbers, exactly. ℝ² → ℝ.
    #[inline]
    pub fn min(self, other: Interval) -> Interval {
        if self.is_empty() || other.is_empty() {
            return Interval::EMPTY;
        }
        Interval { lo: self.lo.min(other.lo), hi: self.hi.min(other.hi) }
    }

    /// The greater of two numbers, exactly. ℝ² → ℝ.
    #[inline]
    pub fn max(self, other: Interval) -> Interval {
        if self.is_empty() || other.is_empty() {
            return Interval::EMPTY;
        }
        Interval { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi) }
    }
}
