//! The constants of the elementary functions, for each format.
//!
//! Computed by `tools/coefficients.py` with mpmath: minimax polynomials (Remez) whose coefficients are rounded one
//! after another, the rest being fitted anew.

#[allow(clippy::approx_constant)]
mod f32;
#[allow(clippy::approx_constant)]
mod f64;

use crate::vector::Real;

/// A format that has the constants of the elementary functions: `f32` and `f64`.
pub trait Elementary: Real {
    /// sin and cos of hi + lo, of any size.
    #[doc(hidden)]
    fn sin_cos_lane(hi: Self, lo: Self) -> (Self, Self);
    /// tan(hi + lo), of any size.
    #[doc(hidden)]
    fn tan_lane(hi: Self, lo: Self) -> Self;
    /// e^x is infinite or rounds to 0 beyond ± this.
    #[doc(hidden)]
    const EXP_LIMIT: Self;
    /// e^x is infinite from this on, and e^x/2 is finite at this.
    #[doc(hidden)]
    const EXP_OVERFLOW: Self;
    /// log₂ e
    #[doc(hidden)]
    const LOG2_E: Self;
    /// log 2 as a sum; any exponent times the first is exact.
    #[doc(hidden)]
    const LN_2: [Self; 2];
    /// (e^r − 1 − r)/r² in r
    #[doc(hidden)]
    const EXP: &'static [Self];
    /// (2 artanh(s)/s − 2)/s² in s²
    #[doc(hidden)]
    const LOG: &'static [Self];
    /// erfc and exp(−x²) round to 0 from here on.
    #[doc(hidden)]
    const ERFC_LIMIT: Self;
    /// (1 + a)·e^(a²)·erfc(a) − 1 in (a − 3.5)/(a + 3.5)
    #[doc(hidden)]
    const ERFCX: &'static [Self];
    /// erf(x)/x − 1 in x²
    #[doc(hidden)]
    const ERF: &'static [Self];
    /// Larger arguments of circular functions are reduced lane by lane.
    #[doc(hidden)]
    const CIRCULAR_LIMIT: Self;
    /// 2/π
    #[doc(hidden)]
    const TWO_OVER_PI: Self;
    /// π/2 as a sum.
    #[doc(hidden)]
    const HALF_PI: [Self; 3];
    /// (sin r/r − 1)/r² in r²
    #[doc(hidden)]
    const SIN: &'static [Self];
    /// (cos r − 1 + r²/2)/r⁴ in r²
    #[doc(hidden)]
    const COS: &'static [Self];
    /// The hyperbolic tangent rounds to 1 from here on.
    #[doc(hidden)]
    const TANH_LIMIT: Self;
    /// (sinh x/x − 1)/x² in x²
    #[doc(hidden)]
    const SINH: &'static [Self];
    /// √(x² ± 1) rounds to x from here on, with digits to spare.
    #[doc(hidden)]
    const LARGE: Self;
    /// (atan t/t − 1)/t² in t²
    #[doc(hidden)]
    const ATAN: &'static [Self];
    /// (asin s/s − 1)/s² in s²
    #[doc(hidden)]
    const ASIN: &'static [Self];
    /// 2/3 as a sum.
    #[doc(hidden)]
    const TWO_THIRDS: [Self; 2];
    /// (2 artanh(s)/s − 2 − ⅔s²)/s⁴ in s²
    #[doc(hidden)]
    const LOG_TAIL: &'static [Self];
    /// About cbrt(1 + f) in f
    #[doc(hidden)]
    const CBRT: &'static [Self];
}

/// The second word where it is a number and the first one is.
fn second(hi: f64, lo: f64) -> f64 {
    if hi.is_finite() && lo.is_finite() { lo } else { 0.0 }
}

/// sin and cos of hi + lo by the addition theorem.
fn sin_cos(hi: f64, lo: f64) -> (f64, f64) {
    let (sin, cos) = (pxfm::f_sin(hi), pxfm::f_cos(hi));
    match second(hi, lo) {
        0.0 => (sin, cos),
        lo => {
            let (small_sin, small_cos) = (pxfm::f_sin(lo), pxfm::f_cos(lo));
            (sin * small_cos + cos * small_sin, cos * small_cos - sin * small_sin)
        }
    }
}
