//! Correctly rounded decimal digits of an enclosure.

use std::cmp::Ordering;

use dashu_base::DivRem;

use super::dyadic::{Dyadic, Toward};
use super::interval::Enclosure;
use crate::number::Integer;

use Toward::{Down, Up};

/// The most digits that are written.
const MAX_DIGITS: usize = 10_000_000;

/// ⌊log₁₀ 2 · 2^64⌋.
const LOG10_OF_2: i128 = 5_553_023_288_523_357_132;

/// The number rounded to `digits` significant decimal digits, ties to even.
///
/// `None` when the ends of the enclosure round differently (or to different signs): evaluate again
/// with twice the precision. A number that is known exactly and fits is written without trailing
/// zeros (`0.5`, `24`); otherwise all `digits` are written. Below 10^−6 and where the digits do not
/// reach the point the notation is scientific: `1.25e-30`. At most ten million digits are written.
///
/// ```
/// use rolle_interval::precise::{Context, Enclosure, to_decimal};
///
/// let mut ctx = Context::new();
/// assert_eq!(to_decimal(&ctx.pi(64).unwrap(), 10).unwrap(), "3.141592654");
/// assert_eq!(to_decimal(&ctx.pi(64).unwrap(), 40), None);
/// let small = ctx.exp(&Enclosure::from_i64(-1_000_000), 64).unwrap();
/// assert_eq!(to_decimal(&small, 6).unwrap(), "3.29683e-434295");
/// ```
pub fn to_decimal(x: &Enclosure, digits: usize) -> Option<String> {
    let digits = digits.max(1);
    let sign = x.sign()?;
    if sign == Ordering::Equal {
        return Some("0".to_string());
    }
    let size = x.abs();
    let (lower, upper) = (size.lower(), size.upper());
    if !x.is_exact() && x.accuracy() < (digits as i64 - 1) * 3 {
        return None;
    }
    if upper.magnitude() > lower.magnitude() + 4 {
        return None;
    }
    // No dyadic number has more significant digits than bits on both sides of the point.
    let most = lower.bits().saturating_add(lower.exponent().saturating_abs()) as u64;
    let digits = if x.is_exact() { digits.min(most.min(1 << 40) as usize + 1) } else { digits };
    if digits > MAX_DIGITS {
        return None;
    }
    // 10^place ≤ lower < 10^(place + 2).
    let mut place = ((i128::from(lower.magnitude() - 1) * LOG10_OF_2) >> 64) as i64;
    let limit = Integer::from(10).pow(digits);
    let (number, exact) = loop {
        let scale = digits as i64 - 1 - place;
        let (low, low_exact) = scaled(lower, scale, digits, Down);
        let (high, high_exact) = if x.is_exact() && low_exact.is_some() {
            (low.clone(), low_exact)
        } else {
            scaled(upper, scale, digits, Up)
        };
        if high >= limit {
            if low < limit && low != high {
                return None;
            }
            place += 1;
            continue;
        }
        if low != high {
            return None;
        }
        break (low, x.is_exact() && low_exact == Some(true) && high_exact == Some(true));
    };
    let mut text = number.to_string();
    if exact {
        text.truncate(text.trim_end_matches('0').len());
    }
    let body = layout(&text, place, digits, exact);
    Some(if sign == Ordering::Less { format!("-{body}") } else { body })
}

