//! The sign of the derivative on the smooth pieces of a function.

use super::pieces::Pieces;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::signs::SignLimits;
use std::cmp::Ordering;

/// An open interval with what is known of the sign of the derivative there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlopeCell {
    /// The left end; `None` for −∞.
    pub left: Option<NodeId>,
    /// The right end; `None` for +∞.
    pub right: Option<NodeId>,
    /// The sign: proved for the whole interval. An error says what was not decided.
    pub sign: Result<Ordering, String>,
}

impl Graph {
    /// The sign of the derivative on the open cells of a function in pieces; cells without a value are left out.
    ///
    /// Certainty: exact where a sign is given.
    pub fn slope_signs(&mut self, pieces: &Pieces) -> Vec<SlopeCell> {
        let x = pieces.variable;
        let mut found = Vec::new();
        for cell in pieces.cells.clone() {
            if self.op(cell.formula) == Op::Undefined {
                continue;
            }
            let slope = self.derivative(cell.formula, x);
            let limits = SignLimits::default();
            let table = self.sign_table(slope, x, cell.left, cell.right, limits);
            found.extend(table.cells().map(|(left, right, sign)| SlopeCell {
                left,
                right,
                sign: sign.clone(),
            }));
        }
        found
    }
}
