//! Sums, differences, multiples and powers of integer polynomials, as operators.

use super::int_poly::{IntPoly, MAX_BITS, MAX_DEGREE};
use super::multiply;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

impl AddAssign<&IntPoly> for IntPoly {
    fn add_assign(&mut self, other: &IntPoly) {
        if self.coefs.len() < other.coefs.len() {
            self.coefs.resize(other.coefs.len(), Integer::ZERO);
        }
        for (a, b) in self.coefs.iter_mut().zip(&other.coefs) {
            *a += b;
        }
        self.trim();
    }
}

impl SubAssign<&IntPoly> for IntPoly {
    fn sub_assign(&mut self, other: &IntPoly) {
        if self.coefs.len() < other.coefs.len() {
            self.coefs.resize(other.coefs.len(), Integer::ZERO);
        }
        for (a, b) in self.coefs.iter_mut().zip(&other.coefs) {
            *a -= b;
        }
        self.trim();
    }
}

impl Add for &IntPoly {
    type Output = IntPoly;

    fn add(self, other: &IntPoly) -> IntPoly {
        let mut sum = self.clone();
        sum += other;
        sum
    }
}

impl Sub for &IntPoly {
    type Output = IntPoly;

    fn sub(self, other: &IntPoly) -> IntPoly {
        let mut difference = self.clone();
        difference -= other;
        difference
    }
}

impl Neg for &IntPoly {
    type Output = IntPoly;

    fn neg(self) -> IntPoly {
        IntPoly { coefs: self.coefs.iter().map(|c| -c).collect() }
    }
}

impl Mul for &IntPoly {
    type Output = IntPoly;

    fn mul(self, other: &IntPoly) -> IntPoly {
        IntPoly::new(multiply::multiply(&self.coefs, &other.coefs))
    }
}

impl Mul<&Integer> for &IntPoly {
    type Output = IntPoly;

    fn mul(self, c: &Integer) -> IntPoly {
        IntPoly::new(self.coefs.iter().map(|a| a * c).collect())
    }
}

/// The owned forms of an operator, by its form on references.
macro_rules! forward_owned {
    ($trait:ident, $method:ident) => {
        impl $trait for IntPoly {
            type Output = IntPoly;

            fn $method(self, other: IntPoly) -> IntPoly {
                (&self).$method(&other)
            }
        }

        impl $trait<&IntPoly> for IntPoly {
            type Output = IntPoly;

            fn $method(self, other: &IntPoly) -> IntPoly {
                (&self).$method(other)
            }
        }
    };
}

forward_owned!(Add, add);
forward_owned!(Sub, sub);
forward_owned!(Mul, mul);

impl Neg for IntPoly {
    type Output = IntPoly;

    fn neg(mut self) -> IntPoly {
        for c in &mut self.coefs {
            *c = -std::mem::take(c);
        }
        self
    }
}

impl IntPoly {
    pub(crate) fn trim(&mut self) {
        while self.coefs.last().is_some_and(|c| c.is_zero()) {
            self.coefs.pop();
        }
    }

    /// The square.
    pub fn square(&self) -> IntPoly {
        IntPoly::new(multiply::square(&self.coefs))
    }

    /// The power pⁿ, with p⁰ = 1 also for zero.
    ///
    /// Refused with an error of kind `Budget` when the result would have a degree above
    /// [`MAX_DEGREE`] or more than 2³² bits.
    pub fn pow(&self, n: usize) -> Result<IntPoly> {
        if n == 0 {
            return Ok(IntPoly::one());
        }
        let Some(degree) = self.degree() else { return Ok(IntPoly::zero()) };
        // |coefficients of pⁿ| ≤ (sum of |coefficients of p|)ⁿ.
        let height = self.max_bits() as u64 + (self.len() as u64).ilog2() as u64;
        let large = (degree as u64).checked_mul(n as u64).is_none_or(|d| d > MAX_DEGREE as u64)
            || (height.saturating_mul(n as u64))
                .saturating_mul(self.count_terms() as u64)
                .saturating_mul(if self.count_terms() > 1 { n as u64 } else { 1 })
                > MAX_BITS
                && !self.is_unit_monomial();
        if large {
            return Err(Error::new(
                ErrorKind::Budget,
                format!("the power `{n}` of a polynomial of degree `{degree}` is too large"),
            )
            .with_help("use a smaller exponent, or keep the power unexpanded"));
        }
        let valuation = self.valuation();
        if self.count_terms() == 1 {
            let mut coefs = vec![Integer::ZERO; valuation * n];
            coefs.push(self.coefs[valuation].pow(n));
            return Ok(IntPoly { coefs });
        }
        let mut power = IntPoly::one();
        for bit in (0..usize::BITS - n.leading_zeros()).rev() {
            power = power.square();
            if n >> bit & 1 == 1 {
                power = &power * self;
            }
        }
        Ok(power)
    }

    /// Is this ±xᵈ?
    fn is_unit_monomial(&self) -> bool {
        self.count_terms() == 1 && self.max_bits() == 1
    }

    /// The polynomial xᵏ·p.
    ///
    /// Refused with an error of kind `Budget` beyond [`MAX_DEGREE`].
    pub fn mul_x_pow(&self, k: usize) -> Result<IntPoly> {
        if self.is_zero() {
            return Ok(IntPoly::zero());
        }
        if self.len().checked_add(k).is_none_or(|n| n > MAX_DEGREE) {
            return IntPoly::monomial(Integer::ONE, k.saturating_add(self.len()));
        }
        let mut coefs = vec![Integer::ZERO; k];
        coefs.extend_from_slice(&self.coefs);
        Ok(IntPoly { coefs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    #[test]
    fn sums_cancel_to_shorter_polynomials() {
        assert_eq!(&poly(&[1, 2, 3]) + &poly(&[0, -2, -3]), poly(&[1]));
        assert_eq!(&poly(&[1]) - &poly(&[1]), IntPoly::zero());
        assert_eq!(-poly(&[1, -2]), poly(&[-1, 2]));
        assert_eq!(&poly(&[1, 2]) * &Integer::ZERO, IntPoly::zero());
    }

    #[test]
    fn powers() {
        assert_eq!(poly(&[1, 1]).pow(4).unwrap(), poly(&[1, 4, 6, 4, 1]));
        assert_eq!(poly(&[]).pow(0).unwrap(), IntPoly::one());
        assert_eq!(poly(&[]).pow(7).unwrap(), IntPoly::zero());
        assert_eq!(poly(&[0, -2]).pow(3).unwrap(), poly(&[0, 0, 0, -8]));
        assert_eq!(poly(&[-1]).pow(usize::MAX).unwrap(), poly(&[-1]));
    }

    #[test]
    fn powers_that_would_fill_memory_are_refused() {
        for (p, n) in [(poly(&[1, 1]), 1 << 40), (poly(&[2]), usize::MAX), (poly(&[3, 1]), 1 << 20)]
        {
            assert_eq!(p.pow(n).unwrap_err().kind(), ErrorKind::Budget);
        }
        assert_eq!(poly(&[1]).mul_x_pow(usize::MAX).unwrap_err().kind(), ErrorKind::Budget);
    }
}
