//! The signs of a factor whose zeros have no closed form: proofs on the tails, a cover of the middle.

use super::cover::{Budget, Edge, Kind, Part, Probe, cover};
use super::factor::{Break, FactorPoint, FactorTable};
use super::reason::{Boxes, FactorZero, LeadingTerm, SignReason, SignStep, ZeroReason};
use super::smooth::Smooth;
use super::table::{Cell, SignLimits};
use super::tail::{Tail, TailLimits, TailProof};
use crate::calculus::{Approach, Point, Side};
use crate::graph::Graph;
use crate::number::Number;
use crate::operator::NodeId;
use std::cmp::Ordering;

/// How far out the search goes where a tail is not decided, and how near to a point: 1/32.
const REACH: f64 = 32.0;

/// The part of the budget of boxes that is spent again in each finer arithmetic, which costs so much more a box.
const PRECISE_SHARE: usize = 50;

/// Bits of a double.
const DOUBLE: u64 = 53;

/// Halvings of a box: in double precision, and again with more bits.
const DEPTH: u32 = 60;

/// What is known near one end of the cell.
struct Near {
    /// Where the cover begins.
    edge: Edge,
    /// The sign between the end and the edge; `None` where the cover begins at the end itself.
    beyond: Option<Beyond>,
}

/// The sign between an end of the cell and the edge of the cover, with its proof.
type Beyond = (Result<Ordering, String>, SignReason);

impl Graph {
    pub(super) fn signs_by_search(
        &mut self,
        h: NodeId,
        x: NodeId,
        cell: Cell,
        limits: SignLimits,
    ) -> FactorTable {
        if self.free_symbols(h) != [x] {
            return FactorTable::open(cell, "a sign that depends on the parameters");
        }
        let mut smooth = match Smooth::new(self, h, x) {
            Ok(smooth) => smooth,
            Err(why) => return FactorTable::open(cell, why),
        };
        let Some((left, right)) = smooth.approaches(cell) else {
            return FactorTable::open(cell, "an end of the interval was not enclosed");
        };
        if smooth.is_hidden_zero(left.edge.high, right.edge.low) {
            return FactorTable::whole(cell, Ordering::Equal, SignReason::Vanishes);
        }
        let parts = smooth.cover(left.edge, right.edge, limits);
        let candidates = match parts.iter().any(|part| matches!(part.kind, Kind::Zero(_))) {
            true => smooth.graph.closed_zeros(h, x),
            false => Vec::new(),
        };
        smooth.into_table(cell, [left, right], &parts, &candidates)
    }
}

