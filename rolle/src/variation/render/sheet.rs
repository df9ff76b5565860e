//! A table as columns of text, before any notation lays it out.
//!
//! Between *stations* (−∞, the points, +∞) lie *stretches* (the cells). Parts without a value at either end of the
//! line are left out: a person begins the table of √x at 0.

use super::super::{Continuity, PointSlope, VariationTable};
use super::height::heights;
use super::note::{Note, notes};
use super::pen::Pen;
use crate::calculus::Limit;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::print::{Notation, ZeroNames};
use std::cmp::Ordering;

/// What a function does between two stations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trend {
    Rises,
    Falls,
    Constant,
    /// Not decided.
    Unknown,
    /// The function has no value here.
    Outside,
}

/// What stands in the row of signs at a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Nothing,
    /// The value of the derivative.
    Value(String),
    /// The derivative does not exist; the slopes from both sides where the function is continuous.
    Bar(Option<String>, Option<String>),
    Unknown,
}

/// A value or a limit, and how high it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) height: f64,
}

/// What stands in the row of the function at a station.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Values {
    /// The function runs through, or ends, here.
    One(Entry),
    /// A bar with a limit on each side on which the function exists.
    Apart(Bar, Option<Entry>, Option<Entry>),
}

/// What stands between two limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bar {
    /// The function is not continuous.
    Double,
    /// Whether it is was not decided.
    Doubt,
}

/// A column at a point of the line.
#[derive(Clone, Debug)]
pub(super) struct Station {
    pub(super) x: String,
    pub(super) mark: Mark,
    pub(super) values: Values,
}

/// A table in one notation.
pub(super) struct Sheet {
    /// `f(x) = x²`.
    pub(super) heading: String,
    /// The names of the rows: `x`, `f′(x)`, `f(x)`.
    pub(super) rows: [String; 3],
    pub(super) stations: Vec<Station>,
    /// One fewer than the stations.
    pub(super) trends: Vec<Trend>,
    /// The most steps that one climb takes.
    pub(super) steps: usize,
    pub(super) notes: Vec<Note>,
}

impl Sheet {
    /// The table in a notation; without stations where the function has no value on any interval.
    pub(super) fn new(table: &VariationTable, graph: &Graph, notation: Notation) -> Sheet {
        let shown = numbers(table, graph);
        let pen = Pen { graph, notation, names: ZeroNames::of(graph, &shown) };
        let x = pen.number(table.variation.variable);
        let names = [table.order + 1, table.order].map(|order| pen.derivative_name(&x, order));
        let [slope, function] = names;
        let heading = format!("{} = {}", pen.derivative_name(&x, 0), pen.formula(table.function));
        let rows = [x, slope, function];
        let cells = &table.variation.cells;
        let trends: Vec<Trend> = cells
            .iter()
            .map(|cell| match &cell.slope {
                _ if graph.op(cell.formula) == Op::Undefined => Trend::Outside,
                Err(_) => Trend::Unknown,
                Ok(Ordering::Greater) => Trend::Rises,
                Ok(Ordering::Less) => Trend::Falls,
                Ok(Ordering::Equal) => Trend::Constant,
            })
            .collect();
        let joined: Vec<bool> =
            table.continuity.iter().map(|kind| *kind == Continuity::Continuous).collect();
        let (levels, steps) = heights(&trends, &joined);
        let first = trends.iter().position(|trend| *trend != Trend::Outside);
        let last = trends.iter().rposition(|trend| *trend != Trend::Outside);
        let notes = notes(table, &pen, &shown);
        let (Some(first), Some(last)) = (first, last) else {
            return Sheet { heading, rows, stations: Vec::new(), trends: Vec::new(), steps, notes };
        };
        let columns = Columns { table, pen: &pen, trends: &trends, levels: &levels };
        let stations = (first..=last + 1).map(|i| columns.station(i)).collect();
        Sheet { heading, rows, stations, trends: trends[first..=last].to_vec(), steps, notes }
    }
}

/// The columns of a table, counted from −∞.
struct Columns<'a> {
    table: &'a VariationTable,
    pen: &'a Pen<'a>,
    trends: &'a [Trend],
    levels: &'a [[f64; 2]],
}

impl Columns<'_> {
    /// The station to the left of cell `i`.
    fn station(&self, i: usize) -> Station {
        let cells = &self.table.variation.cells;
        let entry = |limit: &Limit, height| Entry { text: self.pen.limit(limit), height };
        let before = i.checked_sub(1).filter(|&k| self.trends[k] != Trend::Outside);
        let after = Some(i).filter(|&k| k < cells.len() && self.trends[k] != Trend::Outside);
        let left = before.map(|k| entry(&cells[k].to, self.levels[k][1]));
        let right = after.map(|k| entry(&cells[k].from, self.levels[k][0]));
        let place = i.checked_sub(1).filter(|_| i < cells.len());
        let Some(place) = place else {
            let x = self.pen.infinity(if i == 0 { '-' } else { '+' });
            let only = left.or(right).expect("the table ends in a cell with values");
            return Station { x, mark: Mark::Nothing, values: Values::One(only) };
        };
        let point = self.table.variation.points[place];
        let values = match self.table.continuity[place] {
            Continuity::Continuous => {
                // The side whose trend is known knows the height.
                let known = |k: &usize| !matches!(self.trends[*k], Trend::Unknown | Trend::Outside);
                let height = match (before.filter(known), after.filter(known)) {
                    (Some(k), _) => self.levels[k][1],
                    (None, Some(k)) => self.levels[k][0],
                    (None, None) => 0.5,
                };
                Values::One(Entry { text: self.pen.number(point.value), height })
            }
            Continuity::Broken => Values::Apart(Bar::Double, left, right),
            Continuity::Undecided => Values::Apart(Bar::Doubt, left, right),
        };
        Station { x: self.pen.number(point.at), mark: self.mark(place), values }
    }

    fn mark(&self, place: usize) -> Mark {
        let slope = |limit: &Option<Limit>| limit.as_ref().map(|limit| self.pen.limit(limit));
        match &self.table.slopes[place] {
            PointSlope::Value(value) => Mark::Value(self.pen.number(*value)),
            PointSlope::Sides(left, right) => Mark::Bar(slope(left), slope(right)),
            PointSlope::Missing => Mark::Bar(None, None),
            PointSlope::Undecided(_) => Mark::Unknown,
        }
    }
}

/// The numbers that the table shows: points first, then values and limits, then slopes.
fn numbers(table: &VariationTable, graph: &Graph) -> Vec<NodeId> {
    let finite = |limit: &Limit| match limit {
        Limit::Finite(value) => Some(*value),
        _ => None,
    };
    let variation = &table.variation;
    let mut found: Vec<NodeId> = variation.points.iter().map(|point| point.at).collect();
    found.extend(variation.points.iter().map(|point| point.value));
    found.extend(
        variation.cells.iter().flat_map(|cell| [finite(&cell.from), finite(&cell.to)]).flatten(),
    );
    for slope in &table.slopes {
        match slope {
            PointSlope::Value(value) => found.push(*value),
            PointSlope::Sides(left, right) => {
                found.extend(left.iter().chain(right).filter_map(finite));
            }
            PointSlope::Missing | PointSlope::Undecided(_) => {}
        }
    }
    let mut seen = Vec::with_capacity(found.len());
    for id in found {
        if graph.op(id) != Op::Undefined && !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen
}
