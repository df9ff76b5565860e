//! The grammar of claims.

use super::formula::primes;
use super::text::Piece;
use super::{Claim, PointSet, Sentence};
use crate::graph::{Graph, NodeId};
use crate::parse::Diagnostic;
use crate::prove::relation::Relation;
use crate::prove::set::Set;
use std::cmp::Ordering;

/// What the parser works with.
pub(super) struct Reader<'g> {
    pub(super) graph: &'g mut Graph,
    pub(super) x: NodeId,
    pub(super) parameters: Vec<NodeId>,
    pub(super) warnings: Vec<Diagnostic>,
}

type Read<T> = Result<T, Vec<Diagnostic>>;

/// The longest claim, in bytes.
const LONGEST: usize = 1 << 16;

/// Words at the head of a claim, for suggestions.
const HEADS: &[&str] = &[
    "increasing",
    "decreasing",
    "strictly",
    "monotone",
    "constant",
    "convex",
    "concave",
    "odd",
    "even",
    "periodic",
    "bounded",
    "continuous",
    "differentiable",
    "class",
    "smooth",
    "zero-centered",
    "lipschitz",
    "limit",
    "asymptote",
    "min",
    "max",
    "inf",
    "sup",
    "range",
    "zeros",
    "fixed",
    "stationary",
    "inflection",
    "kinks",
    "nondecreasing",
    "nonincreasing",
];

const KINDS: &str =
    "claims look like `increasing on [0, oo)`, `lipschitz <= 1.13`, `f >= -0.17`, `limit(oo) = 1`";

/// Reads a claim about a function `f` of `x` with some parameters.
///
/// # Errors
/// The diagnostics, with places in the text.
///
/// # Examples
/// ```
/// let mut g = rolle::Graph::new();
/// let x = g.symbol("x");
/// assert!(rolle::prove::parse_claim(&mut g, x, &[], "strictly increasing on [0, oo)").is_ok());
/// let errors = rolle::prove::parse_claim(&mut g, x, &[], "incresing").unwrap_err();
/// assert_eq!(errors[0].help.as_deref(), Some("did you mean `increasing`?"));
/// ```
pub fn parse_claim(
    graph: &mut Graph,
    x: NodeId,
    parameters: &[NodeId],
    text: &str,
) -> Result<Claim, Vec<Diagnostic>> {
    let mut reader = Reader { graph, x, parameters: parameters.to_vec(), warnings: Vec::new() };
    let whole = Piece::whole(text);
    if text.len() > LONGEST {
        return Err(vec![whole.error(format!("a claim has at most {LONGEST} bytes"))]);
    }
    if whole.is_empty() {
        return Err(vec![whole.error("the claim is empty").help(KINDS)]);
    }
    if reader.graph.symbol_name(x) == Some("f") {
        return Err(vec![
            whole.error("in claims `f` is the function, so the variable needs another name"),
        ]);
    }
    let (head, on) = match whole.split_at_word("on") {
        Some((head, set)) => (head, reader.set(set)?),
        None => (whole, Set::whole()),
    };
    let sentence = reader.sentence(head)?;
    let is_global = matches!(
        sentence,
        Sentence::Even
            | Sentence::Odd
            | Sentence::Periodic(_)
            | Sentence::Limit { .. }
            | Sentence::Asymptote { .. }
    );
    if is_global && !on.is_whole() {
        return Err(vec![
            whole.error("this claim is about the whole function").help("leave out `on …`"),
        ]);
    }
    Ok(Claim { sentence, on, warnings: reader.warnings })
}

