//! An enclosure of an expression at a point: one loop over its nodes in outward-rounded arithmetic.
//!
//! Every node gets its enclosure or the obstacle to it. A branch that is not taken may be outside its domain
//! without harm: an obstacle counts only where its value is used.

use crate::enclosure::{Context, Enclosure, Obstacle, Outcome};
use crate::graph::{Constant, Graph, NodeMap};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Values of symbols.
pub type Point = HashMap<NodeId, Enclosure>;

/// What is known of a node: a number, a truth value, or why neither.
#[derive(Clone, Debug)]
enum Value {
    Number(Enclosure),
    Truth(bool),
    None(Obstacle),
}

impl Default for Value {
    fn default() -> Value {
        Value::None(Obstacle::Refused("not evaluated"))
    }
}

impl Graph {
    /// Encloses expressions at a point, with `prec` bits of working precision.
    ///
    /// Certainty: enclosed. A symbol without a value, an unspecified function and an integer-valued function at
    /// a jump that the precision does not decide are obstacles.
    pub fn enclose(
        &self,
        roots: &[NodeId],
        at: &Point,
        ctx: &mut Context,
        prec: u64,
    ) -> Vec<Outcome> {
        let order = self.order(roots);
        // Constants are enclosed again and again in graphs that have grown large.
        let mut values: NodeMap<Value> = NodeMap::over(order.clone());
        for &id in &order {
            values[id] = match self.op(id) {
                Op::Piecewise => self.enclose_piecewise(id, &values),
                op if op.is_condition() => self.enclose_condition(id, &values),
                _ => match self.enclose_node(id, &values, at, ctx, prec) {
                    Ok(enclosure) => Value::Number(enclosure),
                    Err(obstacle) => Value::None(obstacle),
                },
            };
        }
        roots.iter().map(|&root| number(&values[root])).collect()
    }

    fn enclose_node(
        &self,
        id: NodeId,
        values: &NodeMap<Value>,
        at: &Point,
        ctx: &mut Context,
        prec: u64,
    ) -> Outcome {
        let args = self.args(id);
        let arg = |k: usize| number(&values[args[k]]);
        match self.op(id) {
            Op::Number => Ok(Enclosure::from_rational(
                &self.number(id).expect("a number").to_rational(),
                prec,
            )),
            Op::Constant if self.constant_value(id) == Some(Constant::Pi) => ctx.pi(prec),
            Op::Constant => ctx.e(prec),
            Op::Isolated => self.enclose_isolated(id, ctx, prec),
            Op::Symbol => at.get(&id).cloned().ok_or(Obstacle::Refused("a symbol without a value")),
            Op::Undefined => Err(Obstacle::Outside("the expression has no value")),
            Op::Sum => (1..args.len()).try_fold(arg(0)?, |sum, k| sum.add(&arg(k)?, prec)),
            Op::Product => {
                (1..args.len()).try_fold(arg(0)?, |product, k| product.mul(&arg(k)?, prec))
            }
            Op::Power => self.enclose_power(args[1], &arg(0)?, arg(1), ctx, prec),
            Op::Max => (1..args.len()).try_fold(arg(0)?, |best, k| Ok(best.max(&arg(k)?))),
            Op::Min => (1..args.len()).try_fold(arg(0)?, |best, k| Ok(best.min(&arg(k)?))),
            Op::Root => {
                let degree = self.small_integer(args[1]).and_then(|n| u32::try_from(n).ok());
                arg(0)?.root(degree.ok_or(Obstacle::Refused("a root of a huge degree"))?, prec)
            }
            Op::Hypot => arg(0)?.hypot(&arg(1)?, prec),
            Op::Atan2 => ctx.atan2(&arg(0)?, &arg(1)?, prec),
            Op::Polygamma => {
                let order = self.small_integer(args[0]).and_then(|n| u32::try_from(n).ok());
                ctx.polygamma(
                    order.ok_or(Obstacle::Refused("a polygamma function of a huge order"))?,
                    &arg(1)?,
                    prec,
                )
            }
            Op::Call | Op::Function => Err(Obstacle::Refused("a function without a definition")),
            op => enclose_function(op, &arg(0)?, ctx, prec),
        }
    }

