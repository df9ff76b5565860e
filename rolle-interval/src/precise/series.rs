//! Fixed-point kernels: exp, sin and cos, log, atan near the origin, with errors in units.
//!
//! A number x is the integer ⌊x·2^wp⌋; one *unit* is 2^−wp. Taylor series are summed with few full
//! products by splitting them into blocks (Smith, *Efficient multiple-precision evaluation of
//! elementary functions*, 1989); the argument is first halved r ≈ √wp times and the result squared
//! back. log and atan invert exp and sin/cos: one approximation at an eighth of the precision, one
//! evaluation, and a short series for the rest.

use super::dyadic::bits;
use crate::number::Integer;

/// 2^wp, the number one.
pub(crate) fn one(wp: u64) -> Integer {
    Integer::ONE << wp as usize
}

/// The product of two fixed-point numbers, rounded down.
pub(crate) fn mul(a: &Integer, b: &Integer, wp: u64) -> Integer {
    (a * b) >> wp as usize
}

/// How many halvings balance the series against the squarings at this precision.
fn halvings(wp: u64) -> u64 {
    wp.isqrt() * 3 / 4 + 1
}

/// Σ_{k ≥ 0} y^k / (d(1)·…·d(k)) for |y| ≤ 1/2 and integers 1 ≤ d(1) ≤ d(2) ≤ …, d(2) ≥ 2.
///
/// Error: at most 16 units. Powers y^j are off by at most 2 units, since each product halves the
/// error it inherits and adds one. Horner's scheme runs from the last term up; let ε bound the error
/// of the accumulator, whose value stays below 2. A division gives (ε + 2)/d + 1, a product with the
/// power of a block ε/2 + 2·2 + 1. For d ≥ 2 the bound ε ≤ 7 is kept: (7/2 + 5 + 2)/2 + 1 < 7; the
/// last step, d = 1, gives at most 7/2 + 5 + 2 + 1 < 12, and the tail is below one unit.
fn reciprocal_series(y: &Integer, wp: u64, d: impl Fn(u64) -> u64) -> Integer {
    // |y| < 2^−gain, so that the term of index n is below 2^−bits; the tail is a geometric sum.
    let gain = wp as i64 - bits(y);
    if y.is_zero() {
        return one(wp);
    }
    let mut terms = 1u64;
    let mut gained = 0i64;
    while gained < wp as i64 + 2 {
        gained += gain + i64::from(d(terms).ilog2());
        terms += 1;
    }
    let block = terms.isqrt().max(1);
    let mut powers = Vec::with_capacity(block as usize + 1);
    powers.push(one(wp));
    for j in 0..block as usize {
        let next = mul(&powers[j], y, wp);
        powers.push(next);
    }
    let mut sum = Integer::ZERO;
    for k in (1..terms).rev() {
        // Within a block the common factor y^(block·⌊k/block⌋) is left out; crossing into the block
        // below, it is multiplied in.
        if (k + 1) % block == 0 {
            sum = mul(&sum, &powers[block as usize], wp);
        }
        sum += &powers[(k % block) as usize];
        sum /= Integer::from(d(k));
    }
    if block == 1 {
        sum = mul(&sum, &powers[1], wp);
    }
    sum + &powers[0]
}

/// e^t for |t| ≤ 1. Error: at most 64 units.
///
/// With r halvings the series runs at q = wp + r bits, where t/2^r is the same integer. A squaring
/// maps an error ε to 2Eε + 1; the factors 2E multiply to 2^r·e^t at most, so the final error is at
/// most 2^r·e·(16 + 2) < 50·2^r units of 2^−q.
pub(crate) fn exp(t: &Integer, wp: u64) -> Integer {
    let r = halvings(wp);
    let q = wp + r;
    let mut e = reciprocal_series(t, q, |k| k);
    for _ in 0..r {
        e = (e.sqr() >> q as usize).into();
    }
    e >> r as usize
}

