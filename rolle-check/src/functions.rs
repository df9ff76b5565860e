//! The elementary functions at binary fractions.
//!
//! Every function is a composition, in outward-rounded interval arithmetic, of the series of [`crate::series`]: an
//! enclosure is right if the identity beside it holds. The identities are such that nothing cancels, so that results
//! are accurate relatively to themselves, near zeros and far out too; where that cannot be (sin near a multiple of π,
//! erfc in the middle) the work is done again with as many more bits as were lost.

use crate::arithmetic::Function;
use crate::dyadic::Dyadic;
use crate::end::End;
use crate::interval::Interval;
use crate::series;
use dashu_int::IBig;

/// e^x of |x| ≥ 2^40 is bounded without work: 2^(2^40) < e^(2^40).
const MAX_EXP: i64 = 40;

/// The sine of |x| ≥ 2^1024 is only known to lie in [−1, 1].
pub(crate) const MAX_ANGLE: i64 = 1024;

/// How often a result that lost bits to cancellation is computed anew.
const ATTEMPTS: u32 = 4;

/// f(x), rounded outward to `bits`; `None` outside of the domain and at poles.
pub(crate) fn value(function: Function, x: &Dyadic, bits: u32) -> Option<Interval> {
    // Errors of rounding grow with the number of terms, which grows slower than the number of bits.
    let working = bits + 4 + bits / 64;
    let y = at(function, x, working)?;
    let y = y.round(bits);
    // What lies outside the range is a matter of rounding.
    Some(match range(function) {
        Some(range) => y.intersect(&range).unwrap_or(range),
        None => y,
    })
}

/// The closed range of a bounded or half-bounded function.
pub(crate) fn range(function: Function) -> Option<Interval> {
    let (lo, hi) = match function {
        Function::Exp | Function::Softplus => (0, None),
        Function::Cosh => (1, None),
        Function::Sigmoid => (0, Some(1)),
        Function::Erfc => (0, Some(2)),
        Function::Sin | Function::Cos | Function::Tanh | Function::Erf => (-1, Some(1)),
        _ => return None,
    };
    let hi = hi.map_or(End::Infinity, |hi| End::from(Dyadic::integer(hi)));
    Interval::new(Dyadic::integer(lo), hi)
}

/// f(x) with rounding errors of a few units in the last of `bits`.
fn at(function: Function, x: &Dyadic, bits: u32) -> Option<Interval> {
    let sign = x.sign();
    // Odd functions, which are accurate near zero.
    let odd = |f: fn(&Dyadic, u32) -> Option<Interval>| match sign.is_lt() {
        true => Some(f(&x.neg(), bits)?.neg()),
        false => f(x, bits),
    };
    match function {
        Function::Exp => Some(exp(x, bits)),
        Function::Log => log(x, bits),
        Function::Sin => Some(sine(x, 0, bits)),
        Function::Cos => Some(sine(x, 1, bits)),
        Function::Sinh => odd(sinh),
        Function::Cosh => cosh(x, bits),
        Function::Tanh => odd(tanh),
        Function::Sigmoid => sigmoid(x, bits),
        Function::Softplus => softplus(x, bits),
        Function::Atan => odd(|x, bits| Some(arctan(&Interval::point(x.clone()), bits))),
        Function::Asinh => odd(asinh),
        Function::Erf => odd(|x, bits| Some(erf(x, bits))),
        Function::Erfc => Some(erfc(x, bits)),
    }
}

/// The number 1.
fn one() -> Interval {
    Interval::integer(1)
}

/// The nearest integer of a quotient, or one beside it, for a quotient of up to 2^16 bits; and its length in bits.
fn nearest(x: &Dyadic, unit: &Interval, bits: u32) -> Option<(IBig, u32)> {
    let quotient = Interval::point(x.clone()).div(unit, bits)?;
    let half = Interval::point(Dyadic::power_of_two(-1));
    let k = quotient.add(&half, bits).lo().finite()?.floor()?;
    let length = dashu_int::ops::BitTest::bit_len(&k) as u32;
    Some((k, length))
}

/// eˣ = 2ᵏ·eʳ with x = k·log 2 + r.
fn exp(x: &Dyadic, bits: u32) -> Interval {
    if x.top().is_some_and(|top| top > MAX_EXP) {
        return if x.sign().is_lt() { below_exp() } else { above_exp() };
    }
    match exp_split(x, bits) {
        Some(split) => exp_join(split, bits),
        None => Interval::integer(0).hull(&above_exp()),
    }
}

/// eˣ from k and eʳ − 1.
fn exp_join((k, less_one): (i64, Interval), bits: u32) -> Interval {
    less_one.add(&one(), bits).shift(k)
}

