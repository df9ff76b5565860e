//! Proofs of parity and periods.

use super::super::relation::Relation;
use super::super::set::Set;
use super::super::verdict::Verdict;
use super::writer::Writer;
use super::{Proof, ProofKind};
use crate::graph::{Facts, NodeId};

impl Writer<'_, '_> {
    /// f(−x) = ±f(x).
    pub(super) fn parity(&mut self, odd: bool, verdict: &Verdict) -> Result<Vec<Proof>, String> {
        if !verdict.is_proven() {
            return Ok(vec![self.witness_or_reason(verdict)]);
        }
        let (f, x) = (self.study.function(), self.study.x);
        let (reflected, expected) = self.study.graph.without_side_conditions(|graph| {
            let minus_x = graph.negate(x);
            let reflected = graph.substitute(f, &[(x, minus_x)]);
            (reflected, if odd { graph.negate(f) } else { f })
        });
        let text = self.formula(reflected);
        let name = self.variable();
        let mut proofs = vec![
            Proof::new(ProofKind::Derivative, format!("f(-{name}) = {text}.")).about(reflected),
        ];
        let facts = self.study.graph.facts(f);
        if facts.has(Facts::TOTAL) && !facts.has(Facts::KINKED) {
            proofs.push(self.reason(verdict));
        } else {
            proofs.extend(self.comparison(reflected, Relation::Equal, expected, &Set::whole())?);
        }
        Ok(proofs)
    }

    /// f(x + p) = f(x).
    pub(super) fn periodicity(&mut self, period: NodeId, verdict: &Verdict) -> Vec<Proof> {
        if !verdict.is_proven() {
            return vec![self.witness_or_reason(verdict)];
        }
        let f = self.study.function();
        match self.study.period_of(f) {
            Some(known) => {
                let (x, known, p) = (self.variable(), self.number(known), self.number(period));
                let statement = format!(
                    "Every {x} in f stands in functions with the common period {known}, and {p} is a whole \
                     multiple of it."
                );
                vec![Proof::new(ProofKind::Theorem, statement).about(f)]
            }
            None => vec![self.reason(verdict)],
        }
    }
}
