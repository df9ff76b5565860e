//! Isolation by continued fractions.
//!
//! A Möbius transformation M carries the positive axis to an interval of the original line, and the transformed
//! polynomial's positive roots to the original roots there. Descartes' rule counts them: no sign change, no root;
//! one, one root; more, and the axis is split at 1 into (0, 1) and (1, ∞). A lower bound of the positive roots is
//! subtracted first, which is what makes the method fast. Vincent's theorem makes it end for square-free
//! polynomials. Source: Akritas and Strzeboński, "A comparative study of two real root isolation methods", 2005.

use super::super::int_poly::{IntPoly, sign_of};
use super::bound::{lower_exponent, upper_exponent};
use crate::error::{Error, ErrorKind, Result};
use crate::number::{Integer, Rational};

/// Steps of the subdivision; square-free polynomials of degree 5000 stay far below.
const MAX_STEPS: usize = 2_000_000;

/// x ↦ (a·x + b)/(c·x + d) on the positive axis.
#[derive(Clone, Debug)]
struct Moebius {
    a: Integer,
    b: Integer,
    c: Integer,
    d: Integer,
}

impl Moebius {
    fn identity() -> Moebius {
        Moebius { a: Integer::ONE, b: Integer::ZERO, c: Integer::ZERO, d: Integer::ONE }
    }

    /// After x ↦ x + s.
    fn shifted(&self, s: &Integer) -> Moebius {
        let (a, c) = (self.a.clone(), self.c.clone());
        Moebius { b: &a * s + &self.b, d: &c * s + &self.d, a, c }
    }

    /// After x ↦ s·x.
    fn scaled(&self, s: &Integer) -> Moebius {
        Moebius { a: &self.a * s, b: self.b.clone(), c: &self.c * s, d: self.d.clone() }
    }

    /// After x ↦ 1/(x + 1).
    fn inverted(&self) -> Moebius {
        Moebius { a: self.b.clone(), b: &self.a + &self.b, c: self.d.clone(), d: &self.c + &self.d }
    }

    fn at_zero(&self) -> Rational {
        quotient(&self.b, &self.d)
    }

    /// The image of a positive integer.
    fn at(&self, x: &Integer) -> Rational {
        quotient(&(&self.a * x + &self.b), &(&self.c * x + &self.d))
    }

    fn at_infinity(&self) -> Option<Rational> {
        (!self.c.is_zero()).then(|| quotient(&self.a, &self.c))
    }
}

fn quotient(a: &Integer, b: &Integer) -> Rational {
    Rational::from_parts_signed(a.clone(), b.clone())
}

/// Isolating intervals (or equal ends) of all real roots of a square-free polynomial, in no order.
pub(super) fn isolate(p: &IntPoly) -> Result<Vec<(Rational, Rational)>> {
    let mut found = Vec::new();
    let valuation = p.valuation();
    if valuation > 0 {
        found.push((Rational::ZERO, Rational::ZERO));
    }
    let core = drop_low(p, valuation);
    let mut positive = Vec::new();
    isolate_positive(&core, &mut positive)?;
    if core.parity() == Some(1) {
        // An even polynomial: the negative roots mirror the positive ones.
        found.extend(positive.iter().map(|(a, b)| (-b.clone(), -a.clone())));
    } else {
        let mut negative = Vec::new();
        isolate_positive(&core.negate_variable(), &mut negative)?;
        found.extend(negative.into_iter().map(|(a, b)| (-b, -a)));
    }
    found.extend(positive);
    Ok(found)
}

fn drop_low(p: &IntPoly, valuation: usize) -> IntPoly {
    if valuation == 0 { p.clone() } else { IntPoly::new(p.coefficients()[valuation..].to_vec()) }
}

fn isolate_positive(p: &IntPoly, found: &mut Vec<(Rational, Rational)>) -> Result<()> {
    let mut waiting = vec![(p.clone(), Moebius::identity())];
    for _ in 0..MAX_STEPS {
        let Some((p, map)) = waiting.pop() else { return Ok(()) };
        let p = if p.leading_sign() < 0 { -p } else { p };
        match sign_changes(&p) {
            0 => {}
            1 => found.push(image_of_axis(&p, &map)),
            _ => split(p, map, &mut waiting, found)?,
        }
    }
    Err(Error::new(ErrorKind::Budget, "the real roots lie too close together to be separated in 2000000 steps"))
}

/// Descartes' rule: the number of positive roots, or more by an even number.
fn sign_changes(p: &IntPoly) -> usize {
    let mut last = 0;
    let mut changes = 0;
    for coefficient in p.coefficients() {
        let sign = sign_of(coefficient);
        changes += usize::from(sign * last < 0);
        if sign != 0 {
            last = sign;
        }
    }
    changes
}

/// The interval that the positive axis is carried to; an infinite end is cut by a root bound.
fn image_of_axis(p: &IntPoly, map: &Moebius) -> (Rational, Rational) {
    let one = map.at_zero();
    let other = map.at_infinity().unwrap_or_else(|| {
        let exponent = upper_exponent(p).unwrap_or(0).max(0);
        map.at(&(Integer::ONE << exponent as usize))
    });
    if one <= other { (one, other) } else { (other, one) }
}

fn split(
    mut p: IntPoly,
    mut map: Moebius,
    waiting: &mut Vec<(IntPoly, Moebius)>,
    found: &mut Vec<(Rational, Rational)>,
) -> Result<()> {
    if let Some(exponent) = lower_exponent(&p).filter(|&exponent| exponent >= 0) {
        let bound = Integer::ONE << exponent as usize;
        if exponent >= 4 {
            // A far first root: the scale is changed, so that the next bound can be better than twofold.
            p = p.scale_variable(&bound)?.primitive_part();
            map = map.scaled(&bound);
            p = p.shifted(&Integer::ONE);
            map = map.shifted(&Integer::ONE);
        } else {
            p = p.shifted(&bound);
            map = map.shifted(&bound);
        }
        if p.valuation() > 0 {
            let zero = map.at_zero();
            found.push((zero.clone(), zero));
            p = drop_low(&p, 1);
        }
        waiting.push((p, map));
        return Ok(());
    }
    let one = Integer::ONE;
    let mut beyond = p.shifted(&one);
    let mut within = p.reverse().shifted(&one);
    if beyond.valuation() > 0 {
        let image = map.at(&one);
        found.push((image.clone(), image));
        beyond = drop_low(&beyond, 1);
        within = drop_low(&within, within.valuation());
    }
    waiting.push((within, map.inverted()));
    waiting.push((beyond, map.shifted(&one)));
    Ok(())
}
