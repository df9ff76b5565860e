//! Terms of sums taken apart: a number, and the other factors.

use crate::graph::Graph;
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// The numeric coefficient of a node and its other factors.
pub(super) fn split(graph: &Graph, term: NodeId) -> (Number, Vec<NodeId>) {
    match graph.op(term) {
        Op::Number => (graph.number(term).expect("a number"), Vec::new()),
        Op::Product => {
            let factors = graph.args(term);
            match graph.number(factors[0]) {
                Some(number) => (number, factors[1..].to_vec()),
                None => (Number::ONE, factors.to_vec()),
            }
        }
        _ => (Number::ONE, vec![term]),
    }
}
