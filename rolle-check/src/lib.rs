//! The trust kernel: reads a certificate and verifies it again from the formula that it names.
//!
//! # What is trusted
//! This crate, the crate of big integers below it, and the compiler. Nothing of the prover is used: neither its
//! derivatives (Taylor coefficients are taken anew from the formula, by [`Jet`]), nor its simplifier, nor any
//! floating-point unit or mathematical library. That the formula is the one meant is for the reader to see: it is
//! printed as it was understood. The digest of a file shows that it was damaged, and proves nothing.
//!
//! What a certificate leaves unproved is refused; so is what asks for more work than a proof needs.
//!
//! # The format
//! A JSON object with these members in this order, the numbers written as whole numbers or, in strings, as fractions
//! in lowest terms:
//!
//! | member | what it holds |
//! |---|---|
//! | `format`, `version` | `"rolle-certificate"`, and `1`, or `2` for what came with it |
//! | `formula` | nodes, each of earlier ones, the last is f: `["x"]`, `["number","1/2"]`, `["pi"]`, `["undefined"]`, `["add",i,j,…]`, `["mul",i,j,…]`, `["power",i,"3/2"]`, `["select",guard,negative,zero,positive]`, or a [`Function`] by its name, `["exp",i]` |
//! | `zeros` | `{"of":node,"low":…,"high":…,"signs":[[guard,sign],…]}`: irrational numbers, each the only zero of a node in an open interval |
//! | `pieces` | from −∞ to +∞: `{"to":place,"guards":[{"node":…,"sign":…,"parts":[…]},…],"tables":[{"order":…,"parts":[…]},…]}`; the signs of guards on the open piece, then those of derivatives; no table where f has no value; in version 2 there may be no pieces, where only values at numbers are claimed |
//! | parts | from left to right: `[to,sign,rule,n,bits]` |
//! | places | `"-oo"`, `"oo"`, a fraction, or the position of a zero |
//! | `claims` | what follows: see [`Claim`] |
//! | `digest` | SHA-256 of the object of all other members, written without spaces |
//!
//! A formula has a value where all nodes do that it needs: a selection needs its guard and the branch of its sign, all
//! others need their arguments; logarithms need positive ones, negative powers none that is zero, powers whose exponent
//! has an even denominator none that is negative; those with an odd one are the real root, and u⁰ = 1.
//!
//! # The rules of parts
//! g is the function (a guard, or a derivative of f of some order), [a, b] the part, n the number beside the rule. On
//! every part the formula is also shown to have a value, and derivatives: with the signs of the guards before it known,
//! each selection is one of its branches, and each argument of a logarithm or of a power that is no polynomial is shown
//! not to vanish.
//!
//! | rule | checked in intervals of so many bits | why g has the sign |
//! |---|---|---|
//! | `taylor` | Σ g⁽ʲ⁾(m)/j!·(x − m)ʲ for j < n, and g⁽ⁿ⁾([a, b])/n!·(x − m)ⁿ, has the sign, m the middle | Taylor's theorem with Lagrange's remainder |
//! | `zero-at-left`, `zero-at-right` | g, …, g⁽ⁿ⁻¹⁾ come near to exactly 0 at that end c; g⁽ⁿ⁾ has one sign on [a, b] | g(x) = g⁽ⁿ⁾(ξ)·(x − c)ⁿ/n! |
//! | `monotone` | g′ has one sign by Taylor's theorem, and g the same sign at both ends | a monotone function lies between its ends |
//! | `simple-zero` | the same, with opposite signs at the ends, which are rational | exactly one zero between them |
//! | `left-end`, `right-end` | the expansion of g at that end of the *piece*, n terms and an enclosed remainder, has a first term that outweighs the others | [`Tail`]: every bound holds on the whole part |
//! | `rational-zeros` | g is a quotient of polynomials; its numerator has n = 0 or 1 and its divisors have no zeros between | Descartes' rule of signs |
//!
//! Parts that meet where g does not vanish have one sign, and make one cell; a zero between them, exact or isolated,
//! parts the cells. A zero in the list is one by the signs of its node at the ends of its interval and of its slope.
//!
//! # The rules of claims
//! | claim | follows from |
//! |---|---|
//! | `signs` | a table of the order on every piece |
//! | `monotone` | the signs of f′; f is continuous at all joints of the interval, ends that belong to it included |
//! | `convex` | the signs of f″; the same, and the slope does not jump the other way |
//! | `bounds` of f⁽ᵏ⁾ | f⁽ᵏ⁾ is monotone in every cell of the table of order k + 1: its limits at the ends of these cells, and the values of f at joints, hold the infimum and the supremum |
//! | `lipschitz` | the bounds of f′, and f is continuous |
//! | `limit` | the expansion at −∞ or +∞ |
//! | `attained` (2) | the values and limits at the ends of cells: one that is a value of f on the interval is not beyond any that is none |
//! | `value` (2) of f⁽ᵏ⁾ | the formula at a number: for k = 0 with the signs of the guards there; for k > 0 none of these is zero and all nodes are smooth there, so that f is one formula near it |
//!
//! f is continuous at a joint from a side where limit and value are one exact number; or where the formula of the side
//! is smooth at the joint, and each selection that changes there does so at the zero of its guard g and between branches
//! that are both multiples of g or have the difference ±g, as in |g|, max and min.
//!
//! # Example
//! x² has the slope 2x, negative left of 0 and positive right of it, so it falls until 0 and is never below 0.
//! ```
//! use rolle_check::*;
//! use std::cmp::Ordering;
//!
//! let formula =
//!     Formula::new(vec![Node::Variable, Node::Power(0, Rational::integer(2))]).unwrap();
//! let zero = || Place::At(Rational::zero());
//! let part = |to, sign, rule| Part { to, sign, rule, bits: 64 };
//! let slope = Table {
//!     order: 1,
//!     parts: vec![
//!         part(zero(), Ordering::Less, Rule::ZeroAtRight(1)),
//!         part(Place::PlusInfinity, Ordering::Greater, Rule::ZeroAtLeft(1)),
//!     ],
//! };
//! let piece = Piece { to: Place::PlusInfinity, guards: vec![], tables: vec![slope] };
//! let falls = Claim::Monotone {
//!     direction: Ordering::Less,
//!     strict: true,
//!     on: Span { from: Place::MinusInfinity, to: zero(), closed: [false, true] },
//! };
//! let bounds = Claim::Bounds {
//!     order: 0,
//!     on: Span { from: Place::MinusInfinity, to: Place::PlusInfinity, closed: [false, false] },
//!     infimum: Level::Between(Rational::zero(), Rational::zero()),
//!     supremum: Level::PlusInfinity,
//! };
//! let certificate =
//!     Certificate { formula, zeros: vec![], pieces: vec![piece], claims: vec![falls, bounds] };
//!
//! let read = Certificate::from_text(&certificate.to_text()).unwrap();
//! assert_eq!(
//!     verify(&read).unwrap().sentences(),
//!     [
//!         "f is strictly decreasing on (-oo, 0]",
//!         "on (-oo, oo) the infimum of f is 0 and the supremum oo",
//!     ]
//! );
//! // The square is not increasing there, whatever a file says.
//! let mut forged = certificate;
//! if let Claim::Monotone { direction, .. } = &mut forged.claims[0] {
//!     *direction = Ordering::Greater;
//! }
//! assert!(verify(&forged).is_err());
//! ```

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
mod format;
mod formula;
mod functions;
mod interval;
mod jet;
mod json;
mod model;
mod monomial;
mod part;
mod point;
mod polynomial;
mod rational;
mod series;
mod verify;
mod words;
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
pub use format::MAX_FILE;
pub use formula::{Formula, Node, Signs};
pub use interval::Interval;
pub use jet::{Jet, taylor};
pub use model::{Limit, Model, Tail};
pub use monomial::Monomial;
pub use part::{AtEnds, Subject};
pub use rational::Rational;
pub use verify::{Cell, Row, Stretch, Turn, Verified, verify};
pub use work::has_bounded_work;
