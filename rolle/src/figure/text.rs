//! Text of a figure: measuring, escaping, and numbers as people write them.

use super::font;

/// The width of `text` in pixels at the given font size, by the advance widths of the embedded
/// font; a character that the font lacks counts as wide as a digit times two.
pub fn width(text: &str, size: f64) -> f64 {
    let units: u64 = text.chars().map(|c| u64::from(font::advance(c).unwrap_or(1144))).sum();
    units as f64 / font::UNITS_PER_EM * size
}

/// `text` made safe for XML 1.0 content and attribute values.
///
/// The five markup characters are escaped; characters that XML 1.0 forbids (most controls, the
/// two non-characters U+FFFE and U+FFFF) become U+FFFD.
pub fn escape_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// A coordinate with at most two decimals, without trailing zeros or a negative zero.
pub(crate) fn coordinate(v: f64) -> String {
    let mut s = format!("{v:.2}");
    if s.contains('.') {
        s.truncate(s.trim_end_matches('0').trim_end_matches('.').len());
    }
    if s == "-0" { "0".into() } else { s }
}

/// The decimal exponent of a finite number that is not zero: the e of d.ddd × 10ᵉ.
///
/// Read from the exact decimal expansion, so it does not depend on a platform's logarithm.
pub(crate) fn decimal_exponent(v: f64) -> i32 {
    let s = format!("{v:e}");
    s.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0)
}

/// The floating-point number nearest to 10ᵉ.
pub(crate) fn power_of_ten(e: i32) -> f64 {
    format!("1e{e}").parse().unwrap_or(f64::NAN)
}

/// An integer in superscript digits: ⁻¹².
pub fn superscript(n: i32) -> String {
    let digit = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        c => char::from_u32(0x2070 + c.to_digit(10).unwrap_or(0)).unwrap_or('⁰'),
    };
    n.to_string().chars().map(digit).collect()
}

/// `v` rounded to `digits` significant digits (1 to 17), with a true minus sign and, when very
/// large or small, a power of ten: `0.1966`, `−3`, `2.5×10⁻⁸`, `∞`.
///
/// ```
/// use rolle::figure::text::number;
/// assert_eq!(number(0.19661193324148185, 4), "0.1966");
/// assert_eq!(number(-2.5e-8, 4), "−2.5×10⁻⁸");
/// assert_eq!(number(1e12, 4), "10¹²");
/// ```
pub fn number(v: f64, digits: usize) -> String {
    if v.is_nan() {
        return "?".into();
    }
    let sign = if v < 0.0 { "−" } else { "" };
    if v.is_infinite() {
        return format!("{sign}∞");
    }
    if v == 0.0 {
        return "0".into();
    }
    let digits = digits.clamp(1, 17);
    let scientific = format!("{:.*e}", digits - 1, v.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
        // Rounding first through the mantissa keeps `digits` significant digits above 10ᵈ too.
        let rounded: f64 = scientific.parse().unwrap_or(v.abs());
        return format!("{sign}{}", trim_zeros(&format!("{rounded:.decimals$}")));
    }
    match trim_zeros(mantissa) {
        "1" => format!("{sign}10{}", superscript(exponent)),
        m => format!("{sign}{m}×10{}", superscript(exponent)),
    }
}

fn trim_zeros(s: &str) -> &str {
    if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.') } else { s }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (v, digits, expected) in [
            (0.0, 4, "0"),
            (-0.0, 4, "0"),
            (1.0, 4, "1"),
            (-3.0, 4, "−3"),
            (0.25, 4, "0.25"),
            (0.196_611_933, 4, "0.1966"),
            (999_999.0, 4, "10⁶"),
            (123_456.0, 4, "123500"),
            (99_999.9, 3, "100000"),
            (0.000_123_44, 4, "0.0001234"),
            (0.000_012_344, 4, "1.234×10⁻⁵"),
            (-2.5e-8, 4, "−2.5×10⁻⁸"),
            (1e12, 4, "10¹²"),
            (-1e300, 4, "−10³⁰⁰"),
            (f64::INFINITY, 4, "∞"),
            (f64::NEG_INFINITY, 4, "−∞"),
            (f64::NAN, 4, "?"),
            (5e-324, 3, "4.94×10⁻³²⁴"),
        ] {
            assert_eq!(number(v, digits), expected, "{v} to {digits}");
        }
    }

    #[test]
    fn coordinates_have_no_noise() {
        for (v, expected) in
            [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (100.0, "100"), (12.346, "12.35")]
        {
            assert_eq!(coordinate(v), expected);
        }
    }

    #[test]
    fn xml_is_escaped() {
        let text = "a<b & \"c\" > 'd'\u{0}\u{b}\u{ffff}\n";
        let expected = "a&lt;b &amp; &quot;c&quot; &gt; &#39;d&#39;\u{fffd}\u{fffd}\u{fffd} ";
        assert_eq!(escape_xml(text), expected);
    }

    #[test]
    fn exponents_are_exact_at_powers_of_ten() {
        for e in -307..=308 {
            let p = power_of_ten(e);
            assert_eq!(decimal_exponent(p), e);
            assert_eq!(decimal_exponent(p.next_down()), e - 1);
        }
    }

    #[test]
    fn width_adds_up_and_combining_marks_are_free() {
        assert_eq!(width("00", 10.0), 2.0 * width("0", 10.0));
        assert_eq!(width("a\u{0301}", 10.0), width("a", 10.0));
    }
}
