//! Every function of the operator table: the sampled value lies beside the enclosed one, the enclosure contains
//! published values, and finite differences of enclosures agree with the derivative rule.

use super::*;
use crate::enclosure::{Context, Enclosure};
use crate::graph::Graph;
use crate::number::{Number, Rational};
use crate::operator::{Arity, NodeId, Op, table};

/// Points that lie in the domain of one function or the other.
const POINTS: &[(i64, i64)] =
    &[(-17, 4), (-5, 2), (-4, 5), (-1, 3), (1, 7), (2, 5), (9, 10), (7, 5), (19, 6), (41, 8)];

fn rational(p: i64, q: i64) -> Rational {
    Number::ratio(p, q).expect("nonzero").to_rational()
}

/// A function of the table of x alone: other arguments get fixed values.
fn function_of_x(g: &mut Graph, op: Op, x: NodeId) -> NodeId {
    let args = match (op, op.row().expect("a function").arity) {
        (Op::Root, _) => vec![x, g.integer(3)],
        (Op::Polygamma, _) => vec![g.integer(2), x],
        (_, Arity::Exactly(2)) => vec![x, g.ratio(3, 4)],
        (_, Arity::AtLeast(_)) => vec![x, g.ratio(1, 3)],
        _ => vec![x],
    };
    g.apply(op, &args).expect("the arguments fit")
}

fn enclosed(g: &Graph, f: NodeId, x: NodeId, at: &Rational, prec: u64) -> Option<Enclosure> {
    let point = Point::from([(x, Enclosure::from_rational(at, prec))]);
    g.enclose(&[f], &point, &mut Context::new(), prec).pop().expect("one value").ok()
}

#[test]
fn every_function_is_sampled_beside_its_enclosure() {
    for row in table() {
        let mut g = Graph::new();
        let x = g.symbol("x");
        let f = function_of_x(&mut g, row.op, x);
        let mut sampler = Sampler::new(&g, &[f], &[x]);
        let mut compared = 0;
        for &(p, q) in POINTS {
            let sampled = sampler.sample(&[p as f64 / q as f64])[0];
            match enclosed(&g, f, x, &rational(p, q), 200) {
                Some(value) => {
                    let want = value.to_f64();
                    assert!(
                        (sampled - want).abs() <= 1e-13 * want.abs().max(1.0),
                        "{}({p}/{q}): {sampled} for {want}",
                        row.name
                    );
                    compared += 1;
                }
                None => {
                    assert!(sampled.is_nan(), "{}({p}/{q}) has no value, not {sampled}", row.name)
                }
            }
        }
        assert!(compared >= 2, "{} was compared at {compared} points", row.name);
    }
}

#[test]
fn every_derivative_rule_agrees_with_differences_of_enclosures() {
    let prec = 400;
    let step = Number::Small(2).pow(-100, 200).expect("a small power").to_rational();
    for row in table() {
        let mut g = Graph::new();
        let x = g.symbol("x");
        let f = function_of_x(&mut g, row.op, x);
        let df = g.derivative(f, x);
        let mut compared = 0;
        for &(p, q) in POINTS {
            let at = rational(p, q);
            let around = [&at + &step, &at - &step].map(|at| enclosed(&g, f, x, &at, prec));
            let ([Some(above), Some(below)], Some(slope)) =
                (around, enclosed(&g, df, x, &at, prec))
            else {
                continue;
            };
            let two_steps = Enclosure::from_rational(&(&step + &step), prec);
            let quotient = above.sub(&below, prec).unwrap().div(&two_steps, prec).unwrap().to_f64();
            let slope = slope.to_f64();
            assert!(
                (quotient - slope).abs() <= 1e-14 * slope.abs().max(1.0),
                "{}'({p}/{q}): {slope} for {quotient}",
                row.name
            );
            compared += 1;
        }
        assert!(compared >= 2, "{} was compared at {compared} points", row.name);
    }
}

#[test]
fn digits_are_certain() {
    let check = |build: &dyn Fn(&mut Graph) -> NodeId, digits: usize, want: &str| {
        let mut g = Graph::new();
        let f = build(&mut g);
        assert_eq!(g.decimal(f, &[], digits, DigitLimits::default()).unwrap(), want);
    };
    let of = |op: Op, p: i64, q: i64| {
        move |g: &mut Graph| {
            let x = g.ratio(p, q);
            g.apply(op, &[x]).unwrap()
        }
    };
    check(&of(Op::Sigmoid, 17, 1), 30, "0.999999958600624526056693990764");
    check(&of(Op::Erfc, 10, 1), 20, "2.0884875837625447570e-45");
    check(&of(Op::Lambertw, 1, 1), 25, "0.5671432904097838729999687");
    check(&|g| g.constant(crate::graph::Constant::Pi), 30, "3.14159265358979323846264338328");
}

#[test]
fn what_has_no_value_says_so() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = g.reciprocal(x);
    let error = g.decimal(f, &[(x, Rational::ZERO)], 10, DigitLimits::default()).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Domain);
    let error = g.decimal(f, &[], 10, DigitLimits::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`x` has no value; give every variable a value, as in `--at x=1,y=2`"
    );
}

#[test]
fn signs_are_proved_or_left_open() {
    let mut g = Graph::new();
    let [two, three] = [2, 3].map(|n| g.integer(n));
    let (r2, r3) = (g.sqrt(two), g.sqrt(three));
    let pi = g.constant(crate::graph::Constant::Pi);
    let sum = g.sum(&[r2, r3]);
    let small = g.subtract(sum, pi);
    assert_eq!(g.exact_sign(small), Some(std::cmp::Ordering::Greater));
    let both = g.product(&[sum, sum]);
    let r6 = g.product(&[two, r2, r3]);
    let five = g.integer(5);
    let other = g.sum(&[five, r6]);
    let zero = g.subtract(both, other);
    assert_eq!(g.exact_sign(zero), Some(std::cmp::Ordering::Equal));
    let a = g.symbol("a");
    assert_eq!(g.exact_sign(a), None);
}
