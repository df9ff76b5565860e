//! e^x and e^x − 1.
//!
//! x = n·log 2 + r with |r| ≤ ½ log 2; the first part of log 2 has zeros at its end, so that n·(first part) and the
//! difference are exact, and what r loses is kept in a second word. A polynomial gives e^r = 1 + r + r²q(r).

use super::{Elementary, double::Double, polynomial};
use crate::vector::{Real, Vector};

/// e^x = 2^n·(1 + head + tail), the tail being small beside the head.
#[derive(Clone, Copy)]
pub(super) struct Scaled<V> {
    pub(super) n: V,
    pub(super) head: V,
    pub(super) tail: V,
}

impl<V: Vector<Real: Elementary>> Scaled<V> {
    /// Of an argument within ±`EXP_LIMIT`.
    #[inline(always)]
    pub(super) fn new(hi: V, lo: V) -> Scaled<V> {
        let n = (hi * hi.same(V::Real::LOG2_E)).round_ties_even();
        let [first, second] = V::Real::LN_2;
        let r = Double::ordered_sum(n.fnma(hi.same(first), hi), n.fnma(hi.same(second), lo));
        let tail = (r.hi * r.hi).fma(polynomial(r.hi, V::Real::EXP), r.lo);
        Scaled { n, head: r.hi, tail }
    }

    /// 1 + head + tail as a double word.
    #[inline(always)]
    pub(super) fn mantissa(self) -> Double<V> {
        let sum = Double::ordered_sum(self.head.same(V::Real::ONE), self.head);
        Double::ordered_sum(sum.hi, sum.lo + self.tail)
    }

    /// The nearest number.
    #[inline(always)]
    pub(super) fn value(self) -> V {
        (self.head.same(V::Real::ONE) + (self.head + self.tail)).scale2_near_one(self.n)
    }
}

/// x where the exponential is neither 0 nor infinite, and a number with the same exponential elsewhere; NaN stays.
#[inline(always)]
pub(super) fn clamp<V: Vector<Real: Elementary>>(x: V) -> V {
    let limit = x.same(V::Real::EXP_LIMIT);
    (-limit).max(limit.min(x))
}

/// The second word of an argument where it matters and is a number, else 0.
#[inline(always)]
pub(super) fn second_word<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    let matters = hi.abs().le(hi.same(V::Real::EXP_LIMIT)) & lo.abs().lt(hi.same(V::Real::ONE));
    V::select(matters, lo, hi.same(V::Real::ZERO))
}

/// e^x.
#[inline(always)]
pub fn exp<V: Vector<Real: Elementary>>(x: V) -> V {
    Scaled::new(clamp(x), x.same(V::Real::ZERO)).value()
}

/// e^(hi + lo).
#[inline(always)]
pub fn exp_sum<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    Scaled::new(clamp(hi), second_word(hi, lo)).value()
}

/// e^x − 1.
#[inline(always)]
pub fn expm1<V: Vector<Real: Elementary>>(x: V) -> V {
    less_one(x, x.same(V::Real::ZERO))
}

/// e^(hi + lo) − 1.
#[inline(always)]
pub fn expm1_sum<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    less_one(hi, second_word(hi, lo))
}

#[inline(always)]
fn less_one<V: Vector<Real: Elementary>>(hi: V, lo: V) -> V {
    let tiny = hi.abs().lt(hi.same(V::Real::EPSILON * V::Real::HALF * V::Real::HALF));
    let half = less_one_halved(clamp(hi), lo);
    let value = (half.hi + half.lo) * hi.same(V::Real::TWO);
    // Both words of zero may have another sign than their sum.
    V::select(tiny, hi + lo, value).copysign(hi)
}

/// (e^(hi + lo) − 1)/2, halved so that it is finite wherever e^x is; not for tiny arguments. The argument lies within
/// ±`EXP_LIMIT`.
#[inline(always)]
pub(super) fn less_one_halved<V: Vector<Real: Elementary>>(hi: V, lo: V) -> Double<V> {
    let e = Scaled::new(hi.same(V::Real::EXP_OVERFLOW).min(hi), lo);
    let half = hi.same(V::Real::HALF);
    // Far below zero the value is −½ for any scale; far above, the difference is rounded away.
    let least = hi.same(V::Real::HALF * V::Real::MIN_EXPONENT);
    let scale = V::power_of_two(least.max(e.n - hi.same(V::Real::ONE)));
    let offset = scale - half;
    let lost = (scale - offset) - half;
    let sum = scale.fma(e.head, offset);
    let rest = scale.fma(e.head, offset - sum) + lost;
    Double::new(sum, scale.fma(e.tail, rest))
}
