//! Terms of sums taken apart: a number, and the other factors.

use crate::graph::Graph;
use crate::number::Number;
use crate::operator::NodeId;

/// The numeric coefficient of a node and its other factors.
pub(super) fn split(graph: &Graph, term: NodeId) -> (Number, Vec<NodeId>) {
    match graph.number(term) {
        Some(number) => (number, Vec::new()),
        None => (graph.term_coefficient(term), graph.term_key(&term).to_vec()),
    }
}
