//! Conditions and piecewise values.

use super::guard::Branch;
use super::{Lowerer, Value};
use crate::error::{ErrorKind, Span};
use crate::operator::{NodeId, Op};
use crate::parse::syntax::{Operands, Relation, SyntaxId};

impl Lowerer<'_, '_> {
    pub(super) fn condition_of(&mut self, id: SyntaxId) -> NodeId {
        let span = self.span(id);
        self.condition(self.value(id), span)
    }

    pub(super) fn condition(&mut self, value: Value, span: Span) -> NodeId {
        if let Value::Condition(condition) = value {
            return condition;
        }
        let help = "write a comparison, such as `x > 0` or `x != 0`";
        self.error(ErrorKind::Parse, span, "this is a value where a condition should stand", help);
        self.graph.always()
    }

    /// `a < b <= c` is a < b and b <= c.
    pub(super) fn compare(&mut self, list: Operands) -> Value {
        let tree = self.tree();
        let operands = tree.operands(list);
        let mut parts = Vec::with_capacity(operands.len() - 1);
        for pair in operands.windows(2) {
            parts.push(self.relate(pair[0].id(), pair[1].relation(), pair[1].id()));
        }
        Value::Condition(if let [only] = parts[..] { only } else { self.graph.and(&parts) })
    }

    fn relate(&mut self, left: SyntaxId, relation: Relation, right: SyntaxId) -> NodeId {
        if let Some(known) = self.relate_to_infinity(left, relation, right) {
            return known;
        }
        let (a, b) = (self.number_of(left), self.number_of(right));
        match relation {
            Relation::Less => self.graph.less(a, b),
            Relation::LessEqual => self.graph.less_equal(a, b),
            Relation::Greater => self.graph.less(b, a),
            Relation::GreaterEqual => self.graph.less_equal(b, a),
            Relation::Equal => self.graph.equal(a, b),
            Relation::NotEqual => self.graph.not_equal(a, b),
        }
    }

    /// Every number lies between the infinities; −∞ and +∞ are taken for −1 and 1 with the number at 0.
    fn relate_to_infinity(
        &mut self,
        left: SyntaxId,
        relation: Relation,
        right: SyntaxId,
    ) -> Option<NodeId> {
        let rank = |value: Value| match value {
            Value::Infinity { negative } => Some(if negative { -1 } else { 1 }),
            _ => None,
        };
        let (a, b) = (rank(self.value(left)), rank(self.value(right)));
        if a.is_none() && b.is_none() {
            return None;
        }
        for (side, id) in [(a, left), (b, right)] {
            if side.is_none() {
                self.number_of(id);
            }
        }
        let (a, b) = (a.unwrap_or(0), b.unwrap_or(0));
        let holds = match relation {
            Relation::Less => a < b,
            Relation::LessEqual => a <= b,
            Relation::Greater => a > b,
            Relation::GreaterEqual => a >= b,
            Relation::Equal => a == b,
            Relation::NotEqual => a != b,
        };
        Some(if holds { self.graph.always() } else { self.graph.never() })
    }

    pub(super) fn connect(&mut self, list: Operands, all: bool) -> Value {
        let tree = self.tree();
        let parts: Vec<NodeId> =
            tree.operands(list).iter().map(|o| self.condition_of(o.id())).collect();
        Value::Condition(if all { self.graph.and(&parts) } else { self.graph.or(&parts) })
    }

    /// The opposite condition. What was negated before is remembered, so that a nest of negations costs linear time.
    pub(super) fn opposite(&mut self, condition: NodeId) -> NodeId {
        let mut stack = vec![condition];
        while let Some(&id) = stack.last() {
            if self.opposites.contains_key(&id) {
                stack.pop();
                continue;
            }
            let nested = matches!(self.graph.op(id), Op::And | Op::Or);
            let parts: Vec<NodeId> = if nested { self.graph.args(id).to_vec() } else { Vec::new() };
            let missing: Vec<NodeId> =
                parts.iter().copied().filter(|part| !self.opposites.contains_key(part)).collect();
            if !missing.is_empty() {
                stack.extend(missing);
                continue;
            }
            let negated: Vec<NodeId> = parts.iter().map(|part| self.opposites[part]).collect();
            let opposite = match self.graph.op(id) {
                Op::And => self.graph.or(&negated),
                Op::Or => self.graph.and(&negated),
                _ => self.graph.not(id),
            };
            self.opposites.insert(id, opposite);
            self.opposites.entry(opposite).or_insert(id);
            stack.pop();
        }
        self.opposites[&condition]
    }

    /// Value, condition, value, condition, …
    pub(super) fn piecewise(&mut self, parts: &[SyntaxId]) -> Value {
        let mut branches = Vec::with_capacity(parts.len() / 2);
        for pair in parts.chunks_exact(2) {
            branches.push((self.number_of(pair[0]), self.condition_of(pair[1])));
        }
        let guarded: Vec<Branch> =
            parts.chunks_exact(2).map(|pair| (pair[0], Some(pair[1]))).collect();
        self.guard_branches(&guarded);
        Value::Number(self.branches(branches, None))
    }

    /// A piecewise value; neighbors of one value are joined here at once, which the graph would do one by one.
    pub(super) fn branches(
        &mut self,
        branches: Vec<(NodeId, NodeId)>,
        otherwise: Option<NodeId>,
    ) -> NodeId {
        let mut joined: Vec<(NodeId, NodeId)> = Vec::with_capacity(branches.len());
        // "Otherwise" stays apart: joined with it, a condition would no longer have to be defined.
        let always = self.graph.always();
        for run in branches.chunk_by(|a, b| a.0 == b.0 && b.1 != always) {
            let conditions: Vec<NodeId> = run.iter().map(|branch| branch.1).collect();
            let condition =
                if let [only] = conditions[..] { only } else { self.graph.or(&conditions) };
            joined.push((run[0].0, condition));
        }
        self.graph.piecewise(&joined, otherwise)
    }
}
