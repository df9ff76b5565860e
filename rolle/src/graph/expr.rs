//! `Expr`: a `Copy` handle with operators, so that formulas in Rust read like formulas.

use super::{Assumptions, Constant, Graph};
use crate::number::{Number, Rational};
use crate::operator::{NodeId, Op};
use std::cell::{Ref, RefCell, RefMut};
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A graph behind shared references, so that its handles can be copied freely.
///
/// # Examples
/// ```
/// use rolle::Scope;
/// let cx = Scope::new();
/// let x = cx.symbol("x");
/// let f = x * x.sigmoid();
/// assert_eq!(f, x.sigmoid() * x);
/// ```
#[derive(Debug, Default)]
pub struct Scope {
    graph: RefCell<Graph>,
}

/// A node of a [`Scope`]'s graph: an index and a reference, `Copy`, with the operators of arithmetic.
///
/// Equality is structural and takes constant time.
#[derive(Clone, Copy)]
pub struct Expr<'s> {
    scope: &'s Scope,
    id: NodeId,
}

impl Scope {
    /// An empty scope.
    pub fn new() -> Scope {
        Scope { graph: RefCell::new(Graph::new()) }
    }

    /// The graph, to read.
    pub fn graph(&self) -> Ref<'_, Graph> {
        self.graph.borrow()
    }

    /// The graph, to change. Handles stay valid.
    pub fn graph_mut(&self) -> RefMut<'_, Graph> {
        self.graph.borrow_mut()
    }

    /// Takes the graph out, for use without handles.
    pub fn into_graph(self) -> Graph {
        self.graph.into_inner()
    }

    /// The handle of a node.
    ///
    /// # Panics
    /// If the graph of this scope has no such node.
    pub fn expr(&self, id: NodeId) -> Expr<'_> {
        assert!(id.index() < self.graph().len(), "the node belongs to another graph");
        Expr { scope: self, id }
    }

    fn make(&self, build: impl FnOnce(&mut Graph) -> NodeId) -> Expr<'_> {
        let id = build(&mut self.graph.borrow_mut());
        Expr { scope: self, id }
    }

    /// The real symbol of this name.
    pub fn symbol(&self, name: &str) -> Expr<'_> {
        self.make(|g| g.symbol(name))
    }

    /// The real symbols of these names, separated by spaces or commas.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    /// assert_eq!(x + y, y + x);
    /// ```
    pub fn symbols(&self, names: &str) -> Vec<Expr<'_>> {
        names
            .split([' ', ','])
            .filter(|name| !name.is_empty())
            .map(|name| self.symbol(name))
            .collect()
    }

    /// The symbol of this name with assumptions.
    ///
    /// # Errors
    /// `Argument` if the name is taken with other assumptions.
    pub fn symbol_with(&self, name: &str, assumptions: Assumptions) -> crate::Result<Expr<'_>> {
        let id = self.graph_mut().symbol_with(name, assumptions)?;
        Ok(self.expr(id))
    }

    /// An integer.
    pub fn integer(&self, n: i64) -> Expr<'_> {
        self.make(|g| g.integer(n))
    }

    /// The rational number p/q.
    ///
    /// # Panics
    /// If q is zero.
    pub fn rational(&self, p: i64, q: i64) -> Expr<'_> {
        self.make(|g| g.ratio(p, q))
    }

    /// The circle constant.
    pub fn pi(&self) -> Expr<'_> {
        self.make(|g| g.constant(Constant::Pi))
    }

    /// Euler's number.
    pub fn e(&self) -> Expr<'_> {
        self.make(|g| g.constant(Constant::E))
    }

    /// The sum of many terms, in one step.
    pub fn sum<'s>(&'s self, terms: &[Expr<'s>]) -> Expr<'s> {
        let ids = self.ids(terms);
        self.make(|g| g.sum(&ids))
    }

    /// The product of many factors, in one step.
    pub fn product<'s>(&'s self, factors: &[Expr<'s>]) -> Expr<'s> {
        let ids = self.ids(factors);
        self.make(|g| g.product(&ids))
    }

    /// The value of the first branch whose condition holds, else `otherwise`.
    pub fn piecewise<'s>(
        &'s self,
        branches: &[(Expr<'s>, Expr<'s>)],
        otherwise: Option<Expr<'s>>,
    ) -> Expr<'s> {
        let branches: Vec<_> = branches.iter().map(|&(v, c)| (self.own(v), self.own(c))).collect();
        let otherwise = otherwise.map(|e| self.own(e));
        self.make(|g| g.piecewise(&branches, otherwise))
    }

    pub(crate) fn ids(&self, exprs: &[Expr<'_>]) -> Vec<NodeId> {
        exprs.iter().map(|&e| self.own(e)).collect()
    }

    fn own(&self, e: Expr<'_>) -> NodeId {
        assert!(std::ptr::eq(self, e.scope), "the expressions belong to different scopes");
        e.id
    }
}

