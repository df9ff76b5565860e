//! Preparation of an expression: kinks are resolved near the point, on the side from which it is approached;
//! functions are written in those that can be expanded (`functions`).

use super::germ::{Attempt, Germs, Stop, Value, undecided};
use crate::graph::Facts;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

impl Germs {
    /// An equal germ without kinks. A branch that is not taken may fail without harm.
    pub(crate) fn resolve(&mut self, root: NodeId) -> Attempt<NodeId> {
        let order = self.graph.order(&[root]);
        self.spend(order.len())?;
        let mut images: HashMap<NodeId, Attempt<NodeId>> = HashMap::with_capacity(order.len());
        for id in order {
            let image = self.resolve_node(id, &images);
            if let Ok(image) = image {
                self.note_limit(image);
            }
            images.insert(id, image);
        }
        images.remove(&root).expect("the root is the last node of its order")
    }

    fn resolve_node(
        &mut self,
        id: NodeId,
        images: &HashMap<NodeId, Attempt<NodeId>>,
    ) -> Attempt<NodeId> {
        let op = self.graph.op(id);
        if op == Op::Undefined {
            return Err(Stop::Outside);
        }
        if !self.depends(id) {
            return Ok(id);
        }
        let args = self.graph.args(id).to_vec();
        match op {
            Op::Piecewise => return self.resolve_piecewise(&args, images),
            Op::And | Op::Or => return self.resolve_connective(op, &args, images),
            _ => {}
        }
        let args = args.iter().map(|arg| images[arg].clone()).collect::<Attempt<Vec<NodeId>>>()?;
        match op {
            Op::Symbol => Ok(id),
            Op::Sum | Op::Product => Ok(self.graph.rebuild(id, &args)),
            Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual => {
                let difference = self.graph.subtract(args[0], args[1]);
                let sign = match self.sign(difference) {
                    // Now true, now false; `resolve_piecewise` looks at it.
                    Err(Stop::Undecided(_)) if self.oscillates(difference) => {
                        return Ok(self.graph.rebuild(id, &args));
                    }
                    sign => sign?,
                };
                Ok(self.truth(match op {
                    Op::Less => sign.is_lt(),
                    Op::LessEqual => sign.is_le(),
                    Op::Equal => sign.is_eq(),
                    _ => sign.is_ne(),
                }))
            }
            Op::Power => self.resolve_power(args[0], args[1]),
            Op::Max | Op::Min => self.resolve_extremum(op, &args),
            Op::Abs | Op::Sign | Op::Heaviside => self.resolve_step(op, args[0]),
            Op::Floor | Op::Ceil | Op::Round => self.resolve_rounding(op, args[0]),
            Op::Root => self.resolve_root(args[0], args[1]),
            Op::Call => undecided("nothing is known of an unspecified function"),
            _ => self.resolve_function(op, &args),
        }
    }

    fn truth(&mut self, value: bool) -> NodeId {
        if value { self.graph.always() } else { self.graph.never() }
    }

    fn resolve_piecewise(
        &mut self,
        args: &[NodeId],
        images: &HashMap<NodeId, Attempt<NodeId>>,
    ) -> Attempt<NodeId> {
        let mut pairs = args.chunks_exact(2);
        for pair in pairs.by_ref() {
            let condition = images[&pair[1]].clone()?;
            if self.graph.op(condition) == Op::True {
                return images[&pair[0]].clone();
            }
            if self.graph.op(condition) != Op::False {
                if self.oscillates(condition) {
                    // The limit is taken through the points where there is a value.
                    if args.len() == 2 {
                        self.has_gaps = true;
                        return images[&pair[0]].clone();
                    }
                    return undecided("a condition becomes true and false again and again");
                }
                return undecided("a condition on parameters is not decided");
            }
        }
        match pairs.remainder() {
            [otherwise] => images[otherwise].clone(),
            _ => Err(Stop::Outside),
        }
    }

