//! Reciprocals of circular and hyperbolic functions, and the inverses of those.
//!
//! They are built from enclosures of the others by forms that are well-conditioned at every number, so that
//! their rigour needs no argument of its own; the error at one number is a few doubles more.
//!
//! | function | domain → range | form |
//! |---|---|---|
//! | `sec csc` | cos x ≠ 0, sin x ≠ 0 → {y : abs y ≥ 1} | 1/cos, 1/sin |
//! | `cot` | sin x ≠ 0 → ℝ | 1/tan at each end |
//! | `sech` / `csch` | ℝ / x ≠ 0 → (0, 1] / y ≠ 0 | 1/cosh, 1/sinh; 2e^(−x)/(1 ± e^(−2x)) for x > 40 |
//! | `coth` | x ≠ 0 → abs y > 1 | 1/tanh |
//! | `acot` | ℝ → (0, π) | atan(1/x) for x > 0, π/2 − atan x else |
//! | `asec acsc` | abs x ≥ 1 → [0, π], [−π/2, π/2] | acos(1/x), asin(1/x); atan of √((x − 1)(x + 1)) or its reciprocal for x < 2 |
//! | `asech` | (0, 1] → [0, ∞) | acosh(1/x); asinh(√((1 − x)(1 + x))/x) for x > 1/2 |
//! | `acsch` | x ≠ 0 → y ≠ 0 | asinh(1/x); ln 2 − ln x for tiny x |
//! | `acoth` | abs x > 1 → y ≠ 0 | log1p(2/(x − 1))/2 for x > 1 |

use super::Interval;
use super::exponential::exp;
use super::kernel::{Bounds, bounds, exactly};
use super::trigonometric::tan;

impl Interval {
    /// 1/cos x. ℝ ∖ {π/2 + kπ} → {y : |y| ≥ 1}.
    pub fn sec(self) -> Interval {
        self.cos().recip()
    }

    /// 1/sin x. ℝ ∖ {kπ} → {y : |y| ≥ 1}.
    pub fn csc(self) -> Interval {
        if self.mag() < SMALL { self.recip().widened(1) } else { self.sin().recip() }
    }

    /// cos x/sin x. ℝ ∖ {kπ} → ℝ.
    pub fn cot(self) -> Interval {
        if self.is_empty() || self == Interval::ZERO {
            return Interval::EMPTY;
        }
        // Zero is the one pole that is a double: it may be an end.
        let inside = match (self.lo == 0.0, self.hi == 0.0) {
            (true, _) => self.hi > Interval::PI.lo,
            (_, true) => self.lo < -Interval::PI.lo,
            _ => !self.is_singleton() && self.meets_pole(0, pxfm::f_sin),
        };
        if inside {
            return Interval::ENTIRE;
        }
        let end = |x: f64| {
            nearly_recip(x).unwrap_or_else(|| bounds(Interval::from_bounds(tan(x)).recip()))
        };
        Interval {
            lo: if self.hi == 0.0 { f64::NEG_INFINITY } else { end(self.hi).0 },
            hi: if self.lo == 0.0 { f64::INFINITY } else { end(self.lo).1 },
        }
    }

    /// 1/cosh x. ℝ → (0, 1].
    pub fn sech(self) -> Interval {
        self.abs().falling(sech)
    }

    /// 1/sinh x. ℝ ∖ {0} → ℝ ∖ {0}.
    pub fn csch(self) -> Interval {
        if self.lo < 0.0 && self.hi > 0.0 {
            Interval::ENTIRE
        } else if self == Interval::ZERO {
            Interval::EMPTY
        } else if self.lo >= 0.0 {
            self.falling(csch)
        } else {
            -((-self).falling(csch))
        }
    }

    /// 1/tanh x. ℝ ∖ {0} → {y : |y| > 1}.
    pub fn coth(self) -> Interval {
        if self.mag() < SMALL { self.recip().widened(1) } else { self.tanh().recip() }
    }

    /// π/2 − atan x. ℝ → (0, π).
    pub fn acot(self) -> Interval {
        self.falling(|x| {
            let x = Interval { lo: x, hi: x };
            let value = if x.lo > 0.0 { x.recip().atan() } else { Interval::HALF_PI - x.atan() };
            bounds(value.intersection(Interval { lo: 0.0, hi: Interval::PI.hi }))
        })
    }

    /// The angle in [0, π] whose secant is x. {x : |x| ≥ 1} → [0, π].
    pub fn asec(self) -> Interval {
        self.outside_unit(|x| x.rising(asec), |x| Interval::PI - x.rising(asec))
    }

    /// The angle in [−π/2, π/2] whose cosecant is x. {x : |x| ≥ 1} → [−π/2, π/2].
    pub fn acsc(self) -> Interval {
        self.outside_unit(|x| x.falling(acsc), |x| -x.falling(acsc))
    }

    /// The inverse of sech on [0, ∞). (0, 1] → [0, ∞).
    pub fn asech(self) -> Interval {
        if self.hi <= 0.0 {
            return Interval::EMPTY;
        }
        self.intersection(Interval { lo: 0.0, hi: 1.0 }).falling(asech)
    }

