//! The gradient: one sweep from the root to the leaves, however many variables there are.
//!
//! Each node collects what arrives from its parents (its cotangent); a node hands on to each child its
//! cotangent times the local derivative. Source: Griewank and Walther, Evaluating Derivatives, 2008, ch. 3.

use crate::graph::{Graph, SPLICE_LIMIT};
use crate::operator::{Derivative, NodeId, Op};
use std::collections::HashMap;

/// A symmetric matrix of second derivatives: the entries that are not zero by structure, row ≤ column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hessian {
    /// The number of variables.
    pub dimension: usize,
    /// Row, column and value, in ascending order.
    pub entries: Vec<(usize, usize, NodeId)>,
}

/// Room for reverse sweeps over one graph, cleaned node by node, so that many small sweeps over a large graph
/// (the rows of a Hessian) cost what they visit.
#[derive(Default)]
struct Sweep {
    /// The first link of what has arrived at a node; link 0 ends every list.
    head: Vec<u32>,
    links: Vec<(NodeId, u32)>,
    total: Vec<NodeId>,
    active: Vec<bool>,
}

impl Sweep {
    fn begin(&mut self, nodes: usize) {
        if self.head.len() < nodes {
            // Twice what is needed now: the graph grows with every sweep.
            self.head.resize(2 * nodes, 0);
            self.total.resize(2 * nodes, NodeId::ZERO);
            self.active.resize(2 * nodes, false);
        }
        self.links.clear();
        self.links.push((NodeId::ZERO, 0));
    }

    fn end(&mut self, order: &[NodeId], xs: &[NodeId]) {
        for id in order.iter().chain(xs) {
            self.head[id.index()] = 0;
            self.total[id.index()] = NodeId::ZERO;
            self.active[id.index()] = false;
        }
    }

    fn is_active(&self, id: NodeId) -> bool {
        self.active[id.index()]
    }

    fn push(&mut self, id: NodeId, value: NodeId) {
        let link = u32::try_from(self.links.len()).expect("fewer than 2^32 contributions");
        self.links.push((value, self.head[id.index()]));
        self.head[id.index()] = link;
    }

    fn take(&self, id: NodeId, into: &mut Vec<NodeId>) {
        into.clear();
        let mut link = self.head[id.index()];
        while link != 0 {
            let (value, next) = self.links[link as usize];
            into.push(value);
            link = next;
        }
    }
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

    fn sweep_back(
        &mut self,
        root: NodeId,
        xs: &[NodeId],
        order: &[NodeId],
        sweep: &mut Sweep,
    ) -> Vec<NodeId> {
        sweep.begin(self.len());
        self.mark_active(order, xs, sweep);
        let mut incoming = Vec::new();
        sweep.push(root, NodeId::ONE);
        for &id in order.iter().rev() {
            if !sweep.is_active(id) {
                continue;
            }
            sweep.take(id, &mut incoming);
            let cotangent = if let [only] = incoming[..] { only } else { self.sum(&incoming) };
            sweep.total[id.index()] = cotangent;
            if cotangent != NodeId::ZERO {
                self.hand_on(id, cotangent, sweep);
            }
        }
        let gradient = xs.iter().map(|&x| sweep.total[x.index()]).collect();
        sweep.end(order, xs);
        gradient
    }

    /// Marks the nodes that depend on one of the symbols.
    fn mark_active(&self, order: &[NodeId], xs: &[NodeId], sweep: &mut Sweep) {
        for &x in xs {
            sweep.active[x.index()] = true;
        }
        for &id in order {
            if self.args(id).iter().any(|&arg| sweep.is_active(arg)) {
                sweep.active[id.index()] = true;
            }
        }
    }

    fn hand_on(&mut self, id: NodeId, cotangent: NodeId, sweep: &mut Sweep) {
        let op = self.op(id);
        match op {
            Op::Sum => {
                for &arg in self.args(id) {
                    if sweep.is_active(arg) {
                        sweep.push(arg, cotangent);
                    }
                }
            }
            Op::Product => self.hand_on_product(id, cotangent, sweep),
            Op::Piecewise => self.hand_on_selection(id, cotangent, sweep),
            _ if op.is_condition() => {}
            _ if matches!(op.row().map(|row| row.derivative), Some(Derivative::Selection)) => {
                self.hand_on_selection(id, cotangent, sweep);
            }
            _ => {
                for k in 0..self.args(id).len() {
                    let arg = self.args(id)[k];
                    if sweep.is_active(arg)
                        && let Some(local) = self.local_derivative(id, k)
                    {
                        let value = if cotangent == NodeId::ONE {
                            local
                        } else {
                            self.product(&[cotangent, local])
                        };
                        sweep.push(arg, value);
                    }
                }
            }
        }
    }

    fn hand_on_product(&mut self, id: NodeId, cotangent: NodeId, sweep: &mut Sweep) {
        if self.args(id).len() <= FEW_FACTORS {
            return self.hand_on_short_product(id, cotangent, sweep);
        }
        let factors = self.args(id).to_vec();
        let moving: Vec<bool> = factors.iter().map(|&factor| sweep.is_active(factor)).collect();
        let others = self.products_of_others(&factors, &moving);
        for (&factor, others) in factors.iter().zip(others) {
            if let Some(mut others) = others {
                let value = if cotangent == NodeId::ONE {
                    self.part_of_product(&others)
                } else {
                    others.push(cotangent);
                    self.product(&others)
                };
                sweep.push(factor, value);
            }
        }
    }

