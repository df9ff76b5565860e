//! How a certificate is written in JSON.

use crate::certificate::{
    Certificate, Claim, Guard, Level, MAX_BITS, MAX_ORDER, Part, Piece, Place, Rule, Span, Table,
    Zero,
};
use crate::digest::sha256;
use crate::formula::{Formula, Signs};
use crate::json::Json;
use crate::rational::Rational;
use std::cmp::Ordering;
use std::ops::RangeInclusive;

const FORMAT: &str = "rolle-certificate";

/// The longest certificate that programs read, in bytes.
pub const MAX_FILE: u64 = 64 << 20;

/// The versions that are read. Version 2 has the claims `attained` and `value`, and may have no pieces.
const VERSIONS: RangeInclusive<i64> = 1..=2;

impl Certificate {
    /// The first version that has words for all that the certificate holds.
    fn version(&self) -> i64 {
        match self.pieces.is_empty() || self.claims.iter().any(|claim| version(claim) > 1) {
            true => 2,
            false => 1,
        }
    }

    /// The text of the certificate, with its digest.
    pub fn to_text(&self) -> String {
        let list = |items: Vec<Json>| Json::List(items);
        sealed(vec![
            ("format".to_string(), Json::text(FORMAT)),
            ("version".to_string(), Json::Integer(self.version())),
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
        let version = match &members[1].1 {
            Json::Integer(version) if VERSIONS.contains(version) => *version,
            _ => 0,
        };
        if members[0].1 != Json::text(FORMAT) || version == 0 {
            let (first, last) = (VERSIONS.start(), VERSIONS.end());
            return Err(format!("not of the format {FORMAT}, version {first} to {last}"));
        }
        let digest = members.pop().map(|(_, digest)| digest);
        let members = Json::Object(members);
        if digest != Some(Json::text(sha256(members.to_string().as_bytes()))) {
            return Err("the digest does not belong to the certificate: it was changed".into());
        }
        let Json::Object(members) = members else { unreachable!("it was made an object above") };

        let certificate = Certificate {
            formula: Formula::from_json(&members[2].1)?,
            zeros: read_list(&members[3].1, zero_from_json, "zeros")?,
            pieces: read_list(&members[4].1, piece_from_json, "pieces")?,
            claims: read_list(&members[5].1, claim_from_json, "claims")?,
        };
        match certificate.version() <= version {
            true => Ok(certificate),
            false => Err(format!("version {version} has no words for what it holds")),
        }
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

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Taylor(_) => "taylor",
        Rule::ZeroAtLeft(_) => "zero-at-left",
        Rule::ZeroAtRight(_) => "zero-at-right",
        Rule::Monotone(_) => "monotone",
        Rule::SimpleZero(_) => "simple-zero",
        Rule::LeftEnd(_) => "left-end",
        Rule::RightEnd(_) => "right-end",
        Rule::RationalZeros(_) => "rational-zeros",
    }
}

fn part_to_json(part: &Part) -> Json {
    Json::List(vec![
        place_to_json(&part.to),
        sign_to_json(part.sign),
        Json::text(rule_name(part.rule)),
        Json::integer(part.rule.number()),
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

/// The version that brought the words for a claim.
fn version(claim: &Claim) -> i64 {
    match claim {
        Claim::Attained { .. } | Claim::Value { .. } => 2,
        _ => 1,
    }
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
        Claim::Attained { side, on } => Json::object([
            ("claim", Json::text("attained")),
            ("side", sign_to_json(*side)),
            ("on", span_to_json(on)),
        ]),
        Claim::Value { order, at, value } => Json::object([
            ("claim", Json::text("value")),
            ("order", Json::integer(*order)),
            ("at", rational_to_json(at)),
            ("value", level_to_json(value)),
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
        "attained" => {
            let [_, side, on] = members(json, ["claim", "side", "on"])?;
            let side = sign_from_json(side).filter(|sign| sign.is_ne())?;
            Claim::Attained { side, on: span_from_json(on)? }
        }
        "value" => {
            let [_, order, at, value] = members(json, ["claim", "order", "at", "value"])?;
            Claim::Value {
                order: number_from_json(order, MAX_ORDER)?,
                at: rational_from_json(at)?,
                value: level_from_json(value)?,
            }
        }
        _ => return None,
    })
}
