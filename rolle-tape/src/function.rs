//! Elementary functions of vectors, in `f32` and `f64`.
//!
//! Each is written once over [`Vector`], with polynomials of its own for each format, and gives the same bits on
//! every instruction set. Results that are subnormal are right to half of the least number, what overflows is
//! infinite, and arguments outside the domain give NaN.
//!
//! Functions whose relative error depends on more than the leading number of their argument take a *double word*:
//! an unevaluated sum `hi + lo` with |lo| not above an ulp of hi. Where `hi` is infinite, NaN or so large that the
//! result is constant, `lo` is ignored, and so is a `lo` that is not finite.

mod coefficients;
#[allow(dead_code)]
mod double;
mod exponential;
mod logarithm;

pub use coefficients::Elementary;
pub use exponential::{exp, exp_sum, expm1, expm1_sum};
pub use logarithm::{log, log1p};

use crate::vector::Vector;

/// c₀ + c₁x + c₂x² + …, by Horner's scheme.
#[inline(always)]
fn horner<V: Vector>(x: V, coefficients: &[V::Real]) -> V {
    let (last, rest) = coefficients.split_last().expect("a polynomial has a coefficient");
    rest.iter().rev().fold(x.same(*last), |sum, &c| sum.fma(x, x.same(c)))
}

/// A number as a vector, told as a double.
#[inline(always)]
#[allow(dead_code)]
fn number<V: Vector>(x: V, value: f64) -> V {
    x.same(crate::vector::Real::from_f64(value))
}
