//! A smooth function of one variable as the search sees it: jets by enclosure, signs and orders by exact methods.

use super::cover::{Edge, MAX_ORDER, Probe, strict_sign};
use crate::enclosure::Context;
use crate::evaluate::{Constants, Point, Program};
use crate::graph::Graph;
use crate::number::Rational;
use crate::operator::{NodeId, Op};
use rolle_interval::{Arithmetic, Double, Interval, Obstacle, Precise};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Short rational numbers that are tried as zeros have denominators up to this.
const SHORT: i64 = 10_000;

/// Doubles that are multiples of 2⁻²⁰ are tried as zeros by algebra.
const SHORT_STEPS: f64 = 1_048_576.0;

/// Bits for the signs at other edges.
const FINER: [u64; 2] = [128, 512];

/// A function with what was found out of it.
pub(super) struct Smooth<'g> {
    pub(super) graph: &'g mut Graph,
    pub(super) h: NodeId,
    pub(super) x: NodeId,
    /// The function and its derivatives, as far as they were needed.
    programs: Vec<Compiled>,
    /// In double precision, or with more bits where that does not separate.
    precise: Option<Precise>,
    context: Context,
    signs: HashMap<Key, Option<Ordering>>,
    orders: HashMap<Key, Option<usize>>,
}

/// A function as a program, with its constants.
struct Compiled {
    formula: NodeId,
    program: Program,
    doubles: Constants<Interval>,
    /// In the finer arithmetic, once that was used.
    finer: Option<Constants<<Precise as Arithmetic>::Value>>,
}

impl Compiled {
    fn new(graph: &Graph, formula: NodeId, x: NodeId) -> Result<Compiled, Obstacle> {
        let program = Program::new(graph, formula, x)?;
        let doubles = program.constants(&mut Double)?;
        Ok(Compiled { formula, program, doubles, finer: None })
    }
}

/// An edge as a key.
type Key = (u64, u64, Option<NodeId>);

fn key(edge: Edge) -> Key {
    (edge.low.to_bits(), edge.high.to_bits(), edge.exact)
}

impl<'g> Smooth<'g> {
    pub(super) fn new(graph: &'g mut Graph, h: NodeId, x: NodeId) -> Result<Smooth<'g>, String> {
        let function = Compiled::new(graph, h, x).map_err(|why| why.to_string())?;
        let (signs, orders) = (HashMap::new(), HashMap::new());
        Ok(Smooth {
            graph,
            h,
            x,
            programs: vec![function],
            precise: None,
            context: Context::new(),
            signs,
            orders,
        })
    }

    /// From now on with so many bits.
    pub(super) fn refine(&mut self, bits: u64) {
        self.precise = Some(Precise::new(bits));
        self.programs.iter_mut().for_each(|compiled| compiled.finer = None);
    }

    /// The order of the zero at an edge, if the search asked for it.
    pub(super) fn known_order(&self, edge: Edge) -> Option<usize> {
        self.orders.get(&key(edge)).copied().flatten()
    }

    /// The exact number at an edge.
    pub(super) fn number_at(&mut self, edge: Edge) -> NodeId {
        edge.exact.unwrap_or_else(|| {
            let value = Rational::try_from(edge.low).expect("an edge is finite");
            self.graph.rational(value)
        })
    }

    /// The edge at an exact number.
    pub(super) fn edge_of(&mut self, id: NodeId) -> Option<Edge> {
        let value = self.graph.enclose(&[id], &Point::new(), &mut self.context, 128).pop()?.ok()?;
        let value = Interval::from_enclosure(&value);
        let exact = (!value.is_singleton()).then_some(id);
        value.is_common().then_some(Edge { low: value.inf(), high: value.sup(), exact })
    }

    /// The k-th derivative over [low, high]; a factor k! does not matter for signs.
    pub(super) fn enclose(&mut self, k: usize, low: f64, high: f64) -> Option<Interval> {
        while self.programs.len() <= k {
            let last = self.programs[self.programs.len() - 1].formula;
            let next = self.graph.derivative(last, self.x);
            self.programs.push(Compiled::new(self.graph, next, self.x).ok()?);
        }
        let Compiled { program, doubles, finer, .. } = &mut self.programs[k];
        let value = match &mut self.precise {
            None => program.run_with(doubles, &mut Double, &Interval::new(low, high)?).ok()?,
            Some(precise) => {
                let (low, high) = (precise.double(low).ok()?, precise.double(high).ok()?);
                let over = precise.hull(&low, &high);
                let constants = match finer {
                    Some(known) => known,
                    None => finer.insert(program.constants(precise).ok()?),
                };
                let value = program.run_with(constants, precise, &over).ok()?;
                Interval::new(precise.lower(&value), precise.upper(&value))?
            }
        };
        (!value.is_empty()).then_some(value)
    }

    pub(super) fn sign_by_enclosure(&mut self, edge: Edge) -> Option<Ordering> {
        strict_sign(self.jet(edge.low, edge.high, 0)?[0])
    }

    /// The sign with more bits, cheaper than by algebra and enough where the value is not zero.
    fn sign_with_more_bits(&mut self, edge: Edge) -> Option<Ordering> {
        let number = self.rational_at(edge)?;
        FINER.into_iter().find_map(|bits| {
            let mut precise = Precise::new(bits);
            let at = precise.rational(&number).ok()?;
            let value = self.programs[0].program.run(&mut precise, &at).ok()?;
            precise.sign(&value).filter(|sign| sign.is_ne())
        })
    }

    /// The rational number at an edge.
    fn rational_at(&self, edge: Edge) -> Option<Rational> {
        match edge.exact {
            Some(id) => self.graph.number(id).map(|number| number.to_rational()),
            None => Rational::try_from(edge.low).ok(),
        }
    }

    /// Whether an edge can be a zero that shows by algebra: a midpoint of many bits is none.
    fn is_short(&self, edge: Edge) -> bool {
        edge.exact.is_some() || (edge.low * SHORT_STEPS).fract() == 0.0
    }

    fn sign_by_algebra(&mut self, edge: Edge) -> Option<Ordering> {
        let point = self.number_at(edge);
        let value = self.graph.value_at(self.h, self.x, point);
        match self.graph.op(value) {
            Op::Undefined => None,
            _ => self.graph.exact_sign(value),
        }
    }

    fn order_by_algebra(&mut self, edge: Edge) -> Option<usize> {
        let point = self.number_at(edge);
        let mut derivative = self.h;
        for order in 1..=MAX_ORDER {
            derivative = self.graph.derivative(derivative, self.x);
            let value = self.graph.value_at(derivative, self.x, point);
            match self.graph.exact_sign(value)? {
                Ordering::Equal => {}
                _ => return Some(order),
            }
        }
        None
    }
}

impl Probe for Smooth<'_> {
    fn jet(&mut self, low: f64, high: f64, order: usize) -> Option<Vec<Interval>> {
        let mut jet = Vec::with_capacity(order + 1);
        for k in 0..=order {
            jet.push(self.enclose(k, low, high)?);
        }
        Some(jet)
    }

