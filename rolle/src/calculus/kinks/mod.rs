//! Kinks: what a function does where its formula changes.
//!
//! At every joint of the pieces: is it continuous, what are the one-sided limits and slopes, which class Cⁿ, and
//! the Clarke subdifferential. Slopes are one-sided limits of the derivative; where the function is continuous
//! from a side they equal the one-sided derivative (mean value theorem). Source: Clarke, Optimization and
//! Nonsmooth Analysis, 1983, §2.1.

pub(super) mod local;

use crate::calculus::limit::{Approach, LIMIT_WORK, Limit, Side};
use crate::calculus::pieces::{PieceLimits, Pieces};
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Derivatives are compared across a joint up to this order.
pub const HIGHEST_CLASS: u32 = 8;

/// What kind of place a joint is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JointKind {
    /// Continuous and differentiable to some order.
    Smooth,
    /// Continuous, and the one-sided slopes differ or are infinite.
    Kink,
    /// The one-sided limits are finite and differ.
    Jump,
    /// Both one-sided limits agree, but the value is another or missing.
    Removable,
    /// A one-sided limit is infinite.
    Pole,
    /// The function exists on one side only.
    DomainEnd,
    /// What was tried, and did not decide.
    Undecided(String),
}

impl JointKind {
    /// Whether the function is proved continuous at the joint, from both sides.
    pub fn is_continuous(&self) -> bool {
        matches!(self, JointKind::Smooth | JointKind::Kink)
    }
}

/// How smooth a function is at a joint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Smoothness {
    /// Not continuous.
    Discontinuous,
    /// Class Cⁿ and not Cⁿ⁺¹.
    Class(u32),
    /// Class Cⁿ for every n that was compared, up to the given one.
    AtLeast(u32),
    /// What was tried, and did not decide.
    Undecided(String),
}

/// One side of a joint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointSide {
    /// The formula of the cell on this side.
    pub formula: NodeId,
    /// The limit of the function.
    pub value: Limit,
    /// The limit of the derivative.
    pub slope: Limit,
    /// The limit of the second derivative.
    pub curvature: Limit,
}

/// All that is known of a function at a joint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The place, exact.
    pub point: NodeId,
    /// The value there, or [`Op::Undefined`].
    pub value: NodeId,
    /// The left side; `None` where the function does not exist there.
    pub left: Option<JointSide>,
    /// The right side.
    pub right: Option<JointSide>,
    /// The kind of place.
    pub kind: JointKind,
    /// The class Cⁿ.
    pub smoothness: Smoothness,
    /// The derivative at the joint, where it exists.
    pub derivative: Option<NodeId>,
    /// The Clarke subdifferential: the hull of the one-sided slopes, where those are finite and the function is
    /// continuous.
    pub subdifferential: Option<(NodeId, NodeId)>,
}

/// Whether two values agree.
enum Agreement {
    Equal,
    Different,
    Unknown(String),
}

impl Graph {
    /// The joints of a function that was cut into pieces, from left to right.
    ///
    /// Exact: a joint is [`JointKind::Undecided`] rather than guessed.
    ///
    /// # Examples
    /// ```
    /// use rolle::calculus::{JointKind, Limit, PieceLimits};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let relu = g.apply(rolle::operator::Op::Max, &[x, rolle::NodeId::ZERO]).unwrap();
    /// let pieces = g.pieces(relu, x, PieceLimits::default()).unwrap();
    /// let joints = g.joints(&pieces);
    /// assert_eq!(joints[0].kind, JointKind::Kink);
    /// assert_eq!(joints[0].subdifferential, Some((rolle::NodeId::ZERO, rolle::NodeId::ONE)));
    /// ```
    pub fn joints(&mut self, pieces: &Pieces) -> Vec<Joint> {
        self.joints_within(pieces, LIMIT_WORK)
    }

    /// [`Graph::joints`] with a budget of work for each limit; what exceeds it is undecided.
    pub fn joints_within(&mut self, pieces: &Pieces, work: u64) -> Vec<Joint> {
        let x = pieces.variable;
        let points: Vec<NodeId> = pieces.points().collect();
        let mut joints = Vec::with_capacity(points.len());
        for (i, &point) in points.iter().enumerate() {
            let left = self.joint_side(pieces.cells[i].formula, x, point, Side::Left, work);
            let right = self.joint_side(pieces.cells[i + 1].formula, x, point, Side::Right, work);
            joints.push(self.joint(
                x,
                point,
                pieces.values[i],
                [left, right],
                (HIGHEST_CLASS, work),
            ));
        }
        joints
    }

