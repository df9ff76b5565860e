//! Tables of series, checked against SymPy; against derivatives; and in f64 close to the point.

use super::*;
use crate::calculus::limit::tests::formula::{evaluate, formula};
use crate::calculus::limit::tests::zoo::AT_INFINITY;

/// The side of a place such as `0`, `0+`, `0-`, `oo`.
fn approach(g: &mut Graph, place: &str) -> Approach {
    match place {
        "oo" => return Approach::PLUS_INFINITY,
        "-oo" => return Approach::MINUS_INFINITY,
        _ => {}
    }
    let point = formula(g, place.trim_end_matches(['+', '-']));
    match place.as_bytes()[place.len() - 1] {
        b'+' => Approach::right(point),
        b'-' => Approach::left(point),
        _ => Approach::both(point),
    }
}

fn check(function: &str, place: &str, order: i64, expected: &str) -> Result<(), String> {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = formula(&mut g, function);
    let at = approach(&mut g, place);
    let found = g.series(f, x, at, order);
    let fail =
        |why: String| Err(format!("series({function}, {place}, {order}): want {expected}, {why}"));
    let Expanded::Series(series) = found else {
        let kind = match &found {
            Expanded::SidesDiffer { .. } => "sides",
            Expanded::Outside => "outside",
            Expanded::Undecided(_) => "undecided",
            Expanded::Series(_) => unreachable!(),
        };
        return if kind == expected { Ok(()) } else { fail(format!("got {found:?}")) };
    };
    if series.terms.iter().any(|term| term.0 >= Number::from(order)) {
        return fail("a term beyond the order".into());
    }
    let sum = series.to_expr(&mut g);
    let want = formula(&mut g, expected);
    let difference = g.subtract(sum, want);
    let (scratch, roots) = g.extract(&[difference]);
    if Germs::new(scratch, 100_000).vanishes(roots[0]) != Ok(true) {
        return fail(format!("got {}", evaluate(&g, sum, x, 0.125)));
    }
    Ok(())
}

fn check_table(table: &[(&str, &str, i64, &str)]) {
    let failures: Vec<String> = table
        .iter()
        .filter_map(|(function, place, order, expected)| {
            check(function, place, *order, expected).err()
        })
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), table.len(), failures.join("\n"));
}

