//! Limits at the ends of the graph, and the asymptotes that follow from them.
//!
//! An oblique asymptote y = m·x + b has m = lim f′ where that exists (by l'Hôpital's rule it is then lim f/x), else
//! m = lim f/x, and b = lim (f − m·x).

use super::data::{Asymptote, EndBehavior, Line, Place};
use crate::calculus::{Approach, Joint, JointKind, JointSide, Limit, Pieces};
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// The largest formula whose limits are taken: in longer chains each step of a series costs too much.
const LIMIT_NODES: usize = 500;

/// The function and the work that each limit may take.
pub(super) struct Ends {
    pub(super) f: NodeId,
    pub(super) x: NodeId,
    pub(super) work: u64,
}

impl Ends {
    /// The formula near −∞ or +∞; `None` where the function has no value.
    fn formula(
        &self,
        graph: &Graph,
        pieces: &Result<Pieces, String>,
        place: Place,
    ) -> Option<NodeId> {
        let Ok(pieces) = pieces else { return Some(self.f) };
        let cell = match place {
            Place::MinusInfinity => pieces.cells.first()?,
            _ => pieces.cells.last()?,
        };
        (graph.op(cell.formula) != Op::Undefined).then_some(cell.formula)
    }

    /// All ends from left to right.
    pub(super) fn behavior(
        &self,
        graph: &mut Graph,
        pieces: &Result<Pieces, String>,
        joints: &[Joint],
    ) -> Vec<EndBehavior> {
        let mut ends: Vec<EndBehavior> = Vec::new();
        ends.extend(self.at_infinity(graph, pieces, Place::MinusInfinity));
        for joint in joints {
            if !matches!(joint.kind, JointKind::Pole | JointKind::DomainEnd | JointKind::Removable)
            {
                continue;
            }
            let side = |side: &JointSide, place| EndBehavior {
                place,
                value: side.value.clone(),
                slope: side.slope.clone(),
            };
            ends.extend(joint.left.as_ref().map(|s| side(s, Place::Below(joint.point))));
            ends.extend(joint.right.as_ref().map(|s| side(s, Place::Above(joint.point))));
        }
        ends.extend(self.at_infinity(graph, pieces, Place::PlusInfinity));
        ends
    }

    fn at_infinity(
        &self,
        graph: &mut Graph,
        pieces: &Result<Pieces, String>,
        place: Place,
    ) -> Option<EndBehavior> {
        let formula = self.formula(graph, pieces, place)?;
        let approach = approach_infinity(place)?;
        let nodes = graph.shared_size(&[formula]);
        if nodes > LIMIT_NODES {
            let why = format!("a formula of {nodes} nodes; limits are taken up to {LIMIT_NODES}");
            let undecided = Limit::Undecided(why);
            return Some(EndBehavior { place, value: undecided.clone(), slope: undecided });
        }
        let value = graph.limit_within(formula, self.x, approach, self.work);
        if value == Limit::Outside {
            return None;
        }
        let derivative = graph.derivative(formula, self.x);
        let slope = graph.limit_within(derivative, self.x, approach, self.work);
        Some(EndBehavior { place, value, slope })
    }

    /// The asymptotes that the ends show; each line once.
    pub(super) fn asymptotes(
        &self,
        graph: &mut Graph,
        pieces: &Result<Pieces, String>,
        ends: &[EndBehavior],
    ) -> Vec<Asymptote> {
        let mut found: Vec<Asymptote> = Vec::new();
        for end in ends {
            let asymptote = match end.place {
                Place::Below(a) | Place::Above(a) if is_infinite(&end.value) => {
                    Some((Line::Vertical(a), false))
                }
                Place::MinusInfinity | Place::PlusInfinity => self
                    .formula(graph, pieces, end.place)
                    .and_then(|formula| self.line_at_infinity(graph, formula, end)),
                _ => None,
            };
            let Some((line, coincides)) = asymptote else { continue };
            match found.iter_mut().find(|a| a.line == line && a.coincides == coincides) {
                Some(known) => known.places.push(end.place),
                None => found.push(Asymptote { places: vec![end.place], line, coincides }),
            }
        }
        found
    }

    fn line_at_infinity(
        &self,
        graph: &mut Graph,
        formula: NodeId,
        end: &EndBehavior,
    ) -> Option<(Line, bool)> {
        let approach = approach_infinity(end.place)?;
        let (slope, intercept) = match end.value {
            Limit::Finite(value) => (NodeId::ZERO, value),
            Limit::PlusInfinity | Limit::MinusInfinity => {
                let slope = self.slope_at_infinity(graph, formula, end, approach)?;
                let line = graph.product(&[slope, self.x]);
                let rest = graph.subtract(formula, line);
                match graph.limit_within(rest, self.x, approach, self.work) {
                    Limit::Finite(intercept) => (slope, intercept),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let moving = graph.product(&[slope, self.x]);
        let expression = graph.sum(&[moving, intercept]);
        let rest = graph.subtract(formula, expression);
        let coincides = graph.sign_after_normalization(rest) == Some(Ordering::Equal);
        Some((Line::Oblique { slope, intercept, expression }, coincides))
    }

    fn slope_at_infinity(
        &self,
        graph: &mut Graph,
        formula: NodeId,
        end: &EndBehavior,
        approach: Approach,
    ) -> Option<NodeId> {
        let slope = match end.slope {
            Limit::Finite(slope) => slope,
            Limit::PlusInfinity | Limit::MinusInfinity => return None,
            _ => {
                let quotient = graph.divide(formula, self.x);
                match graph.limit_within(quotient, self.x, approach, self.work) {
                    Limit::Finite(slope) => slope,
                    _ => return None,
                }
            }
        };
        // With slope zero an infinite function approaches no line.
        graph.exact_sign(slope).filter(|sign| sign.is_ne()).map(|_| slope)
    }
}

fn approach_infinity(place: Place) -> Option<Approach> {
    match place {
        Place::MinusInfinity => Some(Approach::MINUS_INFINITY),
        Place::PlusInfinity => Some(Approach::PLUS_INFINITY),
        _ => None,
    }
}

pub(super) fn is_infinite(limit: &Limit) -> bool {
    matches!(limit, Limit::PlusInfinity | Limit::MinusInfinity)
}
