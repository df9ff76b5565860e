//! What the parser has to say about a formula: errors and warnings with a place, a message and advice.
//!
//! One run reports several. An error means that there is no formula; a warning means that there is one, and that
//! somebody may have meant another. The number of diagnostics is bounded, so that ten megabytes of garbage cost no
//! more than one page of answers.

use crate::error::{Error, ErrorKind, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The text has no meaning as it stands.
    Error,
    /// The text has a meaning, but a reader may have meant another.
    Warning,
}

/// A replacement of a piece of the text that would mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// One error or warning about a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// What kind of thing went wrong; for a warning, the kind it would be as an error.
    pub kind: ErrorKind,
    /// Where, in bytes of the source.
    pub span: Span,
    /// What, in lower case without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The mend as an edit, where there is exactly one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error of the given kind.
    pub fn error(kind: ErrorKind, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            kind,
            span,
            message: message.into(),
            help: None,
            fix: None,
        }
    }

    /// A warning.
    pub fn warning(span: Span, message: impl Into<String>) -> Diagnostic {
        let severity = Severity::Warning;
        Diagnostic {
            severity,
            kind: ErrorKind::Parse,
            span,
            message: message.into(),
            help: None,
            fix: None,
        }
    }

    /// The same with advice.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// The same with an edit that mends it.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// Whether this is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Error {
        let error = Error::new(diagnostic.kind, diagnostic.message).at(diagnostic.span);
        match diagnostic.help {
            Some(help) => error.with_help(help),
            None => error,
        }
    }
}

/// Where diagnostics are gathered; full after `limit` errors, and deaf after `limit` warnings.
#[derive(Debug)]
pub(super) struct Sink {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    limit: usize,
    fatal: bool,
}

impl Sink {
    pub(super) fn new(limit: usize) -> Sink {
        Sink { list: Vec::new(), errors: 0, warnings: 0, limit: limit.max(1), fatal: false }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let count = if diagnostic.is_error() { &mut self.errors } else { &mut self.warnings };
        if *count < self.limit {
            *count += 1;
            self.list.push(diagnostic);
        }
    }

    /// An error after which going on makes no sense.
    pub(super) fn fatal(&mut self, diagnostic: Diagnostic) {
        if !self.fatal {
            self.fatal = true;
            self.errors += 1;
            self.list.push(diagnostic);
        }
    }

    /// Whether reading should end: a fatal error, or as many errors as were asked for.
    pub(super) fn is_full(&self) -> bool {
        self.fatal || self.errors >= self.limit
    }

    pub(super) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether a warning would still be kept: the text of one is not built for nothing.
    pub(super) fn wants_warnings(&self) -> bool {
        self.warnings < self.limit
    }

    /// All of them, in the order of their places, errors first where places agree.
    pub(super) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|d| (d.span.start, d.severity, d.span.end));
        self.list
    }
}
