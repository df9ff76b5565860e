//! Monomials: exp(c₁·g₁ + c₂·g₂ + …), where each germ g is one of …, log log t, log t, tᵖ, e^(qt).
//!
//! So 1, tᵃ, (log t)ᵇ, e^(ct), e^(ct²) and exp(−eᵗ) are monomials. The germs of a monomial are all different and stand
//! in falling order of growth; their constants are exact and not zero. The first constant in which two monomials
//! differ therefore decides which grows faster.

use crate::exact::Surd;
use crate::rational::Rational;
use std::cmp::Ordering;

/// A function that grows without bound.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Germ {
    /// The k-fold logarithm of t, k ≥ 1.
    Log(u32),
    /// tᵖ for p > 0.
    Power(Rational),
    /// e^(qt) for q > 0.
    Exp(Surd),
}

impl Germ {
    /// The order of growth.
    fn compare(&self, other: &Germ) -> Option<Ordering> {
        match (self, other) {
            (Germ::Log(j), Germ::Log(k)) => Some(k.cmp(j)),
            (Germ::Power(p), Germ::Power(q)) => Some(p.cmp(q)),
            (Germ::Exp(p), Germ::Exp(q)) => p.compare(q),
            _ => Some(self.kind().cmp(&other.kind())),
        }
    }

    fn kind(&self) -> u8 {
        match self {
            Germ::Log(_) => 0,
            Germ::Power(_) => 1,
            Germ::Exp(_) => 2,
        }
    }

    /// The germ as a monomial: tᵖ = exp(p·log t), e^(qt) = exp(q·t¹) and log_k t = exp(log_(k+1) t). The last holds
    /// where log_k t > 0.
    pub(crate) fn to_monomial(&self) -> Option<Monomial> {
        Some(match self {
            Germ::Log(k) => Monomial::exp(&Surd::one(), Germ::Log(k + 1)),
            Germ::Power(p) => Monomial::exp(&Surd::rational(p)?, Germ::Log(1)),
            Germ::Exp(q) => Monomial::exp(q, Germ::Power(Rational::one())),
        })
    }
}

/// A product of powers of functions of t that are positive and monotone at infinity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Monomial {
    /// The logarithm of the monomial.
    exponent: Vec<(Surd, Germ)>,
}

impl Monomial {
    /// The monomial 1.
    pub fn one() -> Monomial {
        Monomial { exponent: Vec::new() }
    }

    /// exp(c·g).
    pub(crate) fn exp(c: &Surd, germ: Germ) -> Monomial {
        if c.is_zero() { Monomial::one() } else { Monomial { exponent: vec![(c.clone(), germ)] } }
    }

    /// The variable t.
    pub fn variable() -> Monomial {
        Monomial::exp(&Surd::one(), Germ::Log(1))
    }

    /// The terms of the logarithm.
    pub(crate) fn exponent(&self) -> &[(Surd, Germ)] {
        &self.exponent
    }

    /// Greater for a monomial that grows without bound, equal for 1, less for one that tends to zero.
    pub fn direction(&self) -> Ordering {
        self.exponent.first().map_or(Ordering::Equal, |(c, _)| c.sign())
    }

    /// Whether it tends to zero.
    pub fn vanishes(&self) -> bool {
        self.direction().is_lt()
    }

