//! erf, erfc and exp(−x²).
//!
//! erfc(a) = exp(−a²)·erfcx(a) for a ≥ 0, and (1 + a)·erfcx(a) is smooth on the half line: a polynomial in
//! q = (a − 3.5)/(a + 3.5), which maps it to an interval (Shepherd and Laframboise, "Chebyshev approximation of
//! (1 + 2x) exp(x²) erfc x", 1981, with another factor, whose product is less sensitive to the rounding of q). The
//! square is kept in two words, so that the tail is as accurate as the middle, and so are both factors.

use super::exponential::Scaled;
use super::{Elementary, double::Double, number, polynomial};
use crate::vector::{Real, Vector};

/// erfc(hi + lo) and exp(−(hi + lo)²), which share one exponential.
#[inline(always)]
pub fn erfc_gauss<V: Vector<Real: Elementary>>(hi: V, lo: V) -> (V, V) {
    let (a, second) = magnitude(hi, lo);
    let e = of_square(a, second);
    let one = hi.same(V::Real::ONE);
    let part = e.head + e.tail;
    let c = erfcx(a, second);
    // c·(1 + part), whose small terms are summed first.
    let rest = c.hi.fma(part, c.lo.fma(part, c.lo));
    let positive = (c.hi + rest).scale2_near_one(e.n);
    let negative = hi.lt(hi.same(V::Real::ZERO));
    let erfc = V::select(negative, hi.same(V::Real::TWO) - positive, positive);
    (erfc, (one + part).scale2_near_one(e.n))
}

/// erfc x.
#[inline(always)]
pub fn erfc<V: Vector<Real: Elementary>>(x: V) -> V {
    erfc_gauss(x, x.same(V::Real::ZERO)).0
}

/// exp(−(hi + lo)²).
#[inline(always)]
pub fn gauss<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    let (a, second) = magnitude(hi, lo);
    let e = of_square(a, second);
    e.value()
}

/// erf x.
#[inline(always)]
pub fn erf<V: Vector<Real: Elementary>>(x: V) -> V {
    let near = x.fma(polynomial(x * x, V::Real::ERF), x);
    let far = (x.same(V::Real::ONE) - erfc(x.abs())).copysign(x);
    V::select(x.abs().lt(x.same(V::Real::HALF)), near, far)
}

/// |hi + lo| where the exponential of its square does not vanish, and a number where it does elsewhere; NaN stays. The
/// second word is at most what it can be beside such a number.
#[inline(always)]
fn magnitude<V: Vector<Real: Elementary>>(hi: V, lo: V) -> (V, V) {
    let limit = hi.same(V::Real::ERFC_LIMIT);
    let bound = hi.same(V::Real::ERFC_LIMIT * V::Real::EPSILON);
    let second = lo.min(bound).max(-bound);
    (limit.min(hi.abs()), second * hi.same(V::Real::ONE).copysign(hi))
}

/// exp(−(a + second)²).
#[inline(always)]
fn of_square<V: Vector<Real: Elementary>>(a: V, second: V) -> Scaled<V> {
    let square = Double::product(a, a);
    let rest = (a + a).fma(second, square.lo);
    Scaled::new(-square.hi, -rest)
}

/// e^(z²)·erfc(z) for z = a + second ≥ 0.
#[inline(always)]
fn erfcx<V: Vector<Real: Elementary>>(a: V, second: V) -> Double<V> {
    let one = a.same(V::Real::ONE);
    let shift = number(a, 3.5);
    // One division for both quotients, each of which is then corrected by its remainder.
    let divisor = Double::ordered_sum(one, a);
    let shifted = a + shift;
    let reciprocal = one / (divisor.hi * shifted);
    let (over_divisor, over_shifted) = (reciprocal * shifted, reciprocal * divisor.hi);
    let q = (a - shift) * over_shifted;
    let remainder = q.fnma(a, (q + one).fnma(shift, a));
    let q = over_shifted.fma(remainder, q);
    let numerator = Double::ordered_sum(one, polynomial(q, V::Real::ERFCX));
    let c = numerator.quotient(divisor, over_divisor);
    // erfcx′(a) = 2a·erfcx(a) − 2/√π
    let slope = (a + a).fms(c.hi, number(a, std::f64::consts::FRAC_2_SQRT_PI));
    Double::new(c.hi, second.fma(slope, c.lo))
}
