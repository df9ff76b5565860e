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
            let product = graph.factor_part(plain, &LIMITS).unwrap_or(plain);
            graph.factors_of_product(product)
        })
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
