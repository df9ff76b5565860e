//! Working with a real root: refinement, digits, comparison, signs of other polynomials.
//!
//! Refinement is quadratic interval refinement: Abbott, "Quadratic interval refinement for real roots", 2006. The
//! interval is cut into N parts, linear interpolation guesses the part with the root, two exact signs confirm it,
//! and N is squared on success.

use super::super::int_poly::IntPoly;
use super::RealRoot;
use crate::error::{Error, ErrorKind, Result};
use crate::number::{Integer, Natural, Rational};
use std::cmp::Ordering;

/// The largest number of digits of a root.
const MAX_ROOT_DIGITS: usize = 100_000;

impl RealRoot {
    /// Halves the interval at a short dyadic point near its middle.
    pub(super) fn halve(&mut self) -> Result<()> {
        if self.as_rational().is_some() {
            return Ok(());
        }
        let middle = simple_between(&self.lower, &self.upper);
        let below = self.polynomial.sign_at(&self.lower)?;
        match self.polynomial.sign_at(&middle)? {
            0 => (self.lower, self.upper) = (middle.clone(), middle),
            sign if sign == below => self.lower = middle,
            _ => self.upper = middle,
        }
        Ok(())
    }

    /// Halves an interval at whose ends the polynomial may vanish, keeping the inner root.
    pub(super) fn halve_open(&mut self, ends: [i32; 2]) -> Result<()> {
        let middle = simple_between(&self.lower, &self.upper);
        let sign = self.polynomial.sign_at(&middle)?;
        if sign == 0 {
            (self.lower, self.upper) = (middle.clone(), middle);
            return Ok(());
        }
        // Just inside a simple root at an end the polynomial has the sign of its slope there.
        let slope = self.polynomial.derivative();
        let inside_lower = if ends[0] == 0 { slope.sign_at(&self.lower)? } else { ends[0] };
        if sign == inside_lower {
            self.lower = middle;
        } else {
            self.upper = middle;
        }
        Ok(())
    }

    /// Narrows the interval to a width of at most 2^(−bits).
    ///
    /// # Errors
    /// `Budget` where an exact value would have more than 2³² bits.
    pub fn refine(&mut self, bits: i64) -> Result<()> {
        let target = power_of_two(-bits);
        // The interval is cut into 2^parts.
        let mut parts: usize = 2;
        while self.as_rational().is_none() && self.width() > target {
            if self.refine_by_interpolation(parts)? {
                parts = (2 * parts).min(1 << 14);
            } else {
                parts = (parts / 2).max(1);
                self.halve()?;
            }
        }
        Ok(())
    }

    /// Tries the part of 2^parts that linear interpolation names; whether the root was there.
    fn refine_by_interpolation(&mut self, parts: usize) -> Result<bool> {
        let parts = Integer::ONE << parts;
        let (a, b) = (self.polynomial.evaluate_rational(&self.lower)?, self.polynomial.evaluate_rational(&self.upper)?);
        let fraction = &a / (&a - &b);
        let place: Integer = (fraction * Rational::from(parts.clone())).round();
        let step = self.width() / Rational::from(parts.clone());
        let low = place.clone() - Integer::ONE;
        let low = if low < Integer::ZERO { Integer::ZERO } else { low };
        let high = if place >= parts { parts } else { place + Integer::ONE };
        let (lower, upper) =
            (&self.lower + &step * Rational::from(low), &self.lower + &step * Rational::from(high));
        let (at_lower, at_upper) = (self.polynomial.sign_at(&lower)?, self.polynomial.sign_at(&upper)?);
        if at_lower == 0 || at_upper == 0 {
            let root = if at_lower == 0 { lower } else { upper };
            (self.lower, self.upper) = (root.clone(), root);
            return Ok(true);
        }
        if at_lower * at_upper < 0 {
            (self.lower, self.upper) = (lower, upper);
            return Ok(true);
        }
        Ok(false)
    }

