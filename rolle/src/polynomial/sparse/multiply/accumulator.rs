//! Sums of products of coefficients, in the narrowest type that cannot overflow.

use super::super::coefficients::Coefficients;
use crate::number::Integer;

/// A running sum of products.
pub(in super::super) trait Accumulator: Clone + Default {
    /// The coefficients that are multiplied.
    type Factor: Clone;
    /// Adds `a·b`.
    fn add_product(&mut self, a: &Self::Factor, b: &Self::Factor);
    /// Whether the sum is 0.
    fn is_zero(&self) -> bool;
    /// Appends the sum and resets it.
    fn take(&mut self, out: &mut Coefficients);
}

impl Accumulator for i64 {
    type Factor = i64;

    #[inline]
    fn add_product(&mut self, a: &i64, b: &i64) {
        *self += a * b;
    }

    fn is_zero(&self) -> bool {
        *self == 0
    }

    fn take(&mut self, out: &mut Coefficients) {
        out.push_i64(std::mem::take(self));
    }
}

impl Accumulator for i128 {
    type Factor = i64;

    #[inline]
    fn add_product(&mut self, a: &i64, b: &i64) {
        *self += i128::from(*a) * i128::from(*b);
    }

    fn is_zero(&self) -> bool {
        *self == 0
    }

    fn take(&mut self, out: &mut Coefficients) {
        out.push_i128(std::mem::take(self));
    }
}

/// A 192-bit two's complement sum, enough for 2⁶⁴ products of words.
#[derive(Clone, Copy, Default)]
pub(in super::super) struct Wide {
    low: u128,
    high: i64,
}

impl Accumulator for Wide {
    type Factor = i64;

    #[inline]
    fn add_product(&mut self, a: &i64, b: &i64) {
        let product = i128::from(*a) * i128::from(*b);
        let (low, carry) = self.low.overflowing_add(product as u128);
        self.low = low;
        self.high += (product >> 127) as i64 + i64::from(carry);
    }

    fn is_zero(&self) -> bool {
        self.low == 0 && self.high == 0
    }

    fn take(&mut self, out: &mut Coefficients) {
        let Wide { low, high } = std::mem::take(self);
        out.push((Integer::from(high) << 128) + Integer::from(low));
    }
}

impl Accumulator for Integer {
    type Factor = Integer;

    fn add_product(&mut self, a: &Integer, b: &Integer) {
        *self += a * b;
    }

    fn is_zero(&self) -> bool {
        self.is_zero()
    }

    fn take(&mut self, out: &mut Coefficients) {
        out.push(std::mem::take(self));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_sums_are_exact() {
        let mut sum = Wide::default();
        let mut expected = Integer::ZERO;
        for (a, b) in [
            (i64::MIN, i64::MIN),
            (i64::MIN, i64::MIN),
            (i64::MIN, i64::MIN),
            (i64::MIN, i64::MAX),
            (i64::MIN, i64::MAX),
            (i64::MIN, i64::MAX),
            (i64::MIN, i64::MAX),
            (7, -9),
        ] {
            sum.add_product(&a, &b);
            expected += Integer::from(a) * Integer::from(b);
            let mut out = Coefficients::new();
            sum.clone().take(&mut out);
            assert_eq!(out.get(0), expected);
        }
    }
}
