//! The enclosure: a closed interval with dyadic ends that holds one unknown real number.
//!
//! Ends rather than midpoint and radius: a monotone function is then evaluated at both ends and
//! never leaves its range, so exp([−50, 50]) stays positive and the sign of an enclosure is the
//! sign of its ends.

use std::cmp::Ordering;

use dashu_base::BitTest;

use super::Obstacle;
use super::dyadic::{Dyadic, LIMIT, Toward};
use crate::number::{Integer, Natural, Rational};

use Toward::{Down, Up};

/// A closed interval [lower, upper] with dyadic ends.
///
/// It is a statement: the number meant lies here. When both ends agree the number is known exactly.
/// Every operation takes the precision in bits to which it rounds the ends outward.
///
/// ```
/// use rolle_interval::precise::{Context, Enclosure};
/// use std::cmp::Ordering;
///
/// let mut ctx = Context::new();
/// let two = Enclosure::from_i64(2);
/// let three = Enclosure::from_i64(3);
/// let sum = two.sqrt(64).unwrap().add(&three.sqrt(64).unwrap(), 64).unwrap();
/// let gap = sum.sub(&ctx.pi(64).unwrap(), 64).unwrap();
/// assert_eq!(gap.sign(), Some(Ordering::Greater)); // √2 + √3 > π
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    lower: Dyadic,
    upper: Dyadic,
}

/// An enclosure, or why there is none.
pub type Outcome = Result<Enclosure, Obstacle>;

impl Enclosure {
    /// The interval between two ordered ends, brought into the range of exponents.
    ///
    /// Beyond 2^LIMIT the answer is refused; below 2^−LIMIT an end moves outward, to zero or to
    /// ±2^−LIMIT.
    pub(crate) fn between(lower: Dyadic, upper: Dyadic) -> Outcome {
        debug_assert!(lower <= upper, "the ends of an enclosure are out of order");
        if lower.magnitude() > LIMIT || upper.magnitude() > LIMIT {
            return Err(Obstacle::Refused("the magnitude exceeds 2^(2^61)"));
        }
        Ok(Enclosure { lower: lift(lower, Down), upper: lift(upper, Up) })
    }

    /// The interval between ends that are known to be ordered and in range.
    pub(crate) fn ordered(lower: Dyadic, upper: Dyadic) -> Enclosure {
        debug_assert!(lower <= upper, "the ends of an enclosure are out of order");
        Enclosure { lower, upper }
    }

    /// The interval, rounded outward to `prec` bits.
    pub(crate) fn rounded(lower: Dyadic, upper: Dyadic, prec: u64) -> Outcome {
        Enclosure::between(lower.round(prec, Down), upper.round(prec, Up))
    }

    /// The enclosure of a fixed-point value: `value · 2^−wp` with an error of at most `error` units.
    pub(crate) fn from_fixed(
        value: &Integer,
        error: impl Into<Integer>,
        wp: u64,
        prec: u64,
    ) -> Outcome {
        let error: Integer = error.into();
        let scale = -(wp as i64);
        Enclosure::rounded(
            Dyadic::new(value - &error, scale),
            Dyadic::new(value + error, scale),
            prec,
        )
    }

    /// The exact number.
    pub(crate) fn point(value: Dyadic) -> Enclosure {
        Enclosure { lower: value.clone(), upper: value }
    }

    /// The exact number zero.
    pub fn zero() -> Enclosure {
        Enclosure::point(Dyadic::zero())
    }

    /// The exact number one.
    pub fn one() -> Enclosure {
        Enclosure::point(Dyadic::one())
    }

    /// The exact integer.
    pub fn from_i64(value: i64) -> Enclosure {
        Enclosure::point(value.into())
    }

    /// The integer, exact when it has at most `prec` significant bits.
    pub fn from_integer(value: &Integer, prec: u64) -> Enclosure {
        let value = Dyadic::from(value.clone()).strip();
        let prec = prec.max(2);
        Enclosure { lower: value.round(prec, Down), upper: value.round(prec, Up) }
    }

    /// The rational number, exact when it is dyadic with at most `prec` significant bits.
    pub fn from_rational(value: &Rational, prec: u64) -> Enclosure {
        let prec = prec.max(2);
        let zeros = value.denominator().trailing_zeros().unwrap_or(0);
        if zeros + 1 == value.denominator().bit_len() {
            let value = Dyadic::new(value.numerator().clone(), -(zeros as i64)).strip();
            return Enclosure { lower: value.round(prec, Down), upper: value.round(prec, Up) };
        }
        Enclosure::from_ratio(value.numerator().clone(), value.denominator().clone().into(), prec)
    }