/// x·10^scale rounded to the nearest integer, ties to even, for x > 0, and whether it was one
/// (`None` where the power of ten itself was rounded, in the given direction).
fn scaled(x: &Dyadic, scale: i64, digits: usize, toward: Toward) -> (Integer, Option<bool>) {
    let exact_up_to = 4 * digits as i64 + 2 * x.bits() + 2000;
    if scale.abs() <= exact_up_to {
        let power = Integer::from(5).pow(scale.unsigned_abs() as usize);
        let (mut top, mut bottom) = (x.mantissa().clone(), Integer::ONE);
        if scale >= 0 {
            top *= power;
        } else {
            bottom = power;
        }
        let twos = x.exponent() + scale;
        if twos >= 0 {
            top <<= twos as usize;
        } else {
            bottom <<= twos.unsigned_abs() as usize;
        }
        let (mut quotient, rest) = top.div_rem(&bottom);
        let exact = rest.is_zero();
        let odd = (&quotient >> 1usize) << 1usize != quotient;
        match (rest << 1usize).cmp(&bottom) {
            Ordering::Greater => quotient += Integer::ONE,
            Ordering::Equal if odd => quotient += Integer::ONE,
            _ => {}
        }
        return (quotient, Some(exact));
    }
    // Far out: 10^|scale| with enough bits; no tie is possible there, for a tie x·10^scale = n + ½
    // needs the mantissa to hold all factors 5 that the power leaves over.
    let wp = 4 * digits as u64 + 64;
    let power = Enclosure::from_i64(10).pow_integer(scale.abs(), wp + 64);
    let point = Enclosure::point(x.clone());
    let value = power.and_then(|p| if scale >= 0 { point.mul(&p, wp) } else { point.div(&p, wp) });
    let Ok(value) = value else {
        // Not reached for magnitudes in range; an answer that never agrees stays honest.
        return (if toward == Down { Integer::ZERO } else { Integer::ONE }, None);
    };
    let end = if toward == Down { value.lower() } else { value.upper() };
    let shifted = end.add(&Dyadic::power_of_two(-1), wp + 8, toward);
    (shifted.to_fixed(0, Down), None)
}

/// Digits with the point after the first one times 10^place.
fn layout(text: &str, place: i64, digits: usize, exact: bool) -> String {
    let length = text.len() as i64;
    let reach = if exact { 21.max(length) } else { digits as i64 };
    if place < -6 || place >= reach {
        let (head, tail) = text.split_at(1);
        return if tail.is_empty() {
            format!("{head}e{place}")
        } else {
            format!("{head}.{tail}e{place}")
        };
    }
    if place < 0 {
        return format!("0.{}{text}", "0".repeat((-place - 1) as usize));
    }
    let whole = place as usize + 1;
    if text.len() <= whole {
        return format!("{text}{}", "0".repeat(whole - text.len()));
    }
    format!("{}.{}", &text[..whole], &text[whole..])
}

#[cfg(test)]
mod tests {
    use super::super::Context;
    use super::*;
    use crate::number::{Natural, Rational};

    fn check(top: i64, bottom: u64, digits: usize, expected: &str) {
        let value = Rational::from_parts(top.into(), Natural::from(bottom));
        let text = to_decimal(&Enclosure::from_rational(&value, 300), digits);
        assert_eq!(text.as_deref(), Some(expected), "{top}/{bottom} to {digits} digits");
    }

    #[test]
    fn rationals_are_rounded_to_even_and_laid_out() {
        check(1, 2, 10, "0.5");
        check(-1, 3, 5, "-0.33333");
        check(2, 3, 5, "0.66667");
        check(1, 8, 2, "0.12");
        check(3, 8, 2, "0.38");
        check(24, 1, 10, "24");
        check(100, 1, 10, "100");
        check(123456, 1, 3, "1.23e5");
        check(123500, 1, 3, "1.24e5");
        check(99999, 10, 3, "1.00e4");
        check(1, 10_000_000, 3, "1.00e-7");
        check(1, 1_000_000, 3, "0.00000100");
        check(1, 1_048_576, 30, "9.5367431640625e-7");
    }

    #[test]
    fn a_wide_enclosure_has_no_digits() {
        let one = Enclosure::one();
        let wide = one.hull(&one.add(&super::super::context::power_of_two(-20), 30).unwrap());
        assert_eq!(to_decimal(&wide, 5).as_deref(), Some("1.0000"));
        assert_eq!(to_decimal(&wide, 8), None);
        assert_eq!(to_decimal(&one.hull(&one.neg()), 1), None);
        // A double that straddles a power of ten still rounds to one text.
        let below = one.sub(&super::super::context::power_of_two(-60), 100).unwrap();
        assert_eq!(to_decimal(&below.hull(&one), 10).as_deref(), Some("1.000000000"));
    }

    #[test]
    fn huge_exponents_are_written() {
        let mut ctx = Context::new();
        let mut text = |n: i64, digits| {
            let value = ctx.exp(&Enclosure::from_i64(n), 200).unwrap();
            to_decimal(&value, digits).unwrap()
        };
        assert_eq!(text(1_000_000_000_000_000, 12), "6.72436267613e434294481903251");
        assert_eq!(text(-1_000_000_000_000_000, 12), "1.48712978190e-434294481903252");
    }
}