    /// The order of growth; `None` where two constants cannot be compared.
    pub fn compare(&self, other: &Monomial) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        let (mut left, mut right) = (self.exponent.iter(), other.exponent.iter());
        loop {
            let ((c, g), (d, h)) = match (left.next(), right.next()) {
                (Some(first), Some(second)) => (first, second),
                (Some((c, _)), None) => return Some(c.sign()),
                (None, Some((d, _))) => return Some(d.sign().reverse()),
                (None, None) => return Some(Ordering::Equal),
            };
            match g.compare(h)? {
                Ordering::Greater => return Some(c.sign()),
                Ordering::Less => return Some(d.sign().reverse()),
                Ordering::Equal if c != d => return c.compare(d),
                Ordering::Equal => {}
            }
        }
    }

    /// The product; `None` where the sum of two constants has no exact form.
    pub fn mul(&self, other: &Monomial) -> Option<Monomial> {
        let (a, b) = (&self.exponent, &other.exponent);
        let mut exponent = Vec::with_capacity(a.len() + b.len());
        let (mut i, mut j) = (0, 0);
        while let (Some((c, g)), Some((d, h))) = (a.get(i), b.get(j)) {
            let order = g.compare(h)?;
            match order {
                Ordering::Greater => exponent.push((c.clone(), g.clone())),
                Ordering::Less => exponent.push((d.clone(), h.clone())),
                Ordering::Equal => {
                    let sum = c.add(d)?;
                    if !sum.is_zero() {
                        exponent.push((sum, g.clone()));
                    }
                }
            }
            i += usize::from(order.is_ge());
            j += usize::from(order.is_le());
        }
        exponent.extend_from_slice(&a[i..]);
        exponent.extend_from_slice(&b[j..]);
        Some(Monomial { exponent })
    }

    /// The power with a constant exponent; `None` where it is too long.
    pub fn power(&self, exponent: &Surd) -> Option<Monomial> {
        if exponent.is_zero() {
            return Some(Monomial::one());
        }
        let scaled = |(c, germ): &(Surd, Germ)| Some((c.mul(exponent)?, germ.clone()));
        Some(Monomial { exponent: self.exponent.iter().map(scaled).collect::<Option<_>>()? })
    }

    /// 1/M.
    pub fn reciprocal(&self) -> Monomial {
        let negated = |(c, germ): &(Surd, Germ)| (c.neg(), germ.clone());
        Monomial { exponent: self.exponent.iter().map(negated).collect() }
    }

    /// The monomial as a germ, if it is one.
    pub(crate) fn as_germ(&self) -> Option<Germ> {
        let [(c, germ)] = &self.exponent[..] else { return None };
        match germ {
            Germ::Log(1) if c.sign().is_gt() => Some(Germ::Power(c.as_rational()?.clone())),
            Germ::Log(k) if *c == Surd::one() => Some(Germ::Log(k - 1)),
            Germ::Power(p) if *p == Rational::one() && c.sign().is_gt() => {
                Some(Germ::Exp(c.clone()))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Germ, Monomial};
    use crate::exact::Surd;
    use crate::rational::Rational;
    use std::cmp::Ordering;

    fn exact(text: &str) -> Surd {
        Surd::rational(&text.parse().unwrap()).unwrap()
    }

    fn exp(c: &str, germ: Germ) -> Monomial {
        Monomial::exp(&exact(c), germ)
    }

    fn power(p: &str) -> Germ {
        Germ::Power(p.parse().unwrap())
    }

    /// Monomials from the slowest to the fastest.
    fn ladder() -> Vec<Monomial> {
        let t = |a: &str| exp(a, Germ::Log(1));
        let e = |c: &str| exp(c, power("1"));
        vec![
            exp("-1", Germ::Exp(exact("2"))),
            exp("-1", Germ::Exp(exact("1"))),
            exp("-1", power("2")),
            exp("-1", power("2")).mul(&e("5")).unwrap(),
            e("-1"),
            e("-1").mul(&t("7")).unwrap(),
            t("-2"),
            t("-1"),
            t("-1").mul(&exp("1", Germ::Log(2))).unwrap(),
            exp("-1", Germ::Log(2)),
            Monomial::one(),
            exp("1", Germ::Log(3)),
            exp("1/2", Germ::Log(2)),
            t("2/3"),
            t("1"),
            exp("1", power("1/2")),
            e("1").mul(&t("-9")).unwrap(),
            e("1"),
            exp("1", Germ::Exp(exact("1"))),
        ]
    }

    #[test]
    fn growth_is_a_total_order() {
        let ladder = ladder();
        for (i, a) in ladder.iter().enumerate() {
            for (j, b) in ladder.iter().enumerate() {
                assert_eq!(a.compare(b), Some(i.cmp(&j)), "{a:?} {b:?}");
                let quotient = a.mul(&b.reciprocal()).unwrap();
                assert_eq!(quotient.direction(), i.cmp(&j), "{a:?} {b:?}");
                assert_eq!(quotient.mul(b).unwrap(), *a);
            }
        }
    }

    #[test]
    fn germs_and_monomials_are_two_views_of_one_function() {
        for germ in [Germ::Log(1), Germ::Log(2), power("1"), power("5/2"), Germ::Exp(exact("3"))] {
            assert_eq!(germ.to_monomial().unwrap().as_germ(), Some(germ));
        }
        assert_eq!(exp("2", power("2")).as_germ(), None);
        assert_eq!(exp("2", Germ::Log(2)).as_germ(), None);
        assert_eq!(exp("-1", Germ::Log(1)).as_germ(), None);
    }

    #[test]
    fn powers() {
        let m = exp("1", power("2")).mul(&Monomial::variable()).unwrap();
        let root = m.power(&exact("1/2")).unwrap();
        assert_eq!(root.mul(&root).unwrap(), m);
        assert_eq!(m.power(&Surd::zero()).unwrap().direction(), Ordering::Equal);
        let irrational = m.power(&exact("2").power(&Rational::ratio(1, 2)).unwrap());
        assert_eq!(irrational.unwrap().mul(&m), None);
    }
}
