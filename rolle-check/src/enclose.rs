//! Interval arithmetic of a given precision.

use crate::arithmetic::{Arithmetic, Function};
use crate::dyadic::Dyadic;
use crate::end::End;
use crate::functions;
use crate::interval::Interval;
use crate::rational::Rational;
use crate::series;
use dashu_int::IBig;
use dashu_int::ops::BitTest;
use std::cmp::Ordering;

/// Fewer bits than this are raised to it.
const MIN_BITS: u32 = 30;

/// More bits than this are lowered to it.
const MAX_BITS: u32 = 1 << 13;

/// The longest exponent whose power is taken by repeated squaring, in bits.
const MAX_POWER: usize = 48;

/// The largest denominator of an exponent whose root is taken exactly.
const MAX_DEGREE: u32 = 16;

/// Intervals whose ends have at most so many bits.
///
/// Sums, products and quotients are rounded in their last bit. Functions and powers at a point are accurate to about
/// 2^(4 − bits) relatively; those of an interval are enclosed by values at its ends and at extrema inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enclosing {
    /// The number of bits, from 30 to 8192; what lies outside is taken for the nearest of these.
    pub bits: u32,
}

impl Enclosing {
    fn bits(&self) -> u32 {
        self.bits.clamp(MIN_BITS, MAX_BITS)
    }

    /// Bounds of f at an end of an interval, where it is the limit; `None` outside of the domain.
    fn at_end(&self, function: Function, end: &End) -> Option<(End, End)> {
        let exact = |end: End| Some((end.clone(), end));
        let bounds = |y: Interval| Some((y.lo().clone(), y.hi().clone()));
        let integer = |n: i64| exact(Dyadic::integer(n).into());
        use Function::*;
        let up = match end {
            End::Finite(x) => {
                return match (function, x.sign()) {
                    (Log, Ordering::Equal) => exact(End::MinusInfinity),
                    (Atanh, sign) if x.abs() == Dyadic::integer(1) => {
                        exact(if sign.is_lt() { End::MinusInfinity } else { End::Infinity })
                    }
                    _ => bounds(functions::value(function, x, self.bits())?),
                };
            }
            End::MinusInfinity => false,
            End::Infinity => true,
        };
        match (function, up) {
            (Exp | Sigmoid | Softplus, false) | (Erfc, true) => integer(0),
            (Tanh | Erf, false) => integer(-1),
            (Tanh | Erf | Sigmoid, true) => integer(1),
            (Erfc, false) => integer(2),
            (Exp | Log | Softplus | Sinh | Asinh | Acosh | Cosh, true) | (Cosh, false) => {
                exact(End::Infinity)
            }
            (Sinh | Asinh, false) => exact(End::MinusInfinity),
            (Atan, _) => {
                let quarter = series::pi(self.bits()).shift(-1);
                bounds(if up { quarter } else { quarter.neg() })
            }
            (Log | Acosh, false) | (Asin | Atanh | Sin | Cos, _) => None,
        }
    }

    /// The values between those at the ends.
    fn monotone(&self, function: Function, a: &Interval) -> Option<Interval> {
        let (lo, hi) = if function == Function::Erfc { (a.hi(), a.lo()) } else { (a.lo(), a.hi()) };
        let low = self.at_end(function, lo)?;
        let high = if a.is_point() { low.1 } else { self.at_end(function, hi)?.1 };
        Interval::new(low.0, high)
    }

    /// The values of sin or cos: those at the ends, and ±1 where an extremum lies inside.
    fn oscillating(&self, function: Function, a: &Interval) -> Option<Interval> {
        let whole = functions::range(function)?;
        let Some((lo, hi)) = a.ends() else { return Some(whole) };
        let value = |x: &Dyadic| functions::value(function, x, self.bits());
        if a.is_point() {
            return value(lo);
        }
        let Some((maximum, minimum)) = extrema(function, a, self.bits()) else {
            return Some(whole);
        };
        let mut values = value(lo)?.hull(&value(hi)?);
        for (inside, extremum) in [(maximum, 1), (minimum, -1)] {
            if inside {
                values = values.hull(&Interval::integer(extremum));
            }
        }
        Some(values)
    }

    /// |a|^r for an interval of nonnegative numbers and r > 0.
    fn positive_power(&self, a: &Interval, exponent: &Rational) -> Option<Interval> {
        let integer = exponent.is_integer();
        if let (true, Ok(1)) = (integer, i64::try_from(exponent.numerator())) {
            return Some(a.clone());
        }
        let low = self.power_at(a.lo(), exponent)?;
        let high = if a.is_point() { low.1 } else { self.power_at(a.hi(), exponent)?.1 };
        Interval::new(low.0, high)
    }

    /// Bounds of x^r for an end x ≥ 0 and r > 0.
    fn power_at(&self, x: &End, exponent: &Rational) -> Option<(End, End)> {
        let x = match x {
            End::Finite(x) if !x.is_zero() => x,
            zero_or_infinity => return Some((zero_or_infinity.clone(), zero_or_infinity.clone())),
        };
        let bits = self.bits();
        let numerator = exponent.numerator();
        let degree =
            u32::try_from(exponent.denominator()).ok().filter(|degree| *degree <= MAX_DEGREE);
        let y = match degree {
            Some(degree) if numerator.bit_len() <= MAX_POWER => {
                let bits = bits + 4 + numerator.bit_len() as u32;
                let root = Interval::point(x.clone());
                let root = if degree == 1 { root } else { root.root(degree, bits)? };
                integer_power(&root, numerator, bits)
            }
            _ => general_power(x, exponent, bits)?,
        };
        let y = y.round(bits);
        Some((y.lo().clone(), y.hi().clone()))
    }
}

