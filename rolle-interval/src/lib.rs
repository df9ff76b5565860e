//! Outward-rounded intervals, Taylor jets over them, and the same in arbitrary precision.
//!
//! [`Interval`] has double-precision ends and costs nanoseconds; [`precise`] has ends of any precision. Both
//! enclose: the true value lies inside, whatever the rounding. Nothing depends on the rounding mode of the
//! machine or on the system's mathematical library, so results are the same on every target.

#![forbid(unsafe_code)]

mod arithmetic;
mod form;
mod interval;
mod jet;
pub mod number;
pub mod precise;
mod round;
#[cfg(test)]
mod tests;

pub use arithmetic::{
    Arithmetic, Continuity, Coverage, Domain, Double, Function, Obstacle, Outcome, Precise,
};
pub use form::{Form, direction, enclose};
pub use interval::{Decorated, Decoration, Interval};
pub use jet::Jet;
