//! Functions that take steps; every value is exact.

use super::Interval;

impl Interval {
    /// −1, 0 or 1. ℝ → {−1, 0, 1}.
    pub fn sign(self) -> Interval {
        self.steps(|x| f64::from(i8::from(x > 0.0) - i8::from(x < 0.0)))
    }

    /// Heaviside's step with H(0) = 1/2. ℝ → {0, 1/2, 1}.
    pub fn heaviside(self) -> Interval {
        self.steps(|x| 0.5 * f64::from(1 + i8::from(x > 0.0) - i8::from(x < 0.0)))
    }

    /// The greatest integer ≤ x. ℝ → ℤ.
    pub fn floor(self) -> Interval {
        self.steps(floor)
    }

    /// The least integer ≥ x. ℝ → ℤ.
    pub fn ceil(self) -> Interval {
        self.steps(|x| -floor(-x))
    }

    /// The integer next to x towards zero. ℝ → ℤ.
    pub fn trunc(self) -> Interval {
        self.steps(|x| if x < 0.0 { -floor(-x) } else { floor(x) })
    }

    /// The nearest integer, ties to even. ℝ → ℤ.
    pub fn round_ties_to_even(self) -> Interval {
        self.steps(round_even)
    }

    /// The nearest integer, ties away from zero. ℝ → ℤ.
    pub fn round_ties_to_away(self) -> Interval {
        self.steps(|x| {
            let whole = floor(x.abs());
            let rounded = if x.abs() - whole >= 0.5 { whole + 1.0 } else { whole };
            if x < 0.0 { -rounded } else { rounded }
        })
    }

    /// A nondecreasing step function; at ±∞ it is ±∞ or its last step.
    fn steps(self, f: impl Fn(f64) -> f64) -> Interval {
        if self.is_empty() { self } else { Interval { lo: f(self.lo), hi: f(self.hi) } }
    }
}

/// The nearest integer, ties to even, in hardware additions: above 2^52 every double is an integer.
#[inline]
pub(crate) fn round_even(x: f64) -> f64 {
    const ANCHOR: f64 = 4_503_599_627_370_496.0;
    match x.abs() < ANCHOR {
        true if x < 0.0 => (x - ANCHOR) + ANCHOR,
        true => (x + ANCHOR) - ANCHOR,
        false => x,
    }
}

/// The greatest integer ≤ x.
#[inline]
pub(crate) fn floor(x: f64) -> f64 {
    let near = round_even(x);
    if near > x { near - 1.0 } else { near }
}
