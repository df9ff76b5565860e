//! Rational functions of one exponential: c·tᵏ·N(t)/D(t) with t = e^(w/q), exactly.
//!
//! The logistic function, the hyperbolic tangent, Mish's factor tanh(log(1 + eˣ)) and all their derivatives are of this
//! kind, however they were typed. In this form nothing cancels by accident: σ(1 − σ) and eˣ/(1 + eˣ)² are both
//! t/(1 + t)², and 1 − tanh² is 4t/(1 + t)² of another exponential.

use crate::number::{Integer, Natural, Rational};
use crate::operator::NodeId;
use crate::polynomial::{IntPoly, machine_gcd};
use std::cmp::Ordering;

/// Beyond this degree the form is no longer worth its evaluation.
const MAX_DEGREE: usize = 24;

/// w and q of t = e^(w/q); nothing for a constant.
pub(crate) type Exponent = Option<(NodeId, u32)>;

/// c·tᵏ·N(t)/D(t) with t = e^(w/q); N and D are coprime, primitive, with positive leading coefficients, and not zero
/// at t = 0. Zero has c = 0. A constant has no exponent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ExpRatio {
    /// The exponent w, the same for all parts of a sum, and q.
    pub(crate) exponent: Exponent,
    /// The constant factor c.
    pub(crate) scale: Rational,
    /// The power k of t.
    pub(crate) shift: i64,
    /// N.
    pub(crate) above: IntPoly,
    /// D.
    pub(crate) below: IntPoly,
}

impl ExpRatio {
    pub(crate) fn constant(scale: Rational) -> ExpRatio {
        ExpRatio { exponent: None, scale, shift: 0, above: IntPoly::one(), below: IntPoly::one() }
    }

    pub(crate) fn integer(n: i64) -> ExpRatio {
        ExpRatio::constant(Rational::from(Integer::from(n)))
    }

    /// e^(r·w).
    pub(crate) fn exponential(w: NodeId, r: &Rational) -> Option<ExpRatio> {
        let q = u32::try_from(r.denominator().clone()).ok().filter(|&q| q <= 64)?;
        let shift = i64::try_from(r.numerator().clone()).ok().filter(|k| k.abs() <= 64)?;
        Some(ExpRatio { exponent: Some((w, q)), shift, ..ExpRatio::integer(1) })
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.scale == Rational::ZERO
    }

    /// The number, if it is one.
    pub(crate) fn as_constant(&self) -> Option<&Rational> {
        let constant = self.shift == 0 && self.above.is_one() && self.below.is_one();
        (constant || self.is_zero()).then_some(&self.scale)
    }

    /// The sign, where it is that of every coefficient.
    pub(crate) fn evident_sign(&self) -> Option<Ordering> {
        let positive = |p: &IntPoly| p.coefficients().iter().all(|c| *c >= Integer::ZERO);
        (positive(&self.above) && positive(&self.below)).then(|| self.scale.cmp(&Rational::ZERO))
    }

    pub(crate) fn negate(mut self) -> ExpRatio {
        self.scale = -self.scale;
        self
    }

    /// The product; `None` for different exponents and beyond the largest degree.
    pub(crate) fn multiply(&self, other: &ExpRatio) -> Option<ExpRatio> {
        let (a, b, exponent) = common(self, other)?;
        let scale = &a.scale * &b.scale;
        let (above, below) = (&a.above * &b.above, &a.below * &b.below);
        assemble(exponent, scale, a.shift + b.shift, above, below)
    }

    /// The sum; `None` as for products.
    pub(crate) fn add(&self, other: &ExpRatio) -> Option<ExpRatio> {
        if self.is_zero() || other.is_zero() {
            return Some(if self.is_zero() { other.clone() } else { self.clone() });
        }
        let (a, b, exponent) = common(self, other)?;
        let shift = a.shift.min(b.shift);
        let lift = |r: &ExpRatio, below: &IntPoly| {
            let lifted = &r.above * below;
            lifted.mul_x_pow(usize::try_from(r.shift - shift).ok()?).ok()
        };
        // The scales over one denominator.
        let (da, db) = (whole(a.scale.denominator()), whole(b.scale.denominator()));
        let (na, nb) = (a.scale.numerator() * &db, b.scale.numerator() * &da);
        let above = &(&lift(&a, &b.below)? * &na) + &(&lift(&b, &a.below)? * &nb);
        let scale = Rational::from(Integer::ONE) / Rational::from(da * db);
        assemble(exponent, scale, shift, above, &a.below * &b.below)
    }

