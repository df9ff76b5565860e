//! Values to 60 digits, correctly rounded, from Arb by way of python-flint; two thirds of them agree
//! with mpmath digit by digit. A row is a name, the arguments, the value.

use super::super::{Context, to_decimal};
use super::{call, number};

const VALUES: &str = include_str!("values.txt");

/// Sign, digits without the point, and the exponent of the first digit.
fn parts(text: &str, digits: usize) -> (bool, String, i64) {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (body, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let all = format!("{whole}{fraction}");
    let zeros = all.len() - all.trim_start_matches('0').len();
    let place = exponent.parse::<i64>().unwrap() + whole.len() as i64 - 1 - zeros as i64;
    let mut kept = all.trim_start_matches('0').to_string();
    while kept.len() < digits {
        kept.push('0');
    }
    (negative, kept, place)
}

/// The value to 60 digits, the precision doubled until they are certain.
fn sixty_digits(ctx: &mut Context, name: &str, arguments: &[&str]) -> Option<String> {
    let mut prec = 100;
    while prec < 1 << 14 {
        let x: Vec<_> = arguments.iter().map(|text| number(text, prec)).collect();
        let value = call(ctx, name, &x, prec);
        if let Some(text) = value.ok().and_then(|value| to_decimal(&value, 60)) {
            return Some(text);
        }
        prec *= 2;
    }
    None
}

#[test]
fn every_value_comes_out_to_sixty_digits() {
    let mut ctx = Context::new();
    let mut failures = Vec::new();
    for line in VALUES.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (name, expected) = (words[0], words[words.len() - 1]);
        let found = sixty_digits(&mut ctx, name, &words[1..words.len() - 1]);
        if found.as_deref().map(|text| parts(text, 60)) != Some(parts(expected, 60)) {
            failures.push(format!("{line}\n    found {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_function_has_twenty_values_or_more() {
    let mut counts = std::collections::BTreeMap::new();
    for line in VALUES.lines() {
        *counts.entry(line.split_whitespace().next().unwrap()).or_insert(0) += 1;
    }
    for constant in ["pi", "e", "ln2", "euler"] {
        counts.remove(constant);
    }
    assert_eq!(counts.len(), 30);
    for (name, count) in counts {
        let least = if name == "pow" || name == "atan2" { 14 } else { 19 };
        assert!(count >= least, "{name} has {count}");
    }
}
