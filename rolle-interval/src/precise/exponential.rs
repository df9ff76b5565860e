//! exp, expm1, real powers and the logistic sigmoid.

use std::cmp::Ordering;

use super::Obstacle::{self, Outside, Refused, Undecided};
use super::arithmetic::MAX_ROOT;
use super::context::{Context, nearly, power_of_two};
use super::dyadic::{Dyadic, LIMIT, Toward};
use super::interval::{Enclosure, Outcome};
use super::series;
use crate::number::Integer;

use Toward::{Down, Up};

impl Context {
    /// e^x. ℝ → (0, ∞).
    ///
    /// Relative accuracy at every argument. Refused above x ≈ 1.5·10^18, where the result passes
    /// 2^(2^61); below its negative the result is [0, 2^−(2^61)].
    pub fn exp(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let width = x.width();
        if width.size() > -8 {
            let lower = self.exp_point(x.lower(), prec)?;
            let upper = self.exp_point(x.upper(), prec)?;
            return Enclosure::between(lower.lower().clone(), upper.upper().clone());
        }
        let lower = self.exp_point(x.lower(), prec + 2)?;
        if width.is_zero() {
            return Ok(lower.round(prec));
        }
        // e^(a + w) ≤ e^a + e^a·w(1 + 2^−8) for 0 ≤ w ≤ 2^−8.
        let rise = lower.upper().mul(&width.add(&width.shl(-8), 32, Up));
        let upper = lower.upper().add(&rise, prec + 2, Up);
        Enclosure::rounded(lower.lower().clone(), upper, prec)
    }

