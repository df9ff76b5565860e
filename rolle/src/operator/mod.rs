//! The operator table: what every primitive is, once.
//!
//! Adding a function means adding one variant to [`Op`] and one row to [`table`]; the coverage test then names
//! what is still missing elsewhere. The chain rule is not here: a row gives the partial derivative of its own
//! function, in terms of its arguments and of its value (the *primal*).

mod derivative;
mod table;

pub use table::{Arity, Derivative, Domain, Parity, Row, SignRule, table};

/// A node of an expression graph: an index, `Copy`, meaningful only with its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The number zero, which is the first node of every graph.
    pub const ZERO: NodeId = NodeId(0);
    /// The number one, which is the second node of every graph.
    pub const ONE: NodeId = NodeId(1);

    /// The position of the node in its graph.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The kinds of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Op {
    /// An exact rational number.
    Number,
    /// π or e.
    Constant,
    /// A real number that has no other name than what it is a zero of: a root of an irreducible polynomial.
    Isolated,
    /// A variable or parameter.
    Symbol,
    /// The name of an unspecified function, with the orders of its formal partial derivatives.
    Function,
    /// A value that does not exist in the real numbers, such as `1/0`.
    Undefined,
    /// A sum of two or more terms.
    Sum,
    /// A product of two or more factors; a numeric coefficient stands first.
    Product,
    /// `base^exponent`.
    Power,
    /// An unspecified function applied to arguments: its [`Op::Function`], then the arguments.
    Call,
    /// Values with conditions, alternating; the first true condition wins; a last lone value is "otherwise".
    Piecewise,
    /// The true condition.
    True,
    /// The false condition.
    False,
    /// `a < b`.
    Less,
    /// `a <= b`.
    LessEqual,
    /// `a == b`.
    Equal,
    /// `a != b`.
    NotEqual,
    /// All of the conditions.
    And,
    /// Any of the conditions.
    Or,
    /// The natural exponential.
    Exp,
    /// The natural logarithm.
    Log,
    /// The real n-th root for an odd literal n; `root(x, 3)` is the cube root.
    Root,
    /// The absolute value.
    Abs,
    /// −1, 0 or 1.
    Sign,
    /// The largest integer not above.
    Floor,
    /// The smallest integer not below.
    Ceil,
    /// The nearest integer, ties to even.
    Round,
    /// The largest of two or more.
    Max,
    /// The smallest of two or more.
    Min,
    /// The unit step: 0, 1/2 at zero, 1.
    Heaviside,
    /// Sine.
    Sin,
    /// Cosine.
    Cos,
    /// Tangent.
    Tan,
    /// Secant.
    Sec,
    /// Cosecant.
    Csc,
    /// Cotangent.
    Cot,
    /// Inverse sine.
    Asin,
    /// Inverse cosine.
    Acos,
    /// Inverse tangent.
    Atan,
    /// Inverse secant.
    Asec,
    /// Inverse cosecant.
    Acsc,
    /// Inverse cotangent, with values in (0, π).
    Acot,
    /// Hyperbolic sine.
    Sinh,
    /// Hyperbolic cosine.
    Cosh,
    /// Hyperbolic tangent.
    Tanh,
    /// Hyperbolic secant.
    Sech,
    /// Hyperbolic cosecant.
    Csch,
    /// Hyperbolic cotangent.
    Coth,
    /// Inverse hyperbolic sine.
    Asinh,
    /// Inverse hyperbolic cosine.
    Acosh,
    /// Inverse hyperbolic tangent.
    Atanh,
    /// Inverse hyperbolic secant.
    Asech,
    /// Inverse hyperbolic cosecant.
    Acsch,
    /// Inverse hyperbolic cotangent.
    Acoth,
    /// The logistic function 1/(1 + e⁻ˣ).
    Sigmoid,
    /// The error function.
    Erf,
    /// The complementary error function.
    Erfc,
    /// The inverse of the error function.
    Erfinv,
    /// The gamma function.
    Gamma,
    /// log |Γ(x)|.
    Lgamma,
    /// The derivative of log Γ.
    Digamma,
    /// `polygamma(n, x)`: the n-th derivative of the digamma function, for a literal n ≥ 1.
    Polygamma,
    /// The principal branch of the inverse of w·eʷ.
    Lambertw,
    /// `atan2(y, x)`: the angle of the point (x, y).
    Atan2,
    /// `hypot(x, y)`: √(x² + y²).
    Hypot,
}

impl Op {
    /// The row of the operator table; `None` for leaves, sums, products, powers and conditions.
    pub fn row(self) -> Option<&'static Row> {
        table().get((self as usize).checked_sub(Op::Exp as usize)?)
    }

    /// Whether the operator is a named function of the operator table.
    pub fn is_function(self) -> bool {
        self >= Op::Exp
    }

    /// Whether the node is a condition rather than a number.
    pub fn is_condition(self) -> bool {
        matches!(
            self,
            Op::True
                | Op::False
                | Op::Less
                | Op::LessEqual
                | Op::Equal
                | Op::NotEqual
                | Op::And
                | Op::Or
        )
    }
}

/// What a row needs to write its derivative down; a graph offers it.
pub trait Build {
    /// An integer.
    fn integer(&mut self, n: i64) -> NodeId;
    /// The constant π.
    fn pi(&mut self) -> NodeId;
    /// A sum.
    fn sum(&mut self, terms: &[NodeId]) -> NodeId;
    /// A product.
    fn product(&mut self, factors: &[NodeId]) -> NodeId;
    /// A power.
    fn power(&mut self, base: NodeId, exponent: NodeId) -> NodeId;
    /// A function of the table; the number of arguments must fit its row.
    fn function(&mut self, op: Op, args: &[NodeId]) -> NodeId;
    /// `value` where `a != b`, nothing elsewhere.
    fn where_different(&mut self, value: NodeId, a: NodeId, b: NodeId) -> NodeId;
    /// The value of a literal integer argument.
    fn literal(&self, id: NodeId) -> Option<i64>;
}
