//! Numbers as they are typed, exactly: `0.1` is 1/10, `1e-3` is 1/1000.
//!
//! A number that fits a machine word never touches a big integer. The others are read in subquadratic time, and what
//! they cost is counted before it is spent: `1e999999999` is refused, not allocated.

use crate::number::{Integer, Natural, Rational};

/// The value of a literal.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    /// A natural number that fits a machine word.
    Small(u64),
    /// Any other.
    Big(Rational),
}

/// Why a literal has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberError {
    /// Written out it has more digits than are left in the budget.
    TooLong,
    /// It is not a number.
    Malformed,
}

/// The value of a number such as `12`, `1_000`, `.5`, `5.`, `1.5e-3`, and the digits that it costs: none for one that
/// fits a machine word, else those of mantissa and power of ten written out.
pub(super) fn read(text: &str, budget: usize) -> Result<(Literal, usize), NumberError> {
    let bytes = text.as_bytes();
    if bytes.len() <= 18 && bytes.iter().all(u8::is_ascii_digit) && !bytes.is_empty() {
        return Ok((Literal::Small(bytes.iter().fold(0, |n, b| n * 10 + u64::from(b - b'0'))), 0));
    }
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], parse_exponent(&text[at + 1..])),
        None => (text, Some(0)),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches(['0', '_']);
    let mut digits = String::with_capacity(mantissa.len());
    digits.extend(whole.chars().filter(|c| *c != '_'));
    let whole_digits = digits.len();
    digits.extend(fraction.chars().filter(|c| *c != '_'));
    let scale = (digits.len() - whole_digits) as i64;
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        let is_number = whole_digits > 0 || mantissa.contains('0');
        return if is_number { Ok((Literal::Small(0), 0)) } else { Err(NumberError::Malformed) };
    }
    let power =
        exponent.ok_or(NumberError::TooLong)?.checked_sub(scale).ok_or(NumberError::TooLong)?;
    let cost = usize::try_from(power.unsigned_abs())
        .ok()
        .and_then(|p| p.checked_add(significant.len()))
        .ok_or(NumberError::TooLong)?;
    let charged = if cost <= 40 { 0 } else { cost };
    if charged > budget {
        return Err(NumberError::TooLong);
    }
    Ok((scaled(significant, power)?, charged))
}

/// `digits · 10^power`.
fn scaled(digits: &str, power: i64) -> Result<Literal, NumberError> {
    let mantissa = Natural::from_str_radix(digits, 10).map_err(|_| NumberError::Malformed)?;
    let ten = || Natural::from(10u8).pow(power.unsigned_abs() as usize);
    if power < 0 {
        let value = Rational::from_parts(Integer::from(mantissa), ten());
        return Ok(Literal::Big(value));
    }
    let value = if power == 0 { mantissa } else { mantissa * ten() };
    match u64::try_from(&value) {
        Ok(small) => Ok(Literal::Small(small)),
        Err(_) => Ok(Literal::Big(Rational::from(Integer::from(value)))),
    }
}

/// The exponent after the `e`, or `None` when it is beyond all budgets.
fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let mut value: i64 = 0;
    for byte in digits.bytes().filter(|b| *b != b'_') {
        value = value.checked_mul(10)?.checked_add(i64::from(byte.wrapping_sub(b'0')))?;
    }
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match read(text, 1000) {
            Ok((Literal::Small(n), _)) => n.to_string(),
            Ok((Literal::Big(q), _)) => q.to_string(),
            Err(NumberError::TooLong) => "too long".to_string(),
            Err(NumberError::Malformed) => "malformed".to_string(),
        }
    }

    #[test]
    fn numbers_are_exact() {
        for (text, expected) in [
            ("0", "0"),
            ("007", "7"),
            ("12", "12"),
            ("1_000", "1000"),
            ("18446744073709551615", "18446744073709551615"),
            ("18446744073709551616", "18446744073709551616"),
            ("0.1", "1/10"),
            (".5", "1/2"),
            ("5.", "5"),
            ("5.000", "5"),
            ("0.000", "0"),
            ("1e3", "1000"),
            ("1E+3", "1000"),
            ("1e-3", "1/1000"),
            ("2.50e1", "25"),
            ("0.044715", "8943/200000"),
            ("0e999999999999999999999", "0"),
            ("1e900", &format!("1{}", "0".repeat(900))),
            ("1e1000", "too long"),
            ("1e-1000", "too long"),
            ("1e999999999", "too long"),
            ("1e99999999999999999999999999", "too long"),
            (".", "malformed"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn the_cost_of_a_number_is_its_written_length() {
        for (text, cost) in [("12", 0), ("1e30", 0), ("1e50", 51), ("0.00", 0), ("1e-50", 51)] {
            assert_eq!(read(text, 1000).map(|(_, cost)| cost), Ok(cost), "{text}");
        }
    }

    #[test]
    fn a_hundred_thousand_digits_at_once() {
        let text = "7".repeat(100_000);
        assert!(matches!(read(&text, 100_000), Ok((Literal::Big(_), 100_000))));
        assert_eq!(read(&text, 99_999), Err(NumberError::TooLong));
    }
}
