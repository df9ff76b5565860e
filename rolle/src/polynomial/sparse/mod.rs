//! Sparse multivariate polynomials with exact coefficients.
//!
//! A [`SparsePoly`] has integer coefficients, a [`SparseRatPoly`] rational ones. Terms are kept in
//! descending lexicographic order of their exponents; an exponent vector is packed into a few
//! machine words so that comparing and multiplying monomials are word operations (Monagan and
//! Pearce, "Sparse polynomial multiplication and division in Maple 14", 2009).
//!
//! Whatever can grow without bound takes [`Limits`] and answers
//! [`ErrorKind::Budget`](crate::ErrorKind::Budget) instead of running away.

mod arithmetic;
mod coefficients;
mod divide;
mod evaluate;
mod factor;
mod gcd;
mod key;
mod layout;
mod limits;
mod meter;
mod modular;
mod multiply;
mod poly;
mod power;
mod print;
mod rational;
mod resultant;
mod slices;
mod square_free;
#[cfg(test)]
mod testing;

pub use factor::UnivariateFactor;
pub use limits::Limits;
pub(crate) use limits::NUMBER_BITS;
pub use poly::SparsePoly;
pub use rational::SparseRatPoly;
pub use square_free::Factors;
