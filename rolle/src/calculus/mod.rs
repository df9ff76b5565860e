//! Exact calculus: derivatives by the chain rule, forward and backward, over shared subexpressions.

mod derivative;
mod gradient;
mod monomial;
mod rules;
mod selection;
#[cfg(test)]
mod tests;

pub use gradient::Hessian;
