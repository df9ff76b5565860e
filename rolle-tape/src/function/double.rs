//! Sums, products and quotients with their rounding errors, as unevaluated sums of two numbers (Dekker; Ogita, Rump
//! and Oishi, "Accurate sum and dot product", 2005).

use crate::vector::Vector;

/// The unevaluated sum of two numbers, the second at most an ulp of the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Double<V> {
    pub(super) hi: V,
    pub(super) lo: V,
}

impl<V: Vector> Double<V> {
    #[inline(always)]
    pub(super) fn new(hi: V, lo: V) -> Double<V> {
        Double { hi, lo }
    }

    /// a + b exactly, where |a| ≥ |b| or a = 0.
    #[inline(always)]
    pub(super) fn ordered_sum(a: V, b: V) -> Double<V> {
        let hi = a + b;
        Double { hi, lo: b - (hi - a) }
    }

    /// a + b exactly.
    #[inline(always)]
    pub(super) fn sum(a: V, b: V) -> Double<V> {
        let hi = a + b;
        let second = hi - a;
        Double { hi, lo: (a - (hi - second)) + (b - second) }
    }

    /// a·b exactly, where nothing underflows.
    #[inline(always)]
    pub(super) fn product(a: V, b: V) -> Double<V> {
        let hi = a * b;
        Double { hi, lo: a.fms(b, hi) }
    }

    /// The quotient, correct to a few units of the second word where `reciprocal` ≈ 1/divisor.
    #[inline(always)]
    pub(super) fn quotient(self, divisor: Double<V>, reciprocal: V) -> Double<V> {
        let hi = self.hi * reciprocal;
        let rest = hi.fnma(divisor.hi, self.hi) + hi.fnma(divisor.lo, self.lo);
        Double { hi, lo: rest * reciprocal }
    }

    /// The nearest single number.
    #[inline(always)]
    pub(super) fn value(self) -> V {
        self.hi + self.lo
    }
}
