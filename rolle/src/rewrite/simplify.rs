//! Simplification: named rules from the leaves up, then normal forms of rational parts, and the cheapest wins.
//!
//! A rule or a normal form is taken only where it makes its node cheaper to read ([`Costs`]), so the result never
//! costs more than the input and the passes end. Rules keep the value wherever the input is defined; where they
//! widen the domain they record the side condition.

use super::cost::Costs;
use super::fraction::{Relations, is_rational_step};
use super::rules;
use crate::Result;
use crate::graph::{Graph, IdMap, SideCondition};
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;
use std::collections::HashSet;

/// How much simplification may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimplifyLimits {
    /// The most passes over the expression; 8 by default.
    pub passes: usize,
    /// The most nodes of a rational part that is brought to normal form; 200 by default. Larger parts get the rules
    /// alone, which take linear time.
    pub part: usize,
    /// The most normal forms that are tried; 2000 by default.
    pub trials: usize,
}

impl Default for SimplifyLimits {
    fn default() -> SimplifyLimits {
        SimplifyLimits { passes: 8, part: 200, trials: 2000 }
    }
}

/// The limits of one normal form.
const FORM: Limits = Limits { terms: 2000, bits: 1 << 22, work: 1 << 20, trials: 50 };

/// The most rules applied at one node in one pass.
const STEPS: usize = 16;

struct Simplifier {
    costs: Costs,
    limits: SimplifyLimits,
    trials: usize,
    /// Nodes that no normal form improves.
    settled: HashSet<NodeId>,
    conditions: Vec<SideCondition>,
}

impl Graph {
    /// The expression in a form that is no more costly to read, with the same value.
    ///
    /// The domain is the same up to the side conditions recorded: `(x^2 - 1)/(x - 1)` becomes `x + 1` with the
    /// condition that `x - 1` is not zero.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let x = cx.symbol("x");
    /// assert_eq!((x.sin().pow(2) + x.cos().pow(2)).simplify(), cx.integer(1));
    /// assert_eq!((1 / (1 + (-x).exp())).simplify(), x.sigmoid());
    /// assert_eq!((1 + x).simplify(), 1 + x);
    /// ```
    pub fn simplify(&mut self, root: NodeId, limits: &SimplifyLimits) -> NodeId {
        let before = self.take_side_conditions();
        let mut work = Simplifier {
            costs: Costs::default(),
            limits: *limits,
            trials: limits.trials,
            settled: HashSet::new(),
            conditions: Vec::new(),
        };
        let mut current = root;
        for _ in 0..limits.passes {
            let next = work.pass(self, current);
            if next == current {
                break;
            }
            current = next;
        }
        let better = work.costs.of(self, current) < work.costs.of(self, root);
        self.take_side_conditions();
        self.add_side_conditions(&before);
        if better {
            self.add_side_conditions(&work.conditions);
            return current;
        }
        root
    }
}

impl Simplifier {
    fn pass(&mut self, graph: &mut Graph, root: NodeId) -> NodeId {
        let order = graph.order(&[root]);
        let mut image = IdMap::up_to(root);
        let mut args = Vec::new();
        for &id in &order {
            args.clear();
            args.extend(graph.args(id).iter().map(|&arg| image.get(arg)));
            let mut new = if args == graph.args(id) { id } else { graph.rebuild(id, &args) };
            self.conditions.extend(graph.take_side_conditions());
            if !graph.args(new).is_empty() {
                new = self.improve(graph, new);
            }
            image.set(id, new);
        }
        image.get(root)
    }

    fn improve(&mut self, graph: &mut Graph, mut id: NodeId) -> NodeId {
        for _ in 0..STEPS {
            match rules::for_op(graph.op(id)).find_map(|rule| self.attempt(graph, id, rule.apply)) {
                Some(better) => id = better,
                None => break,
            }
        }
        self.normal_forms(graph, id)
    }

    /// The result of a rewriting if it is cheaper; otherwise its side conditions are dropped.
    fn attempt(
        &mut self,
        graph: &mut Graph,
        id: NodeId,
        rewrite: impl FnOnce(&mut Graph, NodeId) -> Option<NodeId>,
    ) -> Option<NodeId> {
        let found = rewrite(graph, id);
        let conditions = graph.take_side_conditions();
        let new = found.filter(|&new| self.costs.of(graph, new) < self.costs.of(graph, id))?;
        self.conditions.extend(conditions);
        Some(new)
    }

    /// The cheapest of the normal forms of a small rational part.
    fn normal_forms(&mut self, graph: &mut Graph, id: NodeId) -> NodeId {
        let wanted = matches!(graph.op(id), Op::Sum | Op::Product | Op::Power)
            && is_rational_step(graph, id)
            && self.trials > 0
            && !self.settled.contains(&id)
            && small_part(graph, id, self.limits.part);
        if !wanted {
            return id;
        }
        self.trials -= 1;
        let forms: [fn(&mut Graph, NodeId) -> Result<NodeId>; 4] = [
            |graph, id| graph.expand_part(id, &FORM),
            |graph, id| graph.fraction_form(id, Relations::Algebraic),
            |graph, id| graph.fraction_form(id, Relations::Circular),
            |graph, id| graph.factor_part(id, &FORM),
        ];
        let (mut best, mut conditions) = (id, Vec::new());
        for form in forms {
            let found = form(graph, id);
            let left = graph.take_side_conditions();
            if let Ok(new) = found
                && self.costs.of(graph, new) < self.costs.of(graph, best)
            {
                (best, conditions) = (new, left);
            }
        }
        self.conditions.extend(conditions);
        self.settled.insert(best);
        best
    }
}

impl Graph {
    /// One fraction; with circular relations no square of a sine stands beside the cosine in it.
    fn fraction_form(&mut self, id: NodeId, relations: Relations) -> Result<NodeId> {
        match self.quotient(id, relations, &FORM)? {
            Some((field, value)) => {
                let (numerator, denominator) = self.quotient_parts(&field, &value);
                Ok(self.divide(numerator, denominator))
            }
            None => Ok(id),
        }
    }
}

/// Whether the rational structure below a node has at most `limit` nodes.
fn small_part(graph: &Graph, root: NodeId, limit: usize) -> bool {
    let mut seen: HashSet<NodeId> = HashSet::from([root]);
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        if !is_rational_step(graph, id) {
            continue;
        }
        if seen.len() + graph.args(id).len() > 4 * limit {
            return false;
        }
        for &arg in graph.args(id) {
            if seen.insert(arg) {
                stack.push(arg);
            }
        }
        if seen.len() > limit {
            return false;
        }
    }
    true
}

impl<'s> crate::Expr<'s> {
    /// The expression in a form that is no more costly to read; see [`Graph::simplify`].
    pub fn simplify(self) -> crate::Expr<'s> {
        self.map(|graph, id| graph.simplify(id, &SimplifyLimits::default()))
    }
}
