//! What a certificate holds, and how it is written in JSON (version 1).
//!
//! A certificate cuts the line into *pieces*, on each of which the guards of the formula have one sign; for a guard,
//! and for f and its derivatives, *parts* cover the piece from left to right, each with a sign and the rule that
//! proves it. What it *claims* follows from these.

use crate::digest::sha256;
use crate::formula::{Formula, Signs};
use crate::json::Json;
use crate::rational::Rational;
use std::cmp::Ordering;

/// A place on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// −∞.
    MinusInfinity,
    /// A rational number.
    At(Rational),
    /// The isolated zero of a guard, by its position in the list of the certificate.
    Zero(usize),
    /// +∞.
    PlusInfinity,
}

/// The only zero of a node in an open interval, where it changes its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zero {
    /// The node.
    pub of: usize,
    /// The left end of the interval.
    pub low: Rational,
    /// The right end of the interval.
    pub high: Rational,
    /// The signs of the guards that the node depends on, on the whole interval.
    pub signs: Signs,
}

/// Why a function has a sign on a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Taylor's theorem of this order about the middle of the part; of order 0 the plain enclosure on the part.
    Taylor(u32),
    /// The function vanishes at the left end exactly to this order, and the derivative of that order has one sign.
    ZeroAtLeft(u32),
    /// The same at the right end.
    ZeroAtRight(u32),
    /// The derivative has one sign, by Taylor's theorem of this order, and the function one and the same at both ends.
    Monotone(u32),
    /// The derivative has one sign, by Taylor's theorem of this order, and the function another at each end: exactly
    /// one zero, which is simple. The sign of the part is that left of the zero.
    SimpleZero(u32),
    /// The leading term with this many terms after it: of the expansion at the left end.
    LeftEnd(u32),
    /// The same at the right end.
    RightEnd(u32),
    /// A rational function with exactly so many zeros on the part, 0 or 1, by Descartes' rule of signs; a zero is
    /// simple. The sign of the part is that left of it.
    RationalZeros(u32),
}

impl Rule {
    /// The order, or the number of terms.
    pub(crate) fn number(self) -> u32 {
        rule_words(self).1
    }
}

/// A part of a piece, from where the part before it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its right end.
    pub to: Place,
    /// The sign of the function on the open part.
    pub sign: Ordering,
    /// Why.
    pub rule: Rule,
    /// The precision in which the rule is to be checked.
    pub bits: u32,
}

/// The sign of a guard on a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The node.
    pub node: usize,
    /// Its sign on the open piece.
    pub sign: Ordering,
    /// The proof.
    pub parts: Vec<Part>,
}

/// The signs of a derivative on a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The order of the derivative; 0 for f itself.
    pub order: u32,
    /// The parts from left to right.
    pub parts: Vec<Part>,
}

/// An open interval on which the guards have one sign each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its right end; it begins where the piece before it ends.
    pub to: Place,
    /// The guards in ascending order.
    pub guards: Vec<Guard>,
    /// The tables in ascending order; none where f has no value.
    pub tables: Vec<Table>,
}

/// Where an infimum, a supremum or a limit lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// −∞.
    MinusInfinity,
    /// Between two numbers.
    Between(Rational, Rational),
    /// +∞.
    PlusInfinity,
}

/// An interval for which something is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The left end.
    pub from: Place,
    /// The right end.
    pub to: Place,
    /// Whether the ends belong to it; infinite ones never do.
    pub closed: [bool; 2],
}

