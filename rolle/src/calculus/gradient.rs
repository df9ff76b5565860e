//! The gradient: one sweep from the root to the leaves, however many variables there are.
//!
//! Each node collects what arrives from its parents (its cotangent); a node hands on to each child its
//! cotangent times the local derivative. Source: Griewank and Walther, Evaluating Derivatives, 2008, ch. 3.

use crate::graph::{Graph, IdMap, NodeSet, SPLICE_LIMIT};
use crate::operator::{Derivative, NodeId, Op};

/// A symmetric matrix of second derivatives: the entries that are not zero by structure, row ≤ column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hessian {
    /// The number of variables.
    pub dimension: usize,
    /// Row, column and value, in ascending order.
    pub entries: Vec<(usize, usize, NodeId)>,
}

/// What has arrived at each node: linked lists in one array.
struct Cotangents {
    head: Vec<u32>,
    links: Vec<(NodeId, u32)>,
}

impl Cotangents {
    fn up_to(last: NodeId) -> Cotangents {
        // Link 0 ends every list.
        Cotangents { head: vec![0; last.index() + 1], links: vec![(NodeId::ZERO, 0)] }
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
        let active = self.active_nodes(&order, root, xs);
        let mut arrived = Cotangents::up_to(root);
        let mut total = IdMap::up_to(root);
        let mut incoming = Vec::new();
        arrived.push(root, NodeId::ONE);
        for &id in order.iter().rev() {
            if !active.contains(id) {
                continue;
            }
            arrived.take(id, &mut incoming);
            let cotangent = if let [only] = incoming[..] { only } else { self.sum(&incoming) };
            total.set(id, cotangent);
            if cotangent != NodeId::ZERO {
                self.hand_on(id, cotangent, &active, &mut arrived);
            }
        }
        xs.iter().map(|&x| if x <= root { total.get(x) } else { NodeId::ZERO }).collect()
    }

    /// The nodes that depend on one of the symbols.
    fn active_nodes(&self, order: &[NodeId], root: NodeId, xs: &[NodeId]) -> NodeSet {
        let mut active = NodeSet::up_to(root);
        for &x in xs.iter().filter(|&&x| x <= root) {
            active.insert(x);
        }
        for &id in order {
            if self.args(id).iter().any(|&arg| active.contains(arg)) {
                active.insert(id);
            }
        }
        active
    }

    fn hand_on(
        &mut self,
        id: NodeId,
        cotangent: NodeId,
        active: &NodeSet,
        arrived: &mut Cotangents,
    ) {
        let op = self.op(id);
        match op {
            Op::Sum => {
                for &arg in self.args(id) {
                    if active.contains(arg) {
                        arrived.push(arg, cotangent);
                    }
                }
            }
            Op::Product => self.hand_on_product(id, cotangent, active, arrived),
            Op::Piecewise => self.hand_on_selection(id, cotangent, active, arrived),
            _ if op.is_condition() => {}
            _ if matches!(op.row().map(|row| row.derivative), Some(Derivative::Selection)) => {
                self.hand_on_selection(id, cotangent, active, arrived);
            }
            _ => {
                for k in 0..self.args(id).len() {
                    let arg = self.args(id)[k];
                    if active.contains(arg)
                        && let Some(local) = self.local_derivative(id, k)
                    {
                        let value = if cotangent == NodeId::ONE {
                            local
                        } else {
                            self.product(&[cotangent, local])
                        };
                        arrived.push(arg, value);
                    }
                }
            }
        }
    }

    fn hand_on_product(
        &mut self,
        id: NodeId,
        cotangent: NodeId,
        active: &NodeSet,
        arrived: &mut Cotangents,
    ) {
        let factors = self.args(id).to_vec();
        let moving: Vec<bool> = factors.iter().map(|&factor| active.contains(factor)).collect();
        let others = self.products_of_others(&factors, &moving);
        for (&factor, others) in factors.iter().zip(others) {
            if let Some(mut others) = others {
                let value = if cotangent == NodeId::ONE {
                    self.part_of_product(&others)
                } else {
                    others.push(cotangent);
                    self.product(&others)
                };
                arrived.push(factor, value);
            }
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

    fn hand_on_selection(
        &mut self,
        id: NodeId,
        cotangent: NodeId,
        active: &NodeSet,
        arrived: &mut Cotangents,
    ) {
        let branches = self.open_branches(id);
        let mut values: Vec<NodeId> = branches.iter().map(|branch| branch.0).collect();
        values.sort_unstable();
        values.dedup();
        for value in values {
            if active.contains(value) {
                let chosen: Vec<(NodeId, NodeId)> = branches
                    .iter()
                    .map(|&(v, condition)| {
                        (if v == value { cotangent } else { NodeId::ZERO }, condition)
                    })
                    .collect();
                let part = self.piecewise(&chosen, None);
                arrived.push(value, part);
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
                let mates = &rest[group.clone()];
                let mut list = factors[..numeric].to_vec();
                list.extend(but(mates, j - group.start));
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
        let gradient = self.gradient(root, xs);
        let mut place: std::collections::HashMap<NodeId, usize> = std::collections::HashMap::new();
        for (j, &x) in xs.iter().enumerate() {
            place.insert(x, j);
        }
        let mut entries = Vec::new();
        for (i, &first) in gradient.iter().enumerate() {
            let mut columns: Vec<usize> = self
                .free_symbols(first)
                .iter()
                .filter_map(|x| place.get(x).copied())
                .filter(|&j| j >= i)
                .collect();
            columns.sort_unstable();
            let symbols: Vec<NodeId> = columns.iter().map(|&j| xs[j]).collect();
            let row = self.gradient(first, &symbols);
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

/// The size of a group of factors: with it a list of group mates is too long to be spliced.
const GROUP: usize = SPLICE_LIMIT + 2;

/// Ranges of `GROUP` that cover 0..n; the last takes the remainder.
fn groups_of(n: usize) -> Vec<std::ops::Range<usize>> {
    let count = (n / GROUP).max(1);
    (0..count).map(|k| k * GROUP..if k + 1 == count { n } else { (k + 1) * GROUP }).collect()
}
