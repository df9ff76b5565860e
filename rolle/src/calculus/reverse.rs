//! The reverse sweep: from the root to the leaves, once, however many variables there are.
//!
//! Each node collects what arrives from its parents (its cotangent) and hands on to each child its cotangent times
//! the local derivative. A long product waits: what arrives is a list of factors, multiplied only where a node passes
//! it on more than once or a variable takes it. So a chain of n functions costs n factors, not n products, each as
//! long as a product may grow. Source: Griewank and Walther, Evaluating Derivatives, 2008, ch. 3.

use crate::graph::{Graph, SPLICE_LIMIT};
use crate::operator::{Derivative, NodeId, Op};

/// Products of up to this many factors are differentiated without allocation, and cotangents up to this length are
/// multiplied at once.
const FEW_FACTORS: usize = 8;

/// What a node is to the sweep.
#[derive(Clone, Copy, Default, PartialEq)]
enum Role {
    /// It does not depend on a variable.
    #[default]
    Constant,
    /// It depends on a variable.
    Active,
    /// It is one.
    Variable,
}

/// Something that has arrived at a node: `factor` times the contribution `outer`, and so on to contribution 0,
/// which is one and also ends the list of what has arrived.
#[derive(Clone, Copy)]
struct Contribution {
    factor: NodeId,
    outer: u32,
    next: u32,
}

/// Room for reverse sweeps over one graph, cleaned node by node, so that many small sweeps over a large graph
/// (the rows of a Hessian) cost what they visit.
#[derive(Default)]
pub(super) struct Sweep {
    /// The latest contribution to a node.
    latest: Vec<u32>,
    role: Vec<Role>,
    contributions: Vec<Contribution>,
    /// Room for the terms of one cotangent and the factors of one contribution.
    terms: Vec<NodeId>,
    factors: Vec<NodeId>,
}

impl Sweep {
    fn begin(&mut self, nodes: usize) {
        if self.latest.len() < nodes {
            // Twice what is needed now: the graph grows with every sweep.
            self.latest.resize(2 * nodes, 0);
            self.role.resize(2 * nodes, Role::Constant);
        }
        self.contributions.clear();
        self.detached(NodeId::ONE, 0);
    }

    fn end(&mut self, order: &[NodeId], xs: &[NodeId]) {
        for id in order.iter().chain(xs) {
            self.latest[id.index()] = 0;
            self.role[id.index()] = Role::Constant;
        }
    }

    fn is_active(&self, id: NodeId) -> bool {
        self.role[id.index()] != Role::Constant
    }

    /// A contribution that has not arrived anywhere: others continue it.
    fn detached(&mut self, factor: NodeId, outer: u32) -> u32 {
        let index = self.contributions.len();
        self.contributions.push(Contribution { factor, outer, next: 0 });
        u32::try_from(index).expect("fewer than 2^32 contributions")
    }

    /// Lets a contribution arrive at a node as it is.
    fn pass(&mut self, id: NodeId, contribution: u32) {
        let Contribution { factor, outer, .. } = self.contributions[contribution as usize];
        self.push(id, factor, outer);
    }

    /// Lets `factor` times the contribution `outer` arrive at a node.
    fn push(&mut self, id: NodeId, factor: NodeId, outer: u32) {
        if factor == NodeId::ZERO {
            return;
        }
        let index = self.detached(factor, outer);
        self.contributions[index as usize].next = self.latest[id.index()];
        self.latest[id.index()] = index;
    }

    /// What has arrived at a node, if it is a single contribution.
    fn single(&self, id: NodeId) -> Option<u32> {
        let latest = self.latest[id.index()];
        (latest != 0 && self.contributions[latest as usize].next == 0).then_some(latest)
    }

    /// Whether exactly one child, at one place, depends on a variable.
    fn passes_through(&self, id: NodeId, args: &[NodeId]) -> bool {
        let mut active = args.iter().filter(|&&arg| self.is_active(arg));
        self.role[id.index()] == Role::Active && active.next().is_some() && active.next().is_none()
    }
}

impl Graph {
    /// The derivatives of `root` by `xs`, given the nodes below the root.
    pub(super) fn sweep_back(
        &mut self,
        root: NodeId,
        xs: &[NodeId],
        order: &[NodeId],
        sweep: &mut Sweep,
    ) -> Vec<NodeId> {
        sweep.begin(self.len());
        self.mark_active(order, xs, sweep);
        sweep.push(root, NodeId::ONE, 0);
        for &id in order.iter().rev() {
            if sweep.latest[id.index()] == 0 || !sweep.is_active(id) {
                continue;
            }
            let outer = match sweep.single(id) {
                Some(single) if sweep.passes_through(id, self.args(id)) => single,
                _ => match self.cotangent(id, sweep) {
                    NodeId::ZERO => continue,
                    cotangent => sweep.detached(cotangent, 0),
                },
            };
            self.hand_on(id, outer, sweep);
        }
        let gradient = xs.iter().map(|&x| self.cotangent(x, sweep)).collect();
        sweep.end(order, xs);
        gradient
    }

    /// Marks the nodes that depend on one of the symbols.
    fn mark_active(&self, order: &[NodeId], xs: &[NodeId], sweep: &mut Sweep) {
        for &x in xs {
            sweep.role[x.index()] = Role::Variable;
        }
        for &id in order {
            if !sweep.is_active(id) && self.args(id).iter().any(|&arg| sweep.is_active(arg)) {
                sweep.role[id.index()] = Role::Active;
            }
        }
    }

