//! Stationary points and local extrema, with their kind.

use super::level::Level;
use super::profile::{Atom, Profile, Run};
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Approach, End, Interval, Limit};
use crate::graph::NodeId;
use std::cmp::Ordering;

/// What a function does at a point, beside its neighbors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriticalKind {
    /// A local minimum: nearby values are greater, or equal on a plateau.
    Minimum,
    /// A local maximum.
    Maximum,
    /// Greater on one side, less on the other: a stationary point that is no extremum.
    Saddle,
    /// An interval on which the function is constant.
    Plateau,
}

/// A stationary point or an extremum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Critical {
    /// Where: a point, or an interval for a plateau.
    pub place: Interval,
    /// The value.
    pub value: NodeId,
    /// The kind.
    pub kind: CriticalKind,
    /// Whether f′ exists and is zero there.
    pub is_stationary: bool,
}

/// How the values beside a point compare with the value at it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Below,
    Equal,
    Above,
    Nothing,
}

impl Study<'_> {
    /// The stationary points, the plateaus, and the local extrema at kinks, jumps and ends of the domain, ascending.
    ///
    /// # Errors
    /// What was not decided.
    pub fn critical_points(&mut self, on: &Set) -> Result<Vec<Critical>, String> {
        if on.is_whole()
            && let Some(points) = self.repeating_critical_points()?
        {
            return self.few(points);
        }
        let f = self.function();
        let profile = self.profile(f, on)?;
        let mut found = Vec::new();
        for (i, atom) in profile.atoms.iter().enumerate() {
            let critical = match atom {
                Atom::Run(run) => self.plateau(&profile, i, run, on)?,
                Atom::Spot(_) => self.critical_at(&profile, i, on)?,
            };
            found.extend(critical);
        }
        Ok(found)
    }

    /// The local minima and maxima that are decided, ascending; there may be others.
    pub fn known_extrema(&mut self) -> Vec<Critical> {
        let f = self.function();
        let all = Set::whole();
        let Ok(profile) = self.profile(f, &all) else { return Vec::new() };
        let places = 0..profile.atoms.len();
        let spots = places.filter_map(|i| self.critical_at(&profile, i, &all).ok()?);
        let is_extremum =
            |point: &Critical| matches!(point.kind, CriticalKind::Minimum | CriticalKind::Maximum);
        spots.filter(is_extremum).collect()
    }

    /// The points at which f′ is zero, plateaus as intervals.
    ///
    /// # Errors
    /// What was not decided.
    pub fn stationary_points(&mut self, on: &Set) -> Result<Set, String> {
        if on.is_whole()
            && let Some(points) = self.repeating_stationary_points()?
        {
            let places = self.few(points)?;
            return Set::union(self.graph, &places);
        }
        let critical = self.critical_points(on)?;
        let stationary = critical.iter().filter(|point| point.is_stationary);
        let places: Vec<Interval> = stationary.map(|point| point.place).collect();
        Set::union(self.graph, &places)
    }

    fn plateau(
        &mut self,
        profile: &Profile,
        i: usize,
        run: &Run,
        on: &Set,
    ) -> Result<Option<Critical>, String> {
        match &run.trend {
            Ok(Ordering::Equal) => {}
            Ok(_) if run.rests => {
                let place = words::open(self.graph, run.left, run.right);
                return Err(format!("the slope is zero in every period on {place}"));
            }
            Ok(_) => return Ok(None),
            Err(why) => {
                let place = words::open(self.graph, run.left, run.right);
                return Err(format!("how it moves on {place} was not decided: {why}"));
            }
        }
        let Level::Finite(value) = run.from.clone()? else {
            return Err("a constant has an infinite limit".into());
        };
        let mut end = |index: Option<usize>, at: Option<NodeId>| -> Result<Option<End>, String> {
            let Some(point) = at else { return Ok(None) };
            let closed = match index.and_then(|index| profile.atoms.get(index)) {
                Some(Atom::Spot(spot)) if spot.at == point => {
                    let slope = self.derivative_on(1, on)?;
                    let slope = self.value(slope, point);
                    self.is_defined(slope) && self.graph.exact_sign(slope) == Some(Ordering::Equal)
                }
                _ => false,
            };
            Ok(Some(End { point, closed }))
        };
        let left = end(i.checked_sub(1), run.left)?;
        let right = end(Some(i + 1), run.right)?;
        Ok(Some(Critical {
            place: Interval { left, right },
            value,
            kind: CriticalKind::Plateau,
            is_stationary: true,
        }))
    }

    fn critical_at(
        &mut self,
        profile: &Profile,
        i: usize,
        on: &Set,
    ) -> Result<Option<Critical>, String> {
        let Atom::Spot(spot) = profile.atoms[i] else { return Ok(None) };
        let left = match i.checked_sub(1).map(|i| &profile.atoms[i]) {
            Some(Atom::Run(run)) if run.right == Some(spot.at) => {
                let level = run.to.clone()?;
                self.beside(spot.value, level, run.trend.clone()?.reverse())?
            }
            _ => Beside::Nothing,
        };
        let right = match profile.atoms.get(i + 1) {
            Some(Atom::Run(run)) if run.left == Some(spot.at) => {
                let level = run.from.clone()?;
                self.beside(spot.value, level, run.trend.clone()?)?
            }
            _ => Beside::Nothing,
        };
        // Inside a smooth piece the slope is continuous, so where it changes its sign it is zero.
        let turns = left == right && matches!(left, Beside::Above | Beside::Below);
        let is_stationary = !spot.is_joint && turns || self.slope_vanishes(spot.at, on)?;
        let kind = match (left, right) {
            (Beside::Nothing, Beside::Nothing) => return Ok(None),
            (Beside::Equal, Beside::Equal) => return Ok(None),
            (
                Beside::Above | Beside::Equal | Beside::Nothing,
                Beside::Above | Beside::Equal | Beside::Nothing,
            ) => CriticalKind::Minimum,
            (
                Beside::Below | Beside::Equal | Beside::Nothing,
                Beside::Below | Beside::Equal | Beside::Nothing,
            ) => CriticalKind::Maximum,
            _ if is_stationary => CriticalKind::Saddle,
            _ => return Ok(None),
        };
        // The end of a plateau is told with the plateau, unless the function turns there.
        if left == Beside::Equal || right == Beside::Equal {
            let turns = left != Beside::Nothing && right != Beside::Nothing;
            if is_stationary || !turns {
                return Ok(None);
            }
        }
        let place = Interval::point(spot.at);
        Ok(Some(Critical { place, value: spot.value, kind, is_stationary }))
    }

    fn slope_vanishes(&mut self, at: NodeId, on: &Set) -> Result<bool, String> {
        let slope = self.derivative_on(1, on)?;
        let slope = self.value(slope, at);
        if !self.is_defined(slope) {
            return Ok(false);
        }
        self.graph.exact_sign(slope).map(Ordering::is_eq).ok_or_else(|| {
            format!("whether the slope at {} is zero", words::number(self.graph, at))
        })
    }

    /// Values beside a point come near to a level and, going away from the point, follow the trend.
    fn beside(&mut self, value: NodeId, level: Level, away: Ordering) -> Result<Beside, String> {
        let order = self.graph.order_of_levels(level, Level::Finite(value))?;
        Ok(match order.then(away) {
            Ordering::Less => Beside::Below,
            Ordering::Equal => Beside::Equal,
            Ordering::Greater => Beside::Above,
        })
    }

    /// `min = v`, `max = v` (attained), `inf = v`, `sup = v` (attained or not), of the n-th derivative.
    pub(super) fn judge_extreme(
        &mut self,
        order: u32,
        side: Ordering,
        attained: bool,
        wanted: Level,
        on: &Set,
    ) -> Verdict {
        let bounds = self.derivative_on(order, on).and_then(|f| self.bounds_of(f, on));
        let bound = match bounds {
            Ok((low, high)) => {
                if side.is_lt() {
                    low
                } else {
                    high
                }
            }
            Err(why) => return Verdict::Undecided(why),
        };
        let name = if side.is_lt() { "infimum" } else { "supremum" };
        let (level, how) =
            (words::level(self.graph, bound.level), words::reached(self.graph, &bound));
        let reason = format!("the {name} is {level}, {how}");
        match self.graph.order_of_levels(bound.level, wanted) {
            Ok(Ordering::Equal) if !attained || bound.is_attained() => Verdict::Proven(reason),
            Ok(_) => Verdict::Refuted { witness: Witness::Bound(bound), reason },
            Err(why) => Verdict::Undecided(format!("{reason}; {why}")),
        }
    }
}

impl Study<'_> {
    /// The limits at −∞ and +∞.
    pub fn ends(&mut self) -> [Limit; 2] {
        [Approach::MINUS_INFINITY, Approach::PLUS_INFINITY]
            .map(|end| self.limit(0, end).unwrap_or_else(Limit::Undecided))
    }
}
