//! Saturation: where a slope is small.

use super::set::Set;
use super::study::Study;
use crate::graph::NodeId;
use std::cmp::Ordering;

impl Study<'_> {
    /// The set of all x of a set at which |f′(x)| < ε.
    ///
    /// # Errors
    /// What was not decided.
    pub fn saturation(&mut self, epsilon: NodeId, on: &Set) -> Result<Set, String> {
        let slope = self.derivative(1)?;
        let product = self.graph.without_side_conditions(|graph| {
            let (above, below) = (graph.sum(&[slope, epsilon]), graph.subtract(slope, epsilon));
            graph.product(&[above, below])
        });
        self.where_sign(product, on, Ordering::Less)
    }
}
