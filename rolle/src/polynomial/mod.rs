//! Exact polynomials: arithmetic, greatest common divisors, factors, real roots.

pub mod sparse;
pub mod univariate;

pub use univariate::{
    FactorBudget, Factorization, IntPoly, RatPoly, RealRoot, RootBudget, isolate_real_roots,
    isolate_real_roots_within,
};
