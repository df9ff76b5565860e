//! Functions written in exponentials, logarithms and powers, or kept where they are analytic at the limit of
//! their argument; at infinity and at poles by their asymptotic forms.

use super::germ::{Attempt, Germs, Stop, Value, undecided};
use super::tame::Tame;
use crate::graph::Constant;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

impl Germs {
    pub(super) fn resolve_function(&mut self, op: Op, args: &[NodeId]) -> Attempt<NodeId> {
        let u = args[0];
        match op {
            Op::Exp => {
                // The limit is kept for the search of the scale, which so never nests deeply.
                self.limit(u)?;
                Ok(self.exponential(u))
            }
            Op::Log => {
                self.require_sign(u, &[Ordering::Greater])?;
                Ok(self.function(Op::Log, u))
            }
            Op::Sin | Op::Cos => self.resolve_circular(op, u),
            Op::Tan | Op::Sec | Op::Csc | Op::Cot => self.resolve_circular_quotient(op, u),
            Op::Sigmoid | Op::Tanh | Op::Sinh | Op::Cosh
                if matches!(self.limit(u)?, Value::Finite(_)) =>
            {
                Ok(self.function(op, u))
            }
            Op::Sigmoid => {
                let e = self.exp_of(-1, u)?;
                let below = self.graph.sum(&[NodeId::ONE, e]);
                Ok(self.graph.reciprocal(below))
            }
            Op::Sinh | Op::Cosh | Op::Tanh | Op::Sech | Op::Csch | Op::Coth => {
                self.resolve_hyperbolic(op, u)
            }
            Op::Asinh | Op::Acosh | Op::Atanh | Op::Asech | Op::Acsch | Op::Acoth => {
                self.resolve_area(op, u)
            }
            Op::Atan | Op::Acot => self.resolve_arctangent(op, u),
            Op::Asin | Op::Acos => self.resolve_arcsine(op, u),
            Op::Asec | Op::Acsc => {
                if self.is_zero(u)? {
                    return Err(Stop::Outside);
                }
                let inverse = self.graph.reciprocal(u);
                self.resolve_arcsine(if op == Op::Asec { Op::Acos } else { Op::Asin }, inverse)
            }
            Op::Erf | Op::Erfc => self.resolve_error_function(op, u),
            Op::Gamma | Op::Lgamma | Op::Digamma => self.resolve_gamma(op, u),
            Op::Polygamma => self.resolve_polygamma(args[0], args[1]),
            Op::Lambertw => self.resolve_lambertw(u),
            Op::Erfinv => self.resolve_erfinv(u),
            Op::Atan2 => self.resolve_atan2(args[0], args[1]),
            Op::Hypot => {
                let (a, b) = (self.graph.powi(args[0], 2), self.graph.powi(args[1], 2));
                let square = self.graph.sum(&[a, b]);
                Ok(self.graph.sqrt(square))
            }
            _ => undecided("the limit of a function of this kind is not known"),
        }
    }

    fn resolve_circular_quotient(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let (sin, cos) = (self.resolve_circular(Op::Sin, u)?, self.resolve_circular(Op::Cos, u)?);
        let (above, below) = match op {
            Op::Tan => (sin, cos),
            Op::Sec => (NodeId::ONE, cos),
            Op::Csc => (NodeId::ONE, sin),
            _ => (cos, sin),
        };
        self.admit_divisor(below)?;
        Ok(self.graph.divide(above, below))
    }

    pub(super) fn resolve_circular(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        match self.limit(u)? {
            Value::Finite(_) => Ok(self.function(op, u)),
            Value::Infinite(_) => self.circular_atom(op, u),
        }
    }

    /// exp(n·u), its limit noted.
    fn exp_of(&mut self, n: i64, u: NodeId) -> Attempt<NodeId> {
        let n = self.graph.integer(n);
        let exponent = self.graph.product(&[n, u]);
        self.limit(exponent)?;
        Ok(self.function(Op::Exp, exponent))
    }

