//! From a formula to a gradient you can trust.

pub mod calculus;
pub mod enclosure;
pub mod error;
pub mod evaluate;
pub mod figure;
pub mod graph;
pub mod number;
pub mod operator;
pub mod parse;
pub mod polynomial;
pub mod print;
pub mod report;
pub mod rewrite;

pub use error::{Error, ErrorKind, Result, Span};
pub use graph::{Expr, Graph, NodeId, Scope};