/// A statement that follows from the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The derivative of an order is defined wherever f is, but for ends of pieces, and has the signs of the tables.
    Signs {
        /// The order.
        order: u32,
    },
    /// f is increasing (or decreasing) on an interval.
    Monotone {
        /// 1 for increasing, −1 for decreasing.
        direction: Ordering,
        /// Whether strictly.
        strict: bool,
        /// The interval.
        on: Span,
    },
    /// f is convex (or concave) on an interval.
    Convex {
        /// 1 for convex, −1 for concave.
        direction: Ordering,
        /// Whether strictly.
        strict: bool,
        /// The interval.
        on: Span,
    },
    /// The infimum and the supremum of a derivative on an interval, where it exists.
    Bounds {
        /// The order; 0 for f itself.
        order: u32,
        /// The interval.
        on: Span,
        /// The infimum.
        infimum: Level,
        /// The supremum.
        supremum: Level,
    },
    /// |f(a) − f(b)| ≤ L·|a − b| on an interval.
    Lipschitz {
        /// L.
        constant: Rational,
        /// The interval.
        on: Span,
    },
    /// The limit of f at −∞ or +∞.
    Limit {
        /// The place.
        at: Place,
        /// The limit.
        limit: Level,
    },
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The formula.
    pub formula: Formula,
    /// The irrational ends of pieces.
    pub zeros: Vec<Zero>,
    /// The pieces from −∞ to +∞.
    pub pieces: Vec<Piece>,
    /// What follows.
    pub claims: Vec<Claim>,
}

const FORMAT: &str = "rolle-certificate";
const VERSION: i64 = 1;

/// The finest precision that a certificate may ask for.
pub(crate) const MAX_BITS: u32 = 4096;

/// The highest order, and the most terms, that a certificate may ask for.
pub(crate) const MAX_ORDER: u32 = 128;

impl Certificate {
    /// The text of the certificate, with its digest.
    pub fn to_text(&self) -> String {
        let list = |items: Vec<Json>| Json::List(items);
        sealed(vec![
            ("format".to_string(), Json::text(FORMAT)),
            ("version".to_string(), Json::Integer(VERSION)),
            ("formula".to_string(), self.formula.to_json()),
            ("zeros".to_string(), list(self.zeros.iter().map(zero_to_json).collect())),
            ("pieces".to_string(), list(self.pieces.iter().map(piece_to_json).collect())),
            ("claims".to_string(), list(self.claims.iter().map(claim_to_json).collect())),
        ])
    }

    /// The text with the digest that belongs to it, whatever stood there: for those who write certificates by hand.
    ///
    /// # Errors
    /// What is not in the form of a certificate.
    pub fn seal(text: &str) -> Result<String, String> {
        let Json::Object(mut members) = Json::parse(text)? else {
            return Err("not a certificate: no object".into());
        };
        members.retain(|(name, _)| name != "digest");
        Ok(sealed(members))
    }

    /// Reads a certificate and its digest. Nothing that it says is believed yet.
    ///
    /// # Errors
    /// What cannot be read, or a digest that does not belong to the rest.
    pub fn from_text(text: &str) -> Result<Certificate, String> {
        let Json::Object(mut members) = Json::parse(text)? else {
            return Err("not a certificate: no object".into());
        };
        let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        if names != ["format", "version", "formula", "zeros", "pieces", "claims", "digest"] {
            return Err(format!("not a certificate: its members are {}", names.join(", ")));
        }
        if members[0].1 != Json::text(FORMAT) || members[1].1 != Json::Integer(VERSION) {
            return Err(format!("not of the format {FORMAT}, version {VERSION}"));
        }
        let digest = members.pop().map(|(_, digest)| digest);
        let members = Json::Object(members);
        if digest != Some(Json::text(sha256(members.to_string().as_bytes()))) {
            return Err("the digest does not belong to the certificate: it was changed".into());
        }
        let Json::Object(members) = members else { unreachable!("it was made an object above") };

        Ok(Certificate {
            formula: Formula::from_json(&members[2].1)?,
            zeros: read_list(&members[3].1, zero_from_json, "zeros")?,
            pieces: read_list(&members[4].1, piece_from_json, "pieces")?,
            claims: read_list(&members[5].1, claim_from_json, "claims")?,
        })
    }
}

