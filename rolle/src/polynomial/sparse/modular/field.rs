//! The integers modulo a prime below 2⁶², in Montgomery's form (Montgomery 1985).
//!
//! An element x stands for x·2⁻⁶⁴. Products need no division; sums cannot overflow a word.

use dashu_base::{Signed, UnsignedAbs};

use crate::number::{Integer, Natural};

/// A prime field; elements are words below the prime, in Montgomery's form.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Field {
    prime: u64,
    /// `-1/prime` modulo 2⁶⁴.
    inverse: u64,
    one: u64,
    /// 2¹²⁸ modulo the prime.
    square: u64,
}

impl Field {
    /// The field of an odd prime below 2⁶².
    pub(in super::super) fn new(prime: u64) -> Field {
        // Newton's iteration doubles the correct bits: 3, 6, 12, 24, 48, 96.
        let mut inverse = prime;
        for _ in 0..5 {
            inverse = inverse.wrapping_mul(2u64.wrapping_sub(prime.wrapping_mul(inverse)));
        }
        let one = ((1u128 << 64) % u128::from(prime)) as u64;
        let square = (u128::from(one) * u128::from(one) % u128::from(prime)) as u64;
        Field { prime, inverse: inverse.wrapping_neg(), one, square }
    }

    pub(in super::super) fn prime(&self) -> u64 {
        self.prime
    }

    pub(in super::super) fn one(&self) -> u64 {
        self.one
    }

    #[inline]
    pub(in super::super) fn add(&self, a: u64, b: u64) -> u64 {
        let s = a + b;
        if s >= self.prime { s - self.prime } else { s }
    }

    #[inline]
    pub(in super::super) fn sub(&self, a: u64, b: u64) -> u64 {
        if a >= b { a - b } else { a + self.prime - b }
    }

    #[inline]
    pub(in super::super) fn neg(&self, a: u64) -> u64 {
        if a == 0 { 0 } else { self.prime - a }
    }

    #[inline]
    pub(in super::super) fn mul(&self, a: u64, b: u64) -> u64 {
        let t = u128::from(a) * u128::from(b);
        let m = (t as u64).wrapping_mul(self.inverse);
        let r = ((t + u128::from(m) * u128::from(self.prime)) >> 64) as u64;
        if r >= self.prime { r - self.prime } else { r }
    }

    pub(in super::super) fn pow(&self, mut base: u64, mut e: u64) -> u64 {
        let mut power = self.one;
        while e > 0 {
            if e & 1 == 1 {
                power = self.mul(power, base);
            }
            base = self.mul(base, base);
            e >>= 1;
        }
        power
    }

    /// The inverse of a nonzero element.
    pub(in super::super) fn invert(&self, a: u64) -> u64 {
        self.pow(a, self.prime - 2)
    }

    pub(in super::super) fn of_u64(&self, v: u64) -> u64 {
        self.mul(v % self.prime, self.square)
    }

    pub(in super::super) fn of_i64(&self, v: i64) -> u64 {
        let m = self.of_u64(v.unsigned_abs());
        if v < 0 { self.neg(m) } else { m }
    }

    pub(in super::super) fn of_integer(&self, v: &Integer) -> u64 {
        if let Ok(small) = i64::try_from(v) {
            return self.of_i64(small);
        }
        let m = self.of_u64((v.unsigned_abs() % Natural::from(self.prime)).try_into().unwrap_or(0));
        if v.is_negative() { self.neg(m) } else { m }
    }

    /// The representative below the prime.
    pub(in super::super) fn to_u64(self, a: u64) -> u64 {
        let m = a.wrapping_mul(self.inverse);
        let r = ((u128::from(a) + u128::from(m) * u128::from(self.prime)) >> 64) as u64;
        if r >= self.prime { r - self.prime } else { r }
    }

    /// Powers 0 to `n` of an element.
    pub(in super::super) fn powers(&self, a: u64, n: usize) -> Vec<u64> {
        let mut out = Vec::with_capacity(n + 1);
        let mut power = self.one;
        for _ in 0..=n {
            out.push(power);
            power = self.mul(power, a);
        }
        out
    }

    /// Inverses of nonzero elements, with one inversion.
    pub(in super::super) fn invert_all(&self, v: &[u64]) -> Vec<u64> {
        let mut out = Vec::with_capacity(v.len());
        let mut product = self.one;
        for &x in v {
            out.push(product);
            product = self.mul(product, x);
        }
        let mut inverse = self.invert(product);
        for (slot, &x) in out.iter_mut().zip(v).rev() {
            *slot = self.mul(*slot, inverse);
            inverse = self.mul(inverse, x);
        }
        out
    }

    /// Miller and Rabin's test of the modulus; exact below 2⁶⁴ with these bases.
    fn is_prime(&self) -> bool {
        let minus_one = self.prime - self.one;
        let twos = (self.prime - 1).trailing_zeros();
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].into_iter().all(|base| {
            let mut power = self.pow(self.of_u64(base), (self.prime - 1) >> twos);
            if power == self.one || power == minus_one {
                return true;
            }
            (1..twos).any(|_| {
                power = self.mul(power, power);
                power == minus_one
            })
        })
    }
}

/// The primes below 2⁶², downwards.
pub(in super::super) struct Primes(u64);

impl Primes {
    pub(in super::super) fn new() -> Primes {
        Primes((1 << 62) - 55)
    }
}

impl Iterator for Primes {
    type Item = Field;

    fn next(&mut self) -> Option<Field> {
        loop {
            self.0 -= 2;
            let field = Field::new(self.0);
            if field.is_prime() {
                return Some(field);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primes() {
        let primes: Vec<u64> = Primes::new().take(3).map(|f| f.prime()).collect();
        assert_eq!(primes, [(1 << 62) - 57, (1 << 62) - 87, (1 << 62) - 117]);
    }

    #[test]
    fn field_laws() {
        for field in Primes::new().take(2).chain([Field::new(10_007)]) {
            let p = u128::from(field.prime());
            for (a, b) in [(0u64, 5u64), (3, 4), (u64::MAX, 1 << 61), (10_006, 10_006)] {
                let (x, y) = (field.of_u64(a), field.of_u64(b));
                let product = (u128::from(a) % p) * (u128::from(b) % p) % p;
                assert_eq!(u128::from(field.to_u64(field.mul(x, y))), product);
                if x != 0 {
                    assert_eq!(field.mul(x, field.invert(x)), field.one());
                }
            }
            let big: Integer = -(Integer::ONE << 100);
            assert_eq!(field.of_integer(&big), field.neg(field.pow(field.of_u64(2), 100)));
            let v: Vec<u64> = (1..9).map(|i| field.of_u64(i)).collect();
            let inverses = field.invert_all(&v);
            assert!(v.iter().zip(inverses).all(|(&a, b)| field.mul(a, b) == field.one()));
        }
    }
}
