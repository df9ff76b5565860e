//! Derivatives against forms known from the books, and sweeps against each other.

use super::testing::{Random, evaluate};
use crate::Scope;
use crate::graph::{Graph, NodeId};
use crate::operator::Op;

#[test]
fn power_rule() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    assert_eq!(x.pow(7).diff(x), 7 * x.pow(6));
    assert_eq!((x.pow(-1)).diff(x), -x.pow(-2));
    assert_eq!(x.sqrt().diff(x), cx.rational(1, 2) * x.pow(cx.rational(-1, 2)));
    assert_eq!(x.pow(x).diff(x), x.pow(x) * x.log() + x * x.pow(x - 1));
}

#[test]
fn chain_rule_reuses_the_primal() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let s = x.sigmoid();
    assert_eq!(s.diff(x), s * (1 - s));
    assert_eq!((2 * x).tanh().diff(x), 2 * (1 - (2 * x).tanh().pow(2)));
    assert_eq!((-x.pow(2)).exp().diff(x), -2 * x * (-x.pow(2)).exp());
}

#[test]
fn unspecified_functions_have_formal_derivatives() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let f = x.pow(2).call("f").unwrap();
    let outer = {
        let square = x.pow(2).id();
        let id = cx.graph_mut().call("f", &[1], &[square]).unwrap();
        cx.expr(id)
    };
    assert_eq!(f.diff(x), 2 * x * outer);
}

#[test]
fn reverse_agrees_with_forward() {
    let cx = Scope::new();
    let [x, y, z] = cx.symbols("x y z")[..] else { unreachable!() };
    let f = (x * y * z).sin() + x.pow(2) * y.exp() + (z / (x + y)).log();
    for (v, g) in [x, y, z].into_iter().zip(f.gradient(&[x, y, z])) {
        assert_eq!((f.diff(v) - g), cx.integer(0));
    }
}

#[test]
fn the_gradient_of_a_long_product_is_linear() {
    for n in [3usize, 64, 65, 100, 1000, 5000] {
        let mut g = Graph::new();
        let xs: Vec<NodeId> = (0..n).map(|i| g.symbol(&format!("x{i}"))).collect();
        let f = g.product(&xs);
        let gradient = g.gradient(f, &xs);
        let edges: usize = g.order(&gradient).iter().map(|&id| g.args(id).len()).sum();
        assert!(edges <= 200 * n, "{n} factors need {edges} edges");
        // At x_i = i + 1 each partial derivative is n!/(i + 1); logarithms keep it a float.
        let mut value = vec![0.0f64; g.len()];
        for (i, x) in xs.iter().enumerate() {
            value[x.index()] = (i as f64 + 1.0).ln();
        }
        for id in g.order(&gradient) {
            if g.op(id) == Op::Product {
                value[id.index()] = g.args(id).iter().map(|arg| value[arg.index()]).sum();
            }
        }
        let total: f64 = xs.iter().map(|x| value[x.index()]).sum();
        for (i, d) in gradient.iter().enumerate() {
            let want = total - (i as f64 + 1.0).ln();
            assert!(
                (value[d.index()] - want).abs() <= 1e-9 * want.abs().max(1.0),
                "n = {n}, i = {i}"
            );
        }
    }
}

#[test]
fn deep_nesting_needs_no_stack() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let mut f = x;
    for _ in 0..1_000_000 {
        f = g.apply(Op::Sin, &[f]).unwrap();
    }
    let d = g.derivative(f, x);
    assert!(g.shared_size(&[d]) >= 2_000_000);
}

#[test]
fn the_gradient_of_a_chain_costs_its_factors() {
    let n = 10_000;
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = (0..n).fold(x, |f, _| g.apply(Op::Sin, &[f]).unwrap());
    let before = g.len();
    let d = g.gradient(f, &[x])[0];
    // The cosines, and one product for each 32 of them, where folding them pairwise would make n.
    assert!(g.len() - before < n + n / 30, "{} new nodes", g.len() - before);
    assert_eq!(g.order(&[d]).iter().filter(|&&id| g.op(id) == Op::Cos).count(), n);
}

#[test]
fn long_cotangents_agree_with_the_forward_sweep() {
    // Chains long enough for the reverse sweep to keep lists of factors, with steps of every kind that a list
    // passes: functions, sums, products, powers, branchings, selections.
    for seed in 0..40 {
        let random = &mut Random::new(seed);
        let mut g = Graph::new();
        let (x, y) = (g.symbol("x"), g.symbol("y"));
        let (half, two) = (g.ratio(1, 2), g.integer(2));
        let mut f = x;
        for _ in 0..60 {
            f = match random.below(9) {
                0 | 1 => g.apply(Op::Sin, &[f]).unwrap(),
                2 => g.apply(Op::Tanh, &[f]).unwrap(),
                3 => g.product(&[half, f]),
                4 => g.sum(&[f, two]),
                5 => g.product(&[f, y]),
                6 => g.sum(&[f, x]),
                7 => g.powi(f, 2),
                _ => g.apply(Op::Max, &[f, half]).unwrap(),
            };
            let bounded = random.below(3) == 0;
            f = if bounded { g.apply(Op::Cos, &[f]).unwrap() } else { f };
        }
        let f = g.apply(Op::Atan, &[f]).unwrap();
        let at = [("x", 0.7), ("y", 0.9)];
        let reverse = g.gradient(f, &[x, y]);
        for (variable, reverse) in [x, y].into_iter().zip(reverse) {
            let forward = g.derivative(f, variable);
            let (want, got) = (evaluate(&g, forward, &at), evaluate(&g, reverse, &at));
            assert!(
                (want - got).abs() <= 1e-9 * want.abs().max(1e-12) || want.is_nan() && got.is_nan(),
                "seed {seed}: {want} forward, {got} in reverse"
            );
        }
    }
}

#[test]
fn kinks_are_left_out_of_the_open_branches() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let zero = cx.integer(0);
    let d = x.max(0).diff(x);
    assert_eq!(d, cx.piecewise(&[(zero, x.less(0)), (cx.integer(1), zero.less(x))], None).max(d));
    assert_eq!(x.abs().diff(x), x / x.abs());
}

#[test]
fn hessians_are_sparse() {
    let cx = Scope::new();
    let xs = cx.symbols("a b c d");
    let f = xs[0].pow(2) * xs[1] + xs[2].exp() + xs[3];
    let h = f.hessian(&xs);
    assert_eq!(h[0][0], 2 * xs[1]);
    assert_eq!(h[1][0], 2 * xs[0]);
    assert_eq!(h[2][2], xs[2].exp());
    assert_eq!(h[3][3], cx.integer(0));
}

#[test]
fn a_clip_of_the_same_argument_is_absorbed() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    assert_eq!(x.min(x.max(0.8)), x);
    assert_eq!(x.max(x.min(0.8)), x);
    assert_eq!(x.min(x.max(0.8).min(1.2)), x.min(1.2));
    assert_eq!(x.min(x.max(0.8).min(1.2)).diff(x), x.min(1.2).diff(x));
}