/// The text of an object, one member a line, with its digest as the last.
fn sealed(mut members: Vec<(String, Json)>) -> String {
    let digest = sha256(Json::Object(members.clone()).to_string().as_bytes());
    members.push(("digest".to_string(), Json::text(digest)));
    let lines: Vec<String> =
        members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn read_list<T>(
    json: &Json,
    read: impl Fn(&Json) -> Option<T>,
    name: &str,
) -> Result<Vec<T>, String> {
    let Json::List(items) = json else { return Err(format!("`{name}` is not a list")) };
    let wrong = |i| format!("item {i} of `{name}` cannot be read");
    items.iter().enumerate().map(|(i, item)| read(item).ok_or_else(|| wrong(i))).collect()
}

fn list<T>(json: &Json, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    let Json::List(items) = json else { return None };
    items.iter().map(read).collect()
}

/// The members of an object with just these names in this order.
fn members<'j, const N: usize>(json: &'j Json, names: [&str; N]) -> Option<[&'j Json; N]> {
    let Json::Object(members) = json else { return None };
    let fits =
        members.len() == N && members.iter().zip(names).all(|(member, name)| member.0 == name);
    let mut values = members.iter().map(|(_, value)| value);
    fits.then(|| names.map(|_| values.next().expect("as many members as names")))
}

fn rational_to_json(value: &Rational) -> Json {
    Json::text(value.to_string())
}

fn rational_from_json(json: &Json) -> Option<Rational> {
    let Json::Text(text) = json else { return None };
    text.parse().ok()
}

fn place_to_json(place: &Place) -> Json {
    match place {
        Place::MinusInfinity => Json::text("-oo"),
        Place::PlusInfinity => Json::text("oo"),
        Place::At(value) => rational_to_json(value),
        Place::Zero(index) => Json::integer(*index),
    }
}

fn place_from_json(json: &Json) -> Option<Place> {
    Some(match json {
        Json::Text(text) if text == "-oo" => Place::MinusInfinity,
        Json::Text(text) if text == "oo" => Place::PlusInfinity,
        Json::Integer(index) => Place::Zero(usize::try_from(*index).ok()?),
        value => Place::At(rational_from_json(value)?),
    })
}

fn sign_to_json(sign: Ordering) -> Json {
    Json::Integer(sign as i64)
}

fn sign_from_json(json: &Json) -> Option<Ordering> {
    match json {
        Json::Integer(n @ -1..=1) => Some(n.cmp(&0)),
        _ => None,
    }
}

fn number_from_json(json: &Json, max: u32) -> Option<u32> {
    match json {
        Json::Integer(n) => u32::try_from(*n).ok().filter(|&n| n <= max),
        _ => None,
    }
}

fn node_from_json(json: &Json) -> Option<usize> {
    match json {
        Json::Integer(n) => usize::try_from(*n).ok(),
        _ => None,
    }
}

fn zero_to_json(zero: &Zero) -> Json {
    let signs = zero.signs.iter();
    let signs = signs.map(|(node, sign)| Json::List(vec![Json::integer(node), sign_to_json(sign)]));
    Json::object([
        ("of", Json::integer(zero.of)),
        ("low", rational_to_json(&zero.low)),
        ("high", rational_to_json(&zero.high)),
        ("signs", Json::List(signs.collect())),
    ])
}

fn zero_from_json(json: &Json) -> Option<Zero> {
    let [of, low, high, signs] = members(json, ["of", "low", "high", "signs"])?;
    let mut known = Signs::default();
    for (node, sign) in list(signs, |pair| match pair {
        Json::List(pair) if pair.len() == 2 => {
            Some((node_from_json(&pair[0])?, sign_from_json(&pair[1])?))
        }
        _ => None,
    })? {
        known.push(node, sign).then_some(())?;
    }
    Some(Zero {
        of: node_from_json(of)?,
        low: rational_from_json(low)?,
        high: rational_from_json(high)?,
        signs: known,
    })
}

