//! What a function does again and again: places that repeat with a period.
//!
//! Where f(x + T) = f(x) + c, two periods [−T, T] show everything: places that begin in (−T, 0] have their whole
//! neighborhood there, and every other one is such a place moved by a multiple of T.

use super::extrema::Critical;
use super::points::Zero;
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Cell, End, Interval, Period};
use crate::graph::{Graph, NodeId};
use std::cmp::Ordering;

/// Multiples of the period that are tried when a member is looked for that a set does not hold.
const MOST_TRIED: i64 = 64;

/// Places beyond both ends of two periods.
const EVERYWHERE: Interval = Interval { left: None, right: None };

/// Endlessly many of a kind: each member once for every integer that its index stands for; or one, the whole line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeating<T> {
    /// The symbol that stands for an integer.
    pub index: NodeId,
    /// The members, whose places are expressions in the index; ascending where the index is 0.
    pub members: Vec<T>,
}

impl<T: Placed> Repeating<T> {
    /// The members in words, `{pi*k} for every integer k`; or what stands for none.
    pub(super) fn text(
        &self,
        graph: &Graph,
        none: &str,
        separator: &str,
        member: impl Fn(&Graph, &T) -> String,
    ) -> String {
        if self.members.is_empty() {
            return none.to_string();
        }
        let parts: Vec<String> = self.members.iter().map(|one| member(graph, one)).collect();
        if self.is_everything() {
            return parts.join(separator);
        }
        let k = graph.symbol_name(self.index).unwrap_or("k");
        format!("{} for every integer {k}", parts.join(separator))
    }

    /// Whether the one member is the whole line.
    fn is_everything(&self) -> bool {
        matches!(&self.members[..], [one] if one.place() == EVERYWHERE)
    }

    /// The places: `{pi*k} for every integer k`.
    pub(super) fn places(&self, graph: &Graph) -> String {
        self.text(graph, "{}", " U ", |graph, one| words::interval(graph, &one.place()))
    }
}

/// Something at a place of the line.
pub trait Placed: Clone {
    fn place(&self) -> Interval;

    /// The same at another place, where the function gained a constant on the way.
    fn moved(&self, graph: &mut Graph, to: Interval, gain: NodeId) -> Self;

    /// Whether both are of one kind, apart from their places, where the function gained a constant between them.
    fn is_alike(&self, graph: &mut Graph, other: &Self, gain: NodeId) -> bool;
}

impl Placed for Interval {
    fn place(&self) -> Interval {
        *self
    }

    fn moved(&self, _: &mut Graph, to: Interval, _: NodeId) -> Interval {
        to
    }

    fn is_alike(&self, _: &mut Graph, _: &Interval, _: NodeId) -> bool {
        true
    }
}

impl Placed for Zero {
    fn place(&self) -> Interval {
        self.place
    }

    fn moved(&self, _: &mut Graph, to: Interval, _: NodeId) -> Zero {
        Zero { place: to, ..*self }
    }

    fn is_alike(&self, _: &mut Graph, other: &Zero, _: NodeId) -> bool {
        self.multiplicity == other.multiplicity
    }
}

impl Placed for Critical {
    fn place(&self) -> Interval {
        self.place
    }

    fn moved(&self, graph: &mut Graph, to: Interval, gain: NodeId) -> Critical {
        let value = graph.sum(&[self.value, gain]);
        Critical { place: to, value, ..*self }
    }

    fn is_alike(&self, graph: &mut Graph, other: &Critical, gain: NodeId) -> bool {
        let expected = graph.sum(&[self.value, gain]);
        self.kind == other.kind
            && self.is_stationary == other.is_stationary
            && graph.order_of_values(expected, other.value) == Ok(Ordering::Equal)
    }
}

/// A cell with the way in which something goes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Going {
    pub(super) place: Interval,
    pub(super) trend: Ordering,
}

impl Placed for Going {
    fn place(&self) -> Interval {
        self.place
    }

