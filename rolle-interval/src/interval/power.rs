//! Powers and roots.
//!
//! | function | domain → range | error at one number |
//! |---|---|---|
//! | `sqrt` | [0, ∞) → [0, ∞) | tight |
//! | `cbrt` | ℝ → ℝ | padded by 2; exact for cubes of small integers |
//! | `pown` | ℝ (x ≠ 0 for n < 0) → ℝ | n ≤ 4: one directed rounding for each product; else padded by 2; exact for small integers |
//! | `rootn` | [0, ∞) for even n, ℝ for odd n (x ≠ 0 for n < 0) → ℝ | proved from a guess, a few doubles |
//! | `pow` | {x > 0} ∪ {x = 0, y > 0} → [0, ∞) | padded by 2 at each corner |
//! | `hypot` | ℝ² → [0, ∞) | three directed roundings, or padded by 2 |

use super::certify::certified;
use super::kernel::{Bounds, exactly, pad, padded};
use super::{Interval, step};
use crate::round::{add_down, add_up, mul_down, mul_up, sqrt_down, sqrt_up};

/// Integers up to here, and products of integers that stay below, are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Interval {
    /// √x, tight. [0, ∞) → [0, ∞).
    #[inline]
    pub fn sqrt(self) -> Interval {
        let x = self.intersection(Interval::NONNEGATIVE);
        if x.is_empty() { x } else { Interval { lo: sqrt_down(x.lo), hi: sqrt_up(x.hi) } }
    }

    /// The real cube root. ℝ → ℝ.
    pub fn cbrt(self) -> Interval {
        self.rising(|x| {
            let root = pxfm::f_cbrt(x);
            let cube = root * root * root;
            let exact = step::floor(root) == root && root.abs() <= 131_072.0 && cube == x;
            if exact { exactly(root) } else { pad(root) }
        })
    }

    /// x^n for an integer n, with x^0 = 1. ℝ → ℝ, without 0 when n < 0.
    pub fn pown(self, n: i32) -> Interval {
        if self.is_empty() {
            return self;
        }
        match n {
            0 => Interval::ONE,
            1 => self,
            2 => self.sqr(),
            ..0 => {
                // The positive power may overflow or underflow where this one does not.
                let count = n.unsigned_abs();
                let power = if self.is_tame(count) {
                    self.natural(count).recip()
                } else {
                    self.negative(n)
                };
                if self == Interval::ZERO { Interval::EMPTY } else { power }
            }
            _ => self.natural(n.unsigned_abs()),
        }
    }

    /// Whether the positive power of every end is exact, so that its reciprocal is tight.
    fn is_tame(self, n: u32) -> bool {
        [self.lo, self.hi].iter().all(|&x| exact_power(x, n).is_some())
    }

    /// x^n for n ≥ 1.
    fn natural(self, n: u32) -> Interval {
        let end = |x: f64| power(x, n);
        if n % 2 == 1 { self.rising(end) } else { self.even_rising(end) }
    }

    /// x^n for n < 0: falling on each side of the pole, with the sign of x when n is odd.
    fn negative(self, n: i32) -> Interval {
        let f = |x: f64| match x {
            0.0 => exactly(f64::INFINITY),
            f64::INFINITY => exactly(0.0),
            _ => padded(pxfm::f_pow(x, f64::from(n)), 0.0, f64::INFINITY),
        };
        if n % 2 == 0 {
            self.abs().falling(f)
        } else if self.lo >= 0.0 {
            self.falling(f)
        } else if self.hi <= 0.0 {
            -((-self).falling(f))
        } else {
            Interval::ENTIRE
        }
    }

    /// The real n-th root, the inverse of [`Interval::pown`]; empty for n = 0.
    ///
    /// [0, ∞) → [0, ∞) for even n, ℝ → ℝ for odd n, without 0 when n < 0.
    pub fn rootn(self, n: i32) -> Interval {
        match n {
            0 => Interval::EMPTY,
            1 => self,
            2 => self.sqrt(),
            3 => self.cbrt(),
            ..0 => self.rootn_natural(n.unsigned_abs()).recip(),
            _ => self.rootn_natural(n.unsigned_abs()),
        }
    }

    fn rootn_natural(self, n: u32) -> Interval {
        let end = |x: f64| if x < 0.0 { negate(root(-x, n)) } else { root(x, n) };
        match n % 2 {
            0 => self.intersection(Interval::NONNEGATIVE).rising(end),
            _ => self.rising(end),
        }
    }

    /// x^y. {x > 0} ∪ {x = 0, y > 0} → [0, ∞).
    ///
    /// In each argument alone the power is monotone, so its bounds on a box are among those at the corners.
    pub fn pow(self, y: Interval) -> Interval {
        let x = self.intersection(Interval::NONNEGATIVE);
        if x.is_empty() || y.is_empty() {
            return Interval::EMPTY;
        }
        if x.hi == 0.0 {
            return if y.hi > 0.0 { Interval::ZERO } else { Interval::EMPTY };
        }
        let corners = if x.is_singleton() && y.is_singleton() {
            [corner(x.lo, y.lo); 4]
        } else {
            [corner(x.lo, y.lo), corner(x.lo, y.hi), corner(x.hi, y.lo), corner(x.hi, y.hi)]
        };
        let [first, rest @ ..] = corners;
        let (lo, hi) = rest.iter().fold(first, |(lo, hi), b| (lo.min(b.0), hi.max(b.1)));
        Interval { lo, hi }
    }

    /// Whether every power of a member by a member is defined: x > 0, or x ≥ 0 and y > 0.
    pub(crate) fn pow_is_defined(x: Interval, y: Interval) -> bool {
        x.lo > 0.0 || (x.lo >= 0.0 && y.lo > 0.0)
    }

    /// √(x² + y²) without overflow. ℝ² → [0, ∞).
    pub fn hypot(self, other: Interval) -> Interval {
        if self.is_empty() || other.is_empty() {
            return Interval::EMPTY;
        }
        let (x, y) = (self.abs(), other.abs());
        Interval { lo: hypot(x.lo, y.lo).0, hi: hypot(x.hi, y.hi).1 }
    }
}

