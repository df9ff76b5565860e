//! The smooth activations of the catalogue and their first three derivatives, on both tails.

use super::*;

/// Formulas, and the largest threshold on either side of the function and its derivatives.
#[rustfmt::skip]
const SMOOTH: &[(&str, i64)] = &[
    ("1/(1+exp(-x))", 4),
    ("sigmoid(x)", 4),
    ("tanh(x)", 2),
    ("-log(1+exp(-x))", 2),
    ("x/(1+exp(-x))", 4),
    ("x*sigmoid(x)", 4),
    ("x*tanh(log(1+exp(x)))", 4),
    ("x*(1+erf(x/sqrt(2)))/2", 4),
    ("x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))/2", 8),
    ("x/(1+exp(-1.702*x))", 4),
    ("log(1+exp(x))", 2),
    ("x-tanh(x)", 2),
    ("(x+sqrt(x^2+4))/2", 4),
    ("x*tanh(exp(x))", 4),
    ("((1+0.25)*x+(1-0.25)*x*erf(1000000*(1-0.25)*x))/2", 2),
    ("x*erf(log(1+exp(x)))", 4),
    ("x*log(1+1/(1+exp(-x)))", 4),
    ("x*tanh(log(1+1/(1+exp(-x))))", 4),
    ("x*tanh(x*(1+erf(x/sqrt(2)))/2)", 4),
    ("x*exp(-exp(-x))", 4),
    ("x*tanh(x)", 2),
    ("x/sqrt(1+x^2)", 4),
    ("(sqrt(x^2+1)-1)/2+x", 2),
    ("atan(x)", 2),
    ("1.7159*tanh(2*x/3)", 2),
    ("exp(-x^2)", 2),
    ("(1+erf((x-0.707107)/(0.282095*sqrt(2))))/2", 2),
    ("sqrt(log(1+exp(x)))", 4),
    ("30*tanh(x/30)", 32),
    ("0.5*tanh(0.5*x)", 4),
    ("erf(0.5*x)", 2),
    ("log((1+exp(x))/(1+exp(x-1)))", 4),
    ("(1+exp(-2*x))^(-1.5)", 2),
    ("x/(1-x*exp(-(x+exp(x))))", 4),
    ("log(cosh(x))", 2),
];

#[test]
fn smooth_activations_and_three_derivatives_are_decided_on_both_tails() {
    let mut failures = Vec::new();
    for &(formula, most) in SMOOTH {
        for place in ["oo", "-oo"] {
            let mut g = Graph::new();
            let x = g.symbol("x");
            let mut f = g.parse(formula).unwrap();
            for order in 0..4 {
                let tail = tail_at(&mut g, f, place);
                let compared = contradiction(&mut g, f, place, &tail, 7);
                let near = matches!(&tail, Tail::Sign(proof)
                    if proof.threshold <= most.into() && proof.coefficient.is_some());
                if !near || compared.as_ref().map_or(true, |&n| n < 4) {
                    failures.push(format!("{formula} at {place}, {order}: {tail:?} {compared:?}"));
                }
                f = g.derivative(f, x);
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// 1 + sin 2x touches zero: no strict sign, and none is claimed.
#[test]
fn the_slope_of_snake_is_not_decided() {
    let mut g = Graph::new();
    let (x, f) = (g.symbol("x"), g.parse("x + sin(x)^2").unwrap());
    assert!(matches!(tail_at(&mut g, f, "oo"), Tail::Sign(_)));
    let slope = g.derivative(f, x);
    assert!(matches!(tail_at(&mut g, slope, "oo"), Tail::Undecided(_)));
}
