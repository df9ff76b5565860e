//! Taylor coefficients of a function on an interval, by automatic differentiation.
//!
//! A [`Jet`] of order n holds enclosures of f, f′, f″/2!, …, f⁽ⁿ⁾/n! for *all* arguments of an interval at
//! once. It is computed from the formula itself by recurrences, with no symbolic derivative. Every function
//! here solves a differential equation of first order, from which its coefficients follow one after the other
//! (Moore, *Interval Analysis*, 1966; Griewank and Walther, *Evaluating Derivatives*, 2nd ed. 2008, chapter
//! 13). The coefficient of order zero always comes from the function itself, and with it the proof that it is
//! defined; a coefficient of order one and more that exists nowhere or not everywhere on the interval, at a
//! kink or at the edge of a domain, is an [`Obstacle`](crate::Obstacle).

mod arithmetic;
mod circular;
mod elementary;
mod gamma;
mod inverse;
mod pair;
mod recurrence;
mod selection;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::arithmetic::{Arithmetic, Outcome};

/// Enclosures of the Taylor coefficients of a function on an interval.
///
/// ```
/// use rolle_interval::{Double, Function, Interval, Jet};
///
/// // x·σ(x) on [2, 3]: value and slope.
/// let a = &mut Double;
/// let x = Jet::variable(a, Interval::new(2.0, 3.0).unwrap(), 2).unwrap();
/// let s = x.apply(a, Function::Sigmoid).unwrap();
/// let f = x.mul(a, &s).unwrap();
/// assert!(f.derivative(a, 1).unwrap().contains(1.0881));
/// ```
pub struct Jet<A: Arithmetic> {
    // Never empty; its length is the order and one.
    coefficients: Vec<A::Value>,
}

// Derived implementations would ask the arithmetic, not its values, to be cloned and compared.
impl<A: Arithmetic> Clone for Jet<A> {
    fn clone(&self) -> Jet<A> {
        Jet { coefficients: self.coefficients.clone() }
    }
}

impl<A: Arithmetic> PartialEq for Jet<A> {
    fn eq(&self, other: &Jet<A>) -> bool {
        self.coefficients == other.coefficients
    }
}

impl<A: Arithmetic> fmt::Debug for Jet<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.coefficients).finish()
    }
}

impl<A: Arithmetic> Jet<A> {
    /// The jet of a constant.
    pub fn constant(a: &mut A, value: A::Value, order: usize) -> Outcome<Jet<A>> {
        let zero = a.integer(0)?;
        let mut coefficients = vec![zero; order + 1];
        coefficients[0] = value;
        Ok(Jet { coefficients })
    }

    /// The jet of the identity on an interval.
    pub fn variable(a: &mut A, x: A::Value, order: usize) -> Outcome<Jet<A>> {
        let mut jet = Jet::constant(a, x, order)?;
        if order > 0 {
            jet.coefficients[1] = a.integer(1)?;
        }
        Ok(jet)
    }

    /// The jet with these Taylor coefficients; `None` when there are none.
    pub fn from_coefficients(coefficients: Vec<A::Value>) -> Option<Jet<A>> {
        (!coefficients.is_empty()).then_some(Jet { coefficients })
    }

    /// The highest order of a coefficient.
    pub fn order(&self) -> usize {
        self.coefficients.len() - 1
    }

    /// Enclosures of f, f′, f″/2!, …
    pub fn coefficients(&self) -> &[A::Value] {
        &self.coefficients
    }

    /// An enclosure of f.
    pub fn value(&self) -> &A::Value {
        &self.coefficients[0]
    }

    /// An enclosure of the k-th derivative, k! times the coefficient; refused above the order of the jet.
    pub fn derivative(&self, a: &mut A, k: usize) -> Outcome<A::Value> {
        let coefficient = self.coefficients.get(k);
        let mut value =
            coefficient.ok_or(crate::Obstacle::Refused("a derivative above the order"))?.clone();
        for factor in 2..=k as i64 {
            let factor = a.integer(factor)?;
            value = a.mul(&value, &factor)?;
        }
        Ok(value)
    }

    /// Whether all coefficients but the first are exactly zero.
    pub(crate) fn is_constant(&self, a: &A) -> bool {
        let zero = Some(std::cmp::Ordering::Equal);
        self.coefficients[1..].iter().all(|c| a.sign(c) == zero)
    }

    /// The same function to a lower order.
    pub fn truncated(&self, order: usize) -> Jet<A> {
        let length = self.coefficients.len().min(order + 1);
        Jet { coefficients: self.coefficients[..length].to_vec() }
    }

    /// With another enclosure of the value.
    fn with_value(mut self, value: A::Value) -> Jet<A> {
        self.coefficients[0] = value;
        self
    }
}
