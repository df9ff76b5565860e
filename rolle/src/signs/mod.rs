//! The signs of a function.
//!
//! `tail` proves one sign on a whole neighborhood of an end of the line or of a pole.

mod tail;

pub use tail::{Tail, TailLimits, TailProof};
