//! Gradients, Jacobians and Hessians by reverse sweeps.

use super::reverse::Sweep;
use crate::graph::Graph;
use crate::operator::NodeId;
use std::collections::HashMap;

/// A symmetric matrix of second derivatives: the entries that are not zero by structure, row ≤ column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hessian {
    /// The number of variables.
    pub dimension: usize,
    /// Row, column and value, in ascending order.
    pub entries: Vec<(usize, usize, NodeId)>,
}

impl Graph {
    /// The first derivatives of one expression by many symbols, in one reverse sweep.
    ///
    /// The cost is a small multiple of the expression's, independent of the number of symbols.
    pub fn gradient(&mut self, root: NodeId, xs: &[NodeId]) -> Vec<NodeId> {
        let order = self.order(&[root]);
        if order.iter().any(|&id| self.selects_among_kinked(id)) {
            // Ties on open sets are decided by the derivatives of the arguments, which a reverse sweep has not.
            return xs.iter().map(|&x| self.derivative(root, x)).collect();
        }
        self.sweep_back(root, xs, &order, &mut Sweep::default())
    }

    /// The rows of first derivatives of several expressions.
    pub fn jacobian(&mut self, roots: &[NodeId], xs: &[NodeId]) -> Vec<Vec<NodeId>> {
        if xs.len() <= roots.len() {
            let columns: Vec<Vec<NodeId>> =
                xs.iter().map(|&x| self.derivatives(roots, x)).collect();
            return (0..roots.len())
                .map(|i| columns.iter().map(|column| column[i]).collect())
                .collect();
        }
        roots.iter().map(|&root| self.gradient(root, xs)).collect()
    }

    /// The second derivatives by some symbols: symmetric and sparse, upper triangle.
    ///
    /// Each entry of the gradient is swept once more, only over the symbols that it contains.
    pub fn hessian(&mut self, root: NodeId, xs: &[NodeId]) -> Hessian {
        let mut sweep = Sweep::default();
        let gradient = self.gradient(root, xs);
        let place: HashMap<NodeId, usize> = xs.iter().enumerate().map(|(j, &x)| (x, j)).collect();
        let mut entries = Vec::new();
        for (i, &first) in gradient.iter().enumerate() {
            let order = self.order(&[first]);
            let mut columns: Vec<usize> =
                order.iter().filter_map(|x| place.get(x).copied()).filter(|&j| j >= i).collect();
            columns.sort_unstable();
            let symbols: Vec<NodeId> = columns.iter().map(|&j| xs[j]).collect();
            let row = match order.iter().any(|&id| self.selects_among_kinked(id)) {
                true => self.gradient(first, &symbols),
                false => self.sweep_back(first, &symbols, &order, &mut sweep),
            };
            entries.extend(
                columns
                    .into_iter()
                    .zip(row)
                    .filter(|&(_, id)| id != NodeId::ZERO)
                    .map(|(j, id)| (i, j, id)),
            );
        }
        Hessian { dimension: xs.len(), entries }
    }
}
