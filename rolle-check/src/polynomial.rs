//! Rational functions exactly: how many zeros they have on an interval, by Descartes' rule of signs.
//!
//! The number of positive zeros of a polynomial, counted with multiplicity, is the number of sign changes in its
//! coefficients less an even number: none for no change, exactly one, which is simple, for one. Zeros in an interval
//! become positive ones under x = (a + b·t)/(1 + t), x = a + t or x = b − t. Source: Collins and Akritas, Polynomial
//! real root isolation using Descartes' rule of signs (SYMSAC 1976).

use crate::formula::{Formula, Node, Signs, branch};
use crate::rational::Rational;
use dashu_int::{IBig, UBig};
use std::cmp::Ordering;

/// The highest degree of a numerator or denominator.
pub(crate) const MAX_DEGREE: usize = 300;

/// The longest coefficient, in bits.
const MAX_COEFFICIENT: usize = 1 << 13;

/// A polynomial with integer coefficients, from the constant up; the last is not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Polynomial(Vec<IBig>);

impl Polynomial {
    fn new(mut coefficients: Vec<IBig>) -> Option<Polynomial> {
        use dashu_int::ops::BitTest;
        while coefficients.last().is_some_and(IBig::is_zero) {
            coefficients.pop();
        }
        let fits = coefficients.len() <= MAX_DEGREE + 1
            && coefficients.iter().all(|c| c.bit_len() <= MAX_COEFFICIENT);
        fits.then_some(Polynomial(coefficients))
    }

    fn constant(value: IBig) -> Polynomial {
        Polynomial(if value.is_zero() { Vec::new() } else { vec![value] })
    }

    fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    fn is_constant(&self) -> bool {
        self.0.len() <= 1
    }

    fn degree(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    fn add(&self, other: &Polynomial) -> Option<Polynomial> {
        let zero = IBig::ZERO;
        let count = self.0.len().max(other.0.len());
        let at = |p: &Polynomial, i: usize| p.0.get(i).unwrap_or(&zero).clone();
        Polynomial::new((0..count).map(|i| at(self, i) + at(other, i)).collect())
    }

    fn mul(&self, other: &Polynomial) -> Option<Polynomial> {
        if self.is_zero() || other.is_zero() {
            return Some(Polynomial(Vec::new()));
        }
        (self.degree() + other.degree() <= MAX_DEGREE).then_some(())?;
        let mut product = vec![IBig::ZERO; self.degree() + other.degree() + 1];
        for (i, a) in self.0.iter().enumerate() {
            for (j, b) in other.0.iter().enumerate() {
                product[i + j] += a * b;
            }
        }
        Polynomial::new(product)
    }

    fn scale(&self, factor: i64) -> Option<Polynomial> {
        Polynomial::new(self.0.iter().map(|c| c * IBig::from(factor)).collect())
    }

    fn derivative(&self) -> Polynomial {
        Polynomial((1..self.0.len()).map(|i| &self.0[i] * IBig::from(i)).collect())
    }

    /// dⁿ·p(a/d), which has the sign of p(a/d).
    fn sign_at(&self, at: &Rational) -> Ordering {
        let (mut value, mut power) = (IBig::ZERO, IBig::ONE);
        for c in self.0.iter().rev() {
            value = value * at.numerator() + c * &power;
            power *= IBig::from(at.denominator().clone());
        }
        value.cmp(&IBig::ZERO)
    }

    /// dⁿ·p((a + x)/d) for the number a/d: its zeros are d times as far from a/d.
    fn shifted(&self, by: &Rational) -> Polynomial {
        let denominator = IBig::from(by.denominator().clone());
        let mut shifted = self.0.clone();
        let mut power = IBig::ONE;
        for c in shifted.iter_mut().rev() {
            *c *= &power;
            power *= &denominator;
        }
        taylor_shift(&mut shifted, by.numerator());
        Polynomial(shifted)
    }

    /// p(−x).
    fn mirrored(&self) -> Polynomial {
        let sign = |i: usize, c: &IBig| if i.is_multiple_of(2) { c.clone() } else { -c };
        Polynomial(self.0.iter().enumerate().map(|(i, c)| sign(i, c)).collect())
    }

    /// A polynomial whose positive zeros are those of this one in an open interval.
    fn on(&self, [from, to]: [Option<&Rational>; 2]) -> Option<Polynomial> {
        Some(match (from, to) {
            (None, None) => return None,
            (Some(a), None) => self.shifted(a),
            (None, Some(b)) => self.mirrored().shifted(&-b),
            (Some(a), Some(b)) => {
                // x = a + w·u with u in (0, 1), then u = 1/(1 + t).
                let width = b - a;
                let mut scaled = self.shifted(a).0;
                // The shift has stretched lengths by the denominator of a.
                let stretch = Rational::integer(IBig::from(a.denominator().clone()));
                let width = &width * &stretch;
                let (n, d) = (width.numerator(), IBig::from(width.denominator().clone()));
                let mut power = IBig::ONE;
                for c in &mut scaled {
                    *c *= &power;
                    power *= n;
                }
                let mut power = IBig::ONE;
                for c in scaled.iter_mut().rev() {
                    *c *= &power;
                    power *= &d;
                }
                scaled.reverse();
                taylor_shift(&mut scaled, &IBig::ONE);
                Polynomial(scaled)
            }
        })
    }

    /// The number of zeros in an open interval, where the rule of signs tells it.
    fn zeros_on(&self, ends: [Option<&Rational>; 2]) -> Option<usize> {
        if self.is_constant() {
            return (!self.is_zero()).then_some(0);
        }
        let signs = self.on(ends)?.0.into_iter().map(|c| c.cmp(&IBig::ZERO));
        let signs: Vec<Ordering> = signs.filter(|sign| sign.is_ne()).collect();
        let changes = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
        (changes <= 1).then_some(changes)
    }
}

/// p(x + a) in place of p(x), by Horner's scheme.
fn taylor_shift(coefficients: &mut [IBig], a: &IBig) {
    let count = coefficients.len();
    for i in 0..count {
        for j in (i..count.saturating_sub(1)).rev() {
            let above = &coefficients[j + 1] * a;
            coefficients[j] += above;
        }
    }
}

/// A quotient of polynomials, and all that was ever divided by on the way.
#[derive(Clone, Debug)]
pub(crate) struct RationalFunction {
    numerator: Polynomial,
    denominator: Polynomial,
    divisors: Vec<Polynomial>,
}

impl RationalFunction {
    fn polynomial(numerator: Polynomial) -> RationalFunction {
        let denominator = Polynomial::constant(IBig::ONE);
        RationalFunction { numerator, denominator, divisors: Vec::new() }
    }

