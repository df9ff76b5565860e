//! Square-free factorization.
//!
//! D. Y. Y. Yun, "On square-free decomposition algorithms", 1976: with c = gcd(p, p′), the
//! quotients p/c and p′/c yield the factors of multiplicity 1, 2, … by one gcd each.

use super::int_poly::IntPoly;
use crate::error::Result;
use crate::number::Integer;

/// content · ∏ factorᵏ.
///
/// The factors are primitive with positive leading coefficients, not constant and pairwise
/// coprime; what else holds of them (square-free, irreducible) says the function that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factorization {
    /// The signed content; 0 for the zero polynomial, which has no factors.
    pub content: Integer,
    /// The factors with their multiplicities.
    pub factors: Vec<(IntPoly, usize)>,
}

impl Factorization {
    /// The product of it all. Errors: `Budget` as in [`IntPoly::pow`].
    pub fn expand(&self) -> Result<IntPoly> {
        let mut product = IntPoly::constant(self.content.clone());
        for (factor, multiplicity) in &self.factors {
            product = &product * &factor.pow(*multiplicity)?;
        }
        Ok(product)
    }
}

impl IntPoly {
    /// The square-free factorization: factors without multiple roots, one for each
    /// multiplicity that occurs, ascending.
    ///
    /// Errors: `Budget` as in [`IntPoly::gcd`].
    pub fn square_free(&self) -> Result<Factorization> {
        let content = self.content();
        if self.is_constant() {
            return Ok(Factorization { content, factors: Vec::new() });
        }
        // xᵛ is split off, and g(xᵏ) with g(0) ≠ 0 is square-free exactly when g is.
        let valuation = self.valuation();
        let (core, k) = self.strip_powers().primitive_part().deflate();
        let mut factors = Vec::new();
        for (factor, multiplicity) in yun(&core)? {
            factors.push((factor.inflate(k)?, multiplicity));
        }
        if valuation > 0 {
            merge_x(&mut factors, valuation);
        }
        Ok(Factorization { content, factors })
    }

    /// Has this polynomial no multiple root? Nonzero constants have none; zero is not
    /// square-free. Errors: `Budget` as in [`IntPoly::gcd`].
    pub fn is_square_free(&self) -> Result<bool> {
        if self.is_zero() || self.valuation() > 1 {
            return Ok(false);
        }
        let (core, _) = self.strip_powers().deflate();
        core.is_constant_or_coprime_to_derivative()
    }

    fn is_constant_or_coprime_to_derivative(&self) -> Result<bool> {
        let primitive = self.primitive_part();
        Ok(self.is_constant() || primitive.gcd(&primitive.derivative())?.is_constant())
    }
}

/// Multiplies the factor x in at its multiplicity.
fn merge_x(factors: &mut Vec<(IntPoly, usize)>, valuation: usize) {
    let place = factors.partition_point(|(_, k)| *k < valuation);
    match factors.get_mut(place).filter(|(_, k)| *k == valuation) {
        Some((factor, _)) => factor.coefs.insert(0, Integer::ZERO),
        None => factors.insert(place, (IntPoly::x(), valuation)),
    }
}

fn yun(p: &IntPoly) -> Result<Vec<(IntPoly, usize)>> {
    let mut factors = Vec::new();
    if p.is_constant() {
        return Ok(factors);
    }
    let derivative = p.derivative();
    let common = p.gcd(&derivative)?;
    let (mut rest, mut slope) = (quotient(p, &common), quotient(&derivative, &common));
    let mut multiplicity = 1;
    while !rest.is_constant() {
        let excess = &slope - &rest.derivative();
        let factor = if excess.is_zero() { rest.clone() } else { rest.gcd(&excess)? };
        rest = quotient(&rest, &factor);
        slope = quotient(&excess, &factor);
        if !factor.is_constant() {
            factors.push((factor.primitive_part(), multiplicity));
        }
        multiplicity += 1;
    }
    Ok(factors)
}

/// The quotient by a divisor; gcds divide both their arguments.
fn quotient(p: &IntPoly, d: &IntPoly) -> IntPoly {
    if d.is_one() {
        return p.clone();
    }
    p.div_exact(d).unwrap_or_else(|| unreachable!("a gcd divides its arguments"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    fn check(parts: &[(&[i64], usize)], content: i64) {
        let mut p = IntPoly::constant(Integer::from(content));
        for (factor, k) in parts {
            p = &p * &poly(factor).pow(*k).unwrap();
        }
        let expected: Vec<_> = parts.iter().map(|(f, k)| (poly(f), *k)).collect();
        let found = p.square_free().unwrap();
        assert_eq!(found.factors, expected);
        assert_eq!(found.content, Integer::from(content));
        assert_eq!(found.expand().unwrap(), p);
        assert_eq!(p.is_square_free().unwrap(), parts.iter().all(|(_, k)| *k == 1));
    }

    #[test]
    fn factors_by_multiplicity() {
        check(&[], 5);
        check(&[(&[-2, 0, 1], 1)], 1);
        check(&[(&[1, 1], 2)], -3);
        check(&[(&[0, 1], 4)], 7);
        check(&[(&[0, 1, 1], 3)], 1);
        check(&[(&[-2, 0, 1], 1), (&[1, 1], 2), (&[3, 5, 0, 2], 5)], 12);
        check(&[(&[0, 1], 1), (&[1, 0, 0, 2], 3)], -1);
        check(&[(&[-2, 0, 0, 0, 0, 0, 1], 2), (&[1, 0, 0, 1], 7)], 1);
    }

    #[test]
    fn zero_and_sparse_giants() {
        assert_eq!(IntPoly::zero().square_free().unwrap().content, Integer::ZERO);
        assert!(!IntPoly::zero().is_square_free().unwrap());
        let giant = &IntPoly::monomial(Integer::ONE, 100_000).unwrap() - &poly(&[2]);
        assert!(giant.is_square_free().unwrap());
        assert_eq!(giant.square_free().unwrap().factors.len(), 1);
    }
}
