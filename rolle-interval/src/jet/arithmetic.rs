//! Sums, products, quotients and powers of jets.

use std::cmp::Ordering;

use super::Jet;
use super::recurrence::{convolution, square};
use crate::arithmetic::{Arithmetic, Function, Obstacle, Outcome};
use crate::number::Rational;

impl<A: Arithmetic> Jet<A> {
    /// The order to which two jets are both known.
    fn common(&self, other: &Jet<A>) -> usize {
        self.order().min(other.order())
    }

    /// −f.
    pub fn neg(&self, a: &mut A) -> Jet<A> {
        Jet { coefficients: self.coefficients.iter().map(|c| a.neg(c)).collect() }
    }

    /// f + g.
    pub fn add(&self, a: &mut A, other: &Jet<A>) -> Outcome<Jet<A>> {
        let pairs = self.coefficients.iter().zip(&other.coefficients);
        Ok(Jet { coefficients: pairs.map(|(x, y)| a.add(x, y)).collect::<Outcome<_>>()? })
    }

    /// f − g.
    pub fn sub(&self, a: &mut A, other: &Jet<A>) -> Outcome<Jet<A>> {
        let pairs = self.coefficients.iter().zip(&other.coefficients);
        Ok(Jet { coefficients: pairs.map(|(x, y)| a.sub(x, y)).collect::<Outcome<_>>()? })
    }

    /// f plus a constant.
    pub fn add_constant(&self, a: &mut A, constant: &A::Value) -> Outcome<Jet<A>> {
        let value = a.add(self.value(), constant)?;
        Ok(self.clone().with_value(value))
    }

    /// f times a constant.
    pub fn scale(&self, a: &mut A, factor: &A::Value) -> Outcome<Jet<A>> {
        let scaled = self.coefficients.iter().map(|c| a.mul(c, factor));
        Ok(Jet { coefficients: scaled.collect::<Outcome<_>>()? })
    }

    /// f·g.
    pub fn mul(&self, a: &mut A, other: &Jet<A>) -> Outcome<Jet<A>> {
        let (x, y) = (&self.coefficients, &other.coefficients);
        let orders = 0..=self.common(other);
        let product = orders.map(|k| convolution(a, x, y, k, 0, k)).collect::<Outcome<_>>()?;
        Ok(Jet { coefficients: product })
    }

    /// f², tighter than f·f.
    pub fn sqr(&self, a: &mut A) -> Outcome<Jet<A>> {
        let orders = 0..=self.order();
        let squares = orders.map(|k| square(a, &self.coefficients, k)).collect::<Outcome<_>>()?;
        Ok(Jet { coefficients: squares })
    }

    /// f/g: g_0·q_k = f_k − Σ q_i·g_{k−i} over i < k.
    pub fn div(&self, a: &mut A, other: &Jet<A>) -> Outcome<Jet<A>> {
        let mut quotient: Vec<A::Value> = Vec::with_capacity(self.order() + 1);
        for k in 0..=self.common(other) {
            let mut rest = self.coefficients[k].clone();
            if k > 0 {
                let sum = convolution(a, &quotient, &other.coefficients, k, 0, k - 1)?;
                rest = a.sub(&rest, &sum)?;
            }
            let next = a.div(&rest, other.value())?;
            quotient.push(next);
        }
        Ok(Jet { coefficients: quotient })
    }

    /// 1/f.
    pub fn recip(&self, a: &mut A) -> Outcome<Jet<A>> {
        let one = a.integer(1)?;
        Jet::constant(a, one, self.order())?.div(a, self)
    }

