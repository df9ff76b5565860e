//! The power rule on terms a·xⁿ·m with m free of x, which is where the time goes in long polynomials.
//!
//! The result is what the general rules give; what is saved is the search for factors and terms to merge: the
//! bases of a canonical product are distinct, and distinct monomials have distinct derivatives.

use crate::graph::{Graph, IdMap};
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// Terms of up to this many factors.
const FEW: usize = 8;

impl Graph {
    /// The derivative of a product with no moving factor, or with one that is xⁿ for a number n.
    pub(super) fn monomial_derivative(&mut self, id: NodeId, tangent: &IdMap) -> Option<NodeId> {
        let args = self.args(id);
        let moving = match moving_factor(args, tangent) {
            Moving::None => return Some(NodeId::ZERO),
            Moving::One(moving) if self.is_power_of_variable(args[moving], tangent) => moving,
            _ => return None,
        };
        let n = args.len();
        let mut factors = [NodeId::ZERO; FEW];
        factors[..n].copy_from_slice(args);
        let numeric = usize::from(self.op(factors[0]) == Op::Number);
        let x_power = factors[moving];
        let mut coefficient = if numeric == 1 { self.number(factors[0])? } else { Number::ONE };
        if tangent.get(x_power) == NodeId::ONE {
            factors.copy_within(moving + 1..n, moving);
            return Some(self.scaled(&coefficient, &factors[numeric..n - 1]));
        }
        let &[base, exponent] = self.args(x_power) else { return None };
        let power = self.number(exponent)?;
        coefficient = coefficient.mul(&power);
        let known = tangent.get(x_power);
        factors[moving] = match (self.op(known), self.args(known)) {
            // The derivative n·xⁿ⁻¹ of the power is known, and holds the next lower power.
            (Op::Product, &[n, lower]) if n == exponent => lower,
            _ => {
                let lower = self.literal_number(&power.sub(&Number::ONE));
                self.power(base, lower)
            }
        };
        factors[numeric..n].sort_unstable();
        Some(self.scaled(&coefficient, &factors[numeric..n]))
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
            if derivative == NodeId::ZERO {
                return true;
            }
            let moving = match self.op(term) {
                Op::Product => match moving_factor(self.args(term), tangent) {
                    Moving::One(moving) => self.args(term)[moving],
                    _ => return false,
                },
                _ => term,
            };
            self.is_power_of_variable(moving, tangent) && !self.is_multiple_of_sum(derivative)
        })
    }
}

/// Which of a few factors move with the variable.
enum Moving {
    None,
    One(usize),
    /// Several, or there are too many factors to look at.
    More,
}

fn moving_factor(factors: &[NodeId], tangent: &IdMap) -> Moving {
    let mut moving = Moving::None;
    if factors.len() > FEW {
        return Moving::More;
    }
    for (i, &factor) in factors.iter().enumerate() {
        if tangent.get(factor) != NodeId::ZERO {
            match moving {
                Moving::None => moving = Moving::One(i),
                _ => return Moving::More,
            }
        }
    }
    moving
}
