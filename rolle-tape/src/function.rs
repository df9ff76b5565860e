//! Elementary functions of vectors, in `f32` and `f64`.
//!
//! Each is written once over [`Vector`], with polynomials of its own for each format, and gives the same bits on
//! every instruction set. Results that are subnormal are rounded to their last place once (those of `atan2` twice), what
//! overflows is infinite, and arguments outside the domain give NaN.
//!
//! Functions whose relative error depends on more than the leading number of their argument take a *double word*:
//! an unevaluated sum `hi + lo` with |lo| not above an ulp of hi. Where `hi` is infinite, NaN or so large that the
//! result is constant, `lo` is ignored, and so is a `lo` that is not finite.
//!
//! # Measured
//!
//! The worst error in units of the last place, on 34 million `f32` (every 127th, with random second words) against
//! double precision, and for `f64` on some hundred hard points each to a hundred bits:
//!
//! | functions | `f32` | `f64` |
//! |---|---|---|
//! | `exp` / `expm1` | 0.91 / 1.13 | 0.72 / 0.68 |
//! | `log log1p` | 0.83 | 0.69 |
//! | `erfc` / `erf`, e^(−x²) | 1.99 / 0.96 | 1.18 / 0.73 |
//! | `sin cos` / `tan` | 0.78 / 1.00 | 0.74 / 0.60 |
//! | `sinh cosh sigmoid` / `tanh` | 0.85 / 1.00 | 0.69 / 0.57 |
//! | `asinh acosh atanh` | 0.85 | 0.66 |
//! | `atan asin acos` / `atan2` | 0.86 / 1.40 | 0.60 / 0.51 |
//! | `pow root` / `cbrt hypot` | 0.90 / 0.74 | 0.73 / 0.51 |
//! | `gamma lgamma digamma erfinv`, by doubles of `pxfm` | 0.50 | 0.71 |
//!
//! The tests in `tests/it` bound it on a coarser sample; `all_of_single_precision` takes every `f32`, on demand.

mod circular;
mod coefficients;
mod double;
mod error;
mod exponential;
mod hyperbolic;
mod inverse;
mod lanes;
mod logarithm;
mod power;

pub use circular::{sin_cos, tan};
pub use coefficients::Elementary;
pub use error::{erf, erfc, erfc_gauss, gauss};
pub use exponential::{exp, exp_sum, expm1, expm1_sum};
pub use hyperbolic::{
    acosh, asinh, atanh, cosh, cosh_sum, sigmoid, sigmoid_pair, sinh, sinh_sum, tanh, tanh_sum,
};
pub use inverse::{acos, asin, atan, atan2};
pub use lanes::{digamma, erfinv, gamma, lambertw, lgamma};
pub use logarithm::{log, log1p};
pub use power::{cbrt, hypot, pow, root};

use crate::vector::Vector;

/// c₀ + c₁x + c₂x² + …: four terms at a time by halves, these by Horner's scheme in x⁴. Horner's scheme in x would be
/// a chain as long as the polynomial, several of which do not fit into the window of the machine (half the speed).
#[inline(always)]
fn polynomial<V: Vector>(x: V, coefficients: &[V::Real]) -> V {
    let square = x * x;
    let fourth = square * square;
    // Loops and no closures: these are not always inlined, and then not compiled for the instruction set.
    let mut parts = coefficients.chunks(4).rev();
    let last = parts.next().expect("a polynomial has a coefficient");
    let mut sum = four_terms(x, square, last);
    for part in parts {
        sum = sum.fma(fourth, four_terms(x, square, part));
    }
    sum
}

/// Up to four terms of a polynomial.
#[inline(always)]
fn four_terms<V: Vector>(x: V, square: V, coefficients: &[V::Real]) -> V {
    match *coefficients {
        [a] => x.same(a),
        [a, b] => x.same(b).fma(x, x.same(a)),
        [a, b, c] => x.same(c).fma(square, x.same(b).fma(x, x.same(a))),
        [a, b, c, d] => {
            let upper = x.same(d).fma(x, x.same(c));
            upper.fma(square, x.same(b).fma(x, x.same(a)))
        }
        _ => unreachable!("four at a time"),
    }
}

/// A number as a vector, told as a double.
#[inline(always)]
fn number<V: Vector>(x: V, value: f64) -> V {
    x.same(crate::vector::Real::from_f64(value))
}
