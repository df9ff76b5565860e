//! The steps that show the signs of one factor: tails, boxes, samples, zeros.

use super::super::words;
use super::writer::{Writer, relation_to_zero};
use super::{Proof, ProofKind, decimal};
use crate::calculus::{Approach, End, Interval};
use crate::graph::NodeId;
use crate::operator::Op;
use crate::print::{Notation, Printer};
use crate::signs::{Boxes, FactorProof, FactorZero, LeadingTerm, SignReason, SignStep, ZeroReason};
use std::cmp::Ordering;

/// The longest divisor that is shown whole, in characters.
const LONGEST: usize = 180;

impl Writer<'_, '_> {
    /// The steps from left to right, each zero beside the steps that it parts.
    pub(super) fn steps(&mut self, name: &str, factor: &FactorProof, cell: Interval) -> Vec<Proof> {
        let solved = |zero: &&FactorZero| zero.reason == ZeroReason::Solved;
        let mut proofs = Vec::new();
        let known: Vec<NodeId> = factor.zeros.iter().filter(solved).map(|zero| zero.at).collect();
        if !known.is_empty() {
            let (place, listed) = (self.interval(&cell), self.listed_points(&known));
            let statement = format!(
                "Solving {name} = 0 exactly gives, inside {place}, {listed} and no other zero."
            );
            proofs.push(Proof::new(ProofKind::Zero, statement).about(factor.formula));
        }
        for step in &factor.steps {
            let zero_at = |end: Option<NodeId>| {
                factor.zeros.iter().find(|zero| Some(zero.at) == end && !solved(zero))
            };
            let right = zero_at(step.right);
            if let (Some(zero), SignReason::Beside { .. }) = (right, &step.reason) {
                proofs.push(self.zero(name, factor.formula, zero));
            }
            let is_zero = |end| factor.zeros.iter().any(|zero| Some(zero.at) == end);
            proofs.push(self.step(name, factor.formula, step, cell, &is_zero));
            let isolated = |zero: &FactorZero| matches!(zero.reason, ZeroReason::Isolated { .. });
            if let Some(zero) = right.filter(|zero| !isolated(zero)) {
                proofs.push(self.zero(name, factor.formula, zero));
            }
        }
        proofs
    }

    fn step(
        &mut self,
        name: &str,
        formula: NodeId,
        step: &SignStep,
        cell: Interval,
        is_zero: &dyn Fn(Option<NodeId>) -> bool,
    ) -> Proof {
        let end = |at: Option<NodeId>, outer: Option<End>| {
            let closed = !is_zero(at) && at != outer.map(|end| end.point);
            at.map(|point| End { point, closed })
        };
        let on = Interval { left: end(step.left, cell.left), right: end(step.right, cell.right) };
        let place = self.interval(&on);
        let node = |kind, statement| Proof::new(kind, statement).about(formula).on(on);
        let sign = match &step.sign {
            Ok(sign) => *sign,
            Err(why) => {
                let statement = format!("On {place} the sign of {name} was not decided: {why}.");
                return node(ProofKind::Open, statement);
            }
        };
        let fact = format!("On {place}: {name} {}", relation_to_zero(sign));
        let why = match &step.reason {
            SignReason::Constant | SignReason::Form | SignReason::Open => String::new(),
            SignReason::Vanishes => ", identically".to_string(),
            SignReason::Sample(at) => {
                let value = self.value_of(formula, *at);
                let at = self.place(*at);
                format!(", since {name} has no zero there and is {value} at {at}")
            }
            SignReason::Tail(term) => self.why_tail(name, term, step, cell),
            SignReason::Boxes(boxes) => format!(", {}", why_boxes(name, boxes)),
            SignReason::Beside { .. } => {
                let way = match is_zero(step.right) == sign.is_lt() {
                    true => "rises",
                    false => "falls",
                };
                let from = if is_zero(step.right) { "to" } else { "from" };
                format!(", since {name} {way} {from} its zero")
            }
        };
        node(ProofKind::Sign, format!("{fact}{why}."))
    }

