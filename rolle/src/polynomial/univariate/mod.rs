//! Dense polynomials in one variable over the integers and the rationals.
//!
//! Everything here is exact. What can cost more than the size of its answer takes a budget
//! and returns [`Error`](crate::Error) of kind `Budget` instead of running on.

mod arithmetic;
mod content;
mod derive;
mod division;
mod evaluate;
mod factor;
mod gcd;
mod int_poly;
mod kronecker;
mod modular;
mod multiply;
mod rat_poly;
mod resultant;
mod roots;
mod shift;
mod square_free;

pub(crate) use derive::gcd as machine_gcd;
pub use factor::{FACTOR_WORK, factor};
pub use int_poly::{IntPoly, MAX_DEGREE};
pub use rat_poly::RatPoly;
pub use roots::{
    AlgebraicNumber, RealRoot, RootBudget, RootLimits, algebraic_roots, isolate_real_roots,
    isolate_real_roots_within,
};
pub use square_free::Factorization;