    fn resolve_hyperbolic(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        if matches!(op, Op::Tanh | Op::Coth) {
            // (1 − e^(−2u))/(1 + e^(−2u)).
            let e = self.exp_of(-2, u)?;
            let difference = self.graph.subtract(NodeId::ONE, e);
            let sum = self.graph.sum(&[NodeId::ONE, e]);
            if op == Op::Coth && self.is_zero(difference)? {
                return Err(Stop::Outside);
            }
            return Ok(match op {
                Op::Tanh => self.graph.divide(difference, sum),
                _ => self.graph.divide(sum, difference),
            });
        }
        let (up, down) = (self.exp_of(1, u)?, self.exp_of(-1, u)?);
        let (half, two) = (self.graph.ratio(1, 2), self.graph.integer(2));
        let odd = matches!(op, Op::Sinh | Op::Csch);
        let pair = if odd { self.graph.subtract(up, down) } else { self.graph.sum(&[up, down]) };
        if op == Op::Csch && self.is_zero(pair)? {
            return Err(Stop::Outside);
        }
        Ok(match op {
            Op::Sinh | Op::Cosh => self.graph.product(&[half, pair]),
            _ => self.graph.divide(two, pair),
        })
    }

    /// Inverse hyperbolic functions as logarithms.
    fn resolve_area(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        if matches!(op, Op::Asech | Op::Acsch | Op::Acoth) {
            if self.is_zero(u)? {
                return Err(Stop::Outside);
            }
            let inverse = self.graph.reciprocal(u);
            let of_inverse = match op {
                Op::Asech => Op::Acosh,
                Op::Acsch => Op::Asinh,
                _ => Op::Atanh,
            };
            return self.resolve_area(of_inverse, inverse);
        }
        if op == Op::Atanh {
            let above = self.graph.sum(&[NodeId::ONE, u]);
            let below = self.graph.subtract(NodeId::ONE, u);
            self.require_sign(above, &[Ordering::Greater])?;
            self.require_sign(below, &[Ordering::Greater])?;
            let (a, b) = (self.function(Op::Log, above), self.function(Op::Log, below));
            let difference = self.graph.subtract(a, b);
            let half = self.graph.ratio(1, 2);
            return Ok(self.graph.product(&[half, difference]));
        }
        // asinh is odd; on the positive side nothing cancels.
        let negative = op == Op::Asinh && self.sign(u)?.is_lt();
        let u = if negative { self.graph.negate(u) } else { u };
        let one = self.graph.integer(if op == Op::Asinh { 1 } else { -1 });
        if op == Op::Acosh {
            let above_one = self.graph.sum(&[u, one]);
            self.require_sign(above_one, &[Ordering::Greater, Ordering::Equal])?;
        }
        let square = self.graph.powi(u, 2);
        let inside = self.graph.sum(&[square, one]);
        let root = self.graph.sqrt(inside);
        let sum = self.graph.sum(&[u, root]);
        let log = self.function(Op::Log, sum);
        Ok(if negative { self.graph.negate(log) } else { log })
    }

    pub(super) fn pi_times(&mut self, p: i64, q: i64) -> NodeId {
        let (factor, pi) = (self.graph.ratio(p, q), self.graph.constant(Constant::Pi));
        self.graph.product(&[factor, pi])
    }

    /// atan u = ±π/2 − atan(1/u) where u grows; acot u = π/2 − atan u.
    fn resolve_arctangent(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let atan = match self.limit(u)? {
            Value::Finite(_) => self.function(Op::Atan, u),
            Value::Infinite(sign) => {
                let inverse = self.graph.reciprocal(u);
                let small = self.function(Op::Atan, inverse);
                let quarter = self.pi_times(sign as i64, 2);
                self.graph.subtract(quarter, small)
            }
        };
        if op == Op::Atan {
            return Ok(atan);
        }
        let quarter = self.pi_times(1, 2);
        Ok(self.graph.subtract(quarter, atan))
    }

