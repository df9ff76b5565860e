//! Inverse functions of jets: each derivative is an algebraic function of the argument.

use super::Jet;
use crate::arithmetic::{Arithmetic, Function, Outcome};

impl<A: Arithmetic> Jet<A> {
    /// An inverse circular or hyperbolic function with its value: y′ = ±u′/g.
    pub(super) fn inverse(
        &self,
        a: &mut A,
        function: Function,
        value: A::Value,
    ) -> Outcome<Jet<A>> {
        let falls = matches!(
            function,
            Function::Acos | Function::Acot | Function::Acsc | Function::Asech | Function::Acsch
        );
        let g = self.truncated(self.order() - 1).divisor_of_slope(a, function)?;
        if !falls {
            return self.integral_over(a, &g, value);
        }
        let mirrored = a.neg(&value);
        Ok(self.integral_over(a, &g, mirrored)?.neg(a).with_value(value))
    }

    /// The g with |y′| = |u′|/g.
    fn divisor_of_slope(&self, a: &mut A, function: Function) -> Outcome<Jet<A>> {
        match function {
            Function::Atan | Function::Acot => self.one_plus_square(a),
            Function::Atanh | Function::Acoth => self.one_less_square(a),
            Function::Asin | Function::Acos => self.one_less_square(a)?.root(a, 2),
            Function::Asinh => self.one_plus_square(a)?.root(a, 2),
            Function::Acosh => self.one_less_square(a)?.neg(a).root(a, 2),
            Function::Asec | Function::Acsc => {
                let root = self.one_less_square(a)?.neg(a).root(a, 2)?;
                self.apply(a, Function::Abs)?.mul(a, &root)
            }
            Function::Asech => {
                let root = self.one_less_square(a)?.root(a, 2)?;
                self.mul(a, &root)
            }
            _ => {
                let root = self.one_plus_square(a)?.root(a, 2)?;
                self.apply(a, Function::Abs)?.mul(a, &root)
            }
        }
    }

    fn one_plus_square(&self, a: &mut A) -> Outcome<Jet<A>> {
        let one = a.integer(1)?;
        self.sqr(a)?.add_constant(a, &one)
    }

    /// 1 − u² as (1 − u)(1 + u), which keeps its digits near ±1.
    fn one_less_square(&self, a: &mut A) -> Outcome<Jet<A>> {
        let one = a.integer(1)?;
        let value = {
            let (below, above) = (a.sub(&one, self.value())?, a.add(&one, self.value())?);
            a.mul(&below, &above)?
        };
        let square = self.sqr(a)?.neg(a);
        // Both forms enclose: the product is better near ±1, the square where the sign of u is open.
        let other = a.add(&one, square.value())?;
        let value = a.intersection(&value, &other).unwrap_or(value);
        Ok(square.with_value(value))
    }
}
