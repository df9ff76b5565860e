//! Circular and hyperbolic functions of jets.

use super::Jet;
use crate::arithmetic::{Arithmetic, Function, Outcome};

impl<A: Arithmetic> Jet<A> {
    /// One of sin, cos, tan, sec, csc, cot and their hyperbolic likes, with its value.
    pub(super) fn circular(
        &self,
        a: &mut A,
        function: Function,
        value: A::Value,
    ) -> Outcome<Jet<A>> {
        match function {
            Function::Sin | Function::Sinh => {
                Ok(self.wave_pair(a, function == Function::Sinh)?.0.with_value(value))
            }
            Function::Cos | Function::Cosh => {
                Ok(self.wave_pair(a, function == Function::Cosh)?.1.with_value(value))
            }
            Function::Sec | Function::Sech => {
                let cosine = self.wave_pair(a, function == Function::Sech)?.1;
                cosine.reciprocal_of_wave(a, value)
            }
            Function::Csc | Function::Csch => {
                let sine = self.wave_pair(a, function == Function::Csch)?.0;
                sine.reciprocal_of_wave(a, value)
            }
            _ => {
                // The companion p of y′ = p·u′, from a function that does not cancel, and the sign of y² in it.
                let (companion, p_sign, negated) = match function {
                    Function::Tan => (Function::Sec, 1, false),
                    Function::Cot => (Function::Csc, -1, true),
                    Function::Tanh => (Function::Sech, -1, false),
                    _ => (Function::Csch, -1, true),
                };
                let root = a.apply(companion, self.value())?;
                let square = a.apply(Function::Sqr, &root)?;
                let p = if negated { a.neg(&square) } else { square };
                self.tangent(a, value, p, p_sign)
            }
        }
    }

    /// 1/x when its value y_0 is known already: y_k = −y_0·Σ y_i·x_{k−i} over i < k.
    fn reciprocal_of_wave(&self, a: &mut A, value: A::Value) -> Outcome<Jet<A>> {
        let mut y = vec![value];
        for k in 1..=self.order() {
            let sum = super::recurrence::convolution(a, &y, &self.coefficients, k, 0, k - 1)?;
            let next = a.mul(&sum, &y[0])?;
            y.push(a.neg(&next));
        }
        Ok(Jet { coefficients: y })
    }
}
