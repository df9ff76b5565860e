//! Polynomials modulo a word-sized prime, the workhorse of gcd, resultant and factorization.

pub(crate) mod crt;
pub(crate) mod field;
pub(crate) mod poly;
