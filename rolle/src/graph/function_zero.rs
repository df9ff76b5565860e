//! The one zero of a function between two rational numbers: a constant that needs no closed form.

use super::Graph;
use crate::number::{Number, Rational};
use crate::operator::NodeId;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A real number that is the only zero of a function between two rational numbers, and a simple one.
///
/// It carries its function in a graph of its own, so it can move between graphs. Equal are two zeros of the same
/// text between the same numbers; two functions with a zero in common give two nodes.
#[derive(Clone)]
pub struct FunctionZero {
    formula: Arc<Formula>,
    low: Rational,
    high: Rational,
    digits: u32,
    nearest: f64,
}

struct Formula {
    graph: Graph,
    x: NodeId,
    function: NodeId,
    derivative: NodeId,
    text: Box<str>,
}

impl FunctionZero {
    /// A zero of `function`, of which `derivative` is the derivative by `x`, both in a graph of their own, between
    /// `k/10^digits` and `(k + 1)/10^digits`; `nearest` is near it.
    ///
    /// The caller vouches that the function changes its sign there and its derivative does not vanish between,
    /// that zero does not lie between, and that `text` says the function with the variable `x`.
    pub(crate) fn new(
        graph: Graph,
        [x, function, derivative]: [NodeId; 3],
        text: String,
        (low, digits): (Rational, u32),
        nearest: f64,
    ) -> FunctionZero {
        let step = Number::Small(10).pow(-i64::from(digits), 1 << 20).expect("a small power");
        let high = &low + step.to_rational();
        let formula = Formula { graph, x, function, derivative, text: text.into() };
        FunctionZero { formula: Arc::new(formula), low, high, digits, nearest }
    }

    /// The graph of the function.
    pub(crate) fn graph(&self) -> &Graph {
        &self.formula.graph
    }

    /// The variable, the function and its derivative.
    pub(crate) fn nodes(&self) -> [NodeId; 3] {
        [self.formula.x, self.formula.function, self.formula.derivative]
    }

    /// The function, in plain text with the variable `x`.
    pub fn function(&self) -> &str {
        &self.formula.text
    }

    /// The numbers between which the zero lies, alone.
    pub fn interval(&self) -> (&Rational, &Rational) {
        (&self.low, &self.high)
    }

    /// The decimals of both ends of the interval.
    pub fn digits(&self) -> u32 {
        self.digits
    }

    /// The zero as a double, within a few units in the last place.
    pub fn to_f64(&self) -> f64 {
        self.nearest
    }

    /// The sign of the zero.
    pub fn sign(&self) -> Ordering {
        if self.high <= Rational::ZERO { Ordering::Less } else { Ordering::Greater }
    }
}

impl PartialEq for FunctionZero {
    fn eq(&self, other: &FunctionZero) -> bool {
        self.low == other.low && self.digits == other.digits && self.function() == other.function()
    }
}

impl Eq for FunctionZero {}

impl Hash for FunctionZero {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.function().hash(state);
        self.low.numerator().hash(state);
        self.digits.hash(state);
    }
}

impl fmt::Debug for FunctionZero {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "zero of {} in [{}, {}]", self.function(), self.low, self.high)
    }
}
