//! Square roots: conjugates of sums that cancel, and sums of two squares.

use super::{Rewriter, Rule, term};
use crate::graph::Facts;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;

/// Small limits: a difference of squares that needs more is not simpler.
const LIMITS: Limits = Limits { terms: 50, bits: 1 << 10, work: 1 << 12, trials: 10 };

impl Rewriter<'_> {
    /// a + s with s = c·√b (or c/√b): where a and s have opposite signs, (a² − s²)/(a − s).
    ///
    /// Only where a² − s² comes out as one term, so that nothing cancels in it.
    pub(super) fn conjugate(&mut self, id: NodeId, sum: NodeId) -> NodeId {
        self.find_conjugate(id, sum).unwrap_or(sum)
    }

    fn find_conjugate(&mut self, id: NodeId, sum: NodeId) -> Option<NodeId> {
        if self.graph.op(sum) != Op::Sum {
            return None;
        }
        let terms = self.graph.args(sum).to_vec();
        let mut roots = terms.iter().copied().filter(|&term| self.is_root(term));
        let (root, None) = (roots.next()?, roots.next()) else { return None };
        let rest: Vec<NodeId> = terms.into_iter().filter(|&term| term != root).collect();
        let a = self.graph.sum(&rest);
        let difference = self.difference_of_squares(a, root)?;
        self.note(Rule::Conjugate, id);
        let opposite = self.graph.subtract(a, root);
        let quotient = self.graph.divide(difference, opposite);
        let signs = self.graph.product(&[a, root]);
        let cancels = self.graph.less(signs, NodeId::ZERO);
        Some(self.graph.piecewise(&[(quotient, cancels)], Some(sum)))
    }

    /// A term with the square root of a sum as a factor, above or below.
    fn is_root(&self, term: NodeId) -> bool {
        let (_, factors) = term::split(&self.graph, term);
        factors.iter().any(|&factor| {
            let graph = &self.graph;
            let is_half =
                |exponent: NodeId| graph.number(exponent).is_some_and(|q| q.abs() == half(1));
            if graph.facts(factor).has(Facts::CONSTANT) {
                return false;
            }
            match (graph.op(factor), graph.args(factor)) {
                (Op::Power, &[base, exponent]) => match graph.op(base) {
                    Op::Hypot => graph.small_integer(exponent) == Some(-1),
                    _ => is_half(exponent),
                },
                (op, _) => op == Op::Hypot,
            }
        })
    }

    /// a² − s², if it is a single term without sums above the line.
    fn difference_of_squares(&mut self, a: NodeId, s: NodeId) -> Option<NodeId> {
        let (a2, s2) = (self.graph.powi(a, 2), self.graph.powi(s, 2));
        let s2 = self.hypot_squares_out(s2);
        let difference = self.graph.subtract(a2, s2);
        let joined =
            self.graph.without_side_conditions(|graph| graph.together(difference, &LIMITS));
        let joined = joined.ok()?;
        let (_, factors) = term::split(&self.graph, joined);
        let simple = factors.iter().all(|&factor| match self.graph.op(factor) {
            Op::Sum => self.graph.facts(factor).has(Facts::NONNEGATIVE),
            _ => true,
        });
        (simple && joined != NodeId::ZERO).then_some(joined)
    }

    /// hypot(u, v)² is u² + v².
    fn hypot_squares_out(&mut self, node: NodeId) -> NodeId {
        let (number, factors) = term::split(&self.graph, node);
        let mut images = vec![self.graph.literal_number(&number)];
        for factor in factors {
            let image = match (self.graph.op(factor), self.graph.args(factor)) {
                (Op::Power, &[base, exponent]) if self.graph.op(base) == Op::Hypot => {
                    let (u, v) = (self.graph.args(base)[0], self.graph.args(base)[1]);
                    let (u2, v2) = (self.graph.powi(u, 2), self.graph.powi(v, 2));
                    let sum = self.graph.sum(&[u2, v2]);
                    let halved = self.graph.number(exponent).map(|n| n.mul(&half(1)));
                    match halved {
                        Some(n) => {
                            let n = self.graph.literal_number(&n);
                            self.graph.power(sum, n)
                        }
                        None => factor,
                    }
                }
                _ => factor,
            };
            images.push(image);
        }
        self.graph.product(&images)
    }

    /// (u² + v²)^(n/2) is hypot(u, v)ⁿ for odd n.
    pub(super) fn rewrite_power(&mut self, id: NodeId) -> NodeId {
        let args = self.source.args(id).to_vec();
        let (base, exponent) = (self.images[&args[0]], self.images[&args[1]]);
        let double = self.graph.number(exponent).map(|n| n.mul(&Number::Small(2)));
        let odd = double.filter(|n| n.is_integer() && n.numerator() % 2 != 0);
        match (odd, self.two_squares(base)) {
            (Some(n), Some((u, v))) => {
                self.note(Rule::Hypotenuse, id);
                let hypot = self.graph.intern(Op::Hypot, &[u, v]);
                let n = self.graph.literal_number(&n);
                self.graph.power(hypot, n)
            }
            _ => self.copy(id),
        }
    }

    /// u and v where the node is u² + v², or u² + c with c > 0 and v = √c.
    fn two_squares(&mut self, sum: NodeId) -> Option<(NodeId, NodeId)> {
        let (Op::Sum, &[p, q]) = (self.graph.op(sum), self.graph.args(sum)) else { return None };
        let (u, v) = (self.root_of_square(p)?, self.root_of_square(q)?);
        Some((u, v))
    }

    fn root_of_square(&mut self, term: NodeId) -> Option<NodeId> {
        let graph = &mut self.graph;
        if graph.facts(term).has(Facts::POSITIVE) && graph.facts(term).has(Facts::CONSTANT) {
            return Some(graph.sqrt(term));
        }
        match (graph.op(term), graph.args(term)) {
            (Op::Power, &[base, exponent]) if graph.small_integer(exponent) == Some(2) => {
                Some(base)
            }
            _ => None,
        }
    }
}

fn half(n: i64) -> Number {
    Number::ratio(n, 2).expect("not zero")
}
