//! log x and log(1 + x).
//!
//! x = m·2^e with m between √½ and √2, f = m − 1 and s = f/(2 + f), so that log m = 2 artanh s. Written as
//! f − f²/2 + s·(f²/2 + R(s²)), the small terms carry the rounding of s (K. C. Ng, FreeBSD's `log`).

use super::{Elementary, double::Double, polynomial};
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
    let sum = Double::sum(one, x);
    let value = of_sum(sum.hi, sum.lo, zero);
    // The sum 1 + x has lost the sign of zero.
    let regular = sum.hi.gt(zero) & x.lt(x.same(V::Real::INFINITY)) & x.ne(zero);
    if regular.all() {
        return value;
    }
    let outside = V::select(x.eq(zero), x, outside(sum.hi));
    V::select(regular, value, outside)
}

/// log(1 + u) for u > −1, to a double word's argument.
#[inline(always)]
pub(super) fn log1p_double<V: Vector<Real: Elementary>>(u: Double<V>) -> V {
    let sum = Double::sum(u.hi.same(V::Real::ONE), u.hi);
    of_sum(sum.hi, sum.lo + u.lo, u.hi.same(V::Real::ZERO))
}

/// log(hi + lo) + n·log 2, for positive finite hi and |lo| at most an ulp of it; accurate relative to hi + lo − 1.
#[inline(always)]
pub(super) fn of_sum<V: Vector<Real: Elementary>>(hi: V, lo: V, n: V) -> V {
    let one = hi.same(V::Real::ONE);
    let (m, e) = hi.split();
    let exact = m - one;
    let low = lo * V::power_of_two((-e).max(e.same(V::Real::MIN_EXPONENT)));
    let f = exact + low;
    let rest = (exact - f) + low;
    // (log(1 + f))′ = 1/(1 + f), by the first terms.
    assemble(f, f.fnma(rest, rest), e + n)
}

/// log x as a double word with more than ten bits beyond the format's, for positive finite x.
#[inline(always)]
pub(super) fn log_double<V: Vector<Real: Elementary>>(x: V) -> Double<V> {
    let (one, two) = (x.same(V::Real::ONE), x.same(V::Real::TWO));
    let (m, e) = x.split();
    let f = m - one;
    let divisor = Double::ordered_sum(two, f);
    let s = Double::new(f, x.same(V::Real::ZERO)).quotient(divisor, one / divisor.hi);
    let z = s.times(s);
    // 2 artanh s = 2s + s³·(⅔ + s²·tail(s²))
    let [first, second] = V::Real::TWO_THIRDS;
    let term = z.hi * polynomial(z.hi, V::Real::LOG_TAIL);
    let factor = Double::ordered_sum(x.same(first), term);
    let factor = Double::new(factor.hi, factor.lo + x.same(second));
    let cubic = s.times(z).times(factor);
    let sum = Double::ordered_sum(s.hi + s.hi, cubic.hi);
    let rest = sum.lo + ((s.lo + s.lo) + cubic.lo);
    let [first, second] = V::Real::LN_2;
    let total = Double::ordered_sum(e * x.same(first), sum.hi);
    Double::ordered_sum(total.hi, total.lo + e.fma(x.same(second), rest))
}