/// (sin t, cos t) for |t| ≤ 1. Error: at most 64 units each.
///
/// The pair (s, v) = (sin, 1 − cos) is doubled by s ← 2s(1 − v), v ← 2s². At the angle θ that map
/// has the derivative [[2 cos θ, −2 sin θ], [4 sin θ, 0]], of norm at most 2√(1 + 4 sin² θ); over the
/// angles 1/2, 1/4, … the norms multiply to at most 1.62·2^r. The series leave an error of at most 17
/// units in s and v together and each doubling adds at most 2.3, so the end is below
/// 1.62·(17 + 4.6)·2^r < 36·2^r units of 2^−q.
pub(crate) fn sin_cos(t: &Integer, wp: u64) -> (Integer, Integer) {
    let r = halvings(wp) / 2 + 1;
    let q = wp + r;
    let square = mul(t, t, q);
    let y = -&square;
    let mut s = mul(t, &reciprocal_series(&y, q, |k| 2 * k * (2 * k + 1)), q);
    let mut v = mul(&square, &reciprocal_series(&y, q, |k| (2 * k + 1) * (2 * k + 2)), q + 1);
    for _ in 0..r {
        let next = Integer::from(s.sqr() >> (q - 1) as usize);
        let product = (&s * v) >> (q - 1) as usize;
        s = (s << 1usize) - product;
        v = next;
    }
    (s >> r as usize, (one(q) - v) >> r as usize)
}

/// Σ sign^k z^(2k+1)/(2k+1) for |z| ≤ 2^−4: atanh (sign = 1) or atan (sign = −1), with its error.
///
/// Each power loses at most 1.1 units and each quotient one; the tail is below one unit.
fn odd_series(z: &Integer, wp: u64, sign: i64) -> (Integer, u64) {
    let square = mul(z, z, wp) * Integer::from(sign);
    let mut power = z.clone();
    let mut sum = z.clone();
    let mut k = 1u64;
    // A negative power is rounded toward −∞ and stays at −1: stop at one unit.
    while bits(&power) > 1 {
        power = mul(&power, &square, wp);
        k += 2;
        sum += &power / Integer::from(k);
    }
    (sum, k + 3)
}

/// log(1 + d) for |d| ≤ 2^−4, as 2 atanh(d/(2 + d)), with its error in units.
pub(crate) fn log1p_small(d: &Integer, wp: u64) -> (Integer, u64) {
    let z = (d << wp as usize) / (d + (one(wp) << 1usize));
    let (sum, error) = odd_series(&z, wp, 1);
    // The quotient is short by less than a unit, which the slope of atanh and the 2 double.
    (sum << 1usize, 2 * error + 3)
}

/// The precisions of a ladder that climbs to `wp`, each an eighth of the next.
fn ladder(wp: u64) -> Vec<u64> {
    let mut steps = vec![wp];
    let mut q = wp;
    while q > 800 {
        q = q / 8 + 16;
        steps.push(q);
    }
    steps.reverse();
    steps
}

/// From how many zeros after the point on the series alone is the quickest.
fn direct(wp: u64) -> i64 {
    16 + wp as i64 / 32
}

/// log m for 1/2 ≤ m ≤ 2, with its error in units.
///
/// If y approximates log m, then m·e^(−y) = 1 + d with a small d and log m = y + log(1 + d). Only the
/// last step counts: y is an exact integer there, e^(−y) is off by 64 units, m·e^(−y) by
/// 2·64 + 1, and log(1 + d) by as much over 1 − |d|.
pub(crate) fn log(m: &Integer, wp: u64) -> (Integer, u64) {
    let near = m - one(wp);
    if bits(&near) + direct(wp) <= wp as i64 {
        return log1p_small(&near, wp);
    }
    let mut y = from_f64(approximate_log(to_f64(m, wp)));
    let mut at = START;
    let mut error = 0;
    for q in ladder(wp) {
        y = rescale(y, at, q);
        let e = exp(&-&y, q);
        let d = mul(&rescale(m.clone(), wp, q), &e, q) - one(q);
        let (rest, rest_error) = log1p_small(&d, q);
        y += rest;
        at = q;
        error = rest_error + 150;
    }
    (y, error)
}

/// atan x for |x| ≤ 1, with its error in units.
///
/// If y approximates atan x, then atan x = y + atan(z), z = (x cos y − sin y)/(cos y + x sin y), as
/// tan(a − b) says. sin y and cos y are off by 64 units; numerator and denominator by 130; the
/// denominator is at least 1 − 2^−20 in size for |x| ≤ 1, so z is off by at most 140.
pub(crate) fn atan(x: &Integer, wp: u64) -> (Integer, u64) {
    if bits(x) + direct(wp) <= wp as i64 {
        return odd_series(x, wp, -1);
    }
    let mut y = from_f64(approximate_atan(to_f64(x, wp)));
    let mut at = START;
    let mut error = 0;
    for q in ladder(wp) {
        y = rescale(y, at, q);
        let xq = rescale(x.clone(), wp, q);
        let (sin, cos) = sin_cos(&y, q);
        let numerator = (&xq * &cos) - (&sin << q as usize);
        let denominator = mul(&xq, &sin, q) + cos;
        let z = numerator / denominator;
        let (rest, rest_error) = odd_series(&z, q, -1);
        y += rest;
        at = q;
        error = rest_error + 150;
    }
    (y, error)
}

