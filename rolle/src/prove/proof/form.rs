//! Why a formula is positive, or negative, by its form alone.

use crate::graph::{Facts, Graph, NodeId};
use crate::number::Number;
use crate::operator::Op;

/// The reason in words, of a formula that has the fact: `as an exponential`.
pub(super) fn why_signed(graph: &Graph, id: NodeId) -> &'static str {
    let facts = graph.facts(id);
    let args = graph.args(id);
    let all = |fact: Facts| args.iter().all(|&arg| graph.facts(arg).has(fact));
    match graph.op(id) {
        Op::Exp => "as an exponential",
        Op::Sigmoid => "as a value of the sigmoid",
        Op::Cosh => "as a hyperbolic cosine",
        Op::Sum if all(Facts::POSITIVE) => "as a sum of positive terms",
        Op::Sum if all(Facts::NONNEGATIVE) => "as a sum of terms >= 0, one of them > 0",
        Op::Sum if all(Facts::NONPOSITIVE) => "as a sum of terms <= 0, one of them < 0",
        Op::Product if all(Facts::POSITIVE) => "as a product of positive factors",
        Op::Product if facts.has(Facts::NONZERO) => "by the signs of its factors",
        Op::Power if graph.facts(args[0]).has(Facts::POSITIVE) => "as a power of a positive number",
        Op::Power if is_even(graph.number(args[1])) => "as an even power of what is never zero",
        Op::Abs => "as the absolute value of what is never zero",
        _ => "by its form",
    }
}

fn is_even(exponent: Option<Number>) -> bool {
    matches!(exponent, Some(Number::Small(n)) if n % 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_of_forms() {
        for (text, reason) in [
            ("exp(x)", "as an exponential"),
            ("1 + exp(x)", "as a sum of positive terms"),
            ("1 + x^2", "as a sum of terms >= 0, one of them > 0"),
            ("-1 - x^2", "as a sum of terms <= 0, one of them < 0"),
            ("2*exp(x)", "as a product of positive factors"),
            ("-2*exp(x)", "by the signs of its factors"),
            ("sqrt(1 + x^2)", "as a power of a positive number"),
            ("sigmoid(x)", "as a value of the sigmoid"),
            ("cosh(x)", "as a hyperbolic cosine"),
        ] {
            let mut g = Graph::new();
            let f = g.parse(text).unwrap();
            assert!(g.facts(f).has(Facts::NONZERO), "{text}");
            assert_eq!(why_signed(&g, f), reason, "{text}");
        }
    }
}
