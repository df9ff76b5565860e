//! Conditions of parts, moved around the whole.

use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

impl Graph {
    /// The same expression with the conditions of its parts around it: x·{0 if c} + r becomes {r if c}.
    ///
    /// Exact: a part with a single branch has no value where its condition fails, and neither has what it is a part
    /// of. What stands inside a selection of several branches is left as it is.
    ///
    /// # Examples
    /// ```
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let round = g.apply(rolle::operator::Op::Round, &[x]).unwrap();
    /// let f = g.product(&[x, round]);
    /// let derivative = g.derivative(f, x);
    /// let outside = g.conditions_outside(derivative);
    /// assert_eq!(g.args(outside)[0], round);
    /// ```
    pub fn conditions_outside(&mut self, root: NodeId) -> NodeId {
        let order = self.order(&[root]);
        if !order.iter().any(|&id| self.op(id) == Op::Piecewise) {
            return root;
        }
        let always = self.always();
        // The value of each node, and where it exists.
        let mut images: HashMap<NodeId, (NodeId, NodeId)> = HashMap::with_capacity(order.len());
        for id in order {
            let args = self.args(id).to_vec();
            let op = self.op(id);
            let image = if op == Op::Piecewise && args.len() == 2 {
                let (value, inside) = images[&args[0]];
                (value, self.and(&[inside, args[1]]))
            } else if op == Op::Piecewise || op.is_condition() {
                (id, always)
            } else {
                let (values, conditions): (Vec<NodeId>, Vec<NodeId>) =
                    args.iter().map(|arg| images[arg]).unzip();
                let value = if values == args { id } else { self.rebuild(id, &values) };
                (value, self.and(&conditions))
            };
            images.insert(id, image);
        }
        let (value, condition) = images[&root];
        match condition == always {
            true => value,
            false => self.piecewise(&[(value, condition)], None),
        }
    }
}
