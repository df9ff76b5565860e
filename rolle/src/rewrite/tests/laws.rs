//! Laws over random expressions: the value stays, and the domain stays up to the recorded conditions.

use crate::enclosure::{Context, Enclosure, Obstacle};
use crate::evaluate::Point;
use crate::graph::{Graph, Requirement, SideCondition};
use crate::number::Rational;
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;
use crate::rewrite::SimplifyLimits;
use std::cmp::Ordering;

struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn expression(&mut self, graph: &mut Graph, depth: u32) -> NodeId {
        if depth == 0 || self.below(8) == 0 {
            return match self.below(4) {
                0 => graph.symbol("x"),
                1 => graph.symbol("y"),
                2 => graph.integer(self.below(5) as i64 - 2),
                _ => graph.ratio(self.below(7) as i64 - 3, 1 + self.below(3) as i64),
            };
        }
        let a = self.expression(graph, depth - 1);
        let functions = [
            Op::Sin,
            Op::Cos,
            Op::Tan,
            Op::Sinh,
            Op::Cosh,
            Op::Tanh,
            Op::Exp,
            Op::Log,
            Op::Abs,
            Op::Sign,
            Op::Sigmoid,
            Op::Erf,
            Op::Erfc,
        ];
        match self.below(10) {
            0..3 => {
                let b = self.expression(graph, depth - 1);
                graph.sum(&[a, b])
            }
            3..5 => {
                let b = self.expression(graph, depth - 1);
                graph.product(&[a, b])
            }
            5 => {
                let b = self.expression(graph, depth - 1);
                graph.divide(a, b)
            }
            6 => graph.powi(a, self.below(5) as i64 - 2),
            7 => graph.sqrt(a),
            _ => {
                let op = functions[self.below(functions.len() as u64) as usize];
                graph.apply(op, &[a]).unwrap()
            }
        }
    }
}

/// The value at a point: a narrow enclosure, `None` outside the domain, nothing where undecided.
fn value(graph: &Graph, id: NodeId, at: &Point) -> Option<Option<Enclosure>> {
    let mut ctx = Context::new();
    match graph.enclose(&[id], at, &mut ctx, 200).pop().unwrap() {
        Ok(value) => Some(Some(value)),
        Err(Obstacle::Outside(_)) => Some(None),
        Err(_) => None,
    }
}

/// Whether a condition may fail at a point.
fn may_fail(graph: &Graph, condition: SideCondition, at: &Point) -> bool {
    match value(graph, condition.of, at) {
        None | Some(None) => true,
        Some(Some(value)) => match condition.requirement {
            Requirement::NonZero => value.sign().is_none_or(Ordering::is_eq),
            Requirement::Positive => value.sign().is_none_or(Ordering::is_le),
            Requirement::NonNegative => value.sign().is_none_or(Ordering::is_lt),
            Requirement::Defined => false,
        },
    }
}

fn preserves(name: &str, seed: u64, count: usize, rewrite: fn(&mut Graph, NodeId) -> NodeId) {
    let mut random = Random(seed);
    let (mut compared, mut outside) = (0, 0);
    for _ in 0..count {
        let mut graph = Graph::new();
        let f = random.expression(&mut graph, 4);
        if graph.op(f) == Op::Undefined {
            continue;
        }
        graph.take_side_conditions();
        let g = rewrite(&mut graph, f);
        let conditions = graph.take_side_conditions();
        let (x, y) = (graph.symbol("x"), graph.symbol("y"));
        for _ in 0..6 {
            let mut coordinate = || {
                let numerator = random.below(13) as i64 - 6;
                let q = Rational::from_parts(numerator.into(), (1 + random.below(3)).into());
                Enclosure::from_rational(&q, 200)
            };
            let at: Point = [(x, coordinate()), (y, coordinate())].into();
            let text = || {
                let print = |id| graph.print(id).unwrap();
                format!("{name}: {} became {} at {at:?}", print(f), print(g))
            };
            match (value(&graph, f, &at), value(&graph, g, &at)) {
                (Some(Some(a)), Some(Some(b))) => {
                    let difference = a.sub(&b, 200).unwrap();
                    assert!(difference.contains_zero(), "{}", text());
                    compared += 1;
                }
                (Some(Some(_)), Some(None)) => panic!("the domain shrank: {}", text()),
                (Some(None), Some(Some(_))) => {
                    let excused = conditions.iter().any(|&c| may_fail(&graph, c, &at));
                    assert!(excused, "the domain grew: {} with {conditions:?}", text());
                    outside += 1;
                }
                _ => {}
            }
        }
    }
    assert!(compared > count, "{name} compared {compared} values, {outside} outside");
}

fn small() -> Limits {
    Limits { terms: 1000, bits: 1 << 20, work: 1 << 20, trials: 50 }
}

#[test]
fn simplification_keeps_value_and_domain() {
    preserves("simplify", 1, 150, |g, f| g.simplify(f, &SimplifyLimits::default()));
}

#[test]
fn fractions_keep_value_and_domain() {
    preserves("together", 2, 150, |g, f| g.together(f, &small()).unwrap_or(f));
}

#[test]
fn factors_keep_value_and_domain() {
    preserves("factor", 3, 100, |g, f| g.factor(f, &small()).unwrap_or(f));
}

#[test]
fn collecting_keeps_value_and_domain() {
    preserves("collect", 4, 100, |g, f| {
        let x = g.symbol("x");
        g.collect(f, x, &small()).unwrap_or(f)
    });
}