    /// The sum of all that has arrived at a node.
    fn cotangent(&mut self, id: NodeId, sweep: &mut Sweep) -> NodeId {
        let mut terms = std::mem::take(&mut sweep.terms);
        terms.clear();
        let mut next = sweep.latest[id.index()];
        while next != 0 {
            terms.push(self.multiplied(next, sweep));
            next = sweep.contributions[next as usize].next;
        }
        let cotangent = if let [only] = terms[..] { only } else { self.sum(&terms) };
        sweep.terms = terms;
        cotangent
    }

    /// The product of the factors of a contribution.
    fn multiplied(&mut self, contribution: u32, sweep: &mut Sweep) -> NodeId {
        let Contribution { factor, outer: 0, .. } = sweep.contributions[contribution as usize]
        else {
            return self.product_of_list(contribution, sweep);
        };
        factor
    }

    fn product_of_list(&mut self, contribution: u32, sweep: &mut Sweep) -> NodeId {
        let mut factors = std::mem::take(&mut sweep.factors);
        factors.clear();
        let mut next = contribution;
        while next != 0 {
            let Contribution { factor, outer, .. } = sweep.contributions[next as usize];
            factors.push(factor);
            next = outer;
        }
        factors.reverse();
        // In pieces that stay shared: their numbers stay short, however long the list is.
        let (first, rest) = factors.split_at(factors.len().min(SPLICE_LIMIT));
        let mut product = self.product(first);
        let mut piece = [NodeId::ONE; SPLICE_LIMIT + 1];
        for factors in rest.chunks(SPLICE_LIMIT) {
            piece[0] = product;
            piece[1..=factors.len()].copy_from_slice(factors);
            product = self.product(&piece[..=factors.len()]);
        }
        sweep.factors = factors;
        product
    }

    /// Hands the contribution `outer` times the local derivative to each child.
    fn hand_on(&mut self, id: NodeId, outer: u32, sweep: &mut Sweep) {
        let op = self.op(id);
        match op {
            Op::Sum => {
                for &arg in self.args(id) {
                    if sweep.is_active(arg) {
                        sweep.pass(arg, outer);
                    }
                }
            }
            Op::Product if self.args(id).len() <= FEW_FACTORS => {
                self.hand_on_short_product(id, outer, sweep)
            }
            Op::Product => self.hand_on_long_product(id, outer, sweep),
            Op::Piecewise => self.hand_on_selection(id, outer, sweep),
            _ if op.is_condition() => {}
            _ if matches!(op.row().map(|row| row.derivative), Some(Derivative::Selection)) => {
                self.hand_on_selection(id, outer, sweep);
            }
            _ => {
                for k in 0..self.args(id).len() {
                    let arg = self.args(id)[k];
                    if sweep.is_active(arg)
                        && let Some(local) = self.local_derivative(id, k)
                    {
                        match self.short_cotangent(outer, sweep) {
                            Some(NodeId::ONE) => sweep.push(arg, local, 0),
                            Some(cotangent) => {
                                let value = self.product(&[cotangent, local]);
                                sweep.push(arg, value, 0);
                            }
                            None => sweep.push(arg, local, outer),
                        }
                    }
                }
            }
        }
    }

    /// Without allocation, for the products that formulas are made of.
    fn hand_on_short_product(&mut self, id: NodeId, outer: u32, sweep: &mut Sweep) {
        let n = self.args(id).len();
        let mut factors = [NodeId::ZERO; FEW_FACTORS];
        factors[..n].copy_from_slice(self.args(id));
        for i in 0..n {
            if !sweep.is_active(factors[i]) {
                continue;
            }
            let mut others = [NodeId::ZERO; FEW_FACTORS];
            others[..i].copy_from_slice(&factors[..i]);
            others[i..n - 1].copy_from_slice(&factors[i + 1..n]);
            match self.short_cotangent(outer, sweep) {
                Some(NodeId::ONE) => {
                    let part = self.part_of_product(&others[..n - 1]);
                    sweep.push(factors[i], part, 0);
                }
                Some(cotangent) => {
                    others[n - 1] = cotangent;
                    let value = self.product(&others[..n]);
                    sweep.push(factors[i], value, 0);
                }
                None => {
                    let (last, before) = others[..n - 1].split_last().expect("two factors or more");
                    let outer = before.iter().fold(outer, |outer, &f| sweep.detached(f, outer));
                    sweep.push(factors[i], *last, outer);
                }
            }
        }
    }

    /// The contribution if it is a single node and no long product.
    fn short_cotangent(&self, contribution: u32, sweep: &Sweep) -> Option<NodeId> {
        let Contribution { factor, outer, .. } = sweep.contributions[contribution as usize];
        let long = self.op(factor) == Op::Product && self.args(factor).len() > FEW_FACTORS;
        (outer == 0 && !long).then_some(factor)
    }

    fn hand_on_long_product(&mut self, id: NodeId, outer: u32, sweep: &mut Sweep) {
        let cotangent = self.multiplied(outer, sweep);
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
                sweep.push(factor, value, 0);
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

    fn hand_on_selection(&mut self, id: NodeId, outer: u32, sweep: &mut Sweep) {
        let cotangent = self.multiplied(outer, sweep);
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
                sweep.push(value, part, 0);
            }
        }
    }
}
