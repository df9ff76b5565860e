//! Canonical form: what is one node, what is kept apart, what leaves a side condition.

use super::*;
use crate::Scope;

#[test]
fn equal_expressions_are_one_node() {
    let cx = Scope::new();
    let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    let q = |p, d| cx.rational(p, d);
    let check = |a: Expr, b: Expr| assert_eq!(a, b);
    check(x + y + 1, 1 + y + x);
    check(x + x, 2 * x);
    check(2 * x + 3 * x - 5 * x, cx.integer(0));
    check(x * x * x, x.pow(3));
    check(x / x, cx.integer(1));
    check(x.pow(2) * x.pow(-2), cx.integer(1));
    check((x * y).pow(3), x.pow(3) * y.pow(3));
    check(x.exp() * y.exp(), (x + y).exp());
    check(x.exp().pow(2), (2 * x).exp());
    check(x.pow(2).sqrt(), x.abs());
    check(x.sqrt().pow(2), x);
    check(x.pow(2).pow(3), x.pow(6));
    check(cx.e().pow(x), x.exp());
    check(q(8, 1).sqrt(), 2 * q(2, 1).sqrt());
    check(q(2, 1).sqrt() * q(3, 1).sqrt(), q(6, 1).sqrt());
    check(q(1, 2).sqrt(), q(2, 1).sqrt() / 2);
    check(q(4, 9).sqrt(), q(2, 3));
    check(q(8, 1).pow(q(2, 3)), q(4, 1));
    check(cx.integer(-8).cbrt(), cx.integer(-2));
    check((-x).cbrt(), -x.cbrt());
    check(x.cbrt().pow(3), x);
    check(x.exp().log(), x);
    check((-x).sin(), -x.sin());
    check((-x).cos(), x.cos());
    check((-2 * x).abs(), 2 * x.abs());
    check((-x).erf(), -x.erf());
    check((cx.pi() / 3).cos(), q(1, 2));
    check((7 * cx.pi() / 6).sin(), q(-1, 2));
    check((cx.pi() / 4).tan(), cx.integer(1));
    check(q(1, 1).atan(), cx.pi() / 4);
    check((q(2, 1).sqrt() / 2).acos(), cx.pi() / 4);
    check(q(5, 1).gamma(), cx.integer(24));
    check(q(1, 2).gamma(), cx.pi().sqrt());
    check(q(-1, 2).gamma(), -2 * cx.pi().sqrt());
    check(x.max(y).max(x), y.max(x));
    check(x.max(3).max(5), x.max(5));
    check(x.exp().max(0), x.exp());
    check(x.abs().abs(), x.abs());
    check(0.044715 * x, q(8943, 200000) * x);
    check(x - (x + y), -y);
    check(3 * (x + y) - 2 * (x + y) + 1, x + y + 1);
    check(2 * (x + y) - 3 * (x + y) + 1, 1 - x - y);
}

#[test]
fn no_short_sum_stands_in_a_sum() {
    let mut g = Graph::new();
    let (x, pi) = (g.symbol("x"), g.constant(Constant::Pi));
    let mut parts = vec![x, pi, g.integer(3), g.ratio(-11, 6)];
    // Every sum and multiple of earlier ones, with few coefficients so that terms often cancel.
    let mut state = 1_u64;
    for _ in 0..3000 {
        let mut pick = |n: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % n
        };
        let recent = parts.len().saturating_sub(12);
        let (a, b) = (parts[recent + pick(parts.len() - recent)], parts[pick(parts.len())]);
        let scale = g.integer([-2, -1, 1, 2][pick(4)]);
        let scaled = g.product(&[scale, b]);
        let sum = g.sum(&[a, scaled]);
        let nested = |id: NodeId| g.op(id) == Op::Sum && g.args(id).len() <= SPLICE_LIMIT;
        if g.op(sum) == Op::Sum {
            assert!(!g.args(sum).iter().any(|&id| nested(id)), "{}", g.print(sum).unwrap());
        }
        parts.push(sum);
    }
}

#[test]
fn what_differs_stays_apart() {
    let cx = Scope::new();
    let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    let check = |a: Expr, b: Expr| assert_ne!(a, b);
    check(2 * (x + y), 2 * x + 2 * y);
    check(x.log() + y.log(), (x * y).log());
    check(x.sin().pow(2) + x.cos().pow(2), cx.integer(1));
    check(x.pow(3).pow(cx.rational(1, 3)), x);
    check(x.pow(3).cbrt(), x.pow(2));
}

