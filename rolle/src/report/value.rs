//! Values and slopes at points: exact, and as certain decimals.

use super::data::{Row, Slope, Value};
use crate::calculus::{Joint, JointKind, JointSide, Limit, Pieces};
use crate::evaluate::DigitLimits;
use crate::graph::{Facts, Graph};
use crate::number::Rational;
use crate::operator::{NodeId, Op};
use crate::print::format_number;
use std::cmp::Ordering;

/// How many digits are shown.
#[derive(Clone, Copy)]
pub(super) struct Decimals {
    pub digits: usize,
}

impl Decimals {
    /// The exact value with its decimals, where they are certain.
    pub fn value(self, graph: &mut Graph, exact: NodeId) -> Value {
        if let Some(number) = graph.number(exact) {
            let text = format_number(&number, self.digits as u32);
            if !text.contains('/') && text.len() <= self.digits + 3 {
                return Value { exact, decimal: Some(text), decimal_is_exact: true };
            }
        }
        let limits = DigitLimits { digits: self.digits.max(1), bits: 1 << 12 };
        let exists = graph.op(exact) != Op::Undefined && graph.free_symbols(exact).is_empty();
        let decimal = match exists {
            true => graph.decimal(exact, &[], self.digits, limits).ok(),
            false => None,
        };
        Value { exact, decimal, decimal_is_exact: false }
    }
}

/// The table of values at the given points and at the joints, ascending.
pub(super) fn rows(
    graph: &mut Graph,
    f: NodeId,
    first: NodeId,
    x: NodeId,
    cut: (&Result<Pieces, String>, &[Joint]),
    points: &[Rational],
    decimals: Decimals,
) -> Vec<Row> {
    let (pieces, joints) = cut;
    let mut places: Vec<NodeId> = Vec::new();
    let wanted: Vec<NodeId> = points.iter().map(|p| graph.rational(p.clone())).collect();
    for place in wanted.into_iter().chain(joints.iter().map(|joint| joint.point)) {
        // A joint whose order depends on parameters cannot take its place in the table.
        if graph.free_symbols(place).is_empty() {
            let _ = graph.insert_sorted(&mut places, place);
        }
    }
    let mut rows = Vec::with_capacity(places.len());
    for at in places {
        let joint = joints.iter().find(|joint| joint.point == at);
        let exact = match joint {
            Some(joint) => joint.value,
            None => graph.value_at(f, x, at),
        };
        let slope = match (joint, pieces) {
            (Some(joint), _) => slope_at_joint(graph, joint, decimals),
            (None, Ok(pieces)) => slope_between(graph, pieces, at, decimals),
            (None, Err(why)) => slope_of_formula(graph, first, x, at, why, decimals),
        };
        rows.push(Row {
            at: decimals.value(graph, at),
            value: decimals.value(graph, exact),
            slope,
        });
    }
    rows
}

fn slope_at_joint(graph: &mut Graph, joint: &Joint, decimals: Decimals) -> Slope {
    if let Some(derivative) = joint.derivative {
        return Slope::Both(decimals.value(graph, derivative));
    }
    if let JointKind::Undecided(why) = &joint.kind {
        return Slope::Undecided(why.clone());
    }
    let mut side = |side: &Option<JointSide>| {
        side.as_ref().map(|side| {
            let value = match side.slope {
                Limit::Finite(slope) => Some(decimals.value(graph, slope)),
                _ => None,
            };
            (side.slope.clone(), value)
        })
    };
    Slope::Sides { left: side(&joint.left), right: side(&joint.right) }
}

fn slope_between(graph: &mut Graph, pieces: &Pieces, at: NodeId, decimals: Decimals) -> Slope {
    let x = pieces.variable;
    for cell in &pieces.cells {
        let inside = match cell.right {
            Some(right) => graph.order_of(at, right) == Ok(Ordering::Less),
            None => true,
        };
        if !inside {
            continue;
        }
        if graph.op(cell.formula) == Op::Undefined {
            return Slope::Missing;
        }
        let derivative = graph.derivative(cell.formula, x);
        let exact = graph.value_at(derivative, x, at);
        return match graph.op(exact) {
            Op::Undefined => Slope::Missing,
            _ => Slope::Both(decimals.value(graph, exact)),
        };
    }
    Slope::Undecided("the order of the joints was not decided".to_string())
}

/// Without pieces: the derivative exists where its formula has a value and no kink lies in it.
fn slope_of_formula(
    graph: &mut Graph,
    first: NodeId,
    x: NodeId,
    at: NodeId,
    why: &str,
    decimals: Decimals,
) -> Slope {
    let exact = graph.value_at(first, x, at);
    if graph.op(exact) == Op::Undefined {
        return match graph.facts(first).has(Facts::KINKED) {
            true => Slope::Undecided(why.to_string()),
            false => Slope::Missing,
        };
    }
    Slope::Both(decimals.value(graph, exact))
}
