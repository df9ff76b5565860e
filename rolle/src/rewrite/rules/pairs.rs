//! Two terms of a sum that are one: a·s + k·a·p = c·a·r for squares and complements of one argument.

use super::{
    MAX_FACTORS, base_and_integer, coefficient_and_factors, function, require_defined, times,
};
use crate::graph::Graph;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// How the argument of the result comes from that of the terms.
#[derive(Clone, Copy)]
enum Argument {
    Same,
    Twice,
    Half,
    Opposite,
}
use Argument::{Half, Opposite, Same, Twice};

/// `first + ratio·partner = factor·result`; the partner and the result may be 1. Fractions are pairs.
struct Pair {
    first: (Op, i64),
    ratio: (i64, i64),
    partner: Option<(Op, i64)>,
    factor: (i64, i64),
    result: Option<(Op, i64, Argument)>,
}

const fn pair(
    first: (Op, i64),
    ratio: (i64, i64),
    partner: Option<(Op, i64)>,
    factor: (i64, i64),
    result: Option<(Op, i64, Argument)>,
) -> Pair {
    Pair { first, ratio, partner, factor, result }
}

const ONE: (i64, i64) = (1, 1);
const MINUS: (i64, i64) = (-1, 1);

/// The laws. Left and right have the same domain up to that of the argument.
const PAIRS: &[Pair] = &[
    // sin²u + cos²u = 1
    pair((Op::Sin, 2), ONE, Some((Op::Cos, 2)), ONE, None),
    // cos²u − sin²u = cos 2u
    pair((Op::Cos, 2), MINUS, Some((Op::Sin, 2)), ONE, Some((Op::Cos, 1, Twice))),
    // sin²u − 1 = −cos²u
    pair((Op::Sin, 2), MINUS, None, MINUS, Some((Op::Cos, 2, Same))),
    // cos²u − 1 = −sin²u
    pair((Op::Cos, 2), MINUS, None, MINUS, Some((Op::Sin, 2, Same))),
    // cos²u − 1/2 = (cos 2u)/2
    pair((Op::Cos, 2), (-1, 2), None, (1, 2), Some((Op::Cos, 1, Twice))),
    // sin²u − 1/2 = −(cos 2u)/2
    pair((Op::Sin, 2), (-1, 2), None, (-1, 2), Some((Op::Cos, 1, Twice))),
    // tan²u + 1 = 1/cos²u, both defined where cos u ≠ 0
    pair((Op::Tan, 2), ONE, None, ONE, Some((Op::Cos, -2, Same))),
    // 1/cos²u − 1 = tan²u
    pair((Op::Cos, -2), MINUS, None, ONE, Some((Op::Tan, 2, Same))),
    // sec²u − 1 = tan²u
    pair((Op::Sec, 2), MINUS, None, ONE, Some((Op::Tan, 2, Same))),
    // cot²u + 1 = 1/sin²u
    pair((Op::Cot, 2), ONE, None, ONE, Some((Op::Sin, -2, Same))),
    // 1/sin²u − 1 = cot²u
    pair((Op::Sin, -2), MINUS, None, ONE, Some((Op::Cot, 2, Same))),
    // cosh²u − sinh²u = 1
    pair((Op::Cosh, 2), MINUS, Some((Op::Sinh, 2)), ONE, None),
    // cosh²u + sinh²u = cosh 2u
    pair((Op::Cosh, 2), ONE, Some((Op::Sinh, 2)), ONE, Some((Op::Cosh, 1, Twice))),
    // sinh²u + 1 = cosh²u
    pair((Op::Sinh, 2), ONE, None, ONE, Some((Op::Cosh, 2, Same))),
    // cosh²u − 1 = sinh²u
    pair((Op::Cosh, 2), MINUS, None, ONE, Some((Op::Sinh, 2, Same))),
    // tanh²u − 1 = −1/cosh²u
    pair((Op::Tanh, 2), MINUS, None, MINUS, Some((Op::Cosh, -2, Same))),
    // 1/cosh²u − 1 = −tanh²u
    pair((Op::Cosh, -2), MINUS, None, MINUS, Some((Op::Tanh, 2, Same))),
    // coth²u − 1 = 1/sinh²u
    pair((Op::Coth, 2), MINUS, None, ONE, Some((Op::Sinh, -2, Same))),
    // cosh u + sinh u = eᵘ
    pair((Op::Cosh, 1), ONE, Some((Op::Sinh, 1)), ONE, Some((Op::Exp, 1, Same))),
    // cosh u − sinh u = e⁻ᵘ
    pair((Op::Cosh, 1), MINUS, Some((Op::Sinh, 1)), ONE, Some((Op::Exp, 1, Opposite))),
    // σ(u) − 1 = −σ(−u)
    pair((Op::Sigmoid, 1), MINUS, None, MINUS, Some((Op::Sigmoid, 1, Opposite))),
    // σ(u) − 1/2 = tanh(u/2)/2
    pair((Op::Sigmoid, 1), (-1, 2), None, (1, 2), Some((Op::Tanh, 1, Half))),
    // erf u + erfc u = 1
    pair((Op::Erf, 1), ONE, Some((Op::Erfc, 1)), ONE, None),
    // erf u − 1 = −erfc u
    pair((Op::Erf, 1), MINUS, None, MINUS, Some((Op::Erfc, 1, Same))),
    // erfc u − 1 = −erf u
    pair((Op::Erfc, 1), MINUS, None, MINUS, Some((Op::Erf, 1, Same))),
];
// Refused: atan u + acot u = π/2 has no counterexample here (acot maps to (0, π)), but asin √u + acos √u = π/2 at
// u = 2 would give a value to what has none; such rules need the domain of both and save little.

