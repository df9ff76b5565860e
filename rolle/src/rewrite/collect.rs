//! Collecting: an expression by the powers of one of its kernels.

use super::fraction::{Field, Quotient, Relations};
use super::ring::Fractional;
use crate::graph::Graph;
use crate::operator::NodeId;
use crate::polynomial::sparse::{Limits, SparsePoly};
use crate::{Error, ErrorKind, Result};
use std::collections::BTreeMap;

impl Graph {
    /// The coefficients of the powers of `x` in an expression, by ascending exponent, negative ones included.
    ///
    /// `x` is a symbol, a function or an exponential: `e^(2x) + 3 e^x` has coefficients by `e^x`. A coefficient can
    /// hold x inside another function.
    ///
    /// # Errors
    /// `Unsupported` where x stands in a denominator with something else, or under a root; `Budget` beyond the
    /// limits.
    pub fn coefficients(
        &mut self,
        root: NodeId,
        x: NodeId,
        limits: &Limits,
    ) -> Result<Vec<(i64, NodeId)>> {
        let collected = self.collected(root, x, limits)?;
        let Some((field, generator, value)) = collected else { return Ok(vec![(0, root)]) };
        let slices = value.denominator.coefficients_in(generator)?;
        let [(shift, denominator)] = &slices[..] else {
            return Err(Error::new(
                ErrorKind::Unsupported,
                "the expression is no polynomial in that variable: it stands in a denominator",
            )
            .with_help("take partial fractions, or collect numerator and denominator apart"));
        };
        self.require_of_quotient(&field, &value);
        let mut found = BTreeMap::new();
        for (exponent, polynomial) in value.numerator.polynomial.coefficients_in(generator)? {
            let numerator =
                Fractional { polynomial, denominator: value.numerator.denominator.clone() };
            let part = Quotient { numerator, denominator: denominator.clone() };
            let coefficient = self.reduced_expression(&field, part, limits)?;
            found.insert(i64::from(exponent) - i64::from(*shift), coefficient);
        }
        Ok(found.into_iter().collect())
    }

    /// The expression as a sum of powers of `x` with grouped coefficients; where x stands in the denominator, the
    /// quotient of two such sums.
    ///
    /// # Errors
    /// `Budget` beyond the limits.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let [x, a, b] = cx.symbols("x a b")[..] else { unreachable!() };
    /// assert_eq!((a * x + b * x + a).collect(x).unwrap(), (a + b) * x + a);
    /// ```
    pub fn collect(&mut self, root: NodeId, x: NodeId, limits: &Limits) -> Result<NodeId> {
        self.bundled(root, &[x].into(), |graph, root| graph.collect_part(root, x, limits))
    }

    fn collect_part(&mut self, root: NodeId, x: NodeId, limits: &Limits) -> Result<NodeId> {
        let Some((field, generator, value)) = self.collected(root, x, limits)? else {
            return Ok(root);
        };
        self.require_of_quotient(&field, &value);
        let base = field.ring.generators()[generator];
        let slices = value.denominator.coefficients_in(generator)?;
        let (shift, divisor, rest) = match &slices[..] {
            [(shift, divisor)] => (i64::from(*shift), divisor.clone(), None),
            _ => (0, SparsePoly::one(value.denominator.vars()), Some(slices)),
        };
        let mut terms = Vec::new();
        for (exponent, polynomial) in value.numerator.polynomial.coefficients_in(generator)? {
            let numerator =
                Fractional { polynomial, denominator: value.numerator.denominator.clone() };
            let part = Quotient { numerator, denominator: divisor.clone() };
            let coefficient = self.reduced_expression(&field, part, limits)?;
            let power = self.powi(base, i64::from(exponent) - shift);
            terms.push(self.product(&[coefficient, power]));
        }
        let numerator = self.sum(&terms);
        let Some(slices) = rest else { return Ok(numerator) };
        let mut terms = Vec::new();
        for (exponent, coefficient) in slices {
            let coefficient = field.ring.expression(self, &Fractional::whole(coefficient));
            let power = self.powi(base, i64::from(exponent));
            terms.push(self.product(&[coefficient, power]));
        }
        let denominator = self.sum(&terms);
        Ok(self.divide(numerator, denominator))
    }

    /// The normal form of an expression and the generator of x; `None` where x is no kernel of it.
    fn collected(
        &mut self,
        root: NodeId,
        x: NodeId,
        limits: &Limits,
    ) -> Result<Option<(Field, usize, Quotient)>> {
        let Some((field, value)) = self.quotient(root, Relations::Algebraic, limits)? else {
            return Ok(None);
        };
        match field.power_of_generator(x) {
            Some((generator, 1)) => Ok(Some((field, generator, value))),
            Some(_) => Err(Error::new(
                ErrorKind::Unsupported,
                "a root of that variable occurs in the expression",
            )
            .with_help("collect by the powers of the root")),
            None => Ok(None),
        }
    }

    /// A quotient as an expression in lowest terms.
    fn reduced_expression(
        &mut self,
        field: &Field,
        value: Quotient,
        limits: &Limits,
    ) -> Result<NodeId> {
        let common = value.numerator.polynomial.gcd(&value.denominator, limits)?;
        let exact = |p: &SparsePoly| -> Result<SparsePoly> {
            if common.is_constant() {
                return Ok(p.clone());
            }
            Ok(p.div_exact(&common, limits)?.expect("a common factor divides"))
        };
        // The whole denominator does not vanish, so neither may what leaves it here.
        let denominator = exact(&value.denominator)?;
        let polynomial = exact(&value.numerator.polynomial)?;
        if !common.is_constant() {
            self.require_nonzero(field, &common);
        }
        let numerator = Fractional { polynomial, denominator: value.numerator.denominator };
        let numerator = field.ring.expression(self, &numerator);
        let denominator = field.ring.expression(self, &Fractional::whole(denominator));
        Ok(self.divide(numerator, denominator))
    }
}

impl<'s> crate::Expr<'s> {
    /// The expression by powers of `x`; see [`Graph::collect`].
    ///
    /// # Errors
    /// `Budget` beyond the default limits; `Unsupported` where a root of x occurs.
    pub fn collect(self, x: crate::Expr<'s>) -> Result<crate::Expr<'s>> {
        let id = self.scope().graph_mut().collect(self.id(), x.id(), &Limits::default())?;
        Ok(self.scope().expr(id))
    }
}
