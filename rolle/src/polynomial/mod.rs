//! Exact polynomials: arithmetic, greatest common divisors, factors, real roots.

pub mod sparse;
pub mod univariate;

pub use univariate::{IntPoly, RatPoly};
