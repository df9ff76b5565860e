//! A normal form of the formula in a cell, so that spellings of one function end in one formula.
//!
//! Rational functions become a reduced quotient of expanded polynomials; other formulas are expanded where that
//! does not make them longer. Both may remove singularities of the formula; those are cuts, so none lies inside
//! a cell.

use crate::graph::Graph;
use crate::operator::NodeId;
use crate::polynomial::IntPoly;
use crate::polynomial::sparse::Limits;

/// Larger polynomials stay as they were written: (1 + x)^50 is clearer than its 51 terms.
const DEGREE: usize = 12;

/// Expansion must stay cheap.
const LIMITS: Limits = Limits { terms: 500, bits: 1 << 16, work: 1 << 16, trials: 100 };

impl Graph {
    /// The normal form of a smooth formula on an open cell; the side conditions of rewriting are not kept.
    pub(crate) fn normal_formula(&mut self, formula: NodeId, x: NodeId) -> NodeId {
        self.without_side_conditions(|graph| graph.normal_form_in_cell(formula, x))
    }

    fn normal_form_in_cell(&mut self, formula: NodeId, x: NodeId) -> NodeId {
        if let Some(fraction) = self.rational_function(formula, x) {
            let degree = |p: &IntPoly| p.degree().unwrap_or(0);
            if degree(&fraction.numerator).max(degree(&fraction.denominator)) > DEGREE {
                return formula;
            }
            let above = self.dense_expression(&fraction.numerator.clone().into(), x);
            if fraction.denominator.is_constant() {
                let below = self.dense_expression(&fraction.denominator.clone().into(), x);
                let quotient = self.divide(above, below);
                return self.expand(quotient, &LIMITS).unwrap_or(quotient);
            }
            let below = self.dense_expression(&fraction.denominator.clone().into(), x);
            return self.divide(above, below);
        }
        match self.expand(formula, &LIMITS) {
            Ok(expanded) if self.tree_size(&[expanded]) <= self.tree_size(&[formula]) => expanded,
            _ => formula,
        }
    }
}
