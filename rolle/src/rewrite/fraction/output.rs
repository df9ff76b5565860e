//! From a quotient back to expressions, with the side conditions that cancelling leaves.

use super::Field;
use super::arithmetic::Quotient;
use crate::graph::{Facts, Graph, Requirement};
use crate::number::Rational;
use crate::operator::NodeId;
use crate::polynomial::sparse::SparsePoly;
use crate::rewrite::ring::Fractional;

impl Graph {
    /// Numerator and denominator as expressions; what was cancelled on the way is recorded.
    pub(crate) fn quotient_parts(&mut self, field: &Field, value: &Quotient) -> (NodeId, NodeId) {
        self.require_of_quotient(field, value);
        let numerator = Fractional::whole(value.numerator.polynomial.clone());
        let numerator = field.ring.expression(self, &numerator);
        let denominator = Fractional::whole(value.denominator.clone());
        let denominator = field.ring.expression(self, &denominator);
        let content = Rational::from(value.numerator.denominator.clone());
        let content = self.rational(content);
        (numerator, self.product(&[content, denominator]))
    }

    /// Records that cancelled factors do not vanish, and that kernels which left the expression have a value.
    pub(crate) fn require_of_quotient(&mut self, field: &Field, value: &Quotient) {
        for factor in &field.nonzero {
            self.require_nonzero(field, factor);
        }
        let left = |var: usize| {
            let degree = |p: &SparsePoly| p.degree(var).unwrap_or(0);
            degree(&value.numerator.polynomial) == 0 && degree(&value.denominator) == 0
        };
        for (var, &generator) in field.ring.generators().iter().enumerate() {
            if left(var) && !self.facts(generator).has(Facts::TOTAL) {
                self.require(Requirement::Defined, generator);
            }
        }
    }

    /// A product is not zero if none of its factors is.
    pub(crate) fn require_nonzero(&mut self, field: &Field, factor: &SparsePoly) {
        let mut lowest: Option<Vec<u32>> = None;
        for (exponents, _) in factor.terms() {
            lowest = Some(match lowest {
                None => exponents,
                Some(low) => low.iter().zip(&exponents).map(|(a, b)| *a.min(b)).collect(),
            });
        }
        let Some(lowest) = lowest else { return };
        for (&generator, _) in field.ring.generators().iter().zip(&lowest).filter(|(_, n)| **n > 0)
        {
            self.require(Requirement::NonZero, generator);
        }
        let rest = factor.terms().map(|(mut exponents, c)| {
            exponents.iter_mut().zip(&lowest).for_each(|(e, low)| *e -= low);
            (exponents, c)
        });
        let Ok(rest) = SparsePoly::from_terms(factor.vars(), rest) else { return };
        if !rest.is_constant() {
            let rest = field.ring.expression(self, &Fractional::whole(rest));
            self.require(Requirement::NonZero, rest);
        }
    }
}
