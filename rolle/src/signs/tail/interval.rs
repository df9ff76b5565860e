//! Intervals with ends in double precision, rounded outward.
//!
//! IEEE 754 gives the nearest double to a sum, product or quotient; the next double outward is a bound. A lower
//! end is never +∞ and an upper end never −∞: beyond the doubles an end is ±∞ outward or ±MAX inward. Nowhere is
//! an end a NaN: 0·∞ is 0, because an infinite end stands for arbitrarily large numbers, not for an infinite one.

use crate::enclosure::Enclosure;
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// All real numbers between two doubles, either of which may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Interval {
    lo: f64,
    hi: f64,
}

/// The next double below, kept finite where the value was finite and large.
fn down(x: f64) -> f64 {
    if x == f64::INFINITY { f64::MAX } else { x.next_down() }
}

fn up(x: f64) -> f64 {
    if x == f64::NEG_INFINITY { f64::MIN } else { x.next_up() }
}

fn times(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

impl Interval {
    pub(super) const ZERO: Interval = Interval { lo: 0.0, hi: 0.0 };
    pub(super) const ONE: Interval = Interval { lo: 1.0, hi: 1.0 };
    pub(super) const UNIT: Interval = Interval { lo: -1.0, hi: 1.0 };
    pub(super) const ENTIRE: Interval = Interval { lo: f64::NEG_INFINITY, hi: f64::INFINITY };

    /// The interval between two ordered ends.
    pub(super) fn new(lo: f64, hi: f64) -> Interval {
        debug_assert!(lo <= hi, "the ends of an interval are out of order: {lo} {hi}");
        let lo = if lo == f64::INFINITY { f64::MAX } else { lo };
        let hi = if hi == f64::NEG_INFINITY { f64::MIN } else { hi };
        Interval { lo, hi }
    }

    /// A double as it is.
    pub(super) fn point(x: f64) -> Interval {
        Interval::new(x, x)
    }

    /// From zero to a bound that is not negative.
    pub(super) fn below(hi: f64) -> Interval {
        Interval::new(0.0, hi)
    }

    /// An enclosure of many bits, its ends rounded outward.
    pub(super) fn of_enclosure(value: &Enclosure) -> Interval {
        let (lo, hi) = (value.lower().to_f64(), value.upper().to_f64());
        // The conversion is to the nearest double; small integers are exact.
        let exact = |x: f64| x.fract() == 0.0 && x.abs() < 1e15;
        if value.is_exact() && exact(lo) && value.to_i64() == Some(lo as i64) {
            return Interval::point(lo);
        }
        Interval::new(down(lo), up(hi))
    }

    pub(super) fn inf(self) -> f64 {
        self.lo
    }

    pub(super) fn sup(self) -> f64 {
        self.hi
    }

    /// The largest absolute value.
    pub(super) fn mag(self) -> f64 {
        self.lo.abs().max(self.hi.abs())
    }

    pub(super) fn contains_zero(self) -> bool {
        self.lo <= 0.0 && self.hi >= 0.0
    }

    /// The sign, where all numbers inside have one.
    pub(super) fn sign(self) -> Option<Ordering> {
        if self.lo > 0.0 {
            Some(Ordering::Greater)
        } else if self.hi < 0.0 {
            Some(Ordering::Less)
        } else if self.lo == 0.0 && self.hi == 0.0 {
            Some(Ordering::Equal)
        } else {
            None
        }
    }

    pub(super) fn convex_hull(self, other: Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// The numbers in both, which share one.
    pub(super) fn intersection(self, other: Interval) -> Interval {
        let (lo, hi) = (self.lo.max(other.lo), self.hi.min(other.hi));
        if lo <= hi { Interval { lo, hi } } else { self }
    }

    /// The reciprocal of an interval without zero; everything otherwise.
    pub(super) fn recip(self) -> Interval {
        if self.contains_zero() {
            return Interval::ENTIRE;
        }
        if self == Interval::ONE {
            return self;
        }
        let (lo, hi) = (down(1.0 / self.hi), up(1.0 / self.lo));
        if self.lo > 0.0 { Interval::new(lo.max(0.0), hi) } else { Interval::new(lo, hi.min(0.0)) }
    }

    /// A whole power by repeated products; even powers are not negative.
    pub(super) fn powi(self, n: usize) -> Interval {
        if n.is_multiple_of(2) && self.contains_zero() {
            return Interval::below(Interval::point(self.mag()).powi(n).hi);
        }
        if self.hi < 0.0 {
            let positive = (-self).powi(n);
            return if n.is_multiple_of(2) { positive } else { -positive };
        }
        // Each end by itself: an odd power rises, so does any power of what is not negative.
        let end = |x: f64| (0..n).fold(Interval::ONE, |power, _| power * Interval::point(x));
        Interval::new(end(self.lo).lo, end(self.hi).hi)
    }
}

impl Neg for Interval {
    type Output = Interval;
    fn neg(self) -> Interval {
        Interval { lo: -self.hi, hi: -self.lo }
    }
}

impl Add for Interval {
    type Output = Interval;
    fn add(self, other: Interval) -> Interval {
        if self == Interval::ZERO {
            return other;
        }
        if other == Interval::ZERO {
            return self;
        }
        Interval::new(down(self.lo + other.lo), up(self.hi + other.hi))
    }
}

impl Sub for Interval {
    type Output = Interval;
    fn sub(self, other: Interval) -> Interval {
        self + -other
    }
}

impl Mul for Interval {
    type Output = Interval;
    fn mul(self, other: Interval) -> Interval {
        if self == Interval::ONE {
            return other;
        }
        if other == Interval::ONE {
            return self;
        }
        let ends = [
            times(self.lo, other.lo),
            times(self.lo, other.hi),
            times(self.hi, other.lo),
            times(self.hi, other.hi),
        ];
        let lo = ends.into_iter().fold(f64::INFINITY, f64::min);
        let hi = ends.into_iter().fold(f64::NEG_INFINITY, f64::max);
        // Signs are kept: a product of what is not negative is not negative, even where it underflows.
        let nonnegative =
            (self.lo >= 0.0 && other.lo >= 0.0) || (self.hi <= 0.0 && other.hi <= 0.0);
        let nonpositive =
            (self.lo >= 0.0 && other.hi <= 0.0) || (self.hi <= 0.0 && other.lo >= 0.0);
        let lo = if nonnegative { down(lo).max(0.0) } else { down(lo) };
        let hi = if nonpositive { up(hi).min(0.0) } else { up(hi) };
        Interval::new(lo, hi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_contain_the_results_at_their_ends() {
        let ends = [f64::MIN, -3.5, -1.0, -1e-320, 0.0, 1e-320, 0.1, 1.0, 7.0, 1e300];
        for (i, &a) in ends.iter().enumerate() {
            for &b in &ends[i..] {
                let x = Interval::new(a, b);
                for (j, &c) in ends.iter().enumerate() {
                    for &d in &ends[j..] {
                        let y = Interval::new(c, d);
                        for p in [a, b] {
                            for q in [c, d] {
                                let (sum, product) = (x + y, x * y);
                                assert!(sum.lo <= p + q && p + q <= sum.hi, "{x:?} + {y:?}");
                                let pq = (p * q).clamp(f64::MIN, f64::MAX);
                                assert!(product.lo <= pq && pq <= product.hi, "{x:?} * {y:?}");
                            }
                        }
                    }
                }
                for n in 0..5 {
                    for p in [a, b] {
                        let power = p.powi(n as i32).clamp(f64::MIN, f64::MAX);
                        let found = x.powi(n);
                        assert!(found.lo <= power && power <= found.hi, "{x:?}^{n}: {found:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_tiny_product_is_not_zero() {
        let tiny = Interval::point(1e-300);
        let product = tiny * tiny;
        assert!(product.sup() > 0.0);
        assert_eq!(product.inf(), 0.0);
        assert_eq!((Interval::below(1.0) * Interval::below(2.0)).inf(), 0.0);
        assert_eq!(Interval::new(-2.0, 1.0).powi(2).inf(), 0.0);
    }
}
