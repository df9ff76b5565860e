//! The error function and Lambert's W, with their inverses.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `erf` / `erfc` | ℝ → (−1, 1) / (0, 2) | padded by 2 |
//! | `erfinv` | (−1, 1) → ℝ | proved from a guess by `erf` and `erfc`, a few doubles |
//! | `lambertw` | [−1/e, ∞) → [−1, ∞) | proved from a guess, a few doubles |

use super::Interval;
use super::certify::certified;
use super::kernel::{Bounds, exactly, padded};
use crate::round::{mul_down, mul_up};

const BRANCH: f64 = Interval::LAMBERT_BRANCH;

impl Interval {
    /// The least double in the domain of W: −1/e lies between it and the one before.
    pub(crate) const LAMBERT_BRANCH: f64 = -0.367_879_441_171_442_3;

    /// The error function. ℝ → (−1, 1).
    pub fn erf(self) -> Interval {
        self.rising(erf)
    }

    /// 1 − erf x without cancellation. ℝ → (0, 2).
    pub fn erfc(self) -> Interval {
        self.falling(erfc)
    }

    /// The inverse of the error function. (−1, 1) → ℝ.
    pub fn erfinv(self) -> Interval {
        if self.hi <= -1.0 || self.lo >= 1.0 || self.is_empty() {
            return Interval::EMPTY;
        }
        self.intersection(Interval::UNIT).rising(|x| {
            if x < 0.0 {
                let (lo, hi) = erfinv(-x);
                (-hi, -lo)
            } else {
                erfinv(x)
            }
        })
    }

    /// The principal branch of Lambert's W, the inverse of w·e^w on [−1, ∞). [−1/e, ∞) → [−1, ∞).
    pub fn lambertw(self) -> Interval {
        if self.hi < BRANCH || self.is_empty() {
            return Interval::EMPTY;
        }
        self.rising(lambertw)
    }
}

/// Bounds of erf x.
fn erf(x: f64) -> Bounds {
    if x == 0.0 { exactly(x) } else { padded(pxfm::f_erf(x), -1.0, 1.0) }
}

/// Bounds of erfc x.
fn erfc(x: f64) -> Bounds {
    match x {
        0.0 => exactly(1.0),
        f64::INFINITY => exactly(0.0),
        _ => padded(pxfm::f_erfc(x), 0.0, 2.0),
    }
}

/// Bounds of erfinv x for 0 ≤ x ≤ 1.
fn erfinv(x: f64) -> Bounds {
    if x == 0.0 {
        return exactly(x);
    }
    if x == 1.0 {
        return exactly(f64::INFINITY);
    }
    let guess = pxfm::f_erfinv(x);
    if x < 0.5 {
        return certified(guess, (0.0, f64::INFINITY), |c| erf(c).1 <= x, |c| erf(c).0 >= x);
    }
    // Near one the complement is the well-conditioned side; 1 − x is exact here.
    let rest = 1.0 - x;
    certified(guess, (0.0, f64::INFINITY), |c| erfc(c).0 >= rest, |c| erfc(c).1 <= rest)
}

/// Bounds of W(x).
fn lambertw(x: f64) -> Bounds {
    if x < BRANCH {
        return exactly(-1.0);
    }
    if x == 0.0 || x == f64::INFINITY {
        return exactly(x);
    }
    let range = if x < 0.0 { (-1.0, 0.0) } else { (0.0, f64::INFINITY) };
    if x < -0.25 {
        // w·e^w − x loses all digits where its slope vanishes. With d = w + 1 compare instead
        // 1 + (d − 1)e^d, a series without cancellation, with 1 + e·x, formed to twice the digits.
        let target = one_plus_e_times(x);
        let value = |c: f64| branch_series(Interval { lo: c, hi: c } + Interval::ONE);
        return certified(
            guess_beside_branch(target.mid()),
            range,
            |c| value(c).sup() <= target.inf(),
            |c| value(c).inf() >= target.sup(),
        );
    }
    let value = |c: f64| {
        let c = Interval { lo: c, hi: c };
        c * c.exp()
    };
    certified(guess(x), range, |c| value(c).sup() <= x, |c| value(c).inf() >= x)
}

/// W(x) in floating point: a first value and steps of Halley's method (DLMF 4.13; Corless et al. 1996).
fn guess(x: f64) -> f64 {
    let mut w = if x < 3.0 {
        pxfm::f_log1p(x)
    } else {
        let log = pxfm::f_log(x);
        log - pxfm::f_log(log)
    };
    for _ in 0..8 {
        // f/e^w, whose parts do not overflow.
        let rest = w - x * pxfm::f_exp(-w);
        let slope = w + 1.0;
        let step = rest / (slope - (w + 2.0) * rest / (2.0 * slope));
        w -= step;
        if step.abs() <= 1e-15 * w.abs() {
            break;
        }
    }
    w
}

/// W(x) beside the branch point, from t = 1 + e·x: the d with 1 + (d − 1)e^d = t, less one. A series in
/// p = √(2t) (DLMF 4.13.6) and steps of Newton's method, whose slope is d·e^d.
fn guess_beside_branch(t: f64) -> f64 {
    let p = (2.0 * t).max(0.0).sqrt();
    let mut d = p * (1.0 + p * (-1.0 / 3.0 + p * (11.0 / 72.0 - p * (43.0 / 540.0))));
    for _ in 0..4 {
        if d <= 0.0 {
            break;
        }
        let rest = branch_series(Interval { lo: d, hi: d }).mid() - t;
        d -= rest / (d * pxfm::f_exp(d));
    }
    d - 1.0
}

/// 1 + e·x for −1/e ≤ x < −1/4: e in two doubles, the product with its rest.
fn one_plus_e_times(x: f64) -> Interval {
    const E_HIGH: f64 = Interval::E.lo;
    const E_LOW: Interval =
        Interval { lo: 1.445_646_891_729_249e-16, hi: 1.445_646_891_729_251e-16 };
    let x_interval = Interval { lo: x, hi: x };
    // Both directed products are within one unit, so that their difference from one is exact, and
    // the product itself is caught between them; the rest is found by cutting x into two halves.
    let high = f64::from_bits(x.to_bits() & !((1 << 27) - 1));
    let low = Interval { lo: x - high, hi: x - high };
    let e_high = f64::from_bits(E_HIGH.to_bits() & !((1 << 27) - 1));
    let e_rest = Interval { lo: E_HIGH - e_high, hi: E_HIGH - e_high };
    let leading = Interval { lo: mul_down(high, e_high), hi: mul_up(high, e_high) };
    let rest = low * Interval { lo: e_high, hi: e_high } + x_interval * e_rest + x_interval * E_LOW;
    (Interval::ONE + leading) + rest
}

/// 1 + (d − 1)e^d = Σ d^k (k − 1)/k! for 0 ≤ d ≤ 1.
fn branch_series(d: Interval) -> Interval {
    const TERMS: u32 = 22;
    // Horner from the remainder: for d ≤ 1 the coefficients beyond, 22/23! + 23/24! + …, sum to 8.9e-22.
    let mut sum = Interval { lo: 0.0, hi: 1e-21 };
    let mut factorial = (1..=TERMS).fold(1.0, |product, k| product * f64::from(k));
    for k in (2..=TERMS).rev() {
        let coefficient = Interval { lo: f64::from(k - 1), hi: f64::from(k - 1) }
            / Interval { lo: factorial, hi: factorial };
        sum = coefficient + d * sum;
        factorial /= f64::from(k);
    }
    d.sqr() * sum
}
