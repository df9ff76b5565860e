//! Arithmetic on enclosures: each end is computed with the rounding that points outward.
//!
//! Moore's rules, written by monotonicity: the ends of a sum are the sums of the ends, the ends of a
//! product are among the four products of the ends, and so on. No constant is needed here, so these
//! are methods of [`Enclosure`].

use std::cmp::Ordering;

use super::Obstacle::{Outside, Refused, Undecided};
use super::dyadic::{Dyadic, MAX_PREC, Toward};
use super::interval::{Enclosure, Outcome};

use Toward::{Down, Up};

/// The largest degree of a root that is computed on integers.
pub(crate) const MAX_ROOT: u32 = 64;

impl Enclosure {
    /// −x, exactly. ℝ → ℝ.
    pub fn neg(&self) -> Enclosure {
        Enclosure::ordered(self.upper().neg(), self.lower().neg())
    }

    /// |x|, exactly. ℝ → [0, ∞).
    pub fn abs(&self) -> Enclosure {
        match self.sign() {
            Some(Ordering::Less) => self.neg(),
            Some(_) => self.clone(),
            None => Enclosure::ordered(Dyadic::zero(), self.largest()),
        }
    }

    /// The lesser of two numbers. ℝ² → ℝ.
    pub fn min(&self, other: &Enclosure) -> Enclosure {
        Enclosure::ordered(
            self.lower().clone().min(other.lower().clone()),
            self.upper().clone().min(other.upper().clone()),
        )
    }

    /// The greater of two numbers. ℝ² → ℝ.
    pub fn max(&self, other: &Enclosure) -> Enclosure {
        Enclosure::ordered(
            self.lower().clone().max(other.lower().clone()),
            self.upper().clone().max(other.upper().clone()),
        )
    }

    /// −1, 0 or 1; the interval of those that are possible while the sign is undecided.
    pub fn signum(&self) -> Enclosure {
        let of = |end: &Dyadic| Dyadic::from(end.sign() as i64);
        Enclosure::ordered(of(self.lower()), of(self.upper()))
    }

    /// ⌊x⌋, exact when both ends agree; otherwise from the floor of one end to that of the other.
    /// See [`Enclosure::floor_integer`] for the decided value alone.
    pub fn floor(&self) -> Enclosure {
        Enclosure::ordered(self.lower().to_integral(Down), self.upper().to_integral(Down))
    }

    /// ⌈x⌉, in the manner of [`Enclosure::floor`].
    pub fn ceil(&self) -> Enclosure {
        Enclosure::ordered(self.lower().to_integral(Up), self.upper().to_integral(Up))
    }

    /// x + y. ℝ² → ℝ; exact when the sum has at most `prec` bits.
    pub fn add(&self, other: &Enclosure, prec: u64) -> Outcome {
        Enclosure::between(
            self.lower().add(other.lower(), prec, Down),
            self.upper().add(other.upper(), prec, Up),
        )
    }

    /// x − y. ℝ² → ℝ; exact when the difference has at most `prec` bits.
    pub fn sub(&self, other: &Enclosure, prec: u64) -> Outcome {
        Enclosure::between(
            self.lower().sub(other.upper(), prec, Down),
            self.upper().sub(other.lower(), prec, Up),
        )
    }

    /// x·2^k, exactly.
    pub(crate) fn scale(&self, k: i64) -> Outcome {
        Enclosure::between(self.lower().shl(k), self.upper().shl(k))
    }

    /// x·y. ℝ² → ℝ; exact when the product has at most `prec` bits.
    pub fn mul(&self, other: &Enclosure, prec: u64) -> Outcome {
        if self.is_nonnegative() && other.is_nonnegative() {
            let lower = self.lower().mul(other.lower());
            if self.is_exact() && other.is_exact() {
                let upper = lower.clone();
                return Enclosure::rounded(lower, upper, prec);
            }
            return Enclosure::rounded(lower, self.upper().mul(other.upper()), prec);
        }
        let products = [
            self.lower().mul(other.lower()),
            self.lower().mul(other.upper()),
            self.upper().mul(other.lower()),
            self.upper().mul(other.upper()),
        ];
        let mut lower = &products[0];
        let mut upper = &products[0];
        for product in &products[1..] {
            lower = lower.min(product);
            upper = upper.max(product);
        }
        Enclosure::rounded(lower.clone(), upper.clone(), prec)
    }

    /// x². ℝ → [0, ∞); tighter than x·x when the sign of x is undecided.
    pub fn square(&self, prec: u64) -> Outcome {
        let (small, large) = (self.smallest(), self.largest());
        Enclosure::rounded(small.mul(&small), large.mul(&large), prec)
    }

