//! Zeros with multiplicity, fixed points, inflection points.

use super::set::Set;
use super::sign_parts::SignPart;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::Interval;
use crate::graph::NodeId;
use std::cmp::Ordering;

/// Derivatives are looked at up to this order.
const HIGHEST: u32 = 16;

/// A zero of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zero {
    /// Where; an interval where the function is zero throughout.
    pub place: Interval,
    /// How many derivatives vanish, the function itself counted; `None` at joints, on intervals, and where it was
    /// not decided.
    pub multiplicity: Option<u32>,
}

impl Study<'_> {
    /// The zeros of the function on a set, ascending.
    ///
    /// # Errors
    /// What was not decided.
    pub fn zeros(&mut self, on: &Set) -> Result<Vec<Zero>, String> {
        if on.is_whole()
            && let Some(zeros) = self.repeating_zeros()?
        {
            return self.few(zeros);
        }
        let f = self.function();
        self.zeros_of(f, on)
    }

    /// The points at which f(x) = x, ascending.
    ///
    /// # Errors
    /// What was not decided.
    pub fn fixed_points(&mut self, on: &Set) -> Result<Set, String> {
        let (f, x) = (self.function(), self.x);
        let difference = self.graph.subtract(f, x);
        self.where_sign(difference, on, Ordering::Equal)
    }

    fn zeros_of(&mut self, f: NodeId, on: &Set) -> Result<Vec<Zero>, String> {
        let parts = self.signs(f, on)?;
        let mut zeros: Vec<Zero> = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            let sign = part.sign().clone().map_err(|why| {
                let place = words::interval(self.graph, &part.interval());
                format!("the sign on {place} was not decided: {why}")
            })?;
            if sign.is_ne() {
                continue;
            }
            let multiplicity = match (part, i.checked_sub(1).map(|i| &parts[i]), parts.get(i + 1)) {
                (
                    SignPart::Point { at, .. },
                    Some(SignPart::Cell { formula, .. }),
                    Some(SignPart::Cell { formula: next, .. }),
                ) if formula == next => self.multiplicity(*formula, *at),
                _ => None,
            };
            zeros.push(Zero { place: part.interval(), multiplicity });
        }
        self.join_zeros(zeros)
    }

    /// Zeros that touch are one interval.
    fn join_zeros(&mut self, zeros: Vec<Zero>) -> Result<Vec<Zero>, String> {
        let places: Vec<Interval> = zeros.iter().map(|zero| zero.place).collect();
        let union = Set::union(self.graph, &places)?;
        let joined = union.intervals().iter().map(|&place| {
            let known = zeros.iter().find(|zero| zero.place == place);
            Zero { place, multiplicity: known.and_then(|zero| zero.multiplicity) }
        });
        Ok(joined.collect())
    }

    /// How many derivatives of a smooth formula vanish at a point.
    fn multiplicity(&mut self, formula: NodeId, at: NodeId) -> Option<u32> {
        let mut derivative = formula;
        for order in 1..=HIGHEST {
            derivative = self.graph.derivative(derivative, self.x);
            let value = self.value(derivative, at);
            if !self.is_defined(value) {
                return None;
            }
            if self.graph.exact_sign(value)?.is_ne() {
                return Some(order);
            }
        }
        None
    }

    /// The points inside the domain at which f is differentiable and turns from convex to concave or back.
    ///
    /// # Errors
    /// What was not decided.
    pub fn inflection_points(&mut self, on: &Set) -> Result<Vec<NodeId>, String> {
        if on.is_whole()
            && let Some(points) = self.repeating_inflection_points()?
        {
            let places = self.few(points)?;
            return Ok(places.iter().filter_map(|at| Some(at.left?.point)).collect());
        }
        let slope = self.derivative_on(1, on)?;
        let profile = self.profile(slope, on)?;
        if let Some((run, why)) = profile.unknown_trend() {
            let place = words::open(self.graph, run.left, run.right);
            return Err(format!("how the slope moves on {place} was not decided: {why}"));
        }
        let mut found = Vec::new();
        for triple in profile.atoms.windows(3) {
            use super::profile::Atom;
            let [Atom::Run(before), Atom::Spot(spot), Atom::Run(after)] = triple else { continue };
            let meets = before.right == Some(spot.at) && after.left == Some(spot.at);
            let (Ok(p), Ok(q)) = (&before.trend, &after.trend) else { continue };
            if meets && p.is_ne() && *p == q.reverse() {
                found.push(spot.at);
            }
        }
        Ok(found)
    }

    /// `zeros = {…}` and the like: whether the points found are the points claimed.
    pub(super) fn judge_set(
        &mut self,
        found: Result<Set, String>,
        wanted: &Set,
        what: &str,
    ) -> Verdict {
        let found = match found {
            Ok(found) => found,
            Err(why) => return Verdict::Undecided(why),
        };
        let text = found.text(self.graph);
        let reason = if found.is_empty() {
            format!("there are no {what}")
        } else {
            format!("the {what}: {text}")
        };
        match found.equals(self.graph, wanted) {
            Ok(true) => Verdict::Proven(reason),
            Ok(false) => Verdict::Refuted { witness: Witness::Set(found), reason },
            Err(why) => Verdict::Undecided(why),
        }
    }
}
