//! Horizontal and oblique asymptotes.
//!
//! The line y = m·x + b is one where f − m·x tends to b; m is lim f′ where that exists (by l'Hôpital's rule it is then
//! lim f/x), else lim f/x.

use super::level::Level;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Approach, Limit};
use crate::graph::{Facts, Graph, NodeId};

/// A line that a graph comes near to at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineAtInfinity {
    /// The slope m.
    pub slope: NodeId,
    /// The intercept b.
    pub intercept: NodeId,
}

impl LineAtInfinity {
    /// m·x + b.
    pub fn expression(&self, graph: &mut Graph, x: NodeId) -> NodeId {
        let moving = graph.product(&[self.slope, x]);
        graph.sum(&[moving, self.intercept])
    }
}

impl Study<'_> {
    /// The asymptote at +∞ or −∞; `None` where there is none.
    ///
    /// # Errors
    /// Which limit was not decided.
    pub fn asymptote(&mut self, end: Approach) -> Result<Option<LineAtInfinity>, String> {
        let (f, x) = (self.function(), self.x);
        let undecided = |limit: &Limit| match limit {
            Limit::Undecided(why) => Err(why.clone()),
            _ => Ok(()),
        };
        let value = self.limit_of(f, end);
        undecided(&value)?;
        let slope = match value {
            Limit::Finite(intercept) => {
                return Ok(Some(LineAtInfinity { slope: NodeId::ZERO, intercept }));
            }
            Limit::PlusInfinity | Limit::MinusInfinity => {
                let quotient = self.graph.divide(f, x);
                self.limit_of(quotient, end)
            }
            _ => return Ok(None),
        };
        undecided(&slope)?;
        let Limit::Finite(slope) = slope else { return Ok(None) };
        let line = self.graph.product(&[slope, x]);
        let rest = self.graph.subtract(f, line);
        let intercept = self.limit_of(rest, end);
        undecided(&intercept)?;
        Ok(match intercept {
            Limit::Finite(intercept) => Some(LineAtInfinity { slope, intercept }),
            _ => None,
        })
    }

    /// The points at which the function is unbounded on one side or both, ascending.
    ///
    /// # Errors
    /// What was not decided.
    pub fn vertical_asymptotes(&mut self) -> Result<Vec<NodeId>, String> {
        let f = self.function();
        let facts = self.graph.facts(f);
        if facts.has(Facts::TOTAL) && !facts.has(Facts::KINKED) {
            return Ok(Vec::new());
        }
        let cut = self.cut(f)?;
        let mut found = Vec::new();
        for joint in &cut.1 {
            let sides = [&joint.left, &joint.right].into_iter().flatten();
            for side in sides {
                match &side.value {
                    Limit::PlusInfinity | Limit::MinusInfinity => found.push(joint.point),
                    Limit::Undecided(why) => return Err(why.clone()),
                    _ => {}
                }
            }
        }
        found.dedup();
        Ok(found)
    }

    /// Whether f − g tends to zero at an end.
    pub fn approaches(&mut self, end: Approach, line: NodeId) -> Verdict {
        let f = self.function();
        let difference = self.graph.without_side_conditions(|graph| graph.subtract(f, line));
        let limit = self.limit_of(difference, end);
        let text = words::limit(self.graph, &limit);
        let reason = format!("the difference tends to {text}");
        match Level::of(&limit) {
            _ if matches!(limit, Limit::Undecided(_)) => Verdict::Undecided(text),
            Ok(Level::Finite(value)) if self.graph.exact_sign(value).is_some_and(|s| s.is_eq()) => {
                Verdict::Proven(reason)
            }
            Ok(Level::Finite(value)) if self.graph.exact_sign(value).is_none() => {
                Verdict::Undecided(format!("{reason}, which was not proved to be zero"))
            }
            _ => Verdict::Refuted {
                witness: Witness::Limit { order: 0, approach: end, limit },
                reason,
            },
        }
    }
}
