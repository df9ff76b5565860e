//! Signs and limits of activation functions and their derivatives on tails.

use crate::arithmetic::{Arithmetic, Function};
use crate::bound;
use crate::coefficient::Coefficient;
use crate::enclose::Enclosing;
use crate::exact::Surd;
use crate::interval::Interval;
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

fn function(name: &str) -> Function {
    Function::named(name).unwrap_or_else(|| panic!("{name}"))
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
        "2: + oo | 2: + 1 | 3: - 0 | 3: + 0",
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
    check("x sin x /", "1 x /", "2: + 1 | 2: - 0 | 2: - -1/3 | 2: + 0");
    check("1 x cos - x ^2 /", "1 x /", "2: + 1/2 | 2: - 0 | 2: - -1/12 | 2: + 0");
    check("x exp", "1 1 x / +", "2: + ~2.7182 | 2: + ~2.7182 | 2: + ~2.7182 | 2: + ~2.7182");
    check("x x sin +", "x", "2: + oo | none | none | none");
    check("x sin x /", "x", "none | none | none | none");
}

/// A generator of numbers that look random (Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// A formula with so many levels of operations.
    fn formula(&mut self, levels: usize) -> String {
        if levels == 0 || self.below(8) == 0 {
            return match self.below(3) {
                0 => self.pick(&["1", "2", "-1", "1/2", "-3/7", "5", "pi"]).into(),
                _ => "x".into(),
            };
        }
        let first = self.formula(levels - 1);
        match self.below(10) {
            0..4 => format!("{first} {}", Function::NAMES[self.below(Function::NAMES.len())].0),
            4 => format!("{first} ^{}", self.pick(&["2", "3", "-1", "-2", "1/2", "1/3", "-2/3"])),
            _ => {
                format!("{first} {} {}", self.formula(levels - 1), self.pick(&["+", "-", "*", "/"]))
            }
        }
    }
}

/// The formulas that are drawn; 2000 of them passed too.
const FORMULAS: usize = 250;

/// The values of a model at a point.
fn value(model: &Model, t: &Interval, a: Enclosing) -> Interval {
    let mut sum = Interval::integer(0);
    let mut add = |factor: &Interval, monomial| {
        let m = bound::value(monomial, t, a).unwrap();
        sum = sum.add(&factor.mul(&m, a.bits), a.bits);
    };
    for term in &model.terms {
        add(&term.coefficient.enclosure(a.bits).unwrap(), &term.monomial);
    }
    if let Some(rest) = &model.rest {
        add(&rest.factor, &rest.monomial);
    }
    sum
}

/// Checks the derivatives of a formula at points of a tail against enclosures there; the number of comparisons.
fn compare(formula: &str, at: &str, tail: &Tail) -> usize {
    const ORDER: usize = 2;
    let a = Enclosing { bits: 300 };
    let mut compared = 0;
    for k in 0..=ORDER {
        let Some(model) = derivative(tail, formula, at, k) else { break };
        let (sign, all) = (tail.sign(&model), tail.enclosure(&model));
        for factor in ["1", "65/64", "5/4", "2", "7", "40", "3000"] {
            let context = || format!("{formula} at {at}, derivative {k} at {factor}·T, {tail:?}");
            let t = &factor.parse::<Rational>().unwrap() * tail.from();
            let t = Interval::from_rational(&t, 300);
            let point = Jet::constant(&a, t.clone(), 0).unwrap();
            let x = evaluate(&a, at, &point).unwrap().coefficients()[0].clone();
            let jet = evaluate(&a, formula, &Jet::variable(&a, x, k).unwrap());
            // Enclosures cannot tell that x/x is in the domain of the inverse sine.
            let Some(truth) = jet.and_then(|jet| jet.derivative(&a, k)) else { continue };
            let modeled = value(&model, &t, a);
            assert!(modeled.intersect(&truth).is_some(), "{}: {modeled} {truth}", context());
            if let Some(all) = &all {
                assert!(all.intersect(&truth).is_some(), "{}: {all} {truth}", context());
            }
            if let (Some(sign), Some(true_sign)) = (sign, truth.sign()) {
                assert_eq!(sign, true_sign, "{}: {truth}", context());
            }
            compared += 1;
        }
    }
    compared
}

#[test]
fn models_hold_the_values_of_random_formulas() {
    let mut random = Random(2026);
    let mut compared = 0;
    for _ in 0..FORMULAS {
        let levels = 2 + random.below(3);
        let formula = random.formula(levels);
        let at = random.pick(&["x", "x neg", "1 x /", "x ^-1 neg", "1 1 x / +", "1/2 1 x / -"]);
        let from = Rational::new((STARTS[random.below(5)] * 3 + 1).into(), 3.into()).unwrap();
        let terms = 1 + random.below(5);
        compared += compare(&formula, at, &Tail::new(from, 64, terms).unwrap());
    }
    assert!(compared > 10 * FORMULAS, "{compared}");
}