    fn number(value: &Rational) -> RationalFunction {
        RationalFunction {
            numerator: Polynomial::constant(value.numerator().clone()),
            denominator: Polynomial::constant(value.denominator().clone().into()),
            divisors: Vec::new(),
        }
    }

    fn with_divisors_of(mut self, others: &[&RationalFunction]) -> RationalFunction {
        for divisor in others.iter().flat_map(|other| &other.divisors) {
            if !self.divisors.contains(divisor) {
                self.divisors.push(divisor.clone());
            }
        }
        self
    }

    fn add(&self, other: &RationalFunction) -> Option<RationalFunction> {
        let (numerator, denominator) = if self.denominator == other.denominator {
            (self.numerator.add(&other.numerator)?, self.denominator.clone())
        } else {
            let left = self.numerator.mul(&other.denominator)?;
            let right = other.numerator.mul(&self.denominator)?;
            (left.add(&right)?, self.denominator.mul(&other.denominator)?)
        };
        let sum = RationalFunction { numerator, denominator, divisors: Vec::new() };
        Some(sum.with_divisors_of(&[self, other]))
    }

    fn mul(&self, other: &RationalFunction) -> Option<RationalFunction> {
        let product = RationalFunction {
            numerator: self.numerator.mul(&other.numerator)?,
            denominator: self.denominator.mul(&other.denominator)?,
            divisors: Vec::new(),
        };
        Some(product.with_divisors_of(&[self, other]))
    }

    fn power(&self, exponent: &Rational) -> Option<RationalFunction> {
        exponent.is_integer().then_some(())?;
        let times =
            usize::try_from(&UBig::try_from(exponent.abs().numerator().clone()).ok()?).ok()?;
        (times <= MAX_DEGREE).then_some(())?;
        let mut base = self.clone();
        if exponent.sign().is_lt() {
            (!base.numerator.is_zero()).then_some(())?;
            std::mem::swap(&mut base.numerator, &mut base.denominator);
            base.divisors.push(base.denominator.clone());
        }
        let one = RationalFunction::polynomial(Polynomial::constant(IBig::ONE));
        (0..times).try_fold(one.with_divisors_of(&[&base]), |product, _| product.mul(&base))
    }

    /// The derivative: (n′d − n·d′)/d².
    fn derivative(&self) -> Option<RationalFunction> {
        if self.denominator.is_constant() {
            let numerator = self.numerator.derivative();
            return Some(RationalFunction { numerator, ..self.clone() });
        }
        let left = self.numerator.derivative().mul(&self.denominator)?;
        let right = self.numerator.mul(&self.denominator.derivative())?;
        Some(RationalFunction {
            numerator: left.add(&right.scale(-1)?)?,
            denominator: self.denominator.mul(&self.denominator)?,
            divisors: self.divisors.clone(),
        })
    }

