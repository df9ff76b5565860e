//! Claims of the user in the words of the checker.

use super::plan::{isolate, rational};
use super::wanted::{Needs, Rounding, Wanted, Where, Wording};
use crate::calculus::{Approach, Interval};
use crate::graph::NodeId;
use crate::operator::Op;
use crate::prove::bound::Bound;
use crate::prove::claim::{Claim, PointSet, Sentence};
use crate::prove::level::Level;
use crate::prove::lipschitz::Lipschitz;
use crate::prove::relation::Relation;
use crate::prove::set::Set;
use crate::prove::study::Study;
use crate::prove::verdict::Verdict;
use rolle_check::{Claim as Checked, Level as CheckedLevel, Place, Rational, Span};
use std::cmp::Ordering;

const NO_RULE: &str = "the checker has no rule for this kind of claim; it knows monotone and convex functions, bounds, \
                       comparisons, Lipschitz constants, signs, and limits at -oo and oo";

/// A bound with a relation to it that is claimed.
pub(super) type Against = (Relation, Rational);

/// What is to be certified of a claim.
pub(super) struct Asked {
    pub(super) parts: Vec<Wanted>,
    /// Why the claim is false, where the parts refute it.
    pub(super) refuted: Option<String>,
}

/// A comparison of f or of a derivative with a number.
pub(super) struct Comparison {
    pub(super) order: u32,
    pub(super) relation: Relation,
    pub(super) value: NodeId,
}

