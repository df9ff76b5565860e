//! The proof of a refutation: exact values that contradict the claim.

use super::super::verdict::{Verdict, Witness};
use super::super::words;
use super::compare::sentence;
use super::writer::Writer;
use super::{Proof, ProofKind};
use crate::calculus::Interval;
use crate::graph::NodeId;

impl Writer<'_, '_> {
    /// What refutes a claim, with the exact numbers.
    pub(super) fn witness(&mut self, verdict: &Verdict) -> Proof {
        let node = Proof::new(ProofKind::Witness, sentence(verdict.reason()));
        let Verdict::Refuted { witness, .. } = verdict else { return node };
        let values = match witness {
            Witness::Points { points, values } => {
                let f = "f".to_string();
                points.iter().zip(values).map(|(&at, &value)| self.value(&f, at, value)).collect()
            }
            Witness::At { at, values } => {
                let names = ["the left side", "the right side"];
                let sides = names.iter().zip(values);
                sides.map(|(name, &value)| self.side_at(name, *at, value)).collect()
            }
            _ => Vec::new(),
        };
        node.with(values)
    }

    fn value(&mut self, name: &str, at: NodeId, value: NodeId) -> Proof {
        let [place, text] = [at, value].map(|id| words::number(self.graph(), id));
        Proof::new(ProofKind::Value, format!("{name}({place}) = {text}."))
            .about(value)
            .on(Interval::point(at))
    }

    fn side_at(&mut self, name: &str, at: NodeId, value: NodeId) -> Proof {
        let [place, text] = [at, value].map(|id| words::number(self.graph(), id));
        let x = self.variable();
        let says = if text == "no value" { "has".to_string() } else { "is".to_string() };
        Proof::new(ProofKind::Value, format!("At {x} = {place} {name} {says} {text}."))
            .about(value)
            .on(Interval::point(at))
    }

    pub(super) fn witness_or_reason(&mut self, verdict: &Verdict) -> Proof {
        match verdict {
            Verdict::Refuted { .. } => self.witness(verdict),
            _ => self.reason(verdict),
        }
    }
}
