//! Numbers that describe an interval, and its set operations.

use super::Interval;
use crate::round::{self, sub_up};

impl Interval {
    /// The greatest lower bound; ∞ for the empty interval.
    #[inline]
    pub fn inf(self) -> f64 {
        self.lo
    }

    /// The least upper bound; −∞ for the empty interval.
    #[inline]
    pub fn sup(self) -> f64 {
        self.hi
    }

    /// Whether it holds no number.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.lo > self.hi
    }

    /// Whether it is all of ℝ.
    #[inline]
    pub fn is_entire(self) -> bool {
        self.lo == f64::NEG_INFINITY && self.hi == f64::INFINITY
    }

    /// Whether it is one number.
    #[inline]
    pub fn is_singleton(self) -> bool {
        self.lo == self.hi
    }

    /// Whether it is nonempty and has two finite ends (`isCommonInterval`).
    #[inline]
    pub fn is_common(self) -> bool {
        self.lo.is_finite() && self.hi.is_finite()
    }

    /// A finite member near the middle: 0 for ℝ, ±MAX for a half-line; NaN for the empty interval.
    pub fn mid(self) -> f64 {
        if self.is_empty() {
            return f64::NAN;
        }
        match (self.lo == f64::NEG_INFINITY, self.hi == f64::INFINITY) {
            (true, true) => 0.0,
            (true, false) => f64::MIN,
            (false, true) => f64::MAX,
            (false, false) => {
                let sum = 0.5 * (self.lo + self.hi);
                // A sum that overflows is halved first; both halves are then normal and exact.
                if sum.is_finite() { sum } else { 0.5 * self.lo + 0.5 * self.hi }
            }
        }
    }

    /// The least r with self ⊆ [mid − r, mid + r], rounded up; NaN for the empty interval.
    pub fn rad(self) -> f64 {
        if self.is_empty() {
            return f64::NAN;
        }
        let mid = self.mid();
        sub_up(mid, self.lo).max(sub_up(self.hi, mid))
    }

    /// sup − inf, rounded up; NaN for the empty interval.
    #[inline]
    pub fn wid(self) -> f64 {
        if self.is_empty() { f64::NAN } else { sub_up(self.hi, self.lo) }
    }

    /// The greatest absolute value of a member; NaN for the empty interval.
    #[inline]
    pub fn mag(self) -> f64 {
        if self.is_empty() { f64::NAN } else { self.lo.abs().max(self.hi.abs()) }
    }

    /// The least absolute value of a member; NaN for the empty interval.
    #[inline]
    pub fn mig(self) -> f64 {
        if self.is_empty() {
            f64::NAN
        } else if self.lo > 0.0 {
            self.lo
        } else if self.hi < 0.0 {
            -self.hi
        } else {
            0.0
        }
    }

    /// The numbers in both.
    #[inline]
    pub fn intersection(self, other: Interval) -> Interval {
        Interval::between(self.lo.max(other.lo), self.hi.min(other.hi))
    }

    /// The least interval that holds both.
    #[inline]
    pub fn convex_hull(self, other: Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// The same ends, each moved outward by so many doubles; the empty interval stays.
    pub fn widened(self, steps: u32) -> Interval {
        if self.is_empty() {
            return self;
        }
        Interval { lo: round::down_by(self.lo, steps), hi: round::up_by(self.hi, steps) }
    }

    /// Two halves that share the midpoint; `None` when no double lies strictly between the ends.
    pub fn bisect(self) -> Option<(Interval, Interval)> {
        let mid = self.mid();
        (self.lo < mid && mid < self.hi)
            .then_some((Interval { lo: self.lo, hi: mid }, Interval { lo: mid, hi: self.hi }))
    }
}
