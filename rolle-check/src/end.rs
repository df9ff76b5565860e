//! The ends of intervals: binary fractions, −∞ and +∞.
//!
//! The rules at infinity are those of IEEE 1788: they are the limits of the operation on the real numbers inside, and
//! 0·∞ is 0 because an interval that ends at 0 or at ∞ holds no number that is infinite.

use crate::dyadic::{Dyadic, MAX_EXPONENT, Round};
use std::cmp::Ordering;
use std::fmt;

/// An end of an interval; the order is that of the extended real line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// −∞.
    MinusInfinity,
    /// A number.
    Finite(Dyadic),
    /// +∞.
    Infinity,
}

use End::{Finite, Infinity, MinusInfinity};

impl End {
    /// Zero.
    pub(crate) fn zero() -> End {
        Finite(Dyadic::integer(0))
    }

    /// The number, if it is one.
    pub fn finite(&self) -> Option<&Dyadic> {
        match self {
            Finite(value) => Some(value),
            _ => None,
        }
    }

    /// Less, equal or greater than zero.
    pub fn sign(&self) -> Ordering {
        match self {
            MinusInfinity => Ordering::Less,
            Finite(value) => value.sign(),
            Infinity => Ordering::Greater,
        }
    }

    /// −x.
    pub fn neg(&self) -> End {
        match self {
            MinusInfinity => Infinity,
            Finite(value) => Finite(value.neg()),
            Infinity => MinusInfinity,
        }
    }

    /// A number, moved in the given direction where its size passes 2^(±2^48).
    pub(crate) fn saturated(value: Dyadic, round: Round) -> End {
        // No mantissa is as long as half the limit.
        if value.exponent().abs() < MAX_EXPONENT / 2 {
            return Finite(value);
        }
        let sign = value.sign();
        match value.top() {
            Some(top) if top > MAX_EXPONENT => match (sign, round) {
                (Ordering::Greater, Round::Up) => Infinity,
                (Ordering::Less, Round::Down) => MinusInfinity,
                (Ordering::Less, _) => Finite(Dyadic::power_of_two(MAX_EXPONENT - 1).neg()),
                _ => Finite(Dyadic::power_of_two(MAX_EXPONENT - 1)),
            },
            Some(top) if top < -MAX_EXPONENT => match (sign, round) {
                (Ordering::Greater, Round::Up) => Finite(Dyadic::power_of_two(-MAX_EXPONENT)),
                (Ordering::Less, Round::Down) => Finite(Dyadic::power_of_two(-MAX_EXPONENT).neg()),
                _ => End::zero(),
            },
            _ => Finite(value),
        }
    }

    /// a + b, rounded. Two opposite infinities do not meet: lower ends are never +∞, upper ends never −∞.
    pub(crate) fn add(&self, other: &End, bits: u32, round: Round) -> End {
        match (self, other) {
            (Finite(a), Finite(b)) => End::saturated(a.add(b, bits, round), round),
            (Finite(_), infinite) | (infinite, _) => infinite.clone(),
        }
    }

    /// a·b, rounded, with 0·∞ = 0.
    pub(crate) fn mul(&self, other: &End, bits: u32, round: Round) -> End {
        match (self, other) {
            (Finite(a), Finite(b)) => End::saturated(a.mul(b, bits, round), round),
            _ => End::signed(self.sign(), other.sign()),
        }
    }

    /// a/b for b ≥ 0, rounded, where b = 0 stands for the limit from above: a/0 is ±∞ and 0/0 is 0; a/∞ is 0.
    pub(crate) fn div(&self, other: &End, bits: u32, round: Round) -> End {
        match (self, other) {
            (Finite(a), Finite(b)) => match a.div(b, bits, round) {
                Some(value) => End::saturated(value, round),
                None => End::signed(a.sign(), Ordering::Greater),
            },
            (_, Finite(_)) => self.clone(),
            _ => End::zero(),
        }
    }

    /// The infinity (or zero) of the product of two signs.
    fn signed(a: Ordering, b: Ordering) -> End {
        match (a, b) {
            (Ordering::Equal, _) | (_, Ordering::Equal) => End::zero(),
            _ if a == b => Infinity,
            _ => MinusInfinity,
        }
    }
}

impl From<Dyadic> for End {
    fn from(value: Dyadic) -> End {
        Finite(value)
    }
}

impl End {
    /// The end in scientific notation with so many digits, rounded.
    pub fn to_decimal(&self, digits: usize, round: Round) -> String {
        match self {
            MinusInfinity => "-inf".to_string(),
            Finite(value) => value.to_decimal(digits, round),
            Infinity => "inf".to_string(),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finite(value) => write!(out, "{}*2^{}", value.mantissa(), value.exponent()),
            MinusInfinity => write!(out, "-inf"),
            Infinity => write!(out, "inf"),
        }
    }
}
