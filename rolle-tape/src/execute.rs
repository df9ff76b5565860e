//! What each operation does to a vector, written once for all evaluators in floating point.

use crate::function::{self, Elementary as Format};
use crate::operation::Elementary;
use crate::standin;
use crate::vector::{Real, Vector};

/// Runs a function over the arguments of a step and keeps the results: over the blocks of arrays, or over one point.
pub(crate) trait Runner<V: Vector>: Sized {
    fn one(self, f: impl Fn(V) -> V);
    fn two(self, f: impl Fn(V, V) -> V);
    fn three(self, f: impl Fn(V, V, V) -> V);
    /// A function of a double word; the first form where the low part is zero.
    fn wide(self, single: impl Fn(V) -> V, double: impl Fn(V, V) -> V);
    /// Two functions of a double word.
    fn wide_pair(self, single: impl Fn(V) -> (V, V), double: impl Fn(V, V) -> (V, V));
}

/// Runs an elementary operation.
#[inline(always)]
pub(crate) fn elementary<V: Vector<Real: Format>, R: Runner<V>>(op: Elementary, run: R) {
    use Elementary as E;
    match op {
        E::Negate => run.one(|x| -x),
        E::Absolute => run.one(V::abs),
        E::Sqrt => run.one(V::sqrt),
        E::Floor => run.one(V::floor),
        E::Ceil => run.one(V::ceil),
        E::Round => run.one(V::round_ties_even),
        E::Sign => run.one(sign),
        E::Heaviside => run.one(heaviside),
        E::Add => run.two(|x, y| x + y),
        E::Subtract => run.two(|x, y| x - y),
        E::Multiply => run.two(|x, y| x * y),
        E::Divide => run.two(|x, y| x / y),
        E::Max => run.two(|x, y| V::select(x.is_nan(), x, x.max(y))),
        E::Min => run.two(|x, y| V::select(x.is_nan(), x, x.min(y))),
        E::Fma => run.three(V::fma),
        E::AddError => run.two(add_error),
        E::MulError => run.two(|x, y| finite_or_zero(x.fms(y, x * y))),
        E::DivError => run.two(div_error),
        E::SqrtError => run.one(sqrt_error),
        E::Less => run.two(|x, y| truth(x, x.lt(y))),
        E::LessEqual => run.two(|x, y| truth(x, x.le(y))),
        E::Equal => run.two(|x, y| truth(x, x.eq(y))),
        E::NotEqual => run.two(|x, y| truth(x, x.lt(y) | x.gt(y))),
        E::Select => run.three(|x, y, z| V::select(x.ne(x.same(V::Real::ZERO)), y, z)),
        E::Exp => run.wide(function::exp, function::exp_sum),
        E::Log => run.one(function::log),
        E::Log1p => run.one(function::log1p),
        E::SinCos => run.wide_pair(standin::sin_cos, standin::sin_cos_sum),
        E::Tan => run.wide(standin::tan, standin::tan_sum),
        E::Sinh => run.wide(standin::sinh, standin::sinh_sum),
        E::Cosh => run.wide(standin::cosh, standin::cosh_sum),
        E::Asin => run.one(standin::asin),
        E::Acos => run.one(standin::acos),
        E::Atan => run.one(standin::atan),
        E::Atan2 => run.two(standin::atan2),
        E::Asinh => run.one(standin::asinh),
        E::Acosh => run.one(standin::acosh),
        E::Atanh => run.one(standin::atanh),
        E::Erf => run.one(function::erf),
        E::ErfcGauss => {
            run.wide_pair(|x| function::erfc_gauss(x, x.same(V::Real::ZERO)), function::erfc_gauss)
        }
        E::Erfinv => run.one(standin::erfinv),
        E::Gamma => run.one(standin::gamma),
        E::Lgamma => run.one(standin::lgamma),
        E::Digamma => run.one(standin::digamma),
        E::Lambertw => run.one(standin::lambertw),
        E::Power => run.two(standin::pow),
        E::Hypot => run.two(standin::hypot),
    }
}

#[inline(always)]
fn truth<V: Vector>(like: V, mask: V::Mask) -> V {
    V::select(mask, like.same(V::Real::ONE), like.same(V::Real::ZERO))
}

#[inline(always)]
fn sign<V: Vector>(x: V) -> V {
    let zero = x.same(V::Real::ZERO);
    // Zeros and NaN stay.
    V::select(x.lt(zero) | x.gt(zero), x.same(V::Real::ONE).copysign(x), x)
}

#[inline(always)]
fn heaviside<V: Vector>(x: V) -> V {
    let zero = x.same(V::Real::ZERO);
    let at_most = V::select(x.lt(zero), zero, x.same(V::Real::HALF));
    let value = V::select(x.gt(zero), x.same(V::Real::ONE), at_most);
    V::select(x.is_nan(), x, value)
}

/// Zero for what is not finite: the error of a result that overflowed is of no use.
#[inline(always)]
pub(crate) fn finite_or_zero<V: Vector>(x: V) -> V {
    V::select(x.abs().lt(x.same(V::Real::INFINITY)), x, x.same(V::Real::ZERO))
}

/// Knuth's TwoSum.
#[inline(always)]
fn add_error<V: Vector>(x: V, y: V) -> V {
    let sum = x + y;
    let from_y = sum - x;
    let from_x = sum - from_y;
    finite_or_zero((x - from_x) + (y - from_y))
}

#[inline(always)]
fn div_error<V: Vector>(x: V, y: V) -> V {
    let quotient = x / y;
    finite_or_zero(quotient.fnma(y, x) / y)
}

#[inline(always)]
fn sqrt_error<V: Vector>(x: V) -> V {
    let root = x.sqrt();
    let error = root.fnma(root, x) / (root + root);
    V::select(x.eq(x.same(V::Real::ZERO)), x, finite_or_zero(error))
}

/// xⁿ; the products from the fourth power on in double words.
#[inline(always)]
pub(crate) fn integer_power<V: Vector>(x: V, n: i32) -> V {
    let one = x.same(V::Real::ONE);
    let magnitude = match n.unsigned_abs() {
        0 => one,
        1 => x,
        2 => x * x,
        3 => x * x * x,
        m => power_in_double_words(x, m),
    };
    if n < 0 { one / magnitude } else { magnitude }
}

#[inline(always)]
fn power_in_double_words<V: Vector>(x: V, mut n: u32) -> V {
    let zero = x.same(V::Real::ZERO);
    let (mut base, mut result) = ((x, zero), (x.same(V::Real::ONE), zero));
    loop {
        if n & 1 == 1 {
            result = times(result, base);
        }
        n >>= 1;
        if n == 0 {
            break;
        }
        base = times(base, base);
    }
    result.0 + result.1
}

#[inline(always)]
fn times<V: Vector>((a, a_low): (V, V), (b, b_low): (V, V)) -> (V, V) {
    let product = a * b;
    let error = a.fms(b, product) + (a.fma(b_low, a_low * b));
    (product, finite_or_zero(error))
}

/// c₀ + c₁x + …, the coefficients from the constant one up.
#[inline(always)]
pub(crate) fn polynomial<V: Vector>(x: V, coefficients: &[V::Real]) -> V {
    let mut rest = coefficients.iter().rev();
    let last = rest.next().copied().unwrap_or(V::Real::ZERO);
    rest.fold(x.same(last), |sum, &c| sum.fma(x, x.same(c)))
}
