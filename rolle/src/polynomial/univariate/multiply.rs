//! Products of coefficient lists: term by term when small or sparse, else by one product of
//! big integers (see [`super::kronecker`]).
//!
//! Karatsuba's method on coefficients was left out on purpose: wherever it beats the term by
//! term product, Kronecker substitution is faster still.

use super::int_poly::{MAX_BITS, bits};
use super::kronecker::{pack, unpack};
use crate::number::Integer;

/// The product of two coefficient lists; its last entries may be zero only if an input's are.
pub(crate) fn multiply(a: &[Integer], b: &[Integer]) -> Vec<Integer> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let shape = Shape::new(a, b);
    if shape.fits_machine_words() {
        return schoolbook_small(a, b);
    }
    if shape.prefers_schoolbook() {
        return schoolbook(a, b);
    }
    let k = shape.digit_bits();
    let product = pack(a, k) * pack(b, k);
    unpack(&product, a.len() + b.len() - 1, k)
}

/// The square of a coefficient list.
pub(crate) fn square(a: &[Integer]) -> Vec<Integer> {
    if a.is_empty() {
        return Vec::new();
    }
    let shape = Shape::new(a, a);
    if shape.fits_machine_words() {
        return schoolbook_small(a, a);
    }
    if shape.prefers_schoolbook() {
        return schoolbook(a, a);
    }
    let k = shape.digit_bits();
    let value = pack(a, k);
    unpack(&Integer::from(value.sqr()), 2 * a.len() - 1, k)
}

/// What the choice of a method depends on.
struct Shape {
    lengths: (usize, usize),
    terms: (usize, usize),
    bits: (usize, usize),
}

impl Shape {
    fn new(a: &[Integer], b: &[Integer]) -> Shape {
        let terms = |c: &[Integer]| c.iter().filter(|c| !c.is_zero()).count();
        let height = |c: &[Integer]| c.iter().map(bits).max().unwrap_or(0);
        Shape {
            lengths: (a.len(), b.len()),
            terms: (terms(a), terms(b)),
            bits: (height(a), height(b)),
        }
    }

    /// The bits of a coefficient of the product and its sign.
    fn digit_bits(&self) -> usize {
        let terms = self.terms.0.min(self.terms.1).max(1);
        self.bits.0 + self.bits.1 + (usize::BITS - terms.leading_zeros()) as usize + 1
    }

    /// Do the factors fit 63 bits and the sums 127, and is the product small enough that
    /// machine arithmetic beats packing?
    fn fits_machine_words(&self) -> bool {
        self.bits.0 <= 63
            && self.bits.1 <= 63
            && self.digit_bits() <= 127
            && self.terms.0.min(self.terms.1) <= 48
    }

    /// Is the product of so few terms, or are the sizes of the coefficients so uneven, that
    /// packing costs more than it saves?
    fn prefers_schoolbook(&self) -> bool {
        let work = self.terms.0.saturating_mul(self.terms.1);
        let packed_words =
            (self.lengths.0 + self.lengths.1).saturating_mul(self.digit_bits() / 64 + 1);
        self.terms.0.min(self.terms.1) <= 4
            || work < packed_words
            || (packed_words as u64).saturating_mul(64) > MAX_BITS
    }
}

/// The term by term product for factors of at most 63 bits, summed in 128 bits.
fn schoolbook_small(a: &[Integer], b: &[Integer]) -> Vec<Integer> {
    let narrow = |c: &[Integer]| -> Vec<i64> {
        // The caller has checked the sizes, so every conversion succeeds.
        c.iter().map(|c| i64::try_from(c).unwrap_or(0)).collect()
    };
    let (a, b) = (narrow(a), narrow(b));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let mut sums = vec![0i128; a.len() + b.len() - 1];
    for (i, &s) in short.iter().enumerate().filter(|&(_, &s)| s != 0) {
        for (sum, &l) in sums[i..].iter_mut().zip(long) {
            *sum += s as i128 * l as i128;
        }
    }
    sums.into_iter().map(Integer::from).collect()
}

/// The term by term product, skipping zeros.
fn schoolbook(a: &[Integer], b: &[Integer]) -> Vec<Integer> {
    let mut sums = vec![Integer::ZERO; a.len() + b.len() - 1];
    for (i, a) in a.iter().enumerate().filter(|(_, a)| !a.is_zero()) {
        for (sum, b) in sums[i..].iter_mut().zip(b).filter(|(_, b)| !b.is_zero()) {
            *sum += a * b;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A seeded list of signed integers of up to `bits` bits, some of them zero.
    pub(crate) fn random(len: usize, bits: usize, seed: u64) -> Vec<Integer> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        (0..len)
            .map(|_| {
                let mut c = Integer::ZERO;
                for _ in 0..bits.div_ceil(64) {
                    c = (c << 64) + Integer::from(next());
                }
                let c = c >> (bits.div_ceil(64) * 64 - bits);
                match next() % 5 {
                    0 => Integer::ZERO,
                    1 | 2 => -c,
                    _ => c,
                }
            })
            .collect()
    }

    #[test]
    fn all_methods_agree() {
        for (n, m, ba, bb) in [
            (1, 1, 10, 10),
            (3, 90, 20, 300),
            (60, 60, 30, 60),
            (50, 70, 64, 64),
            (100, 100, 200, 1),
            (5, 200, 1000, 1000),
            (49, 49, 62, 64),
        ] {
            let (a, b) = (random(n, ba, 7 + n as u64), random(m, bb, 99 + m as u64));
            let expected = schoolbook(&a, &b);
            assert_eq!(multiply(&a, &b), expected, "{n} {m} {ba} {bb}");
            assert_eq!(square(&a), schoolbook(&a, &a));
            let k = Shape::new(&a, &b).digit_bits();
            assert_eq!(unpack(&(pack(&a, k) * pack(&b, k)), n + m - 1, k), expected);
        }
    }

    #[test]
    fn uneven_sparse_factors_stay_cheap() {
        // 10⁵ terms apart and one coefficient of 10⁵ bits: packing would take gigabytes.
        let mut a = vec![Integer::ZERO; 100_000];
        a[0] = Integer::ONE << 100_000;
        a[99_999] = Integer::from(-1);
        let product = multiply(&a, &a);
        assert_eq!(product[0], Integer::ONE << 200_000);
        assert_eq!(product[99_999], -(Integer::ONE << 100_001));
        assert_eq!(product[199_998], Integer::ONE);
    }
}
