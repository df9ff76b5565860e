//! The sign of a constant expression, by facts and by an f64 interval around its value.
//!
//! This is the one place where a constant's sign is decided; an enclosure of any precision can take its part.
//! The interval here is conservative: every operation is widened by 2⁻⁴⁰ of its magnitude, a thousand times the
//! error that a mathematical library of the day has on the ranges admitted. It can show that a constant is not
//! zero, never that it is.

use crate::graph::{Constant, Facts, Graph};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The relative widening of every operation.
const SLACK: f64 = 1.0 / (1u64 << 40) as f64;

/// Larger expressions are not looked at.
const MAX_NODES: usize = 20_000;

/// An interval that contains a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hull {
    pub(super) low: f64,
    pub(super) high: f64,
}

const LINE: Hull = Hull { low: f64::NEG_INFINITY, high: f64::INFINITY };

/// The sign of a constant: exact, or nothing.
pub(super) fn constant_sign(graph: &mut Graph, c: NodeId) -> Option<Ordering> {
    if let Some(number) = graph.number(c) {
        return Some(number.sign());
    }
    let facts = graph.facts(c);
    if facts.has(Facts::POSITIVE) {
        return Some(Ordering::Greater);
    }
    if facts.has(Facts::NEGATIVE) {
        return Some(Ordering::Less);
    }
    hull(graph, c)?.sign()
}

/// An interval that contains the values of an expression for all values of its symbols.
pub(super) fn hull(graph: &Graph, root: NodeId) -> Option<Hull> {
    let order = graph.order(&[root]);
    if order.len() > MAX_NODES {
        return None;
    }
    let mut known: HashMap<NodeId, Hull> = HashMap::with_capacity(order.len());
    for id in order {
        let hull = node_hull(graph, id, &known).within_facts(graph.facts(id));
        known.insert(id, hull);
    }
    known.get(&root).copied()
}

fn node_hull(graph: &Graph, id: NodeId, known: &HashMap<NodeId, Hull>) -> Hull {
    let args = graph.args(id);
    let arg = |k: usize| known[&args[k]];
    match graph.op(id) {
        Op::Number => graph.number(id).map_or(LINE, |n| Hull::around(n.to_f64())),
        Op::Constant => match graph.constant_value(id) {
            Some(Constant::Pi) => Hull::around(std::f64::consts::PI),
            _ => Hull::around(std::f64::consts::E),
        },
        Op::Symbol => symbol_hull(graph, id),
        Op::Sum => args.iter().fold(Hull { low: 0.0, high: 0.0 }, |sum, arg| sum.add(known[arg])),
        Op::Product => args.iter().fold(Hull { low: 1.0, high: 1.0 }, |p, arg| p.mul(known[arg])),
        Op::Power => match graph.number(args[1]) {
            Some(n) => arg(0).power(n.to_f64(), n.to_i64()),
            None => arg(0).rising(f64::ln).mul(arg(1)).rising(f64::exp),
        },
        Op::Exp => arg(0).rising(f64::exp),
        Op::Log => arg(0).rising(f64::ln),
        Op::Atan => arg(0).rising(f64::atan),
        Op::Asin => arg(0).rising(f64::asin),
        Op::Tanh => arg(0).rising(f64::tanh),
        Op::Sin => arg(0).circular(f64::sin),
        Op::Cos => arg(0).circular(f64::cos),
        Op::Erf => Hull { low: -1.0, high: 1.0 },
        Op::Erfc => Hull { low: 0.0, high: 2.0 },
        _ => LINE,
    }
}

fn symbol_hull(graph: &Graph, id: NodeId) -> Hull {
    let Some(assumptions) = graph.assumptions(id) else { return LINE };
    let bound = |bound: &Option<(crate::number::Number, bool)>| {
        bound.as_ref().map(|(number, _)| Hull::around(number.to_f64()))
    };
    Hull {
        low: bound(&assumptions.lower).map_or(f64::NEG_INFINITY, |hull| hull.low),
        high: bound(&assumptions.upper).map_or(f64::INFINITY, |hull| hull.high),
    }
}

impl Hull {
    /// The interval with its ends moved outward; one that is no interval is the whole line.
    fn new(low: f64, high: f64) -> Hull {
        if low.is_nan() || high.is_nan() || low > high {
            return LINE;
        }
        // An infinite end that should be finite has overflowed.
        let (low, high) = (low.min(f64::MAX), high.max(f64::MIN));
        Hull {
            low: low - low.abs() * SLACK - f64::MIN_POSITIVE,
            high: high + high.abs() * SLACK + f64::MIN_POSITIVE,
        }
    }

