//! Taylor coefficients of elementary functions, exactly at a constant and as ranges over an interval.
//!
//! Each function satisfies a differential equation that is linear or quadratic, which gives its coefficients one
//! after another (Knuth, TAOCP 2, §4.7; Moore, Interval Analysis, 1966). The recurrences are written once, over
//! whatever can be added and multiplied.

use super::constant::Constants;
use super::range;
use super::{Attempt, undecided};
use crate::graph::Constant;
use crate::operator::{NodeId, Op};
use rolle_interval::Interval;

/// A function with known Taylor coefficients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Law {
    /// A function of the operator table.
    Function(Op),
    /// x^p, for x > 0 (x ≠ 0 if p is an integer).
    Power(NodeId),
}

impl Law {
    /// The value at a constant.
    pub(super) fn value(self, constants: &mut Constants, c: NodeId) -> Attempt<NodeId> {
        match self {
            Law::Power(p) => constants.power(c, p),
            Law::Function(op) if is_known(op) => constants.function(op, c),
            Law::Function(op) => {
                let name = op.row().map_or("this function", |row| row.name);
                undecided(format!("no bound is known for the series of `{name}`"))
            }
        }
    }

    /// All values over an interval, if there is one at each of its points.
    pub(super) fn range(self, constants: &mut Constants, x: Interval) -> Option<Interval> {
        match self {
            Law::Power(p) => constants.enclose_power(x, p),
            Law::Function(op) => range::function(op, x),
        }
    }

    /// Whether the function is odd or even.
    pub(super) fn has_parity(self) -> bool {
        use Op::*;
        matches!(
            self,
            Law::Function(Sin | Cos | Sinh | Cosh | Tanh | Atan | Asin | Asinh | Atanh | Erf)
        )
    }
}

fn is_known(op: Op) -> bool {
    use Op::*;
    matches!(
        op,
        Exp | Log
            | Sin
            | Cos
            | Sinh
            | Cosh
            | Tanh
            | Sigmoid
            | Atan
            | Asin
            | Asinh
            | Atanh
            | Erf
            | Erfc
    )
}

/// What the recurrences need.
pub(super) trait Algebra {
    /// A number.
    type Value: Clone;
    fn ratio(&mut self, p: i64, q: i64) -> Self::Value;
    fn add(&mut self, a: &Self::Value, b: &Self::Value) -> Self::Value;
    fn multiply(&mut self, a: &Self::Value, b: &Self::Value) -> Self::Value;
    /// The square, which is not negative.
    fn square(&mut self, a: &Self::Value) -> Self::Value;
    /// A function of the operator table, if it has a value on all of its argument.
    fn function(&mut self, op: Op, a: &Self::Value) -> Option<Self::Value>;
    /// A constant power of what is positive, or of what is not zero if the exponent is an integer.
    fn power(&mut self, a: &Self::Value, p: NodeId) -> Option<Self::Value>;
    /// A constant of the graph.
    fn constant(&mut self, c: NodeId) -> Option<Self::Value>;
    fn over_root_pi(&mut self, n: i64) -> Option<Self::Value>;
    /// p/q as a constant of the graph.
    fn exponent(&mut self, p: i64, q: i64) -> NodeId;
}

/// Exact expressions.
pub(super) struct Exact<'a>(pub(super) &'a mut Constants);

impl Algebra for Exact<'_> {
    type Value = NodeId;
    fn ratio(&mut self, p: i64, q: i64) -> NodeId {
        self.0.graph.ratio(p, q)
    }
    fn add(&mut self, a: &NodeId, b: &NodeId) -> NodeId {
        self.0.graph.sum(&[*a, *b])
    }
    fn multiply(&mut self, a: &NodeId, b: &NodeId) -> NodeId {
        self.0.graph.product(&[*a, *b])
    }
    fn square(&mut self, a: &NodeId) -> NodeId {
        self.0.graph.powi(*a, 2)
    }
    fn function(&mut self, op: Op, a: &NodeId) -> Option<NodeId> {
        self.0.function(op, *a).ok()
    }
    fn power(&mut self, a: &NodeId, p: NodeId) -> Option<NodeId> {
        self.0.power(*a, p).ok()
    }
    fn constant(&mut self, c: NodeId) -> Option<NodeId> {
        Some(c)
    }
    fn over_root_pi(&mut self, n: i64) -> Option<NodeId> {
        let (pi, exponent) = (self.0.graph.constant(Constant::Pi), self.0.graph.ratio(-1, 2));
        let root = self.0.graph.power(pi, exponent);
        let n = self.0.graph.integer(n);
        Some(self.0.graph.product(&[n, root]))
    }
    fn exponent(&mut self, p: i64, q: i64) -> NodeId {
        self.0.graph.ratio(p, q)
    }
}

/// Ranges.
pub(super) struct Ranges<'a>(pub(super) &'a mut Constants);