/// What cancels by exact arithmetic is gone; what cancels by enclosures decides nothing, though its true sign is plain.
#[test]
fn cancellation_by_enclosures_decides_nothing() {
    let read = |formula: &str, at: &str| {
        let tail = Tail::new(Rational::integer(16), 96, 6).unwrap();
        let model = derivative(&tail, formula, at, 0).unwrap();
        (tail.sign(&model), tail.limit(&model))
    };
    // log 2 and √6 have no exact form, or no sum with the others has.
    for (formula, at) in [
        // −x⁴/192 + …, and zero.
        ("x softplus 2 log - x 2 / - x ^2 8 / -", "1 x /"),
        ("x 2 log * x 4 log * 1/2 * -", "x"),
        ("2 ^1/2 3 ^1/2 + 2 ^1/2 - 3 ^1/2 - x ^-1 +", "x"),
        ("1 x + exp 1 exp x exp * - x neg exp +", "x"),
        ("1 erf 1 erfc + 1 -", "x"),
    ] {
        let (sign, limit) = read(formula, at);
        assert_eq!(sign, None, "{formula}");
        match limit {
            Some(Limit::Finite(Coefficient::Enclosed(range))) => {
                assert!(range.contains_zero() && !range.is_point(), "{formula}: {range}")
            }
            other => assert!(other.is_none(), "{formula}: {other:?}"),
        }
    }
    for (formula, at) in [
        ("x x -", "x"),
        ("8 ^1/2 2 ^1/2 - 2 ^1/2 -", "x"),
        ("x 2 ^-1/2 * ^2 x ^2 2 / -", "x"),
        ("x exp x exp ^2 * x 3 * exp -", "x"),
        ("x ^1/3 ^3 x -", "x neg"),
        ("pi sin x *", "x"),
        ("x exp log x -", "x neg"),
        ("x 1 * x / 1 -", "1 x /"),
    ] {
        let zero = Limit::Finite(Coefficient::Exact(Surd::zero()));
        assert_eq!(read(formula, at), (Some(Ordering::Equal), Some(zero)), "{formula}");
    }
}

#[test]
fn what_is_not_defined_on_the_whole_tail_is_refused() {
    for (formula, at) in [
        ("x log", "x neg"),
        ("x ^1/2", "x neg"),
        ("x log log", "1 1 x / -"),
        ("x sin log", "x"),
        ("x sin ^-1", "x"),
        ("x x - log", "x"),
        ("x x - ^-1", "x"),
        // Poles beyond T = 16.
        ("1 x 17 - /", "x"),
        ("x 100 - log", "x"),
        ("x 100 - ^1/2", "x"),
        ("x log 3 - log", "x"),
    ] {
        let tail = Tail::new(Rational::integer(16), 96, 6).unwrap();
        assert!(derivative(&tail, formula, at, 0).is_none(), "{formula} at {at}");
    }
}

/// What a stranger may write ends soon, without a panic.
#[test]
fn hostile_formulas_end() {
    let roots = |between: &str| (2..40).map(|k| format!("x ^1/{k} {between} ")).collect::<String>();
    let product = roots("exp") + &"* ".repeat(37);
    let sum = format!("x {}exp", roots("+"));
    let nested = |step: &str, times| format!("x {}", step.repeat(times));
    for (formula, models) in [
        (product, true),
        (sum, false),
        (nested("softplus ", 30), true),
        (nested("x + tanh x * softplus ", 8), true),
        (nested("1 + log ", 6), false),
        (nested("exp ", 5), false),
        (nested("^2 ", 40), true),
        ("x ^100000000000000000000".into(), true),
        ("x ^1/100000000000000000000 exp".into(), true),
        ("x 1 + ^1000001/3".into(), true),
        ("2 ^1000000007 x *".into(), true),
        ("x ^-1 100000000000000000000 ^100000000000000000000 *".into(), true),
    ] {
        let tail = Tail::new(Rational::integer(8), 96, 6).unwrap();
        let found = derivative(&tail, &formula, "x", 1);
        assert_eq!(found.is_some(), models, "{formula}");
    }
    for (from, bits, terms) in [(1, 96, 6), (8, 31, 6), (8, 1025, 6), (8, 96, 0), (8, 96, 17)] {
        assert!(Tail::new(Rational::integer(from), bits, terms).is_none());
    }
}
