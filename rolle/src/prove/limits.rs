//! Limits as claims.

use super::level::Level;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Approach, Limit};

impl Study<'_> {
    /// Whether the n-th derivative tends to a level.
    pub fn tends_to(&mut self, order: u32, approach: Approach, wanted: Level) -> Verdict {
        let limit = match self.limit(order, approach) {
            Ok(Limit::Undecided(why)) | Err(why) => return Verdict::Undecided(why),
            Ok(limit) => limit,
        };
        let reason = format!("the limit is {}", words::limit(self.graph, &limit));
        let holds = match Level::of(&limit) {
            Ok(level) => self.graph.order_of_levels(level, wanted).map(|order| order.is_eq()),
            Err(_) => Ok(false),
        };
        match holds {
            Ok(true) => Verdict::Proven(reason),
            Ok(false) => {
                let reason = match &limit {
                    Limit::DoesNotExist(_) => {
                        reason.replacen("the limit is does", "the limit does", 1)
                    }
                    Limit::Outside => "the function has no value near there".into(),
                    _ => reason,
                };
                Verdict::Refuted { witness: Witness::Limit { order, approach, limit }, reason }
            }
            Err(why) => Verdict::Undecided(why),
        }
    }
}
