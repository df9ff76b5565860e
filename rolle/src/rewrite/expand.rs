//! Expansion: products of sums and powers of sums multiplied out, everywhere in an expression.
//!
//! Maximal polynomial parts are handed to the sparse polynomial kernel as a whole and come back as flat sums. Where very
//! many generators occur, the terms are lists instead of packed exponents.

use super::ring::{Ring, is_polynomial_step, polynomial_order};
use super::wide::WIDE;
use crate::Result;
use crate::graph::{Facts, Graph, IdMap, NodeSet, Requirement};
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;

impl Graph {
    /// The expression with products and positive integer powers of sums multiplied out, also inside functions.
    ///
    /// # Errors
    /// `Budget` where the result would exceed the limits (5 million terms by default), found before the memory
    /// is taken: `(x + y)^(10^9)`.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let x = cx.symbol("x");
    /// assert_eq!(((x + 1) * (x - 1)).expand().unwrap(), x.pow(2) - 1);
    /// ```
    pub fn expand(&mut self, root: NodeId, limits: &Limits) -> Result<NodeId> {
        let order = self.order(&[root]);
        let tops = self.tops_of_polynomial_parts(root, &order);
        let mut image = IdMap::up_to(root);
        let mut args = Vec::new();
        for &id in &order {
            args.clear();
            args.extend(self.args(id).iter().map(|&arg| image.get(arg)));
            let unchanged = args == self.args(id);
            let mut new = if unchanged { id } else { self.rebuild(id, &args) };
            if tops.contains(id) && self.has_product_of_sums(new) {
                new = self.expand_part(new, limits)?;
            }
            image.set(id, new);
        }
        Ok(image.get(root))
    }

    /// The polynomial part at a node multiplied out; what is inside its generators stays as it is.
    pub(crate) fn expand_part(&mut self, part: NodeId, limits: &Limits) -> Result<NodeId> {
        let ring = Ring::below(self, part);
        let (expanded, occurs) = if ring.len() > WIDE {
            self.expand_wide(part, &ring, limits)?
        } else {
            let value = ring.convert(self, part, limits)?;
            let occurs = value.polynomial.degrees().iter().map(|degree| *degree > 0).collect();
            (ring.expression(self, &value), occurs)
        };
        for (&generator, _) in ring.generators().iter().zip(&occurs).filter(|(_, occurs)| !**occurs)
        {
            if !self.facts(generator).has(Facts::TOTAL) {
                self.require(Requirement::Defined, generator);
            }
        }
        Ok(expanded)
    }

    /// The polynomial steps that no polynomial step holds.
    fn tops_of_polynomial_parts(&self, root: NodeId, order: &[NodeId]) -> NodeSet {
        let mut tops = NodeSet::up_to(root);
        tops.insert(root);
        for &id in order {
            let inside = is_polynomial_step(self, id);
            for (k, &arg) in self.args(id).iter().enumerate() {
                let exponent = self.op(id) == Op::Power && k == 1;
                if (!inside || exponent) && is_polynomial_step(self, arg) {
                    tops.insert(arg);
                }
            }
        }
        tops
    }

    fn has_product_of_sums(&self, top: NodeId) -> bool {
        let is_sum = |&id: &NodeId| self.op(id) == Op::Sum;
        polynomial_order(self, top).into_iter().any(|id| match self.op(id) {
            Op::Product => self.args(id).iter().any(is_sum),
            Op::Power if is_polynomial_step(self, id) => is_sum(&self.args(id)[0]),
            Op::Sum => self.args(id).iter().any(is_sum),
            _ => false,
        })
    }
}

impl<'s> crate::Expr<'s> {
    /// The expression with products of sums multiplied out; see [`Graph::expand`].
    ///
    /// # Errors
    /// `Budget` beyond the default limits.
    pub fn expand(self) -> Result<crate::Expr<'s>> {
        let id = self.scope().graph_mut().expand(self.id(), &Limits::default())?;
        Ok(self.scope().expr(id))
    }
}