#[test]
fn impossible_values_are_undefined() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let reason = |e: Expr| cx.graph().reason(e.id());
    assert_eq!(reason(cx.integer(1) / 0), Some(Reason::DivisionByZero));
    assert_eq!(reason(cx.integer(0) / x.substitute(x, 0)), Some(Reason::DivisionByZero));
    assert_eq!(reason(x / (x - x)), Some(Reason::DivisionByZero));
    assert_eq!(reason(cx.integer(-1).log()), Some(Reason::OutsideDomain(Op::Log)));
    assert_eq!(reason(cx.integer(-4).sqrt() + x), Some(Reason::RootOfNegative));
    assert_eq!(reason(cx.integer(2).asin()), Some(Reason::OutsideDomain(Op::Asin)));
    assert_eq!(reason((cx.pi() / 2).tan()), Some(Reason::OutsideDomain(Op::Tan)));
    assert_eq!(reason(cx.integer(-3).gamma()), Some(Reason::OutsideDomain(Op::Gamma)));
}

#[test]
fn side_conditions_are_recorded_where_the_domain_widens() {
    let check = |build: fn(Expr) -> Expr, want: &[Requirement]| {
        let cx = Scope::new();
        let x = cx.symbol("x");
        build(x);
        let found: Vec<Requirement> =
            cx.graph().side_conditions().iter().map(|c| c.requirement).collect();
        assert_eq!(found, want);
    };
    check(|x| x / x, &[Requirement::NonZero]);
    check(|x| x.sqrt() * x.sqrt(), &[Requirement::NonNegative]);
    check(|x| x.log().exp(), &[Requirement::Positive]);
    check(|x| x.log() - x.log(), &[Requirement::Defined]);
    check(|x| x.scope().integer(0) * x.log(), &[Requirement::Defined]);
    check(|x| x.exp().log(), &[]);
    check(|x| x.exp() / x.exp(), &[]);
    check(|x| x.pow(2).sqrt(), &[]);
    check(|x| x.pow(-2).pow(x.scope().rational(-1, 2)), &[Requirement::NonZero]);
    check(|x| (x.pow(2) * x.sin()).sqrt(), &[Requirement::Defined]);
    check(|x| (x.exp() * x.sin()).sqrt(), &[]);
    check(|x| (x.pow(2) * x.exp()).sqrt(), &[]);
    // It has a value at zero alone, and stays what it is.
    check(|x| (-(x.pow(2) * x.cosh())).sqrt(), &[]);
}

#[test]
fn assumptions_are_used() {
    let cx = Scope::new();
    let p = cx.symbol_with("p", Assumptions::positive()).unwrap();
    let n = cx.symbol_with("n", Assumptions::nonnegative()).unwrap();
    assert_eq!(p.pow(2).sqrt(), p);
    assert_eq!(p.abs(), p);
    assert_eq!(p.sign(), cx.integer(1));
    assert_eq!(n.max(0), n);
    assert_eq!((p / p), cx.integer(1));
    assert!(cx.graph().side_conditions().is_empty());
    let below = (-p).less(n);
    assert_eq!(cx.graph().op(below.id()), Op::True);
    assert!(cx.symbol_with("p", Assumptions::default()).is_err());
}

#[test]
fn piecewise_takes_the_first_true_branch() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let (zero, one) = (cx.integer(0), cx.integer(1));
    let always = zero.less(1);
    let never = one.less(0);
    assert_eq!(cx.piecewise(&[(x, always), (one, x.less(0))], None), x);
    assert_eq!(cx.piecewise(&[(x, never)], Some(one)), one);
    assert_eq!(cx.piecewise(&[(x, x.less(0)), (x, zero.less(x))], Some(x)), x);
    let empty = cx.piecewise(&[(x, never)], None);
    assert_eq!(cx.graph().reason(empty.id()), Some(Reason::NoBranch));
}

#[test]
fn negation_of_conditions_is_exact() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let a = g.less(x, NodeId::ZERO);
    let b = g.less_equal(NodeId::ONE, x);
    let both = g.or(&[a, b]);
    let not = g.not(both);
    let inside = [g.less_equal(NodeId::ZERO, x), g.less(x, NodeId::ONE)];
    assert_eq!(not, g.and(&inside));
    assert_eq!(g.not(not), both);
}

#[test]
fn huge_powers_stay_powers() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let f = x.pow(1_000_000_000);
    assert_eq!(f.diff(x), 1_000_000_000 * x.pow(999_999_999));
    let power = cx.integer(2).pow(1_000_000_000);
    assert_eq!(cx.graph().op(power.id()), Op::Power);
}

#[test]
fn long_sums_fold_in_linear_time() {
    let mut g = Graph::new();
    let mut total = NodeId::ZERO;
    for i in 0..100_000 {
        let x = g.symbol(&format!("x{i}"));
        total = g.sum(&[total, x]);
    }
    let edges: usize = g.order(&[total]).iter().map(|&id| g.args(id).len()).sum();
    assert!(edges < 300_000, "{edges} edges");
}

