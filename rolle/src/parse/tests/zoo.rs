//! Every scalar entry of the zoo is read, and its values agree with an independent evaluation.
//!
//! `zoo/values.tsv` holds calls and their values: 40 digits of mpmath on the published formulas, some of them written
//! in another form than the catalogue's, with default and with other parameters.

use crate::evaluate::DigitLimits;
use crate::graph::Graph;
use crate::parse::builtin::Meaning;
use crate::parse::function::library;
use crate::parse::{ParseOptions, parse, parse_syntax};
use crate::zoo;

const VALUES: &str = include_str!("../../zoo/values.tsv");

#[test]
fn values_agree_with_mpmath() {
    let mut g = Graph::new();
    let mut wrong = Vec::new();
    for line in VALUES.lines() {
        let (call, expected) = line.split_once('\t').expect("a call and a value");
        let root = match g.parse(call) {
            Ok(root) => root,
            Err(error) => {
                wrong.push(format!("{call}: {error}"));
                continue;
            }
        };
        let found = g.decimal(root, &[], 20, DigitLimits::default());
        let found: f64 = found.ok().and_then(|text| text.parse().ok()).unwrap_or(f64::INFINITY);
        let expected: f64 = expected.parse().expect("a number");
        // Seventeen digits were recorded, and both sides round once.
        if (found - expected).abs() > 4e-16 * expected.abs() {
            wrong.push(format!("{call}: expected {expected:e}, found {found:e}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        VALUES.lines().count(),
        wrong.join("\n")
    );
}

#[test]
fn every_scalar_entry_has_values() {
    for entry in zoo::catalogue().iter().filter(|entry| entry.formula.is_some()) {
        let head = if entry.name == "torch.softplus" {
            "torch.nn.functional.softplus"
        } else {
            entry.name
        };
        let count = VALUES.lines().filter(|line| line.split('(').next() == Some(head)).count();
        assert!(count >= 2, "{} has {count} values", entry.name);
    }
}

#[test]
fn every_formula_is_read_without_an_error_or_a_free_name() {
    for id in 0..library().len() as u16 {
        let info = library().get(id);
        let text = match info.meaning {
            Meaning::Formula(text) => text,
            Meaning::Special => match zoo::find(info.name).and_then(|entry| entry.formula) {
                Some(text) => text,
                None => continue,
            },
            _ => continue,
        };
        let names: Vec<&str> = info.parameters.iter().map(|p| p.names[0]).collect();
        let source = format!("lambda {}: {text}", names.join(", "));
        let syntax = parse_syntax(&source, &ParseOptions::default());
        assert!(syntax.is_ok(), "{source}: {:?}", syntax.diagnostics);
        let free: Vec<&str> =
            syntax.tree.variables().iter().map(|name| syntax.tree.name(*name)).collect();
        assert_eq!(free, names, "{source}");
        // The text stands on its own too: no parameter has the name of a function.
        let alone = parse_syntax(text, &ParseOptions::default());
        assert!(alone.is_ok(), "{text}: {:?}", alone.diagnostics);
        for default in info.parameters.iter().filter_map(|p| p.default) {
            assert!(
                parse_syntax(default, &ParseOptions::default()).tree.variables().is_empty(),
                "{default}"
            );
        }
    }
}

#[test]
fn declared_derivatives_are_formulas() {
    for entry in zoo::catalogue() {
        let Some(text) = entry.declared_derivative else { continue };
        let names: Vec<&str> = entry.parameters.iter().map(|p| p.names[0]).collect();
        let source = format!("lambda {}: {text}", names.join(", "));
        let mut g = Graph::new();
        let parsed = parse(&mut g, &source, &ParseOptions::default()).expect(entry.name);
        assert_eq!(parsed.variables.len(), names.len(), "{}", entry.name);
    }
}

#[test]
fn functions_of_vectors_say_so() {
    for entry in zoo::catalogue().iter().filter(|entry| entry.vector_formula.is_some()) {
        let mut g = Graph::new();
        let error = g.parse(&format!("{}(x)", entry.name)).expect_err(entry.name);
        assert_eq!(error.kind(), crate::ErrorKind::Unsupported, "{}", entry.name);
        assert!(error.message().contains("function of a vector"), "{error}");
    }
}