    fn check_time(&self) -> Result<(), String> {
        self.graph.deadline().check()
    }

    fn sign_at(&mut self, edge: Edge) -> Option<Ordering> {
        if let Some(&known) = self.signs.get(&key(edge)) {
            return known;
        }
        let sign = self.sign_by_enclosure(edge).or_else(|| match self.is_short(edge) {
            true => self.sign_by_algebra(edge),
            false => self.sign_with_more_bits(edge),
        });
        self.signs.insert(key(edge), sign);
        sign
    }

    fn may_vanish(&mut self, edge: Edge) -> bool {
        self.is_short(edge)
            && self.enclose(0, edge.low, edge.high).is_some_and(|value| value.contains_zero())
    }

    fn order_at(&mut self, edge: Edge) -> Option<usize> {
        if let Some(&known) = self.orders.get(&key(edge)) {
            return known;
        }
        let order = self.order_by_algebra(edge);
        self.orders.insert(key(edge), order);
        order
    }

    fn rational_zero(&mut self, low: f64, high: f64) -> Option<Edge> {
        let (p, q) = simplest_between(low, high)?;
        let point = self.graph.ratio(p, q);
        let edge = self.edge_of(point)?;
        (self.sign_at(edge) == Some(Ordering::Equal)).then_some(edge)
    }
}

/// The fraction of least denominator strictly between two numbers.
fn simplest_between(low: f64, high: f64) -> Option<(i64, i64)> {
    // Descend the Stern–Brocot tree; below zero by symmetry.
    if high <= 0.0 {
        return simplest_between(-high, -low).map(|(p, q)| (-p, q));
    }
    if low < 0.0 {
        return Some((0, 1));
    }
    let (mut left, mut right) = ((low.floor() as i64, 1i64), (1i64, 0i64));
    loop {
        let (p, q) = (left.0.checked_add(right.0)?, left.1 + right.1);
        if q > SHORT || p > 1 << 40 {
            return None;
        }
        let value = p as f64 / q as f64;
        if value <= low {
            left = (p, q);
        } else if value >= high {
            right = (p, q);
        } else {
            return Some((p, q));
        }
    }
}
