//! The gamma family: derivatives by polygamma functions, as far as the arithmetic has them.

use super::Jet;
use super::recurrence::{over, weighted};
use crate::arithmetic::{Arithmetic, Function, Outcome};

impl<A: Arithmetic> Jet<A> {
    /// gamma, lgamma or digamma with its value.
    pub(super) fn gamma_family(
        &self,
        a: &mut A,
        function: Function,
        value: A::Value,
    ) -> Outcome<Jet<A>> {
        if function == Function::Digamma {
            return self.polygamma(a, 0);
        }
        let psi = self.truncated(self.order() - 1).polygamma(a, 0)?;
        if function == Function::Lgamma {
            return self.integral(a, &psi, value);
        }
        // y′ = y·ψ(u)·u′: with l = ln|Γ(u)| it is y′ = y·l′.
        let log = a.integer(0)?;
        let log = self.integral(a, &psi, log)?;
        let mut y = vec![value];
        for k in 1..=self.order() {
            let sum = weighted(a, &log.coefficients, &y, k, k)?;
            let next = over(a, &sum, k)?;
            y.push(next);
        }
        Ok(Jet { coefficients: y })
    }

    /// ψ⁽ᵐ⁾ of a jet, by its Taylor series: Σ ψ⁽ᵐ⁺ᵏ⁾(u_0)/k!·(u − u_0)^k.
    pub fn polygamma(&self, a: &mut A, m: u32) -> Outcome<Jet<A>> {
        let mut series = Vec::with_capacity(self.order() + 1);
        let mut factorial = a.integer(1)?;
        for k in 0..=self.order() {
            if k > 1 {
                factorial = super::recurrence::times(a, &factorial, k)?;
            }
            let derivative = a.polygamma(m + k as u32, self.value())?;
            series.push(a.div(&derivative, &factorial)?);
        }
        self.compose(a, series)
    }

    /// Σ series_k·(u − u_0)^k, by Horner's scheme.
    fn compose(&self, a: &mut A, mut series: Vec<A::Value>) -> Outcome<Jet<A>> {
        let zero = a.integer(0)?;
        let shifted = self.clone().with_value(zero);
        let last = series.pop().expect("a jet has a coefficient");
        let mut sum = Jet::constant(a, last, self.order())?;
        while let Some(coefficient) = series.pop() {
            sum = sum.mul(a, &shifted)?.with_value(coefficient);
        }
        Ok(sum)
    }
}
