//! Kinked functions of constants: max(√5/2 − 1/2, 1 − …) at a joint is one of its arguments.

use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

impl Graph {
    /// The expression with every kinked function and relation of constants decided where exact signs allow.
    pub(super) fn settle_constants(&mut self, root: NodeId) -> NodeId {
        if !self.facts(root).has(Facts::KINKED) {
            return root;
        }
        let mut image: HashMap<NodeId, NodeId> = HashMap::new();
        let order: Vec<NodeId> = self.order(&[root]).into_iter().collect();
        for id in order {
            let args: Vec<NodeId> = self.args(id).iter().map(|arg| image[arg]).collect();
            let rebuilt = if args == self.args(id) { id } else { self.rebuild(id, &args) };
            let settled = match self.free_symbols(rebuilt).is_empty() {
                true => self.settle(rebuilt).unwrap_or(rebuilt),
                false => rebuilt,
            };
            image.insert(id, settled);
        }
        image[&root]
    }

    fn settle(&mut self, id: NodeId) -> Option<NodeId> {
        let args = self.args(id).to_vec();
        match self.op(id) {
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
}
