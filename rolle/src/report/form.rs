//! The formulas that a report shows: f, f′ and f″ with their joints decided.
//!
//! A function with kinks is shown in its piecewise normal form, which does not depend on its spelling. A function
//! without any is shown as it is.

use super::data::{Certainty, Formula};
use crate::calculus::{Joint, JointKind, Limit, PieceLimits, Pieces, Smoothness};
use crate::graph::{Facts, Graph, Reason};
use crate::operator::{NodeId, Op};

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
    let [first, second] = [first, second].map(|id| graph.conditions_outside(id));
    [f, first, second].map(|expression| Formula { expression, joints: joints.clone() })
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