    /// e^x at an exact argument.
    ///
    /// x = k·ln 2 + t with 0 ≤ t < ln 2; t carries 2^size·2 units at wp + size bits, which is 2 units
    /// and one of truncation at wp, so e^t is off by at most 64 + 2·4 units of a number in [1, 2).
    fn exp_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        if x.is_zero() {
            return Ok(Enclosure::one());
        }
        let size = x.magnitude();
        if size > 61 {
            return saturated(x.is_negative());
        }
        if size < -(prec as i64) {
            // |e^x − 1| ≤ 2|x|, on the side of the sign of x.
            let slack = Dyadic::power_of_two(size + 1);
            let one = Dyadic::one();
            return if x.is_negative() {
                Enclosure::between(one.sub(&slack, prec, Down), one)
            } else {
                Enclosure::between(one.clone(), one.add(&slack, prec, Up))
            };
        }
        let wp = prec + 10;
        let extra = size.max(0) as u64 + 2;
        let ln2 = self.ln2_fixed(wp + extra)?;
        let fixed = x.to_fixed(wp + extra, Down);
        let k = floor_quotient(&fixed, &ln2);
        let t = (fixed - &k * ln2) >> extra as usize;
        let k = i64::try_from(k).map_err(|_| Refused("the exponent of an exponential"))?;
        if !(-LIMIT - 2..=LIMIT).contains(&k) {
            return saturated(x.is_negative());
        }
        let e = series::exp(&t, wp);
        Enclosure::from_fixed(&e, 80, wp, prec)?.scale(k)
    }

    /// e^x − 1. ℝ → (−1, ∞), with relative accuracy near 0.
    pub fn expm1(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        self.increasing(x, prec, Context::expm1_narrow)
    }

    pub(crate) fn expm1_narrow(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        if x.is_zero() {
            return Ok(Enclosure::zero());
        }
        let size = x.size();
        if size < -(prec as i64) {
            // e^x − 1 = x(1 + θ), |θ| ≤ |x| for |x| ≤ 1.
            return nearly(x, -size, prec);
        }
        if x.upper().is_negative() && x.upper().magnitude() > i64::from(prec.max(1).ilog2()) + 1 {
            // e^x < 2^−prec: −1 < e^x − 1 ≤ −1 + 2^−prec.
            let upper = power_of_two(-(prec as i64)).sub(&Enclosure::one(), prec)?;
            return Enclosure::between(Dyadic::from(-1), upper.upper().clone());
        }
        // Subtracting one cancels about −size bits.
        let wp = prec + 4 + (-size).max(0) as u64 + 2;
        self.exp(x, wp)?.sub(&Enclosure::one(), prec)
    }

    /// x^y for real y. Base > 0; base = 0 for y ≥ 0 with 0^0 = 1; base < 0 for integers y.
    ///
    /// Integer exponents are powers, exponents n/2, n/4, n/8 with small n are powers of roots (and so
    /// exact where the result is); the rest is e^(y log x). The base or the exponent may be an
    /// interval; a base that straddles 0 is undecided unless the exponent is a known integer.
    pub fn pow(&mut self, x: &Enclosure, y: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        if let Some(n) = y.to_i64()
            && (n.unsigned_abs() <= 1 << 20 || !x.is_positive())
        {
            return x.pow_integer(n, prec);
        }
        match x.sign() {
            Some(Ordering::Greater) => self.pow_positive(x, y, prec),
            Some(Ordering::Equal) => match y.sign() {
                Some(Ordering::Greater) => Ok(Enclosure::zero()),
                Some(Ordering::Less) => Err(Outside("a negative power of zero")),
                _ => Err(Undecided("a power of zero whose exponent may be negative")),
            },
            Some(Ordering::Less) => Err(negative_base(y)),
            None if x.lower().is_negative() => {
                Err(Undecided("the base of a power may be negative"))
            }
            None => {
                // [0, b]^y: from 0 up to b^y for y > 0.
                if y.sign() != Some(Ordering::Greater) {
                    return Err(Undecided("the base of a power may be zero"));
                }
                let upper = self.pow_positive(&x.upper_point(), y, prec)?;
                Enclosure::between(Dyadic::zero(), upper.upper().clone())
            }
        }
    }

    fn pow_positive(&mut self, x: &Enclosure, y: &Enclosure, prec: u64) -> Outcome {
        if x.is_exact() && x.lower() == &Dyadic::one() {
            return Ok(Enclosure::one());
        }
        if let Some((n, degree)) = dyadic_exponent(y) {
            return x.root(degree, prec + 16)?.pow_integer(n, prec);
        }
        // The product needs its integer bits besides; a first look gives their number.
        let size = self.log(x, 16)?.mul(y, 16)?.size();
        if size > 62 {
            return match self.log(x, 16)?.mul(y, 16)?.sign() {
                Some(sign) => saturated(sign == Ordering::Less),
                None => Err(Undecided("a power whose size is unknown")),
            };
        }
        let wp = prec + 12 + size.max(0) as u64;
        let exponent = self.log(x, wp)?.mul(y, wp)?;
        self.exp(&exponent, prec)
    }

    /// 1/(1 + e^(−x)). ℝ → (0, 1), with relative accuracy in the lower tail.
    ///
    /// The distance to 1 in the upper tail is `sigmoid(−x)`.
    pub fn sigmoid(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        self.increasing(x, prec, |ctx, x, prec| {
            let wp = prec + 6;
            let one = Enclosure::one();
            // e^(−|x|) ≤ 1 never overflows.
            if x.is_nonnegative() {
                let e = ctx.exp(&x.neg(), wp)?;
                one.div(&one.add(&e, wp)?, prec)
            } else if x.is_negative() {
                let e = ctx.exp(x, wp)?;
                e.div(&one.add(&e, wp)?, prec)
            } else {
                let e = ctx.exp(&x.neg(), wp)?;
                one.div(&one.add(&e, wp)?, prec)
            }
        })
    }
}

/// The result of an exponential whose exponent does not fit.
fn saturated(negative: bool) -> Outcome {
    if negative {
        Enclosure::between(Dyadic::zero(), Dyadic::power_of_two(-LIMIT))
    } else {
        Err(Refused("the magnitude of an exponential exceeds 2^(2^61)"))
    }
}

/// ⌊a/b⌋ for b > 0.
pub(crate) fn floor_quotient(a: &Integer, b: &Integer) -> Integer {
    let q = a / b;
    if *a < Integer::ZERO && &q * b != *a { q - Integer::ONE } else { q }
}

/// y = n/2^k with 1 ≤ k ≤ 3 and a small numerator, as (n, 2^k).
fn dyadic_exponent(y: &Enclosure) -> Option<(i64, u32)> {
    if !y.is_exact() {
        return None;
    }
    let y = y.lower().strip();
    let k = -y.exponent();
    if !(1..=3).contains(&k) {
        return None;
    }
    let n = y.shl(k).to_i64()?;
    (n.unsigned_abs() <= u64::from(MAX_ROOT)).then_some((n, 1 << k))
}

/// Why a negative base has no power here.
fn negative_base(y: &Enclosure) -> Obstacle {
    let integer_inside = y.lower().to_integral(Up) <= y.upper().to_integral(Down);
    if integer_inside && !y.is_exact() {
        Undecided("the exponent of a negative base may be an integer")
    } else if integer_inside {
        Refused("an integer exponent beyond 2^63 of a negative base")
    } else {
        Outside("a fractional power of a negative number")
    }
}
