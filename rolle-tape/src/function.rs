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
mod error;
mod exponential;
mod logarithm;

pub use coefficients::Elementary;
pub use error::{erf, erfc, erfc_gauss, gauss};
pub use exponential::{exp, exp_sum, expm1, expm1_sum};
pub use logarithm::{log, log1p};

use crate::vector::Vector;

/// c₀ + c₁x + c₂x² + …: four terms at a time by halves, these by Horner's scheme in x⁴. Horner's scheme in x would be
/// a chain as long as the polynomial, several of which do not fit into the window of the machine (half the speed).
#[inline(always)]
fn polynomial<V: Vector>(x: V, coefficients: &[V::Real]) -> V {
    let square = x * x;
    let fourth = square * square;
    let four = |c: &[V::Real]| match *c {
        [a] => x.same(a),
        [a, b] => x.same(b).fma(x, x.same(a)),
        [a, b, c] => x.same(c).fma(square, x.same(b).fma(x, x.same(a))),
        [a, b, c, d] => {
            let upper = x.same(d).fma(x, x.same(c));
            upper.fma(square, x.same(b).fma(x, x.same(a)))
        }
        _ => unreachable!("four at a time"),
    };
    let mut parts = coefficients.chunks(4).rev().map(four);
    let last = parts.next().expect("a polynomial has a coefficient");
    parts.fold(last, |sum, part| sum.fma(fourth, part))
}

/// A number as a vector, told as a double.
#[inline(always)]
fn number<V: Vector>(x: V, value: f64) -> V {
    x.same(crate::vector::Real::from_f64(value))
}
