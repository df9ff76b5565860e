//! Equations and inequalities between two functions, by the sign of their difference on the whole set.

use super::bound::Reached;
use super::level::Level;
use super::profile::Names;
use super::set::Set;
use super::study::{Study, restrict};
use super::verdict::{Verdict, Witness};
use super::witness::{digits, float};
use super::words;
use crate::calculus::{End, Interval};
use crate::evaluate::Sampler;
use crate::graph::NodeId;
use crate::operator::Op;
use std::cmp::Ordering;

/// A relation between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `>=`
    GreaterEqual,
    /// `>`
    Greater,
}

impl Relation {
    /// Whether two values in this order are so related.
    pub fn admits(self, order: Ordering) -> bool {
        match self {
            Relation::Less => order.is_lt(),
            Relation::LessEqual => order.is_le(),
            Relation::Equal => order.is_eq(),
            Relation::NotEqual => order.is_ne(),
            Relation::GreaterEqual => order.is_ge(),
            Relation::Greater => order.is_gt(),
        }
    }

    /// The relation with its sides exchanged.
    pub fn reversed(self) -> Relation {
        match self {
            Relation::Less => Relation::Greater,
            Relation::LessEqual => Relation::GreaterEqual,
            Relation::GreaterEqual => Relation::LessEqual,
            Relation::Greater => Relation::Less,
            same => same,
        }
    }

    /// The relation as it is typed.
    pub fn symbol(self) -> &'static str {
        match self {
            Relation::Less => "<",
            Relation::LessEqual => "<=",
            Relation::Equal => "=",
            Relation::NotEqual => "!=",
            Relation::GreaterEqual => ">=",
            Relation::Greater => ">",
        }
    }
}

/// A part of the line on which a function has one sign.
#[derive(Clone, Debug)]
pub(super) enum SignPart {
    Cell {
        left: Option<NodeId>,
        right: Option<NodeId>,
        formula: NodeId,
        sign: Result<Ordering, String>,
    },
    Point {
        at: NodeId,
        sign: Result<Ordering, String>,
    },
}

impl SignPart {
    pub(super) fn sign(&self) -> &Result<Ordering, String> {
        match self {
            SignPart::Cell { sign, .. } | SignPart::Point { sign, .. } => sign,
        }
    }

    pub(super) fn interval(&self) -> Interval {
        let open = |end: &Option<NodeId>| end.map(|point| End { point, closed: false });
        match self {
            SignPart::Cell { left, right, .. } => Interval { left: open(left), right: open(right) },
            SignPart::Point { at, .. } => {
                let end = Some(End { point: *at, closed: true });
                Interval { left: end, right: end }
            }
        }
    }
}

