//! Limits at the ends of the graph, and the asymptotes as data.

use super::data::{Asymptote, EndBehavior, Line, Place};
use crate::calculus::{Approach, Joint, JointKind, JointSide, Limit};
use crate::prove::Study;
use std::cmp::Ordering;

/// All ends from left to right.
pub(super) fn behavior(study: &mut Study<'_>, joints: &[Joint]) -> Vec<EndBehavior> {
    let mut ends: Vec<EndBehavior> = Vec::new();
    ends.extend(at_infinity(study, Place::MinusInfinity, Approach::MINUS_INFINITY));
    for joint in joints {
        if !matches!(joint.kind, JointKind::Pole | JointKind::DomainEnd | JointKind::Removable) {
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
    ends.extend(at_infinity(study, Place::PlusInfinity, Approach::PLUS_INFINITY));
    ends
}

fn at_infinity(study: &mut Study<'_>, place: Place, approach: Approach) -> Option<EndBehavior> {
    let [value, slope] =
        [0, 1].map(|order| study.limit(order, approach).unwrap_or_else(Limit::Undecided));
    (value != Limit::Outside).then_some(EndBehavior { place, value, slope })
}

/// The asymptotes; each line once.
pub(super) fn asymptotes(study: &mut Study<'_>, ends: &[EndBehavior]) -> Vec<Asymptote> {
    let mut found: Vec<Asymptote> = Vec::new();
    for end in ends {
        let asymptote = match end.place {
            Place::Below(a) | Place::Above(a) if is_infinite(&end.value) => {
                Some((Line::Vertical(a), false))
            }
            Place::MinusInfinity => line_at(study, Approach::MINUS_INFINITY),
            Place::PlusInfinity => line_at(study, Approach::PLUS_INFINITY),
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

/// The line, and whether the last piece is that line.
fn line_at(study: &mut Study<'_>, end: Approach) -> Option<(Line, bool)> {
    let line = study.asymptote(end).ok()??;
    let formula = match study.pieces() {
        Ok(cut) if end == Approach::MINUS_INFINITY => cut.0.cells.first()?.formula,
        Ok(cut) => cut.0.cells.last()?.formula,
        Err(_) => study.function(),
    };
    let x = study.variable();
    let graph = study.graph();
    let expression = line.expression(graph, x);
    let rest = graph.subtract(formula, expression);
    let coincides = graph.sign_after_normalization(rest) == Some(Ordering::Equal);
    Some((Line::Oblique { slope: line.slope, intercept: line.intercept, expression }, coincides))
}

fn is_infinite(limit: &Limit) -> bool {
    matches!(limit, Limit::PlusInfinity | Limit::MinusInfinity)
}
