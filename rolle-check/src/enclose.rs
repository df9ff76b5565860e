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
const MAX_BITS: u32 = 1 << 12;

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
    /// The number of bits, from 30 to 4096; what lies outside is taken for the nearest of these.
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
            (Exp | Log | Softplus | Sinh | Asinh | Cosh, true) | (Cosh, false) => {
                exact(End::Infinity)
            }
            (Sinh | Asinh, false) => exact(End::MinusInfinity),
            (Atan, _) => {
                let quarter = series::pi(self.bits()).shift(-1);
                bounds(if up { quarter } else { quarter.neg() })
            }
            (Log, false) | (Sin | Cos, _) => None,
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
            // The logarithm of the number zero has no value at all.
            Function::Log if a.is_zero() => None,
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

#[cfg(test)]
mod tests {
    use super::Enclosing;
    use crate::arithmetic::{Arithmetic, Function};
    use crate::dyadic::{Dyadic, Round};
    use crate::end::End;
    use crate::interval::Interval;

    const ARITHMETIC: Enclosing = Enclosing { bits: 60 };

    fn end(text: &str) -> End {
        match text {
            "-inf" => End::MinusInfinity,
            "inf" => End::Infinity,
            // All ends of these tables are halves of integers.
            _ => Dyadic::from_rational(&text.parse().unwrap(), 60, Round::Down).into(),
        }
    }

    /// `a, b`
    fn interval(text: &str) -> Interval {
        let (lo, hi) = text.split_once(", ").unwrap();
        Interval::new(end(lo), end(hi)).unwrap()
    }

    fn check(name: &str, result: Option<Interval>, expected: &str) {
        let expected = (expected != "none").then(|| interval(expected));
        assert_eq!(result, expected, "{name}");
    }

    #[test]
    fn products_and_quotients_of_unbounded_intervals() {
        for (a, b, product, quotient) in [
            ("0, 0", "-inf, inf", "0, 0", "none"),
            ("0, 0", "0, inf", "0, 0", "0, 0"),
            ("1, 2", "0, inf", "0, inf", "0, inf"),
            ("1, 2", "0, 4", "0, 8", "1/4, inf"),
            ("1, 2", "-4, 0", "-8, 0", "-inf, -1/4"),
            ("-1, 2", "0, 4", "-4, 8", "-inf, inf"),
            ("-2, -1", "0, 4", "-8, 0", "-inf, -1/4"),
            ("1, 2", "-1, 1", "-2, 2", "none"),
            ("1, 2", "0, 0", "0, 0", "none"),
            ("-3, 2", "-5, 7", "-21, 15", "none"),
            ("-3, -2", "-4, -1", "2, 12", "1/2, 3"),
            ("-inf, -1", "2, inf", "-inf, -2", "-inf, 0"),
            ("-inf, inf", "-inf, inf", "-inf, inf", "none"),
            ("-inf, 3", "1, 2", "-inf, 6", "-inf, 3"),
            ("0, inf", "2, 4", "0, inf", "0, inf"),
        ] {
            let (x, y) = (interval(a), interval(b));
            check(&format!("[{a}]·[{b}]"), Some(x.mul(&y, 60)), product);
            check(&format!("[{b}]·[{a}]"), Some(y.mul(&x, 60)), product);
            check(&format!("[{a}]/[{b}]"), x.div(&y, 60), quotient);
        }
        check("∞ − ∞", Some(interval("0, inf").sub(&interval("0, inf"), 60)), "-inf, inf");
        check("∞ + ∞", Some(interval("0, inf").add(&interval("1, inf"), 60)), "1, inf");
    }

    #[test]
    fn powers_of_intervals() {
        for (a, exponent, expected) in [
            ("-2, 3", "2", "0, 9"),
            ("-3, -2", "2", "4, 9"),
            ("-2, 3", "3", "-8, 27"),
            ("-3, -2", "3", "-27, -8"),
            ("-2, 3", "0", "1, 1"),
            ("0, 0", "0", "1, 1"),
            ("-inf, 2", "4", "0, inf"),
            ("-inf, 2", "3", "-inf, 8"),
            ("2, 4", "-1", "1/4, 1/2"),
            ("0, 4", "-1", "1/4, inf"),
            ("-4, 0", "-1", "-inf, -1/4"),
            ("-4, 0", "-2", "1/16, inf"),
            ("-1, 1", "-1", "none"),
            ("-1, 1", "-2", "none"),
            ("-1, 1", "-2/3", "none"),
            ("0, 0", "-1", "none"),
            ("-8, -8", "1/3", "-2, -2"),
            ("-8, 27", "1/3", "-2, 3"),
            ("-8, 1", "2/3", "0, 4"),
            ("-8, -1", "-2/3", "1/4, 1"),
            ("-8, -1", "-5/3", "-1, -1/32"),
            ("4, 9", "1/2", "2, 3"),
            ("0, inf", "1/2", "0, inf"),
            ("-1, 4", "1/2", "none"),
            ("-1, 4", "3/4", "none"),
            ("-4, -1", "-1/2", "none"),
            ("4, 4", "-3/2", "1/8, 1/8"),
        ] {
            let power = ARITHMETIC.power(&interval(a), &exponent.parse().unwrap());
            check(&format!("[{a}]^({exponent})"), power, expected);
        }
    }

