//! Continuity, differentiability, class Cⁿ.
//!
//! The function is cut to the set first, so that at a closed end only the inner side counts.

use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::calculus::{Joint, JointKind, JointSide, Limit, Pieces};
use crate::graph::{Facts, Graph, NodeId};
use crate::operator::Op;
use std::cmp::Ordering;

/// The highest class that is looked at.
const HIGHEST: u32 = 8;

impl Study<'_> {
    /// Whether f is continuous at every point of the set; without a set, of its domain.
    pub fn continuous(&mut self, on: &Set) -> Verdict {
        self.class(0, on)
    }

    /// Whether f has a derivative at every point of the set; without a set, of its domain. At a closed end it is
    /// one-sided.
    pub fn differentiable(&mut self, on: &Set) -> Verdict {
        if let Some(verdict) = self.missing_value(on) {
            return verdict;
        }
        match self.smooth_at_joints(1, on, true) {
            Ok(verdict) => verdict,
            Err(why) => Verdict::Undecided(why),
        }
    }

    /// Whether f has n continuous derivatives on the set; without a set, on its domain.
    pub fn class(&mut self, n: u32, on: &Set) -> Verdict {
        if n > HIGHEST {
            return Verdict::Undecided(format!("classes are decided up to C{HIGHEST}"));
        }
        if let Some(verdict) = self.missing_value(on) {
            return verdict;
        }
        match self.smooth_at_joints(n, on, false) {
            Ok(verdict) => verdict,
            Err(why) => Verdict::Undecided(why),
        }
    }

    /// Whether f has derivatives of every order on the set; without a set, on its domain.
    pub fn smooth(&mut self, on: &Set) -> Verdict {
        let verdict = self.class(HIGHEST, on);
        if !verdict.is_proven() {
            return verdict;
        }
        let f = self.function();
        let f = self.on(f, on);
        match self.cut(f) {
            // Inside a piece a formula is made of functions that are analytic where they are used.
            Ok(cut) if cut.0.values.iter().all(|&value| !self.is_defined(value)) => verdict,
            Ok(_) => Verdict::Undecided(format!(
                "{}; beyond C{HIGHEST} joints are not compared",
                verdict.reason()
            )),
            Err(why) => Verdict::Undecided(why),
        }
    }

    /// A set that was asked for must lie in the domain.
    fn missing_value(&mut self, on: &Set) -> Option<Verdict> {
        if on.is_whole() {
            return None;
        }
        let domain = match self.domain(on) {
            Ok(domain) => domain,
            Err(why) => return Some(Verdict::Undecided(why)),
        };
        if domain.equals(self.graph, on).ok()? {
            return None;
        }
        let mut ends: Vec<NodeId> = Vec::new();
        for part in domain.intervals().iter().chain(on.intervals()) {
            let [left, right] = [part.left, part.right].map(|end| end.map(|end| end.point));
            ends.extend([left, right].into_iter().flatten());
            ends.extend(self.points_inside(left, right));
        }
        let found = ends.into_iter().find_map(|at| {
            let wanted = on.contains(self.graph, at).ok()?;
            let missing = wanted && !domain.contains(self.graph, at).ok()?;
            missing.then(|| {
                let reason = format!("it has no value at {}", words::number(self.graph, at));
                Verdict::Refuted { witness: Witness::Places(vec![at]), reason }
            })
        });
        Some(found.unwrap_or_else(|| {
            Verdict::Undecided("the domain does not hold the set, but no point shows it".into())
        }))
    }

    fn smooth_at_joints(&mut self, n: u32, on: &Set, only_exists: bool) -> Result<Verdict, String> {
        let f = self.function();
        let set = self.two_periods_of(f, on);
        let mut g = self.on(f, &set);
        let mut shown: Vec<NodeId> = Vec::new();
        for order in 0..=n {
            let cut = self.cut(g)?;
            let (pieces, joints) = &*cut;
            for (i, joint) in joints.iter().enumerate() {
                if !self.is_defined(pieces.values[i]) {
                    continue;
                }
                shown.push(joint.point);
                if only_exists && order == n {
                    continue;
                }
                if let Some(what) = not_continuous(self.graph, joint)? {
                    return Ok(self.rough(order, joint.point, &what));
                }
            }
            if order == n {
                break;
            }
            let derivative = self.derivative_with_ends(pieces, joints)?;
            match derivative {
                Ok(next) => g = next,
                Err((at, what)) => return Ok(self.rough(order + 1, at, &what)),
            }
        }
        shown.sort_unstable();
        shown.dedup();
        let formula = "each piece is made of smooth functions";
        Ok(Verdict::Proven(match shown.len() {
            0 => format!("{formula}, and there are no joints"),
            _ => format!("{formula}, which agree at {}", words::places(self.graph, &shown)),
        }))
    }

    fn rough(&mut self, order: u32, at: NodeId, what: &str) -> Verdict {
        let name = match order {
            0 => "f".to_string(),
            1..=3 => format!("f{}", "'".repeat(order as usize)),
            n => format!("the derivative of order {n}"),
        };
        let place = words::number(self.graph, at);
        Verdict::Refuted {
            witness: Witness::Places(vec![at]),
            reason: format!("at {place} {name} {what}"),
        }
    }

    /// The derivative with a value at every point that has one, one-sided at closed ends; or where it has none.
    #[allow(clippy::type_complexity)]
    fn derivative_with_ends(
        &mut self,
        pieces: &Pieces,
        joints: &[Joint],
    ) -> Result<Result<NodeId, (NodeId, String)>, String> {
        let graph = &mut *self.graph;
        let mut next = graph.derivative_of_pieces(pieces, joints);
        for (i, joint) in joints.iter().enumerate() {
            if graph.op(pieces.values[i]) == Op::Undefined || joint.derivative.is_some() {
                continue;
            }
            let text = |graph: &Graph, limit: &Limit| words::limit(graph, limit);
            let slopes = |side: &Option<JointSide>| side.as_ref().map(|side| side.slope.clone());
            match (slopes(&joint.left), slopes(&joint.right)) {
                (None, None) => {}
                (Some(Limit::Finite(slope)), None) | (None, Some(Limit::Finite(slope))) => {
                    next.values[i] = slope;
                }
                (Some(Limit::Undecided(why)), _) | (_, Some(Limit::Undecided(why))) => {
                    return Err(why);
                }
                (Some(slope), None) | (None, Some(slope)) => {
                    let what =
                        format!("does not exist: the slope tends to {}", text(graph, &slope));
                    return Ok(Err((joint.point, what)));
                }
                (Some(left), Some(right)) => {
                    if let JointKind::Undecided(why) = &joint.kind {
                        return Err(why.clone());
                    }
                    let (left, right) = (text(graph, &left), text(graph, &right));
                    let what = format!(
                        "does not exist: slope {left} from the left, {right} from the right"
                    );
                    return Ok(Err((joint.point, what)));
                }
            }
        }
        // A formula can lose its derivative where it has a value only at joints, so its pieces hold what is left.
        let isolated = pieces.cells.iter().all(|cell| graph.op(cell.formula) == Op::Undefined);
        if isolated && !pieces.values.is_empty() {
            return Err("the domain is a set of single points".into());
        }
        Ok(Ok(graph.without_side_conditions(|graph| graph.expression_of_pieces(&next))))
    }

    /// The points of a set at which a function is not continuous: with a value there, or without one but with
    /// values on both sides that do not meet.
    pub(super) fn breaks(&mut self, f: NodeId, set: &Set) -> Result<Vec<(NodeId, bool)>, String> {
        let on = self.on(f, set);
        let cut = self.cut(on)?;
        let mut found = Vec::new();
        for joint in &cut.1 {
            if self.is_defined(joint.value) {
                if not_continuous(self.graph, joint)?.is_some() {
                    found.push((joint.point, true));
                }
            } else if joint.left.is_some() && joint.right.is_some() {
                match &joint.kind {
                    JointKind::Removable => found.push((joint.point, false)),
                    JointKind::Undecided(why) => return Err(why.clone()),
                    _ => found.push((joint.point, true)),
                }
            }
        }
        Ok(found)
    }

    /// The highest n ≤ 8 for which the class Cⁿ is proved on the set, and whether Cⁿ⁺¹ is refuted.
    ///
    /// # Errors
    /// What was not decided, or that f is not continuous.
    pub fn highest_class(&mut self, on: &Set) -> Result<(u32, bool), String> {
        let f = self.function();
        if self.graph.facts(f).has(Facts::TOTAL) && !self.graph.facts(f).has(Facts::KINKED) {
            let cut = self.cut(f)?;
            if cut.0.values.is_empty() {
                return Ok((HIGHEST, false));
            }
        }
        let mut highest = None;
        for n in 0..=HIGHEST {
            match self.class(n, on) {
                Verdict::Proven(_) => highest = Some(n),
                Verdict::Refuted { .. } => {
                    return highest.map(|n| (n, true)).ok_or_else(|| "it is not continuous".into());
                }
                Verdict::Undecided(why) => return highest.map(|n| (n, false)).ok_or(why),
            }
        }
        Ok((HIGHEST, false))
    }
}

/// How a function with a value at a joint fails to be continuous there; `None` if it is.
fn not_continuous(graph: &mut Graph, joint: &Joint) -> Result<Option<String>, String> {
    for side in [&joint.left, &joint.right].into_iter().flatten() {
        match &side.value {
            Limit::Finite(limit) => {
                if graph.order_of_values(*limit, joint.value)? != Ordering::Equal {
                    let (value, limit) =
                        (words::number(graph, joint.value), words::number(graph, *limit));
                    return Ok(Some(format!("is {value} and comes near {limit}")));
                }
            }
            Limit::Undecided(why) => return Err(why.clone()),
            other => return Ok(Some(format!("comes near {}", words::limit(graph, other)))),
        }
    }
    Ok(None)
}
