//! Numbers, places and sets in plain words.

use super::bound::{Bound, Reached};
use super::level::Level;
use crate::calculus::{Approach, Interval, Limit, NoLimit, Point, Side};
use crate::evaluate::DigitLimits;
use crate::graph::{Graph, IsolatedZero, NodeId};
use crate::operator::Op;
use crate::print::{Notation, Printer, format_number};

/// Significant digits of a number without a short exact form.
const DIGITS: usize = 15;

/// The longest exact form that is shown, in characters.
const LONGEST: usize = 40;

/// A number, exact where that is short, with decimals where they help.
pub(super) fn number(graph: &Graph, id: NodeId) -> String {
    if graph.op(id) == Op::Undefined {
        return "no value".into();
    }
    if let Some(value) = graph.number(id) {
        let exact = format_number(&value, 12);
        if exact.len() <= LONGEST {
            return exact;
        }
    }
    if let Some(text) = with_constant(graph, id) {
        return text;
    }
    let decimals = decimal(graph, id, DIGITS);
    let is_function_zero = matches!(graph.isolated_zero(id), Some(IsolatedZero::OfFunction(_)));
    let exact = Printer::new(Notation::Plain).print_brief(graph, id, LONGEST);
    match decimals {
        Some(decimals) if is_function_zero || exact.contains('…') => {
            format!("≈{decimals}")
        }
        Some(decimals) => format!("{exact} ≈ {decimals}"),
        None => exact,
    }
}

/// A product or a sum with parameters whose constant part has no short form: `≈-1.27846454276107/beta`.
fn with_constant(graph: &Graph, id: NodeId) -> Option<String> {
    let is_sum = graph.op(id) == Op::Sum;
    if !is_sum && graph.op(id) != Op::Product || graph.free_symbols(id).is_empty() {
        return None;
    }
    let printer = Printer::new(Notation::Plain);
    let has_zero = graph.order(&[id]).into_iter().any(|id| graph.op(id) == Op::Isolated);
    if !has_zero && !printer.print_brief(graph, id, LONGEST).contains('…') {
        return None;
    }
    let (mut scratch, roots) = graph.extract(&[id]);
    let (fixed, moving): (Vec<NodeId>, Vec<NodeId>) = scratch
        .args(roots[0])
        .iter()
        .copied()
        .partition(|&part| scratch.free_symbols(part).is_empty());
    let [fixed, moving] = [fixed, moving].map(|parts| match is_sum {
        true => scratch.sum(&parts),
        false => scratch.product(&parts),
    });
    let digits = decimal(&scratch, fixed, DIGITS)?;
    let moving = printer.print_brief(&scratch, moving, LONGEST);
    let inverse = if is_sum { "-" } else { "1/" };
    Some(match (is_sum, moving.strip_prefix(inverse)) {
        (true, Some(rest)) => format!("≈{digits} - {rest}"),
        (true, None) => format!("≈{digits} + {moving}"),
        (false, Some(divisor)) => format!("≈{digits}/{divisor}"),
        (false, None) => format!("≈{digits}*{moving}"),
    })
}

/// Digits that are certain; the last one may be rounded.
pub(super) fn decimal(graph: &Graph, id: NodeId, digits: usize) -> Option<String> {
    if !graph.free_symbols(id).is_empty() || graph.op(id) == Op::Undefined {
        return None;
    }
    let (mut scratch, roots) = graph.extract(&[id]);
    let limits = DigitLimits { digits, bits: 1 << 12 };
    scratch.decimal(roots[0], &[], digits, limits).ok()
}

/// A number or an infinity.
pub(super) fn level(graph: &Graph, level: Level) -> String {
    match level {
        Level::MinusInfinity => "-oo".into(),
        Level::Finite(value) => number(graph, value),
        Level::PlusInfinity => "oo".into(),
    }
}

/// A number without its decimals.
pub(super) fn short(graph: &Graph, id: NodeId) -> String {
    let text = number(graph, id);
    text.split(" ≈ ").next().unwrap_or(&text).to_string()
}

