//! Functions that have no vector form: lane by lane, through doubles of `pxfm`.
//!
//! A double word hi + lo goes through the first term of Taylor's series in lo.

use crate::vector::{Real, Vector};

macro_rules! lanes {
    ($($name:ident $f:path;)*) => { $(
        #[inline(always)]
        pub(crate) fn $name<V: Vector>(x: V) -> V {
            x.map(|x| V::Real::from_f64($f(x.to_f64())))
        }
    )* };
}

lanes! {
    asin pxfm::f_asin; acos pxfm::f_acos; atan pxfm::f_atan; asinh pxfm::f_asinh; acosh pxfm::f_acosh;
    atanh pxfm::f_atanh; erfinv pxfm::f_erfinv; gamma gamma_of; lgamma lgamma_of;
    digamma digamma_of; lambertw lambert_w;
}

fn is_pole(x: f64) -> bool {
    x <= 0.0 && x == x.trunc()
}

fn gamma_of(x: f64) -> f64 {
    if is_pole(x) { f64::NAN } else { pxfm::f_tgamma(x) }
}

fn lgamma_of(x: f64) -> f64 {
    if is_pole(x) { f64::NAN } else { pxfm::f_lgamma(x) }
}

fn digamma_of(x: f64) -> f64 {
    if is_pole(x) { f64::NAN } else { pxfm::f_digamma(x) }
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

/// A function of a double word: f(hi) + f′(hi)·lo.
#[inline(always)]
fn with_low<V: Vector>(x: V, low: V, f: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> V {
    x.map2(low, |x, low| {
        let (x, low) = (x.to_f64(), low.to_f64());
        let value = f(x);
        let change = slope(x) * low;
        V::Real::from_f64(if change.is_finite() { value + change } else { value })
    })
}

macro_rules! wide {
    ($($name:ident $sum:ident $f:path, $slope:expr;)*) => { $(
        #[inline(always)]
        pub(crate) fn $name<V: Vector>(x: V) -> V {
            $sum(x, x.same(V::Real::ZERO))
        }
        #[inline(always)]
        pub(crate) fn $sum<V: Vector>(x: V, low: V) -> V {
            with_low(x, low, $f, $slope)
        }
    )* };
}

wide! {
    sin sin_sum pxfm::f_sin, pxfm::f_cos;
    cos cos_sum pxfm::f_cos, |x| -pxfm::f_sin(x);
    tan tan_sum pxfm::f_tan, |x| 1.0 + pxfm::f_tan(x) * pxfm::f_tan(x);
    sinh sinh_sum pxfm::f_sinh, pxfm::f_cosh;
    cosh cosh_sum pxfm::f_cosh, pxfm::f_sinh;
}

#[inline(always)]
pub(crate) fn sin_cos<V: Vector>(x: V) -> (V, V) {
    (sin(x), cos(x))
}

#[inline(always)]
pub(crate) fn sin_cos_sum<V: Vector>(x: V, low: V) -> (V, V) {
    (sin_sum(x, low), cos_sum(x, low))
}

#[inline(always)]
pub(crate) fn odd_root<V: Vector>(x: V, n: u32) -> V {
    x.map(|x| {
        let x = x.to_f64();
        let root = match n {
            3 => pxfm::f_cbrt(x.abs()),
            _ => pxfm::f_pow(x.abs(), 1.0 / f64::from(n)),
        };
        V::Real::from_f64(root.copysign(x))
    })
}

macro_rules! pairs {
    ($($name:ident $f:path;)*) => { $(
        #[inline(always)]
        pub(crate) fn $name<V: Vector>(x: V, y: V) -> V {
            x.map2(y, |x, y| V::Real::from_f64($f(x.to_f64(), y.to_f64())))
        }
    )* };
}

pairs! { atan2 pxfm::f_atan2; pow real_power; }

/// x^y for x ≥ 0 alone.
fn real_power(x: f64, y: f64) -> f64 {
    if x < 0.0 { f64::NAN } else { pxfm::f_pow(x, y) }
}

/// √(x² + y²): plain where neither square overflows nor vanishes.
#[inline(always)]
pub(crate) fn hypot<V: Vector>(x: V, y: V) -> V {
    use crate::vector::Mask;
    let sum = x.fma(x, y * y);
    let tiny = V::Real::MIN_POSITIVE / (V::Real::EPSILON * V::Real::EPSILON);
    let safe = sum.gt(x.same(tiny)) & sum.lt(x.same(V::Real::INFINITY));
    match safe.all() {
        true => sum.sqrt(),
        false => {
            let slow = x.map2(y, |x, y| V::Real::from_f64(pxfm::f_hypot(x.to_f64(), y.to_f64())));
            V::select(safe, sum.sqrt(), slow)
        }
    }
}
