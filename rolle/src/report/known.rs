//! Recognition: a function is a known one when their pieces are proved equal, however both are spelled.

use super::data::Known;
use crate::calculus::{PieceLimits, Pieces};
use crate::evaluate::Sampler;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Where two functions are sampled first, since most differ at once.
const PROBES: [f64; 4] = [-1.7, 0.3, 1.1, 7.3];

/// The first of the candidates that is proved to be f.
pub(super) fn recognize(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    pieces: &Result<Pieces, String>,
    candidates: &[Known],
    limits: PieceLimits,
) -> Option<Known> {
    let may_be_equal = |graph: &Graph, g: NodeId| {
        let mut sampler = Sampler::new(graph, &[f, g], &[x]);
        PROBES.iter().all(|&probe| match sampler.sample(&[probe]) {
            [a, b] => a.is_nan() || b.is_nan() || (a - b).abs() <= 1e-6 * (1.0 + a.abs()),
            _ => true,
        })
    };
    for candidate in candidates {
        if candidate.formula == f
            || may_be_equal(graph, candidate.formula)
                && is_same(graph, f, pieces, candidate.formula, x, limits)
        {
            return Some(candidate.clone());
        }
    }
    None
}

fn is_same(
    graph: &mut Graph,
    f: NodeId,
    pieces: &Result<Pieces, String>,
    g: NodeId,
    x: NodeId,
    limits: PieceLimits,
) -> bool {
    match (pieces, graph.pieces(g, x, limits)) {
        (Ok(a), Ok(b)) => are_equal_pieces(graph, a, &b),
        // A difference that vanishes says nothing of the domains; only without partial parts are they equal.
        (Err(_), Err(_)) => f == g,
        _ => false,
    }
}

fn are_equal_pieces(graph: &mut Graph, a: &Pieces, b: &Pieces) -> bool {
    if a.cells.len() != b.cells.len() {
        return false;
    }
    let points: Vec<(NodeId, NodeId)> = a.points().zip(b.points()).collect();
    let values = a.values.iter().copied().zip(b.values.iter().copied());
    let formulas = a.cells.iter().zip(&b.cells).map(|(a, b)| (a.formula, b.formula));
    let pairs: Vec<(NodeId, NodeId)> = points.into_iter().chain(values).chain(formulas).collect();
    pairs.into_iter().all(|(a, b)| is_zero_difference(graph, a, b))
}

fn is_zero_difference(graph: &mut Graph, a: NodeId, b: NodeId) -> bool {
    let missing = [a, b].map(|id| graph.op(id) == Op::Undefined);
    if a == b || missing == [true; 2] {
        return true;
    }
    if missing != [false; 2] {
        return false;
    }
    let difference = graph.subtract(a, b);
    graph.sign_after_normalization(difference) == Some(Ordering::Equal)
}
