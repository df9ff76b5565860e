//! The sign of the derivative, where exact methods decide it.
//!
//! In each smooth piece the derivative is cut at its exact zeros and poles; between them it has one sign, by the
//! intermediate value theorem, and one exact sample point shows which. A piece whose derivative's zeros have no
//! closed form stays undecided.

use super::pieces::{Cell, Pieces};
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
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
            match self.slope_cuts(slope, &cell, x) {
                Ok(cuts) => self.signs_between(slope, &cell, &cuts, x, &mut found),
                Err(why) => {
                    found.push(SlopeCell { left: cell.left, right: cell.right, sign: Err(why) })
                }
            }
        }
        found
    }

    fn slope_cuts(&mut self, slope: NodeId, cell: &Cell, x: NodeId) -> Result<Vec<NodeId>, String> {
        let mut cuts = Vec::new();
        for zero in self.switch_points(slope, x)? {
            if self.is_inside(zero, cell)? {
                self.insert_sorted(&mut cuts, zero)?;
            }
        }
        Ok(cuts)
    }

    fn signs_between(
        &mut self,
        slope: NodeId,
        cell: &Cell,
        cuts: &[NodeId],
        x: NodeId,
        found: &mut Vec<SlopeCell>,
    ) {
        let mut left = cell.left;
        for right in cuts.iter().copied().map(Some).chain([cell.right]) {
            let part = Cell { left, right, formula: slope };
            let sign = self.sign_in_cell(slope, &part, x);
            found.push(SlopeCell { left, right, sign });
            left = right;
        }
    }
}
