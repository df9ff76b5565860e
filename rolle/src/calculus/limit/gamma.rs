//! The gamma function and its logarithmic derivatives: at +∞ by Stirling's series, at a pole by the recurrence, and to
//! the left, where the poles lie, by the reflection formulas.
//!
//! Sources: DLMF 5.5.3 (Γ), 5.5.4 (digamma), 5.15.6 (polygamma).

use super::germ::{Attempt, Germs, Stop, Value, undecided};
use super::tame::Tame;
use crate::graph::Facts;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Poles up to this far left are moved away by the recurrence.
const MAX_SHIFT: i64 = 100;

impl Germs {
    /// By Stirling's series where u grows; away from a pole by Γ(u) = Γ(u + n + 1)/(u (u + 1) … (u + n)).
    pub(super) fn resolve_gamma(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let limit = match self.limit(u)? {
            Value::Finite(limit) => limit,
            Value::Infinite(Ordering::Greater) => return self.stirling(op, u),
            Value::Infinite(_) => return self.reflected_gamma(op, u),
        };
        if self.is_far_left(limit) {
            return self.reflected_gamma(op, u);
        }
        let Some(factors) = self.pole_factors(u, limit)? else {
            return Ok(self.function(op, u));
        };
        let steps = self.graph.integer(factors.len() as i64);
        let moved = self.graph.sum(&[u, steps]);
        let regular = self.function(op, moved);
        let mut parts = vec![regular];
        for factor in factors {
            if self.is_zero(factor)? {
                return Err(Stop::Outside);
            }
            parts.push(match op {
                Op::Gamma => self.graph.reciprocal(factor),
                Op::Lgamma => {
                    let size = self.resolve_step(Op::Abs, factor)?;
                    let log = self.function(Op::Log, size);
                    self.graph.negate(log)
                }
                _ => {
                    let inverse = self.graph.reciprocal(factor);
                    self.graph.negate(inverse)
                }
            });
        }
        Ok(match op {
            Op::Gamma => self.graph.product(&parts),
            _ => self.graph.sum(&parts),
        })
    }

    /// u, u + 1, …, u + n where u tends to the pole −n; nothing where it does not tend to a pole.
    fn pole_factors(&mut self, u: NodeId, limit: NodeId) -> Attempt<Option<Vec<NodeId>>> {
        let Some(number) = self.graph.number(limit) else {
            if self.graph.facts(limit).has(Facts::POSITIVE) {
                return Ok(None);
            }
            return match self.integer_near(limit) {
                Some((_, false)) => Ok(None),
                _ => undecided("whether a constant is a pole of the gamma function is not known"),
            };
        };
        if !number.is_integer() || number > Number::ZERO {
            return Ok(None);
        }
        let Some(n) = number.to_i64().filter(|n| *n >= -MAX_SHIFT) else {
            return undecided(format!("a pole of the gamma function left of −{MAX_SHIFT}"));
        };
        let mut factors = Vec::new();
        for k in 0..=-n {
            let k = self.graph.integer(k);
            factors.push(self.graph.sum(&[u, k]));
        }
        Ok(Some(factors))
    }

    fn stirling(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let log = self.function(Op::Log, u);
        let minus_half = self.graph.ratio(-1, 2);
        if op == Op::Digamma {
            let inverse = self.graph.reciprocal(u);
            let second = self.graph.product(&[minus_half, inverse]);
            let rest = Tame::DigammaRest.call(&mut self.graph, 0, u);
            return Ok(self.graph.sum(&[log, second, rest]));
        }
        let shifted = self.graph.sum(&[u, minus_half]);
        let first = self.graph.product(&[shifted, log]);
        let negative = self.graph.negate(u);
        let two_pi = self.pi_times(2, 1);
        let log_two_pi = self.function(Op::Log, two_pi);
        let half = self.graph.ratio(1, 2);
        let constant = self.graph.product(&[half, log_two_pi]);
        let rest = Tame::LgammaRest.call(&mut self.graph, 0, u);
        let lgamma = self.graph.sum(&[first, negative, constant, rest]);
        if op == Op::Lgamma {
            return Ok(lgamma);
        }
        self.limit(lgamma)?;
        Ok(self.function(Op::Exp, lgamma))
    }

