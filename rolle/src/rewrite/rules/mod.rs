//! Named rewriting rules, one topic a file, each with its law in a line.
//!
//! A rule looks at one node and answers with another that has the same value wherever the first is defined, or with
//! nothing. Where the other is defined at more points, it records the condition ([`Graph::require`]). Rules whose
//! law fails somewhere are kept as comments with their counterexample.

mod absolute;
mod common_factor;
pub(in crate::rewrite) mod exponential;
mod logarithm;
mod logistic;
mod pairs;
mod piecewise;
mod quotients;
mod radical;

use crate::graph::{Facts, Graph, Requirement};
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// A rule: the operator at which it looks, its name, and what it does.
pub(crate) struct Rule {
    pub(crate) op: Op,
    #[allow(dead_code, reason = "read by the tests, which name the rule that fails")]
    pub(crate) name: &'static str,
    pub(crate) apply: fn(&mut Graph, NodeId) -> Option<NodeId>,
}

/// All rules.
pub(crate) const RULES: &[Rule] = &[
    Rule { op: Op::Sum, name: "pairs of terms", apply: pairs::combine },
    Rule { op: Op::Sum, name: "sums of exponentials", apply: exponential::hyperbolic },
    Rule { op: Op::Sum, name: "sums of logarithms", apply: logarithm::combine },
    Rule { op: Op::Sum, name: "differences of positive parts", apply: absolute::positive_parts },
    Rule { op: Op::Sum, name: "common factor", apply: common_factor::extract },
    Rule { op: Op::Product, name: "quotients of functions", apply: quotients::combine },
    Rule { op: Op::Product, name: "signs and absolute values", apply: absolute::sign_products },
    Rule { op: Op::Product, name: "products of absolute values", apply: absolute::products },
    Rule { op: Op::Product, name: "logistic times exponential", apply: logistic::products },
    Rule { op: Op::Product, name: "products of square roots", apply: radical::products },
    Rule { op: Op::Power, name: "logistic", apply: logistic::reciprocal },
    Rule { op: Op::Log, name: "logarithm of a power", apply: logarithm::of_power },
    Rule { op: Op::Exp, name: "exponential of a logarithm", apply: exponential::of_logarithm },
    Rule { op: Op::Max, name: "larger of opposites", apply: absolute::opposites },
    Rule { op: Op::Piecewise, name: "branches", apply: piecewise::named },
    Rule { op: Op::Piecewise, name: "last condition", apply: piecewise::otherwise },
];

/// The rules that look at an operator.
pub(crate) fn for_op(op: Op) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.op == op)
}

/// Products with more factors than this are passed over.
const MAX_FACTORS: usize = 32;

/// A term as coefficient and other factors.
pub(super) fn coefficient_and_factors(graph: &Graph, term: NodeId) -> (Number, Vec<NodeId>) {
    match graph.op(term) {
        Op::Number => (graph.number(term).expect("a number"), Vec::new()),
        Op::Product => match graph.number(graph.args(term)[0]) {
            Some(number) => (number, graph.args(term)[1..].to_vec()),
            None => (Number::ONE, graph.args(term).to_vec()),
        },
        _ => (Number::ONE, vec![term]),
    }
}

/// A factor as base and integer exponent.
pub(super) fn base_and_integer(graph: &Graph, factor: NodeId) -> (NodeId, i64) {
    if graph.op(factor) == Op::Power
        && let &[base, exponent] = graph.args(factor)
        && let Some(n) = graph.small_integer(exponent)
    {
        return (base, n);
    }
    (factor, 1)
}

/// Records that a part which leaves the expression has a value.
pub(super) fn require_defined(graph: &mut Graph, id: NodeId) {
    if !graph.facts(id).has(Facts::TOTAL) {
        graph.require(Requirement::Defined, id);
    }
}

/// A function of one argument.
pub(super) fn function(graph: &mut Graph, op: Op, argument: NodeId) -> NodeId {
    graph.apply(op, &[argument]).expect("a function of one argument")
}

/// `factor·id` for a rational factor.
pub(super) fn times(graph: &mut Graph, factor: &Number, id: NodeId) -> NodeId {
    let factor = graph.literal_number(factor);
    graph.product(&[factor, id])
}
