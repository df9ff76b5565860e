//! sin, cos and tan.
//!
//! x = n·π/2 + r with |r| ≤ π/4: π/2 is taken away in three parts (Cody and Waite). The first step is exact, being
//! fused; what the others lose is kept in a second word. Arguments beyond a limit are reduced lane by lane, exactly.

use super::{Elementary, double::Double, polynomial};
use crate::vector::{Mask, Real, Vector};

/// sin and cos of the reduced argument as double words, and the quadrant.
struct Reduced<V: Vector> {
    sin: Double<V>,
    cos: Double<V>,
    n: V,
}

/// Of an argument within the limit.
#[inline(always)]
fn reduced<V: Vector<Real: Elementary>>(hi: V, lo: V) -> Reduced<V> {
    let (one, half) = (hi.same(V::Real::ONE), hi.same(V::Real::HALF));
    let [first, second, third] = V::Real::HALF_PI;
    let n = (hi * hi.same(V::Real::TWO_OVER_PI)).round_ties_even();
    let part = Double::product(n, hi.same(second));
    let r = Double::sum(n.fnma(hi.same(first), hi), -part.hi);
    // The second word of the argument may cancel what is left of the first: it comes before the rest.
    let rest = n.fnma(hi.same(third), r.lo - part.lo);
    let r = Double::sum(r.hi, lo);
    let r = Double::sum(r.hi, r.lo + rest);
    let z = r.hi * r.hi;
    let half_square = z * half;
    let sin = (r.hi * z).fma(polynomial(z, V::Real::SIN), half_square.fnma(r.lo, r.lo));
    let flat = Double::ordered_sum(one, -half_square);
    let cos = (z * z).fma(polynomial(z, V::Real::COS), r.hi.fnma(r.lo, flat.lo));
    Reduced { sin: Double::ordered_sum(r.hi, sin), cos: Double::ordered_sum(flat.hi, cos), n }
}

/// True where an integral number is odd.
#[inline(always)]
fn odd<V: Vector>(n: V) -> V::Mask {
    let half = n * n.same(V::Real::HALF);
    half.ne(half.floor())
}

/// sin(hi + lo) and cos(hi + lo).
#[inline(always)]
pub fn sin_cos<V: Vector<Real: Elementary>>(hi: V, lo: V) -> (V, V) {
    let r = reduced(hi, lo);
    let half = hi.same(V::Real::HALF);
    let swapped = odd(r.n);
    let (s, c) = (r.sin.hi, r.cos.hi);
    let (sin, cos) = (V::select(swapped, c, s), V::select(swapped, s, c));
    let sin = V::select(odd((r.n * half).floor()), -sin, sin);
    let up = r.n + hi.same(V::Real::ONE);
    let cos = V::select(odd((up * half).floor()), -cos, cos);
    // The reduction has lost the sign of zero.
    let sin = V::select(hi.eq(hi.same(V::Real::ZERO)), hi + lo, sin);
    let regular = hi.abs().le(hi.same(V::Real::CIRCULAR_LIMIT));
    if regular.all() {
        return (sin, cos);
    }
    let far_sin = hi.map2(lo, |hi, lo| Elementary::sin_cos_lane(hi, lo).0);
    let far_cos = hi.map2(lo, |hi, lo| Elementary::sin_cos_lane(hi, lo).1);
    (V::select(regular, sin, far_sin), V::select(regular, cos, far_cos))
}

/// tan(hi + lo).
#[inline(always)]
pub fn tan<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    let r = reduced(hi, lo);
    let swapped = odd(r.n);
    let numerator = Double::select(swapped, r.cos.negated(), r.sin);
    let divisor = Double::select(swapped, r.sin, r.cos);
    let reciprocal = hi.same(V::Real::ONE) / divisor.hi;
    let tan = numerator.quotient(divisor, reciprocal).value();
    let tan = V::select(hi.eq(hi.same(V::Real::ZERO)), hi + lo, tan);
    let regular = hi.abs().le(hi.same(V::Real::CIRCULAR_LIMIT));
    if regular.all() {
        return tan;
    }
    V::select(regular, tan, hi.map2(lo, Elementary::tan_lane))
}
