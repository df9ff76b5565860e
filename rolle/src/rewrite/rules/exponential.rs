//! Exponentials: of logarithms, and in pairs of opposite arguments.

use super::{MAX_FACTORS, coefficient_and_factors, function, times};
use crate::graph::{Graph, Requirement};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// e^(c·log u + v) = u^c·eᵛ where u > 0.
pub(in crate::rewrite) fn of_logarithm(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let argument = graph.args(id)[0];
    let terms = match graph.op(argument) {
        Op::Sum if graph.args(argument).len() <= MAX_FACTORS => graph.args(argument).to_vec(),
        Op::Sum => return None,
        _ => vec![argument],
    };
    let (mut powers, mut rest) = (Vec::new(), Vec::new());
    for term in terms {
        let (coefficient, factors) = coefficient_and_factors(graph, term);
        match factors[..] {
            [log] if graph.op(log) == Op::Log => {
                let inside = graph.args(log)[0];
                graph.require(Requirement::Positive, inside);
                let exponent = graph.literal_number(&coefficient);
                powers.push(graph.power(inside, exponent));
            }
            _ => rest.push(term),
        }
    }
    if powers.is_empty() {
        return None;
    }
    let rest = graph.sum(&rest);
    powers.push(function(graph, Op::Exp, rest));
    Some(graph.product(&powers))
}

/// a·eᵘ + a·e⁻ᵘ = 2a·cosh u and a·eᵘ − a·e⁻ᵘ = 2a·sinh u.
pub(super) fn hyperbolic(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let terms = graph.args(id).to_vec();
    let parts: Vec<(Number, Vec<NodeId>)> =
        terms.iter().map(|&term| coefficient_and_factors(graph, term)).collect();
    let place: HashMap<Vec<NodeId>, usize> =
        parts.iter().enumerate().map(|(i, (_, factors))| (factors.clone(), i)).collect();
    let mut used = vec![false; terms.len()];
    let mut made = Vec::new();
    for (i, (coefficient, factors)) in parts.iter().enumerate() {
        let found = factors.iter().position(|&factor| graph.op(factor) == Op::Exp);
        let Some(k) = found.filter(|_| !used[i] && factors.len() <= MAX_FACTORS) else { continue };
        let argument = graph.args(factors[k])[0];
        let opposite = graph.negate(argument);
        let mut key = factors.clone();
        key[k] = function(graph, Op::Exp, opposite);
        key.sort_unstable();
        let Some(&j) = place.get(&key).filter(|&&j| j != i && !used[j]) else { continue };
        let op = match &parts[j].0 {
            other if other == coefficient => Op::Cosh,
            other if *other == coefficient.neg() => Op::Sinh,
            _ => continue,
        };
        let mut product = factors.clone();
        product[k] = function(graph, op, argument);
        let product = graph.product(&product);
        made.push(times(graph, &coefficient.mul(&Number::Small(2)), product));
        (used[i], used[j]) = (true, true);
    }
    if made.is_empty() {
        return None;
    }
    made.extend(terms.iter().zip(&used).filter(|(_, used)| !**used).map(|(&term, _)| term));
    Some(graph.sum(&made))
}