    /// x/y. ℝ × (ℝ ∖ {0}) → ℝ; exact when the quotient has at most `prec` bits.
    ///
    /// Outside for y = 0; undecided while the sign of y is.
    pub fn div(&self, other: &Enclosure, prec: u64) -> Outcome {
        match other.sign() {
            Some(Ordering::Equal) => Err(Outside("division by zero")),
            None => Err(Undecided("the divisor may be zero")),
            Some(Ordering::Less) => self.neg().div_positive(&other.neg(), prec),
            Some(Ordering::Greater) => self.div_positive(other, prec),
        }
    }

    fn div_positive(&self, other: &Enclosure, prec: u64) -> Outcome {
        let below = if self.lower().is_negative() { other.lower() } else { other.upper() };
        let above = if self.upper().is_negative() { other.upper() } else { other.lower() };
        Enclosure::between(self.lower().div(below, prec, Down), self.upper().div(above, prec, Up))
    }

    /// x^n for an integer n, with 0^0 = 1. ℝ → ℝ, without 0 when n < 0.
    ///
    /// Binary powering of each end with directed rounding. Each step keeps 2·log₂|n| + 8 bits more
    /// than asked, enough for the relative errors of all steps, which grow like |n|.
    pub fn pow_integer(&self, n: i64, prec: u64) -> Outcome {
        if n == 0 {
            return Ok(Enclosure::one());
        }
        if n < 0 {
            // The power of the reciprocal, so that a result that is too large or too small is met
            // as such; its error grows by |n|.
            let count = n.unsigned_abs();
            let wp = prec.min(MAX_PREC) + 8 + u64::from(64 - count.leading_zeros());
            return match self.sign() {
                Some(Ordering::Equal) => Err(Outside("a negative power of zero")),
                None => Err(Undecided("the base of a negative power may be zero")),
                Some(_) => Enclosure::one().div(self, wp)?.pow_natural(count, prec),
            };
        }
        self.pow_natural(n.unsigned_abs(), prec)
    }

    fn pow_natural(&self, n: u64, prec: u64) -> Outcome {
        let prec = prec.min(MAX_PREC);
        let odd = n % 2 == 1;
        let wp = prec + 8 + 2 * u64::from(64 - n.leading_zeros());
        let (lower, upper) = if odd {
            (power_of_end(self.lower(), n, wp, Down), power_of_end(self.upper(), n, wp, Up))
        } else {
            (power_of_end(&self.smallest(), n, wp, Down), power_of_end(&self.largest(), n, wp, Up))
        };
        let too_large = Refused("the magnitude of a power exceeds 2^(2^61)");
        match (lower, upper) {
            (Some(lower), Some(upper)) => Enclosure::rounded(lower, upper, prec),
            _ => Err(too_large),
        }
    }

    /// √x. [0, ∞) → [0, ∞); exact for squares.
    pub fn sqrt(&self, prec: u64) -> Outcome {
        self.root(2, prec)
    }

    /// The real n-th root, 1 ≤ n ≤ 64. [0, ∞) → [0, ∞) for even n, ℝ → ℝ for odd n.
    ///
    /// Integer roots of the scaled ends, floor and ceiling; exact for perfect powers.
    pub fn root(&self, n: u32, prec: u64) -> Outcome {
        if n == 0 {
            return Err(Outside("a root of degree zero"));
        }
        if n == 1 {
            return Ok(self.round(prec));
        }
        if n > MAX_ROOT {
            return Err(Refused("a root of degree above 64; use a power"));
        }
        if n.is_multiple_of(2) {
            if self.is_negative() {
                return Err(Outside("an even root of a negative number"));
            }
            if self.lower().is_negative() {
                return Err(Undecided("the argument of an even root may be negative"));
            }
        }
        let end = |x: &Dyadic, toward: Toward| {
            if x.is_negative() {
                x.neg().root(n, prec, toward.flip()).neg()
            } else {
                x.root(n, prec, toward)
            }
        };
        Enclosure::between(end(self.lower(), Down), end(self.upper(), Up))
    }

    /// √(x² + y²). ℝ² → [0, ∞).
    pub fn hypot(&self, other: &Enclosure, prec: u64) -> Outcome {
        // Scaled by a power of two, so that no square leaves the range of exponents.
        let size = self.size().max(other.size());
        let (x, y) = (self.scale(-size)?, other.scale(-size)?);
        let wp = prec.min(MAX_PREC) + 8;
        x.square(wp)?.add(&y.square(wp)?, wp)?.sqrt(prec)?.scale(size)
    }
}

