//! Factorization over the rationals of polynomials and of numerators and denominators, in any kernels.

use super::fraction::{Field, Relations};
use super::ring::Fractional;
use crate::Result;
use crate::graph::Graph;
use crate::number::{Number, Rational};
use crate::operator::NodeId;
use crate::polynomial::sparse::{Limits, SparsePoly};
use std::collections::HashSet;

impl Graph {
    /// The expression as a product of powers of factors that are irreducible over the rationals, also inside
    /// functions.
    ///
    /// A rational function has its numerator and denominator factored after common factors are cancelled.
    ///
    /// # Errors
    /// `Budget` where the expanded form or the search for factors exceeds the limits.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    /// assert_eq!((x.pow(2) - y.pow(2)).factor().unwrap(), (x - y) * (x + y));
    /// assert_eq!(((2 * x).exp() - 1).factor().unwrap(), (x.exp() - 1) * (x.exp() + 1));
    /// ```
    pub fn factor(&mut self, root: NodeId, limits: &Limits) -> Result<NodeId> {
        self.map_rational_parts(root, |graph, part| {
            graph.bundled(part, &HashSet::new(), |graph, part| graph.factor_part(part, limits))
        })
    }

    /// The rational part at a node factored; what is inside its kernels stays as it is.
    pub(crate) fn factor_part(&mut self, part: NodeId, limits: &Limits) -> Result<NodeId> {
        let Some((field, value)) = self.quotient(part, Relations::Algebraic, limits)? else {
            return Ok(part);
        };
        self.require_of_quotient(&field, &value);
        let content = Rational::from_parts(1.into(), value.numerator.denominator.clone());
        let mut product = self.factors_of(&field, &value.numerator.polynomial, 1, limits)?;
        product.extend(self.factors_of(&field, &value.denominator, -1, limits)?);
        let content = self.literal_number(&Number::from(content));
        product.push(content);
        Ok(self.product(&product))
    }

    /// The powers of the factors of a polynomial, each to the `sign`-th power.
    pub(crate) fn factors_of(
        &mut self,
        field: &Field,
        polynomial: &SparsePoly,
        sign: i64,
        limits: &Limits,
    ) -> Result<Vec<NodeId>> {
        if let Some(constant) = polynomial.as_constant() {
            let constant = self.rational(Rational::from(constant));
            return Ok(vec![self.powi(constant, sign)]);
        }
        let found = polynomial.factor_rational(limits)?;
        let content = self.rational(Rational::from(found.content));
        let mut product = vec![self.powi(content, sign)];
        for (factor, multiplicity) in found.factors {
            let factor = field.ring.expression(self, &Fractional::whole(factor));
            product.push(self.powi(factor, sign * i64::from(multiplicity)));
        }
        Ok(product)
    }

    /// A greatest common divisor of two expressions as polynomials in their kernels over the rationals: an expanded
    /// primitive polynomial with integer coefficients.
    ///
    /// # Errors
    /// `Unsupported` where one of them has a denominator; `Budget` beyond the limits.
    ///
    /// # Examples
    /// ```
    /// use rolle::polynomial::sparse::Limits;
    /// let mut g = rolle::Graph::new();
    /// let (x, y) = (g.symbol("x"), g.symbol("y"));
    /// let (s, d) = (g.sum(&[x, y]), g.subtract(x, y));
    /// let (a, b) = (g.product(&[s, d]), g.powi(s, 2));
    /// assert_eq!(g.gcd(a, b, &Limits::default()).unwrap(), s);
    /// ```
    pub fn gcd(&mut self, a: NodeId, b: NodeId, limits: &Limits) -> Result<NodeId> {
        if let Some((ring, p, q)) = self.plain_polynomials(a, b, limits)? {
            let common = p.gcd(&q, limits)?.primitive().1;
            return Ok(ring.expression(self, &Fractional::whole(common)));
        }
        let mut field = Field::below(self, &[a, b], Relations::Algebraic, limits)?;
        let (p, q) = (field.convert(self, a)?, field.convert(self, b)?);
        let (Some(p), Some(q)) = (p, q) else { return Err(has_denominator()) };
        let (Some(p), Some(q)) = (field.reduce(p)?, field.reduce(q)?) else {
            return Err(has_denominator());
        };
        if !p.denominator.is_one() || !q.denominator.is_one() {
            return Err(has_denominator());
        }
        let common = p.numerator.polynomial.gcd(&q.numerator.polynomial, limits)?.primitive().1;
        Ok(field.ring.expression(self, &Fractional::whole(common)))
    }

    /// Two polynomials in symbols alone, without a look at kernels; the fast path.
    fn plain_polynomials(
        &self,
        a: NodeId,
        b: NodeId,
        limits: &Limits,
    ) -> Result<Option<(super::ring::Ring, SparsePoly, SparsePoly)>> {
        let mut ring = super::ring::Ring::below(self, a);
        for &id in super::ring::Ring::below(self, b).generators() {
            ring.add(id);
        }
        if ring.len() > super::wide::WIDE {
            return Ok(None);
        }
        let symbols =
            ring.generators().iter().all(|&id| self.op(id) == crate::operator::Op::Symbol);
        if !symbols {
            return Ok(None);
        }
        let p = ring.convert(self, a, limits)?;
        let q = ring.convert(self, b, limits)?;
        Ok(Some((ring, p.polynomial, q.polynomial)))
    }
}

fn has_denominator() -> crate::Error {
    crate::Error::new(
        crate::ErrorKind::Unsupported,
        "the greatest common divisor is defined for polynomials, and one of these has a denominator",
    )
    .with_help("take numerators first")
}

impl<'s> crate::Expr<'s> {
    /// The expression as a product of irreducible factors; see [`Graph::factor`].
    ///
    /// # Errors
    /// `Budget` beyond the default limits.
    pub fn factor(self) -> Result<crate::Expr<'s>> {
        let id = self.scope().graph_mut().factor(self.id(), &Limits::default())?;
        Ok(self.scope().expr(id))
    }
}
