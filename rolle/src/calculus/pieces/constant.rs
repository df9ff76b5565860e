//! Functions of constants at a joint: max(√5/2 − 1/2, 1 − …) is one of its arguments, 1/(φ² − φ − 1) has no value.

use crate::graph::{Facts, Graph, Reason};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// In larger expressions without kinks the domain is not looked at: each part costs as much as what is below it.
const MAX_PARTS: usize = 2000;

impl Graph {
    /// The expression with every kinked function and relation of constants decided where exact signs allow, and
    /// without a value where a constant lies outside the domain of a power or logarithm.
    pub(super) fn settle_constants(&mut self, root: NodeId) -> NodeId {
        let facts = self.facts(root);
        if facts.has(Facts::TOTAL) && !facts.has(Facts::KINKED) {
            return root;
        }
        let mut image: HashMap<NodeId, NodeId> = HashMap::new();
        let order: Vec<NodeId> = self.order(&[root]).into_iter().collect();
        if order.len() > MAX_PARTS && !facts.has(Facts::KINKED) {
            return root;
        }
        for id in order {
            let args: Vec<NodeId> = self.args(id).iter().map(|arg| image[arg]).collect();
            let rebuilt = if args == self.args(id) { id } else { self.rebuild(id, &args) };
            let settled = match self.facts(rebuilt).has(Facts::CONSTANT) {
                true => self.settle(rebuilt).unwrap_or(rebuilt),
                false => rebuilt,
            };
            image.insert(id, settled);
        }
        image[&root]
    }

    fn settle(&mut self, id: NodeId) -> Option<NodeId> {
        let args = self.args(id).to_vec();
        if self.facts(id).has(Facts::TOTAL) && !self.facts(id).has(Facts::KINKED) {
            return None;
        }
        match self.op(id) {
            Op::Power => self.settle_power(args[0], args[1]),
            Op::Log if self.exact_sign(args[0])?.is_le() => {
                Some(self.undefined(Reason::OutsideDomain(Op::Log)))
            }
            Op::Abs => match self.exact_sign(args[0])? {
                Ordering::Less => Some(self.negate(args[0])),
                Ordering::Equal => Some(NodeId::ZERO),
                Ordering::Greater => Some(args[0]),
            },
            Op::Sign => {
                let sign = self.exact_sign(args[0])?;
                Some(self.integer(sign as i64))
            }
            Op::Heaviside => match self.exact_sign(args[0])? {
                Ordering::Less => Some(NodeId::ZERO),
                Ordering::Equal => Some(self.ratio(1, 2)),
                Ordering::Greater => Some(NodeId::ONE),
            },
            op @ (Op::Max | Op::Min) => {
                let mut best = *args.first()?;
                for &arg in &args[1..] {
                    let difference = self.subtract(arg, best);
                    let sign = self.exact_sign(difference)?;
                    if sign == if op == Op::Max { Ordering::Greater } else { Ordering::Less } {
                        best = arg;
                    }
                }
                Some(best)
            }
            op @ (Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual) => {
                let difference = self.subtract(args[0], args[1]);
                let sign = self.exact_sign(difference)?;
                let holds = match op {
                    Op::Less => sign.is_lt(),
                    Op::LessEqual => sign.is_le(),
                    Op::Equal => sign.is_eq(),
                    _ => sign.is_ne(),
                };
                Some(if holds { self.always() } else { self.never() })
            }
            _ => None,
        }
    }

    /// A power of zero, or of a negative number with an exponent that is no integer.
    fn settle_power(&mut self, base: NodeId, exponent: NodeId) -> Option<NodeId> {
        let exponent = self.number(exponent)?;
        if self.facts(base).has(Facts::NONZERO) && exponent.is_integer() {
            return None;
        }
        match self.exact_sign(base)? {
            Ordering::Equal if exponent.is_negative() => {
                Some(self.undefined(Reason::DivisionByZero))
            }
            Ordering::Equal => Some(NodeId::ZERO),
            Ordering::Less if !exponent.is_integer() => {
                Some(self.undefined(Reason::RootOfNegative))
            }
            _ => None,
        }
    }
}
