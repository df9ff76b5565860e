//! Suprema, infima and ranges, with how they are reached.

use super::level::Level;
use super::profile::{Atom, Profile};
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Approach, End, Interval, Limit, Point};
use crate::graph::{Graph, NodeId};
use crate::operator::Op;
use std::cmp::Ordering;

/// How a bound is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It is the value at a point.
    At(NodeId),
    /// It is the value on an open interval.
    Along(Option<NodeId>, Option<NodeId>),
    /// It is the limit at an end of the domain, at infinity, or on one side of a joint, and not a value there.
    Toward(Approach),
}

/// A supremum or infimum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Its value.
    pub level: Level,
    /// Where it is reached; never empty.
    pub reached: Vec<Reached>,
    /// Whether only some of these places reach it: values that could not be told apart were not proved equal, and the
    /// bound is the greatest or least of them.
    pub is_tied: bool,
}

impl Bound {
    /// Whether it is a value of the function.
    pub fn is_attained(&self) -> bool {
        self.reached.iter().any(|place| !matches!(place, Reached::Toward(_)))
    }
}

/// One level that a function takes or comes near to.
pub(super) struct Candidate {
    pub(super) level: Level,
    pub(super) place: Reached,
}

impl Study<'_> {
    /// The infimum and the supremum of the function on a set, where it has values.
    ///
    /// # Errors
    /// What was not decided.
    pub fn bounds(&mut self, set: &Set) -> Result<(Bound, Bound), String> {
        let f = self.function();
        self.bounds_of(f, set)
    }

    /// The same of any function of the variable.
    pub(super) fn bounds_of(&mut self, f: NodeId, set: &Set) -> Result<(Bound, Bound), String> {
        if set.is_whole()
            && let Some(gain) = self.gain_of(f)
        {
            return self.bounds_with_gain(f, gain);
        }
        let set = self.one_period_of(f, set);
        let profile = self.profile(f, &set)?;
        let candidates = candidates(self.graph, &profile)?;
        let low = extreme(self.graph, &candidates, Ordering::Less)?;
        let high = extreme(self.graph, &candidates, Ordering::Greater)?;
        Ok((low, high))
    }

    /// The sign of the constant, not zero, that a function gains in every period.
    fn gain_of(&mut self, f: NodeId) -> Option<Ordering> {
        let law = self.law_of(f)?;
        self.graph.exact_sign(law.gain).filter(|sign| sign.is_ne())
    }

    /// A function that gains a constant in every period is unbounded on both sides: at the ends of the line, or at
    /// poles in every period.
    fn bounds_with_gain(&mut self, f: NodeId, gain: Ordering) -> Result<(Bound, Bound), String> {
        let ends = [Approach::MINUS_INFINITY, Approach::PLUS_INFINITY];
        let [lower, upper] = if gain.is_gt() { ends } else { [ends[1], ends[0]] };
        let limits = [lower, upper].map(|at| self.limit_of(f, at));
        if limits == [Limit::MinusInfinity, Limit::PlusInfinity] {
            let toward =
                |level, at| Bound { level, reached: vec![Reached::Toward(at)], is_tied: false };
            return Ok((toward(Level::MinusInfinity, lower), toward(Level::PlusInfinity, upper)));
        }
        let law = self.law_of(f).ok_or("no period shows")?;
        let one_period = self.one_period(law.period);
        match self.bounds_of(f, &one_period)? {
            (low, high)
                if low.level == Level::MinusInfinity && high.level == Level::PlusInfinity =>
            {
                Ok((low, high))
            }
            _ => Err("the limits at both ends were not decided".into()),
        }
    }

    /// The set of values that the function takes on a set.
    ///
    /// # Errors
    /// What was not decided.
    pub fn range(&mut self, set: &Set) -> Result<Set, String> {
        let f = self.function();
        if set.is_whole()
            && let Some(law) = self.law_of(f)
            && self.gain_of(f).is_some()
        {
            // With the values at 0 and T an interval of values is as long as the gain.
            let one_period = self.one_period(law.period);
            let values = self.range(&one_period)?;
            let ends = [NodeId::ZERO, law.period].map(|at| self.value(f, at));
            let has_ends = ends.into_iter().all(|value| self.is_defined(value));
            return match has_ends && values.intervals().len() == 1 {
                true => Ok(Set::whole()),
                false => Err("the values of one period have gaps".into()),
            };
        }
        let set = self.one_period_of(f, set);
        let profile = self.profile(f, &set)?;
        let mut parts = Vec::with_capacity(profile.atoms.len());
        for atom in &profile.atoms {
            parts.push(image(self.graph, atom)?);
        }
        Set::union(self.graph, &parts)
    }

    /// `range = set` and `range in set`.
    pub(super) fn judge_range(&mut self, wanted: &Set, inside: bool, on: &Set) -> Verdict {
        let range = match self.range(on) {
            Ok(range) => range,
            Err(why) => return Verdict::Undecided(why),
        };
        let holds = match inside {
            true => range.is_subset(self.graph, wanted),
            false => range.equals(self.graph, wanted),
        };
        let text = format!("the range is {}", range.text(self.graph));
        match holds {
            Ok(true) => Verdict::Proven(text),
            Ok(false) => Verdict::Refuted { witness: Witness::Set(range), reason: text },
            Err(why) => Verdict::Undecided(why),
        }
    }

    /// Whether the values stay between two numbers.
    pub fn bounded(&mut self, on: &Set, below: bool, above: bool) -> Verdict {
        let (low, high) = match self.bounds(on) {
            Ok(bounds) => bounds,
            Err(why) => return Verdict::Undecided(why),
        };
        for (asked, bound) in [(below, &low), (above, &high)] {
            if asked && bound.level.finite().is_none() {
                let (level, how) =
                    (words::level(self.graph, bound.level), words::reached(self.graph, bound));
                let reason = format!("it comes near {level}: {how}");
                return Verdict::Refuted { witness: Witness::Bound(bound.clone()), reason };
            }
        }
        let [low, high] = [low, high].map(|bound| words::level(self.graph, bound.level));
        Verdict::Proven(match (below, above) {
            (true, false) => format!("the infimum is {low}"),
            (false, true) => format!("the supremum is {high}"),
            _ => format!("the values lie between {low} and {high}"),
        })
    }
}

