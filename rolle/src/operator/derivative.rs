//! The partial derivative of each function, by its arguments and its value `y`.
//!
//! The value is reused where the mathematics allows it (1 − y² for tanh), which keeps higher derivatives small.

use super::{Build, NodeId, Op};

/// Small words for writing formulas down.
trait Words {
    fn one_over(&mut self, a: NodeId) -> NodeId;
    fn sqrt(&mut self, a: NodeId) -> NodeId;
    fn squared(&mut self, a: NodeId) -> NodeId;
    fn minus(&mut self, a: NodeId) -> NodeId;
    fn minus_one(&mut self) -> NodeId;
    fn half(&mut self) -> NodeId;
}

impl Words for dyn Build + '_ {
    fn one_over(&mut self, a: NodeId) -> NodeId {
        let minus_one = self.minus_one();
        self.power(a, minus_one)
    }
    fn sqrt(&mut self, a: NodeId) -> NodeId {
        let half = self.half();
        self.power(a, half)
    }
    fn squared(&mut self, a: NodeId) -> NodeId {
        let two = self.integer(2);
        self.power(a, two)
    }
    fn minus(&mut self, a: NodeId) -> NodeId {
        let minus_one = self.minus_one();
        self.product(&[minus_one, a])
    }
    fn minus_one(&mut self) -> NodeId {
        self.integer(-1)
    }
    fn half(&mut self) -> NodeId {
        let two = self.integer(2);
        self.one_over(two)
    }
}

type B<'a, 'b> = &'a mut (dyn Build + 'b);

/// 1 − a².
fn one_minus_square(b: B<'_, '_>, a: NodeId) -> NodeId {
    let square = b.squared(a);
    let negative = b.minus(square);
    b.sum(&[NodeId::ONE, negative])
}

/// a² + n.
fn square_plus(b: B<'_, '_>, a: NodeId, n: i64) -> NodeId {
    let square = b.squared(a);
    let n = b.integer(n);
    b.sum(&[square, n])
}

pub(super) fn exp(_: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    y
}

pub(super) fn log(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    b.one_over(x[0])
}

/// y/(n x), where n is a literal: the exponent 1/n − 1 of a possibly negative base.
pub(super) fn root(b: &mut dyn Build, x: &[NodeId], y: NodeId, k: usize) -> NodeId {
    if k == 1 {
        return NodeId::ZERO;
    }
    let (one_over_n, one_over_x) = (b.one_over(x[1]), b.one_over(x[0]));
    b.product(&[y, one_over_n, one_over_x])
}

pub(super) fn abs(b: &mut dyn Build, x: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let one_over_y = b.one_over(y);
    b.product(&[x[0], one_over_y])
}

/// Zero, but not at zero, where the step jumps.
pub(super) fn step(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    b.where_different(NodeId::ZERO, x[0], NodeId::ZERO)
}

/// Zero, but not at the integers.
pub(super) fn floor(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let floor = b.function(Op::Floor, &[x[0]]);
    b.where_different(NodeId::ZERO, x[0], floor)
}

/// Zero, but not halfway between integers.
pub(super) fn round(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let half = b.half();
    let shifted = b.sum(&[x[0], half]);
    let floor = b.function(Op::Floor, &[shifted]);
    b.where_different(NodeId::ZERO, shifted, floor)
}

pub(super) fn sin(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    b.function(Op::Cos, x)
}

pub(super) fn cos(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let sin = b.function(Op::Sin, x);
    b.minus(sin)
}

pub(super) fn tan(b: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    square_plus(b, y, 1)
}

pub(super) fn sec(b: &mut dyn Build, x: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let tan = b.function(Op::Tan, x);
    b.product(&[y, tan])
}

pub(super) fn csc(b: &mut dyn Build, x: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let cot = b.function(Op::Cot, x);
    let product = b.product(&[y, cot]);
    b.minus(product)
}

pub(super) fn cot(b: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let sum = square_plus(b, y, 1);
    b.minus(sum)
}

pub(super) fn asin(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let inside = one_minus_square(b, x[0]);
    let root = b.sqrt(inside);
    b.one_over(root)
}

pub(super) fn acos(b: &mut dyn Build, x: &[NodeId], y: NodeId, k: usize) -> NodeId {
    let positive = asin(b, x, y, k);
    b.minus(positive)
}

pub(super) fn atan(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let below = square_plus(b, x[0], 1);
    b.one_over(below)
}

pub(super) fn asec(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let magnitude = b.function(Op::Abs, x);
    let inside = square_plus(b, x[0], -1);
    let root = b.sqrt(inside);
    let below = b.product(&[magnitude, root]);
    b.one_over(below)
}

pub(super) fn acsc(b: &mut dyn Build, x: &[NodeId], y: NodeId, k: usize) -> NodeId {
    let positive = asec(b, x, y, k);
    b.minus(positive)
}

