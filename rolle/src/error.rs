//! The one error type of the library.

use std::fmt;

/// A half-open range of byte offsets in the text of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset one past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not a formula.
    Parse,
    /// A name that nothing defines.
    UnknownName,
    /// A function was given the wrong number of arguments.
    Arity,
    /// The value does not exist in the real numbers: `1/0`, `log(-1)`.
    Domain,
    /// A limit on size, depth, digits or work was reached.
    Budget,
    /// The operation is not defined for this expression.
    Unsupported,
    /// An argument of a library call does not fit: lengths, orders, points.
    Argument,
}

/// What went wrong, where, and how to mend it.
///
/// Messages are lower case, without a full stop, and name the value in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    span: Option<Span>,
    help: Option<String>,
}

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of the given kind.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), span: None, help: None }
    }

    /// The same error, pointing at a place in the input.
    pub fn at(mut self, span: Span) -> Error {
        self.span = Some(span);
        self
    }

    /// The same error with advice.
    pub fn with_help(mut self, help: impl Into<String>) -> Error {
        self.help = Some(help.into());
        self
    }

    /// The kind of error.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The message, without place and advice.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The place in the input, where there is one.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// The advice, where there is one.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
