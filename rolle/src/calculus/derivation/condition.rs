//! What the rule of a node asks of its parts, beyond that the node itself has a value.

use crate::graph::{Constant, Graph, Requirement};
use crate::number::Number;
use crate::operator::{NodeId, Op};

impl Graph {
    /// Records where the rule of this node holds: inside the domain, away from corners and vertical tangents.
    pub(super) fn require_for_rule(&mut self, id: NodeId) {
        let args = self.args(id).to_vec();
        let Some(&u) = args.first() else { return };
        let (requirement, of) = match self.op(id) {
            Op::Power => return self.require_for_power(id, u, args[1]),
            Op::Log => (Requirement::Positive, u),
            Op::Root | Op::Abs | Op::Sign | Op::Heaviside | Op::Csch | Op::Coth | Op::Acsch => {
                (Requirement::NonZero, u)
            }
            Op::Floor | Op::Ceil => (Requirement::NonZero, self.distance_to_floor(u)),
            Op::Round => {
                let half = self.ratio(1, 2);
                let shifted = self.sum(&[u, half]);
                (Requirement::NonZero, self.distance_to_floor(shifted))
            }
            Op::Asin | Op::Acos | Op::Atanh | Op::Erfinv => {
                (Requirement::Positive, self.one_minus_square(u))
            }
            Op::Asec | Op::Acsc | Op::Acoth => {
                let inside = self.one_minus_square(u);
                (Requirement::Positive, self.negate(inside))
            }
            Op::Acosh => (Requirement::Positive, self.subtract(u, NodeId::ONE)),
            Op::Asech => {
                self.require(Requirement::Positive, u);
                (Requirement::Positive, self.subtract(NodeId::ONE, u))
            }
            Op::Tan | Op::Sec => (Requirement::NonZero, self.of_one(Op::Cos, u)),
            Op::Cot | Op::Csc => (Requirement::NonZero, self.of_one(Op::Sin, u)),
            Op::Gamma | Op::Lgamma | Op::Digamma | Op::Polygamma => (Requirement::Defined, id),
            Op::Lambertw => {
                let e = self.constant(Constant::E);
                let inverse = self.reciprocal(e);
                (Requirement::Positive, self.sum(&[u, inverse]))
            }
            Op::Atan2 | Op::Hypot => {
                let (a, b) = (self.powi(u, 2), self.powi(args[1], 2));
                (Requirement::NonZero, self.sum(&[a, b]))
            }
            _ => return,
        };
        self.require(requirement, of);
    }

    fn require_for_power(&mut self, id: NodeId, base: NodeId, exponent: NodeId) {
        let requirement = match self.number(exponent) {
            None => Requirement::Positive,
            Some(q) if q.is_integer() && q.is_negative() => Requirement::NonZero,
            Some(q) if q.is_integer() => return,
            // Below one the tangent at zero is vertical.
            Some(q) if q < Number::ONE => Requirement::Positive,
            Some(_) => Requirement::NonNegative,
        };
        debug_assert_eq!(self.op(id), Op::Power);
        self.require(requirement, base);
    }

    fn distance_to_floor(&mut self, u: NodeId) -> NodeId {
        let floor = self.of_one(Op::Floor, u);
        self.subtract(u, floor)
    }

    fn one_minus_square(&mut self, u: NodeId) -> NodeId {
        let square = self.powi(u, 2);
        self.subtract(NodeId::ONE, square)
    }

    fn of_one(&mut self, op: Op, u: NodeId) -> NodeId {
        self.apply(op, &[u]).expect("a function of one argument")
    }
}
