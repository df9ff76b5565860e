//! An expression as a quotient of two polynomials in one variable with rational coefficients.

use super::Graph;
use crate::number::{Integer, Number};
use crate::operator::{NodeId, Op};
use crate::polynomial::IntPoly;
use std::collections::HashMap;

/// The largest degree of a numerator or denominator.
const MAX_DEGREE: usize = 2000;

/// The most bits that the coefficients of a numerator or denominator may have together, as the longest one tells.
const MAX_BITS: usize = 1 << 27;

/// A quotient of two integer polynomials without a common factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RationalFunction {
    /// The numerator.
    pub numerator: IntPoly,
    /// The denominator, not zero.
    pub denominator: IntPoly,
}

impl RationalFunction {
    fn new(numerator: IntPoly, denominator: IntPoly) -> Option<RationalFunction> {
        let degree = numerator.degree().max(denominator.degree()).unwrap_or(0);
        let bits = numerator.max_bits().max(denominator.max_bits());
        (degree <= MAX_DEGREE && affordable(degree, bits) && !denominator.is_zero())
            .then_some(RationalFunction { numerator, denominator })
    }

    fn constant(value: &Number) -> RationalFunction {
        let numerator = IntPoly::constant(value.numerator());
        RationalFunction {
            numerator,
            denominator: IntPoly::constant(Integer::from(value.denominator())),
        }
    }

    fn add(&self, other: &RationalFunction) -> Option<RationalFunction> {
        let (a, b) = (&self.numerator * &other.denominator, &other.numerator * &self.denominator);
        if self.denominator == other.denominator {
            return RationalFunction::new(
                &self.numerator + &other.numerator,
                self.denominator.clone(),
            );
        }
        RationalFunction::new(&a + &b, &self.denominator * &other.denominator)
    }

    fn mul(&self, other: &RationalFunction) -> Option<RationalFunction> {
        RationalFunction::new(
            &self.numerator * &other.numerator,
            &self.denominator * &other.denominator,
        )
    }

    fn pow(&self, n: i64) -> Option<RationalFunction> {
        let size = usize::try_from(n.unsigned_abs()).ok()?;
        let degree = self.numerator.degree().max(self.denominator.degree()).unwrap_or(0);
        if degree.checked_mul(size)? > MAX_DEGREE {
            return None;
        }
        // A coefficient of the power is a sum of at most (degree + 1)^size products of coefficients. That of a constant
        // has no other bound: 3^(10^9) has degree 0.
        let carry = (degree + 1).ilog2() as usize + 1;
        let longest = self.numerator.max_bits().max(self.denominator.max_bits());
        let trivial = longest <= 1 && degree == 0;
        if !trivial && !affordable(degree * size, (longest + carry).checked_mul(size)?) {
            return None;
        }
        let (up, down) = (self.numerator.pow(size).ok()?, self.denominator.pow(size).ok()?);
        if n < 0 { RationalFunction::new(down, up) } else { RationalFunction::new(up, down) }
    }

    fn reduced(self) -> RationalFunction {
        match self.numerator.gcd(&self.denominator) {
            Ok(common) if !common.is_one() && !common.is_zero() => RationalFunction {
                numerator: self.numerator.div_exact(&common).expect("a common factor divides"),
                denominator: self.denominator.div_exact(&common).expect("a common factor divides"),
            },
            _ => self,
        }
    }
}

fn affordable(degree: usize, bits: usize) -> bool {
    (degree + 1).checked_mul(bits).is_some_and(|bits| bits <= MAX_BITS)
}

impl Graph {
    /// The expression as a reduced quotient of polynomials in x, if it is one with rational coefficients and
    /// degrees up to 2000; coefficients may have 2²⁷ bits together.
    pub fn rational_function(&self, root: NodeId, x: NodeId) -> Option<RationalFunction> {
        let mut value: HashMap<NodeId, RationalFunction> = HashMap::new();
        for id in self.order(&[root]) {
            let function = match self.op(id) {
                Op::Number => RationalFunction::constant(&self.number(id)?),
                _ if id == x => {
                    RationalFunction { numerator: IntPoly::x(), denominator: IntPoly::one() }
                }
                Op::Sum => self.fold_arguments(id, &value, RationalFunction::add)?,
                Op::Product => self.fold_arguments(id, &value, RationalFunction::mul)?,
                Op::Power => {
                    value.get(&self.args(id)[0])?.pow(self.small_integer(self.args(id)[1])?)?
                }
                _ => return None,
            };
            value.insert(id, function);
        }
        value.remove(&root).map(RationalFunction::reduced)
    }

    fn fold_arguments(
        &self,
        id: NodeId,
        value: &HashMap<NodeId, RationalFunction>,
        combine: fn(&RationalFunction, &RationalFunction) -> Option<RationalFunction>,
    ) -> Option<RationalFunction> {
        let mut args = self.args(id).iter();
        let first = value.get(args.next()?)?.clone();
        args.try_fold(first, |total, arg| combine(&total, value.get(arg)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_numbers_do_not_fill_memory() {
        let mut graph = Graph::new();
        let x = graph.symbol("x");
        for (source, known) in [
            ("3^(10^9)*x", false),
            ("(x + 1/3)^(10^9)", false),
            ("x*(2/3)^(-10^9) + 1", false),
            ("3^(10^6)*x", true),
            ("(x + 1)^2000", true),
            ("(12345678901234567890*x + 1)^2000", false),
            ("(-1)^(10^9 + 1)*x", true),
        ] {
            let f = graph.parse(source).expect("a formula");
            assert_eq!(graph.rational_function(f, x).is_some(), known, "{source}");
        }
    }
}
