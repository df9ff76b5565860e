//! Real roots of integer polynomials: isolation, refinement, comparison.

mod algebraic;
mod bernstein;
mod bound;
mod compare;
mod descartes;
mod dyadic;
mod isolate;
mod real_root;
mod refine;

pub use algebraic::{AlgebraicNumber, RootLimits, algebraic_roots};
pub use isolate::{RootBudget, isolate_real_roots, isolate_real_roots_within};
pub use real_root::RealRoot;