fn negate((lo, hi): Bounds) -> Bounds {
    (-hi, -lo)
}

/// x^n when x and the power are integers below 2^53.
fn exact_power(x: f64, n: u32) -> Option<f64> {
    if step::floor(x) != x || x.abs() > EXACT {
        return None;
    }
    if x.abs() <= 1.0 {
        return Some(if n.is_multiple_of(2) { x.abs() } else { x });
    }
    // |x| ≥ 2, so that at most 53 products stay below the bound.
    let mut power = 1.0;
    for _ in 0..n {
        power *= x;
        if power.abs() > EXACT {
            return None;
        }
    }
    Some(power)
}

/// Bounds of x^n for n ≥ 1.
fn power(x: f64, n: u32) -> Bounds {
    if let Some(exact) = exact_power(x, n) {
        return exactly(exact);
    }
    if x < 0.0 {
        let size = power(-x, n);
        return if n % 2 == 1 { negate(size) } else { size };
    }
    match n {
        1 => exactly(x),
        2 => (mul_down(x, x), mul_up(x, x)),
        3 | 4 => {
            let (low, high) = power(x, n - 1);
            if n == 3 {
                (mul_down(low, x), mul_up(high, x))
            } else {
                let (low, high) = power(x, 2);
                (mul_down(low, low), mul_up(high, high))
            }
        }
        _ if x.is_infinite() => exactly(x),
        _ => padded(pxfm::f_pow(x, f64::from(n)), 0.0, f64::INFINITY),
    }
}

/// Bounds of the n-th root of x ≥ 0, n ≥ 1.
fn root(x: f64, n: u32) -> Bounds {
    if x == 0.0 || x == f64::INFINITY || n == 1 {
        return exactly(x);
    }
    let guess = pxfm::f_pow(x, 1.0 / f64::from(n));
    let near = step::round_even(guess);
    if exact_power(near, n) == Some(x) {
        return exactly(near);
    }
    certified(guess, (0.0, f64::INFINITY), |c| power(c, n).1 <= x, |c| power(c, n).0 >= x)
}

/// Bounds of x^y at a corner with x ≥ 0, as the limit from inside the box.
fn corner(x: f64, y: f64) -> Bounds {
    if y == 0.0 || x == 1.0 {
        return exactly(1.0);
    }
    if x == 0.0 || x == f64::INFINITY || y.is_infinite() {
        let large = if x > 1.0 { y > 0.0 } else { y < 0.0 };
        return exactly(if large { f64::INFINITY } else { 0.0 });
    }
    if y == 1.0 {
        return exactly(x);
    }
    if y == 0.5 {
        return (sqrt_down(x), sqrt_up(x));
    }
    if (1.0..=64.0).contains(&y) && step::floor(y) == y {
        return power(x, y as u32);
    }
    padded(pxfm::f_pow(x, y), 0.0, f64::INFINITY)
}

/// Bounds of √(x² + y²) for x, y ≥ 0.
fn hypot(x: f64, y: f64) -> Bounds {
    let (small, large) = if x <= y { (x, y) } else { (y, x) };
    if small == 0.0 || large == f64::INFINITY {
        return exactly(large);
    }
    if small > 1e-140 && large < 1e150 {
        return (
            sqrt_down(add_down(mul_down(x, x), mul_down(y, y))),
            sqrt_up(add_up(mul_up(x, x), mul_up(y, y))),
        );
    }
    let (low, high) = padded(pxfm::f_hypot(x, y), large, f64::INFINITY);
    (low, high)
}
