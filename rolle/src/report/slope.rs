//! The sign of f′ with its certainty, and the extrema that follow.

use super::data::{Certainty, Extremum, SampledSign, SlopeSign};
use super::value::{Decimals, value_between};
use crate::calculus::{Joint, JointKind, Limit, Pieces, SlopeCell};
use crate::evaluate::Sampler;
use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Points at which an undecided sign is sampled, and how far where a cell is unbounded.
const SAMPLES: usize = 400;
const REACH: f64 = 10.0;

/// The signs of f′ on the pieces, neighbors of one sign joined where f′ exists between them.
pub(super) fn slope_signs(
    graph: &mut Graph,
    pieces: &Result<Pieces, String>,
    first: NodeId,
    x: NodeId,
    sample: bool,
) -> Vec<SlopeSign> {
    let cells = match pieces {
        Ok(pieces) => graph.slope_signs(pieces),
        Err(_) => vec![sign_by_facts(graph, first)],
    };
    let mut signs = Vec::with_capacity(cells.len());
    for cell in cells {
        let SlopeCell { left, right, sign } = cell;
        signs.push(match sign {
            Ok(sign) => SlopeSign {
                left,
                right,
                sign: Some(sign),
                certainty: Certainty::Exact,
                sampled: Vec::new(),
            },
            Err(why) => {
                let formula = formula_between(pieces, left).map(|f| graph.derivative(f, x));
                let formula = formula.unwrap_or(first);
                let sampled = match sample {
                    true => sample_signs(graph, formula, x, left, right),
                    false => Vec::new(),
                };
                let certainty = Certainty::Undecided(why);
                SlopeSign { left, right, sign: None, certainty, sampled }
            }
        });
    }
    signs
}

/// On the whole domain at once, where the facts of the formula show the sign.
fn sign_by_facts(graph: &Graph, first: NodeId) -> SlopeCell {
    let facts = graph.facts(first);
    // A single branch with the value zero is zero wherever it exists.
    let zero = first == NodeId::ZERO
        || graph.op(first) == Op::Piecewise
            && graph.args(first).chunks(2).all(|branch| branch[0] == NodeId::ZERO);
    let sign = if zero {
        Ok(Ordering::Equal)
    } else if facts.has(Facts::POSITIVE) {
        Ok(Ordering::Greater)
    } else if facts.has(Facts::NEGATIVE) {
        Ok(Ordering::Less)
    } else {
        Err("the function could not be cut into pieces".to_string())
    };
    SlopeCell { left: None, right: None, sign }
}

fn formula_between(pieces: &Result<Pieces, String>, left: Option<NodeId>) -> Option<NodeId> {
    let pieces = pieces.as_ref().ok()?;
    pieces.cells.iter().find(|cell| cell.left == left).map(|cell| cell.formula)
}

/// Runs of equal signs at equidistant points; the borders are refined by bisection in floating point.
fn sample_signs(
    graph: &Graph,
    slope: NodeId,
    x: NodeId,
    left: Option<NodeId>,
    right: Option<NodeId>,
) -> Vec<SampledSign> {
    let end = |id: Option<NodeId>| id.map(|id| float(graph, id));
    let (from, to) = match (end(left), end(right)) {
        (Some(a), Some(b)) => (a, b),
        (Some(a), None) => (a, a + 2.0 * REACH),
        (None, Some(b)) => (b - 2.0 * REACH, b),
        (None, None) => (-REACH, REACH),
    };
    if !(from.is_finite() && to.is_finite() && from < to) {
        return Vec::new();
    }
    let mut sampler = Sampler::new(graph, &[slope], &[x]);
    let mut sign_at = move |x: f64| sampler.sample(&[x])[0].partial_cmp(&0.0);
    let mut runs: Vec<SampledSign> = Vec::new();
    let mut before = from;
    for i in 0..SAMPLES {
        let x = from + (to - from) * (i as f64 + 0.5) / SAMPLES as f64;
        let Some(sign) = sign_at(x) else { continue };
        match runs.last_mut() {
            Some(run) if run.sign == sign => run.to = x,
            Some(run) => {
                let border = border(&mut sign_at, before, x, run.sign);
                run.to = border;
                runs.push(SampledSign { from: border, to: x, sign });
            }
            None => runs.push(SampledSign { from, to: x, sign }),
        }
        before = x;
    }
    if let Some(last) = runs.last_mut() {
        last.to = to;
    }
    runs
}

/// Where the sign stops being the given one, between a point where it is and one where it is not.
fn border(
    sign_at: &mut impl FnMut(f64) -> Option<Ordering>,
    mut inside: f64,
    mut outside: f64,
    sign: Ordering,
) -> f64 {
    for _ in 0..60 {
        let middle = inside + (outside - inside) / 2.0;
        if sign_at(middle) == Some(sign) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    outside
}

/// The floating-point value of a constant; NaN where there is none.
pub(super) fn float(graph: &Graph, id: NodeId) -> f64 {
    Sampler::new(graph, &[id], &[]).sample(&[])[0]
}

/// Extrema where the sign of f′ changes at a point of continuity, and at closed ends of the domain.
pub(super) fn extrema(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    cut: (&Result<Pieces, String>, &[Joint]),
    signs: &[SlopeSign],
    decimals: Decimals,
) -> Vec<Extremum> {
    let (pieces, joints) = cut;
    let mut found = Vec::new();
    let sign_of = |cell: &SlopeSign| cell.sign.filter(|_| cell.certainty == Certainty::Exact);
    for pair in signs.windows(2) {
        let (Some(point), Some(before), Some(after)) =
            (pair[0].right, sign_of(&pair[0]), sign_of(&pair[1]))
        else {
            continue;
        };
        let joint = joints.iter().find(|joint| joint.point == point);
        let continuous = joint.is_none_or(|joint| joint.kind.is_continuous());
        if pair[1].left == Some(point) && continuous && before == after.reverse() && before.is_ne()
        {
            let exact = match joint {
                Some(joint) => joint.value,
                None => value_between(graph, f, x, pieces, point),
            };
            let value = decimals.value(graph, exact);
            found.push((point, value, before.is_gt()));
        }
    }
    for joint in joints.iter().filter(|joint| joint.kind == JointKind::DomainEnd) {
        let (side, sign) = match (&joint.left, &joint.right) {
            (Some(side), None) => {
                (side, signs.iter().find(|c| c.right == Some(joint.point)).and_then(sign_of))
            }
            (None, Some(side)) => (
                side,
                signs
                    .iter()
                    .find(|c| c.left == Some(joint.point))
                    .and_then(sign_of)
                    .map(Ordering::reverse),
            ),
            _ => continue,
        };
        // Continuous from the side where f exists.
        let closed = graph.op(joint.value) != Op::Undefined
            && matches!(side.value, Limit::Finite(limit) if limit == joint.value);
        if let (true, Some(sign)) = (closed, sign.filter(|sign| sign.is_ne())) {
            found.push((joint.point, decimals.value(graph, joint.value), sign.is_gt()));
        }
    }
    let mut extrema: Vec<Extremum> =
        found.into_iter().map(|(at, value, maximum)| Extremum { at, value, maximum }).collect();
    extrema.sort_by(|a, b| float(graph, a.at).total_cmp(&float(graph, b.at)));
    extrema
}
