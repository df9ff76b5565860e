//! What a certificate holds.
//!
//! A certificate cuts the line into *pieces*, on each of which the guards of the formula have one sign; for a guard,
//! and for f and its derivatives, *parts* cover the piece from left to right, each with a sign and the rule that
//! proves it. What it *claims* follows from these.

use crate::formula::{Formula, Signs};
use crate::rational::Rational;
use std::cmp::Ordering;

/// A place on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// −∞.
    MinusInfinity,
    /// A rational number.
    At(Rational),
    /// The isolated zero of a guard, by its position in the list of the certificate.
    Zero(usize),
    /// +∞.
    PlusInfinity,
}

/// The only zero of a node in an open interval, where it changes its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zero {
    /// The node.
    pub of: usize,
    /// The left end of the interval.
    pub low: Rational,
    /// The right end of the interval.
    pub high: Rational,
    /// The signs of the guards that the node depends on, on the whole interval.
    pub signs: Signs,
}

/// Why a function has a sign on a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Taylor's theorem of this order about the middle of the part; of order 0 the plain enclosure on the part.
    Taylor(u32),
    /// The function vanishes at the left end exactly to this order, and the derivative of that order has one sign.
    ZeroAtLeft(u32),
    /// The same at the right end.
    ZeroAtRight(u32),
    /// The derivative has one sign, by Taylor's theorem of this order, and the function one and the same at both ends.
    Monotone(u32),
    /// The derivative has one sign, by Taylor's theorem of this order, and the function another at each end: exactly
    /// one zero, which is simple. The sign of the part is that left of the zero.
    SimpleZero(u32),
    /// The leading term with this many terms after it: of the expansion at the left end.
    LeftEnd(u32),
    /// The same at the right end.
    RightEnd(u32),
    /// A rational function with exactly so many zeros on the part, 0 or 1, by Descartes' rule of signs; a zero is
    /// simple. The sign of the part is that left of it.
    RationalZeros(u32),
}

impl Rule {
    /// The order, or the number of terms.
    pub(crate) fn number(self) -> u32 {
        match self {
            Rule::Taylor(n)
            | Rule::ZeroAtLeft(n)
            | Rule::ZeroAtRight(n)
            | Rule::Monotone(n)
            | Rule::SimpleZero(n)
            | Rule::LeftEnd(n)
            | Rule::RightEnd(n)
            | Rule::RationalZeros(n) => n,
        }
    }
}

/// A part of a piece, from where the part before it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its right end.
    pub to: Place,
    /// The sign of the function on the open part.
    pub sign: Ordering,
    /// Why.
    pub rule: Rule,
    /// The precision in which the rule is to be checked.
    pub bits: u32,
}

/// The sign of a guard on a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The node.
    pub node: usize,
    /// Its sign on the open piece.
    pub sign: Ordering,
    /// The proof.
    pub parts: Vec<Part>,
}

/// The signs of a derivative on a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The order of the derivative; 0 for f itself.
    pub order: u32,
    /// The parts from left to right.
    pub parts: Vec<Part>,
}

/// An open interval on which the guards have one sign each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its right end; it begins where the piece before it ends.
    pub to: Place,
    /// The guards in ascending order.
    pub guards: Vec<Guard>,
    /// The tables in ascending order; none where f has no value.
    pub tables: Vec<Table>,
}

/// Where an infimum, a supremum or a limit lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// −∞.
    MinusInfinity,
    /// Between two numbers.
    Between(Rational, Rational),
    /// +∞.
    PlusInfinity,
}

/// An interval for which something is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The left end.
    pub from: Place,
    /// The right end.
    pub to: Place,
    /// Whether the ends belong to it; infinite ones never do.
    pub closed: [bool; 2],
}

/// A statement that follows from the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The derivative of an order is defined wherever f is, but for ends of pieces, and has the signs of the tables.
    Signs {
        /// The order.
        order: u32,
    },
    /// f is increasing (or decreasing) on an interval.
    Monotone {
        /// 1 for increasing, −1 for decreasing.
        direction: Ordering,
        /// Whether strictly.
        strict: bool,
        /// The interval.
        on: Span,
    },
    /// f is convex (or concave) on an interval.
    Convex {
        /// 1 for convex, −1 for concave.
        direction: Ordering,
        /// Whether strictly.
        strict: bool,
        /// The interval.
        on: Span,
    },
    /// The infimum and the supremum of a derivative on an interval, where it exists.
    Bounds {
        /// The order; 0 for f itself.
        order: u32,
        /// The interval.
        on: Span,
        /// The infimum.
        infimum: Level,
        /// The supremum.
        supremum: Level,
    },
    /// |f(a) − f(b)| ≤ L·|a − b| on an interval.
    Lipschitz {
        /// L.
        constant: Rational,
        /// The interval.
        on: Span,
    },
    /// The limit of f at −∞ or +∞.
    Limit {
        /// The place.
        at: Place,
        /// The limit.
        limit: Level,
    },
    /// The infimum or the supremum of f on an interval is a value of f there.
    Attained {
        /// −1 for the infimum, 1 for the supremum.
        side: Ordering,
        /// The interval.
        on: Span,
    },
    /// The value of a derivative at a number. It follows from the formula alone.
    Value {
        /// The order; 0 for f itself.
        order: u32,
        /// The number.
        at: Rational,
        /// The value.
        value: Level,
    },
}

impl Claim {
    /// Whether it speaks of a single number, so that no piece of the line is needed.
    pub(crate) fn is_about_a_point(&self) -> bool {
        matches!(self, Claim::Value { .. })
    }
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The formula.
    pub formula: Formula,
    /// The irrational ends of pieces.
    pub zeros: Vec<Zero>,
    /// The pieces from −∞ to +∞; none where nothing is claimed but values at numbers.
    pub pieces: Vec<Piece>,
    /// What follows.
    pub claims: Vec<Claim>,
}

/// The finest precision that a certificate may ask for.
pub(crate) const MAX_BITS: u32 = 4096;

/// The highest order, and the most terms, that a certificate may ask for.
pub(crate) const MAX_ORDER: u32 = 128;
