//! The logistic function: σ(u) = 1/(1 + e⁻ᵘ).

use super::{MAX_FACTORS, base_and_integer, coefficient_and_factors, function};
use crate::graph::Graph;
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// 1/(c + c·eᵘ) = σ(−u)/c, for negative integer powers.
pub(super) fn reciprocal(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let (base, n) = base_and_integer(graph, id);
    if n >= 0 || graph.op(base) != Op::Sum {
        return None;
    }
    let &[first, second] = graph.args(base) else { return None };
    let c = graph.number(first)?;
    let (d, factors) = coefficient_and_factors(graph, second);
    let &[exponential] = &factors[..] else { return None };
    if graph.op(exponential) != Op::Exp || c != d {
        return None;
    }
    let argument = graph.negate(graph.args(exponential)[0]);
    let sigmoid = function(graph, Op::Sigmoid, argument);
    let power = graph.powi(sigmoid, -n);
    let scale = c.pow(n, crate::graph::POWER_BITS)?;
    Some(super::times(graph, &scale, power))
}

/// eᵘ·σ(−u) = σ(u), and (eᵘ − 1)·σ(−u) = tanh(u/2).
pub(super) fn products(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let (coefficient, factors) = coefficient_and_factors(graph, id);
    if factors.len() > MAX_FACTORS {
        return None;
    }
    for (i, &factor) in factors.iter().enumerate() {
        let (base, n) = base_and_integer(graph, factor);
        if graph.op(base) != Op::Sigmoid || n < 1 {
            continue;
        }
        let argument = graph.args(base)[0];
        let opposite = graph.negate(argument);
        let step = graph.integer(n);
        let exponent = graph.product(&[step, opposite]);
        let exponential = function(graph, Op::Exp, exponent);
        let found = factors.iter().position(|&f| f == exponential);
        if let Some(j) = found {
            let sigmoid = function(graph, Op::Sigmoid, opposite);
            let result = graph.powi(sigmoid, n);
            return Some(without(graph, &coefficient, &factors, &[i, j], &[result]));
        }
        let exponential = function(graph, Op::Exp, opposite);
        for (j, &other) in factors.iter().enumerate() {
            if let Some(c) = exponential_minus_one(graph, other, exponential) {
                let half = graph.ratio(1, 2);
                let inside = graph.product(&[half, opposite]);
                let tanh = function(graph, Op::Tanh, inside);
                let (c, left) = (graph.literal_number(&c), graph.powi(base, n - 1));
                return Some(without(graph, &coefficient, &factors, &[i, j], &[c, tanh, left]));
            }
        }
    }
    None
}

/// The c of a sum c·e − c.
fn exponential_minus_one(graph: &Graph, sum: NodeId, exponential: NodeId) -> Option<Number> {
    if graph.op(sum) != Op::Sum {
        return None;
    }
    let &[first, second] = graph.args(sum) else { return None };
    let constant = graph.number(first)?;
    let (c, factors) = coefficient_and_factors(graph, second);
    (factors == [exponential] && constant == c.neg()).then_some(c)
}

fn without(
    graph: &mut Graph,
    coefficient: &Number,
    factors: &[NodeId],
    out: &[usize],
    new: &[NodeId],
) -> NodeId {
    let mut product = vec![graph.literal_number(coefficient)];
    product.extend_from_slice(new);
    for (i, &factor) in factors.iter().enumerate() {
        if !out.contains(&i) {
            product.push(factor);
        }
    }
    graph.product(&product)
}
