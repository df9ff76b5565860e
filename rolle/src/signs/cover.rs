//! All zeros of a smooth function on a bounded interval, and its sign between them.
//!
//! The interval is cut into boxes from left to right. A box is done when the function, or its derivative, has one
//! strict sign there by enclosure; when a zero of known order lies at its edge and the derivative of that order has
//! one sign (Taylor's theorem); or when the second derivative has one sign and the one extremum is separated from
//! zero (Rolle's theorem). Otherwise it is split. What a budget leaves over is said to be open, with the place.
//!
//! Sources: Moore, Kearfott and Cloud, Introduction to Interval Analysis (2009), chapters 6 and 8.

use super::reason::Boxes;
use crate::operator::NodeId;
use rolle_interval::Interval;
use std::cmp::Ordering;

/// The end of a box: a double, or an exact number between two doubles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) low: f64,
    pub(super) high: f64,
    /// The exact number, where it is not the double.
    pub(super) exact: Option<NodeId>,
}

impl Edge {
    pub(super) fn double(x: f64) -> Edge {
        // A negative zero would print as one.
        let x = if x == 0.0 { 0.0 } else { x };
        Edge { low: x, high: x, exact: None }
    }
}

/// What is known of the function on the open interval between two edges.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) from: Edge,
    pub(super) to: Edge,
    pub(super) kind: Kind,
    /// The boxes that show it.
    pub(super) boxes: Boxes,
}

/// The kinds of knowledge.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// One strict sign.
    Sign(Ordering),
    /// Strictly monotone with exactly one zero, which is simple; the sign left of it.
    Zero(Ordering),
    /// Not decided.
    Open(String),
}

/// What the search asks of a function.
pub(super) trait Probe {
    /// Enclosures of the Taylor coefficients up to an order over [low, high]; `None` where the function is not
    /// known to be defined and smooth on all of it.
    fn jet(&mut self, low: f64, high: f64, order: usize) -> Option<Vec<Interval>>;

    /// An error that names the budget of time, if that is spent.
    fn check_time(&self) -> Result<(), String>;

    /// The exact sign at an edge.
    fn sign_at(&mut self, edge: Edge) -> Option<Ordering>;

    /// Whether an edge is worth asking for a zero.
    fn may_vanish(&mut self, edge: Edge) -> bool;

    /// The order of the zero at an edge where the function vanishes.
    fn order_at(&mut self, edge: Edge) -> Option<usize>;

    /// Whether the function vanishes at a rational number between two doubles: a short one that is worth a try.
    fn rational_zero(&mut self, low: f64, high: f64) -> Option<Edge>;
}

/// The budget of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Budget {
    /// Boxes that may still be looked at.
    pub(super) boxes: usize,
    /// The number of halvings after which a box is too narrow to go on.
    pub(super) depth: u32,
}

/// Depth from which an edge is asked whether it is a zero, and convexity is used.
const SETTLED: u32 = 3;

/// Depth from which a short rational zero is looked for inside a box.
const NARROW: u32 = 12;

/// The highest order of zero that is looked for.
pub(super) const MAX_ORDER: usize = 24;

struct Box {
    from: Edge,
    to: Edge,
    depth: u32,
}

/// Covers the interval between two edges, in order; neighbors share an edge.
pub(super) fn cover(
    probe: &mut impl Probe,
    from: Edge,
    to: Edge,
    budget: &mut Budget,
) -> Vec<Part> {
    let mut waiting = vec![Box { from, to, depth: 0 }];
    let mut parts: Vec<Part> = Vec::new();
    while let Some(open) = waiting.pop() {
        let spent = match budget.boxes {
            0 => Some("the budget of boxes is spent".to_string()),
            _ => probe.check_time().err(),
        };
        budget.boxes = budget.boxes.saturating_sub(1);
        if spent.is_none()
            && let Some(found) = decide(probe, &open)
        {
            found.into_iter().for_each(|part| push(probe, &mut parts, part));
            continue;
        }
        let middle = match open.depth >= budget.depth || spent.is_some() {
            true => None,
            false => split_point(probe, &open),
        };
        let Some(middle) = middle else {
            let unresolved = "a zero of even order, or several zeros too close to be told apart";
            let why = spent.unwrap_or_else(|| unresolved.to_string());
            let (from, to, kind) = (open.from, open.to, Kind::Open(why));
            push(probe, &mut parts, Part { from, to, kind, boxes: Boxes::default() });
            continue;
        };
        waiting.push(Box { from: middle, to: open.to, depth: open.depth + 1 });
        waiting.push(Box { from: open.from, to: middle, depth: open.depth + 1 });
    }
    parts
}

/// Appends a part; neighbors of one sign with no zero between them are one.
fn push(probe: &mut impl Probe, parts: &mut Vec<Part>, part: Part) {
    if let Some(last) = parts.last_mut() {
        let joined = match (&last.kind, &part.kind) {
            (Kind::Sign(a), Kind::Sign(b)) => a == b && probe.sign_at(part.from) == Some(*a),
            (Kind::Open(a), Kind::Open(b)) => a == b,
            _ => false,
        };
        if joined {
            last.to = part.to;
            last.boxes = last.boxes.and(part.boxes);
            return;
        }
    }
    parts.push(part);
}

