//! Proofs of bounds, ranges and least Lipschitz constants, from how a function moves and its levels at the ends.

use super::super::lipschitz::Lipschitz;
use super::super::set::Set;
use super::super::verdict::Verdict;
use super::super::words;
use super::writer::{Title, Writer};
use super::{Proof, ProofKind};
use crate::graph::NodeId;

impl Writer<'_, '_> {
    /// How a derivative moves, and the levels that it takes or comes near to.
    fn moves_and_levels(&mut self, order: u32, on: &Set) -> Result<Vec<Proof>, String> {
        let f = self.study.derivative_on(order, on)?;
        let set = self.study.one_period_of(f, on);
        let mut proofs = self.period(&Title::f(order).name(), f, on, &set);
        let moves = self.moves(order, &set)?;
        proofs.extend(moves.proofs);
        proofs.push(self.levels(Title::f(order), &moves.profile));
        Ok(proofs)
    }

    /// Infimum and supremum of a derivative.
    pub(super) fn extremes(
        &mut self,
        order: u32,
        on: &Set,
        verdict: &Verdict,
    ) -> Result<Vec<Proof>, String> {
        let mut proofs = self.moves_and_levels(order, on)?;
        let name = Title::f(order).name();
        let statement = format!(
            "On each part {name} lies between its ends, so these levels decide: {}.",
            verdict.reason()
        );
        proofs.push(Proof::new(ProofKind::Conclusion, statement));
        Ok(proofs)
    }

    /// The range.
    pub(super) fn range(&mut self, on: &Set, verdict: &Verdict) -> Result<Vec<Proof>, String> {
        let mut proofs = self.moves_and_levels(0, on)?;
        let statement = format!(
            "On each part f is continuous and monotone, so it takes exactly the values between the ends \
             (intermediate value theorem): {}.",
            verdict.reason()
        );
        proofs.push(Proof::new(ProofKind::Conclusion, statement));
        Ok(proofs)
    }

    /// The least Lipschitz constant.
    pub(super) fn lipschitz(
        &mut self,
        order: u32,
        bound: Option<NodeId>,
        on: &Set,
        verdict: &Verdict,
    ) -> Result<Vec<Proof>, String> {
        let found = self.study.lipschitz(order, on);
        let (name, slope) = (Title::f(order).name(), Title::f(order + 1).name());
        let found = match (found, bound) {
            (Ok(found), _) => found,
            (Err(_), Some(c)) if verdict.is_proven() => return self.bounded_slope(order, c, on),
            (Err(why), _) => return Err(why),
        };
        let set = self.study.one_step_of(order, on);
        let f = self.study.derivative_on(order, &set)?;
        let mut proofs = Vec::new();
        if let Lipschitz::Jump(at) = found {
            let at = self.point(at);
            let statement =
                format!("{name} is not continuous across {at}, so it has no Lipschitz constant.");
            return Ok(vec![Proof::new(ProofKind::Conclusion, statement)]);
        }
        proofs.extend(self.period(&name, f, on, &set));
        if let Ok(profile) = self.study.profile(f, &set) {
            proofs.extend(self.joints(Title::f(order), &profile));
        }
        proofs.extend(self.moves_and_levels(order + 1, &set)?);
        let Lipschitz::Slope(best) = &found else { return Ok(proofs) };
        let (level, how) = (self.level(best.level), words::reached(self.graph(), best));
        let theorem = match best.level.finite() {
            Some(_) => format!(
                "So sup |{slope}| = {level}, {how}. {name} is continuous and differentiable but for isolated \
                 points, so by the mean value theorem |{name}(a) - {name}(b)| <= sup |{slope}|*|a - b|, and no \
                 smaller constant will do."
            ),
            None => format!("So |{slope}| is unbounded ({how}), and no constant will do."),
        };
        proofs.push(Proof::new(ProofKind::Conclusion, theorem));
        if let (Some(c), Some(least)) = (bound, best.level.finite()) {
            proofs.push(self.order_of(least, c));
        }
        Ok(proofs)
    }

    /// |f′| ≤ c where the supremum was not found.
    fn bounded_slope(&mut self, order: u32, c: NodeId, on: &Set) -> Result<Vec<Proof>, String> {
        use super::super::relation::Relation;
        let slope = self.study.derivative_on(order + 1, on)?;
        let minus_c = self.study.graph.negate(c);
        let mut proofs = self.comparison(slope, Relation::LessEqual, c, on)?;
        proofs.extend(self.comparison(slope, Relation::GreaterEqual, minus_c, on)?);
        let (name, slope) = (Title::f(order).name(), Title::f(order + 1).name());
        let c = self.number(c);
        let statement = format!(
            "So |{slope}| <= {c}, and by the mean value theorem {c} is a Lipschitz constant of {name}."
        );
        proofs.push(Proof::new(ProofKind::Conclusion, statement));
        Ok(proofs)
    }

    /// The order of two exact numbers, by their decimals.
    fn order_of(&mut self, a: NodeId, b: NodeId) -> Proof {
        let (p, q) = (self.number(a), self.number(b));
        let relation = match self.study.graph.order_of_values(a, b) {
            Ok(std::cmp::Ordering::Less) => "<",
            Ok(std::cmp::Ordering::Equal) => "=",
            Ok(std::cmp::Ordering::Greater) => ">",
            Err(why) => return Proof::new(ProofKind::Open, why),
        };
        Proof::new(ProofKind::Value, format!("{p} {relation} {q}, by certain digits."))
    }
}
