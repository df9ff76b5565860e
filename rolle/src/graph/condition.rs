//! Conditions: relations, logic, piecewise values, and the side conditions that rewriting leaves behind.

use super::{Graph, Reason};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// What must hold of an expression for a rewriting to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Requirement {
    /// It is not zero.
    NonZero,
    /// It is not below zero.
    NonNegative,
    /// It is above zero.
    Positive,
    /// It has a value.
    Defined,
}

/// A condition under which a rewriting was made: `x/x → 1` leaves "x is not zero".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SideCondition {
    /// What must hold.
    pub requirement: Requirement,
    /// Of which expression.
    pub of: NodeId,
}

impl Graph {
    /// The side conditions of the rewritings made so far, oldest expression first.
    ///
    /// A condition that holds by the facts of its expression is not recorded.
    pub fn side_conditions(&self) -> Vec<SideCondition> {
        let mut conditions: Vec<SideCondition> = self.conditions.iter().copied().collect();
        conditions.sort_by_key(|c| (c.of, c.requirement));
        conditions
    }

    /// Takes the side conditions out, so that those of the next piece of work stand alone.
    pub fn take_side_conditions(&mut self) -> Vec<SideCondition> {
        let conditions = self.side_conditions();
        // A cleared set keeps its room, and walking an empty set costs as much as its room.
        self.conditions = Default::default();
        conditions
    }

    /// Puts side conditions back.
    pub fn add_side_conditions(&mut self, conditions: &[SideCondition]) {
        self.conditions.extend(conditions);
    }

    /// Does some work whose side conditions are not kept; those recorded before it stay.
    pub(crate) fn without_side_conditions<T>(&mut self, work: impl FnOnce(&mut Graph) -> T) -> T {
        let before = self.take_side_conditions();
        let result = work(self);
        self.take_side_conditions();
        self.add_side_conditions(&before);
        result
    }

    /// The relation that says that a side condition holds.
    pub(crate) fn relation_of(&mut self, condition: SideCondition) -> NodeId {
        let SideCondition { requirement, of } = condition;
        match requirement {
            Requirement::NonZero => self.not_equal(of, NodeId::ZERO),
            Requirement::NonNegative => self.less_equal(NodeId::ZERO, of),
            Requirement::Positive => self.less(NodeId::ZERO, of),
            // A relation has a value exactly where its sides have.
            Requirement::Defined => self.equal(of, of),
        }
    }

    pub(crate) fn require(&mut self, requirement: Requirement, of: NodeId) {
        use super::Facts;
        let known = match requirement {
            Requirement::NonZero => self.facts(of).has(Facts::NONZERO),
            Requirement::NonNegative => self.facts(of).has(Facts::NONNEGATIVE),
            Requirement::Positive => self.facts(of).has(Facts::POSITIVE),
            Requirement::Defined => true,
        };
        if !(known && self.facts(of).has(Facts::TOTAL)) {
            self.conditions.insert(SideCondition { requirement, of });
        }
    }

    /// The condition that always holds.
    pub fn always(&mut self) -> NodeId {
        self.intern(Op::True, &[])
    }

    /// The condition that never holds.
    pub fn never(&mut self) -> NodeId {
        self.intern(Op::False, &[])
    }

    fn truth(&mut self, value: bool) -> NodeId {
        if value { self.always() } else { self.never() }
    }

    /// `a < b`.
    pub fn less(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.relation(Op::Less, a, b)
    }

    /// `a <= b`.
    pub fn less_equal(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.relation(Op::LessEqual, a, b)
    }

    /// `a == b`.
    pub fn equal(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.relation(Op::Equal, a.min(b), a.max(b))
    }

    /// `a != b`.
    pub fn not_equal(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.relation(Op::NotEqual, a.min(b), a.max(b))
    }

    fn relation(&mut self, op: Op, a: NodeId, b: NodeId) -> NodeId {
        if let Some(undefined) = self.first_undefined(&[a, b]) {
            return undefined;
        }
        match self.compare(a, b) {
            Some(order) => self.truth(match op {
                Op::Less => order == Ordering::Less,
                Op::LessEqual => order != Ordering::Greater,
                Op::Equal => order == Ordering::Equal,
                _ => order != Ordering::Equal,
            }),
            None => self.intern(op, &[a, b]),
        }
    }

