//! A smooth piece of a function: how it moves there, by the signs of its derivative.

use super::super::level::Level;
use super::super::profile::{Atom, Profile, Run};
use super::super::scaling::Scale;
use super::super::sign_parts::SignedPiece;
use super::super::words;
use super::factor::Named;
use super::writer::{Title, Writer, movement};
use super::{Proof, ProofKind};
use crate::calculus::{Approach, Interval};
use crate::graph::NodeId;
use crate::variation::VariationPiece;
use std::cmp::Ordering;

/// Values and limits listed in one statement.
const LEVELS: usize = 12;

impl Writer<'_, '_> {
    /// All pieces of a derivative of the function, with the joints between, from left to right.
    pub(super) fn pieces(&mut self, title: Title, profile: &Profile) -> Vec<Proof> {
        let mut proofs = Vec::new();
        if let Some(scaled) = profile.scaled.clone() {
            let (scale, inner) = &*scaled;
            proofs.push(self.scaling(&title.name(), *scale));
            proofs.extend(self.pieces(title, inner));
            return proofs;
        }
        let mut pieces = profile.table.pieces.iter().peekable();
        let defined = |piece: &&VariationPiece| !piece.signs.signs.is_empty();
        for (i, atom) in profile.atoms.iter().enumerate() {
            match atom {
                Atom::Run(run) => {
                    proofs.extend(self.gap_of_profile(title, profile, i));
                    let starts = |writer: &mut Self, piece: &VariationPiece| {
                        let left = piece.signs.left.map(|at| writer.exact(at));
                        piece.formula == run.formula && left == run.left
                    };
                    if let Some(piece) = pieces.peek().copied().filter(defined)
                        && starts(self, piece)
                    {
                        pieces.next();
                        proofs.push(match run.by_period {
                            true => self.periodic_piece(title, run, piece),
                            false => self.piece(title, piece),
                        });
                    }
                }
                Atom::Spot(spot) if spot.is_joint => {
                    proofs.extend(self.joint_of_profile(title, profile, i));
                }
                Atom::Spot(_) => {}
            }
        }
        proofs
    }

    /// That a parameter only scales; what follows tells of the function without it.
    fn scaling(&mut self, name: &str, scale: Scale) -> Proof {
        let statement = format!(
            "{}, so {name} moves as h does; below, {name} stands for h.",
            self.scaled_form(name, scale)
        );
        Proof::new(ProofKind::Theorem, statement).about(scale.function)
    }

    /// `f(x) = h(b*x)/b with h(x) = … and b > 0`.
    pub(super) fn scaled_form(&self, name: &str, scale: Scale) -> String {
        let (b, x) = (self.formula(scale.parameter), self.variable());
        let factor = match scale.power {
            0 => String::new(),
            1 => format!("/{b}"),
            k if k > 0 => format!("/{b}^{k}"),
            -1 => format!("*{b}"),
            k => format!("*{b}^{}", -k),
        };
        let function = self.formula(scale.function);
        format!("{name}({x}) = h({b}*{x}){factor} with h({x}) = {function} and {b} > 0")
    }

    /// One smooth piece by the signs of its derivative.
    fn piece(&mut self, title: Title, piece: &VariationPiece) -> Proof {
        let table = &piece.signs;
        let (name, next) = (title.name(), title.slope().name());
        let mut cells: Vec<(Interval, String)> = Vec::new();
        for (left, right, sign) in table.cells() {
            let what = match sign {
                Ok(sign) => movement(*sign).to_string(),
                Err(_) => "moves in a way not decided".to_string(),
            };
            cells.push((Interval::open(left, right), what));
        }
        let moves = self.told(&cells);
        let header = self.header(&name, piece.formula, Interval::open(table.left, table.right));
        self.forget_functions();
        let children = self.sign_table(&Named { name: &next, formula: piece.derivative }, table);
        Proof::new(ProofKind::Piece, format!("{header} is smooth; {name} {moves}."))
            .about(piece.formula)
            .on(Interval::open(table.left, table.right))
            .with(children)
    }

    /// `On (0, oo) f(x) = x^2`.
    fn header(&mut self, name: &str, formula: NodeId, on: Interval) -> String {
        let (x, place) = (self.variable(), self.interval(&on));
        format!("On {place} {name}({x}) = {}", self.formula(formula))
    }

