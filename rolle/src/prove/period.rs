//! What one period shows of the whole line.

use super::repeating::two_periods;
use super::set::Set;
use super::study::Study;
use crate::calculus::{End, Period};
use crate::graph::{Constant, Graph, IsolatedZero, NodeId};
use crate::number::Number;
use crate::operator::Op;
use std::cmp::Ordering;

/// Zeros of trigonometric functions are looked for among the multiples of pi with denominators up to this.
const DENOMINATORS: i64 = 1000;

impl Study<'_> {
    /// A period of a formula, not always the least; `None` where none shows.
    pub(super) fn period_of(&mut self, f: NodeId) -> Option<NodeId> {
        let law = self.law_of(f)?;
        (self.graph.exact_sign(law.gain) == Some(Ordering::Equal)).then_some(law.period)
    }

    /// The same, up to a constant gain; looked for once.
    pub(super) fn law_of(&mut self, f: NodeId) -> Option<Period> {
        if let Some(&known) = self.laws.get(&f) {
            return known;
        }
        let law = self.graph.period_of(f, self.x);
        self.laws.insert(f, law);
        law
    }

    /// The multiple of pi that an isolated zero is, if it is a simple one; exact.
    pub(super) fn multiple_of_pi(&mut self, at: NodeId) -> Option<NodeId> {
        let Some(IsolatedZero::OfFunction(zero)) = self.graph.isolated_zero(at).cloned() else {
            return None;
        };
        let [x, function, _] = zero.nodes();
        let turns = zero.to_f64() / std::f64::consts::PI;
        self.graph.without_side_conditions(|graph| {
            let pi = graph.constant(Constant::Pi);
            let imported = graph.import(zero.graph(), &[x, function]);
            (1..=DENOMINATORS).find_map(|q| {
                let p = (turns * q as f64).round();
                if (p / q as f64 - turns).abs() > 1e-12 * turns.abs().max(1.0) || p.abs() > 1e6 {
                    return None;
                }
                let ratio = graph.ratio(p as i64, q);
                let candidate = graph.product(&[ratio, pi]);
                let (low, high) = zero.interval();
                let (low, high) = (graph.rational(low.clone()), graph.rational(high.clone()));
                let inside = graph.order_of_values(low, candidate).ok()?.is_le()
                    && graph.order_of_values(candidate, high).ok()?.is_le();
                // The zero is alone in its interval.
                let value = graph.value_at(imported[1], imported[0], candidate);
                let vanishes = graph.op(value) != Op::Undefined
                    && graph.exact_sign(value) == Some(Ordering::Equal);
                (inside && vanishes).then_some(candidate)
            })
        })
    }

    /// The set, or [−p, p] if the set is the whole line and f gains a constant in every p. What holds around every
    /// point inside it holds around every point of the line; of one period alone the ends would count from one side
    /// only.
    pub(super) fn two_periods_of(&mut self, f: NodeId, set: &Set) -> Set {
        match self.law_of(f) {
            Some(law) if set.is_whole() => two_periods(self.graph, law.period),
            _ => set.clone(),
        }
    }

    /// The set, or [0, p] if the set is the whole line and the n-th derivative gains a constant in every p: slopes,
    /// and jumps, are those of one period.
    pub(super) fn one_step_of(&mut self, order: u32, set: &Set) -> Set {
        match self.law_of_order(order) {
            Some(law) if set.is_whole() => self.one_period(law.period),
            _ => set.clone(),
        }
    }

    /// The law of the n-th derivative.
    pub(super) fn law_of_order(&mut self, order: u32) -> Option<Period> {
        if let Ok(f) = self.derivative(order) {
            return self.law_of(f);
        }
        // A function that can be cut on bounded sets only.
        let f = self.function();
        let law = self.law_of(f)?;
        Some(Period { gain: NodeId::ZERO, ..law })
    }

    /// [0, p].
    pub(super) fn one_period(&mut self, period: NodeId) -> Set {
        let end = |point| Some(End { point, closed: true });
        Set::interval(end(NodeId::ZERO), end(period))
    }
}

/// Whether p is a whole multiple of a period.
pub(super) fn is_multiple(graph: &mut Graph, p: NodeId, period: NodeId) -> bool {
    let ratio = graph.divide(p, period);
    graph.number(ratio).as_ref().is_some_and(Number::is_integer)
}