    /// The order of two expressions where equality, exact numbers or signs already show it.
    fn compare(&self, a: NodeId, b: NodeId) -> Option<Ordering> {
        use super::Facts;
        let total = self.facts(a).has(Facts::TOTAL) && self.facts(b).has(Facts::TOTAL);
        if a == b && total {
            return Some(Ordering::Equal);
        }
        if let (Some(p), Some(q)) = (self.number(a), self.number(b)) {
            return Some(p.cmp(&q));
        }
        let (p, q) = (self.facts(a), self.facts(b));
        let opposite = (p.has(Facts::NONPOSITIVE) && q.has(Facts::POSITIVE))
            || (p.has(Facts::NEGATIVE) && q.has(Facts::NONNEGATIVE));
        let reverse = (q.has(Facts::NONPOSITIVE) && p.has(Facts::POSITIVE))
            || (q.has(Facts::NEGATIVE) && p.has(Facts::NONNEGATIVE));
        match (total && opposite, total && reverse) {
            (true, _) => Some(Ordering::Less),
            (_, true) => Some(Ordering::Greater),
            _ => None,
        }
    }

    /// All of the conditions.
    pub fn and(&mut self, conditions: &[NodeId]) -> NodeId {
        self.connect(Op::And, conditions)
    }

    /// Any of the conditions.
    pub fn or(&mut self, conditions: &[NodeId]) -> NodeId {
        self.connect(Op::Or, conditions)
    }

    fn connect(&mut self, op: Op, conditions: &[NodeId]) -> NodeId {
        if let Some(undefined) = self.first_undefined(conditions) {
            return undefined;
        }
        let (neutral, absorbing) =
            if op == Op::And { (Op::True, Op::False) } else { (Op::False, Op::True) };
        let mut parts = Vec::new();
        for &condition in conditions {
            match self.op(condition) {
                found if found == op => parts.extend_from_slice(self.args(condition)),
                found if found == neutral => {}
                found if found == absorbing => return condition,
                _ => parts.push(condition),
            }
        }
        parts.sort_unstable();
        parts.dedup();
        match parts[..] {
            [] => self.truth(op == Op::And),
            [only] => only,
            // a < b or b < a.
            [a, b] if op == Op::Or && self.are_opposite(a, b) => {
                let (left, right) = (self.args(a)[0], self.args(a)[1]);
                self.not_equal(left, right)
            }
            _ => self.intern(op, &parts),
        }
    }

    /// Whether two strict inequalities are those of one pair, either way round.
    fn are_opposite(&self, a: NodeId, b: NodeId) -> bool {
        let strict = self.op(a) == Op::Less && self.op(b) == Op::Less;
        strict && self.args(a)[0] == self.args(b)[1] && self.args(a)[1] == self.args(b)[0]
    }

    /// The opposite condition. Over the reals not (a < b) is b <= a.
    pub fn not(&mut self, condition: NodeId) -> NodeId {
        // De Morgan's laws from the leaves up: a loop over the part of the graph below the condition.
        let order = self.order(&[condition]);
        let mut negated: std::collections::HashMap<NodeId, NodeId> =
            std::collections::HashMap::new();
        for id in order {
            let args = self.args(id).to_vec();
            let opposite = match self.op(id) {
                Op::True => self.never(),
                Op::False => self.always(),
                Op::Less => self.less_equal(args[1], args[0]),
                Op::LessEqual => self.less(args[1], args[0]),
                Op::Equal => self.not_equal(args[0], args[1]),
                Op::NotEqual => self.equal(args[0], args[1]),
                Op::And | Op::Or => {
                    let parts: Vec<NodeId> = args.iter().map(|arg| negated[arg]).collect();
                    if self.op(id) == Op::And { self.or(&parts) } else { self.and(&parts) }
                }
                _ => continue,
            };
            negated.insert(id, opposite);
        }
        negated.get(&condition).copied().unwrap_or(condition)
    }

    /// The value of the first branch whose condition holds, else `otherwise`, else nothing.
    pub fn piecewise(
        &mut self,
        branches: &[(NodeId, NodeId)],
        otherwise: Option<NodeId>,
    ) -> NodeId {
        let mut kept: Vec<NodeId> = Vec::with_capacity(2 * branches.len() + 1);
        let mut last = otherwise;
        for &(value, condition) in branches {
            match self.op(condition) {
                Op::False => continue,
                Op::True => {
                    last = Some(value);
                    break;
                }
                Op::Undefined => return condition,
                _ => {}
            }
            if kept.len() >= 2 && kept[kept.len() - 2] == value {
                let either = self.or(&[kept[kept.len() - 1], condition]);
                let place = kept.len() - 1;
                kept[place] = either;
            } else {
                kept.extend([value, condition]);
            }
        }
        while let Some(value) = last
            && kept.len() >= 2
            && kept[kept.len() - 2] == value
            && self.facts(kept[kept.len() - 1]).has(super::Facts::TOTAL)
        {
            kept.truncate(kept.len() - 2);
        }
        match (kept.is_empty(), last) {
            (true, Some(value)) => value,
            (true, None) => self.undefined(Reason::NoBranch),
            (false, last) => {
                kept.extend(last);
                self.intern(Op::Piecewise, &kept)
            }
        }
    }
}