impl Study<'_> {
    /// What a claim asks for, part by part, or what refutes it.
    ///
    /// # Errors
    /// What the checker has no words for.
    pub(super) fn wanted(&mut self, claim: &Claim) -> Result<Asked, String> {
        let on = match claim.sentence {
            // Shapes and comparisons are claimed where there are values.
            Sentence::Compare { .. }
            | Sentence::Increasing { .. }
            | Sentence::Decreasing { .. }
            | Sentence::Monotone { .. }
            | Sentence::Convex { .. }
            | Sentence::Concave { .. } => self.domain(&claim.on)?,
            _ => claim.on.clone(),
        };
        if on.is_empty() {
            return Err("a claim about no number at all".into());
        }
        let several = on.intervals().len() > 1;
        // The checker's words for these say what is so, whatever was claimed.
        let is_implied = !matches!(
            claim.sentence,
            Sentence::Bounded { .. }
                | Sentence::Extreme { .. }
                | Sentence::Range { inside: false, .. }
                | Sentence::Points { .. }
                | Sentence::Lipschitz { relation: Relation::Equal, .. }
        );
        let verdict = self.judge(claim);
        if let Verdict::Refuted { witness, reason } = verdict {
            let parts = self.refutation(claim, &witness)?;
            return Ok(Asked { parts, refuted: Some(reason) });
        }
        if !is_implied && !verdict.is_proven() {
            return Err("the claim is not proved".into());
        }
        let mut found = Vec::new();
        for interval in on.intervals().to_vec() {
            let mut wanted = self.wanted_on(&claim.sentence, &interval)?;
            if several && !matches!(claim.sentence, Sentence::Compare { .. }) {
                let short_of = "how the intervals go together: each is claimed by itself";
                for wording in wanted.iter_mut().flat_map(|wanted| &mut wanted.wordings) {
                    wording.short_of.get_or_insert(short_of.into());
                }
            }
            found.append(&mut wanted);
        }
        Ok(Asked { parts: found, refuted: None })
    }

    fn wanted_on(
        &mut self,
        sentence: &Sentence,
        interval: &Interval,
    ) -> Result<Vec<Wanted>, String> {
        let one = |what: &str, order: u32, wordings: Vec<Wording>| {
            Ok(vec![Wanted { what: what.into(), orders: vec![order], wordings }])
        };
        let (up, down) = (Ordering::Greater, Ordering::Less);
        let monotone = |study: &mut Self, strict, directions: &[Ordering]| {
            let wordings = study.shape_wordings(interval, |on, wordings| {
                let wording = |&direction| Checked::Monotone { direction, strict, on: on.clone() };
                wordings.extend(directions.iter().map(wording));
            })?;
            one("how f moves", 1, wordings)
        };
        let convex = |study: &mut Self, strict, direction| {
            let wordings = study.shape_wordings(interval, |on, wordings| {
                wordings.push(Checked::Convex { direction, strict, on });
            })?;
            one("how f bends", 2, wordings)
        };
        match *sentence {
            Sentence::Increasing { strict } => monotone(self, strict, &[up]),
            Sentence::Decreasing { strict } => monotone(self, strict, &[down]),
            Sentence::Monotone { strict } => monotone(self, strict, &[up, down]),
            Sentence::Convex { strict } => convex(self, strict, up),
            Sentence::Concave { strict } => convex(self, strict, down),
            Sentence::Lipschitz { order, relation, value } => {
                let place = self.place(interval, Rounding::Outward)?;
                self.lipschitz_wanted(order, relation, value, &place)
            }
            Sentence::Limit { order: 0, approach, level } => {
                one("the limit", 1, self.limit_wordings(approach, level)?)
            }
            Sentence::Bounded { .. } => {
                let place = self.place(interval, Rounding::Outward)?;
                one("the bounds", 1, self.bounds_wordings(0, &place, &[])?)
            }
            Sentence::Extreme { order, side, attained, .. } => {
                let place = self.place(interval, Rounding::Refused)?;
                let mut wordings = self.bounds_wordings(order, &place, &[])?;
                for wording in &mut wordings {
                    wording.short_of =
                        short_of_extreme(&wording.claim, side, attained && order > 0);
                }
                let mut found = one("the bound", order + 1, wordings)?;
                if attained && order == 0 {
                    let wordings = vec![Checked::Attained { side, on: place.span }.into()];
                    found.append(&mut one("that the bound is a value", 1, wordings)?);
                }
                Ok(found)
            }
            Sentence::Range { ref set, inside } => {
                one("the range", 1, self.range_wordings(set, inside, interval)?)
            }
            Sentence::Points { kind, ref set } => {
                let order = points_order(kind)?;
                let ends = set.intervals().iter().filter_map(|point| point.left);
                let is_known =
                    |end: crate::calculus::End| rational(self.graph, end.point).is_some();
                let short_of = "where between two numbers an irrational point lies".to_string();
                let short_of = (!ends.into_iter().all(is_known)).then_some(short_of);
                let claim = Checked::Signs { order };
                one("the points", order, vec![Wording { claim, needs: Needs::OnePiece, short_of }])
            }
            Sentence::Compare { first, ref rest } => {
                let mut found = Vec::new();
                for comparison in self.comparisons(first, rest).ok_or(NO_RULE)? {
                    found.push(self.comparison_wanted(&comparison, interval)?);
                }
                Ok(found)
            }
            _ => Err(NO_RULE.into()),
        }
    }

    /// A shape on an interval, or next to its irrational ends on one that is a little wider or narrower.
    fn shape_wordings(
        &mut self,
        interval: &Interval,
        shape: impl Fn(Span, &mut Vec<Checked>),
    ) -> Result<Vec<Wording>, String> {
        let wider = self.place(interval, Rounding::Outward)?.span;
        let narrower = self.place(interval, Rounding::Inward)?.span;
        let (mut sharp, mut short) = (Vec::new(), Vec::new());
        shape(wider.clone(), &mut sharp);
        if narrower != wider {
            shape(narrower, &mut short);
        }
        let mut wordings: Vec<Wording> = sharp.into_iter().map(Wording::from).collect();
        wordings.extend(short.into_iter().map(|claim| {
            let short_of = "the last few digits of an irrational end of the interval".to_string();
            Wording { claim, needs: Needs::Nothing, short_of: Some(short_of) }
        }));
        Ok(wordings)
    }

    pub(super) fn limit_wordings(
        &mut self,
        approach: Approach,
        level: Level,
    ) -> Result<Vec<Wording>, String> {
        let at = match approach {
            Approach::MINUS_INFINITY => Place::MinusInfinity,
            Approach::PLUS_INFINITY => Place::PlusInfinity,
            _ => return Err(NO_RULE.into()),
        };
        let wording = |limit| {
            let short_of = short_of_level(&limit, "the limit");
            let claim = Checked::Limit { at: at.clone(), limit };
            Wording { claim, needs: Needs::Nothing, short_of }
        };
        Ok(self.levels(level).into_iter().map(wording).collect())
    }

    fn range_wordings(
        &mut self,
        set: &Set,
        inside: bool,
        interval: &Interval,
    ) -> Result<Vec<Wording>, String> {
        let rounding = if inside { Rounding::Outward } else { Rounding::Refused };
        let place = self.place(interval, rounding)?;
        let [range] = set.intervals() else { return Err(NO_RULE.into()) };
        let (mut against, mut is_closed) = (Vec::new(), true);
        let ends = [(range.left, Relation::GreaterEqual), (range.right, Relation::LessEqual)];
        for (end, relation) in ends {
            let Some(end) = end else { continue };
            is_closed &= end.closed;
            against.push((relation, self.no_weaker(relation, end.point)?));
        }
        if !inside {
            against.clear();
        }
        let mut wordings = self.bounds_wordings(0, &place, &against)?;
        for wording in &mut wordings {
            wording.short_of = match (inside, is_closed) {
                (true, true) => None,
                (true, false) => Some("that no value is an open end of the range".into()),
                (false, _) => {
                    Some("which ends of the range are values, and that all between are".into())
                }
            };
        }
        Ok(wordings)
    }

    /// A rational number from which the relation to another follows.
    fn no_weaker(&self, relation: Relation, value: NodeId) -> Result<Rational, String> {
        let exact = rational(self.graph, value);
        let around = || {
            let (low, high) = isolate(self.graph, value)?;
            Some(if matches!(relation, Relation::Less | Relation::LessEqual) { low } else { high })
        };
        exact.or_else(around).ok_or_else(|| "a number could not be enclosed".into())
    }

    /// The comparisons of a chain, where each is of f or a derivative with a number.
    pub(super) fn comparisons(
        &mut self,
        first: NodeId,
        rest: &[(Relation, NodeId)],
    ) -> Option<Vec<Comparison>> {
        let mut left = first;
        let mut found = Vec::with_capacity(rest.len());
        for &(relation, right) in rest {
            let (call, value, relation) = match self.graph.op(left) {
                Op::Call => (left, right, relation),
                _ => (right, left, relation.reversed()),
            };
            let is_number = self.graph.free_symbols(value).is_empty();
            let order = self.order_of_call(call).filter(|_| is_number)?;
            found.push(Comparison { order, relation, value });
            left = right;
        }
        Some(found)
    }

    /// n for f⁽ⁿ⁾(x).
    fn order_of_call(&self, call: NodeId) -> Option<u32> {
        let (Op::Call, [function, argument]) = (self.graph.op(call), self.graph.args(call)) else {
            return None;
        };
        let function = self.graph.function_symbol(*function)?;
        (*argument == self.x).then(|| function.orders.first().copied().unwrap_or(0))
    }

    fn comparison_wanted(
        &mut self,
        comparison: &Comparison,
        interval: &Interval,
    ) -> Result<Wanted, String> {
        let &Comparison { order, relation, value } = comparison;
        let sign = match relation {
            Relation::Less | Relation::LessEqual => Ordering::Less,
            Relation::Greater | Relation::GreaterEqual => Ordering::Greater,
            Relation::Equal => return self.equality_wanted(order, value, interval),
            Relation::NotEqual => return Err(NO_RULE.into()),
        };
        let number = self.no_weaker(relation, value)?;
        let is_strict = matches!(relation, Relation::Less | Relation::Greater);
        let mut wordings = Vec::new();
        if is_strict && number.is_zero() {
            let on = self.place(interval, Rounding::Refused)?.span;
            let needs = Needs::OneSign(order, sign, on);
            wordings.push(Wording { claim: Checked::Signs { order }, needs, short_of: None });
        }
        let place = self.place(interval, Rounding::Outward)?;
        wordings.extend(self.bounds_wordings(order, &place, &[(relation, number)])?);
        if wordings.is_empty() {
            return Err("the bound is the number itself, or too close to it".into());
        }
        let orders = if is_strict { vec![order, order + 1] } else { vec![order + 1] };
        Ok(Wanted { what: "the comparison".into(), orders, wordings })
    }

    /// A constant: the infimum and the supremum are one number.
    fn equality_wanted(
        &mut self,
        order: u32,
        value: NodeId,
        interval: &Interval,
    ) -> Result<Wanted, String> {
        let number = rational(self.graph, value).ok_or(NO_RULE)?;
        let place = self.place(interval, Rounding::Outward)?;
        let against = [Relation::GreaterEqual, Relation::LessEqual].map(|at| (at, number.clone()));
        let wordings = self.bounds_wordings(order, &place, &against)?;
        Ok(Wanted { what: "the equality".into(), orders: vec![order + 1], wordings })
    }

    /// The infimum and supremum, each as far as the relations ask for it.
    pub(super) fn bounds_wordings(
        &mut self,
        order: u32,
        Where { span, interval }: &Where,
        against: &[Against],
    ) -> Result<Vec<Wording>, String> {
        let f = self.derivative(order)?;
        let set = Set::interval(interval.left, interval.right);
        let (low, high): (Bound, Bound) = self.bounds_of(f, &set)?;
        let mut wordings = Vec::new();
        for infimum in self.levels(low.level) {
            for supremum in self.levels(high.level) {
                let (mut infimum, mut supremum) = (infimum.clone(), supremum);
                let claimed = |(relation, value): &Against| match relation {
                    Relation::GreaterEqual | Relation::Greater => {
                        widen_down(&mut infimum, value, *relation == Relation::Greater)
                    }
                    _ => widen_up(&mut supremum, value, *relation == Relation::Less),
                };
                if against.iter().all(claimed) {
                    let on = span.clone();
                    wordings.push(Checked::Bounds { order, on, infimum, supremum }.into());
                }
            }
        }
        Ok(wordings)
    }

    /// The Lipschitz constant: the bounds of the next derivative, and the rule for kinks for f itself.
    fn lipschitz_wanted(
        &mut self,
        order: u32,
        relation: Relation,
        value: Option<NodeId>,
        place: &Where,
    ) -> Result<Vec<Wanted>, String> {
        let set = Set::interval(place.interval.left, place.interval.right);
        let Lipschitz::Slope(Bound { level: Level::Finite(least), .. }) =
            self.lipschitz(order, &set)?
        else {
            return Err("there is no Lipschitz constant".into());
        };
        let mut constants = match value {
            Some(value) if relation == Relation::LessEqual => {
                vec![self.no_weaker(relation, value)?]
            }
            _ => Vec::new(),
        };
        constants.extend(rational(self.graph, least));
        constants.extend(isolate(self.graph, least).map(|(_, high)| high));
        if let (Relation::Less | Relation::LessEqual, Some(value)) = (relation, value) {
            let most = self.no_weaker(relation, value)?;
            let is_strict = relation == Relation::Less;
            constants
                .retain(|constant| if is_strict { *constant < most } else { *constant <= most });
        }
        let mut wanted = Vec::new();
        if !matches!(relation, Relation::Greater | Relation::GreaterEqual) {
            let mut wordings = Vec::new();
            for constant in &constants {
                let on = place.span.clone();
                match order {
                    0 => {
                        wordings.push(Checked::Lipschitz { constant: constant.clone(), on }.into())
                    }
                    _ => {
                        let against = [
                            (Relation::GreaterEqual, -constant),
                            (Relation::LessEqual, constant.clone()),
                        ];
                        let bounds = self.bounds_wordings(order + 1, place, &against)?;
                        wordings.extend(
                            bounds
                                .into_iter()
                                .map(|wording| Wording { needs: Needs::OnePiece, ..wording }),
                        );
                    }
                }
            }
            if wordings.is_empty() {
                return Err("the least Lipschitz constant is greater, or too close to it".into());
            }
            let what = "the Lipschitz constant".to_string();
            wanted.push(Wanted { what, orders: vec![order + 2], wordings });
        }
        if !matches!(relation, Relation::Less | Relation::LessEqual) && value.is_some() {
            // No constant is less than the supremum of the slope.
            let mut wordings = self.bounds_wordings(order + 1, place, &[])?;
            match (relation, value) {
                (Relation::Greater | Relation::GreaterEqual, Some(value)) => {
                    let least = self.no_weaker(relation, value)?;
                    let is_strict = relation == Relation::Greater;
                    wordings.retain(|wording| is_steeper(&wording.claim, &least, is_strict));
                }
                _ => {
                    for wording in &mut wordings {
                        wording.short_of =
                            short_of_bounds(&wording.claim, "the least Lipschitz constant");
                    }
                }
            }
            let what = "the steepest slope".to_string();
            wanted.push(Wanted { what, orders: vec![order + 2], wordings });
        }
        Ok(wanted)
    }
}