    fn moved(&self, _: &mut Graph, to: Interval, _: NodeId) -> Going {
        Going { place: to, ..*self }
    }

    fn is_alike(&self, _: &mut Graph, other: &Going, _: NodeId) -> bool {
        self.trend == other.trend
    }
}

fn shifted(graph: &mut Graph, place: Interval, by: NodeId) -> Interval {
    let mut shift =
        |end: Option<End>| end.map(|end| End { point: graph.sum(&[end.point, by]), ..end });
    Interval { left: shift(place.left), right: shift(place.right) }
}

impl Study<'_> {
    /// All zeros of a periodic function; `None` where no period shows.
    ///
    /// # Errors
    /// What was not decided.
    ///
    /// # Examples
    /// ```
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.parse("sin(x)")?;
    /// let zeros = rolle::prove::Study::new(&mut g, f, x).repeating_zeros().unwrap().unwrap();
    /// let [zero] = zeros.members[..] else { panic!() };
    /// let pi = g.parse("pi")?;
    /// assert_eq!(zero.place.left.unwrap().point, g.product(&[pi, zeros.index]));
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn repeating_zeros(&mut self) -> Result<Option<Repeating<Zero>>, String> {
        let f = self.function();
        let Some(period) = self.period_of(f) else { return Ok(None) };
        let law = Period { period, gain: NodeId::ZERO };
        let set = two_periods(self.graph, period);
        let found = self.zeros(&set)?;
        self.repeat(law, found).map(Some)
    }

    /// All stationary points, plateaus and extrema where f(x + T) = f(x) + c; `None` where no such law shows.
    ///
    /// # Errors
    /// What was not decided.
    pub fn repeating_critical_points(&mut self) -> Result<Option<Repeating<Critical>>, String> {
        let f = self.function();
        let Some(law) = self.law_of(f) else { return Ok(None) };
        let set = two_periods(self.graph, law.period);
        let found = self.critical_points(&set)?;
        self.repeat(law, found).map(Some)
    }

    /// All inflection points where f(x + T) = f(x) + c; `None` where no such law shows.
    ///
    /// # Errors
    /// What was not decided.
    pub fn repeating_inflection_points(&mut self) -> Result<Option<Repeating<Interval>>, String> {
        let Some(law) = self.law_of_order(1) else { return Ok(None) };
        let set = two_periods(self.graph, law.period);
        let found = self.inflection_points(&set)?;
        self.repeat(law, found.into_iter().map(Interval::point).collect()).map(Some)
    }

    /// All kinks where f(x + T) = f(x) + c; `None` where no such law shows.
    ///
    /// # Errors
    /// What was not decided.
    pub fn repeating_kinks(&mut self) -> Result<Option<Repeating<Interval>>, String> {
        let f = self.function();
        let Some(law) = self.law_of(f) else { return Ok(None) };
        let set = two_periods(self.graph, law.period);
        let found = self.kinks(&set)?;
        self.repeat(law, found.into_iter().map(Interval::point).collect()).map(Some)
    }

    /// All x at which |f′(x)| < ε; `None` where f′ shows no period.
    ///
    /// # Errors
    /// What was not decided.
    pub fn repeating_saturation(
        &mut self,
        epsilon: NodeId,
    ) -> Result<Option<Repeating<Interval>>, String> {
        let Some(law) = self.law_of_order(1) else { return Ok(None) };
        if self.graph.exact_sign(law.gain) != Some(Ordering::Equal) {
            return Ok(None);
        }
        let set = two_periods(self.graph, law.period);
        let found = self.saturation(epsilon, &set)?;
        self.repeat(law, found.intervals().to_vec()).map(Some)
    }

    /// The domain where f(x + T) = f(x) + c; `None` where no such law shows.
    pub(super) fn repeating_domain(&mut self) -> Result<Option<Repeating<Interval>>, String> {
        let f = self.function();
        let Some(law) = self.law_of(f) else { return Ok(None) };
        let set = two_periods(self.graph, law.period);
        let found = self.domain(&set)?;
        self.repeat(law, found.intervals().to_vec()).map(Some)
    }

    /// How a derivative moves, cell by cell, where it repeats up to a gain.
    pub(super) fn repeating_trends(
        &mut self,
        order: u32,
    ) -> Result<Option<Repeating<Going>>, String> {
        let Some(law) = self.law_of_order(order) else { return Ok(None) };
        let set = two_periods(self.graph, law.period);
        let f = self.derivative_on(order, &set)?;
        let profile = self.profile(f, &set)?;
        let mut found = Vec::new();
        for run in profile.runs() {
            let place = Interval::open(run.left, run.right);
            let trend = run.trend.clone().map_err(|why| {
                format!("{}: {why}", words::open(self.graph, run.left, run.right))
            })?;
            found.push(Going { place, trend });
        }
        self.repeat(law, found).map(Some)
    }

    /// The places of all stationary points and plateaus where f(x + T) = f(x) + c; `None` where no such law shows.
    ///
    /// # Errors
    /// What was not decided.
    pub fn repeating_stationary_points(&mut self) -> Result<Option<Repeating<Interval>>, String> {
        let f = self.function();
        let Some(law) = self.law_of(f) else { return Ok(None) };
        let set = two_periods(self.graph, law.period);
        let found = self.stationary_points(&set)?;
        self.repeat(law, found.intervals().to_vec()).map(Some)
    }

    /// The members where they are not endlessly many, or an error that names them.
    pub(super) fn few<T: Placed>(&self, found: Repeating<T>) -> Result<Vec<T>, String> {
        match found.members.is_empty() || found.is_everything() {
            true => Ok(found.members),
            false => Err(format!("there are endlessly many: {}", found.places(self.graph))),
        }
    }

    /// What was found in [−T, T], for every integer.
    fn repeat<T: Placed>(&mut self, law: Period, found: Vec<T>) -> Result<Repeating<T>, String> {
        let f = self.function();
        let index = self.graph.index_symbol(f);
        let Period { period, gain } = law;
        let start = self.graph.negate(period);
        let half = self.graph.ratio(1, 2);
        let middle = self.graph.product(&[half, start]);
        // First those that begin in (−T/2, 0], then those of (−T, −T/2], one period on.
        let (mut lower, mut upper) = (Vec::new(), Vec::new());
        for one in found {
            let left = one.place().left.ok_or("a place without a left end in one period")?.point;
            let begins = self.graph.order_of_values(start, left)?.is_lt();
            if begins && self.graph.order_of_values(left, NodeId::ZERO)?.is_le() {
                match self.graph.order_of_values(left, middle)? {
                    Ordering::Greater => lower.push(one),
                    _ => {
                        let place = shifted(self.graph, one.place(), period);
                        upper.push(one.moved(self.graph, place, gain));
                    }
                }
            } else if !begins && self.reaches(one.place(), period)? {
                let one = one.moved(self.graph, EVERYWHERE, NodeId::ZERO);
                return Ok(Repeating { index, members: vec![one] });
            }
        }
        let members: Vec<T> = lower.into_iter().chain(upper).collect();
        Ok(self.merged(law, index, members))
    }

    /// Whether a place ends at T or beyond.
    fn reaches(&mut self, place: Interval, period: NodeId) -> Result<bool, String> {
        let Some(right) = place.right else { return Ok(true) };
        Ok(self.graph.order_of_values(right.point, period)?.is_ge())
    }

    /// Members with the index in their places; those that repeat within the period stand for each other.
    fn merged<T: Placed>(&mut self, law: Period, index: NodeId, members: Vec<T>) -> Repeating<T> {
        let count = members.len();
        let parts = (2..=count).rev().find(|&parts| {
            count.is_multiple_of(parts) && self.repeats_in_parts(law, &members, parts)
        });
        let parts = parts.unwrap_or(1);
        let part = self.graph.ratio(1, parts as i64);
        let [period, gain] =
            [law.period, law.gain].map(|of| self.graph.product(&[part, of, index]));
        let mut indexed = Vec::with_capacity(count / parts);
        for one in &members[..count / parts] {
            let place = shifted(self.graph, one.place(), period);
            indexed.push(one.moved(self.graph, place, gain));
        }
        Repeating { index, members: indexed }
    }

    fn repeats_in_parts<T: Placed>(&mut self, law: Period, members: &[T], parts: usize) -> bool {
        let step = members.len() / parts;
        let part = self.graph.ratio(1, parts as i64);
        let [period, gain] = [law.period, law.gain].map(|of| self.graph.product(&[part, of]));
        (0..members.len() - step).all(|i| {
            let (one, next) = (&members[i], &members[i + step]);
            let place = shifted(self.graph, one.place(), period);
            let same = |graph: &mut Graph, a: Option<End>, b: Option<End>| match (a, b) {
                (Some(a), Some(b)) => {
                    let order = graph.order_of_values(a.point, b.point);
                    a.closed == b.closed && order == Ok(Ordering::Equal)
                }
                _ => false,
            };
            same(self.graph, place.left, next.place().left)
                && same(self.graph, place.right, next.place().right)
                && one.is_alike(self.graph, next, gain)
        })
    }

    /// Whether endlessly many places are a claimed set, which has finitely many parts.
    pub(super) fn judge_repeating<T: Placed>(
        &mut self,
        found: &Repeating<T>,
        wanted: &Set,
        what: &str,
    ) -> Verdict {
        if let Ok(few) = self.few(found.clone()) {
            let places: Vec<Interval> = few.iter().map(T::place).collect();
            let found = Set::union(self.graph, &places);
            return self.judge_set(found, wanted, what);
        }
        let reason = format!("the {what}: {}", found.places(self.graph));
        match self.left_out(found, wanted).or_else(|| self.in_a_gap(found, wanted)) {
            Some(at) => Verdict::Refuted { witness: Witness::Places(vec![at]), reason },
            None => Verdict::Undecided(reason),
        }
    }

    /// A point of a member that a set does not hold.
    fn left_out<T: Placed>(&mut self, found: &Repeating<T>, wanted: &Set) -> Option<NodeId> {
        for k in (0..=MOST_TRIED).flat_map(|k| [k, -k]) {
            for one in &found.members {
                let Interval { left, right } = one.place();
                let (left, right) = (self.end_at(found, left, k), self.end_at(found, right, k));
                let at = match left {
                    Some(left) if right == Some(left) => left,
                    _ => self.between(left, right),
                };
                if wanted.contains(self.graph, at) == Ok(false) {
                    return Some(at);
                }
            }
        }
        None
    }

    /// A point of a set that lies between the last member and the first of the next period.
    fn in_a_gap<T: Placed>(&mut self, found: &Repeating<T>, wanted: &Set) -> Option<NodeId> {
        let (last, first) = (found.members.last()?.place(), found.members.first()?.place());
        let left = self.end_at(found, last.right, 0)?;
        let right = self.end_at(found, first.left, 1)?;
        if self.graph.order_of_values(left, right) != Ok(Ordering::Less) {
            return None;
        }
        let at = self.between(Some(left), Some(right));
        (wanted.contains(self.graph, at) == Ok(true)).then_some(at)
    }

    /// The end of a place where the index is k.
    fn end_at<T>(&mut self, found: &Repeating<T>, end: Option<End>, k: i64) -> Option<NodeId> {
        let k = self.graph.integer(k);
        Some(self.graph.value_at(end?.point, found.index, k))
    }

    /// A point between two others.
    fn between(&mut self, left: Option<NodeId>, right: Option<NodeId>) -> NodeId {
        self.graph.sample_point(&Cell { left, right, formula: NodeId::ZERO })
    }
}

/// [−T, T].
pub(super) fn two_periods(graph: &mut Graph, period: NodeId) -> Set {
    let end = |point| Some(End { point, closed: true });
    Set::interval(end(graph.negate(period)), end(period))
}