    fn enclose_power(
        &self,
        exponent: NodeId,
        base: &Enclosure,
        power: Outcome,
        ctx: &mut Context,
        prec: u64,
    ) -> Outcome {
        if let Some(n) = self.small_integer(exponent) {
            return base.pow_integer(n, prec);
        }
        if let Some(q) = self.number(exponent)
            && let (Some(p), Some(n)) =
                (i64::try_from(q.numerator()).ok(), u32::try_from(q.denominator()).ok())
            && n <= 64
        {
            let root = if n == 2 { base.sqrt(prec)? } else { nonnegative(base)?.root(n, prec)? };
            return root.pow_integer(p, prec);
        }
        ctx.pow(base, &power?, prec)
    }

    /// The first branch that is certainly taken, when all before it are certainly not.
    fn enclose_piecewise(&self, id: NodeId, values: &NodeMap<Value>) -> Value {
        for pair in self.args(id).chunks(2) {
            let Some(&condition) = pair.get(1) else { return values[pair[0]].clone() };
            match &values[condition] {
                Value::Truth(true) => return values[pair[0]].clone(),
                Value::Truth(false) => {}
                Value::None(obstacle) => return Value::None(*obstacle),
                Value::Number(_) => {
                    return Value::None(Obstacle::Refused("a number in the place of a condition"));
                }
            }
        }
        Value::None(Obstacle::Outside("no branch of the piecewise expression applies"))
    }

    fn enclose_condition(&self, id: NodeId, values: &NodeMap<Value>) -> Value {
        let args = self.args(id);
        match self.op(id) {
            Op::True => Value::Truth(true),
            Op::False => Value::Truth(false),
            op @ (Op::And | Op::Or) => {
                let decisive = op == Op::Or;
                let mut open = None;
                for &arg in args {
                    match &values[arg] {
                        Value::Truth(truth) if *truth == decisive => return Value::Truth(decisive),
                        Value::Truth(_) => {}
                        other => open = Some(other.clone()),
                    }
                }
                open.unwrap_or(Value::Truth(!decisive))
            }
            op => match (number(&values[args[0]]), number(&values[args[1]])) {
                (Ok(a), Ok(b)) => match relation(op, &a, &b) {
                    Some(truth) => Value::Truth(truth),
                    None => Value::None(Obstacle::Undecided("a condition at its boundary")),
                },
                (Err(obstacle), _) | (_, Err(obstacle)) => Value::None(obstacle),
            },
        }
    }
}

fn number(value: &Value) -> Outcome {
    match value {
        Value::Number(enclosure) => Ok(enclosure.clone()),
        Value::Truth(_) => Err(Obstacle::Refused("a condition in the place of a number")),
        Value::None(obstacle) => Err(*obstacle),
    }
}

fn relation(op: Op, a: &Enclosure, b: &Enclosure) -> Option<bool> {
    match (op, a.compare(b)) {
        (Op::Less, Some(order)) => Some(order == Ordering::Less),
        (Op::LessEqual, Some(order)) => Some(order != Ordering::Greater),
        (Op::Equal, Some(order)) => Some(order == Ordering::Equal),
        (Op::NotEqual, Some(order)) => Some(order != Ordering::Equal),
        // The ends can settle what the order does not: a ≤ b holds when the intervals only touch.
        (Op::LessEqual, None) if a.upper() <= b.lower() => Some(true),
        (Op::Less, None) if a.lower() >= b.upper() => Some(false),
        _ => None,
    }
}

fn nonnegative(base: &Enclosure) -> Outcome {
    match base.is_negative() {
        true => Err(Obstacle::Outside("a power of a negative number that is no integer")),
        false if base.is_nonnegative() => Ok(base.clone()),
        false => Err(Obstacle::Undecided("the base of a power near zero")),
    }
}