impl Reader<'_> {
    fn sentence(&mut self, head: Piece<'_>) -> Read<Sentence> {
        if let Some((word, rest)) = head.first_word()
            && let Some(found) = self.named(head, word, rest)?
        {
            return Ok(found);
        }
        let (sides, found) = relations(head);
        if found.is_empty() {
            return Err(vec![unknown(head)]);
        }
        let mut formulas = Vec::with_capacity(sides.len());
        for side in sides {
            formulas.push(self.formula(side)?);
        }
        let first = formulas[0];
        let rest = found.into_iter().zip(formulas.into_iter().skip(1)).collect();
        Ok(Sentence::Compare { first, rest })
    }

    /// A claim that begins with a word of the language; `None` if it is a formula after all.
    fn named(&mut self, head: Piece<'_>, word: &str, rest: Piece<'_>) -> Read<Option<Sentence>> {
        let lower = word.to_ascii_lowercase();
        if lower == "strictly" {
            let Some((next, rest)) = rest.first_word() else { return Err(vec![unknown(head)]) };
            let Some(sentence) = shape(&next.to_ascii_lowercase(), true) else {
                return Err(vec![rest_error(
                    head,
                    "`strictly` goes with increasing, decreasing, monotone, convex, concave",
                )]);
            };
            return ended(rest).map(|()| Some(sentence));
        }
        if let Some(sentence) = shape(&lower, false) {
            return ended(rest).map(|()| Some(sentence));
        }
        match lower.as_str() {
            "bounded" => self.bounded(rest).map(Some),
            "class" => class(rest).map(Some),
            _ if is_class(word) && rest.is_empty() => class(head).map(Some),
            "periodic" => {
                let with = rest.split_at_word("period").map(|(_, after)| after);
                Ok(Some(Sentence::Periodic(self.constant(with.unwrap_or(rest))?)))
            }
            "lipschitz" => self.lipschitz(rest).map(Some),
            "limit" | "lim" => self.limit(rest).map(Some),
            "asymptote" => self.asymptote(rest).map(Some),
            "min" | "minimum" | "max" | "maximum" | "inf" | "infimum" | "sup" | "supremum" => {
                self.extreme(&lower, rest)
            }
            "range" => self.range(rest).map(Some),
            "zeros" | "roots" | "zeroes" => self.points(PointSet::Zeros, rest).map(Some),
            "kinks" => self.points(PointSet::Kinks, rest).map(Some),
            "fixed" | "stationary" | "inflection" | "critical" => {
                let kind = match lower.as_str() {
                    "fixed" => PointSet::FixedPoints,
                    "inflection" => PointSet::InflectionPoints,
                    _ => PointSet::StationaryPoints,
                };
                match rest.first_word() {
                    Some(("points" | "point", rest)) => self.points(kind, rest).map(Some),
                    _ => Err(vec![
                        rest.error("`points` is missing here")
                            .help(format!("write `{lower} points = {{0}}`")),
                    ]),
                }
            }
            _ => Ok(None),
        }
    }

    fn bounded(&mut self, rest: Piece<'_>) -> Read<Sentence> {
        let (below, above) = match rest.text() {
            "" => (true, true),
            "below" | "from below" => (true, false),
            "above" | "from above" => (false, true),
            _ => return Err(vec![rest.error("expected `above`, `below` or nothing")]),
        };
        Ok(Sentence::Bounded { below, above })
    }

    fn lipschitz(&mut self, rest: Piece<'_>) -> Read<Sentence> {
        let (order, rest) = derivative_argument(rest)?.unwrap_or((0, rest));
        if rest.is_empty() {
            return Ok(Sentence::Lipschitz { order, relation: Relation::LessEqual, value: None });
        }
        let (relation, value) = one_relation(rest)?;
        Ok(Sentence::Lipschitz { order, relation, value: Some(self.value(value)?) })
    }

    fn limit(&mut self, rest: Piece<'_>) -> Read<Sentence> {
        let (arguments, rest) =
            arguments(rest, "write a limit as `limit(oo) = 1` or `limit(0+) = -oo`")?;
        let (order, place) = match arguments[..] {
            [place] => (0, place),
            [of, place] => (order_of(of)?, place),
            _ => return Err(vec![rest.error("a limit has one place")]),
        };
        let approach = self.approach(place)?;
        let level = self.equal_level(rest)?;
        Ok(Sentence::Limit { order, approach, level })
    }

    fn asymptote(&mut self, rest: Piece<'_>) -> Read<Sentence> {
        let (arguments, rest) = arguments(rest, "write an asymptote as `asymptote(oo) = x`")?;
        let [place] = arguments[..] else {
            return Err(vec![rest.error("an asymptote has one place, `oo` or `-oo`")]);
        };
        let end = self.approach(place)?;
        if matches!(end.point, crate::calculus::Point::At(_)) {
            return Err(vec![
                place
                    .error("an asymptote is claimed at `oo` or `-oo`")
                    .help("a pole is a limit: `limit(0+) = oo`"),
            ]);
        }
        let (_, line) = equation(rest)?;
        Ok(Sentence::Asymptote { end, line: self.formula(line)? })
    }

    /// `min = 0`, `sup(f') = 1`; `min(x, 1) <= f` is a formula.
    fn extreme(&mut self, word: &str, rest: Piece<'_>) -> Read<Option<Sentence>> {
        let (order, rest) = match derivative_argument(rest) {
            Ok(Some(found)) => found,
            Ok(None) if rest.text().starts_with('=') => (0, rest),
            Ok(None) if rest.text().starts_with('(') => return Ok(None),
            Err(_) => return Ok(None),
            Ok(None) => (0, rest),
        };
        let (_, value) = equation(rest)?;
        let side = if word.starts_with("min") || word.starts_with("inf") {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        let attained = word.starts_with('m');
        Ok(Some(Sentence::Extreme { order, side, attained, level: self.level(value)? }))
    }

    fn range(&mut self, rest: Piece<'_>) -> Read<Sentence> {
        if let Some(("in", set)) = rest.first_word() {
            return Ok(Sentence::Range { set: self.set(set)?, inside: true });
        }
        for sign in ["⊂", "⊆", "∈"] {
            if rest.text().starts_with(sign) {
                let set = rest.part(rest.start + sign.len(), rest.end);
                return Ok(Sentence::Range { set: self.set(set)?, inside: true });
            }
        }
        let (_, set) = equation(rest)?;
        Ok(Sentence::Range { set: self.set(set)?, inside: false })
    }

    fn points(&mut self, kind: PointSet, rest: Piece<'_>) -> Read<Sentence> {
        let (_, set) = equation(rest)?;
        Ok(Sentence::Points { kind, set: self.set(set)? })
    }

    fn equal_level(&mut self, rest: Piece<'_>) -> Read<crate::prove::Level> {
        let (_, value) = equation(rest)?;
        self.level(value)
    }
}

