//! Derivatives of what selects a branch: piecewise expressions, maxima and minima.
//!
//! On the open set where one branch is selected, the derivative is that of the branch. On the joints the
//! derivative may or may not exist, so the rule leaves them out: `max(x, 0)' = {1 if x > 0; 0 if x < 0}`. The
//! kink analysis decides the joints.

use crate::graph::{Facts, Graph, IdMap};
use crate::operator::{NodeId, Op};

impl Graph {
    /// The branches of a selection with conditions that hold on open, disjoint sets.
    pub(crate) fn open_branches(&mut self, id: NodeId) -> Vec<(NodeId, NodeId)> {
        match self.op(id) {
            Op::Piecewise => self.open_pieces(id),
            op => self.open_extremum(op, id),
        }
    }

    fn open_pieces(&mut self, id: NodeId) -> Vec<(NodeId, NodeId)> {
        let args = self.args(id).to_vec();
        let mut branches = Vec::with_capacity(args.len() / 2 + 1);
        let mut before = self.always();
        for pair in args.chunks(2) {
            let condition = pair.get(1).copied();
            let selected = match condition {
                Some(condition) => self.and(&[condition, before]),
                None => before,
            };
            let open = self.interior(selected);
            if self.op(open) != Op::False {
                branches.push((pair[0], open));
            }
            if let Some(condition) = condition {
                let not = self.not(condition);
                before = self.and(&[before, not]);
            }
        }
        branches
    }

    /// The condition without its boundary: `<=` becomes `<`, and `==` never holds on an open set.
    fn interior(&mut self, condition: NodeId) -> NodeId {
        let order = self.order(&[condition]);
        let mut image: std::collections::HashMap<NodeId, NodeId> = std::collections::HashMap::new();
        for id in order {
            if !self.op(id).is_condition() {
                continue;
            }
            let args = self.args(id).to_vec();
            let open = match self.op(id) {
                Op::LessEqual => self.less(args[0], args[1]),
                Op::Equal => self.never(),
                Op::And | Op::Or => {
                    let parts: Vec<NodeId> = args.iter().map(|arg| image[arg]).collect();
                    if self.op(id) == Op::And { self.and(&parts) } else { self.or(&parts) }
                }
                _ => id,
            };
            image.insert(id, open);
        }
        image[&condition]
    }

    /// Whether a maximum or minimum has an argument with kinks, so that arguments can agree on an open set.
    pub(crate) fn selects_among_kinked(&self, id: NodeId) -> bool {
        matches!(self.op(id), Op::Max | Op::Min)
            && self.args(id).iter().any(|&arg| self.facts(arg).has(Facts::KINKED))
    }

    /// The derivative of an extremum whose arguments may agree on an open set, one argument after the other.
    ///
    /// Where two arguments are equal and so are their derivatives, that is the derivative of the extremum too: both
    /// touch, and the larger one cannot leave. With smooth arguments such ties are isolated and left to the kink
    /// analysis.
    pub(crate) fn extremum_with_ties(&mut self, id: NodeId, tangent: &IdMap) -> NodeId {
        let (op, args) = (self.op(id), self.args(id).to_vec());
        let (mut value, mut slope) = (args[0], tangent.get(args[0]));
        for &next in &args[1..] {
            let next_slope = tangent.get(next);
            let (low, high) = if op == Op::Max { (next, value) } else { (value, next) };
            let stays = self.less(low, high);
            let changes = self.less(high, low);
            let ties = [self.equal(value, next), self.equal(slope, next_slope)];
            let tie = self.and(&ties);
            slope = self.piecewise(&[(slope, stays), (next_slope, changes), (slope, tie)], None);
            value = self.extreme(op, Some(value), next);
        }
        slope
    }

    /// Branch i of a maximum is selected where it lies above all others.
    fn open_extremum(&mut self, op: Op, id: NodeId) -> Vec<(NodeId, NodeId)> {
        let args = self.args(id).to_vec();
        // The extremes of the arguments before and after each one, so that n arguments need O(n) conditions.
        let mut after = vec![None; args.len()];
        for i in (0..args.len() - 1).rev() {
            after[i] = Some(self.extreme(op, after[i + 1], args[i + 1]));
        }
        let mut before = None;
        let mut branches = Vec::with_capacity(args.len());
        for (i, &arg) in args.iter().enumerate() {
            let others: Vec<NodeId> = before.into_iter().chain(after[i]).collect();
            let conditions: Vec<NodeId> = others
                .into_iter()
                .map(
                    |other| {
                        if op == Op::Max { self.less(other, arg) } else { self.less(arg, other) }
                    },
                )
                .collect();
            let condition = self.and(&conditions);
            branches.push((arg, condition));
            before = Some(self.extreme(op, before, arg));
        }
        branches
    }

    fn extreme(&mut self, op: Op, so_far: Option<NodeId>, next: NodeId) -> NodeId {
        match so_far {
            None => next,
            Some(so_far) => self.apply(op, &[so_far, next]).expect("two arguments"),
        }
    }
}
