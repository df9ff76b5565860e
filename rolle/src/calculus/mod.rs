//! Exact calculus: derivatives by the chain rule, forward and backward, over shared subexpressions.

pub mod derivation;
mod derivative;
mod gradient;
mod limit;
mod monomial;
mod rules;
mod selection;
mod series;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use derivation::{Derivation, Literal, Notation, Rule, Step, StepId, StepView};
pub use gradient::Hessian;
pub use limit::{Approach, LIMIT_WORK, Limit, NoLimit, Point, Side};
pub use series::{Expanded, MAX_SERIES_ORDER, Series};
