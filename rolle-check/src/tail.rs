//! The operations on models: every result holds on the whole tail.
//!
//! A function of c + δ, where δ tends to zero, is its Taylor polynomial at c with Lagrange's remainder over the range
//! of δ on the whole tail. A function of what grows is brought to exponentials, logarithms and powers first.

use crate::arithmetic::{Arithmetic, Function};
use crate::bound;
use crate::coefficient::Coefficient;
use crate::exact::{Exact, Surd};
use crate::interval::Interval;
use crate::jet;
use crate::model::{Model, Rest, Tail, Term};
use crate::monomial::{Germ, Monomial};
use crate::rational::Rational;
use dashu_int::UBig;
use dashu_int::ops::BitTest;
use std::cmp::Ordering;

/// Powers up to this one are products.
const MAX_PRODUCTS: i64 = 16;

/// A function with a Taylor series.
enum Outer<'a> {
    Apply(Function),
    Power(&'a Rational),
}

impl Outer<'_> {
    fn taylor<A: Arithmetic>(&self, a: &A, at: &A::Number, order: usize) -> Option<Vec<A::Number>> {
        match self {
            Outer::Apply(function) => jet::taylor(a, *function, at, order),
            Outer::Power(exponent) => jet::taylor_of_power(a, exponent, at, order),
        }
    }
}

/// u = c·M·(1 + δ), with c ≠ 0 and δ → 0.
struct Leading {
    sign: Ordering,
    /// |c|.
    size: Coefficient,
    monomial: Monomial,
    delta: Model,
}

impl Tail {
    /// u·c·M.
    fn scale(&self, u: &Model, c: &Coefficient, monomial: &Monomial) -> Option<Model> {
        self.mul(u, &Model::term(c.clone(), monomial.clone()))
    }

    fn integer(&self, n: i64) -> Model {
        Model::constant(Coefficient::rational(&Rational::integer(n), self.bits))
    }

    fn times(&self, u: &Model, n: i64) -> Option<Model> {
        self.mul(u, &self.integer(n))
    }

    fn plus(&self, u: &Model, n: i64) -> Option<Model> {
        self.add(u, &self.integer(n))
    }

    fn inverse(&self, u: &Model) -> Option<Model> {
        self.power(u, &Rational::integer(-1))
    }

    /// The factors of u, where the sign of its first term is certain.
    fn leading(&self, u: &Model) -> Option<Leading> {
        let first = u.terms.first()?;
        let sign = first.coefficient.sign()?;
        let size = match sign {
            Ordering::Less => first.coefficient.neg(),
            Ordering::Equal => return None,
            Ordering::Greater => first.coefficient.clone(),
        };
        let inverse = size.power(&Rational::integer(-1), self.bits)?;
        let inverse = if sign.is_lt() { inverse.neg() } else { inverse };
        let rest = Model { terms: u.terms[1..].to_vec(), rest: u.rest.clone() };
        let delta = self.scale(&rest, &inverse, &first.monomial.reciprocal())?;
        Some(Leading { sign, size, monomial: first.monomial.clone(), delta })
    }

    /// f(c + δ) for δ → 0.
    fn expand(&self, f: Outer, c: &Coefficient, delta: &Model) -> Option<Model> {
        if delta.top().is_some_and(|top| !top.vanishes()) {
            return None;
        }
        let (a, at) = (self.enclosing(), c.enclosure(self.bits)?);
        let order = if delta.is_zero() { 0 } else { self.terms - 1 };
        let exact = match c {
            Coefficient::Exact(c) => f.taylor(&Exact, c, order),
            Coefficient::Enclosed(_) => None,
        };
        let series: Vec<Coefficient> = match exact {
            Some(series) => series.into_iter().map(Coefficient::Exact).collect(),
            None => {
                let series = f.taylor(&a, &at, order)?.into_iter();
                series.map(Coefficient::Enclosed).collect()
            }
        };
        let constant = Model::constant(series[0].clone());
        if delta.is_zero() {
            return self.finite(constant);
        }
        let range = self.enclosure(delta)?.hull(&Interval::integer(0));
        let last = f.taylor(&a, &a.add(&at, &range)?, self.terms)?;
        let (mut terms, mut rests) = (constant.terms, Vec::new());
        let mut power = delta.clone();
        for j in 1.. {
            if j == self.terms || power.terms.is_empty() {
                // Lagrange: fⱼ(ξ)·δʲ for some ξ between c and c + δ.
                let monomial = power.top()?.clone();
                let factor = last[j].mul(&self.range_by(&power, &monomial)?, self.bits);
                rests.push(Rest { factor, monomial });
                break;
            }
            let part = self.scale(&power, &series[j], &Monomial::one())?;
            terms.extend(part.terms);
            rests.extend(part.rest);
            power = self.mul(&power, delta)?;
            if power.is_zero() {
                break;
            }
        }
        let sum = self.collect(terms, rests)?;
        self.finite(sum)
    }

