//! Inverse functions: a guess in floating point, and bounds that are then proved.
//!
//! Let f rise. If f(c) ≤ x certainly, by an enclosure of f, then c ≤ f⁻¹(x). So a guess of the inverse is
//! moved down until an enclosure proves it to be below, and up until one proves it above. Nothing rests on
//! how the guess was made.

use super::kernel::Bounds;
use crate::round::{add_down, add_up};

/// Bounds of f⁻¹(x) within `range`, from a guess and two proofs about a candidate c: f(c) ≤ x, f(c) ≥ x.
pub(super) fn certified(
    guess: f64,
    range: Bounds,
    is_below: impl Fn(f64) -> bool,
    is_above: impl Fn(f64) -> bool,
) -> Bounds {
    if guess.is_nan() {
        return range;
    }
    let guess = guess.clamp(range.0, range.1).clamp(f64::MIN, f64::MAX);
    // One ulp; less would repeat the same candidate.
    let unit = (guess.abs() * f64::EPSILON).max(f64::from_bits(1));
    let mut lower = range.0;
    let mut upper = range.1;
    for step in 1..=60 {
        let candidate = add_down(guess, -unit * f64::from_bits((1023 + step) << 52));
        if candidate <= range.0 {
            break;
        }
        if is_below(candidate) {
            lower = candidate;
            break;
        }
    }
    for step in 1..=60 {
        let candidate = add_up(guess, unit * f64::from_bits((1023 + step) << 52));
        if candidate >= range.1 {
            break;
        }
        if is_above(candidate) {
            upper = candidate;
            break;
        }
    }
    (lower, upper)
}
