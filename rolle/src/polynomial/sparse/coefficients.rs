//! Coefficient vectors: machine words where all fit, integers of any size otherwise.

use std::borrow::Cow;

use dashu_base::{BitTest, Gcd, UnsignedAbs};

use crate::number::{Integer, Natural};

/// The coefficients of a polynomial. Canonical: `Big` only if some coefficient does not fit `i64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coefficients {
    Small(Vec<i64>),
    Big(Vec<Integer>),
}

use Coefficients::{Big, Small};

impl Coefficients {
    pub(super) fn new() -> Coefficients {
        Small(Vec::new())
    }

    pub(super) fn with_capacity(n: usize) -> Coefficients {
        Small(Vec::with_capacity(n))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Small(v) => v.len(),
            Big(v) => v.len(),
        }
    }

    pub(super) fn get(&self, i: usize) -> Integer {
        match self {
            Small(v) => v[i].into(),
            Big(v) => v[i].clone(),
        }
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = Integer> + ExactSizeIterator + '_ {
        (0..self.len()).map(|i| self.get(i))
    }

    pub(super) fn push_i64(&mut self, c: i64) {
        match self {
            Small(v) => v.push(c),
            Big(v) => v.push(c.into()),
        }
    }

    pub(super) fn push_i128(&mut self, c: i128) {
        match i64::try_from(c) {
            Ok(c) => self.push_i64(c),
            Err(_) => self.push_big(c.into()),
        }
    }

    pub(super) fn push(&mut self, c: Integer) {
        match i64::try_from(&c) {
            Ok(c) => self.push_i64(c),
            Err(_) => self.push_big(c),
        }
    }

    fn push_big(&mut self, c: Integer) {
        if let Small(v) = self {
            let mut big: Vec<Integer> = Vec::with_capacity(v.capacity());
            big.extend(v.iter().map(|&c| Integer::from(c)));
            *self = Big(big);
        }
        if let Big(v) = self {
            v.push(c);
        }
    }

    /// Restores the canonical form after coefficients were dropped or divided.
    pub(super) fn normalize(self) -> Coefficients {
        match self {
            Big(v) => match v.iter().map(|c| i64::try_from(c).ok()).collect::<Option<Vec<i64>>>() {
                Some(small) => Small(small),
                None => Big(v),
            },
            small => small,
        }
    }

    pub(super) fn from_vec(v: Vec<Integer>) -> Coefficients {
        Big(v).normalize()
    }

    /// All coefficients as integers.
    pub(super) fn to_big(&self) -> Cow<'_, [Integer]> {
        match self {
            Small(v) => Cow::Owned(v.iter().map(|&c| c.into()).collect()),
            Big(v) => Cow::Borrowed(v),
        }
    }

    /// Applies a map that keeps nonzero coefficients nonzero: `small` where it does not overflow.
    pub(super) fn map(
        &self,
        small: impl Fn(i64) -> Option<i64>,
        big: impl Fn(&Integer) -> Integer,
    ) -> Coefficients {
        match self {
            Small(v) => match v.iter().map(|&c| small(c)).collect::<Option<Vec<i64>>>() {
                Some(out) => Small(out),
                None => Coefficients::from_vec(v.iter().map(|&c| big(&c.into())).collect()),
            },
            Big(v) => Coefficients::from_vec(v.iter().map(big).collect()),
        }
    }

    /// The bit length of the largest magnitude, 0 if there are none.
    pub(super) fn bits(&self) -> u64 {
        match self {
            Small(v) => {
                let all = v.iter().fold(0u64, |m, c| m | c.unsigned_abs());
                u64::from(64 - all.leading_zeros())
            }
            Big(v) => v.iter().map(|c| c.bit_len() as u64).max().unwrap_or(0),
        }
    }

    /// The greatest common divisor of all coefficients, 0 if there are none.
    pub(super) fn content(&self) -> Natural {
        match self {
            Small(v) => {
                let mut g = 0u64;
                for c in v {
                    g = gcd_u64(g, c.unsigned_abs());
                    if g == 1 {
                        break;
                    }
                }
                g.into()
            }
            Big(v) => {
                let mut g = Natural::ZERO;
                for c in v {
                    g = gcd_or_zero(&g, &c.unsigned_abs());
                    if g.is_one() {
                        break;
                    }
                }
                g
            }
        }
    }
}

/// The greatest common divisor, 0 of two zeros.
pub(super) fn gcd_or_zero(a: &Natural, b: &Natural) -> Natural {
    if a.is_zero() {
        b.clone()
    } else if b.is_zero() {
        a.clone()
    } else {
        a.gcd(b)
    }
}

fn gcd_u64(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_and_narrows() {
        let mut c = Coefficients::new();
        c.push_i64(3);
        assert!(matches!(c, Small(_)));
        c.push_i128(i128::from(i64::MIN));
        assert!(matches!(c, Small(_)));
        c.push_i128(1 << 64);
        c.push_i64(-1);
        assert!(matches!(c, Big(_)));
        assert_eq!(c.bits(), 65);
        let halves = c.map(|_| None, |v| if v.bit_len() > 60 { Integer::from(6) } else { v * 3 });
        assert_eq!(halves, Small(vec![9, 6, 6, -3]));
        assert_eq!(halves.content(), Natural::from(3u8));
    }
}
