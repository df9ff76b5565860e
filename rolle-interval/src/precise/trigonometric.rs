//! sin, cos and tan.
//!
//! An exact argument is reduced by a multiple of π/2 known to as many extra bits as the argument has
//! before the point, and once more with greater precision if it comes out close to zero, so that both
//! sin and cos keep their relative accuracy (Payne and Hanek's problem, solved by big integers).

use super::Obstacle::{self, Undecided};
use super::context::Context;
use super::dyadic::{Dyadic, Toward, bits};
use super::exponential::floor_quotient;
use super::interval::{Enclosure, Outcome};
use super::series;
use crate::number::Integer;

use Toward::{Down, Up};

impl Context {
    /// sin x. ℝ → [−1, 1], with relative accuracy near its zeros.
    ///
    /// An argument too large to be reduced within the limit of bits gives [−1, 1].
    pub fn sin(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        Ok(self.sin_cos(x, prec)?.0)
    }

    /// cos x. ℝ → [−1, 1], with relative accuracy near its zeros.
    ///
    /// An argument too large to be reduced within the limit of bits gives [−1, 1].
    pub fn cos(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        Ok(self.sin_cos(x, prec)?.1)
    }

    /// tan x. ℝ without π/2 + kπ → ℝ.
    ///
    /// Undecided while a pole may lie in the enclosure.
    pub fn tan(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let wp = prec + 6;
        let (sin, cos) = self.sin_cos(x, wp)?;
        if cos.contains_zero() {
            return Err(Undecided("a pole of the tangent may lie in the argument"));
        }
        if x.is_narrow() {
            return sin.div(&cos, prec);
        }
        // cos has one sign on the whole of x, so tan increases from end to end.
        let (sin, cos) = self.sin_cos_point(x.lower(), wp)?;
        let lower = sin.div(&cos, prec)?;
        let (sin, cos) = self.sin_cos_point(x.upper(), wp)?;
        let upper = sin.div(&cos, prec)?;
        Enclosure::between(lower.lower().clone(), upper.upper().clone())
    }

    /// (sin x, cos x).
    pub fn sin_cos(
        &mut self,
        x: &Enclosure,
        prec: u64,
    ) -> Result<(Enclosure, Enclosure), Obstacle> {
        self.admit(prec)?;
        let width = x.width();
        if width.is_zero() {
            return self.sin_cos_point(x.lower(), prec);
        }
        if width.size() > -4 {
            return self.sin_cos_wide(x, prec);
        }
        let (sin, cos) = self.sin_cos_point(x.lower(), prec + 2)?;
        // sin(a + h) = sin a + h cos a + θh²/2 and cos(a + h) = cos a − h sin a + θh²/2, |θ| ≤ 1.
        let square = width.mul(&width).shl(-1).round(32, Up);
        let slack = Enclosure::between(square.neg(), square)?;
        let step = Enclosure::between(Dyadic::zero(), width)?;
        let moved_sin = sin.add(&step.mul(&cos, prec + 2)?, prec + 2)?.add(&slack, prec)?;
        let moved_cos = cos.sub(&step.mul(&sin, prec + 2)?, prec + 2)?.add(&slack, prec)?;
        Ok((clamp(moved_sin), clamp(moved_cos)))
    }

    /// Both functions on an interval that may hold an extremum.
    fn sin_cos_wide(
        &mut self,
        x: &Enclosure,
        prec: u64,
    ) -> Result<(Enclosure, Enclosure), Obstacle> {
        let full = (unit(), unit());
        if x.width() >= Dyadic::from(6) {
            return Ok(full);
        }
        let (Some(first), Some(last)) = (self.quadrant(x.lower())?, self.quadrant(x.upper())?)
        else {
            return Ok(full);
        };
        let (sin_a, cos_a) = self.sin_cos_point(x.lower(), prec)?;
        let (sin_b, cos_b) = self.sin_cos_point(x.upper(), prec)?;
        let (mut sin, mut cos) = (sin_a.hull(&sin_b), cos_a.hull(&cos_b));
        // The multiples n·π/2 inside are first + 1 ..= last: at most five, since the width is below 6.
        let mut n = first + Integer::ONE;
        while n <= last {
            match residue(&n) {
                0 => cos = cos.hull(&Enclosure::one()),
                1 => sin = sin.hull(&Enclosure::one()),
                2 => cos = cos.hull(&Enclosure::from_i64(-1)),
                _ => sin = sin.hull(&Enclosure::from_i64(-1)),
            }
            n += Integer::ONE;
        }
        Ok((sin, cos))
    }

    /// ⌊x/(π/2)⌋, or `None` if the limit of bits does not decide it.
    fn quadrant(&mut self, x: &Dyadic) -> Result<Option<Integer>, Obstacle> {
        if x.is_zero() {
            return Ok(Some(Integer::ZERO));
        }
        let mut wp = 64 + x.size().max(0) as u64;
        while wp + 8 <= self.ceiling() {
            let quarter = self.pi(wp)?.scale(-1)?;
            let ratio = Enclosure::point(x.clone()).div(&quarter, wp)?;
            if let Some(n) = ratio.floor_integer() {
                return Ok(Some(n));
            }
            wp *= 2;
        }
        Ok(None)
    }

