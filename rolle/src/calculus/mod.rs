//! Exact calculus: derivatives by the chain rule, forward and backward, over shared subexpressions.

pub mod basis;
pub mod derivation;
mod derivative;
mod gradient;
pub mod implicit;
mod rules;
mod selection;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use derivation::{Derivation, Literal, Notation, Rule, Step, StepId, StepView};
pub use gradient::Hessian;
pub use implicit::ImplicitDerivatives;
