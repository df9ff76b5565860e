//! The proof of each line of a passport.

use super::super::claim::PointSet;
use super::super::passport::Entry;
use super::super::set::Set;
use super::super::study::Study;
use super::super::verdict::Verdict;
use super::claim::{has_gap, keep_gaps};
use super::writer::{Writer, listed};
use super::{Proof, ProofKind};
use crate::calculus::Approach;

impl Study<'_> {
    /// The proofs of the properties that [`Study::passport`] listed, in their order.
    ///
    /// What two properties rest on is proved under the first and referred to under the other.
    pub fn passport_proofs(&mut self, entries: &[Entry]) -> Vec<Proof> {
        self.until_deadline(|study| study.write_passport_proofs(entries))
    }

    fn write_passport_proofs(&mut self, entries: &[Entry]) -> Vec<Proof> {
        let mut shown: Vec<(Proof, &'static str)> = Vec::new();
        let mut proofs = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut writer = Writer::new(self);
            let children = writer.entry(entry);
            let used = refer(children, &mut shown, entry.name);
            let answer = match &entry.answer {
                Ok(answer) => answer.clone(),
                Err(why) => format!("undecided: {why}"),
            };
            let root = Proof::new(ProofKind::Claim, format!("{}: {answer}", entry.name));
            proofs.push(writer.finish(root, used));
        }
        proofs
    }
}

/// The children of one property, where what was shown under others is only referred to.
fn refer(
    children: Vec<Proof>,
    shown: &mut Vec<(Proof, &'static str)>,
    name: &'static str,
) -> Vec<Proof> {
    let place = |child: &Proof| {
        let known = shown.iter().find(|(proof, _)| proof == child);
        known.map(|&(_, name)| name)
    };
    let rests = |child: &&Proof| child.kind != ProofKind::Conclusion;
    let places: Vec<Option<&str>> = children.iter().filter(rests).map(place).collect();
    // All of it was shown: one reference is enough.
    if let Some(known) = places.iter().copied().collect::<Option<Vec<&str>>>()
        && let Some(first) = known.first()
    {
        let mut names = known.clone();
        names.dedup();
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let statement = match names.len() {
            1 => format!("By what is shown under `{first}`."),
            _ => format!("By what is shown under {}.", listed(&names)),
        };
        let reference = Proof::new(ProofKind::Reference, statement);
        let conclusions = children.into_iter().filter(|child| !rests(&child));
        return [reference].into_iter().chain(conclusions).collect();
    }
    let mut used = Vec::with_capacity(children.len());
    for child in children {
        let known = shown.iter().find(|(proof, _)| *proof == child);
        let known = known.filter(|_| !child.children.is_empty());
        used.push(match known {
            Some((_, name)) => {
                let statement = format!("{} (Shown under `{name}`.)", child.statement);
                Proof { kind: ProofKind::Reference, statement, children: Vec::new(), ..child }
            }
            None => {
                shown.push((child.clone(), name));
                child
            }
        });
    }
    used
}

impl Writer<'_, '_> {
    fn entry(&mut self, entry: &Entry) -> Vec<Proof> {
        let answer = match &entry.answer {
            Ok(answer) => Verdict::Proven(answer.clone()),
            Err(why) => Verdict::Undecided(why.clone()),
        };
        let Ok(mut proofs) = self.tree_of_entry(entry.name, &answer) else { return Vec::new() };
        match answer.is_undecided() {
            true => proofs.iter_mut().for_each(keep_gaps),
            // A tree with a gap proves nothing; the answer came about in another way.
            false if proofs.iter().any(has_gap) => proofs.clear(),
            false => {}
        }
        proofs
    }

    fn tree_of_entry(&mut self, name: &str, answer: &Verdict) -> Result<Vec<Proof>, String> {
        let all = Set::whole();
        let without_conclusion = |mut proofs: Vec<Proof>| {
            proofs.retain(|proof| proof.kind != ProofKind::Conclusion);
            proofs
        };
        let proofs = match name {
            "range" => return self.range(&all, &said("the range is", answer)),
            "infimum" | "supremum" => {
                return self.extremes(0, &all, &said(&format!("the {name} is"), answer));
            }
            "lipschitz" => return self.lipschitz(0, None, &all, answer),
            "lipschitz of f'" => return self.lipschitz(1, None, &all, answer),
            "zeros" => self.points_of(PointSet::Zeros, &all, answer)?,
            "fixed points" => self.points_of(PointSet::FixedPoints, &all, answer)?,
            "monotone" | "extrema" | "stationary points" => self.moves_and_repeats(0, &all)?,
            "convexity" | "inflection points" => self.moves_and_repeats(1, &all)?,
            "kinks" | "class" => self.smoothness(&all, answer)?,
            "limits" => {
                let mut proofs = self.limit(0, Approach::MINUS_INFINITY, answer)?;
                proofs.extend(self.limit(0, Approach::PLUS_INFINITY, answer)?);
                return Ok(proofs);
            }
            _ => return Ok(Vec::new()),
        };
        // The line itself says what follows.
        Ok(without_conclusion(proofs))
    }
}

/// A verdict whose reason is a sentence about an answer.
fn said(subject: &str, answer: &Verdict) -> Verdict {
    match answer {
        Verdict::Proven(text) => Verdict::Proven(format!("{subject} {text}")),
        other => other.clone(),
    }
}
