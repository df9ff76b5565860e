//! From a formula to a gradient you can trust.

pub mod calculus;
pub mod error;
pub mod graph;
pub mod number;
pub mod operator;
pub mod print;

pub use error::{Error, ErrorKind, Result, Span};
pub use graph::{Expr, Graph, NodeId, Scope};