    /// The quotient of two integers, the second positive, which need not be in lowest terms.
    pub(crate) fn from_ratio(numerator: Integer, denominator: Integer, prec: u64) -> Enclosure {
        let (numerator, denominator) = (Dyadic::from(numerator), Dyadic::from(denominator));
        Enclosure {
            lower: numerator.div(&denominator, prec, Down),
            upper: numerator.div(&denominator, prec, Up),
        }
    }

    /// The exact value of a finite double; `None` for a NaN or an infinity.
    pub fn from_f64(value: f64) -> Option<Enclosure> {
        if !value.is_finite() {
            return None;
        }
        let bits = value.to_bits();
        let field = (bits >> 52 & 0x7ff) as i64;
        let fraction = (bits & ((1 << 52) - 1)) as i64;
        let (mantissa, exponent) =
            if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) };
        let mantissa = if value < 0.0 { -mantissa } else { mantissa };
        Some(Enclosure::point(Dyadic::new(mantissa.into(), exponent).strip()))
    }

    /// The smallest enclosure that holds both.
    pub fn hull(&self, other: &Enclosure) -> Enclosure {
        Enclosure {
            lower: self.lower.clone().min(other.lower.clone()),
            upper: self.upper.clone().max(other.upper.clone()),
        }
    }

    /// The numbers that lie in both, or `None` if there are none: then one of them was false.
    pub fn intersection(&self, other: &Enclosure) -> Option<Enclosure> {
        let lower = self.lower.clone().max(other.lower.clone());
        let upper = self.upper.clone().min(other.upper.clone());
        (lower <= upper).then_some(Enclosure { lower, upper })
    }

    /// The lower end.
    pub fn lower(&self) -> &Dyadic {
        &self.lower
    }

    /// The upper end.
    pub fn upper(&self) -> &Dyadic {
        &self.upper
    }

    /// The lower end as an enclosure of its own.
    pub fn lower_point(&self) -> Enclosure {
        Enclosure::point(self.lower.clone())
    }

    /// The upper end as an enclosure of its own.
    pub fn upper_point(&self) -> Enclosure {
        Enclosure::point(self.upper.clone())
    }

    /// The exact midpoint, or an end when the ends are of very different sizes.
    pub(crate) fn midpoint(&self, prec: u64) -> Dyadic {
        self.lower.add(&self.upper, prec, Down).shl(-1)
    }

    /// A number inside, exactly: near the middle, with about `prec` bits.
    pub fn middle(&self, prec: u64) -> Enclosure {
        let middle = self.midpoint(prec).max(self.lower.clone()).min(self.upper.clone());
        Enclosure::point(middle)
    }

    /// Is the number known exactly?
    pub fn is_exact(&self) -> bool {
        self.lower == self.upper
    }

    /// Is the number known to be zero?
    pub fn is_zero(&self) -> bool {
        self.lower.is_zero() && self.upper.is_zero()
    }

    /// The number, if it is known to be this integer exactly and fits.
    pub fn to_i64(&self) -> Option<i64> {
        if self.is_exact() { self.lower.to_i64() } else { None }
    }

    /// Does this rational number lie in the enclosure?
    pub fn contains(&self, value: &Rational) -> bool {
        let numerator = Dyadic::from(value.numerator().clone());
        let denominator = Dyadic::from(Integer::from(value.denominator().clone()));
        self.lower.mul(&denominator) <= numerator && numerator <= self.upper.mul(&denominator)
    }

    /// Does zero lie in the enclosure?
    pub fn contains_zero(&self) -> bool {
        !self.lower.is_positive() && !self.upper.is_negative()
    }

    /// Does the other enclosure lie wholly inside this one?
    pub fn encloses(&self, other: &Enclosure) -> bool {
        self.lower <= other.lower && other.upper <= self.upper
    }

    /// Do the two share a number? Two enclosures of one number always do.
    pub fn overlaps(&self, other: &Enclosure) -> bool {
        self.lower <= other.upper && other.lower <= self.upper
    }

    /// The sign of the number when it is decided: `None` while zero lies inside a true interval.
    pub fn sign(&self) -> Option<Ordering> {
        if self.lower.is_positive() {
            Some(Ordering::Greater)
        } else if self.upper.is_negative() {
            Some(Ordering::Less)
        } else if self.is_zero() {
            Some(Ordering::Equal)
        } else {
            None
        }
    }

    /// The order of the two numbers when it is decided.
    pub fn compare(&self, other: &Enclosure) -> Option<Ordering> {
        if self.lower > other.upper {
            Some(Ordering::Greater)
        } else if self.upper < other.lower {
            Some(Ordering::Less)
        } else if self.is_exact() && other.is_exact() {
            Some(Ordering::Equal)
        } else {
            None
        }
    }

    /// Is the number known to be ≥ 0?
    pub fn is_nonnegative(&self) -> bool {
        !self.lower.is_negative()
    }

    /// Is the number known to be > 0?
    pub fn is_positive(&self) -> bool {
        self.lower.is_positive()
    }

    /// Is the number known to be < 0?
    pub fn is_negative(&self) -> bool {
        self.upper.is_negative()
    }

    /// ⌊x⌋ when both ends agree on it and it has at most 2^24 bits.
    pub fn floor_integer(&self) -> Option<Integer> {
        let lower = self.lower.to_integral(Down);
        (lower == self.upper.to_integral(Down) && lower.magnitude() <= 1 << 24)
            .then(|| lower.to_fixed(0, Down))
    }

    /// The width, rounded up.
    pub(crate) fn width(&self) -> Dyadic {
        self.upper.sub(&self.lower, 32, Up)
    }

    /// The larger of |lower| and |upper|.
    pub(crate) fn largest(&self) -> Dyadic {
        self.lower.abs().max(self.upper.abs())
    }

    /// The smallest absolute value in the enclosure.
    pub(crate) fn smallest(&self) -> Dyadic {
        if self.contains_zero() { Dyadic::zero() } else { self.lower.abs().min(self.upper.abs()) }
    }

    /// A k with |x| < 2^k for the whole enclosure, usable in sums.
    pub fn size(&self) -> i64 {
        self.lower.size().max(self.upper.size())
    }

    /// Bits of relative accuracy: the largest k with width ≤ 2^−k · |x| for all x inside, about.
    ///
    /// `i64::MAX` when the number is exact; zero or less when nothing but a magnitude is known.
    pub fn accuracy(&self) -> i64 {
        let width = self.width();
        if width.is_zero() {
            return i64::MAX;
        }
        let smallest = self.smallest();
        if smallest.is_zero() {
            return 0;
        }
        (smallest.magnitude() - 1 - width.magnitude()).max(0)
    }

    /// A k such that the radius is below 2^k; `None` when the number is exact.
    pub fn radius_exponent(&self) -> Option<i64> {
        let width = self.width();
        (!width.is_zero()).then(|| width.magnitude() - 1)
    }

    /// The double nearest to the midpoint.
    pub fn to_f64(&self) -> f64 {
        if self.is_exact() {
            return self.lower.to_f64();
        }
        self.midpoint(2048).to_f64()
    }

    /// The ends as exact rationals, or `None` if they would need more than 2^24 bits.
    pub fn to_rationals(&self) -> Option<(Rational, Rational)> {
        Some((self.lower.to_rational()?, self.upper.to_rational()?))
    }

    /// The same number with its ends rounded outward to `prec` bits.
    pub fn round(&self, prec: u64) -> Enclosure {
        let prec = prec.max(2);
        Enclosure { lower: self.lower.round(prec, Down), upper: self.upper.round(prec, Up) }
    }

    /// Is the interval so narrow, relative to its size, that a formula may be evaluated on it
    /// directly instead of at each end?
    pub(crate) fn is_narrow(&self) -> bool {
        self.is_exact() || self.accuracy() >= 16
    }
}

/// Moves an end whose magnitude is below 2^−LIMIT outward.
fn lift(end: Dyadic, toward: Toward) -> Dyadic {
    if end.is_zero() || end.magnitude() > -LIMIT {
        return end;
    }
    match (toward, end.is_negative()) {
        (Down, false) | (Up, true) => Dyadic::zero(),
        (Down, true) => Dyadic::power_of_two(-LIMIT).neg(),
        (Up, false) => Dyadic::power_of_two(-LIMIT),
    }
}

impl From<Natural> for Enclosure {
    fn from(value: Natural) -> Enclosure {
        Enclosure::point(Dyadic::from(Integer::from(value)))
    }
}
