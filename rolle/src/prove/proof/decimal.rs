//! Short decimals of exact numbers: nearest, or rounded outward.

use super::writer::SHORT;
use crate::number::{Integer, Number, Rational};
use crate::print::format_number;

/// Significant digits.
const DIGITS: i64 = 5;

/// A number of more digits is shown by its first ones only.
const LARGEST: i64 = 100_000;

/// The number itself where it is short, otherwise a decimal not above it.
pub(super) fn below(value: &Number) -> String {
    short(value).unwrap_or_else(|| rounded(value, Number::floor))
}

/// The number itself where it is short, otherwise a decimal not below it.
pub(super) fn above(value: &Number) -> String {
    short(value).unwrap_or_else(|| rounded(value, |units| units.neg().floor().neg()))
}

/// A decimal near the number.
pub(super) fn nearest(value: &Number) -> String {
    rounded(value, Number::round_half_even)
}

fn short(value: &Number) -> Option<String> {
    let exact = format_number(value, 12);
    (exact.chars().count() <= SHORT).then_some(exact)
}

/// The number in units of its last digit, made whole; exact.
fn rounded(value: &Number, whole: fn(&Number) -> Number) -> String {
    decimal(value, whole).unwrap_or_else(|| {
        let digits: String = format_number(value, 12).chars().take(4 * SHORT).collect();
        format!("{digits}…")
    })
}

fn decimal(value: &Number, whole: fn(&Number) -> Number) -> Option<String> {
    let magnitude = magnitude(value)?;
    let unit = ten_to(magnitude + 1 - DIGITS)?;
    let units = whole(&value.mul(&unit.recip()?));
    if (-6..12).contains(&magnitude) {
        return Some(format_number(&units.mul(&unit), 24));
    }
    let mantissa = units.mul(&ten_to(1 - DIGITS)?);
    Some(format!("{}e{magnitude}", format_number(&mantissa, 24)))
}

/// The exponent of the leading digit; `None` where it is very large.
fn magnitude(value: &Number) -> Option<i64> {
    if value.is_zero() {
        return Some(0);
    }
    // Guessed from the lengths in bits, as the number can be too large or small for a double; then made exact.
    let bits = |n: Integer| Number::from(Rational::from(n)).bits() as f64;
    let (top, bottom) = (bits(value.numerator()), bits(value.denominator().into()));
    let mut guess = ((top - bottom) * std::f64::consts::LOG10_2).floor() as i64;
    let size = value.abs();
    while ten_to(guess)? > size {
        guess -= 1;
    }
    while ten_to(guess + 1)? <= size {
        guess += 1;
    }
    Some(guess)
}

fn ten_to(n: i64) -> Option<Number> {
    if n.abs() > LARGEST {
        return None;
    }
    Number::Small(10).pow(n, 1 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_lie_on_their_side() {
        let third = Number::ratio(1, 3).unwrap();
        assert_eq!([below(&third), above(&third), nearest(&third)], ["1/3", "1/3", "0.33333"]);
        let long = Number::ratio(123_456_789_012_345, 1_000_000_000_007).unwrap();
        assert_eq!([below(&long), above(&long)], ["123.45", "123.46"]);
        assert_eq!([below(&long.neg()), above(&long.neg())], ["-123.46", "-123.45"]);
        for (value, expected) in [(999_999, "999999"), (1_000_001, "1000001"), (-1, "-1")] {
            assert_eq!(below(&Number::Small(value)), expected);
        }
        assert_eq!(nearest(&Number::ratio(999_999, 1_000_000).unwrap()), "1");
        let tiny = Number::ratio(1, 3).unwrap().pow(700, 1 << 12).unwrap();
        assert_eq!(below(&tiny), "1.0354e-334");
        assert_eq!(above(&tiny), "1.0355e-334");
        let huge = Number::Small(10).pow(200_000, 1 << 21).unwrap();
        assert_eq!(nearest(&huge), format!("1{}…", "0".repeat(39)));
    }
}
