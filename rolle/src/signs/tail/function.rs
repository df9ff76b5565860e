//! Functions of models: by their Taylor series where the argument converges, by exact identities where it grows.
//!
//! An identity brings a growing argument u to exp(−|u|), 1/u or log u, without cancellation: tanh u is
//! 1 − 2σ(−2u), atan u is ±π/2 − atan(1/u), asinh u is log(u + √(u² + 1)). Sines of a growing argument are only
//! known to lie in [−1, 1].

use super::model::{Behavior, Model};
use super::monomial::Monomial;
use super::taylor::Law;
use super::{Attempt, Stop, Transseries, undecided};
use crate::graph::Constant;
use crate::operator::{NodeId, Op};
use rolle_interval::Interval;
use std::cmp::Ordering;

impl Transseries {
    /// A function of one argument.
    pub(super) fn function(&mut self, op: Op, u: &Model) -> Attempt<Model> {
        match op {
            Op::Exp => return self.exp(u),
            Op::Log => return self.log(u),
            Op::Tan | Op::Sec | Op::Csc | Op::Cot => return self.circular_quotient(op, u),
            Op::Acosh | Op::Atanh => return self.area_by_logarithm(op, u),
            Op::Asec | Op::Acsc | Op::Asech | Op::Acsch | Op::Acoth => {
                let inverse = self.reciprocal(u)?;
                return self.function(of_reciprocal(op), &inverse);
            }
            Op::Sech | Op::Csch | Op::Coth => return self.hyperbolic_quotient(op, u),
            Op::Acos | Op::Acot => {
                let complement = if op == Op::Acos { Op::Asin } else { Op::Atan };
                let other = self.function(complement, u)?;
                let quarter = self.pi_over_two(1);
                return self.subtract(&quarter, &other);
            }
            Op::Abs | Op::Sign | Op::Heaviside => return self.by_sign(op, u),
            Op::Asin => return self.arcsine(u),
            _ => {}
        }
        match self.behavior(u)? {
            Behavior::Converges | Behavior::Bounded => self.of_bounded(op, u),
            _ if matches!(op, Op::Sin | Op::Cos) => {
                Ok(Model::remainder(Interval::UNIT, Monomial::ONE))
            }
            Behavior::Unknown => Err(Stop::Terms),
            Behavior::Grows(sign) => self.of_growing(op, u, sign),
        }
    }

    /// A function that is smooth where its argument stays.
    fn of_bounded(&mut self, op: Op, u: &Model) -> Attempt<Model> {
        let (_, c, v) = self.split(u)?;
        self.taylor(Law::Function(op), c, &v)
    }

    fn of_growing(&mut self, op: Op, u: &Model, sign: Ordering) -> Attempt<Model> {
        let positive = if sign.is_gt() { u.clone() } else { self.negate(u) };
        match op {
            Op::Sigmoid => self.sigmoid_of_growing(u, sign),
            Op::Tanh => {
                // 1 − 2σ(−2|u|).
                let minus_two = self.constants.graph.integer(-2);
                let double = self.scale(&positive, minus_two, Monomial::ONE)?;
                let sigmoid = self.sigmoid_of_growing(&double, Ordering::Less)?;
                let small = self.scale(&sigmoid, minus_two, Monomial::ONE)?;
                let tanh = self.add(&[&Model::constant(NodeId::ONE), &small])?;
                Ok(if sign.is_gt() { tanh } else { self.negate(&tanh) })
            }
            Op::Sinh | Op::Cosh => {
                let (up, down) = self.exponentials(u)?;
                let down = if op == Op::Sinh { self.negate(&down) } else { down };
                let sum = self.add(&[&up, &down])?;
                let half = self.constants.graph.ratio(1, 2);
                self.scale(&sum, half, Monomial::ONE)
            }
            Op::Atan => {
                let inverse = self.reciprocal(u)?;
                let small = self.function(Op::Atan, &inverse)?;
                let quarter = self.pi_over_two(sign as i64);
                self.subtract(&quarter, &small)
            }
            Op::Asinh => {
                let log = self.log_of_root(&positive, 1)?;
                Ok(if sign.is_gt() { log } else { self.negate(&log) })
            }
            Op::Erf | Op::Erfc => {
                let erfc = self.erfc_of_growing(&positive)?;
                let constant = match (op, sign) {
                    (Op::Erfc, Ordering::Greater) => return Ok(erfc),
                    (Op::Erfc, _) => 2,
                    _ => 1,
                };
                let constant = Model::constant(self.constants.graph.integer(constant));
                let value = self.subtract(&constant, &erfc)?;
                let negative = op == Op::Erf && sign.is_lt();
                Ok(if negative { self.negate(&value) } else { value })
            }
            _ => {
                let name = op.row().map_or("this function", |row| row.name);
                undecided(format!("no bounds are known for `{name}` of a growing argument"))
            }
        }
    }

