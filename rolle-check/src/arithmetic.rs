//! What a formula can be evaluated in.

use crate::rational::Rational;

/// The elementary functions of one argument that the kernel knows; all others are made of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// eˣ.
    Exp,
    /// The natural logarithm, for x > 0.
    Log,
    /// Sine.
    Sin,
    /// Cosine.
    Cos,
    /// Hyperbolic sine.
    Sinh,
    /// Hyperbolic cosine.
    Cosh,
    /// Hyperbolic tangent.
    Tanh,
    /// The logistic function 1/(1 + e⁻ˣ).
    Sigmoid,
    /// log(1 + eˣ).
    Softplus,
    /// Inverse tangent.
    Atan,
    /// Inverse hyperbolic sine.
    Asinh,
    /// The error function.
    Erf,
    /// The complementary error function.
    Erfc,
}

impl Function {
    /// All functions with their names, as certificates spell them.
    pub(crate) const NAMES: [(&str, Function); 13] = [
        ("exp", Function::Exp),
        ("log", Function::Log),
        ("sin", Function::Sin),
        ("cos", Function::Cos),
        ("sinh", Function::Sinh),
        ("cosh", Function::Cosh),
        ("tanh", Function::Tanh),
        ("sigmoid", Function::Sigmoid),
        ("softplus", Function::Softplus),
        ("atan", Function::Atan),
        ("asinh", Function::Asinh),
        ("erf", Function::Erf),
        ("erfc", Function::Erfc),
    ];

    /// The name.
    pub(crate) fn name(self) -> &'static str {
        let row = Function::NAMES.iter().find(|row| row.1 == self);
        row.expect("every function has a name").0
    }

    /// The function of a name.
    pub(crate) fn named(name: &str) -> Option<Function> {
        Some(Function::NAMES.iter().find(|row| row.0 == name)?.1)
    }
}

/// A set of numbers with operations that enclose: intervals, expansions at infinity, exact numbers.
///
/// Every operation returns a number that encloses all results, or `None` where it cannot. A result that is not
/// `None` also says that the operation is defined for every value enclosed by the arguments, but for the closed ends
/// of a set: the logarithm of [0, 1] is (−∞, 0], and 1/[0, 1] is [1, ∞).
pub trait Arithmetic {
    /// The numbers.
    type Number: Clone + std::fmt::Debug;

    /// A rational number.
    fn rational(&self, value: &Rational) -> Option<Self::Number>;

    /// π.
    fn pi(&self) -> Option<Self::Number>;

    /// a + b.
    fn add(&self, a: &Self::Number, b: &Self::Number) -> Option<Self::Number>;

    /// −a.
    fn neg(&self, a: &Self::Number) -> Self::Number;

    /// a·b.
    fn mul(&self, a: &Self::Number, b: &Self::Number) -> Option<Self::Number>;

    /// aʳ for a rational r: any integer power; a real power of a ≥ 0, or of any a where the denominator of r is odd
    /// (the real root).
    fn power(&self, a: &Self::Number, exponent: &Rational) -> Option<Self::Number>;

    /// f(a).
    fn apply(&self, function: Function, a: &Self::Number) -> Option<Self::Number>;

    /// Whether the number is exactly zero and nothing else.
    fn is_zero(&self, a: &Self::Number) -> bool;

    /// Whether it is proved that none of the enclosed values is zero.
    fn excludes_zero(&self, a: &Self::Number) -> bool;
}