/// The precision of a starting value.
const START: u64 = 60;

/// The same number at another precision, rounded down.
fn rescale(x: Integer, from: u64, to: u64) -> Integer {
    if to >= from { x << (to - from) as usize } else { x >> (from - to) as usize }
}

/// A fixed-point number of size at most 4 as a double, to about 53 bits.
fn to_f64(x: &Integer, wp: u64) -> f64 {
    let top = rescale(x.clone(), wp, START);
    i64::try_from(top).map_or(0.0, |v| v as f64) / (1u64 << START) as f64
}

/// A double of size at most 4 in fixed point at the starting precision.
fn from_f64(x: f64) -> Integer {
    Integer::from((x * (1u64 << START) as f64) as i64)
}

/// log m to about 50 bits by the four operations alone, the same on every machine.
fn approximate_log(m: f64) -> f64 {
    // One division by √2 or its inverse brings m into [0.7, 1.42].
    let (m, shift) = if m > std::f64::consts::SQRT_2 {
        (m / std::f64::consts::SQRT_2, std::f64::consts::LN_2 / 2.0)
    } else if m < std::f64::consts::FRAC_1_SQRT_2 {
        (m * std::f64::consts::SQRT_2, -std::f64::consts::LN_2 / 2.0)
    } else {
        (m, 0.0)
    };
    let z = (m - 1.0) / (m + 1.0);
    let square = z * z;
    let mut sum = 0.0;
    for k in (0..12).rev() {
        sum = sum * square + 1.0 / f64::from(2 * k + 1);
    }
    2.0 * z * sum + shift
}

/// atan x for |x| ≤ 1 to about 50 bits by the four operations and the square root.
fn approximate_atan(x: f64) -> f64 {
    let mut z = x;
    for _ in 0..3 {
        z /= 1.0 + (1.0 + z * z).sqrt();
    }
    let square = z * z;
    let mut sum = 0.0;
    for k in (0..10).rev() {
        sum = 1.0 / f64::from(2 * k + 1) - sum * square;
    }
    8.0 * z * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// |value·2^−wp − expected| in doubles.
    fn off(value: &Integer, wp: u64, expected: f64) -> f64 {
        (to_f64(value, wp) - expected).abs()
    }

    #[test]
    fn kernels_agree_with_doubles() {
        let wp = 90;
        for i in -64i64..=64 {
            let t = (Integer::from(i) << wp as usize) >> 6usize;
            let x = i as f64 / 64.0;
            assert!(off(&exp(&t, wp), wp, x.exp()) < 1e-15);
            let (sin, cos) = sin_cos(&t, wp);
            assert!(off(&sin, wp, x.sin()) < 1e-15 && off(&cos, wp, x.cos()) < 1e-15);
            assert!(off(&atan(&t, wp).0, wp, x.atan()) < 1e-15);
            if i > -32 {
                let m = one(wp) + &t;
                assert!(off(&log(&m, wp).0, wp, x.ln_1p()) < 1e-15);
            }
        }
    }

    #[test]
    fn declared_errors_hold_against_twice_the_precision() {
        for wp in [64u64, 130, 257, 700, 1500, 9000] {
            for i in [1i64, 3, 17, 50, 63, 64, -5, -33, -64] {
                let fine = 2 * wp + 50;
                let coarse_of = |x: Integer| x >> (fine - wp) as usize;
                let near = |a: Integer, b: Integer, error: u64| {
                    let gap = bits(&(&a - &b));
                    let off = a - b;
                    let size = if off < Integer::ZERO { -off } else { off };
                    assert!(size <= Integer::from(error), "wp {wp}, i {i}, {gap} bits");
                };
                let at = |q: u64| (Integer::from(i) << q as usize) >> 6usize;
                near(exp(&at(wp), wp), coarse_of(exp(&at(fine), fine)), 65);
                let (coarse, finer) = (sin_cos(&at(wp), wp), sin_cos(&at(fine), fine));
                near(coarse.0, coarse_of(finer.0), 65);
                near(coarse.1, coarse_of(finer.1), 65);
                let (y, error) = atan(&at(wp), wp);
                near(y, coarse_of(atan(&at(fine), fine).0), error + 1);
                if i > -32 {
                    let (y, error) = log(&(one(wp) + at(wp)), wp);
                    near(y, coarse_of(log(&(one(fine) + at(fine)), fine).0), error + 1);
                }
            }
        }
    }
}
