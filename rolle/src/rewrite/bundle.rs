//! Very long sums as one variable.
//!
//! A sum c₁·g₁ + … + cₙ·gₙ + rest whose generators g occur nowhere else is, after an invertible linear change of
//! variables, u + rest with a single new variable u: quotients, common factors and irreducible factors are the same in
//! both. So ten thousand different symbols cost one generator, and memory is proportional to the terms.

use crate::Result;
use crate::graph::{Assumptions, Facts, Graph, IdMap, Requirement, SideCondition};
use crate::operator::{NodeId, Op};
use std::collections::{HashMap, HashSet};

/// A sum of so many private terms is bundled; shorter ones are written out, as users expect of small formulas.
const LONG: usize = 256;

impl Graph {
    /// A rewriting of the rational structure at a node, with very long sums of terms that occur nowhere else taken as
    /// one variable each.
    ///
    /// `kept` are nodes that the rewriting looks at; they stay.
    pub(super) fn bundled(
        &mut self,
        part: NodeId,
        kept: &HashSet<NodeId>,
        rewrite: impl FnOnce(&mut Graph, NodeId) -> Result<NodeId>,
    ) -> Result<NodeId> {
        let (bundled, bundles) = self.bundle(part, kept);
        if bundles.is_empty() {
            return rewrite(self, part);
        }
        let before = self.take_side_conditions();
        let found = rewrite(self, bundled);
        let conditions = self.take_side_conditions();
        self.add_side_conditions(&before);
        let found = found?;
        for SideCondition { requirement, of } in conditions {
            let of = self.written_out(of, &bundles);
            self.require(requirement, of);
        }
        let order = self.order(&[found]);
        for &(variable, sum) in &bundles {
            if order.binary_search(&variable).is_err() && !self.facts(sum).has(Facts::TOTAL) {
                self.require(Requirement::Defined, sum);
            }
        }
        Ok(self.written_out(found, &bundles))
    }

    /// The node with the sums in the place of their variables, and flat where one stands in a sum.
    fn written_out(&mut self, root: NodeId, bundles: &[(NodeId, NodeId)]) -> NodeId {
        let sums: HashMap<NodeId, NodeId> = bundles.iter().copied().collect();
        let mut image = IdMap::up_to(root);
        for id in self.order(&[root]) {
            if let Some(&sum) = sums.get(&id) {
                image.set(id, sum);
                continue;
            }
            let mut args = Vec::with_capacity(self.args(id).len());
            for arg in self.args(id) {
                match sums.get(arg).filter(|_| self.op(id) == Op::Sum) {
                    Some(&sum) if self.op(sum) == Op::Sum => args.extend_from_slice(self.args(sum)),
                    _ => args.push(image.get(*arg)),
                }
            }
            let same = args == self.args(id);
            let new = if same { id } else { self.rebuild(id, &args) };
            image.set(id, new);
        }
        image.get(root)
    }

    /// The node with long private sums replaced by new symbols, and what these stand for.
    fn bundle(&mut self, part: NodeId, kept: &HashSet<NodeId>) -> (NodeId, Vec<(NodeId, NodeId)>) {
        let order = self.structure(part);
        if !order.iter().any(|&id| is_long_sum(self, id)) {
            return (part, Vec::new());
        }
        let parents = self.parents(&order);
        let mut image = IdMap::up_to(part);
        let mut bundles = Vec::new();
        for &id in &order {
            let mut args: Vec<NodeId> = Vec::with_capacity(self.args(id).len());
            for &arg in self.args(id) {
                let inside = order.binary_search(&arg).is_ok();
                args.push(if inside { image.get(arg) } else { arg });
            }
            if is_long_sum(self, id) {
                let old = self.args(id).to_vec();
                let is_private = |arg: NodeId| self.is_private(arg, &parents, kept);
                let (private, rest): (Vec<_>, Vec<_>) =
                    old.iter().zip(&args).partition(|(arg, _)| is_private(**arg));
                if private.len() >= LONG {
                    let terms: Vec<NodeId> = private.into_iter().map(|(old, _)| *old).collect();
                    args = rest.into_iter().map(|(_, new)| *new).collect();
                    let sum = self.sum(&terms);
                    let variable = self.fresh_symbol("sum", Assumptions::default());
                    bundles.push((variable, sum));
                    args.push(variable);
                }
            }
            let same = args == self.args(id);
            let new = if same { id } else { self.rebuild(id, &args) };
            image.set(id, new);
        }
        (image.get(part), bundles)
    }

    /// The sums, products, powers and roots at a node and what they are made of, children first.
    fn structure(&self, part: NodeId) -> Vec<NodeId> {
        let mut seen = HashSet::from([part]);
        let mut order = vec![part];
        let mut next = 0;
        while next < order.len() {
            let id = order[next];
            next += 1;
            if is_structure(self.op(id)) {
                order.extend(self.args(id).iter().copied().filter(|arg| seen.insert(*arg)));
            }
        }
        order.sort_unstable();
        order
    }

    /// How many nodes of the structure hold each of its nodes.
    fn parents(&self, order: &[NodeId]) -> HashMap<NodeId, u32> {
        let mut parents = HashMap::new();
        for &id in order.iter().filter(|&&id| is_structure(self.op(id))) {
            for &arg in self.args(id) {
                *parents.entry(arg).or_insert(0) += 1;
            }
        }
        parents
    }

    /// A generator, or a rational multiple of one, that only this sum holds.
    fn is_private(
        &self,
        term: NodeId,
        parents: &HashMap<NodeId, u32>,
        kept: &HashSet<NodeId>,
    ) -> bool {
        let alone = |id: NodeId| parents.get(&id) == Some(&1) && !kept.contains(&id);
        let generator = match (self.op(term), self.args(term)) {
            (Op::Product, &[number, generator]) if self.op(number) == Op::Number => generator,
            _ => term,
        };
        // Exponentials, roots and constants are related to others without holding them.
        let free = match self.op(generator) {
            Op::Symbol => true,
            Op::Exp | Op::Constant | Op::Number | Op::Undefined => false,
            op => op.is_function() && !is_structure(op),
        };
        free && alone(term) && alone(generator)
    }
}

fn is_long_sum(graph: &Graph, id: NodeId) -> bool {
    graph.op(id) == Op::Sum && graph.args(id).len() >= LONG
}

/// What the normal form of a quotient looks into.
fn is_structure(op: Op) -> bool {
    matches!(op, Op::Sum | Op::Product | Op::Power | Op::Root | Op::Abs)
}