#[test]
fn taylor_and_laurent_series() {
    check_table(&[
        ("tanh(x)", "0", 8, "-17*x^7/315 + 2*x^5/15 - x^3/3 + x"),
        ("sin(x)", "0", 9, "-x^7/5040 + x^5/120 - x^3/6 + x"),
        ("cos(x)", "0", 8, "-x^6/720 + x^4/24 - x^2/2 + 1"),
        ("exp(x)", "0", 6, "x^5/120 + x^4/24 + x^3/6 + x^2/2 + x + 1"),
        ("exp(x)", "1", 4, "e*(x - 1)^3/6 + e*(x - 1)^2/2 + e*(x - 1) + e"),
        ("log(1 + x)", "0", 6, "x^5/5 - x^4/4 + x^3/3 - x^2/2 + x"),
        ("log(x)", "2", 4, "x/2 + (x - 2)^3/24 - (x - 2)^2/8 - 1 + log(2)"),
        ("1/(1 - x)", "0", 6, "x^5 + x^4 + x^3 + x^2 + x + 1"),
        ("sqrt(1 + x)", "0", 5, "-5*x^4/128 + x^3/16 - x^2/8 + x/2 + 1"),
        ("x^3 - 2*x + 1", "0", 6, "x^3 - 2*x + 1"),
        ("tan(x)", "0", 8, "17*x^7/315 + 2*x^5/15 + x^3/3 + x"),
        ("1/sin(x)", "0", 6, "31*x^5/15120 + 7*x^3/360 + x/6 + 1/x"),
        ("cot(x)", "0", 6, "-2*x^5/945 - x^3/45 - x/3 + 1/x"),
        ("1/x^2 + x", "0", 4, "x + x^(-2)"),
        ("exp(sin(x))", "0", 7, "-x^6/240 - x^5/15 - x^4/8 + x^2/2 + x + 1"),
        ("log(cos(x))", "0", 8, "-x^6/45 - x^4/12 - x^2/2"),
        ("sin(x)/x", "0", 8, "-x^6/5040 + x^4/120 - x^2/6 + 1"),
        ("(exp(x) - 1)/x", "0", 5, "x^4/120 + x^3/24 + x^2/6 + x/2 + 1"),
        ("x/(exp(x) - 1)", "0", 7, "x^6/30240 - x^4/720 + x^2/12 - x/2 + 1"),
        ("atan(x)", "0", 8, "-x^7/7 + x^5/5 - x^3/3 + x"),
        ("atan(x)", "1", 4, "x/2 + (x - 1)^3/12 - (x - 1)^2/4 - 1/2 + pi/4"),
        ("asin(x)", "0", 8, "5*x^7/112 + 3*x^5/40 + x^3/6 + x"),
        ("acos(x)", "0", 6, "-3*x^5/40 - x^3/6 - x + pi/2"),
        ("asinh(x)", "0", 8, "-5*x^7/112 + 3*x^5/40 - x^3/6 + x"),
        ("atanh(x)", "0", 8, "x^7/7 + x^5/5 + x^3/3 + x"),
        ("sinh(x)", "0", 8, "x^7/5040 + x^5/120 + x^3/6 + x"),
        ("cosh(x)", "0", 8, "x^6/720 + x^4/24 + x^2/2 + 1"),
        (
            "erf(x)",
            "0",
            8,
            "-x^7/(21*sqrt(pi)) + x^5/(5*sqrt(pi)) - 2*x^3/(3*sqrt(pi)) + 2*x/sqrt(pi)",
        ),
        ("erfc(x)", "0", 6, "-x^5/(5*sqrt(pi)) + 2*x^3/(3*sqrt(pi)) - 2*x/sqrt(pi) + 1"),
        ("1/(1 + exp(-x))", "0", 8, "-17*x^7/80640 + x^5/480 - x^3/48 + x/4 + 1/2"),
        ("log(1 + exp(x))", "0", 7, "x^6/2880 - x^4/192 + x^2/8 + x/2 + log(2)"),
        ("x/(1 + exp(-x))", "0", 7, "x^6/480 - x^4/48 + x^2/4 + x/2"),
        (
            "x*(1 + erf(x/sqrt(2)))/2",
            "0",
            9,
            "-sqrt(2)*x^8/(672*sqrt(pi)) + sqrt(2)*x^6/(80*sqrt(pi)) - sqrt(2)*x^4/(12*sqrt(pi)) + sqrt(2)*x^2/(2*sqrt(pi)) + x/2",
        ),
        (
            "x*tanh(log(1 + exp(x)))",
            "0",
            4,
            "-x^3*tanh(log(2))/4 - x^3*tanh(log(2))^2/8 + x^3*tanh(log(2))^3/4 + x^3/8 - x^2*tanh(log(2))^2/2 + x^2/2 + x*tanh(log(2))",
        ),
        ("x^2*exp(x)/(1 - x)", "0", 6, "8*x^5/3 + 5*x^4/2 + 2*x^3 + x^2"),
        ("1/(x*(1 - x)^2)", "0", 4, "5*x^3 + 4*x^2 + 3*x + 2 + 1/x"),
        ("1/(x^2 - 1)", "1", 4, "x/8 + (x - 1)^3/32 - (x - 1)^2/16 - 3/8 + 1/(2*(x - 1))"),
        ("1/(1 - cos(x))", "0", 5, "x^4/3024 + x^2/120 + 1/6 + 2/x^2"),
        (
            "(1 + x)^pi",
            "0",
            4,
            "-pi^2*x^3/2 + pi*x^3/3 + pi^3*x^3/6 - pi*x^2/2 + pi^2*x^2/2 + pi*x + 1",
        ),
        ("exp(1/(1 + x))", "0", 4, "-13*e*x^3/6 + 3*e*x^2/2 - e*x + e"),
        (
            "cos(x)",
            "pi/3",
            4,
            "sqrt(3)*(x - pi/3)^3/12 - (x - pi/3)^2/4 - sqrt(3)*(x - pi/3)/2 + 1/2",
        ),
        ("lambertw(x)", "0", 6, "125*x^5/24 - 8*x^4/3 + 3*x^3/2 - x^2 + x"),
        ("gamma(x)", "1", 2, "1 + digamma(1)*(x - 1)"),
        ("gamma(x)", "0", 1, "1/x + digamma(1)"),
        ("tanh(x)", "0", 2, "x"),
        ("x^5", "0", 3, "0"),
        ("1/x^3", "0", -2, "1/x^3"),
        ("(x^2 - 1)/(x - 1)", "1", 5, "2 + (x - 1)"),
    ]);
}

#[test]
fn kinks_have_a_series_on_each_side() {
    check_table(&[
        ("max(x, 0)", "0", 4, "sides"),
        ("max(x, 0)", "0-", 4, "0"),
        ("max(x, 0)", "0+", 4, "x"),
        ("abs(x)", "0-", 4, "-x"),
        ("Piecewise((x, x > 0), (exp(x) - 1, True))", "0-", 4, "x + x^2/2 + x^3/6"),
        ("Piecewise((x, x > 0), (exp(x) - 1, True))", "0+", 4, "x"),
        ("Piecewise((x, x > 0), (exp(x) - 1, True))", "0", 2, "x"),
        ("Piecewise((x, x > 0), (exp(x) - 1, True))", "0", 3, "sides"),
        ("x/(1 + abs(x))", "0-", 5, "x + x^2 + x^3 + x^4"),
        ("x/(1 + abs(x))", "0+", 5, "x - x^2 + x^3 - x^4"),
        ("x*min(max(x + 3, 0), 6)/6", "-3-", 3, "0"),
        ("x*min(max(x + 3, 0), 6)/6", "-3+", 3, "-(x + 3)/2 + (x + 3)^2/6"),
        ("sign(x)*log(1 + abs(x))", "0-", 4, "x + x^2/2 + x^3/3"),
        ("floor(x)", "2-", 3, "1"),
        ("floor(x)", "2", 3, "sides"),
        ("sqrt(x)", "0", 3, "sides"),
        ("sqrt(x)", "0-", 3, "outside"),
        ("Piecewise((1, x == 0), (sin(x)/x, True))", "0", 5, "1 - x^2/6 + x^4/120"),
    ]);
}

