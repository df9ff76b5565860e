//! The gamma function, its logarithm and its logarithmic derivative.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `gamma` | ℝ ∖ {0, −1, −2, …} → ℝ ∖ {0} | padded by 8 |
//! | `lgamma` (of the absolute value) | the same → ℝ | padded by 8, and by 2^−48 below 0 |
//! | `digamma` | the same → ℝ | padded by 8, and by 2^−48 below 0 |
//!
//! Between two poles ln|Γ| is convex and ψ rises, because ψ′ > 0 (DLMF 5.15). So an interval without a pole
//! has its least |Γ| at an end unless ψ changes sign on it; then two tangents bound it from below.

use super::kernel::{Bounds, bounds, exactly, padded_by};
use super::logarithm::log;
use super::{Interval, step};
use crate::round::{add_down, add_up};

/// Where Γ is least on (0, ∞): ψ vanishes between these two.
const LEAST_AT: Interval = Interval { lo: 1.461_632_144_968_362_2, hi: 1.461_632_144_968_362_5 };
/// Γ there.
const LEAST: f64 = 0.885_603_194_410_888_6;
/// ln Γ there.
const LEAST_LOG: f64 = -0.121_486_290_535_849_65;

impl Interval {
    /// The gamma function. ℝ ∖ {0, −1, −2, …} → ℝ ∖ {0}; ℝ when a pole lies inside.
    pub fn gamma(self) -> Interval {
        match self.cell() {
            Cell::Empty => Interval::EMPTY,
            Cell::Several => Interval::ENTIRE,
            Cell::Positive => self.dented(gamma, LEAST),
            Cell::Negative { rises_from_below } => {
                let size = self.log_size().exp();
                // The ends are known better than through the logarithm.
                let least = size.lo;
                let (a, b) = (self.gamma_end(self.lo), self.gamma_end(self.hi));
                let greatest = a.1.max(b.1);
                let size = if self.is_singleton() {
                    Interval { lo: a.0, hi: a.1 }
                } else {
                    Interval { lo: least.min(a.0).min(b.0), hi: greatest }
                };
                let size = size.intersection(Interval::NONNEGATIVE);
                if rises_from_below { -size } else { size }
            }
        }
    }

    /// ln|Γ(x)|. ℝ ∖ {0, −1, −2, …} → ℝ; ℝ when a pole below zero lies inside.
    pub fn lgamma(self) -> Interval {
        match self.cell() {
            Cell::Empty => Interval::EMPTY,
            Cell::Several => Interval::ENTIRE,
            Cell::Positive => self.dented(lgamma, LEAST_LOG),
            Cell::Negative { .. } => self.log_size(),
        }
    }

    /// ψ = Γ′/Γ. ℝ ∖ {0, −1, −2, …} → ℝ; ℝ when a pole lies inside.
    pub fn digamma(self) -> Interval {
        match self.cell() {
            Cell::Empty => Interval::EMPTY,
            Cell::Several => Interval::ENTIRE,
            _ => Interval {
                lo: if is_pole(self.lo) { f64::NEG_INFINITY } else { digamma(self.lo).0 },
                hi: if is_pole(self.hi) { f64::INFINITY } else { digamma(self.hi).1 },
            },
        }
    }

    /// Whether no member is 0, −1, −2, …
    pub(crate) fn avoids_poles_of_gamma(self) -> bool {
        match self.cell() {
            Cell::Empty | Cell::Several => false,
            Cell::Positive => self.lo > 0.0,
            Cell::Negative { .. } => !is_pole(self.lo) && !is_pole(self.hi),
        }
    }

    /// Whether it is one pole.
    pub(crate) fn is_pole_of_gamma(self) -> bool {
        self.is_singleton() && is_pole(self.lo)
    }

    /// Where the interval lies among the poles; a pole may be an end of it.
    fn cell(self) -> Cell {
        if self.is_empty() || (self.is_singleton() && is_pole(self.lo)) {
            return Cell::Empty;
        }
        if self.lo >= 0.0 {
            return Cell::Positive;
        }
        // The pole at or above the upper end closes the cell.
        let top = -step::floor(-self.hi);
        if self.hi > 0.0 || self.lo < top - 1.0 || self.lo == f64::NEG_INFINITY {
            return Cell::Several;
        }
        // Γ < 0 on (−1, 0), (−3, −2), …: where the upper pole is even.
        Cell::Negative { rises_from_below: 0.5 * top == step::floor(0.5 * top) }
    }

    /// A function on (0, ∞] that falls to its least value and rises again.
    fn dented(self, f: fn(f64) -> Bounds, least: f64) -> Interval {
        if self.hi <= LEAST_AT.lo {
            self.falling(f)
        } else if self.lo >= LEAST_AT.hi {
            self.rising(f)
        } else {
            let (a, b) = (f(self.lo), f(self.hi));
            let low = if self.is_singleton() { a.0 } else { least };
            Interval { lo: low, hi: a.1.max(b.1) }
        }
    }

    /// Bounds of |Γ| at an end of a negative cell.
    fn gamma_end(self, x: f64) -> Bounds {
        if is_pole(x) {
            return exactly(f64::INFINITY);
        }
        let (lo, hi) = gamma(x);
        if hi <= 0.0 { (-hi, -lo) } else { (lo, hi) }
    }

