//! Resultant and discriminant by images modulo primes.
//!
//! Hadamard's inequality on Sylvester's matrix, |res(a, b)| ≤ ‖a‖₂^deg b · ‖b‖₂^deg a, tells
//! how many primes determine the answer; there is nothing to guess. G. E. Collins, "The
//! calculation of multivariate polynomial resultants", 1971.

use super::gcd::refuse_work;
use super::int_poly::IntPoly;
use super::modular::crt::Combined;
use super::modular::field::LargePrimes;
use super::modular::poly::{self, from_integers};
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;

impl IntPoly {
    /// The resultant of two polynomials: lc(a)^deg b · lc(b)^deg a · ∏ (αᵢ − βⱼ), zero exactly
    /// when they have a common root or one of them is zero.
    ///
    /// Refused with an error of kind `Budget` when more than 2³² word operations are needed.
    pub fn resultant(&self, other: &IntPoly) -> Result<Integer> {
        let (Some(n), Some(m)) = (self.degree(), other.degree()) else { return Ok(Integer::ZERO) };
        if n == 0 || m == 0 {
            let size = |p: &IntPoly, e: usize| (p.max_bits() as u64).saturating_mul(e as u64);
            super::derive::refuse_beyond(size(self, m).max(size(other, n)), "the resultant")?;
            let (base, e) = if n == 0 { (&self.coefs[0], m) } else { (&other.coefs[0], n) };
            return Ok(base.pow(e));
        }
        let height = |p: &IntPoly| p.max_bits() as u64 + p.len().ilog2() as u64 / 2 + 1;
        let bound =
            (m as u64).saturating_mul(height(self)) + (n as u64).saturating_mul(height(other)) + 2;
        let count = bound / 59 + 1;
        let each = (n as u64) * (m as u64)
            + (self.max_bits() as u64 / 64 + 1) * n as u64
            + (other.max_bits() as u64 / 64 + 1) * m as u64;
        refuse_work(count.saturating_mul(each.saturating_add(count)), "the resultant")?;
        let mut combined: Option<Combined> = None;
        let mut used = 0;
        for field in LargePrimes::new() {
            let a = from_integers(&self.coefs, &field);
            let b = from_integers(&other.coefs, &field);
            if a.len() < self.len() || b.len() < other.len() {
                continue;
            }
            let image = [poly::resultant(&a, &b, &field)];
            match &mut combined {
                None => combined = Some(Combined::new(&image, &field)),
                Some(values) => {
                    values.extend(&image, &field);
                }
            }
            used += 1;
            if used >= count {
                break;
            }
        }
        match combined.and_then(|mut c| c.values.pop()).filter(|_| used >= count) {
            Some(value) => Ok(value),
            None => Err(Error::new(ErrorKind::Budget, "the resultant needs too many primes")),
        }
    }

    /// The discriminant (−1)^(n(n−1)/2)·res(p, p′)/lc(p), zero exactly when p has a multiple
    /// root. Constants have discriminant 1 by convention, zero has 0.
    ///
    /// Errors as [`IntPoly::resultant`].
    pub fn discriminant(&self) -> Result<Integer> {
        let Some(n) = self.degree() else { return Ok(Integer::ZERO) };
        if n == 0 {
            return Ok(Integer::ONE);
        }
        let value = self.resultant(&self.derivative())? / &self.coefs[n];
        Ok(if n % 4 >= 2 { -value } else { value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    #[test]
    fn discriminants() {
        for (p, disc) in [
            (&[][..], 0),
            (&[7], 1),
            (&[3, 2], 1),
            (&[3, 5, 2], 1),
            (&[5, 2, 1], -16),
            (&[-1, -1, 0, 1], -23),
            (&[1, 2, 1], 0),
            (&[-1, 0, 0, 0, 0, 1], 3125),
            (&[-6, 11, -6, 1], 4),
        ] {
            assert_eq!(poly(p).discriminant().unwrap(), Integer::from(disc), "{p:?}");
        }
    }

    #[test]
    fn resultant_is_multiplicative() {
        let (a, b, c) = (poly(&[3, -1, 4, 1, 5]), poly(&[-9, 2, 6, 5]), poly(&[3, 5, -8, 9, 7, 9]));
        let product = a.resultant(&c).unwrap() * b.resultant(&c).unwrap();
        assert_eq!((&a * &b).resultant(&c).unwrap(), product);
        assert_eq!(a.resultant(&IntPoly::zero()).unwrap(), Integer::ZERO);
        assert_eq!(a.resultant(&poly(&[2])).unwrap(), Integer::from(16));
    }

    #[test]
    fn resultant_with_a_linear_factor_is_a_value() {
        let p = poly(&[5, -3, 0, 2, 1]).pow(9).unwrap();
        let value = p.evaluate(&Integer::from(12)).unwrap();
        assert_eq!(poly(&[-12, 1]).resultant(&p).unwrap(), value);
    }
}
