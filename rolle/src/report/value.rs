//! Values and slopes at points: exact, and as certain decimals.

use super::data::{Row, Slope, Value};
use super::options::Options;
use crate::calculus::{Joint, JointKind, JointSide, Limit, Pieces};
use crate::evaluate::DigitLimits;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::print::format_number;
use std::cmp::Ordering;

/// How many digits are shown.
#[derive(Clone, Copy)]
pub(super) struct Decimals {
    pub(super) digits: usize,
}

impl Decimals {
    /// The exact value with its decimals, where they are certain.
    pub(super) fn value(self, graph: &mut Graph, exact: NodeId) -> Value {
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
    x: NodeId,
    cut: (&Result<Pieces, String>, &[Joint]),
    options: &Options,
    decimals: Decimals,
) -> Vec<Row> {
    let (pieces, joints) = cut;
    let mut places: Vec<NodeId> = Vec::new();
    let wanted: Vec<NodeId> = options.points.iter().map(|p| graph.rational(p.clone())).collect();
    for place in wanted.into_iter().chain(joints.iter().map(|joint| joint.point)) {
        // A joint whose order depends on parameters cannot take its place in the table.
        if graph.free_symbols(place).is_empty() {
            let _ = graph.insert_sorted(&mut places, place);
        }
    }
    let mut rows = Vec::with_capacity(places.len());
    for at in places {
        let joint = joints.iter().find(|joint| joint.point == at);
        let value = graph.value_at(f, x, at);
        let missing = graph.op(value) == Op::Undefined;
        let exact = match joint {
            Some(joint) => joint.value,
            // Where a side condition fails, the formula of the cell may still have a value.
            None if missing => value,
            None => value_between(graph, f, x, pieces, at),
        };
        let slope = match (joint, pieces) {
            (None, _) if missing => Slope::Missing,
            (Some(joint), _) => slope_at_joint(graph, joint, decimals),
            (None, Ok(pieces)) => slope_between(graph, pieces, at, decimals),
            (None, Err(_)) => {
                let joint = graph.joint_at(f, x, at, options.limits.limit_work);
                slope_at_joint(graph, &joint, decimals)
            }
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
    // A limit of slopes is a one-sided derivative only where f is continuous from that side.
    let closed_end = joint.kind == JointKind::DomainEnd && graph.op(joint.value) != Op::Undefined;
    if !joint.kind.is_continuous() && !closed_end {
        return match graph.op(joint.value) {
            Op::Undefined => Slope::Missing,
            _ => Slope::Discontinuous(joint.kind.clone()),
        };
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

/// The formula of the cell that holds a point which is no joint; `None` where the order is not decided.
fn formula_around(graph: &mut Graph, pieces: &Pieces, at: NodeId) -> Option<NodeId> {
    for cell in &pieces.cells {
        match cell.right {
            Some(right) if graph.order_of(at, right).ok()? != Ordering::Less => {}
            _ => return Some(cell.formula),
        }
    }
    None
}

/// The value by the formula of the cell, so that it does not depend on the spelling of f.
pub(super) fn value_between(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    pieces: &Result<Pieces, String>,
    at: NodeId,
) -> NodeId {
    let formula = pieces.as_ref().ok().and_then(|pieces| formula_around(graph, pieces, at));
    graph.value_at(formula.unwrap_or(f), x, at)
}

fn slope_between(graph: &mut Graph, pieces: &Pieces, at: NodeId, decimals: Decimals) -> Slope {
    let Some(formula) = formula_around(graph, pieces, at) else {
        return Slope::Undecided("the order of the joints was not decided".to_string());
    };
    if graph.op(formula) == Op::Undefined {
        return Slope::Missing;
    }
    let derivative = graph.derivative(formula, pieces.variable);
    let exact = graph.value_at(derivative, pieces.variable, at);
    match graph.op(exact) {
        Op::Undefined => Slope::Missing,
        _ => Slope::Both(decimals.value(graph, exact)),
    }
}
