//! The trust kernel: reads a certificate and verifies it again from the formula that it names.
//!
//! Nothing of the prover is used: neither its derivatives (Taylor coefficients are taken anew from the formula), nor
//! its simplifier, nor any floating-point unit or mathematical library. The standard library and one crate of big
//! integers are all that it rests on.

mod arithmetic;
mod asymptotic;
mod bound;
mod certificate;
mod claim;
mod coefficient;
mod digest;
mod dyadic;
mod enclose;
mod end;
mod evaluate;
mod exact;
mod formula;
mod functions;
mod interval;
mod jet;
mod json;
mod model;
mod monomial;
mod part;
mod polynomial;
mod rational;
mod series;
mod verify;
mod work;

mod tail;

pub use arithmetic::{Arithmetic, Function};
pub use certificate::{
    Certificate, Claim, Guard, Level, Part, Piece, Place, Rule, Span, Table, Zero,
};
pub use coefficient::Coefficient;
pub use dyadic::{Dyadic, Round};
pub use enclose::Enclosing;
pub use end::End;
pub use exact::{Exact, Surd};
pub use formula::{Formula, Node, Signs};
pub use interval::Interval;
pub use jet::{Jet, taylor};
pub use model::{Limit, Model, Tail};
pub use monomial::Monomial;
pub use part::{AtEnds, Subject};
pub use rational::Rational;
pub use verify::{Cell, Row, Stretch, Turn, Verified, verify};