fn rule_words(rule: Rule) -> (&'static str, u32) {
    match rule {
        Rule::Taylor(n) => ("taylor", n),
        Rule::ZeroAtLeft(n) => ("zero-at-left", n),
        Rule::ZeroAtRight(n) => ("zero-at-right", n),
        Rule::Monotone(n) => ("monotone", n),
        Rule::SimpleZero(n) => ("simple-zero", n),
        Rule::LeftEnd(n) => ("left-end", n),
        Rule::RightEnd(n) => ("right-end", n),
        Rule::RationalZeros(n) => ("rational-zeros", n),
    }
}

fn part_to_json(part: &Part) -> Json {
    let (rule, n) = rule_words(part.rule);
    Json::List(vec![
        place_to_json(&part.to),
        sign_to_json(part.sign),
        Json::text(rule),
        Json::integer(n),
        Json::integer(part.bits),
    ])
}

fn part_from_json(json: &Json) -> Option<Part> {
    let Json::List(items) = json else { return None };
    let [to, sign, Json::Text(rule), n, bits] = &items[..] else { return None };
    let n = number_from_json(n, MAX_ORDER)?;
    let rule = match rule.as_str() {
        "taylor" => Rule::Taylor(n),
        "zero-at-left" => Rule::ZeroAtLeft(n),
        "zero-at-right" => Rule::ZeroAtRight(n),
        "monotone" => Rule::Monotone(n),
        "simple-zero" => Rule::SimpleZero(n),
        "left-end" => Rule::LeftEnd(n),
        "right-end" => Rule::RightEnd(n),
        "rational-zeros" => Rule::RationalZeros(n),
        _ => return None,
    };
    let bits = number_from_json(bits, MAX_BITS)?;
    Some(Part { to: place_from_json(to)?, sign: sign_from_json(sign)?, rule, bits })
}

fn parts_to_json(parts: &[Part]) -> Json {
    Json::List(parts.iter().map(part_to_json).collect())
}

fn piece_to_json(piece: &Piece) -> Json {
    let guard = |guard: &Guard| {
        Json::object([
            ("node", Json::integer(guard.node)),
            ("sign", sign_to_json(guard.sign)),
            ("parts", parts_to_json(&guard.parts)),
        ])
    };
    let table = |table: &Table| {
        Json::object([
            ("order", Json::integer(table.order)),
            ("parts", parts_to_json(&table.parts)),
        ])
    };
    Json::object([
        ("to", place_to_json(&piece.to)),
        ("guards", Json::List(piece.guards.iter().map(guard).collect())),
        ("tables", Json::List(piece.tables.iter().map(table).collect())),
    ])
}

fn piece_from_json(json: &Json) -> Option<Piece> {
    let guard = |json: &Json| {
        let [node, sign, parts] = members(json, ["node", "sign", "parts"])?;
        let parts = list(parts, part_from_json)?;
        Some(Guard { node: node_from_json(node)?, sign: sign_from_json(sign)?, parts })
    };
    let table = |json: &Json| {
        let [order, parts] = members(json, ["order", "parts"])?;
        let parts = list(parts, part_from_json)?;
        Some(Table { order: number_from_json(order, MAX_ORDER)?, parts })
    };
    let [to, guards, tables] = members(json, ["to", "guards", "tables"])?;
    Some(Piece {
        to: place_from_json(to)?,
        guards: list(guards, guard)?,
        tables: list(tables, table)?,
    })
}

fn level_to_json(level: &Level) -> Json {
    match level {
        Level::MinusInfinity => Json::text("-oo"),
        Level::PlusInfinity => Json::text("oo"),
        Level::Between(low, high) => {
            Json::List(vec![rational_to_json(low), rational_to_json(high)])
        }
    }
}

