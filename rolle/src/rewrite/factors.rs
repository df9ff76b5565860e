//! A function as a product of factors, so that each sign is looked for where it is easiest.
//!
//! Hyperbolic functions are written in exponentials first, so that what depends on them becomes a polynomial in few
//! kernels; numerator and denominator are factored over the rationals. Even powers and factors without zeros then
//! need no search, and a zero of a product is a simple zero of a factor.

use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;

/// A factor and its exponent; a negative one stands in the denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factor {
    pub(crate) base: NodeId,
    pub(crate) exponent: i64,
}

/// Enough for the derivatives of activations; what is larger is searched without being factored.
const LIMITS: Limits = Limits { terms: 4000, bits: 1 << 22, work: 1 << 20, trials: 50 };

impl Graph {
    /// The factors of a function with the constant ones; their product equals it where it is defined.
    pub(crate) fn factors_in_exponentials(&mut self, g: NodeId) -> Vec<Factor> {
        self.without_side_conditions(|graph| {
            let plain = graph.in_exponentials(g);
            if let Ok(product) = graph.factor_part(plain, &LIMITS) {
                return graph.factors_of_product(product);
            }
            let mut found = Vec::new();
            for Factor { base, exponent } in graph.factors_of_product(plain) {
                let product = graph.without_common_factors(base);
                let parts = graph.factors_of_product(product);
                found.extend(parts.into_iter().map(|part| Factor {
                    exponent: part.exponent.saturating_mul(exponent),
                    ..part
                }));
            }
            found
        })
    }

    /// A sum as the product of the factors that all its terms share and what is left of the sum.
    ///
    /// Where the exponents are too large for polynomials, as in e^(−10¹²x²)·(1 − 2·10¹²x²).
    fn without_common_factors(&mut self, sum: NodeId) -> NodeId {
        if self.op(sum) != Op::Sum {
            return sum;
        }
        let factors = |graph: &Graph, term: NodeId| match graph.op(term) {
            Op::Product => graph.args(term).to_vec(),
            _ => vec![term],
        };
        let terms = self.args(sum).to_vec();
        let mut common = factors(self, terms[0]);
        for &term in &terms[1..] {
            let own = factors(self, term);
            common.retain(|factor| own.contains(factor));
        }
        common.retain(|&factor| self.number(factor).is_none());
        if common.is_empty() {
            return sum;
        }
        let shared = self.product(&common);
        let mut rest = Vec::with_capacity(terms.len());
        for term in terms {
            let others: Vec<NodeId> =
                factors(self, term).into_iter().filter(|factor| !common.contains(factor)).collect();
            rest.push(self.product(&others));
        }
        let rest = self.sum(&rest);
        self.product(&[shared, rest])
    }

    fn factors_of_product(&self, product: NodeId) -> Vec<Factor> {
        let mut found = Vec::new();
        let mut waiting = vec![(product, 1i64)];
        while let Some((node, exponent)) = waiting.pop() {
            let args = self.args(node);
            match self.op(node) {
                Op::Product => waiting.extend(args.iter().map(|&arg| (arg, exponent))),
                Op::Power => {
                    match self.small_integer(args[1]).and_then(|n| n.checked_mul(exponent)) {
                        Some(n) => waiting.push((args[0], n)),
                        None => found.push(Factor { base: node, exponent }),
                    }
                }
                _ => found.push(Factor { base: node, exponent }),
            }
        }
        found.sort_by_key(|factor| (factor.base, factor.exponent));
        found
    }
}
