//! Substitution, rebuilding and extraction: one loop over the nodes below the roots.

use super::walk::IdMap;
use super::{Graph, Reason};
use crate::operator::{NodeId, Op};

impl Graph {
    /// The expression with each `from` replaced by its `to`, everywhere at once.
    ///
    /// A target may be any node, not only a symbol. The result is rebuilt in canonical form; parts that do not
    /// change keep their node.
    pub fn substitute(&mut self, root: NodeId, replacements: &[(NodeId, NodeId)]) -> NodeId {
        self.substitute_all(&[root], replacements)[0]
    }

    /// [`Graph::substitute`] for several roots that share parts.
    pub fn substitute_all(
        &mut self,
        roots: &[NodeId],
        replacements: &[(NodeId, NodeId)],
    ) -> Vec<NodeId> {
        let order = self.order(roots);
        let Some(&last) = order.last() else { return Vec::new() };
        let mut image = IdMap::up_to(last);
        let mut targets: Vec<(NodeId, NodeId)> = replacements.to_vec();
        targets.sort_unstable();
        let mut args = Vec::new();
        for &id in &order {
            let new = match targets.binary_search_by_key(&id, |&(from, _)| from) {
                Ok(i) => targets[i].1,
                Err(_) => {
                    args.clear();
                    args.extend(self.args(id).iter().map(|&arg| image.get(arg)));
                    if args == self.args(id) { id } else { self.rebuild(id, &args) }
                }
            };
            image.set(id, new);
        }
        roots.iter().map(|&root| image.get(root)).collect()
    }

    /// A node like `id` with other children, in canonical form.
    ///
    /// A function that would get the wrong kind of literal argument (an even degree of `root`) is undefined.
    pub fn rebuild(&mut self, id: NodeId, args: &[NodeId]) -> NodeId {
        match self.args(id) {
            [] => id,
            _ => self.build(self.op(id), args),
        }
    }

    /// A node of another graph with children in this one, in canonical form.
    pub(crate) fn copy_node(&mut self, other: &Graph, id: NodeId, args: &[NodeId]) -> NodeId {
        match self.import_leaf(other, id) {
            Some(leaf) => leaf,
            None => self.build(other.op(id), args),
        }
    }

    /// An operation in canonical form.
    fn build(&mut self, op: Op, args: &[NodeId]) -> NodeId {
        match op {
            Op::Sum => self.sum(args),
            Op::Product => self.product(args),
            Op::Power => self.power(args[0], args[1]),
            Op::Less => self.less(args[0], args[1]),
            Op::LessEqual => self.less_equal(args[0], args[1]),
            Op::Equal => self.equal(args[0], args[1]),
            Op::NotEqual => self.not_equal(args[0], args[1]),
            Op::And => self.and(args),
            Op::Or => self.or(args),
            Op::Piecewise => {
                let branches: Vec<(NodeId, NodeId)> =
                    args.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
                let otherwise = (args.len() % 2 == 1).then(|| args[args.len() - 1]);
                self.piecewise(&branches, otherwise)
            }
            Op::Call => match self.first_undefined(args) {
                Some(undefined) => undefined,
                None => self.intern(Op::Call, args),
            },
            op if op.is_function() => match self.apply(op, args) {
                Ok(value) => value,
                Err(_) => self.undefined(Reason::OutsideDomain(op)),
            },
            op => unreachable!("{op:?} is a leaf"),
        }
    }

    /// A new graph that holds only what the roots reach, with the roots' new nodes.
    ///
    /// Memory of everything else is released when the old graph is dropped.
    pub fn extract(&self, roots: &[NodeId]) -> (Graph, Vec<NodeId>) {
        let mut graph = Graph { deadline: self.deadline, ..Graph::new() };
        let images = graph.import(self, roots);
        (graph, images)
    }

    /// Copies expressions of another graph into this one.
    ///
    /// Symbols meet by name; a symbol that this graph knows keeps the assumptions that it has here.
    pub fn import(&mut self, other: &Graph, roots: &[NodeId]) -> Vec<NodeId> {
        let order = other.order(roots);
        let Some(&last) = order.last() else { return Vec::new() };
        let mut image = IdMap::up_to(last);
        let mut args = Vec::new();
        for &id in &order {
            args.clear();
            args.extend(other.args(id).iter().map(|&arg| image.get(arg)));
            let new = match self.import_leaf(other, id) {
                Some(leaf) => leaf,
                None => self.import_node(other.op(id), &mut args),
            };
            image.set(id, new);
        }
        roots.iter().map(|&root| image.get(root)).collect()
    }

    /// A node of another graph that has no children; `None` if it has some.
    fn import_leaf(&mut self, other: &Graph, id: NodeId) -> Option<NodeId> {
        Some(match other.op(id) {
            Op::Number => self.literal_number(&other.number(id).expect("a number")),
            Op::Constant => self.constant(other.constant_value(id).expect("a constant")),
            Op::Isolated => self.isolated(other.isolated_zero(id).expect("a zero").clone()),
            Op::Symbol => self.import_symbol(other, id),
            Op::Function => {
                self.function_leaf(other.function_symbol(id).expect("a function").clone())
            }
            Op::Undefined => self.undefined(other.reason(id).expect("a reason")),
            Op::True => self.always(),
            Op::False => self.never(),
            _ => return None,
        })
    }

    fn import_symbol(&mut self, other: &Graph, id: NodeId) -> NodeId {
        let name = other.symbol_name(id).expect("a symbol");
        match self.find_symbol(name) {
            Some(known) => known,
            None => {
                let assumptions = other.assumptions(id).expect("a symbol").clone();
                self.new_symbol(name, assumptions)
            }
        }
    }

    /// Canonical form is kept as it is: only the order of operands, which goes by index, is made anew.
    fn import_node(&mut self, op: Op, args: &mut [NodeId]) -> NodeId {
        match op {
            Op::Sum | Op::Product => {
                let numeric = usize::from(self.op(args[0]) == Op::Number);
                args[numeric..].sort_unstable();
            }
            Op::And | Op::Or | Op::Equal | Op::NotEqual | Op::Max | Op::Min => args.sort_unstable(),
            _ => {}
        }
        self.intern(op, args)
    }
}
