//! The constants of a transseries: exact expressions, each with an enclosure in doubles and a proved sign.
//!
//! A coefficient is a node of a scratch graph, so that π/2 − π/2 cancels by canonical form. What canonical form
//! does not see is left to [`Graph::exact_sign`]; what that does not decide stays undecided.

use super::range;
use super::{Attempt, Stop, undecided};
use crate::enclosure::{Context, Enclosure, Obstacle};
use crate::evaluate::Point;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use rolle_interval::Interval;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The precision of the enclosures that are then rounded to doubles.
const BITS: u64 = 64;

/// A larger constant is not looked at.
const MAX_NODES: usize = 20_000;

/// Zero tests of constants that doubles do not separate from zero; each may take long.
const MAX_ZERO_TESTS: usize = 64;

pub(super) struct Constants {
    pub(super) graph: Graph,
    context: Context,
    enclosures: HashMap<NodeId, Interval>,
    signs: HashMap<NodeId, Option<Ordering>>,
    /// The nodes below all constants that were enclosed directly.
    looked_at: usize,
}

impl Constants {
    pub(super) fn new(graph: Graph) -> Constants {
        Constants {
            graph,
            context: Context::new(),
            enclosures: HashMap::new(),
            signs: HashMap::new(),
            looked_at: 0,
        }
    }

    /// Two doubles that hold a constant between them.
    pub(super) fn enclosure(&mut self, c: NodeId) -> Attempt<Interval> {
        if let Some(known) = self.enclosures.get(&c) {
            return Ok(*known);
        }
        // An explicit stack: a constant may be nested as deeply as it likes.
        let (mut stack, mut steps) = (vec![c], 0);
        while let Some(&id) = stack.last() {
            steps += 1;
            if steps > 4 * MAX_NODES {
                return undecided("a constant is too large to be enclosed");
            }
            if self.enclosures.contains_key(&id) {
                stack.pop();
                continue;
            }
            let waiting = stack.len();
            let args = self.graph.args(id);
            stack.extend(args.iter().filter(|arg| !self.enclosures.contains_key(arg)));
            if stack.len() == waiting {
                let value = self.enclose_node(id)?;
                self.enclosures.insert(id, value);
                stack.pop();
            }
        }
        Ok(self.enclosures[&c])
    }

    /// From the enclosures of the operands where that is known; directly otherwise.
    fn enclose_node(&mut self, id: NodeId) -> Attempt<Interval> {
        if let Some(number) = self.graph.number(id) {
            let value = Enclosure::from_rational(&number.to_rational(), BITS);
            return Ok(range::of_enclosure(&value));
        }
        let args = self.graph.args(id).to_vec();
        let of = |arg: &NodeId| self.enclosures[arg];
        let value = match self.graph.op(id) {
            Op::Constant | Op::Symbol => None,
            Op::Sum => Some(args.iter().fold(Interval::ZERO, |sum, arg| sum + of(arg))),
            Op::Product => Some(args.iter().fold(Interval::ONE, |product, arg| product * of(arg))),
            Op::Power => self.enclose_power(of(&args[0]), args[1]),
            op if args.len() == 1 => range::function(op, of(&args[0])),
            _ => None,
        };
        match value {
            Some(value) if value.is_common() => Ok(value),
            _ => self.enclose_directly(id),
        }
    }

    fn enclose_directly(&mut self, id: NodeId) -> Attempt<Interval> {
        self.looked_at += self.graph.shared_size(&[id]);
        if self.looked_at > 10 * MAX_NODES {
            return undecided("the constants are too large to be enclosed");
        }
        let none = Point::new();
        match self.graph.enclose(&[id], &none, &mut self.context, BITS).pop() {
            Some(Ok(value)) => Ok(range::of_enclosure(&value)),
            Some(Err(Obstacle::Outside(_))) => Err(Stop::Outside),
            _ => undecided("a constant or a parameter could not be enclosed"),
        }
    }

    /// The exact sign of a constant.
    pub(super) fn sign(&mut self, c: NodeId) -> Attempt<Ordering> {
        if let Some(number) = self.graph.number(c) {
            return Ok(number.sign());
        }
        if self.graph.op(c) == Op::Undefined {
            return Err(Stop::Outside);
        }
        if let Some(sign) = range::sign_of(self.enclosure(c)?) {
            return Ok(sign);
        }
        if let Some(known) = self.signs.get(&c) {
            return known.map_or_else(|| undecided("whether a constant is zero is not known"), Ok);
        }
        if self.signs.len() >= MAX_ZERO_TESTS {
            return undecided("too many constants that may be zero");
        }
        let sign = self.graph.exact_sign(c);
        self.signs.insert(c, sign);
        self.sign(c)
    }

    /// The order of two constants.
    pub(super) fn compare(&mut self, a: NodeId, b: NodeId) -> Attempt<Ordering> {
        if a == b {
            return Ok(Ordering::Equal);
        }
        if let (Some(p), Some(q)) = (self.graph.small_integer(a), self.graph.small_integer(b)) {
            return Ok(p.cmp(&q));
        }
        let difference = self.graph.subtract(a, b);
        self.sign(difference)
    }

    /// A function of a constant.
    pub(super) fn function(&mut self, op: Op, c: NodeId) -> Attempt<NodeId> {
        if let Some(value) = self.function_of_logarithm(op, c) {
            return Ok(value);
        }
        match self.graph.apply(op, &[c]) {
            Ok(value) if self.graph.op(value) != Op::Undefined => Ok(value),
            _ => Err(Stop::Outside),
        }
    }

    /// Exponential functions of q·log b, for numbers q and b: tanh(log 2) is 3/5.
    fn function_of_logarithm(&mut self, op: Op, c: NodeId) -> Option<NodeId> {
        if !matches!(op, Op::Exp | Op::Sinh | Op::Cosh | Op::Tanh | Op::Sigmoid) {
            return None;
        }
        let (factor, log) = match (self.graph.op(c), self.graph.args(c)) {
            (Op::Log, _) => (NodeId::ONE, c),
            (Op::Product, &[factor, log]) if self.graph.op(log) == Op::Log => (factor, log),
            _ => return None,
        };
        let base = self.graph.args(log)[0];
        self.graph.number(base)?;
        self.graph.number(factor)?;
        let graph = &mut self.graph;
        let up = graph.power(base, factor);
        let down = graph.reciprocal(up);
        let (sum, difference) = (graph.sum(&[up, down]), graph.subtract(up, down));
        let half = graph.ratio(1, 2);
        Some(match op {
            Op::Exp => up,
            Op::Sinh => graph.product(&[half, difference]),
            Op::Cosh => graph.product(&[half, sum]),
            Op::Tanh => graph.divide(difference, sum),
            _ => {
                let below = graph.sum(&[NodeId::ONE, down]);
                graph.reciprocal(below)
            }
        })
    }

    /// A power of a constant.
    pub(super) fn power(&mut self, base: NodeId, exponent: NodeId) -> Attempt<NodeId> {
        let value = self.graph.power(base, exponent);
        if self.graph.op(value) == Op::Undefined { Err(Stop::Outside) } else { Ok(value) }
    }

    /// x^p over positive numbers, for a constant p; over any without zero if p is an integer.
    pub(super) fn enclose_power(&mut self, x: Interval, p: NodeId) -> Option<Interval> {
        if let Some(n) = self.graph.small_integer(p).and_then(|n| i32::try_from(n).ok()) {
            return (n >= 0 || !x.contains_zero()).then(|| x.pown(n));
        }
        let p = self.enclosure(p).ok()?;
        (x.inf() > 0.0).then(|| x.pow(p))
    }
}