impl Study<'_> {
    /// The sign of any function of the variable on a set, from left to right, where it has values.
    pub(super) fn signs(&mut self, h: NodeId, set: &Set) -> Result<Vec<SignPart>, String> {
        let h = self.on(h, set);
        let (x, limits) = (self.x, self.limits);
        let graph = &mut *self.graph;
        let mut parts = graph.without_side_conditions(|graph| {
            let pieces = graph.pieces(h, x, limits.pieces)?;
            let mut parts = Vec::new();
            for (i, cell) in pieces.cells.iter().enumerate() {
                if i > 0 {
                    let (at, value) = (cell.left.expect("an inner cell"), pieces.values[i - 1]);
                    parts.extend(point(graph, at, value));
                }
                if graph.op(cell.formula) == Op::Undefined {
                    continue;
                }
                let table = graph.sign_table(cell.formula, x, cell.left, cell.right, limits.signs);
                for (k, (left, right, sign)) in table.cells().enumerate() {
                    if k > 0 {
                        let at = left.expect("an inner cell");
                        let value = graph.value_at(cell.formula, x, at);
                        let zero = table.points[k - 1].kind == crate::signs::PointKind::Zero;
                        let value = if zero { NodeId::ZERO } else { value };
                        parts.extend(point(graph, at, value));
                    }
                    let (formula, sign) = (cell.formula, sign.clone());
                    parts.push(SignPart::Cell { left, right, formula, sign });
                }
            }
            Ok::<_, String>(parts)
        })?;
        let mut names = Names::new();
        for part in &mut parts {
            match part {
                SignPart::Point { at, .. } => *at = self.named(*at, &mut names),
                SignPart::Cell { left, right, .. } => {
                    *left = left.map(|end| self.named(end, &mut names));
                    *right = right.map(|end| self.named(end, &mut names));
                }
            }
        }
        Ok(parts)
    }

    /// The set on which a function is positive, zero or negative.
    pub(super) fn where_sign(
        &mut self,
        h: NodeId,
        set: &Set,
        wanted: Ordering,
    ) -> Result<Set, String> {
        let mut found = Vec::new();
        for part in self.signs(h, set)? {
            match part.sign() {
                Ok(sign) if *sign == wanted => found.push(part.interval()),
                Ok(_) => {}
                Err(why) => {
                    let place = words::interval(self.graph, &part.interval());
                    return Err(format!("the sign on {place} was not decided: {why}"));
                }
            }
        }
        Set::union(self.graph, &found)
    }

    /// Whether two functions of the variable are related everywhere on a set, where both have values. Equal functions
    /// have values at the same points.
    pub fn compare(&mut self, a: NodeId, relation: Relation, b: NodeId, on: &Set) -> Verdict {
        if relation == Relation::Equal {
            match self.compare_domains(a, b, on) {
                Ok(None) => {}
                Ok(Some(verdict)) => return verdict,
                Err(why) => {
                    return self
                        .refute_inside([a, b], relation, on)
                        .unwrap_or(Verdict::Undecided(why));
                }
            }
        }
        let x = self.x;
        let difference = self.graph.without_side_conditions(|graph| {
            let difference = graph.subtract(a, b);
            let conditions = graph.side_conditions();
            restrict(graph, difference, x, &conditions)
        });
        if !self.graph.depends_on(difference, x) {
            let on_both = self.on(difference, on);
            if self.graph.op(on_both) == Op::Undefined {
                return Verdict::Undecided("the set is empty".into());
            }
            return self.compare_constants([a, b], relation, difference, on);
        }
        let set = self.one_period_of(difference, on);
        if let Some(verdict) = self.refute_by_samples([a, b], relation, &set) {
            return verdict;
        }
        let open = match self.signs(difference, &set) {
            Err(why) => why,
            Ok(parts) if parts.is_empty() => "there is no point where both have values".into(),
            Ok(parts) => match self.compare_by_signs(&parts, [a, b], relation) {
                Ok(verdict) => return verdict,
                Err(why) => why,
            },
        };
        if let Some(verdict) = self.compare_by_bounds([a, b], difference, &set, relation) {
            return verdict;
        }
        if relation == Relation::Equal && self.vanishes(difference) {
            return Verdict::Proven("the difference is zero in normal form".into());
        }
        self.refute_inside([a, b], relation, &set).unwrap_or(Verdict::Undecided(open))
    }

    /// A cheap first look: only points at which doubles break the relation clearly are tried.
    fn refute_by_samples(
        &mut self,
        sides: [NodeId; 2],
        relation: Relation,
        set: &Set,
    ) -> Option<Verdict> {
        let mut sampler = Sampler::new(self.graph, &sides, &[self.x]);
        let mut points = Vec::new();
        for part in set.intervals() {
            let [left, right] = [part.left, part.right].map(|end| end.map(|end| end.point));
            points.extend(self.points_inside(left, right));
        }
        let mut broken: Vec<(usize, NodeId)> = Vec::new();
        for at in points {
            let near = float(self.graph, at);
            let &[p, q] = sampler.sample(&[near]) else { return None };
            let clear = (p - q).abs() > 1e-6 * (1.0 + p.abs() + q.abs());
            if clear && p.partial_cmp(&q).is_some_and(|order| !relation.admits(order)) {
                broken.push((digits(self.graph, at), at));
            }
        }
        // The shortest number is the best witness.
        broken.sort();
        broken.into_iter().take(4).find_map(|(_, at)| self.refute_at(sides, relation, at))
    }

    /// The verdict, if the relation fails at one of a few points of the set.
    fn refute_inside(
        &mut self,
        sides: [NodeId; 2],
        relation: Relation,
        set: &Set,
    ) -> Option<Verdict> {
        for part in set.intervals() {
            let [left, right] = [part.left, part.right].map(|end| end.map(|end| end.point));
            let mut points = self.points_inside(left, right);
            let closed = [part.left, part.right].into_iter().flatten().filter(|end| end.closed);
            points.extend(closed.map(|end| end.point));
            let verdict = points.into_iter().find_map(|at| self.refute_at(sides, relation, at));
            if verdict.is_some() {
                return verdict;
            }
        }
        None
    }

    fn vanishes(&mut self, difference: NodeId) -> bool {
        self.graph.without_side_conditions(|graph| {
            graph.sign_after_normalization(difference) == Some(Ordering::Equal)
        })
    }

    /// Where only one of two functions has a value, they are not equal.
    fn compare_domains(
        &mut self,
        a: NodeId,
        b: NodeId,
        on: &Set,
    ) -> Result<Option<Verdict>, String> {
        if a == b {
            return Ok(None);
        }
        let (of_a, of_b) = (self.domain_of(a, on)?, self.domain_of(b, on)?);
        if of_a.equals(self.graph, &of_b)? {
            return Ok(None);
        }
        let mut ends = Vec::new();
        for part in of_a.intervals().iter().chain(of_b.intervals()) {
            let [left, right] = [part.left, part.right].map(|end| end.map(|end| end.point));
            ends.extend([left, right].into_iter().flatten());
            ends.extend(self.points_inside(left, right));
        }
        let found = ends.into_iter().find_map(|at| {
            let inside = on.contains(self.graph, at).ok()?;
            let values = [a, b].map(|f| self.value(f, at));
            let [p, q] = values.map(|value| self.is_defined(value));
            (inside && p != q).then(|| self.refuted_at(at, values, "and"))
        });
        let open = "the domains differ, but no point shows it";
        found.map(Some).ok_or_else(|| open.into())
    }

    fn compare_constants(
        &mut self,
        [a, b]: [NodeId; 2],
        relation: Relation,
        difference: NodeId,
        on: &Set,
    ) -> Verdict {
        let [left, right] = [a, b].map(|id| words::number(self.graph, id));
        match self.graph.exact_sign(difference) {
            _ if self.graph.op(difference) == Op::Undefined => {
                Verdict::Undecided("there is no value".into())
            }
            Some(order) if relation.admits(order) => Verdict::Proven(match (a, b) {
                _ if self.graph.depends_on(a, self.x) => {
                    format!("the difference is {}", words::number(self.graph, difference))
                }
                _ => format!("{left} {} {right}", relation.symbol()),
            }),
            Some(_) if !self.graph.depends_on(a, self.x) && !self.graph.depends_on(b, self.x) => {
                Verdict::Refuted {
                    witness: Witness::Places(vec![a, b]),
                    reason: format!("the values are {left} and {right}"),
                }
            }
            Some(_) => self
                .refute_inside([a, b], relation, on)
                .unwrap_or_else(|| Verdict::Undecided("no point shows it".into())),
            None => Verdict::Undecided(format!(
                "{left} and {right} could neither be told apart nor proved equal"
            )),
        }
    }

    fn compare_by_signs(
        &mut self,
        parts: &[SignPart],
        sides: [NodeId; 2],
        relation: Relation,
    ) -> Result<Verdict, String> {
        let mut open = None;
        for part in parts {
            match part.sign() {
                Ok(sign) if relation.admits(*sign) => {}
                Ok(_) => {
                    let points = match part {
                        SignPart::Point { at, .. } => vec![*at],
                        SignPart::Cell { left, right, .. } => {
                            let mut points = self.points_inside(*left, *right);
                            // The middle first: it shows most.
                            let middle = points.len() / 2;
                            points.rotate_left(middle);
                            points
                        }
                    };
                    let found =
                        points.into_iter().find_map(|at| self.refute_at(sides, relation, at));
                    if let Some(verdict) = found {
                        return Ok(verdict);
                    }
                    open.get_or_insert("it fails, but no point shows it".to_string());
                }
                Err(why) => {
                    let place = words::interval(self.graph, &part.interval());
                    open.get_or_insert(format!("the sign on {place} was not decided: {why}"));
                }
            }
        }
        match open {
            Some(why) => Err(why),
            None => Ok(Verdict::Proven(self.why_related(parts, relation))),
        }
    }

    fn why_related(&mut self, parts: &[SignPart], relation: Relation) -> String {
        let (mut cells, mut zeros) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                SignPart::Point { at, sign: Ok(Ordering::Equal) } => zeros.push(*at),
                SignPart::Cell { left, right, .. } => {
                    cells.push(words::open(self.graph, *left, *right));
                }
                SignPart::Point { .. } => {}
            }
        }
        let n = cells.len();
        if n > 4 {
            cells.truncate(3);
            cells.push(format!("... ({n} cells)"));
        }
        let mut text = format!("the difference has one sign on each of {}", cells.join(", "));
        if relation == Relation::Equal {
            text = format!("the difference is zero on {}", cells.join(", "));
        } else if !zeros.is_empty() {
            text += &format!(", and is zero at {}", words::places(self.graph, &zeros));
        }
        text
    }

    /// Where the sign of the difference was not found, its infimum or supremum may be.
    fn compare_by_bounds(
        &mut self,
        sides: [NodeId; 2],
        h: NodeId,
        set: &Set,
        relation: Relation,
    ) -> Option<Verdict> {
        let (low, high) = self.bounds_of(h, set).ok()?;
        let zero = Level::Finite(NodeId::ZERO);
        let below = self.graph.order_of_levels(high.level, zero).ok()?;
        let above = self.graph.order_of_levels(low.level, zero).ok()?;
        let holds = match relation {
            Relation::Less => below.is_lt() || below.is_eq() && !high.is_attained(),
            Relation::LessEqual => below.is_le(),
            Relation::GreaterEqual => above.is_ge(),
            Relation::Greater => above.is_gt() || above.is_eq() && !low.is_attained(),
            Relation::Equal => below.is_eq() && above.is_eq(),
            Relation::NotEqual => below.is_lt() || above.is_gt(),
        };
        if holds {
            let [low, high] = [low, high].map(|bound| words::level(self.graph, bound.level));
            return Some(Verdict::Proven(format!("the difference lies between {low} and {high}")));
        }
        [low, high].iter().flat_map(|bound| &bound.reached).find_map(|place| match place {
            Reached::At(at) => self.refute_at(sides, relation, *at),
            _ => None,
        })
    }

    /// The verdict, if the relation fails at a point where both have values.
    fn refute_at(
        &mut self,
        [a, b]: [NodeId; 2],
        relation: Relation,
        at: NodeId,
    ) -> Option<Verdict> {
        let values = [a, b].map(|f| self.value(f, at));
        if !values.iter().all(|&value| self.is_defined(value)) {
            return None;
        }
        let order = self.graph.order_of_values(values[0], values[1]).ok()?;
        let found = match order {
            Ordering::Less => "<",
            Ordering::Equal => "=",
            Ordering::Greater => ">",
        };
        (!relation.admits(order)).then(|| self.refuted_at(at, values, found))
    }

    fn refuted_at(&mut self, at: NodeId, values: [NodeId; 2], relation: &str) -> Verdict {
        let [p, q] = values.map(|value| words::number(self.graph, value));
        let place = words::number(self.graph, at);
        Verdict::Refuted {
            witness: Witness::At { at, values: values.to_vec() },
            reason: format!("at {place}: {p} {relation} {q}"),
        }
    }
}

/// A point with the sign of its value, if it has one.
fn point(graph: &mut crate::graph::Graph, at: NodeId, value: NodeId) -> Option<SignPart> {
    if graph.op(value) == Op::Undefined {
        return None;
    }
    let sign = graph.exact_sign(value).ok_or_else(|| "the sign of the value there".to_string());
    Some(SignPart::Point { at, sign })
}
