//! The signs of one factor in a cell: by its facts, by its exact zeros, or by search.

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

/// The signs of a factor from left to right; one more than its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FactorTable {
    pub(super) points: Vec<FactorPoint>,
    pub(super) signs: Vec<Result<Ordering, String>>,
}

impl FactorTable {
    pub(super) fn whole(sign: Result<Ordering, String>) -> FactorTable {
        FactorTable { points: Vec::new(), signs: vec![sign] }
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
            let sign = self.exact_sign(h);
            return FactorTable::whole(sign.ok_or_else(|| open_constant(self, h)));
        }
        let facts = self.facts(h);
        if facts.has(Facts::POSITIVE) {
            return FactorTable::whole(Ok(Ordering::Greater));
        }
        if facts.has(Facts::NEGATIVE) {
            return FactorTable::whole(Ok(Ordering::Less));
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
        let mut zeros = Vec::new();
        for zero in self.switch_points(h, x).ok()? {
            if self.is_inside(zero, &piece(cell.left, cell.right)).ok()? {
                self.insert_sorted(&mut zeros, zero).ok()?;
            }
        }
        let mut signs = Vec::with_capacity(zeros.len() + 1);
        let mut left = cell.left;
        for right in zeros.iter().copied().map(Some).chain([cell.right]) {
            let sample = self.sample_point(&piece(left, right));
            let value = self.value_at(h, x, sample);
            signs.push(Ok(self.exact_sign(value)?));
            left = right;
        }
        let points = zeros.into_iter().map(|at| FactorPoint { at, kind: Break::Zero }).collect();
        Some(FactorTable { points, signs })
    }
}

fn open_constant(graph: &Graph, h: NodeId) -> String {
    match graph.free_symbols(h).is_empty() {
        true => "the sign of a constant was not decided".to_string(),
        false => "a sign that depends on the parameters".to_string(),
    }
}
