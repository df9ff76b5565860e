//! The trust kernel: reads a certificate and verifies it again from the formula that it names.
//!
//! Nothing of the prover is used: neither its derivatives (Taylor coefficients are taken anew from the formula), nor
//! its simplifier, nor any floating-point unit or mathematical library. The standard library and one crate of big
//! integers are all that it rests on.

mod arithmetic;
mod bound;
mod coefficient;
mod dyadic;
mod enclose;
mod end;
mod exact;
mod functions;
mod interval;
mod jet;
mod model;
mod monomial;
mod rational;
mod series;
mod tail;

pub use arithmetic::{Arithmetic, Function};
pub use coefficient::Coefficient;
pub use dyadic::{Dyadic, Round};
pub use enclose::Enclosing;
pub use end::End;
pub use exact::{Exact, Surd};
pub use interval::Interval;
pub use jet::{Jet, taylor};
pub use model::{Limit, Model, Tail};
pub use monomial::Monomial;
pub use rational::Rational;
