//! Straight-line programs over arrays, and the numbers under them.
//!
//! [`vector`] is the instruction sets behind one trait, chosen at run time; the only module with unsafe code.
//! [`function`] is elementary functions of vectors. Every instruction set gives the same bits.

#![deny(unsafe_code)]

pub mod function;
#[allow(unsafe_code)]
pub mod vector;
