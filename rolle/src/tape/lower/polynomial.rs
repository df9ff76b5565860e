//! Sums that are polynomials in one value: Horner's scheme as one step.

use super::{Lowering, constant::wide_rational};
use crate::number::Rational;
use crate::operator::{NodeId, Op};
use crate::polynomial::machine_gcd;
use rolle_tape::{Operation, Value, Wide};
use std::collections::HashMap;

/// Higher degrees stay as they were written.
const MAX_DEGREE: usize = 64;

/// Coefficients from the constant one up, in one variable.
#[derive(Clone)]
struct Coefficients {
    variable: Option<NodeId>,
    values: Vec<Rational>,
}

impl Lowering<'_> {
    /// The sum as one step, if it is a polynomial of degree two or more in one value.
    ///
    /// Only sums, powers of the value and their products with one sum are multiplied out: then Horner's bound on the
    /// rounding error, Σ|cₖ||x|ᵏ, is not larger than that of the sum as it was written. A product of two sums keeps its
    /// form, and with it the accuracy beside its zeros.
    pub(super) fn lower_polynomial(&mut self, id: NodeId) -> Option<Value> {
        let Coefficients { variable, values } = self.coefficients(id)?;
        let variable = variable?;
        let count = values.iter().filter(|c| **c != Rational::ZERO).count();
        let first = values.iter().position(|c| *c != Rational::ZERO)?;
        let step = stride(&values[first..]);
        let degree = (values.len() - 1 - first) / step;
        if degree < 2 && !(count == 2 && first > 0) || count * 3 < degree {
            return None;
        }
        let x = self.values[&variable].high;
        let argument = self.power_of(x, step);
        let coefficients: Vec<Wide> =
            values[first..].iter().step_by(step).map(wide_rational).collect();
        let value = self.push(Operation::Polynomial(coefficients.into()), argument);
        Some(match first {
            0 => value,
            _ => {
                let power = self.power_of(x, first);
                self.two(rolle_tape::Elementary::Multiply, value, power)
            }
        })
    }

    fn power_of(&mut self, x: Value, n: usize) -> Value {
        match n {
            1 => x,
            2 => self.two(rolle_tape::Elementary::Multiply, x, x),
            _ => self.push(Operation::IntegerPower(n as i32), x),
        }
    }

    /// The polynomial below a node, without recursion: from the leaves up, as long as all is of the kind.
    fn coefficients(&self, root: NodeId) -> Option<Coefficients> {
        let mut open = vec![root];
        let mut below = Vec::new();
        while let Some(id) = open.pop() {
            if below.len() > 4 * MAX_DEGREE {
                return None;
            }
            below.push(id);
            match self.graph.op(id) {
                Op::Sum | Op::Product => open.extend(self.graph.args(id)),
                _ => {}
            }
        }
        below.sort_unstable();
        below.dedup();
        let mut known: HashMap<NodeId, Coefficients> = HashMap::new();
        for id in below {
            let polynomial = self.polynomial_of(id, &known)?;
            known.insert(id, polynomial);
        }
        known.remove(&root)
    }

    fn polynomial_of(
        &self,
        id: NodeId,
        known: &HashMap<NodeId, Coefficients>,
    ) -> Option<Coefficients> {
        let args = self.graph.args(id);
        match self.graph.op(id) {
            Op::Number => {
                let value = self.graph.number(id)?.to_rational();
                Some(Coefficients { variable: None, values: vec![value] })
            }
            Op::Sum => {
                let mut sum = Coefficients { variable: None, values: vec![] };
                for arg in args {
                    sum = sum.plus(&known[arg])?;
                }
                Some(sum)
            }
            Op::Product => {
                let sums = args.iter().filter(|&&arg| self.graph.op(arg) == Op::Sum).count();
                let one = vec![Rational::from(crate::number::Integer::ONE)];
                let mut product = Coefficients { variable: None, values: one };
                for arg in args {
                    product = product.times(&known[arg])?;
                }
                (sums <= 1).then_some(product)
            }
            Op::Power => {
                let n = self.graph.small_integer(args[1])?;
                let n = usize::try_from(n).ok().filter(|&n| n <= MAX_DEGREE)?;
                (self.graph.op(args[0]) != Op::Sum).then(|| monomial(args[0], n))
            }
            Op::Symbol => Some(monomial(id, 1)),
            _ => None,
        }
    }
}

fn monomial(variable: NodeId, n: usize) -> Coefficients {
    let mut values = vec![Rational::ZERO; n + 1];
    values[n] = Rational::from(crate::number::Integer::ONE);
    Coefficients { variable: Some(variable), values }
}

impl Coefficients {
    fn common(&self, other: &Coefficients) -> Option<Option<NodeId>> {
        match (self.variable, other.variable) {
            (Some(a), Some(b)) if a != b => None,
            (a, b) => Some(a.or(b)),
        }
    }

    fn plus(&self, other: &Coefficients) -> Option<Coefficients> {
        let variable = self.common(other)?;
        let mut values = self.values.clone();
        values.resize(values.len().max(other.values.len()), Rational::ZERO);
        for (sum, c) in values.iter_mut().zip(&other.values) {
            *sum += c;
        }
        Some(Coefficients { variable, values })
    }

    fn times(&self, other: &Coefficients) -> Option<Coefficients> {
        let variable = self.common(other)?;
        let degree = self.values.len() + other.values.len();
        if degree > MAX_DEGREE + 2 {
            return None;
        }
        let mut values = vec![Rational::ZERO; degree - 1];
        for (i, a) in self.values.iter().enumerate() {
            for (j, b) in other.values.iter().enumerate() {
                values[i + j] += a * b;
            }
        }
        Some(Coefficients { variable, values })
    }
}

/// The greatest k so that only powers of xᵏ occur.
fn stride(values: &[Rational]) -> usize {
    let used = values.iter().enumerate().filter(|(_, c)| **c != Rational::ZERO);
    used.fold(0, |step, (k, _)| machine_gcd(step, k)).max(1)
}