impl Algebra for Ranges<'_> {
    type Value = Interval;
    fn ratio(&mut self, p: i64, q: i64) -> Interval {
        // Orders and small coefficients: exact as doubles.
        Interval::from(p as f64) * Interval::from(q as f64).recip()
    }
    fn add(&mut self, a: &Interval, b: &Interval) -> Interval {
        *a + *b
    }
    fn multiply(&mut self, a: &Interval, b: &Interval) -> Interval {
        *a * *b
    }
    fn square(&mut self, a: &Interval) -> Interval {
        a.sqr()
    }
    fn function(&mut self, op: Op, a: &Interval) -> Option<Interval> {
        range::function(op, *a)
    }
    fn power(&mut self, a: &Interval, p: NodeId) -> Option<Interval> {
        self.0.enclose_power(*a, p)
    }
    fn constant(&mut self, c: NodeId) -> Option<Interval> {
        self.0.enclosure(c).ok()
    }
    fn over_root_pi(&mut self, n: i64) -> Option<Interval> {
        let c = Exact(self.0).over_root_pi(n)?;
        self.constant(c)
    }
    fn exponent(&mut self, p: i64, q: i64) -> NodeId {
        self.0.graph.ratio(p, q)
    }
}

/// The Taylor coefficients of a law at x, from the first to the `count`-th, without the value.
pub(super) fn coefficients<A: Algebra>(
    law: &Law,
    algebra: &mut A,
    x: &A::Value,
    count: usize,
) -> Option<Vec<A::Value>> {
    let op = match *law {
        Law::Power(p) => return power(algebra, x, p, count),
        Law::Function(op) => op,
    };
    let one = algebra.ratio(1, 1);
    let minus_one = algebra.ratio(-1, 1);
    let zero = algebra.ratio(0, 1);
    match op {
        Op::Exp => {
            let value = algebra.function(Op::Exp, x)?;
            let turns = [value.clone(), value.clone(), value.clone(), value];
            Some(by_turns(algebra, &turns, count))
        }
        Op::Log => {
            let exponent = algebra.exponent(-1, 1);
            let inverse = algebra.power(x, exponent)?;
            let mut power = one;
            let mut found = Vec::with_capacity(count);
            for k in 1..=count {
                power = algebra.multiply(&power, &inverse);
                let factor = algebra.ratio(if k % 2 == 1 { 1 } else { -1 }, k as i64);
                found.push(algebra.multiply(&power, &factor));
            }
            Some(found)
        }
        Op::Sin | Op::Cos | Op::Sinh | Op::Cosh => {
            let circular = matches!(op, Op::Sin | Op::Cos);
            let (s, c) = if circular { (Op::Sin, Op::Cos) } else { (Op::Sinh, Op::Cosh) };
            let (sin, cos) = (algebra.function(s, x)?, algebra.function(c, x)?);
            let sign = if circular { minus_one } else { one };
            let (back_sin, back_cos) =
                (algebra.multiply(&sign, &sin), algebra.multiply(&sign, &cos));
            let turns = match op {
                Op::Sin | Op::Sinh => [sin, cos, back_sin, back_cos],
                _ => [cos, back_sin, back_cos, sin],
            };
            Some(by_turns(algebra, &turns, count))
        }
        Op::Tanh => {
            let value = algebra.function(Op::Tanh, x)?;
            Some(riccati(algebra, value, [one, zero, minus_one], count))
        }
        Op::Sigmoid => {
            let value = algebra.function(Op::Sigmoid, x)?;
            Some(riccati(algebra, value, [zero, one, minus_one], count))
        }
        Op::Atan => integral_of_power(algebra, x, [1, 1], [-1, 1], count),
        Op::Atanh => integral_of_power(algebra, x, [1, -1], [-1, 1], count),
        Op::Asin => integral_of_power(algebra, x, [1, -1], [-1, 2], count),
        Op::Asinh => integral_of_power(algebra, x, [1, 1], [-1, 2], count),
        Op::Erf | Op::Erfc => {
            let factor = algebra.over_root_pi(if op == Op::Erf { 2 } else { -2 })?;
            let slopes = bell(algebra, x, factor, count)?;
            Some(integrate(algebra, slopes))
        }
        _ => None,
    }
}

/// Derivatives that repeat with period four, over the factorials.
fn by_turns<A: Algebra>(algebra: &mut A, turns: &[A::Value; 4], count: usize) -> Vec<A::Value> {
    let mut inverse_factorial = algebra.ratio(1, 1);
    (1..=count)
        .map(|k| {
            let inverse = algebra.ratio(1, k as i64);
            inverse_factorial = algebra.multiply(&inverse_factorial, &inverse);
            algebra.multiply(&inverse_factorial, &turns[k % 4])
        })
        .collect()
}

/// y′ = a + b·y + c·y²: (k + 1)·yₖ₊₁ = [k = 0]·a + b·yₖ + c·Σ yᵢ yₖ₋ᵢ.
fn riccati<A: Algebra>(
    algebra: &mut A,
    value: A::Value,
    [a, b, c]: [A::Value; 3],
    count: usize,
) -> Vec<A::Value> {
    let mut y = vec![value];
    for k in 0..count {
        let mut slope = algebra.multiply(&b, &y[k]);
        if k == 0 {
            slope = algebra.add(&slope, &a);
        }
        let square = square_coefficient(algebra, &y, k);
        let square = algebra.multiply(&c, &square);
        let slope = algebra.add(&slope, &square);
        let inverse = algebra.ratio(1, k as i64 + 1);
        y.push(algebra.multiply(&slope, &inverse));
    }
    y.remove(0);
    y
}