/// Whether a maximum and a minimum of sin or cos lie, or may lie, in a bounded interval; `None` where that is unknown.
///
/// The maxima of cos are the even multiples of π, its minima the odd ones; those of sin lie π/2 farther.
fn extrema(function: Function, a: &Interval, bits: u32) -> Option<(bool, bool)> {
    let top = a.top().max(0);
    if top > functions::MAX_ANGLE {
        return None;
    }
    let bits = bits + top as u32;
    let mut turns = a.div(&series::pi(bits), bits)?;
    if function == Function::Sin {
        turns = turns.sub(&Interval::point(Dyadic::power_of_two(-1)), bits);
    }
    let (lo, hi) = turns.ends()?;
    let first = -lo.neg().floor()?;
    let last = hi.floor()?;
    if first > last {
        return Some((false, false));
    }
    if first < last {
        return Some((true, true));
    }
    let odd = first.bit(0);
    Some((!odd, odd))
}

/// xⁿ for a narrow interval x > 0 and n > 0, by squaring from the highest bit of n on.
fn integer_power(x: &Interval, n: &IBig, bits: u32) -> Interval {
    let mut power = x.clone();
    for position in (0..n.bit_len().saturating_sub(1)).rev() {
        power = power.square(bits);
        if n.bit(position) {
            power = power.mul(x, bits);
        }
    }
    power
}

/// x^r = e^(r·log x) for x > 0.
fn general_power(x: &Dyadic, exponent: &Rational, bits: u32) -> Option<Interval> {
    // The error of r·log x, relative to e, is that of the result.
    let rough = power_logarithm(x, exponent, MIN_BITS)?;
    let length = rough.top().clamp(0, 64) as u32;
    let exact = power_logarithm(x, exponent, bits + 4 + length)?;
    let exp = |end: &End| match end {
        End::Finite(value) => functions::value(Function::Exp, value, bits + 4),
        _ => None,
    };
    Some(exp(exact.lo())?.hull(&exp(exact.hi())?))
}

/// r·log x.
fn power_logarithm(x: &Dyadic, exponent: &Rational, bits: u32) -> Option<Interval> {
    let log = functions::value(Function::Log, x, bits)?;
    Some(log.mul(&Interval::from_rational(exponent, bits), bits))
}

impl Arithmetic for Enclosing {
    type Number = Interval;

    fn rational(&self, value: &Rational) -> Option<Interval> {
        Some(Interval::from_rational(value, self.bits()))
    }

    fn pi(&self) -> Option<Interval> {
        Some(series::pi(self.bits()))
    }

    fn add(&self, a: &Interval, b: &Interval) -> Option<Interval> {
        Some(a.add(b, self.bits()))
    }

    fn neg(&self, a: &Interval) -> Interval {
        a.neg()
    }

    fn mul(&self, a: &Interval, b: &Interval) -> Option<Interval> {
        Some(a.mul(b, self.bits()))
    }

    fn power(&self, a: &Interval, exponent: &Rational) -> Option<Interval> {
        let magnitude = exponent.abs();
        let negative = a.lo().sign().is_lt();
        let root_of_negative = exponent.denominator().bit(0);
        if magnitude.is_zero() {
            return Some(Interval::integer(1));
        }
        if negative && !root_of_negative {
            return None;
        }
        let even = !exponent.numerator().bit(0);
        let power = if !negative || even {
            self.positive_power(&a.abs(), &magnitude)?
        } else if a.hi().sign().is_le() {
            self.positive_power(&a.neg(), &magnitude)?.neg()
        } else {
            // An odd power rises through zero.
            let (below, above) =
                (self.power_at(&a.lo().neg(), &magnitude)?, self.power_at(a.hi(), &magnitude)?);
            Interval::new(below.1.neg(), above.1)?
        };
        if exponent.sign().is_gt() {
            return Some(power);
        }
        // Zero inside of a, which an even power moves to an end, is a pole all the same.
        if negative && a.hi().sign().is_gt() {
            return None;
        }
        Interval::integer(1).div(&power, self.bits())
    }

    fn apply(&self, function: Function, a: &Interval) -> Option<Interval> {
        match function {
            Function::Sin | Function::Cos => self.oscillating(function, a),
            // cosh is even and rises from zero on.
            Function::Cosh => self.monotone(function, &a.abs()),
            // The logarithm of the number zero, or artanh of one, has no value at all.
            Function::Log if a.is_zero() => None,
            Function::Atanh if a.is_point() && a.abs_sup() == Dyadic::integer(1).into() => None,
            _ => self.monotone(function, a),
        }
    }

    fn is_zero(&self, a: &Interval) -> bool {
        a.is_zero()
    }

    fn excludes_zero(&self, a: &Interval) -> bool {
        !a.contains_zero()
    }
}
