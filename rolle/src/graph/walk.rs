//! Walks: loops over the nodes below some roots, oldest first.

use super::Graph;
use crate::operator::{NodeId, Op};

/// The nodes below some roots, each once, children before parents.
pub type Order = Vec<NodeId>;

/// A value for each node of a graph, or of a part of one, with a default for the nodes that have none.
#[derive(Clone, Debug)]
pub struct NodeMap<T> {
    values: Vec<T>,
    /// The nodes that have a place, ascending; `None` where all have, up to the last.
    nodes: Option<Order>,
}

impl<T: Clone + Default> NodeMap<T> {
    /// A map that can hold a value for every node up to `last`.
    pub fn up_to(last: NodeId) -> NodeMap<T> {
        NodeMap { values: vec![T::default(); last.index() + 1], nodes: None }
    }

    /// A map for ascending nodes alone, as [`Graph::order`] gives them: its memory does not grow with the graph.
    pub fn over(nodes: Order) -> NodeMap<T> {
        NodeMap { values: vec![T::default(); nodes.len()], nodes: Some(nodes) }
    }
}

impl<T> NodeMap<T> {
    fn place(&self, id: NodeId) -> usize {
        match &self.nodes {
            None => id.index(),
            Some(nodes) => nodes.binary_search(&id).expect("a node of the map"),
        }
    }
}

impl<T> std::ops::Index<NodeId> for NodeMap<T> {
    type Output = T;
    fn index(&self, id: NodeId) -> &T {
        &self.values[self.place(id)]
    }
}

impl<T> std::ops::IndexMut<NodeId> for NodeMap<T> {
    fn index_mut(&mut self, id: NodeId) -> &mut T {
        let place = self.place(id);
        &mut self.values[place]
    }
}

/// A node for each node; zero where none was set. Untouched memory costs nothing.
#[derive(Clone, Debug)]
pub(crate) struct IdMap {
    ids: Vec<u32>,
}

impl IdMap {
    pub(crate) fn up_to(last: NodeId) -> IdMap {
        IdMap { ids: vec![0; last.index() + 1] }
    }

    pub(crate) fn get(&self, id: NodeId) -> NodeId {
        NodeId(self.ids[id.index()])
    }

    pub(crate) fn set(&mut self, id: NodeId, value: NodeId) {
        self.ids[id.index()] = value.0;
    }
}

/// A set of nodes.
#[derive(Clone, Debug)]
pub(crate) struct NodeSet {
    words: Vec<u64>,
}

impl NodeSet {
    pub(crate) fn up_to(last: NodeId) -> NodeSet {
        NodeSet { words: vec![0; last.index() / 64 + 1] }
    }

    /// Adds a node; whether it was new.
    pub(crate) fn insert(&mut self, id: NodeId) -> bool {
        let (word, bit) = (id.index() / 64, 1 << (id.index() % 64));
        let new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        new
    }

    pub(crate) fn contains(&self, id: NodeId) -> bool {
        self.words[id.index() / 64] >> (id.index() % 64) & 1 == 1
    }

    /// The nodes, oldest first; the time is that of the words of the set, not of a sort.
    fn ascending(&self) -> impl Iterator<Item = NodeId> {
        self.words.iter().enumerate().flat_map(|(i, &word)| {
            let next = |rest: &u64| Some(rest & (rest - 1)).filter(|&rest| rest != 0);
            std::iter::successors(Some(word).filter(|&word| word != 0), next)
                .map(move |rest| NodeId((i * 64) as u32 + rest.trailing_zeros()))
        })
    }
}

impl Graph {
    /// The nodes that some roots reach, children before parents.
    ///
    /// The time is linear in the number of nodes found, up to the sorting of their indices where they are few
    /// among many.
    pub fn order(&self, roots: &[NodeId]) -> Order {
        let Some(&last) = roots.iter().max() else { return Vec::new() };
        let mut seen = NodeSet::up_to(last);
        let mut order: Order = Vec::new();
        for &root in roots {
            if seen.insert(root) {
                order.push(root);
            }
        }
        let mut next = 0;
        while next < order.len() {
            let id = order[next];
            next += 1;
            for &arg in self.args(id) {
                if seen.insert(arg) {
                    order.push(arg);
                }
            }
        }
        if last.index() / 64 <= order.len() {
            order.clear();
            order.extend(seen.ascending());
        } else {
            order.sort_unstable();
        }
        order
    }

    /// The symbols in an expression, oldest first.
    pub fn free_symbols(&self, root: NodeId) -> Vec<NodeId> {
        self.order(&[root]).into_iter().filter(|&id| self.op(id) == Op::Symbol).collect()
    }

    /// Whether a node occurs in an expression.
    pub fn depends_on(&self, root: NodeId, node: NodeId) -> bool {
        node <= root && self.order(&[root]).binary_search(&node).is_ok()
    }

    /// The number of distinct nodes.
    pub fn shared_size(&self, roots: &[NodeId]) -> usize {
        self.order(roots).len()
    }

    /// The number of nodes when the expressions are written out as trees; a float, since it can be astronomical.
    pub fn tree_size(&self, roots: &[NodeId]) -> f64 {
        let order = self.order(roots);
        let Some(&last) = order.last() else { return 0.0 };
        let mut size: NodeMap<f64> = NodeMap::up_to(last);
        for &id in &order {
            size[id] = 1.0 + self.args(id).iter().map(|&arg| size[arg]).sum::<f64>();
        }
        roots.iter().map(|&root| size[root]).sum()
    }
}
