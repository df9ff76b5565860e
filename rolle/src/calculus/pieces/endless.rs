//! Nodes that jump or have poles at endlessly many places: floor, tan and their kin. A bounded cell holds few of them,
//! which have closed forms where the argument is affine in the variable.

use super::Cell;
use crate::enclosure::Context;
use crate::evaluate::Point;
use crate::graph::{Constant, Graph};
use crate::operator::{Domain, NodeId, Op};
use rolle_interval::Interval;
use std::cmp::Ordering;

/// The most places in one cell.
const MOST: f64 = 256.0;

/// The precision at which the ends of a cell are looked at.
const BITS: u64 = 64;

/// The arguments at which a node switches: all whole steps, or those and a half.
#[derive(Clone, Copy)]
struct Ladder {
    /// Whether a step is π rather than 1.
    of_pi: bool,
    /// Whether the places lie half a step beside the multiples.
    halves: bool,
}

impl Graph {
    /// Whether a node has endlessly many jumps or poles on the whole line.
    pub(super) fn switches_endlessly(&self, id: NodeId) -> bool {
        self.ladder(id).is_some()
    }

    fn ladder(&self, id: NodeId) -> Option<Ladder> {
        let (of_pi, halves) = match self.op(id) {
            Op::Floor | Op::Ceil => (false, false),
            Op::Round => (false, true),
            op => match op.row()?.domain {
                Domain::SineNonZero => (true, false),
                Domain::CosineNonZero => (true, true),
                _ => return None,
            },
        };
        Some(Ladder { of_pi, halves })
    }

    /// The places inside a bounded cell, ascending.
    ///
    /// # Errors
    /// The cell is not bounded, the argument is not affine in the variable, or there are too many places.
    pub(super) fn endless_cuts_inside(
        &mut self,
        id: NodeId,
        cell: &Cell,
        x: NodeId,
    ) -> Result<Vec<NodeId>, String> {
        let Some(places) = self.endless_places(id, cell, x) else {
            // The sentence that says so for the whole line.
            return self.switching_functions(id);
        };
        let mut cuts = Vec::new();
        for place in places {
            if self.is_inside(place, cell)? {
                self.insert_sorted(&mut cuts, place)?;
            }
        }
        Ok(cuts)
    }

    /// All places in a bounded cell, and a few beside it.
    fn endless_places(&mut self, id: NodeId, cell: &Cell, x: NodeId) -> Option<Vec<NodeId>> {
        let ladder = self.ladder(id)?;
        let u = *self.args(id).last()?;
        let slope = self.derivative(u, x);
        if self.depends_on(slope, x) || self.exact_sign(slope)? == Ordering::Equal {
            return None;
        }
        let offset = self.value_at(u, x, NodeId::ZERO);
        let ends = [cell.left?, cell.right?].map(|end| self.value_at(u, x, end));
        let (first, last) = self.steps_between(ends, ladder)?;
        let step = if ladder.of_pi { self.constant(Constant::Pi) } else { NodeId::ONE };
        let mut places = Vec::new();
        for k in first..=last {
            let steps = self.ratio(2 * k + i64::from(ladder.halves), 2);
            let argument = self.product(&[steps, step]);
            let moved = self.subtract(argument, offset);
            places.push(self.divide(moved, slope));
        }
        Some(places)
    }

    /// Integers between which, in steps, two numbers lie, with room for the rounding of doubles.
    fn steps_between(&self, ends: [NodeId; 2], ladder: Ladder) -> Option<(i64, i64)> {
        let mut context = Context::new();
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in self.enclose(&ends, &Point::new(), &mut context, BITS) {
            let value = Interval::from_enclosure(&value.ok()?);
            (low, high) = (low.min(value.inf()), high.max(value.sup()));
        }
        let step = if ladder.of_pi { std::f64::consts::PI } else { 1.0 };
        let (first, last) = ((low / step).floor() - 2.0, (high / step).ceil() + 2.0);
        // Far out a double says too little of a multiple of π.
        let is_near = first.abs().max(last.abs()) < 1e9 && last - first <= MOST;
        is_near.then_some((first as i64, last as i64))
    }
}