/// A point inside the box to split at: zero, a short rational zero, or the middle.
fn split_point(probe: &mut impl Probe, open: &Box) -> Option<Edge> {
    let (low, high) = (open.from.high, open.to.low);
    if low < 0.0 && high > 0.0 {
        return Some(Edge::double(0.0));
    }
    if open.depth >= NARROW
        && open.depth.is_multiple_of(8)
        && let Some(zero) = probe.rational_zero(low, high)
    {
        return Some(zero);
    }
    let middle = low + (high - low) / 2.0;
    (middle > low && middle < high).then(|| Edge::double(middle))
}

/// The knowledge about a box as one or more parts, if it can be had without a split.
fn decide(probe: &mut impl Probe, open: &Box) -> Option<Vec<Part>> {
    let (from, to) = (open.from, open.to);
    let whole = |kind, boxes| Some(vec![Part { from, to, kind, boxes }]);
    let jet = probe.jet(from.low, to.high, 1)?;
    if let Some(sign) = strict_sign(jet[0]) {
        return whole(Kind::Sign(sign), Boxes { value: 1, ..Boxes::default() });
    }
    if let Some(sign) = mean_value_sign(probe, open, jet[1]) {
        return whole(Kind::Sign(sign), Boxes { mean_value: 1, ..Boxes::default() });
    }
    if let Some(slope) = strict_sign(jet[1]) {
        return whole(monotone(probe, from, to, slope)?, Boxes { slope: 1, ..Boxes::default() });
    }
    if open.depth < SETTLED {
        return None;
    }
    if let Some(sign) = sign_beside_zero(probe, from, to) {
        return whole(Kind::Sign(sign), Boxes { order: 1, ..Boxes::default() });
    }
    let second = probe.jet(from.low, to.high, 2)?[2];
    convex(probe, from, to, strict_sign(second)?)
}

pub(super) fn strict_sign(value: Interval) -> Option<Ordering> {
    if value.inf() > 0.0 {
        Some(Ordering::Greater)
    } else if value.sup() < 0.0 {
        Some(Ordering::Less)
    } else {
        None
    }
}

/// g(m) + g'(X)·(X − m).
fn mean_value_sign(probe: &mut impl Probe, open: &Box, slope: Interval) -> Option<Ordering> {
    let (low, high) = (open.from.low, open.to.high);
    let middle = low + (high - low) / 2.0;
    let value = probe.jet(middle, middle, 0)?[0];
    let reach = Interval::new(low, high)? - Interval::point(middle)?;
    strict_sign(value + slope * reach)
}

/// A strictly monotone function has at most one zero; the signs at the edges tell.
fn monotone(probe: &mut impl Probe, from: Edge, to: Edge, slope: Ordering) -> Option<Kind> {
    let (left, right) = (probe.sign_at(from)?, probe.sign_at(to)?);
    Some(match (left, right) {
        // Rising from zero it is positive, falling negative.
        (Ordering::Equal, _) => Kind::Sign(slope),
        (_, Ordering::Equal) => Kind::Sign(slope.reverse()),
        (left, right) if left == right => Kind::Sign(left),
        (left, _) => Kind::Zero(left),
    })
}

/// g(x) = g⁽ᵐ⁾(ξ)/m!·(x − c)ᵐ beside a zero c of order m.
fn sign_beside_zero(probe: &mut impl Probe, from: Edge, to: Edge) -> Option<Ordering> {
    for (edge, is_left) in [(from, true), (to, false)] {
        if !probe.may_vanish(edge) || probe.sign_at(edge) != Some(Ordering::Equal) {
            continue;
        }
        let order = probe.order_at(edge)?;
        let sign = strict_sign(probe.jet(from.low, to.high, order)?[order])?;
        return Some(if is_left || order.is_multiple_of(2) { sign } else { sign.reverse() });
    }
    None
}

/// A convex or concave function: its slope has at most one zero, where its one extremum lies.
fn convex(probe: &mut impl Probe, from: Edge, to: Edge, curvature: Ordering) -> Option<Vec<Part>> {
    let part =
        |from, to, kind| Part { from, to, kind, boxes: Boxes { curvature: 1, ..Boxes::default() } };
    let left = slope_sign(probe, from.low, from.high)?;
    let right = slope_sign(probe, to.low, to.high)?;
    if left == right {
        let kind = monotone(probe, from, to, left)?;
        return Some(vec![part(from, to, kind)]);
    }
    // All zeros of the slope lie between low and high; bisect while its sign is certain.
    let (mut low, mut high) = (from.high, to.low);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        match slope_sign(probe, middle, middle) {
            Some(sign) if sign == left => low = middle,
            Some(_) => high = middle,
            None => break,
        }
    }
    let extremum = strict_sign(probe.jet(low, high, 0)?[0])?;
    if extremum == curvature {
        return Some(vec![part(from, to, Kind::Sign(extremum))]);
    }
    let (low, high) = (Edge::double(low), Edge::double(high));
    let mut parts = Vec::with_capacity(3);
    if from != low {
        parts.push(part(from, low, monotone(probe, from, low, left)?));
    }
    if low != high {
        parts.push(part(low, high, Kind::Sign(extremum)));
    }
    if high != to {
        parts.push(part(high, to, monotone(probe, high, to, right)?));
    }
    Some(parts)
}

fn slope_sign(probe: &mut impl Probe, low: f64, high: f64) -> Option<Ordering> {
    strict_sign(probe.jet(low, high, 1)?[1])
}
