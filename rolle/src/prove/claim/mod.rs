//! Sentences about a function: `increasing on [0, oo)`, `lipschitz <= 1.13`, `f' > 0 on (0, oo)`, `range = (0, 1)`.
//!
//! ```text
//! claim    := sentence [on set]
//! sentence := [strictly] increasing | decreasing | monotone | convex | concave   constant   odd   even
//!           | bounded [above | below]   continuous   differentiable   class C2   smooth   zero-centered
//!           | periodic NUMBER   lipschitz [(f')] [RELATION NUMBER]
//!           | limit([f',] PLACE) = LEVEL   asymptote(PLACE) = FORMULA
//!           | min | max | inf | sup [(f')] = LEVEL   range = set   range in set
//!           | zeros | fixed points | stationary points | inflection points | kinks = set
//!           | FORMULA RELATION FORMULA [RELATION FORMULA …]        in which f, f', f'', f(0) stand for the function
//! set      := part [U part …];   part := (a, b) | [a, b] | {a, b, …} | {} | R | x > a | a < x < b
//! ```
//! Formulas and numbers are read by [`crate::parse`]. What is wrong is told with its place and advice.

mod formula;
mod sentence;
mod sets;
mod text;

use super::level::Level;
use super::relation::Relation;
use super::set::Set;
use crate::calculus::Approach;
use crate::graph::NodeId;
use crate::parse::Diagnostic;
use std::cmp::Ordering;

pub use sentence::parse_claim;

/// A sentence about a function, with the set on which it is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What is claimed.
    pub sentence: Sentence,
    /// Where; the whole line where no set was named.
    pub on: Set,
    /// What there is to say about how the formulas in it were read.
    pub warnings: Vec<Diagnostic>,
}

/// What is claimed.
///
/// In formulas, unspecified functions named `f` stand for the function and its derivatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// a < b implies f(a) ≤ f(b), strictly f(a) < f(b).
    Increasing {
        /// Whether equal values refute it.
        strict: bool,
    },
    /// a < b implies f(a) ≥ f(b), strictly f(a) > f(b).
    Decreasing {
        /// Whether equal values refute it.
        strict: bool,
    },
    /// Increasing or decreasing.
    Monotone {
        /// Whether equal values refute it.
        strict: bool,
    },
    /// One value only.
    Constant,
    /// No chord lies below the graph.
    Convex {
        /// Whether a chord on the graph refutes it.
        strict: bool,
    },
    /// No chord lies above the graph.
    Concave {
        /// Whether a chord on the graph refutes it.
        strict: bool,
    },
    /// f(−x) = f(x).
    Even,
    /// f(−x) = −f(x).
    Odd,
    /// f(x + p) = f(x).
    Periodic(NodeId),
    /// Bounded on the given sides.
    Bounded {
        /// From below.
        below: bool,
        /// From above.
        above: bool,
    },
    /// Continuous.
    Continuous,
    /// Differentiable.
    Differentiable,
    /// Of class Cⁿ.
    Class(u32),
    /// Of class Cⁿ for every n.
    Smooth,
    /// The range is symmetric about zero.
    ZeroCentered,
    /// The least Lipschitz constant of the n-th derivative, in a relation; without a number, that there is one.
    Lipschitz {
        /// Of which derivative.
        order: u32,
        /// The relation.
        relation: Relation,
        /// The number.
        value: Option<NodeId>,
    },
    /// The limit of the n-th derivative.
    Limit {
        /// Of which derivative.
        order: u32,
        /// Where the variable goes.
        approach: Approach,
        /// The limit.
        level: Level,
    },
    /// f less the line tends to zero.
    Asymptote {
        /// The end.
        end: Approach,
        /// The line, a formula in the variable.
        line: NodeId,
    },
    /// The least or greatest value of the n-th derivative.
    Extreme {
        /// Of which derivative.
        order: u32,
        /// `Less` for the least, `Greater` for the greatest.
        side: Ordering,
        /// Whether it must be a value.
        attained: bool,
        /// The bound.
        level: Level,
    },
    /// The set of values.
    Range {
        /// The set.
        set: Set,
        /// Whether the range only lies in it.
        inside: bool,
    },
    /// All points of a kind.
    Points {
        /// The kind.
        kind: PointSet,
        /// The points.
        set: Set,
    },
    /// Relations between neighbors of a chain of formulas.
    Compare {
        /// The first formula.
        first: NodeId,
        /// The relations and formulas after it.
        rest: Vec<(Relation, NodeId)>,
    },
}

/// Kinds of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointSet {
    /// f(x) = 0.
    Zeros,
    /// f(x) = x.
    FixedPoints,
    /// f′(x) = 0.
    StationaryPoints,
    /// Where the function is differentiable and turns from convex to concave or back.
    InflectionPoints,
    /// Continuous without a derivative.
    Kinks,
}
