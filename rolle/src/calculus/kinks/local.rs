//! One given point: what a function does there, without the zeros of its switching functions.
//!
//! The one-sided limits of the function and its derivatives resolve every kink near the point, so they need no
//! pieces. Where the derivative has no limit, the difference quotient decides, which is the definition.

use super::{Joint, JointKind, JointSide, Smoothness};
use crate::calculus::limit::{Approach, Limit, Side};
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Derivatives are compared up to this order: the formulas are not smooth, and grow with each.
pub(in crate::calculus) const LOCAL_CLASS: u32 = 2;

impl Graph {
    /// What a function does at one exact point; `work` bounds each limit.
    ///
    /// Exact, as [`Graph::joints`]; for a function that cannot be cut into pieces, or has endlessly many.
    ///
    /// # Examples
    /// ```
    /// use rolle::calculus::{JointKind, LIMIT_WORK};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.apply(rolle::operator::Op::Floor, &[x]).unwrap();
    /// let joint = g.joint_at(f, x, rolle::NodeId::ONE, LIMIT_WORK);
    /// assert_eq!(joint.kind, JointKind::Jump);
    /// ```
    pub fn joint_at(&mut self, f: NodeId, x: NodeId, point: NodeId, work: u64) -> Joint {
        let value = self.value_at(f, x, point);
        self.joint_with_value(f, x, point, value, work)
    }

    pub(in crate::calculus) fn joint_with_value(
        &mut self,
        f: NodeId,
        x: NodeId,
        point: NodeId,
        value: NodeId,
        work: u64,
    ) -> Joint {
        let sides = [Side::Left, Side::Right].map(|side| {
            self.joint_side(f, x, point, side, work).filter(|found| found.value != Limit::Outside)
        });
        let mut joint = self.joint(x, point, value, sides, (LOCAL_CLASS, work));
        let open = matches!(joint.kind, JointKind::Undecided(_))
            || matches!(joint.smoothness, Smoothness::Undecided(_))
            || self.has_slope_without_limit(&joint);
        if open && self.op(value) != Op::Undefined {
            self.decide_by_quotient(f, x, &mut joint, work);
        }
        joint
    }

    /// Whether f is continuous and its derivative has no limit from a side.
    fn has_slope_without_limit(&self, joint: &Joint) -> bool {
        let none = |side: &Option<JointSide>| {
            side.as_ref().is_some_and(|side| matches!(side.slope, Limit::DoesNotExist(_)))
        };
        joint.kind.is_continuous() && (none(&joint.left) || none(&joint.right))
    }

    /// The limits of (f(a + h) − f(a))/h as h goes to zero from both sides.
    fn decide_by_quotient(&mut self, f: NodeId, x: NodeId, joint: &mut Joint, work: u64) {
        let (rise, run) = (self.subtract(f, joint.value), self.subtract(x, joint.point));
        let quotient = self.divide(rise, run);
        let below = self.limit_within(quotient, x, Approach::left(joint.point), work);
        let above = self.limit_within(quotient, x, Approach::right(joint.point), work);
        let (Limit::Finite(a), Limit::Finite(b)) = (&below, &above) else { return };
        let (a, b) = (*a, *b);
        match self.order_of(a, b) {
            Ok(Ordering::Equal) => {
                // Differentiable, and perhaps not continuously.
                if self.has_slope_without_limit(joint) {
                    joint.smoothness = Smoothness::Class(0);
                }
                joint.kind = JointKind::Smooth;
                joint.derivative = Some(a);
                joint.subdifferential = None;
            }
            Ok(order) => {
                joint.kind = JointKind::Kink;
                joint.smoothness = Smoothness::Class(0);
                joint.derivative = None;
                joint.subdifferential = Some(if order.is_lt() { (a, b) } else { (b, a) });
                for (side, slope) in [(&mut joint.left, below), (&mut joint.right, above)] {
                    if let Some(side) = side {
                        side.slope = slope;
                    }
                }
            }
            Err(_) => {}
        }
    }
}
