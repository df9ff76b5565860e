//! From a formula to a gradient you can trust.

pub mod error;
pub mod number;
pub mod parse;

pub use error::{Error, ErrorKind, Result, Span};
