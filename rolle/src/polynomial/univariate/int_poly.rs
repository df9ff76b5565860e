//! The dense integer polynomial: its representation, constructors and printing.

use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use dashu_base::{BitTest, Sign, UnsignedAbs};
use std::fmt;

/// The largest degree that a constructor which takes a degree accepts.
///
/// A dense polynomial of this degree takes 400 MiB; sparse ones belong to another type.
pub const MAX_DEGREE: usize = 1 << 24;

/// The most bits that an operation whose answer outgrows its input may produce: 512 MiB.
pub(crate) const MAX_BITS: u64 = 1 << 32;

/// A polynomial in one variable with integer coefficients, stored densely.
///
/// The zero polynomial has no coefficients and no degree. The last coefficient of any other
/// polynomial is not zero, so `==` is equality of polynomials.
///
/// ```
/// use rolle::polynomial::IntPoly;
/// let p = IntPoly::from_i64(&[-1, 0, 1]);
/// assert_eq!(p.to_string(), "x^2 - 1");
/// assert_eq!(p.degree(), Some(2));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct IntPoly {
    pub(crate) coefs: Vec<Integer>,
}

impl IntPoly {
    /// The polynomial with these coefficients, constant first; trailing zeros are dropped.
    pub fn new(mut coefs: Vec<Integer>) -> IntPoly {
        while coefs.last().is_some_and(|c| c.is_zero()) {
            coefs.pop();
        }
        IntPoly { coefs }
    }

    /// The polynomial with these small coefficients, constant first.
    pub fn from_i64(coefs: &[i64]) -> IntPoly {
        IntPoly::new(coefs.iter().map(|&c| Integer::from(c)).collect())
    }

    /// The zero polynomial.
    pub fn zero() -> IntPoly {
        IntPoly::default()
    }

    /// The constant polynomial 1.
    pub fn one() -> IntPoly {
        IntPoly::constant(Integer::ONE)
    }

    /// The polynomial x.
    pub fn x() -> IntPoly {
        IntPoly { coefs: vec![Integer::ZERO, Integer::ONE] }
    }

    /// The constant polynomial `c`.
    pub fn constant(c: Integer) -> IntPoly {
        IntPoly::new(vec![c])
    }

    /// The polynomial c·xᵈ, for `degree` up to [`MAX_DEGREE`]; beyond that an error of kind
    /// `Budget`.
    pub fn monomial(c: Integer, degree: usize) -> Result<IntPoly> {
        if degree > MAX_DEGREE {
            return Err(Error::new(
                ErrorKind::Budget,
                format!("a dense polynomial of degree `{degree}` is too large"),
            )
            .with_help(format!("the limit is {MAX_DEGREE}; use a sparse polynomial")));
        }
        let mut coefs = vec![Integer::ZERO; degree];
        coefs.push(c);
        Ok(IntPoly::new(coefs))
    }

    /// The coefficients, constant first; empty for zero.
    pub fn coefficients(&self) -> &[Integer] {
        &self.coefs
    }

    /// The coefficients, constant first, taken out.
    pub fn into_coefficients(self) -> Vec<Integer> {
        self.coefs
    }

    /// The coefficient of xⁱ, zero beyond the degree.
    pub fn coefficient(&self, i: usize) -> Integer {
        self.coefs.get(i).cloned().unwrap_or(Integer::ZERO)
    }

    /// The degree; the zero polynomial has none.
    pub fn degree(&self) -> Option<usize> {
        self.coefs.len().checked_sub(1)
    }

    /// The number of stored coefficients: degree + 1, or 0 for zero.
    pub(crate) fn len(&self) -> usize {
        self.coefs.len()
    }

    /// The coefficient of the highest power; the zero polynomial has none.
    pub fn leading(&self) -> Option<&Integer> {
        self.coefs.last()
    }

    /// Is this the zero polynomial?
    pub fn is_zero(&self) -> bool {
        self.coefs.is_empty()
    }