/// `(-oo, 0]`, or `{0}` for a point.
pub(super) fn interval(graph: &Graph, interval: &Interval) -> String {
    let left = match interval.left {
        None => "(-oo".into(),
        Some(a) if a.closed && interval.right == interval.left => {
            return format!("{{{}}}", short(graph, a.point));
        }
        Some(a) => format!("{}{}", if a.closed { '[' } else { '(' }, short(graph, a.point)),
    };
    let right = match interval.right {
        None => "oo)".into(),
        Some(b) => format!("{}{}", short(graph, b.point), if b.closed { ']' } else { ')' }),
    };
    format!("{left}, {right}")
}

/// An open interval.
pub(super) fn open(graph: &Graph, left: Option<NodeId>, right: Option<NodeId>) -> String {
    interval(graph, &Interval::open(left, right))
}

/// Where a variable goes: `oo`, `0+`.
pub(super) fn approach(graph: &Graph, approach: Approach) -> String {
    let at = match approach.point {
        Point::PlusInfinity => return "oo".into(),
        Point::MinusInfinity => return "-oo".into(),
        Point::At(at) => short(graph, at),
    };
    let sign = match approach.side {
        Side::Left => "-",
        Side::Right => "+",
        Side::Both => "",
    };
    let simple = at.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    if simple || sign.is_empty() { format!("{at}{sign}") } else { format!("({at}){sign}") }
}

/// A limit.
pub(super) fn limit(graph: &Graph, of: &Limit) -> String {
    match of {
        Limit::Finite(value) => number(graph, *value),
        Limit::PlusInfinity => "oo".into(),
        Limit::MinusInfinity => "-oo".into(),
        Limit::DoesNotExist(NoLimit::SidesDiffer { left, right }) => {
            let [left, right] = [left, right].map(|side| limit(graph, side));
            format!("does not exist: {left} from the left, {right} from the right")
        }
        Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds }) => {
            let [low, high] = [low, high].map(|side| limit(graph, side));
            match bounds {
                true => format!("does not exist: it oscillates between {low} and {high}"),
                false => {
                    format!("does not exist: comes near {low} and near {high} again and again")
                }
            }
        }
        Limit::Outside => "no value there".into(),
        Limit::Undecided(why) => format!("undecided: {why}"),
    }
}

/// How a bound is reached: `attained at 0`, `the limit at oo`.
pub(super) fn reached(graph: &Graph, bound: &Bound) -> String {
    let mut parts = Vec::new();
    let ends: Vec<NodeId> = bound.reached.iter().flat_map(ends_of).collect();
    let inner = |place: &&Reached| !matches!(place, Reached::At(at) if ends.contains(at));
    let places: Vec<&Reached> = bound.reached.iter().filter(inner).collect();
    for &place in places.iter().take(3) {
        parts.push(match place {
            Reached::At(at) => format!("attained at {}", short(graph, *at)),
            Reached::Along(left, right) => {
                format!("attained on all of {}", open(graph, *left, *right))
            }
            Reached::Toward(place) => {
                let kind = match place.point {
                    Point::At(_) => "the one-sided limit at",
                    _ => "the limit at",
                };
                format!("{kind} {}", approach(graph, *place))
            }
        });
    }
    if places.len() > 3 {
        parts.push(format!("and {} more", places.len() - 3));
    }
    match bound.is_tied {
        true => format!("{} (equal as far as computed, not proved equal)", parts.join(" or ")),
        false => parts.join(", "),
    }
}

/// The ends of an interval on which a bound is attained throughout.
fn ends_of(place: &Reached) -> Vec<NodeId> {
    match place {
        Reached::Along(left, right) => left.iter().chain(right).copied().collect(),
        _ => Vec::new(),
    }
}

/// Points in braces.
pub(super) fn places(graph: &Graph, places: &[NodeId]) -> String {
    let shown: Vec<String> = places.iter().take(8).map(|&at| short(graph, at)).collect();
    let more = if places.len() > 8 { ", ..." } else { "" };
    format!("{{{}{more}}}", shown.join(", "))
}