    fn exponentials(&mut self, u: &Model) -> Attempt<(Model, Model)> {
        let negative = self.negate(u);
        Ok((self.exp(u)?, self.exp(&negative)?))
    }

    /// σ(u) = 1/(1 + e^(−u)) = e^u/(1 + e^u), with the exponential that vanishes.
    fn sigmoid_of_growing(&mut self, u: &Model, sign: Ordering) -> Attempt<Model> {
        let falling = if sign.is_gt() { self.negate(u) } else { u.clone() };
        let e = self.exp(&falling)?;
        let below = self.add(&[&Model::constant(NodeId::ONE), &e])?;
        let inverse = self.reciprocal(&below)?;
        if sign.is_gt() { Ok(inverse) } else { self.multiply(&e, &inverse) }
    }

    /// sech = 1/cosh, csch = 1/sinh, coth = cosh/sinh.
    fn hyperbolic_quotient(&mut self, op: Op, u: &Model) -> Attempt<Model> {
        let below = self.function(if op == Op::Sech { Op::Cosh } else { Op::Sinh }, u)?;
        let inverse = self.reciprocal(&below)?;
        if op != Op::Coth {
            return Ok(inverse);
        }
        if let Behavior::Grows(_) = self.behavior(u)? {
            let tanh = self.function(Op::Tanh, u)?;
            return self.reciprocal(&tanh);
        }
        let above = self.function(Op::Cosh, u)?;
        self.multiply(&above, &inverse)
    }

    fn circular_quotient(&mut self, op: Op, u: &Model) -> Attempt<Model> {
        match self.behavior(u)? {
            Behavior::Converges => {}
            Behavior::Grows(_) => {
                return undecided("a circular function with poles of a growing argument");
            }
            _ => return Err(Stop::Terms),
        }
        let (sin, cos) = (self.of_bounded(Op::Sin, u)?, self.of_bounded(Op::Cos, u)?);
        let one = Model::constant(NodeId::ONE);
        let (above, below) = match op {
            Op::Tan => (sin, cos),
            Op::Sec => (one, cos),
            Op::Csc => (one, sin),
            _ => (cos, sin),
        };
        let inverse = self.reciprocal(&below)?;
        self.multiply(&above, &inverse)
    }

    /// acosh u = log(u + √(u² − 1)); atanh u = (log(1 + u) − log(1 − u))/2 where its argument tends to ±1.
    fn area_by_logarithm(&mut self, op: Op, u: &Model) -> Attempt<Model> {
        if op == Op::Acosh {
            return self.log_of_root(u, -1);
        }
        let one = Model::constant(NodeId::ONE);
        let (sum, difference) = (self.add(&[&one, u])?, self.subtract(&one, u)?);
        if self.behavior(u)? == Behavior::Converges {
            let (_, c, v) = self.split(u)?;
            let square = self.constants.graph.powi(c, 2);
            if self.constants.compare(square, NodeId::ONE)?.is_lt() {
                return self.taylor(Law::Function(Op::Atanh), c, &v);
            }
        }
        let (a, b) = (self.log(&sum)?, self.log(&difference)?);
        let difference = self.subtract(&a, &b)?;
        let half = self.constants.graph.ratio(1, 2);
        self.scale(&difference, half, Monomial::ONE)
    }

