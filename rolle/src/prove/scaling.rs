//! Parameters that only scale: f(x) = h(b·x)/bᵏ with a positive b, and h free of b.
//!
//! A positive factor inside or outside changes neither where a function rises nor how it bends, and with k = 1 no
//! slope: the steepest slope of x·σ(b·x) is that of x·σ(x). Cells and signs are those of h, with their places moved.

use super::claim::{Claim, Sentence};
use super::level::Level;
use super::profile::{Atom, Profile, Run, Spot};
use super::set::Set;
use super::sign_parts::SignPart;
use super::study::Study;
use super::verdict::Verdict;
use crate::graph::{Facts, NodeId};
use crate::number::Number;
use crate::operator::Op;
use std::rc::Rc;

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

/// The powers of a scale that are looked for; derivatives of a function lower its power.
const POWERS: [i64; 7] = [1, 0, -1, 2, -2, 3, -3];

impl Study<'_> {
    /// The verdict on the function without the parameter, where the claim cannot tell the two apart.
    pub(super) fn judge_scaled(&mut self, claim: &Claim) -> Option<Verdict> {
        self.scales(claim).into_iter().find_map(|scale| self.judge_without(claim, scale))
    }

    /// The parameters that only scale, each with the function without it.
    pub(super) fn scales(&mut self, claim: &Claim) -> Vec<Scale> {
        let Some(allowed) = needed_power(&claim.sentence) else { return Vec::new() };
        let f = self.function();
        let parameters = self.positive_parameters(f);
        if !claim.on.is_scale_free() || parameters.len() > MOST_PARAMETERS {
            return Vec::new();
        }
        parameters.into_iter().filter_map(|b| self.without_scale(f, b, allowed)).collect()
    }

    fn positive_parameters(&self, f: NodeId) -> Vec<NodeId> {
        let mut parameters = self.graph.free_symbols(f);
        parameters.retain(|&id| id != self.x && self.graph.facts(id).has(Facts::POSITIVE));
        parameters
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

    /// h with f(x) = h(b·x)/bᵏ for the first of some powers k for which it is free of b.
    fn without_scale(&mut self, f: NodeId, b: NodeId, powers: &[i64]) -> Option<Scale> {
        let x = self.x;
        self.graph.without_side_conditions(|graph| {
            let place = graph.divide(x, b);
            let moved = graph.substitute(f, &[(x, place)]);
            // Term by term, so that the parameter cancels in each.
            let terms = match graph.op(moved) {
                Op::Sum => graph.args(moved).to_vec(),
                _ => vec![moved],
            };
            powers.iter().find_map(|&k| {
                let power = graph.powi(b, k);
                let terms: Vec<NodeId> =
                    terms.iter().map(|&term| graph.product(&[power, term])).collect();
                let function = graph.sum(&terms);
                let is_free = !graph.depends_on(function, b);
                is_free.then_some(Scale { parameter: b, power: k, function })
            })
        })
    }
}

impl Study<'_> {
    /// A positive parameter of a function that only scales it.
    fn scale_of(&mut self, f: NodeId) -> Option<Scale> {
        let parameters = self.positive_parameters(f).into_iter().take(MOST_PARAMETERS);
        parameters.into_iter().find_map(|b| self.without_scale(f, b, &POWERS))
    }

    /// The profile of a function by that of the function without its scale.
    pub(super) fn scaled_profile(&mut self, f: NodeId) -> Option<Profile> {
        let scale = self.scale_of(f)?;
        let profile = self.profile(scale.function, &Set::whole()).ok()?;
        let atoms = profile.atoms.iter().map(|atom| match atom {
            Atom::Spot(spot) => Atom::Spot(Spot {
                at: self.moved(scale, spot.at),
                value: self.shrunk(scale, spot.value),
                is_joint: spot.is_joint,
            }),
            Atom::Run(run) => Atom::Run(Run {
                left: run.left.map(|at| self.moved(scale, at)),
                right: run.right.map(|at| self.moved(scale, at)),
                formula: self.scaled(scale, run.formula),
                trend: run.trend.clone(),
                rests: run.rests,
                from: run.from.clone().map(|level| self.shrunk_level(scale, level)),
                to: run.to.clone().map(|level| self.shrunk_level(scale, level)),
                by_period: run.by_period,
            }),
        });
        let atoms = atoms.collect();
        let table = profile.table.clone();
        Some(Profile { atoms, table, scaled: Some(Rc::new((scale, profile))) })
    }

    /// The signs of a function by those of the function without its scale.
    pub(super) fn scaled_signs(&mut self, f: NodeId) -> Option<Vec<SignPart>> {
        let scale = self.scale_of(f)?;
        let parts = self.signs(scale.function, &Set::whole()).ok()?;
        let parts = parts.into_iter().map(|part| match part {
            SignPart::Point { at, sign } => SignPart::Point { at: self.moved(scale, at), sign },
            SignPart::Cell { left, right, formula, sign } => SignPart::Cell {
                left: left.map(|at| self.moved(scale, at)),
                right: right.map(|at| self.moved(scale, at)),
                formula: self.scaled(scale, formula),
                sign,
            },
        });
        Some(parts.collect())
    }

    /// A place of h as one of f.
    fn moved(&mut self, scale: Scale, at: NodeId) -> NodeId {
        self.graph.without_side_conditions(|graph| graph.divide(at, scale.parameter))
    }

    /// A value of h as one of f.
    fn shrunk(&mut self, scale: Scale, value: NodeId) -> NodeId {
        self.graph.without_side_conditions(|graph| {
            let power = graph.powi(scale.parameter, -scale.power);
            graph.product(&[power, value])
        })
    }

    fn shrunk_level(&mut self, scale: Scale, level: Level) -> Level {
        match level {
            Level::Finite(value) => Level::Finite(self.shrunk(scale, value)),
            infinite => infinite,
        }
    }

    /// A formula of h as one of f.
    fn scaled(&mut self, scale: Scale, formula: NodeId) -> NodeId {
        let x = self.x;
        let moved = self.graph.without_side_conditions(|graph| {
            let place = graph.product(&[scale.parameter, x]);
            graph.substitute(formula, &[(x, place)])
        });
        self.shrunk(scale, moved)
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
