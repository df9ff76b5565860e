//! From a claim to its verdict.

use super::claim::{Claim, PointSet, Sentence};
use super::level::Level;
use super::relation::Relation;
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Interval, JointKind};
use crate::graph::{IdMap, NodeId};
use crate::operator::Op;

impl Study<'_> {
    /// Decides a claim.
    ///
    /// # Examples
    /// ```
    /// use rolle::prove::{Study, parse_claim};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.parse("x*sigmoid(x)").unwrap();
    /// let claim = parse_claim(&mut g, x, &[], "lipschitz <= 1.1").unwrap();
    /// assert!(Study::new(&mut g, f, x).judge(&claim).is_proven());
    /// ```
    pub fn judge(&mut self, claim: &Claim) -> Verdict {
        let judged = self.in_time(|study| {
            let verdict = study.judge_sentence(claim).unwrap_or_else(|verdict| verdict);
            let verdict = match verdict {
                Verdict::Undecided(_) => study.judge_scaled(claim).unwrap_or(verdict),
                decided => decided,
            };
            match verdict {
                Verdict::Undecided(why) => Err(why),
                decided => Ok(decided),
            }
        });
        judged.unwrap_or_else(Verdict::Undecided)
    }

    /// The verdict, which is an error where a formula of the claim has no meaning.
    fn judge_sentence(&mut self, claim: &Claim) -> Result<Verdict, Verdict> {
        let on = &claim.on;
        Ok(match &claim.sentence {
            Sentence::Increasing { strict } => self.increasing(on, *strict),
            Sentence::Decreasing { strict } => self.decreasing(on, *strict),
            Sentence::Monotone { strict } => self.monotone(on, *strict),
            Sentence::Constant => self.constant(on),
            Sentence::Convex { strict } => self.convex(on, *strict),
            Sentence::Concave { strict } => self.concave(on, *strict),
            Sentence::Even => self.even(),
            Sentence::Odd => self.odd(),
            Sentence::Periodic(period) => self.periodic(*period),
            Sentence::Bounded { below, above } => self.bounded(on, *below, *above),
            Sentence::Continuous => self.continuous(on),
            Sentence::Differentiable => self.differentiable(on),
            Sentence::Class(n) => self.class(*n, on),
            Sentence::Smooth => self.smooth(on),
            Sentence::ZeroCentered => self.zero_centered(on),
            Sentence::Lipschitz { order, relation, value } => {
                let value = value.map(|value| self.meaning(value)).transpose()?;
                self.judge_lipschitz(*order, *relation, value, on)
            }
            Sentence::Limit { order, approach, level } => {
                let level = self.meaning_of_level(*level)?;
                self.tends_to(*order, *approach, level)
            }
            Sentence::Asymptote { end, line } => {
                let line = self.meaning(*line)?;
                self.approaches(*end, line)
            }
            Sentence::Extreme { order, side, attained, level } => {
                let level = self.meaning_of_level(*level)?;
                self.judge_extreme(*order, *side, *attained, level, on)
            }
            Sentence::Range { set, inside } => self.judge_range(set, *inside, on),
            Sentence::Points { kind, set } => self.judge_points(*kind, set, on),
            Sentence::Compare { first, rest } => self.judge_chain(*first, rest, on)?,
        })
    }

    fn meaning_of_level(&mut self, level: Level) -> Result<Level, Verdict> {
        match level {
            Level::Finite(value) => self.meaning(value).map(Level::Finite),
            infinite => Ok(infinite),
        }
    }

    fn judge_chain(
        &mut self,
        first: NodeId,
        rest: &[(Relation, NodeId)],
        on: &Set,
    ) -> Result<Verdict, Verdict> {
        let mut left = self.meaning(first)?;
        let mut verdict: Option<Verdict> = None;
        for &(relation, right) in rest {
            let right = self.meaning(right)?;
            let next = self.compare(left, relation, right, on);
            verdict = Some(match (verdict, next) {
                (None, next) => next,
                (Some(_), refuted @ Verdict::Refuted { .. }) => return Ok(refuted),
                (Some(known), next) => known.both(|| next),
            });
            left = right;
        }
        Ok(verdict.unwrap_or_else(|| Verdict::Undecided("nothing is compared".into())))
    }

    /// A formula of a claim with the function put in for `f`.
    pub(super) fn meaning(&mut self, formula: NodeId) -> Result<NodeId, Verdict> {
        let mut new = IdMap::up_to(formula);
        for id in self.graph.order(&[formula]) {
            let args: Vec<NodeId> = self.graph.args(id).iter().map(|&arg| new.get(arg)).collect();
            let mapped = match self.graph.op(id) {
                _ if args.is_empty() => id,
                Op::Call => {
                    let function = self.graph.args(id)[0];
                    let orders = self.graph.function_symbol(function).map(|f| f.orders.clone());
                    let order = orders.and_then(|orders| orders.first().copied()).unwrap_or(0);
                    self.applied(order, args[1])?
                }
                _ => self.graph.without_side_conditions(|graph| graph.rebuild(id, &args)),
            };
            new.set(id, mapped);
        }
        Ok(new.get(formula))
    }

    /// The n-th derivative at an argument.
    fn applied(&mut self, order: u32, at: NodeId) -> Result<NodeId, Verdict> {
        let f = self.derivative(order).map_err(Verdict::Undecided)?;
        if at == self.x {
            return Ok(f);
        }
        let value = self.value(f, at);
        if self.is_defined(value) {
            return Ok(value);
        }
        let place = words::number(self.graph, at);
        let reason = format!("there is no value at {place}");
        let known = order == 0 || order == 1 && self.is_decided_at(at);
        Err(match known {
            true => Verdict::Refuted { witness: Witness::Places(vec![at]), reason },
            false => Verdict::Undecided(reason),
        })
    }

    /// Whether a missing derivative at a point is a fact.
    fn is_decided_at(&mut self, at: NodeId) -> bool {
        let f = self.function();
        let Ok(cut) = self.cut(f) else { return false };
        cut.1.iter().any(|joint| {
            joint.point == at
                && !matches!(joint.kind, JointKind::Undecided(_) | JointKind::DomainEnd)
        })
    }

    fn judge_points(&mut self, kind: PointSet, wanted: &Set, on: &Set) -> Verdict {
        let points = |graph: &mut crate::Graph, points: Vec<NodeId>| {
            let parts: Vec<Interval> = points.into_iter().map(Interval::point).collect();
            Set::union(graph, &parts)
        };
        if on.is_whole()
            && let Some(verdict) = self.judge_endless(kind, wanted)
        {
            return verdict;
        }
        let (found, what) = match kind {
            PointSet::Zeros => {
                let zeros = self.zeros(on);
                let found = zeros.and_then(|zeros| {
                    let places: Vec<Interval> = zeros.iter().map(|zero| zero.place).collect();
                    Set::union(self.graph, &places)
                });
                (found, "zeros")
            }
            PointSet::FixedPoints => (self.fixed_points(on), "fixed points"),
            PointSet::StationaryPoints => (self.stationary_points(on), "stationary points"),
            PointSet::InflectionPoints => {
                let found = self.inflection_points(on);
                (found.and_then(|found| points(self.graph, found)), "inflection points")
            }
            PointSet::Kinks => {
                let found = self.kinks(on);
                (found.and_then(|found| points(self.graph, found)), "kinks")
            }
        };
        self.judge_set(found, wanted, what)
    }

    /// The verdict where the function repeats itself.
    fn judge_endless(&mut self, kind: PointSet, wanted: &Set) -> Option<Verdict> {
        Some(match kind {
            PointSet::Zeros => {
                let found = self.repeating_zeros().ok()??;
                self.judge_repeating(&found, wanted, "zeros")
            }
            PointSet::FixedPoints => return None,
            PointSet::StationaryPoints => {
                let found = self.repeating_stationary_points().ok()??;
                self.judge_repeating(&found, wanted, "stationary points")
            }
            PointSet::InflectionPoints => {
                let found = self.repeating_inflection_points().ok()??;
                self.judge_repeating(&found, wanted, "inflection points")
            }
            PointSet::Kinks => {
                let found = self.repeating_kinks().ok()??;
                self.judge_repeating(&found, wanted, "kinks")
            }
        })
    }

    /// The points of a set at which f is continuous and has no derivative.
    ///
    /// # Errors
    /// What was not decided.
    pub fn kinks(&mut self, on: &Set) -> Result<Vec<NodeId>, String> {
        let f = self.function();
        if on.is_whole()
            && let Some(kinks) = self.repeating_kinks()?
        {
            let places = self.few(kinks)?;
            return Ok(places.iter().filter_map(|at| Some(at.left?.point)).collect());
        }
        let cut = match self.cut(f) {
            Err(_) if !on.is_whole() => {
                // At the ends of the set both sides count.
                let around = on.with_margin(self.graph)?;
                let f = self.on(f, &around);
                self.cut(f)?
            }
            cut => cut?,
        };
        let mut found = Vec::new();
        for joint in &cut.1 {
            match &joint.kind {
                JointKind::Kink if on.contains(self.graph, joint.point)? => found.push(joint.point),
                JointKind::Undecided(why) => return Err(why.clone()),
                _ => {}
            }
        }
        Ok(found)
    }
}
