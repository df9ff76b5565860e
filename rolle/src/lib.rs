//! From a formula to a gradient you can trust.

pub mod error;
pub mod figure;
pub mod number;

pub use error::{Error, ErrorKind, Result, Span};
