//! Proofs of limits and asymptotes, by leading terms.

use super::super::level::Level;
use super::super::verdict::Verdict;
use super::super::words;
use super::writer::{Title, Writer};
use super::{Proof, ProofKind};
use crate::calculus::{Approach, Point, Side};
use crate::graph::NodeId;
use crate::signs::{Tail, TailLimits, TailProof};

impl Writer<'_, '_> {
    /// A limit of a derivative.
    pub(super) fn limit(
        &mut self,
        order: u32,
        approach: Approach,
        verdict: &Verdict,
    ) -> Result<Vec<Proof>, String> {
        let f = self.study.derivative(order)?;
        let limit = self.study.limit(order, approach)?;
        let title = Title::f(order);
        let Ok(level) = Level::of(&limit) else { return Ok(vec![self.reason(verdict)]) };
        let formula = self.formula_toward(f, approach);
        let Some(formula) = formula else { return Ok(vec![self.reason(verdict)]) };
        let x = self.variable();
        let end = words::approach(self.graph(), approach);
        let text = self.formula(formula);
        let near = Proof::new(
            ProofKind::Derivative,
            format!("Near {end}, {}({x}) = {text}.", title.name()),
        );
        Ok(vec![near.about(formula), self.limit_at(&title.name(), formula, approach, level)])
    }

    /// The smooth formula of a function beside an end, or on one side of a point.
    fn formula_toward(&mut self, f: NodeId, approach: Approach) -> Option<NodeId> {
        let cut = self.study.cut(f).ok()?;
        let cells = &cut.0.cells;
        let cell = match (approach.point, approach.side) {
            (Point::PlusInfinity, _) => cells.last(),
            (Point::MinusInfinity, _) => cells.first(),
            (Point::At(at), Side::Right) => cells.iter().find(|cell| cell.left == Some(at)),
            (Point::At(at), Side::Left) => cells.iter().find(|cell| cell.right == Some(at)),
            (Point::At(_), Side::Both) => None,
        };
        cell.map(|cell| cell.formula).filter(|&formula| self.study.is_defined(formula))
    }

    /// f − line → 0.
    pub(super) fn asymptote(
        &mut self,
        end: Approach,
        line: NodeId,
        verdict: &Verdict,
    ) -> Vec<Proof> {
        let f = self.study.function();
        let Some(formula) = self.formula_toward(f, end).filter(|_| verdict.is_proven()) else {
            return vec![self.reason(verdict)];
        };
        let rest = self.study.graph.without_side_conditions(|graph| graph.subtract(formula, line));
        let text = self.formula(line);
        let name = match text.contains([' ', '-']) {
            true => format!("f - ({text})"),
            false => format!("f - {text}"),
        };
        let x = self.variable();
        let place = words::approach(self.graph(), end);
        let statement = format!("{name} -> 0 as {x} -> {place}.");
        if rest == NodeId::ZERO {
            let statement = format!("Near {place}, f({x}) = {text} exactly.");
            return vec![Proof::new(ProofKind::Limit, statement).about(rest)];
        }
        let tail = self.limit_at("d", rest, end, Level::Finite(NodeId::ZERO));
        let difference = format!("Let d({x}) = {name}; near {place} it is {}.", self.formula(rest));
        vec![
            Proof::new(ProofKind::Derivative, difference).about(rest),
            tail,
            Proof::new(ProofKind::Conclusion, format!("So {statement}")),
        ]
    }

    /// The limit of a smooth formula, by its leading term where that is known.
    pub(super) fn limit_at(
        &mut self,
        name: &str,
        formula: NodeId,
        approach: Approach,
        level: Level,
    ) -> Proof {
        let x = self.variable();
        let end = words::approach(self.graph(), approach);
        let tail =
            self.study.graph.tail_sign(formula, self.study.x, approach, &TailLimits::default());
        let tends = format!("{name} -> {} as {x} -> {end}", self.level(level));
        let statement = match tail {
            Tail::Sign(TailProof { coefficient: Some(c), monomial, .. })
                if monomial != NodeId::ONE =>
            {
                let study = &mut *self.study;
                let leading = study.graph.without_side_conditions(|g| g.product(&[c, monomial]));
                format!("{tends}, as {name}({x}) ~ {}.", self.formula(leading))
            }
            _ => format!("{tends}, by comparing orders of growth."),
        };
        Proof::new(ProofKind::Limit, statement).about(formula)
    }
}
