//! Numbers as text: exact fractions, and exact decimals where they end early.

use crate::number::{Integer, Natural, Number};

/// A rational number as text: `3`, `-7/2`; as an exact decimal where it has at most `decimals` digits after the
/// point.
///
/// A fraction whose denominator is not 2ᵃ5ᵇ never ends as a decimal and stays a fraction; nothing is rounded.
///
/// # Examples
/// ```
/// use rolle::number::Number;
/// use rolle::print::format_number;
/// let third = Number::ratio(1, 3).unwrap();
/// let small = Number::ratio(8943, 200_000).unwrap();
/// assert_eq!(format_number(&third, 10), "1/3");
/// assert_eq!(format_number(&small, 10), "0.044715");
/// assert_eq!(format_number(&small, 0), "8943/200000");
/// ```
pub fn format_number(value: &Number, decimals: u32) -> String {
    if let Some(text) = decimal(value, decimals) {
        return text;
    }
    match value {
        Number::Small(n) => n.to_string(),
        Number::Big(r) if r.is_int() => r.numerator().to_string(),
        Number::Big(r) => format!("{}/{}", r.numerator(), r.denominator()),
    }
}

/// The exact decimal of a number that is not an integer, where it has at most `decimals` digits after the point.
pub(super) fn decimal(value: &Number, decimals: u32) -> Option<String> {
    if decimals == 0 || value.is_integer() {
        return None;
    }
    let places = decimal_places(value.denominator(), decimals)?;
    let ten = Natural::from(10u8).pow(places as usize);
    let scaled = value.numerator() * Integer::from(ten) / Integer::from(value.denominator());
    let (sign, digits) = scaled.into_parts();
    let digits =
        format!("{digits:0>width$}", digits = digits.to_string(), width = places as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places as usize);
    let minus = if sign == dashu_base::Sign::Negative { "-" } else { "" };
    Some(format!("{minus}{whole}.{fraction}"))
}

/// The least k ≤ limit with denominator | 10ᵏ.
fn decimal_places(mut denominator: Natural, limit: u32) -> Option<u32> {
    use dashu_base::BitTest;
    // 2ᵃ5ᵇ with a, b ≤ limit has at most this many bits; longer ones need no division.
    if denominator.bit_len() > limit as usize * 4 {
        return None;
    }
    let mut exponents = [0u32; 2];
    for (prime, exponent) in [2u32, 5].into_iter().zip(&mut exponents) {
        while (&denominator % prime) == 0 {
            denominator /= prime;
            *exponent += 1;
        }
    }
    let places = exponents[0].max(exponents[1]);
    (denominator == Natural::ONE && places <= limit).then_some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_absent() {
        for (p, q, decimals, expected) in [
            (1, 2, 3, "0.5"),
            (-1, 2, 3, "-0.5"),
            (-7, 2, 0, "-7/2"),
            (1, 8, 2, "1/8"),
            (1, 8, 3, "0.125"),
            (1, 3, 40, "1/3"),
            (12345, 100, 5, "123.45"),
            (-1, 100, 5, "-0.01"),
            (1, 1024, 10, "0.0009765625"),
            (42, 1, 5, "42"),
            (i64::MIN, 1, 5, "-9223372036854775808"),
        ] {
            let value = Number::ratio(p, q).expect("a denominator other than zero");
            assert_eq!(format_number(&value, decimals), expected, "{p}/{q}");
        }
    }
}