impl Smooth<'_> {
    /// Both ends; neither reaches beyond the middle of a bounded cell.
    fn approaches(&mut self, cell: Cell) -> Option<(Near, Near)> {
        let outer = |smooth: &mut Self, end: Option<NodeId>| match end {
            Some(id) => smooth.edge_of(id).map(Some),
            None => Some(None),
        };
        let (left, right) = (outer(self, cell.left)?, outer(self, cell.right)?);
        let middle = match (left, right) {
            (Some(left), Some(right)) => left.high + (right.low - left.high) / 2.0,
            (Some(left), None) => left.high + left.high.abs().max(1.0),
            (None, Some(right)) => right.low - right.low.abs().max(1.0),
            (None, None) => 0.0,
        };
        let separated = left.is_none_or(|left| left.high < middle)
            && right.is_none_or(|right| middle < right.low);
        if !separated {
            return None;
        }
        Some((
            self.approach(cell.to_left_end(), left, middle),
            self.approach(cell.to_right_end(), right, middle),
        ))
    }

    /// The cover begins at the end itself where the function is smooth there, else at the edge of a proved tail.
    fn approach(&mut self, end: Approach, outer: Option<Edge>, middle: f64) -> Near {
        if let Some(edge) = outer
            && self.jet(edge.low, edge.high, 1).is_some_and(|jet| jet.iter().all(|c| c.is_common()))
        {
            return Near { edge, beyond: None };
        }
        let (threshold, beyond) =
            match self.graph.tail_sign(self.h, self.x, end, &TailLimits::default()) {
                Tail::Sign(proof) => {
                    let far = float_above(&proof.threshold);
                    (far, (Ok(proof.sign), SignReason::Tail(LeadingTerm::from(proof))))
                }
                Tail::Zero => (1.0, (Ok(Ordering::Equal), SignReason::Vanishes)),
                Tail::Undecided(why) => (REACH, (Err(why), SignReason::Open)),
            };
        let from = match (end.point, end.side, outer) {
            (Point::MinusInfinity, ..) => -threshold,
            (Point::PlusInfinity, ..) => threshold,
            (_, Side::Right, Some(edge)) => (edge.low + 1.0 / threshold).next_down().next_down(),
            (_, _, Some(edge)) => (edge.high - 1.0 / threshold).next_up().next_up(),
            _ => middle,
        };
        // Beside a number of large size a tail can be too short for doubles: nothing is known up to the middle.
        let inside = outer.is_none_or(|edge| match end.side {
            Side::Right => edge.high < from,
            _ => from < edge.low,
        });
        if !inside {
            let why = "the proved neighborhood of an end is narrower than the doubles there";
            let beyond = Some((Err(why.to_string()), SignReason::Open));
            return Near { edge: Edge::double(middle), beyond };
        }
        let clamped = match end.side {
            _ if end == Approach::MINUS_INFINITY => from.min(middle),
            Side::Right => from.min(middle),
            _ => from.max(middle),
        };
        Near { edge: Edge::double(clamped), beyond: Some(beyond) }
    }

    /// Whether the function is zero throughout, which no box can show: a look at three points, then the normal form.
    fn is_hidden_zero(&mut self, from: f64, to: f64) -> bool {
        let seems_zero = [0.23, 0.51, 0.83].into_iter().all(|t| {
            let at = from + (to - from) * t;
            self.enclose(0, at, at).is_some_and(|value| value.contains_zero())
        });
        seems_zero && {
            let h = self.h;
            self.graph.sign_after_normalization(h) == Some(Ordering::Equal)
        }
    }

    /// In double precision first; what stays open is covered again with more bits.
    fn cover(&mut self, from: Edge, to: Edge, limits: SignLimits) -> Vec<Part> {
        if from == to {
            return Vec::new();
        }
        let mut budget = Budget { boxes: limits.boxes, depth: DEPTH };
        let mut parts = cover(self, from, to, &mut budget);
        parts.iter_mut().for_each(|part| part.boxes.bits = DOUBLE);
        let mut bits = 128;
        while bits <= limits.bits
            && self.check_time().is_ok()
            && parts.iter().any(|part| matches!(part.kind, Kind::Open(_)))
        {
            self.refine(bits);
            let mut budget = Budget { boxes: limits.boxes / PRECISE_SHARE, depth: DEPTH };
            let mut finer = Vec::with_capacity(parts.len());
            for part in parts {
                match part.kind {
                    Kind::Open(_) => {
                        let parts = cover(self, part.from, part.to, &mut budget);
                        let boxes = |part: &Part| Boxes { bits, ..part.boxes };
                        finer.extend(
                            parts.into_iter().map(|part| Part { boxes: boxes(&part), ..part }),
                        );
                    }
                    _ => finer.push(part),
                }
            }
            parts = finer;
            bits *= 4;
        }
        parts
    }

    fn into_table(
        mut self,
        cell: Cell,
        [left, right]: [Near; 2],
        parts: &[Part],
        candidates: &[NodeId],
    ) -> FactorTable {
        let (points, signs) = (Vec::new(), Vec::new());
        let mut table = FactorTable { points, signs, steps: Vec::new(), zeros: Vec::new() };
        let begins_at_end = left.beyond.is_none();
        if let Some((sign, reason)) = left.beyond {
            let edge = Some(self.number_at(left.edge));
            table.steps.push(SignStep { left: cell.left, right: edge, sign: sign.clone(), reason });
            table.signs.push(sign);
        }
        for (i, part) in parts.iter().enumerate() {
            let first = match &part.kind {
                Kind::Sign(sign) | Kind::Zero(sign) => Ok(*sign),
                Kind::Open(why) => Err(why.clone()),
            };
            match table.signs.is_empty() {
                true => table.signs.push(first.clone()),
                false => self.join(&mut table, part.from, &first),
            }
            let from = match i == 0 && begins_at_end {
                true => cell.left,
                false => Some(self.number_at(part.from)),
            };
            let to = match i + 1 == parts.len() && right.beyond.is_none() {
                true => cell.right,
                false => Some(self.number_at(part.to)),
            };
            let step = |left, right, sign, reason| SignStep { left, right, sign, reason };
            let Kind::Zero(sign) = part.kind else {
                let reason = match first {
                    Ok(_) => SignReason::Boxes(part.boxes),
                    Err(_) => SignReason::Open,
                };
                table.steps.push(step(from, to, first, reason));
                continue;
            };
            let Some(at) = self.name_zero(part, candidates) else {
                return FactorTable::open(cell, "a zero too close to others to be named");
            };
            table.points.push(FactorPoint { at, kind: Break::Zero });
            table.signs.push(Ok(sign.reverse()));
            let by_curvature = part.boxes.curvature > 0;
            let beside = SignReason::Beside { by_curvature };
            table.steps.push(step(from, Some(at), Ok(sign), beside.clone()));
            table.steps.push(step(Some(at), to, Ok(sign.reverse()), beside));
            let (left, right) = (self.number_at(part.from), self.number_at(part.to));
            let slope = sign.reverse();
            let reason = ZeroReason::Isolated { left, right, slope, by_curvature };
            table.zeros.push(FactorZero { at, reason });
        }
        if let Some((sign, reason)) = right.beyond {
            match table.signs.is_empty() {
                true => table.signs.push(sign.clone()),
                false => self.join(&mut table, right.edge, &sign),
            }
            let edge = Some(self.number_at(right.edge));
            table.steps.push(SignStep { left: edge, right: cell.right, sign, reason });
        }
        table
    }

    /// Goes on past an edge with the sign that holds right of it.
    fn join(&mut self, table: &mut FactorTable, edge: Edge, next: &Result<Ordering, String>) {
        let before = table.signs.last().expect("a sign left of the edge").clone();
        let here = self.sign_at(edge);
        let kind = match here {
            Some(Ordering::Equal) => Break::Zero,
            Some(sign) if before == Ok(sign) && *next == Ok(sign) => return,
            _ if before.is_err() && next.is_err() => return,
            _ => Break::Edge,
        };
        let at = self.number_at(edge);
        if kind == Break::Zero {
            let reason = ZeroReason::Vanishes { order: self.known_order(edge) };
            table.zeros.push(FactorZero { at, reason });
        }
        table.points.push(FactorPoint { at, kind });
        table.signs.push(next.clone());
    }

    /// The closed form of the one zero in a part, or the zero as a number of its own.
    fn name_zero(&mut self, part: &Part, candidates: &[NodeId]) -> Option<NodeId> {
        let (low, high) = (part.from.low, part.to.high);
        for &candidate in candidates {
            if let Some(edge) = self.edge_of(candidate)
                && low < edge.low
                && edge.high < high
            {
                return Some(candidate);
            }
        }
        // A short rational zero is no place between decimals, so it is looked for first.
        if let Some(edge) = self.rational_zero(low, high) {
            return Some(self.number_at(edge));
        }
        let (low, high) = self.narrow(part);
        match self.rational_zero(low, high) {
            Some(edge) => Some(self.number_at(edge)),
            None => self.zero_between(low, high),
        }
    }

    /// Bisects a part with one simple zero down to neighboring doubles, or until a sign is not certain.
    fn narrow(&mut self, part: &Part) -> (f64, f64) {
        let Kind::Zero(left) = part.kind else { return (part.from.low, part.to.high) };
        let (mut low, mut high) = (part.from.low, part.to.high);
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                return (low, high);
            }
            match self.sign_by_enclosure(Edge::double(middle)) {
                Some(sign) if sign == left => low = middle,
                Some(_) => high = middle,
                None => return (low, high),
            }
        }
    }
}

impl From<TailProof> for LeadingTerm {
    fn from(proof: TailProof) -> LeadingTerm {
        let TailProof { threshold, monomial, coefficient, bounds, .. } = proof;
        LeadingTerm { threshold, monomial, coefficient, bounds }
    }
}

/// A double that is not below a threshold.
fn float_above(threshold: &Number) -> f64 {
    let value = rolle_interval::Interval::from_rational(&threshold.to_rational());
    value.sup()
}
