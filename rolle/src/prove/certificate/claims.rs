//! Claims in the words of the checker.

use super::plan::{isolate, rational};
use crate::calculus::{Approach, Interval, Limit as Limiting};
use crate::graph::NodeId;
use crate::operator::Op;
use crate::prove::claim::{Claim, Sentence};
use crate::prove::level::Level;
use crate::prove::lipschitz::Lipschitz;
use crate::prove::relation::Relation;
use crate::prove::set::Set;
use crate::prove::study::Study;
use rolle_check::{Claim as Checked, Level as CheckedLevel, Place, Rational, Span};
use std::cmp::Ordering;

/// A claim with its wordings, the sharpest first.
pub(super) type Wordings = (String, Vec<Checked>);

const NO_RULE: &str = "the checker has no rule for this kind of claim";

impl Study<'_> {
    /// The orders of the derivatives whose signs claims need.
    pub(super) fn orders_for(&mut self, claims: &[Claim]) -> Result<Vec<u32>, String> {
        let mut orders = Vec::with_capacity(claims.len());
        for claim in claims {
            orders.push(match &claim.sentence {
                Sentence::Increasing { .. }
                | Sentence::Decreasing { .. }
                | Sentence::Monotone { .. }
                | Sentence::Limit { order: 0, .. } => 1,
                Sentence::Convex { .. }
                | Sentence::Concave { .. }
                | Sentence::Lipschitz { order: 0, .. } => 2,
                Sentence::Extreme { order, .. } => order + 1,
                Sentence::Compare { first, rest } => {
                    self.as_bound(*first, rest).ok_or(NO_RULE)?.0 + 1
                }
                _ => return Err(NO_RULE.into()),
            });
        }
        orders.sort_unstable();
        orders.dedup();
        Ok(orders)
    }

    /// Claims as the checker reads them; without any, all that it may be able to verify.
    pub(super) fn checker_claims(&mut self, claims: &[Claim]) -> Result<Vec<Wordings>, String> {
        if claims.is_empty() {
            return Ok(self.all_claims());
        }
        let mut found = Vec::new();
        for claim in claims {
            if claim.on.is_empty() {
                return Err("a claim about no number at all".into());
            }
            for interval in claim.on.intervals().to_vec() {
                found.push(("the claim".to_string(), self.wordings(&claim.sentence, &interval)?));
            }
        }
        Ok(found)
    }

    fn all_claims(&mut self) -> Vec<Wordings> {
        let all = Set::whole();
        // Shapes are claimed where there are values at all.
        let everywhere = match self.domain(&all).as_ref().map(Set::intervals) {
            Ok([only]) => *only,
            _ => Interval { left: None, right: None },
        };
        let mut found: Vec<Wordings> = (0..=2)
            .map(|order| (format!("the signs of order {order}"), vec![Checked::Signs { order }]))
            .collect();
        let verdicts = [
            (self.increasing(&all, true), Sentence::Increasing { strict: true }),
            (self.increasing(&all, false), Sentence::Increasing { strict: false }),
            (self.decreasing(&all, true), Sentence::Decreasing { strict: true }),
            (self.decreasing(&all, false), Sentence::Decreasing { strict: false }),
            (self.convex(&all, true), Sentence::Convex { strict: true }),
            (self.convex(&all, false), Sentence::Convex { strict: false }),
            (self.concave(&all, true), Sentence::Concave { strict: true }),
            (self.concave(&all, false), Sentence::Concave { strict: false }),
        ];
        for (verdict, sentence) in verdicts {
            if verdict.is_proven()
                && let Ok(wordings) = self.wordings(&sentence, &everywhere)
            {
                found.push(("the shape".into(), wordings));
            }
        }
        for order in 0..=1 {
            if let Some(wordings) = self.bounds_wordings(order, &everywhere, None) {
                found.push((format!("the bounds of the derivative of order {order}"), wordings));
            }
        }
        if let Ok(Lipschitz::Slope(bound)) = self.lipschitz(0, &all)
            && let Level::Finite(value) = bound.level
        {
            let exact = rational(self.graph, value);
            let above = isolate(self.graph, value).map(|(_, high)| high);
            let constants = exact.into_iter().chain(above);
            if let Ok(on) = self.span(&everywhere) {
                let wordings = constants
                    .map(|constant| Checked::Lipschitz { constant, on: on.clone() })
                    .collect();
                found.push(("the Lipschitz constant".into(), wordings));
            }
        }
        for (at, limit) in [Place::MinusInfinity, Place::PlusInfinity].into_iter().zip(self.ends())
        {
            let level = match limit {
                Limiting::Finite(value) => Level::Finite(value),
                Limiting::PlusInfinity => Level::PlusInfinity,
                Limiting::MinusInfinity => Level::MinusInfinity,
                _ => continue,
            };
            let levels = self.levels(level).into_iter();
            let wordings = levels.map(|limit| Checked::Limit { at: at.clone(), limit }).collect();
            found.push(("a limit".into(), wordings));
        }
        found
    }

    fn wordings(
        &mut self,
        sentence: &Sentence,
        interval: &Interval,
    ) -> Result<Vec<Checked>, String> {
        let on = || self.span(interval);
        let (up, down) = (Ordering::Greater, Ordering::Less);
        Ok(match *sentence {
            Sentence::Increasing { strict } => {
                vec![Checked::Monotone { direction: up, strict, on: on()? }]
            }
            Sentence::Decreasing { strict } => {
                vec![Checked::Monotone { direction: down, strict, on: on()? }]
            }
            Sentence::Monotone { strict } => {
                let on = on()?;
                let wording = |direction| Checked::Monotone { direction, strict, on: on.clone() };
                vec![wording(up), wording(down)]
            }
            Sentence::Convex { strict } => {
                vec![Checked::Convex { direction: up, strict, on: on()? }]
            }
            Sentence::Concave { strict } => {
                vec![Checked::Convex { direction: down, strict, on: on()? }]
            }
            Sentence::Lipschitz { order: 0, relation: Relation::LessEqual, value: Some(value) } => {
                let constant = rational(self.graph, value);
                let constant = constant.or_else(|| Some(isolate(self.graph, value)?.0));
                let constant = constant.ok_or("the constant could not be enclosed")?;
                vec![Checked::Lipschitz { constant, on: on()? }]
            }
            Sentence::Limit { order: 0, approach, level } => {
                let at = match approach {
                    Approach::MINUS_INFINITY => Place::MinusInfinity,
                    Approach::PLUS_INFINITY => Place::PlusInfinity,
                    _ => return Err(NO_RULE.into()),
                };
                let levels = self.levels(level).into_iter();
                levels.map(|limit| Checked::Limit { at: at.clone(), limit }).collect()
            }
            Sentence::Extreme { order, attained: false, .. } => {
                self.bounds_wordings(order, interval, None).ok_or("the bounds were not decided")?
            }
            Sentence::Compare { first, ref rest } => {
                let (order, relation, value) = self.as_bound(first, rest).ok_or(NO_RULE)?;
                self.bounds_wordings(order, interval, Some((relation, value)))
                    .ok_or("the bounds were not decided")?
            }
            _ => return Err(NO_RULE.into()),
        })
    }

    /// A comparison of f or of a derivative with a rational number.
    fn as_bound(
        &mut self,
        first: NodeId,
        rest: &[(Relation, NodeId)],
    ) -> Option<(u32, Relation, Rational)> {
        let &[(relation, value)] = rest else { return None };
        let (call, value, relation) = match self.graph.op(first) {
            Op::Call => (first, value, relation),
            _ => (value, first, relation.reversed()),
        };
        let (Op::Call, [function, argument]) = (self.graph.op(call), self.graph.args(call)) else {
            return None;
        };
        let function = self.graph.function_symbol(*function)?;
        (*argument == self.x).then_some(())?;
        let order = function.orders.first().copied().unwrap_or(0);
        Some((order, relation, rational(self.graph, value)?))
    }

    /// The infimum and supremum; with a comparison, one of them as far as that says.
    fn bounds_wordings(
        &mut self,
        order: u32,
        interval: &Interval,
        against: Option<(Relation, Rational)>,
    ) -> Option<Vec<Checked>> {
        let on = self.span(interval).ok()?;
        let f = self.derivative(order).ok()?;
        let set = Set::interval(interval.left, interval.right);
        let (low, high) = self.bounds_of(f, &set).ok()?;
        let mut wordings = Vec::new();
        for infimum in self.levels(low.level) {
            for supremum in self.levels(high.level) {
                let (mut infimum, mut supremum) = (infimum.clone(), supremum);
                match &against {
                    Some((Relation::GreaterEqual, value)) => {
                        if let CheckedLevel::Between(low, _) = &mut infimum {
                            *low = value.clone();
                        }
                    }
                    Some((Relation::LessEqual, value)) => {
                        if let CheckedLevel::Between(_, high) = &mut supremum {
                            *high = value.clone();
                        }
                    }
                    Some(_) => return None,
                    None => {}
                }
                wordings.push(Checked::Bounds { order, on: on.clone(), infimum, supremum });
            }
        }
        Some(wordings)
    }

    fn span(&self, interval: &Interval) -> Result<Span, String> {
        let place = |end: Option<crate::calculus::End>, infinite: Place| match end {
            None => Ok((infinite, false)),
            Some(end) => rational(self.graph, end.point)
                .map(|value| (Place::At(value), end.closed))
                .ok_or("the checker knows intervals with rational ends only"),
        };
        let (from, left) = place(interval.left, Place::MinusInfinity)?;
        let (to, right) = place(interval.right, Place::PlusInfinity)?;
        Ok(Span { from, to, closed: [left, right] })
    }

    /// A level exactly, if it is rational, and with a little room.
    fn levels(&self, level: Level) -> Vec<CheckedLevel> {
        match level {
            Level::MinusInfinity => vec![CheckedLevel::MinusInfinity],
            Level::PlusInfinity => vec![CheckedLevel::PlusInfinity],
            Level::Finite(value) => {
                let exact = rational(self.graph, value);
                let exact = exact.map(|value| CheckedLevel::Between(value.clone(), value));
                let around = isolate(self.graph, value);
                exact.into_iter().chain(around.map(|(a, b)| CheckedLevel::Between(a, b))).collect()
            }
        }
    }
}
