//! Constant factors: exact where they can be.

use crate::arithmetic::Arithmetic;
use crate::enclose::Enclosing;
use crate::exact::Surd;
use crate::interval::Interval;
use crate::rational::Rational;
use std::cmp::Ordering;

/// A real constant: known exactly, or known to lie in an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coefficient {
    /// The number itself.
    Exact(Surd),
    /// Some number of the interval.
    Enclosed(Interval),
}

use Coefficient::{Enclosed, Exact};

impl Coefficient {
    /// One.
    pub(crate) fn one() -> Coefficient {
        Exact(Surd::one())
    }

    /// A rational number.
    pub(crate) fn rational(value: &Rational, bits: u32) -> Coefficient {
        match Surd::rational(value) {
            Some(value) => Exact(value),
            None => Enclosed(Interval::from_rational(value, bits)),
        }
    }

    /// The sign, where it is certain.
    pub fn sign(&self) -> Option<Ordering> {
        match self {
            Exact(value) => Some(value.sign()),
            Enclosed(range) => range.sign(),
        }
    }

    /// Whether it is zero for certain.
    pub fn is_zero(&self) -> bool {
        self.sign() == Some(Ordering::Equal)
    }

    /// The interval in which it lies.
    pub fn enclosure(&self, bits: u32) -> Option<Interval> {
        match self {
            Exact(value) => value.enclose(bits),
            Enclosed(range) => Some(range.clone()),
        }
    }

    /// a + b.
    pub(crate) fn add(&self, other: &Coefficient, bits: u32) -> Option<Coefficient> {
        if let (Exact(a), Exact(b)) = (self, other)
            && let Some(sum) = a.add(b)
        {
            return Some(Exact(sum));
        }
        Some(Enclosed(self.enclosure(bits)?.add(&other.enclosure(bits)?, bits)))
    }

    /// −a.
    pub(crate) fn neg(&self) -> Coefficient {
        match self {
            Exact(value) => Exact(value.neg()),
            Enclosed(range) => Enclosed(range.neg()),
        }
    }

    /// a·b.
    pub(crate) fn mul(&self, other: &Coefficient, bits: u32) -> Option<Coefficient> {
        if let (Exact(a), Exact(b)) = (self, other)
            && let Some(product) = a.mul(b)
        {
            return Some(Exact(product));
        }
        Some(Enclosed(self.enclosure(bits)?.mul(&other.enclosure(bits)?, bits)))
    }

    /// aʳ for a > 0.
    pub(crate) fn power(&self, exponent: &Rational, bits: u32) -> Option<Coefficient> {
        if let Exact(value) = self
            && let Some(power) = value.power(exponent)
        {
            return Some(Exact(power));
        }
        Some(Enclosed(Enclosing { bits }.power(&self.enclosure(bits)?, exponent)?))
    }
}
