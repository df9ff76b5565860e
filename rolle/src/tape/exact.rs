//! Where floating-point numbers give none: the value from the formula itself.
//!
//! ∞·0, ∞ − ∞ and 1/∞ on the way to a result say nothing of it. At such points the formula is enclosed in arithmetic
//! without overflow, and at ±∞ its limit is taken. Both are slow, and few points need them.

use super::lower::wide_constant;
use crate::calculus::{Approach, Limit};
use crate::enclosure::{Context, Enclosure, Obstacle};
use crate::evaluate::Point;
use crate::graph::Graph;
use crate::number::Rational;
use crate::operator::NodeId;
use std::collections::HashMap;

/// Bits of the enclosures that are tried: a double needs 53.
const PRECISIONS: [u64; 3] = [80, 200, 600];

/// Work for one limit.
const LIMIT_WORK: u64 = 200_000;

/// The formulas of a tape, to be evaluated exactly.
#[derive(Clone, Debug)]
pub(super) struct Exact {
    graph: Graph,
    roots: Vec<NodeId>,
    inputs: Vec<NodeId>,
    context: Context,
    /// Limits that were found, for each result and each point with infinite coordinates.
    limits: HashMap<(usize, Vec<u64>), f64>,
}

impl Exact {
    pub(super) fn new(graph: &Graph, roots: &[NodeId], inputs: &[NodeId]) -> Exact {
        let all = [roots, inputs].concat();
        let (graph, mut images) = graph.extract(&all);
        let inputs = images.split_off(roots.len());
        Exact { graph, roots: images, inputs, context: Context::new(), limits: HashMap::new() }
    }

    /// The k-th result at a point: the nearest double, ±∞ beyond all doubles, NaN where there is none; `None` where it
    /// could not be decided.
    pub(super) fn value(&mut self, k: usize, point: &[f64]) -> Option<f64> {
        if point.iter().any(|x| x.is_nan()) {
            return Some(f64::NAN);
        }
        match point.iter().all(|x| x.is_finite()) {
            true => self.at_finite(k, point),
            false => self.at_infinite(k, point),
        }
    }

    fn at_finite(&mut self, k: usize, point: &[f64]) -> Option<f64> {
        let coordinates = self.inputs.iter().zip(point);
        let at: Point =
            coordinates.filter_map(|(&id, &x)| Some((id, Enclosure::from_f64(x)?))).collect();
        for precision in PRECISIONS {
            let root = self.roots[k];
            match self.graph.enclose(&[root], &at, &mut self.context, precision).pop()? {
                Ok(value) if is_narrow(&value) => return Some(value.to_f64()),
                Err(Obstacle::Outside(_)) => return Some(f64::NAN),
                _ => {}
            }
        }
        None
    }

    fn at_infinite(&mut self, k: usize, point: &[f64]) -> Option<f64> {
        let key = (k, point.iter().map(|x| x.to_bits()).collect::<Vec<u64>>());
        if let Some(&known) = self.limits.get(&key) {
            return Some(known);
        }
        let value = self.limit(k, point)?;
        // One coordinate at a time is common; a table of them all could grow with the data.
        if point.len() == 1 {
            self.limits.insert(key, value);
        }
        Some(value)
    }

    /// The limit as the infinite coordinate goes there; NaN where there is none.
    fn limit(&mut self, k: usize, point: &[f64]) -> Option<f64> {
        let mut infinite = point.iter().enumerate().filter(|(_, x)| x.is_infinite());
        let (Some((place, sign)), None) = (infinite.next(), infinite.next()) else { return None };
        let others = self.inputs.iter().zip(point).filter(|(_, x)| x.is_finite());
        let replacements: Vec<(NodeId, f64)> = others.map(|(&id, &x)| (id, x)).collect();
        let replacements: Vec<(NodeId, NodeId)> = replacements
            .into_iter()
            .filter_map(|(id, x)| Some((id, self.graph.rational(Rational::try_from(x).ok()?))))
            .collect();
        let f = self.graph.substitute(self.roots[k], &replacements);
        let approach = match *sign > 0.0 {
            true => Approach::PLUS_INFINITY,
            false => Approach::MINUS_INFINITY,
        };
        match self.graph.limit_within(f, self.inputs[place], approach, LIMIT_WORK) {
            Limit::Finite(value) => wide_constant(&self.graph, value).ok().map(|wide| wide.high),
            Limit::PlusInfinity => Some(f64::INFINITY),
            Limit::MinusInfinity => Some(f64::NEG_INFINITY),
            Limit::Undecided(_) => None,
            _ => Some(f64::NAN),
        }
    }
}

/// Whether both ends are the same double, or nearly.
fn is_narrow(value: &Enclosure) -> bool {
    let (low, high) = (value.lower().to_f64(), value.upper().to_f64());
    low == high || (high - low).abs() <= 4.0 * f64::EPSILON * low.abs().max(high.abs())
}
