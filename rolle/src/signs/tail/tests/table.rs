//! A table of tails, each compared with values and with limits.

use super::*;

/// Checks one row: a function of x, an end, the largest threshold admitted, and what must come out: the leading
/// term, `zero`, `bounded` for a sign without a leading term, or `undecided` with a part of the reason.
fn check(function: &str, place: &str, most: i64, expected: &str) -> Result<(), String> {
    let mut g = Graph::new();
    let f = g.parse(function).unwrap();
    let tail = tail_at(&mut g, f, place);
    let shown = match &tail {
        Tail::Zero => "zero".to_string(),
        Tail::Undecided(why) => match expected.strip_prefix("undecided: ") {
            Some(part) if why.contains(part) => return Ok(()),
            _ => format!("undecided: {why}"),
        },
        Tail::Sign(proof) => match proof.coefficient {
            None => "bounded".to_string(),
            Some(c) => {
                let term = g.product(&[c, proof.monomial]);
                g.print(term).unwrap()
            }
        },
    };
    let fail = |what: String| Err(format!("{function} at {place}: {what}"));
    if shown != expected {
        return fail(format!("want {expected}, got {shown}"));
    }
    match contradiction(&mut g, f, place, &tail, 40) {
        Err(why) => return fail(why),
        Ok(0) => return fail("no value to compare with".into()),
        Ok(_) => {}
    }
    let Tail::Sign(proof) = tail else { return Ok(()) };
    if proof.threshold > Number::Small(most) {
        return fail(format!("the threshold is {}", proof.threshold.to_f64()));
    }
    match other_limit(&mut g, f, place, &proof) {
        Some(why) => fail(why),
        None => Ok(()),
    }
}

#[rustfmt::skip]
const TAILS: &[(&str, &str, i64, &str)] = &[
    // Polynomials and powers.
    ("x", "-oo", 2, "x"),
    ("x^3 - 1000x", "oo", 32, "x^3"),
    ("x^pi - x^3", "oo", 2, "x^pi"),
    ("1/x - 1/(x+1)", "oo", 2, "1/x^2"),
    ("1/(x-1)", "1-", 2, "-1/(1 - x)"),
    ("sqrt(x^2+x) - x", "oo", 2, "1/2"),
    ("cbrt(x) + 1", "-oo", 2, "-(-x)^(1/3)"),
    ("abs(x) - x", "-oo", 2, "-2*x"),
    ("sqrt(x)", "0+", 2, "sqrt(x)"),
    ("max(x, 3) - min(x, 3)", "oo", 4, "x"),
    // Exponentials and logarithms.
    ("exp(-exp(x))", "oo", 2, "exp(-exp(x))"),
    ("exp(-1/x)", "0+", 2, "exp(-1/x)"),
    ("log(log(x))", "oo", 4, "log(log(x))"),
    ("log(log(log(x)))", "oo", 16, "log(log(log(x)))"),
    ("x*log(x)", "0+", 2, "-x*log(1/x)"),
    ("x^x", "oo", 2, "exp(x*log(x))"),
    ("x^(1/x) - 1", "oo", 2, "log(x)/x"),
    ("exp(x)/x^x", "oo", 2, "exp(x - x*log(x))"),
    ("(1+1/x)^x - e", "oo", 2, "-e/(2*x)"),
    ("log(x+exp(exp(x))) - exp(x)", "oo", 4, "x*exp(-exp(x))"),
    ("x*log(x)/(x+1) - log(x)", "oo", 2, "-log(x)/x"),
    ("exp(x+1/x) - exp(x)", "oo", 2, "exp(x)/x"),
    ("log(1+exp(x)) - x", "oo", 2, "exp(-x)"),
    ("log(1-exp(-x))", "-oo", 2, "undecided: no value"),
    ("sqrt(x)", "-oo", 2, "undecided: no value"),
    // Functions with a limit, and the way to it.
    ("tanh(x) - 1", "oo", 2, "-2*exp(-2*x)"),
    ("atan(x) - pi/2", "oo", 2, "-1/x"),
    ("atan(x) + pi/2", "-oo", 2, "-1/x"),
    ("acot(x)", "oo", 2, "1/x"),
    ("asin(1-x) - pi/2", "0+", 2, "-sqrt(2)*sqrt(x)"),
    ("acos(x)", "1-", 2, "sqrt(2)*sqrt(1 - x)"),
    ("acosh(x) - log(2x)", "oo", 2, "-1/(4*x^2)"),
    ("asinh(x) + log(-2x)", "-oo", 2, "-1/(4*x^2)"),
    ("atanh(1-x)", "0+", 2, "log(1/x)/2"),
    ("acoth(x) - 1/x", "oo", 2, "1/(3*x^3)"),
    ("asech(x)", "0+", 2, "log(1/x)"),
    ("sech(x)", "-oo", 2, "2*exp(x)"),
    ("csch(x)", "0+", 2, "1/x"),
    ("coth(x) - 1", "oo", 2, "2*exp(-2*x)"),
    ("sinh(x) - exp(x)/2", "oo", 2, "-exp(-x)/2"),
    ("cosh(x)^2 - sinh(x)^2 - 1", "oo", 2, "zero"),
    ("erf(x) + 1", "-oo", 2, "-exp(-x^2)/(sqrt(pi)*x)"),
    ("erfc(x) - 2", "-oo", 2, "exp(-x^2)/(sqrt(pi)*x)"),
    ("erfc(x)*exp(x^2)*x*sqrt(pi) - 1", "oo", 2, "-1/(2*x^2)"),
    ("sigmoid(x) - 1", "oo", 2, "-exp(-x)"),
    ("sin(x) - x", "0-", 2, "-x^3/6"),
    ("cos(1/x) - 1", "oo", 2, "-1/(2*x^2)"),
    ("tan(x)", "pi/2-", 2, "1/(pi/2 - x)"),
    ("sec(x) - 1", "0+", 2, "x^2/2"),
    ("hypot(x, 1) - x", "oo", 2, "1/(2*x)"),
    ("sin(x)/x - 1", "0+", 2, "-x^2/6"),
    // Oscillation.
    ("x + sin(x)", "oo", 2, "x"),
    ("x^2 + x*sin(x)", "-oo", 2, "x^2"),
    ("exp(x + sin(x))", "oo", 2, "bounded"),
    ("3 + sin(x) - 9/x", "oo", 8, "bounded"),
    ("2 + sin(x)", "oo", 2, "bounded"),
    ("sin(x)", "oo", 2, "undecided: oscillates"),
    ("tan(x)", "oo", 2, "undecided: poles"),
    // What is not known.
    ("gamma(x)", "oo", 2, "undecided: `gamma`"),
    ("log(x)^10 - x", "oo", 2, "undecided: too weak"),
    ("x + a", "oo", 2, "undecided: a constant or a parameter"),
    ("(x+1)^2 - x^2 - 2x - 1", "oo", 2, "zero"),
];

#[test]
fn tails_of_a_table() {
    let failures: Vec<String> =
        TAILS.iter().filter_map(|row| check(row.0, row.1, row.2, row.3).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
