//! What an expression costs a reader: the size of its tree with weights.

use crate::graph::Graph;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// The costs of nodes, computed once each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Costs {
    known: HashMap<NodeId, f64>,
}

impl Costs {
    /// The cost of an expression written out as a tree.
    ///
    /// Symbols and small numbers count 1, functions 2 and their arguments, exponents less than what they save.
    pub(crate) fn of(&mut self, graph: &Graph, root: NodeId) -> f64 {
        let mut stack = vec![root];
        while let Some(&id) = stack.last() {
            if self.known.contains_key(&id) {
                stack.pop();
                continue;
            }
            let waiting = stack.len();
            stack.extend(graph.args(id).iter().filter(|arg| !self.known.contains_key(arg)));
            if stack.len() == waiting {
                let cost = self.of_node(graph, id);
                self.known.insert(id, cost);
                stack.pop();
            }
        }
        self.known[&root]
    }

    fn of_node(&self, graph: &Graph, id: NodeId) -> f64 {
        let args = graph.args(id);
        let inside = |args: &[NodeId]| args.iter().map(|arg| self.known[arg]).sum::<f64>();
        match graph.op(id) {
            Op::Number => graph.number(id).map_or(1.0, |n| number_cost(&n)),
            Op::Sum => 1.0 + inside(args),
            // A leading minus sign is half a number.
            Op::Product if graph.small_integer(args[0]) == Some(-1) => 1.0 + inside(&args[1..]),
            Op::Product => 0.5 + inside(args),
            Op::Power => self.known[&args[0]] + exponent_cost(graph, args[1], self.known[&args[1]]),
            // The logarithm of a power has a plainer form.
            Op::Log if graph.op(args[0]) == Op::Power => 5.0 + inside(args),
            Op::Piecewise => 3.0 + inside(args),
            _ if args.is_empty() => 1.0,
            _ => 2.0 + inside(args),
        }
    }
}

fn exponent_cost(graph: &Graph, exponent: NodeId, cost: f64) -> f64 {
    match graph.number(exponent) {
        Some(Number::Small(-1)) => 1.0,
        Some(n) if n.is_integer() => 0.5 + cost,
        Some(n) if n.denominator() == 2u8.into() => 1.5,
        _ => 1.0 + cost,
    }
}

fn number_cost(n: &Number) -> f64 {
    let digits = n.bits() as f64 / 3.32;
    let sign = if n.is_negative() { 0.5 } else { 0.0 };
    let fraction = if n.is_integer() { 0.0 } else { 0.5 };
    sign + fraction + 1.0 + 0.25 * (digits - 1.0).max(0.0)
}
