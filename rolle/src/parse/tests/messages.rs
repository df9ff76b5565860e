//! What is said about texts, in full: `messages.txt` holds each text after `=== `, then the tree if there is one, then
//! everything that is rendered for the reader.

use super::read;
use crate::parse::{Severity, parse_syntax, render_diagnostic};

const MESSAGES: &str = include_str!("messages.txt");

fn shown(source: &str) -> String {
    let syntax = read(source);
    let mut lines = Vec::new();
    lines.extend(syntax.tree.root().map(|root| format!("--> {}", syntax.tree.dump(root))));
    lines.extend(syntax.diagnostics.iter().map(|d| render_diagnostic(source, d)));
    lines.join("\n")
}

#[test]
fn every_message() {
    let mut wrong = Vec::new();
    let cases = MESSAGES.split("=== ").skip(1);
    for case in cases {
        let (source, expected) = case.split_once('\n').expect("a text on the first line");
        let source = source.replace('⏎', "\n");
        let found = shown(&source);
        if found.trim_end() != expected.trim_end() {
            wrong.push(format!("=== {source}\n{found}\n--- expected\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn places_of_fixes() {
    for (source, expected) in [
        ("sin(x", "sin(x)"),
        ("(x+(y*z", "(x+(y*z))"),
        ("(x]", "(x)"),
        ("1,5*x", "1.5*x"),
        ("x*sigmoyd(x)", "x*sigmoid(x)"),
        ("sinx + 1", "sin(x) + 1"),
    ] {
        let syntax = read(source);
        let fix = syntax.diagnostics.iter().find_map(|d| d.fix.clone()).expect("a fix");
        let mut mended = source.to_string();
        mended.replace_range(fix.span.start..fix.span.end, &fix.replacement);
        assert_eq!(mended, expected);
        assert!(read(&mended).is_ok(), "{mended}");
    }
}

#[test]
fn long_lines_are_cut() {
    let source = format!("{}*sigmoyd(x){}", "x+".repeat(500_000) + "1", "+x".repeat(500_000));
    let syntax = read(&source);
    let text = render_diagnostic(&source, &syntax.diagnostics[0]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[1].chars().count() < 110, "{text}");
    let mark = lines[2].find('^').expect("a mark");
    let before =
        lines[1].char_indices().nth(lines[2][..mark].chars().count()).expect("a character").0;
    assert!(lines[1][before..].starts_with("sigmoyd"), "{text}");
}

#[test]
fn columns_of_wide_and_combining_letters() {
    for (source, column) in [
        ("x·sigmoyd(β)", 2),
        ("日本+sigmoyd(x)", 5),
        ("e\u{301}+sigmoyd(x)", 2),
        ("đ^2+sigmoyd(x)", 4),
        ("\u{1f600}+sigmoyd(x)", 3),
        ("\t+sigmoyd(x)", 2),
    ] {
        let syntax = read(source);
        let error =
            syntax.diagnostics.iter().find(|d| d.message.contains("sigmoyd")).expect("an error");
        let text = render_diagnostic(source, error);
        let mark = text.lines().nth(2).and_then(|l| l.find('^')).expect("a mark");
        assert_eq!(mark, "1 | ".len() + column, "{text}");
    }
}

#[test]
fn tight_juxtaposition() {
    let options = super::ParseOptions { tight_juxtaposition: true, ..Default::default() };
    for (source, expected) in [
        ("1/2x", "(* 1 (/ (* 2 x)))"),
        ("1/2x*y", "(* 1 (/ (* 2 x)) y)"),
        ("2x^2", "(* 2 (^ x 2))"),
        ("-2x", "(* (neg 2) x)"),
        ("a/b(c+d)/e", "(* a (/ (* b (+ c d))) (/ e))"),
        ("2 sin x", "(* 2 (sin x))"),
    ] {
        let syntax = parse_syntax(source, &options);
        let root = syntax.tree.root().expect(source);
        assert_eq!(syntax.tree.dump(root), expected);
        assert!(syntax.diagnostics.is_empty(), "{source}");
    }
}

#[test]
fn several_at_once() {
    let syntax = read("foo(x) + * bar(y) + 1/2x");
    let severities: Vec<Severity> = syntax.diagnostics.iter().map(|d| d.severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Error, Severity::Error, Severity::Warning]);
}
