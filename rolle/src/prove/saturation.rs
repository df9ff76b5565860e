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
        if on.is_whole()
            && let Some(places) = self.repeating_saturation(epsilon)?
        {
            let places = self.few(places)?;
            return Set::union(self.graph, &places);
        }
        let slope = self.derivative_on(1, on)?;
        let (below, above) = self.graph.without_side_conditions(|graph| {
            (graph.subtract(slope, epsilon), graph.sum(&[slope, epsilon]))
        });
        let not_steep = self.where_sign(below, on, Ordering::Less)?;
        let not_falling = self.where_sign(above, on, Ordering::Greater)?;
        not_steep.intersection(self.graph, &not_falling)
    }
}