    /// A model without infinite bounds: those are of functions with a pole.
    fn finite(&self, u: Model) -> Option<Model> {
        let bounded = |c: &Coefficient| c.enclosure(self.bits).is_some_and(|c| c.is_bounded());
        let finite = u.terms.iter().all(|term| bounded(&term.coefficient))
            && u.rest.as_ref().is_none_or(|rest| rest.factor.is_bounded());
        finite.then_some(u)
    }

    /// The terms that grow, the constant, and what tends to zero; `None` where the remainder does not.
    fn split(&self, u: &Model) -> Option<(Vec<Term>, Coefficient, Model)> {
        if u.rest.as_ref().is_some_and(|rest| !rest.monomial.vanishes()) {
            return None;
        }
        let (mut growing, mut constant) = (Vec::new(), Coefficient::Exact(Surd::zero()));
        let mut delta = Model { terms: Vec::new(), rest: u.rest.clone() };
        for term in &u.terms {
            match term.monomial.direction() {
                Ordering::Greater => growing.push(term.clone()),
                Ordering::Equal => constant = term.coefficient.clone(),
                Ordering::Less => delta.terms.push(term.clone()),
            }
        }
        Some((growing, constant, delta))
    }

    /// e^u, where all that grows in u is exact and made of germs: they become a monomial.
    fn exp(&self, u: &Model) -> Option<Model> {
        let (growing, constant, delta) = self.split(u)?;
        let mut monomial = Monomial::one();
        for Term { coefficient, monomial: grows } in &growing {
            let Coefficient::Exact(c) = coefficient else { return None };
            monomial = monomial.mul(&Monomial::exp(c, grows.as_germ()?))?;
        }
        let nothing = Model::zero();
        let factor = self.expand(Outer::Apply(Function::Exp), &constant, &nothing)?;
        let zero = Coefficient::Exact(Surd::zero());
        let near_one = self.expand(Outer::Apply(Function::Exp), &zero, &delta)?;
        self.scale(&self.mul(&factor, &near_one)?, &Coefficient::one(), &monomial)
    }

    /// log u = log c + log M + log(1 + δ).
    fn log(&self, u: &Model) -> Option<Model> {
        let leading = self.leading(u)?;
        leading.sign.is_gt().then_some(())?;
        let log = || Outer::Apply(Function::Log);
        let mut sum = self.expand(log(), &Coefficient::one(), &leading.delta)?;
        sum = self.add(&sum, &self.expand(log(), &leading.size, &Model::zero())?)?;
        for (c, germ) in leading.monomial.exponent() {
            if let Germ::Log(k) = germ {
                // log_k t is a monomial, the exponential of its logarithm, where it is positive.
                let from = Interval::from_rational(&self.from, self.bits);
                bound::germ_value(&Germ::Log(k + 1), &from, self.enclosing())?;
            }
            let term = Model::term(Coefficient::Exact(c.clone()), germ.to_monomial()?);
            sum = self.add(&sum, &term)?;
        }
        Some(sum)
    }

    /// uʳ for a whole r ≥ 0, by squaring.
    fn product(&self, u: &Model, mut exponent: i64) -> Option<Model> {
        let (mut product, mut square) = (self.integer(1), u.clone());
        while exponent > 0 {
            if exponent % 2 == 1 {
                product = self.mul(&product, &square)?;
            }
            exponent /= 2;
            if exponent > 0 {
                square = self.mul(&square, &square)?;
            }
        }
        Some(product)
    }

