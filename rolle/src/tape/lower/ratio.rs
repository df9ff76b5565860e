//! Ratios of one exponential: all those of the same exponent are one step.

use super::{Lowering, constant, stable};
use crate::graph::Graph;
use crate::number::{Integer, Rational};
use crate::operator::{NodeId, Op};
use crate::polynomial::IntPoly;
use crate::tape::stable::ExpRatio;
use rolle_tape::{Factor, Operation, Ratio, Ratios, Value, Wide};
use std::sync::Arc;

/// Word operations for the factorization of a numerator or denominator.
const FACTOR_WORK: u64 = 1 << 20;

/// The polynomials of a group of ratios, and the results.
#[derive(Default)]
struct Group {
    factors: Vec<IntPoly>,
    results: Vec<Ratio>,
}

impl Lowering<'_> {
    /// The value of a ratio or its logarithm; with the first one of an exponent all others are computed.
    pub(super) fn lower_ratio(&mut self, id: NodeId) -> Value {
        if let Some(&value) = self.ratios.get(&id) {
            return value;
        }
        let w = self.graph.args(id)[1];
        let mut group = Group::default();
        let members = self.groups.remove(&w).expect("the ratio is of its group");
        for &member in &members {
            let ratio = &self.stable.ratios[self.ratio_index(member)];
            group.join(ratio, self.call_name(member) == stable::LOG_RATIO);
        }
        let exponent = self.values[&w];
        let low = exponent.low.unwrap_or(self.zero);
        let operation = Operation::Ratios(Arc::new(group.finish()));
        let first = self.builder.push(operation, &[exponent.high, low]);
        for (k, member) in members.into_iter().enumerate() {
            let value = self.builder.result(first, k);
            self.ratios.insert(member, value);
        }
        self.ratios[&id]
    }

    fn ratio_index(&self, id: NodeId) -> usize {
        let index = self.graph.small_integer(self.graph.args(id)[2]);
        index.and_then(|k| usize::try_from(k).ok()).expect("the place of a ratio")
    }

    /// Finds the ratios of each exponential, in order.
    pub(super) fn group_ratios(&mut self, order: &[NodeId]) {
        for &id in order {
            if self.graph.op(id) == Op::Call
                && matches!(self.call_name(id), stable::EXP_RATIO | stable::LOG_RATIO)
            {
                self.groups.entry(self.graph.args(id)[1]).or_default().push(id);
            }
        }
    }
}

impl Group {
    /// Adds a result.
    fn join(&mut self, ratio: &ExpRatio, logarithm: bool) {
        let mut powers: Vec<(usize, i32)> = Vec::new();
        for (part, sign) in [(&ratio.above, 1), (&ratio.below, -1)] {
            for (factor, power) in factors_of(part) {
                powers.push((self.place(factor), sign * power as i32));
            }
        }
        let result = match logarithm {
            true => self.logarithm(ratio, powers),
            false => self.value(ratio, powers),
        };
        self.results.push(result);
    }

    fn place(&mut self, factor: IntPoly) -> usize {
        match self.factors.iter().position(|known| *known == factor) {
            Some(place) => place,
            None => {
                self.factors.push(factor);
                self.factors.len() - 1
            }
        }
    }

    /// The powers of T on both sides: p(1/T) = T^(−d)·p*(T).
    fn degree(&self, powers: &[(usize, i32)]) -> i32 {
        powers.iter().map(|&(j, n)| n * self.factors[j].degree().unwrap_or(0) as i32).sum()
    }

    fn value(&self, ratio: &ExpRatio, powers: Vec<(usize, i32)>) -> Ratio {
        let shift = ratio.shift as i32;
        let differences = powers.iter().filter(|&&(j, _)| is_difference(&self.factors[j]));
        let odd = differences.map(|&(_, n)| n).sum::<i32>() % 2 != 0;
        let above = -shift - self.degree(&powers);
        let scale = constant::wide_rational(&ratio.scale);
        Ratio::Value { scale, odd, below: shift, above, powers }
    }

    fn logarithm(&self, ratio: &ExpRatio, terms: Vec<(usize, i32)>) -> Ratio {
        let (mut low, mut high) = (ratio.scale.clone(), ratio.scale.clone());
        for &(j, n) in &terms {
            let factor = &self.factors[j];
            let ends = [factor.coefficient(0), factor.leading().expect("not zero").clone()];
            let [first, last] = ends.map(|c| Rational::from(c).pow(n as isize));
            (low, high) = (low * first, high * last);
        }
        let shift = ratio.shift;
        let slope = |n: i64| Wide::new(n as f64);
        Ratio::Logarithm {
            constant: [wide_logarithm(&low), wide_logarithm(&high)],
            slope: [slope(shift), slope(shift + i64::from(self.degree(&terms)))],
            terms,
        }
    }

    fn finish(self) -> Ratios {
        let factors = self.factors.iter().map(|factor| match is_difference(factor) {
            true => Factor::Difference,
            false => {
                let below: Vec<Wide> = factor.coefficients().iter().map(wide_integer).collect();
                let above = below.iter().rev().copied().collect();
                Factor::Polynomial { below, above }
            }
        });
        Ratios { factors: factors.collect(), results: self.results }
    }
}

/// t − 1.
fn is_difference(factor: &IntPoly) -> bool {
    matches!(factor.coefficients(), [c, d] if *c == Integer::NEG_ONE && *d == Integer::ONE)
}

/// Irreducible factors, or the polynomial as it is where they are hard to find.
fn factors_of(p: &IntPoly) -> Vec<(IntPoly, usize)> {
    match p.factor_within(FACTOR_WORK) {
        Ok(factorization) => factorization.factors,
        Err(_) => vec![(p.clone(), 1)],
    }
}

fn wide_integer(n: &Integer) -> Wide {
    constant::wide_rational(&Rational::from(n.clone()))
}

fn wide_logarithm(q: &Rational) -> Wide {
    let mut graph = Graph::new();
    let number = graph.rational(q.clone());
    let log = graph.apply(Op::Log, &[number]).expect("one argument");
    constant::wide_constant(&graph, log).unwrap_or(Wide::new(f64::NAN))
}
