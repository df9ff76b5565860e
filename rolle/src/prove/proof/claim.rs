//! From a claim and its verdict to the tree that proves it.

use super::super::claim::{Claim, PointSet, Sentence};
use super::super::set::Set;
use super::super::study::Study;
use super::super::verdict::{Verdict, Witness};
use super::compare::sentence;
use super::writer::{Title, Writer};
use super::{Proof, ProofKind};
use crate::graph::NodeId;

impl Writer<'_, '_> {
    pub(super) fn claim(mut self, source: &str, claim: &Claim, verdict: &Verdict) -> Proof {
        let children = self.why(claim, verdict);
        let word = match verdict {
            Verdict::Proven(_) => "proven",
            Verdict::Refuted { .. } => "refuted",
            Verdict::Undecided(_) => "undecided",
        };
        let statement = format!("{}: {word}", source.trim());
        self.finish(Proof::new(ProofKind::Claim, statement), children)
    }

    /// The node with its proof, and before it the names that it uses.
    pub(super) fn finish(&self, root: Proof, children: Vec<Proof>) -> Proof {
        let names = self.names(&children);
        root.with(names.into_iter().chain(children).collect())
    }

    fn why(&mut self, claim: &Claim, verdict: &Verdict) -> Vec<Proof> {
        if let Verdict::Refuted { witness, .. } = verdict
            && matches!(witness, Witness::At { .. } | Witness::Points { .. })
        {
            return vec![self.witness(verdict)];
        }
        let tree = self.tree(claim, verdict);
        match (tree, verdict) {
            // A tree with a gap proves nothing; the verdict came about in another way.
            (Ok(proofs), Verdict::Proven(_)) if proofs.iter().any(has_gap) => {
                self.scaled(claim).unwrap_or_else(|| vec![self.reason(verdict)])
            }
            (Ok(proofs), Verdict::Proven(_)) if proofs.is_empty() => vec![self.reason(verdict)],
            (Ok(proofs), Verdict::Proven(_)) => proofs,
            (Ok(mut proofs), Verdict::Refuted { .. }) => {
                let known = proofs
                    .iter()
                    .any(|proof| matches!(proof.kind, ProofKind::Conclusion | ProofKind::Witness));
                if !known {
                    proofs.push(self.witness(verdict));
                }
                proofs
            }
            (Ok(mut proofs), Verdict::Undecided(why)) => {
                proofs.retain(|proof| proof.kind != ProofKind::Conclusion);
                proofs.iter_mut().for_each(keep_gaps);
                let already = proofs.iter().any(|proof| proof.statement == sentence(why));
                if !already {
                    proofs.push(Proof::new(ProofKind::Open, format!("Not decided: {why}.")));
                }
                proofs
            }
            (Err(_), verdict) => vec![self.witness_or_reason(verdict)],
        }
    }

    /// The proof for the function without a parameter that only scales.
    fn scaled(&mut self, claim: &Claim) -> Option<Vec<Proof>> {
        let (x, limits) = (self.study.x, self.study.limits);
        for scale in self.study.scales(claim) {
            let mut study = Study::with_limits(self.study.graph, scale.function, x, limits);
            let verdict = study.judge(claim);
            if !verdict.is_proven() {
                continue;
            }
            let mut writer = Writer::new(&mut study);
            let children = writer.why(claim, &verdict);
            let names = writer.names(&children);
            let statement = format!(
                "{}, so the claim holds for f if it holds for h, which is called f below.",
                self.scaled_form("f", scale)
            );
            let theorem = Proof::new(ProofKind::Theorem, statement).about(scale.function);
            return Some([theorem].into_iter().chain(names).chain(children).collect());
        }
        None
    }

