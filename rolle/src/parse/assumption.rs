//! What a symbol stands for, as it is typed: `a > 0`, `0 < b <= 1`, `n integer`, `c in [0, 1)`.

use super::ParseOptions;
use super::diagnostic::Diagnostic;
use super::parsed::parse;
use crate::error::{ErrorKind, Span};
use crate::graph::{Assumptions, Graph};
use crate::number::Number;
use crate::operator::NodeId;
use crate::print::format_number;

/// What stands on one side of a relation.
enum Side {
    Name(String),
    Bound(Number),
    Infinity { negative: bool },
}

/// A relation sign, its place, and what it says of the left side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Less { open: bool },
    Greater { open: bool },
    NotEqual,
    Equal,
}

/// Longer signs first.
const SIGNS: [(&str, Sign); 9] = [
    ("<=", Sign::Less { open: false }),
    (">=", Sign::Greater { open: false }),
    ("!=", Sign::NotEqual),
    ("==", Sign::Equal),
    ("≤", Sign::Less { open: false }),
    ("≥", Sign::Greater { open: false }),
    ("≠", Sign::NotEqual),
    ("<", Sign::Less { open: true }),
    (">", Sign::Greater { open: true }),
];

const GRAMMAR: &str =
    "write `a > 0`, `0 < a <= 1`, `a != 0`, `a in [0, 1)`, `a positive` or `n integer`";

type Read<T> = std::result::Result<T, Diagnostic>;

/// Reads an assumption on one symbol: the name of the symbol and what is assumed.
///
/// Bounds are rational numbers; `oo` is no bound. The words are `real`, `positive`, `negative`, `nonnegative`,
/// `nonpositive`, `nonzero` and `integer`, with or without `is` before them.
///
/// # Errors
/// One diagnostic with its place in the text.
///
/// ```
/// use rolle::graph::Assumptions;
/// use rolle::parse::parse_assumption;
/// let (name, assumed) = parse_assumption("0 < a < 1").unwrap();
/// assert_eq!((name.as_str(), assumed), ("a", Assumptions::between(0.into(), 1.into())));
/// assert_eq!(parse_assumption("n integer").unwrap().1, Assumptions::integer());
/// assert!(parse_assumption("a > b").is_err());
/// ```
pub fn parse_assumption(text: &str) -> Read<(String, Assumptions)> {
    let (signs, parts) = split(text);
    match signs[..] {
        [] => words(text),
        [sign] => one_relation(text, &parts, sign),
        [first, second] => chain(text, &parts, first, second),
        _ => Err(refuse(text, Span::new(0, text.len()), "more than two relations")),
    }
}

/// What is assumed of a symbol, in the way that [`parse_assumption`] reads; nothing for any real number.
///
/// ```
/// use rolle::graph::Assumptions;
/// use rolle::parse::assumption_texts;
/// assert_eq!(assumption_texts("a", &Assumptions::between(0.into(), 1.into())), ["0 < a < 1"]);
/// ```
pub fn assumption_texts(name: &str, assumed: &Assumptions) -> Vec<String> {
    let sign = |open: bool| if open { "<" } else { "<=" };
    let number = |value: &Number| format_number(value, 0);
    let mut texts = Vec::new();
    match (&assumed.lower, &assumed.upper) {
        (Some((low, a)), Some((high, b))) => {
            texts.push(format!("{} {} {name} {} {}", number(low), sign(*a), sign(*b), number(high)))
        }
        (Some((low, true)), None) => texts.push(format!("{name} > {}", number(low))),
        (Some((low, false)), None) => texts.push(format!("{name} >= {}", number(low))),
        (None, Some((high, open))) => {
            texts.push(format!("{name} {} {}", sign(*open), number(high)))
        }
        (None, None) => {}
    }
    if assumed.nonzero {
        texts.push(format!("{name} != 0"));
    }
    if assumed.integer {
        texts.push(format!("{name} integer"));
    }
    texts
}

