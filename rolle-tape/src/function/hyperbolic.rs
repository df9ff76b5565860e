//! sinh, cosh, tanh, the logistic function, asinh, acosh and atanh.
//!
//! Quotients of exponentials are taken of double words, with one division whose remainder corrects them.

use super::exponential::{Scaled, clamp, less_one_halved, second_word};
use super::logarithm::{log1p_double, of_sum};
use super::{Elementary, double::Double, polynomial};
use crate::vector::{Real, Vector};

/// e^(a + second) for a ≥ 0 as m·2^n, e^(−a − second)/2^n, and n − 1: sinh and cosh are half their difference and sum.
#[inline(always)]
fn both<V: Vector<Real: Elementary>>(a: V, second: V) -> (Double<V>, V, V) {
    let e = Scaled::new(clamp(a), second);
    let m = e.mantissa();
    let scale = V::power_of_two((-(e.n + e.n)).max(a.same(V::Real::MIN_EXPONENT)));
    (m, scale / m.hi, e.n - a.same(V::Real::ONE))
}

/// |hi + lo| as a double word.
#[inline(always)]
fn magnitude<V: Vector<Real: Elementary>>(hi: V, lo: V) -> (V, V) {
    (hi.abs(), second_word(hi, lo) * hi.same(V::Real::ONE).copysign(hi))
}

/// sinh x.
#[inline(always)]
pub fn sinh<V: Vector<Real: Elementary>>(x: V) -> V {
    sinh_sum(x, x.same(V::Real::ZERO))
}

/// sinh(hi + lo).
#[inline(always)]
pub fn sinh_sum<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    let (a, second) = magnitude(hi, lo);
    let z = a * a;
    // sinh(a + second) = sinh a + second·cosh a
    let flat = (z * a.same(V::Real::HALF)).fma(second, second);
    let near = a + (a * z).fma(polynomial(z, V::Real::SINH), flat);
    let (m, other, n) = both(a, second);
    let difference = Double::ordered_sum(m.hi, -other);
    let far = (difference.hi + (difference.lo + m.lo)).scale2_near_one(n);
    V::select(a.lt(a.same(V::Real::ONE)), near, far).copysign(hi)
}

/// cosh x.
#[inline(always)]
pub fn cosh<V: Vector<Real: Elementary>>(x: V) -> V {
    cosh_sum(x, x.same(V::Real::ZERO))
}

/// cosh(hi + lo).
#[inline(always)]
pub fn cosh_sum<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    let (a, second) = magnitude(hi, lo);
    let (m, other, n) = both(a, second);
    let sum = Double::ordered_sum(m.hi, other);
    (sum.hi + (sum.lo + m.lo)).scale2_near_one(n)
}

/// tanh x.
#[inline(always)]
pub fn tanh<V: Vector<Real: Elementary>>(x: V) -> V {
    tanh_sum(x, x.same(V::Real::ZERO))
}

/// tanh(hi + lo).
#[inline(always)]
pub fn tanh_sum<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    // tanh a = h/(h + 1) with h = (e^(2a) − 1)/2
    let one = hi.same(V::Real::ONE);
    let (a, second) = magnitude(hi, lo);
    let a = hi.same(V::Real::TANH_LIMIT).min(a);
    let half = less_one_halved(a + a, second + second);
    let half = Double::ordered_sum(half.hi, half.lo);
    let divisor = half.plus(one);
    half.quotient(divisor, one / divisor.hi).value().copysign(hi)
}

/// 1/(1 + e^(−hi − lo)).
#[inline(always)]
pub fn sigmoid<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    sigmoid_pair(hi, lo).0
}

/// 1/(1 + e^(−x)) and 1/(1 + e^x) for x = hi + lo; their product is the derivative of the first.
#[inline(always)]
pub fn sigmoid_pair<V: Vector<Real: Elementary>>(hi: V, lo: V) -> (V, V) {
    let (zero, one) = (hi.same(V::Real::ZERO), hi.same(V::Real::ONE));
    // Of e^(−|x|), which is at most 1.
    let (a, second) = magnitude(hi, lo);
    let e = Scaled::new(-clamp(a), -second);
    let m = e.mantissa();
    let scale = V::power_of_two(e.n.max(hi.same(V::Real::MIN_EXPONENT)));
    let sum = Double::ordered_sum(one, m.hi * scale);
    let divisor = Double::new(sum.hi, m.lo.fma(scale, sum.lo));
    let reciprocal = one / divisor.hi;
    let greater = Double::new(one, zero).quotient(divisor, reciprocal).value();
    let less = m.quotient(divisor, reciprocal).value().scale2_near_one(e.n);
    let negative = hi.lt(zero);
    (V::select(negative, less, greater), V::select(negative, greater, less))
}

/// asinh x.
#[inline(always)]
pub fn asinh<V: Vector<Real: Elementary>>(x: V) -> V {
    // log(1 + a + a²/(1 + √(1 + a²)))
    let one = x.same(V::Real::ONE);
    let a = x.abs();
    let moderate = x.same(V::Real::LARGE).min(a);
    let square = Double::product(moderate, moderate);
    let divisor = square.plus(one).sqrt().plus(one);
    let quotient = square.quotient(divisor, one / divisor.hi);
    let u = quotient.plus(moderate);
    V::select(a.gt(moderate), log_twice(a), log1p_double(u)).copysign(x)
}

/// log 2a, also where 2a is infinite; of infinity, infinity.
#[inline(always)]
fn log_twice<V: Vector<Real: Elementary>>(a: V) -> V {
    let value = of_sum(a, a.same(V::Real::ZERO), a.same(V::Real::ONE));
    V::select(a.lt(a.same(V::Real::INFINITY)), value, a)
}

/// acosh x.
#[inline(always)]
pub fn acosh<V: Vector<Real: Elementary>>(x: V) -> V {
    // log(1 + (x − 1) + √(x² − 1))
    let one = x.same(V::Real::ONE);
    let moderate = x.same(V::Real::LARGE).min(x);
    let root = Double::product(moderate, moderate).plus(-one).sqrt();
    let less = Double::sum(moderate, -one);
    let sum = root.plus(less.hi);
    let u = Double::new(sum.hi, sum.lo + less.lo);
    let value = V::select(x.gt(moderate), log_twice(x), log1p_double(u));
    let value = V::select(x.lt(one), x.same(V::Real::NAN), value);
    V::select(x.eq(one), x.same(V::Real::ZERO), value)
}

/// atanh x; infinite at ±1.
#[inline(always)]
pub fn atanh<V: Vector<Real: Elementary>>(x: V) -> V {
    // ½·log(1 + 2a/(1 − a))
    let (zero, one) = (x.same(V::Real::ZERO), x.same(V::Real::ONE));
    let a = x.abs();
    let divisor = Double::ordered_sum(one, -a);
    let u = Double::new(a + a, zero).quotient(divisor, one / divisor.hi);
    let value = log1p_double(u) * x.same(V::Real::HALF);
    let value = V::select(a.lt(one), value, x.same(V::Real::NAN));
    V::select(a.eq(one), x.same(V::Real::INFINITY), value).copysign(x)
}