fn level_from_json(json: &Json) -> Option<Level> {
    Some(match json {
        Json::Text(text) if text == "-oo" => Level::MinusInfinity,
        Json::Text(text) if text == "oo" => Level::PlusInfinity,
        Json::List(ends) if ends.len() == 2 => {
            Level::Between(rational_from_json(&ends[0])?, rational_from_json(&ends[1])?)
        }
        _ => return None,
    })
}

fn span_to_json(span: &Span) -> Json {
    let [left, right] = span.closed.map(Json::Bool);
    Json::List(vec![place_to_json(&span.from), left, place_to_json(&span.to), right])
}

fn span_from_json(json: &Json) -> Option<Span> {
    let Json::List(items) = json else { return None };
    let [from, Json::Bool(left), to, Json::Bool(right)] = &items[..] else { return None };
    let (from, to) = (place_from_json(from)?, place_from_json(to)?);
    Some(Span { from, to, closed: [*left, *right] })
}

fn claim_to_json(claim: &Claim) -> Json {
    let shape = |name: &str, direction: &Ordering, strict: &bool, on| {
        Json::object([
            ("claim", Json::text(name)),
            ("direction", sign_to_json(*direction)),
            ("strict", Json::Bool(*strict)),
            ("on", span_to_json(on)),
        ])
    };
    match claim {
        Claim::Signs { order } => {
            Json::object([("claim", Json::text("signs")), ("order", Json::integer(*order))])
        }
        Claim::Monotone { direction, strict, on } => shape("monotone", direction, strict, on),
        Claim::Convex { direction, strict, on } => shape("convex", direction, strict, on),
        Claim::Bounds { order, on, infimum, supremum } => Json::object([
            ("claim", Json::text("bounds")),
            ("order", Json::integer(*order)),
            ("on", span_to_json(on)),
            ("infimum", level_to_json(infimum)),
            ("supremum", level_to_json(supremum)),
        ]),
        Claim::Lipschitz { constant, on } => Json::object([
            ("claim", Json::text("lipschitz")),
            ("constant", rational_to_json(constant)),
            ("on", span_to_json(on)),
        ]),
        Claim::Limit { at, limit } => Json::object([
            ("claim", Json::text("limit")),
            ("at", place_to_json(at)),
            ("limit", level_to_json(limit)),
        ]),
    }
}

fn claim_from_json(json: &Json) -> Option<Claim> {
    let Json::Object(all) = json else { return None };
    let Json::Text(kind) = &all.first()?.1 else { return None };
    Some(match kind.as_str() {
        "signs" => {
            let [_, order] = members(json, ["claim", "order"])?;
            Claim::Signs { order: number_from_json(order, MAX_ORDER)? }
        }
        "monotone" | "convex" => {
            let [_, direction, strict, on] = members(json, ["claim", "direction", "strict", "on"])?;
            let direction = sign_from_json(direction).filter(|sign| sign.is_ne())?;
            let Json::Bool(strict) = *strict else { return None };
            let on = span_from_json(on)?;
            match kind.as_str() {
                "monotone" => Claim::Monotone { direction, strict, on },
                _ => Claim::Convex { direction, strict, on },
            }
        }
        "bounds" => {
            let [_, order, on, infimum, supremum] =
                members(json, ["claim", "order", "on", "infimum", "supremum"])?;
            Claim::Bounds {
                order: number_from_json(order, MAX_ORDER)?,
                on: span_from_json(on)?,
                infimum: level_from_json(infimum)?,
                supremum: level_from_json(supremum)?,
            }
        }
        "lipschitz" => {
            let [_, constant, on] = members(json, ["claim", "constant", "on"])?;
            Claim::Lipschitz { constant: rational_from_json(constant)?, on: span_from_json(on)? }
        }
        "limit" => {
            let [_, at, limit] = members(json, ["claim", "at", "limit"])?;
            Claim::Limit { at: place_from_json(at)?, limit: level_from_json(limit)? }
        }
        _ => return None,
    })
}