    /// One part can decide though another is undecided.
    fn resolve_connective(
        &mut self,
        op: Op,
        args: &[NodeId],
        images: &HashMap<NodeId, Attempt<NodeId>>,
    ) -> Attempt<NodeId> {
        let decisive = if op == Op::And { Op::False } else { Op::True };
        let mut failure = None;
        let mut parts = Vec::with_capacity(args.len());
        for arg in args {
            match &images[arg] {
                Ok(part) if self.graph.op(*part) == decisive => return Ok(*part),
                Ok(part) => parts.push(*part),
                Err(stop) => failure = Some(stop.clone()),
            }
        }
        match failure {
            Some(stop) => Err(stop),
            None if op == Op::And => Ok(self.graph.and(&parts)),
            None => Ok(self.graph.or(&parts)),
        }
    }

    /// b^e: a whole exponent takes any b that is not zero, another constant one b ≥ 0, a varying one b > 0.
    fn resolve_power(&mut self, base: NodeId, exponent: NodeId) -> Attempt<NodeId> {
        let number = self.graph.number(exponent);
        if let Some(n) = &number
            && n.is_integer()
        {
            if n.is_negative() {
                self.admit_divisor(base)?;
            }
            return Ok(self.graph.power(base, exponent));
        }
        if self.graph.facts(base).has(Facts::NONNEGATIVE) && number.is_some() {
            if number.is_some_and(|n| n.is_negative()) && self.is_zero(base)? {
                return Err(Stop::Outside);
            }
            return Ok(self.graph.power(base, exponent));
        }
        match self.sign(base)? {
            Ordering::Less => Err(Stop::Outside),
            Ordering::Equal => match self.sign(exponent)? {
                Ordering::Greater => Ok(NodeId::ZERO),
                _ => Err(Stop::Outside),
            },
            Ordering::Greater if self.depends(exponent) => {
                let log = self.function(Op::Log, base);
                let product = self.graph.product(&[exponent, log]);
                self.limit(product)?;
                Ok(self.exponential(product))
            }
            Ordering::Greater => Ok(self.graph.power(base, exponent)),
        }
    }

    /// Refuses to divide by zero.
    pub(super) fn admit_divisor(&mut self, base: NodeId) -> Attempt<()> {
        match self.is_zero(base) {
            Ok(true) => Err(Stop::Outside),
            // A bounded symbol may pass through zero: only single sequences can be followed.
            Err(Stop::Undecided(_)) if self.oscillates(base) => {
                self.has_poles = true;
                Ok(())
            }
            other => other.map(|_| ()),
        }
    }

    fn resolve_extremum(&mut self, op: Op, args: &[NodeId]) -> Attempt<NodeId> {
        let mut best = args[0];
        for &other in &args[1..] {
            let difference = self.graph.subtract(other, best);
            let sign = match self.sign(difference) {
                Err(Stop::Undecided(_)) if self.oscillates(difference) => {
                    best = self.extremum_of_oscillation(op, best, difference)?;
                    continue;
                }
                sign => sign?,
            };
            if if op == Op::Max { sign.is_gt() } else { sign.is_lt() } {
                best = other;
            }
        }
        Ok(best)
    }

    pub(super) fn resolve_step(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let sign = match self.sign(u) {
            Err(Stop::Undecided(_)) if self.oscillates(u) => {
                return self.step_of_oscillation(op, u);
            }
            sign => sign?,
        };
        Ok(match op {
            Op::Abs if sign.is_lt() => self.graph.negate(u),
            Op::Abs => u,
            Op::Sign => self.graph.integer(sign as i64),
            _ => self.graph.ratio(1 + sign as i64, 2),
        })
    }

