//! The signs of one factor in a cell: by its facts, by its exact zeros, or by search.

use super::reason::{FactorZero, SignReason, SignStep, ZeroReason};
use super::table::{Cell, SignLimits};
use crate::calculus::Cell as Piece;
use crate::graph::{Facts, Graph};
use crate::operator::NodeId;
use std::cmp::Ordering;

/// What happens at a point between two cells of a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// The factor vanishes.
    Zero,
    /// A part that was not decided begins or ends.
    Edge,
}

/// A point of a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FactorPoint {
    pub(super) at: NodeId,
    pub(super) kind: Break,
}

/// The signs of a factor from left to right, one more than its points; with their proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FactorTable {
    pub(super) points: Vec<FactorPoint>,
    pub(super) signs: Vec<Result<Ordering, String>>,
    pub(super) steps: Vec<SignStep>,
    pub(super) zeros: Vec<FactorZero>,
}

impl FactorTable {
    /// One sign on the whole cell.
    pub(super) fn whole(cell: Cell, sign: Ordering, reason: SignReason) -> FactorTable {
        FactorTable::of_step(SignStep {
            left: cell.left,
            right: cell.right,
            sign: Ok(sign),
            reason,
        })
    }

    /// Nothing, and why.
    pub(super) fn open(cell: Cell, why: impl Into<String>) -> FactorTable {
        let Cell { left, right } = cell;
        let (sign, reason) = (Err(why.into()), SignReason::Open);
        FactorTable::of_step(SignStep { left, right, sign, reason })
    }

    fn of_step(step: SignStep) -> FactorTable {
        let signs = vec![step.sign.clone()];
        FactorTable { points: Vec::new(), signs, steps: vec![step], zeros: Vec::new() }
    }
}

impl Graph {
    pub(super) fn factor_signs(
        &mut self,
        h: NodeId,
        x: NodeId,
        cell: Cell,
        limits: SignLimits,
    ) -> FactorTable {
        if !self.depends_on(h, x) {
            return match self.exact_sign(h) {
                Some(sign) => FactorTable::whole(cell, sign, SignReason::Constant),
                None => FactorTable::open(cell, open_constant(self, h)),
            };
        }
        let facts = self.facts(h);
        if facts.has(Facts::POSITIVE) {
            return FactorTable::whole(cell, Ordering::Greater, SignReason::Form);
        }
        if facts.has(Facts::NEGATIVE) {
            return FactorTable::whole(cell, Ordering::Less, SignReason::Form);
        }
        match self.signs_by_exact_zeros(h, x, cell) {
            Some(table) => table,
            None => self.signs_by_search(h, x, cell, limits),
        }
    }

    /// Where all zeros have a closed form: between them the sign at one point is the sign of all, by the theorem
    /// on intermediate values.
    fn signs_by_exact_zeros(&mut self, h: NodeId, x: NodeId, cell: Cell) -> Option<FactorTable> {
        let piece = |left, right| Piece { left, right, formula: h };
        let zeros = match self.switch_points(h, x) {
            Ok(points) => {
                let mut zeros = Vec::new();
                for zero in points {
                    if self.is_inside(zero, &piece(cell.left, cell.right)).ok()? {
                        self.insert_sorted(&mut zeros, zero).ok()?;
                    }
                }
                zeros
            }
            Err(_) => self.circular_zeros(h, x, cell)?,
        };
        let mut steps = Vec::with_capacity(zeros.len() + 1);
        let mut left = cell.left;
        for right in zeros.iter().copied().map(Some).chain([cell.right]) {
            let sample = self.sample_point(&piece(left, right));
            let value = self.value_at(h, x, sample);
            let (sign, reason) = (Ok(self.exact_sign(value)?), SignReason::Sample(sample));
            steps.push(SignStep { left, right, sign, reason });
            left = right;
        }
        let points = zeros.iter().map(|&at| FactorPoint { at, kind: Break::Zero }).collect();
        let signs = steps.iter().map(|step| step.sign.clone()).collect();
        let solved = |at| FactorZero { at, reason: ZeroReason::Solved };
        let zeros = zeros.into_iter().map(solved).collect();
        Some(FactorTable { points, signs, steps, zeros })
    }
}

fn open_constant(graph: &Graph, h: NodeId) -> String {
    match graph.free_symbols(h).is_empty() {
        true => "the sign of a constant was not decided".to_string(),
        false => "a sign that depends on the parameters".to_string(),
    }
}
