//! Products: the factors that are ratios of one exponential become one ratio.

use super::{EXP_RATIO, ExpRatio, Rewriter, Rule};
use crate::operator::NodeId;

impl Rewriter<'_> {
    pub(super) fn rewrite_product(&mut self, id: NodeId) -> NodeId {
        let factors = self.source.args(id).to_vec();
        let (groups, mut rest) = self.group_factors(&factors);
        for group in groups {
            match group.members.as_slice() {
                [only] => rest.push(self.images[only]),
                _ => {
                    self.note(Rule::OneExponential, id);
                    let image = match group.ratio.as_constant() {
                        Some(number) => self.graph.rational(number.clone()),
                        None => self.call_ratio(EXP_RATIO, &group.ratio),
                    };
                    rest.push(image);
                }
            }
        }
        self.graph.product(&rest)
    }

    /// The factors by their exponentials, and the images of those that have none.
    fn group_factors(&mut self, factors: &[NodeId]) -> (Vec<Group>, Vec<NodeId>) {
        let (mut groups, mut rest): (Vec<Group>, Vec<NodeId>) = (Vec::new(), Vec::new());
        for &factor in factors {
            let ratio = self.as_ratio.get(&factor).filter(|ratio| ratio.exponent.is_some());
            let Some(ratio) = ratio else {
                rest.push(self.images[&factor]);
                continue;
            };
            let joined = groups.iter_mut().any(|group| group.join(factor, ratio));
            if !joined {
                groups.push(Group { ratio: ratio.clone(), members: vec![factor] });
            }
        }
        (groups, rest)
    }
}

/// Factors with one exponential, and their product.
struct Group {
    ratio: ExpRatio,
    members: Vec<NodeId>,
}

impl Group {
    fn join(&mut self, factor: NodeId, ratio: &ExpRatio) -> bool {
        let Some(product) = self.ratio.multiply(ratio) else { return false };
        self.ratio = product;
        self.members.push(factor);
        true
    }
}
