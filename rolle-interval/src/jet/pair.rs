//! Functions that come in pairs, or with a companion, so that no coefficient is a difference of close numbers.

use super::Jet;
use super::recurrence::{next_integral, square};
use crate::arithmetic::{Arithmetic, Function, Outcome};

impl<A: Arithmetic> Jet<A> {
    /// y = e^u with a given value: y′ = y·u′.
    pub(super) fn exponential(&self, a: &mut A, value: A::Value) -> Outcome<Jet<A>> {
        let mut y = vec![value];
        for k in 1..=self.order() {
            let next = next_integral(a, &self.coefficients, &y, k)?;
            y.push(next);
        }
        Ok(Jet { coefficients: y })
    }

    /// The pair s, c with s′ = c·u′ and c′ = ∓s·u′: sine and cosine, or with `hyperbolic` sinh and cosh.
    pub(super) fn wave_pair(&self, a: &mut A, hyperbolic: bool) -> Outcome<(Jet<A>, Jet<A>)> {
        let (sine, cosine) = match hyperbolic {
            true => (Function::Sinh, Function::Cosh),
            false => (Function::Sin, Function::Cos),
        };
        let mut s = vec![a.apply(sine, self.value())?];
        let mut c = vec![a.apply(cosine, self.value())?];
        for k in 1..=self.order() {
            let next_s = next_integral(a, &self.coefficients, &c, k)?;
            let next_c = next_integral(a, &self.coefficients, &s, k)?;
            s.push(next_s);
            c.push(if hyperbolic { next_c } else { a.neg(&next_c) });
        }
        Ok((Jet { coefficients: s }, Jet { coefficients: c }))
    }

    /// y with y′ = p·u′ where p = ±(1 ∓ y²), the value of p given: tangents of both kinds.
    ///
    /// `p_sign` is the sign of y² in p. For tanh, p = 1 − y² = sech², which underflows long after the
    /// difference has lost its digits.
    pub(super) fn tangent(
        &self,
        a: &mut A,
        value: A::Value,
        p_value: A::Value,
        p_sign: i64,
    ) -> Outcome<Jet<A>> {
        let (mut y, mut p) = (vec![value], vec![p_value]);
        for k in 1..=self.order() {
            let next = next_integral(a, &self.coefficients, &p, k)?;
            y.push(next);
            let squared = square(a, &y, k)?;
            p.push(if p_sign < 0 { a.neg(&squared) } else { squared });
        }
        Ok(Jet { coefficients: y })
    }

    /// The logistic function: y′ = y·z·u′ with z = 1 − y = σ(−u), so that both tails keep their digits.
    pub(super) fn logistic(&self, a: &mut A, value: A::Value) -> Outcome<Jet<A>> {
        let mirrored = a.neg(self.value());
        let (mut y, mut z) = (vec![value], vec![a.apply(Function::Sigmoid, &mirrored)?]);
        let mut p: Vec<A::Value> = Vec::new();
        for k in 1..=self.order() {
            let next = super::recurrence::convolution(a, &y, &z, k - 1, 0, k - 1)?;
            p.push(next);
            let next = next_integral(a, &self.coefficients, &p, k)?;
            z.push(a.neg(&next));
            y.push(next);
        }
        Ok(Jet { coefficients: y })
    }

    /// erfinv: y′ = (√π/2)·w·u′ with w = e^(y²), which grows along.
    pub(super) fn inverse_error(&self, a: &mut A, value: A::Value) -> Outcome<Jet<A>> {
        let pi = a.pi()?;
        let root = a.root(&pi, 2)?;
        let two = a.integer(2)?;
        let scale = a.div(&root, &two)?;
        let mut squares = vec![a.apply(Function::Sqr, &value)?];
        let mut w = vec![a.apply(Function::Exp, &squares[0])?];
        let mut y = vec![value];
        for k in 1..=self.order() {
            let next = next_integral(a, &self.coefficients, &w, k)?;
            let next = a.mul(&next, &scale)?;
            y.push(next);
            let next = square(a, &y, k)?;
            squares.push(next);
            let next = next_integral(a, &squares, &w, k)?;
            w.push(next);
        }
        Ok(Jet { coefficients: y })
    }

    /// Lambert's W: y′ = u′/g with g = e^y·(1 + y), which grows along.
    pub(super) fn lambert(&self, a: &mut A, value: A::Value) -> Outcome<Jet<A>> {
        let one = a.integer(1)?;
        let mut e = vec![a.apply(Function::Exp, &value)?];
        let mut shifted = vec![a.add(&value, &one)?];
        let mut g = vec![a.mul(&e[0], &shifted[0])?];
        let mut y = vec![value];
        for k in 1..=self.order() {
            let next = super::recurrence::next_quotient(a, &self.coefficients, &g, &y, k)?;
            shifted.push(next.clone());
            y.push(next);
            let next = next_integral(a, &y, &e, k)?;
            e.push(next);
            let next = super::recurrence::convolution(a, &e, &shifted, k, 0, k)?;
            g.push(next);
        }
        Ok(Jet { coefficients: y })
    }
}
