//! Absolute values, signs, positive parts.

use super::{MAX_FACTORS, base_and_integer, coefficient_and_factors, function};
use crate::graph::{Graph, Requirement};
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// |u|·sign u = u; u·sign u = |u|; u/|u| = |u|/u = sign u where u ≠ 0; u/sign u = |u| where u ≠ 0.
// Refused: (sign u)² → 1, which is 0 at u = 0.
pub(super) fn sign_products(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let (coefficient, factors) = coefficient_and_factors(graph, id);
    if factors.len() > MAX_FACTORS {
        return None;
    }
    for (i, &factor) in factors.iter().enumerate() {
        let (base, n) = base_and_integer(graph, factor);
        let op = graph.op(base);
        if !matches!(op, Op::Abs | Op::Sign) {
            continue;
        }
        let inside = graph.args(base)[0];
        for (j, &other) in factors.iter().enumerate() {
            let (second, m) = base_and_integer(graph, other);
            let magnitude = graph.op(second) == Op::Abs && graph.args(second)[0] == inside;
            let result = match (op, n, m) {
                (Op::Sign, 1 | -1, 1..) if magnitude => inside,
                (Op::Sign, 1 | -1, 1..) if second == inside => function(graph, Op::Abs, inside),
                (Op::Abs, -1, 1..) if second == inside => function(graph, Op::Sign, inside),
                (Op::Abs, 1.., -1) if second == inside => function(graph, Op::Sign, inside),
                _ => continue,
            };
            if n < 0 || m < 0 {
                graph.require(Requirement::NonZero, inside);
            }
            let mut product = vec![graph.literal_number(&coefficient), result];
            product.push(graph.powi(base, n - n.signum()));
            product.push(graph.powi(second, m - m.signum()));
            let rest = (0..factors.len()).filter(|k| *k != i && *k != j);
            product.extend(rest.map(|k| factors[k]));
            return Some(graph.product(&product));
        }
    }
    None
}

/// |u|·|v| = |u·v|, with integer powers: |u|/|v| = |u/v|.
pub(super) fn products(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let (coefficient, factors) = coefficient_and_factors(graph, id);
    let (mut inside, mut rest) = (Vec::new(), vec![graph.literal_number(&coefficient)]);
    for factor in factors {
        let (base, n) = base_and_integer(graph, factor);
        if graph.op(base) == Op::Abs {
            let argument = graph.args(base)[0];
            inside.push(graph.powi(argument, n));
        } else {
            rest.push(factor);
        }
    }
    if inside.len() < 2 {
        return None;
    }
    let product = graph.product(&inside);
    rest.push(function(graph, Op::Abs, product));
    Some(graph.product(&rest))
}

/// max(u, −u) = |u|.
pub(super) fn opposites(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let &[u, v] = graph.args(id) else { return None };
    if graph.negate(u) != v {
        return None;
    }
    Some(function(graph, Op::Abs, u))
}

/// max(u, 0) − max(−u, 0) = u and max(u, 0) + max(−u, 0) = |u|, with equal coefficients.
pub(super) fn positive_parts(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let terms = graph.args(id).to_vec();
    let parts: Vec<(usize, Number, NodeId)> = terms
        .iter()
        .enumerate()
        .filter_map(|(i, &term)| {
            let (coefficient, factors) = coefficient_and_factors(graph, term);
            let &[max] = &factors[..] else { return None };
            Some((i, coefficient, positive_part(graph, max)?))
        })
        .take(MAX_FACTORS)
        .collect();
    for (i, a, u) in &parts {
        for (j, b, v) in &parts {
            if i == j || graph.negate(*u) != *v {
                continue;
            }
            let result = match () {
                _ if a == b => function(graph, Op::Abs, *u),
                _ if *a == b.neg() => *u,
                _ => continue,
            };
            let mut rest = vec![super::times(graph, a, result)];
            rest.extend((0..terms.len()).filter(|k| k != i && k != j).map(|k| terms[k]));
            return Some(graph.sum(&rest));
        }
    }
    None
}

/// The u of max(u, 0).
fn positive_part(graph: &Graph, id: NodeId) -> Option<NodeId> {
    if graph.op(id) != Op::Max {
        return None;
    }
    match *graph.args(id) {
        [NodeId::ZERO, u] | [u, NodeId::ZERO] => Some(u),
        _ => None,
    }
}
