//! Signs and limits of activation functions and their derivatives on tails.

use crate::arithmetic::{Arithmetic, Function};
use crate::coefficient::Coefficient;
use crate::jet::Jet;
use crate::model::{Limit, Model, Tail};
use crate::rational::Rational;
use std::cmp::Ordering;

/// A formula in reverse Polish notation: `x sigmoid x *`.
fn evaluate<A: Arithmetic>(a: &A, text: &str, x: &Jet<A::Number>) -> Option<Jet<A::Number>> {
    let constant = |value| Jet::constant(a, value, x.order());
    let mut stack: Vec<Jet<A::Number>> = Vec::new();
    for token in text.split_whitespace() {
        let value = match token {
            "x" => x.clone(),
            "pi" => constant(a.pi()?)?,
            "+" | "*" | "-" | "/" => {
                let (right, left) = (stack.pop().unwrap(), stack.pop().unwrap());
                match token {
                    "+" => left.add(a, &right)?,
                    "-" => left.add(a, &right.neg(a))?,
                    "*" => left.mul(a, &right)?,
                    _ => left.mul(a, &right.power(a, &Rational::integer(-1))?)?,
                }
            }
            _ if token.starts_with('^') => {
                stack.pop().unwrap().power(a, &token[1..].parse().unwrap())?
            }
            "neg" => stack.pop().unwrap().neg(a),
            _ => match token.parse() {
                Ok(value) => constant(a.rational(&value)?)?,
                Err(_) => stack.pop().unwrap().apply(a, function(token))?,
            },
        };
        stack.push(value);
    }
    assert_eq!(stack.len(), 1, "{text}");
    stack.pop()
}

const FUNCTIONS: [(&str, Function); 16] = [
    ("exp", Function::Exp),
    ("log", Function::Log),
    ("sin", Function::Sin),
    ("cos", Function::Cos),
    ("sinh", Function::Sinh),
    ("cosh", Function::Cosh),
    ("tanh", Function::Tanh),
    ("sigmoid", Function::Sigmoid),
    ("softplus", Function::Softplus),
    ("asin", Function::Asin),
    ("atan", Function::Atan),
    ("asinh", Function::Asinh),
    ("acosh", Function::Acosh),
    ("atanh", Function::Atanh),
    ("erf", Function::Erf),
    ("erfc", Function::Erfc),
];

fn function(name: &str) -> Function {
    FUNCTIONS.iter().find(|row| row.0 == name).unwrap_or_else(|| panic!("{name}")).1
}

const STARTS: [i64; 10] = [2, 3, 4, 6, 8, 12, 16, 24, 32, 64];

/// The sign and the limit, as `+ 0`; nothing where either is not proved.
fn show(tail: &Tail, model: &Model) -> Option<String> {
    let sign = match tail.sign(model)? {
        Ordering::Less => "-",
        Ordering::Equal => "0",
        Ordering::Greater => "+",
    };
    let limit = match tail.limit(model)? {
        Limit::Infinity => "oo".into(),
        Limit::MinusInfinity => "-oo".into(),
        Limit::Finite(Coefficient::Exact(value)) => match value.as_rational() {
            Some(value) => value.to_string(),
            None => value.enclose(80)?.to_string()[1..7].to_string(),
        },
        Limit::Finite(Coefficient::Enclosed(range)) => format!("~{}", &range.to_string()[1..7]),
    };
    Some(format!("{sign} {limit}"))
}

/// The k-th derivative by x in the direction of a substitution x = u(t).
fn derivative(tail: &Tail, text: &str, at: &str, k: usize) -> Option<Model> {
    let t = Jet::constant(tail, tail.variable(), 0)?;
    let x = evaluate(tail, at, &t)?.coefficients()[0].clone();
    evaluate(tail, text, &Jet::variable(tail, x, k)?)?.derivative(tail, k)
}

/// `T: sign limit` for the smallest T that is enough, for f and three derivatives.
fn row(text: &str, at: &str) -> String {
    let cell = |k| {
        STARTS.iter().find_map(|&from| {
            [2, 3, 4, 6].iter().find_map(|&terms| {
                let tail = Tail::new(Rational::integer(from), 96, terms)?;
                Some(format!("{from}: {}", show(&tail, &derivative(&tail, text, at, k)?)?))
            })
        })
    };
    (0..4).map(|k| cell(k).unwrap_or("none".into())).collect::<Vec<_>>().join(" | ")
}