    /// uʳ = |c|ʳ·Mʳ·(1 + δ)ʳ, and for c < 0 the real root with its sign.
    fn general_power(&self, u: &Model, exponent: &Rational) -> Option<Model> {
        let leading = self.leading(u)?;
        let odd = |n: &UBig| n.bit(0);
        let negative = leading.sign.is_lt();
        if negative && !odd(exponent.denominator()) {
            return None;
        }
        let size = leading.size.power(exponent, self.bits)?;
        let odd_power = odd(&exponent.abs().numerator().clone().into_parts().1);
        let factor = if negative && odd_power { size.neg() } else { size };
        let near_one = self.expand(Outer::Power(exponent), &Coefficient::one(), &leading.delta)?;
        self.scale(&near_one, &factor, &leading.monomial.power(&Surd::rational(exponent)?)?)
    }

    /// f(u) for a u that grows and has the given sign in the end.
    fn at_infinity(&self, function: Function, u: &Model, sign: Ordering) -> Option<Model> {
        use Function::{Asinh, Atan, Cos, Cosh, Erf, Erfc};
        use Function::{Exp, Log, Sigmoid, Sin, Sinh, Softplus, Tanh};
        let up = sign.is_gt();
        let sum_of_exponentials = |other: &dyn Fn(Model) -> Model| {
            let other = other(self.exp(&self.neg(u))?);
            self.mul(&self.add(&self.exp(u)?, &other)?, &self.rational(&Rational::ratio(1, 2))?)
        };
        match function {
            Exp => self.exp(u),
            Log => self.log(u),
            Sin | Cos => None,
            Sinh => sum_of_exponentials(&|e| self.neg(&e)),
            Cosh => sum_of_exponentials(&|e| e),
            // The odd functions.
            Tanh | Atan | Asinh | Erf if !up => {
                Some(self.neg(&self.at_infinity(function, &self.neg(u), Ordering::Greater)?))
            }
            // 1 − 2e/(1 + e) with e = exp(−2u).
            Tanh => {
                let e = self.exp(&self.times(u, -2)?)?;
                let quotient = self.mul(&e, &self.inverse(&self.plus(&e, 1)?)?)?;
                self.plus(&self.times(&quotient, -2)?, 1)
            }
            Sigmoid if up => self.inverse(&self.plus(&self.exp(&self.neg(u))?, 1)?),
            Sigmoid => {
                let e = self.exp(u)?;
                self.mul(&e, &self.inverse(&self.plus(&e, 1)?)?)
            }
            Softplus if up => self.add(u, &self.log(&self.plus(&self.exp(&self.neg(u))?, 1)?)?),
            Softplus => self.log(&self.plus(&self.exp(u)?, 1)?),
            // u > 0, since its inverse exists on the whole tail.
            Atan => {
                let right = self.mul(&self.pi()?, &self.rational(&Rational::ratio(1, 2))?)?;
                self.add(&right, &self.neg(&self.apply(Atan, &self.inverse(u)?)?))
            }
            // log(u + √(u² + 1)).
            Asinh => {
                let root = self.power(&self.plus(&self.mul(u, u)?, 1)?, &Rational::ratio(1, 2))?;
                self.log(&self.add(u, &root)?)
            }
            Erf => self.plus(&self.neg(&self.at_infinity(Erfc, u, sign)?), 1),
            Erfc if up => self.erfc(u),
            Erfc => self.plus(&self.neg(&self.erfc(&self.neg(u))?), 2),
        }
    }

    /// erfc u = e^(−u²)/(u√π)·Σ (−1)ʲ(2j−1)!!/(2u²)ʲ for u > 0; the remainder after n terms lies between zero and the
    /// first term left out (NIST Digital Library of Mathematical Functions, §7.12(i)).
    fn erfc(&self, u: &Model) -> Option<Model> {
        self.sign(u)?.is_gt().then_some(())?;
        let square = self.mul(u, u)?;
        let ratio = self.times(&self.inverse(&self.times(&square, 2)?)?, -1)?;
        let (mut sum, mut term) = (Model::zero(), self.integer(1));
        for j in 0..self.terms {
            sum = self.add(&sum, &term)?;
            term = self.times(&self.mul(&term, &ratio)?, 2 * i64::try_from(j).ok()? + 1)?;
        }
        let monomial = term.top()?.clone();
        let left_out = self.range_by(&term, &monomial)?.hull(&Interval::integer(0));
        let rest = Model { terms: vec![], rest: Some(Rest { factor: left_out, monomial }) };
        let sum = self.add(&sum, &rest)?;
        let root = Exact.pi()?.power(&Rational::ratio(-1, 2))?;
        let density = self.mul(&self.exp(&self.neg(&square))?, &self.inverse(u)?)?;
        self.scale(&self.mul(&density, &sum)?, &Coefficient::Exact(root), &Monomial::one())
    }

