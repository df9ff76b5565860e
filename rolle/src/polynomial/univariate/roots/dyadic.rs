//! Dyadic rationals c/2ᵏ and their order, without the gcds of general rationals.

use crate::error::Result;
use crate::number::{Integer, Natural, Rational};
use crate::polynomial::univariate::evaluate::shift;
use crate::polynomial::univariate::int_poly::{IntPoly, sign_of};
use std::cmp::Ordering;

/// The number c/2ᵏ; not reduced, so equality is by [`Dyadic::compare`].
#[derive(Clone, Debug)]
pub(super) struct Dyadic {
    pub(super) c: Integer,
    pub(super) k: i64,
}

/// A dyadic or any other rational.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    Dyadic(Dyadic),
    Rational(Rational),
}

impl Dyadic {
    pub(super) fn new(c: Integer, k: i64) -> Dyadic {
        Dyadic { c, k }
    }

    pub(super) fn compare(&self, other: &Dyadic) -> Ordering {
        let signs = sign_of(&self.c).cmp(&sign_of(&other.c));
        if signs != Ordering::Equal {
            return signs;
        }
        let k = self.k.max(other.k);
        shift(&self.c, k - self.k).cmp(&shift(&other.c, k - other.k))
    }

    pub(super) fn to_rational(&self) -> Rational {
        let twos = self.c.trailing_zeros().map_or(self.k.max(0), |t| self.k.min(t as i64));
        let (c, k) = (shift(&self.c, -twos), self.k - twos);
        if k <= 0 {
            Rational::from(shift(&c, -k))
        } else {
            Rational::from_parts(c, Natural::ONE << k as usize)
        }
    }

    fn compare_rational(&self, x: &Rational) -> Ordering {
        let (a, b) = (x.numerator(), Integer::from(x.denominator().clone()));
        let (left, right) = (&self.c * b, a);
        shift(&left, (-self.k).max(0)).cmp(&shift(right, self.k.max(0)))
    }
}

impl Bound {
    /// The sign of p here.
    pub(super) fn sign_of(&self, p: &IntPoly) -> Result<i32> {
        match self {
            Bound::Dyadic(x) => Ok(p.sign_at_dyadic(&x.c, x.k)),
            Bound::Rational(x) => p.sign_at(x),
        }
    }

    pub(super) fn compare(&self, other: &Bound) -> Ordering {
        match (self, other) {
            (Bound::Dyadic(a), Bound::Dyadic(b)) => a.compare(b),
            (Bound::Dyadic(a), Bound::Rational(x)) => a.compare_rational(x),
            (Bound::Rational(x), Bound::Dyadic(a)) => a.compare_rational(x).reverse(),
            (Bound::Rational(x), Bound::Rational(y)) => x.cmp(y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order() {
        let numbers = [
            (-3, -1),
            (-11, 1),
            (-1, 0),
            (-1, 5),
            (0, 7),
            (1, 30),
            (3, 2),
            (7, 3),
            (1, 0),
            (3, -4),
        ];
        for (i, &(a, k)) in numbers.iter().enumerate() {
            for (j, &(b, l)) in numbers.iter().enumerate() {
                let (x, y) = (Dyadic::new(Integer::from(a), k), Dyadic::new(Integer::from(b), l));
                let (r, s) = (Bound::Rational(x.to_rational()), Bound::Rational(y.to_rational()));
                let expected = i.cmp(&j);
                assert_eq!(x.compare(&y), expected);
                assert_eq!(r.compare(&s), expected);
                assert_eq!(Bound::Dyadic(x).compare(&s), expected);
                assert_eq!(r.compare(&Bound::Dyadic(y)), expected);
            }
        }
    }

    #[test]
    fn unreduced_forms() {
        let x = Dyadic::new(Integer::from(12), 3);
        assert_eq!(x.compare(&Dyadic::new(Integer::from(3), 1)), Ordering::Equal);
        assert_eq!(x.to_rational(), Rational::from_parts(Integer::from(3), Natural::from(2u8)));
        assert_eq!(Dyadic::new(Integer::ZERO, 9).to_rational(), Rational::ZERO);
        assert_eq!(Dyadic::new(Integer::from(5), -2).to_rational(), Rational::from(20));
    }
}
