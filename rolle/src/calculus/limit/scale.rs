//! The most rapidly varying class of an expression.
//!
//! f and g are in one class if log f / log g tends to a number that is not zero (Gruntz 1996, ch. 3). Only
//! exponentials of arguments that tend to infinity, and t itself, found classes.

use super::germ::{Attempt, Germs, Value};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The class in which an expression is expanded: its ω tends to zero from above.
pub(crate) struct Scale {
    /// Whether ω is 1/t. Then `log` is `t`: in a coefficient, t stands for the logarithm of the old t.
    pub(super) of_variable: bool,
    /// −log ω, which tends to +∞ and varies more slowly than ω.
    pub(super) log: NodeId,
    /// exp(u) of this class, with the limit c of u/(−log ω): exp(u) = ω^(−c)·exp(u + c·log ω).
    pub(super) members: HashMap<NodeId, NodeId>,
}

impl Scale {
    pub(crate) fn is_of_variable(&self) -> bool {
        self.of_variable
    }
}

impl Germs {
    /// The class of 1/t, whatever grows faster.
    pub(crate) fn scale_of_variable(&self) -> Scale {
        Scale { of_variable: true, log: self.t, members: HashMap::new() }
    }

    /// The most rapidly varying class that occurs in an expression.
    pub(crate) fn scale(&mut self, e: NodeId) -> Attempt<Scale> {
        let mut scale = self.scale_of_variable();
        // The oldest member of a class has no other member in its argument, so its logarithm is free of ω.
        let mut log =
            self.graph.apply(Op::Log, &[self.t]).expect("the logarithm takes one argument");
        let order = self.graph.order(&[e]);
        self.spend(order.len())?;
        for id in order {
            if self.graph.op(id) != Op::Exp || !self.depends(id) {
                continue;
            }
            let argument = self.graph.args(id)[0];
            let Value::Infinite(sign) = self.limit(argument)? else { continue };
            let growing = if sign.is_gt() { argument } else { self.graph.negate(argument) };
            let quotient = self.graph.divide(growing, log);
            match self.limit(quotient)? {
                Value::Infinite(_) => {
                    log = growing;
                    let one = self.graph.integer(if sign.is_gt() { 1 } else { -1 });
                    scale = Scale {
                        of_variable: false,
                        log: growing,
                        members: HashMap::from([(id, one)]),
                    };
                }
                Value::Finite(ratio) => {
                    if self.compare(ratio, NodeId::ZERO)? != Ordering::Equal {
                        let c = if sign.is_gt() { ratio } else { self.graph.negate(ratio) };
                        scale.members.insert(id, c);
                    }
                }
            }
        }
        Ok(scale)
    }
}
