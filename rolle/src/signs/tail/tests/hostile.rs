//! Deep, large and malformed questions.

use super::*;
use crate::calculus::{Point, Side};
use crate::operator::Op;

fn reason(tail: Tail) -> String {
    match tail {
        Tail::Undecided(why) => why,
        other => panic!("decided: {other:?}"),
    }
}

#[test]
fn a_deep_chain_costs_its_budget_and_no_stack() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let mut f = x;
    for _ in 0..100_000 {
        f = g.apply(Op::Atan, &[f]).unwrap();
    }
    let limits = TailLimits { work: 10_000, ..TailLimits::default() };
    let why = reason(g.tail_sign(f, x, Approach::PLUS_INFINITY, &limits));
    assert!(why.contains("budget"), "{why}");
}

#[test]
fn a_deep_constant_is_enclosed_without_recursion() {
    let mut g = Graph::new();
    let (x, half) = (g.symbol("x"), g.ratio(1, 2));
    let mut c = g.parse("pi").unwrap();
    for _ in 0..5_000 {
        let angle = g.apply(Op::Atan, &[c]).unwrap();
        c = g.sum(&[angle, half]);
    }
    let f = g.sum(&[x, c]);
    assert!(matches!(
        g.tail_sign(f, x, Approach::PLUS_INFINITY, &TailLimits::default()),
        Tail::Sign(_)
    ));
}

#[test]
fn a_tower_is_too_high() {
    let mut g = Graph::new();
    let mut f = g.symbol("x");
    for _ in 0..40 {
        f = g.apply(Op::Exp, &[f]).unwrap();
    }
    assert!(reason(tail_at(&mut g, f, "oo")).contains("nested"));
    assert!(matches!(tail_at(&mut g, f, "-oo"), Tail::Sign(_) | Tail::Undecided(_)));
}

#[test]
fn huge_exponents_and_coefficients() {
    for (text, place) in [
        ("x^1000000 - exp(x)", "oo"),
        ("(1 + 1/x)^1000000", "oo"),
        ("exp(10^30*x) - exp(10^29*x)", "oo"),
        ("10^400*x - 1", "oo"),
        ("x^(10^20) - x", "oo"),
        ("x/10^400 - 1/x", "0+"),
        ("exp(-10^300/x)", "0+"),
        ("exp(exp(10^5*x))", "oo"),
    ] {
        let mut g = Graph::new();
        let f = g.parse(text).unwrap();
        let tail = tail_at(&mut g, f, place);
        contradiction(&mut g, f, place, &tail, 3).unwrap_or_else(|why| panic!("{text}: {why}"));
    }
}

#[test]
fn ends_that_are_none() {
    let mut g = Graph::new();
    let (x, f) = (g.symbol("x"), g.parse("x^2 + 1").unwrap());
    let limits = TailLimits::default();
    let both = Approach { point: Point::At(NodeId::ZERO), side: Side::Both };
    assert!(reason(g.tail_sign(f, x, both, &limits)).contains("one side"));
    assert!(reason(g.tail_sign(f, x, Approach::left(f), &limits)).contains("occurs"));
    let undefined = g.undefined(crate::graph::Reason::DivisionByZero);
    assert!(
        reason(g.tail_sign(undefined, x, Approach::PLUS_INFINITY, &limits)).contains("no value")
    );
    let branches = g.parse("Piecewise((x, x > 7), (1, True))").unwrap();
    assert!(
        reason(g.tail_sign(branches, x, Approach::PLUS_INFINITY, &limits)).contains("branches")
    );
}

#[test]
fn constants_have_tails_too() {
    let mut g = Graph::new();
    for (text, sign) in [("pi - 3", Ordering::Greater), ("sqrt(2) - 3/2", Ordering::Less)] {
        let f = g.parse(text).unwrap();
        let Tail::Sign(proof) = tail_at(&mut g, f, "oo") else { panic!("{text} is decided") };
        assert_eq!(proof.sign, sign);
        assert_eq!(proof.coefficient, Some(f));
    }
    let zero = g.parse("(sqrt(2)+1)^2 - 2*sqrt(2) - 3").unwrap();
    assert_eq!(tail_at(&mut g, zero, "oo"), Tail::Zero);
}

#[test]
fn thresholds_are_taken_from_the_limits() {
    let mut g = Graph::new();
    let (x, f) = (g.symbol("x"), g.parse("x - 10").unwrap());
    let mut threshold = |first: Number, last: i64| {
        let limits = TailLimits { first, last: last.into(), ..TailLimits::default() };
        match g.tail_sign(f, x, Approach::PLUS_INFINITY, &limits) {
            Tail::Sign(proof) => Some(proof.threshold),
            _ => None,
        }
    };
    assert_eq!(threshold(2.into(), 1024), Some(16.into()));
    assert_eq!(threshold(2.into(), 8), None);
    assert_eq!(threshold(Number::ratio(101, 10).unwrap(), 1024), Number::ratio(101, 10));
    assert_eq!(threshold(Number::ratio(1, 3).unwrap(), 1024), Number::ratio(32, 3));
    assert_eq!(threshold((-5).into(), 1024), Some(16.into()));
    assert_eq!(threshold(Number::Small(10).pow(-400, 4096).unwrap(), 1024), Some(16.into()));
}

#[test]
fn a_question_leaves_no_side_conditions() {
    let mut g = Graph::new();
    let f = g.parse("exp(-1/x)/x").unwrap();
    g.take_side_conditions();
    assert!(matches!(tail_at(&mut g, f, "0+"), Tail::Sign(_)));
    assert!(g.side_conditions().is_empty());
}