    /// The derivative of an order of a node as a rational function, where it is one.
    pub(crate) fn of(
        formula: &Formula,
        root: usize,
        order: u32,
        signs: &Signs,
    ) -> Option<RationalFunction> {
        let needed = formula.needed(root, signs)?;
        let mut values: Vec<Option<RationalFunction>> = vec![None; root + 1];
        for i in (0..=root).filter(|&i| needed[i]) {
            let value = |arg: usize| values[arg].as_ref().expect("arguments come before");
            values[i] = Some(match &formula.nodes()[i] {
                Node::Variable => {
                    RationalFunction::polynomial(Polynomial(vec![IBig::ZERO, IBig::ONE]))
                }
                Node::Number(number) => RationalFunction::number(number),
                Node::Add(args) => {
                    let (&first, rest) = args.split_first()?;
                    rest.iter().try_fold(value(first).clone(), |sum, &arg| sum.add(value(arg)))?
                }
                Node::Mul(args) => {
                    let (&first, rest) = args.split_first()?;
                    rest.iter().try_fold(value(first).clone(), |all, &arg| all.mul(value(arg)))?
                }
                Node::Power(base, exponent) => value(*base).power(exponent)?,
                Node::Select { guard, branches } => {
                    value(branches[branch(signs.get(*guard)?)]).clone()
                }
                Node::Pi | Node::Undefined | Node::Apply(..) => return None,
            });
        }
        (0..order).try_fold(values.pop()??, |f, _| f.derivative())
    }

    /// Whether the function has exactly so many zeros on an open interval, none of them multiple, has values on all
    /// of it, and has the given sign near its left end. The ends are looked at where they belong to the inside.
    pub(crate) fn has_zeros(
        &self,
        ends: [Option<&Rational>; 2],
        is_inside: [bool; 2],
        zeros: usize,
        sign: Ordering,
    ) -> bool {
        let divisors = || self.divisors.iter().chain([&self.denominator]);
        let has_values = divisors().all(|divisor| {
            let at_end = ends
                .iter()
                .zip(is_inside)
                .all(|(end, inside)| !inside || end.is_none_or(|end| divisor.sign_at(end).is_ne()));
            at_end && divisor.zeros_on(ends) == Some(0)
        });
        if self.numerator.is_zero() {
            return has_values && zeros == 0 && sign.is_eq();
        }
        has_values
            && self.numerator.zeros_on(ends) == Some(zeros)
            && self.sign_beside_left(ends) == Some(sign)
    }

    /// The sign of the function right of the left end of an interval: that of the first coefficients there.
    fn sign_beside_left(&self, ends: [Option<&Rational>; 2]) -> Option<Ordering> {
        let sign = |p: &Polynomial| {
            let first = match ends {
                [Some(a), _] => p.shifted(a).0.into_iter().find(|c| !c.is_zero())?,
                [None, _] => p.mirrored().0.pop()?,
            };
            Some(first.cmp(&IBig::ZERO))
        };
        let (above, below) = (sign(&self.numerator)?, sign(&self.denominator)?);
        Some(if below.is_gt() { above } else { above.reverse() })
    }

    /// Whether the numerator vanishes at a number.
    pub(crate) fn vanishes_at(&self, at: &Rational) -> bool {
        self.numerator.sign_at(at).is_eq()
    }
}

#[cfg(test)]
mod tests {
    use super::{Polynomial, RationalFunction};
    use crate::rational::Rational;
    use std::cmp::Ordering;

    fn polynomial(coefficients: &[i64]) -> Polynomial {
        Polynomial::new(coefficients.iter().map(|&c| c.into()).collect()).unwrap()
    }

    fn number(text: &str) -> Rational {
        text.parse().unwrap()
    }

    #[test]
    fn zeros_are_counted() {
        let check = |coefficients: &[i64], from: &str, to: &str, expected: Option<usize>| {
            let end = |text: &str| (!text.is_empty()).then(|| number(text));
            let (from, to) = (end(from), end(to));
            let found = polynomial(coefficients).zeros_on([from.as_ref(), to.as_ref()]);
            assert_eq!(found, expected, "{coefficients:?} on ({from:?}, {to:?})");
        };
        // x² − 2
        check(&[-2, 0, 1], "1", "2", Some(1));
        check(&[-2, 0, 1], "7/5", "3/2", Some(1));
        check(&[-2, 0, 1], "3/2", "", Some(0));
        check(&[-2, 0, 1], "", "-3/2", Some(0));
        check(&[-2, 0, 1], "", "-1", Some(1));
        check(&[-2, 0, 1], "-2", "2", None);
        check(&[-2, 0, 1], "", "", None);
        // The ends do not belong to the interval.
        check(&[-1, 0, 1], "-1", "1", Some(0));
        check(&[0, 0, 0, 1], "0", "", Some(0));
        // (x − 1)²
        check(&[1, -2, 1], "0", "2", None);
        check(&[5], "0", "2", Some(0));
        check(&[], "0", "2", None);
    }

    #[test]
    fn signs_beside_the_left_end() {
        let f = RationalFunction::polynomial(polynomial(&[0, 0, -1, 0, 1]));
        let sign = |from: Option<&Rational>| f.sign_beside_left([from, None]).unwrap();
        assert_eq!(sign(None), Ordering::Greater);
        assert_eq!(sign(Some(&number("-1"))), Ordering::Less);
        assert_eq!(sign(Some(&number("0"))), Ordering::Less);
        assert_eq!(sign(Some(&number("1"))), Ordering::Greater);
    }
}
