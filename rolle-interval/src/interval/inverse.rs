//! Inverse trigonometric functions.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `asin` / `acos` | [−1, 1] → [−π/2, π/2] / [0, π] | padded by 2 |
//! | `atan` | ℝ → (−π/2, π/2) | padded by 2 |
//! | `atan2` | ℝ² ∖ {(0, 0)} → (−π, π] | padded by 2; exact 0 on the positive axis |

use super::Interval;
use super::kernel::{Bounds, exactly, padded};

const HALF_PI: f64 = Interval::HALF_PI.hi;
const PI: f64 = Interval::PI.hi;

impl Interval {
    /// arcsin x. [−1, 1] → [−π/2, π/2].
    pub fn asin(self) -> Interval {
        self.intersection(Interval::UNIT).rising(asin)
    }

    /// arccos x. [−1, 1] → [0, π].
    pub fn acos(self) -> Interval {
        self.intersection(Interval::UNIT).falling(|x| match x {
            1.0 => exactly(0.0),
            _ => padded(pxfm::f_acos(x), 0.0, PI),
        })
    }

    /// arctan x. ℝ → (−π/2, π/2).
    pub fn atan(self) -> Interval {
        self.rising(atan)
    }

    /// The angle of the point (x, y), where self is y. ℝ² ∖ {(0, 0)} → (−π, π].
    ///
    /// A box that meets the negative x-axis from below gives [−π, π]: the angle jumps there.
    pub fn atan2(self, x: Interval) -> Interval {
        let y = self;
        if y.is_empty() || x.is_empty() || (y == Interval::ZERO && x == Interval::ZERO) {
            return Interval::EMPTY;
        }
        if y == Interval::ZERO {
            // The axis: angle 0 on the right, π on the left.
            let (lo, hi) =
                (if x.hi > 0.0 { 0.0 } else { Interval::PI.lo }, if x.lo < 0.0 { PI } else { 0.0 });
            return Interval { lo, hi };
        }
        if y.lo < 0.0 && y.hi >= 0.0 && x.lo < 0.0 {
            return Interval { lo: -PI, hi: PI };
        }
        if y.hi < 0.0 || (y.hi == 0.0 && y.lo < 0.0) {
            // Below the axis, where the picture is the mirror image; the axis itself was met above.
            return -((-y).atan2(x));
        }
        if y.lo >= 0.0 {
            // The upper half-plane: the least angle is at the lower right corner for x > 0, and so on.
            let low = angle(if x.hi > 0.0 { y.lo } else { y.hi }, x.hi);
            let high = angle(if x.lo >= 0.0 { y.hi } else { y.lo }, x.lo);
            return Interval { lo: low.0, hi: high.1 };
        }
        // The box reaches from the fourth into the first quadrant.
        Interval { lo: angle(y.lo, x.lo).0, hi: angle(y.hi, x.lo).1 }
    }
}

/// Bounds of the angle of a corner of a box; the origin stands for the direction of the y-axis.
fn angle(y: f64, x: f64) -> Bounds {
    if y == 0.0 && x > 0.0 {
        return exactly(0.0);
    }
    if y == 0.0 && x < 0.0 {
        return (Interval::PI.lo, PI);
    }
    if x == 0.0 {
        let quarter = (Interval::HALF_PI.lo, HALF_PI);
        return if y < 0.0 { (-quarter.1, -quarter.0) } else { quarter };
    }
    padded(pxfm::f_atan2(y, x), -PI, PI)
}

/// Bounds of arcsin x for |x| ≤ 1.
pub(super) fn asin(x: f64) -> Bounds {
    if x == 0.0 { exactly(x) } else { padded(pxfm::f_asin(x), -HALF_PI, HALF_PI) }
}

/// Bounds of arctan x.
pub(super) fn atan(x: f64) -> Bounds {
    if x == 0.0 { exactly(x) } else { padded(pxfm::f_atan(x), -HALF_PI, HALF_PI) }
}
