//! Relations between intervals, by the names and definitions of IEEE 1788, tables 10.3 and 10.4.

use super::Interval;

impl Interval {
    /// Whether the number is a member; infinities and NaN never are.
    #[inline]
    pub fn contains(self, x: f64) -> bool {
        x.is_finite() && self.lo <= x && x <= self.hi
    }

    /// Whether zero is a member.
    #[inline]
    pub fn contains_zero(self) -> bool {
        self.lo <= 0.0 && self.hi >= 0.0
    }

    /// Every member of self is one of the other.
    #[inline]
    pub fn subset(self, other: Interval) -> bool {
        self.is_empty() || (other.lo <= self.lo && self.hi <= other.hi)
    }

    /// Self lies in the topological interior of the other.
    #[inline]
    pub fn interior(self, other: Interval) -> bool {
        self.is_empty() || (strictly_below(other.lo, self.lo) && strictly_below(self.hi, other.hi))
    }

    /// They share no number.
    #[inline]
    pub fn disjoint(self, other: Interval) -> bool {
        self.intersection(other).is_empty()
    }

    /// Each member of self has a member of the other that is ≥ it, and the other way round.
    pub fn less(self, other: Interval) -> bool {
        match (self.is_empty(), other.is_empty()) {
            (false, false) => self.lo <= other.lo && self.hi <= other.hi,
            (a, b) => a && b,
        }
    }

    /// As [`Interval::less`], with strict inequalities.
    pub fn strict_less(self, other: Interval) -> bool {
        match (self.is_empty(), other.is_empty()) {
            (false, false) => {
                strictly_below(self.lo, other.lo) && strictly_below(self.hi, other.hi)
            }
            (a, b) => a && b,
        }
    }

    /// Every member of self is ≤ every member of the other.
    pub fn precedes(self, other: Interval) -> bool {
        self.is_empty() || other.is_empty() || self.hi <= other.lo
    }

    /// Every member of self is < every member of the other.
    pub fn strict_precedes(self, other: Interval) -> bool {
        self.is_empty() || other.is_empty() || self.hi < other.lo
    }
}

/// a < b, where an infinite end is not a bound at all.
#[inline]
fn strictly_below(a: f64, b: f64) -> bool {
    a < b || (a == b && a.is_infinite())
}