    #[test]
    fn functions_at_the_ends_of_their_domains() {
        use Function::*;
        for (function, a, expected) in [
            (Exp, "-inf, 0", "0, 1"),
            (Exp, "0, inf", "1, inf"),
            (Log, "0, 1", "-inf, 0"),
            (Log, "0, inf", "-inf, inf"),
            (Log, "0, 0", "none"),
            (Log, "-1, 1", "none"),
            (Log, "-2, -1", "none"),
            (Sin, "-inf, inf", "-1, 1"),
            (Sin, "0, 0", "0, 0"),
            (Cos, "0, 0", "1, 1"),
            (Sin, "0, 7", "-1, 1"),
            (Cos, "-4, 4", "-1, 1"),
            (Sinh, "-inf, 0", "-inf, 0"),
            (Cosh, "-inf, 0", "1, inf"),
            (Cosh, "-inf, inf", "1, inf"),
            (Tanh, "-inf, inf", "-1, 1"),
            (Sigmoid, "-inf, inf", "0, 1"),
            (Sigmoid, "-inf, 0", "0, 1/2"),
            (Softplus, "-inf, inf", "0, inf"),
            (Atan, "0, 0", "0, 0"),
            (Asinh, "0, inf", "0, inf"),
            (Erf, "-inf, inf", "-1, 1"),
            (Erf, "0, inf", "0, 1"),
            (Erfc, "0, inf", "0, 1"),
            (Erfc, "-inf, 0", "1, 2"),
        ] {
            check(
                &format!("{function:?} [{a}]"),
                ARITHMETIC.apply(function, &interval(a)),
                expected,
            );
        }
    }

    #[test]
    fn sines_of_intervals_hold_their_extrema_and_no_more() {
        // Between k/4 and (k + n)/4 the sine rises or falls but at odd multiples of π/2, 1.5707…, the cosine but at
        // multiples of π, 3.1415….
        let quarters = |k: i64| Dyadic::new(k, -2).unwrap();
        let multiples = |half_turns: i64| half_turns * 15708; // π/2 in units of 10⁻⁴
        for k in -60..60 {
            for n in 1..12 {
                let x = Interval::new(quarters(k), quarters(k + n)).unwrap();
                for (function, offset) in [(Function::Sin, 1), (Function::Cos, 0)] {
                    let y = ARITHMETIC.apply(function, &x).unwrap();
                    let inside = |turn: i64| {
                        let at = multiples(turn);
                        (k * 2500..=(k + n) * 2500).contains(&at)
                    };
                    let holds =
                        |remainder: i64| (-50..50).any(|j| inside(4 * j + offset + remainder));
                    let one = End::from(Dyadic::integer(1));
                    assert_eq!(*y.hi() == one, holds(0), "{function:?} {x}: {y}");
                    assert_eq!(*y.lo() == one.neg(), holds(2), "{function:?} {x}: {y}");
                }
            }
        }
    }

    #[test]
    fn intervals_hold_the_values_inside() {
        use Function::*;
        let all = [Exp, Log, Sin, Cos, Sinh, Cosh, Tanh, Sigmoid, Softplus, Atan, Asinh, Erf, Erfc];
        for function in all {
            for k in -40..40 {
                for width in [1, 7, 30] {
                    let x = Interval::new(
                        Dyadic::new(k, -3).unwrap(),
                        Dyadic::new(k + width, -3).unwrap(),
                    )
                    .unwrap();
                    let Some(y) = ARITHMETIC.apply(function, &x) else { continue };
                    for j in 0..=4 * width {
                        let point = Interval::point(Dyadic::new(4 * k + j, -5).unwrap());
                        // The ends may be poles.
                        let Some(value) = ARITHMETIC.apply(function, &point) else { continue };
                        assert!(
                            y.contains_interval(&value),
                            "{function:?} {x} at {point}: {y} {value}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_at_the_edge_of_the_range() {
        use Function::*;
        // Neither panics nor long work; what comes back is ordered by construction.
        for exponent in
            [-(1 << 48), -(1 << 47), -(1 << 41), 1 << 20, 1 << 41, 1 << 47, (1 << 48) - 1]
        {
            for mantissa in [1, -1] {
                let x = Interval::point(Dyadic::new(mantissa, exponent).unwrap());
                for function in
                    [Exp, Sin, Cos, Sinh, Cosh, Tanh, Sigmoid, Softplus, Atan, Asinh, Erf, Erfc]
                {
                    assert!(ARITHMETIC.apply(function, &x).is_some(), "{function:?} {x}");
                }
                let positive = mantissa > 0;
                assert_eq!(ARITHMETIC.apply(Log, &x).is_some(), positive);
                for exponent in ["2", "-2", "1/3", "-100000000000/3", "1000000007"] {
                    let y = ARITHMETIC.power(&x, &exponent.parse().unwrap());
                    assert!(y.is_some_and(|y| y.abs_inf() >= End::from(Dyadic::integer(0))));
                }
            }
        }
    }

    #[test]
    fn any_precision_is_taken() {
        let x = Interval::integer(3);
        for bits in [0, 1, 29, 60, 61, 2000] {
            let y = Enclosing { bits }.apply(Function::Erfc, &x).unwrap();
            let width = y.width(60).finite().unwrap().top().unwrap();
            assert!(width < -14 - i64::from(bits.max(30)) + 6, "{bits}: {y}");
        }
    }
}