/// Bounds of eˣ for x ≤ −2^40.
fn below_exp() -> Interval {
    Interval::new(Dyadic::integer(0), Dyadic::power_of_two(-(1 << MAX_EXP)))
        .unwrap_or_else(Interval::whole)
}

/// Bounds of eˣ for x ≥ 2^40.
fn above_exp() -> Interval {
    Interval::new(Dyadic::power_of_two(1 << MAX_EXP), End::Infinity).unwrap_or_else(Interval::whole)
}

/// k and eʳ − 1 with x = k·log 2 + r; k = 0 for |x| < 1/2, so that r = x there. `None` for |x| ≥ 2^40.
fn exp_split(x: &Dyadic, bits: u32) -> Option<(i64, Interval)> {
    let Some(top) = x.top() else { return Some((0, Interval::integer(0))) };
    if top > MAX_EXP {
        return None;
    }
    if top < 0 {
        return Some((0, series::exp_minus_one(&Interval::point(x.clone()).round(bits), bits)));
    }
    let (k, length) = nearest(x, &series::log_two(48), 48)?;
    let k = i64::try_from(k).ok()?;
    let long = bits + length;
    let multiple = series::log_two(long).mul(&Interval::integer(k), long);
    let r = Interval::point(x.clone()).sub(&multiple, bits);
    Some((k, series::exp_minus_one(&r, bits)))
}

/// eˣ − 1: by its series near zero; nothing cancels farther out.
fn exp_minus_one(x: &Dyadic, bits: u32) -> Interval {
    match exp_split(x, bits) {
        Some((0, less_one)) => less_one,
        Some(split) => exp_join(split, bits).sub(&one(), bits),
        None => exp(x, bits).sub(&one(), bits),
    }
}

/// log x for x > 0 is log(1 + u), u = x − 1, or that of x·2⁻ᵏ and k·log 2.
fn log(x: &Dyadic, bits: u32) -> Option<Interval> {
    x.sign().is_gt().then(|| log_narrow(&Interval::point(x.clone()), bits))
}

/// The logarithm of a narrow interval of positive numbers.
///
/// log x = k·log 2 + log(1 + u) with 1 + u = x·2⁻ᵏ between 11/16 and 11/8, about.
fn log_narrow(x: &Interval, bits: u32) -> Interval {
    if !x.is_bounded() || x.lo().sign().is_le() {
        return Interval::whole();
    }
    let top = x.top();
    let bound = End::from(Dyadic::new(11, -4).unwrap_or(Dyadic::integer(1)));
    let k = if *x.shift(-top).hi() < bound { top - 1 } else { top };
    let u = x.shift(-k).sub(&one(), bits);
    let log = log_plus_one(&u, bits);
    if k == 0 {
        return log;
    }
    series::log_two(bits).mul(&Interval::integer(k), bits).add(&log, bits)
}

/// log(1 + u) = 2·artanh(u/(2 + u)), for u from −1/2 to 2.
fn log_plus_one(u: &Interval, bits: u32) -> Interval {
    match u.div(&u.add(&Interval::integer(2), bits), bits) {
        Some(z) => series::inverse_tangent(&z, 1, bits).shift(1),
        None => Interval::whole(),
    }
}

/// log(1 + u) for a narrow interval u ≥ 0, accurate near 0 and far out.
fn log_one_plus(u: &Interval, bits: u32) -> Interval {
    match u.top() <= 0 {
        true => log_plus_one(u, bits),
        false => log_narrow(&u.add(&one(), bits), bits),
    }
}

/// sin(x + q·π/2) for q = 0, 1, by the k-th quarter turn nearest to x.
fn sine(x: &Dyadic, quarter: u32, bits: u32) -> Interval {
    let Some(top) = x.top() else { return Interval::integer(i64::from(quarter)) };
    if top > MAX_ANGLE {
        return symmetric_one();
    }
    refine(bits, bits, |bits| sine_once(x, quarter, bits).unwrap_or_else(symmetric_one))
}

/// [−1, 1].
fn symmetric_one() -> Interval {
    Interval::integer(-1).hull(&one())
}

/// The result of `compute` at `working` bits, or at as many more as make its relative width about 2^(6 − bits).
fn refine(bits: u32, mut working: u32, compute: impl Fn(u32) -> Interval) -> Interval {
    for _ in 1..ATTEMPTS {
        let y = compute(working);
        match lost_bits(&y, bits) {
            Some(0) => return y,
            Some(lost) => working += lost + 2,
            None => working *= 2,
        }
    }
    compute(working)
}

/// The bits that a result lacks to have a relative width of 2^(6 − bits); `None` where even its sign is open.
fn lost_bits(y: &Interval, bits: u32) -> Option<u32> {
    let width = y.width(bits).finite()?.top();
    let Some(width) = width else { return Some(0) };
    let size = y.abs_inf().finite()?.top()?;
    Some((width - size + i64::from(bits) - 6).clamp(0, i64::from(bits)) as u32)
}