    /// That the leading term shows the sign.
    fn why_tail(
        &mut self,
        name: &str,
        term: &LeadingTerm,
        step: &SignStep,
        cell: Interval,
    ) -> String {
        let x = self.variable();
        let at_left = step.left == cell.left.map(|end| end.point);
        let approach = match (at_left, step.left, step.right) {
            (true, None, _) => Approach::MINUS_INFINITY,
            (true, Some(at), _) => Approach::right(at),
            (false, _, None) => Approach::PLUS_INFINITY,
            (false, _, Some(at)) => Approach::left(at),
        };
        let end = words::approach(self.graph(), approach);
        let (low, high) = (decimal::below(&term.bounds[0]), decimal::above(&term.bounds[1]));
        let range = match low == high {
            true => format!("is {low}"),
            false => format!("stays between {low} and {high}"),
        };
        let one = term.monomial == NodeId::ONE;
        match term.coefficient {
            Some(c) if one => {
                let c = self.formula(c);
                format!(": {name}({x}) -> {c} as {x} -> {end}, and {name} {range} there")
            }
            None if one => format!(": {name} {range} there"),
            _ => {
                let monomial = self.as_divisor(term.monomial);
                let leading = term.coefficient.map(|c| {
                    let study = &mut *self.study;
                    let leading =
                        study.graph.without_side_conditions(|g| g.product(&[c, term.monomial]));
                    format!("{name}({x}) ~ {} as {x} -> {end}, and ", self.formula(leading))
                });
                let leading = leading.unwrap_or_default();
                format!(": {leading}{name}({x})/{monomial} {range} there")
            }
        }
    }

    fn as_divisor(&self, id: NodeId) -> String {
        let text = Printer::new(Notation::Plain).print_brief(self.graph(), id, LONGEST);
        let simple = text.chars().all(|c| c.is_alphanumeric())
            || matches!(self.graph().op(id), Op::Exp | Op::Log);
        if simple { text } else { format!("({text})") }
    }

    fn zero(&mut self, name: &str, formula: NodeId, zero: &FactorZero) -> Proof {
        let at = self.point(zero.at);
        let on = Interval::point(zero.at);
        let node = |statement| Proof::new(ProofKind::Zero, statement).about(formula).on(on);
        match &zero.reason {
            ZeroReason::Solved => node(format!("{name}({at}) = 0, by solving {name} = 0.")),
            ZeroReason::Vanishes { order } => {
                let order = match order {
                    Some(order) if *order > 1 => format!(", a zero of order {order}"),
                    _ => String::new(),
                };
                node(format!("{name}({at}) = 0 exactly{order}."))
            }
            ZeroReason::Isolated { left, right, slope, by_curvature } => {
                let (a, b) = (self.place(*left), self.place(*right));
                let (way, order) = match slope {
                    Ordering::Less => ("falls strictly", ">"),
                    _ => ("rises strictly", "<"),
                };
                let why = match by_curvature {
                    true => format!(
                        "{name}'' has one sign there and {name}' the same sign at both ends"
                    ),
                    false => format!("{name}' {} there", relation_to_zero(*slope)),
                };
                node(format!(
                    "On [{a}, {b}] {name} {way}, for {why}; and {name}({a}) {order} 0 {order} \
                     {name}({b}). So {name} has exactly one zero there, {at}."
                ))
            }
        }
    }
}

/// `in 3 boxes: 2 by an interval enclosure of g, 1 by its mean value form`.
fn why_boxes(name: &str, boxes: &Boxes) -> String {
    let kinds = [
        (boxes.value, format!("by an interval enclosure of {name}")),
        (boxes.mean_value, format!("by the mean value form of {name}")),
        (boxes.slope, format!("by the signs at the ends, as {name}' has one sign between them")),
        (boxes.order, format!("by Taylor's theorem at a zero of {name} at one end")),
        (
            boxes.curvature,
            format!("by the ends and the only extremum between, as {name}'' has one sign"),
        ),
    ];
    let used: Vec<(u32, String)> = kinds.into_iter().filter(|kind| kind.0 > 0).collect();
    let bits = match boxes.bits {
        0..=53 => String::new(),
        bits => format!(" ({bits} bits)"),
    };
    match &used[..] {
        [(1, how)] => format!("{how}{bits}"),
        [(n, how)] => format!("in each of {n} boxes {how}{bits}"),
        _ => {
            let parts: Vec<String> = used.iter().map(|(n, how)| format!("{n} {how}")).collect();
            format!("in {} boxes{bits}: {}", boxes.count(), parts.join("; "))
        }
    }
}
