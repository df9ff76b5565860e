//! Hyperbolic functions written in exponentials, so that what depends on them becomes a fraction in few kernels.

use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

impl Graph {
    /// e^u, with powers in place of exponentials of logarithms: exp(2 log v + r) = v²·exp r.
    pub(crate) fn exponential_of(&mut self, u: NodeId) -> NodeId {
        let terms = match self.op(u) {
            Op::Sum => self.args(u).to_vec(),
            _ => vec![u],
        };
        let (mut rest, mut factors) = (Vec::new(), Vec::new());
        for term in terms {
            let (coefficient, log) = match (self.op(term), self.args(term)) {
                (Op::Log, _) => (NodeId::ONE, term),
                (Op::Product, &[c, log]) => (c, log),
                _ => (NodeId::ZERO, term),
            };
            if self.op(log) == Op::Log && self.number(coefficient).is_some() {
                let base = self.args(log)[0];
                factors.push(self.power(base, coefficient));
            } else {
                rest.push(term);
            }
        }
        let rest = self.sum(&rest);
        factors.push(self.apply(Op::Exp, &[rest]).expect("one argument"));
        self.product(&factors)
    }

    /// The expression with sinh, cosh, tanh, their reciprocals and the sigmoid written in exponentials.
    ///
    /// Exact; the same function on the same domain.
    pub(crate) fn in_exponentials(&mut self, root: NodeId) -> NodeId {
        let order = self.order(&[root]);
        if !order.iter().any(|&id| is_hyperbolic(self.op(id))) {
            return root;
        }
        let mut images: HashMap<NodeId, NodeId> = HashMap::with_capacity(order.len());
        for id in order {
            let args: Vec<NodeId> = self.args(id).iter().map(|arg| images[arg]).collect();
            let image = match self.op(id) {
                op if is_hyperbolic(op) => self.hyperbolic_in_exponentials(op, args[0]),
                Op::Exp => self.exponential_of(args[0]),
                _ => self.rebuild(id, &args),
            };
            images.insert(id, image);
        }
        images[&root]
    }

    /// With e^u and e^(2u).
    fn hyperbolic_in_exponentials(&mut self, op: Op, u: NodeId) -> NodeId {
        let two = self.integer(2);
        let half = self.ratio(1, 2);
        let doubled = self.product(&[two, u]);
        let (single, square) = (self.exponential_of(u), self.exponential_of(doubled));
        let above = self.sum(&[square, NodeId::ONE]);
        let below = self.subtract(square, NodeId::ONE);
        match op {
            Op::Tanh => self.divide(below, above),
            Op::Coth => self.divide(above, below),
            Op::Sinh | Op::Cosh => {
                let numerator = if op == Op::Sinh { below } else { above };
                let quotient = self.divide(numerator, single);
                self.product(&[half, quotient])
            }
            Op::Sech | Op::Csch => {
                let numerator = self.product(&[two, single]);
                self.divide(numerator, if op == Op::Sech { above } else { below })
            }
            _ => {
                let above = self.sum(&[single, NodeId::ONE]);
                self.divide(single, above)
            }
        }
    }
}

fn is_hyperbolic(op: Op) -> bool {
    use Op::{Cosh, Coth, Csch, Sech, Sigmoid, Sinh, Tanh};
    matches!(op, Tanh | Sigmoid | Sinh | Cosh | Coth | Sech | Csch)
}
