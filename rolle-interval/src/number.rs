//! Exact numbers, from `dashu` (pure Rust, MIT or Apache-2.0, within a small factor of GMP).

/// An integer of any size.
pub type Integer = dashu_int::IBig;

/// A natural number of any size.
pub type Natural = dashu_int::UBig;

/// A rational number of any size, always in lowest terms with a positive denominator.
pub type Rational = dashu_ratio::RBig;
