//! Is an expression zero by algebra? Expand it over a common denominator and collect.
//!
//! A proof of zero is exact; no answer is given otherwise. Kernels (exponentials, logarithms, roots of sums)
//! are taken as independent, up to what the canonical form of products merges.

use super::germ::{Attempt, Germs};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// More monomials than this are not expanded.
const MAX_MONOMIALS: usize = 1500;

/// Rounds of clearing denominators.
const MAX_ROUNDS: usize = 12;

impl Germs {
    /// Whether an expression is proved to be zero by expanding it.
    pub(crate) fn vanishes(&mut self, root: NodeId) -> Attempt<bool> {
        if self.graph.op(root) != Op::Sum && self.graph.op(root) != Op::Product {
            return Ok(root == NodeId::ZERO);
        }
        let root = self.in_exponentials(root);
        let mut pending = vec![root];
        for _ in 0..MAX_ROUNDS {
            let Some(monomials) = self.distribute(&pending)? else { return Ok(false) };
            if monomials.is_empty() {
                return Ok(true);
            }
            let Some(denominator) = self.some_denominator(&monomials) else { return Ok(false) };
            pending.clear();
            for monomial in monomials {
                let cleared = self.graph.product(&[monomial, denominator]);
                pending.push(cleared);
            }
        }
        Ok(false)
    }

    /// The expression with its hyperbolic functions written in exponentials, so that the two cancel.
    pub(super) fn in_exponentials(&mut self, root: NodeId) -> NodeId {
        let order = self.graph.order(&[root]);
        let hyperbolic = |op: Op| matches!(op, Op::Tanh | Op::Sigmoid | Op::Sinh | Op::Cosh);
        if !order.iter().any(|&id| hyperbolic(self.graph.op(id))) {
            return root;
        }
        let mut images: HashMap<NodeId, NodeId> = HashMap::with_capacity(order.len());
        for id in order {
            let args: Vec<NodeId> = self.graph.args(id).iter().map(|arg| images[arg]).collect();
            let op = self.graph.op(id);
            let image = match hyperbolic(op) {
                true => self.hyperbolic_in_exponentials(op, args[0]),
                false => self.graph.rebuild(id, &args),
            };
            images.insert(id, image);
        }
        images[&root]
    }

    fn hyperbolic_in_exponentials(&mut self, op: Op, u: NodeId) -> NodeId {
        let minus = self.graph.negate(u);
        let (up, down) = (self.exponential(u), self.exponential(minus));
        let sum = self.graph.sum(&[up, down]);
        let difference = self.graph.subtract(up, down);
        let half = self.graph.ratio(1, 2);
        match op {
            Op::Sinh => self.graph.product(&[half, difference]),
            Op::Cosh => self.graph.product(&[half, sum]),
            Op::Tanh => self.graph.divide(difference, sum),
            _ => {
                let below = self.graph.sum(&[NodeId::ONE, down]);
                self.graph.reciprocal(below)
            }
        }
    }

    /// The monomials of the expanded sum of some nodes; `None` where there are too many.
    fn distribute(&mut self, nodes: &[NodeId]) -> Attempt<Option<Vec<NodeId>>> {
        let mut stack = nodes.to_vec();
        let mut sums: HashMap<NodeId, Number> = HashMap::new();
        let mut steps = 0;
        while let Some(id) = stack.pop() {
            steps += 1;
            self.spend(1)?;
            if steps > 8 * MAX_MONOMIALS || stack.len() + sums.len() > MAX_MONOMIALS {
                return Ok(None);
            }
            match self.factor_to_spread(id) {
                Some((rest, sum)) => {
                    for term in self.graph.args(sum).to_vec() {
                        let product = self.graph.product(&[rest, term]);
                        stack.push(product);
                    }
                }
                None => {
                    let (coefficient, monomial) = self.split_coefficient(id);
                    let total = sums.entry(monomial).or_insert(Number::ZERO);
                    *total = total.add(&coefficient);
                    if total.is_zero() {
                        sums.remove(&monomial);
                    }
                }
            }
        }
        let mut monomials: Vec<(NodeId, Number)> = sums.into_iter().collect();
        monomials.sort_by_key(|term| term.0);
        let mut result = Vec::with_capacity(monomials.len());
        for (monomial, coefficient) in monomials {
            let coefficient = self.graph.literal_number(&coefficient);
            result.push(self.graph.product(&[coefficient, monomial]));
        }
        Ok(Some(result))
    }

    fn split_coefficient(&mut self, id: NodeId) -> (Number, NodeId) {
        if let Some(number) = self.graph.number(id) {
            return (number, NodeId::ONE);
        }
        if self.graph.op(id) == Op::Product
            && let Some(number) = self.graph.number(self.graph.args(id)[0])
        {
            let inverse = number.recip().expect("a coefficient is not zero");
            let inverse = self.graph.literal_number(&inverse);
            return (number, self.graph.product(&[inverse, id]));
        }
        (Number::ONE, id)
    }

    /// A node as `rest · sum`, if it has a sum, or a power of one by at least 1, among its factors.
    fn factor_to_spread(&mut self, id: NodeId) -> Option<(NodeId, NodeId)> {
        let factors = match self.graph.op(id) {
            Op::Sum => return Some((NodeId::ONE, id)),
            Op::Product => self.graph.args(id).to_vec(),
            Op::Power => vec![id],
            _ => return None,
        };
        for (i, &factor) in factors.iter().enumerate() {
            let (base, left) = match self.graph.op(factor) {
                Op::Sum => (factor, NodeId::ONE),
                Op::Power if self.graph.op(self.graph.args(factor)[0]) == Op::Sum => {
                    let (base, exponent) = (self.graph.args(factor)[0], self.graph.args(factor)[1]);
                    match self.graph.number(exponent) {
                        Some(n) if n >= Number::ONE => {
                            let less = self.graph.literal_number(&n.sub(&Number::ONE));
                            (base, self.graph.power(base, less))
                        }
                        _ => continue,
                    }
                }
                _ => continue,
            };
            let mut rest = factors.clone();
            rest[i] = left;
            return Some((self.graph.product(&rest), base));
        }
        None
    }

    /// A power of a sum that clears one denominator of the monomials.
    fn some_denominator(&mut self, monomials: &[NodeId]) -> Option<NodeId> {
        let mut found: Option<(NodeId, Number)> = None;
        for &monomial in monomials {
            let factors = match self.graph.op(monomial) {
                Op::Product => self.graph.args(monomial).to_vec(),
                _ => vec![monomial],
            };
            for factor in factors {
                if self.graph.op(factor) != Op::Power {
                    continue;
                }
                let (base, exponent) = (self.graph.args(factor)[0], self.graph.args(factor)[1]);
                let Some(n) = self.graph.number(exponent).filter(Number::is_negative) else {
                    continue;
                };
                if self.graph.op(base) != Op::Sum {
                    continue;
                }
                let whole = n.floor().neg();
                match &mut found {
                    None => found = Some((base, whole)),
                    Some((known, most)) if *known == base && whole > *most => *most = whole,
                    Some(_) => {}
                }
            }
        }
        let (base, exponent) = found?;
        let exponent = self.graph.literal_number(&exponent);
        Some(self.graph.power(base, exponent))
    }
}
