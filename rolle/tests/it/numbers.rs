//! Values and slopes in floating point: what frameworks get wrong comes out right, however it is spelled.

// Digits are quoted as published.
#![allow(clippy::excessive_precision)]

use rolle::Graph;
use rolle::tape::compile;

/// The n-th derivative of a formula at a point, in double precision.
fn value64(text: &str, order: usize, x: f64) -> f64 {
    let mut g = Graph::new();
    let (mut f, var) = (g.parse(text).unwrap(), g.symbol("x"));
    for _ in 0..order {
        f = g.derivative(f, var);
    }
    let tape = compile(&g, &[f], &[var]).unwrap();
    let result = tape.evaluator::<f64>().eval(&[&[x]]).unwrap();
    result[0][0]
}

fn value32(text: &str, order: usize, x: f32) -> f32 {
    let mut g = Graph::new();
    let (mut f, var) = (g.parse(text).unwrap(), g.symbol("x"));
    for _ in 0..order {
        f = g.derivative(f, var);
    }
    let tape = compile(&g, &[f], &[var]).unwrap();
    tape.evaluator::<f32>().eval(&[&[x]]).unwrap()[0][0]
}

#[track_caller]
fn check64(text: &str, order: usize, x: f64, expected: f64, ulps: f64) {
    let value = value64(text, order, x);
    let ulp = (f64::from_bits(expected.abs().to_bits() + 1) - expected.abs()).max(5e-324);
    let error = (value - expected).abs() / ulp;
    assert!(
        value == expected || error <= ulps,
        "{text}, order {order}, at {x}: {value:e} instead of {expected:e}, {error} ulp"
    );
}

#[track_caller]
fn check32(text: &str, order: usize, x: f32, expected: f64, ulps: f64) {
    let value = value32(text, order, x);
    let nearest = expected as f32;
    let ulp = f64::from(f32::from_bits(nearest.abs().to_bits() + 1) - nearest.abs());
    let error = (f64::from(value) - expected).abs() / ulp;
    assert!(
        f64::from(value) == expected || error <= ulps,
        "{text}, order {order}, at {x}: {value:e} instead of {expected:e}, {error} ulp"
    );
}

/// The wrong values of current frameworks (`torch` 2.15, `jax` 0.10.2), with the right ones.
#[test]
fn what_frameworks_get_wrong() {
    for sigmoid in ["sigmoid(x)", "1/(1+exp(-x))", "exp(x)/(1+exp(x))", "(1+tanh(x/2))/2"] {
        check32(sigmoid, 1, 17.0, 4.1399373760035016e-8, 4.0);
        check64(sigmoid, 1, 37.42994775023705, 5.5511151231257755e-17, 4.0);
    }
    for silu in ["x*sigmoid(x)", "x/(1+exp(-x))", "x*exp(x)/(exp(x)+1)"] {
        check64(silu, 2, 40.410841513445845, -1.0820525268131132e-16, 8.0);
        check64(silu, 1, -709.0, -8.6148077144138353e-306, 8.0);
        check32(silu, 0, f32::NEG_INFINITY, 0.0, 0.0);
    }
    for logsigmoid in ["log(sigmoid(x))", "-log(1+exp(-x))"] {
        check64(logsigmoid, 2, 37.42994775023705, -5.5511151231257755e-17, 4.0);
    }
    for tanh in ["tanh(x)", "(exp(x)-exp(-x))/(exp(x)+exp(-x))", "2*sigmoid(2x)-1"] {
        check32(tanh, 1, 9.2, 4.083585763824763e-8, 4.0);
        check32(tanh, 2, 10.0, -1.6489228843561127e-8, 4.0);
    }
    for gelu in ["x/2*(1+erf(x/sqrt(2)))", "0.5*x + 0.5*x*erf(x/sqrt(2))", "x*normcdf(x)"] {
        check32(gelu, 0, -6.0, -5.9195258702261888e-9, 4.0);
        check32(gelu, 0, -5.5, -1.0444259356238246e-7, 4.0);
        check64(gelu, 0, -9.0, -1.0157295653584566e-18, 4.0);
        check32(gelu, 0, f32::INFINITY, f64::INFINITY, 0.0);
    }
    for gelu in
        ["x/2*(1+tanh(sqrt(2/pi)*(x+0.044715x^3)))", "x*sigmoid(2*sqrt(2/pi)*(x+0.044715x^3))"]
    {
        check32(gelu, 0, -6.0, -8.4396467007622971e-11, 4.0);
        check32(gelu, 1, -6.0, -7.7099739309536955e-10, 8.0);
        check32(gelu, 1, 300.0, 1.0, 1.0);
    }
    let elu = "{x if x > 0; exp(x) - 1 otherwise}";
    check32(elu, 1, -20.0, 2.0611536224385578e-9, 2.0);
    check64(elu, 1, -40.0, 4.248354255291589e-18, 2.0);
    check64("(x+sqrt(x^2+4))/2", 0, -1e4, 9.9999999e-5, 2.0);
    check64("(x+sqrt(x^2+4))/2", 1, -1e4, 9.99999970000001e-9, 4.0);
    check64("x*tanh(exp(x))", 1, 100.0, 1.0, 1.0);
    check64("x*exp(-exp(-x))", 1, -100.0, 0.0, 0.0);
    check64("log(1+exp(x))", 1, 100.0, 1.0, 1.0);
    check64("sqrt(log(1+exp(x)))", 1, -110.0, 6.4979071250375154e-25, 4.0);
    check64("log(1+exp(x)) - x", 0, 20.0001, 2.0609475152579862e-9, 4.0);
}

#[test]
fn no_number_in_no_number_out() {
    for text in ["{x^2 if x > 0; 0 otherwise}", "max(x, 0)", "{1 if x == 0; sin(x)/x otherwise}"] {
        assert!(value64(text, 0, f64::NAN).is_nan(), "{text}");
        assert!(value32(text, 1, f32::NAN).is_nan(), "{text}");
    }
    assert!(value64("log(x)", 0, -1.0).is_nan());
}

#[test]
fn limits_at_infinity() {
    for (text, order, low, high) in [
        ("x*sigmoid(x)", 0, 0.0, f64::INFINITY),
        ("x*sigmoid(x)", 1, 0.0, 1.0),
        ("x/(1+abs(x))", 0, -1.0, 1.0),
        ("x*exp(-x^2)", 0, 0.0, 0.0),
        ("atan(x)", 1, 0.0, 0.0),
    ] {
        assert_eq!(value64(text, order, f64::NEG_INFINITY), low, "{text}");
        assert_eq!(value64(text, order, f64::INFINITY), high, "{text}");
    }
    // What overflows on the way does not overflow at the end.
    check64("sqrt(x^2 + 1)", 0, 1e200, 1e200, 1.0);
    check64("exp(x)/(exp(x) + exp(-x))", 0, 800.0, 1.0, 0.0);
    check64("x^(1/3)", 0, 8e-300, 2e-100, 1.0);
    check64("x/sqrt(1+x^2)", 1, 1e80, 1e-240, 2.0);
    check64("(x+sqrt(x^2+4))/2", 2, 1e60, 2e-180, 2.0);
}