#[test]
fn extraction_keeps_the_expression_and_drops_the_rest() {
    let mut g = Graph::new();
    let (x, y) = (g.symbol("x"), g.symbol_with("y", Assumptions::positive()).unwrap());
    for i in 0..1000 {
        g.symbol(&format!("junk{i}"));
    }
    let square = g.powi(x, 2);
    let f = g.sum(&[square, y]);
    let (small, roots) = g.extract(&[f]);
    assert!(small.len() < 10);
    assert_eq!(small.shared_size(&roots), g.shared_size(&[f]));
    assert_eq!(g.import(&small, &roots), vec![f]);
}

#[test]
fn substitution_is_simultaneous() {
    let cx = Scope::new();
    let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    let f = x.pow(2) + y;
    let swapped = {
        let id = cx.graph_mut().substitute(f.id(), &[(x.id(), y.id()), (y.id(), x.id())]);
        cx.expr(id)
    };
    assert_eq!(swapped, y.pow(2) + x);
    assert_eq!((1 / x).substitute(x, 0), cx.integer(1) / 0);
}

#[test]
fn sizes_count_tree_and_shared() {
    let cx = Scope::new();
    let mut f = cx.symbol("x");
    for _ in 0..100 {
        f = (f * f.sin()).exp();
    }
    let g = cx.graph();
    assert_eq!(g.shared_size(&[f.id()]), 301);
    assert!(g.tree_size(&[f.id()]) > 1e30);
}

#[test]
fn collecting_leaves_no_short_sum_inside_a_sum() {
    let cx = crate::Scope::new();
    let [x, y, z] = cx.symbols("x y z")[..] else { unreachable!() };
    let s = x + y;
    assert_eq!(cx.sum(&[3 * s, -2 * s, z]), x + y + z);
    assert_eq!(cx.sum(&[2 * s, -3 * s, z]), z - x - y);
    let t = 2 * s + z;
    assert_eq!(cx.sum(&[3 * t, -2 * t, -3 * s]), z - x - y);
}

#[test]
fn huge_powers_of_a_number_merge_and_end() {
    let cx = crate::Scope::new();
    let x = cx.symbol("x");
    let huge = cx.integer(2).pow(1_000_000);
    let root = cx.integer(2).sqrt();
    let product = huge * root;
    assert_eq!(product, cx.integer(2).pow(cx.rational(2_000_001, 2)));
    assert_eq!(product * x, huge * (root * x));
    assert_eq!(product * product, cx.integer(2).pow(2_000_001));
}

#[test]
fn a_multiple_of_a_sum_comes_apart_where_the_sum_gets_no_longer() {
    let cx = crate::Scope::new();
    let [x, y, z] = cx.symbols("x y z")[..] else { unreachable!() };
    let s = x + y;
    let check = |terms: &[Expr], want: Expr| assert_eq!(cx.sum(terms), want, "{terms:?}");
    check(&[2 * s, x], 3 * x + 2 * y);
    check(&[2 * (x + 1), cx.integer(3)], 2 * x + 5);
    check(&[3 * (x + y + z), -3 * x, -3 * y], 3 * z);
    check(&[3 * (x + y + z), -3 * x, -3 * y, -3 * z], cx.integer(0));
    check(&[3 * s, -2 * s, cx.integer(5)], x + y + 5);
    // The terms of one multiple are like terms for the next one: 4(z + 1) comes apart after 3(x + z) has.
    check(&[2 * s, 3 * (x + z), 4 * (z + 1), y], 5 * x + 3 * y + 7 * z + 4);
    // Two terms without like terms would make the sum longer; a shared sum stays shared.
    for stays in [2 * s + z, 2 * s + 1, 2 * (x + y + z) + x] {
        assert_eq!(cx.graph().args(stays.id()).len(), 2, "{stays}");
    }
    // A multiple that stands alone is not taken apart, however it is handed over.
    let zero = cx.integer(0);
    for alone in [cx.sum(&[2 * s]), cx.sum(&[zero, 2 * s]), cx.sum(&[zero, 2 * s, zero])] {
        assert_eq!(alone, 2 * s);
    }
}

#[test]
fn taking_sums_apart_does_not_depend_on_order() {
    let cx = crate::Scope::new();
    let [x, y, z, w] = cx.symbols("x y z w")[..] else { unreachable!() };
    let mut terms = vec![2 * (x + y), 3 * (x + z), 4 * (z + 1), y, 5 * (w + x.sin()), w * x];
    let want = cx.sum(&terms);
    for round in 0..terms.len() {
        terms.rotate_left(1);
        terms.swap(0, round % 3);
        assert_eq!(cx.sum(&terms), want);
        let folded = terms.iter().fold(cx.integer(0), |sum, &term| sum + term);
        assert_eq!(folded, want);
    }
}
