//! Tests of both arithmetics together: each is the other's oracle.

mod agreement;
mod random;
mod soundness;
mod special;