/// One evaluation of sin(x + q·π/2): x = k·π/2 + r, so it is ±sin r or ±cos r by k + q modulo 4.
fn sine_once(x: &Dyadic, quarter: u32, bits: u32) -> Option<Interval> {
    let top = x.top().unwrap_or(0);
    let (k, r) = if top < 0 {
        (IBig::ZERO, Interval::point(x.clone()).round(bits))
    } else {
        let rough = top as u32 + 8;
        let (k, length) = nearest(x, &series::pi(rough).shift(-1), rough)?;
        let long = bits + length;
        let factor = Interval::point(Dyadic::new(k.clone(), -1)?);
        (k, Interval::point(x.clone()).sub(&series::pi(long).mul(&factor, long), bits))
    };
    let turn = k + IBig::from(quarter);
    let bit = |n: usize| dashu_int::ops::BitTest::bit(&turn, n);
    let value = if bit(0) { series::cosine(&r, bits) } else { series::sine(&r, bits) };
    Some(if bit(1) { value.neg() } else { value })
}

/// sinh x = (E + E/(E + 1))/2 with E = eˣ − 1, for x ≥ 0.
fn sinh(x: &Dyadic, bits: u32) -> Option<Interval> {
    let e = exp_minus_one(x, bits);
    let quotient = e.div(&e.add(&one(), bits), bits)?;
    Some(e.add(&quotient, bits).shift(-1))
}

/// cosh x = (eˣ + e⁻ˣ)/2.
fn cosh(x: &Dyadic, bits: u32) -> Option<Interval> {
    let e = exp(&x.abs(), bits);
    Some(e.add(&one().div(&e, bits)?, bits).shift(-1))
}

/// tanh x = −E/(2 + E) with E = e⁻²ˣ − 1, for x ≥ 0.
fn tanh(x: &Dyadic, bits: u32) -> Option<Interval> {
    let e = exp_minus_one(&x.shift(1).neg(), bits);
    e.neg().div(&e.add(&Interval::integer(2), bits), bits)
}

/// 1/(1 + e⁻ˣ), or eˣ/(1 + eˣ) for x < 0.
fn sigmoid(x: &Dyadic, bits: u32) -> Option<Interval> {
    let e = exp(&x.abs().neg(), bits);
    let numerator = if x.sign().is_lt() { &e } else { &one() };
    numerator.div(&e.add(&one(), bits), bits)
}

/// log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|).
fn softplus(x: &Dyadic, bits: u32) -> Option<Interval> {
    let log = log_one_plus(&exp(&x.abs().neg(), bits), bits);
    Some(if x.sign().is_lt() { log } else { log.add(&Interval::point(x.clone()), bits) })
}

/// arctan x for a narrow interval x ≥ 0: arctan x = 2·arctan(x/(1 + √(1 + x²))), at most four times, to |x| ≤ 1/8.
fn arctan(x: &Interval, bits: u32) -> Interval {
    let mut z = x.clone();
    let mut halvings = 0;
    while z.top() > -3 && halvings < 4 {
        let root = z.square(bits).add(&one(), bits).sqrt(bits);
        match root.and_then(|root| z.div(&root.add(&one(), bits), bits)) {
            Some(half) => z = half,
            None => return Interval::whole(),
        }
        halvings += 1;
    }
    series::inverse_tangent(&z, -1, bits).shift(halvings)
}

/// arsinh x = log(1 + x + x²/(1 + √(1 + x²))), for x ≥ 0.
fn asinh(x: &Dyadic, bits: u32) -> Option<Interval> {
    let x = Interval::point(x.clone());
    let square = x.square(bits);
    let root = square.add(&one(), bits).sqrt(bits)?;
    let u = square.div(&root.add(&one(), bits), bits)?.add(&x, bits);
    Some(log_one_plus(&u, bits))
}

/// Whether erfc is computed by its continued fraction, for x > 0: from x² ≥ bits/11 on, where that needs fewer steps
/// than the series of erf.
fn is_far(x: &Dyadic, bits: u32) -> bool {
    square_floor(x) >= (bits / 11).max(1)
}

/// erf x for x ≥ 0: its series, or 1 − erfc x far out, where erfc x < 2^(−x²) needs fewer bits.
fn erf(x: &Dyadic, bits: u32) -> Interval {
    match is_far(x, bits) {
        true => one().sub(&erfc_fraction(x, bits.saturating_sub(square_floor(x)).max(8)), bits),
        false => erf_series(x, bits),
    }
}

/// An integer that is not above x², and beside it where x² is below 2^31.
fn square_floor(x: &Dyadic) -> u32 {
    let square = Interval::point(x.clone()).square(32);
    match square.lo().finite().and_then(Dyadic::floor) {
        Some(floor) => u32::try_from(floor).unwrap_or(u32::MAX),
        None => u32::MAX,
    }
}