/// x^n, n ≥ 1, rounded in the given direction; `None` when it is too large.
///
/// Squarings of |x| are rounded in the direction that the sign of the result asks for; a magnitude
/// that falls below every exponent is kept at the least one (up) or becomes zero (down).
fn power_of_end(x: &Dyadic, n: u64, wp: u64, toward: Toward) -> Option<Dyadic> {
    if x.is_zero() {
        return Some(Dyadic::zero());
    }
    let negative = x.is_negative() && n % 2 == 1;
    let outward = if negative { toward.flip() } else { toward };
    let clamp = |y: Dyadic| -> Option<Dyadic> {
        let y = y.round(wp, outward);
        let limit = super::dyadic::LIMIT;
        if y.magnitude() > limit {
            return None;
        }
        if y.magnitude() >= -limit || y.is_zero() {
            return Some(y);
        }
        Some(if outward == Up { Dyadic::power_of_two(-limit) } else { Dyadic::zero() })
    };
    let base = x.abs();
    let mut power = base.clone();
    for place in (0..63 - n.leading_zeros()).rev() {
        power = clamp(power.mul(&power))?;
        if n >> place & 1 == 1 {
            power = clamp(power.mul(&base))?;
        }
    }
    Some(if negative { power.neg() } else { power })
}

#[cfg(test)]
mod tests {
    use super::super::Obstacle;
    use super::*;
    use crate::number::Rational;

    fn int(n: i64) -> Enclosure {
        Enclosure::from_i64(n)
    }

    fn span(a: i64, b: i64) -> Enclosure {
        int(a).hull(&int(b))
    }

    #[test]
    fn products_and_quotients_hold_every_value() {
        let ends = [(-7, -3), (-5, 2), (0, 4), (3, 9), (-6, 0), (5, 5)];
        for (a, b) in ends {
            for (c, d) in ends {
                let product = span(a, b).mul(&span(c, d), 3).unwrap();
                let quotient = span(a, b).div(&span(c, d), 3);
                for x in a..=b {
                    for y in c..=d {
                        assert!(product.contains(&Rational::from(x * y)));
                        if let Ok(q) = &quotient {
                            let exact = Rational::from_parts_signed(x.into(), y.into());
                            assert!(q.contains(&exact), "{x}/{y}");
                        }
                    }
                }
                assert_eq!(quotient.is_err(), c <= 0 && 0 <= d);
            }
        }
    }

    #[test]
    fn the_domain_is_decided_in_three_ways() {
        assert!(matches!(int(1).div(&int(0), 9), Err(Obstacle::Outside(_))));
        assert!(matches!(int(1).div(&span(0, 1), 9), Err(Obstacle::Undecided(_))));
        assert!(matches!(int(-1).sqrt(9), Err(Obstacle::Outside(_))));
        assert!(matches!(span(-1, 4).sqrt(9), Err(Obstacle::Undecided(_))));
        assert_eq!(span(0, 4).sqrt(9).unwrap(), span(0, 2));
        assert_eq!(span(-8, 27).root(3, 9).unwrap(), span(-2, 3));
        assert!(matches!(int(0).pow_integer(-1, 9), Err(Obstacle::Outside(_))));
    }

    #[test]
    fn powers_are_exact_or_tight() {
        assert_eq!(span(-3, 2).pow_integer(2, 20).unwrap(), span(0, 9));
        assert_eq!(span(-3, 2).pow_integer(3, 20).unwrap(), span(-27, 8));
        assert_eq!(int(2).pow_integer(-2, 20).unwrap(), int(1).div(&int(4), 20).unwrap());
        let power = int(3).pow_integer(1_000_003, 100).unwrap();
        assert!(power.accuracy() >= 97, "{}", power.accuracy());
        assert!(matches!(int(3).pow_integer(i64::MAX, 64), Err(Obstacle::Refused(_))));
        let tiny = int(3).pow_integer(-(1 << 59), 64).unwrap();
        assert!(tiny.is_positive());
    }

    #[test]
    fn integer_parts_straddle_honestly() {
        let x = int(5).div(&int(2), 20).unwrap();
        assert_eq!(x.floor(), int(2));
        assert_eq!(x.ceil(), int(3));
        assert_eq!(x.neg().floor(), int(-3));
        assert_eq!(span(1, 3).floor_integer(), None);
        assert_eq!(span(-1, 3).signum(), span(-1, 1));
    }
}
