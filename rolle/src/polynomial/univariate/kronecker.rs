//! Kronecker substitution: a polynomial as one big integer, its value at 2ᵏ.
//!
//! Signed coefficients of fewer than k bits are packed as the digits of p(2ᵏ) in base 2ᵏ; a
//! negative digit borrows from the next. Products and exact quotients of polynomials become
//! those of integers, whose arithmetic is quasi-linear. See D. Harvey, "Faster polynomial
//! multiplication via multipoint Kronecker substitution", 2009, §1.

use crate::number::{Integer, Natural};
use dashu_base::Sign;
use dashu_int::Word;

const WORD: usize = Word::BITS as usize;

/// Appends bit fields to a vector of words.
struct Writer {
    words: Vec<Word>,
    pending: Word,
    filled: usize,
}

impl Writer {
    /// Appends the `count` low bits of `word`, whose higher bits are zero.
    #[inline]
    fn push(&mut self, word: Word, count: usize) {
        self.pending |= word << self.filled;
        if self.filled + count < WORD {
            self.filled += count;
            return;
        }
        self.words.push(self.pending);
        let spilled = WORD - self.filled;
        self.pending = if spilled == WORD { 0 } else { word >> spilled };
        self.filled = self.filled + count - WORD;
    }
}

/// The value p(2ᵏ) of the polynomial with these coefficients, each below 2ᵏ⁻¹ in absolute
/// value.
pub(crate) fn pack(coefs: &[Integer], k: usize) -> Integer {
    let Some(last) = coefs.iter().rev().find(|c| !c.is_zero()) else { return Integer::ZERO };
    // With a positive leading coefficient the value is positive and no borrow is left over.
    let flip = last.sign() == Sign::Negative;
    let mut out =
        Writer { words: Vec::with_capacity(coefs.len() * k / WORD + 2), pending: 0, filled: 0 };
    let mut borrow = false;
    for c in coefs {
        let (sign, words) = c.as_sign_words();
        let negative = (sign == Sign::Negative) != flip && !words.is_empty();
        borrow = push_digit(&mut out, words, negative, borrow, k);
    }
    out.words.push(out.pending);
    let value = Natural::from_words(&out.words);
    Integer::from_parts(if flip { Sign::Negative } else { Sign::Positive }, value)
}

/// Appends ±magnitude − borrow modulo 2ᵏ and tells whether that is a borrow from the next.
fn push_digit(
    out: &mut Writer,
    magnitude: &[Word],
    negative: bool,
    borrow: bool,
    k: usize,
) -> bool {
    // −m − b = NOT(m) + 1 − b, and m − b = m + NOT(0)·b, both modulo 2ᵏ.
    let mut carry: Word = (negative && !borrow) as Word;
    let mut debt: Word = (!negative && borrow) as Word;
    let mut left = k;
    let mut i = 0;
    while left > 0 {
        let count = left.min(WORD);
        let mut word = magnitude.get(i).copied().unwrap_or(0);
        if negative {
            let (sum, over) = (!word).overflowing_add(carry);
            word = sum;
            carry = over as Word;
        } else {
            let (difference, under) = word.overflowing_sub(debt);
            word = difference;
            debt = under as Word;
        }
        if count < WORD {
            word &= (1 << count) - 1;
        }
        out.push(word, count);
        left -= count;
        i += 1;
    }
    negative || debt == 1
}

/// The `count` polynomial coefficients whose value at 2ᵏ is `value`, each below 2ᵏ⁻¹ in
/// absolute value: the inverse of [`pack`].
pub(crate) fn unpack(value: &Integer, count: usize, k: usize) -> Vec<Integer> {
    let (sign, words) = value.as_sign_words();
    let flip = sign == Sign::Negative;
    let mut coefs = Vec::with_capacity(count);
    let mut digit: Vec<Word> = vec![0; k.div_ceil(WORD)];
    let mut carry = false;
    for i in 0..count {
        read_field(words, i * k, k, &mut digit);
        let overflow = carry && increment(&mut digit, k);
        let negative = digit[(k - 1) / WORD] >> ((k - 1) % WORD) & 1 == 1;
        if negative {
            negate(&mut digit, k);
        }
        carry = negative || overflow;
        let sign = if negative != flip { Sign::Negative } else { Sign::Positive };
        coefs.push(Integer::from_sign_words(sign, &digit));
    }
    coefs
}

/// Reads the `k` bits from bit `start` on; what lies beyond the end is zero.
fn read_field(words: &[Word], start: usize, k: usize, digit: &mut [Word]) {
    let (first, shift) = (start / WORD, start % WORD);
    let at = |i: usize| words.get(i).copied().unwrap_or(0);
    for (j, out) in digit.iter_mut().enumerate() {
        let low = at(first + j) >> shift;
        *out = if shift == 0 { low } else { low | at(first + j + 1) << (WORD - shift) };
    }
    mask(digit, k);
}

fn mask(digit: &mut [Word], k: usize) {
    if !k.is_multiple_of(WORD) {
        let last = digit.len() - 1;
        digit[last] &= (1 << (k % WORD)) - 1;
    }
}

/// Adds one modulo 2ᵏ; tells whether that wrapped to zero.
fn increment(digit: &mut [Word], k: usize) -> bool {
    for word in digit.iter_mut() {
        *word = word.wrapping_add(1);
        if *word != 0 {
            break;
        }
    }
    mask(digit, k);
    digit.iter().all(|&w| w == 0)
}

/// Replaces d by 2ᵏ − d.
fn negate(digit: &mut [Word], k: usize) {
    for word in digit.iter_mut() {
        *word = !*word;
    }
    mask(digit, k);
    increment(digit, k);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integers(values: &[i64]) -> Vec<Integer> {
        values.iter().map(|&v| Integer::from(v)).collect()
    }

    #[test]
    fn packing_is_the_value_at_a_power_of_two() {
        for k in [5, 8, 13, 63, 64, 65, 128, 130] {
            for coefs in [&[1i64, -2, 3][..], &[-1, 0, 0, -15], &[0, -1, 1], &[-7, 7, -7, 7, -7]] {
                let value =
                    coefs.iter().rev().fold(Integer::ZERO, |acc, &c| (acc << k) + Integer::from(c));
                assert_eq!(pack(&integers(coefs), k), value, "{coefs:?} at 2^{k}");
            }
        }
    }

    #[test]
    fn unpacking_inverts_packing() {
        let mut state = 88172645463325252u64;
        for k in [3, 4, 17, 63, 64, 65, 127, 128, 129, 200] {
            let limit = 1i64 << (k - 1).min(40);
            for len in [1usize, 2, 7, 40] {
                let mut coefs: Vec<i64> = (0..len)
                    .map(|_| {
                        state ^= state << 13;
                        state ^= state >> 7;
                        state ^= state << 17;
                        (state % (2 * limit as u64 - 1)) as i64 - (limit - 1)
                    })
                    .collect();
                *coefs.last_mut().unwrap() = if len % 2 == 0 { 1 } else { -1 };
                let coefs = integers(&coefs);
                assert_eq!(unpack(&pack(&coefs, k), len, k), coefs, "k = {k}");
            }
        }
    }
}