#[test]
fn roots_and_logarithms() {
    check_table(&[
        ("sqrt(x)", "0+", 3, "sqrt(x)"),
        ("sqrt(sin(x))", "0+", 4, "x^(1/2) - x^(5/2)/12"),
        ("acos(x)", "1-", 2, "sqrt(2)*(1 - x)^(1/2) + sqrt(2)*(1 - x)^(3/2)/12"),
        ("x*log(x)", "0+", 3, "x*log(x)"),
        ("x^x", "0+", 3, "1 + x*log(x) + x^2*log(x)^2/2"),
        ("log(sin(x))", "0+", 4, "log(x) - x^2/6"),
        ("root(x, 3)", "0-", 3, "-(-x)^(1/3)"),
        ("exp(sqrt(x))", "0+", 2, "1 + sqrt(x) + x/2 + x^(3/2)/6"),
        ("sin(1/x)", "0+", 3, "undecided"),
        ("exp(1/x)", "0+", 3, "undecided"),
        ("1/log(x)", "0+", 3, "1/log(x)"),
    ]);
}

#[test]
fn series_at_infinity() {
    check_table(&[
        ("1/(x - 1)", "oo", 5, "1/x + 1/x^2 + 1/x^3 + 1/x^4"),
        ("sqrt(x^2 + x)", "oo", 3, "x + 1/2 - 1/(8*x) + 1/(16*x^2)"),
        ("sqrt(x^2 + x)", "-oo", 3, "-x - 1/2 + 1/(8*x) - 1/(16*x^2)"),
        ("atan(x)", "oo", 6, "pi/2 - 1/x + 1/(3*x^3) - 1/(5*x^5)"),
        ("atan(x)", "-oo", 4, "-pi/2 - 1/x + 1/(3*x^3)"),
        ("exp(1/x)", "oo", 4, "1 + 1/x + 1/(2*x^2) + 1/(6*x^3)"),
        ("1/(1 + exp(-x))", "oo", 6, "1"),
        ("1/(1 + exp(-x))", "-oo", 6, "0"),
        ("tanh(x)", "-oo", 6, "-1"),
        ("x*(1 + erf(x/sqrt(2)))/2", "oo", 6, "x"),
        ("x*tanh(log(1 + exp(x)))", "oo", 6, "x"),
        ("log(1 + exp(x))", "oo", 3, "x"),
        ("x/sqrt(1 + x^2)", "oo", 6, "1 - 1/(2*x^2) + 3/(8*x^4)"),
        ("digamma(x)", "oo", 5, "log(x) - 1/(2*x) - 1/(12*x^2) + 1/(120*x^4)"),
        ("lgamma(x)", "oo", 4, "x*log(x) - log(x)/2 - x + log(2*pi)/2 + 1/(12*x) - 1/(360*x^3)"),
        ("x*exp(x^2)*erfc(x)*sqrt(pi)", "oo", 7, "1 - 1/(2*x^2) + 3/(4*x^4) - 15/(8*x^6)"),
        ("exp(-1/x^2)", "0", 6, "0"),
        ("log(x + 1)", "oo", 3, "log(x) + 1/x - 1/(2*x^2)"),
    ]);
}

#[test]
fn coefficients_are_derivatives_over_factorials() {
    let mut failures = Vec::new();
    for (function, _) in AT_INFINITY {
        let mut g = Graph::new();
        let x = g.symbol("x");
        let f = formula(&mut g, function);
        let point = g.ratio(1, 3);
        let series = match g.series(f, x, Approach::right(point), 5) {
            Expanded::Series(series) => series,
            Expanded::Outside => continue,
            other => {
                failures.push(format!("{function}: {other:?}"));
                continue;
            }
        };
        let (mut derivative, mut factorial) = (f, 1.0);
        for k in 0..5 {
            let want = evaluate(&g, derivative, x, 1.0 / 3.0) / factorial;
            let got = series.coefficient(&Number::from(k));
            let got = evaluate(&g, got, NodeId::ZERO, 0.0);
            // NaN: the point is a kink, or f64 has no such function.
            if (got - want).abs() > 1e-7 * want.abs().max(1.0) {
                failures.push(format!("{function}, coefficient {k}: want {want}, got {got}"));
            }
            derivative = g.derivative(derivative, x);
            factorial *= (k + 1) as f64;
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
