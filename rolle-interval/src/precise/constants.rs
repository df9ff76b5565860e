//! π, ln 2, e and Euler's γ as fixed-point integers.
//!
//! π by the Chudnovsky series, ln 2 by a Machin-like formula and e by its series, all summed by
//! binary splitting from the bottom up (no recursion); γ by the algorithm B1 of Brent and McMillan
//! (*Some new algorithms for high-precision computation of Euler's constant*, 1980).
//!
//! Every function returns an integer within one unit of c·2^wp.

use dashu_base::SquareRoot;

use super::dyadic::Toward::Down;
use super::dyadic::shift;
use crate::number::{Integer, Natural};

/// Bits computed beyond those asked for; all errors below stay far under 2^GUARD units.
const GUARD: u64 = 32;

/// The partial sum Σ t(k)·p(a)…p(k) / (b(k)·q(a)…q(k)) over a range of k, as integers.
struct Partial {
    p: Integer,
    q: Integer,
    b: Integer,
    t: Integer,
}

impl Partial {
    /// The sum over two adjacent ranges.
    fn join(&self, right: &Partial) -> Partial {
        let qb = &right.q * &right.b;
        Partial {
            t: &self.t * qb + &self.b * &self.p * &right.t,
            p: &self.p * &right.p,
            q: &self.q * &right.q,
            b: &self.b * &right.b,
        }
    }
}

/// Sums a hypergeometric series by joining neighbors until one range is left.
fn split(mut parts: Vec<Partial>) -> Partial {
    while parts.len() > 1 {
        let mut joined = Vec::with_capacity(parts.len().div_ceil(2));
        let mut pairs = parts.into_iter();
        while let Some(left) = pairs.next() {
            joined.push(match pairs.next() {
                Some(right) => left.join(&right),
                None => left,
            });
        }
        parts = joined;
    }
    parts.pop().unwrap_or(Partial {
        p: Integer::ONE,
        q: Integer::ONE,
        b: Integer::ONE,
        t: Integer::ZERO,
    })
}

/// π·2^wp, by 1/π = 12 Σ (−1)^k (6k)! (13591409 + 545140134k) / ((3k)! (k!)³ 640320^(3k + 3/2)).
///
/// Each term gains more than 47 bits and the series alternates, so the tail is below the first term
/// left out.
pub(super) fn pi(wp: u64) -> Integer {
    let s = wp + GUARD;
    let count = s / 47 + 2;
    let c3_over_24 = Integer::from(10_939_058_860_032_000u64);
    let parts = (0..count).map(|k| {
        let (p, q) = if k == 0 {
            (Integer::ONE, Integer::ONE)
        } else {
            let k6 = 6 * k;
            let p = Integer::from(k6 - 5) * Integer::from(2 * k - 1) * Integer::from(k6 - 1);
            let k = Integer::from(k);
            (-p, &k * &k * &k * &c3_over_24)
        };
        let a = Integer::from(13_591_409u64) + Integer::from(545_140_134u64) * Integer::from(k);
        Partial { t: a * &p, p, q, b: Integer::ONE }
    });
    let sum = split(parts.collect());
    // π = 426880·√10005·Q/T; the root is short by less than one unit of 2^−s.
    let root = Integer::from((Natural::from(10_005u32) << (2 * s) as usize).sqrt());
    let value = root * Integer::from(426_880u32) * sum.q / sum.t;
    value >> GUARD as usize
}

/// atanh(1/m)·2^s = Σ 1/((2k+1)·m^(2k+1)), within two units.
fn inverse_atanh(m: u64, s: u64) -> Integer {
    // Each term gains 2·log₂ m bits; the tail is below the last term kept.
    let gain = 2 * u64::from(63 - m.leading_zeros());
    let count = s / gain + 2;
    let square = Integer::from(m * m);
    let parts = (0..count).map(|k| Partial {
        p: Integer::ONE,
        q: if k == 0 { Integer::from(m) } else { square.clone() },
        b: Integer::from(2 * k + 1),
        t: Integer::ONE,
    });
    let sum = split(parts.collect());
    (sum.t << s as usize) / (sum.b * sum.q)
}

/// ln 2 · 2^wp, by ln 2 = 18 atanh(1/26) − 2 atanh(1/4801) + 8 atanh(1/8749).
pub(super) fn ln2(wp: u64) -> Integer {
    let s = wp + GUARD;
    let value = inverse_atanh(26, s) * Integer::from(18)
        - inverse_atanh(4801, s) * Integer::from(2)
        + inverse_atanh(8749, s) * Integer::from(8);
    value >> GUARD as usize
}

/// e·2^wp, by Σ 1/k!.
pub(super) fn e(wp: u64) -> Integer {
    let s = wp + GUARD;
    // k! ≥ 2^s is certain once Σ ⌊log₂ j⌋ ≥ s.
    let mut count = 2u64;
    let mut gained = 0u64;
    while gained < s + 2 {
        gained += u64::from(count.ilog2());
        count += 1;
    }
    let parts = (0..count).map(|k| Partial {
        p: Integer::ONE,
        q: Integer::from(k.max(1)),
        b: Integer::ONE,
        t: Integer::ONE,
    });
    let sum = split(parts.collect());
    ((sum.t << s as usize) / sum.q) >> GUARD as usize
}

/// γ·2^wp, given ⌊ln n·2^(wp + 40)⌋ up to 2^8 units as a function of n.
///
/// With B_k = (n^k/k!)² one has γ = Σ H_k B_k / Σ B_k − ln n − K₀(2n)/I₀(2n), and the last term lies
/// between 0 and π e^(−4n). Truncation: B_k and H_k·B_k are carried with at most one unit lost in a
/// division, and every earlier loss grows by the factor of the terms themselves, hence by at most
/// max(1, B_k): after N steps the sums are off by at most 3N(V + N) units, V ≥ 1. The quotient is
/// below 12 for N < 2^16, so that it is off by at most 39N(N + 1) < 2^38 units of 2^−(wp + 40).
pub(super) fn euler(wp: u64, log: impl FnOnce(u64, u64) -> Option<Integer>) -> Option<Integer> {
    let s = wp + 40;
    // e^(−4n)·π < 2^(−wp − 8) since 4·log₂ e > 5.77.
    let n = (wp + 16) * 100 / 577 + 1;
    let square = Integer::from(n * n);
    let mut b = Integer::ONE << s as usize;
    let mut a = Integer::ZERO;
    let (mut u, mut v) = (a.clone(), b.clone());
    let mut k = 1u64;
    while !b.is_zero() || !a.is_zero() {
        let divisor = Integer::from(k);
        b = b * &square / Integer::from(k * k);
        a = (a * &square / &divisor + &b) / divisor;
        u += &a;
        v += &b;
        k += 1;
    }
    if k >= 1 << 16 {
        return None;
    }
    let ratio = (u << s as usize) / v;
    Some(shift(&(ratio - log(n, s)?), -40, Down))
}
