//! The constants of a transseries: exact expressions, each with an enclosure in doubles and a proved sign.
//!
//! A coefficient is a node of a scratch graph, so that π/2 − π/2 cancels by canonical form. What canonical form
//! does not see is left to [`Graph::exact_sign`]; what that does not decide stays undecided.

use super::interval::Interval;
use super::{Attempt, Stop, undecided};
use crate::enclosure::{Context, Enclosure, Obstacle};
use crate::evaluate::Point;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The precision of the enclosures that are then rounded to doubles.
const BITS: u64 = 64;

/// A larger constant is not looked at.
const MAX_NODES: usize = 20_000;

pub(super) struct Constants {
    pub(super) graph: Graph,
    context: Context,
    enclosures: HashMap<NodeId, Interval>,
    signs: HashMap<NodeId, Option<Ordering>>,
}

impl Constants {
    pub(super) fn new(graph: Graph) -> Constants {
        Constants {
            graph,
            context: Context::new(),
            enclosures: HashMap::new(),
            signs: HashMap::new(),
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
            if matches!(self.graph.op(id), Op::Sum | Op::Product | Op::Power) {
                let args = self.graph.args(id);
                stack.extend(args.iter().filter(|arg| !self.enclosures.contains_key(arg)));
            }
            if stack.len() == waiting {
                let value = self.enclose_node(id)?;
                self.enclosures.insert(id, value);
                stack.pop();
            }
        }
        Ok(self.enclosures[&c])
    }

    /// From the enclosures of the operands, for sums, products and whole powers; directly otherwise.
    fn enclose_node(&mut self, id: NodeId) -> Attempt<Interval> {
        if let Some(number) = self.graph.number(id) {
            let value = Enclosure::from_rational(&number.to_rational(), BITS);
            return Ok(Interval::of_enclosure(&value));
        }
        let args = self.graph.args(id);
        let of = |arg: &NodeId| self.enclosures[arg];
        let value = match self.graph.op(id) {
            Op::Sum => args.iter().fold(Interval::ZERO, |sum, arg| sum + of(arg)),
            Op::Product => args.iter().fold(Interval::ONE, |product, arg| product * of(arg)),
            Op::Power => match self.graph.small_integer(args[1]) {
                Some(n) if n.unsigned_abs() <= 16 => {
                    let power = of(&args[0]).powi(n.unsigned_abs() as usize);
                    if n < 0 { power.recip() } else { power }
                }
                _ => return self.enclose_directly(id),
            },
            _ => return self.enclose_directly(id),
        };
        match value == Interval::ENTIRE {
            true => self.enclose_directly(id),
            false => Ok(value),
        }
    }

    fn enclose_directly(&mut self, id: NodeId) -> Attempt<Interval> {
        let none = Point::new();
        match self.graph.enclose(&[id], &none, &mut self.context, BITS).pop() {
            Some(Ok(value)) => Ok(Interval::of_enclosure(&value)),
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
        if let Some(sign) = self.enclosure(c)?.sign() {
            return Ok(sign);
        }
        let graph = &mut self.graph;
        match self.signs.entry(c).or_insert_with(|| graph.exact_sign(c)) {
            Some(sign) => Ok(*sign),
            None => undecided("whether a constant is zero is not known"),
        }
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
        match self.graph.apply(op, &[c]) {
            Ok(value) if self.graph.op(value) != Op::Undefined => Ok(value),
            _ => Err(Stop::Outside),
        }
    }

    /// A power of a constant.
    pub(super) fn power(&mut self, base: NodeId, exponent: NodeId) -> Attempt<NodeId> {
        let value = self.graph.power(base, exponent);
        if self.graph.op(value) == Op::Undefined { Err(Stop::Outside) } else { Ok(value) }
    }

    /// A function of the operator table over an interval; nothing where it has no value on all of it.
    pub(super) fn enclose_function(&mut self, op: Op, x: Interval) -> Option<Interval> {
        match op {
            Op::Exp => Some(self.exp(x)),
            Op::Log => self.log(x),
            _ => {
                let x = enclosure_of(x)?;
                let ctx = &mut self.context;
                let value = match op {
                    Op::Sin => ctx.sin(&x, BITS),
                    Op::Cos => ctx.cos(&x, BITS),
                    Op::Tan => ctx.tan(&x, BITS),
                    Op::Sinh => ctx.sinh(&x, BITS),
                    Op::Cosh => ctx.cosh(&x, BITS),
                    Op::Tanh => ctx.tanh(&x, BITS),
                    Op::Sigmoid => ctx.sigmoid(&x, BITS),
                    Op::Atan => ctx.atan(&x, BITS),
                    Op::Asinh => ctx.asinh(&x, BITS),
                    Op::Erf => ctx.erf(&x, BITS),
                    Op::Erfc => ctx.erfc(&x, BITS),
                    _ => return None,
                };
                value.ok().map(|value| Interval::of_enclosure(&value))
            }
        }
    }

    /// exp of an interval; beyond the doubles an end is infinite, or zero.
    pub(super) fn exp(&mut self, x: Interval) -> Interval {
        let lo = if x.inf() > -745.0 { self.exp_point(x.inf()).inf().max(0.0) } else { 0.0 };
        let hi = if x.sup() < 709.0 { self.exp_point(x.sup()).sup() } else { f64::INFINITY };
        Interval::new(lo, hi)
    }

    fn exp_point(&mut self, x: f64) -> Interval {
        if x == 0.0 {
            return Interval::ONE;
        }
        // exp(−745) and exp(709) are doubles.
        let x = Enclosure::from_f64(x.clamp(-745.0, 709.0)).expect("a finite double");
        let value = self.context.exp(&x, BITS).expect("a moderate argument");
        Interval::of_enclosure(&value)
    }

    /// log of an interval, where all of it is positive.
    pub(super) fn log(&mut self, x: Interval) -> Option<Interval> {
        if x.inf() <= 0.0 {
            return None;
        }
        let mut point = |x: f64| {
            let x = Enclosure::from_f64(x)?;
            self.context.log(&x, BITS).ok().map(|value| Interval::of_enclosure(&value))
        };
        let lo = point(x.inf())?.inf();
        let hi = if x.sup() < f64::INFINITY { point(x.sup())?.sup() } else { f64::INFINITY };
        Some(Interval::new(lo, hi))
    }

    /// x^p over positive numbers, for a constant p.
    pub(super) fn enclose_power(&mut self, x: Interval, p: NodeId) -> Option<Interval> {
        if let Some(n) = self.graph.small_integer(p)
            && n.unsigned_abs() <= 32
        {
            let power = x.powi(n.unsigned_abs() as usize);
            return (n >= 0 || !power.contains_zero())
                .then(|| if n < 0 { power.recip() } else { power });
        }
        let p = self.enclosure(p).ok()?;
        let log = self.log(x)?;
        Some(self.exp(p * log))
    }
}

fn enclosure_of(x: Interval) -> Option<Enclosure> {
    Some(Enclosure::from_f64(x.inf())?.hull(&Enclosure::from_f64(x.sup())?))
}