fn points_order(kind: PointSet) -> Result<u32, String> {
    match kind {
        PointSet::Zeros => Ok(0),
        PointSet::StationaryPoints => Ok(1),
        PointSet::InflectionPoints => Ok(2),
        PointSet::FixedPoints | PointSet::Kinks => Err(NO_RULE.into()),
    }
}

/// Puts a number in the place of the lower end, if it is no greater; a strict bound stays as it is.
fn widen_down(infimum: &mut CheckedLevel, value: &Rational, is_strict: bool) -> bool {
    match infimum {
        CheckedLevel::MinusInfinity => false,
        CheckedLevel::PlusInfinity => true,
        CheckedLevel::Between(low, _) if is_strict => *low > *value,
        CheckedLevel::Between(low, high) => {
            let fits = *value <= *high;
            *low = value.clone();
            fits
        }
    }
}

/// The same above.
fn widen_up(supremum: &mut CheckedLevel, value: &Rational, is_strict: bool) -> bool {
    match supremum {
        CheckedLevel::PlusInfinity => false,
        CheckedLevel::MinusInfinity => true,
        CheckedLevel::Between(_, high) if is_strict => *high < *value,
        CheckedLevel::Between(low, high) => {
            let fits = *value >= *low;
            *high = value.clone();
            fits
        }
    }
}

