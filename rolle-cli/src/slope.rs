//! The derivative at a point, which may be a joint of two smooth pieces.
//!
//! A formula for f′ does not tell what happens at a kink, so the point is looked up among the exact pieces of f. Where
//! f cannot be cut into pieces, limits at the point decide.

use rolle::calculus::{Joint, JointKind, JointSide, LIMIT_WORK, Limit, PieceLimits, Pieces};
use rolle::graph::Facts;
use rolle::operator::Op;
use rolle::{Graph, NodeId};
use std::cmp::Ordering;

/// The derivative of some order at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SlopeAt {
    /// It exists.
    Value(NodeId),
    /// It does not exist: the limits of the derivative from the left and from the right, where there are any.
    Sides(Option<Limit>, Option<Limit>),
    /// What is differentiated has no value there.
    Missing(String),
    /// Not decided.
    Undecided(String),
}

/// The derivative of order `order` (1 or more) of f by x at a point.
pub(crate) fn slope_at(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    order: usize,
    point: NodeId,
) -> SlopeAt {
    let smooth = !graph.facts(f).has(Facts::KINKED);
    let direct = graph.nth_derivative(f, x, order).ok().filter(|_| smooth);
    let (value, there) =
        (value_at(graph, f, x, point), direct.map(|d| value_at(graph, d, x, point)));
    match there {
        Some(there) if graph.op(value) != Op::Undefined && graph.op(there) != Op::Undefined => {
            return SlopeAt::Value(there);
        }
        _ => {}
    }
    match graph.pieces(f, x, PieceLimits::default()) {
        Ok(pieces) => of_pieces(graph, pieces, order, point),
        Err(_) if order == 1 => {
            let joint = graph.joint_at(f, x, point, LIMIT_WORK);
            of_joint(graph, joint)
        }
        Err(why) => SlopeAt::Undecided(why),
    }
}

fn value_at(graph: &mut Graph, f: NodeId, x: NodeId, point: NodeId) -> NodeId {
    graph.substitute(f, &[(x, point)])
}

fn of_pieces(graph: &mut Graph, mut pieces: Pieces, order: usize, point: NodeId) -> SlopeAt {
    let mut joints = graph.joints(&pieces);
    for lower in 1..order {
        pieces = graph.derivative_of_pieces(&pieces, &joints);
        joints = graph.joints(&pieces);
        let Some(joint) = joint_at(graph, &joints, point) else { continue };
        if graph.op(joint.value) == Op::Undefined {
            return SlopeAt::Missing(format!(
                "the derivative of order {lower} does not exist there"
            ));
        }
    }
    match joint_at(graph, &joints, point) {
        Some(joint) => of_joint(graph, joint.clone()),
        None => of_cell(graph, &pieces, point),
    }
}

fn joint_at<'a>(graph: &mut Graph, joints: &'a [Joint], point: NodeId) -> Option<&'a Joint> {
    joints.iter().find(|joint| {
        let difference = graph.subtract(joint.point, point);
        graph.exact_sign(difference) == Some(Ordering::Equal)
    })
}

fn of_joint(graph: &Graph, joint: Joint) -> SlopeAt {
    if let Some(slope) = joint.derivative {
        return SlopeAt::Value(slope);
    }
    if graph.op(joint.value) == Op::Undefined {
        return SlopeAt::Missing("the function has no value there".into());
    }
    match joint.kind {
        JointKind::Undecided(why) => return SlopeAt::Undecided(why),
        JointKind::Jump => return SlopeAt::Missing("the function jumps there".into()),
        JointKind::Removable => {
            return SlopeAt::Missing("the value there is not the limit".into());
        }
        JointKind::Pole => return SlopeAt::Missing("the function has a pole there".into()),
        _ => {}
    }
    let slope = |side: Option<JointSide>| side.map(|side| side.slope);
    SlopeAt::Sides(slope(joint.left), slope(joint.right))
}

fn of_cell(graph: &mut Graph, pieces: &Pieces, point: NodeId) -> SlopeAt {
    for cell in &pieces.cells {
        let mut right_of = |a: NodeId, b: NodeId| {
            let difference = graph.subtract(a, b);
            graph.exact_sign(difference)
        };
        let after = cell.left.map_or(Some(Ordering::Greater), |left| right_of(point, left));
        let before = cell.right.map_or(Some(Ordering::Greater), |right| right_of(right, point));
        match (after, before) {
            (Some(Ordering::Greater), Some(Ordering::Greater)) => {
                return in_cell(graph, cell.formula, pieces.variable, point);
            }
            (None, _) | (_, None) => {
                return SlopeAt::Undecided("the piece that holds the point was not found".into());
            }
            _ => {}
        }
    }
    SlopeAt::Undecided("the piece that holds the point was not found".into())
}

fn in_cell(graph: &mut Graph, formula: NodeId, x: NodeId, point: NodeId) -> SlopeAt {
    if graph.op(formula) == Op::Undefined {
        return SlopeAt::Missing("the function has no value there".into());
    }
    let slope = graph.derivative(formula, x);
    let there = value_at(graph, slope, x, point);
    match graph.reason_text(there) {
        None => SlopeAt::Value(there),
        Some(why) => SlopeAt::Undecided(why),
    }
}