fn enclose_function(op: Op, x: &Enclosure, ctx: &mut Context, prec: u64) -> Outcome {
    let one = Enclosure::one();
    match op {
        Op::Exp => ctx.exp(x, prec),
        Op::Log => ctx.log(x, prec),
        Op::Abs => Ok(x.abs()),
        Op::Sign => decided(x.signum()),
        Op::Floor => decided(x.floor()),
        Op::Ceil => decided(x.ceil()),
        Op::Round => enclose_round(x, prec),
        Op::Heaviside => one.add(&decided(x.signum())?, prec)?.div(&Enclosure::from_i64(2), prec),
        Op::Sin => ctx.sin(x, prec),
        Op::Cos => ctx.cos(x, prec),
        Op::Tan => ctx.tan(x, prec),
        Op::Sec => one.div(&ctx.cos(x, prec)?, prec),
        Op::Csc => one.div(&ctx.sin(x, prec)?, prec),
        Op::Cot => {
            let (sin, cos) = (ctx.sin(x, prec)?, ctx.cos(x, prec)?);
            cos.div(&sin, prec)
        }
        Op::Asin => ctx.asin(x, prec),
        Op::Acos => ctx.acos(x, prec),
        Op::Atan => ctx.atan(x, prec),
        Op::Asec => ctx.acos(&one.div(x, prec)?, prec),
        Op::Acsc => ctx.asin(&one.div(x, prec)?, prec),
        // atan2(1, x) is π/2 − atan x without its cancellation.
        Op::Acot => ctx.atan2(&one, x, prec),
        Op::Sinh => ctx.sinh(x, prec),
        Op::Cosh => ctx.cosh(x, prec),
        Op::Tanh => ctx.tanh(x, prec),
        Op::Sech => one.div(&ctx.cosh(x, prec)?, prec),
        Op::Csch => one.div(&ctx.sinh(x, prec)?, prec),
        Op::Coth => one.div(&ctx.tanh(x, prec)?, prec),
        Op::Asinh => ctx.asinh(x, prec),
        Op::Acosh => ctx.acosh(x, prec),
        Op::Atanh => ctx.atanh(x, prec),
        Op::Asech => ctx.acosh(&one.div(x, prec)?, prec),
        Op::Acsch => ctx.asinh(&one.div(x, prec)?, prec),
        Op::Acoth => ctx.atanh(&one.div(x, prec)?, prec),
        Op::Sigmoid => ctx.sigmoid(x, prec),
        Op::Erf => ctx.erf(x, prec),
        Op::Erfc => ctx.erfc(x, prec),
        Op::Erfinv => ctx.erfinv(x, prec),
        Op::Gamma => ctx.gamma(x, prec),
        Op::Lgamma => ctx.lgamma(x, prec),
        Op::Digamma => ctx.digamma(x, prec),
        Op::Lambertw => ctx.lambert_w(x, prec),
        _ => Err(Obstacle::Refused("an operator without an enclosure")),
    }
}

/// A step function is decided only where its enclosure is one number.
fn decided(value: Enclosure) -> Outcome {
    match value.is_exact() {
        true => Ok(value),
        false => Err(Obstacle::Undecided("a step function at its jump")),
    }
}

/// The nearest integer, ties to even: exact arguments decide ties, others must lie away from them.
fn enclose_round(x: &Enclosure, prec: u64) -> Outcome {
    use crate::number::{Number, Rational};
    if x.is_exact()
        && let Some((value, _)) = x.to_rationals()
    {
        let rounded = Number::from(value).round_half_even();
        return Ok(Enclosure::from_rational(&rounded.to_rational(), prec));
    }
    let half = Enclosure::from_rational(&Rational::from_parts(1.into(), 2u8.into()), prec);
    decided(x.add(&half, prec)?.floor())
}