/// The relation signs of a text, and the places between them.
fn split(text: &str) -> (Vec<Sign>, Vec<Span>) {
    let (mut signs, mut parts, mut start, mut at) = (Vec::new(), Vec::new(), 0, 0);
    while at < text.len() {
        let rest = &text[at..];
        match SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            Some((sign, meaning)) => {
                parts.push(Span::new(start, at));
                signs.push(*meaning);
                at += sign.len();
                start = at;
            }
            None if rest.starts_with('=') => {
                parts.push(Span::new(start, at));
                signs.push(Sign::Equal);
                (at, start) = (at + 1, at + 1);
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(Span::new(start, text.len()));
    (signs, parts)
}

fn one_relation(text: &str, parts: &[Span], sign: Sign) -> Read<(String, Assumptions)> {
    let (left, right) = (side(text, parts[0])?, side(text, parts[1])?);
    let (name, bound, sign, place) = match (left, right) {
        (Side::Name(name), bound) => (name, bound, sign, parts[1]),
        (bound, Side::Name(name)) => (name, bound, sign.reversed(), parts[0]),
        _ => return Err(refuse(text, Span::new(0, text.len()), "no symbol stands here")),
    };
    if sign == Sign::NotEqual {
        return match bound {
            Side::Bound(value) if value.is_zero() => Ok((name, Assumptions::nonzero())),
            _ => Err(refuse(text, place, "zero is the only value that can be excluded")),
        };
    }
    let mut assumed = Assumptions::default();
    limit(text, &mut assumed, sign, bound, place)?;
    Ok((name, assumed))
}

fn chain(text: &str, parts: &[Span], first: Sign, second: Sign) -> Read<(String, Assumptions)> {
    let whole = Span::new(0, text.len());
    let Side::Name(name) = side(text, parts[1])? else {
        return Err(refuse(text, parts[1], "a symbol should stand between the two bounds"));
    };
    let same_way = matches!(
        (first, second),
        (Sign::Less { .. }, Sign::Less { .. }) | (Sign::Greater { .. }, Sign::Greater { .. })
    );
    if !same_way {
        return Err(refuse(text, whole, "the two relations do not point the same way"));
    }
    let mut assumed = Assumptions::default();
    let (left, right) = (side(text, parts[0])?, side(text, parts[2])?);
    limit(text, &mut assumed, first.reversed(), left, parts[0])?;
    limit(text, &mut assumed, second, right, parts[2])?;
    if assumed.is_empty() {
        return Err(refuse(text, whole, "no number lies between these bounds"));
    }
    Ok((name, assumed))
}

/// `name sign bound`.
fn limit(text: &str, known: &mut Assumptions, sign: Sign, bound: Side, at: Span) -> Read<()> {
    let value = match (bound, sign) {
        (Side::Bound(value), _) => value,
        (Side::Infinity { negative: false }, Sign::Less { .. }) => return Ok(()),
        (Side::Infinity { negative: true }, Sign::Greater { .. }) => return Ok(()),
        (Side::Infinity { .. }, _) => return Err(refuse(text, at, "every number is finite")),
        (Side::Name(_), _) => return Err(refuse(text, at, "a bound must be a number")),
    };
    match sign {
        Sign::Less { open } => known.upper = Some((value, open)),
        Sign::Greater { open } => known.lower = Some((value, open)),
        _ => {
            let message = "an equation is no assumption";
            let help = "give the symbol its value in the formula, as in `a = 1/2; a*x`";
            return Err(refuse(text, at, message).help(help));
        }
    }
    Ok(())
}

impl Sign {
    fn reversed(self) -> Sign {
        match self {
            Sign::Less { open } => Sign::Greater { open },
            Sign::Greater { open } => Sign::Less { open },
            same => same,
        }
    }
}

/// A symbol, a rational number or an infinity.
fn side(text: &str, span: Span) -> Read<Side> {
    let part = &text[span.start..span.end];
    match part.trim() {
        "oo" | "+oo" | "inf" | "∞" | "+∞" => return Ok(Side::Infinity { negative: false }),
        "-oo" | "-inf" | "-∞" | "−∞" => return Ok(Side::Infinity { negative: true }),
        _ => {}
    }
    let mut graph = Graph::new();
    let root = formula(&mut graph, text, span)?;
    match (graph.symbol_name(root), graph.number(root)) {
        (Some(name), _) => Ok(Side::Name(name.into())),
        (_, Some(value)) => Ok(Side::Bound(value)),
        _ => {
            let message = "an assumption compares one symbol with rational numbers";
            Err(refuse(text, trimmed(text, span), message))
        }
    }
}

fn formula(graph: &mut Graph, text: &str, span: Span) -> Read<NodeId> {
    let parsed = parse(graph, &text[span.start..span.end], &ParseOptions::default());
    match parsed {
        Ok(parsed) => Ok(parsed.root),
        Err(diagnostics) => {
            let found = diagnostics.into_iter().find(Diagnostic::is_error);
            let mut error = found.unwrap_or_else(|| refuse(text, span, "there is nothing here"));
            error.span = Span::new(error.span.start + span.start, error.span.end + span.start);
            // A mend of a part of the text is none of the whole.
            error.fix = None;
            Err(error)
        }
    }
}

/// `a positive`, `n is integer`, `n in Z`, `c in [0, 1)`.
fn words(text: &str) -> Read<(String, Assumptions)> {
    let whole = trimmed(text, Span::new(0, text.len()));
    let inner = &text[whole.start..whole.end];
    let end = inner.find(|c: char| c.is_whitespace() || c == '∈').unwrap_or(inner.len());
    let name = Span::new(whole.start, whole.start + end);
    let rest = trimmed(text, Span::new(name.end, whole.end));
    let said = &text[rest.start..rest.end];
    let of_set = said.strip_prefix('∈').or_else(|| said.strip_prefix("in "));
    let assumed = match of_set {
        Some(set) => set_of(text, Span::new(rest.end - set.len(), rest.end))?,
        None => {
            let word = said.strip_prefix("is ").unwrap_or(said).trim();
            property(word).ok_or_else(|| {
                let place = if said.is_empty() { whole } else { rest };
                refuse(text, place, "this is no assumption")
            })?
        }
    };
    match side(text, name)? {
        Side::Name(name) => Ok((name, assumed)),
        _ => Err(refuse(text, name, "an assumption begins with a symbol")),
    }
}

fn property(word: &str) -> Option<Assumptions> {
    let negative =
        |open| Assumptions { upper: Some((Number::ZERO, open)), ..Assumptions::default() };
    Some(match word {
        "real" | "a real number" => Assumptions::default(),
        "positive" => Assumptions::positive(),
        "negative" => negative(true),
        "nonnegative" | "non-negative" => Assumptions::nonnegative(),
        "nonpositive" | "non-positive" => negative(false),
        "nonzero" | "non-zero" => Assumptions::nonzero(),
        "integer" | "an integer" | "int" => Assumptions::integer(),
        _ => return None,
    })
}

/// `Z`, `N`, `R`, or an interval.
fn set_of(text: &str, span: Span) -> Read<Assumptions> {
    let span = trimmed(text, span);
    let set = &text[span.start..span.end];
    match set {
        "R" | "ℝ" => return Ok(Assumptions::default()),
        "Z" | "ℤ" => return Ok(Assumptions::integer()),
        "N" | "ℕ" => {
            return Ok(Assumptions { integer: true, ..Assumptions::nonnegative() });
        }
        _ => {}
    }
    let ends = ((set.chars().next(), set.chars().next_back()), set.find(',').or(set.find(';')));
    let ((Some(first @ ('(' | '[' | ']')), Some(last @ (')' | ']' | '['))), Some(comma)) = ends
    else {
        let message = "a set is an interval such as `(0, 1]`, or Z, N, R";
        return Err(refuse(text, span, message));
    };
    let (left, right) = (
        Span::new(span.start + 1, span.start + comma),
        Span::new(span.start + comma + 1, span.end - 1),
    );
    let mut assumed = Assumptions::default();
    // French brackets point outwards where the end is excluded.
    let above = Sign::Greater { open: first != '[' };
    let below = Sign::Less { open: last != ']' };
    limit(text, &mut assumed, above, side(text, left)?, left)?;
    limit(text, &mut assumed, below, side(text, right)?, right)?;
    if assumed.is_empty() {
        return Err(refuse(text, span, "this interval is empty"));
    }
    Ok(assumed)
}

/// A place without the spaces at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let part = &text[span.start..span.end];
    let start = span.start + (part.len() - part.trim_start().len());
    Span::new(start, (start + part.trim().len()).max(start))
}

fn refuse(text: &str, span: Span, message: &str) -> Diagnostic {
    let span = trimmed(text, span);
    Diagnostic::error(ErrorKind::Argument, span, message).help(GRAMMAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assumptions_are_read_and_written() {
        for (text, want) in [
            ("a > 0", "a > 0"),
            ("0<a", "a > 0"),
            ("a>=1/2", "a >= 1/2"),
            ("a ≤ 0.1", "a <= 1/10"),
            ("0 < b < 1", "0 < b < 1"),
            ("1 >= b > -2", "-2 < b <= 1"),
            ("0 < alpha < oo", "α > 0"),
            ("a != 0", "a != 0"),
            ("n integer", "n integer"),
            ("n is an integer", "n integer"),
            ("n in Z", "n integer"),
            ("n ∈ ℕ", "n >= 0; n integer"),
            ("c in [0, 1)", "0 <= c < 1"),
            ("c in ]0, oo[", "c > 0"),
            ("x_1 nonpositive", "x_1 <= 0"),
            ("a is real", ""),
        ] {
            let (name, assumed) = parse_assumption(text).unwrap();
            let name = name.replace("alpha", "α");
            assert_eq!(assumption_texts(&name, &assumed).join("; "), want, "{text}");
        }
    }

    #[test]
    fn errors_have_a_place() {
        for (text, place, message) in [
            ("a > b", "b", "a bound must be a number"),
            ("a = 1", "1", "an equation is no assumption"),
            ("a != 1", "1", "zero is the only value"),
            ("1 > 0", "1 > 0", "no symbol"),
            ("0 < a > 1", "0 < a > 1", "same way"),
            ("1 < a < 0", "1 < a < 0", "no number lies between"),
            ("0 < a < 1 < 2", "0 < a < 1 < 2", "more than two"),
            ("a > pi", "pi", "rational numbers"),
            ("a + 1 > 0", "a + 1", "rational numbers"),
            ("a > oo", "oo", "every number is finite"),
            ("n prime", "prime", "this is no assumption"),
            ("a", "a", "this is no assumption"),
            ("", "", "this is no assumption"),
            ("c in {0}", "{0}", "a set is an interval"),
            ("c in (1, 1)", "(1, 1)", "empty"),
            ("a > 1 + ", "", ""),
            ("2 integer", "2", "begins with a symbol"),
        ] {
            let error = parse_assumption(text).unwrap_err();
            assert!(error.message.contains(message), "{text}: {}", error.message);
            if !message.is_empty() {
                assert_eq!(&text[error.span.start..error.span.end], place, "{text}");
            }
        }
    }
}
