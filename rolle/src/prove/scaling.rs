//! Parameters that only scale: f(x) = h(b·x)/bᵏ with a positive b, and h free of b.
//!
//! A positive factor inside or outside changes neither where a function rises nor how it bends, and with k = 1 no
//! slope: the steepest slope of x·σ(b·x) is that of x·σ(x).

use super::claim::{Claim, Sentence};
use super::set::Set;
use super::study::Study;
use super::verdict::Verdict;
use crate::graph::{Facts, NodeId};
use crate::number::Number;

/// Each parameter that falls away is one level of calls.
const MOST_PARAMETERS: usize = 8;

/// f(x) = h(b·x)/bᵏ.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// b.
    pub(super) parameter: NodeId,
    /// k.
    pub(super) power: i64,
    /// h, a formula in x.
    pub(super) function: NodeId,
}

impl Study<'_> {
    /// The verdict on the function without the parameter, where the claim cannot tell the two apart.
    pub(super) fn judge_scaled(&mut self, claim: &Claim) -> Option<Verdict> {
        self.scales(claim).into_iter().find_map(|scale| self.judge_without(claim, scale))
    }

    /// The parameters that only scale, each with the function without it.
    pub(super) fn scales(&mut self, claim: &Claim) -> Vec<Scale> {
        let Some(allowed) = needed_power(&claim.sentence) else { return Vec::new() };
        let f = self.function();
        let mut parameters = self.graph.free_symbols(f);
        parameters.retain(|&id| id != self.x && self.graph.facts(id).has(Facts::POSITIVE));
        if !claim.on.is_scale_free() || parameters.len() > MOST_PARAMETERS {
            return Vec::new();
        }
        let scale = |parameter| {
            allowed.iter().find_map(|&power| {
                let function = self.without_scale(parameter, power)?;
                Some(Scale { parameter, power, function })
            })
        };
        parameters.into_iter().filter_map(scale).collect()
    }

    fn judge_without(&mut self, claim: &Claim, scale: Scale) -> Option<Verdict> {
        let Scale { parameter: b, function: h, .. } = scale;
        let name = self.graph.symbol_name(b).unwrap_or("?").to_string();
        let admits_one = self.graph.assumptions(b)?.admit(&Number::ONE);
        let (x, limits) = (self.x, self.limits);
        let verdict = Study::with_limits(self.graph, h, x, limits).judge(claim);
        match verdict {
            Verdict::Proven(reason) => Some(Verdict::Proven(format!(
                "{name} > 0 only scales, and with {name} = 1 {reason}"
            ))),
            Verdict::Refuted { witness, reason } if admits_one => {
                Some(Verdict::Refuted { witness, reason: format!("with {name} = 1: {reason}") })
            }
            _ => None,
        }
    }

    /// h with f(x) = h(b·x)/bᵏ, if it is free of b.
    fn without_scale(&mut self, b: NodeId, k: i64) -> Option<NodeId> {
        let (f, x) = (self.function(), self.x);
        self.graph.without_side_conditions(|graph| {
            let place = graph.divide(x, b);
            let moved = graph.substitute(f, &[(x, place)]);
            let power = graph.powi(b, k);
            let h = graph.product(&[power, moved]);
            (!graph.depends_on(h, b)).then_some(h)
        })
    }
}

impl Set {
    /// Whether a positive factor maps the set to itself: its ends are zero or infinite.
    fn is_scale_free(&self) -> bool {
        let ends = self.intervals().iter().flat_map(|part| [part.left, part.right]);
        ends.flatten().all(|end| end.point == NodeId::ZERO)
    }
}

/// The powers k that leave the truth of a claim as it is; `None` where there are none.
fn needed_power(sentence: &Sentence) -> Option<&'static [i64]> {
    match sentence {
        Sentence::Increasing { .. }
        | Sentence::Decreasing { .. }
        | Sentence::Monotone { .. }
        | Sentence::Constant
        | Sentence::Convex { .. }
        | Sentence::Concave { .. }
        | Sentence::Even
        | Sentence::Odd
        | Sentence::Bounded { .. }
        | Sentence::Continuous
        | Sentence::Differentiable
        | Sentence::Class(_)
        | Sentence::Smooth
        | Sentence::ZeroCentered
        | Sentence::Lipschitz { value: None, .. } => Some(&[1, 0, -1, 2]),
        Sentence::Lipschitz { order: 0, .. } => Some(&[1]),
        Sentence::Range { .. } | Sentence::Extreme { order: 0, .. } => Some(&[0]),
        _ => None,
    }
}
