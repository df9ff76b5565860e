//! The local derivatives: how the value of one node changes with one of its children.
//!
//! This is all that forward and reverse sweeps need; the chain rule itself is in the sweeps.

use crate::graph::Graph;
use crate::operator::{Derivative, NodeId, Op};

impl Graph {
    /// ∂(node)/∂(child k) for every node but sums, products and selections, which the sweeps treat as a whole.
    ///
    /// For a power, k = 0 is the base and k = 1 the exponent. `None` where the node does not depend on the
    /// child in a differentiable way (conditions, literal arguments).
    pub(crate) fn local_derivative(&mut self, id: NodeId, k: usize) -> Option<NodeId> {
        match self.op(id) {
            Op::Power => Some(self.power_derivative(id, k)),
            Op::Call => Some(self.call_derivative(id, k)),
            op => {
                let Derivative::Partial(rule) = op.row()?.derivative else { return None };
                let partial = match *self.args(id) {
                    [x] => rule(self, &[x], id, k),
                    [x, y] => rule(self, &[x, y], id, k),
                    _ => {
                        let args = self.args(id).to_vec();
                        rule(self, &args, id, k)
                    }
                };
                (partial != NodeId::ZERO).then_some(partial)
            }
        }
    }

    fn power_derivative(&mut self, id: NodeId, k: usize) -> NodeId {
        let (base, exponent) = (self.args(id)[0], self.args(id)[1]);
        if k == 1 {
            let log = self.apply(Op::Log, &[base]).expect("the logarithm takes one argument");
            return self.product(&[id, log]);
        }
        let minus_one = self.integer(-1);
        let lower = self.sum(&[exponent, minus_one]);
        let power = self.power(base, lower);
        self.product(&[exponent, power])
    }

    /// The formal derivative: one order more by argument k.
    fn call_derivative(&mut self, id: NodeId, k: usize) -> NodeId {
        let function = self.args(id)[0];
        if k == 0 {
            return NodeId::ZERO;
        }
        let symbol =
            self.function_symbol(function).expect("a call begins with its function").clone();
        let args = self.args(id)[1..].to_vec();
        let mut orders = symbol.orders;
        orders[k - 1] += 1;
        self.call(&symbol.name, &orders, &args).expect("the orders fit the arguments")
    }
}
