//! Proofs that a function, or its slope, moves one way.

use super::super::profile::{Atom, Profile};
use super::super::set::Set;
use super::super::verdict::Verdict;
use super::super::words;
use super::writer::{Title, Writer};
use super::{Proof, ProofKind};
use crate::calculus::Period;
use crate::graph::NodeId;
use std::rc::Rc;

/// A profile with the proofs of its pieces.
pub(super) struct Moves {
    pub(super) profile: Rc<Profile>,
    pub(super) proofs: Vec<Proof>,
}

impl Writer<'_, '_> {
    /// How a derivative of the function moves on a set, piece by piece.
    pub(super) fn moves(&mut self, order: u32, set: &Set) -> Result<Moves, String> {
        let f = self.study.derivative_on(order, set)?;
        let profile = self.study.profile(f, set)?;
        let proofs = self.pieces(Title::f(order), &profile);
        Ok(Moves { profile, proofs })
    }

    /// `on SET`, `on the whole line` or `where it is defined`.
    pub(super) fn on_set(&mut self, set: &Set) -> String {
        if !set.is_whole() {
            return format!("on {}", self.set(set));
        }
        match self.study.domain(set) {
            Ok(domain) if domain.is_whole() => "on the whole line".to_string(),
            _ => "where it is defined".to_string(),
        }
    }

    /// That a period is enough, where the study used one.
    pub(super) fn period(&mut self, name: &str, f: NodeId, on: &Set, used: &Set) -> Vec<Proof> {
        if on == used {
            return Vec::new();
        }
        let Some(Period { period, gain }) = self.study.law_of(f) else { return Vec::new() };
        let used = self.set(used);
        let [period, gain] = [period, gain].map(|id| words::number(self.graph(), id));
        let x = self.variable();
        let law = match &gain[..] {
            "0" => format!("has the period {period}"),
            _ => format!("gains {gain} where {x} gains {period}"),
        };
        let statement = format!("{name} {law}, so it is enough to look at {used}.");
        vec![Proof::new(ProofKind::Theorem, statement).about(f)]
    }

    /// What is enough to look at where a derivative is periodic and neighborhoods count, and why.
    pub(super) fn two_periods(&mut self, order: u32, on: &Set) -> (Set, Vec<Proof>) {
        let f = self.study.function();
        let f = self.study.derivative(order).unwrap_or(f);
        let set = self.study.two_periods_of(f, on);
        let proofs = self.period(&Title::f(order).name(), f, on, &set);
        (set, proofs)
    }

    /// How a derivative moves, shown on two periods where these are enough.
    pub(super) fn moves_and_repeats(&mut self, order: u32, on: &Set) -> Result<Vec<Proof>, String> {
        let (set, mut proofs) = self.two_periods(order, on);
        proofs.extend(self.moves(order, &set)?.proofs);
        Ok(proofs)
    }

    /// `increasing` and the like.
    pub(super) fn ordered(
        &mut self,
        what: &str,
        on: &Set,
        verdict: &Verdict,
    ) -> Result<Vec<Proof>, String> {
        let (set, mut proofs) = self.two_periods(0, on);
        let moves = self.moves(0, &set)?;
        proofs.extend(moves.proofs);
        if !verdict.is_proven() {
            return Ok(proofs);
        }
        let atoms = &moves.profile.atoms;
        let joints = atoms.iter().any(|atom| matches!(atom, Atom::Spot(spot) if spot.is_joint));
        let inner: Vec<NodeId> = atoms
            .iter()
            .filter_map(|atom| match atom {
                Atom::Spot(spot) if !spot.is_joint => Some(spot.at),
                _ => None,
            })
            .collect();
        let runs = moves.profile.runs().count();
        let mut why = Vec::new();
        if !inner.is_empty() {
            why.push(format!("f is continuous at {}", self.listed_points(&inner)));
        }
        if joints {
            why.push("at the joints values and limits follow in order".to_string());
        } else if runs > 1 && inner.is_empty() {
            why.push("across the gaps the limits follow in order".to_string());
        }
        let place = self.on_set(on);
        let statement = match why.is_empty() {
            true => format!("So f is {what} {place}."),
            false => format!("Since {}, f is {what} {place}.", why.join(", and ")),
        };
        proofs.push(Proof::new(ProofKind::Conclusion, statement));
        Ok(proofs)
    }

    /// `convex` and the like: f continuous, and f′ in order.
    pub(super) fn bent(
        &mut self,
        what: &str,
        on: &Set,
        verdict: &Verdict,
    ) -> Result<Vec<Proof>, String> {
        let (set, mut proofs) = self.two_periods(0, on);
        let f = self.study.function();
        let profile = self.study.profile(f, &set)?;
        proofs.extend(self.joints(Title::f(0), &profile));
        let slopes = self.moves(1, &set)?;
        proofs.extend(slopes.proofs);
        if !verdict.is_proven() {
            return Ok(proofs);
        }
        let strict = what.starts_with("strictly");
        let way = match (what.ends_with("convex"), strict) {
            (true, true) => "rises strictly",
            (true, false) => "never falls",
            (false, true) => "falls strictly",
            (false, false) => "never rises",
        };
        let across = match slopes.profile.runs().count() {
            0 | 1 => "",
            _ => ", on the pieces and from each to the next",
        };
        let place = self.on_set(on);
        let statement = format!(
            "f is continuous inside its domain, an interval, and f' {way}{across}: f is {what} {place}."
        );
        proofs.push(Proof::new(ProofKind::Conclusion, statement));
        Ok(proofs)
    }
}
