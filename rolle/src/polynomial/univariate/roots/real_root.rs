//! A real algebraic number: a real root of an integer polynomial.

use super::dyadic::{Bound, Dyadic};
use super::refine;
use crate::error::{Error, ErrorKind, Result};
use crate::number::{Integer, Rational};
use crate::polynomial::univariate::int_poly::{IntPoly, bits, sign_of};
use dashu_base::{DivRem, UnsignedAbs};
use std::sync::Arc;

/// The finest cell that is ever asked for, in bits after the point times the degree: beyond
/// it a refinement is refused.
const MAX_REFINEMENT: u64 = 1 << 26;

/// A real root of a square-free integer polynomial, with its multiplicity in the polynomial
/// that it was isolated for.
///
/// The root is either an exact rational or known to lie alone in an open interval with dyadic
/// ends, at which the polynomial does not vanish. The interval can be made as narrow as
/// wanted; methods that may narrow it take `&mut self` and keep what they learnt.
///
/// A root made by [`isolate_real_roots`](super::isolate_real_roots) is an exact rational
/// whenever it is rational at all.
#[derive(Clone, Debug)]
pub struct RealRoot {
    pub(super) poly: Arc<IntPoly>,
    pub(super) multiplicity: usize,
    pub(super) location: Location,
}

#[derive(Clone, Debug)]
pub(super) enum Location {
    Exact(Rational),
    Cell(Cell),
}

/// The open interval (c/2ᵏ, (c+1)/2ᵏ), not around zero, with one simple root.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) c: Integer,
    pub(super) k: i64,
    /// The sign at the left end; that at the right end is the opposite.
    pub(super) left: i32,
    /// The bits that the next refinement step tries to gain; 0 for a bisection.
    pub(super) gain: u32,
}

impl RealRoot {
    /// An exact rational, as the root of its linear polynomial.
    pub fn from_rational(x: Rational) -> RealRoot {
        let denominator = Integer::from(x.denominator().clone());
        let poly = IntPoly { coefs: vec![-x.numerator().clone(), denominator] };
        RealRoot { poly: Arc::new(poly), multiplicity: 1, location: Location::Exact(x) }
    }

    pub(super) fn exact(poly: &Arc<IntPoly>, multiplicity: usize, x: Rational) -> RealRoot {
        RealRoot { poly: poly.clone(), multiplicity, location: Location::Exact(x) }
    }

    pub(super) fn cell(poly: &Arc<IntPoly>, multiplicity: usize, c: Integer, k: i64) -> RealRoot {
        let left = poly.sign_at_dyadic(&c, k);
        let location = Location::Cell(Cell { c, k, left, gain: 1 });
        RealRoot { poly: poly.clone(), multiplicity, location }
    }

    /// A primitive square-free polynomial of which this is a root; not always of least degree.
    pub fn polynomial(&self) -> &IntPoly {
        &self.poly
    }

    /// The multiplicity in the polynomial that was isolated.
    pub fn multiplicity(&self) -> usize {
        self.multiplicity
    }

    /// The value, when the root is known to be rational.
    pub fn as_rational(&self) -> Option<&Rational> {
        match &self.location {
            Location::Exact(x) => Some(x),
            Location::Cell(_) => None,
        }
    }

    /// An enclosure [a, b] of the root: a = b if it is known to be rational, else the root lies
    /// strictly between.
    pub fn interval(&self) -> (Rational, Rational) {
        match &self.location {
            Location::Exact(x) => (x.clone(), x.clone()),
            Location::Cell(cell) => {
                (dyadic(&cell.c, cell.k), dyadic(&(&cell.c + Integer::ONE), cell.k))
            }
        }
    }

    /// The ends of the interval, for comparison.
    pub(super) fn ends(&self) -> (Bound, Bound) {
        match &self.location {
            Location::Exact(x) => (Bound::Rational(x.clone()), Bound::Rational(x.clone())),
            Location::Cell(cell) => {
                let end = |c: Integer| Bound::Dyadic(Dyadic::new(c, cell.k));
                (end(cell.c.clone()), end(&cell.c + Integer::ONE))
            }
        }
    }

    /// The sign of the root as −1, 0 or 1.
    pub fn sign(&self) -> i32 {
        match &self.location {
            Location::Exact(x) => sign_of(x.numerator()),
            // A cell never has zero inside: c ≥ 0 is right of it.
            Location::Cell(cell) => {
                if sign_of(&cell.c) < 0 {
                    -1
                } else {
                    1
                }
            }
        }
    }

