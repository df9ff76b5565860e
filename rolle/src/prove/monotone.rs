//! Increasing, decreasing, constant: judged on values, so that plateaus, joints, jumps and gaps are treated right.
//!
//! On every cell the function is strictly monotone or constant. On the whole set it is increasing exactly where it
//! is so on every cell and the levels, from left to right (the limit at the left end of a cell, that at its right
//! end, the value between, …), never fall.

use super::level::Level;
use super::profile::{Atom, Profile, Run};
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::graph::NodeId;
use std::cmp::Ordering;

/// What stands in the way of a proof.
enum Obstacle {
    /// The claim fails here.
    Fails(String),
    /// Something was not decided here.
    Open(String),
}

/// An open interval on which a function moves one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The left end; `None` for −∞.
    pub left: Option<NodeId>,
    /// The right end; `None` for +∞.
    pub right: Option<NodeId>,
    /// Strictly increasing, constant or strictly decreasing, or why that is not known.
    pub order: Result<Ordering, String>,
}

impl Study<'_> {
    /// How f moves, from left to right; where it has no value nothing stands.
    ///
    /// # Errors
    /// Why the function could not be cut into pieces.
    pub fn trends(&mut self) -> Result<Vec<Trend>, String> {
        let f = self.function();
        let profile = self.profile(f, &Set::whole())?;
        let trend =
            |run: &Run| Trend { left: run.left, right: run.right, order: run.trend.clone() };
        Ok(profile.runs().map(trend).collect())
    }

    /// Whether a < b implies f(a) ≤ f(b), or f(a) < f(b) where it is to be strict.
    pub fn increasing(&mut self, on: &Set, strict: bool) -> Verdict {
        self.ordered(on, Ordering::Greater, strict)
    }

    /// Whether a < b implies f(a) ≥ f(b), or f(a) > f(b) where it is to be strict.
    pub fn decreasing(&mut self, on: &Set, strict: bool) -> Verdict {
        self.ordered(on, Ordering::Less, strict)
    }

    /// Whether f takes one value only.
    pub fn constant(&mut self, on: &Set) -> Verdict {
        self.ordered(on, Ordering::Equal, false)
    }

    /// Whether f is increasing or decreasing.
    pub fn monotone(&mut self, on: &Set, strict: bool) -> Verdict {
        let up = self.increasing(on, strict);
        if let Verdict::Proven(why) = up {
            return Verdict::Proven(format!("increasing: {why}"));
        }
        match (up, self.decreasing(on, strict)) {
            (_, Verdict::Proven(why)) => Verdict::Proven(format!("decreasing: {why}")),
            (
                Verdict::Refuted { witness: Witness::Points { points: p, values: u }, reason: a },
                Verdict::Refuted { witness: Witness::Points { points: q, values: v }, reason: b },
            ) => Verdict::Refuted {
                witness: Witness::Points { points: [p, q].concat(), values: [u, v].concat() },
                reason: format!("{a}, but {b}"),
            },
            (Verdict::Undecided(why), _) | (_, Verdict::Undecided(why)) => Verdict::Undecided(why),
            (up, _) => up,
        }
    }

    fn ordered(&mut self, on: &Set, direction: Ordering, strict: bool) -> Verdict {
        let f = self.function();
        let set = self.two_periods_of(f, on);
        let profile = match self.profile(f, &set) {
            Ok(profile) => profile,
            Err(why) => return self.disorder_by_formula(f, &set, direction, strict, why),
        };
        if profile.atoms.is_empty() {
            return Verdict::Undecided("the function has no value there".into());
        }
        let obstacle = match self.climb(&profile, direction, strict) {
            Ok(()) => return Verdict::Proven(self.why_ordered(&profile)),
            Err(obstacle) => obstacle,
        };
        let samples = self.samples(&profile);
        if let Some(verdict) = self.disorder(&samples, direction, strict) {
            return verdict;
        }
        match obstacle {
            Obstacle::Fails(what) => {
                Verdict::Undecided(format!("{what}, but no two points show it"))
            }
            Obstacle::Open(why) => Verdict::Undecided(why),
        }
    }

    /// Walks along the levels.
    fn climb(
        &mut self,
        profile: &Profile,
        direction: Ordering,
        strict: bool,
    ) -> Result<(), Obstacle> {
        let mut open = None;
        let mut last: Option<(bool, Level)> = None;
        for atom in &profile.atoms {
            let is_spot = matches!(atom, Atom::Spot(_));
            if let Atom::Run(run) = atom {
                match run.trend {
                    Ok(trend) if trend == direction => {}
                    Ok(Ordering::Equal) if !strict => {}
                    Ok(_) => {
                        let place = words::open(self.graph, run.left, run.right);
                        return Err(Obstacle::Fails(format!("it goes another way on {place}")));
                    }
                    Err(ref why) => {
                        let place = words::open(self.graph, run.left, run.right);
                        open.get_or_insert(format!(
                            "how it moves on {place} was not decided: {why}"
                        ));
                    }
                }
            }
            let from = atom.from();
            if let (Some((was_spot, before)), Ok(now)) = (last, &from) {
                match self.graph.order_of_levels(before, *now) {
                    Ok(Ordering::Equal) if strict && was_spot && is_spot => {
                        return Err(Obstacle::Fails("two points have one value".into()));
                    }
                    Ok(order) if order.is_eq() || order == direction.reverse() => {}
                    Ok(_) => {
                        let at = atom.left().map(|at| words::number(self.graph, at));
                        let at = at.unwrap_or_default();
                        return Err(Obstacle::Fails(format!("it steps the other way at {at}")));
                    }
                    Err(why) => {
                        open.get_or_insert(why);
                    }
                }
            }
            last = match atom.to() {
                Ok(level) => Some((is_spot, level)),
                Err(why) => {
                    // Beyond the last cell nothing follows, so its limit does not matter.
                    let is_last = atom.right().is_none();
                    if !is_last {
                        open.get_or_insert(why);
                    }
                    None
                }
            };
            if let Err(why) = from
                && atom.left().is_some()
            {
                open.get_or_insert(why);
            }
        }
        open.map_or(Ok(()), |why| Err(Obstacle::Open(why)))
    }

    fn why_ordered(&mut self, profile: &Profile) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut last = None;
        for run in profile.runs() {
            let place = words::open(self.graph, run.left, run.right);
            parts.push(match run.trend {
                ref trend if last.as_ref() == Some(trend) => place,
                Ok(Ordering::Greater) => format!("it rises on {place}"),
                Ok(Ordering::Less) => format!("it falls on {place}"),
                _ => format!("it is constant on {place}"),
            });
            last = Some(run.trend.clone());
        }
        let n = parts.len();
        if n > 4 {
            parts.truncate(3);
            parts.push(format!("... ({n} cells)"));
        }
        let mut text = parts.join(", ");
        if profile.atoms.len() > 1 {
            text += ", and the limits and values between follow in order";
        }
        text
    }

    /// Two points that refute the claim.
    fn disorder(
        &mut self,
        samples: &[super::witness::Sample],
        direction: Ordering,
        strict: bool,
    ) -> Option<Verdict> {
        // The order of f(a) and f(b) for a < b that breaks the claim.
        let wanted: &[&[Ordering]] = match (direction, strict) {
            (Ordering::Greater, false) => &[&[Ordering::Greater]],
            (Ordering::Less, false) => &[&[Ordering::Less]],
            (Ordering::Greater, true) => &[&[Ordering::Greater, Ordering::Equal]],
            (Ordering::Less, true) => &[&[Ordering::Less, Ordering::Equal]],
            (Ordering::Equal, _) => &[&[Ordering::Greater], &[Ordering::Less]],
        };
        let [a, b] = wanted.iter().find_map(|wanted| self.pair_in_order(samples, wanted))?;
        let [at_a, at_b, f_a, f_b] =
            [a.at, b.at, a.value, b.value].map(|id| words::number(self.graph, id));
        let relation = match self.graph.order_of_values(a.value, b.value) {
            Ok(Ordering::Less) => "<",
            Ok(Ordering::Equal) => "=",
            _ => ">",
        };
        Some(Verdict::Refuted {
            witness: Witness::Points { points: vec![a.at, b.at], values: vec![a.value, b.value] },
            reason: format!("f({at_a}) {relation} f({at_b}): {f_a} {relation} {f_b}"),
        })
    }

    /// Without a profile a claim can still be refuted by values of the formula.
    fn disorder_by_formula(
        &mut self,
        f: NodeId,
        on: &Set,
        direction: Ordering,
        strict: bool,
        why: String,
    ) -> Verdict {
        let mut samples = Vec::new();
        let point = |end: Option<crate::calculus::End>| end.map(|end| end.point);
        for part in on.intervals() {
            samples.extend(self.samples_at(f, point(part.left), point(part.right)));
        }
        self.disorder(&samples, direction, strict).unwrap_or(Verdict::Undecided(why))
    }
}
