//! The power rule on terms a·xⁿ·m with m free of x, which is where the time goes in long polynomials.
//!
//! The result is what the general rules give; what is saved is the search for factors and terms to merge: the
//! bases of a canonical product are distinct, and distinct monomials have distinct derivatives.

use crate::graph::{Graph, IdMap};
use crate::operator::{NodeId, Op};

/// Terms of up to this many factors.
const FEW: usize = 8;

impl Graph {
    /// The derivative of a product whose only moving factor is xⁿ for a number n.
    pub(super) fn monomial_derivative(&mut self, id: NodeId, tangent: &IdMap) -> Option<NodeId> {
        let moving = self.moving_power(id, tangent)?;
        let args = self.args(id);
        let n = args.len();
        let mut factors = [NodeId::ZERO; FEW];
        factors[..n].copy_from_slice(args);
        let numeric = usize::from(self.op(factors[0]) == Op::Number);
        let x_power = factors[moving];
        let mut coefficient =
            if numeric == 1 { self.number(factors[0])? } else { crate::number::Number::ONE };
        if tangent.get(x_power) == NodeId::ONE {
            factors.copy_within(moving + 1..n, moving);
            return Some(self.scaled(&coefficient, &factors[numeric..n - 1]));
        }
        let (base, exponent) = (self.args(x_power)[0], self.number(self.args(x_power)[1])?);
        coefficient = coefficient.mul(&exponent);
        let known = tangent.get(x_power);
        factors[moving] = match (self.op(known), self.args(known)) {
            // The derivative n·xⁿ⁻¹ of the power is known, and holds the next lower power.
            (Op::Product, &[n, lower]) if n == self.args(x_power)[1] => lower,
            _ => {
                let lower = self.literal_number(&exponent.sub(&crate::number::Number::ONE));
                self.power(base, lower)
            }
        };
        factors[numeric..n].sort_unstable();
        Some(self.scaled(&coefficient, &factors[numeric..n]))
    }

    /// The place of the only moving factor, if that is the variable or a power of it.
    fn moving_power(&self, id: NodeId, tangent: &IdMap) -> Option<usize> {
        let args = self.args(id);
        if args.len() > FEW {
            return None;
        }
        let mut moving = None;
        for (i, &factor) in args.iter().enumerate() {
            if tangent.get(factor) != NodeId::ZERO && moving.replace(i).is_some() {
                return None;
            }
        }
        moving.filter(|&i| self.is_power_of_variable(args[i], tangent))
    }

    fn is_power_of_variable(&self, id: NodeId, tangent: &IdMap) -> bool {
        match self.op(id) {
            Op::Symbol => tangent.get(id) == NodeId::ONE,
            Op::Power => {
                let (base, exponent) = (self.args(id)[0], self.args(id)[1]);
                self.op(base) == Op::Symbol
                    && tangent.get(base) == NodeId::ONE
                    && self.op(exponent) == Op::Number
            }
            _ => false,
        }
    }

    /// Whether the derivatives of the terms of a sum are pairwise unlike and no sums themselves.
    pub(super) fn is_sum_of_monomials(&self, args: &[NodeId], tangent: &IdMap) -> bool {
        args.iter().all(|&term| {
            let derivative = tangent.get(term);
            derivative == NodeId::ZERO
                || (!self.is_sum_or_negated(derivative)
                    && (self.is_power_of_variable(term, tangent)
                        || (self.op(term) == Op::Product
                            && self.moving_power(term, tangent).is_some())))
        })
    }
}
