//! Values of expressions: enclosed to any number of digits, exact signs, and sampled in double precision.
//!
//! What is *enclosed* is proved to hold the value; what is *sampled* is a floating-point estimate, for pictures.

mod assumed;
mod digits;
mod enclose;
mod isolated;
mod program;
mod sample;
mod separation;
mod sign;
#[cfg(test)]
mod tests;

pub use digits::DigitLimits;
pub use enclose::Point;
pub(crate) use program::{Constants, Program};
pub use sample::Sampler;
