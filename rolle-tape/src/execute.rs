//! What each operation does to a vector, written once for all evaluators in floating point.

use crate::function::{self, Elementary as Format};
use crate::operation::Elementary;
use crate::vector::{Real, Vector};

/// A function of a vector. A type of its own, because closures cannot be marked to be inlined always, and what is not
/// inlined into the dispatching function is not compiled for its instruction set.
pub(crate) trait One<V> {
    fn call(&self, x: V) -> V;
}

/// A function of two vectors.
pub(crate) trait Two<V> {
    fn call(&self, x: V, y: V) -> V;
}

/// A function of three vectors.
pub(crate) trait Three<V> {
    fn call(&self, x: V, y: V, z: V) -> V;
}

/// Two functions of a double word.
pub(crate) trait Pair<V> {
    fn call(&self, x: V, low: V) -> (V, V);
}

/// Runs a function over the arguments of a step and keeps the results: over the blocks of arrays, or over one point.
pub(crate) trait Runner<V: Vector>: Sized {
    fn one(self, f: impl One<V>);
    fn two(self, f: impl Two<V>);
    fn three(self, f: impl Three<V>);
    /// A function of a double word; the first form where the low part is zero.
    fn wide(self, single: impl One<V>, double: impl Two<V>);
    /// Two functions of a double word.
    fn pair(self, f: impl Pair<V>);
}

/// A function as a value of a type of its own.
macro_rules! lanes {
    (|$x:ident| $body:expr) => {{
        struct F;
        impl<V: Vector<Real: Format>> One<V> for F {
            #[inline(always)]
            fn call(&self, $x: V) -> V {
                $body
            }
        }
        F
    }};
    (|$x:ident, $y:ident| $body:expr) => {{
        struct F;
        impl<V: Vector<Real: Format>> Two<V> for F {
            #[inline(always)]
            fn call(&self, $x: V, $y: V) -> V {
                $body
            }
        }
        F
    }};
    (|$x:ident, $y:ident, $z:ident| $body:expr) => {{
        struct F;
        impl<V: Vector<Real: Format>> Three<V> for F {
            #[inline(always)]
            fn call(&self, $x: V, $y: V, $z: V) -> V {
                $body
            }
        }
        F
    }};
    (pair |$x:ident, $y:ident| $body:expr) => {{
        struct F;
        impl<V: Vector<Real: Format>> Pair<V> for F {
            #[inline(always)]
            fn call(&self, $x: V, $y: V) -> (V, V) {
                $body
            }
        }
        F
    }};
}

