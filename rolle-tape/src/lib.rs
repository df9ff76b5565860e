//! Straight-line programs over arrays, and the vector kernels under them.
//!
//! [`vector`] is the instruction sets behind one trait, chosen at run time; the only module with unsafe code.
//! Every instruction set gives the same bits.

#![deny(unsafe_code)]

#[allow(unsafe_code)]
pub mod vector;
