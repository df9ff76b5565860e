//! Exact polynomials: arithmetic, greatest common divisors, factors, real roots.

mod factor;
pub mod sparse;
pub mod univariate;

pub use factor::factor_coefficients;
pub(crate) use univariate::machine_gcd;
pub use univariate::{
    AlgebraicNumber, FACTOR_WORK, Factorization, IntPoly, RatPoly, RealRoot, RootBudget,
    RootLimits, algebraic_roots, factor, isolate_real_roots, isolate_real_roots_within,
};