    /// The number in decimal, correctly rounded to some significant digits.
    ///
    /// # Errors
    /// `Budget` for no digits or more than 100,000.
    pub fn to_decimal(&mut self, digits: usize) -> Result<String> {
        if digits == 0 || digits > MAX_ROOT_DIGITS {
            let message = format!("a root is given to between 1 and `{MAX_ROOT_DIGITS}` digits");
            return Err(Error::new(ErrorKind::Budget, message));
        }
        let mut bits = 16 + digits as i64 * 4;
        loop {
            self.refine(bits)?;
            let precision = 2 * bits as u64;
            let ends = [&self.lower, &self.upper].map(|end| crate::enclosure::Enclosure::from_rational(end, precision));
            if let Some(text) = crate::enclosure::to_decimal(&ends[0].hull(&ends[1]), digits) {
                return Ok(text);
            }
            bits *= 2;
        }
    }

    /// The order of two real algebraic numbers, exact.
    ///
    /// # Errors
    /// As [`IntPoly::gcd`] and [`RealRoot::refine`].
    pub fn compare(&mut self, other: &mut RealRoot) -> Result<Ordering> {
        if let (Some(a), Some(b)) = (self.as_rational(), other.as_rational()) {
            return Ok(a.cmp(b));
        }
        let mut common: Option<IntPoly> = None;
        loop {
            if self.lies_before(other) {
                return Ok(Ordering::Less);
            }
            if other.lies_before(self) {
                return Ok(Ordering::Greater);
            }
            if common.is_none() {
                common = Some(self.polynomial.gcd(&other.polynomial)?);
            }
            let gcd = common.as_ref().expect("just computed");
            if !gcd.is_constant() && self.shares_root_of(gcd, other)? {
                return Ok(Ordering::Equal);
            }
            self.halve()?;
            other.halve()?;
        }
    }

    /// Whether a common factor changes its sign on the common part of both intervals: its root there is both.
    fn shares_root_of(&self, gcd: &IntPoly, other: &RealRoot) -> Result<bool> {
        let lower = (&self.lower).max(&other.lower);
        let upper = (&self.upper).min(&other.upper);
        if lower == upper {
            return Ok(gcd.sign_at(lower)? == 0);
        }
        Ok(gcd.sign_at(lower)? * gcd.sign_at(upper)? < 0)
    }

    /// The sign of another polynomial at the number, exact.
    ///
    /// # Errors
    /// As [`super::isolate_real_roots`] for the other polynomial.
    pub fn sign_of(&mut self, polynomial: &IntPoly) -> Result<i32> {
        if polynomial.is_zero() {
            return Ok(0);
        }
        if let Some(value) = self.as_rational() {
            return polynomial.sign_at(value);
        }
        // Past every root of the other polynomial its sign turns once for each odd multiplicity.
        let mut sign = polynomial.leading_sign();
        for mut root in super::isolate_real_roots(polynomial)?.into_iter().rev() {
            match self.compare(&mut root)? {
                Ordering::Greater => return Ok(sign),
                Ordering::Equal => return Ok(0),
                Ordering::Less if root.multiplicity() % 2 == 1 => sign = -sign,
                Ordering::Less => {}
            }
        }
        Ok(sign)
    }
}

fn power_of_two(exponent: i64) -> Rational {
    let magnitude = Natural::ONE << exponent.unsigned_abs() as usize;
    if exponent < 0 { Rational::from_parts(Integer::ONE, magnitude) } else { Rational::from(magnitude) }
}

/// A dyadic number strictly between two rationals, in the middle half, with a short numerator.
fn simple_between(lower: &Rational, upper: &Rational) -> Rational {
    use dashu_base::BitTest;
    let width = upper - lower;
    // 2^(−k) is at most a quarter of the width.
    let k = width.denominator().bit_len() as i64 - width.numerator().bit_len() as i64 + 3;
    let scale = power_of_two(k);
    let middle = (lower + upper) * &scale / Rational::from(2);
    Rational::from(middle.round()) / scale
}