    /// The integer near the limit of u, from the side on which u lies; where u grows, u plus a bounded symbol.
    pub(super) fn resolve_rounding(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let limit = match self.limit(u)? {
            Value::Finite(limit) => limit,
            Value::Infinite(_) => return self.rounding_of_growth(op, u),
        };
        if self.oscillates(limit) {
            let atom = self.atom(op, u);
            return Ok(self.graph.sum(&[u, atom]));
        }
        // floor jumps at integers, round halfway between; floor(u + 1/2) is round(u) beside its jumps, and on
        // them where the tie goes up.
        let half = self.graph.ratio(1, 2);
        let (shifted, limit) = match op {
            Op::Round => (self.graph.sum(&[u, half]), self.graph.sum(&[limit, half])),
            _ => (u, limit),
        };
        let Some(number) = self.integer_near(limit) else {
            return undecided("the integer part of a constant is not known");
        };
        match number {
            (floor, false) => Ok(match op {
                Op::Ceil => self.graph.sum(&[floor, NodeId::ONE]),
                _ => floor,
            }),
            (integer, true) => {
                let difference = self.graph.subtract(shifted, integer);
                let sign = self.sign(difference)?;
                let jump = match (op, sign) {
                    (Op::Round, Ordering::Equal) => {
                        let value = self.graph.subtract(integer, half);
                        return self.graph.apply(Op::Round, &[value]).map_err(|_| Stop::Outside);
                    }
                    (Op::Ceil, Ordering::Greater) => 1,
                    (Op::Ceil, _) => 0,
                    (_, Ordering::Less) => -1,
                    _ => 0,
                };
                let jump = self.graph.integer(jump);
                Ok(self.graph.sum(&[integer, jump]))
            }
        }
    }

    /// The floor of a constant, and whether the constant is that integer.
    pub(super) fn integer_near(&mut self, c: NodeId) -> Option<(NodeId, bool)> {
        if self.graph.facts(c).has(Facts::INTEGER) {
            return Some((c, true));
        }
        if let Some(number) = self.graph.number(c) {
            return Some((self.graph.literal_number(&number.floor()), false));
        }
        let floor = super::constant::integer_part(&self.graph, &mut self.context, c)?;
        Some((self.graph.literal_number(&floor), false))
    }

    /// An odd root takes the sign of its argument outside.
    fn resolve_root(&mut self, u: NodeId, degree: NodeId) -> Attempt<NodeId> {
        let sign = self.sign(u)?;
        let exponent = self.graph.reciprocal(degree);
        Ok(match sign {
            Ordering::Equal => NodeId::ZERO,
            Ordering::Greater => self.graph.power(u, exponent),
            Ordering::Less => {
                let positive = self.graph.negate(u);
                let root = self.graph.power(positive, exponent);
                self.graph.negate(root)
            }
        })
    }

    pub(super) fn function(&mut self, op: Op, u: NodeId) -> NodeId {
        self.graph.apply(op, &[u]).expect("a function of one argument")
    }

    /// exp u, with powers in place of exponentials of logarithms: exp(2 log t + r) = t² exp r.
    pub(super) fn exponential(&mut self, u: NodeId) -> NodeId {
        let mut waiting = vec![u];
        let (mut rest, mut factors) = (Vec::new(), Vec::new());
        while let Some(term) = waiting.pop() {
            if self.graph.op(term) == Op::Sum {
                waiting.extend_from_slice(self.graph.args(term));
                continue;
            }
            let (coefficient, kernel) = match (self.graph.op(term), self.graph.args(term)) {
                (Op::Product, &[c, kernel]) => (c, kernel),
                _ => (NodeId::ONE, term),
            };
            if self.graph.number(coefficient).is_none() {
                rest.push(term);
            } else if self.graph.op(kernel) == Op::Log {
                let base = self.graph.args(kernel)[0];
                factors.push(self.graph.power(base, coefficient));
            } else if let Some((more, factor)) = self.simpler_exponential(coefficient, kernel) {
                waiting.push(more);
                factors.push(factor);
            } else {
                rest.push(term);
            }
        }
        let rest = self.graph.sum(&rest);
        factors.push(self.function(Op::Exp, rest));
        self.graph.product(&factors)
    }

    pub(super) fn require_sign(&mut self, u: NodeId, admitted: &[Ordering]) -> Attempt<Ordering> {
        let sign = self.sign(u)?;
        if admitted.contains(&sign) { Ok(sign) } else { Err(Stop::Outside) }
    }
}