pub(super) fn acot(b: &mut dyn Build, x: &[NodeId], y: NodeId, k: usize) -> NodeId {
    let positive = atan(b, x, y, k);
    b.minus(positive)
}

pub(super) fn sinh(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    b.function(Op::Cosh, x)
}

pub(super) fn cosh(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    b.function(Op::Sinh, x)
}

pub(super) fn tanh(b: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    one_minus_square(b, y)
}

pub(super) fn sech(b: &mut dyn Build, x: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let tanh = b.function(Op::Tanh, x);
    let product = b.product(&[y, tanh]);
    b.minus(product)
}

pub(super) fn csch(b: &mut dyn Build, x: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let coth = b.function(Op::Coth, x);
    let product = b.product(&[y, coth]);
    b.minus(product)
}

pub(super) fn coth(b: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    one_minus_square(b, y)
}

pub(super) fn asinh(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let inside = square_plus(b, x[0], 1);
    let root = b.sqrt(inside);
    b.one_over(root)
}

pub(super) fn acosh(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let inside = square_plus(b, x[0], -1);
    let root = b.sqrt(inside);
    b.one_over(root)
}

/// Also that of acoth, on the other side of ±1.
pub(super) fn atanh(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let below = one_minus_square(b, x[0]);
    b.one_over(below)
}

pub(super) fn asech(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let inside = one_minus_square(b, x[0]);
    let root = b.sqrt(inside);
    let below = b.product(&[x[0], root]);
    let quotient = b.one_over(below);
    b.minus(quotient)
}

pub(super) fn acsch(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let magnitude = b.function(Op::Abs, x);
    let inside = square_plus(b, x[0], 1);
    let root = b.sqrt(inside);
    let below = b.product(&[magnitude, root]);
    let quotient = b.one_over(below);
    b.minus(quotient)
}

pub(super) fn sigmoid(b: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let negative = b.minus(y);
    let rest = b.sum(&[NodeId::ONE, negative]);
    b.product(&[y, rest])
}

pub(super) fn erf(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    let square = b.squared(x[0]);
    let exponent = b.minus(square);
    let bell = b.function(Op::Exp, &[exponent]);
    let pi = b.pi();
    let root = b.sqrt(pi);
    let (two, scale) = (b.integer(2), b.one_over(root));
    b.product(&[two, scale, bell])
}

pub(super) fn erfc(b: &mut dyn Build, x: &[NodeId], y: NodeId, k: usize) -> NodeId {
    let positive = erf(b, x, y, k);
    b.minus(positive)
}

pub(super) fn erfinv(b: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let square = b.squared(y);
    let bell = b.function(Op::Exp, &[square]);
    let pi = b.pi();
    let (half, root) = (b.half(), b.sqrt(pi));
    b.product(&[half, root, bell])
}

pub(super) fn gamma(b: &mut dyn Build, x: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let digamma = b.function(Op::Digamma, x);
    b.product(&[y, digamma])
}

pub(super) fn lgamma(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    b.function(Op::Digamma, x)
}

pub(super) fn digamma(b: &mut dyn Build, x: &[NodeId], _: NodeId, _: usize) -> NodeId {
    b.function(Op::Polygamma, &[NodeId::ONE, x[0]])
}

pub(super) fn polygamma(b: &mut dyn Build, x: &[NodeId], _: NodeId, k: usize) -> NodeId {
    if k == 0 {
        return NodeId::ZERO;
    }
    let order = b.sum(&[x[0], NodeId::ONE]);
    b.function(Op::Polygamma, &[order, x[1]])
}

/// 1/(eʷ (1 + w)): unlike w/(x (1 + w)) it holds at x = 0 as well.
pub(super) fn lambertw(b: &mut dyn Build, _: &[NodeId], y: NodeId, _: usize) -> NodeId {
    let exp = b.function(Op::Exp, &[y]);
    let sum = b.sum(&[NodeId::ONE, y]);
    let below = b.product(&[exp, sum]);
    b.one_over(below)
}

pub(super) fn atan2(b: &mut dyn Build, x: &[NodeId], _: NodeId, k: usize) -> NodeId {
    let (y_squared, x_squared) = (b.squared(x[0]), b.squared(x[1]));
    let below = b.sum(&[x_squared, y_squared]);
    let scale = b.one_over(below);
    match k {
        0 => b.product(&[x[1], scale]),
        _ => {
            let product = b.product(&[x[0], scale]);
            b.minus(product)
        }
    }
}

pub(super) fn hypot(b: &mut dyn Build, x: &[NodeId], y: NodeId, k: usize) -> NodeId {
    let scale = b.one_over(y);
    b.product(&[x[k], scale])
}