/// What can stand on the right of an operator: an expression, an integer, a rational, a decimal.
///
/// An `f64` enters as its shortest decimal: 0.044715 is 8943/200000 exactly.
pub trait Operand<'s> {
    /// The operand as an expression of the scope.
    fn operand(self, scope: &'s Scope) -> Expr<'s>;
}

impl<'s> Operand<'s> for Expr<'s> {
    fn operand(self, scope: &'s Scope) -> Expr<'s> {
        scope.own(self);
        self
    }
}

impl<'s> Operand<'s> for i64 {
    fn operand(self, scope: &'s Scope) -> Expr<'s> {
        scope.integer(self)
    }
}

impl<'s> Operand<'s> for Rational {
    fn operand(self, scope: &'s Scope) -> Expr<'s> {
        scope.make(|g| g.rational(self))
    }
}

impl<'s> Operand<'s> for f64 {
    /// # Panics
    /// If the number is not finite.
    fn operand(self, scope: &'s Scope) -> Expr<'s> {
        let value = decimal(self).expect("a float in a formula must be finite");
        scope.make(|g| g.literal_number(&value))
    }
}

/// The shortest decimal that reads back as the float.
fn decimal(value: f64) -> Option<Number> {
    if !value.is_finite() {
        return None;
    }
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e')?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: i64 = format!("{whole}{fraction}").parse().ok()?;
    let shift = exponent.parse::<i64>().ok()? - fraction.len() as i64;
    let scale = Number::Small(10).pow(shift, usize::MAX)?;
    Some(Number::Small(digits).mul(&scale))
}

macro_rules! operators {
    ($($trait:ident $method:ident $graph:expr;)*) => {$(
        impl<'s, R: Operand<'s>> $trait<R> for Expr<'s> {
            type Output = Expr<'s>;
            fn $method(self, right: R) -> Expr<'s> {
                let right = right.operand(self.scope);
                let build: fn(&mut Graph, NodeId, NodeId) -> NodeId = $graph;
                self.scope.make(|g| build(g, self.id, right.id))
            }
        }
        operators!(@left $trait $method i64 f64 Rational);
    )*};
    (@left $trait:ident $method:ident $($left:ty)*) => {$(
        impl<'s> $trait<Expr<'s>> for $left {
            type Output = Expr<'s>;
            fn $method(self, right: Expr<'s>) -> Expr<'s> {
                $trait::$method(self.operand(right.scope), right)
            }
        }
    )*};
}

operators! {
    Add add |g, a, b| g.sum(&[a, b]);
    Sub sub |g, a, b| g.subtract(a, b);
    Mul mul |g, a, b| g.product(&[a, b]);
    Div div |g, a, b| g.divide(a, b);
}

impl<'s> Neg for Expr<'s> {
    type Output = Expr<'s>;
    fn neg(self) -> Expr<'s> {
        self.scope.make(|g| g.negate(self.id))
    }
}

impl PartialEq for Expr<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.scope, other.scope) && self.id == other.id
    }
}

impl Eq for Expr<'_> {}

impl fmt::Debug for Expr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expr({:?}, {:?})", self.id, self.scope.graph().op(self.id))
    }
}

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident $op:ident;)*) => {
        impl<'s> Expr<'s> {$(
            $(#[$doc])*
            pub fn $name(self) -> Expr<'s> {
                self.function(Op::$op)
            }
        )*}
    };
}

