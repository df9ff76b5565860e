//! The sign of any function of the variable, kinks included: sign tables of the pieces, joined.

use super::profile::Names;
use super::set::Set;
use super::study::Study;
use super::words;
use crate::calculus::{Interval, Pieces};
use crate::graph::{Graph, NodeId};
use crate::operator::Op;
use crate::signs::{PointKind, SignTable};
use std::cmp::Ordering;

/// A part of the line on which a function has one sign.
#[derive(Clone, Debug)]
pub(super) enum SignPart {
    Cell {
        left: Option<NodeId>,
        right: Option<NodeId>,
        formula: NodeId,
        sign: Result<Ordering, String>,
    },
    Point {
        at: NodeId,
        sign: Result<Ordering, String>,
    },
}

impl SignPart {
    pub(super) fn sign(&self) -> &Result<Ordering, String> {
        match self {
            SignPart::Cell { sign, .. } | SignPart::Point { sign, .. } => sign,
        }
    }

    pub(super) fn interval(&self) -> Interval {
        match *self {
            SignPart::Cell { left, right, .. } => Interval::open(left, right),
            SignPart::Point { at, .. } => Interval::point(at),
        }
    }
}

/// A smooth piece of a function with its sign table.
#[derive(Clone, Debug)]
pub(super) struct SignedPiece {
    pub(super) formula: NodeId,
    pub(super) table: SignTable,
}

impl Study<'_> {
    /// The smooth pieces of a function on a set, with sign tables where it has values, and the values between them.
    pub(super) fn signed_pieces(
        &mut self,
        h: NodeId,
        set: &Set,
    ) -> Result<(Pieces, Vec<Option<SignedPiece>>), String> {
        let h = self.on(h, set);
        let (x, limits) = (self.x, self.limits);
        self.graph.until(limits.deadline, |graph| {
            graph.without_side_conditions(|graph| {
                let pieces = graph.pieces(h, x, limits.pieces)?;
                let mut signed = Vec::with_capacity(pieces.cells.len());
                for cell in &pieces.cells {
                    let (formula, left, right) = (cell.formula, cell.left, cell.right);
                    let exists = graph.op(formula) != Op::Undefined;
                    signed.push(exists.then(|| {
                        let table = graph.sign_table(formula, x, left, right, limits.signs);
                        SignedPiece { formula, table }
                    }));
                }
                Ok((pieces, signed))
            })
        })
    }

    /// The sign of any function of the variable on a set, from left to right, where it has values.
    pub(super) fn signs(&mut self, h: NodeId, set: &Set) -> Result<Vec<SignPart>, String> {
        let on = self.on(h, set);
        if let Some(parts) = self.scaled_signs(on) {
            return Ok(parts);
        }
        let (pieces, signed) = self.signed_pieces(h, set)?;
        let graph = &mut *self.graph;
        let mut parts = graph.without_side_conditions(|graph| {
            let mut parts = Vec::new();
            for (i, piece) in signed.iter().enumerate() {
                if i > 0 {
                    let at = pieces.cells[i].left.expect("an inner cell");
                    parts.extend(point(graph, at, pieces.values[i - 1]));
                }
                if let Some(piece) = piece {
                    add_parts(graph, piece, &mut parts);
                }
            }
            parts
        });
        let mut names = Names::new();
        for part in &mut parts {
            match part {
                SignPart::Point { at, .. } => *at = self.named(*at, &mut names),
                SignPart::Cell { left, right, .. } => {
                    *left = left.map(|end| self.named(end, &mut names));
                    *right = right.map(|end| self.named(end, &mut names));
                }
            }
        }
        Ok(parts)
    }

    /// The set on which a function is positive, zero or negative.
    pub(super) fn where_sign(
        &mut self,
        h: NodeId,
        set: &Set,
        wanted: Ordering,
    ) -> Result<Set, String> {
        let mut found = Vec::new();
        for part in self.signs(h, set)? {
            match part.sign() {
                Ok(sign) if *sign == wanted => found.push(part.interval()),
                Ok(_) => {}
                Err(why) => {
                    let place = words::interval(self.graph, &part.interval());
                    return Err(format!("the sign on {place} was not decided: {why}"));
                }
            }
        }
        Set::union(self.graph, &found)
    }
}

/// The cells of one piece and the points between them.
fn add_parts(graph: &mut Graph, piece: &SignedPiece, parts: &mut Vec<SignPart>) {
    let SignedPiece { formula, table } = piece;
    for (i, (left, right, sign)) in table.cells().enumerate() {
        if i > 0 {
            let at = left.expect("an inner cell");
            let value = match table.points[i - 1].kind {
                PointKind::Zero => NodeId::ZERO,
                _ => graph.value_at(*formula, table.variable, at),
            };
            parts.extend(point(graph, at, value));
        }
        let (formula, sign) = (*formula, sign.clone());
        parts.push(SignPart::Cell { left, right, formula, sign });
    }
}

/// A point with the sign of its value, if it has one.
fn point(graph: &mut Graph, at: NodeId, value: NodeId) -> Option<SignPart> {
    if graph.op(value) == Op::Undefined {
        return None;
    }
    let sign = graph.exact_sign(value).ok_or_else(|| "the sign of the value there".to_string());
    Some(SignPart::Point { at, sign })
}