    /// Is this the constant 1?
    pub fn is_one(&self) -> bool {
        self.coefs.len() == 1 && self.coefs[0].is_one()
    }

    /// Is this a constant, zero included?
    pub fn is_constant(&self) -> bool {
        self.coefs.len() <= 1
    }

    /// The sign of the leading coefficient as −1, 0 or 1.
    pub fn leading_sign(&self) -> i32 {
        self.coefs.last().map_or(0, sign_of)
    }

    /// The bit length of the largest coefficient in absolute value; 0 for zero.
    pub fn max_bits(&self) -> usize {
        self.coefs.iter().map(bits).max().unwrap_or(0)
    }

    /// The number of coefficients that are not zero.
    pub fn count_terms(&self) -> usize {
        self.coefs.iter().filter(|c| !c.is_zero()).count()
    }

    /// The largest power of x that divides this polynomial; 0 for zero.
    pub fn valuation(&self) -> usize {
        self.coefs.iter().position(|c| !c.is_zero()).unwrap_or(0)
    }
}

/// The bit length of |c|.
pub(crate) fn bits(c: &Integer) -> usize {
    // `bit_len` of a negative `IBig` is that of the magnitude.
    c.bit_len()
}

/// The sign as −1, 0 or 1.
pub(crate) fn sign_of(c: &Integer) -> i32 {
    match (c.is_zero(), c.sign()) {
        (true, _) => 0,
        (_, Sign::Positive) => 1,
        (_, Sign::Negative) => -1,
    }
}

impl From<Integer> for IntPoly {
    fn from(c: Integer) -> IntPoly {
        IntPoly::constant(c)
    }
}

impl fmt::Display for IntPoly {
    /// Descending powers of `x`: `2*x^3 - x + 5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("0");
        }
        let mut first = true;
        for (i, c) in self.coefs.iter().enumerate().rev().filter(|(_, c)| !c.is_zero()) {
            let negative = c.sign() == Sign::Negative;
            f.write_str(match (first, negative) {
                (true, true) => "-",
                (true, false) => "",
                (false, true) => " - ",
                (false, false) => " + ",
            })?;
            first = false;
            let magnitude = c.unsigned_abs();
            match (i, magnitude.is_one()) {
                (0, _) => write!(f, "{magnitude}")?,
                (_, true) => {}
                (_, false) => write!(f, "{magnitude}*")?,
            }
            match i {
                0 => {}
                1 => f.write_str("x")?,
                _ => write!(f, "x^{i}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for IntPoly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntPoly({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing() {
        let cases: [(&[i64], &str); 7] = [
            (&[], "0"),
            (&[0, 0], "0"),
            (&[-5], "-5"),
            (&[1, 1], "x + 1"),
            (&[0, -1], "-x"),
            (&[5, -1, 0, 2], "2*x^3 - x + 5"),
            (&[0, 0, -7, 0, -1], "-x^4 - 7*x^2"),
        ];
        for (coefs, text) in cases {
            assert_eq!(IntPoly::from_i64(coefs).to_string(), text);
        }
    }

    #[test]
    fn zero_has_no_degree() {
        let zero = IntPoly::from_i64(&[0, 0, 0]);
        assert!(zero.is_zero() && zero.is_constant() && zero.degree().is_none());
        assert_eq!((zero.max_bits(), zero.valuation(), zero.leading_sign()), (0, 0, 0));
        assert_eq!(zero, IntPoly::zero());
    }

    #[test]
    fn bits_of_negative_numbers_are_those_of_the_magnitude() {
        for (c, n) in [(-1, 1), (-8, 4), (-7, 3), (255, 8), (-256, 9), (0, 0)] {
            assert_eq!(bits(&Integer::from(c)), n, "{c}");
        }
    }

    #[test]
    fn huge_monomials_are_refused() {
        let error = IntPoly::monomial(Integer::ONE, usize::MAX).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Budget);
        assert_eq!(IntPoly::monomial(Integer::ZERO, 10).unwrap(), IntPoly::zero());
    }
}
