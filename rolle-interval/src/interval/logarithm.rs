//! Logarithms.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `log log2 log10` | (0, ∞) → ℝ | padded by 2; exact where the value is an integer |
//! | `log1p` | (−1, ∞) → ℝ | padded by 2 |

use super::Interval;
use super::exponential::POWERS_OF_TEN;
use super::kernel::{Bounds, exactly, pad};

impl Interval {
    /// ln x. (0, ∞) → ℝ.
    #[inline]
    pub fn log(self) -> Interval {
        self.logarithm(0.0, log)
    }

    /// log₂ x. (0, ∞) → ℝ; exact at powers of two.
    pub fn log2(self) -> Interval {
        self.logarithm(0.0, |x| {
            let value = pxfm::f_log2(x);
            // The mantissa of a power of two is zero; that of a subnormal has one bit.
            let fraction = x.to_bits() & ((1 << 52) - 1);
            let exact =
                if x >= f64::MIN_POSITIVE { fraction == 0 } else { fraction.is_power_of_two() };
            if exact && x.is_finite() {
                exactly(super::step::round_even(value))
            } else {
                pad(value)
            }
        })
    }

    /// log₁₀ x. (0, ∞) → ℝ; exact at 1, 10, …, 10^22.
    pub fn log10(self) -> Interval {
        self.logarithm(0.0, |x| match POWERS_OF_TEN.iter().position(|&power| power == x) {
            Some(k) => exactly(k as f64),
            None => pad(pxfm::f_log10(x)),
        })
    }

    /// ln(1 + x) without cancellation. (−1, ∞) → ℝ.
    pub fn log1p(self) -> Interval {
        self.logarithm(-1.0, log1p)
    }

    /// An increasing function with a pole to −∞ at the lower end of its domain.
    #[inline]
    fn logarithm(self, pole: f64, f: impl Fn(f64) -> Bounds) -> Interval {
        // The pole itself is outside the domain; NaN-free and false for the empty interval too.
        if self.hi <= pole || self.is_empty() {
            return Interval::EMPTY;
        }
        if self.lo > pole {
            return self.rising(f);
        }
        Interval { lo: f64::NEG_INFINITY, hi: f(self.hi).1 }
    }
}

/// Bounds of ln x for x > 0.
#[inline]
pub(super) fn log(x: f64) -> Bounds {
    if x == 1.0 { exactly(0.0) } else { pad(pxfm::f_log(x)) }
}

/// Bounds of ln(1 + x) for x > −1.
pub(super) fn log1p(x: f64) -> Bounds {
    if x == 0.0 { exactly(0.0) } else { pad(pxfm::f_log1p(x)) }
}