    /// (sin x, cos x) at an exact argument.
    pub(crate) fn sin_cos_point(
        &mut self,
        x: &Dyadic,
        prec: u64,
    ) -> Result<(Enclosure, Enclosure), Obstacle> {
        if x.is_zero() {
            return Ok((Enclosure::zero(), Enclosure::one()));
        }
        let size = x.magnitude();
        if 2 * size < -(prec as i64) {
            return near_zero(x, prec);
        }
        if size <= 0 {
            let wp = prec + 10 + size.unsigned_abs();
            self.admit(wp)?;
            let (sin, cos) = series::sin_cos(&x.to_fixed(wp, Down), wp);
            return Ok((
                clamp(Enclosure::from_fixed(&sin, 66, wp, prec)?),
                clamp(Enclosure::from_fixed(&cos, 66, wp, prec)?),
            ));
        }
        let extra = size as u64 + 2;
        let mut wp = prec + 12;
        if wp + extra > self.ceiling() {
            return Ok((unit(), unit()));
        }
        // x = k·π/2 + t. At wp + extra bits t carries 1 unit from x and 2|k| ≤ 2^(size + 1) from π;
        // after the shift by `extra` that is one unit, and the shift loses another.
        let (k, t) = loop {
            let scale = wp + extra;
            let half_pi = self.pi_fixed(scale - 1)?;
            let fixed = x.to_fixed(scale, Down);
            let k = floor_quotient(&((&fixed << 1usize) + &half_pi), &(&half_pi << 1usize));
            let t = (fixed - &k * half_pi) >> extra as usize;
            let missing = prec as i64 + 10 - bits(&t);
            let next = wp + missing.max(0) as u64 + 4;
            if missing <= 0 || next + extra > self.ceiling() {
                break (k, t);
            }
            wp = next;
        };
        let (sin, cos) = series::sin_cos(&t, wp);
        let sin = clamp(Enclosure::from_fixed(&sin, 66, wp, prec)?);
        let cos = clamp(Enclosure::from_fixed(&cos, 66, wp, prec)?);
        Ok(turn(residue(&k), sin, cos))
    }

    /// (sin πx, cos πx) at an exact argument, reduced without error: ℝ → [−1, 1]².
    pub(crate) fn sin_cos_pi(
        &mut self,
        x: &Dyadic,
        prec: u64,
    ) -> Result<(Enclosure, Enclosure), Obstacle> {
        // x = n/2 + r with |r| ≤ 1/4; an x with exponent ≥ 0 is an integer.
        let bits = x.bits() as u64 + x.size().max(0) as u64 + 4;
        let (n, r) = if x.exponent() >= 1 {
            (Dyadic::zero(), Dyadic::zero())
        } else {
            let n = x.shl(1).add(&Dyadic::power_of_two(-1), bits + 64, Down).to_integral(Down);
            let r = x.sub(&n.shl(-1), bits + 64, Down);
            (n, r)
        };
        let angle = self.pi(prec + 8)?.mul(&Enclosure::point(r), prec + 8)?;
        let (sin, cos) = self.sin_cos(&angle, prec + 2)?;
        Ok(turn(residue(&n.to_fixed(0, Down)), sin.round(prec), cos.round(prec)))
    }
}

/// n mod 4.
fn residue(n: &Integer) -> u8 {
    let low = n - ((n >> 2usize) << 2usize);
    u8::try_from(low).unwrap_or(0)
}

/// (sin, cos) of t + n·π/2 from those of t.
fn turn(n: u8, sin: Enclosure, cos: Enclosure) -> (Enclosure, Enclosure) {
    match n {
        0 => (sin, cos),
        1 => (cos, sin.neg()),
        2 => (sin.neg(), cos.neg()),
        _ => (cos.neg(), sin),
    }
}

/// [−1, 1].
fn unit() -> Enclosure {
    Enclosure::from_i64(-1).hull(&Enclosure::one())
}

/// What of an enclosure lies in [−1, 1].
fn clamp(x: Enclosure) -> Enclosure {
    x.intersection(&unit()).unwrap_or(x)
}

/// Both functions where x² is below the last bit: x − |x|³/6 and 1 − x²/2.
fn near_zero(x: &Dyadic, prec: u64) -> Result<(Enclosure, Enclosure), Obstacle> {
    let slack = x.abs().shl(2 * x.magnitude() - 2);
    let sin = if x.is_negative() {
        Enclosure::between(x.round(prec, Down), x.add(&slack, prec, Up))?
    } else {
        Enclosure::between(x.sub(&slack, prec, Down), x.round(prec, Up))?
    };
    let drop = Dyadic::power_of_two(2 * x.magnitude() - 1);
    let cos = Enclosure::between(Dyadic::one().sub(&drop, prec, Down), Dyadic::one())?;
    Ok((sin, cos))
}