    /// asin u = ±(π/2 − 2 asin √((1 ∓ u)/2)) where u tends to ±1; acos u = π/2 − asin u.
    fn resolve_arcsine(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let Value::Finite(limit) = self.limit(u)? else { return Err(Stop::Outside) };
        let minus_one = self.graph.integer(-1);
        let quarter = self.pi_times(1, 2);
        if self.oscillates(limit) {
            return self.bounded_arcsine(op, u);
        }
        let asin = if self.compare(limit, NodeId::ONE)?.is_gt()
            || self.compare(limit, minus_one)?.is_lt()
        {
            return Err(Stop::Outside);
        } else if limit == NodeId::ONE || limit == minus_one {
            let toward = if limit == NodeId::ONE { minus_one } else { NodeId::ONE };
            let product = self.graph.product(&[toward, u]);
            let distance = self.graph.sum(&[NodeId::ONE, product]);
            self.require_sign(distance, &[Ordering::Greater, Ordering::Equal])?;
            let half = self.graph.ratio(1, 2);
            let inside = self.graph.product(&[half, distance]);
            let root = self.graph.sqrt(inside);
            let small = self.function(Op::Asin, root);
            let minus_two = self.graph.integer(-2);
            let double = self.graph.product(&[minus_two, small]);
            let positive = self.graph.sum(&[quarter, double]);
            self.graph.product(&[limit, positive])
        } else {
            self.function(Op::Asin, u)
        };
        if op == Op::Asin {
            return Ok(asin);
        }
        Ok(self.graph.subtract(quarter, asin))
    }

    /// erfc u = exp(−u²)·E(u) where u grows; the rest by symmetry.
    fn resolve_error_function(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let sign = match self.limit(u)? {
            Value::Finite(_) => return Ok(self.function(op, u)),
            Value::Infinite(sign) => sign,
        };
        let u = if sign.is_gt() { u } else { self.graph.negate(u) };
        let square = self.graph.powi(u, 2);
        let bell = self.exp_of(-1, square)?;
        let scaled = Tame::ScaledErfc.call(&mut self.graph, 0, u);
        let erfc = self.graph.product(&[bell, scaled]);
        let (one, two) = (NodeId::ONE, self.graph.integer(2));
        Ok(match (op, sign) {
            (Op::Erfc, Ordering::Greater) => erfc,
            (Op::Erfc, _) => self.graph.subtract(two, erfc),
            (_, Ordering::Greater) => self.graph.subtract(one, erfc),
            _ => self.graph.subtract(erfc, one),
        })
    }

    fn resolve_atan2(&mut self, y: NodeId, x: NodeId) -> Attempt<NodeId> {
        let side = self.sign(y)?;
        let sign = match self.sign(x) {
            // Above and below the axis the angle from the axis of y does for every x.
            Err(Stop::Undecided(_)) if side.is_ne() => {
                let quotient = self.graph.divide(x, y);
                let angle = self.resolve_arctangent(Op::Atan, quotient)?;
                let quarter = self.pi_times(side as i64, 2);
                return Ok(self.graph.subtract(quarter, angle));
            }
            sign => sign?,
        };
        match sign {
            Ordering::Equal if side.is_eq() => Err(Stop::Outside),
            Ordering::Equal => Ok(self.pi_times(side as i64, 2)),
            sign => {
                let quotient = self.graph.divide(y, x);
                let angle = self.resolve_arctangent(Op::Atan, quotient)?;
                let turn = match (sign, side) {
                    (Ordering::Greater, _) => NodeId::ZERO,
                    (_, Ordering::Less) => self.pi_times(-1, 1),
                    _ => self.pi_times(1, 1),
                };
                Ok(self.graph.sum(&[angle, turn]))
            }
        }
    }
}