    /// log(u + √(u² + shift)).
    fn log_of_root(&mut self, u: &Model, shift: i64) -> Attempt<Model> {
        let square = self.multiply(u, u)?;
        let shift = Model::constant(self.constants.graph.integer(shift));
        let inside = self.add(&[&square, &shift])?;
        let root = self.root(&inside)?;
        let sum = self.add(&[u, &root])?;
        self.log(&sum)
    }

    /// asin u = ±(π/2 − 2 asin √((1 ∓ u)/2)) where u tends to ±1.
    fn arcsine(&mut self, u: &Model) -> Attempt<Model> {
        match self.behavior(u)? {
            Behavior::Converges => {}
            Behavior::Grows(_) => return Err(Stop::Outside),
            _ => return Err(Stop::Terms),
        }
        let (_, c, v) = self.split(u)?;
        let square = self.constants.graph.powi(c, 2);
        match self.constants.compare(square, NodeId::ONE)? {
            Ordering::Less => return self.taylor(Law::Function(Op::Asin), c, &v),
            Ordering::Greater => return Err(Stop::Outside),
            Ordering::Equal => {}
        }
        let positive = self.constants.sign(c)?.is_gt();
        let u = if positive { u.clone() } else { self.negate(u) };
        let distance = self.subtract(&Model::constant(NodeId::ONE), &u)?;
        let half = self.constants.graph.ratio(1, 2);
        let half = self.scale(&distance, half, Monomial::ONE)?;
        let root = self.root(&half)?;
        let small = self.function(Op::Asin, &root)?;
        let minus_two = self.constants.graph.integer(-2);
        let small = self.scale(&small, minus_two, Monomial::ONE)?;
        let quarter = self.pi_over_two(1);
        let asin = self.add(&[&quarter, &small])?;
        Ok(if positive { asin } else { self.negate(&asin) })
    }

    /// |u|, sign u and the unit step of u, where u has one sign on the whole tail.
    fn by_sign(&mut self, op: Op, u: &Model) -> Attempt<Model> {
        let sign = self.sign(u)?;
        Ok(match op {
            Op::Abs if sign.is_lt() => self.negate(u),
            Op::Abs => u.clone(),
            Op::Sign => Model::constant(self.constants.graph.integer(sign as i64)),
            _ => Model::constant(self.constants.graph.ratio(1 + sign as i64, 2)),
        })
    }

    /// The real root of odd degree, which takes the sign outside.
    pub(super) fn odd_root(&mut self, u: &Model, degree: NodeId) -> Attempt<Model> {
        let exponent = self.constants.graph.reciprocal(degree);
        match self.sign(u)? {
            Ordering::Less => {
                let positive = self.negate(u);
                let root = self.power(&positive, exponent)?;
                Ok(self.negate(&root))
            }
            _ => self.power(u, exponent),
        }
    }

    fn pi_over_two(&mut self, n: i64) -> Model {
        let graph = &mut self.constants.graph;
        let (half, pi) = (graph.ratio(n, 2), graph.constant(Constant::Pi));
        let c = graph.product(&[half, pi]);
        Model::constant(c)
    }
}

/// asec u is acos(1/u), and so on.
fn of_reciprocal(op: Op) -> Op {
    match op {
        Op::Asec => Op::Acos,
        Op::Acsc => Op::Asin,
        Op::Asech => Op::Acosh,
        Op::Acsch => Op::Asinh,
        _ => Op::Atanh,
    }
}
