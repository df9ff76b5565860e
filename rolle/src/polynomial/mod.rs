//! Exact polynomials: arithmetic, greatest common divisors, factors, real roots.

pub mod sparse;
pub mod univariate;

pub use univariate::{Factorization, IntPoly, RatPoly, RealRoot, isolate_real_roots};
