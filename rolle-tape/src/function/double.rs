//! Sums, products and quotients with their rounding errors, as unevaluated sums of two numbers (Dekker; Ogita, Rump
//! and Oishi, "Accurate sum and dot product", 2005).

use crate::vector::{Real, Vector};

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

    /// −(hi + lo)
    #[inline(always)]
    pub(super) fn negated(self) -> Double<V> {
        Double { hi: -self.hi, lo: -self.lo }
    }

    /// `yes` where the mask holds, `no` elsewhere.
    #[inline(always)]
    pub(super) fn select(mask: V::Mask, yes: Double<V>, no: Double<V>) -> Double<V> {
        Double { hi: V::select(mask, yes.hi, no.hi), lo: V::select(mask, yes.lo, no.lo) }
    }

    /// The sum with a number, to a few units of the second word.
    #[inline(always)]
    pub(super) fn plus(self, other: V) -> Double<V> {
        let sum = Double::sum(self.hi, other);
        Double::ordered_sum(sum.hi, sum.lo + self.lo)
    }

    /// The product, to a few units of the second word.
    #[inline(always)]
    pub(super) fn times(self, other: Double<V>) -> Double<V> {
        let product = Double::product(self.hi, other.hi);
        let rest = self.hi.fma(other.lo, self.lo.fma(other.hi, product.lo));
        Double::ordered_sum(product.hi, rest)
    }

    /// The square root of a number that is not negative, to a few units of the second word.
    #[inline(always)]
    pub(super) fn sqrt(self) -> Double<V> {
        let zero = self.hi.same(V::Real::ZERO);
        let hi = self.hi.sqrt();
        let rest = hi.fnma(hi, self.hi) + self.lo;
        let lo = rest / (hi + hi);
        Double { hi, lo: V::select(hi.eq(zero), zero, lo) }
    }
}