/// Whether the bounds of the slope show that its size comes near to a number, or beyond.
fn is_steeper(claim: &Checked, number: &Rational, is_strict: bool) -> bool {
    let Checked::Bounds { infimum, supremum, .. } = claim else { return false };
    let is_beyond = |size: &Rational| size > number || !is_strict && size == number;
    let down = matches!(infimum, CheckedLevel::Between(_, high) if is_beyond(&-high));
    down || matches!(supremum, CheckedLevel::Between(low, _) if is_beyond(low))
}

/// What an enclosure leaves open.
fn short_of_level(level: &CheckedLevel, name: &str) -> Option<String> {
    match level {
        CheckedLevel::Between(low, high) if low != high => {
            Some(format!("{name} exactly: it is enclosed between two numbers"))
        }
        _ => None,
    }
}

fn short_of_bounds(claim: &Checked, name: &str) -> Option<String> {
    let Checked::Bounds { infimum, supremum, .. } = claim else { return None };
    short_of_level(infimum, name).or_else(|| short_of_level(supremum, name))
}

fn short_of_extreme(claim: &Checked, side: Ordering, attained: bool) -> Option<String> {
    let Checked::Bounds { infimum, supremum, .. } = claim else { return None };
    let (level, name) = if side.is_lt() { (infimum, "infimum") } else { (supremum, "supremum") };
    match (short_of_level(level, &format!("the {name}")), attained) {
        (None, true) => Some(format!("that the {name} is attained")),
        (Some(enclosed), true) => Some(format!("{enclosed}; and that it is attained")),
        (known, false) => known,
    }
}
