//! Values at integers and rationals, and fast certain signs at dyadic rationals.
//!
//! Exact values join halves pairwise with x², x⁴, …, which is quasi-linear in the size of the
//! answer. A sign is first sought with truncated arithmetic whose error is bounded, and decided
//! exactly only when the bound does not exclude zero.

use super::derive::refuse_beyond;
use super::int_poly::{IntPoly, bits, sign_of};
use crate::error::Result;
use crate::number::{Integer, Natural, Rational};
use dashu_base::AbsOrd;

/// An integer with a bound on its distance from the number it stands for.
pub(crate) struct Approximate {
    /// The value, in units of 2^−scale.
    pub(crate) value: Integer,
    /// The largest possible error, in the same units.
    pub(crate) error: Integer,
    /// The exponent of the unit.
    pub(crate) scale: i64,
}

impl Approximate {
    /// The sign, when the error leaves no doubt.
    pub(crate) fn sign(&self) -> Option<i32> {
        let beyond = self.value.abs_cmp(&self.error).is_gt();
        beyond.then(|| sign_of(&self.value))
    }
}

impl IntPoly {
    /// The value at an integer.
    ///
    /// Refused with an error of kind `Budget` when it could have more than 2³² bits.
    pub fn evaluate(&self, x: &Integer) -> Result<Integer> {
        let size = (self.len() as u64).saturating_mul(bits(x) as u64) + self.max_bits() as u64;
        refuse_beyond(size, "the value")?;
        Ok(self.homogeneous(x, &Power::Of(Integer::ONE)).0)
    }

    /// The value at a rational.
    ///
    /// Refused with an error of kind `Budget` when it could have more than 2³² bits.
    pub fn evaluate_rational(&self, x: &Rational) -> Result<Rational> {
        let width = bits(x.numerator()).max(bits(&Integer::from(x.denominator().clone())));
        let size = (self.len() as u64).saturating_mul(width as u64) + self.max_bits() as u64;
        refuse_beyond(size.saturating_mul(2), "the value")?;
        let denominator = Integer::from(x.denominator().clone());
        let (value, degree) = self.homogeneous(x.numerator(), &Power::Of(denominator));
        let below: Natural = x.denominator().pow(degree);
        Ok(Rational::from_parts(value, below))
    }

    /// The sign at a rational as −1, 0 or 1, exact.
    ///
    /// Refused with an error of kind `Budget` when the exact value could have more than 2³²
    /// bits.
    pub fn sign_at(&self, x: &Rational) -> Result<i32> {
        let width = bits(x.numerator()).max(bits(&Integer::from(x.denominator().clone())));
        let size = (self.len() as u64).saturating_mul(width as u64) + self.max_bits() as u64;
        refuse_beyond(size.saturating_mul(2), "the value")?;
        if x.denominator().is_power_of_two_number() {
            let k = x.denominator().trailing_zeros().unwrap_or(0) as i64;
            return Ok(self.sign_at_dyadic(x.numerator(), k));
        }
        let denominator = Integer::from(x.denominator().clone());
        Ok(sign_of(&self.homogeneous(x.numerator(), &Power::Of(denominator)).0))
    }

    /// The sign at c/2ᵏ, exact; the caller bounds the size.
    pub(crate) fn sign_at_dyadic(&self, c: &Integer, k: i64) -> i32 {
        if c.is_zero() || self.is_constant() {
            return self.coefs.first().map_or(0, sign_of);
        }
        let largest = self.exact_bits(c, k);
        let mut w = 64 + 2 * self.len().ilog2() as u64 + k.max(0) as u64;
        while w < largest / 2 {
            if let Some(sign) = self.approximate_at_dyadic(c, k, w).sign() {
                return sign;
            }
            w *= 4;
        }
        self.exact_sign_at_dyadic(c, k)
    }

    fn exact_sign_at_dyadic(&self, c: &Integer, k: i64) -> i32 {
        if k <= 0 {
            let x = c << (-k) as usize;
            return sign_of(&self.homogeneous(&x, &Power::Of(Integer::ONE)).0);
        }
        sign_of(&self.homogeneous(c, &Power::OfTwo(k as usize)).0)
    }

    /// The bits of the largest intermediate number of an exact evaluation at c/2ᵏ.
    fn exact_bits(&self, c: &Integer, k: i64) -> u64 {
        let n = self.len() as u64;
        let width = (bits(c) as i64).max(k).max(bits(c) as i64 - k) as u64;
        n.saturating_mul(width) + self.max_bits() as u64
    }

    /// An approximation of the value at c/2ᵏ, c ≠ 0, to about `w` bits of the largest term.
    ///
    /// With x = 2ᵉ·y and 1/2 ≤ |y| < 1 the scheme is Horner's for Σ (aᵢ·2^(e·i))·yⁱ in fixed
    /// point. Every step adds less than two units, a truncated y at most n + 1 more, and later
    /// steps never enlarge an error since |y| < 1: the total is below (n + 1)(n + 3) units.
    pub(crate) fn approximate_at_dyadic(&self, c: &Integer, k: i64, w: u64) -> Approximate {
        let width = bits(c) as i64;
        let e = width - k;
        let scale = w as i64 - self.largest_term_bits(e);
        let cut = (width - w as i64 - 2).max(0) as usize;
        let (y, places) = (c >> cut, width as usize - cut);
        let mut sum = Integer::ZERO;
        for (i, a) in self.coefs.iter().enumerate().rev() {
            if !sum.is_zero() {
                sum = (sum * &y) >> places;
            }
            if !a.is_zero() {
                sum += shift(a, e * i as i64 + scale);
            }
        }
        let n = Integer::from(self.len());
        let error = &n * (&n + Integer::from(2));
        Approximate { value: sum, error, scale }
    }

