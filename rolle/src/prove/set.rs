//! Sets of real numbers: unions of intervals with exact ends.

use super::level::Level;
use super::words;
use crate::calculus::{End, Interval};
use crate::graph::{Graph, NodeId};
use std::cmp::Ordering;

/// A finite union of disjoint intervals and points, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    intervals: Vec<Interval>,
}

impl Set {
    /// The whole line.
    pub fn whole() -> Set {
        Set { intervals: vec![Interval { left: None, right: None }] }
    }

    /// One interval.
    pub fn interval(left: Option<End>, right: Option<End>) -> Set {
        Set { intervals: vec![Interval { left, right }] }
    }

    /// The union of intervals in any order, overlapping or not.
    ///
    /// # Errors
    /// Which ends could not be compared.
    pub fn union(graph: &mut Graph, parts: &[Interval]) -> Result<Set, String> {
        let mut sorted: Vec<Interval> = Vec::new();
        for part in parts {
            let mut place = sorted.len();
            while place > 0 && starts_before(graph, part, &sorted[place - 1])? {
                place -= 1;
            }
            sorted.insert(place, *part);
        }
        let mut intervals: Vec<Interval> = Vec::new();
        for next in sorted {
            match intervals.last_mut() {
                Some(last) if touches(graph, last, &next)? => {
                    if ends_before(graph, last, &next)? {
                        last.right = next.right;
                    }
                }
                _ => intervals.push(next),
            }
        }
        Ok(Set { intervals })
    }

    /// The intervals, ascending; a point is an interval whose ends are equal and closed.
    pub fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// Whether it has a least or a greatest end.
    pub(super) fn is_one_sided(&self) -> bool {
        let first = self.intervals.first().is_some_and(|part| part.left.is_some());
        first || self.intervals.last().is_some_and(|part| part.right.is_some())
    }

    /// Whether it is the whole line.
    pub fn is_whole(&self) -> bool {
        self.intervals == [Interval { left: None, right: None }]
    }

    /// Whether nothing belongs to it.
    pub fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    /// The condition on x that says that it belongs.
    pub(super) fn condition(&self, graph: &mut Graph, x: NodeId) -> NodeId {
        let mut any = Vec::with_capacity(self.intervals.len());
        for Interval { left, right } in &self.intervals {
            if let (Some(a), Some(b)) = (left, right)
                && a.point == b.point
            {
                any.push(graph.equal(x, a.point));
                continue;
            }
            let mut all = Vec::with_capacity(2);
            if let Some(End { point, closed }) = *left {
                all.push(if closed { graph.less_equal(point, x) } else { graph.less(point, x) });
            }
            if let Some(End { point, closed }) = *right {
                all.push(if closed { graph.less_equal(x, point) } else { graph.less(x, point) });
            }
            any.push(graph.and(&all));
        }
        graph.or(&any)
    }

    /// The points that are nearer than 1 to the set.
    pub(super) fn with_margin(&self, graph: &mut Graph) -> Result<Set, String> {
        let mut moved = |end: Option<End>, by: i64| {
            let by = graph.integer(by);
            end.map(|end| End { point: graph.sum(&[end.point, by]), closed: false })
        };
        let parts: Vec<Interval> = self
            .intervals
            .iter()
            .map(|part| Interval { left: moved(part.left, -1), right: moved(part.right, 1) })
            .collect();
        Set::union(graph, &parts)
    }

