//! From a formula to a gradient you can trust.
//!
//! Rolle holds a formula in a graph in which equal expressions are one node, and gives its exact derivatives,
//! kinks, limits and series, certain digits of its values, and figures. Start with the [tutorials].
//!
//! ```
//! let cx = rolle::Scope::new();
//! let x = cx.symbol("x");
//! let f = x * x.sigmoid();
//! assert_eq!(f.diff(x), x.sigmoid() + x * x.sigmoid() * (1 - x.sigmoid()));
//! ```

pub mod calculus;
pub mod deadline;
pub mod error;
pub mod evaluate;
pub mod figure;
pub mod graph;
mod json;
pub mod number;
pub mod operator;
pub mod parse;
pub mod polynomial;
pub mod print;
pub mod prove;
pub mod report;
pub mod rewrite;
pub mod signs;
pub mod tape;
#[cfg(any(doc, doctest))]
pub mod tutorials;
pub mod variation;
pub mod zoo;

pub use rolle_interval::precise as enclosure;

pub use error::{Error, ErrorKind, Result, Span};
pub use graph::{Expr, Graph, NodeId, Scope};
