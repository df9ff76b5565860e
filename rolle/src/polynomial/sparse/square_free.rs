//! Square-free decomposition (Yun 1976).
//!
//! The polynomial is split into its content and primitive part with respect to one variable after
//! the other. A primitive part p satisfies gcd(p, ∂p) = Π fᵢ^(i-1) if p = Π fᵢ^i, from which
//! Yun's iteration reads off the fᵢ with one gcd for each multiplicity.

use dashu_base::Signed;

use super::limits::Limits;
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::Integer;

/// A product: an integer times powers of primitive polynomials with positive leading coefficients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factors {
    /// The integer factor, with the sign.
    pub content: Integer,
    /// The factors and their multiplicities.
    pub factors: Vec<(SparsePoly, u32)>,
}

impl Factors {
    /// The product, expanded.
    ///
    /// An error of kind `Budget` if it exceeds the limits.
    pub fn expand(&self, vars: usize, limits: &Limits) -> Result<SparsePoly> {
        let mut product = SparsePoly::constant(vars, self.content.clone());
        for (f, n) in &self.factors {
            product = product.mul(&f.pow(u64::from(*n), limits)?, limits)?;
        }
        Ok(product)
    }
}

impl SparsePoly {
    /// The square-free decomposition: pairwise coprime square-free factors of distinct
    /// multiplicities, in ascending order of the multiplicity.
    ///
    /// The zero polynomial has content 0 and no factors. An error of kind `Budget` as for
    /// [`gcd`](Self::gcd).
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let limits = Limits::default();
    /// let (x, y) = (SparsePoly::variable(2, 0)?, SparsePoly::variable(2, 1)?);
    /// let p = x.add(&y)?.pow(3, &limits)?.mul(&y, &limits)?.scale(&(-2).into());
    /// let parts = p.square_free(&limits)?;
    /// assert_eq!(parts.content, (-2).into());
    /// assert_eq!(parts.factors, [(y.clone(), 1), (x.add(&y)?, 3)]);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn square_free(&self, limits: &Limits) -> Result<Factors> {
        let Factors { content, factors } = self.square_free_parts(limits)?;
        let mut merged: Vec<(SparsePoly, u32)> = Vec::new();
        for (f, n) in factors {
            match merged.iter_mut().find(|(_, m)| *m == n) {
                Some((g, _)) => *g = g.mul(&f, limits)?,
                None => merged.push((f, n)),
            }
        }
        merged.sort_by_key(|(_, n)| *n);
        Ok(Factors { content, factors: merged })
    }

    /// Pairwise coprime square-free factors; several may have the same multiplicity.
    pub(super) fn square_free_parts(&self, limits: &Limits) -> Result<Factors> {
        let (content, part) = self.primitive();
        let mut content = Integer::from(content);
        let mut factors = Vec::new();
        if self.is_zero() {
            return Ok(Factors { content, factors });
        }
        if part.leading_coefficient().is_negative() {
            content = -content;
        }
        let (monomial, mut rest) = part.primitive_positive().split_monomial();
        for (var, &n) in monomial.iter().enumerate().filter(|(_, n)| **n > 0) {
            factors.push((SparsePoly::variable(self.vars(), var)?, n));
        }
        for var in 0..self.vars() {
            if rest.degree(var)? > 0 {
                let inner = rest.content_in(var, limits)?;
                yun(&rest.div_known(&inner, limits)?, var, limits, &mut factors)?;
                rest = inner;
            }
        }
        Ok(Factors { content, factors })
    }
}

/// Appends the decomposition of a polynomial that is primitive with respect to a variable.
fn yun(
    p: &SparsePoly,
    var: usize,
    limits: &Limits,
    factors: &mut Vec<(SparsePoly, u32)>,
) -> Result<()> {
    let derivative = p.derivative(var)?;
    let g = p.gcd(&derivative, limits)?;
    let mut b = p.div_known(&g, limits)?;
    let mut c = derivative.div_known(&g, limits)?;
    let mut n = 1;
    while !b.is_constant() {
        let d = c.sub(&b.derivative(var)?)?;
        let a = b.gcd(&d, limits)?;
        b = b.div_known(&a, limits)?;
        c = d.div_known(&a, limits)?;
        if !a.is_constant() {
            factors.push((a, n));
        }
        n += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::gcd::gcd_of;
    use super::super::testing::{Random, parse, x_y_z};
    use super::*;

    #[test]
    fn tables() {
        let limits = Limits::default();
        for (p, content, expected) in [
            ("0", 0, vec![]),
            ("-7", -7, vec![]),
            ("6*x^2*y", 6, vec![("y", 1), ("x", 2)]),
            ("x^2 + 2*x*y + y^2", 1, vec![("x + y", 2)]),
            ("x^2 - y^2", 1, vec![("x^2 - y^2", 1)]),
            ("-2*x^3000000000*y + 2*x^3000000000", -2, vec![("y - 1", 1), ("x", 3_000_000_000)]),
        ] {
            let s = parse(p).square_free(&limits).unwrap();
            assert_eq!(s.content, content.into());
            let shown: Vec<(String, u32)> = s.factors.iter().map(|(f, n)| (x_y_z(f), *n)).collect();
            let expected: Vec<(String, u32)> =
                expected.iter().map(|(f, n)| (f.to_string(), *n)).collect();
            assert_eq!(shown, expected, "{p}");
        }
    }

    #[test]
    fn decompositions_multiply_back() {
        let limits = Limits::default();
        let mut random = Random::new(11);
        for round in 0..24 {
            let vars = 1 + round % 3;
            let mut p = random.poly(vars, 3, 2, 8);
            for n in 1..4 {
                let f = random.poly(vars, 3, 2, 8);
                p = p.mul(&f.pow(n, &limits).unwrap(), &limits).unwrap();
            }
            let s = p.square_free(&limits).unwrap();
            assert_eq!(s.expand(vars, &limits).unwrap(), p);
            for (i, (f, _)) in s.factors.iter().enumerate() {
                // A square factor would divide all derivatives.
                let mut list: Vec<SparsePoly> =
                    f.support().iter().map(|&v| f.derivative(v).unwrap()).collect();
                list.push(f.clone());
                assert!(gcd_of(vars, list, &limits).unwrap().is_one());
                for (g, _) in &s.factors[i + 1..] {
                    assert!(f.gcd(g, &limits).unwrap().is_one());
                }
            }
        }
    }
}
