//! Straight-line programs over arrays, and the vector kernels under them.
//!
//! [`vector`] is the instruction sets behind one trait, chosen at run time; the only module with unsafe code.
//! [`function`] are the elementary functions over it, [`Operation`] what a step of a [`Tape`] can do. A tape is made by
//! a [`Builder`] and runs on arrays ([`Batch`]) and on single points ([`Scalar`]), in `f32` and `f64`.
//! Every instruction set gives the same bits.

#![deny(unsafe_code)]

mod batch;
mod builder;
mod execute;
pub mod function;
mod operation;
mod program;
mod ratios;
mod scalar;
mod tape;
#[allow(unsafe_code)]
pub mod vector;
mod wide;

pub use batch::{Batch, ShapeError};
pub use builder::{Builder, Value};
pub use operation::{Elementary, Factor, Operation, Ratio, Ratios, Row};
pub use scalar::Scalar;
pub use tape::{Step, Tape};
pub use wide::Wide;