/// Claims that are one word.
fn shape(word: &str, strict: bool) -> Option<Sentence> {
    Some(match word {
        "increasing" => Sentence::Increasing { strict },
        "decreasing" => Sentence::Decreasing { strict },
        "monotone" | "monotonic" => Sentence::Monotone { strict },
        "convex" => Sentence::Convex { strict },
        "concave" => Sentence::Concave { strict },
        _ if strict => return None,
        "nondecreasing" => Sentence::Increasing { strict },
        "nonincreasing" => Sentence::Decreasing { strict },
        "constant" => Sentence::Constant,
        "odd" => Sentence::Odd,
        "even" => Sentence::Even,
        "continuous" => Sentence::Continuous,
        "differentiable" => Sentence::Differentiable,
        "smooth" => Sentence::Smooth,
        "zero-centered" | "zero-centred" => Sentence::ZeroCentered,
        _ => return None,
    })
}

fn is_class(word: &str) -> bool {
    word.strip_prefix('C').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

fn class(rest: Piece<'_>) -> Read<Sentence> {
    let text = rest.text();
    let digits = text.strip_prefix(['C', 'c']).unwrap_or(text).trim_start_matches('^');
    match digits.parse() {
        Ok(n) => Ok(Sentence::Class(n)),
        Err(_) => Err(vec![rest.error("a class is written as `class C1`")]),
    }
}

fn ended(rest: Piece<'_>) -> Read<()> {
    match rest.is_empty() {
        true => Ok(()),
        false => Err(vec![
            rest.error("the claim should end here")
                .help("name a set with `on`, as in `on [0, oo)`"),
        ]),
    }
}

fn rest_error(piece: Piece<'_>, message: &str) -> Diagnostic {
    piece.error(message)
}

fn unknown(head: Piece<'_>) -> Diagnostic {
    let Some((word, rest)) = head.first_word() else {
        return head.error("this is not a claim").help(KINDS);
    };
    let word_piece = head.part(head.start, head.start + word.len());
    match crate::parse::nearest_name(word, HEADS.iter().copied()) {
        Some(near) if near != word => word_piece
            .error(format!("`{word}` is not a claim"))
            .help(format!("did you mean `{near}`?"))
            .fix(word_piece.span(), near),
        _ if rest.is_empty() => word_piece.error(format!("`{word}` is not a claim")).help(KINDS),
        _ => head.error("this is not a claim").help(KINDS),
    }
}

/// The formulas between relations, and the relations.
pub(super) fn relations(piece: Piece<'_>) -> (Vec<Piece<'_>>, Vec<Relation>) {
    let (mut sides, mut found) = (Vec::new(), Vec::new());
    let mut start = piece.start;
    let mut skip = 0;
    for (i, _) in piece.outside().collect::<Vec<_>>() {
        if i < skip {
            continue;
        }
        if let Some((relation, length)) = relation(&piece.source[i..piece.end]) {
            sides.push(piece.part(start, i));
            found.push(relation);
            start = i + length;
            skip = start;
        }
    }
    sides.push(piece.part(start, piece.end));
    (sides, found)
}

/// The relation at the start of a text, and its length.
fn relation(text: &str) -> Option<(Relation, usize)> {
    const SIGNS: [(&str, Relation); 13] = [
        ("<=", Relation::LessEqual),
        ("=<", Relation::LessEqual),
        ("≤", Relation::LessEqual),
        ("⩽", Relation::LessEqual),
        (">=", Relation::GreaterEqual),
        ("≥", Relation::GreaterEqual),
        ("⩾", Relation::GreaterEqual),
        ("==", Relation::Equal),
        ("!=", Relation::NotEqual),
        ("≠", Relation::NotEqual),
        ("<", Relation::Less),
        (">", Relation::Greater),
        ("=", Relation::Equal),
    ];
    SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(sign, found)| (*found, sign.len()))
}

