//! Exact polynomials.

pub mod sparse;
