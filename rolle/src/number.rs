//! Exact numbers: integers and rationals of any size.
//!
//! Both come from `dashu` (pure Rust, MIT or Apache-2.0, within a small factor of GMP). [`Number`] adds a
//! path for machine integers, because nearly every coefficient of a formula is small.

use std::cmp::Ordering;

pub use rolle_interval::number::{Integer, Natural, Rational};

/// An exact rational number with a fast path for machine integers.
///
/// The form is canonical: an integer that fits 64 bits is always [`Number::Small`], so equality is structural.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// An integer that fits 64 bits.
    Small(i64),
    /// Any other rational number.
    Big(Box<Rational>),
}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number::Small(0);
    /// One.
    pub const ONE: Number = Number::Small(1);

    /// The quotient `p/q`; `None` for `q = 0`.
    pub fn ratio(p: i64, q: i64) -> Option<Number> {
        match q {
            0 => None,
            1 => Some(Number::Small(p)),
            _ => Some(
                Number::Small(p)
                    .mul(&Number::from(Rational::from_parts_signed(1.into(), q.into()))),
            ),
        }
    }

    /// The value as a rational.
    pub fn to_rational(&self) -> Rational {
        match self {
            Number::Small(n) => Rational::from(*n),
            Number::Big(r) => (**r).clone(),
        }
    }

    /// Whether the number is an integer.
    pub fn is_integer(&self) -> bool {
        match self {
            Number::Small(_) => true,
            Number::Big(r) => r.is_int(),
        }
    }

    /// The value as a machine integer, where it is one.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Number::Small(n) => Some(*n),
            Number::Big(_) => None,
        }
    }

    /// The numerator in lowest terms; it carries the sign.
    pub fn numerator(&self) -> Integer {
        match self {
            Number::Small(n) => Integer::from(*n),
            Number::Big(r) => r.numerator().clone(),
        }
    }

    /// The denominator in lowest terms, positive.
    pub fn denominator(&self) -> Natural {
        match self {
            Number::Small(_) => Natural::ONE,
            Number::Big(r) => r.denominator().clone(),
        }
    }

    /// The sign: less, equal or greater than zero.
    pub fn sign(&self) -> Ordering {
        match self {
            Number::Small(n) => n.cmp(&0),
            Number::Big(r) => r.numerator().cmp(&Integer::ZERO),
        }
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        *self == Number::ZERO
    }

    /// Whether the number is one.
    pub fn is_one(&self) -> bool {
        *self == Number::ONE
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.sign() == Ordering::Less
    }

    /// The sum.
    pub fn add(&self, other: &Number) -> Number {
        if let (Number::Small(a), Number::Small(b)) = (self, other)
            && let Some(c) = a.checked_add(*b)
        {
            return Number::Small(c);
        }
        Number::from(self.to_rational() + other.to_rational())
    }

    /// The difference.
    pub fn sub(&self, other: &Number) -> Number {
        self.add(&other.neg())
    }

    /// The product.
    pub fn mul(&self, other: &Number) -> Number {
        if let (Number::Small(a), Number::Small(b)) = (self, other)
            && let Some(c) = a.checked_mul(*b)
        {
            return Number::Small(c);
        }
        match (self, other) {
            (Number::Small(a), Number::Big(b)) | (Number::Big(b), Number::Small(a)) => {
                Number::from(b.as_ref() * Rational::from(*a))
            }
            _ => Number::from(self.to_rational() * other.to_rational()),
        }
    }

    /// The number with the other sign.
    pub fn neg(&self) -> Number {
        match self {
            Number::Small(n) => match n.checked_neg() {
                Some(m) => Number::Small(m),
                None => Number::from(-Rational::from(*n)),
            },
            Number::Big(r) => Number::from(-(**r).clone()),
        }
    }

    /// The absolute value.
    pub fn abs(&self) -> Number {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// The reciprocal; `None` for zero.
    pub fn recip(&self) -> Option<Number> {
        match self {
            Number::Small(0) => None,
            Number::Small(1) => Some(Number::ONE),
            Number::Small(-1) => Some(Number::Small(-1)),
            _ => Some(Number::from(Rational::ONE / self.to_rational())),
        }
    }

    /// The largest integer that is not above the number.
    pub fn floor(&self) -> Number {
        match self {
            Number::Small(_) => self.clone(),
            Number::Big(r) => Number::from(Rational::from(r.floor())),
        }
    }

    /// The integer nearest to the number, a tie going to the even one.
    pub fn round_half_even(&self) -> Number {
        let half = Number::from(Rational::from_parts(1.into(), 2u8.into()));
        let up = self.add(&half).floor();
        let tie = self.add(&half) == up;
        let even = (up.numerator() % Integer::from(2)).is_zero();
        if tie && !even { up.sub(&Number::ONE) } else { up }
    }

    /// The value `self^n`; `None` for `0^(-n)` and where the result would exceed `max_bits` bits.
    pub fn pow(&self, n: i64, max_bits: usize) -> Option<Number> {
        if n == 0 {
            return Some(Number::ONE);
        }
        match self {
            Number::Small(0) => return (n > 0).then_some(Number::ZERO),
            Number::Small(1) => return Some(Number::ONE),
            Number::Small(-1) => return Some(Number::Small(if n % 2 == 0 { 1 } else { -1 })),
            _ => {}
        }
        let exponent = usize::try_from(n.unsigned_abs()).ok()?;
        let size = self.bits().checked_mul(exponent)?;
        if size > max_bits {
            return None;
        }
        let r = self.to_rational();
        let power =
            Rational::from_parts(r.numerator().pow(exponent), r.denominator().pow(exponent));
        Some(Number::from(if n < 0 { Rational::ONE / power } else { power }))
    }

    /// The number of bits of the longer of numerator and denominator.
    pub fn bits(&self) -> usize {
        use dashu_base::BitTest;
        match self {
            Number::Small(n) => (64 - n.unsigned_abs().leading_zeros()) as usize,
            Number::Big(r) => r.numerator().bit_len().max(r.denominator().bit_len()),
        }
    }

    /// The nearest `f64`.
    pub fn to_f64(&self) -> f64 {
        match self {
            Number::Small(n) => *n as f64,
            Number::Big(r) => r.to_f64().value(),
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (self, other) {
            (Number::Small(a), Number::Small(b)) => a.cmp(b),
            _ => self.to_rational().cmp(&other.to_rational()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Number {
        Number::Small(n)
    }
}

impl From<Integer> for Number {
    fn from(n: Integer) -> Number {
        match i64::try_from(&n) {
            Ok(small) => Number::Small(small),
            Err(_) => Number::Big(Box::new(Rational::from(n))),
        }
    }
}

impl From<Rational> for Number {
    fn from(r: Rational) -> Number {
        if r.is_int()
            && let Ok(n) = i64::try_from(r.numerator())
        {
            return Number::Small(n);
        }
        Number::Big(Box::new(r))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn q(p: i64, d: i64) -> Number {
        Number::ratio(p, d).expect("nonzero denominator")
    }

    #[test]
    fn arithmetic_is_exact_and_canonical() {
        assert_eq!(q(6, 4), q(3, 2));
        assert_eq!(q(1, -2), q(-1, 2));
        assert_eq!(q(1, 2).add(&q(1, 2)), Number::ONE);
        assert_eq!(q(2, 3).mul(&q(3, 2)), Number::ONE);
        assert_eq!(
            Number::Small(i64::MAX).add(&Number::ONE).sub(&Number::ONE),
            Number::Small(i64::MAX)
        );
        assert_eq!(Number::Small(i64::MIN).neg().neg(), Number::Small(i64::MIN));
        assert_eq!(Number::ratio(1, 0), None);
    }

    #[test]
    fn powers_respect_the_limit() {
        assert_eq!(q(2, 3).pow(-2, 100), Some(q(9, 4)));
        assert_eq!(Number::Small(2).pow(1_000_000_000, 1 << 20), None);
        assert_eq!(Number::ZERO.pow(-1, 100), None);
        assert_eq!(Number::Small(-1).pow(i64::MIN, 8), Some(Number::ONE));
    }

    #[test]
    fn rounding_goes_to_even() {
        for (p, d, want) in
            [(1, 2, 0), (3, 2, 2), (5, 2, 2), (-1, 2, 0), (-3, 2, -2), (7, 3, 2), (4, 1, 4)]
        {
            assert_eq!(q(p, d).round_half_even(), Number::Small(want), "{p}/{d}");
        }
    }
}