    /// Whether two sets are equal.
    ///
    /// # Errors
    /// Which ends could not be compared.
    pub fn equals(&self, graph: &mut Graph, other: &Set) -> Result<bool, String> {
        if self.intervals.len() != other.intervals.len() {
            return Ok(false);
        }
        for (a, b) in self.intervals.iter().zip(&other.intervals) {
            for (a, b) in [(a.left, b.left), (a.right, b.right)] {
                let same = match (a, b) {
                    (None, None) => true,
                    (Some(a), Some(b)) => {
                        graph.order_of_values(a.point, b.point)?.is_eq() && a.closed == b.closed
                    }
                    _ => false,
                };
                if !same {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Whether a number belongs.
    ///
    /// # Errors
    /// Which numbers could not be compared.
    pub fn contains(&self, graph: &mut Graph, value: NodeId) -> Result<bool, String> {
        for Interval { left, right } in &self.intervals {
            let above = match left {
                None => true,
                Some(end) => match graph.order_of_values(end.point, value)? {
                    Ordering::Less => true,
                    Ordering::Equal => end.closed,
                    Ordering::Greater => false,
                },
            };
            let below = above
                && match right {
                    None => true,
                    Some(end) => match graph.order_of_values(value, end.point)? {
                        Ordering::Less => true,
                        Ordering::Equal => end.closed,
                        Ordering::Greater => false,
                    },
                };
            if above && below {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The numbers that belong to both sets.
    ///
    /// # Errors
    /// Which ends could not be compared.
    pub fn intersection(&self, graph: &mut Graph, other: &Set) -> Result<Set, String> {
        let mut common = Vec::new();
        for a in &self.intervals {
            for b in &other.intervals {
                let left = inner_end(graph, a.left, b.left, Ordering::Greater)?;
                let right = inner_end(graph, a.right, b.right, Ordering::Less)?;
                let is_empty = match (left, right) {
                    (Some(left), Some(right)) => {
                        match graph.order_of_values(left.point, right.point)? {
                            Ordering::Less => false,
                            Ordering::Equal => !(left.closed && right.closed),
                            Ordering::Greater => true,
                        }
                    }
                    _ => false,
                };
                if !is_empty {
                    common.push(Interval { left, right });
                }
            }
        }
        Set::union(graph, &common)
    }

    /// Whether every number of this set belongs to another.
    ///
    /// # Errors
    /// Which ends could not be compared.
    pub fn is_subset(&self, graph: &mut Graph, other: &Set) -> Result<bool, String> {
        let both: Vec<Interval> = self.intervals.iter().chain(&other.intervals).copied().collect();
        Set::union(graph, &both)?.equals(graph, other)
    }

    /// In plain text: `(-oo, 0] U {1} U [2, 3)`.
    pub fn text(&self, graph: &Graph) -> String {
        if self.is_empty() {
            return "{}".into();
        }
        let parts: Vec<String> =
            self.intervals.iter().map(|part| words::interval(graph, part)).collect();
        parts.join(" U ")
    }
}

fn low(interval: &Interval) -> Level {
    interval.left.map_or(Level::MinusInfinity, |end| Level::Finite(end.point))
}

fn high(interval: &Interval) -> Level {
    interval.right.map_or(Level::PlusInfinity, |end| Level::Finite(end.point))
}

fn is_closed(end: Option<End>) -> bool {
    end.is_some_and(|end| end.closed)
}

/// The end of two that cuts off more: the greater of left ends, the lesser of right ends.
fn inner_end(
    graph: &mut Graph,
    a: Option<End>,
    b: Option<End>,
    inner: Ordering,
) -> Result<Option<End>, String> {
    let (Some(p), Some(q)) = (a, b) else { return Ok(a.or(b)) };
    Ok(Some(match graph.order_of_values(p.point, q.point)? {
        Ordering::Equal => End { closed: p.closed && q.closed, ..p },
        order if order == inner => p,
        _ => q,
    }))
}

fn starts_before(graph: &mut Graph, a: &Interval, b: &Interval) -> Result<bool, String> {
    Ok(match graph.order_of_levels(low(a), low(b))? {
        Ordering::Less => true,
        Ordering::Equal => is_closed(a.left) && !is_closed(b.left),
        Ordering::Greater => false,
    })
}

fn ends_before(graph: &mut Graph, a: &Interval, b: &Interval) -> Result<bool, String> {
    Ok(match graph.order_of_levels(high(a), high(b))? {
        Ordering::Less => true,
        Ordering::Equal => is_closed(b.right) && !is_closed(a.right),
        Ordering::Greater => false,
    })
}

/// Whether the union of two intervals, the first of which starts first, is one interval.
fn touches(graph: &mut Graph, first: &Interval, second: &Interval) -> Result<bool, String> {
    Ok(match graph.order_of_levels(low(second), high(first))? {
        Ordering::Less => true,
        Ordering::Equal => is_closed(first.right) || is_closed(second.left),
        Ordering::Greater => false,
    })
}

impl Set {
    /// The set of the negatives.
    ///
    /// # Errors
    /// Which ends could not be compared.
    pub fn mirrored(&self, graph: &mut Graph) -> Result<Set, String> {
        let mut flip = |end: Option<End>| {
            end.map(|end| End { point: graph.negate(end.point), closed: end.closed })
        };
        let parts: Vec<Interval> = self
            .intervals
            .iter()
            .map(|part| Interval { left: flip(part.right), right: flip(part.left) })
            .collect();
        Set::union(graph, &parts)
    }
}
