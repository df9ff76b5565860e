//! The search for witnesses: candidates by floating point, confirmed by exact arithmetic.

use super::profile::{Atom, Profile, Run};
use super::study::Study;
use crate::evaluate::Sampler;
use crate::graph::{Graph, NodeId};
use crate::number::{Integer, Rational};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Places in a bounded cell, as fractions of its width.
const FRACTIONS: [f64; 13] =
    [1e-9, 1e-5, 0.01, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.99, 0.99999, 0.999999999];

/// Distances from the finite end of an unbounded cell.
const DISTANCES: [f64; 12] = [1e-9, 1e-5, 0.01, 0.1, 0.5, 1.0, 2.0, 4.0, 10.0, 30.0, 100.0, 1000.0];

/// A point is paired with the best one before it, and with so many just before it.
const RECENT: usize = 12;

/// A point with its value, exact and as a double.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    pub(super) at: NodeId,
    pub(super) value: NodeId,
    near: f64,
}

/// The double nearest to a constant, or nearly; NaN where there is none.
pub(super) fn float(graph: &Graph, id: NodeId) -> f64 {
    Sampler::new(graph, &[id], &[]).sample(&[])[0]
}

/// Doubles inside a cell, ascending.
fn places(left: Option<f64>, right: Option<f64>) -> Vec<f64> {
    match (left, right) {
        (Some(a), Some(b)) => FRACTIONS.iter().map(|t| a + (b - a) * t).collect(),
        (Some(a), None) => DISTANCES.iter().map(|d| a + d).collect(),
        (None, Some(b)) => DISTANCES.iter().rev().map(|d| b - d).collect(),
        (None, None) => {
            let left = DISTANCES.iter().rev().map(|d| -d);
            left.chain([0.0]).chain(DISTANCES).collect()
        }
    }
}

/// The decimal with the fewest digits within a distance.
fn short(value: f64, within: f64) -> Option<Rational> {
    if !value.is_finite() {
        return None;
    }
    for digits in 0..18 {
        let scale = 10f64.powi(digits);
        let rounded = (value * scale).round();
        if rounded.abs() < 9e15 && (rounded / scale - value).abs() <= within {
            let numerator = Integer::from(rounded as i64);
            return Some(Rational::from_parts(
                numerator,
                crate::number::Natural::from(10u8).pow(digits as usize),
            ));
        }
    }
    Rational::try_from(value).ok()
}

/// How long a number is; one that is not rational counts as very long.
pub(super) fn digits(graph: &Graph, id: NodeId) -> usize {
    graph.number(id).map_or(99, |value| value.bits())
}

impl Study<'_> {
    /// Short rational points strictly inside a cell, ascending.
    pub(super) fn points_inside(
        &mut self,
        left: Option<NodeId>,
        right: Option<NodeId>,
    ) -> Vec<NodeId> {
        let ends = [left, right].map(|end| end.map(|id| float(self.graph, id)));
        let width = match ends {
            [Some(a), Some(b)] => b - a,
            _ => 1.0,
        };
        let mut found: Vec<NodeId> = Vec::new();
        let places = places(ends[0], ends[1]);
        for &place in &places {
            let nearest = [ends[0], ends[1]]
                .into_iter()
                .flatten()
                .map(|end| (place - end).abs())
                .fold(width.min(place.abs().max(0.1)), f64::min);
            let Some(value) = short(place, nearest / 4.0) else { continue };
            let at = self.graph.rational(value);
            let inside = left.is_none_or(|end| self.is_less(end, at))
                && right.is_none_or(|end| self.is_less(at, end))
                && found.last().is_none_or(|&last| self.is_less(last, at));
            if inside {
                found.push(at);
            }
        }
        if found.is_empty() {
            let cell = crate::calculus::Cell { left, right, formula: NodeId::ZERO };
            let at = self.graph.sample_point(&cell);
            let inside = left.is_none_or(|end| self.is_less(end, at))
                && right.is_none_or(|end| self.is_less(at, end));
            found.extend(inside.then_some(at));
        }
        found
    }

    fn is_less(&mut self, a: NodeId, b: NodeId) -> bool {
        self.graph.order_of_values(a, b) == Ok(Ordering::Less)
    }

    /// Points of a profile with their values, ascending.
    pub(super) fn samples(&mut self, profile: &Profile) -> Vec<Sample> {
        let mut samples = Vec::new();
        for atom in &profile.atoms {
            if self.limits.deadline.has_passed() {
                break;
            }
            match atom {
                Atom::Spot(spot) => {
                    let near = float(self.graph, spot.value);
                    samples.push(Sample { at: spot.at, value: spot.value, near });
                }
                Atom::Run(run) => samples.extend(self.samples_of_run(run)),
            }
        }
        samples
    }

    fn samples_of_run(&mut self, run: &Run) -> Vec<Sample> {
        self.samples_at(run.formula, run.left, run.right)
    }

    /// Points of an open interval with the values of a formula, ascending.
    pub(super) fn samples_at(
        &mut self,
        formula: NodeId,
        left: Option<NodeId>,
        right: Option<NodeId>,
    ) -> Vec<Sample> {
        let mut samples = Vec::new();
        for at in self.points_inside(left, right) {
            let value = self.value(formula, at);
            if self.is_defined(value) {
                samples.push(Sample { at, value, near: float(self.graph, value) });
            }
        }
        samples
    }

    /// Two points a < b whose values are in one of the given orders.
    pub(super) fn pair_in_order(
        &mut self,
        samples: &[Sample],
        wanted: &[Ordering],
    ) -> Option<[Sample; 2]> {
        let greater = wanted.contains(&Ordering::Greater);
        // Relative to their size, so that small clear differences count as much as large ones.
        let gain = |a: &Sample, b: &Sample| {
            let gain = if greater { a.near - b.near } else { b.near - a.near };
            gain / (1e-9 + a.near.abs() + b.near.abs())
        };
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        let mut best = 0;
        for i in 1..samples.len() {
            let recent = i.saturating_sub(RECENT)..i;
            let farther = Some(best).filter(|best| !recent.contains(best));
            for from in farther.into_iter().chain(recent) {
                let gain = gain(&samples[from], &samples[i]);
                if !gain.is_nan() {
                    pairs.push((gain, from, i));
                }
            }
            if gain(&samples[i], &samples[best]) > 0.0 || samples[best].near.is_nan() {
                best = i;
            }
        }
        // Among those that show it clearly, the pair with the shortest numbers.
        let most = pairs.iter().map(|pair| pair.0).fold(0.0, f64::max);
        let mut length: HashMap<usize, usize> = HashMap::new();
        for &(_, i, j) in &pairs {
            for k in [i, j] {
                length.entry(k).or_insert_with(|| digits(self.graph, samples[k].at));
            }
        }
        pairs.sort_by(|a, b| {
            let clear = |pair: &(f64, usize, usize)| pair.0 < most / 4.0;
            let long = |pair: &(f64, usize, usize)| length[&pair.1] + length[&pair.2];
            (clear(a), long(a)).cmp(&(clear(b), long(b))).then(b.0.total_cmp(&a.0))
        });
        for (_, i, j) in pairs.into_iter().take(24) {
            let order = self.graph.order_of_values(samples[i].value, samples[j].value);
            if order.is_ok_and(|order| wanted.contains(&order)) {
                return Some([samples[i], samples[j]]);
            }
        }
        None
    }
}

impl Sample {
    /// The value as a double.
    pub(super) fn near(&self) -> f64 {
        self.near
    }
}
