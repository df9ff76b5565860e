//! The derivative by one variable: one sweep from the leaves to the root.
//!
//! The derivative of a graph of n nodes has O(n) new nodes, because every shared part is differentiated once.
//! Source: Griewank and Walther, Evaluating Derivatives, 2008, ch. 3.

use crate::graph::{Graph, IdMap};
use crate::operator::{Derivative, NodeId, Op};
use crate::{Expr, Result};

/// What watches the sweep. The plain derivative has a watcher that does nothing and costs nothing; a derivation
/// has one that writes every rule down, so that there is one differentiator and not two.
pub(super) trait Recorder {
    /// The chain rule multiplies the derivative of this child by `outer`.
    fn local(&mut self, _child: NodeId, _outer: NodeId) {}
    /// A node has its derivative; its children have theirs.
    fn node(&mut self, _graph: &mut Graph, _id: NodeId, _tangent: &IdMap) {}
    /// Whether the sweep is to be given up.
    fn gives_up(&self, _graph: &Graph) -> bool {
        false
    }
}

/// The recorder that records nothing.
pub(super) struct Silent;

impl Recorder for Silent {}

/// The recorder that gives up once the graph has this many nodes.
struct Limit(usize);

impl Recorder for Limit {
    fn gives_up(&self, graph: &Graph) -> bool {
        graph.len() > self.0
    }
}

impl Graph {
    /// The exact derivative of an expression by a symbol (or by any node, taken as independent).
    ///
    /// Where a branch is selected (|x|, max, piecewise) the derivative is that of the branch inside its open
    /// set, and undefined on the joint; the kink analysis says what holds there. The derivative is meant on the
    /// domain of the function: 1/x is the derivative of log x for x > 0.
    ///
    /// # Examples
    /// ```
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let cube = g.powi(x, 3);
    /// let (three, square) = (g.integer(3), g.powi(x, 2));
    /// assert_eq!(g.derivative(cube, x), g.product(&[three, square]));
    /// ```
    pub fn derivative(&mut self, root: NodeId, x: NodeId) -> NodeId {
        self.derivatives(&[root], x)[0]
    }

    /// The derivatives of several expressions that share parts, in one sweep.
    pub fn derivatives(&mut self, roots: &[NodeId], x: NodeId) -> Vec<NodeId> {
        self.sweep(roots, x, &mut Silent).expect("the silent recorder never gives up")
    }

    /// The derivative, or nothing if the graph would have more nodes than the limit.
    pub(super) fn derivative_within(
        &mut self,
        root: NodeId,
        x: NodeId,
        most_nodes: usize,
    ) -> Option<NodeId> {
        Some(self.sweep(&[root], x, &mut Limit(most_nodes))?[0])
    }

    /// The one forward sweep, watched by a recorder, which may give it up.
    pub(super) fn sweep<R: Recorder>(
        &mut self,
        roots: &[NodeId],
        x: NodeId,
        recorder: &mut R,
    ) -> Option<Vec<NodeId>> {
        let order = self.order(roots);
        let Some(&last) = order.last() else { return Some(Vec::new()) };
        let mut tangent = IdMap::up_to(last);
        for &id in &order {
            let derivative =
                if id == x { NodeId::ONE } else { self.node_derivative(id, &tangent, recorder) };
            tangent.set(id, derivative);
            recorder.node(self, id, &tangent);
            if recorder.gives_up(self) {
                return None;
            }
        }
        Some(roots.iter().map(|&root| tangent.get(root)).collect())
    }

    /// The directional derivative Σ vᵢ ∂f/∂xᵢ, in one sweep however many variables there are.
    pub fn directional_derivative(
        &mut self,
        root: NodeId,
        direction: &[(NodeId, NodeId)],
    ) -> NodeId {
        let order = self.order(&[root]);
        let mut tangent = IdMap::up_to(root);
        for &id in &order {
            let derivative = match direction.iter().find(|&&(x, _)| x == id) {
                Some(&(_, v)) => v,
                None => self.node_derivative(id, &tangent, &mut Silent),
            };
            tangent.set(id, derivative);
        }
        tangent.get(root)
    }

