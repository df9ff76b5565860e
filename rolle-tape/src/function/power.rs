//! Powers, roots and the length of a vector.

use super::exponential::{Scaled, clamp, second_word};
use super::logarithm::log_double;
use super::{Elementary, double::Double, polynomial};
use crate::vector::{Mask, Real, Vector};

/// x^y, as IEEE 754 has it: of a negative x only for integral y, else NaN; 1 for x = 1 or y = 0.
///
/// y·log x is kept in two words, so that e^(y·log x) is as accurate as e^x.
#[inline(always)]
pub fn pow<V: Vector<Real: Elementary>>(x: V, y: V) -> V {
    let zero = x.same(V::Real::ZERO);
    let infinity = x.same(V::Real::INFINITY);
    let value = of_positive(x.abs(), Double::new(y, zero));
    let half = y * y.same(V::Real::HALF);
    let integral = y.eq(y.floor());
    let odd = integral & half.ne(half.floor());
    let signed = V::select(odd, value.copysign(x), value);
    let value = V::select(x.lt(zero) & !integral, x.same(V::Real::NAN), signed);
    let regular = x.abs().gt(zero) & x.abs().lt(infinity) & y.abs().lt(infinity);
    if regular.all() {
        return value;
    }
    let far = |x: V::Real, y: V::Real| V::Real::from_f64(pxfm::f_pow(x.to_f64(), y.to_f64()));
    let end = V::select(regular, value, x.map2(y, far));
    let one = x.same(V::Real::ONE);
    V::select(x.eq(one) | y.eq(zero), one, end)
}

/// a^y for positive finite a and finite y.
#[inline(always)]
fn of_positive<V: Vector<Real: Elementary>>(a: V, y: Double<V>) -> V {
    let log = log_double(a);
    let product = Double::product(log.hi, y.hi);
    let rest = log.hi.fma(y.lo, log.lo.fma(y.hi, product.lo));
    // Where the product overflows, the rest is no number.
    let hi = product.hi + rest;
    let lo = (product.hi - hi) + rest;
    let hi = V::select(product.hi.abs().lt(a.same(V::Real::INFINITY)), hi, product.hi);
    Scaled::new(clamp(hi), second_word(hi, lo)).value()
}

/// The real n-th root: of a negative x for odd n, else NaN. n is an integral number, not 0.
#[inline(always)]
pub fn root<V: Vector<Real: Elementary>>(x: V, n: V) -> V {
    let zero = x.same(V::Real::ZERO);
    let one = x.same(V::Real::ONE);
    let infinity = x.same(V::Real::INFINITY);
    let reciprocal = one / n;
    let rest = n.fnma(reciprocal, one) * reciprocal;
    let value = of_positive(x.abs(), Double::new(reciprocal, rest));
    let half = n * n.same(V::Real::HALF);
    let odd = half.ne(half.floor());
    let signed = V::select(odd, value.copysign(x), value);
    let value = V::select(x.lt(zero) & !odd, x.same(V::Real::NAN), signed);
    let regular = x.abs().gt(zero) & x.abs().lt(infinity);
    if regular.all() {
        return value;
    }
    // Zero and infinity are exchanged by negative n.
    let zeros = V::select(n.gt(zero), zero, infinity);
    let infinities = V::select(n.gt(zero), infinity, zero);
    let end = V::select(x.eq(zero), zeros, infinities);
    let end = V::select(odd, end.copysign(x), end);
    let end = V::select(x.eq(-infinity) & !odd, x.same(V::Real::NAN), end);
    V::select(regular, value, V::select(x.is_nan(), x, end))
}

/// The cube root, also of negative numbers.
#[inline(always)]
pub fn cbrt<V: Vector<Real: Elementary>>(x: V) -> V {
    let number = |value: f64| x.same(V::Real::from_f64(value));
    let one = x.same(V::Real::ONE);
    let (m, e) = x.split();
    let third = (e * number(1.0 / 3.0)).round_ties_even();
    let left = third.fnma(number(3.0), e);
    let v = m * V::power_of_two(left);
    let up = V::select(left.gt(x.same(V::Real::ZERO)), number(1.259_921_049_894_873_2), one);
    let factor = V::select(left.lt(x.same(V::Real::ZERO)), number(0.793_700_525_984_099_8), up);
    // Newton's steps; the second has the residue to two words, and needs no better slope.
    let y = polynomial(m - one, V::Real::CBRT) * factor;
    let slope = one / (number(3.0) * y * y);
    let y = y + (y * y).fnma(y, v) * slope;
    let square = Double::product(y, y);
    let residue = square.lo.fnma(y, square.hi.fnma(y, v));
    let value = residue.fma(slope, y) * V::power_of_two(third);
    let regular = x.abs().gt(x.same(V::Real::ZERO)) & x.abs().lt(x.same(V::Real::INFINITY));
    V::select(regular, value.copysign(x), x)
}

/// √(x² + y²), without overflow in between.
#[inline(always)]
pub fn hypot<V: Vector<Real: Elementary>>(x: V, y: V) -> V {
    let infinity = x.same(V::Real::INFINITY);
    let (x, y) = (x.abs(), y.abs());
    let (greater, less) = (x.max(y), y.min(x));
    let (_, e) = greater.split();
    let (a, b) = (greater.scale2(-e), less.scale2(-e));
    let (a_square, b_square) = (Double::product(a, a), Double::product(b, b));
    let sum = Double::ordered_sum(a_square.hi, b_square.hi);
    let square = Double::new(sum.hi, sum.lo + (a_square.lo + b_square.lo));
    let value = square.sqrt().value().scale2(e);
    let regular =
        greater.gt(x.same(V::Real::ZERO)) & greater.lt(infinity) & !(x.is_nan() | y.is_nan());
    if regular.all() {
        return value;
    }
    let end = V::select(x.eq(infinity) | y.eq(infinity), infinity, x + y);
    V::select(regular, value, end)
}