    /// An integer power; `None` for zero to a negative power and beyond the largest degree.
    pub(crate) fn power(&self, n: i64) -> Option<ExpRatio> {
        let magnitude = usize::try_from(n.unsigned_abs()).ok()?;
        let degree = |p: &IntPoly| p.degree().unwrap_or(0);
        if magnitude > 64 || magnitude * degree(&self.above).max(degree(&self.below)) > MAX_DEGREE {
            return None;
        }
        if n < 0 && self.is_zero() {
            return None;
        }
        let (above, below) = (self.above.pow(magnitude).ok()?, self.below.pow(magnitude).ok()?);
        let scale = self.scale.pow(magnitude as isize);
        let shift = self.shift.checked_mul(n)?;
        Some(match n < 0 {
            false => ExpRatio { exponent: self.exponent, scale, shift, above, below },
            true => ExpRatio {
                exponent: self.exponent,
                scale: Rational::from(Integer::ONE) / scale,
                shift,
                above: below,
                below: above,
            },
        })
    }

    pub(crate) fn divide(&self, other: &ExpRatio) -> Option<ExpRatio> {
        self.multiply(&other.power(-1)?)
    }

    /// The same in the smaller exponential e^(w/(q·n)).
    fn refined(&self, n: u32) -> Option<ExpRatio> {
        if n == 1 {
            return Some(self.clone());
        }
        let (w, q) = self.exponent?;
        Some(ExpRatio {
            exponent: Some((w, q.checked_mul(n)?)),
            scale: self.scale.clone(),
            shift: self.shift.checked_mul(i64::from(n))?,
            above: self.above.inflate(n as usize).ok()?,
            below: self.below.inflate(n as usize).ok()?,
        })
    }
}

/// Both in one exponential.
fn common(a: &ExpRatio, b: &ExpRatio) -> Option<(ExpRatio, ExpRatio, Exponent)> {
    match (a.exponent, b.exponent) {
        (None, other) | (other, None) => Some((a.clone(), b.clone(), other)),
        (Some((v, p)), Some((w, q))) => {
            let divisor = machine_gcd(p as usize, q as usize) as u32;
            let (a, b) = (a.refined(q / divisor)?, b.refined(p / divisor)?);
            let exponent = a.exponent;
            (v == w).then_some((a, b, exponent))
        }
    }
}

/// The normal form of scale·t^shift·above/below.
fn assemble(
    exponent: Exponent,
    mut scale: Rational,
    mut shift: i64,
    mut above: IntPoly,
    mut below: IntPoly,
) -> Option<ExpRatio> {
    if above.is_zero() {
        return Some(ExpRatio::integer(0));
    }
    let too_large = |p: &IntPoly| p.degree().unwrap_or(0) > 2 * MAX_DEGREE;
    if too_large(&above) || too_large(&below) {
        return None;
    }
    shift += above.valuation() as i64 - below.valuation() as i64;
    (above, below) = (above.strip_powers(), below.strip_powers());
    if !above.is_constant() && !below.is_constant() {
        let divisor = above.gcd(&below).ok()?;
        if !divisor.is_constant() {
            (above, below) = (above.div_exact(&divisor)?, below.div_exact(&divisor)?);
        }
    }
    scale *= Rational::from(above.content()) / Rational::from(below.content());
    (above, below) = (above.primitive_part(), below.primitive_part());
    let fits = |p: &IntPoly| p.degree().unwrap_or(0) <= MAX_DEGREE;
    (fits(&above) && fits(&below)).then_some(ExpRatio { exponent, scale, shift, above, below })
}

fn whole(n: &Natural) -> Integer {
    Integer::from(n.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(k: i64) -> ExpRatio {
        ExpRatio::exponential(NodeId::ONE, &Rational::from(Integer::from(k))).unwrap()
    }

    fn one_plus(r: &ExpRatio) -> ExpRatio {
        r.add(&ExpRatio::integer(1)).unwrap()
    }

    #[test]
    fn the_slope_of_the_logistic_function_has_one_form() {
        let sigmoid = t(1).divide(&one_plus(&t(1))).unwrap();
        let complement = one_plus(&sigmoid.clone().negate());
        let typed = t(-1).divide(&one_plus(&t(-1)).power(2).unwrap()).unwrap();
        assert_eq!(sigmoid.multiply(&complement).unwrap(), typed);
        assert_eq!((typed.shift, typed.below.to_string()), (1, "x^2 + 2*x + 1".into()));
    }

    #[test]
    fn halves_of_exponents_meet() {
        let half = ExpRatio::exponential(NodeId::ONE, &Rational::from_parts(1.into(), 2u8.into()));
        let half = half.unwrap();
        let square = half.multiply(&half).unwrap();
        let difference = square.add(&t(1).negate()).unwrap();
        assert!(difference.is_zero());
        let sum = half.add(&t(1)).unwrap();
        assert_eq!((sum.shift, sum.above.to_string()), (1, "x + 1".into()));
    }

    #[test]
    fn different_exponents_do_not_meet() {
        let other = ExpRatio::exponential(NodeId::ZERO, &Rational::from(Integer::ONE)).unwrap();
        assert_eq!(t(1).add(&other), None);
        assert_eq!(ExpRatio::integer(0).power(-1), None);
    }
}
