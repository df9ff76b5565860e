//! Real numbers with −∞ and +∞.

use crate::calculus::{Limit, NoLimit};
use crate::graph::{Graph, NodeId};
use std::cmp::Ordering;

/// An exact number or an infinity: what a function comes near to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// −∞.
    MinusInfinity,
    /// An exact number.
    Finite(NodeId),
    /// +∞.
    PlusInfinity,
}

impl Level {
    /// The level of a limit.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of(limit: &Limit) -> Result<Level, String> {
        match limit {
            Limit::Finite(value) => Ok(Level::Finite(*value)),
            Limit::PlusInfinity => Ok(Level::PlusInfinity),
            Limit::MinusInfinity => Ok(Level::MinusInfinity),
            Limit::Undecided(why) => Err(format!("a limit was not decided: {why}")),
            Limit::DoesNotExist(NoLimit::Oscillates { .. }) => {
                Err("the function oscillates, a limit does not exist".into())
            }
            Limit::DoesNotExist(_) => Err("a limit does not exist".into()),
            Limit::Outside => Err("the function has no value near an end".into()),
        }
    }

    /// The number, if it is finite.
    pub fn finite(self) -> Option<NodeId> {
        match self {
            Level::Finite(value) => Some(value),
            _ => None,
        }
    }

    /// The negative of the level.
    pub(super) fn negate(self, graph: &mut Graph) -> Level {
        match self {
            Level::MinusInfinity => Level::PlusInfinity,
            Level::Finite(value) => Level::Finite(graph.negate(value)),
            Level::PlusInfinity => Level::MinusInfinity,
        }
    }
}

impl Graph {
    /// The order of two levels.
    pub(super) fn order_of_levels(&mut self, a: Level, b: Level) -> Result<Ordering, String> {
        match (a, b) {
            (Level::Finite(a), Level::Finite(b)) => self.order_of_values(a, b),
            _ => Ok(rank(a).cmp(&rank(b))),
        }
    }

    /// The order of two exact numbers.
    pub(super) fn order_of_values(&mut self, a: NodeId, b: NodeId) -> Result<Ordering, String> {
        if a == b {
            return Ok(Ordering::Equal);
        }
        self.without_side_conditions(|graph| {
            let difference = graph.subtract(a, b);
            graph.exact_sign(difference)
        })
        .ok_or_else(|| {
            let [a, b] = [a, b].map(|id| super::words::number(self, id));
            format!("{a} and {b} could neither be told apart nor proved equal")
        })
    }
}

fn rank(level: Level) -> i8 {
    match level {
        Level::MinusInfinity => -1,
        Level::Finite(_) => 0,
        Level::PlusInfinity => 1,
    }
}
