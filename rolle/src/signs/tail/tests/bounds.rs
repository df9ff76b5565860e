//! Suprema of monomials against sampled values, and Taylor coefficients against derivatives.

use super::*;
use crate::enclosure::Context;
use crate::operator::Op;
use taylor::{Exact, Law, Ranges};

/// The engine for an expression of t, with its model at a threshold.
fn engine(text: &str, threshold: f64) -> (Transseries, Model) {
    let mut g = Graph::new();
    let f = g.parse(text).unwrap();
    let x = g.symbol("x");
    let (mut scratch, roots) = g.extract(&[f, x]);
    let t = scratch.fresh_symbol("t", Assumptions::positive());
    let root = scratch.substitute(roots[0], &[(roots[1], t)]);
    let order = scratch.order(&[root]);
    let mut engine = Transseries::new(scratch, t, root, 1_000_000);
    (engine.threshold, engine.most) = (threshold, 4);
    let model = engine.model(root, &order).unwrap();
    (engine, model)
}

#[test]
fn a_supremum_is_above_all_values_and_near_the_largest() {
    type Function = fn(f64) -> f64;
    let table: &[(&str, Function)] = &[
        ("1/x", |x| 1.0 / x),
        ("log(x)/x", |x| x.ln() / x),
        ("log(x)^3/x", |x| x.ln().powi(3) / x),
        ("x*exp(-x)", |x| x * (-x).exp()),
        ("x^3*exp(-x)", |x| x.powi(3) * (-x).exp()),
        ("exp(-x^2/2+2*x)", |x| (-x * x / 2.0 + 2.0 * x).exp()),
        ("exp(-x+sqrt(x))", |x| (-x + x.sqrt()).exp()),
        ("exp(x-exp(x))", |x| (x - x.exp()).exp()),
        ("1/log(x)", |x| 1.0 / x.ln()),
        ("exp(-log(x)^2+log(x))", |x| (-x.ln() * x.ln() + x.ln()).exp()),
        ("exp(-x)/(x*log(x))", |x| (-x).exp() / (x * x.ln())),
        ("exp(-x*log(x)+2*x)", |x| (-x * x.ln() + 2.0 * x).exp()),
    ];
    for &(text, f) in table {
        for threshold in [2.0, 3.5, 16.0] {
            let (mut engine, model) = engine(text, threshold);
            let &[(NodeId::ONE, monomial)] = &model.terms[..] else { panic!("{text}: {model:?}") };
            let supremum = engine.supremum(monomial).unwrap();
            let mut largest = 0.0f64;
            for i in 0..20_000 {
                largest = largest.max(f(threshold * (1.0 + f64::from(i) / 400.0)));
            }
            assert!(
                supremum >= largest * (1.0 - 1e-12),
                "{text} from {threshold}: {supremum} below {largest}"
            );
            assert!(
                supremum <= (3.0 * largest).max(1e-300),
                "{text} from {threshold}: {supremum} for {largest}"
            );
        }
    }
}

#[test]
fn taylor_coefficients_are_the_derivatives_over_the_factorials() {
    let ops = [
        Op::Exp,
        Op::Log,
        Op::Sin,
        Op::Cos,
        Op::Sinh,
        Op::Cosh,
        Op::Tanh,
        Op::Sigmoid,
        Op::Atan,
        Op::Asin,
        Op::Asinh,
        Op::Atanh,
        Op::Erf,
        Op::Erfc,
    ];
    let mut laws: Vec<(String, Option<Op>)> =
        ops.iter().map(|&op| (op.row().unwrap().name.to_string() + "(x)", Some(op))).collect();
    laws.push(("x^(1/3)".into(), None));
    for (text, op) in laws {
        let mut g = Graph::new();
        let (x, third, mut f) = (g.symbol("x"), g.ratio(1, 3), g.parse(&text).unwrap());
        let law = op.map_or(Law::Power(third), Law::Function);
        let mut constants = Constants::new(g.clone());
        let exact = taylor::coefficients(&law, &mut Exact(&mut constants), &third, 7).unwrap();
        let around = Interval::from(0.25).convex_hull(Interval::from(0.5));
        let ranges = taylor::coefficients(&law, &mut Ranges(&mut constants), &around, 7).unwrap();
        let mut factorial = 1;
        for k in 0..7 {
            f = g.derivative(f, x);
            factorial *= k as i64 + 1;
            let inverse = g.ratio(1, factorial);
            let scaled = g.product(&[inverse, f]);
            let mut context = Context::new();
            for (p, q) in [(1, 3), (1, 4), (1, 2), (3, 8)] {
                let at = Enclosure::from_rational(&Number::ratio(p, q).unwrap().to_rational(), 200);
                let point = crate::evaluate::Point::from([(x, at)]);
                let want = g.enclose(&[scaled], &point, &mut context, 200).pop().unwrap().unwrap();
                if (p, q) == (1, 3) {
                    let none = crate::evaluate::Point::new();
                    let found = constants.graph.enclose(&[exact[k]], &none, &mut context, 200);
                    assert!(found[0].as_ref().unwrap().overlaps(&want), "{text}, {k}");
                }
                let (low, high) = (ranges[k].inf(), ranges[k].sup());
                let value = want.to_f64();
                assert!(
                    low <= value && value <= high,
                    "{text}, {k}: {value} not in [{low}, {high}]"
                );
            }
        }
    }
}
