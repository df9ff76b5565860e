//! The formulas that a report shows: f, f′ and f″ with their joints decided.
//!
//! A function with kinks is shown in its piecewise normal form, which does not depend on its spelling. A function
//! without any is shown as it is.

use super::data::{Certainty, Formula};
use crate::calculus::{Joint, JointKind, Limit, PieceLimits, Pieces, Smoothness};
use crate::graph::{Facts, Graph, Reason, Requirement, SideCondition};
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// The function where its side conditions hold, and nothing elsewhere.
pub fn restrict(graph: &mut Graph, f: NodeId, x: NodeId, conditions: &[SideCondition]) -> NodeId {
    let mut holds = Vec::new();
    for condition in conditions {
        let of = condition.of;
        if !graph.depends_on(of, x) {
            continue;
        }
        holds.push(match condition.requirement {
            Requirement::NonZero => graph.not_equal(of, NodeId::ZERO),
            Requirement::NonNegative => graph.less_equal(NodeId::ZERO, of),
            Requirement::Positive => graph.less(NodeId::ZERO, of),
            // A relation has a value exactly where its sides have.
            Requirement::Defined => graph.equal(of, of),
        });
    }
    let condition = graph.and(&holds);
    graph.piecewise(&[(f, condition)], None)
}

/// f, f′ and f″ for display.
pub(super) fn formulas(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    pieces: &Result<Pieces, String>,
    joints: &[Joint],
    limits: PieceLimits,
) -> [Formula; 3] {
    let pieces = match pieces {
        Ok(pieces) if graph.facts(f).has(Facts::KINKED) => pieces,
        Ok(_) => return plain_formulas(graph, f, x, Certainty::Exact),
        Err(why) => {
            let kinked = graph.facts(f).has(Facts::KINKED);
            let joints = if kinked { Certainty::Undecided(why.clone()) } else { Certainty::Exact };
            return plain_formulas(graph, f, x, joints);
        }
    };
    let first = graph.derivative_of_pieces(pieces, joints);
    let second = second_derivative_of_pieces(graph, &first, joints);
    let undecided = joints.iter().find_map(|joint| match (&joint.kind, &joint.smoothness) {
        (JointKind::Undecided(why), _) | (_, Smoothness::Undecided(why)) => Some(why.clone()),
        _ => None,
    });
    let certainty = undecided.map_or(Certainty::Exact, Certainty::Undecided);
    let mut show = |pieces: &Pieces, joints: Certainty| Formula {
        expression: shown(graph, pieces, limits),
        joints,
    };
    [show(pieces, Certainty::Exact), show(&first, certainty.clone()), show(&second, certainty)]
}

fn plain_formulas(graph: &mut Graph, f: NodeId, x: NodeId, joints: Certainty) -> [Formula; 3] {
    let first = graph.derivative(f, x);
    let mut second = graph.derivative(first, x);
    if graph.op(first) == Op::Piecewise && graph.op(second) != Op::Piecewise {
        // Where no branch gives a first derivative there is no second one either.
        let args = graph.args(first).to_vec();
        if args.len().is_multiple_of(2) {
            let conditions: Vec<NodeId> = args.chunks(2).map(|branch| branch[1]).collect();
            let somewhere = graph.or(&conditions);
            second = graph.piecewise(&[(second, somewhere)], None);
        }
    }
    let [first, second] = [first, second].map(|id| conditions_outside(graph, id));
    [f, first, second].map(|expression| Formula { expression, joints: joints.clone() })
}

/// The expression with the conditions of its parts around it: x·{0 if c} + r becomes {r if c}.
///
/// A part with a single branch has no value where its condition fails, and neither has what it is a part of.
fn conditions_outside(graph: &mut Graph, root: NodeId) -> NodeId {
    if !graph.order(&[root]).iter().any(|&id| graph.op(id) == Op::Piecewise) {
        return root;
    }
    let mut images: HashMap<NodeId, (NodeId, NodeId)> = HashMap::new();
    let always = graph.always();
    for id in graph.order(&[root]) {
        let args = graph.args(id).to_vec();
        let op = graph.op(id);
        let image = if op == Op::Piecewise && args.len() == 2 {
            let (value, inside) = images[&args[0]];
            (value, graph.and(&[inside, args[1]]))
        } else if op == Op::Piecewise || op.is_condition() {
            (id, always)
        } else {
            let (values, conditions): (Vec<NodeId>, Vec<NodeId>) =
                args.iter().map(|arg| images[arg]).unzip();
            let value = if values == args { id } else { graph.rebuild(id, &values) };
            (value, graph.and(&conditions))
        };
        images.insert(id, image);
    }
    let (value, condition) = images[&root];
    match condition == always {
        true => value,
        false => graph.piecewise(&[(value, condition)], None),
    }
}

fn second_derivative_of_pieces(graph: &mut Graph, first: &Pieces, joints: &[Joint]) -> Pieces {
    let mut second = first.clone();
    for cell in &mut second.cells {
        cell.formula = graph.derivative(cell.formula, first.variable);
    }
    let nothing = graph.undefined(Reason::NoBranch);
    let value = |joint: &Joint| match (&joint.smoothness, &joint.right) {
        (Smoothness::Class(2..) | Smoothness::AtLeast(2..), Some(side)) => match side.curvature {
            Limit::Finite(value) => value,
            _ => nothing,
        },
        _ => nothing,
    };
    second.values = joints.iter().map(value).collect();
    second
}

/// One formula where one says it all, else a piecewise expression.
fn shown(graph: &mut Graph, pieces: &Pieces, limits: PieceLimits) -> NodeId {
    let mut formulas: Vec<NodeId> = pieces.cells.iter().map(|cell| cell.formula).collect();
    formulas.retain(|&id| graph.op(id) != Op::Undefined);
    formulas.sort_unstable();
    formulas.dedup();
    if let [only] = formulas[..] {
        // By its own domain the formula must be the same function.
        if graph.pieces(only, pieces.variable, limits).as_ref() == Ok(pieces) {
            return only;
        }
    }
    graph.expression_of_pieces(pieces)
}
