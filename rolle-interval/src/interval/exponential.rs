//! Exponentials, and the logistic function.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `exp exp2 exp10` | ℝ → (0, ∞) | padded by 2; exact at 0, and at integers where the power is a double |
//! | `expm1` | ℝ → (−1, ∞) | padded by 2 |
//! | `sigmoid` | ℝ → (0, 1) | at most 6 doubles a side: `exp` and two tight operations |

use super::kernel::{Bounds, exactly, padded};
use super::{Interval, step};
use crate::round::{add_down, add_up, div_down, div_up};

impl Interval {
    /// e^x. ℝ → (0, ∞).
    #[inline]
    pub fn exp(self) -> Interval {
        self.rising(exp)
    }

    /// 2^x. ℝ → (0, ∞); exact at integers.
    pub fn exp2(self) -> Interval {
        self.rising(|x| match power_of_two(x) {
            Some(power) => exactly(power),
            None => positive(pxfm::f_exp2(x), x),
        })
    }

    /// 10^x. ℝ → (0, ∞); exact at 0, 1, …, 22.
    pub fn exp10(self) -> Interval {
        self.rising(|x| match POWERS_OF_TEN.get(x as usize) {
            Some(&power) if x >= 0.0 && step::floor(x) == x => exactly(power),
            _ => exp10(x),
        })
    }

    /// e^x − 1 without cancellation. ℝ → (−1, ∞).
    pub fn expm1(self) -> Interval {
        self.rising(|x| match x {
            0.0 => exactly(0.0),
            f64::NEG_INFINITY => exactly(-1.0),
            _ => padded(pxfm::f_expm1(x), -1.0, f64::INFINITY),
        })
    }

    /// 1/(1 + e^(−x)). ℝ → (0, 1).
    ///
    /// Each half of the line takes the form whose relative error stays small in its tail; `pxfm`'s own
    /// logistic function is wrong below −709 and is not used.
    pub fn sigmoid(self) -> Interval {
        if self.is_empty() {
            return self;
        }
        Interval { lo: sigmoid_below(self.lo), hi: sigmoid_above(self.hi) }
    }
}

/// A lower bound of the logistic function: 1/(1 + e^(−x)), and for negative numbers e^x/(1 + e^x), where the
/// divisor differs from one by what hardly matters, so that both ends of e^x may go in.
fn sigmoid_below(x: f64) -> f64 {
    let (low, high) = exp(-x.abs());
    div_down(if x >= 0.0 { 1.0 } else { low }, add_up(1.0, high))
}

/// An upper bound of the logistic function.
fn sigmoid_above(x: f64) -> f64 {
    let (low, high) = exp(-x.abs());
    div_up(if x >= 0.0 { 1.0 } else { high }, add_down(1.0, low)).min(1.0)
}

/// Bounds of 10^x.
///
/// `pxfm`'s function is wrong by whole factors where its value is subnormal, so there 10^22 is split off: the
/// sum is exact, the quotient rounded outward.
fn exp10(x: f64) -> Bounds {
    if x == f64::NEG_INFINITY || x >= -300.0 {
        return positive(pxfm::f_exp10(x), x);
    }
    if x < -350.0 {
        return (0.0, f64::from_bits(1));
    }
    let (lo, hi) = positive(pxfm::f_exp10(x + 22.0), x);
    (div_down(lo, 1e22), div_up(hi, 1e22))
}

/// Bounds of e^x.
#[inline]
pub(super) fn exp(x: f64) -> Bounds {
    if x == 0.0 {
        return exactly(1.0);
    }
    positive(pxfm::f_exp(x), x)
}

/// Bounds of a positive function that vanishes at −∞.
#[inline]
fn positive(value: f64, x: f64) -> Bounds {
    if x == f64::NEG_INFINITY {
        return exactly(0.0);
    }
    padded(value, 0.0, f64::INFINITY)
}

/// 10^0 to 10^22 are doubles.
pub(super) const POWERS_OF_TEN: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// 2^x when x is an integer and the power a double.
fn power_of_two(x: f64) -> Option<f64> {
    if step::floor(x) != x || !(-1074.0..=1023.0).contains(&x) {
        return None;
    }
    let k = x as i32;
    Some(f64::from_bits(if k >= -1022 { ((k + 1023) as u64) << 52 } else { 1 << (k + 1074) }))
}