    /// The derivatives of the digamma function: of its asymptotic form, or moved away from a pole.
    pub(super) fn resolve_polygamma(&mut self, order: NodeId, u: NodeId) -> Attempt<NodeId> {
        let Some(n) = self.graph.small_integer(order).filter(|n| (1..=MAX_SHIFT).contains(n))
        else {
            return undecided("a polygamma function of high order");
        };
        let limit = match self.limit(u)? {
            Value::Finite(limit) => Some(limit),
            Value::Infinite(Ordering::Greater) => None,
            Value::Infinite(_) => return self.reflected_polygamma(order, n, u),
        };
        if limit.is_some_and(|limit| self.is_far_left(limit)) {
            return self.reflected_polygamma(order, n, u);
        }
        let y = match limit {
            None => self.graph.fresh_symbol("y", crate::graph::Assumptions::positive()),
            Some(_) => self.graph.fresh_symbol("y", crate::graph::Assumptions::default()),
        };
        let digamma = match limit {
            None => self.stirling(Op::Digamma, y)?,
            Some(limit) => match self.pole_factors(y, limit)? {
                None => {
                    return self.graph.apply(Op::Polygamma, &[order, u]).map_err(|_| Stop::Outside);
                }
                Some(factors) => {
                    let steps = self.graph.integer(factors.len() as i64);
                    let moved = self.graph.sum(&[y, steps]);
                    let mut parts = vec![self.function(Op::Digamma, moved)];
                    for factor in factors {
                        let inverse = self.graph.reciprocal(factor);
                        parts.push(self.graph.negate(inverse));
                    }
                    self.graph.sum(&parts)
                }
            },
        };
        let derivative = self.graph.repeated_derivative(digamma, y, n as usize);
        Ok(self.graph.substitute(derivative, &[(y, u)]))
    }

    fn is_far_left(&self, limit: NodeId) -> bool {
        self.graph.number(limit).is_some_and(|number| number < Number::from(-MAX_SHIFT))
    }

    /// Γ(u) = π/(sin πu · Γ(1 − u)).
    fn reflected_gamma(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let mirror = self.graph.subtract(NodeId::ONE, u);
        let other = self.resolve_gamma(op, mirror)?;
        let [sin, cos] = self.half_turns(u)?;
        let pi = self.pi_times(1, 1);
        if op == Op::Lgamma {
            let size = self.resolve_step(Op::Abs, sin)?;
            self.require_sign(size, &[Ordering::Greater])?;
            let (log_pi, log) = (self.function(Op::Log, pi), self.function(Op::Log, size));
            let rest = self.graph.sum(&[log, other]);
            return Ok(self.graph.subtract(log_pi, rest));
        }
        self.admit_divisor(sin)?;
        if op == Op::Gamma {
            let below = self.graph.product(&[sin, other]);
            return Ok(self.graph.divide(pi, below));
        }
        let cotangent = self.graph.divide(cos, sin);
        let turned = self.graph.product(&[pi, cotangent]);
        Ok(self.graph.subtract(other, turned))
    }

    /// ψₙ(u) = (−1)ⁿ ψₙ(1 − u) − π dⁿ/duⁿ cot πu.
    fn reflected_polygamma(&mut self, order: NodeId, n: i64, u: NodeId) -> Attempt<NodeId> {
        let mirror = self.graph.subtract(NodeId::ONE, u);
        let other = self.resolve_polygamma(order, mirror)?;
        let other = if n % 2 == 0 { other } else { self.graph.negate(other) };
        let [sin, cos] = self.half_turns(u)?;
        self.admit_divisor(sin)?;
        // c′ = −π(1 + c²) for c = cot πu.
        let c = self.graph.fresh_symbol("c", crate::graph::Assumptions::default());
        let square = self.graph.powi(c, 2);
        let sum = self.graph.sum(&[NodeId::ONE, square]);
        let minus_pi = self.pi_times(-1, 1);
        let slope = self.graph.product(&[minus_pi, sum]);
        let mut derivative = c;
        for _ in 0..n {
            let by_c = self.graph.derivative(derivative, c);
            derivative = self.graph.product(&[by_c, slope]);
            let size = self.graph.shared_size(&[derivative]);
            self.spend(size)?;
        }
        let cotangent = self.graph.divide(cos, sin);
        let turned = self.graph.substitute(derivative, &[(c, cotangent)]);
        let turned = self.graph.product(&[minus_pi, turned]);
        Ok(self.graph.sum(&[other, turned]))
    }

    /// sin πu and cos πu.
    fn half_turns(&mut self, u: NodeId) -> Attempt<[NodeId; 2]> {
        let pi = self.pi_times(1, 1);
        let angle = self.graph.product(&[pi, u]);
        Ok([self.resolve_circular(Op::Sin, angle)?, self.resolve_circular(Op::Cos, angle)?])
    }
}
