//! Integration tests of the library.

mod algebraic;
mod catalogue;
mod certificates;
mod dual;
mod numbers;
mod prove;
mod questions;
mod random;
mod signs;
mod tampering;
