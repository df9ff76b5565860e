//! Square roots.

use super::coefficient_and_factors;
use crate::graph::{Graph, Requirement};
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// √u·√v = √(u·v) where u ≥ 0 and v ≥ 0; radicands that are numbers stay apart.
// Refused: √(u·v) → √u·√v, which has no value at u = v = −1. Refused: √(u²) → u, which is 1 at u = −1; it is |u|.
pub(super) fn products(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let half = Number::ratio(1, 2)?;
    let (coefficient, factors) = coefficient_and_factors(graph, id);
    let (mut inside, mut rest) = (Vec::new(), vec![graph.literal_number(&coefficient)]);
    for factor in factors {
        let root = match *graph.args(factor) {
            [base, exponent] if graph.op(factor) == Op::Power => {
                (graph.number(exponent).as_ref() == Some(&half) && graph.number(base).is_none())
                    .then_some(base)
            }
            _ => None,
        };
        match root {
            Some(base) => inside.push(base),
            None => rest.push(factor),
        }
    }
    if inside.len() < 2 {
        return None;
    }
    for &base in &inside {
        graph.require(Requirement::NonNegative, base);
    }
    let product = graph.product(&inside);
    rest.push(graph.sqrt(product));
    Some(graph.product(&rest))
}
