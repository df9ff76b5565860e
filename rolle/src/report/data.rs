//! What a report says, as plain data. Every statement carries how it is known.

pub use crate::calculus::Integers;
use crate::calculus::{Interval, Joint, JointKind, Limit, Pieces};
use crate::graph::SideCondition;
use crate::operator::{NodeId, Op};
pub use crate::prove::Entry;
use std::cmp::Ordering;

/// How a statement is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Proved by exact methods.
    Exact,
    /// Proved by enclosures: every digit that is shown is certain.
    Enclosed,
    /// Seen in floating point at finitely many points; proves nothing.
    Sampled,
    /// Neither proved nor refuted, with the reason.
    Undecided(String),
}

/// A formula of the report: f, f′ or f″.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The expression.
    pub expression: NodeId,
    /// [`Certainty::Exact`] where the joints are decided; else why the expression leaves them open.
    pub joints: Certainty,
}

/// Infinitely many jumps or poles: those of `floor`, `tan`, `gamma` and their kin with an affine argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The function that has them.
    pub operator: Op,
    /// What it has there.
    pub kind: FamilyKind,
    /// The places, as an expression in the variable and [`Family::index`].
    pub place: NodeId,
    /// The symbol that stands for an integer.
    pub index: NodeId,
    /// Which integers.
    pub integers: Integers,
    /// The equation in words: `x = k for every integer k`, with the right-hand side in plain notation.
    pub text: String,
    /// What f does there, for all of the integers at once; `None` where that was not found.
    pub joint: Option<Joint>,
    /// Integers at which f does something else.
    pub except: Vec<i64>,
}

/// What an infinite family of special places consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyKind {
    /// Jumps of the part that has them.
    Jumps,
    /// Poles of the part that has them.
    Poles,
    /// Places where the part switches from one branch to another.
    Switches,
}

/// Where an end of the graph lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// x → −∞.
    MinusInfinity,
    /// x → a from below.
    Below(NodeId),
    /// x → a from above.
    Above(NodeId),
    /// x → +∞.
    PlusInfinity,
}

/// The limits of f and f′ at an end of the domain, at a pole or at infinity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndBehavior {
    /// Where.
    pub place: Place,
    /// Of the function.
    pub value: Limit,
    /// Of the derivative.
    pub slope: Limit,
}

/// A line that the graph approaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asymptote {
    /// At which ends; a vertical one names its sides.
    pub places: Vec<Place>,
    /// The line.
    pub line: Line,
    /// Whether the function is this line from some point on, rather than approaching it.
    pub coincides: bool,
}

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// x = a.
    Vertical(NodeId),
    /// y = slope · x + intercept; horizontal where the slope is zero.
    Oblique {
        /// The slope.
        slope: NodeId,
        /// The value at zero.
        intercept: NodeId,
        /// The right-hand side as an expression.
        expression: NodeId,
    },
}

/// The sign of f′ on an open interval.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeSign {
    /// The left end; `None` for −∞.
    pub left: Option<NodeId>,
    /// The right end; `None` for +∞.
    pub right: Option<NodeId>,
    /// The sign, where it is known.
    pub sign: Option<Ordering>,
    /// How it is known; [`Certainty::Undecided`] where it is not.
    pub certainty: Certainty,
    /// Where the sign is undecided: runs of sampled signs between floating-point abscissas.
    pub sampled: Vec<SampledSign>,
}

/// A run of equal signs of f′ at sample points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampledSign {
    /// Where the run begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The sign at every sample between.
    pub sign: Ordering,
}

/// A local extremum, proved by the change of the sign of f′ around a point of continuity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extremum {
    /// Where.
    pub at: NodeId,
    /// The value.
    pub value: Value,
    /// Whether it is a maximum.
    pub maximum: bool,
}

/// Symmetry about the axis or the origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parity {
    /// f(−x) = f(x).
    Even,
    /// f(−x) = −f(x).
    Odd,
    /// Both: the zero function.
    Zero,
    /// Neither, by a counterexample or by the domain.
    Neither,
    /// Neither proved nor refuted.
    Undecided,
}

/// A number as exact expression and as certain decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The exact value, or [`Op::Undefined`].
    pub exact: NodeId,
    /// Correctly rounded decimals; `None` where there is no value, or a parameter in it, or they are not certain.
    pub decimal: Option<String>,
    /// Whether the decimals are the exact value.
    pub decimal_is_exact: bool,
}

/// f and its slope at one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The point.
    pub at: Value,
    /// f there.
    pub value: Value,
    /// f′ there.
    pub slope: Slope,
}

/// A slope at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slope {
    /// f is differentiable there.
    Both(Value),
    /// f is not differentiable there: the one-sided limits of f′, with decimals where they are finite.
    Sides {
        /// From the left; `None` where f does not exist there.
        left: Option<(Limit, Option<Value>)>,
        /// From the right.
        right: Option<(Limit, Option<Value>)>,
    },
    /// There is none, since f has no value.
    Missing,
    /// There is none, since f is not continuous there.
    Discontinuous(JointKind),
    /// Not decided, with the reason.
    Undecided(String),
}

/// A function that has a name, offered to [`super::report`] for recognition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name, such as `relu`.
    pub name: String,
    /// The formula, in the variable of the report.
    pub formula: NodeId,
    /// Where it comes from.
    pub source: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// What frameworks return at its kinks.
    pub conventions: Vec<Convention>,
}

/// What a framework returns as the derivative at a kink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convention {
    /// The point, in the framework's spelling: `0`.
    pub at: String,
    /// The framework and its version: `torch 2.15.0`.
    pub framework: String,
    /// The derivative that it returns: `0`, `nan`.
    pub slope: String,
    /// How it relates to the one-sided slopes: `left`, `mid`.
    pub relation: Option<String>,
}

/// All that is known of a function of one variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The function as it was given.
    pub function: NodeId,
    /// The variable.
    pub variable: NodeId,
    /// Other symbols of the function.
    pub parameters: Vec<NodeId>,
    /// What canonicalization assumed of the formula: `x/x` leaves "x is not zero".
    pub side_conditions: Vec<SideCondition>,
    /// The function in normal form: piecewise, with simplified pieces, where it has kinks.
    pub f: Formula,
    /// The first derivative, with its values at the joints where it exists.
    pub first: Formula,
    /// The second derivative, likewise.
    pub second: Formula,
    /// The smooth pieces, or why the function could not be cut.
    pub pieces: Result<Pieces, String>,
    /// The domain as disjoint intervals; an error says why it is not known.
    pub domain: Result<Vec<Interval>, String>,
    /// All properties, one line for each, proved or open; see [`crate::prove::Study::passport`].
    pub passport: Vec<Entry>,
    /// Infinitely many jumps or poles.
    pub families: Vec<Family>,
    /// What happens between the pieces, from left to right.
    pub joints: Vec<Joint>,
    /// Limits at infinity, at ends of the domain and at poles, from left to right.
    pub ends: Vec<EndBehavior>,
    /// The asymptotes.
    pub asymptotes: Vec<Asymptote>,
    /// The sign of f′ from left to right.
    pub slope_signs: Vec<SlopeSign>,
    /// Local extrema that the signs prove.
    pub extrema: Vec<Extremum>,
    /// The symmetry.
    pub parity: Parity,
    /// Values and slopes at a few points.
    pub values: Vec<Row>,
    /// The known function that this one was proved equal to.
    pub known: Option<Known>,
    /// What a reader should be warned of.
    pub warnings: Vec<String>,
    /// Significant digits of the decimals.
    pub digits: usize,
}