/// erfc x: 1 + erf |x| for x < 0, 1 − erf x for small x, and the continued fraction far out.
fn erfc(x: &Dyadic, bits: u32) -> Interval {
    if x.sign().is_lt() {
        return one().add(&erf(&x.neg(), bits), bits);
    }
    if is_far(x, bits) {
        return erfc_fraction(x, bits);
    }
    // 1 − erf x is about e^(−x²), so 1.44·x² bits are lost.
    let more = square_floor(x) * 3 / 2;
    refine(bits, bits + more, |bits| one().sub(&erf_series(x, bits), bits))
}

/// e^(−x²); x² is rounded outward so far below the point that the result is accurate relatively.
fn exp_of_negative_square(x: &Dyadic, bits: u32) -> Interval {
    let long = bits + 2 * x.top().unwrap_or(0).clamp(0, 64) as u32;
    let square = Interval::point(x.clone()).square(long);
    let at = |end: &End| end.finite().map_or(Interval::integer(0), |x| exp(&x.neg(), bits));
    match square.is_point() {
        true => at(square.lo()),
        false => at(square.lo()).hull(&at(square.hi())),
    }
}

/// 2/√π·e^(−x²)·Σ t_k with t₀ = x, t_k = t_(k−1)·2x²/(2k + 1), for x ≥ 0 (DLMF 7.6.2).
///
/// All terms are positive, and each is at most half the one before where 2k + 1 ≥ 4x².
fn erf_series(x: &Dyadic, bits: u32) -> Interval {
    if x.is_zero() {
        return Interval::integer(0);
    }
    let point = Interval::point(x.clone()).round(bits);
    let double = point.square(bits).shift(1);
    let halving = double.hi().finite().and_then(Dyadic::floor).and_then(|n| u32::try_from(n).ok());
    let Some(halving) = halving else { return symmetric_one() };
    let mut term = point.clone();
    let sum = series::sum(point, halving + 1, bits, |k| {
        term = term.mul(&double, bits).div_integer(2 * k + 1, bits);
        term.clone()
    });
    let scaled = sum.mul(&exp_of_negative_square(x, bits), bits).shift(1);
    let root = series::pi(bits).sqrt(bits);
    root.and_then(|root| scaled.div(&root, bits)).unwrap_or_else(symmetric_one)
}

/// erfc x = e^(−x²)/√π/K with the continued fraction K = x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))), for x > 0 (DLMF
/// 7.9.1).
///
/// All parts are positive, so the tail that begins at the n-th x, x + (n/2)/(…), lies between x and x + n/(2x).
/// Evaluated from this interval backwards, every step is enclosed; too small an n only makes the result wide.
fn erfc_fraction(x: &Dyadic, bits: u32) -> Interval {
    let point = Interval::point(x.clone()).round(bits);
    let half = |n: u32| Interval::integer(i64::from(n)).shift(-1);
    let steps = fraction_steps(x, bits);
    let Some(last) = half(steps).div(&point, bits) else { return Interval::whole() };
    let mut tail = point.hull(&point.add(&last, bits));
    for n in (1..steps).rev() {
        match half(n).div(&tail, bits) {
            Some(part) => tail = point.add(&part, bits),
            None => return Interval::whole(),
        }
    }
    let exponential = exp_of_negative_square(x, bits);
    let root = series::pi(bits).sqrt(bits);
    let denominator = root.map(|root| root.mul(&tail, bits));
    denominator.and_then(|d| exponential.div(&d, bits)).unwrap_or_else(Interval::whole)
}

/// A number of steps after which the fraction is accurate to about 2^−bits; only the width rests on it.
///
/// The error of the n-th tail is multiplied by (n/2)/K² in x + (n/2)/K, and K is about (x + √(x² + 2n))/2, so each
/// step divides the error by (x + √(x² + 2n))²/(2n).
fn fraction_steps(x: &Dyadic, bits: u32) -> u32 {
    // x in sixteenths, and the product of the quotients as p·2^(gained − 32).
    let x =
        x.shift(4).floor().and_then(|x| u64::try_from(x).ok()).map_or(1 << 20, |x| x.min(1 << 20));
    let (mut gained, mut p) = (0, 1u128 << 32);
    for n in 1..1 << 20 {
        let root = (x * x + 512 * n).isqrt();
        p = (p * (u128::from((x + root) * (x + root)) << 32) / u128::from(512 * n)) >> 32;
        let excess = p.ilog2().saturating_sub(32);
        gained += excess;
        p >>= excess;
        if gained > bits + 2 {
            return n as u32 + 1;
        }
    }
    1 << 20
}
