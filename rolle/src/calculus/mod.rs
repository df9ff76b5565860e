//! Exact calculus: derivatives by the chain rule, forward and backward, over shared subexpressions.

pub mod basis;
mod conditions;
pub mod derivation;
mod derivative;
mod domain;
mod family;
mod gradient;
pub mod implicit;
mod kinks;
mod limit;
mod monomial;
mod others;
mod period;
mod pieces;
mod reverse;
mod rules;
mod selection;
mod series;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use derivation::{Derivation, Literal, Rule, Step, StepId, StepView};
pub use domain::{End, Interval};
pub use family::{Integers, JointFamilies, JointFamily};
pub use gradient::Hessian;
pub use implicit::ImplicitDerivatives;
pub use kinks::{HIGHEST_CLASS, Joint, JointKind, JointSide, Smoothness};
pub use limit::{Approach, LIMIT_WORK, Limit, NoLimit, Point, Side};
pub use period::Period;
pub use pieces::{Cell, PieceLimits, Pieces};
pub use series::{Expanded, MAX_SERIES_ORDER, Series};
