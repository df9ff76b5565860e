//! Hyperbolic functions written in exponentials, so that what depends on them becomes a fraction in few kernels.

use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;
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

    /// The expression with e^(k·W(z)) written as (z/W(z))^k for integers k.
    ///
    /// Exact where z ≠ 0, since W(z)·e^W(z) = z; DLMF 4.13.
    pub(crate) fn without_exponentials_of_w(&mut self, root: NodeId) -> NodeId {
        let order = self.order(&[root]);
        if !order.iter().any(|&id| self.op(id) == Op::Lambertw) {
            return root;
        }
        let mut images: HashMap<NodeId, NodeId> = HashMap::new();
        for id in order {
            let args: Vec<NodeId> = self.args(id).iter().map(|arg| images[arg]).collect();
            let image = match self.op(id) {
                Op::Exp => self.exponential_without_w(args[0]),
                _ => self.rebuild(id, &args),
            };
            images.insert(id, image);
        }
        images[&root]
    }

    fn exponential_without_w(&mut self, u: NodeId) -> NodeId {
        // e^(2(a + W)) has its terms inside a product.
        let u = self.expand(u, &Limits::default()).unwrap_or(u);
        let terms = if self.op(u) == Op::Sum { self.args(u).to_vec() } else { vec![u] };
        let (mut rest, mut factors) = (Vec::new(), Vec::new());
        for term in terms {
            let (k, w) = match (self.op(term), self.args(term)) {
                (Op::Product, &[k, w]) => (self.small_integer(k), w),
                _ => (Some(1), term),
            };
            match k {
                Some(k) if self.op(w) == Op::Lambertw => {
                    let z = self.args(w)[0];
                    let quotient = self.divide(z, w);
                    factors.push(self.powi(quotient, k));
                }
                _ => rest.push(term),
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

#[cfg(test)]
mod tests {
    use crate::Graph;
    use std::cmp::Ordering;

    #[test]
    fn zeros_by_the_law_of_w() {
        let mut g = Graph::new();
        for zero in [
            "exp(-lambertw(1)) - lambertw(1)",
            "exp(-2 - lambertw(-exp(-2))) - 2 + 2 + lambertw(-exp(-2))",
            "lambertw(3)^2*exp(2*lambertw(3)) - 9",
        ] {
            let id = g.parse(zero).unwrap();
            assert_eq!(g.exact_sign(id), Some(Ordering::Equal), "{zero}");
        }
        let id = g.parse("exp(-lambertw(1)) - lambertw(1) + 10^(-30)").unwrap();
        assert_eq!(g.exact_sign(id), Some(Ordering::Greater));
    }
}
