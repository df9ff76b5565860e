//! Hyperbolic functions and their inverses.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `sinh` / `cosh` / `tanh` | ℝ → ℝ / [1, ∞) / (−1, 1) | padded by 2 |
//! | `asinh` / `acosh` / `atanh` | ℝ / [1, ∞) / (−1, 1) → ℝ / [0, ∞) / ℝ | padded by 2 |

use super::Interval;
use super::kernel::{Bounds, exactly, pad, padded};

impl Interval {
    /// sinh x. ℝ → ℝ.
    pub fn sinh(self) -> Interval {
        self.rising(|x| if x == 0.0 { exactly(x) } else { pad(pxfm::f_sinh(x)) })
    }

    /// cosh x. ℝ → [1, ∞); its least value is at 0.
    pub fn cosh(self) -> Interval {
        self.even_rising(|x| match x {
            0.0 => exactly(1.0),
            _ => padded(pxfm::f_cosh(x), 1.0, f64::INFINITY),
        })
    }

    /// tanh x. ℝ → (−1, 1).
    pub fn tanh(self) -> Interval {
        self.rising(|x| if x == 0.0 { exactly(x) } else { padded(pxfm::f_tanh(x), -1.0, 1.0) })
    }

    /// arsinh x. ℝ → ℝ.
    pub fn asinh(self) -> Interval {
        self.rising(asinh)
    }

    /// arcosh x. [1, ∞) → [0, ∞).
    pub fn acosh(self) -> Interval {
        let domain = Interval { lo: 1.0, hi: f64::INFINITY };
        self.intersection(domain).rising(acosh)
    }

    /// artanh x. (−1, 1) → ℝ.
    pub fn atanh(self) -> Interval {
        // The ends ±1 are outside the domain; an interval that reaches over them has no bound there.
        if self.hi <= -1.0 || self.lo >= 1.0 || self.is_empty() {
            return Interval::EMPTY;
        }
        self.intersection(Interval::UNIT).rising(|x| match x {
            0.0 => exactly(x),
            -1.0 => exactly(f64::NEG_INFINITY),
            1.0 => exactly(f64::INFINITY),
            _ => pad(pxfm::f_atanh(x)),
        })
    }
}

/// Bounds of arsinh x.
pub(super) fn asinh(x: f64) -> Bounds {
    if x == 0.0 { exactly(x) } else { pad(pxfm::f_asinh(x)) }
}

/// Bounds of arcosh x for x ≥ 1.
pub(super) fn acosh(x: f64) -> Bounds {
    if x == 1.0 { exactly(0.0) } else { padded(pxfm::f_acosh(x), 0.0, f64::INFINITY) }
}
