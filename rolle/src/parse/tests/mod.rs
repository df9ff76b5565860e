//! Tests of the parser: what trees the texts become, what is said about them, and that nothing breaks it.

mod formulas;
mod limits;
mod messages;
mod print;
mod spans;
mod trees;
mod zoo;

use super::{ParseOptions, Syntax, parse_syntax};

/// The text read with the default options.
fn read(source: &str) -> Syntax {
    parse_syntax(source, &ParseOptions::default())
}

/// The tree as an S-expression, or the errors.
fn dump(source: &str) -> String {
    let syntax = read(source);
    match syntax.tree.root() {
        Some(root) => syntax.tree.dump(root),
        None => {
            let errors = syntax.diagnostics.iter().filter(|d| d.is_error());
            errors.map(|d| format!("error: {}", d.message)).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Each text becomes the tree, without a word.
fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (source, expected) in table {
        let found = dump(source);
        let said: Vec<String> = read(source).diagnostics.into_iter().map(|d| d.message).collect();
        if found != *expected || !said.is_empty() {
            wrong.push(format!(
                "{source}\n  expected {expected}\n  found    {found}\n  said     {said:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Each text becomes the tree, with exactly these messages.
fn check_warned(table: &[(&str, &str, &[&str])]) {
    let mut wrong = Vec::new();
    for (source, expected, messages) in table {
        let found = dump(source);
        let said: Vec<String> = read(source).diagnostics.into_iter().map(|d| d.message).collect();
        if found != *expected || said != *messages {
            wrong.push(format!(
                "{source}\n  expected {expected}\n  found    {found}\n  said     {said:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