/// The terms of a sum by their factors without the coefficient.
struct Terms {
    coefficients: Vec<Number>,
    factors: Vec<Vec<NodeId>>,
    place: HashMap<Vec<NodeId>, usize>,
    used: Vec<bool>,
    made: Vec<NodeId>,
}

/// Merges the pairs of terms that the table names, in one walk over the terms.
pub(super) fn combine(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let mut terms = Terms::of(graph, id);
    for i in 0..terms.coefficients.len() {
        if terms.factors[i].len() > MAX_FACTORS {
            continue;
        }
        for k in 0..terms.factors[i].len() {
            if terms.used[i] {
                break;
            }
            let (base, power) = base_and_integer(graph, terms.factors[i][k]);
            let first = (graph.op(base), power);
            for pair in PAIRS.iter().filter(|pair| pair.first == first) {
                if terms.merge(graph, i, k, base, pair) {
                    break;
                }
            }
        }
    }
    if terms.made.is_empty() {
        return None;
    }
    let mut rest = terms.made;
    for (&term, used) in graph.args(id).iter().zip(&terms.used) {
        if !used {
            rest.push(term);
        }
    }
    Some(graph.sum(&rest))
}

impl Terms {
    fn of(graph: &Graph, id: NodeId) -> Terms {
        let (coefficients, factors): (Vec<Number>, Vec<Vec<NodeId>>) =
            graph.args(id).iter().map(|&term| coefficient_and_factors(graph, term)).unzip();
        let place = factors.iter().enumerate().map(|(i, key)| (key.clone(), i)).collect();
        let used = vec![false; factors.len()];
        Terms { coefficients, factors, place, used, made: Vec::new() }
    }

    /// a·s·r + b·p·r with s + k·p = c·t is c·(b/k)·t·r + (a − b/k)·s·r; without a partner only for a = b/k.
    fn merge(&mut self, graph: &mut Graph, i: usize, k: usize, base: NodeId, pair: &Pair) -> bool {
        let argument = graph.args(base)[0];
        let mut rest = self.factors[i].clone();
        rest.remove(k);
        let mut key = rest.clone();
        if let Some((op, power)) = pair.partner {
            let partner = function(graph, op, argument);
            key.push(graph.powi(partner, power));
            key.sort_unstable();
        }
        let Some(&j) = self.place.get(&key).filter(|&&j| j != i && !self.used[j]) else {
            return false;
        };
        let ratio = Number::ratio(pair.ratio.0, pair.ratio.1).expect("a ratio");
        let share = self.coefficients[j].mul(&ratio.recip().expect("not zero"));
        let left = self.coefficients[i].sub(&share);
        if !left.is_zero() && (pair.partner.is_none() || pair.result.is_some()) {
            return false;
        }
        let mut factors = rest.clone();
        if let Some((op, power, change)) = pair.result {
            let argument = changed(graph, argument, change);
            let result = function(graph, op, argument);
            factors.push(graph.powi(result, power));
        } else {
            require_defined(graph, argument);
        }
        let factor = Number::ratio(pair.factor.0, pair.factor.1).expect("a ratio").mul(&share);
        let product = graph.product(&factors);
        self.made.push(times(graph, &factor, product));
        if !left.is_zero() {
            let first = graph.product(&self.factors[i]);
            self.made.push(times(graph, &left, first));
        }
        (self.used[i], self.used[j]) = (true, true);
        true
    }
}

fn changed(graph: &mut Graph, argument: NodeId, change: Argument) -> NodeId {
    let factor = match change {
        Same => return argument,
        Twice => Number::Small(2),
        Half => Number::ratio(1, 2).expect("a ratio"),
        Opposite => Number::Small(-1),
    };
    times(graph, &factor, argument)
}
