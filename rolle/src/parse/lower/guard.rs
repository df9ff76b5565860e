//! Side conditions that bind only where a branch is taken.
//!
//! `x^2/x` is built as `x` and leaves "x is not zero" behind. In `{x^2/x if x != 0; 0 otherwise}` that holds wherever
//! the branch is taken, and in `{x^2/x if x > 1; 0 otherwise}` it says nothing of zero. So every condition is noted
//! with the place of the node that left it, and when a piecewise value is built, the conditions of its branches are
//! weakened by the conditions that lead there: "p is not zero" under g becomes "{p if g; 1 otherwise} is not zero".

use super::{Lowerer, Value};
use crate::graph::{Graph, Requirement, SideCondition};
use crate::operator::{NodeId, Op};
use crate::parse::syntax::SyntaxId;

/// A side condition, and the number of the value whose node left it.
#[derive(Clone, Copy)]
struct Note {
    place: usize,
    condition: SideCondition,
}

/// The side conditions that were left so far, by ascending place.
#[derive(Default)]
pub(super) struct Notes {
    list: Vec<Note>,
}

impl Notes {
    pub(super) fn add(&mut self, place: usize, conditions: &[SideCondition]) {
        self.list.extend(conditions.iter().map(|&condition| Note { place, condition }));
    }

    /// Takes out what was noted from this place on.
    pub(super) fn take_from(&mut self, place: usize) -> Vec<SideCondition> {
        let from = self.list.partition_point(|note| note.place < place);
        self.list.drain(from..).map(|note| note.condition).collect()
    }

    pub(super) fn conditions(&self) -> Vec<SideCondition> {
        self.list.iter().map(|note| note.condition).collect()
    }
}

/// A branch: its value, and its condition if it has one.
pub(super) type Branch = (SyntaxId, Option<SyntaxId>);

impl Lowerer<'_, '_> {
    /// Weakens the side conditions of branches, of which the first whose condition holds is taken.
    pub(super) fn guard_branches(&mut self, branches: &[Branch]) {
        let Some(top) = self.stack.last() else { return };
        if self.notes.list.last().is_none_or(|note| note.place < top.base) {
            return;
        }
        let (tree, base, first) = (top.tree, top.base, top.nodes.first);
        // The parts in the order of the text, each with the number of its branch and whether it is the value.
        let mut parts: Vec<(SyntaxId, usize, bool)> = Vec::with_capacity(2 * branches.len());
        for (at, &(value, condition)) in branches.iter().enumerate() {
            parts.push((value, at, true));
            parts.extend(condition.map(|condition| (condition, at, false)));
        }
        parts.sort_unstable_by_key(|part| part.0.0);
        let Some(begin) = parts.first().map(|part| tree.span(part.0).start) else { return };
        for index in (0..self.notes.list.len()).rev() {
            let note = self.notes.list[index];
            if note.place < base {
                break;
            }
            let node = SyntaxId((note.place - base) as u32 + first);
            if tree.span(node).start < begin {
                break;
            }
            let Some(&(part, at, is_value)) =
                parts.get(parts.partition_point(|part| part.0.0 < node.0))
            else {
                continue;
            };
            if !self.spend_guard(at + 1, part) {
                return;
            }
            let guard = self.way_to(&branches[..at], branches[at].1.filter(|_| is_value));
            match weaken(self.graph, note.condition, guard) {
                Some(condition) => self.notes.list[index].condition = condition,
                None => drop(self.notes.list.remove(index)),
            }
        }
    }

    /// No earlier condition holds, and this one does.
    fn way_to(&mut self, earlier: &[Branch], own: Option<SyntaxId>) -> NodeId {
        let mut all = Vec::with_capacity(earlier.len() + 1);
        for condition in earlier.iter().filter_map(|branch| branch.1) {
            if let Value::Condition(condition) = self.value(condition) {
                all.push(self.opposite(condition));
            }
        }
        if let Some(Value::Condition(condition)) = own.map(|id| self.value(id)) {
            all.push(condition);
        }
        self.graph.and(&all)
    }
}

/// The condition that holds wherever this one does or the guard does not; `None` where that is everywhere.
fn weaken(graph: &mut Graph, condition: SideCondition, guard: NodeId) -> Option<SideCondition> {
    let SideCondition { requirement, of } = condition;
    match graph.op(guard) {
        Op::True => return Some(condition),
        Op::False => return None,
        _ if implies(graph, guard, condition) => return None,
        _ => {}
    }
    let harmless = match requirement {
        Requirement::NonZero | Requirement::Positive => NodeId::ONE,
        Requirement::NonNegative | Requirement::Defined => NodeId::ZERO,
    };
    let of = graph.piecewise(&[(of, guard)], Some(harmless));
    Some(SideCondition { requirement, of })
}

/// Whether the guard, or a part of it that must hold, compares two sides whose difference is the expression.
fn implies(graph: &mut Graph, guard: NodeId, condition: SideCondition) -> bool {
    let parts = match graph.op(guard) {
        Op::And => graph.args(guard).to_vec(),
        _ => vec![guard],
    };
    parts.into_iter().any(|part| {
        let op = graph.op(part);
        let (rising, falling) = match (op, condition.requirement) {
            (Op::Less | Op::NotEqual, Requirement::NonZero) => (true, true),
            (Op::Less, Requirement::Positive | Requirement::NonNegative) => (true, false),
            (Op::LessEqual, Requirement::NonNegative) => (true, false),
            _ => return false,
        };
        let (a, b) = (graph.args(part)[0], graph.args(part)[1]);
        graph.without_side_conditions(|graph| {
            rising && graph.subtract(b, a) == condition.of
                || falling && graph.subtract(a, b) == condition.of
        })
    })
}
