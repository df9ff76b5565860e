//! The order of values of a function: where it rises and falls, and what it comes near to at the ends.
//!
//! A profile is a variation table as a plain sequence, from left to right, of open cells, on each of which the
//! function is strictly monotone or constant, and of points with their values. What has no value is left out. All
//! that depends on the order of values alone is read off it. Where the zeros of a derivative are endless but the
//! derivative is periodic, one period shows how the function moves.

use super::level::Level;
use super::scaling::Scale;
use super::set::Set;
use super::study::Study;
use crate::calculus::Limit;
use crate::graph::NodeId;
use crate::operator::Op;
use crate::variation::{Variation, VariationCell};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

/// Exact names of isolated zeros.
pub(super) type Names = HashMap<NodeId, NodeId>;

/// An open interval on which a function is strictly monotone or constant.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) left: Option<NodeId>,
    pub(super) right: Option<NodeId>,
    pub(super) formula: NodeId,
    /// Strictly increasing, constant or strictly decreasing, or why that is not known.
    pub(super) trend: Result<Ordering, String>,
    /// Whether the slope may be zero at isolated points inside, endlessly many of them.
    pub(super) rests: bool,
    /// Near the left end.
    pub(super) from: Result<Level, String>,
    /// Near the right end.
    pub(super) to: Result<Level, String>,
    /// Whether one period of the derivative shows the trend, rather than its signs.
    pub(super) by_period: bool,
}

/// A point with a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) at: NodeId,
    pub(super) value: NodeId,
    /// Whether two smooth pieces meet there.
    pub(super) is_joint: bool,
}

/// A part of a profile.
#[derive(Clone, Debug)]
pub(super) enum Atom {
    Run(Run),
    Spot(Spot),
}

impl Atom {
    pub(super) fn left(&self) -> Option<NodeId> {
        match self {
            Atom::Run(run) => run.left,
            Atom::Spot(spot) => Some(spot.at),
        }
    }

    pub(super) fn right(&self) -> Option<NodeId> {
        match self {
            Atom::Run(run) => run.right,
            Atom::Spot(spot) => Some(spot.at),
        }
    }

    /// What the function comes near to at the left end.
    pub(super) fn from(&self) -> Result<Level, String> {
        match self {
            Atom::Run(run) => run.from.clone(),
            Atom::Spot(spot) => Ok(Level::Finite(spot.value)),
        }
    }

    /// What the function comes near to at the right end.
    pub(super) fn to(&self) -> Result<Level, String> {
        match self {
            Atom::Run(run) => run.to.clone(),
            Atom::Spot(spot) => Ok(Level::Finite(spot.value)),
        }
    }
}

/// The cells and points of a function from left to right.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    pub(super) atoms: Vec<Atom>,
    /// The table that it was read off.
    pub(super) table: Variation,
    /// The function without a parameter that only scales, and its profile, from which this one was made.
    pub(super) scaled: Option<Rc<(Scale, Rc<Profile>)>>,
}

impl Profile {
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.atoms.iter().filter_map(|atom| match atom {
            Atom::Run(run) => Some(run),
            Atom::Spot(_) => None,
        })
    }

    /// Whether the domain is one interval.
    pub(super) fn is_connected(&self) -> bool {
        self.atoms.windows(2).all(|pair| {
            let run_beside_spot =
                matches!(pair[0], Atom::Run(_)) != matches!(pair[1], Atom::Run(_));
            run_beside_spot && pair[0].right() == pair[1].left()
        })
    }

    /// The first trend that is not known.
    pub(super) fn unknown_trend(&self) -> Option<(&Run, &str)> {
        self.runs().find_map(|run| Some((run, run.trend.as_ref().err()?.as_str())))
    }
}

