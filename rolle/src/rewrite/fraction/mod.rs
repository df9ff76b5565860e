//! Normal form of an expression as a quotient of polynomials in its *kernels*.
//!
//! Sums, products and integer powers are field structure; what else occurs (symbols, functions, exponentials,
//! radicals) is a kernel. Kernels that are powers of one another share a generator: e^(2x) and e^(x/2) are g⁴ and
//! g for g = e^(x/2), x and √x are h² and h for h = √x. Algebraic relations (√2² = 2, √(x + 1)² = x + 1, |u|² = u²,
//! on request sin²u = 1 − cos²u; a minimal polynomial) reduce high powers. The numerator is zero only if the expression is zero where it is
//! defined; the converse holds where the generators are independent up to their relations (Geddes, Czapor and
//! Labahn, Algorithms for Computer Algebra, 1992, chapter 3).

mod arithmetic;
mod convert;
mod kernel;
mod output;

pub(crate) use arithmetic::Quotient;

use super::ring::Ring;
use crate::Result;
use crate::graph::{Graph, IdMap, NodeSet};
use crate::operator::{NodeId, Op};
use crate::polynomial::IntPoly;
use crate::polynomial::sparse::{Limits, SparsePoly};
use kernel::{Kernel, Relation};
use std::collections::{HashMap, HashSet};

/// Which relations between kernels are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relations {
    /// Radicals and absolute values.
    Algebraic,
    /// These, and sin²u + cos²u = 1, cosh²u − sinh²u = 1.
    Circular,
}

/// A field of quotients: the generators, how each kernel reads in them, and what holds between them.
pub(crate) struct Field {
    pub(crate) ring: Ring,
    kernels: HashMap<NodeId, Kernel>,
    relations: Vec<Relation>,
    /// The nodes of the field structure, children first.
    order: Vec<NodeId>,
    values: HashMap<NodeId, Quotient>,
    /// The minimal polynomials of the algebraic numbers among the generators.
    minimal: HashMap<NodeId, IntPoly>,
    /// Polynomials that were cancelled or became numerators by inversion: they must not vanish.
    nonzero: Vec<SparsePoly>,
    limits: Limits,
}

impl Graph {
    /// The expression as one fraction, with common factors of numerator and denominator cancelled.
    ///
    /// Numerator and denominator are expanded, also inside functions. A cancelled factor leaves the side condition
    /// that it is not zero. A sum of hundreds of terms that occur nowhere else is not multiplied out.
    ///
    /// # Errors
    /// `Budget` where a numerator or denominator would exceed the limits.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let x = cx.symbol("x");
    /// assert_eq!(((x.pow(2) - 1) / (x - 1)).together().unwrap(), x + 1);
    /// assert_eq!((((2 * x).exp() - 1) / (x.exp() - 1)).together().unwrap(), x.exp() + 1);
    /// ```
    pub fn together(&mut self, root: NodeId, limits: &Limits) -> Result<NodeId> {
        self.map_rational_parts(root, |graph, part| {
            graph.bundled(part, &HashSet::new(), |graph, part| {
                let (numerator, denominator) = graph.numerator_denominator(part, limits)?;
                Ok(graph.divide(numerator, denominator))
            })
        })
    }

    /// Numerator and denominator of the expression as one reduced fraction; the denominator is 1 where there is none.
    ///
    /// # Errors
    /// As for [`Graph::together`].
    pub fn numerator_denominator(
        &mut self,
        root: NodeId,
        limits: &Limits,
    ) -> Result<(NodeId, NodeId)> {
        let Some((field, value)) = self.quotient(root, Relations::Algebraic, limits)? else {
            return Ok((self.undefined(crate::graph::Reason::DivisionByZero), NodeId::ONE));
        };
        Ok(self.quotient_parts(&field, &value))
    }

    /// The field of an expression and its reduced quotient there; `None` where it divides by zero.
    pub(crate) fn quotient(
        &mut self,
        root: NodeId,
        relations: Relations,
        limits: &Limits,
    ) -> Result<Option<(Field, Quotient)>> {
        let mut field = Field::below(self, &[root], relations, limits)?;
        let value = field.convert(self, root)?;
        Ok(match value {
            Some(value) => {
                let value = field.normalize(value)?;
                value.map(|value| (field, value))
            }
            None => None,
        })
    }

    /// Whether the normal form shows that the expression is zero wherever it is defined.
    pub(crate) fn vanishes_in_normal_form(&mut self, root: NodeId, limits: &Limits) -> bool {
        let zero = |graph: &mut Graph| -> Result<bool> {
            let mut field = Field::below(graph, &[root], Relations::Circular, limits)?;
            let Some(value) = field.convert(graph, root)? else { return Ok(false) };
            Ok(field.reduce(value)?.is_some_and(|value| value.numerator.polynomial.is_zero()))
        };
        zero(self).unwrap_or(false)
    }

    /// Applies a rewriting to each maximal rational part of an expression, innermost first.
    pub(crate) fn map_rational_parts(
        &mut self,
        root: NodeId,
        mut rewrite: impl FnMut(&mut Graph, NodeId) -> Result<NodeId>,
    ) -> Result<NodeId> {
        let order = self.order(&[root]);
        let tops = self.tops_of_rational_parts(root, &order);
        let mut image = IdMap::up_to(root);
        let mut args = Vec::new();
        for &id in &order {
            args.clear();
            args.extend(self.args(id).iter().map(|&arg| image.get(arg)));
            let mut new = if args == self.args(id) { id } else { self.rebuild(id, &args) };
            if tops.contains(id) && matches!(self.op(new), Op::Sum | Op::Product | Op::Power) {
                new = rewrite(self, new)?;
            }
            image.set(id, new);
        }
        Ok(image.get(root))
    }

    /// The sums, products and integer powers that no such node holds.
    fn tops_of_rational_parts(&self, root: NodeId, order: &[NodeId]) -> NodeSet {
        let mut tops = NodeSet::up_to(root);
        tops.insert(root);
        for &id in order {
            let inside = is_rational_step(self, id);
            for (k, &arg) in self.args(id).iter().enumerate() {
                let exponent = self.op(id) == Op::Power && k == 1;
                if (!inside || exponent) && is_rational_step(self, arg) {
                    tops.insert(arg);
                }
            }
        }
        tops
    }
}

/// Whether a node is a number, a sum, a product or an integer power.
pub(crate) fn is_rational_step(graph: &Graph, id: NodeId) -> bool {
    match graph.op(id) {
        Op::Number | Op::Sum | Op::Product => true,
        Op::Power => graph
            .small_integer(graph.args(id)[1])
            .is_some_and(|n| u32::try_from(n.unsigned_abs()).is_ok()),
        _ => false,
    }
}

impl<'s> crate::Expr<'s> {
    /// The expression as one reduced fraction; see [`Graph::together`].
    ///
    /// # Errors
    /// `Budget` beyond the default limits.
    pub fn together(self) -> Result<crate::Expr<'s>> {
        let id = self.scope().graph_mut().together(self.id(), &Limits::default())?;
        Ok(self.scope().expr(id))
    }
}
