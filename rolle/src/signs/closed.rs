//! Closed forms of zeros: candidates that the solver finds, and Lambert's W.
//!
//! A candidate is a zero by the algebra that made it; it names the zero that was isolated if it lies in its
//! interval.

use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

impl Graph {
    /// Exact numbers at which g vanishes; not always all of them.
    pub(super) fn closed_zeros(&mut self, g: NodeId, x: NodeId) -> Vec<NodeId> {
        if let Ok(points) = self.switch_points(g, x) {
            return points;
        }
        self.without_side_conditions(|graph| graph.lambert_zero(g, x)).into_iter().collect()
    }

    /// The zero of a·x + b + c·e^(kx + m), or of a·x + b + c·log(kx), by the principal branch of W.
    fn lambert_zero(&mut self, g: NodeId, x: NodeId) -> Option<NodeId> {
        let Parts { a, b, c, kernel } = self.linear_and_kernel(g, x)?;
        let args = self.args(kernel).to_vec();
        let (k, m) = self.affine(*args.first()?, x)?;
        match self.op(kernel) {
            Op::Exp => self.exponential_zero(a, b, c, k, m),
            Op::Log if m == NodeId::ZERO && self.exact_sign(k) == Some(Ordering::Greater) => {
                // With k·x = e^t: (a/k)·e^t + b + c·t = 0.
                let scaled = self.divide(a, k);
                let t = self.exponential_zero(c, b, scaled, NodeId::ONE, NodeId::ZERO)?;
                let power = self.exponential_of(t);
                Some(self.divide(power, k))
            }
            _ => None,
        }
    }

    /// a·x + b + c·e^(kx + m) = 0 gives −k·y·e^(−ky) = (kc/a)·e^(m − kb/a) for y = x + b/a.
    fn exponential_zero(
        &mut self,
        a: NodeId,
        b: NodeId,
        c: NodeId,
        k: NodeId,
        m: NodeId,
    ) -> Option<NodeId> {
        let shift = self.divide(b, a);
        let turned = self.product(&[k, shift]);
        let exponent = self.subtract(m, turned);
        let power = self.exponential_of(exponent);
        let quotient = self.divide(c, a);
        let argument = self.product(&[k, quotient, power]);
        let w = self.apply(Op::Lambertw, &[argument]).ok()?;
        if self.op(w) == Op::Undefined || self.exact_sign(w).is_none() {
            return None;
        }
        let scaled = self.divide(w, k);
        let sum = self.sum(&[shift, scaled]);
        Some(self.negate(sum))
    }

    /// g as a·x + b + c·kernel with constants a, c ≠ 0 and b.
    fn linear_and_kernel(&mut self, g: NodeId, x: NodeId) -> Option<Parts> {
        if self.op(g) != Op::Sum {
            return None;
        }
        let (mut linear, mut constant, mut kernel) = (Vec::new(), Vec::new(), None);
        for term in self.args(g).to_vec() {
            if !self.depends_on(term, x) {
                constant.push(term);
                continue;
            }
            let (coefficient, rest) = self.constant_factor(term, x);
            match self.op(rest) {
                _ if rest == x => linear.push(coefficient),
                Op::Exp | Op::Log if kernel.is_none() => kernel = Some((coefficient, rest)),
                _ => return None,
            }
        }
        let (c, kernel) = kernel?;
        let (a, b) = (self.sum(&linear), self.sum(&constant));
        let nonzero = |graph: &mut Graph, id| graph.exact_sign(id).is_some_and(Ordering::is_ne);
        (nonzero(self, a) && nonzero(self, c)).then_some(Parts { a, b, c, kernel })
    }

    /// A term as a constant times the rest.
    fn constant_factor(&mut self, term: NodeId, x: NodeId) -> (NodeId, NodeId) {
        if self.op(term) != Op::Product {
            return (NodeId::ONE, term);
        }
        let (moving, fixed): (Vec<NodeId>, Vec<NodeId>) =
            self.args(term).to_vec().into_iter().partition(|&factor| self.depends_on(factor, x));
        (self.product(&fixed), self.product(&moving))
    }

    /// k·x + m with constants k ≠ 0 and m.
    fn affine(&mut self, u: NodeId, x: NodeId) -> Option<(NodeId, NodeId)> {
        let k = self.derivative(u, x);
        if self.depends_on(k, x) || self.exact_sign(k).is_none_or(Ordering::is_eq) {
            return None;
        }
        Some((k, self.value_at(u, x, NodeId::ZERO)))
    }
}

/// a·x + b + c·kernel.
struct Parts {
    a: NodeId,
    b: NodeId,
    c: NodeId,
    kernel: NodeId,
}
