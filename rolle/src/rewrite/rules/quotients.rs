//! Two functions of one argument in a product that are one: sin u/cos u = tan u.

use super::{MAX_FACTORS, base_and_integer, coefficient_and_factors, function, times};
use crate::graph::{Graph, Requirement};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// `first · second^power = factor · result`, under the condition that some functions of the argument do not vanish.
struct Law {
    first: Op,
    second: (Op, i64),
    /// Half of the result, of twice the argument.
    doubled: bool,
    result: Option<Op>,
    nonzero: &'static [Op],
}

const fn law(first: Op, second: (Op, i64), result: Option<Op>, nonzero: &'static [Op]) -> Law {
    Law { first, second, doubled: false, result, nonzero }
}

const LAWS: &[Law] = &[
    // sin u/cos u = tan u, both defined where cos u ≠ 0
    law(Op::Sin, (Op::Cos, -1), Some(Op::Tan), &[]),
    // cos u/sin u = cot u
    law(Op::Cos, (Op::Sin, -1), Some(Op::Cot), &[]),
    // tan u·cos u = sin u where cos u ≠ 0
    law(Op::Tan, (Op::Cos, 1), Some(Op::Sin), &[Op::Cos]),
    // sin u/tan u = cos u where sin u ≠ 0 and cos u ≠ 0
    law(Op::Sin, (Op::Tan, -1), Some(Op::Cos), &[Op::Sin, Op::Cos]),
    // cot u·sin u = cos u where sin u ≠ 0
    law(Op::Cot, (Op::Sin, 1), Some(Op::Cos), &[Op::Sin]),
    // tan u·cot u = 1 where sin u ≠ 0 and cos u ≠ 0
    law(Op::Tan, (Op::Cot, 1), None, &[Op::Sin, Op::Cos]),
    // sec u·cos u = 1 where cos u ≠ 0
    law(Op::Sec, (Op::Cos, 1), None, &[Op::Cos]),
    // csc u·sin u = 1 where sin u ≠ 0
    law(Op::Csc, (Op::Sin, 1), None, &[Op::Sin]),
    // sec u·sin u = tan u
    law(Op::Sec, (Op::Sin, 1), Some(Op::Tan), &[]),
    // sinh u/cosh u = tanh u
    law(Op::Sinh, (Op::Cosh, -1), Some(Op::Tanh), &[]),
    // cosh u/sinh u = coth u
    law(Op::Cosh, (Op::Sinh, -1), Some(Op::Coth), &[]),
    // tanh u·cosh u = sinh u
    law(Op::Tanh, (Op::Cosh, 1), Some(Op::Sinh), &[]),
    // sinh u/tanh u = cosh u where sinh u ≠ 0
    law(Op::Sinh, (Op::Tanh, -1), Some(Op::Cosh), &[Op::Sinh]),
    // sech u·cosh u = 1
    law(Op::Sech, (Op::Cosh, 1), None, &[]),
    // sin u·cos u = (sin 2u)/2
    Law {
        first: Op::Sin,
        second: (Op::Cos, 1),
        doubled: true,
        result: Some(Op::Sin),
        nonzero: &[],
    },
    // sinh u·cosh u = (sinh 2u)/2
    Law {
        first: Op::Sinh,
        second: (Op::Cosh, 1),
        doubled: true,
        result: Some(Op::Sinh),
        nonzero: &[],
    },
];

/// Merges one pair of factors as often as both occur.
pub(super) fn combine(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let (coefficient, factors) = coefficient_and_factors(graph, id);
    if factors.len() > MAX_FACTORS {
        return None;
    }
    let mut powers: HashMap<(Op, NodeId), i64> = HashMap::new();
    for &factor in &factors {
        let (base, n) = base_and_integer(graph, factor);
        if graph.op(base).is_function() && graph.args(base).len() == 1 {
            powers.insert((graph.op(base), graph.args(base)[0]), n);
        }
    }
    for &factor in &factors {
        let (base, n) = base_and_integer(graph, factor);
        let &[argument] = graph.args(base) else { continue };
        for law in LAWS.iter().filter(|law| law.first == graph.op(base)) {
            let Some(&m) = powers.get(&(law.second.0, argument)) else { continue };
            let second = law.second.1 * m;
            // Both exponents point the same way, up to the direction of the law.
            if n.signum() != second.signum() {
                continue;
            }
            // cos u/sin u is 0 where cos u is, but 1/tan u has no value there: such laws go one way only.
            if n < 0 && law.result.is_some() && !law.doubled {
                continue;
            }
            // Powers of both are left to the normal forms: sin⁴u + 2 sin²u·cos²u + cos⁴u is a square.
            if law.doubled && (n, m) != (1, 1) {
                continue;
            }
            let times_law = n.abs().min(m.abs()) * n.signum();
            return apply(graph, &coefficient, &factors, argument, law, times_law);
        }
    }
    None
}

fn apply(
    graph: &mut Graph,
    coefficient: &Number,
    factors: &[NodeId],
    argument: NodeId,
    law: &Law,
    n: i64,
) -> Option<NodeId> {
    let first = function(graph, law.first, argument);
    let second = function(graph, law.second.0, argument);
    let mut product = Vec::new();
    for &factor in factors {
        let (base, power) = base_and_integer(graph, factor);
        let left = match base {
            _ if base == first => power - n,
            _ if base == second => power - law.second.1 * n,
            _ => {
                product.push(factor);
                continue;
            }
        };
        if left != 0 {
            product.push(graph.powi(base, left));
        }
    }
    let mut factor = coefficient.clone();
    if let Some(op) = law.result {
        let two = Number::Small(2);
        let inside = if law.doubled { times(graph, &two, argument) } else { argument };
        if law.doubled {
            factor = factor.mul(&two.pow(-n, crate::graph::POWER_BITS)?);
        }
        let result = function(graph, op, inside);
        product.push(graph.powi(result, n));
    } else {
        super::require_defined(graph, argument);
    }
    for &op in law.nonzero {
        let condition = function(graph, op, argument);
        graph.require(Requirement::NonZero, condition);
    }
    let product = graph.product(&product);
    Some(times(graph, &factor, product))
}
