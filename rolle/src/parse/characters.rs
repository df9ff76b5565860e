//! The characters of mathematics beyond ASCII: Greek, super- and subscripts, and the many look-alikes that come with
//! pasted text (mathematical italic letters, full-width forms, five kinds of minus).
//!
//! Nothing here depends on a normalisation table: precomposed and decomposed letters are both letters, and the one
//! operator that decomposes, ≠ = `=` + U+0338, is known to the lexer.

/// The ASCII word for a Greek letter, under which it is stored: `β` and `beta` are one variable.
pub(super) fn greek_word(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "alpha",
        'β' | 'ϐ' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'ε' | 'ϵ' => "epsilon",
        'ζ' => "zeta",
        'η' => "eta",
        'θ' | 'ϑ' => "theta",
        'ι' => "iota",
        'κ' | 'ϰ' => "kappa",
        'λ' => "lambda",
        'μ' | 'µ' => "mu",
        'ν' => "nu",
        'ξ' => "xi",
        'ο' => "omicron",
        'π' | 'ϖ' => "pi",
        'ρ' | 'ϱ' => "rho",
        'σ' | 'ς' => "sigma",
        'τ' => "tau",
        'υ' => "upsilon",
        'φ' | 'ϕ' => "phi",
        'χ' => "chi",
        'ψ' => "psi",
        'ω' => "omega",
        'Γ' => "Gamma",
        'Δ' => "Delta",
        'Θ' => "Theta",
        'Λ' => "Lambda",
        'Ξ' => "Xi",
        'Π' => "Pi",
        'Σ' => "Sigma",
        'Υ' => "Upsilon",
        'Φ' => "Phi",
        'Ψ' => "Psi",
        'Ω' | '\u{2126}' => "Omega",
        _ => return None,
    })
}

/// The Greek letter of a LaTeX command or an ASCII word.
pub(super) fn greek_letter(word: &str) -> Option<char> {
    let word = match word.strip_prefix("var") {
        Some(rest @ ("epsilon" | "theta" | "pi" | "rho" | "sigma" | "phi" | "kappa")) => rest,
        _ => word,
    };
    const LETTERS: &str = "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ";
    LETTERS.chars().find(|&c| greek_word(c) == Some(word))
}

/// The plain character that a superscript stands for.
pub(super) fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (c as u32 - '⁴' as u32) as u8),
        '⁽' => '(',
        '⁾' => ')',
        '⁺' => '+',
        '⁻' => '-',
        'ⁿ' => 'n',
        'ⁱ' => 'i',
        'ˣ' => 'x',
        'ʸ' => 'y',
        'ᶻ' => 'z',
        'ᵃ' => 'a',
        'ᵇ' => 'b',
        'ᵏ' => 'k',
        'ᵐ' => 'm',
        'ᵖ' => 'p',
        'ᵗ' => 't',
        _ => return None,
    })
}

/// The plain character that a subscript stands for.
pub(super) fn subscript(c: char) -> Option<char> {
    Some(match c {
        '₀'..='₉' => char::from(b'0' + (c as u32 - '₀' as u32) as u8),
        'ₐ' => 'a',
        'ₑ' => 'e',
        'ₕ' => 'h',
        'ᵢ' => 'i',
        'ⱼ' => 'j',
        'ₖ' => 'k',
        'ₗ' => 'l',
        'ₘ' => 'm',
        'ₙ' => 'n',
        'ₒ' => 'o',
        'ₚ' => 'p',
        'ᵣ' => 'r',
        'ₛ' => 's',
        'ₜ' => 't',
        'ᵤ' => 'u',
        'ᵥ' => 'v',
        'ₓ' => 'x',
        _ => return None,
    })
}

/// The plain form of a letter, digit or sign from the mathematical alphabets and the full-width block.
pub(super) fn fold(c: char) -> char {
    let code = c as u32;
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from((code - 0xff01) as u8 + b'!'),
        'ℎ' => 'h',
        'ℯ' | 'ⅇ' => 'e',
        'ℓ' => 'l',
        '\u{1d400}'..='\u{1d6a3}' => {
            let letter = ((code - 0x1d400) % 52) as u8;
            char::from(if letter < 26 { b'A' + letter } else { b'a' + letter - 26 })
        }
        '\u{1d6a8}'..='\u{1d7c9}' => match (code - 0x1d6a8) % 58 {
            n @ 0..=16 => char::from_u32('Α' as u32 + n).unwrap_or(c),
            n @ 18..=24 => char::from_u32('Σ' as u32 + n - 18).unwrap_or(c),
            n @ 26..=50 => char::from_u32('α' as u32 + n - 26).unwrap_or(c),
            52 => 'ε',
            53 => 'θ',
            54 => 'κ',
            55 => 'φ',
            56 => 'ρ',
            57 => 'π',
            _ => c,
        },
        '\u{1d7ce}'..='\u{1d7ff}' => char::from(b'0' + ((code - 0x1d7ce) % 10) as u8),
        _ => c,
    }
}

/// Whether the character is white space, or an invisible mark that pasted text brings along.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2061}' | '\u{feff}' | '\u{ad}')
}

/// Whether the character is a combining mark that continues a letter.
pub(super) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// The value of a vulgar fraction as numerator and denominator.
pub(super) fn vulgar_fraction(c: char) -> Option<(u8, u8)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

/// The stored form of a name as it was typed: mathematical letters folded, Greek letters spelled out, subscripts
/// after an underscore, braces and backslashes gone.
pub(super) fn canonical_name(typed: &str) -> String {
    let mut name = String::with_capacity(typed.len() + 4);
    let mut in_subscript = false;
    for c in typed.chars() {
        if let Some(plain) = subscript(c) {
            if !in_subscript && !name.ends_with('_') {
                name.push('_');
            }
            in_subscript = true;
            name.push(plain);
            continue;
        }
        in_subscript = false;
        let c = fold(c);
        match greek_word(c) {
            Some(word) => name.push_str(word),
            None if matches!(c, '{' | '}' | '\\') || is_blank(c) => {}
            None => name.push(c),
        }
    }
    name
}

/// The name with mathematical letters folded but Greek letters kept, under which functions are looked up: `γ(x)` is a
/// product, `gamma(x)` is the gamma function.
pub(super) fn folded_name(typed: &str) -> String {
    typed.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_form() {
        for (typed, expected) in [
            ("x", "x"),
            ("β", "beta"),
            ("x₁", "x_1"),
            ("x₁₂", "x_12"),
            ("σ_w", "sigma_w"),
            ("𝑥", "x"),
            ("𝛼", "alpha"),
            ("𝛚", "omega"),
            ("x_{12}", "x_12"),
            ("xₘₐₓ", "x_max"),
            ("ｘ", "x"),
        ] {
            assert_eq!(canonical_name(typed), expected, "{typed}");
        }
    }

    #[test]
    fn every_greek_word_has_its_letter() {
        for code in 0x370..0x3ff {
            let Some(word) = char::from_u32(code).and_then(greek_word) else { continue };
            assert_eq!(greek_letter(word).and_then(greek_word), Some(word));
        }
    }
}