    fn joint_side(
        &mut self,
        formula: NodeId,
        x: NodeId,
        point: NodeId,
        side: Side,
        work: u64,
    ) -> Option<JointSide> {
        if self.op(formula) == Op::Undefined {
            return None;
        }
        let first = self.derivative(formula, x);
        let second = self.derivative(first, x);
        Some(JointSide {
            formula,
            value: self.limit_at_end(formula, x, point, side, work),
            slope: self.limit_at_end(first, x, point, side, work),
            curvature: self.limit_at_end(second, x, point, side, work),
        })
    }

    /// The limit of a smooth formula at an end of its cell.
    ///
    /// Smooth formulas are made of functions that are continuous on their domains, so a value at the end is the
    /// limit; only where there is none is a limit taken.
    pub(crate) fn limit_at_end(
        &mut self,
        formula: NodeId,
        x: NodeId,
        point: NodeId,
        side: Side,
        work: u64,
    ) -> Limit {
        let value = self.value_at(formula, x, point);
        if self.op(value) != Op::Undefined && !self.facts(formula).has(crate::graph::Facts::KINKED)
        {
            return Limit::Finite(value);
        }
        let approach =
            if side == Side::Left { Approach::left(point) } else { Approach::right(point) };
        self.limit_within(formula, x, approach, work)
    }

    fn joint(
        &mut self,
        x: NodeId,
        point: NodeId,
        value: NodeId,
        [left, right]: [Option<JointSide>; 2],
        effort: (u32, u64),
    ) -> Joint {
        let mut joint = Joint {
            point,
            value,
            left,
            right,
            kind: JointKind::DomainEnd,
            smoothness: Smoothness::Discontinuous,
            derivative: None,
            subdifferential: None,
        };
        if let (Some(left), Some(right)) = (joint.left.clone(), joint.right.clone()) {
            joint.kind = self.kind_of_joint(value, &left, &right);
            if joint.kind == JointKind::Smooth {
                self.grade_joint(x, &mut joint, [left.formula, right.formula], effort);
            }
        }
        joint
    }

    /// The kind by the values alone: [`JointKind::Smooth`] stands for continuous here.
    fn kind_of_joint(&mut self, value: NodeId, left: &JointSide, right: &JointSide) -> JointKind {
        let infinite = |limit: &Limit| matches!(limit, Limit::PlusInfinity | Limit::MinusInfinity);
        if infinite(&left.value) || infinite(&right.value) {
            return JointKind::Pole;
        }
        let (Limit::Finite(a), Limit::Finite(b)) = (&left.value, &right.value) else {
            return JointKind::Undecided("a one-sided limit is not known".to_string());
        };
        match self.agreement(*a, *b) {
            Agreement::Different => return JointKind::Jump,
            Agreement::Unknown(why) => return JointKind::Undecided(why),
            Agreement::Equal => {}
        }
        if self.op(value) == Op::Undefined {
            return JointKind::Removable;
        }
        match self.agreement(*a, value) {
            Agreement::Equal => JointKind::Smooth,
            Agreement::Different => JointKind::Removable,
            Agreement::Unknown(why) => JointKind::Undecided(why),
        }
    }

    /// Compares derivatives up to an order, with a budget of work for each limit.
    fn grade_joint(
        &mut self,
        x: NodeId,
        joint: &mut Joint,
        sides: [NodeId; 2],
        (highest, work): (u32, u64),
    ) {
        let [mut below, mut above] = sides;
        joint.smoothness = Smoothness::AtLeast(highest);
        for order in 1..=highest {
            below = self.derivative(below, x);
            above = self.derivative(above, x);
            let a = self.limit_at_end(below, x, joint.point, Side::Left, work);
            let b = self.limit_at_end(above, x, joint.point, Side::Right, work);
            let agreement = match (&a, &b) {
                (Limit::Finite(a), Limit::Finite(b)) => self.agreement(*a, *b),
                (Limit::Undecided(why), _) | (_, Limit::Undecided(why)) => {
                    Agreement::Unknown(why.clone())
                }
                _ => Agreement::Different,
            };
            match agreement {
                Agreement::Equal => {
                    if let (1, Limit::Finite(slope)) = (order, a) {
                        joint.derivative = Some(slope);
                        joint.subdifferential = Some((slope, slope));
                    }
                }
                Agreement::Different => {
                    joint.smoothness = Smoothness::Class(order - 1);
                    if order == 1 {
                        joint.kind = JointKind::Kink;
                        joint.subdifferential = self.hull_of_slopes(&a, &b);
                    }
                    return;
                }
                Agreement::Unknown(why) => {
                    joint.smoothness =
                        Smoothness::Undecided(format!("derivative of order {order}: {why}"));
                    if order == 1 {
                        joint.kind = JointKind::Undecided(why);
                    }
                    return;
                }
            }
        }
    }

