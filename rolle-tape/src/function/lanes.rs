//! What has no vector form: lane by lane in double precision, by `pxfm`.

use super::Elementary;
use crate::vector::{Real, Vector};

/// A function in double precision of each lane.
#[inline(always)]
fn in_double<V: Vector<Real: Elementary>>(x: V, f: impl Fn(f64) -> f64) -> V {
    x.map(|x| V::Real::from_f64(f(x.to_f64())))
}

/// Γ(x); NaN at 0 and at negative integers.
#[inline(always)]
pub fn gamma<V: Vector<Real: Elementary>>(x: V) -> V {
    in_double(x, |x| if pole(x) { f64::NAN } else { pxfm::f_tgamma(x) })
}

/// log |Γ(x)|; NaN at 0 and at negative integers.
#[inline(always)]
pub fn lgamma<V: Vector<Real: Elementary>>(x: V) -> V {
    in_double(x, |x| if pole(x) { f64::NAN } else { pxfm::f_lgamma(x) })
}

/// Γ′(x)/Γ(x); NaN at 0 and at negative integers.
#[inline(always)]
pub fn digamma<V: Vector<Real: Elementary>>(x: V) -> V {
    in_double(x, |x| if pole(x) { f64::NAN } else { pxfm::f_digamma(x) })
}

/// The inverse of erf.
#[inline(always)]
pub fn erfinv<V: Vector<Real: Elementary>>(x: V) -> V {
    in_double(x, pxfm::f_erfinv)
}

fn pole(x: f64) -> bool {
    x <= 0.0 && x == x.trunc()
}

/// The principal branch of Lambert's W, the inverse of w·e^w, for x ≥ −1/e.
///
/// Halley's iteration in doubles: a few units in the last place in `f64`, half a unit in `f32`.
#[inline(always)]
pub fn lambertw<V: Vector<Real: Elementary>>(x: V) -> V {
    in_double(x, lambert_w)
}

/// The principal branch of Lambert's W by Halley's iteration (Corless et al., "On the Lambert W function", 1996, 5.9).
fn lambert_w(x: f64) -> f64 {
    const BRANCH: f64 = -0.36787944117144233;
    if x.is_nan() || x < BRANCH {
        return f64::NAN;
    }
    if x == 0.0 || x == f64::INFINITY {
        return x;
    }
    let near_branch = (2.0 * (1.0 + std::f64::consts::E * x)).max(0.0).sqrt();
    let mut w = match x {
        _ if x < -0.25 => -1.0 + near_branch * (1.0 - near_branch / 3.0),
        _ if x < 3.0 => pxfm::f_log1p(x) * 0.8,
        _ => {
            let log = pxfm::f_log(x);
            log - pxfm::f_log(log)
        }
    };
    for _ in 0..8 {
        let e = pxfm::f_exp(w);
        let residual = w * e - x;
        let step = residual / (e * (w + 1.0) - (w + 2.0) * residual / (2.0 * w + 2.0));
        if !step.is_finite() {
            break;
        }
        w -= step;
        if step.abs() <= 1e-16 * w.abs() {
            break;
        }
    }
    w
}