#[test]
fn activations_at_both_ends() {
    let check = |name: &str, formula: &str, right: &str, left: &str| {
        assert_eq!(row(formula, "x"), right, "{name} at oo");
        assert_eq!(row(formula, "x neg"), left, "{name} at -oo");
    };
    check(
        "sigmoid",
        "x sigmoid",
        "2: + 1 | 2: + 0 | 2: - 0 | 3: + 0",
        "2: + 0 | 2: + 0 | 2: + 0 | 3: + 0",
    );
    check(
        "tanh",
        "x tanh",
        "2: + 1 | 2: + 0 | 2: - 0 | 2: + 0",
        "2: - -1 | 2: + 0 | 2: + 0 | 2: + 0",
    );
    check(
        "silu",
        "x x sigmoid *",
        "2: + oo | 2: + 1 | 3: - 0 | 4: + 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 4: - 0",
    );
    check(
        "gelu",
        "x x 2 ^-1/2 * erf 1 + * 1/2 *",
        "2: + oo | 2: + 1 | 2: - 0 | 3: + 0",
        "2: - 0 | 2: - 0 | 2: - 0 | 3: - 0",
    );
    check(
        "gelu_tanh",
        "x 2 pi / ^1/2 x x ^3 8943/200000 * + * tanh 1 + * 1/2 *",
        "2: + oo | 2: + 1 | 3: - 0 | 4: + 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 4: - 0",
    );
    check(
        "mish",
        "x x softplus tanh *",
        "2: + oo | 2: + 1 | 3: - 0 | 3: + 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 4: - 0",
    );
    check(
        "softplus",
        "x softplus",
        "2: + oo | 2: + 1 | 2: + 0 | 2: - 0",
        "2: + 0 | 2: + 0 | 2: + 0 | 2: + 0",
    );
    check(
        "elu",
        "x exp 1 -",
        "2: + oo | 2: + oo | 2: + oo | 2: + oo",
        "2: - -1 | 2: + 0 | 2: + 0 | 2: + 0",
    );
    check(
        "softsign",
        "x x 1 + /",
        "2: + 1 | 3: + 0 | 4: - 0 | 6: + 0",
        "2: + 1 | 3: + 0 | 3: + 0 | 4: + 0",
    );
    check(
        "square plus",
        "x ^2 1 + ^1/2 x -",
        "2: + 0 | 2: - 0 | 2: + 0 | 2: - 0",
        "2: + oo | 2: - -2 | 2: + 0 | 2: + 0",
    );
    check(
        "golu",
        "x x neg exp neg exp *",
        "2: + oo | 2: + 1 | 3: - 0 | 4: + 0",
        "2: - 0 | 2: - 0 | 2: - 0 | 2: - 0",
    );
    check(
        "telu",
        "x x exp tanh *",
        "2: + oo | 2: + 1 | 2: - 0 | 2: + 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 4: - 0",
    );
    check(
        "serf",
        "x x softplus erf *",
        "2: + oo | 2: + 1 | 3: - 0 | 3: + 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 4: - 0",
    );
    check(
        "logish",
        "x x sigmoid 1 + log *",
        "2: + oo | 2: + ~6.9314 | 3: - 0 | 4: + 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 4: - 0",
    );
    check(
        "smish",
        "x x sigmoid 1 + log tanh *",
        "2: + oo | 2: + ~5.9999 | 3: - 0 | 4: + 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 4: - 0",
    );
    check(
        "phish",
        "x x x 2 ^-1/2 * erf 1 + * 1/2 * tanh *",
        "2: + oo | 2: + 1 | 3: - 0 | 4: + 0",
        "2: + 0 | 2: + 0 | 3: + 0 | 3: + 0",
    );
    check(
        "gaussian",
        "x ^2 neg exp",
        "2: + 0 | 2: - 0 | 2: + 0 | 2: - 0",
        "2: + 0 | 2: + 0 | 2: + 0 | 2: + 0",
    );
    check("log1p", "x 1 + log", "2: + oo | 2: + 0 | 3: - 0 | 4: + 0", "none | none | none | none");
    check(
        "log log",
        "x log log",
        "3: + oo | 3: + 0 | 3: - 0 | 3: + 0",
        "none | none | none | none",
    );
    check(
        "power",
        "x ^2/3",
        "2: + oo | 2: + 0 | 2: - 0 | 2: + 0",
        "2: + oo | 2: - 0 | 2: - 0 | 2: - 0",
    );
    check(
        "atan",
        "x atan",
        "2: + 1.5707 | 2: + 0 | 2: - 0 | 2: + 0",
        "2: - -1.570 | 2: + 0 | 2: + 0 | 2: + 0",
    );
    check(
        "asinh",
        "x asinh",
        "2: + oo | 2: + 0 | 2: - 0 | 2: + 0",
        "2: - -oo | 2: + 0 | 2: + 0 | 2: + 0",
    );
    check(
        "colu",
        "x 1 x x x exp + neg exp * - /",
        "2: + oo | 2: + 1 | 2: + 0 | 2: - 0",
        "2: - 0 | 2: - 0 | 3: - 0 | 3: - 0",
    );
}

#[test]
fn finite_ends_and_oscillations() {
    let check = |formula: &str, at: &str, expected: &str| {
        assert_eq!(row(formula, at), expected, "{formula} at {at}");
    };
    check("x log", "1 x /", "2: - -oo | 2: + oo | 2: - -oo | 2: + oo");
    check("x x log *", "1 x /", "2: - 0 | 3: - -oo | 2: + oo | 2: - -oo");
    check("x ^-1", "1 x /", "2: + oo | 2: - -oo | 2: + oo | 2: - -oo");
    check("x ^-1", "1 x / neg", "2: - -oo | 2: - -oo | 2: - -oo | 2: - -oo");
    check("x ^1/2", "1 x /", "2: + 0 | 2: + oo | 2: - -oo | 2: + oo");
    check("x sigmoid", "1 x /", "2: + 1/2 | 2: + 1/4 | 2: - 0 | 2: - -1/8");
    check("x softplus", "1 x /", "2: + ~6.9314 | 2: + 1/2 | 2: + 1/4 | 2: - 0");
    check("x acosh", "1 1 x / +", "2: + 0 | 2: + oo | 2: - -oo | 2: + oo");
    check("x asin", "1 1 x / -", "2: + 1.5707 | 2: + oo | 2: + oo | 2: + oo");
    check("x atanh", "1 1 x / -", "2: + oo | 2: + oo | 2: + oo | 2: + oo");
    check("x sin x /", "1 x /", "2: + 1 | 2: - 0 | 2: - -1/3 | 2: + 0");
    check("1 x cos - x ^2 /", "1 x /", "2: + 1/2 | 2: - 0 | 2: - -1/12 | 2: + 0");
    check("x exp", "1 1 x / +", "2: + ~2.7182 | 2: + ~2.7182 | 2: + ~2.7182 | 2: + ~2.7182");
    check("x x sin +", "x", "2: + oo | none | none | none");
    check("x sin x /", "x", "none | none | none | none");
}
