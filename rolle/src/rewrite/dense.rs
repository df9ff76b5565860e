//! An expression as a dense polynomial in one variable with rational coefficients.

use super::ring::Ring;
use crate::graph::Graph;
use crate::number::{Number, Rational};
use crate::operator::{NodeId, Op};
use crate::polynomial::RatPoly;
use crate::polynomial::sparse::Limits;
use crate::{Error, ErrorKind, Result};

/// The largest degree of a dense polynomial.
const MAX_DEGREE: usize = 10_000_000;

impl Graph {
    /// The polynomial in x that an expression is, multiplied out.
    ///
    /// # Errors
    /// `Unsupported` where the expression is no polynomial in x alone with rational coefficients; `Budget` beyond
    /// degree 10⁷ or the limits of expansion.
    pub fn univariate(&self, root: NodeId, x: NodeId) -> Result<RatPoly> {
        if let Some(coefficients) = self.sum_of_monomials(root, x)? {
            return Ok(RatPoly::new(coefficients));
        }
        let ring = Ring::below(self, root);
        if ring.len() > 1 || (ring.len() == 1 && ring.place(x).is_none()) {
            let message =
                "the expression is no polynomial in one variable with rational coefficients";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        let value = ring.convert(self, root, &Limits::default())?;
        let mut coefficients = Vec::new();
        for (exponents, coefficient) in value.polynomial.terms() {
            let exponent = exponents.first().map_or(0, |&n| n as usize);
            let coefficient = Rational::from_parts(coefficient, value.denominator.clone());
            *slot(&mut coefficients, exponent)? = coefficient;
        }
        Ok(RatPoly::new(coefficients))
    }

    /// The expression of a dense polynomial: the inverse of [`Graph::univariate`].
    pub(crate) fn dense_expression(&mut self, polynomial: &RatPoly, x: NodeId) -> NodeId {
        let mut terms = Vec::new();
        for (k, coefficient) in polynomial.coefficients().into_iter().enumerate() {
            let power = self.powi(x, k as i64);
            let coefficient = self.rational(coefficient);
            terms.push(self.product(&[coefficient, power]));
        }
        self.sum(&terms)
    }

    /// The coefficients of a flat sum of terms c·xⁿ; `None` for any other form.
    fn sum_of_monomials(&self, root: NodeId, x: NodeId) -> Result<Option<Vec<Rational>>> {
        let mut coefficients = Vec::new();
        let terms =
            if self.op(root) == Op::Sum { self.args(root) } else { std::slice::from_ref(&root) };
        for &term in terms {
            let Some((coefficient, exponent)) = self.monomial(term, x) else { return Ok(None) };
            *slot(&mut coefficients, exponent)? += coefficient.to_rational();
        }
        Ok(Some(coefficients))
    }

    fn monomial(&self, term: NodeId, x: NodeId) -> Option<(Number, usize)> {
        if let Some(number) = self.number(term) {
            return Some((number, 0));
        }
        match (self.op(term), self.args(term)) {
            _ if term == x => Some((Number::ONE, 1)),
            (Op::Power, &[base, exponent]) if base == x => {
                Some((Number::ONE, usize::try_from(self.small_integer(exponent)?).ok()?))
            }
            (Op::Product, &[number, power]) => {
                let (one, exponent) = self.monomial(power, x)?;
                let coefficient = self.number(number)?;
                one.is_one().then_some((coefficient, exponent))
            }
            _ => None,
        }
    }
}

fn slot(coefficients: &mut Vec<Rational>, exponent: usize) -> Result<&mut Rational> {
    if exponent > MAX_DEGREE {
        let message = format!(
            "a polynomial of degree `{exponent}`; the limit for dense ones is `{MAX_DEGREE}`"
        );
        return Err(Error::new(ErrorKind::Budget, message));
    }
    if coefficients.len() <= exponent {
        coefficients.resize(exponent + 1, Rational::ZERO);
    }
    Ok(&mut coefficients[exponent])
}
