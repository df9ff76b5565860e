//! Rigorous enclosures of real numbers to any precision.
//!
//! An [`Enclosure`] is an interval with dyadic ends m·2^e, m a big integer, that holds the number
//! meant. Functions are computed on integers in fixed point with an error that is argued, in units
//! in the last place, beside the code; nothing rests on floating point. Outside the six kernels
//! (exp, log, sin and cos, atan, erf, the constants) everything is outward-rounded interval
//! arithmetic, which needs no error analysis. Sources: Brent and Zimmermann, *Modern Computer
//! Arithmetic* (2010); Johansson, *Arb* (IEEE Trans. Comput. 2017); Moore, *Interval Analysis*.
//!
//! A precision is a number of bits. At an exact argument every function gives a *relative* accuracy
//! of about `prec` bits, near its zeros and in its tails too. To have n digits of a formula,
//! evaluate it at some precision, ask [`to_decimal`], and double the precision while it says no
//! (Ziv's strategy); [`Context::digits`] and [`Context::decide_sign`] do so.
//!
//! What cannot be answered is an [`Obstacle`]: *outside* the domain, *undecided* at this precision,
//! or *refused* because of a limit that no precision mends. Numbers above 2^(2^61) are refused;
//! positive numbers below 2^−(2^61) are enclosed by [0, 2^−(2^61)].
//!
//! | functions | domain | range |
//! |---|---|---|
//! | `add sub mul square neg abs min max hypot` | ℝ | ℝ |
//! | `div` | divisor ≠ 0 | ℝ |
//! | `pow_integer` | ℝ, base ≠ 0 if n < 0 | ℝ |
//! | `pow` | base > 0; base = 0 if the exponent ≥ 0; base < 0 if it is an integer | ℝ |
//! | `sqrt`, `root` of even degree | [0, ∞) | [0, ∞) |
//! | `root` of odd degree | ℝ | ℝ |
//! | `exp` / `expm1` | ℝ | (0, ∞) / (−1, ∞) |
//! | `log` / `log1p` | (0, ∞) / (−1, ∞) | ℝ |
//! | `sin cos` | ℝ | [−1, 1] |
//! | `tan` | x ≠ π/2 + kπ | ℝ |
//! | `asin` / `acos` | [−1, 1] | [−π/2, π/2] / [0, π] |
//! | `atan` / `atan2` | ℝ / ℝ² without the origin | (−π/2, π/2) / (−π, π] |
//! | `sinh` / `cosh` / `tanh` | ℝ | ℝ / [1, ∞) / (−1, 1) |
//! | `asinh` / `acosh` / `atanh` | ℝ / [1, ∞) / (−1, 1) | ℝ / [0, ∞) / ℝ |
//! | `sigmoid` | ℝ | (0, 1) |
//! | `erf` / `erfc` / `erfinv` | ℝ / ℝ / (−1, 1) | (−1, 1) / (0, 2) / ℝ |
//! | `gamma lgamma digamma polygamma` | ℝ without 0, −1, −2, … | ℝ |
//! | `lambert_w` | [−1/e, ∞) | [−1, ∞) |
//! | `floor ceil sign` | ℝ | integers |

mod arctangent;
mod arithmetic;
mod bernoulli;
mod constants;
mod context;
mod decimal;
mod dyadic;
mod error_function;
mod exponential;
mod gamma;
mod hyperbolic;
mod interval;
mod inverse_erf;
mod lambert;
mod logarithm;
mod newton;
mod polygamma;
mod series;
mod trigonometric;
mod ziv;

pub use context::{Context, Limits};
pub use decimal::to_decimal;
pub use dyadic::Dyadic;
pub use interval::{Enclosure, Outcome};
pub use polygamma::MAX_POLYGAMMA;

use std::fmt;

/// Why a value was not enclosed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// The argument certainly lies outside the domain; the text says how.
    Outside(&'static str),
    /// At this precision the argument lies on both sides of an edge of the domain or of a pole.
    /// A narrower argument may decide.
    Undecided(&'static str),
    /// A limit on exponents, precision or work was met; more precision does not help.
    Refused(&'static str),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Obstacle::Outside(why) => write!(f, "outside the domain: {why}"),
            Obstacle::Undecided(why) => write!(f, "undecided at this precision: {why}"),
            Obstacle::Refused(why) => write!(f, "refused: {why}"),
        }
    }
}

impl std::error::Error for Obstacle {}

#[cfg(test)]
mod tests;
