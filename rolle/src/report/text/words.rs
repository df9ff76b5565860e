//! Numbers, points, intervals and limits in words and signs.

use super::super::{Certainty, Place, Report, Value};
use crate::calculus::{JointKind, Limit};
use crate::enclosure::{Context, to_decimal};
use crate::evaluate::Point;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::print::{Notation, Printer, ZeroNames};
use std::cmp::Ordering;

/// Exact values of more characters are shown by their decimals.
const SHORT: usize = 24;

/// Digits of numbers without a closed form.
const DIGITS: usize = 10;

/// What is needed to write anything about a report.
pub(super) struct Words<'a> {
    pub(super) graph: &'a Graph,
    pub(super) x: String,
    pub(super) printer: Printer,
    /// Short names for the numbers without a closed form.
    pub(super) names: ZeroNames,
}

impl<'a> Words<'a> {
    pub(super) fn new(graph: &'a Graph, report: &Report, decimals: u32) -> Words<'a> {
        let x = graph.symbol_name(report.variable).unwrap_or("x").to_string();
        let printer = Printer::new(Notation::Unicode).decimals(decimals);
        Words { graph, x, printer, names: ZeroNames::of(graph, &expressions(report)) }
    }

    /// An expression on one line, cut at 200 characters.
    pub(super) fn expression(&self, id: NodeId) -> String {
        match self.graph.op(id) {
            Op::Undefined => "undefined".to_string(),
            _ => self.brief(id, 200),
        }
    }

    /// An expression on one line, cut at so many characters.
    pub(super) fn brief(&self, id: NodeId, characters: usize) -> String {
        self.printer.print_brief_named(self.graph, id, characters, Some(&self.names))
    }

    /// An expression in two dimensions, and its baseline.
    pub(super) fn layout(&self, id: NodeId, characters: usize) -> (Vec<String>, usize) {
        self.printer.layout_named(self.graph, id, characters, Some(&self.names))
    }

    /// A point, with its decimals where a short name stands for a number without a closed form.
    pub(super) fn point(&self, id: NodeId) -> String {
        let named = self.names.iter().any(|(zero, _)| self.graph.depends_on(id, zero));
        let text = self.expression(id);
        if named { format!("{text} ≈ {}", decimals(self.graph, id)) } else { text }
    }

    /// A value: exact where that is short, with its decimals where they say more.
    pub(super) fn value(&self, value: &Value) -> String {
        if self.graph.op(value.exact) == Op::Undefined {
            return "—".to_string();
        }
        let exact = self.expression(value.exact);
        let is_number = self.graph.number(value.exact).is_some_and(|n| n.is_integer());
        match &value.decimal {
            Some(_) if is_number && exact.chars().count() <= SHORT => exact,
            Some(decimal) if value.decimal_is_exact => match exact.contains('/') {
                true => format!("{exact} = {}", minus(decimal)),
                false => exact,
            },
            Some(decimal) if exact.chars().count() <= SHORT => {
                format!("{exact} ≈ {}", minus(decimal))
            }
            Some(decimal) => format!("≈ {}", minus(decimal)),
            None => exact,
        }
    }

    /// A limit in signs.
    pub(super) fn limit(&self, limit: &Limit) -> String {
        match limit {
            Limit::Finite(value) => self.expression(*value),
            Limit::PlusInfinity => "+∞".to_string(),
            Limit::MinusInfinity => "−∞".to_string(),
            Limit::DoesNotExist(_) => "no limit".to_string(),
            Limit::Outside => "no value".to_string(),
            Limit::Undecided(_) => "undecided".to_string(),
        }
    }

    /// `x → 0 from below`.
    pub(super) fn place(&self, place: Place) -> String {
        let x = &self.x;
        match place {
            Place::MinusInfinity => format!("{x} → −∞"),
            Place::PlusInfinity => format!("{x} → +∞"),
            Place::Below(a) => format!("{x} → {} from below", self.expression(a)),
            Place::Above(a) => format!("{x} → {} from above", self.expression(a)),
        }
    }

    /// `(−∞, 0)`.
    pub(super) fn open_interval(&self, left: Option<NodeId>, right: Option<NodeId>) -> String {
        let left = left.map_or("−∞".to_string(), |id| self.expression(id));
        let right = right.map_or("+∞".to_string(), |id| self.expression(id));
        format!("({left}, {right})")
    }
}

/// The expressions in which numbers without a closed form can occur: formulas, points, values and slopes.
fn expressions(report: &Report) -> Vec<NodeId> {
    let mut found = vec![report.f.expression, report.first.expression, report.second.expression];
    let finite = |limit: &Limit| match limit {
        Limit::Finite(value) => Some(*value),
        _ => None,
    };
    for end in &report.ends {
        found.extend([&end.value, &end.slope].into_iter().filter_map(finite));
    }
    for joint in &report.joints {
        for side in [&joint.left, &joint.right].into_iter().flatten() {
            let limits = [&side.value, &side.slope, &side.curvature];
            found.extend(limits.into_iter().filter_map(finite));
        }
        found.extend([joint.point, joint.value]);
        found.extend(joint.derivative);
        found.extend(joint.subdifferential.into_iter().flat_map(|(low, high)| [low, high]));
    }
    found.extend(report.slope_signs.iter().flat_map(|cell| [cell.left, cell.right]).flatten());
    found.extend(report.extrema.iter().flat_map(|extremum| [extremum.at, extremum.value.exact]));
    found.extend(report.values.iter().flat_map(|row| [row.at.exact, row.value.exact]));
    let domain = report.domain.iter().flatten().flat_map(|part| [part.left, part.right]);
    found.extend(domain.flatten().map(|end| end.point));
    found
}

/// The first digits of a constant.
pub(super) fn decimals(graph: &Graph, id: NodeId) -> String {
    let mut context = Context::new();
    let digits = [64, 256, 1024].into_iter().find_map(|precision| {
        let found = graph.enclose(&[id], &Point::new(), &mut context, precision).pop()?;
        to_decimal(&found.ok()?, DIGITS)
    });
    digits.map_or("?".to_string(), |digits| minus(&digits))
}

/// With a true minus sign.
pub(super) fn minus(text: &str) -> String {
    text.replace('-', "−")
}

/// Why a function without continuity has no derivative.
pub(in crate::report) fn discontinuity(kind: &JointKind) -> &'static str {
    match kind {
        JointKind::Jump => "f jumps",
        JointKind::Pole => "f has a pole",
        _ => "the value of f is not its limit",
    }
}

pub(super) fn sign(sign: Ordering) -> &'static str {
    match sign {
        Ordering::Less => "f′ < 0",
        Ordering::Equal => "f′ = 0",
        Ordering::Greater => "f′ > 0",
    }
}

pub(super) fn trend(sign: Ordering) -> &'static str {
    match sign {
        Ordering::Less => "f falls",
        Ordering::Equal => "f is constant",
        Ordering::Greater => "f rises",
    }
}

pub(super) fn certainty(certainty: &Certainty) -> String {
    match certainty {
        Certainty::Exact => "proved".to_string(),
        Certainty::Enclosed => "enclosed".to_string(),
        Certainty::Sampled => "sampled".to_string(),
        Certainty::Undecided(why) => format!("undecided by exact methods: {why}"),
    }
}