    fn around(x: f64) -> Hull {
        // Small integers are exact, and the exactness of zero and one keeps intervals narrow.
        if x.fract() == 0.0 && x.abs() < 1e15 {
            return Hull { low: x, high: x };
        }
        Hull::new(x, x)
    }

    pub(super) fn sign(self) -> Option<Ordering> {
        match self {
            Hull { low, .. } if low > 0.0 => Some(Ordering::Greater),
            Hull { high, .. } if high < 0.0 => Some(Ordering::Less),
            Hull { low: 0.0, high: 0.0 } => Some(Ordering::Equal),
            _ => None,
        }
    }

    fn within_facts(self, facts: Facts) -> Hull {
        let mut hull = self;
        if facts.has(Facts::NONNEGATIVE) {
            hull.low = hull.low.max(0.0);
        }
        if facts.has(Facts::NONPOSITIVE) {
            hull.high = hull.high.min(0.0);
        }
        if hull.low <= hull.high { hull } else { self }
    }

    fn add(self, other: Hull) -> Hull {
        Hull::new(self.low + other.low, self.high + other.high)
    }

    fn mul(self, other: Hull) -> Hull {
        // 0·∞ is 0: the infinite end is not a value.
        let times = |a: f64, b: f64| if a == 0.0 || b == 0.0 { 0.0 } else { a * b };
        let ends = [
            times(self.low, other.low),
            times(self.low, other.high),
            times(self.high, other.low),
            times(self.high, other.high),
        ];
        let low = ends.iter().copied().fold(f64::INFINITY, f64::min);
        let high = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Hull::new(low, high)
    }

    fn rising(self, f: fn(f64) -> f64) -> Hull {
        Hull::new(f(self.low), f(self.high))
    }

    fn circular(self, f: fn(f64) -> f64) -> Hull {
        let radius = (self.high - self.low) / 2.0;
        let middle = self.low + radius;
        if !(radius < 1.0 && middle.abs() < 1e6) {
            return Hull { low: -1.0, high: 1.0 };
        }
        // |f'| ≤ 1; the slack covers the rounding of the middle.
        let pad = radius + SLACK * (1.0 + middle.abs());
        Hull { low: (f(middle) - pad).max(-1.0), high: (f(middle) + pad).min(1.0) }
    }

    fn power(self, exponent: f64, whole: Option<i64>) -> Hull {
        let even = whole.is_some_and(|n| n % 2 == 0);
        if self.low < 0.0 && (whole.is_none() || self.high > 0.0) {
            if !even || exponent < 0.0 {
                if exponent > 0.0 && whole.is_some() {
                    return Hull::new(-(-self.low).powf(exponent), self.high.powf(exponent));
                }
                return LINE;
            }
            return Hull::new(0.0, self.low.abs().max(self.high).powf(exponent));
        }
        if self.low < 0.0 {
            // Wholly negative, whole exponent: by symmetry.
            let mirrored = Hull { low: -self.high, high: -self.low }.power(exponent, whole);
            return if even { mirrored } else { Hull { low: -mirrored.high, high: -mirrored.low } };
        }
        let (a, b) = (self.low.powf(exponent), self.high.powf(exponent));
        // Relative errors of the base are multiplied by the exponent.
        let pad = SLACK * (2.0 + exponent.abs());
        Hull::new(a.min(b) * (1.0 - pad).max(0.0), a.max(b) * (1.0 + pad))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scope;

    #[test]
    fn signs_of_constants() {
        let cx = Scope::new();
        let two = cx.integer(2);
        let table = [
            (two.sqrt() - 1.414, Some(Ordering::Greater)),
            (two.sqrt() - 1.415, Some(Ordering::Less)),
            (cx.pi().pow(2) - 10, Some(Ordering::Less)),
            (cx.integer(3).log() - cx.integer(2).log() * 2, Some(Ordering::Less)),
            ((-cx.pi()).exp() - cx.rational(1, 23), Some(Ordering::Less)),
            (cx.integer(2).sin(), Some(Ordering::Greater)),
            (cx.integer(4).cos(), Some(Ordering::Less)),
            // Equal to within the slack: no claim.
            (cx.pi() - cx.rational(245850922, 78256779), None),
            (cx.symbol("a") - 1, None),
        ];
        for (i, (e, want)) in table.iter().enumerate() {
            assert_eq!(constant_sign(&mut cx.graph_mut(), e.id()), *want, "row {i}");
        }
    }
}