/// Runs an elementary operation.
#[inline(always)]
pub(crate) fn elementary<V: Vector<Real: Format>, R: Runner<V>>(op: Elementary, run: R) {
    use Elementary as E;
    match op {
        E::Negate => run.one(lanes!(|x| -x)),
        E::Absolute => run.one(lanes!(|x| x.abs())),
        E::Sqrt => run.one(lanes!(|x| x.sqrt())),
        E::Floor => run.one(lanes!(|x| x.floor())),
        E::Ceil => run.one(lanes!(|x| x.ceil())),
        E::Round => run.one(lanes!(|x| x.round_ties_even())),
        E::Sign => run.one(lanes!(|x| sign(x))),
        E::Heaviside => run.one(lanes!(|x| heaviside(x))),
        E::Add => run.two(lanes!(|x, y| x + y)),
        E::Subtract => run.two(lanes!(|x, y| x - y)),
        E::Multiply => run.two(lanes!(|x, y| x * y)),
        E::Divide => run.two(lanes!(|x, y| x / y)),
        E::Max => run.two(lanes!(|x, y| V::select(x.is_nan(), x, x.max(y)))),
        E::Min => run.two(lanes!(|x, y| V::select(x.is_nan(), x, x.min(y)))),
        E::Fma => run.three(lanes!(|x, y, z| x.fma(y, z))),
        E::AddError => run.two(lanes!(|x, y| add_error(x, y))),
        E::MulError => run.two(lanes!(|x, y| finite_or_zero(x.fms(y, x * y)))),
        E::DivError => run.two(lanes!(|x, y| div_error(x, y))),
        E::SqrtError => run.one(lanes!(|x| sqrt_error(x))),
        E::Less => run.two(lanes!(|x, y| truth(x, y, x.lt(y)))),
        E::LessEqual => run.two(lanes!(|x, y| truth(x, y, x.le(y)))),
        E::Equal => run.two(lanes!(|x, y| truth(x, y, x.eq(y)))),
        E::NotEqual => run.two(lanes!(|x, y| truth(x, y, x.lt(y) | x.gt(y)))),
        E::Select => run.three(lanes!(|x, y, z| select(x, y, z))),
        E::Exp => {
            run.wide(lanes!(|x| function::exp(x)), lanes!(|x, low| function::exp_sum(x, low)))
        }
        E::Log => run.one(lanes!(|x| function::log(x))),
        E::Log1p => run.one(lanes!(|x| function::log1p(x))),
        E::SinCos => run.pair(lanes!(pair | x, low | function::sin_cos(x, low))),
        E::Tan => run.wide(
            lanes!(|x| function::tan(x, x.same(V::Real::ZERO))),
            lanes!(|x, low| function::tan(x, low)),
        ),
        E::Sinh => {
            run.wide(lanes!(|x| function::sinh(x)), lanes!(|x, low| function::sinh_sum(x, low)))
        }
        E::Cosh => {
            run.wide(lanes!(|x| function::cosh(x)), lanes!(|x, low| function::cosh_sum(x, low)))
        }
        E::Asin => run.one(lanes!(|x| function::asin(x))),
        E::Acos => run.one(lanes!(|x| function::acos(x))),
        E::Atan => run.one(lanes!(|x| function::atan(x))),
        E::Atan2 => run.two(lanes!(|x, y| function::atan2(x, y))),
        E::Asinh => run.one(lanes!(|x| function::asinh(x))),
        E::Acosh => run.one(lanes!(|x| function::acosh(x))),
        E::Atanh => run.one(lanes!(|x| function::atanh(x))),
        E::Erf => run.one(lanes!(|x| function::erf(x))),
        E::ErfcGauss => run.pair(lanes!(pair | x, low | function::erfc_gauss(x, low))),
        E::Erfinv => run.one(lanes!(|x| function::erfinv(x))),
        E::Gamma => run.one(lanes!(|x| function::gamma(x))),
        E::Lgamma => run.one(lanes!(|x| function::lgamma(x))),
        E::Digamma => run.one(lanes!(|x| function::digamma(x))),
        E::Lambertw => run.one(lanes!(|x| function::lambertw(x))),
        E::Power => run.two(lanes!(|x, y| real_power(x, y))),
        E::Hypot => run.two(lanes!(|x, y| function::hypot(x, y))),
    }
}

/// x^y for x ≥ 0 alone: a power with a variable exponent is a real power.
#[inline(always)]
fn real_power<V: Vector<Real: Format>>(x: V, y: V) -> V {
    V::select(x.lt(x.same(V::Real::ZERO)), x.same(V::Real::NAN), function::pow(x, y))
}

/// 1 or 0; NaN where either number is.
#[inline(always)]
fn truth<V: Vector>(x: V, y: V, mask: V::Mask) -> V {
    let value = V::select(mask, x.same(V::Real::ONE), x.same(V::Real::ZERO));
    V::select(x.is_nan() | y.is_nan(), x.same(V::Real::NAN), value)
}

/// y where x is not 0, else z; NaN where x is.
#[inline(always)]
fn select<V: Vector>(x: V, y: V, z: V) -> V {
    let chosen = V::select(x.eq(x.same(V::Real::ZERO)), z, y);
    V::select(x.is_nan(), x, chosen)
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
fn integer_power<V: Vector>(x: V, n: i32) -> V {
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
    let Some((&last, rest)) = coefficients.split_last() else { return x.same(V::Real::ZERO) };
    let mut sum = x.same(last);
    for &c in rest.iter().rev() {
        sum = sum.fma(x, x.same(c));
    }
    sum
}

/// [`polynomial`] of given coefficients.
pub(crate) struct Polynomial<'a, T>(pub(crate) &'a [T]);

impl<V: Vector> One<V> for Polynomial<'_, V::Real> {
    #[inline(always)]
    fn call(&self, x: V) -> V {
        polynomial(x, self.0)
    }
}

/// [`integer_power`] of a given exponent.
pub(crate) struct IntegerPower(pub(crate) i32);

impl<V: Vector> One<V> for IntegerPower {
    #[inline(always)]
    fn call(&self, x: V) -> V {
        integer_power(x, self.0)
    }
}

/// The odd root of a given degree.
pub(crate) struct OddRoot(pub(crate) u32);

impl<V: Vector<Real: Format>> One<V> for OddRoot {
    #[inline(always)]
    fn call(&self, x: V) -> V {
        {
            let degree = Real::from_f64(f64::from(self.0));
            function::root(x, x.same(degree))
        }
    }
}