    /// f^n for an integer n.
    pub fn pown(&self, a: &mut A, n: i64) -> Outcome<Jet<A>> {
        let value = a.pown(self.value(), n)?;
        if n == 0 || self.order() == 0 || self.is_constant(a) {
            return Jet::constant(a, value, self.order());
        }
        if n == 2 {
            return self.sqr(a);
        }
        if !a.contains_zero(self.value()) {
            let exponent = a.integer(n)?;
            return self.power_rule(a, &exponent, value);
        }
        // The rule divides by the base; binary powering does not. A negative power of zero was refused above.
        let mut power: Option<Jet<A>> = None;
        for place in (0..64 - n.leading_zeros()).rev() {
            if let Some(half) = power {
                power = Some(half.sqr(a)?);
            }
            if n >> place & 1 == 1 {
                power = Some(match power {
                    Some(even) => even.mul(a, self)?,
                    None => self.clone(),
                });
            }
        }
        power.map(|power| power.with_value(value)).ok_or(Obstacle::Refused("a power without bits"))
    }

    /// The n-th root.
    pub fn root(&self, a: &mut A, n: u32) -> Outcome<Jet<A>> {
        let value = a.root(self.value(), n)?;
        if n == 2 {
            return self.sqrt_from(a, value);
        }
        let exponent = a.rational(&Rational::from_parts(1.into(), n.into()))?;
        self.power_rule(a, &exponent, value)
    }

    /// √f with a given value: 2y_0·y_k = u_k − Σ y_i·y_{k−i} over 0 < i < k.
    pub(super) fn sqrt_from(&self, a: &mut A, value: A::Value) -> Outcome<Jet<A>> {
        let twice = a.add(&value, &value)?;
        let zero = a.integer(0)?;
        let mut y = vec![value];
        for k in 1..=self.order() {
            // The square of y without its outermost products.
            y.push(zero.clone());
            let first = std::mem::replace(&mut y[0], zero.clone());
            let sum = square(a, &y, k)?;
            y[0] = first;
            let rest = a.sub(&self.coefficients[k], &sum)?;
            y[k] = a.div(&rest, &twice)?;
        }
        Ok(Jet { coefficients: y })
    }

    /// f^q as a real power.
    pub fn pow_rational(&self, a: &mut A, q: &Rational) -> Outcome<Jet<A>> {
        if let (true, Ok(n)) = (q.is_int(), i64::try_from(q.numerator().clone())) {
            return self.pown(a, n);
        }
        let value = a.pow_rational(self.value(), q)?;
        let exponent = a.rational(q)?;
        self.power_rule(a, &exponent, value)
    }

    /// u^r for a constant r: k·u_0·y_k = Σ (r·i − (k − i))·u_i·y_{k−i} over i = 1 … k.
    pub(super) fn power_rule(
        &self,
        a: &mut A,
        exponent: &A::Value,
        value: A::Value,
    ) -> Outcome<Jet<A>> {
        let u = &self.coefficients;
        let mut y = vec![value];
        for k in 1..=self.order() {
            let mut sum = a.integer(0)?;
            for i in 1..=k {
                let weight = super::recurrence::times(a, exponent, i)?;
                let back = a.integer((k - i) as i64)?;
                let weight = a.sub(&weight, &back)?;
                let product = a.mul(&u[i], &y[k - i])?;
                let term = a.mul(&weight, &product)?;
                sum = a.add(&sum, &term)?;
            }
            let divisor = super::recurrence::times(a, &u[0], k)?;
            let next = a.div(&sum, &divisor)?;
            y.push(next);
        }
        Ok(Jet { coefficients: y })
    }

    /// f^g as a real power: by the rule for a constant exponent, else e^(g·ln f).
    pub fn pow(&self, a: &mut A, exponent: &Jet<A>) -> Outcome<Jet<A>> {
        let value = a.pow(self.value(), exponent.value())?;
        let order = self.common(exponent);
        if order == 0 {
            return Ok(Jet { coefficients: vec![value] });
        }
        if exponent.is_constant(a) {
            return self.truncated(order).power_rule(a, exponent.value(), value);
        }
        let log = self.apply(a, Function::Log)?;
        let product = exponent.mul(a, &log)?;
        product.exponential(a, value)
    }

    /// Whether the whole jet is exactly zero.
    pub(super) fn is_zero(&self, a: &A) -> bool {
        self.is_constant(a) && a.sign(self.value()) == Some(Ordering::Equal)
    }
}
