//! From a formula to a gradient you can trust.

pub mod enclosure;
pub mod error;
pub mod number;

pub use error::{Error, ErrorKind, Result, Span};
