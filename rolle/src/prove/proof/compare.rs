//! Proofs of equations and inequalities: the sign of the difference, its bounds, or its normal form.

use super::super::compare::Grounds;
use super::super::relation::Relation;
use super::super::set::Set;
use super::super::verdict::Verdict;
use super::super::words;
use super::writer::{Title, Writer};
use super::{Proof, ProofKind};
use crate::calculus::Interval;
use crate::graph::NodeId;
use crate::operator::Op;

impl Writer<'_, '_> {
    /// The proof of one relation between two formulas.
    pub(super) fn comparison(
        &mut self,
        a: NodeId,
        relation: Relation,
        b: NodeId,
        on: &Set,
    ) -> Result<Vec<Proof>, String> {
        let (verdict, grounds) = self.study.compare_with_grounds(a, relation, b, on);
        let mut proofs = Vec::new();
        match (&verdict, grounds) {
            (Verdict::Refuted { .. }, _) => proofs.push(self.witness(&verdict)),
            (_, Grounds::Values | Grounds::Constant) => {
                proofs.push(self.reason(&verdict));
                return Ok(proofs);
            }
            (_, Grounds::NormalForm) => {
                let statement = "Brought to normal form, the difference of the two sides is 0.";
                proofs.push(Proof::new(ProofKind::Reason, statement));
            }
            (_, Grounds::Signs(h, set)) => {
                let title = self.difference(a, b, &mut proofs);
                proofs.extend(self.period(&title.name(), h, on, &set));
                proofs.extend(self.signs(title, h, &set)?);
            }
            (_, Grounds::Bounds(h, set)) => {
                let title = self.difference(a, b, &mut proofs);
                proofs.extend(self.period(&title.name(), h, on, &set));
                proofs.extend(self.bounds_of_difference(title, h, &set)?);
            }
        }
        if verdict.is_proven() {
            let text = self.relation(a, relation, b);
            let place = self.on_set(on);
            proofs.push(Proof::new(ProofKind::Conclusion, format!("So {text} {place}.")));
        }
        Ok(proofs)
    }

    /// `f >= -1/5` with the formulas in short.
    fn relation(&mut self, a: NodeId, relation: Relation, b: NodeId) -> String {
        let [p, q] = [a, b].map(|id| self.side_of_relation(id));
        format!("{p} {} {q}", relation.symbol())
    }

    fn side_of_relation(&mut self, id: NodeId) -> String {
        match self.derivative_that_is(id) {
            Some(order) => Title::f(order).name(),
            None => self.formula(id),
        }
    }

    /// Which derivative of the function a formula is.
    fn derivative_that_is(&mut self, id: NodeId) -> Option<u32> {
        let moving = self.study.graph.depends_on(id, self.study.x);
        (0..=2).find(|&order| moving && self.study.derivative(order) == Ok(id))
    }

    /// The function whose sign is asked for, with a statement that names it where it is not f, f′ or f″ itself.
    fn difference(&mut self, a: NodeId, b: NodeId, proofs: &mut Vec<Proof>) -> Title {
        if b == NodeId::ZERO
            && let Some(order) = self.derivative_that_is(a)
        {
            return Title::f(order);
        }
        let f = self.study.function();
        let symbols = self.graph().free_symbols(f);
        let is_free =
            |name: &&&str| !symbols.iter().any(|&id| self.graph().symbol_name(id) == Some(**name));
        let title = Title::new(["d", "D", "delta"].iter().find(is_free).unwrap_or(&"difference"));
        let minus_b = self.study.graph.negate(b);
        let [p, q, minus_q] = [a, b, minus_b].map(|id| self.side_of_relation(id));
        let difference = match () {
            () if b == NodeId::ZERO => p,
            () if q.starts_with('-') && !q.contains(' ') => format!("{p} + {minus_q}"),
            () if q.contains([' ', '+', '-']) => format!("{p} - ({q})"),
            () => format!("{p} - {q}"),
        };
        let statement = format!("Let {}({}) = {difference}.", title.name(), self.variable());
        proofs.push(Proof::new(ProofKind::Derivative, statement));
        title
    }

    /// The signs of a function on a set, piece by piece, with its values at the joints.
    pub(super) fn signs(
        &mut self,
        title: Title,
        h: NodeId,
        set: &Set,
    ) -> Result<Vec<Proof>, String> {
        let name = title.name();
        let (pieces, signed) = self.study.signed_pieces(h, set)?;
        let mut proofs = Vec::new();
        for (i, piece) in signed.iter().enumerate() {
            let value = i.checked_sub(1).map(|i| pieces.values[i]);
            if let (Some(value), Some(at)) = (value, pieces.cells[i].left)
                && self.graph().op(value) != Op::Undefined
            {
                let (place, text) = (self.point(at), self.number(value));
                let statement = format!("At {place}: {name}({place}) = {text}.");
                proofs.push(Proof::new(ProofKind::Value, statement).on(Interval::point(at)));
            }
            if let Some(piece) = piece {
                proofs.push(self.signed(&name, piece));
            }
        }
        Ok(proofs)
    }

    fn bounds_of_difference(
        &mut self,
        title: Title,
        h: NodeId,
        set: &Set,
    ) -> Result<Vec<Proof>, String> {
        let (low, high) = self.study.bounds_of(h, set)?;
        let set = self.study.one_period_of(h, set);
        let profile = self.study.profile(h, &set)?;
        let mut proofs = self.pieces(title, &profile);
        proofs.push(self.levels(title, &profile));
        let [low_text, high_text] = [low.level, high.level].map(|level| self.level(level));
        let [how_low, how_high] = [&low, &high].map(|bound| words::reached(self.graph(), bound));
        let statement = format!(
            "So {} lies between {low_text} ({how_low}) and {high_text} ({how_high}).",
            title.name()
        );
        proofs.push(Proof::new(ProofKind::Conclusion, statement));
        Ok(proofs)
    }

    /// A verdict by its reason alone.
    pub(super) fn reason(&mut self, verdict: &Verdict) -> Proof {
        let kind = if verdict.is_undecided() { ProofKind::Open } else { ProofKind::Reason };
        Proof::new(kind, sentence(verdict.reason()))
    }
}

/// With a capital letter, unless it begins with a name or formula, and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let is_word = word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let mut letters = text.chars();
    let text = match letters.next() {
        Some(first) if is_word => first.to_ascii_uppercase().to_string() + letters.as_str(),
        _ => text.to_string(),
    };
    if text.ends_with('.') { text } else { text + "." }
}