    fn node_derivative<R: Recorder>(
        &mut self,
        id: NodeId,
        tangent: &IdMap,
        recorder: &mut R,
    ) -> NodeId {
        let op = self.op(id);
        if op == Op::Undefined {
            return id;
        }
        if op == Op::Product
            && let Some(derivative) = self.monomial_derivative(id, tangent)
        {
            return derivative;
        }
        if self.args(id).iter().all(|&arg| tangent.get(arg) == NodeId::ZERO) {
            return NodeId::ZERO;
        }
        match op {
            Op::Sum => {
                let mut terms = Vec::with_capacity(self.args(id).len());
                terms.extend(
                    self.args(id)
                        .iter()
                        .map(|&arg| tangent.get(arg))
                        .filter(|&t| t != NodeId::ZERO),
                );
                if self.is_sum_of_monomials(self.args(id), tangent) {
                    return self.sum_of_distinct(terms);
                }
                self.sum(&terms)
            }
            Op::Product => self.product_rule(id, tangent),
            Op::Piecewise => self.selection_derivative(id, tangent),
            _ if op.is_condition() => NodeId::ZERO,
            _ => match op.row().map(|row| row.derivative) {
                Some(Derivative::Selection) => self.selection_derivative(id, tangent),
                _ => self.chain_rule(id, tangent, recorder),
            },
        }
    }

    /// Σ ∂(node)/∂(child) · child′.
    fn chain_rule<R: Recorder>(&mut self, id: NodeId, tangent: &IdMap, recorder: &mut R) -> NodeId {
        let args = self.args(id).to_vec();
        let mut terms = Vec::with_capacity(args.len());
        for (k, &arg) in args.iter().enumerate() {
            let inner = tangent.get(arg);
            if inner == NodeId::ZERO {
                continue;
            }
            if let Some(outer) = self.local_derivative(id, k) {
                recorder.local(arg, outer);
                terms.push(if inner == NodeId::ONE {
                    outer
                } else {
                    self.product(&[outer, inner])
                });
            }
        }
        if let [only] = terms[..] { only } else { self.sum(&terms) }
    }

    /// Σ child′ · (the other factors).
    fn product_rule(&mut self, id: NodeId, tangent: &IdMap) -> NodeId {
        let factors = self.args(id).to_vec();
        let moving: Vec<bool> =
            factors.iter().map(|&factor| tangent.get(factor) != NodeId::ZERO).collect();
        let others = self.products_of_others(&factors, &moving);
        let mut terms = Vec::with_capacity(factors.len());
        for (factor, others) in factors.iter().zip(others) {
            if let Some(mut others) = others {
                others.push(tangent.get(*factor));
                terms.push(self.product(&others));
            }
        }
        if let [only] = terms[..] { only } else { self.sum(&terms) }
    }

    fn selection_derivative(&mut self, id: NodeId, tangent: &IdMap) -> NodeId {
        if self.selects_among_kinked(id) {
            return self.extremum_with_ties(id, tangent);
        }
        let mut branches = self.open_branches(id);
        for branch in &mut branches {
            branch.0 = tangent.get(branch.0);
        }
        self.piecewise(&branches, None)
    }

    /// The n-th derivative by repeated differentiation.
    pub fn repeated_derivative(&mut self, root: NodeId, x: NodeId, order: usize) -> NodeId {
        (0..order).fold(root, |f, _| if f == NodeId::ZERO { f } else { self.derivative(f, x) })
    }
}

impl<'s> Expr<'s> {
    /// The exact derivative by a symbol; see [`Graph::derivative`].
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let x = cx.symbol("x");
    /// assert_eq!((x * x).diff(x), 2 * x);
    /// ```
    pub fn diff(self, x: Expr<'s>) -> Expr<'s> {
        self.map(|g, f| g.derivative(f, x.id()))
    }

    /// The gradient by some symbols, in one reverse sweep; see [`Graph::gradient`].
    pub fn gradient(self, xs: &[Expr<'s>]) -> Vec<Expr<'s>> {
        let ids = self.scope().ids(xs);
        let gradient = self.scope().graph_mut().gradient(self.id(), &ids);
        gradient.into_iter().map(|id| self.scope().expr(id)).collect()
    }

    /// The matrix of second derivatives by some symbols, row by row; see [`Graph::hessian`].
    pub fn hessian(self, xs: &[Expr<'s>]) -> Vec<Vec<Expr<'s>>> {
        let ids = self.scope().ids(xs);
        let hessian = self.scope().graph_mut().hessian(self.id(), &ids);
        let mut rows = vec![vec![self.scope().integer(0); xs.len()]; xs.len()];
        for (i, j, id) in hessian.entries {
            rows[i][j] = self.scope().expr(id);
            rows[j][i] = rows[i][j];
        }
        rows
    }

    /// The unspecified function `name` of this expression, with formal derivatives.
    ///
    /// # Errors
    /// None with one argument; the type is that of the general case.
    pub fn call(self, name: &str) -> Result<Expr<'s>> {
        let id = self.scope().graph_mut().call(name, &[0], &[self.id()])?;
        Ok(self.scope().expr(id))
    }
}
