//! What happens between pieces: values, one-sided limits, slopes, classes.

use super::super::level::Level;
use super::super::profile::{Atom, Profile};
use super::super::set::Set;
use super::super::verdict::Verdict;
use super::super::words;
use super::compare::sentence;
use super::writer::{Title, Writer};
use super::{Proof, ProofKind};
use crate::calculus::{Interval, Joint, JointKind, Limit, Side, Smoothness};
use crate::graph::NodeId;

impl Writer<'_, '_> {
    /// The i-th atom of a profile, a point with a value: the limits on both sides.
    pub(super) fn joint_of_profile(
        &mut self,
        title: Title,
        profile: &Profile,
        i: usize,
    ) -> Option<Proof> {
        let Atom::Spot(spot) = profile.atoms[i] else { return None };
        let name = title.name();
        let at = self.point(spot.at);
        let mut parts = vec![format!("{name}({at}) = {}", self.number(spot.value))];
        let before = i.checked_sub(1).map(|i| &profile.atoms[i]);
        let after = profile.atoms.get(i + 1);
        let mut continuous = Some(true);
        let mut sides = 0;
        for (atom, side) in [(before, Side::Left), (after, Side::Right)] {
            let Some(Atom::Run(run)) = atom else { continue };
            let (end, level) = match side {
                Side::Left => (run.right, &run.to),
                _ => (run.left, &run.from),
            };
            if end != Some(spot.at) {
                continue;
            }
            sides += 1;
            parts.push(self.tends(&name, level, spot.at, side));
            let value = Level::Finite(spot.value);
            let order = level.clone().and_then(|l| self.study.graph.order_of_levels(l, value));
            continuous = match order {
                Ok(order) => continuous.map(|known| known && order.is_eq()),
                Err(_) => None,
            };
        }
        let so = match (sides, continuous) {
            (0, _) => format!("; {at} is an isolated point of the domain"),
            (_, None) => String::new(),
            (_, Some(true)) => format!(": {name} is continuous there"),
            (_, Some(false)) => format!(": {name} is not continuous there"),
        };
        let statement = format!("At {at}: {}{so}.", parts.join(", "));
        Some(Proof::new(ProofKind::Joint, statement).on(Interval::point(spot.at)))
    }

    /// `f -> 1 as x -> 0+`.
    fn tends(
        &mut self,
        name: &str,
        level: &Result<Level, String>,
        at: NodeId,
        side: Side,
    ) -> String {
        let (x, place) = (self.variable(), self.side(Some(at), side));
        match level {
            Ok(level) => format!("{name} -> {} as {x} -> {place}", self.level(*level)),
            Err(why) => format!("as {x} -> {place}: {why}"),
        }
    }

    /// Two cells that meet where there is no value: both limits.
    pub(super) fn gap_of_profile(
        &mut self,
        title: Title,
        profile: &Profile,
        i: usize,
    ) -> Option<Proof> {
        let (Some(Atom::Run(before)), Atom::Run(after)) =
            (i.checked_sub(1).map(|i| &profile.atoms[i]), &profile.atoms[i])
        else {
            return None;
        };
        let at = after.left.filter(|_| before.right == after.left)?;
        let name = title.name();
        let [left, right] = [(Side::Left, &before.to), (Side::Right, &after.from)]
            .map(|(side, level)| self.tends(&name, level, at, side));
        let at_text = self.point(at);
        let statement = format!("At {at_text} {name} has no value: {left}, {right}.");
        Some(Proof::new(ProofKind::Joint, statement).on(Interval::point(at)))
    }

    /// A joint of the function with its values and slopes.
    pub(super) fn joint(&mut self, joint: &Joint) -> Proof {
        let (at, x) = (self.point(joint.point), self.variable());
        let mut parts = vec![match self.study.is_defined(joint.value) {
            true => format!("f({at}) = {}", self.number(joint.value)),
            false => "f has no value".to_string(),
        }];
        for (side, from) in [(&joint.left, Side::Left), (&joint.right, Side::Right)] {
            let Some(side) = side else { continue };
            let place = self.side(Some(joint.point), from);
            let text = |limit: &Limit| words::limit(self.study.graph, limit);
            let (value, slope) = (text(&side.value), text(&side.slope));
            parts.push(format!("as {x} -> {place}: f -> {value}, f' -> {slope}"));
        }
        let what = match &joint.kind {
            JointKind::Smooth => match &joint.smoothness {
                Smoothness::Class(n) => format!("f is of class C{n} there and not C{}", n + 1),
                Smoothness::AtLeast(n) => format!("f is of class C{n} there at least"),
                _ => "f is differentiable there".to_string(),
            },
            JointKind::Kink => "f is continuous and has a kink there".to_string(),
            JointKind::Jump => "f jumps there".to_string(),
            JointKind::Removable => "the limits agree, but are not the value".to_string(),
            JointKind::Pole => "f has a pole there".to_string(),
            JointKind::DomainEnd => "the domain ends there".to_string(),
            JointKind::Undecided(why) => why.clone(),
        };
        let kind = match joint.kind {
            JointKind::Undecided(_) => ProofKind::Open,
            _ => ProofKind::Joint,
        };
        let statement = format!("At {at}: {}. So {what}.", parts.join("; "));
        let statement = match kind {
            ProofKind::Open => format!("At {at} it is undecided: {what}."),
            _ => statement,
        };
        Proof::new(kind, statement).on(Interval::point(joint.point))
    }

    /// The smooth pieces, and what happens at the joints between.
    pub(super) fn smoothness(&mut self, on: &Set, verdict: &Verdict) -> Result<Vec<Proof>, String> {
        let (set, mut proofs) = self.two_periods(0, on);
        let f = self.study.function();
        let on_set = self.study.on(f, &set);
        let cut = self.study.cut(on_set)?;
        let x = self.variable();
        // The ends of two periods are like points inside.
        let ends: Vec<NodeId> = match &set == on {
            true => Vec::new(),
            false => set
                .intervals()
                .iter()
                .flat_map(|part| [part.left, part.right])
                .flatten()
                .map(|end| end.point)
                .collect(),
        };
        for (i, cell) in cut.0.cells.iter().enumerate() {
            if i > 0
                && let Some(joint) = cut.1.get(i - 1)
                && !ends.contains(&joint.point)
            {
                proofs.push(self.joint(joint));
            }
            if !self.study.is_defined(cell.formula) {
                continue;
            }
            let place = self.open(cell.left, cell.right);
            let formula = self.formula(cell.formula);
            let statement = format!(
                "On {place} f({x}) = {formula} is made of functions that are smooth there."
            );
            let on = Interval::open(cell.left, cell.right);
            proofs.push(Proof::new(ProofKind::Piece, statement).about(cell.formula).on(on));
        }
        proofs.push(Proof::new(ProofKind::Conclusion, sentence(verdict.reason())));
        Ok(proofs)
    }

    /// The joints of a profile where the function has a value.
    pub(super) fn joints(&mut self, title: Title, profile: &Profile) -> Vec<Proof> {
        let is_joint = |atom: &Atom| matches!(atom, Atom::Spot(spot) if spot.is_joint);
        let joints = (0..profile.atoms.len()).filter(|&i| is_joint(&profile.atoms[i]));
        joints.filter_map(|i| self.joint_of_profile(title, profile, i)).collect()
    }
}