    /// The same without allocation, for the products that formulas are made of.
    fn hand_on_short_product(&mut self, id: NodeId, cotangent: NodeId, sweep: &mut Sweep) {
        let n = self.args(id).len();
        let mut factors = [NodeId::ZERO; FEW_FACTORS];
        factors[..n].copy_from_slice(self.args(id));
        for i in 0..n {
            if !sweep.is_active(factors[i]) {
                continue;
            }
            let mut others = [cotangent; FEW_FACTORS];
            others[..i].copy_from_slice(&factors[..i]);
            others[i..n - 1].copy_from_slice(&factors[i + 1..n]);
            let value = match cotangent {
                NodeId::ONE => self.part_of_product(&others[..n - 1]),
                _ => self.product(&others[..n]),
            };
            sweep.push(factors[i], value);
        }
    }

    /// A product of some of the factors of a canonical product: no two of them merge.
    fn part_of_product(&mut self, factors: &[NodeId]) -> NodeId {
        match factors {
            [] => NodeId::ONE,
            [only] => *only,
            _ => self.intern(Op::Product, factors),
        }
    }

    fn hand_on_selection(&mut self, id: NodeId, cotangent: NodeId, sweep: &mut Sweep) {
        let branches = self.open_branches(id);
        let mut values: Vec<NodeId> = branches.iter().map(|branch| branch.0).collect();
        values.sort_unstable();
        values.dedup();
        for value in values {
            if sweep.is_active(value) {
                let chosen: Vec<(NodeId, NodeId)> = branches
                    .iter()
                    .map(|&(v, condition)| {
                        (if v == value { cotangent } else { NodeId::ZERO }, condition)
                    })
                    .collect();
                let part = self.piecewise(&chosen, None);
                sweep.push(value, part);
            }
        }
    }

    /// For each moving factor of a canonical product, the other factors in canonical order.
    ///
    /// Few factors are listed outright. Many are cut into groups whose products are shared, so that n factors
    /// need O(n) nodes: each list holds the group mates, the other groups, and what lies outside.
    pub(crate) fn products_of_others(
        &mut self,
        factors: &[NodeId],
        moving: &[bool],
    ) -> Vec<Option<Vec<NodeId>>> {
        let but = |all: &[NodeId], i: usize| [&all[..i], &all[i + 1..]].concat();
        if factors.len() <= 2 * SPLICE_LIMIT {
            let list = |i: usize| moving[i].then(|| but(factors, i));
            return (0..factors.len()).map(list).collect();
        }
        let numeric = usize::from(self.op(factors[0]) == Op::Number);
        let mut result: Vec<Option<Vec<NodeId>>> = vec![None; factors.len()];
        if numeric == 1 && moving[0] {
            result[0] = Some(factors[1..].to_vec());
        }
        let rest = &factors[numeric..];
        let outside = self.group_levels(rest);
        for (i, slot) in result.iter_mut().enumerate().skip(numeric) {
            if moving[i] {
                let j = i - numeric;
                let (group, outer) = &outside[(j / GROUP).min(outside.len() - 1)];
                // Room for the cotangent, which comes last.
                let mut list = Vec::with_capacity(numeric + group.len() + outer.len());
                list.extend_from_slice(&factors[..numeric]);
                list.extend_from_slice(&rest[group.start..j]);
                list.extend_from_slice(&rest[j + 1..group.end]);
                list.extend_from_slice(outer);
                *slot = Some(list);
            }
        }
        result
    }

    /// Groups of factors with the factors outside each group, as shared products.
    fn group_levels(&mut self, factors: &[NodeId]) -> Vec<(std::ops::Range<usize>, Vec<NodeId>)> {
        // Levels from the bottom up: each holds the products of groups of the level below.
        let mut levels: Vec<Vec<NodeId>> = vec![factors.to_vec()];
        while levels[levels.len() - 1].len() > 2 * GROUP {
            let below = &levels[levels.len() - 1];
            let groups: Vec<Vec<NodeId>> =
                groups_of(below.len()).into_iter().map(|r| below[r].to_vec()).collect();
            let above = groups.iter().map(|group| self.intern(Op::Product, group)).collect();
            levels.push(above);
        }
        // From the top down: what lies outside each node of a level.
        let top = &levels[levels.len() - 1];
        let mut outside: Vec<Vec<NodeId>> =
            (0..top.len()).map(|i| [&top[..i], &top[i + 1..]].concat()).collect();
        for level in (1..levels.len() - 1).rev() {
            let below = levels[level].clone();
            let mut next = Vec::with_capacity(below.len());
            for (range, outer) in groups_of(below.len()).into_iter().zip(&outside) {
                let outer = if outer.len() > SPLICE_LIMIT {
                    vec![self.intern(Op::Product, outer)]
                } else {
                    outer.clone()
                };
                for i in range.clone() {
                    let mut list = [&below[range.start..i], &below[i + 1..range.end]].concat();
                    list.extend_from_slice(&outer);
                    list.sort_unstable();
                    next.push(list);
                }
            }
            outside = next;
        }
        if levels.len() == 1 {
            return vec![(0..factors.len(), Vec::new())];
        }
        let ranges = groups_of(factors.len());
        let mut found = Vec::with_capacity(ranges.len());
        for (range, outer) in ranges.into_iter().zip(outside) {
            let outer = if outer.len() > SPLICE_LIMIT {
                vec![self.intern(Op::Product, &outer)]
            } else {
                outer
            };
            found.push((range, outer));
        }
        found
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

/// Products of up to this many factors are differentiated without allocation.
const FEW_FACTORS: usize = 8;

/// The size of a group of factors: with it a list of group mates is too long to be spliced.
const GROUP: usize = SPLICE_LIMIT + 2;

/// Ranges of `GROUP` that cover 0..n; the last takes the remainder.
fn groups_of(n: usize) -> Vec<std::ops::Range<usize>> {
    let count = (n / GROUP).max(1);
    (0..count).map(|k| k * GROUP..if k + 1 == count { n } else { (k + 1) * GROUP }).collect()
}
