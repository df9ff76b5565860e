//! Lipschitz constants: sup |f′|, with where it is reached, or a proof that there is none.
//!
//! On an interval a continuous function that is differentiable but for finitely many points has the least Lipschitz
//! constant sup |f′| (mean value theorem, piece by piece); a jump makes it infinite.

use super::bound::{Bound, Candidate, Reached, extreme};
use super::level::Level;
use super::relation::Relation;
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Approach, Limit, Point};
use crate::graph::NodeId;
use crate::operator::Op;
use std::cmp::Ordering;

/// The least Lipschitz constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lipschitz {
    /// sup |f′|, and where |f′| reaches it; +∞ where f′ is unbounded.
    Slope(Bound),
    /// There is none: the function jumps at this point.
    Jump(NodeId),
}

impl Lipschitz {
    /// The constant, or +∞.
    pub fn level(&self) -> Level {
        match self {
            Lipschitz::Slope(bound) => bound.level,
            Lipschitz::Jump(_) => Level::PlusInfinity,
        }
    }
}

impl Study<'_> {
    /// The least Lipschitz constant of the n-th derivative on a set (that of the function for order 0).
    ///
    /// # Errors
    /// What was not decided. A domain with gaps is not looked at.
    pub fn lipschitz(&mut self, order: u32, on: &Set) -> Result<Lipschitz, String> {
        let set = self.one_step_of(order, on);
        let f = self.derivative_on(order, &set)?;
        if let Some(jump) = self.jump(f, &set)? {
            return Ok(Lipschitz::Jump(jump));
        }
        let slope = self.derivative_on(order + 1, &set)?;
        let slopes = if set.is_whole() { self.one_period_of(slope, &set) } else { set.clone() };
        if !self.has_slope(f, slope, &set)? {
            return Err("the derivative does not exist on all of the set".into());
        }
        let (low, high) = self.bounds_of(slope, &slopes)?;
        let up = low.level.negate(self.graph);
        let bound = self.greater(Bound { level: up, ..low }, high)?;
        // A periodic function with gaps has them in every period.
        let is_whole_period = set == *on || self.domain_of(f, &set)?.equals(self.graph, &set)?;
        if bound.level == Level::PlusInfinity || is_whole_period && self.is_one_interval(f, &set)? {
            return Ok(Lipschitz::Slope(bound));
        }
        Err("the domain has gaps, across which the slope says nothing".into())
    }

    /// The greater of two suprema.
    fn greater(&mut self, a: Bound, b: Bound) -> Result<Bound, String> {
        let candidates: Vec<Candidate> = [&a, &b]
            .into_iter()
            .flat_map(|bound| {
                bound.reached.iter().map(|&place| Candidate { level: bound.level, place })
            })
            .collect();
        let bound = extreme(self.graph, &candidates, Ordering::Greater)?;
        let is_tied =
            bound.is_tied || [a, b].iter().any(|one| one.is_tied && one.level == bound.level);
        Ok(Bound { is_tied, ..bound })
    }

    fn is_one_interval(&mut self, f: NodeId, set: &Set) -> Result<bool, String> {
        // A point without a value where the function is continued from both sides is no gap.
        let domain = self.domain_of(f, set)?;
        Ok(domain.intervals().len() <= 1)
    }

    /// A point at which the function is not continuous, though it has values on both sides.
    fn jump(&mut self, f: NodeId, set: &Set) -> Result<Option<NodeId>, String> {
        let on = self.on(f, set);
        if !self.graph.facts(on).has(crate::graph::Facts::KINKED)
            && self.graph.facts(on).has(crate::graph::Facts::TOTAL)
        {
            return Ok(None);
        }
        let breaks = self.breaks(f, set)?;
        Ok(breaks.into_iter().find(|&(_, has_value)| has_value).map(|(at, _)| at))
    }

    /// `lipschitz <= c` and the like, of the n-th derivative.
    pub fn judge_lipschitz(
        &mut self,
        order: u32,
        relation: Relation,
        c: Option<NodeId>,
        on: &Set,
    ) -> Verdict {
        let found = match self.lipschitz(order, on) {
            Ok(found) => found,
            Err(why) => return self.bound_slope(order, relation, c, on, why),
        };
        let bound = match found {
            Lipschitz::Slope(bound) => bound,
            Lipschitz::Jump(at) => {
                let reason =
                    format!("it is not continuous across {}", words::number(self.graph, at));
                return Verdict::Refuted { witness: Witness::Places(vec![at]), reason };
            }
        };
        let name = "'".repeat(order as usize + 1);
        let (level, how) =
            (words::level(self.graph, bound.level), words::reached(self.graph, &bound));
        let reason = format!("sup |f{name}| is {level}, {how}");
        let holds = match c {
            Some(c) => self
                .graph
                .order_of_levels(bound.level, Level::Finite(c))
                .map(|o| relation.admits(o)),
            None => Ok(bound.level.finite().is_some()),
        };
        match holds {
            Ok(true) => Verdict::Proven(reason),
            Ok(false) => Verdict::Refuted { witness: Witness::Bound(bound), reason },
            Err(why) => Verdict::Undecided(format!("{reason}; {why}")),
        }
    }

    /// Where sup |f′| was not found, |f′| ≤ c may still be proved.
    fn bound_slope(
        &mut self,
        order: u32,
        relation: Relation,
        c: Option<NodeId>,
        on: &Set,
        why: String,
    ) -> Verdict {
        if relation != Relation::LessEqual {
            return Verdict::Undecided(why);
        }
        let f = self.derivative_on(order, on);
        let (Some(c), Ok(slope), Ok(f)) = (c, self.derivative_on(order + 1, on), f) else {
            return Verdict::Undecided(why);
        };
        let sound = self.jump(f, on).is_ok_and(|jump| jump.is_none())
            && self.is_one_interval(f, on).unwrap_or(false)
            && self.has_slope(f, slope, on).unwrap_or(false);
        let minus_c = self.graph.negate(c);
        let verdict = self
            .compare(slope, Relation::LessEqual, c, on)
            .both(|| self.compare(slope, Relation::GreaterEqual, minus_c, on));
        match verdict {
            Verdict::Proven(_) if !sound => Verdict::Undecided(why),
            Verdict::Undecided(_) => Verdict::Undecided(why),
            decided => decided,
        }
    }

    /// (sup |f′|)ᴸ: by how much f, applied L times, can stretch a small difference.
    ///
    /// # Errors
    /// What was not decided, or that the slope is unbounded.
    pub fn depth_bound(&mut self, depth: u32) -> Result<NodeId, String> {
        let constant = self.lipschitz(0, &Set::whole())?;
        let value = constant.level().finite().ok_or("the slope is unbounded")?;
        let exponent = self.graph.integer(i64::from(depth));
        Ok(self.graph.power(value, exponent))
    }

    /// The limit of the n-th derivative.
    pub fn limit(&mut self, order: u32, approach: Approach) -> Result<Limit, String> {
        let f = self.derivative(order)?;
        if let (true, Point::At(at)) = (order == 0, approach.point) {
            let value = self.value(f, at);
            // Two sides of one smooth piece need no limit.
            if self.graph.op(value) != Op::Undefined
                && !self.graph.facts(f).has(crate::graph::Facts::KINKED)
                && self.graph.facts(f).has(crate::graph::Facts::TOTAL)
            {
                return Ok(Limit::Finite(value));
            }
        }
        Ok(self.limit_of(f, approach))
    }

    /// The limit of any function of the variable.
    pub(super) fn limit_of(&mut self, f: NodeId, approach: Approach) -> Limit {
        let (x, limits) = (self.x, self.limits);
        self.graph
            .until(limits.deadline, |graph| graph.limit_within(f, x, approach, limits.limit_work))
    }
}

impl Bound {
    /// Whether it is reached on one side of a point only, as a slope at a kink.
    pub fn is_one_sided(&self) -> bool {
        self.reached
            .iter()
            .all(|place| matches!(place, Reached::Toward(Approach { point: Point::At(_), .. })))
    }
}
