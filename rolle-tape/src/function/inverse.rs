//! atan, atan2, asin and acos.

use super::{Elementary, double::Double, polynomial};
use crate::vector::{Mask, Real, Vector};

/// atan(y/x) for y and x that are not negative, or π less that; not for both zero.
///
/// The quotient is turned by 0, π/4 or π/2, so that a polynomial up to √2 − 1 is enough.
#[inline(always)]
fn of_quotient<V: Vector<Real: Elementary>>(y: V, x: V, supplement: V::Mask) -> V {
    let zero = y.same(V::Real::ZERO);
    let edge = y.same(V::Real::from_f64(std::f64::consts::SQRT_2 - 1.0));
    let (low, high) = (y.le(edge * x), x.le(edge * y));
    let (single_y, single_x) = (Double::new(y, zero), Double::new(x, zero));
    let turned = Double::select(high, single_x.negated(), Double::sum(y, -x));
    let numerator = Double::select(low, single_y, turned);
    let turned = Double::select(high, single_y, Double::sum(y, x));
    let divisor = Double::select(low, single_x, turned);
    let t = numerator.quotient(divisor, y.same(V::Real::ONE) / divisor.hi);
    let t = Double::select(supplement, t.negated(), t);
    let z = t.hi * t.hi;
    let rest = (t.hi * z).fma(polynomial(z, V::Real::ATAN), t.lo);
    // The angle that was turned by, in quarters of π.
    let quarters = V::select(high, y.same(V::Real::TWO), y.same(V::Real::ONE));
    let quarters = V::select(low, zero, quarters);
    let quarters = V::select(supplement, y.same(V::Real::TWO + V::Real::TWO) - quarters, quarters);
    let [first, second, _] = V::Real::HALF_PI;
    let halves = quarters * y.same(V::Real::HALF);
    let turn = Double::product(halves, y.same(first));
    let turn = Double::new(turn.hi, halves.fma(y.same(second), turn.lo));
    let sum = Double::ordered_sum(turn.hi, t.hi);
    sum.hi + (sum.lo + (turn.lo + rest))
}

/// atan x.
#[inline(always)]
pub fn atan<V: Vector<Real: Elementary>>(x: V) -> V {
    let one = x.same(V::Real::ONE);
    // Beyond, π/2 less the reciprocal rounds to π/2.
    let limit = x.same(V::Real::from_f64((1u64 << 60) as f64));
    of_quotient(limit.min(x.abs()), one, one.ne(one)).copysign(x)
}

/// The angle of the point (x, y), from −π to π.
#[inline(always)]
pub fn atan2<V: Vector<Real: Elementary>>(y: V, x: V) -> V {
    let (zero, infinity) = (y.same(V::Real::ZERO), y.same(V::Real::INFINITY));
    let (up, right) = (y.abs(), x.abs());
    // Brought near one, so that the quotient is right wherever it is a normal number.
    let (_, e) = up.max(right).split();
    let angle = of_quotient(up.scale2(-e), right.scale2(-e), x.lt(zero)).copysign(y);
    let regular = up.gt(zero) & up.lt(infinity) & right.gt(zero) & right.lt(infinity);
    if regular.all() {
        return angle;
    }
    let far = |y: V::Real, x: V::Real| V::Real::from_f64(pxfm::f_atan2(y.to_f64(), x.to_f64()));
    V::select(regular, angle, y.map2(x, far))
}

/// What asin and acos share: asin a for a < ½, else asin √((1 − a)/2), which is half of acos a, as a sum of a double
/// word and a small rest; a = |x|.
#[inline(always)]
fn arc<V: Vector<Real: Elementary>>(a: V) -> (V::Mask, Double<V>) {
    let (zero, half) = (a.same(V::Real::ZERO), a.same(V::Real::HALF));
    let small = a.lt(half);
    let folded = a.fnma(half, half);
    let z = V::select(small, a * a, folded);
    let root = Double::new(folded, zero).sqrt();
    let s = Double::select(small, Double::new(a, zero), root);
    (small, Double::new(s.hi, (s.hi * z).fma(polynomial(z, V::Real::ASIN), s.lo)))
}

/// asin x.
#[inline(always)]
pub fn asin<V: Vector<Real: Elementary>>(x: V) -> V {
    let (small, s) = arc(x.abs());
    let [first, second, _] = V::Real::HALF_PI;
    let two = x.same(V::Real::TWO);
    let sum = Double::ordered_sum(x.same(first), -(two * s.hi));
    let large = sum.hi + (sum.lo + s.lo.fnma(two, x.same(second)));
    V::select(small, s.hi + s.lo, large).copysign(x)
}

/// acos x.
#[inline(always)]
pub fn acos<V: Vector<Real: Elementary>>(x: V) -> V {
    let (zero, two) = (x.same(V::Real::ZERO), x.same(V::Real::TWO));
    let (small, s) = arc(x.abs());
    let [first, second, _] = V::Real::HALF_PI;
    // π/2 − asin x, 2s, or π − 2s
    let scale = V::select(small, x.same(V::Real::ONE), two);
    let turn = V::select(small, x.same(V::Real::ONE), V::select(x.lt(zero), two, zero));
    let added = (small & x.lt(zero)) | (!small & x.ge(zero));
    let scale = V::select(added, scale, -scale);
    let sum = Double::ordered_sum(turn * x.same(first), scale * s.hi);
    sum.hi + (sum.lo + s.lo.fma(scale, turn * x.same(second)))
}
