//! Logarithms.

use super::{coefficient_and_factors, function};
use crate::graph::power_is_even;
use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};

/// log(uⁿ) = n·log|u| for even n, log(u^p) = p·log u for other p.
///
/// uⁿ is positive where u is not zero for even n, where u is positive for odd n or fractions.
// Refused: log(u²) → 2·log u, which has no value at u = −1, where log(u²) is 0.
pub(super) fn of_power(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let argument = graph.args(id)[0];
    if graph.op(argument) != Op::Power {
        return None;
    }
    let &[base, exponent] = graph.args(argument) else { return None };
    let inside = match graph.number(exponent) {
        Some(n) if power_is_even(&n) => function(graph, Op::Abs, base),
        _ => base,
    };
    let log = function(graph, Op::Log, inside);
    Some(graph.product(&[exponent, log]))
}

/// log u + log v = log(u·v) and log u − log v = log(u/v) where u or v is positive by its facts.
// Refused: log u + log v → log(u·v) for any u and v: at u = v = −1 the left side has no value.
pub(super) fn combine(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let (mut positive, mut other, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for &term in graph.args(id) {
        let (coefficient, factors) = coefficient_and_factors(graph, term);
        let unit = coefficient.abs().is_one();
        match factors[..] {
            [log] if unit && graph.op(log) == Op::Log => {
                let inside = graph.args(log)[0];
                match graph.facts(inside).has(Facts::POSITIVE) {
                    true => positive.push((inside, coefficient)),
                    false => other.push((term, inside, coefficient)),
                }
            }
            _ => rest.push(term),
        }
    }
    // One factor of unknown sign has the sign of the product.
    let mut factors = positive;
    let mut others = other.into_iter();
    if let Some((_, inside, coefficient)) = others.next() {
        factors.push((inside, coefficient));
    }
    rest.extend(others.map(|(term, _, _)| term));
    if factors.len() < 2 {
        return None;
    }
    let powers: Vec<NodeId> = factors
        .iter()
        .map(|(inside, coefficient)| match coefficient.is_negative() {
            true => graph.reciprocal(*inside),
            false => *inside,
        })
        .collect();
    let product = graph.product(&powers);
    let log = function(graph, Op::Log, product);
    rest.push(log);
    Some(graph.sum(&rest))
}
