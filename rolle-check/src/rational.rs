//! Exact fractions of big integers.

use dashu_int::ops::Gcd;
use dashu_int::{IBig, Sign, UBig};
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact fraction in lowest terms with a positive denominator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rational {
    numerator: IBig,
    denominator: UBig,
}

impl Rational {
    /// n/d in lowest terms; `None` for d = 0.
    pub fn new(numerator: IBig, denominator: IBig) -> Option<Rational> {
        let (sign, denominator) = denominator.into_parts();
        if denominator.is_zero() {
            return None;
        }
        let numerator = if sign == Sign::Negative { -numerator } else { numerator };
        if denominator.is_one() {
            return Some(Rational { numerator, denominator });
        }
        let common = (&numerator).gcd(&denominator);
        if common.is_one() {
            return Some(Rational { numerator, denominator });
        }
        let numerator = numerator / IBig::from(common.clone());
        Some(Rational { numerator, denominator: denominator / common })
    }

    /// n/d for a d that is written down and not zero.
    ///
    /// # Panics
    /// For d = 0.
    pub fn ratio(n: i64, d: i64) -> Rational {
        Rational::new(n.into(), d.into()).expect("a denominator that is not zero")
    }

    /// The integer n.
    pub fn integer(n: impl Into<IBig>) -> Rational {
        Rational { numerator: n.into(), denominator: UBig::ONE }
    }

    /// Zero.
    pub fn zero() -> Rational {
        Rational::integer(0)
    }

    /// One.
    pub fn one() -> Rational {
        Rational::integer(1)
    }

    /// The numerator, which carries the sign.
    pub fn numerator(&self) -> &IBig {
        &self.numerator
    }

    /// The denominator, which is positive.
    pub fn denominator(&self) -> &UBig {
        &self.denominator
    }

    /// −1, 0 or 1 as an order against zero.
    pub fn sign(&self) -> Ordering {
        self.numerator.cmp(&IBig::ZERO)
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        self.denominator.is_one()
    }

    /// 1/a; `None` for zero.
    pub fn reciprocal(&self) -> Option<Rational> {
        Rational::new(IBig::from(self.denominator.clone()), self.numerator.clone())
    }

    /// |a|.
    pub fn abs(&self) -> Rational {
        if self.sign().is_lt() { -self } else { self.clone() }
    }
}

impl Add for &Rational {
    type Output = Rational;

    fn add(self, other: &Rational) -> Rational {
        if self.is_integer() && other.is_integer() {
            return Rational::integer(&self.numerator + &other.numerator);
        }
        let (a, b) = (IBig::from(self.denominator.clone()), IBig::from(other.denominator.clone()));
        let numerator = &self.numerator * &b + &other.numerator * &a;
        Rational::new(numerator, a * b).expect("a product of positive denominators")
    }
}

impl Sub for &Rational {
    type Output = Rational;

    fn sub(self, other: &Rational) -> Rational {
        self + &-other
    }
}

impl Mul for &Rational {
    type Output = Rational;

    fn mul(self, other: &Rational) -> Rational {
        if self.is_integer() && other.is_integer() {
            return Rational::integer(&self.numerator * &other.numerator);
        }
        let numerator = &self.numerator * &other.numerator;
        let denominator = IBig::from(&self.denominator * &other.denominator);
        Rational::new(numerator, denominator).expect("a product of positive denominators")
    }
}

impl Neg for &Rational {
    type Output = Rational;

    fn neg(self) -> Rational {
        Rational { numerator: -&self.numerator, denominator: self.denominator.clone() }
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Rational) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let left = &self.numerator * IBig::from(other.denominator.clone());
        left.cmp(&(&other.numerator * IBig::from(self.denominator.clone())))
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_integer() {
            true => write!(out, "{}", self.numerator),
            false => write!(out, "{}/{}", self.numerator, self.denominator),
        }
    }
}

/// The longest number that is read, in characters.
const MAX_DIGITS: usize = 2_000;

impl std::str::FromStr for Rational {
    type Err = String;

    /// `n` or `n/d` in decimal digits, as [`fmt::Display`] writes it, in lowest terms.
    fn from_str(text: &str) -> Result<Rational, String> {
        let wrong = || {
            let start: String = text.chars().take(40).collect();
            format!("`{start}` is not a fraction in lowest terms")
        };
        if text.len() > MAX_DIGITS {
            return Err(format!("a number of more than {MAX_DIGITS} characters"));
        }
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let digits = |text: &str| IBig::from_str_radix(text, 10).map_err(|_| wrong());
        let value = Rational::new(digits(numerator)?, digits(denominator)?).ok_or_else(wrong)?;
        // One number has one spelling.
        if value.to_string() == text { Ok(value) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Rational;

    fn parse(text: &str) -> Rational {
        text.parse().unwrap()
    }

    #[test]
    fn arithmetic_is_exact() {
        let (a, b) = (parse("1/6"), parse("-3/10"));
        assert_eq!((&a + &b).to_string(), "-2/15");
        assert_eq!((&a - &b).to_string(), "7/15");
        assert_eq!((&a * &b).to_string(), "-1/20");
        assert_eq!(b.reciprocal().unwrap().to_string(), "-10/3");
        assert_eq!(Rational::zero().reciprocal(), None);
        assert!(b < a && b.abs() > a);
    }

    #[test]
    fn one_number_has_one_spelling() {
        for text in ["", "a", "2/4", "1/-2", "1/0", "+1", "01", "-0", "1/1", "1/2/3", "1_0", " 1"] {
            assert!(text.parse::<Rational>().is_err(), "{text}");
        }
    }
}
