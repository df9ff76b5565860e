//! Tests of both arithmetics together: each is the other's oracle.

mod random;
mod soundness;