    /// Narrows the interval to a width of at most 2^−bits.
    ///
    /// Costs a few evaluations at numbers of that many bits (quadratic convergence). Refused
    /// with an error of kind `Budget` when bits times the degree exceed 2²⁶.
    pub fn refine(&mut self, bits: u32) -> Result<()> {
        self.refine_to(bits as i64)
    }

    /// Narrows the interval until its width is at most 2^−bits of the root's size, and it no longer touches zero.
    ///
    /// Errors as [`RealRoot::refine`].
    pub fn refine_relative(&mut self, wanted: u32) -> Result<()> {
        let mut step = 16;
        while let Location::Cell(cell) = &self.location {
            // The end next to zero, as a multiple of the width.
            let near = if sign_of(&cell.c) < 0 { -&cell.c - Integer::ONE } else { cell.c.clone() };
            let known = bits(&near) as i64 - 1;
            if known >= i64::from(wanted) {
                return Ok(());
            }
            let gain = if known < 0 { step } else { i64::from(wanted) - known };
            step *= 2;
            let k = cell.k + gain;
            self.refine_to(k)?;
        }
        Ok(())
    }

    pub(super) fn refine_to(&mut self, k: i64) -> Result<()> {
        let size = (k.max(0) as u64).saturating_mul(self.poly.len() as u64);
        if size > MAX_REFINEMENT {
            return Err(Error::new(
                ErrorKind::Budget,
                format!("a root of degree `{}` to `{k}` bits is too fine", self.poly.len() - 1),
            )
            .with_help("the limit for bits times degree is `2^26`"));
        }
        refine::refine(&self.poly, &mut self.location, k);
        Ok(())
    }

    /// Halves the interval once or more.
    pub(super) fn narrow(&mut self) -> Result<()> {
        match &self.location {
            Location::Exact(_) => Ok(()),
            Location::Cell(cell) => {
                let k = cell.k + 1;
                self.refine_to(k)
            }
        }
    }

    /// The width of the interval is 2^−bits; `None` for an exact root.
    pub(super) fn width_bits(&self) -> Option<i64> {
        match &self.location {
            Location::Exact(_) => None,
            Location::Cell(cell) => Some(cell.k),
        }
    }

    /// The root as a rational, if it is one: proven either way.
    ///
    /// A rational root a/b has b dividing the leading coefficient ℓ, and an interval narrower
    /// than 1/ℓ² holds at most one rational of so small a denominator. Errors as
    /// [`RealRoot::refine`].
    pub fn to_rational(&mut self) -> Result<Option<Rational>> {
        let lead = self.poly.coefs[self.poly.len() - 1].clone();
        self.refine_to(2 * bits(&lead) as i64 + 1)?;
        let Location::Cell(cell) = &self.location else { return Ok(self.as_rational().cloned()) };
        let (low, high) = self.interval();
        let candidate = simplest_between(&low, &high);
        if Integer::from(candidate.denominator().clone()) > Integer::from((&lead).unsigned_abs())
            || self.poly.sign_at(&candidate)? != 0
            || candidate <= low
            || candidate >= high
        {
            debug_assert!(cell.left != 0);
            return Ok(None);
        }
        self.location = Location::Exact(candidate.clone());
        Ok(Some(candidate))
    }

    /// The root rounded to the nearest decimal with `digits` places, as `-0.577`.
    ///
    /// Every digit is right; an exact tie is rounded away from zero. Errors as
    /// [`RealRoot::refine`].
    pub fn to_decimal(&mut self, digits: u32) -> Result<String> {
        let mut k = (digits as i64 * 3322).div_euclid(1000) + 8;
        self.refine_to(k)?;
        let scale = Rational::from(Integer::from(10).pow(digits as usize));
        loop {
            self.refine_to(k)?;
            let (low, high) = self.interval();
            let (a, b) = (round(&(low * &scale)), round(&(high * &scale)));
            if a == b {
                return Ok(place_point(&a, digits as usize, self.sign() < 0));
            }
            // The root is within an ulp of a tie: a rational one is settled, others are not ties.
            if self.to_rational()?.is_none() {
                k = k.max(self.width_bits().unwrap_or(k)) + 16;
            }
        }
    }

