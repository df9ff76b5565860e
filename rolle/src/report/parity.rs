//! Symmetry: proved by the normal form of f(−x) ∓ f(x), piece by piece; refuted by one exact witness.

use super::data::Parity;
use crate::calculus::Pieces;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Whether f is even or odd.
pub(super) fn parity(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    pieces: &Result<Pieces, String>,
) -> Parity {
    if f == NodeId::ZERO {
        return Parity::Zero;
    }
    if let Ok(pieces) = pieces
        && pieces.domain(graph).is_empty()
    {
        return Parity::Neither;
    }
    let [even, odd] = [false, true].map(|odd| is_symmetric(graph, f, x, pieces, odd));
    match (even, odd) {
        (Some(true), Some(true)) => Parity::Zero,
        (Some(true), _) => Parity::Even,
        (_, Some(true)) => Parity::Odd,
        (Some(false), Some(false)) => Parity::Neither,
        _ => Parity::Undecided,
    }
}

fn is_symmetric(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    pieces: &Result<Pieces, String>,
    odd: bool,
) -> Option<bool> {
    if let Ok(pieces) = pieces
        && mirrors(graph, pieces, odd)
    {
        return Some(true);
    }
    if pieces.is_err() && reflection_vanishes(graph, f, f, x, odd) {
        return Some(true);
    }
    has_witness(graph, f, x, odd).then_some(false)
}

/// Whether g(−x) = ±f(x) by normal form.
fn reflection_vanishes(graph: &mut Graph, f: NodeId, g: NodeId, x: NodeId, odd: bool) -> bool {
    let minus_x = graph.negate(x);
    let reflected = graph.value_at(g, x, minus_x);
    let expected = if odd { graph.negate(f) } else { f };
    let difference = graph.subtract(reflected, expected);
    graph.sign_after_normalization(difference) == Some(Ordering::Equal)
}

/// Whether every cell is the mirror image of the one on the other side, and so are the values between.
fn mirrors(graph: &mut Graph, pieces: &Pieces, odd: bool) -> bool {
    let (x, n) = (pieces.variable, pieces.cells.len());
    let points: Vec<NodeId> = pieces.points().collect();
    for i in 0..n.div_ceil(2) {
        let (a, b) = (pieces.cells[i].formula, pieces.cells[n - 1 - i].formula);
        let nothing = [a, b].map(|id| graph.op(id) == Op::Undefined);
        if nothing != [true; 2]
            && (nothing != [false; 2] || !reflection_vanishes(graph, a, b, x, odd))
        {
            return false;
        }
    }
    for i in 0..points.len().div_ceil(2) {
        let j = points.len() - 1 - i;
        let sum = graph.sum(&[points[i], points[j]]);
        if graph.exact_sign(sum) != Some(Ordering::Equal) {
            return false;
        }
        let (a, b) = (pieces.values[i], pieces.values[j]);
        let nothing = [a, b].map(|id| graph.op(id) == Op::Undefined);
        if nothing == [true; 2] {
            continue;
        }
        let rest = if odd { graph.sum(&[a, b]) } else { graph.subtract(a, b) };
        if nothing != [false; 2] || graph.exact_sign(rest) != Some(Ordering::Equal) {
            return false;
        }
    }
    true
}

/// Whether f(−a) differs from ±f(a), or only one of the two exists, for some small rational a.
fn has_witness(graph: &mut Graph, f: NodeId, x: NodeId, odd: bool) -> bool {
    for (p, q) in [(1, 1), (1, 2), (2, 1), (3, 1), (0, 1)] {
        let (a, minus_a) = (graph.ratio(p, q), graph.ratio(-p, q));
        let (right, left) = (graph.value_at(f, x, a), graph.value_at(f, x, minus_a));
        match [right, left].map(|id| graph.op(id) == Op::Undefined) {
            [true, true] => continue,
            [false, false] => {}
            _ => return true,
        }
        let rest = if odd { graph.sum(&[left, right]) } else { graph.subtract(left, right) };
        if graph.exact_sign(rest).is_some_and(|sign| sign.is_ne()) {
            return true;
        }
    }
    false
}