    /// ln|Γ| on a part of one negative cell, by convexity.
    fn log_size(self) -> Interval {
        let tangent = |x: f64| {
            (!is_pole(x)).then(|| {
                let ((v, w), (s, t)) = (lgamma(x), digamma(x));
                (Interval { lo: v, hi: w }, Interval { lo: s, hi: t })
            })
        };
        let (a, b) = (tangent(self.lo), tangent(self.hi));
        if self.is_singleton() {
            return a.map_or(Interval::EMPTY, |(value, _)| value);
        }
        let upper = |end: &Option<(Interval, Interval)>| end.map_or(f64::INFINITY, |(v, _)| v.hi);
        Interval { lo: least_convex(self, a, b), hi: upper(&a).max(upper(&b)) }
    }
}

/// The part of the line between two poles in which an interval lies.
enum Cell {
    /// No number of the domain.
    Empty,
    /// Within [0, ∞).
    Positive,
    /// Within [−n − 1, −n]; the sign of Γ there is negative when it comes from −∞.
    Negative { rises_from_below: bool },
    /// A pole lies inside.
    Several,
}

/// A value and a slope, enclosed.
type Tangent = (Interval, Interval);

/// A lower bound of a convex function from its tangents at the ends, where there are any.
fn least_convex(x: Interval, a: Option<Tangent>, b: Option<Tangent>) -> f64 {
    match (a, b) {
        (Some((value, slope)), _) if slope.lo >= 0.0 => value.lo,
        (_, Some((value, slope))) if slope.hi <= 0.0 => value.lo,
        (Some((va, sa)), Some((vb, sb))) => {
            // Any mean of two tangents is a lower bound; the weight makes its slope vanish, nearly.
            let weight = (sb.mid() / (sb.mid() - sa.mid())).clamp(0.0, 1.0);
            let weight = if weight.is_nan() { 0.5 } else { weight };
            let first = Interval { lo: weight, hi: weight };
            let second = Interval::ONE - first;
            let from_a = x - Interval { lo: x.lo, hi: x.lo };
            let width = Interval { lo: x.hi, hi: x.hi } - Interval { lo: x.lo, hi: x.lo };
            let slope = first * sa + second * sb;
            (first * va + second * (vb - sb * width) + slope * from_a).lo
        }
        (Some((value, slope)), None) | (None, Some((value, slope))) => {
            let reach = Interval { lo: 0.0, hi: x.wid() };
            (value - slope.abs() * reach).lo
        }
        (None, None) => f64::NEG_INFINITY,
    }
}

/// Whether x is a pole of Γ.
fn is_pole(x: f64) -> bool {
    x <= 0.0 && step::floor(x) == x
}

/// Bounds of Γ(x); ∞ at 0 as the end of an interval of positive numbers.
fn gamma(x: f64) -> Bounds {
    if x == 0.0 {
        return exactly(f64::INFINITY);
    }
    if (1.0..=23.0).contains(&x) && step::floor(x) == x {
        // The factorials up to 22! are doubles.
        return exactly((1..x as u32).fold(1.0, |product, k| product * f64::from(k)));
    }
    padded_by(8, pxfm::f_tgamma(x), f64::NEG_INFINITY, f64::INFINITY)
}

/// Bounds of ln|Γ(x)|.
fn lgamma(x: f64) -> Bounds {
    if x == 0.0 {
        return exactly(f64::INFINITY);
    }
    if x == 1.0 || x == 2.0 {
        return exactly(0.0);
    }
    if x > LARGE {
        // Stirling: x(ln x − 1) − (ln x)/2 + θ, 0 < θ < 1; `pxfm` gives NaN near the overflow.
        let (point, log) = (Interval { lo: x, hi: x }, ends(log(x)));
        let half = Interval { lo: 0.5, hi: 0.5 };
        let theta = Interval { lo: 0.0, hi: 1.0 };
        return bounds(point * (log - Interval::ONE) - log * half + theta);
    }
    beside_zeros(x, pxfm::f_lgamma(x))
}

/// Bounds of ψ(x).
fn digamma(x: f64) -> Bounds {
    if x > LARGE {
        // ln x − 1/x < ψ(x) < ln x, and 1/x is below an ulp.
        return if x == f64::INFINITY { exactly(x) } else { bounds(ends(log(x)).widened(1)) };
    }
    beside_zeros(x, pxfm::f_digamma(x))
}

/// From here on the asymptotic series needs no terms.
const LARGE: f64 = 1e17;

fn ends((lo, hi): Bounds) -> Interval {
    Interval { lo, hi }
}

/// The padding of functions that have zeros below 0 which are no doubles: relative, and there absolute too.
fn beside_zeros(x: f64, value: f64) -> Bounds {
    let (lo, hi) = padded_by(8, value, f64::NEG_INFINITY, f64::INFINITY);
    if x > 0.0 {
        return (lo, hi);
    }
    (add_down(lo, -NEGATIVE_SLACK), add_up(hi, NEGATIVE_SLACK))
}

/// The absolute part of the padding below 0: 2^−48.
const NEGATIVE_SLACK: f64 = f64::from_bits((1023 - 48) << 52);
