//! Taylor shifts: p(x + c).
//!
//! Short polynomials by Horner's scheme of repeated additions, on machine words side by side
//! when c = 1. Long ones are cut into blocks
//! that are shifted so, then joined pairwise with powers of x + c: von zur Gathen and Gerhard,
//! "Fast algorithms for Taylor shifts and certain difference equations", 1997, method D.

use super::derive::{combine_pairs, refuse_beyond};
use super::int_poly::{IntPoly, bits};
use crate::error::Result;
use crate::number::Integer;
use dashu_base::Sign;
use dashu_int::Word;

/// Blocks of this many coefficients are shifted by Horner's scheme.
const BLOCK: usize = 512;

impl IntPoly {
    /// The Taylor shift p(x + c).
    ///
    /// Refused with an error of kind `Budget` when the result would have more than 2³² bits.
    pub fn taylor_shift(&self, c: &Integer) -> Result<IntPoly> {
        let n = self.len() as u64;
        let growth = n.saturating_mul(bits(c) as u64) + self.max_bits() as u64;
        refuse_beyond(n.saturating_mul(growth) / 2, "the shifted polynomial")?;
        Ok(self.shifted(c))
    }

    /// p(x + c), for sizes that the caller has bounded.
    pub(crate) fn shifted(&self, c: &Integer) -> IntPoly {
        if c.is_zero() || self.is_constant() {
            return self.clone();
        }
        if self.len() <= 2 * BLOCK {
            let mut coefs = self.coefs.clone();
            horner_shift(&mut coefs, c);
            return IntPoly { coefs };
        }
        let mut blocks: Vec<IntPoly> =
            self.coefs.chunks(BLOCK).map(|b| shifted_block(b, c)).collect();
        let mut width = BLOCK;
        while blocks.len() > 1 {
            blocks = combine_pairs(&blocks, &binomial_power(c, width));
            width *= 2;
        }
        blocks.pop().unwrap_or_default()
    }
}

fn shifted_block(block: &[Integer], c: &Integer) -> IntPoly {
    let mut coefs = block.to_vec();
    horner_shift(&mut coefs, c);
    IntPoly::new(coefs)
}

/// The coefficients of (x + c)ⁿ, for c ≠ 0.
fn binomial_power(c: &Integer, n: usize) -> IntPoly {
    // From the top: C(n, i−1)·cⁿ⁻ⁱ⁺¹ = C(n, i)·cⁿ⁻ⁱ · c·i/(n − i + 1), an exact division.
    let mut coefs = vec![Integer::ONE; n + 1];
    for i in (1..=n).rev() {
        coefs[i - 1] = &coefs[i] * c * Integer::from(i) / Integer::from(n - i + 1);
    }
    IntPoly { coefs }
}

/// Shifts in place: n(n−1)/2 steps aⱼ ← aⱼ + c·aⱼ₊₁.
fn horner_shift(coefs: &mut [Integer], c: &Integer) {
    if c.is_one() {
        return shift_by_one(coefs);
    }
    let n = coefs.len();
    for i in 0..n.saturating_sub(1) {
        for j in (i..n - 1).rev() {
            let (low, high) = coefs.split_at_mut(j + 1);
            low[j] += &high[0] * c;
        }
    }
}

/// Shifts by one in place, in two's complement of a width that holds every sum: the partial
/// sums of n coefficients with binomial weights stay below 2ⁿ·max |aᵢ|.
fn shift_by_one(coefs: &mut [Integer]) {
    let n = coefs.len();
    let height = coefs.iter().map(bits).max().unwrap_or(0);
    let width = (height + n) / Word::BITS as usize + 1;
    let mut words: Vec<Word> = vec![0; n * width];
    for (place, c) in words.chunks_exact_mut(width).zip(coefs.iter()) {
        let (sign, magnitude) = c.as_sign_words();
        place[..magnitude.len()].copy_from_slice(magnitude);
        if sign == Sign::Negative {
            negate(place);
        }
    }
    for i in 0..n.saturating_sub(1) {
        for j in (i..n - 1).rev() {
            let (low, high) = words[j * width..].split_at_mut(width);
            add_words(low, &high[..width]);
        }
    }
    for (c, place) in coefs.iter_mut().zip(words.chunks_exact_mut(width)) {
        let negative = place[width - 1] >> (Word::BITS - 1) == 1;
        if negative {
            negate(place);
        }
        let sign = if negative { Sign::Negative } else { Sign::Positive };
        *c = Integer::from_sign_words(sign, place);
    }
}

/// a ← a + b modulo the width.
#[inline]
fn add_words(a: &mut [Word], b: &[Word]) {
    let mut carry = false;
    for (x, &y) in a.iter_mut().zip(b) {
        let (sum, over) = x.overflowing_add(y);
        let (sum, again) = sum.overflowing_add(carry as Word);
        *x = sum;
        carry = over | again;
    }
}

/// a ← −a modulo the width.
fn negate(a: &mut [Word]) {
    let mut carry = true;
    for x in a {
        (*x, carry) = (!*x).overflowing_add(carry as Word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_shifts() {
        let p = IntPoly::from_i64(&[-6, 11, -6, 1]); // (x−1)(x−2)(x−3)
        assert_eq!(p.shifted(&Integer::from(2)), IntPoly::from_i64(&[0, -1, 0, 1]));
        assert_eq!(p.shifted(&Integer::ZERO), p);
        assert_eq!(IntPoly::zero().shifted(&Integer::ONE), IntPoly::zero());
    }

    #[test]
    fn word_arithmetic_agrees_with_binomials() {
        for (n, height) in [(1usize, 5usize), (2, 63), (3, 64), (40, 24), (65, 200)] {
            let coefs: Vec<Integer> = (0..n)
                .map(|i| (Integer::ONE << height) * Integer::from(if i % 3 == 1 { -1 } else { 1 }))
                .collect();
            let mut expected = vec![Integer::ZERO; n];
            for (i, c) in coefs.iter().enumerate() {
                let row = if i == 0 { IntPoly::one() } else { binomial_power(&Integer::ONE, i) };
                for (e, b) in expected.iter_mut().zip(&row.coefs) {
                    *e += b * c;
                }
            }
            assert_eq!(IntPoly::new(coefs).shifted(&Integer::ONE), IntPoly::new(expected));
        }
    }

    #[test]
    fn block_method_agrees_with_horner() {
        let coefs: Vec<i64> = (0..1100).map(|i: i64| (i * i * 37 + 11) % 201 - 100).collect();
        let p = IntPoly::from_i64(&coefs);
        for c in [1, -1] {
            let c = Integer::from(c);
            let mut expected = p.coefs.clone();
            horner_shift(&mut expected, &c);
            assert_eq!(p.shifted(&c).coefs, expected);
        }
    }

    #[test]
    fn a_shift_too_large_is_refused() {
        let p = IntPoly::monomial(Integer::ONE, 1 << 20).unwrap();
        assert!(p.taylor_shift(&Integer::ONE).is_err());
    }
}
