//! Circular functions of arcs: sin(2·atan(r) + π/2) is (1 − r²)/(1 + r²), by the addition theorems.

use super::is_circular;
use crate::graph::{Constant, Facts, Graph};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// The largest multiple of an arc that is taken apart.
const MAX_MULTIPLE: i64 = 48;

/// Larger expressions are left as they are.
const MAX_NODES: usize = 1000;

/// cos and sin of an angle.
type Direction = [NodeId; 2];

impl Graph {
    /// The expression with circular functions of whole multiples of one arc, turned by rational parts of π, in
    /// algebraic form.
    pub(super) fn without_arcs(&mut self, root: NodeId) -> NodeId {
        let order = self.order(&[root]);
        let is_arc = |id: NodeId| matches!(self.op(id), Op::Asin | Op::Acos | Op::Atan);
        if order.len() > MAX_NODES || !order.iter().any(|&id| is_arc(id)) {
            return root;
        }
        let mut images: HashMap<NodeId, NodeId> = HashMap::new();
        for id in order {
            let args: Vec<NodeId> = self.args(id).iter().map(|arg| images[arg]).collect();
            let rebuilt = if args == self.args(id) { id } else { self.rebuild(id, &args) };
            let is_constant = self.facts(rebuilt).has(Facts::CONSTANT);
            let image = match self.op(rebuilt) {
                op if is_circular(op) && is_constant => {
                    let u = self.args(rebuilt)[0];
                    self.circular_of_arc(op, u).unwrap_or(rebuilt)
                }
                _ => rebuilt,
            };
            images.insert(id, image);
        }
        images[&root]
    }

    fn circular_of_arc(&mut self, op: Op, u: NodeId) -> Option<NodeId> {
        let u = self.expand(u, &Default::default()).ok()?;
        let terms = if self.op(u) == Op::Sum { self.args(u).to_vec() } else { vec![u] };
        let pi = self.constant(Constant::Pi);
        let (mut arc, mut turn) = (None, NodeId::ZERO);
        for term in terms {
            let part = self.divide(term, pi);
            if self.number(part).is_some() {
                turn = term;
            } else if arc.replace(self.multiple_of_arc(term)?).is_some() {
                return None;
            }
        }
        let (n, arc) = arc?;
        let [cosine, sine] = self.direction_of(arc, n)?;
        let [turned_cosine, turned_sine] =
            [self.apply(Op::Cos, &[turn]).ok()?, self.apply(Op::Sin, &[turn]).ok()?];
        let [cosine, sine] = self.turned([cosine, sine], [turned_cosine, turned_sine])?;
        Some(match op {
            Op::Sin => sine,
            Op::Cos => cosine,
            Op::Tan => self.divide(sine, cosine),
            Op::Cot => self.divide(cosine, sine),
            Op::Sec => self.divide(NodeId::ONE, cosine),
            _ => self.divide(NodeId::ONE, sine),
        })
    }

    /// A term as a whole multiple of an arc.
    fn multiple_of_arc(&self, term: NodeId) -> Option<(i64, NodeId)> {
        let is_arc = |id: NodeId| matches!(self.op(id), Op::Asin | Op::Acos | Op::Atan);
        match self.args(term) {
            _ if is_arc(term) => Some((1, term)),
            &[n, arc] if self.op(term) == Op::Product && is_arc(arc) => {
                let n = self.number(n).filter(Number::is_integer)?.to_i64()?;
                (n.abs() <= MAX_MULTIPLE).then_some((n, arc))
            }
            _ => None,
        }
    }

    fn direction_of(&mut self, arc: NodeId, n: i64) -> Option<Direction> {
        let (op, r) = (self.op(arc), self.args(arc)[0]);
        let square = self.powi(r, 2);
        let (once, times) = match op {
            // Twice an arc tangent has a rational direction.
            Op::Atan if n % 2 == 0 => {
                let (circle, two) = (self.sum(&[NodeId::ONE, square]), self.integer(2));
                let (along, across) = (self.subtract(NodeId::ONE, square), self.product(&[two, r]));
                ([self.divide(along, circle), self.divide(across, circle)], n / 2)
            }
            Op::Atan => {
                let circle = self.sum(&[NodeId::ONE, square]);
                let length = self.sqrt(circle);
                ([self.divide(NodeId::ONE, length), self.divide(r, length)], n)
            }
            _ => {
                let rest = self.subtract(NodeId::ONE, square);
                let other = self.sqrt(rest);
                (if op == Op::Asin { [other, r] } else { [r, other] }, n)
            }
        };
        let mut direction = [NodeId::ONE, NodeId::ZERO];
        for _ in 0..times.abs() {
            direction = self.turned(direction, once)?;
        }
        let [cosine, sine] = direction;
        Some([cosine, if times < 0 { self.negate(sine) } else { sine }])
    }

    /// cos(a + b) and sin(a + b).
    fn turned(&mut self, [a, b]: Direction, [c, d]: Direction) -> Option<Direction> {
        let terms = [(a, c), (b, d), (b, c), (a, d)].map(|(p, q)| self.product(&[p, q]));
        let cosine = self.subtract(terms[0], terms[1]);
        let sine = self.sum(&[terms[2], terms[3]]);
        let plain = |graph: &mut Graph, id| graph.expand(id, &Default::default()).ok();
        Some([plain(self, cosine)?, plain(self, sine)?])
    }
}