    fn hull_of_slopes(&mut self, a: &Limit, b: &Limit) -> Option<(NodeId, NodeId)> {
        let (Limit::Finite(a), Limit::Finite(b)) = (a, b) else { return None };
        match self.order_of(*a, *b) {
            Ok(Ordering::Greater) => Some((*b, *a)),
            Ok(_) => Some((*a, *b)),
            Err(_) => None,
        }
    }

    fn agreement(&mut self, a: NodeId, b: NodeId) -> Agreement {
        if a == b {
            return Agreement::Equal;
        }
        let difference = self.subtract(a, b);
        match self.exact_sign(difference) {
            Some(Ordering::Equal) => Agreement::Equal,
            Some(_) => Agreement::Different,
            None => Agreement::Unknown(
                "two exact values could neither be told apart nor proved equal".to_string(),
            ),
        }
    }

    /// The derivative of a function in pieces, with its value at the joints where it exists.
    pub fn derivative_of_pieces(&mut self, pieces: &Pieces, joints: &[Joint]) -> Pieces {
        let x = pieces.variable;
        let mut derivative = pieces.clone();
        for cell in &mut derivative.cells {
            cell.formula = self.derivative(cell.formula, x);
        }
        let nothing = self.undefined(crate::graph::Reason::NoBranch);
        derivative.values =
            joints.iter().map(|joint| joint.derivative.unwrap_or(nothing)).collect();
        derivative
    }

    /// The pieces as one expression: the rightmost first, ends closed where the value continues the formula.
    pub fn expression_of_pieces(&mut self, pieces: &Pieces) -> NodeId {
        let x = pieces.variable;
        let points: Vec<NodeId> = pieces.points().collect();
        let mut branches: Vec<(NodeId, NodeId)> = Vec::new();
        // Whether everything to the right of the current cell is already spoken for.
        let mut covered = true;
        let mut closed_above = false;
        for i in (0..pieces.cells.len()).rev() {
            let formula = pieces.cells[i].formula;
            let value = i.checked_sub(1).map(|j| pieces.values[j]);
            let (closed_below, left_takes) = self.ends_of_cell(pieces, i, &points);
            let missing = self.op(formula) == Op::Undefined;
            if !missing {
                let mut conditions = Vec::new();
                if i > 0 {
                    let point = points[i - 1];
                    conditions.push(if closed_below {
                        self.less_equal(point, x)
                    } else {
                        self.less(point, x)
                    });
                }
                if !covered && i < points.len() {
                    let point = points[i];
                    conditions.push(if closed_above {
                        self.less_equal(x, point)
                    } else {
                        self.less(x, point)
                    });
                }
                let condition = self.and(&conditions);
                branches.push((formula, condition));
            }
            let Some(value) = value else { continue };
            let lone = !closed_below && !left_takes;
            if lone && self.op(value) != Op::Undefined {
                let at = self.equal(x, points[i - 1]);
                branches.push((value, at));
            }
            // Once there is a gap on the right, every cell to the left needs its upper end.
            covered = covered && !missing && !(lone && self.op(value) == Op::Undefined);
            closed_above = left_takes;
        }
        self.piecewise(&branches, None)
    }

    /// Whether cell i holds its left end, and whether the cell to its left does.
    fn ends_of_cell(&mut self, pieces: &Pieces, i: usize, points: &[NodeId]) -> (bool, bool) {
        if i == 0 {
            return (false, false);
        }
        let (point, value) = (points[i - 1], pieces.values[i - 1]);
        if self.op(value) == Op::Undefined {
            return (false, false);
        }
        let right = self.value_at(pieces.cells[i].formula, pieces.variable, point);
        let left = self.value_at(pieces.cells[i - 1].formula, pieces.variable, point);
        let closed = self.is_same_value(right, value);
        (closed, !closed && self.is_same_value(left, value))
    }

    /// The derivative of a function of one variable with its joints decided, as one expression.
    ///
    /// # Errors
    /// What [`Graph::pieces`] could not decide.
    pub fn derivative_with_joints(&mut self, f: NodeId, x: NodeId) -> Result<NodeId, String> {
        let pieces = self.pieces(f, x, PieceLimits::default())?;
        let joints = self.joints(&pieces);
        let derivative = self.derivative_of_pieces(&pieces, &joints);
        Ok(self.expression_of_pieces(&derivative))
    }
}

#[cfg(test)]
mod tests;