/// The k-th coefficient of y², each product of two different coefficients taken once.
fn square_coefficient<A: Algebra>(algebra: &mut A, y: &[A::Value], k: usize) -> A::Value {
    let two = algebra.ratio(2, 1);
    let mut sum = algebra.ratio(0, 1);
    for i in 0..k.div_ceil(2) {
        let product = algebra.multiply(&y[i], &y[k - i]);
        let product = algebra.multiply(&two, &product);
        sum = algebra.add(&sum, &product);
    }
    if k.is_multiple_of(2) {
        let square = algebra.square(&y[k / 2]);
        sum = algebra.add(&sum, &square);
    }
    sum
}

/// x^p·binom(p, k)·x⁻ᵏ.
fn power<A: Algebra>(
    algebra: &mut A,
    x: &A::Value,
    p: NodeId,
    count: usize,
) -> Option<Vec<A::Value>> {
    let minus_one = algebra.exponent(-1, 1);
    let inverse = algebra.power(x, minus_one)?;
    let (mut coefficient, p) = (algebra.power(x, p)?, algebra.constant(p)?);
    let mut found = Vec::with_capacity(count);
    for k in 1..=count as i64 {
        let shift = algebra.ratio(1 - k, 1);
        let factor = algebra.add(&p, &shift);
        let over = algebra.ratio(1, k);
        coefficient = algebra.multiply(&coefficient, &factor);
        coefficient = algebra.multiply(&coefficient, &over);
        coefficient = algebra.multiply(&coefficient, &inverse);
        found.push(coefficient.clone());
    }
    Some(found)
}

/// The coefficients of a function whose derivative is (a + b·x²)^p.
///
/// With q = a + b·x² and u = q^p, q·u′ = p·q′·u gives
/// (k + 1)·q₀·uₖ₊₁ = Σ_{j=1,2} (p·j − (k + 1 − j))·qⱼ·uₖ₊₁₋ⱼ, for q₁ = 2·b·x and q₂ = b.
fn integral_of_power<A: Algebra>(
    algebra: &mut A,
    x: &A::Value,
    [a, b]: [i64; 2],
    [p, over]: [i64; 2],
    count: usize,
) -> Option<Vec<A::Value>> {
    let square = algebra.square(x);
    let (a, b_value, double) = (algebra.ratio(a, 1), algebra.ratio(b, 1), algebra.ratio(2 * b, 1));
    let q0 = algebra.multiply(&b_value, &square);
    let q0 = algebra.add(&a, &q0);
    let q = [algebra.multiply(&double, x), b_value];
    let (minus_one, exponent) = (algebra.exponent(-1, 1), algebra.exponent(p, over));
    // For a whole exponent too q must stay positive: it is a radicand or keeps x on one side of a pole.
    let inverse = algebra.power(&q0, minus_one)?;
    algebra.function(Op::Log, &q0)?;
    let mut u = vec![algebra.power(&q0, exponent)?];
    for k in 0..count.saturating_sub(1) as i64 {
        let mut sum = algebra.ratio(0, 1);
        for j in 1..=2i64.min(k + 1) {
            let factor = algebra.ratio(p * j - over * (k + 1 - j), over * (k + 1));
            let part = algebra.multiply(&q[j as usize - 1], &u[(k + 1 - j) as usize]);
            let part = algebra.multiply(&part, &factor);
            sum = algebra.add(&sum, &part);
        }
        u.push(algebra.multiply(&sum, &inverse));
    }
    u.truncate(count);
    Some(integrate(algebra, u))
}

/// The coefficients of factor·exp(−x²): u′ = −2·x·u.
fn bell<A: Algebra>(
    algebra: &mut A,
    x: &A::Value,
    factor: A::Value,
    count: usize,
) -> Option<Vec<A::Value>> {
    let square = algebra.square(x);
    let minus_one = algebra.ratio(-1, 1);
    let negative = algebra.multiply(&minus_one, &square);
    let value = algebra.function(Op::Exp, &negative)?;
    let mut u = vec![algebra.multiply(&factor, &value)];
    for k in 0..count.saturating_sub(1) {
        let mut sum = algebra.multiply(x, &u[k]);
        if k > 0 {
            sum = algebra.add(&sum, &u[k - 1]);
        }
        let over = algebra.ratio(-2, k as i64 + 1);
        u.push(algebra.multiply(&sum, &over));
    }
    u.truncate(count);
    Some(u)
}

/// From the coefficients of the derivative to those of the function.
fn integrate<A: Algebra>(algebra: &mut A, slopes: Vec<A::Value>) -> Vec<A::Value> {
    let over = |(k, slope): (usize, A::Value)| {
        let inverse = algebra.ratio(1, k as i64 + 1);
        algebra.multiply(&slope, &inverse)
    };
    slopes.into_iter().enumerate().map(over).collect()
}
