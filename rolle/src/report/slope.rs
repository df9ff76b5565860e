//! The sign of f′ with its certainty, and the extrema: what the study proved, as data, and samples where it did not.

use super::data::{Certainty, Extremum, SampledSign, SlopeSign};
use super::value::Decimals;
use crate::evaluate::Sampler;
use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};
use crate::prove::{CriticalKind, Study, Trend};
use std::cmp::Ordering;

/// Points at which an undecided sign is sampled, and how far where a cell is unbounded.
const SAMPLES: usize = 400;
const REACH: f64 = 10.0;

/// The signs of f′ from left to right; undecided ones are sampled if that is asked for.
pub(super) fn slope_signs(study: &mut Study<'_>, first: NodeId, sample: bool) -> Vec<SlopeSign> {
    let x = study.variable();
    let trends = match study.trends() {
        Ok(trends) => trends,
        Err(_) => vec![trend_by_facts(study.graph(), first)],
    };
    let graph = study.graph();
    let as_sign = |Trend { left, right, order }: Trend| match order {
        Ok(sign) => SlopeSign {
            left,
            right,
            sign: Some(sign),
            certainty: Certainty::Exact,
            sampled: Vec::new(),
        },
        Err(why) => SlopeSign {
            left,
            right,
            sign: None,
            certainty: Certainty::Undecided(why),
            sampled: match sample {
                true => sample_signs(graph, first, x, left, right),
                false => Vec::new(),
            },
        },
    };
    trends.into_iter().map(as_sign).collect()
}

/// On the whole domain at once, where the facts of the formula show the sign.
fn trend_by_facts(graph: &Graph, first: NodeId) -> Trend {
    let facts = graph.facts(first);
    // A single branch with the value zero is zero wherever it exists.
    let zero = first == NodeId::ZERO
        || graph.op(first) == Op::Piecewise
            && graph.args(first).chunks(2).all(|branch| branch[0] == NodeId::ZERO);
    let order = if zero {
        Ok(Ordering::Equal)
    } else if facts.has(Facts::POSITIVE) {
        Ok(Ordering::Greater)
    } else if facts.has(Facts::NEGATIVE) {
        Ok(Ordering::Less)
    } else {
        Err("the function could not be cut into pieces".to_string())
    };
    Trend { left: None, right: None, order }
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

/// Local extrema with their values, ascending.
pub(super) fn extrema(study: &mut Study<'_>, decimals: Decimals) -> Vec<Extremum> {
    let mut extrema = Vec::new();
    for point in study.known_extrema() {
        let Some(end) = point.place.left else { continue };
        let value = decimals.value(study.graph(), point.value);
        let maximum = point.kind == CriticalKind::Maximum;
        extrema.push(Extremum { at: end.point, value, maximum });
    }
    extrema
}