functions! {
    /// eˣ.
    exp Exp;
    /// The natural logarithm.
    log Log;
    /// |x|.
    abs Abs;
    /// −1, 0 or 1.
    sign Sign;
    /// The largest integer not above.
    floor Floor;
    /// The smallest integer not below.
    ceil Ceil;
    /// The unit step, 1/2 at zero.
    heaviside Heaviside;
    /// Sine.
    sin Sin;
    /// Cosine.
    cos Cos;
    /// Tangent.
    tan Tan;
    /// Inverse sine.
    asin Asin;
    /// Inverse cosine.
    acos Acos;
    /// Inverse tangent.
    atan Atan;
    /// Hyperbolic sine.
    sinh Sinh;
    /// Hyperbolic cosine.
    cosh Cosh;
    /// Hyperbolic tangent.
    tanh Tanh;
    /// The logistic function.
    sigmoid Sigmoid;
    /// The error function.
    erf Erf;
    /// The complementary error function.
    erfc Erfc;
    /// The gamma function.
    gamma Gamma;
    /// The logarithm of |Γ|.
    lgamma Lgamma;
    /// The derivative of log Γ.
    digamma Digamma;
    /// The principal branch of the Lambert W function.
    lambertw Lambertw;
}

impl<'s> Expr<'s> {
    /// The node.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The scope.
    pub fn scope(self) -> &'s Scope {
        self.scope
    }

    pub(crate) fn map(self, build: impl FnOnce(&mut Graph, NodeId) -> NodeId) -> Expr<'s> {
        self.scope.make(|g| build(g, self.id))
    }

    fn function(self, op: Op) -> Expr<'s> {
        self.map(|g, x| g.apply(op, &[x]).expect("a function of one argument"))
    }

    /// A function of the operator table of one argument.
    ///
    /// # Errors
    /// `Arity` or `Argument` where the function takes other arguments.
    pub fn apply(self, op: Op) -> crate::Result<Expr<'s>> {
        let id = self.scope.graph_mut().apply(op, &[self.id])?;
        Ok(self.scope.expr(id))
    }

    /// The power with any exponent.
    pub fn pow(self, exponent: impl Operand<'s>) -> Expr<'s> {
        let exponent = exponent.operand(self.scope);
        self.map(|g, x| g.power(x, exponent.id))
    }

    /// √x.
    pub fn sqrt(self) -> Expr<'s> {
        self.map(|g, x| g.sqrt(x))
    }

    /// The real cube root.
    pub fn cbrt(self) -> Expr<'s> {
        self.map(|g, x| {
            let three = g.integer(3);
            g.apply(Op::Root, &[x, three]).expect("three is an odd degree")
        })
    }

    /// The larger of two.
    pub fn max(self, other: impl Operand<'s>) -> Expr<'s> {
        let other = other.operand(self.scope);
        self.map(|g, x| g.apply(Op::Max, &[x, other.id]).expect("two arguments"))
    }

    /// The smaller of two.
    pub fn min(self, other: impl Operand<'s>) -> Expr<'s> {
        let other = other.operand(self.scope);
        self.map(|g, x| g.apply(Op::Min, &[x, other.id]).expect("two arguments"))
    }

    /// The condition `self < other`.
    pub fn less(self, other: impl Operand<'s>) -> Expr<'s> {
        let other = other.operand(self.scope);
        self.map(|g, x| g.less(x, other.id))
    }

    /// The condition `self <= other`.
    pub fn less_equal(self, other: impl Operand<'s>) -> Expr<'s> {
        let other = other.operand(self.scope);
        self.map(|g, x| g.less_equal(x, other.id))
    }

    /// The expression with one part replaced by another, everywhere at once.
    pub fn substitute(self, from: Expr<'s>, to: impl Operand<'s>) -> Expr<'s> {
        let to = to.operand(self.scope);
        self.map(|g, x| g.substitute(x, &[(from.id, to.id)]))
    }
}
