//! Factorization of sparse polynomials with the dense univariate one as its engine.

use super::sparse::{Factors, Limits, SparsePoly};
use super::univariate::IntPoly;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;

/// The irreducible factors, with multiplicities, of the polynomial with these coefficients,
/// constant first: what [`SparsePoly::factor`] asks of its univariate engine.
///
/// A content other than 1 comes first, as a constant factor. Errors: `Budget` as in
/// [`IntPoly::factor`].
pub fn factor_coefficients(coefs: &[Integer]) -> Result<Vec<(Vec<Integer>, u32)>> {
    let found = IntPoly::new(coefs.to_vec()).factor()?;
    let mut factors = Vec::with_capacity(found.factors.len() + 1);
    if !found.content.is_one() {
        factors.push((vec![found.content], 1));
    }
    for (f, k) in found.factors {
        let k = u32::try_from(k).map_err(|_| {
            Error::new(ErrorKind::Budget, format!("multiplicity `{k}` is too large"))
        })?;
        factors.push((f.into_coefficients(), k));
    }
    Ok(factors)
}

impl SparsePoly {
    /// The factorization into irreducible polynomials over the rationals: [`factor`](Self::factor)
    /// with [`factor_coefficients`].
    ///
    /// Errors: `Budget` as for these two.
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    /// let limits = Limits::default();
    /// let (x, y) = (SparsePoly::variable(2, 0)?, SparsePoly::variable(2, 1)?);
    /// let p = x.pow(3, &limits)?.sub(&y.pow(3, &limits)?)?;
    /// assert_eq!(p.factor_rational(&limits)?.factors.len(), 2);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn factor_rational(&self, limits: &Limits) -> Result<Factors> {
        self.factor(&factor_coefficients, limits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xy(terms: &[(u32, u32, i64)]) -> SparsePoly {
        let terms = terms.iter().map(|&(i, j, c)| (vec![i, j], Integer::from(c)));
        SparsePoly::from_terms(2, terms).unwrap()
    }

    #[test]
    fn products_in_two_variables_come_back() {
        let limits = Limits::default();
        for (a, b) in [
            (xy(&[(1, 0, 1), (0, 1, -1)]), xy(&[(4, 0, 1), (0, 4, 1)])),
            (xy(&[(5, 0, 3), (2, 3, -7), (0, 0, 11)]), xy(&[(4, 1, 1), (3, 0, 2), (0, 2, 5)])),
            (xy(&[(7, 0, 1), (0, 0, -2)]), xy(&[(0, 6, 1), (0, 1, 3), (0, 0, 3)])),
        ] {
            let found = a.mul(&b, &limits).unwrap().factor_rational(&limits).unwrap();
            assert_eq!(found.content, Integer::from(1));
            let factors: Vec<_> = found.factors.into_iter().collect();
            assert_eq!(factors.len(), 2);
            for f in [a, b] {
                assert!(factors.iter().any(|(g, k)| *g == f && *k == 1));
            }
        }
    }

    #[test]
    fn the_content_is_a_factor() {
        let coefs = [-6, 0, 6].map(Integer::from);
        let found = factor_coefficients(&coefs).unwrap();
        let expected = [vec![6], vec![-1, 1], vec![1, 1]];
        for ((f, k), e) in found.iter().zip(&expected) {
            let e: Vec<Integer> = e.iter().map(|&c| Integer::from(c)).collect();
            assert_eq!((f, *k), (&e, 1));
        }
        assert_eq!(found.len(), 3);
    }
}
