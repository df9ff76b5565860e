//! Periods that show in the formula: every occurrence of the variable lies in a sine or the like of a linear argument.

use super::set::Set;
use super::study::Study;
use crate::calculus::End;
use crate::graph::{Constant, Graph, IsolatedZero, NodeId};
use crate::number::Number;
use crate::operator::Op;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Zeros of trigonometric functions are looked for among the multiples of pi with denominators up to this.
const DENOMINATORS: i64 = 1000;

impl Study<'_> {
    /// A period of a formula, not always the least; `None` where none shows.
    pub(super) fn period_of(&mut self, f: NodeId) -> Option<NodeId> {
        let x = self.x;
        self.graph.without_side_conditions(|graph| period_of(graph, f, x))
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

    /// The set, or [−p, p] if the set is the whole line and p a period. What holds around every point inside it holds
    /// around every point of the line; of one period alone the ends would count from one side only.
    pub(super) fn two_periods_of(&mut self, f: NodeId, set: &Set) -> Set {
        match self.period_of(f) {
            Some(period) if set.is_whole() => {
                let end = |point| Some(End { point, closed: true });
                Set::interval(end(self.graph.negate(period)), end(period))
            }
            _ => set.clone(),
        }
    }

    /// [0, p].
    pub(super) fn one_period(&mut self, period: NodeId) -> Set {
        let end = |point| Some(End { point, closed: true });
        Set::interval(end(NodeId::ZERO), end(period))
    }
}

fn period_of(graph: &mut Graph, f: NodeId, x: NodeId) -> Option<NodeId> {
    // Nodes that depend on x, with a common period; zero stands for none yet.
    let mut periods: HashMap<NodeId, Option<NodeId>> = HashMap::from([(x, None)]);
    for id in graph.order(&[f]) {
        if id == x || !graph.args(id).iter().any(|arg| periods.contains_key(arg)) {
            continue;
        }
        let args = graph.args(id).to_vec();
        let own = own_period(graph, id, x);
        let all = args.iter().filter_map(|arg| periods.get(arg).copied()).collect::<Vec<_>>();
        let joint = match own {
            Some(period) => Some(period),
            None => common(graph, &all),
        };
        periods.insert(id, joint);
    }
    periods.get(&f).copied().flatten()
}

/// The period of sin(a·x + b), by the change of its argument.
fn own_period(graph: &mut Graph, id: NodeId, x: NodeId) -> Option<NodeId> {
    let turns = match graph.op(id) {
        Op::Sin | Op::Cos | Op::Sec | Op::Csc => 2,
        Op::Tan | Op::Cot => 1,
        _ => return None,
    };
    let argument = graph.args(id)[0];
    let slope = graph.derivative(argument, x);
    if graph.depends_on(slope, x) || graph.exact_sign(slope)?.is_eq() {
        return None;
    }
    let pi = graph.constant(Constant::Pi);
    let turns = graph.integer(turns);
    let slope = graph.apply(Op::Abs, &[slope]).ok()?;
    let above = graph.product(&[turns, pi]);
    Some(graph.divide(above, slope))
}

/// The least common multiple, where the periods are commensurable.
fn common(graph: &mut Graph, periods: &[Option<NodeId>]) -> Option<NodeId> {
    let mut joint = (*periods.first()?)?;
    for period in &periods[1..] {
        let ratio = graph.divide(joint, (*period)?);
        let ratio = graph.number(ratio)?;
        // joint/period = m/n in lowest terms: n·joint = m·period.
        let n = graph.rational(crate::number::Rational::from(ratio.denominator()));
        joint = graph.product(&[n, joint]);
    }
    Some(joint)
}

/// Whether p is a whole multiple of a period.
pub(super) fn is_multiple(graph: &mut Graph, p: NodeId, period: NodeId) -> bool {
    let ratio = graph.divide(p, period);
    graph.number(ratio).as_ref().is_some_and(Number::is_integer)
}
