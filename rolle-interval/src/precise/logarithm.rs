//! log and log1p.

use super::Obstacle::{Outside, Undecided};
use super::context::{Context, nearly};
use super::dyadic::{Dyadic, Toward};
use super::interval::{Enclosure, Outcome};
use super::series;
use crate::number::Integer;

use Toward::{Down, Up};

impl Context {
    /// The natural logarithm. (0, ∞) → ℝ, with relative accuracy near its zero 1.
    ///
    /// Outside for x ≤ 0; undecided while x may be ≤ 0.
    pub fn log(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        if x.is_zero() {
            return Err(Outside("logarithm of zero"));
        }
        if !x.upper().is_positive() {
            return Err(Outside("logarithm of a negative number"));
        }
        if !x.is_positive() {
            return Err(Undecided("the argument of a logarithm may be zero or negative"));
        }
        let lower = self.log_point(x.lower(), prec)?;
        if x.is_exact() {
            return Ok(lower);
        }
        if x.accuracy() < 8 {
            let upper = self.log_point(x.upper(), prec)?;
            return Enclosure::between(lower.lower().clone(), upper.upper().clone());
        }
        // log b ≤ log a + (b − a)/a.
        let rise = x.width().div(x.lower(), 32, Up);
        Enclosure::between(lower.lower().clone(), lower.upper().add(&rise, prec, Up))
    }

    /// log x at an exact positive argument.
    ///
    /// x = m·2^k with 2/3 ≤ m < 4/3, log x = log m + k·ln 2: nothing cancels unless k = 0, and then
    /// the working precision grows by the zeros after the point of m − 1.
    fn log_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        let top = x.magnitude();
        // m in [1/2, 1), and in [2/3, 4/3) after doubling what is below 2/3.
        let half = x.shl(-top);
        let two_thirds = Dyadic::from(2).div(&Dyadic::from(3), 16, Down);
        let (m, k) = if half < two_thirds { (half.shl(1), top - 1) } else { (half, top) };
        let near = m.sub(&Dyadic::one(), m.bits() as u64 + 2, Down);
        if near.is_zero() {
            if k == 0 {
                return Ok(Enclosure::zero());
            }
            let wp = prec + 4 + 64;
            let ln2 = self.ln2(wp)?;
            return ln2.mul(&Enclosure::from_i64(k), prec);
        }
        if k == 0 {
            return self.log1p_point(&near, prec);
        }
        let wp = prec + 14;
        let (log, error) = self.log_fixed(&m, wp)?;
        let extra = 64 - k.unsigned_abs().leading_zeros() as u64 + 2;
        let ln2 = self.ln2_fixed(wp + extra)?;
        let value = log + ((ln2 * Integer::from(k)) >> extra as usize);
        Enclosure::from_fixed(&value, error + 4, wp, prec)
    }

    /// log m for 1/2 ≤ m ≤ 2 in fixed point; the truncation of m adds at most 2 units.
    fn log_fixed(&mut self, m: &Dyadic, wp: u64) -> Result<(Integer, u64), super::Obstacle> {
        self.admit(wp)?;
        let (log, error) = series::log(&m.to_fixed(wp, Down), wp);
        Ok((log, error + 2))
    }

    /// log(1 + d) at an exact d with |d| ≤ 1/2, d ≠ 0.
    fn log1p_point(&mut self, d: &Dyadic, prec: u64) -> Outcome {
        let zeros = -d.magnitude();
        if zeros > prec as i64 + 1 {
            // log(1 + d) = d(1 + θ), |θ| ≤ |d| for |d| ≤ 1/2.
            return nearly(&Enclosure::point(d.clone()), zeros, prec);
        }
        // |log(1 + d)| ≥ |d|/2 ≥ 2^(−zeros − 2).
        let wp = prec + zeros.max(0) as u64 + 16;
        self.admit(wp)?;
        let m = series::one(wp) + d.to_fixed(wp, Down);
        let (log, error) = series::log(&m, wp);
        Enclosure::from_fixed(&log, error + 3, wp, prec)
    }

    /// log(1 + x). (−1, ∞) → ℝ, with relative accuracy near 0.
    ///
    /// Outside for x ≤ −1; undecided while x may be ≤ −1.
    pub fn log1p(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let minus_one = Dyadic::from(-1);
        if x.upper() <= &minus_one {
            return Err(Outside("log1p of a number not above -1"));
        }
        if x.lower() <= &minus_one {
            return Err(Undecided("the argument of log1p may be -1 or less"));
        }
        if x.is_exact() {
            return self.log1p_end(x.lower(), prec);
        }
        let lower = self.log1p_end(x.lower(), prec)?;
        let base = Dyadic::one().add(x.lower(), 32, Down);
        let rise = x.width().div(&base, 32, Up);
        if rise.size() > -8 {
            let upper = self.log1p_end(x.upper(), prec)?;
            return Enclosure::between(lower.lower().clone(), upper.upper().clone());
        }
        // log(1 + b) ≤ log(1 + a) + (b − a)/(1 + a).
        Enclosure::between(lower.lower().clone(), lower.upper().add(&rise, prec, Up))
    }

    fn log1p_end(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        if x.is_zero() {
            return Ok(Enclosure::zero());
        }
        if x.magnitude() < 0 {
            return self.log1p_point(x, prec);
        }
        // 1 + x is short unless the exponent of x is far below zero; a sum rounded at
        // wp bits moves the logarithm by 2^−wp, near x = −1 exactly as much as it must.
        let wp = prec + 8;
        let sum = Enclosure::point(x.clone()).add(&Enclosure::one(), wp + x.bits() as u64 + 2)?;
        self.log(&sum, prec)
    }
}
