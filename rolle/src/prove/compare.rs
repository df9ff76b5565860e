//! Equations and inequalities between two functions, by the sign of their difference on the whole set.

use super::bound::Reached;
use super::level::Level;
use super::relation::Relation;
use super::set::Set;
use super::sign_parts::SignPart;
use super::study::{Study, restrict};
use super::verdict::{Verdict, Witness};
use super::witness::{digits, float};
use super::words;
use crate::evaluate::Sampler;
use crate::graph::{NodeId, Reason};
use crate::operator::Op;
use std::cmp::Ordering;

/// By what a comparison was decided, or last tried.
#[derive(Clone, Debug)]
pub(super) enum Grounds {
    /// Values at points, or where there are none.
    Values,
    /// Both sides are constant, or their difference is.
    Constant,
    /// The difference is zero in normal form.
    NormalForm,
    /// The infimum and supremum of this difference on a set.
    Bounds(NodeId, Set),
    /// The signs of this difference on a set.
    Signs(NodeId, Set),
}

/// What a few doubles show of two functions.
struct Look {
    refuted: Option<Verdict>,
    /// Whether the values never differ clearly.
    seems_zero: bool,
}

impl Study<'_> {
    /// Whether two functions of the variable are related everywhere on a set, where both have values. Equal functions
    /// have values at the same points.
    pub fn compare(&mut self, a: NodeId, relation: Relation, b: NodeId, on: &Set) -> Verdict {
        self.compare_with_grounds(a, relation, b, on).0
    }

    pub(super) fn compare_with_grounds(
        &mut self,
        a: NodeId,
        relation: Relation,
        b: NodeId,
        on: &Set,
    ) -> (Verdict, Grounds) {
        if relation == Relation::Equal {
            match self.compare_domains(a, b, on) {
                Ok(None) => {}
                Ok(Some(verdict)) => return (verdict, Grounds::Values),
                Err(why) => {
                    let refuted = self.refute_inside([a, b], relation, on);
                    return (refuted.unwrap_or(Verdict::Undecided(why)), Grounds::Values);
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
                return (Verdict::Undecided("the set is empty".into()), Grounds::Constant);
            }
            return (self.compare_constants([a, b], relation, difference, on), Grounds::Constant);
        }
        let set = self.one_period_of(difference, on);
        let look = self.look([a, b], relation, &set);
        if let Some(verdict) = look.refuted {
            return (verdict, Grounds::Values);
        }
        if look.seems_zero && relation.admits(Ordering::Equal) && self.vanishes(difference, &set) {
            let why = "the difference is zero in normal form";
            return (Verdict::Proven(why.into()), Grounds::NormalForm);
        }
        // The search for signs is lost on a zero that does not show, so bounds come first there.
        let bounds_first = look.seems_zero || self.period_of(difference).is_some();
        if bounds_first
            && let Some(verdict) = self.compare_by_bounds([a, b], difference, &set, relation)
        {
            return (verdict, Grounds::Bounds(difference, set));
        }
        let open = match self.signs(difference, &set) {
            Err(why) => why,
            Ok(parts) if parts.is_empty() => "there is no point where both have values".into(),
            Ok(parts) => match self.compare_by_signs(&parts, [a, b], relation) {
                Ok(verdict) => return (verdict, Grounds::Signs(difference, set)),
                Err(why) => why,
            },
        };
        if !bounds_first
            && let Some(verdict) = self.compare_by_bounds([a, b], difference, &set, relation)
        {
            return (verdict, Grounds::Bounds(difference, set));
        }
        let refuted = self.refute_inside([a, b], relation, &set);
        (refuted.unwrap_or(Verdict::Undecided(open)), Grounds::Signs(difference, set))
    }

    /// A cheap first look, in doubles: only points that break the relation clearly are tried as witnesses.
    fn look(&mut self, sides: [NodeId; 2], relation: Relation, set: &Set) -> Look {
        let mut sampler = Sampler::new(self.graph, &sides, &[self.x]);
        let mut points = Vec::new();
        for part in set.intervals() {
            let [left, right] = [part.left, part.right].map(|end| end.map(|end| end.point));
            points.extend(self.points_inside(left, right));
        }
        let mut broken: Vec<(usize, NodeId)> = Vec::new();
        let (mut seen, mut near_zero) = (0, 0);
        for at in points {
            let near = float(self.graph, at);
            let (p, q) = match sampler.sample(&[near]) {
                &[p, q] if p.is_finite() && q.is_finite() => (p, q),
                _ => continue,
            };
            let clear = (p - q).abs() > 1e-6 * (1.0 + p.abs() + q.abs());
            seen += 1;
            near_zero += usize::from(!clear);
            if clear && p.partial_cmp(&q).is_some_and(|order| !relation.admits(order)) {
                broken.push((digits(self.graph, at), at));
            }
        }
        // The shortest number is the best witness.
        broken.sort();
        let mut tried = broken.into_iter().take(4);
        let refuted = tried.find_map(|(_, at)| self.refute_at(sides, relation, at));
        Look { refuted, seems_zero: near_zero == seen }
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

    /// Whether a function is zero on a set, wherever it has values, by normal forms piece by piece.
    fn vanishes(&mut self, h: NodeId, set: &Set) -> bool {
        let h = self.on(h, set);
        let Ok(cut) = self.cut(h) else { return false };
        let cells = cut.0.cells.iter().map(|cell| cell.formula);
        cells.chain(cut.0.values.iter().copied()).all(|id| {
            self.graph.op(id) == Op::Undefined
                || self.graph.without_side_conditions(|graph| {
                    graph.sign_after_normalization(id) == Some(Ordering::Equal)
                })
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
            let [p, q] = [of_a.contains(self.graph, at).ok()?, of_b.contains(self.graph, at).ok()?];
            if !inside || p == q {
                return None;
            }
            let nothing = self.graph.undefined(Reason::NoBranch);
            let values = [(a, p), (b, q)]
                .map(|(f, exists)| if exists { self.value(f, at) } else { nothing });
            Some(self.refuted_at(at, values, "and"))
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
