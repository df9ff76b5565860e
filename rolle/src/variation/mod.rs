//! Variation tables: the monotone cells of a function on the whole line, with its limits at their ends.
//!
//! A function of one variable is cut into smooth pieces, and each piece at the zeros of its derivative, where the
//! sign of the derivative is proved for the whole open cell. With the limits at both ends of every cell and the
//! values between them, all that depends on the order of values follows: extrema, range, bounds, zeros.

pub mod render;
mod table;

pub use table::{Continuity, PointSlope, VariationTable};

use crate::calculus::{Approach, LIMIT_WORK, Limit, PieceLimits, Pieces};
use crate::deadline::Deadline;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::signs::{PointKind, SignLimits, SignTable};
use std::cmp::Ordering;

/// Budgets of a variation table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariationLimits {
    /// For the smooth pieces.
    pub pieces: PieceLimits,
    /// For the signs of the derivative.
    pub signs: SignLimits,
    /// For each limit, in terms and nodes.
    pub limit_work: u64,
    /// For everything.
    pub deadline: Deadline,
}

impl Default for VariationLimits {
    fn default() -> VariationLimits {
        VariationLimits {
            pieces: PieceLimits::default(),
            signs: SignLimits::default(),
            limit_work: LIMIT_WORK,
            deadline: Deadline::NEVER,
        }
    }
}

/// An open interval on which the function has one smooth formula and its derivative one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariationCell {
    /// The left end; `None` for −∞.
    pub left: Option<NodeId>,
    /// The right end; `None` for +∞.
    pub right: Option<NodeId>,
    /// The formula of the function, or [`Op::Undefined`] where it has no value.
    pub formula: NodeId,
    /// The sign of the derivative, proved on the whole cell, or why it is not known.
    pub slope: Result<Ordering, String>,
    /// The limit of the function at the left end, from inside.
    pub from: Limit,
    /// The limit of the function at the right end, from inside.
    pub to: Limit,
}

/// A point between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariationPoint {
    /// The point.
    pub at: NodeId,
    /// The value of the function there, or [`Op::Undefined`].
    pub value: NodeId,
    /// Whether two smooth pieces meet there, rather than two cells of one piece.
    pub is_joint: bool,
    /// What the derivative does there between two cells of one piece; `None` at a joint.
    pub slope: Option<PointKind>,
}

/// An open interval on which the function has one smooth formula, with the signs of its derivative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariationPiece {
    /// The formula of the function.
    pub formula: NodeId,
    /// The derivative of the formula.
    pub derivative: NodeId,
    /// The signs of the derivative, with their proof.
    pub signs: SignTable,
}

/// The monotone cells of a function, from left to right; one point fewer than cells.
///
/// Certainty: exact, wherever a slope has a sign and a limit is not [`Limit::Undecided`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variation {
    /// The function.
    pub function: NodeId,
    /// The variable.
    pub variable: NodeId,
    /// The open cells.
    pub cells: Vec<VariationCell>,
    /// What lies between them.
    pub points: Vec<VariationPoint>,
    /// The smooth pieces that were cut into the cells, and why the derivative has its signs.
    pub pieces: Vec<VariationPiece>,
}

impl Graph {
    /// The variation table of a function of one variable on the whole line.
    ///
    /// # Errors
    /// A sentence that says why the function could not be cut into smooth pieces.
    pub fn variation(
        &mut self,
        f: NodeId,
        x: NodeId,
        limits: VariationLimits,
    ) -> Result<Variation, String> {
        self.until(limits.deadline, |graph| {
            let pieces = graph.pieces(f, x, limits.pieces)?;
            Ok(graph.variation_of_pieces(f, &pieces, limits))
        })
    }

    /// The variation table of a function that was cut into pieces.
    fn variation_of_pieces(
        &mut self,
        f: NodeId,
        pieces: &Pieces,
        limits: VariationLimits,
    ) -> Variation {
        let variable = pieces.variable;
        let (cells, points, parts) = (Vec::new(), Vec::new(), Vec::new());
        let mut table = Variation { function: f, variable, cells, points, pieces: parts };
        for (i, cell) in pieces.cells.iter().enumerate() {
            if i > 0 {
                let at = cell.left.expect("an inner cell has a left end");
                let value = pieces.values[i - 1];
                table.points.push(VariationPoint { at, value, is_joint: true, slope: None });
            }
            self.add_cells(cell.formula, cell.left, cell.right, limits, &mut table);
        }
        table
    }

    /// The cells of one smooth piece.
    fn add_cells(
        &mut self,
        formula: NodeId,
        left: Option<NodeId>,
        right: Option<NodeId>,
        limits: VariationLimits,
        table: &mut Variation,
    ) {
        if self.op(formula) == Op::Undefined {
            table.cells.push(VariationCell {
                left,
                right,
                formula,
                slope: Err("the function has no value here".to_string()),
                from: Limit::Outside,
                to: Limit::Outside,
            });
            return;
        }
        let x = table.variable;
        let slope = self.derivative(formula, x);
        let signs = self.sign_table(slope, x, left, right, limits.signs);
        for (i, (left, right, sign)) in signs.cells().enumerate() {
            if i > 0 {
                let at = left.expect("an inner cell has a left end");
                let value = self.value_at(formula, x, at);
                let slope = Some(signs.points[i - 1].kind);
                table.points.push(VariationPoint { at, value, is_joint: false, slope });
            }
            let work = limits.limit_work;
            let approach = left.map_or(Approach::MINUS_INFINITY, Approach::right);
            let from = self.limit_inside(formula, x, approach, work);
            let approach = right.map_or(Approach::PLUS_INFINITY, Approach::left);
            let to = self.limit_inside(formula, x, approach, work);
            table.cells.push(VariationCell { left, right, formula, slope: sign.clone(), from, to });
        }
        table.pieces.push(VariationPiece { formula, derivative: slope, signs });
    }

    /// The limit at an end of a cell. A smooth formula that has a value at the end is continuous there.
    fn limit_inside(&mut self, formula: NodeId, x: NodeId, approach: Approach, work: u64) -> Limit {
        if let crate::calculus::Point::At(at) = approach.point {
            let value = self.value_at(formula, x, at);
            let exists = self.op(value) != Op::Undefined
                && (self.facts(value).has(crate::graph::Facts::TOTAL)
                    || self.exact_sign(value).is_some());
            if exists {
                return Limit::Finite(value);
            }
        }
        self.limit_within(formula, x, approach, work)
    }
}
