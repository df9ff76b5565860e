//! The prime field 𝔽ₚ for odd p below 2⁶², in Montgomery's representation, and its primes.
//!
//! P. Montgomery, "Modular multiplication without trial division", 1985: a residue a is kept
//! as a·2⁶⁴ mod p, so a product costs two multiplications and no division.

use crate::number::Integer;
use dashu_base::Sign;

/// An odd prime with what its arithmetic needs. Elements are `u64` in Montgomery's form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    p: u64,
    /// −p⁻¹ mod 2⁶⁴.
    negative_inverse: u64,
    /// 2¹²⁸ mod p.
    r2: u64,
    one: u64,
    /// How many products of residues can be summed before a reduction.
    burst: usize,
}

impl Field {
    /// The field of an odd prime below 2⁶²; the caller vouches for primality.
    pub(crate) fn new(p: u64) -> Field {
        debug_assert!(p % 2 == 1 && p < 1 << 62);
        let mut inverse = p; // correct to 3 bits, each step doubles that
        for _ in 0..5 {
            inverse = inverse.wrapping_mul(2u64.wrapping_sub(p.wrapping_mul(inverse)));
        }
        let one = (u64::MAX % p + 1) % p;
        let r2 = (one as u128 * one as u128 % p as u128) as u64;
        let burst = usize::try_from(u64::MAX / p).unwrap_or(usize::MAX).max(1);
        Field { p, negative_inverse: inverse.wrapping_neg(), r2, one, burst }
    }

    pub(crate) fn characteristic(&self) -> u64 {
        self.p
    }

    pub(crate) fn one(&self) -> u64 {
        self.one
    }

    /// The length of a dot product that fits one reduction.
    pub(crate) fn burst(&self) -> usize {
        self.burst
    }

    /// t·2⁻⁶⁴ mod p, for t < 2⁶⁴·p.
    #[inline(always)]
    pub(crate) fn reduce(&self, t: u128) -> u64 {
        let m = (t as u64).wrapping_mul(self.negative_inverse);
        let r = ((t + m as u128 * self.p as u128) >> 64) as u64;
        if r >= self.p { r - self.p } else { r }
    }

    #[inline(always)]
    pub(crate) fn mul(&self, a: u64, b: u64) -> u64 {
        self.reduce(a as u128 * b as u128)
    }

    #[inline(always)]
    pub(crate) fn add(&self, a: u64, b: u64) -> u64 {
        let s = a + b;
        if s >= self.p { s - self.p } else { s }
    }

    #[inline(always)]
    pub(crate) fn sub(&self, a: u64, b: u64) -> u64 {
        if a >= b { a - b } else { a + self.p - b }
    }

    #[inline(always)]
    pub(crate) fn neg(&self, a: u64) -> u64 {
        if a == 0 { 0 } else { self.p - a }
    }

    pub(crate) fn pow(&self, a: u64, mut n: u64) -> u64 {
        let (mut base, mut result) = (a, self.one);
        while n > 0 {
            if n & 1 == 1 {
                result = self.mul(result, base);
            }
            base = self.mul(base, base);
            n >>= 1;
        }
        result
    }

    /// The inverse of an element that is not zero.
    pub(crate) fn inv(&self, a: u64) -> u64 {
        self.pow(a, self.p - 2)
    }

    /// The residue of a machine integer.
    pub(crate) fn residue(&self, a: u64) -> u64 {
        self.mul(a % self.p, self.r2)
    }

    /// The residue of an integer.
    pub(crate) fn residue_of(&self, a: &Integer) -> u64 {
        let (sign, words) = a.as_sign_words();
        // Horner in Montgomery's form: r·2⁶⁴ + w is one multiplication by r2 and an addition.
        let residue = words.iter().rev().fold(0u64, |r, &w| {
            #[allow(clippy::useless_conversion)] // words are 32 bits wide on some machines
            let w = u64::from(w);
            self.add(self.mul(r, self.word_base()), self.mul(w % self.p, self.r2))
        });
        if sign == Sign::Negative { self.neg(residue) } else { residue }
    }

    /// 2^(word size) in Montgomery's form.
    fn word_base(&self) -> u64 {
        if dashu_int::Word::BITS == 64 { self.r2 } else { self.residue(1 << 32) }
    }

    /// The representative in 0..p.
    pub(crate) fn to_u64(self, a: u64) -> u64 {
        self.reduce(a as u128)
    }
}

/// The primes just below 2⁶⁰, descending, for Chinese remaindering.
pub(crate) struct LargePrimes {
    next: u64,
}

impl LargePrimes {
    pub(crate) fn new() -> LargePrimes {
        LargePrimes { next: (1 << 60) - 1 }
    }
}

impl Iterator for LargePrimes {
    type Item = Field;

    fn next(&mut self) -> Option<Field> {
        while self.next > 1 << 59 {
            let candidate = self.next;
            self.next -= 2;
            if is_prime(candidate) {
                return Some(Field::new(candidate));
            }
        }
        None
    }
}

/// Is n prime? The strong test to the bases 2 … 37 is a proof below 3.3·10²⁴ (Sorenson and
/// Webster, 2015).
pub(crate) fn is_prime(n: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < 2 {
        return false;
    }
    for p in BASES {
        if n.is_multiple_of(p) {
            return n == p;
        }
    }
    let twos = (n - 1).trailing_zeros();
    let odd = (n - 1) >> twos;
    let mul = |a: u64, b: u64| (a as u128 * b as u128 % n as u128) as u64;
    BASES.iter().all(|&base| {
        let (mut x, mut b, mut e) = (1, base, odd);
        while e > 0 {
            if e & 1 == 1 {
                x = mul(x, b);
            }
            b = mul(b, b);
            e >>= 1;
        }
        let mut witness = x != 1 && x != n - 1;
        for _ in 1..twos {
            x = mul(x, x);
            witness &= x != n - 1;
        }
        !witness
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residues_of_large_integers() {
        for p in [3, 7, 65_537, (1 << 61) - 1] {
            let field = Field::new(p);
            let big = Integer::from(123_456_789i64).pow(40);
            for a in [big.clone(), -big.clone(), Integer::ZERO, Integer::from(-1)] {
                let expected = ((&a % Integer::from(p)) + Integer::from(p)) % Integer::from(p);
                assert_eq!(Integer::from(field.to_u64(field.residue_of(&a))), expected);
            }
            for a in 1..p.min(50) {
                let a = field.residue(a);
                assert_eq!(field.mul(a, field.inv(a)), field.one());
            }
        }
    }

    #[test]
    fn primes() {
        let small: Vec<u64> = (0..60).filter(|&n| is_prime(n)).collect();
        assert_eq!(small, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]);
        assert!(is_prime((1 << 61) - 1) && !is_prime(3_215_031_751) && !is_prime((1 << 59) - 1));
        let first = LargePrimes::new().next().unwrap();
        assert_eq!(first.characteristic(), (1 << 60) - 93);
    }
}
