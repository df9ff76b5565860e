//! What the rules make of formulas.

use super::{EXP_RATIO, LOG_RATIO, stabilize};
use crate::Graph;

/// The stable form in words: `R[w: ...]` for a ratio at e^w, `L[w: ...]` for its logarithm.
fn stable_form(text: &str) -> String {
    let mut g = Graph::new();
    let root = g.parse(text).unwrap();
    let stable = stabilize(&g, &[root]);
    let mut printed = stable.graph.print(stable.roots[0]).unwrap();
    for (k, ratio) in stable.ratios.iter().enumerate() {
        let words =
            format!("{} t^{} ({})/({})", ratio.scale, ratio.shift, ratio.above, ratio.below);
        for (name, letter) in [(EXP_RATIO, 'R'), (LOG_RATIO, 'L')] {
            let w = stable.graph.print(ratio.exponent.unwrap().0).unwrap();
            printed =
                printed.replace(&format!("{name}({w}, {k})"), &format!("{letter}[{w}: {words}]"));
        }
    }
    printed
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(stable_form(text), expected, "{text}");
}

/// All spellings of the logistic function, its slope and its kin have one form.
#[test]
fn ratios_of_one_exponential() {
    let slope = "R[x: 1 t^1 (1)/(x^2 + 2*x + 1)]";
    check("1/(1+exp(-x))", "R[x: 1 t^1 (1)/(x + 1)]");
    check("sigmoid(x)*(1-sigmoid(x))", slope);
    check("exp(-x)/(1 + exp(-x))^2", slope);
    check("x*sigmoid(x) - x*sigmoid(x)^2", &format!("x*{slope}"));
    check("1-tanh(x)^2", "R[2*x: 4 t^1 (1)/(x^2 + 2*x + 1)]");
    check("2*sigmoid(x)-1", "R[x: 1 t^0 (x - 1)/(x + 1)]");
    check("(exp(x)-exp(-x))/(exp(x)+exp(-x))", "R[2*x: 1 t^0 (x - 1)/(x + 1)]");
    check("x*tanh(log(1+exp(x)))", "x*R[x: 1 t^1 (x + 2)/(x^2 + 2*x + 2)]");
    check("sigmoid(1.702*x)", "R[851*x/500: 1 t^1 (1)/(x + 1)]");
    check("exp(x)-1", "R[x: 1 t^0 (x - 1)/(1)]");
    check("cosh(x)-1", "R[x: 1/2 t^-1 (x^2 - 2*x + 1)/(1)]");
}

#[test]
fn what_cannot_cancel_stays() {
    check("exp(x) + 5", "5 + exp(x)");
    check("x + exp(x)", "x + exp(x)");
    check("sinh(x)", "sinh(x)");
    check("exp(-x^2/2)", "exp(-x^2/2)");
    check("sqrt(x) + sqrt(x + 1)", "sqrt(x) + sqrt(x + 1)");
}

#[test]
fn logarithms() {
    check("log(1+exp(x))", "L[x: 1 t^0 (x + 1)/(1)]");
    check("log(1+exp(x)) - x", "L[x: 1 t^-1 (x + 1)/(1)]");
    check("log(sigmoid(x))", "L[x: 1 t^1 (1)/(x + 1)]");
    check("log(cosh(x))", "L[x: 1/2 t^-1 (x^2 + 1)/(1)]");
    check("log(1-x^2)", "#log1p(-x^2)");
    check("log(1-exp(x))", "log(R[x: -1 t^0 (x - 1)/(1)])");
}

#[test]
fn complements() {
    check("x/2*(1+erf(x/sqrt(2)))", "x*erfc(-sqrt(2)*x/2)/2");
    check("x/2+x/2*erf(x/sqrt(2))", "x*erfc(-sqrt(2)*x/2)/2");
    check("1-erf(x)^2", "erfc(x)*erfc(-x)");
    check("2 + erf(x)", "2 + erf(x)");
    check("x-x*cos(x)", "2*x*sin(x/2)^2");
}

#[test]
fn conjugates() {
    check(
        "x+sqrt(x^2+4)",
        "{-4/(x - hypot(2, x)) if x*hypot(2, x) < 0; x + hypot(2, x) otherwise}",
    );
    check("sqrt(x+1)-1", "{-x/(-sqrt(x + 1) - 1) if -sqrt(x + 1) < 0; sqrt(x + 1) - 1 otherwise}");
}

#[test]
fn powers_of_one_base() {
    check("1/sqrt(x^2+1) - x^2/(x^2+1)^(3/2)", "1/hypot(1, x)^3");
    check("3*x^3/(x^2+1)^(5/2) - 3*x/(x^2+1)^(3/2)", "-3*x/hypot(1, x)^5");
    check("1/(1+x) - 1/(1+x)^2", "x/(x + 1)^2");
}
