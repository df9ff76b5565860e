//! The limit laws: a continuous function of parts whose limits are known.
//!
//! They decide most nodes in constant time while the expression is prepared, from the leaves up; what they
//! leave open (0·∞, ∞ − ∞, 1/0) goes to the series.

use super::germ::{Germs, Value};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

impl Germs {
    /// Notes the limit of a node if the limits of its children, as far as they are noted, decide it.
    pub(super) fn note_limit(&mut self, id: NodeId) {
        if !self.depends(id) || self.noted_limit(id).is_some() {
            return;
        }
        if let Some(value) = self.limit_by_laws(id) {
            self.keep_limit(id, value);
        }
    }

    fn limit_by_laws(&mut self, id: NodeId) -> Option<Value> {
        let op = self.graph.op(id);
        let args = self.graph.args(id).to_vec();
        let mut limits = Vec::with_capacity(args.len());
        for &arg in &args {
            limits.push(match self.depends(arg) {
                false => Value::Finite(arg),
                true => self.noted_limit(arg)?,
            });
        }
        match op {
            Op::Sum => self.sum_law(&limits),
            Op::Product => self.product_law(&limits),
            Op::Power => self.power_law(&limits[0], args[1]),
            Op::Exp => Some(match limits[0] {
                Value::Finite(limit) => Value::Finite(self.exponential(limit)),
                Value::Infinite(Ordering::Less) => Value::Finite(NodeId::ZERO),
                Value::Infinite(sign) => Value::Infinite(sign),
            }),
            Op::Log => match limits[0] {
                Value::Infinite(sign) => Some(Value::Infinite(sign)),
                Value::Finite(NodeId::ZERO) => Some(Value::Infinite(Ordering::Less)),
                Value::Finite(limit) => (self.constant_sign_of(limit)? == Ordering::Greater)
                    .then(|| Value::Finite(self.function(Op::Log, limit))),
            },
            // These are kept by `resolve` only where they are continuous at the limit of the argument.
            Op::Sin
            | Op::Cos
            | Op::Tanh
            | Op::Sigmoid
            | Op::Sinh
            | Op::Cosh
            | Op::Atan
            | Op::Asin
            | Op::Erf
            | Op::Erfc
            | Op::Gamma
            | Op::Lgamma
            | Op::Digamma
            | Op::Lambertw
            | Op::Erfinv => match limits[0] {
                Value::Finite(limit) => Some(Value::Finite(self.function(op, limit))),
                Value::Infinite(_) => None,
            },
            _ => None,
        }
    }

    fn sum_law(&mut self, limits: &[Value]) -> Option<Value> {
        let mut infinite = None;
        let mut finite = Vec::with_capacity(limits.len());
        for limit in limits {
            match limit {
                Value::Finite(id) => finite.push(*id),
                Value::Infinite(sign) if infinite.is_none_or(|known| known == *sign) => {
                    infinite = Some(*sign);
                }
                Value::Infinite(_) => return None,
            }
        }
        Some(match infinite {
            Some(sign) => Value::Infinite(sign),
            None => Value::Finite(self.graph.sum(&finite)),
        })
    }

    fn product_law(&mut self, limits: &[Value]) -> Option<Value> {
        let mut infinite = None;
        let mut finite = Vec::with_capacity(limits.len());
        for limit in limits {
            match limit {
                Value::Finite(id) => finite.push(*id),
                Value::Infinite(sign) => {
                    let so_far = infinite.unwrap_or(Ordering::Greater);
                    infinite = Some(if sign.is_lt() { so_far.reverse() } else { so_far });
                }
            }
        }
        let product = self.graph.product(&finite);
        let Some(sign) = infinite else { return Some(Value::Finite(product)) };
        match self.constant_sign_of(product)? {
            Ordering::Greater => Some(Value::Infinite(sign)),
            Ordering::Less => Some(Value::Infinite(sign.reverse())),
            Ordering::Equal => None,
        }
    }

    /// A power with an exponent that is a number.
    fn power_law(&mut self, base: &Value, exponent: NodeId) -> Option<Value> {
        let number = self.graph.number(exponent)?;
        let positive = number > Number::ZERO;
        match *base {
            Value::Infinite(_) if !positive => Some(Value::Finite(NodeId::ZERO)),
            Value::Infinite(Ordering::Greater) => Some(Value::Infinite(Ordering::Greater)),
            Value::Infinite(sign) => {
                let even = (number.to_i64()? % 2) == 0;
                Some(Value::Infinite(if even { Ordering::Greater } else { sign }))
            }
            Value::Finite(limit) => {
                let continuous = positive && (number.is_integer() || limit == NodeId::ZERO);
                let sign =
                    if continuous { Ordering::Greater } else { self.constant_sign_of(limit)? };
                let fits = sign.is_gt() || (sign.is_lt() && number.is_integer());
                fits.then(|| Value::Finite(self.graph.power(limit, exponent)))
            }
        }
    }
}
