//! The trust kernel: reads a certificate and verifies it again from the formula that it names.
//!
//! Nothing of the prover is used: neither its derivatives (Taylor coefficients are taken anew from the formula), nor
//! its simplifier, nor any floating-point unit or mathematical library. The standard library and one crate of big
//! integers are all that it rests on.

mod arithmetic;
mod dyadic;
mod enclose;
mod end;
mod exact;
mod functions;
mod interval;
mod jet;
mod rational;
mod series;

pub use arithmetic::{Arithmetic, Function};
pub use dyadic::{Dyadic, Round};
pub use enclose::Enclosing;
pub use end::End;
pub use exact::{Exact, Surd};
pub use interval::Interval;
pub use jet::{Jet, taylor};
pub use rational::Rational;
