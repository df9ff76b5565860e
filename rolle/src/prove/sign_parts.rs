//! The sign of any function of the variable, kinks included: sign tables of the pieces, joined.

use super::profile::Names;
use super::set::Set;
use super::study::Study;
use super::words;
use crate::calculus::{End, Interval};
use crate::graph::{Graph, NodeId};
use crate::operator::Op;
use crate::signs::PointKind;
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
        let open = |end: &Option<NodeId>| end.map(|point| End { point, closed: false });
        match self {
            SignPart::Cell { left, right, .. } => Interval { left: open(left), right: open(right) },
            SignPart::Point { at, .. } => {
                let end = Some(End { point: *at, closed: true });
                Interval { left: end, right: end }
            }
        }
    }
}

impl Study<'_> {
    /// The sign of any function of the variable on a set, from left to right, where it has values.
    pub(super) fn signs(&mut self, h: NodeId, set: &Set) -> Result<Vec<SignPart>, String> {
        let h = self.on(h, set);
        let (x, limits) = (self.x, self.limits);
        let graph = &mut *self.graph;
        let mut parts = graph.until(limits.deadline, |graph| {
            graph.without_side_conditions(|graph| {
                let pieces = graph.pieces(h, x, limits.pieces)?;
                let mut parts = Vec::new();
                for (i, cell) in pieces.cells.iter().enumerate() {
                    if i > 0 {
                        let (at, value) = (cell.left.expect("an inner cell"), pieces.values[i - 1]);
                        parts.extend(point(graph, at, value));
                    }
                    if graph.op(cell.formula) == Op::Undefined {
                        continue;
                    }
                    let table =
                        graph.sign_table(cell.formula, x, cell.left, cell.right, limits.signs);
                    for (k, (left, right, sign)) in table.cells().enumerate() {
                        if k > 0 {
                            let at = left.expect("an inner cell");
                            let value = graph.value_at(cell.formula, x, at);
                            let zero = table.points[k - 1].kind == PointKind::Zero;
                            let value = if zero { NodeId::ZERO } else { value };
                            parts.extend(point(graph, at, value));
                        }
                        let (formula, sign) = (cell.formula, sign.clone());
                        parts.push(SignPart::Cell { left, right, formula, sign });
                    }
                }
                Ok::<_, String>(parts)
            })
        })?;
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

/// A point with the sign of its value, if it has one.
fn point(graph: &mut Graph, at: NodeId, value: NodeId) -> Option<SignPart> {
    if graph.op(value) == Op::Undefined {
        return None;
    }
    let sign = graph.exact_sign(value).ok_or_else(|| "the sign of the value there".to_string());
    Some(SignPart::Point { at, sign })
}
