//! Sets inside a claim: `[0, oo)`, `{-1, 1}`, `(-oo, 0) U (0, oo)`, `x > 0`.

use super::sentence::{Reader, relations};
use super::text::Piece;
use crate::calculus::{Approach, End, Interval};
use crate::graph::NodeId;
use crate::parse::Diagnostic;
use crate::prove::level::Level;
use crate::prove::relation::Relation;
use crate::prove::set::Set;

type Read<T> = Result<T, Vec<Diagnostic>>;

/// How a set is written, as advice.
const HOW: &str = "write a set as `[0, oo)`, `{-1, 1}`, `(-oo, 0) U (0, oo)` or `x > 0`";

impl Reader<'_> {
    pub(super) fn set(&mut self, piece: Piece<'_>) -> Read<Set> {
        if piece.is_empty() {
            return Err(vec![piece.error("a set is missing here").help(HOW)]);
        }
        let mut intervals = Vec::new();
        let mut rest = piece;
        loop {
            let next = ["U", "∪", "u", "or"].iter().filter_map(|word| rest.split_at_word(word));
            // The first union of all.
            let next = next.min_by_key(|(first, _)| first.end);
            let (part, after) = match next {
                Some((part, after)) => (part, Some(after)),
                None => (rest, None),
            };
            self.part_of_set(part, &mut intervals)?;
            match after {
                Some(after) => rest = after,
                None => break,
            }
        }
        Set::union(self.graph, &intervals).map_err(|why| vec![piece.error(why)])
    }

    fn part_of_set(&mut self, part: Piece<'_>, into: &mut Vec<Interval>) -> Read<()> {
        let text = part.text();
        if matches!(text, "R" | "ℝ" | "reals" | "RR") {
            into.push(Interval { left: None, right: None });
            return Ok(());
        }
        if matches!(text, "∅" | "{}" | "none" | "empty") {
            return Ok(());
        }
        let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
            return Err(vec![part.error("a set is missing here").help(HOW)]);
        };
        let is_bracketed = text.len() >= 2 && part.outside().next().is_none();
        let inner =
            |piece: Piece<'_>| (piece.start + first.len_utf8(), piece.end - last.len_utf8());
        match (first, last) {
            ('{', '}') if is_bracketed => {
                let (start, end) = inner(part);
                for point in part.part(start, end).split(',') {
                    into.push(Interval::point(self.constant(point)?));
                }
                Ok(())
            }
            ('(' | '[', ')' | ']') if is_bracketed => {
                let (start, end) = inner(part);
                let ends = part.part(start, end).split(',');
                let [a, b] = ends[..] else {
                    return Err(vec![part.error("an interval has two ends").help(HOW)]);
                };
                into.push(self.interval(a, first == '[', b, last == ']')?);
                Ok(())
            }
            _ => self.inequality(part, into),
        }
    }

    fn interval(
        &mut self,
        a: Piece<'_>,
        a_closed: bool,
        b: Piece<'_>,
        b_closed: bool,
    ) -> Read<Interval> {
        let left = match self.end(a)? {
            Level::MinusInfinity => None,
            Level::Finite(point) => Some(End { point, closed: a_closed }),
            Level::PlusInfinity => return Err(vec![a.error("an interval cannot begin at oo")]),
        };
        let right = match self.end(b)? {
            Level::PlusInfinity => None,
            Level::Finite(point) => Some(End { point, closed: b_closed }),
            Level::MinusInfinity => return Err(vec![b.error("an interval cannot end at -oo")]),
        };
        if let (Some(p), Some(q)) = (left, right) {
            let order = self.graph.order_of_values(p.point, q.point);
            let order = order.map_err(|why| vec![a.error(why)])?;
            if order.is_gt() || (order.is_eq() && !(a_closed && b_closed)) {
                let whole = Piece { source: a.source, start: a.start, end: b.end };
                return Err(vec![
                    whole.error("this interval is empty").help("put the smaller end first"),
                ]);
            }
        }
        Ok(Interval { left, right })
    }

    /// `x > a`, `a < x <= b`.
    fn inequality(&mut self, part: Piece<'_>, into: &mut Vec<Interval>) -> Read<()> {
        let wrong = || vec![part.error(format!("`{}` is not a set", part.text())).help(HOW)];
        let (sides, found) = relations(part);
        let name = self.graph.symbol_name(self.x).unwrap_or("x").to_string();
        let Some(place) = sides.iter().position(|side| side.text() == name) else {
            return Err(wrong());
        };
        let mut interval = Interval { left: None, right: None };
        let mut bound = |reader: &mut Self, relation: Relation, side: Piece<'_>| -> Read<()> {
            let point = reader.constant(side)?;
            let (end, closed) = match relation {
                Relation::Less => (&mut interval.right, false),
                Relation::LessEqual => (&mut interval.right, true),
                Relation::Greater => (&mut interval.left, false),
                Relation::GreaterEqual => (&mut interval.left, true),
                _ => return Err(wrong()),
            };
            if end.is_some() {
                return Err(wrong());
            }
            *end = Some(End { point, closed });
            Ok(())
        };
        match (place, sides.len()) {
            (0, 2) => bound(self, found[0], sides[1])?,
            (1, 2) => bound(self, found[0].reversed(), sides[0])?,
            (1, 3) => {
                bound(self, found[0].reversed(), sides[0])?;
                bound(self, found[1], sides[2])?;
            }
            _ => return Err(wrong()),
        }
        into.push(interval);
        Ok(())
    }

    /// A number, `oo` or `-oo`, as an end of an interval.
    pub(super) fn end(&mut self, piece: Piece<'_>) -> Read<Level> {
        infinity(piece).map_or_else(|| self.constant(piece).map(Level::Finite), Ok)
    }

    /// A number, which may be a value of the function, `oo` or `-oo`.
    pub(super) fn level(&mut self, piece: Piece<'_>) -> Read<Level> {
        infinity(piece).map_or_else(|| self.value(piece).map(Level::Finite), Ok)
    }

    /// Where the variable goes: `oo`, `0`, `0+`, `1-`.
    pub(super) fn approach(&mut self, piece: Piece<'_>) -> Read<Approach> {
        let text = piece.text();
        let to: fn(NodeId) -> Approach = match text.chars().next_back() {
            Some('+') => Approach::right,
            Some('-' | '−') => Approach::left,
            _ => Approach::both,
        };
        let sided = text.ends_with(['+', '-', '−']);
        let length = if sided { text.chars().next_back().map_or(0, char::len_utf8) } else { 0 };
        let at = piece.part(piece.start, piece.end - length);
        match self.end(at)? {
            Level::Finite(point) => Ok(to(point)),
            _ if sided => Err(vec![piece.error("at infinity there is one side only")]),
            Level::PlusInfinity => Ok(Approach::PLUS_INFINITY),
            Level::MinusInfinity => Ok(Approach::MINUS_INFINITY),
        }
    }
}

fn infinity(piece: Piece<'_>) -> Option<Level> {
    let text = piece.text();
    let (sign, name) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (Level::MinusInfinity, rest),
        None => (Level::PlusInfinity, text.strip_prefix('+').unwrap_or(text)),
    };
    matches!(name.trim(), "oo" | "inf" | "infinity" | "∞" | "infty").then_some(sign)
}
