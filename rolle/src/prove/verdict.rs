//! What can be said of a claim.

use super::bound::Bound;
use super::set::Set;
use crate::calculus::{Approach, Limit};
use crate::graph::NodeId;

/// The answer to a claim. There are three, and no fourth: what is not proved and not refuted is undecided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds, and why.
    Proven(String),
    /// It does not hold.
    Refuted {
        /// Exact numbers that show it; confirmed by exact arithmetic.
        witness: Witness,
        /// What they show, in words.
        reason: String,
    },
    /// Where the proof stopped, and what was tried.
    Undecided(String),
}

impl Verdict {
    /// Whether the claim is proved.
    pub fn is_proven(&self) -> bool {
        matches!(self, Verdict::Proven(_))
    }

    /// Whether the claim is refuted.
    pub fn is_refuted(&self) -> bool {
        matches!(self, Verdict::Refuted { .. })
    }

    /// Whether the claim is open.
    pub fn is_undecided(&self) -> bool {
        matches!(self, Verdict::Undecided(_))
    }

    /// The reason in words.
    pub fn reason(&self) -> &str {
        match self {
            Verdict::Proven(reason)
            | Verdict::Undecided(reason)
            | Verdict::Refuted { reason, .. } => reason,
        }
    }

    /// The first verdict that is not proved, or else the proofs joined.
    pub(super) fn both(self, next: impl FnOnce() -> Verdict) -> Verdict {
        let Verdict::Proven(first) = self else { return self };
        match next() {
            Verdict::Proven(second) if second == first => Verdict::Proven(first),
            Verdict::Proven(second) => Verdict::Proven(format!("{first}; {second}")),
            other => other,
        }
    }
}

/// What refutes a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witness {
    /// The values of what was compared at a point; [`crate::operator::Op::Undefined`] where there is none.
    At {
        /// The point.
        at: NodeId,
        /// The values there.
        values: Vec<NodeId>,
    },
    /// Ascending points and the values of the function at them.
    Points {
        /// The points.
        points: Vec<NodeId>,
        /// The values.
        values: Vec<NodeId>,
    },
    /// A limit of the function, or of a derivative.
    Limit {
        /// How many times the function was differentiated.
        order: u32,
        /// Where the variable goes.
        approach: Approach,
        /// The limit.
        limit: Limit,
    },
    /// The bound as it is.
    Bound(Bound),
    /// The set as it is.
    Set(Set),
    /// The points as they are.
    Places(Vec<NodeId>),
}
