//! Power series on intervals, and the constants that come from them.
//!
//! Rounding errors are enclosed by interval arithmetic, the rest of a series by a multiple of its first term left out.

use crate::dyadic::Dyadic;
use crate::end::End;
use crate::interval::Interval;
use std::cell::RefCell;

/// The sum of `first` and all `term(k)`, k = 1, 2, …, which is called once for each k in order.
///
/// Requires |term(k + 1)| ≤ |term(k)|/2 for all k ≥ `halving_from`. So the terms from the k-th on, where the sum is
/// cut off, add up to at most 2·|term(k)|, and no more than `bits` of them are worth adding (numbers at the lower
/// limit of exponents do not become smaller, and would be added forever).
pub(crate) fn sum(
    first: Interval,
    halving_from: u32,
    bits: u32,
    mut term: impl FnMut(u32) -> Interval,
) -> Interval {
    let mut sum = first;
    let last = halving_from + bits;
    for k in 1..last {
        let term = term(k);
        let small = term.top().saturating_add(i64::from(bits)) < sum.top();
        if k >= halving_from && (small || !term.is_bounded() || term.is_zero()) {
            return sum.add(&symmetric(&term.shift(1)), bits);
        }
        sum = sum.add(&term, bits);
    }
    sum.add(&symmetric(&term(last).shift(1)), bits)
}

/// [−r, r] for the largest |x| = r of an interval.
fn symmetric(x: &Interval) -> Interval {
    let radius = x.abs_sup();
    Interval::new(radius.neg(), radius).unwrap_or_else(Interval::whole)
}

/// eʳ − 1 for |r| ≤ 1, relatively accurate.
///
/// Taylor's series at r/2ⁿ, |r/2ⁿ| ≤ 1/16, where each term is less than half the one before; then n times
/// e²ˢ − 1 = (eˢ − 1)·(eˢ − 1 + 2).
pub(crate) fn exp_minus_one(r: &Interval, bits: u32) -> Interval {
    if r.top() > 1 {
        return Interval::whole();
    }
    // As many halvings as make doublings and terms cost about the same.
    let reduced = -i64::from((bits / 4).isqrt().max(4));
    let halvings = (r.top() - reduced).max(0);
    let r = r.shift(-halvings);
    let mut term = r.clone();
    let mut value = sum(r.clone(), 1, bits, |k| {
        term = term.mul(&r, bits).div_integer(k + 1, bits);
        term.clone()
    });
    for _ in 0..halvings {
        value = value.mul(&value.add(&Interval::integer(2), bits), bits);
    }
    value
}

/// artanh z (`sign` 1) or arctan z (`sign` −1) for |z| ≤ 1/2: Σ sᵏ·z^(2k+1)/(2k + 1), in which each term is at most a
/// quarter of the one before.
pub(crate) fn inverse_tangent(z: &Interval, sign: i64, bits: u32) -> Interval {
    if z.top() > -1 && z.abs_sup() > End::from(Dyadic::power_of_two(-1)) {
        return Interval::whole();
    }
    let square = z.square(bits);
    let square = if sign < 0 { square.neg() } else { square };
    let mut power = z.clone();
    sum(z.clone(), 1, bits, |k| {
        power = power.mul(&square, bits);
        power.div_integer(2 * k + 1, bits)
    })
}

/// cos r for |r| ≤ 1: Σ (−1)ᵏ·r^(2k)/(2k)!.
pub(crate) fn cosine(r: &Interval, bits: u32) -> Interval {
    alternating(Interval::integer(1), 0, r, bits)
}

/// sin r for |r| ≤ 1: Σ (−1)ᵏ·r^(2k+1)/(2k + 1)!.
pub(crate) fn sine(r: &Interval, bits: u32) -> Interval {
    alternating(r.clone(), 1, r, bits)
}

/// Taylor's series of cos (`offset` 0) or sin (1) for |r| ≤ 1, in which each term is at most half the one before.
fn alternating(first: Interval, offset: u32, r: &Interval, bits: u32) -> Interval {
    if r.abs_sup() > End::from(Dyadic::integer(1)) {
        return Interval::whole();
    }
    let square = r.square(bits).neg();
    let mut term = first.clone();
    sum(first, 1, bits, |k| {
        let n = 2 * k + offset;
        term = term.mul(&square, bits).div_integer(n * (n - 1), bits);
        term.clone()
    })
}

/// A constant that is computed once for each length and thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Constant {
    Pi,
    LogTwo,
}

thread_local! {
    static KNOWN: RefCell<Vec<(Constant, u32, Interval)>> = const { RefCell::new(Vec::new()) };
}

/// π = 16·arctan(1/5) − 4·arctan(1/239) (Machin 1706).
pub(crate) fn pi(bits: u32) -> Interval {
    known(Constant::Pi, bits, |bits| {
        let arctan = |n: u32| inverse_tangent(&Interval::integer(1).div_integer(n, bits), -1, bits);
        arctan(5).shift(4).sub(&arctan(239).shift(2), bits)
    })
}

/// log 2 = 2·artanh(1/3).
pub(crate) fn log_two(bits: u32) -> Interval {
    known(Constant::LogTwo, bits, |bits| {
        inverse_tangent(&Interval::integer(1).div_integer(3, bits), 1, bits).shift(1)
    })
}

/// A constant, rounded outward to so many bits from a longer one.
fn known(constant: Constant, bits: u32, compute: impl Fn(u32) -> Interval) -> Interval {
    let length = bits.next_multiple_of(64);
    let found = KNOWN.with_borrow(|known| {
        let entry = known.iter().find(|entry| entry.0 == constant && entry.1 == length);
        entry.map(|entry| entry.2.round(bits))
    });
    found.unwrap_or_else(|| {
        let value = compute(length + 16);
        let rounded = value.round(bits);
        KNOWN.with_borrow_mut(|known| known.push((constant, length, value)));
        rounded
    })
}
