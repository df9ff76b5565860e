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
