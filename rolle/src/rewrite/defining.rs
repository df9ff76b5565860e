//! Zero by definition: an expression in an isolated zero vanishes where the function that defines the zero divides it.

use crate::graph::{Facts, Graph, IsolatedZero};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

impl Graph {
    /// Whether a constant is zero by the definition of a number in it: of an isolated zero, or of W.
    ///
    /// Certainty: `true` is proved, `false` is not decided.
    pub(crate) fn is_hidden_zero(&mut self, root: NodeId) -> bool {
        if self.number(root).is_some() {
            return false;
        }
        let holds_w = || self.order(&[root]).into_iter().any(|id| self.op(id) == Op::Lambertw);
        self.vanishes_at_its_zero(root)
            || self.facts(root).has(Facts::CONSTANT)
                && holds_w()
                && self.exact_sign(root) == Some(Ordering::Equal)
    }

    /// Whether an expression with one isolated zero of a function vanishes because that function is a factor of it.
    ///
    /// Certainty: `true` is proved, `false` is not decided.
    pub(crate) fn vanishes_at_its_zero(&self, root: NodeId) -> bool {
        // With a symbol in it the zero could not be replaced by the variable of its function.
        if !self.facts(root).has(Facts::CONSTANT) {
            return false;
        }
        let order = self.order(&[root]);
        let mut zeros = order.into_iter().filter_map(|id| match self.isolated_zero(id)? {
            IsolatedZero::OfFunction(zero) => Some((id, zero)),
            IsolatedZero::OfPolynomial(_) => None,
        });
        let (Some((id, zero)), None) = (zeros.next(), zeros.next()) else { return false };
        let (mut scratch, roots) = self.extract(&[root, id]);
        let [x, function, _] = zero.nodes();
        let imported = scratch.import(zero.graph(), &[x, function]);
        let as_function = scratch.substitute(roots[0], &[(roots[1], imported[0])]);
        let factors = scratch.factors_in_exponentials(as_function);
        let opposite = scratch.negate(imported[1]);
        factors.iter().any(|factor| {
            factor.exponent > 0 && (factor.base == imported[1] || factor.base == opposite)
        })
    }
}
