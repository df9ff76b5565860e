//! Names of symbols in Unicode and LaTeX: Greek letters, indices.

/// The Greek letters by name. Capitals that look like Latin ones have no LaTeX command and stay words.
const GREEK: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Upsilon", "Υ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
];

fn greek(name: &str) -> Option<&'static str> {
    GREEK.iter().find(|(word, _)| *word == name).map(|(_, letter)| *letter)
}

/// `alpha` as `α`, `x_1` as `x₁`, `w_out` as `wₒᵤₜ`, `sigma_w` as `σ_w`.
pub(super) fn unicode_name(name: &str) -> String {
    let (stem, index) = split_index(name);
    let stem = greek(stem).unwrap_or(stem);
    let Some(index) = index else { return stem.to_string() };
    match index.chars().map(subscript).collect::<Option<String>>() {
        Some(low) => format!("{stem}{low}"),
        None => format!("{stem}_{}", greek(index).unwrap_or(index)),
    }
}

/// `alpha` as `\alpha`, `x_1` as `x_{1}`, `rate` as `\mathrm{rate}`.
pub(super) fn latex_name(name: &str) -> String {
    let (stem, index) = split_index(name);
    match index {
        None => latex_word(stem),
        Some(index) if index.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{}_{{{index}}}", latex_word(stem))
        }
        Some(index) => format!("{}_{{{}}}", latex_word(stem), latex_word(index)),
    }
}

fn latex_word(word: &str) -> String {
    if greek(word).is_some() {
        return format!(r"\{word}");
    }
    if word.chars().count() == 1 && word.chars().all(char::is_alphanumeric) {
        return word.to_string();
    }
    let mut out = String::from(r"\mathrm{");
    for c in word.chars() {
        match c {
            '_' | '#' | '$' | '%' | '&' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str(r"\backslash "),
            '^' | '~' => out.push('.'),
            _ => out.push(c),
        }
    }
    out.push('}');
    out
}

/// The name before its first underscore, and what follows.
fn split_index(name: &str) -> (&str, Option<&str>) {
    match name.split_once('_') {
        Some((stem, index)) if !stem.is_empty() && !index.is_empty() => (stem, Some(index)),
        _ => (name, None),
    }
}

fn subscript(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32('₀' as u32 + c as u32 - '0' as u32)?,
        'a' => 'ₐ',
        'e' => 'ₑ',
        'h' => 'ₕ',
        'i' => 'ᵢ',
        'j' => 'ⱼ',
        'k' => 'ₖ',
        'l' => 'ₗ',
        'm' => 'ₘ',
        'n' => 'ₙ',
        'o' => 'ₒ',
        'p' => 'ₚ',
        'r' => 'ᵣ',
        's' => 'ₛ',
        't' => 'ₜ',
        'u' => 'ᵤ',
        'v' => 'ᵥ',
        'x' => 'ₓ',
        _ => return None,
    })
}

/// The raised form of a character, where Unicode has one.
pub(super) fn superscript(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + c as u32 - '4' as u32)?,
        '+' => '⁺',
        '-' => '⁻',
        'a' => 'ᵃ',
        'b' => 'ᵇ',
        'i' => 'ⁱ',
        'k' => 'ᵏ',
        'm' => 'ᵐ',
        'n' => 'ⁿ',
        'p' => 'ᵖ',
        't' => 'ᵗ',
        'x' => 'ˣ',
        'y' => 'ʸ',
        'z' => 'ᶻ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_every_notation() {
        for (name, unicode, latex) in [
            ("x", "x", "x"),
            ("alpha", "α", r"\alpha"),
            ("x_1", "x₁", "x_{1}"),
            ("x_12", "x₁₂", "x_{12}"),
            ("x1", "x1", r"\mathrm{x1}"),
            ("sigma_w", "σ_w", r"\sigma_{w}"),
            ("x_max", "xₘₐₓ", r"x_{\mathrm{max}}"),
            ("rate", "rate", r"\mathrm{rate}"),
            ("a_b_c", "a_b_c", r"a_{\mathrm{b\_c}}"),
            ("_", "_", r"\mathrm{\_}"),
            ("t#3", "t#3", r"\mathrm{t\#3}"),
            ("β", "β", "β"),
        ] {
            assert_eq!(unicode_name(name), unicode, "{name}");
            assert_eq!(latex_name(name), latex, "{name}");
        }
    }
}
