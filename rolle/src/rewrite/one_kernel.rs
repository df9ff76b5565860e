//! Expressions that are rational functions of one kernel: e^(3x) − eˣ − 1 is t³ − t − 1 for t = eˣ.

use super::fraction::Relations;
use crate::graph::Graph;
use crate::operator::NodeId;
use crate::polynomial::IntPoly;
use crate::polynomial::sparse::{Limits, SparsePoly};

/// Small limits: a kernel is looked for in every function that is to be solved.
const LIMITS: Limits = Limits { terms: 2000, bits: 1 << 16, work: 1 << 18, trials: 100 };

/// The largest degree in the kernel.
const MAX_DEGREE: u32 = 500;

impl Graph {
    /// A kernel t that depends on x, and the numerator and denominator of which the expression is the quotient at t;
    /// `None` for more kernels, and where the expression is no more than a·t + b.
    ///
    /// Common factors of the two are cancelled.
    pub(crate) fn polynomials_in_one_kernel(
        &mut self,
        root: NodeId,
        x: NodeId,
    ) -> Option<(NodeId, [IntPoly; 2])> {
        self.without_side_conditions(|graph| {
            let (field, value) = graph.quotient(root, Relations::Circular, &LIMITS).ok()??;
            let (above, below) = (&value.numerator.polynomial, &value.denominator);
            let degrees: Vec<u32> =
                above.degrees().iter().zip(below.degrees()).map(|(&a, b)| a.max(b)).collect();
            let mut occurring = (0..degrees.len()).filter(|&k| degrees[k] > 0);
            let (place, None) = (occurring.next()?, occurring.next()) else { return None };
            let kernel = field.ring.generators()[place];
            let useful = degrees[place] > 1 && degrees[place] <= MAX_DEGREE;
            let fits = useful && kernel != x && graph.depends_on(kernel, x);
            fits.then(|| (kernel, [dense(above, place), dense(below, place)]))
        })
    }
}

/// A polynomial in one of the variables as a dense one.
fn dense(p: &SparsePoly, place: usize) -> IntPoly {
    let mut coefficients = Vec::new();
    for (exponents, c) in p.terms() {
        let exponent = exponents[place] as usize;
        if coefficients.len() <= exponent {
            coefficients.resize(exponent + 1, crate::number::Integer::ZERO);
        }
        coefficients[exponent] = c;
    }
    IntPoly::new(coefficients)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, &str)>) {
        let mut g = Graph::new();
        let (f, x) = (g.parse(text).unwrap(), g.symbol("x"));
        let found = g.polynomials_in_one_kernel(f, x);
        let found = found.map(|(kernel, [above, below])| {
            (g.print(kernel).unwrap(), above.to_string(), below.to_string())
        });
        let expected = expected.map(|(k, a, b)| (k.to_string(), a.to_string(), b.to_string()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn one_kernel_is_found() {
        check("exp(3x) - exp(x) - 1", Some(("exp(x)", "x^3 - x - 1", "1")));
        check("exp(x) - exp(-x)/2 - 1", Some(("exp(x)", "2*x^2 - 2*x - 1", "x")));
        check("exp(x) + exp(x/2) - 3", Some(("exp(x/2)", "x^2 + x - 3", "1")));
        check("log(x)^3 - log(x) - 1", Some(("log(x)", "x^3 - x - 1", "1")));
        check("x - sqrt(x) - 1", Some(("sqrt(x)", "x^2 - x - 1", "1")));
        check("exp(x) - x", None);
        check("exp(x) - 2", None);
        check("a*exp(2x) - exp(x)", None);
        check("x^3 - x - 1", None);
    }
}