    /// The nearest `f64` with ties to even, infinite beyond its range. Errors as
    /// [`RealRoot::refine`].
    pub fn to_f64(&mut self) -> Result<f64> {
        let mut k = 64;
        loop {
            let (low, high) = self.interval();
            let (a, b) = (low.to_f64().value(), high.to_f64().value());
            if a == b {
                return Ok(a);
            }
            // An irrational root is no tie, so some width decides.
            k = self.width_bits().map_or(k, |width| k.max(width + 16));
            self.refine_to(k)?;
        }
    }
}

/// The rational c/2ᵏ.
pub(super) fn dyadic(c: &Integer, k: i64) -> Rational {
    Dyadic::new(c.clone(), k).to_rational()
}

/// The nearest integer, ties away from zero.
fn round(x: &Rational) -> Integer {
    let twice = Integer::from(2) * Integer::from(x.numerator().unsigned_abs())
        + Integer::from(x.denominator().clone());
    let (magnitude, _) = twice.div_rem(Integer::from(x.denominator().clone()) * Integer::from(2));
    magnitude * Integer::from(sign_of(x.numerator()))
}

/// The decimal with the point `digits` places from the right.
fn place_point(value: &Integer, digits: usize, negative: bool) -> String {
    let text = value.unsigned_abs().to_string();
    let text = format!("{text:0>width$}", width = digits + 1);
    let (whole, fraction) = text.split_at(text.len() - digits);
    let sign = if negative && !value.is_zero() { "-" } else { "" };
    if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The rational of least denominator in the closed interval [low, high], by the common part of
/// the continued fractions of the ends.
pub(super) fn simplest_between(low: &Rational, high: &Rational) -> Rational {
    if sign_of(low.numerator()) < 0 {
        if sign_of(high.numerator()) >= 0 {
            return Rational::ZERO;
        }
        return -simplest_between_positive(-high.clone(), -low.clone());
    }
    simplest_between_positive(low.clone(), high.clone())
}

fn simplest_between_positive(mut low: Rational, mut high: Rational) -> Rational {
    let mut quotients = Vec::new();
    let last = loop {
        let floor = low.floor();
        let whole = Rational::from(floor.clone());
        if low == whole {
            break floor;
        }
        if Rational::from(&floor + Integer::ONE) <= high {
            break floor + Integer::ONE;
        }
        // Both ends have the same integer part: go on with the inverses of their fractions.
        quotients.push(floor);
        let next = Rational::ONE / (&high - &whole);
        high = Rational::ONE / (&low - &whole);
        low = next;
    };
    quotients
        .into_iter()
        .rev()
        .fold(Rational::from(last), |x, q| Rational::from(q) + Rational::ONE / x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Natural;

    fn ratio(a: i64, b: u64) -> Rational {
        Rational::from_parts(Integer::from(a), Natural::from(b))
    }

    #[test]
    fn simplest_rationals() {
        for ((a, b), (c, d), (e, f)) in [
            ((1, 3), (1, 2), (1, 2)),
            ((3, 10), (2, 5), (1, 3)),
            ((314, 100), (315, 100), (22, 7)),
            ((-7, 5), (-13, 10), (-4, 3)),
            ((-1, 5), (1, 9), (0, 1)),
            ((5, 1), (6, 1), (5, 1)),
            ((11, 2), (23, 4), (11, 2)),
        ] {
            assert_eq!(simplest_between(&ratio(a, b), &ratio(c, d)), ratio(e, f));
        }
    }

    #[test]
    fn rounding_and_placing() {
        for (x, n) in [((5, 2), 3), ((-5, 2), -3), ((7, 3), 2), ((-7, 3), -2), ((0, 1), 0)] {
            assert_eq!(round(&ratio(x.0, x.1)), Integer::from(n));
        }
        assert_eq!(place_point(&Integer::from(-5), 3, true), "-0.005");
        assert_eq!(place_point(&Integer::from(1234), 2, false), "12.34");
        assert_eq!(place_point(&Integer::from(0), 2, true), "0.00");
        assert_eq!(place_point(&Integer::from(7), 0, false), "7");
    }

    #[test]
    fn decimals_of_rationals() {
        let decimal = |a, b, n| RealRoot::from_rational(ratio(a, b)).to_decimal(n).unwrap();
        assert_eq!(decimal(1, 3, 5), "0.33333");
        assert_eq!(decimal(-2, 3, 2), "-0.67");
        assert_eq!(decimal(1, 8, 2), "0.13");
        assert!(RealRoot::from_rational(ratio(1, 3)).to_decimal(u32::MAX).is_err());
        assert_eq!(RealRoot::from_rational(ratio(-1, 3)).to_f64().unwrap(), -1.0 / 3.0);
    }
}
