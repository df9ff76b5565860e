//! log x and log(1 + x).
//!
//! x = m·2^e with m between √½ and √2, f = m − 1 and s = f/(2 + f), so that log m = 2 artanh s. Written as
//! f − f²/2 + s·(f²/2 + R(s²)), the small terms carry the rounding of s (K. C. Ng, FreeBSD's `log`).

use super::{Elementary, polynomial};
use crate::vector::{Mask, Real, Vector};

/// log(1 + f + rest) + e·log 2, for |rest| at most an ulp of f.
#[inline(always)]
fn assemble<V: Vector<Real: Elementary>>(f: V, rest: V, e: V) -> V {
    let two = f.same(V::Real::TWO);
    let s = f / (two + f);
    let z = s * s;
    let half_square = f * f * f.same(V::Real::HALF);
    let [first, second] = V::Real::LN_2;
    let small = e.fma(f.same(second), rest);
    let correction = s.fma(z.fma(polynomial(z, V::Real::LOG), half_square), small);
    e.fma(f.same(first), f - (half_square - correction))
}

/// log x; −∞ at 0.
#[inline(always)]
pub fn log<V: Vector<Real: Elementary>>(x: V) -> V {
    let zero = x.same(V::Real::ZERO);
    let (m, e) = x.split();
    let value = assemble(m - x.same(V::Real::ONE), zero, e);
    let regular = x.gt(zero) & x.lt(x.same(V::Real::INFINITY));
    if regular.all() { value } else { V::select(regular, value, outside(x)) }
}

/// The logarithm where it is no finite number: of negative numbers, 0, ∞ and NaN.
#[inline(always)]
fn outside<V: Vector<Real: Elementary>>(x: V) -> V {
    let zero = x.same(V::Real::ZERO);
    let least = V::select(x.lt(zero), x.same(V::Real::NAN), -x.same(V::Real::INFINITY));
    V::select(x.le(zero), least, x)
}

/// log(1 + x); −∞ at −1.
#[inline(always)]
pub fn log1p<V: Vector<Real: Elementary>>(x: V) -> V {
    let one = x.same(V::Real::ONE);
    let zero = x.same(V::Real::ZERO);
    let sum = super::double::Double::sum(one, x);
    let value = of_sum(sum.hi, sum.lo);
    // The sum 1 + x has lost the sign of zero.
    let regular = sum.hi.gt(zero) & x.lt(x.same(V::Real::INFINITY)) & x.ne(zero);
    if regular.all() {
        return value;
    }
    let outside = V::select(x.eq(zero), x, outside(sum.hi));
    V::select(regular, value, outside)
}

/// log(hi + lo), for positive finite hi and |lo| at most an ulp of it; accurate relative to hi + lo − 1.
#[inline(always)]
pub(super) fn of_sum<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    let one = hi.same(V::Real::ONE);
    let (m, e) = hi.split();
    let exact = m - one;
    let low = lo * V::power_of_two((-e).max(e.same(V::Real::MIN_EXPONENT)));
    let f = exact + low;
    let rest = (exact - f) + low;
    // (log(1 + f))′ = 1/(1 + f), by the first terms.
    assemble(f, f.fnma(rest, rest), e)
}
