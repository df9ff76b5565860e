//! What went wrong, for people and for programs, and the exit code that says so.

use rolle::parse::{Diagnostic, render_diagnostic};
use rolle::{Error, ErrorKind, Span};
use serde_json::{Value, json};

/// Exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// An answer.
    Answer = 0,
    /// A result could not be written out, or a claim was refuted.
    Failed = 1,
    /// Bad usage, no formula, no such value, a file that may not be written; a claim that was not decided.
    Refused = 2,
    /// The question was not decided.
    Undecided = 3,
    /// A limit was hit.
    Limit = 4,
    /// A bug.
    Bug = 70,
}

/// Errors with the text that they point into.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    source: String,
    /// What the text was: `FORMULA`, `--at`; empty for errors that point nowhere.
    origin: String,
    diagnostics: Vec<Diagnostic>,
    exit: Option<Exit>,
}

impl Failure {
    /// Diagnostics about a text.
    pub(crate) fn about(origin: &str, source: &str, diagnostics: Vec<Diagnostic>) -> Failure {
        Failure { source: source.into(), origin: origin.into(), diagnostics, exit: None }
    }

    /// Wrong use of the program.
    pub(crate) fn usage(message: impl Into<String>) -> Failure {
        Error::new(ErrorKind::Argument, message).into()
    }

    /// A limit of the program itself.
    pub(crate) fn limit(message: impl Into<String>, help: &str) -> Failure {
        Error::new(ErrorKind::Budget, message).with_help(help).into()
    }

    /// The same with another exit code.
    pub(crate) fn exit(mut self, exit: Exit) -> Failure {
        self.exit = Some(exit);
        self
    }

    /// The same with advice on the first error.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Failure {
        if let Some(first) = self.diagnostics.first_mut() {
            first.help = Some(help.into());
        }
        self
    }

    /// The same, with the file that it is about before the message.
    pub(crate) fn within(mut self, file: &str) -> Failure {
        if let Some(first) = self.diagnostics.first_mut() {
            first.message = format!("{file}: {}", first.message);
        }
        self
    }

    fn first_error(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|d| d.is_error())
    }

    /// The exit code: that of the first error.
    pub(crate) fn code(&self) -> Exit {
        let by_kind = match self.first_error().map(|error| error.kind) {
            Some(ErrorKind::Budget) => Exit::Limit,
            _ => Exit::Refused,
        };
        self.exit.unwrap_or(by_kind)
    }

    /// Each diagnostic as text with a mark under its place.
    pub(crate) fn texts(&self) -> Vec<String> {
        let shown = self.diagnostics.iter();
        shown.map(|d| render_diagnostic(&self.source, d)).collect()
    }

    /// The document of schema `rolle.error/1`.
    pub(crate) fn to_json(&self) -> Value {
        let first = self.first_error();
        let places = !self.origin.is_empty();
        json!({
            "schema": "rolle.error/1",
            "kind": first.map(|d| kind_name(d.kind)),
            "message": first.map(|d| d.message.as_str()),
            "help": first.and_then(|d| d.help.as_deref()),
            "span": first.filter(|_| places).map(|d| span_json(d.span)),
            "in": places.then_some(self.origin.as_str()),
            "exit": self.code() as u8,
            "diagnostics": self.diagnostics.iter().map(diagnostic_json).collect::<Vec<_>>(),
        })
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let span = error.span().unwrap_or_default();
        let mut diagnostic = Diagnostic::error(error.kind(), span, error.message());
        diagnostic.help = error.help().map(str::to_string);
        Failure {
            source: String::new(),
            origin: String::new(),
            diagnostics: vec![diagnostic],
            exit: None,
        }
    }
}

/// One error or warning as JSON.
pub(crate) fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
    let fix = diagnostic
        .fix
        .as_ref()
        .map(|fix| json!({ "span": span_json(fix.span), "replacement": fix.replacement }));
    json!({
        "severity": if diagnostic.is_error() { "error" } else { "warning" },
        "kind": kind_name(diagnostic.kind),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "span": span_json(diagnostic.span),
        "fix": fix,
    })
}

fn span_json(span: Span) -> Value {
    json!({ "start": span.start, "end": span.end })
}

fn kind_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Parse => "parse",
        ErrorKind::UnknownName => "unknown-name",
        ErrorKind::Arity => "arity",
        ErrorKind::Domain => "domain",
        ErrorKind::Budget => "budget",
        ErrorKind::Unsupported => "unsupported",
        ErrorKind::Argument => "argument",
        _ => "other",
    }
}