    /// A piece whose derivative is periodic: one period shows how it moves.
    fn periodic_piece(&mut self, title: Title, run: &Run, piece: &VariationPiece) -> Proof {
        let (name, next) = (title.name(), title.slope().name());
        let on = Interval::open(run.left, run.right);
        let header = self.header(&name, run.formula, on);
        let way = run.trend.as_ref().map_or("moves", |trend| movement(*trend));
        let mut children = Vec::new();
        let x = self.variable();
        let slope = self.formula(piece.derivative);
        if let Some(period) = self.study.period_of(piece.derivative) {
            let one = self.study.one_period(period);
            let text = words::number(self.graph(), period);
            children.push(
                Proof::new(
                    ProofKind::Theorem,
                    format!("{next}({x}) = {slope} has the period {text}; one period is enough."),
                )
                .about(piece.derivative),
            );
            if let Ok(profile) = self.study.profile(piece.derivative, &one) {
                children.extend(self.pieces(title.slope(), &profile));
                children.push(self.levels(title.slope(), &profile));
            }
            let statement = format!(
                "So {next} {} on every period and vanishes at isolated points at most; {name} {way}.",
                match way {
                    "falls" => "<= 0",
                    _ => ">= 0",
                }
            );
            children.push(Proof::new(ProofKind::Conclusion, statement));
        }
        Proof::new(ProofKind::Piece, format!("{header} is smooth; {name} {way} there."))
            .about(run.formula)
            .on(on)
            .with(children)
    }

    /// The pieces of a function with the signs of the function itself.
    pub(super) fn signed(&mut self, name: &str, piece: &SignedPiece) -> Proof {
        let SignedPiece { formula, table } = piece;
        let on = Interval::open(table.left, table.right);
        let children = self.sign_table(&Named { name, formula: *formula }, table);
        let signs = self.signs_of(name, table);
        let header = self.header(name, *formula, on);
        Proof::new(ProofKind::Piece, format!("{header}; {signs}."))
            .about(*formula)
            .on(on)
            .with(children)
    }

    /// The values and limits that a function takes or comes near to.
    pub(super) fn levels(&mut self, title: Title, profile: &Profile) -> Proof {
        let name = title.name();
        let mut parts: Vec<String> = Vec::new();
        let mut rest = 0;
        for atom in &profile.atoms {
            if parts.len() >= LEVELS {
                rest += 1;
                continue;
            }
            match atom {
                Atom::Spot(spot) => {
                    let (at, value) = (self.point(spot.at), self.number(spot.value));
                    parts.push(format!("{name}({at}) = {value}"));
                }
                Atom::Run(run) => {
                    let ends = [
                        (run.left, &run.from, crate::calculus::Side::Right),
                        (run.right, &run.to, crate::calculus::Side::Left),
                    ];
                    for (end, level, side) in ends {
                        let place = self.side(end, side);
                        let shown = match level {
                            Ok(level) => self.level(*level),
                            Err(_) => "an unknown limit".to_string(),
                        };
                        // Beside a value that it comes near to, the limit says nothing new.
                        let same = profile.atoms.iter().any(|other| match (other, level) {
                            (Atom::Spot(spot), Ok(level)) => {
                                Some(spot.at) == end && Level::Finite(spot.value) == *level
                            }
                            _ => false,
                        });
                        if !same {
                            parts.push(format!(
                                "{name} -> {shown} as {} -> {place}",
                                self.variable()
                            ));
                        }
                    }
                }
            }
        }
        if rest > 0 {
            parts.push(format!("and so on, {rest} points and parts more"));
        }
        let statement = format!("Values and limits at the ends: {}.", parts.join("; "));
        let ends = self.limits_at_infinity(&name, profile);
        Proof::new(ProofKind::Value, statement).with(ends)
    }

    /// Why a function has its limits at infinity.
    fn limits_at_infinity(&mut self, name: &str, profile: &Profile) -> Vec<Proof> {
        let (first, last) = (profile.runs().next(), profile.runs().last());
        let left = first.filter(|run| run.left.is_none() && run.trend != Ok(Ordering::Equal));
        let right = last.filter(|run| run.right.is_none() && run.trend != Ok(Ordering::Equal));
        let mut ends = Vec::new();
        for (run, end) in [(left, Approach::MINUS_INFINITY), (right, Approach::PLUS_INFINITY)] {
            let Some(run) = run else { continue };
            let level = if end == Approach::MINUS_INFINITY { &run.from } else { &run.to };
            if let Ok(level) = level {
                ends.push(self.limit_at(name, run.formula, end, *level));
            }
        }
        ends
    }

    pub(super) fn level(&self, level: Level) -> String {
        words::level(self.graph(), level)
    }

    /// `0+`, `-oo`.
    pub(super) fn side(&mut self, end: Option<NodeId>, side: crate::calculus::Side) -> String {
        let from_right = side == crate::calculus::Side::Right;
        match end {
            None if from_right => "-oo".to_string(),
            None => "oo".to_string(),
            Some(at) => {
                let at = self.point(at);
                let simple = at.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
                let sign = if from_right { '+' } else { '-' };
                if simple { format!("{at}{sign}") } else { format!("({at}){sign}") }
            }
        }
    }
}
