//! The domain of a function that was cut into pieces, as a union of intervals.

use super::pieces::Pieces;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};

/// An end of an interval: an exact point, and whether it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The point.
    pub point: NodeId,
    /// Whether the point belongs to the interval.
    pub closed: bool,
}

/// An interval with exact ends; a missing end is infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The left end; `None` for −∞.
    pub left: Option<End>,
    /// The right end; `None` for +∞.
    pub right: Option<End>,
}

impl Interval {
    /// The numbers between two, without them.
    pub fn open(left: Option<NodeId>, right: Option<NodeId>) -> Interval {
        let end = |point: Option<NodeId>| point.map(|point| End { point, closed: false });
        Interval { left: end(left), right: end(right) }
    }

    /// One number.
    pub fn point(at: NodeId) -> Interval {
        let end = Some(End { point: at, closed: true });
        Interval { left: end, right: end }
    }
}

impl Pieces {
    /// The set on which the function has a value, as disjoint intervals from left to right.
    ///
    /// Certainty: exact.
    pub fn domain(&self, graph: &Graph) -> Vec<Interval> {
        let defined = |id: NodeId| graph.op(id) != Op::Undefined;
        let mut domain: Vec<Interval> = Vec::new();
        // Whether the last interval reaches up to the current place.
        let mut open = false;
        for (i, cell) in self.cells.iter().enumerate() {
            let at_left = i
                .checked_sub(1)
                .map(|j| (cell.left.expect("an inner cell"), defined(self.values[j])));
            let cell_defined = defined(cell.formula);
            if let Some((point, value_defined)) = at_left {
                if open && !(value_defined && cell_defined) {
                    let last = domain.last_mut().expect("an open interval");
                    last.right = Some(End { point, closed: value_defined });
                    open = false;
                }
                if !open && value_defined && !cell_defined && !reaches(&domain, point) {
                    domain.push(Interval::point(point));
                }
            }
            if cell_defined && !open {
                let left = at_left.map(|(point, closed)| End {
                    point,
                    closed: closed && !reaches(&domain, point),
                });
                domain.push(Interval { left, right: None });
                open = true;
            }
        }
        domain
    }
}

/// Whether the last interval ends at the point and holds it.
fn reaches(domain: &[Interval], point: NodeId) -> bool {
    domain.last().and_then(|last| last.right).is_some_and(|end| end.point == point && end.closed)
}
