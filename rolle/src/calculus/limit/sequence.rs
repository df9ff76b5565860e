//! Sequences along which all oscillating arguments have fixed phases: two of them with different limits prove that
//! there is no limit.
//!
//! The first argument that is met, counted in turns, is the reference: it contains no oscillating part, so it is
//! continuous and grows without bounds, and takes every phase (plus a shift that tends to zero) again and again. An
//! argument r·reference + d with a rational r and d bounded then has the phase r·phase + d along the sequence, up to
//! whole turns. The expression is resolved anew with those phases, so kinks and poles are no obstacle.

use super::germ::{Attempt, Germs, Stop, Value, undecided};
use crate::graph::Constant;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Phases of the reference in units of 1/24 turn, the telling ones first.
const PHASES: [i64; 16] = [0, 6, 18, 12, 3, 15, 8, 16, 4, 20, 2, 22, 9, 21, 1, 5];

/// The phases at which a shift is tried: those where poles and jumps mostly lie.
const SHIFTED: [i64; 4] = [0, 12, 6, 18];

/// What is held fixed.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    reference: Option<NodeId>,
    /// The phase of the reference: a number, or one plus a function that tends to zero.
    phase: NodeId,
}

impl Germs {
    /// The least and the greatest of the limits along the sequences, and whether there are two.
    pub(super) fn limits_on_sequences(&mut self, root: NodeId) -> Attempt<Option<(Value, Value)>> {
        let shift = self.fast_shift();
        let back = self.graph.negate(shift);
        let plain = PHASES.iter().map(|&phase| (phase, NodeId::ZERO));
        let shifted = SHIFTED.iter().flat_map(|&phase| [(phase, shift), (phase, back)]);
        let mut extremes: Option<(Value, Value)> = None;
        for (phase, shift) in plain.chain(shifted) {
            let phase = self.graph.ratio(phase, 24);
            let phase = self.graph.sum(&[phase, shift]);
            let limit = match self.limit_on_sequence(root, phase) {
                Ok(limit) => limit,
                Err(Stop::Undecided(why)) if self.is_spent() => return undecided(why),
                Err(_) => continue,
            };
            let Some((low, high)) = extremes.as_mut() else {
                extremes = Some((limit.clone(), limit));
                continue;
            };
            if self.order_of_values(&limit, low).is_ok_and(Ordering::is_lt) {
                *low = limit;
            } else if self.order_of_values(&limit, high).is_ok_and(Ordering::is_gt) {
                *high = limit;
            }
            if matches!((&low, &high), (Value::Infinite(_), Value::Infinite(_))) && low != high {
                break;
            }
        }
        Ok(extremes)
    }

    /// exp(−exp(t²)): fast enough for the poles of most functions to win.
    fn fast_shift(&mut self) -> NodeId {
        let square = self.graph.powi(self.t, 2);
        let power = self.function(Op::Exp, square);
        let exponent = self.graph.negate(power);
        self.function(Op::Exp, exponent)
    }

    fn limit_on_sequence(&mut self, root: NodeId, phase: NodeId) -> Attempt<Value> {
        self.sequence = Some(Sequence { reference: None, phase });
        let limit = self.resolve(root).and_then(|germ| {
            if self.graph.op(germ).is_condition() {
                return undecided("a condition has no limit");
            }
            self.limit(germ)
        });
        self.sequence = None;
        limit
    }

    /// The order of two limits.
    pub(super) fn order_of_values(&mut self, a: &Value, b: &Value) -> Attempt<Ordering> {
        let rank = |value: &Value| match value {
            Value::Finite(_) => Ordering::Equal,
            Value::Infinite(sign) => *sign,
        };
        match (a, b) {
            (Value::Finite(p), Value::Finite(q)) => self.compare(*p, *q),
            (a, b) => Ok(rank(a).cmp(&rank(b))),
        }
    }

    /// The phase of an argument, counted in turns, along the sequence.
    fn phase_on_sequence(&mut self, turns: NodeId) -> Attempt<NodeId> {
        let sequence = self.sequence.as_mut().expect("called on a sequence");
        let phase = sequence.phase;
        let Some(reference) = sequence.reference else {
            sequence.reference = Some(turns);
            return Ok(phase);
        };
        let quotient = self.graph.divide(turns, reference);
        let ratio = match self.limit(quotient)? {
            Value::Finite(ratio) => self.graph.number(ratio),
            Value::Infinite(_) => None,
        };
        let Some(ratio) = ratio.map(|ratio| self.graph.literal_number(&ratio)) else {
            return undecided("the arguments of the oscillating parts have no common measure");
        };
        let multiple = self.graph.product(&[ratio, reference]);
        let rest = self.graph.subtract(turns, multiple);
        let Value::Finite(_) = self.limit(rest)? else {
            return undecided("the arguments of the oscillating parts drift apart");
        };
        let part = self.graph.product(&[ratio, phase]);
        Ok(self.graph.sum(&[part, rest]))
    }

    pub(super) fn circular_on_sequence(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let pi = self.graph.constant(Constant::Pi);
        let two = self.graph.integer(2);
        let turn = self.graph.product(&[two, pi]);
        let turns = self.graph.divide(u, turn);
        let phase = self.phase_on_sequence(turns)?;
        let angle = self.graph.product(&[turn, phase]);
        let angle = self.graph.expand(angle, &Default::default()).unwrap_or(angle);
        Ok(self.function(op, angle))
    }

    /// round u = u + (round φ − φ) where u ≡ φ modulo even numbers.
    pub(super) fn rounding_on_sequence(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let phase = self.phase_on_sequence(u)?;
        let rounded = match self.graph.number(phase) {
            Some(_) => self.function(op, phase),
            None => self.resolve_rounding(op, phase)?,
        };
        let part = self.graph.subtract(rounded, phase);
        Ok(self.graph.sum(&[u, part]))
    }

    /// Whether two limits prove the bounds of an expression whose uniform limit, or sign, is known.
    pub(super) fn are_bounds(&mut self, germ: Option<NodeId>, low: &Value, high: &Value) -> bool {
        let infinite = |value: &Value| matches!(value, Value::Infinite(_));
        if infinite(low) && infinite(high) {
            return true;
        }
        let Some(germ) = germ else { return false };
        if self.has_poles {
            return false;
        }
        match (low, high) {
            (Value::Finite(low), Value::Finite(high)) => {
                let Ok(Value::Finite(value)) = self.limit(germ) else { return false };
                let Some((from, to)) = self.range(value) else { return false };
                self.compare(*low, from).is_ok_and(Ordering::is_le)
                    && self.compare(to, *high).is_ok_and(Ordering::is_le)
            }
            (Value::Finite(NodeId::ZERO), _) => {
                self.graph.facts(germ).has(crate::graph::Facts::NONNEGATIVE)
            }
            _ => false,
        }
    }
}
