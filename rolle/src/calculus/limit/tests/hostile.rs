//! Inputs that are deep, wide or hard: an answer or `Undecided`, within the budget and without the stack.

use super::*;

/// A chain of one function, applied many times.
fn chain(g: &mut Graph, op: Op, length: usize) -> (NodeId, NodeId) {
    let x = g.symbol("x");
    let mut f = x;
    for _ in 0..length {
        f = g.apply(op, &[f]).unwrap();
    }
    (f, x)
}

/// Any answer will do: what must not happen is a stack overflow, or work beyond the budget.
fn answers(g: &mut Graph, f: NodeId, x: NodeId) {
    let zero = g.integer(0);
    for at in [Approach::PLUS_INFINITY, Approach::MINUS_INFINITY, Approach::both(zero)] {
        g.limit_within(f, x, at, 50_000);
    }
}

#[test]
fn deep_chains() {
    for op in [
        Op::Exp,
        Op::Sin,
        Op::Tanh,
        Op::Sigmoid,
        Op::Erf,
        Op::Atan,
        Op::Abs,
        Op::Floor,
        Op::Gamma,
        Op::Asinh,
        Op::Lambertw,
    ] {
        for length in [5, 300, 4_000] {
            let mut g = Graph::new();
            let (f, x) = chain(&mut g, op, length);
            answers(&mut g, f, x);
        }
    }
}

#[test]
fn wide_sums_and_products() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let mut terms = Vec::new();
    for k in 1..2000 {
        let k = g.integer(k);
        let scaled = g.product(&[k, x]);
        terms.push(g.apply(Op::Tanh, &[scaled]).unwrap());
    }
    let sum = g.sum(&terms);
    answers(&mut g, sum, x);
    let product = g.product(&terms);
    answers(&mut g, product, x);
    let maximum = g.apply(Op::Max, &terms).unwrap();
    answers(&mut g, maximum, x);
    let huge = g.powi(x, 1_000_000_000);
    let one = g.integer(1);
    let sum = g.sum(&[huge, x, one]);
    let power = g.powi(sum, 1_000_000_007);
    answers(&mut g, power, x);
}