    /// The inverse of csch. ℝ ∖ {0} → ℝ ∖ {0}.
    pub fn acsch(self) -> Interval {
        if self.lo < 0.0 && self.hi > 0.0 {
            Interval::ENTIRE
        } else if self == Interval::ZERO {
            Interval::EMPTY
        } else if self.lo >= 0.0 {
            self.falling(acsch)
        } else {
            -((-self).falling(acsch))
        }
    }

    /// The inverse of coth. {x : |x| > 1} → ℝ ∖ {0}.
    pub fn acoth(self) -> Interval {
        // The ends ±1 themselves are outside.
        let image = |x: Interval| if x.hi > 1.0 { x.falling(acoth) } else { Interval::EMPTY };
        self.outside_unit(image, |x| -image(x))
    }

    /// A function on |x| ≥ 1: the hull of its image of the part above 1 and of the mirrored part below −1.
    fn outside_unit(
        self,
        right: impl Fn(Interval) -> Interval,
        mirrored: impl Fn(Interval) -> Interval,
    ) -> Interval {
        let domain = Interval { lo: 1.0, hi: f64::INFINITY };
        let (above, below) = (self.intersection(domain), (-self).intersection(domain));
        right(above).convex_hull(mirrored(below))
    }

    /// The interval between two bounds.
    #[inline]
    fn from_bounds((lo, hi): Bounds) -> Interval {
        Interval { lo, hi }
    }
}

/// [x, x] for a finite x, what lies beyond every double for x = ∞.
fn end(x: f64) -> Interval {
    Interval::from(x)
}

/// 1/cosh x for x ≥ 0: for large x as 2e^(−x)/(1 + e^(−2x)), which does not overflow on the way.
fn sech(x: f64) -> Bounds {
    if x < LARGE {
        return bounds(end(x).cosh().recip());
    }
    let e = Interval::from_bounds(exp(-x));
    bounds((e + e) / (Interval::ONE + e.sqr()))
}

/// 1/sinh x for x ≥ 0, in the manner of [`sech`].
fn csch(x: f64) -> Bounds {
    if x == 0.0 {
        return exactly(f64::INFINITY);
    }
    if x < LARGE {
        return nearly_recip(x).unwrap_or_else(|| bounds(end(x).sinh().recip()));
    }
    let e = Interval::from_bounds(exp(-x));
    bounds((e + e) / (Interval::ONE - e.sqr()))
}

/// Below here csc, cot, csch and coth are 1/x within a fraction of an ulp, and better had so where x is subnormal.
const SMALL: f64 = 1e-150;

/// Bounds of a function that is 1/x near zero, for small x.
fn nearly_recip(x: f64) -> Option<Bounds> {
    (x.abs() < SMALL).then(|| bounds(end(x).recip().widened(1)))
}

/// Where e^(−2x) no longer counts.
const LARGE: f64 = 40.0;

/// Below here the reciprocal may overflow, and asinh(1/x) and acosh(1/x) are ln 2 − ln x within x².
const TINY: f64 = 1e-300;

/// ln 2 − ln x for 0 < x ≤ TINY, with room for x².
fn log_of_two_over(x: f64) -> Bounds {
    bounds((Interval::LN_2 - end(x).log()).widened(1))
}

/// arcsch x for x ≥ 0.
fn acsch(x: f64) -> Bounds {
    if x == 0.0 {
        return exactly(f64::INFINITY);
    }
    if x < TINY { log_of_two_over(x) } else { bounds(end(x).recip().asinh()) }
}

/// √((x − 1)(x + 1)) without cancellation.
fn sqrt_of_square_less_one(x: Interval) -> Interval {
    ((x - Interval::ONE) * (x + Interval::ONE)).sqrt()
}

/// arcsec x for x ≥ 1.
fn asec(x: f64) -> Bounds {
    match x {
        f64::INFINITY => bounds(Interval::HALF_PI),
        2.0.. => bounds(end(x).recip().acos()),
        _ => bounds(sqrt_of_square_less_one(end(x)).atan()),
    }
}

/// arccsc x for x ≥ 1.
fn acsc(x: f64) -> Bounds {
    match x {
        f64::INFINITY => exactly(0.0),
        2.0.. => bounds(end(x).recip().asin()),
        1.0 => bounds(Interval::HALF_PI),
        _ => bounds(sqrt_of_square_less_one(end(x)).recip().atan()),
    }
}

/// arsech x for 0 ≤ x ≤ 1.
fn asech(x: f64) -> Bounds {
    if x == 0.0 {
        return exactly(f64::INFINITY);
    }
    if x < TINY {
        return log_of_two_over(x);
    }
    if x <= 0.5 {
        return bounds(end(x).recip().acosh());
    }
    let x = end(x);
    bounds((((Interval::ONE - x) * (Interval::ONE + x)).sqrt() / x).asinh())
}

/// arcoth x for x ≥ 1.
fn acoth(x: f64) -> Bounds {
    match x {
        1.0 => exactly(f64::INFINITY),
        f64::INFINITY => exactly(0.0),
        _ => {
            let two = Interval { lo: 2.0, hi: 2.0 };
            bounds((two / (end(x) - Interval::ONE)).log1p() * Interval { lo: 0.5, hi: 0.5 })
        }
    }
}
