//! A function of one argument applied to a jet.

use super::Jet;
use crate::arithmetic::{Arithmetic, Function, Outcome};
use crate::number::Rational;

impl<A: Arithmetic> Jet<A> {
    /// A function of one argument.
    ///
    /// The value comes from the arithmetic, which refuses what is not wholly inside the domain.
    pub fn apply(&self, a: &mut A, function: Function) -> Outcome<Jet<A>> {
        let value = a.apply(function, self.value())?;
        if self.order() == 0 {
            return Ok(Jet { coefficients: vec![value] });
        }
        match function {
            Function::Exp => self.exponential(a, value),
            Function::Expm1 => {
                let power = a.apply(Function::Exp, self.value())?;
                Ok(self.exponential(a, power)?.with_value(value))
            }
            Function::Exp2 => self.exponential_to(a, 2, value),
            Function::Exp10 => self.exponential_to(a, 10, value),
            Function::Log => self.integral_over(a, self, value),
            Function::Log2 => self.logarithm_to(a, 2, value),
            Function::Log10 => self.logarithm_to(a, 10, value),
            Function::Log1p => {
                let one = a.integer(1)?;
                let shifted = self.add_constant(a, &one)?;
                self.integral_over(a, &shifted, value)
            }
            Function::Sqrt => self.sqrt_from(a, value),
            Function::Cbrt => {
                let third = a.rational(&Rational::from_parts(1.into(), 3u8.into()))?;
                self.power_rule(a, &third, value)
            }
            Function::Recip => self.recip(a),
            Function::Sqr => self.sqr(a),
            Function::Abs => self.absolute(a, value),
            Function::Sigmoid => self.logistic(a, value),
            Function::Erf | Function::Erfc => self.error(a, function, value),
            Function::Erfinv => self.inverse_error(a, value),
            Function::Lambertw => self.lambert(a, value),
            Function::Gamma | Function::Lgamma | Function::Digamma => {
                self.gamma_family(a, function, value)
            }
            Function::Asin | Function::Acos | Function::Atan | Function::Asec => {
                self.inverse(a, function, value)
            }
            Function::Acsc | Function::Acot | Function::Asinh | Function::Acosh => {
                self.inverse(a, function, value)
            }
            Function::Atanh | Function::Asech | Function::Acsch | Function::Acoth => {
                self.inverse(a, function, value)
            }
            _ if function.is_step() => self.step(a, function, value),
            _ => self.circular(a, function, value),
        }
    }

    /// b^u: e^(u·ln b).
    fn exponential_to(&self, a: &mut A, base: i64, value: A::Value) -> Outcome<Jet<A>> {
        let base = a.integer(base)?;
        let log = a.apply(Function::Log, &base)?;
        self.scale(a, &log)?.exponential(a, value)
    }

    /// ln u/ln b.
    fn logarithm_to(&self, a: &mut A, base: i64, value: A::Value) -> Outcome<Jet<A>> {
        let base = a.integer(base)?;
        let log = a.apply(Function::Log, &base)?;
        let scaled = self.scale(a, &log)?;
        self.integral_over(a, &scaled, value)
    }

    /// erf and erfc: y′ = ±(2/√π)·e^(−u²)·u′.
    fn error(&self, a: &mut A, function: Function, value: A::Value) -> Outcome<Jet<A>> {
        let pi = a.pi()?;
        let root = a.root(&pi, 2)?;
        let two = a.integer(if function == Function::Erf { 2 } else { -2 })?;
        let scale = a.div(&two, &root)?;
        let bell = self.truncated(self.order() - 1).sqr(a)?.neg(a);
        let bell = bell.apply(a, Function::Exp)?.scale(a, &scale)?;
        self.integral(a, &bell, value)
    }

    /// √(f² + g²).
    pub fn hypot(&self, a: &mut A, other: &Jet<A>) -> Outcome<Jet<A>> {
        let value = a.hypot(self.value(), other.value())?;
        let (x, y) = (self.sqr(a)?, other.sqr(a)?);
        x.add(a, &y)?.sqrt_from(a, value)
    }

    /// The angle of the point (x, y), where self is y: θ′ = (x·y′ − y·x′)/(x² + y²).
    pub fn atan2(&self, a: &mut A, x: &Jet<A>) -> Outcome<Jet<A>> {
        let value = a.atan2(self.value(), x.value())?;
        let order = self.order().min(x.order());
        let mut angle = vec![value];
        let (sx, sy) = (x.sqr(a)?, self.sqr(a)?);
        let radius = sx.add(a, &sy)?;
        for k in 1..=order {
            // The coefficient k − 1 of the numerator is Σ i·(y_i·x_{k−i} − x_i·y_{k−i}).
            let forth = super::recurrence::weighted(a, &self.coefficients, &x.coefficients, k, k)?;
            let back = super::recurrence::weighted(a, &x.coefficients, &self.coefficients, k, k)?;
            let mut rest = a.sub(&forth, &back)?;
            if k > 1 {
                let known = super::recurrence::weighted(a, &angle, &radius.coefficients, k, k - 1)?;
                rest = a.sub(&rest, &known)?;
            }
            let divisor = super::recurrence::times(a, radius.value(), k)?;
            let next = a.div(&rest, &divisor)?;
            angle.push(next);
        }
        Ok(Jet { coefficients: angle })
    }
}