    fn tree(&mut self, claim: &Claim, verdict: &Verdict) -> Result<Vec<Proof>, String> {
        let on = &claim.on;
        match &claim.sentence {
            Sentence::Increasing { strict } => {
                self.ordered(&strictly("increasing", *strict), on, verdict)
            }
            Sentence::Decreasing { strict } => {
                self.ordered(&strictly("decreasing", *strict), on, verdict)
            }
            Sentence::Monotone { strict } => {
                self.ordered(&strictly("monotone", *strict), on, verdict)
            }
            Sentence::Constant => self.ordered("constant", on, verdict),
            Sentence::Convex { strict } => self.bent(&strictly("convex", *strict), on, verdict),
            Sentence::Concave { strict } => self.bent(&strictly("concave", *strict), on, verdict),
            Sentence::Even => self.parity(false, verdict),
            Sentence::Odd => self.parity(true, verdict),
            Sentence::Periodic(period) => Ok(self.periodicity(*period, verdict)),
            Sentence::Bounded { .. } => self.extremes(0, on, verdict),
            Sentence::Continuous
            | Sentence::Differentiable
            | Sentence::Class(_)
            | Sentence::Smooth => self.smoothness(on, verdict),
            Sentence::ZeroCentered | Sentence::Range { .. } => self.range(on, verdict),
            Sentence::Lipschitz { order, value, .. } => {
                let value = value.map(|value| self.meaning(value)).transpose()?;
                self.lipschitz(*order, value, on, verdict)
            }
            Sentence::Limit { order, approach, .. } => self.limit(*order, *approach, verdict),
            Sentence::Asymptote { end, line } => {
                let line = self.meaning(*line)?;
                Ok(self.asymptote(*end, line, verdict))
            }
            Sentence::Extreme { order, .. } => self.extremes(*order, on, verdict),
            Sentence::Points { kind, .. } => self.points_of(*kind, on, verdict),
            Sentence::Compare { first, rest } => {
                let mut proofs = Vec::new();
                let mut left = self.meaning(*first)?;
                for &(relation, right) in rest {
                    let right = self.meaning(right)?;
                    proofs.extend(self.comparison(left, relation, right, on)?);
                    left = right;
                }
                Ok(proofs)
            }
        }
    }

    fn meaning(&mut self, formula: NodeId) -> Result<NodeId, String> {
        self.study.meaning(formula).map_err(|verdict| verdict.reason().to_string())
    }

    /// All points of a kind, from the signs of what vanishes there or from how it moves.
    pub(super) fn points_of(
        &mut self,
        kind: PointSet,
        on: &Set,
        verdict: &Verdict,
    ) -> Result<Vec<Proof>, String> {
        let f = self.study.function();
        let mut proofs = match kind {
            PointSet::Zeros => {
                let (set, mut proofs) = match self.study.period_of(f) {
                    Some(_) => self.two_periods(0, on),
                    None => (on.clone(), Vec::new()),
                };
                proofs.extend(self.signs(Title::f(0), f, &set)?);
                proofs
            }
            PointSet::FixedPoints => {
                let x = self.study.x;
                let difference = self.study.graph.subtract(f, x);
                let name = self.variable();
                let statement = format!("Let d({name}) = f({name}) - {name}.");
                let mut proofs =
                    vec![Proof::new(ProofKind::Derivative, statement).about(difference)];
                proofs.extend(self.signs(Title::new("d"), difference, on)?);
                proofs
            }
            PointSet::StationaryPoints => self.moves_and_repeats(0, on)?,
            PointSet::InflectionPoints => self.moves_and_repeats(1, on)?,
            PointSet::Kinks => return self.smoothness(on, verdict),
        };
        let statement = sentence(&format!("so {}", verdict.reason().replacen(": ", " are ", 1)));
        proofs.push(Proof::new(ProofKind::Conclusion, statement));
        Ok(proofs)
    }
}

fn strictly(what: &str, strict: bool) -> String {
    if strict { format!("strictly {what}") } else { what.to_string() }
}

/// Leaves of a factor, or of what holds factors, only what is not decided: where the proof stopped.
pub(super) fn keep_gaps(proof: &mut Proof) {
    match proof.kind {
        ProofKind::Factor => proof.children.retain(|child| child.kind == ProofKind::Open),
        ProofKind::Piece if has_gap(proof) => {
            proof.children.retain(|child| child.kind == ProofKind::Derivative || has_gap(child));
            proof.children.iter_mut().for_each(keep_gaps);
        }
        _ => {}
    }
}

/// Whether something below is not decided.
pub(super) fn has_gap(proof: &Proof) -> bool {
    proof.walk().any(|node| node.kind == ProofKind::Open)
}
