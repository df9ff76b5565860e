//! Periods that show in the formula: f(x + T) = f(x) + c for every x.
//!
//! From x itself, which gains as much as it moves, the law is carried upwards: sums add the gains, a sine loses them
//! where they are whole turns, floor keeps them where they are integers, and everything else asks for none. So
//! x − ⌊x⌋ has the period 1, and x + sin(x)² gains π with every step of π.

use crate::enclosure::Context;
use crate::evaluate::Point;
use crate::graph::{Constant, Facts, Graph};
use crate::number::{Number, Rational};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// A period that was found is divided by these as long as the parts are periods too.
const DIVISORS: [i64; 3] = [2, 3, 5];

/// The most divisions of a period.
const MOST_DIVISIONS: usize = 8;

/// The law f(x + T) = f(x) + c, for every x for which one of the two sides has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// T, which is positive.
    pub period: NodeId,
    /// c, which is zero for a periodic function.
    pub gain: NodeId,
}

/// The law of one part of a formula: it gains `rate` times what x moves, over whole periods.
#[derive(Clone, Copy)]
struct Motion {
    /// `None` for an affine part, which every number is a period of.
    period: Option<NodeId>,
    rate: NodeId,
}

impl Graph {
    /// A period of f as a function of x, up to a constant gain; not always the least, and `None` where none shows.
    ///
    /// # Examples
    /// ```
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.parse("x + sin(x)^2")?;
    /// let law = g.period_of(f, x).unwrap();
    /// assert_eq!(law.period, g.parse("pi")?);
    /// assert_eq!(law.gain, law.period);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn period_of(&mut self, f: NodeId, x: NodeId) -> Option<Period> {
        self.without_side_conditions(|graph| {
            let Motion { period, rate } = graph.motion_of(f, x)?;
            let period = period?;
            let gain = graph.product(&[rate, period]);
            let law = Period { period, gain };
            Some(graph.least_period(f, x, law))
        })
    }

    fn motion_of(&mut self, f: NodeId, x: NodeId) -> Option<Motion> {
        // The parts that depend on x.
        let mut motions = HashMap::from([(x, Some(Motion { period: None, rate: NodeId::ONE }))]);
        for id in self.order(&[f]) {
            if id == x || !self.args(id).iter().any(|arg| motions.contains_key(arg)) {
                continue;
            }
            let args = self.args(id).to_vec();
            let moving: Option<Vec<Motion>> =
                args.iter().filter_map(|arg| motions.get(arg).copied()).collect();
            let motion = moving.and_then(|moving| match self.op(id) {
                Op::Product if moving.len() == 1 => {
                    let fixed: Vec<NodeId> =
                        args.iter().filter(|arg| !motions.contains_key(arg)).copied().collect();
                    let factor = self.product(&fixed);
                    let rate = self.product(&[factor, moving[0].rate]);
                    Some(Motion { rate, ..moving[0] })
                }
                op => self.motion(op, &moving, args.len()),
            });
            motions.insert(id, motion);
        }
        motions.get(&f).copied().flatten()
    }

    /// The law of a function of parts that move so.
    fn motion(&mut self, op: Op, moving: &[Motion], arity: usize) -> Option<Motion> {
        let rates: Vec<NodeId> = moving.iter().map(|motion| motion.rate).collect();
        let period = self.common_period(moving)?;
        let still = |period| Some(Motion { period: Some(period), rate: NodeId::ZERO });
        match op {
            Op::Sum => {
                let rate = self.sum(&rates);
                Some(Motion { period, rate })
            }
            Op::Sin | Op::Cos | Op::Sec | Op::Csc | Op::Tan | Op::Cot => {
                let half_turns = if matches!(op, Op::Tan | Op::Cot) { 1 } else { 2 };
                let (pi, half_turns) = (self.constant(Constant::Pi), self.integer(half_turns));
                let step = self.product(&[half_turns, pi]);
                still(self.period_in_steps(period, rates[0], step)?)
            }
            Op::Floor | Op::Ceil | Op::Round => {
                // Halves are rounded to even integers, so only even steps leave them alone.
                let step = self.integer(if op == Op::Round { 2 } else { 1 });
                let period = self.period_in_steps(period, rates[0], step)?;
                Some(Motion { period: Some(period), rate: rates[0] })
            }
            // What is compared may move as long as the distance does not.
            Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual if moving.len() == arity => {
                let distance = self.subtract(rates[0], rates[1]);
                self.is_zero_rate(distance).then_some(())?;
                still(period?)
            }
            _ => {
                rates.iter().all(|&rate| self.is_zero_rate(rate)).then_some(())?;
                still(period?)
            }
        }
    }

    fn is_zero_rate(&mut self, rate: NodeId) -> bool {
        self.exact_sign(rate) == Some(Ordering::Equal)
    }

    /// The least multiple of a period in which a part that moves so gains a whole number of steps.
    fn period_in_steps(
        &mut self,
        period: Option<NodeId>,
        rate: NodeId,
        step: NodeId,
    ) -> Option<NodeId> {
        let is_still = self.exact_sign(rate)?.is_eq();
        let Some(period) = period else {
            let speed = self.apply(Op::Abs, &[rate]).ok()?;
            return (!is_still).then(|| self.divide(step, speed));
        };
        if is_still {
            return Some(period);
        }
        let gain = self.product(&[rate, period]);
        let steps = self.divide(gain, step);
        let steps = self.number(steps)?;
        let times = self.rational(Rational::from(steps.denominator()));
        Some(self.product(&[times, period]))
    }

    /// The least common multiple of the periods, where they are commensurable; `Some(None)` where every number is one.
    fn common_period(&mut self, moving: &[Motion]) -> Option<Option<NodeId>> {
        let mut periods = moving.iter().filter_map(|motion| motion.period);
        let Some(mut joint) = periods.next() else { return Some(None) };
        for period in periods {
            let ratio = self.divide(joint, period);
            let ratio = self.number(ratio)?;
            // joint/period = m/n in lowest terms: n·joint = m·period.
            let n = self.rational(Rational::from(ratio.denominator()));
            joint = self.product(&[n, joint]);
        }
        Some(Some(joint))
    }

    /// Divides a period as long as a part of it is one: that of sin(x)² is π.
    fn least_period(&mut self, f: NodeId, x: NodeId, mut law: Period) -> Period {
        for _ in 0..MOST_DIVISIONS {
            let part = DIVISORS.into_iter().find_map(|n| self.part_of_period(f, x, law, n));
            match part {
                Some(part) => law = part,
                None => break,
            }
        }
        law
    }

    fn part_of_period(&mut self, f: NodeId, x: NodeId, law: Period, n: i64) -> Option<Period> {
        let part = self.ratio(1, n);
        let [period, gain] = [law.period, law.gain].map(|of| self.product(&[part, of]));
        let moved = self.moved_by(f, x, period)?;
        let expected = self.sum(&[f, gain]);
        // One formula has one domain.
        if moved == expected && self.side_conditions().is_empty() {
            return Some(Period { period, gain });
        }
        let facts = self.facts(f);
        let is_smooth = facts.has(Facts::TOTAL) && !facts.has(Facts::KINKED);
        let difference = self.subtract(moved, expected);
        let is_law = is_smooth
            && self.may_vanish_at_samples(difference, x)
            && self.sign_after_normalization(difference) == Some(Ordering::Equal);
        is_law.then_some(Period { period, gain })
    }

    /// f(x + step), with whole half turns taken out of the circular functions.
    fn moved_by(&mut self, f: NodeId, x: NodeId, step: NodeId) -> Option<NodeId> {
        let there = self.sum(&[x, step]);
        let mut images = HashMap::from([(x, there)]);
        for id in self.order(&[f]) {
            if images.contains_key(&id) {
                continue;
            }
            let args: Vec<NodeId> = self.args(id).iter().map(|arg| images[arg]).collect();
            let image = match self.op(id) {
                _ if args == self.args(id) => id,
                op @ (Op::Sin | Op::Cos | Op::Sec | Op::Csc | Op::Tan | Op::Cot) => {
                    self.without_half_turns(op, args[0])?
                }
                _ => self.rebuild(id, &args),
            };
            images.insert(id, image);
        }
        images.get(&f).copied()
    }

    /// A circular function, by sin(u + π) = −sin u and its kin.
    fn without_half_turns(&mut self, op: Op, u: NodeId) -> Option<NodeId> {
        let u = self.expand(u, &Default::default()).unwrap_or(u);
        let terms = if self.op(u) == Op::Sum { self.args(u).to_vec() } else { vec![u] };
        let pi = self.constant(Constant::Pi);
        let (mut half_turns, mut rest) = (Number::ZERO, Vec::with_capacity(terms.len()));
        for term in terms {
            let turns = self.divide(term, pi);
            match self.number(turns).filter(Number::is_integer) {
                Some(turns) => half_turns = half_turns.add(&turns),
                None => rest.push(term),
            }
        }
        let rest = self.sum(&rest);
        let value = self.apply(op, &[rest]).ok()?;
        let is_odd = !half_turns.mul(&Number::ratio(1, 2)?).is_integer();
        Some(if is_odd && !matches!(op, Op::Tan | Op::Cot) { self.negate(value) } else { value })
    }

    /// Whether no sample shows that a function is not zero throughout.
    fn may_vanish_at_samples(&mut self, f: NodeId, x: NodeId) -> bool {
        let mut context = Context::new();
        [(3, 7), (-17, 11)].into_iter().all(|(p, q)| {
            let at = self.ratio(p, q);
            let value = self.substitute(f, &[(x, at)]);
            let enclosed = self.enclose(&[value], &Point::new(), &mut context, 64).pop();
            enclosed.is_none_or(|value| value.is_ok_and(|value| value.contains_zero()))
        })
    }
}

#[cfg(test)]
mod tests;
