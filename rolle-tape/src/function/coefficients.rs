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
}