    /// f(u) from all values of u alone.
    fn by_range(&self, u: &Model, f: impl Fn(&Interval) -> Option<Interval>) -> Option<Model> {
        self.finite(Model::bounded(f(&self.enclosure(u)?)?))
    }
}

impl Arithmetic for Tail {
    type Number = Model;

    fn rational(&self, value: &Rational) -> Option<Model> {
        Some(Model::constant(Coefficient::rational(value, self.bits)))
    }

    fn pi(&self) -> Option<Model> {
        Some(Model::constant(Coefficient::Exact(Exact.pi()?)))
    }

    fn add(&self, a: &Model, b: &Model) -> Option<Model> {
        let terms = a.terms.iter().chain(&b.terms).cloned().collect();
        self.collect(terms, a.rest.iter().chain(&b.rest).cloned().collect())
    }

    fn neg(&self, a: &Model) -> Model {
        let mut negated = a.clone();
        for term in &mut negated.terms {
            term.coefficient = term.coefficient.neg();
        }
        if let Some(rest) = &mut negated.rest {
            rest.factor = rest.factor.neg();
        }
        negated
    }

    fn mul(&self, a: &Model, b: &Model) -> Option<Model> {
        let (mut terms, mut rests) = (Vec::new(), Vec::new());
        for x in &a.terms {
            for y in &b.terms {
                let coefficient = x.coefficient.mul(&y.coefficient, self.bits)?;
                terms.push(Term { coefficient, monomial: x.monomial.mul(&y.monomial)? });
            }
        }
        for (rest, other) in [(&a.rest, b), (&b.rest, a)] {
            let Some(rest) = rest else { continue };
            for term in &other.terms {
                let factor = rest.factor.mul(&term.coefficient.enclosure(self.bits)?, self.bits);
                rests.push(Rest { factor, monomial: rest.monomial.mul(&term.monomial)? });
            }
        }
        if let (Some(x), Some(y)) = (&a.rest, &b.rest) {
            let factor = x.factor.mul(&y.factor, self.bits);
            rests.push(Rest { factor, monomial: x.monomial.mul(&y.monomial)? });
        }
        self.collect(terms, rests)
    }

    fn power(&self, a: &Model, exponent: &Rational) -> Option<Model> {
        if a.is_zero() {
            return match exponent.sign() {
                Ordering::Less => None,
                Ordering::Equal => Some(self.integer(1)),
                Ordering::Greater => Some(Model::zero()),
            };
        }
        let small = i64::try_from(exponent.numerator()).ok();
        if let (true, Some(n @ 0..=MAX_PRODUCTS)) = (exponent.is_integer(), small) {
            return self.product(a, n);
        }
        let range = |range: &Interval| self.enclosing().power(range, exponent);
        self.general_power(a, exponent).or_else(|| self.by_range(a, range))
    }

    fn apply(&self, function: Function, a: &Model) -> Option<Model> {
        let near = || match a.top().map_or(Ordering::Equal, Monomial::direction) {
            _ if function == Function::Log => self.log(a),
            _ if function == Function::Exp => self.exp(a),
            Ordering::Greater => {
                let sign = a.terms.first()?.coefficient.sign()?;
                self.at_infinity(function, a, sign)
            }
            _ => {
                let (_, constant, delta) = self.split(a)?;
                self.expand(Outer::Apply(function), &constant, &delta)
            }
        };
        let range = |range: &Interval| self.enclosing().apply(function, range);
        near().or_else(|| self.by_range(a, range))
    }

    fn is_zero(&self, a: &Model) -> bool {
        a.is_zero()
    }

    fn excludes_zero(&self, a: &Model) -> bool {
        self.sign(a).is_some_and(Ordering::is_ne)
    }
}

#[cfg(test)]
mod tests;
