//! Functions of constants: max(√5/2 − 1/2, 1 − …) at a joint is one of its arguments, 1/(φ² − φ − 1) and
//! acosh(erfc(3)) have no value.

use super::is_partial;
use super::resolve::lies_in;
use crate::graph::{Facts, Graph, Reason};
use crate::operator::{Domain, NodeId, Op};
use crate::polynomial::sparse::Limits;
use std::cmp::Ordering;
use std::collections::HashMap;

/// In larger expressions without kinks the domain is not looked at: each part costs as much as what is below it.
const MAX_PARTS: usize = 2000;

/// Larger constants are not multiplied out.
const TIDY_NODES: usize = 60;

/// Multiplying out must stay cheap.
const TIDY: Limits = Limits { terms: 64, bits: 1 << 12, work: 1 << 12, trials: 10 };

impl Graph {
    /// The expression with every kinked function and relation of constants decided where exact signs allow, and
    /// without a value where a constant lies outside the domain of a function.
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
        let facts = self.facts(id);
        // A condition on constants is a fact, wherever its sides have values.
        if facts.has(Facts::TOTAL) && !facts.has(Facts::KINKED) && !self.op(id).is_condition() {
            return None;
        }
        match self.op(id) {
            Op::Power => self.settle_power(args[0], args[1]),
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
            op if self.is_in_domain(id) == Some(false) => {
                Some(self.undefined(Reason::OutsideDomain(op)))
            }
            _ => None,
        }
    }

    /// A power of zero, or of a negative number with an exponent that is no integer.
    fn settle_power(&mut self, base: NodeId, exponent: NodeId) -> Option<NodeId> {
        let Some(exponent) = self.number(exponent) else {
            let negative = self.exact_sign(base)?.is_lt();
            return negative.then(|| self.undefined(Reason::RootOfNegative));
        };
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

    /// Whether a function of constants has a value, where exact signs show it.
    fn is_in_domain(&mut self, id: NodeId) -> Option<bool> {
        let args = self.args(id).to_vec();
        let op = self.op(id);
        if self.facts(id).has(Facts::TOTAL) {
            return Some(true);
        }
        if op == Op::Power {
            let sign = self.exact_sign(args[0])?;
            let exponent = self.number(args[1]);
            let integer = exponent.as_ref().is_some_and(|n| n.is_integer());
            return Some(match sign {
                Ordering::Greater => true,
                Ordering::Less => integer,
                Ordering::Equal => self.exact_sign(args[1])?.is_gt(),
            });
        }
        if !is_partial(op) {
            return Some(true);
        }
        let domain = op.row().map_or(Domain::Real, |row| row.domain);
        let edges = match domain {
            Domain::NotOrigin | Domain::CosineNonZero | Domain::SineNonZero => return Some(true),
            Domain::NotPoleOfGamma => return Some(true),
            _ => self.domain_edges(op, *args.last()?).ok()?,
        };
        let signs: Option<Vec<Ordering>> =
            edges.into_iter().map(|edge| self.exact_sign(edge)).collect();
        Some(lies_in(domain, &signs?))
    }

    /// An error where a function of constants may have no value, which would leave the whole without one.
    pub(super) fn require_decided_constants(&mut self, root: NodeId) -> Result<(), String> {
        if self.facts(root).has(Facts::TOTAL) {
            return Ok(());
        }
        let order: Vec<NodeId> = self.order(&[root]).into_iter().collect();
        if order.len() > MAX_PARTS {
            return Ok(());
        }
        for id in order {
            let facts = self.facts(id);
            let partial = facts.has(Facts::CONSTANT) && !facts.has(Facts::TOTAL);
            if partial && self.is_in_domain(id).is_none() {
                return Err("a constant that may have no value".to_string());
            }
        }
        Ok(())
    }

    /// An algebraic constant multiplied out, where that is not longer: 1 + 2(−1/2 − √7/2) is −√7.
    pub(super) fn tidy_algebraic(&mut self, id: NodeId) -> NodeId {
        if !matches!(self.op(id), Op::Sum | Op::Product | Op::Power)
            || self.shared_size(&[id]) > TIDY_NODES
            || !self.is_algebraic_constant(id)
        {
            return id;
        }
        match self.expand(id, &TIDY) {
            Ok(tidy) if self.tree_size(&[tidy]) <= self.tree_size(&[id]) => tidy,
            _ => id,
        }
    }

    fn is_algebraic_constant(&self, id: NodeId) -> bool {
        self.order(&[id]).into_iter().all(|id| match self.op(id) {
            Op::Number | Op::Sum | Op::Product => true,
            Op::Power => self.number(self.args(id)[1]).is_some(),
            _ => false,
        })
    }
}