/// A relation and what follows it.
fn one_relation(rest: Piece<'_>) -> Read<(Relation, Piece<'_>)> {
    match relation(rest.text()) {
        Some((relation, length)) => Ok((relation, rest.part(rest.start + length, rest.end))),
        None => {
            Err(vec![rest.error("a relation is missing here").help("write `<=`, `=` or the like")])
        }
    }
}

/// `= …`.
fn equation(rest: Piece<'_>) -> Read<(Relation, Piece<'_>)> {
    match relation(rest.text()) {
        Some((Relation::Equal, length)) => {
            Ok((Relation::Equal, rest.part(rest.start + length, rest.end)))
        }
        _ => Err(vec![rest.error("`=` is missing here")]),
    }
}

/// The arguments in parentheses, and what follows them.
fn arguments<'a>(rest: Piece<'a>, help: &str) -> Read<(Vec<Piece<'a>>, Piece<'a>)> {
    let wrong = || vec![rest.error("`(` is missing here").help(help)];
    if !rest.text().starts_with('(') {
        return Err(wrong());
    }
    let mut depth = 0usize;
    for (i, c) in rest.text().char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let end = rest.start + i;
            let inner = rest.part(rest.start + 1, end);
            return Ok((inner.split(','), rest.part(end + c.len_utf8(), rest.end)));
        }
    }
    Err(vec![rest.error("`)` is missing").help(help)])
}

/// `(f')` and what follows it.
fn derivative_argument(rest: Piece<'_>) -> Read<Option<(u32, Piece<'_>)>> {
    if !rest.text().starts_with('(') {
        return Ok(None);
    }
    let (arguments, after) = arguments(rest, "write `(f')`")?;
    match arguments[..] {
        [of] => Ok(Some((order_of(of)?, after))),
        _ => Err(vec![rest.error("one derivative such as `f'` is expected here")]),
    }
}

/// `f`, `f'`, `f''`.
fn order_of(piece: Piece<'_>) -> Read<u32> {
    let wrong = || vec![piece.error("`f`, `f'` or `f''` is expected here")];
    let rest = piece.text().strip_prefix('f').ok_or_else(wrong)?;
    let (count, length) = primes(rest);
    if length != rest.len() || count > 6 {
        return Err(wrong());
    }
    Ok(count as u32)
}
