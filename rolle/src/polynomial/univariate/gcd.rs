//! The greatest common divisor by images modulo primes.
//!
//! The monic images of gcd(a, b) modulo primes, scaled by the gcd of the leading coefficients,
//! are combined until they stop changing; two exact divisions then prove the answer. Primes
//! whose image has too high a degree are unlucky and dropped. W. S. Brown, "On Euclid's
//! algorithm and the computation of polynomial greatest common divisors", 1971. No fallback is
//! needed: only finitely many primes are unlucky.

use super::int_poly::IntPoly;
use super::modular::crt::Combined;
use super::modular::field::LargePrimes;
use super::modular::poly::{self, from_integers, scale};
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use dashu_base::{Gcd, UnsignedAbs};

/// The most coefficient operations that one gcd or resultant may be expected to need: some
/// ten seconds.
pub(crate) const MAX_WORK: u64 = 1 << 32;

impl IntPoly {
    /// The greatest common divisor over the integers, content included, with a positive
    /// leading coefficient; gcd(0, 0) = 0.
    ///
    /// The answer is proved by exact division. Refused with an error of kind `Budget` when
    /// more than 2³² word operations are to be expected (both degrees about 6·10⁴, or 10⁴
    /// with thousands of bits).
    pub fn gcd(&self, other: &IntPoly) -> Result<IntPoly> {
        let content = integer_gcd(&self.content(), &other.content());
        if self.is_zero() || other.is_zero() {
            let sum = self + other;
            return Ok(&sum.primitive_part() * &content);
        }
        let low = self.valuation().min(other.valuation());
        let (a, b) = (self.strip_powers().primitive_part(), other.strip_powers().primitive_part());
        let primitive = primitive_gcd(&a, &b)?;
        (&primitive * &content).mul_x_pow(low)
    }

    /// Are the two without a common root, that is, is their gcd a nonzero constant?
    ///
    /// Costs one image modulo a prime when the answer is yes. Errors as [`IntPoly::gcd`].
    pub fn is_coprime(&self, other: &IntPoly) -> Result<bool> {
        Ok(self.gcd(other)?.degree() == Some(0))
    }

    /// The polynomial divided by the largest power of x.
    pub(crate) fn strip_powers(&self) -> IntPoly {
        IntPoly { coefs: self.coefs[self.valuation()..].to_vec() }
    }
}

/// The gcd of primitive polynomials that are not zero.
fn primitive_gcd(a: &IntPoly, b: &IntPoly) -> Result<IntPoly> {
    if a.is_constant() || b.is_constant() {
        return Ok(IntPoly::one());
    }
    if a == b {
        return Ok(a.clone());
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let work = (a.len() as u64).saturating_mul(b.len() as u64);
    refuse_work(work, "the greatest common divisor")?;
    let lead = integer_gcd(&a.coefs[a.len() - 1], &b.coefs[b.len() - 1]);
    let mut combined: Option<(Combined, usize)> = None;
    let mut spent = 0u64;
    for field in LargePrimes::new() {
        let (image_a, image_b) = (from_integers(&a.coefs, &field), from_integers(&b.coefs, &field));
        if image_a.len() < a.len() || image_b.len() < b.len() {
            continue;
        }
        spent = spent.saturating_add(work);
        refuse_work(spent, "the greatest common divisor")?;
        let image = poly::gcd(&image_a, &image_b, &field);
        if image.len() == 1 {
            return Ok(IntPoly::one());
        }
        let scaled = scale(&image, field.residue_of(&lead), &field);
        let stable = match &mut combined {
            Some((_, len)) if *len < scaled.len() => continue,
            Some((values, len)) if *len == scaled.len() => values.extend(&scaled, &field),
            slot => {
                let first = Combined::new(&scaled, &field);
                *slot = Some((first, scaled.len()));
                scaled.len() == short.len()
            }
        };
        if let Some((values, _)) = combined.as_ref().filter(|_| stable) {
            let candidate = IntPoly::new(values.values.clone()).primitive_part();
            if short.is_divisible_by(&candidate) && long.is_divisible_by(&candidate) {
                return Ok(candidate);
            }
        }
    }
    Err(Error::new(ErrorKind::Budget, "the greatest common divisor needs too many primes"))
}

/// An error of kind `Budget` when `work` is beyond [`MAX_WORK`].
pub(crate) fn refuse_work(work: u64, what: &str) -> Result<()> {
    if work <= MAX_WORK {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Budget, format!("{what} would take over `2^32` operations"))
        .with_help("lower the degree"))
}

/// The nonnegative gcd of two integers, with gcd(0, 0) = 0.
pub(crate) fn integer_gcd(a: &Integer, b: &Integer) -> Integer {
    match (a.is_zero(), b.is_zero()) {
        (true, _) => Integer::from(b.unsigned_abs()),
        (_, true) => Integer::from(a.unsigned_abs()),
        _ => Integer::from(a.gcd(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    #[test]
    fn small_cases() {
        for (a, b, g) in [
            (&[][..], &[][..], &[][..]),
            (&[], &[-4, -2], &[4, 2]),
            (&[6], &[4, 8], &[2]),
            (&[0, 0, 6], &[0, 4], &[0, 2]),
            (&[-1, 0, 1], &[1, 2, 1], &[1, 1]),
            (&[-1, 0, 1], &[-2, 0, 1], &[1]),
            (&[2, 4, 2], &[6, 6], &[2, 2]),
            (&[-6, 1, 1], &[6, -5, 1], &[-2, 1]),
            (&[1, 3, 2], &[-1, 0, 4], &[1, 2]),
        ] {
            assert_eq!(poly(a).gcd(&poly(b)).unwrap(), poly(g), "{a:?} {b:?}");
            assert_eq!(poly(b).gcd(&poly(a)).unwrap(), poly(g), "{b:?} {a:?}");
        }
    }

    #[test]
    fn common_factors_with_large_coefficients() {
        let g = &poly(&[3, -7, 0, 5]).pow(30).unwrap() * &Integer::from(-6);
        let (u, v) = (poly(&[1, 1, 1]).pow(40).unwrap(), poly(&[-2, 0, 9]).pow(35).unwrap());
        let common = (&u * &g).gcd(&(&v * &g)).unwrap();
        assert_eq!(common, -g);
    }

    #[test]
    fn knuth_example() {
        // Knuth, TAOCP 2, §4.6.1: coefficient growth in Euclid's algorithm, gcd 1.
        let a = poly(&[-5, 2, 8, -3, -3, 0, 1, 0, 1]);
        let b = poly(&[21, -9, -4, 0, 5, 0, 3]);
        assert!(a.is_coprime(&b).unwrap());
    }

    #[test]
    fn hopeless_degrees_are_refused() {
        let a = &IntPoly::monomial(Integer::ONE, 200_000).unwrap() + &IntPoly::one();
        let b = &IntPoly::monomial(Integer::from(3), 199_999).unwrap() - &IntPoly::one();
        assert_eq!(a.gcd(&b).unwrap_err().kind(), ErrorKind::Budget);
    }
}
