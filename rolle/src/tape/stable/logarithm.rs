//! Logarithms: of ratios of exponentials, and of what is near one.

use super::{LOG1P, Rewriter, Rule, term};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

impl Rewriter<'_> {
    pub(super) fn rewrite_log(&mut self, id: NodeId) -> NodeId {
        let arg = self.source.args(id)[0];
        if let Some(ratio) = self.as_ratio.get(&arg).cloned()
            && ratio.exponent.is_some()
            && ratio.evident_sign() == Some(Ordering::Greater)
            && let Some(image) = self.logarithm_image(&ratio)
        {
            self.note(Rule::LogarithmOfExponentials, id);
            self.as_logarithm.insert(id, ratio);
            return image;
        }
        let inside = self.images[&arg];
        match self.without_one(inside) {
            Some(rest) => {
                self.note(Rule::LogarithmNearOne, id);
                self.call(LOG1P, &[rest])
            }
            None => self.apply(Op::Log, inside),
        }
    }

    /// u, where the node is the sum 1 + u.
    fn without_one(&mut self, sum: NodeId) -> Option<NodeId> {
        if self.graph.op(sum) != Op::Sum {
            return None;
        }
        let terms = self.graph.args(sum).to_vec();
        let place = terms.iter().position(|&t| {
            let (number, factors) = term::split(&self.graph, t);
            factors.is_empty() && number.is_one()
        })?;
        let mut rest = terms;
        rest.remove(place);
        Some(self.graph.sum(&rest))
    }
}
