//! Exact calculus: derivatives by the chain rule, forward and backward, over shared subexpressions.

mod derivative;
mod gradient;
mod limit;
mod rules;
mod selection;
#[cfg(test)]
mod tests;

pub use gradient::Hessian;
pub use limit::{Approach, LIMIT_WORK, Limit, NoLimit, Point, Side};