    /// The bits of the largest |aᵢ|·2^(e·i).
    fn largest_term_bits(&self, e: i64) -> i64 {
        let terms = self.coefs.iter().enumerate().filter(|(_, a)| !a.is_zero());
        terms.map(|(i, a)| bits(a) as i64 + e * i as i64).max().unwrap_or(0)
    }

    /// (Σ aᵢ·xⁱ·bᵐ⁻ⁱ, m) for some m ≥ the degree.
    fn homogeneous(&self, x: &Integer, b: &Power) -> (Integer, usize) {
        let mut values = self.coefs.clone();
        let mut power = x.clone();
        let mut width = 1;
        while values.len() > 1 {
            let below = b.raised(width);
            values = values
                .chunks_mut(2)
                .map(|pair| match pair {
                    [low, high] => below.times(std::mem::take(low)) + &*high * &power,
                    _ => below.times(std::mem::take(&mut pair[0])),
                })
                .collect();
            width *= 2;
            if values.len() > 1 {
                power = Integer::from(power.sqr());
            }
        }
        (values.pop().unwrap_or(Integer::ZERO), width - 1)
    }
}

/// A positive denominator, with powers of two kept as exponents.
enum Power {
    Of(Integer),
    OfTwo(usize),
}

impl Power {
    fn raised(&self, n: usize) -> Power {
        match self {
            Power::Of(b) if b.is_one() => Power::Of(Integer::ONE),
            Power::Of(b) => Power::Of(b.pow(n)),
            Power::OfTwo(k) => Power::OfTwo(k * n),
        }
    }

    fn times(&self, a: Integer) -> Integer {
        match self {
            Power::Of(b) if b.is_one() => a,
            Power::Of(b) => a * b,
            Power::OfTwo(k) => a << *k,
        }
    }
}

/// Tells powers of two apart without the trait in scope everywhere.
trait PowerOfTwo {
    fn is_power_of_two_number(&self) -> bool;
}

impl PowerOfTwo for Natural {
    fn is_power_of_two_number(&self) -> bool {
        dashu_base::PowerOfTwo::is_power_of_two(self)
    }
}

/// ⌊a·2ᵏ⌋ for k of either sign.
pub(crate) fn shift(a: &Integer, k: i64) -> Integer {
    if k >= 0 { a << k as usize } else { a >> (-k) as usize }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn rational(a: i64, b: u64) -> Rational {
        Rational::from_parts(Integer::from(a), Natural::from(b))
    }

    #[test]
    fn values() {
        let p = IntPoly::from_i64(&[5, -3, 0, 2, 1]);
        for x in -9i64..=9 {
            let expected = 5 - 3 * x + 2 * x.pow(3) + x.pow(4);
            assert_eq!(p.evaluate(&Integer::from(x)).unwrap(), Integer::from(expected));
        }
        assert_eq!(p.evaluate_rational(&rational(-1, 2)).unwrap(), rational(101, 16));
        assert_eq!(p.evaluate_rational(&rational(2, 3)).unwrap(), rational(307, 81));
        assert_eq!(IntPoly::zero().evaluate(&Integer::from(3)).unwrap(), Integer::ZERO);
        assert_eq!(IntPoly::zero().evaluate_rational(&rational(1, 3)).unwrap(), rational(0, 1));
    }

    #[test]
    fn signs_are_exact_where_they_are_hard() {
        // (3x − 1)(2⁶⁰·x − 2⁵⁹ − 1): zeros at 1/3 and just above 1/2.
        let big = 1i64 << 60;
        let p = &IntPoly::from_i64(&[-1, 3]) * &IntPoly::from_i64(&[-(big / 2) - 1, big]);
        assert_eq!(p.sign_at(&rational(1, 3)).unwrap(), 0);
        assert_eq!(p.sign_at(&rational(1, 2)).unwrap(), -1);
        assert_eq!(p.sign_at(&rational(big / 2 + 1, big as u64)).unwrap(), 0);
        assert_eq!(p.sign_at(&rational(big / 2 + 2, big as u64)).unwrap(), 1);
        assert_eq!(p.sign_at(&rational(0, 1)).unwrap(), 1);
        assert_eq!(p.sign_at(&rational(-1 << 40, 1)).unwrap(), 1);
    }

    #[test]
    fn truncated_signs_agree_with_exact_ones() {
        // Wilkinson's polynomial of degree 25 between and at its zeros.
        let mut p = IntPoly::one();
        for r in 1..=25 {
            p = &p * &IntPoly::from_i64(&[-r, 1]);
        }
        for c in -40..2 * 27 * 8 {
            let c = Integer::from(c);
            for k in [4, 3, 0, -2] {
                assert_eq!(p.sign_at_dyadic(&c, k), p.exact_sign_at_dyadic(&c, k), "{c}/2^{k}");
            }
        }
    }

    #[test]
    fn values_that_would_fill_memory_are_refused() {
        let p = IntPoly::monomial(Integer::ONE, 1 << 20).unwrap();
        let x = Integer::ONE << 100_000;
        assert_eq!(p.evaluate(&x).unwrap_err().kind(), ErrorKind::Budget);
    }
}