fn candidates(graph: &Graph, profile: &Profile) -> Result<Vec<Candidate>, String> {
    let mut found = Vec::new();
    for atom in &profile.atoms {
        match atom {
            Atom::Spot(spot) => {
                let (level, place) = (Level::Finite(spot.value), Reached::At(spot.at));
                found.push(Candidate { level, place });
            }
            Atom::Run(run) => match &run.trend {
                Ok(Ordering::Equal) => {
                    let place = Reached::Along(run.left, run.right);
                    found.push(Candidate { level: run.from.clone()?, place });
                }
                Ok(_) => {
                    let left = run.left.map_or(Approach::MINUS_INFINITY, Approach::right);
                    let right = run.right.map_or(Approach::PLUS_INFINITY, Approach::left);
                    let place = Reached::Toward(left);
                    found.push(Candidate { level: run.from.clone()?, place });
                    let place = Reached::Toward(right);
                    found.push(Candidate { level: run.to.clone()?, place });
                }
                Err(why) => {
                    let place = words::open(graph, run.left, run.right);
                    return Err(format!("how it moves on {place} was not decided: {why}"));
                }
            },
        }
    }
    Ok(found)
}

/// The greatest or the least of the candidates, with all places where it is reached.
pub(super) fn extreme(
    graph: &mut Graph,
    candidates: &[Candidate],
    side: Ordering,
) -> Result<Bound, String> {
    let mut best: Option<Level> = None;
    let mut places: Vec<Reached> = Vec::new();
    let mut is_tied = false;
    for candidate in candidates {
        let order = match best {
            Some(known) => match graph.order_of_levels(candidate.level, known) {
                Ok(order) => order,
                Err(why) => {
                    best = Some(tie(graph, candidate.level, known, side).ok_or(why)?);
                    is_tied = true;
                    places.push(candidate.place);
                    continue;
                }
            },
            None => side,
        };
        if order == side {
            best = Some(candidate.level);
            places.clear();
            is_tied = false;
        }
        if order == side || order.is_eq() {
            places.push(candidate.place);
        }
    }
    let level = best.ok_or("the function has no value there")?;
    // A one-sided limit at a point is worth telling only where no value reaches the bound.
    if places.iter().any(|place| !matches!(place, Reached::Toward(_))) {
        places.retain(|place| {
            !matches!(place, Reached::Toward(Approach { point: Point::At(_), .. }))
        });
    }
    Ok(Bound { level, reached: places, is_tied })
}

/// The greater or lesser of two numbers without parameters, whichever it is.
fn tie(graph: &mut Graph, a: Level, b: Level, side: Ordering) -> Option<Level> {
    let (Level::Finite(a), Level::Finite(b)) = (a, b) else { return None };
    let op = if side.is_gt() { Op::Max } else { Op::Min };
    let either = graph.apply(op, &[a, b]).ok()?;
    let exists = words::decimal(graph, a, 3).is_some() && words::decimal(graph, b, 3).is_some();
    exists.then_some(Level::Finite(either))
}

/// The values of one part of a profile.
fn image(graph: &mut Graph, atom: &Atom) -> Result<Interval, String> {
    let closed = |level: Level| level.finite().map(|point| End { point, closed: true });
    let run = match atom {
        Atom::Spot(spot) => return Ok(Interval::point(spot.value)),
        Atom::Run(run) => run,
    };
    let trend = run.trend.clone().map_err(|why| {
        let place = words::open(graph, run.left, run.right);
        format!("how it moves on {place} was not decided: {why}")
    })?;
    let (from, to) = (run.from.clone()?, run.to.clone()?);
    Ok(match trend {
        Ordering::Equal => Interval { left: closed(from), right: closed(from) },
        Ordering::Greater => Interval::open(from.finite(), to.finite()),
        Ordering::Less => Interval::open(to.finite(), from.finite()),
    })
}
