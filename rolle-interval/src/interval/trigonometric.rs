//! Circular functions.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `sin cos` | ℝ → [−1, 1] | padded by 2 |
//! | `tan` | ℝ ∖ {π/2 + kπ} → ℝ | padded by 2 |
//!
//! On an interval the question is which multiples of π/2 lie inside. The quotient by π/2 is enclosed; a
//! multiple that *may* lie inside counts, which is right for sine and cosine (the end is then within
//! rounding of the extremum) and costs nothing. Where the quotient says too little, for large arguments and
//! at poles, an interval shorter than π is decided by the sign of the derivative, or of the denominator, at
//! its ends: it has at most one extremum, or pole, and has it exactly when the signs differ. What is neither
//! short nor small gets the whole range.

use super::kernel::{Bounds, exactly, pad, padded};
use super::{Interval, step};

/// 2/π, enclosed.
const TWO_OVER_PI: Interval =
    Interval { lo: std::f64::consts::FRAC_2_PI.next_down(), hi: std::f64::consts::FRAC_2_PI };

/// Up to here the quotient by π/2 is known to a small fraction of one.
const SMALL: f64 = 1e12;

impl Interval {
    /// sin x. ℝ → [−1, 1].
    pub fn sin(self) -> Interval {
        // The maxima of the sine lie at 1 mod 4 quarter turns, the minima at 3 mod 4.
        self.wave(sin, pxfm::f_cos, 1)
    }

    /// cos x. ℝ → [−1, 1].
    pub fn cos(self) -> Interval {
        self.wave(cos, |x| -pxfm::f_sin(x), 0)
    }

    /// tan x. ℝ ∖ {π/2 + kπ} → ℝ; ℝ when a pole lies inside.
    pub fn tan(self) -> Interval {
        if self.is_empty() {
            return self;
        }
        if self.avoids_zeros_of_cos() {
            return self.rising(tan);
        }
        Interval::ENTIRE
    }

    /// A function with maxima at `peak` mod 4 quarter turns and minima opposite.
    fn wave(self, f: fn(f64) -> Bounds, slope: fn(f64) -> f64, peak: i64) -> Interval {
        if self.is_empty() {
            return self;
        }
        if self.is_singleton() {
            return self.rising(f);
        }
        if !self.is_common() || self.hi - self.lo >= 6.3 {
            return Interval::UNIT;
        }
        let (top, bottom) = match self.quarter_turns() {
            Some(turns) => (meets(turns, peak, 4), meets(turns, peak + 2, 4)),
            None if self.is_shorter_than_pi() => {
                let (first, last) = (slope(self.lo), slope(self.hi));
                (first > 0.0 && last < 0.0, first < 0.0 && last > 0.0)
            }
            None => (true, true),
        };
        let (a, b) = (f(self.lo), f(self.hi));
        Interval {
            lo: if bottom { -1.0 } else { a.0.min(b.0) },
            hi: if top { 1.0 } else { a.1.max(b.1) },
        }
    }

    /// The multiples k of π/2 that may lie inside, from the first to the last; `None` for large arguments.
    pub(super) fn quarter_turns(self) -> Option<(i64, i64)> {
        if self.mag() > SMALL {
            return None;
        }
        let quotient = self * TWO_OVER_PI;
        Some((-step::floor(-quotient.lo) as i64, step::floor(quotient.hi) as i64))
    }

    /// Whether cos x ≠ 0 certainly, for all members.
    pub(crate) fn avoids_zeros_of_cos(self) -> bool {
        // No double but 0 is a multiple of π/2.
        self.is_singleton() || !self.meets_pole(1, pxfm::f_cos)
    }

    /// Whether sin x ≠ 0 certainly, for all members.
    pub(crate) fn avoids_zeros_of_sin(self) -> bool {
        !self.contains_zero() && (self.is_singleton() || !self.meets_pole(0, pxfm::f_sin))
    }

    /// Whether sup − inf < π.
    fn is_shorter_than_pi(self) -> bool {
        self.wid() <= Interval::PI.lo
    }

    /// Whether a quarter turn of the given parity, where `denominator` vanishes, may lie inside.
    pub(super) fn meets_pole(self, parity: i64, denominator: fn(f64) -> f64) -> bool {
        if self.quarter_turns().is_some_and(|turns| !meets(turns, parity, 2)) {
            return false;
        }
        if !self.is_shorter_than_pi() {
            return true;
        }
        denominator(self.lo) * denominator(self.hi) <= 0.0
    }
}

/// Whether an integer between the two is `residue` mod `modulus`.
pub(super) fn meets((first, last): (i64, i64), residue: i64, modulus: i64) -> bool {
    let next = first + (residue - first).rem_euclid(modulus);
    next <= last
}

/// Bounds of sin x.
fn sin(x: f64) -> Bounds {
    if x == 0.0 { exactly(x) } else { padded(pxfm::f_sin(x), -1.0, 1.0) }
}

/// Bounds of cos x.
fn cos(x: f64) -> Bounds {
    if x == 0.0 { exactly(1.0) } else { padded(pxfm::f_cos(x), -1.0, 1.0) }
}

/// Bounds of tan x.
pub(super) fn tan(x: f64) -> Bounds {
    if x == 0.0 { exactly(x) } else { pad(pxfm::f_tan(x)) }
}
