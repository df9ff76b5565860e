//! Sums of products of integers of a few words, without allocation.

use dashu_base::{Sign, Signed, UnsignedAbs};

use super::super::coefficients::Coefficients;
use super::Accumulator;
use crate::number::{Integer, Natural};

/// A sign and `N` words, least significant first.
#[derive(Clone, Copy)]
pub(super) struct Limbs<const N: usize> {
    negative: bool,
    words: [u64; N],
}

impl<const N: usize> Limbs<N> {
    /// The integer, if it fits.
    pub(super) fn new(c: &Integer) -> Option<Limbs<N>> {
        let bytes = c.unsigned_abs().to_le_bytes();
        if bytes.len() > 8 * N {
            return None;
        }
        let mut words = [0; N];
        for (word, chunk) in words.iter_mut().zip(bytes.chunks(8)) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            *word = u64::from_le_bytes(eight);
        }
        Some(Limbs { negative: c.is_negative(), words })
    }
}

/// A two's complement sum of `M = 2N + 1` words: exact for 2⁶³ products.
#[derive(Clone, Copy)]
pub(super) struct Sum<const N: usize, const M: usize>([u64; M]);

impl<const N: usize, const M: usize> Default for Sum<N, M> {
    fn default() -> Self {
        Sum([0; M])
    }
}

impl<const N: usize, const M: usize> Accumulator for Sum<N, M> {
    type Factor = Limbs<N>;

    #[inline]
    fn add_product(&mut self, a: &Limbs<N>, b: &Limbs<N>) {
        let mut product = [0u64; M];
        for (i, &x) in a.words.iter().enumerate() {
            let mut carry = 0u64;
            for (j, &y) in b.words.iter().enumerate() {
                let t =
                    u128::from(x) * u128::from(y) + u128::from(product[i + j]) + u128::from(carry);
                product[i + j] = t as u64;
                carry = (t >> 64) as u64;
            }
            product[i + N] = carry;
        }
        // Subtraction is the sum with all bits turned and a carry in.
        let flip = if a.negative != b.negative { u64::MAX } else { 0 };
        let mut carry = flip & 1;
        for (sum, p) in self.0.iter_mut().zip(product) {
            let t = u128::from(*sum) + u128::from(p ^ flip) + u128::from(carry);
            *sum = t as u64;
            carry = (t >> 64) as u64;
        }
    }

    fn is_zero(&self) -> bool {
        self.0.iter().all(|&w| w == 0)
    }

    fn take(&mut self, out: &mut Coefficients) {
        let Sum(mut words) = std::mem::take(self);
        let negative = words[M - 1] >> 63 == 1;
        if negative {
            let mut carry = true;
            for w in &mut words {
                (*w, carry) = (!*w).overflowing_add(u64::from(carry));
            }
        }
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        let sign = if negative { Sign::Negative } else { Sign::Positive };
        out.push(Integer::from_parts(sign, Natural::from_le_bytes(&bytes)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_both_signs() {
        let big: Integer = (Integer::ONE << 256) - 1;
        let list =
            [big.clone(), -&big, Integer::ZERO, Integer::from(-3), big.clone(), Integer::from(7)];
        let mut sum = Sum::<4, 9>::default();
        let mut expected = Integer::ZERO;
        for a in &list {
            for b in &list[1..] {
                sum.add_product(&Limbs::new(a).unwrap(), &Limbs::new(b).unwrap());
                expected += a * b;
                let mut out = Coefficients::new();
                sum.clone().take(&mut out);
                assert_eq!(out.get(0), expected);
            }
        }
        assert!(Limbs::<4>::new(&(big + 1)).is_none());
    }
}