impl Study<'_> {
    pub(super) fn make_profile(&mut self, f: NodeId) -> Result<Profile, String> {
        if let Some(profile) = self.scaled_profile(f) {
            return Ok(profile);
        }
        let (x, limits) = (self.x, self.limits);
        let table = self.graph.without_side_conditions(|graph| graph.variation(f, x, limits))?;
        let mut names = HashMap::new();
        let mut atoms = Vec::new();
        for (i, cell) in table.cells.iter().enumerate() {
            if let Some(point) = i.checked_sub(1).map(|i| table.points[i])
                && self.is_defined(point.value)
            {
                let at = self.named(point.at, &mut names);
                let value = match at == point.at {
                    true => point.value,
                    false => self.value(cell.formula, at),
                };
                atoms.push(Atom::Spot(Spot { at, value, is_joint: point.is_joint }));
            }
            if self.graph.op(cell.formula) != Op::Undefined {
                atoms.push(Atom::Run(self.run_of(cell, &mut names)));
            }
        }
        Ok(Profile { atoms: self.joined_by_period(atoms), table, scaled: None })
    }

    fn run_of(&mut self, cell: &VariationCell, names: &mut Names) -> Run {
        let mut level = |end: Option<NodeId>, limit: &Limit| {
            let name = end.map(|end| self.named(end, names));
            match (name, limit) {
                (Some(name), Limit::Finite(_)) if Some(name) != end => {
                    (Some(name), Ok(Level::Finite(self.value(cell.formula, name))))
                }
                _ => (name, Level::of(limit)),
            }
        };
        let (left, from) = level(cell.left, &cell.from);
        let (right, to) = level(cell.right, &cell.to);
        let (formula, trend) = (cell.formula, cell.slope.clone());
        Run { left, right, formula, trend, rests: false, from, to, by_period: false }
    }

    /// A point by a multiple of pi, where it is one.
    pub(super) fn named(&mut self, at: NodeId, names: &mut Names) -> NodeId {
        if let Some(&known) = names.get(&at) {
            return known;
        }
        let name = self.multiple_of_pi(at).unwrap_or(at);
        names.insert(at, name);
        name
    }

    /// Cells of one piece on which the trend is not known, joined with their neighbors where one period of the
    /// derivative shows it for the whole piece.
    fn joined_by_period(&mut self, atoms: Vec<Atom>) -> Vec<Atom> {
        let open = |atom: &Atom| matches!(atom, Atom::Run(run) if run.trend.is_err());
        if !atoms.iter().any(open) {
            return atoms;
        }
        let mut pieces: Vec<Vec<Atom>> = vec![Vec::new()];
        for atom in atoms {
            let starts_piece = match &atom {
                Atom::Spot(spot) => spot.is_joint,
                Atom::Run(run) => {
                    pieces.last().and_then(|piece| piece.last()).is_some_and(|last| match last {
                        Atom::Run(before) => before.formula != run.formula,
                        Atom::Spot(spot) => spot.is_joint,
                    })
                }
            };
            if starts_piece {
                pieces.push(Vec::new());
            }
            pieces.last_mut().expect("a piece").push(atom);
        }
        let mut joined = Vec::new();
        for piece in pieces {
            joined.extend(self.join_by_period(piece));
        }
        joined
    }

    fn join_by_period(&mut self, piece: Vec<Atom>) -> Vec<Atom> {
        let open = piece.iter().any(|atom| matches!(atom, Atom::Run(run) if run.trend.is_err()));
        let (Some(Atom::Run(first)), Some(Atom::Run(last))) = (piece.first(), piece.last()) else {
            return piece;
        };
        if !open {
            return piece;
        }
        match self.trend_by_period(first.formula) {
            Some((trend, rests)) => vec![Atom::Run(Run {
                left: first.left,
                right: last.right,
                formula: first.formula,
                trend: Ok(trend),
                rests,
                from: first.from.clone(),
                to: last.to.clone(),
                by_period: true,
            })],
            None => piece,
        }
    }

    /// The trend where the derivative is periodic and of one sign but for isolated zeros, and whether it may have any.
    fn trend_by_period(&mut self, formula: NodeId) -> Option<(Ordering, bool)> {
        let slope = self.graph.derivative(formula, self.x);
        let period = self.period_of(slope)?;
        let one_period = self.one_period(period);
        let profile = self.profile(slope, &one_period).ok()?;
        let constant = profile.runs().any(|run| run.trend == Ok(Ordering::Equal));
        if constant || !profile.is_connected() {
            return None;
        }
        let zero = Level::Finite(NodeId::ZERO);
        let (low, high) = self.bounds_of(slope, &one_period).ok()?;
        match self.graph.order_of_levels(zero, low.level).ok()? {
            Ordering::Greater => {}
            order => return Some((Ordering::Greater, order.is_eq())),
        }
        match self.graph.order_of_levels(high.level, zero).ok()? {
            Ordering::Greater => None,
            order => Some((Ordering::Less, order.is_eq())),
        }
    }

    /// The set, or one period if the set is the whole line and the function periodic.
    pub(super) fn one_period_of(&mut self, f: NodeId, set: &Set) -> Set {
        if !set.is_whole() {
            return set.clone();
        }
        match self.period_of(f) {
            Some(period) => self.one_period(period),
            None => set.clone(),
        }
    }
}
