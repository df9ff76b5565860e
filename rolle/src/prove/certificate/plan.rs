//! The pieces of a certificate, with the signs of the guards and of the derivatives on them.

use super::cover::{Cover, Vanishing};
use super::lower::{Lowered, lower};
use crate::calculus::Cell;
use crate::enclosure::Context;
use crate::graph::{Graph, NodeId};
use crate::number::Integer;
use crate::prove::Set;
use crate::prove::sign_parts::SignPart;
use crate::prove::study::Study;
use crate::signs::PointKind;
use rolle_check::{
    Certificate, Formula, Guard, Piece, Place, Rational, Signs, Subject, Table, Zero,
};
use std::cmp::Ordering;

/// The digits to which irrational zeros are isolated, in bits, and those for zeros that are close together.
const ZERO_BITS: u64 = 64;
const MAX_ZERO_BITS: u64 = 4096;

/// A certificate that is being built.
pub(super) struct Plan {
    formula: Formula,
    zeros: Vec<Zero>,
    /// The numbers between the pieces, ascending.
    cuts: Vec<NodeId>,
    pieces: Vec<PlannedPiece>,
}

struct PlannedPiece {
    from: Place,
    to: Place,
    signs: Signs,
    guards: Vec<Guard>,
    tables: Vec<Table>,
    is_defined: bool,
}

/// A guard with its signs from left to right.
struct GuardSigns {
    node: usize,
    parts: Vec<SignPart>,
}

impl Plan {
    /// The pieces of a function with the proofs of the signs of their guards.
    ///
    /// # Errors
    /// What the checker does not know, or a sign that was not decided.
    pub(super) fn new(study: &mut Study<'_>) -> Result<Plan, String> {
        let (f, x) = (study.function(), study.variable());
        let Lowered { formula, guards } = lower(study.graph(), f, x)?;
        let mut known = Vec::new();
        let selecting = formula.guards(formula.root());
        for (&node, &expression) in &guards {
            let parts = match study.signs(expression, &Set::whole()) {
                Ok(parts) => parts,
                Err(why) if selecting.contains(&node) => return Err(why),
                // The checker may yet see that it does not vanish.
                Err(_) => continue,
            };
            if selecting.contains(&node) || !is_never_zero(&parts) {
                known.push(GuardSigns { node, parts });
            }
        }
        let cuts = cuts(study.graph(), &known)?;
        let mut plan = Plan { formula, zeros: Vec::new(), cuts, pieces: Vec::new() };
        let places = plan.places(study.graph(), &known)?;
        for i in 0..=plan.cuts.len() {
            let ends = [i.checked_sub(1).map(|i| plan.cuts[i]), plan.cuts.get(i).copied()];
            let (from, to) = (places[i].clone(), places[i + 1].clone());
            let piece = plan.piece(study.graph(), &known, ends, from, to)?;
            plan.pieces.push(piece);
        }
        Ok(plan)
    }

    /// The places of the cuts, with −∞ and +∞ at both ends; irrational ones become zeros of guards.
    fn places(&mut self, graph: &mut Graph, known: &[GuardSigns]) -> Result<Vec<Place>, String> {
        let mut places = vec![Place::MinusInfinity];
        for &cut in &self.cuts {
            if let Some(value) = rational(graph, cut) {
                places.push(Place::At(value));
                continue;
            }
            let (low, high) = isolate(graph, cut).ok_or("a joint could not be enclosed")?;
            let zero = known.iter().find_map(|guard| {
                let vanishes = guard.parts.iter().any(|part| {
                    matches!(part, SignPart::Point { at, sign: Ok(Ordering::Equal) } if *at == cut)
                });
                let signs = signs_at(graph, &self.formula, known, guard.node, cut)?;
                let (low, high) = (low.clone(), high.clone());
                vanishes.then_some(Zero { of: guard.node, low, high, signs })
            });
            places.push(Place::Zero(self.zeros.len()));
            self.zeros.push(zero.ok_or("a joint at which no guard is shown to vanish")?);
        }
        places.push(Place::PlusInfinity);
        Ok(places)
    }

    fn piece(
        &self,
        graph: &mut Graph,
        known: &[GuardSigns],
        [left, right]: [Option<NodeId>; 2],
        from: Place,
        to: Place,
    ) -> Result<PlannedPiece, String> {
        let mut signs = Signs::default();
        let mut guards = Vec::new();
        for guard in known {
            let Some(sign) = sign_between(graph, &guard.parts, left, right)? else { continue };
            let (formula, zeros) = (&self.formula, &self.zeros[..]);
            let subject = Subject { formula, zeros, node: guard.node, order: 0, signs: &signs };
            let parts = Cover::new(subject, &from, &to).piece(&[], &[sign])?;
            guards.push(Guard { node: guard.node, sign, parts });
            let is_next = signs.push(guard.node, sign);
            debug_assert!(is_next, "guards are in ascending order");
        }
        let is_defined = !self.formula.has_no_value(&signs);
        Ok(PlannedPiece { from, to, signs, guards, tables: Vec::new(), is_defined })
    }

    /// Adds the signs of a derivative on all pieces.
    ///
    /// # Errors
    /// What was not decided, or where the checker's rules do not reach.
    pub(super) fn add_table(&mut self, study: &mut Study<'_>, order: u32) -> Result<(), String> {
        let mut tables = Vec::with_capacity(self.pieces.len());
        for i in 0..self.pieces.len() {
            if !self.pieces[i].is_defined {
                tables.push(None);
                continue;
            }
            let ends = [i.checked_sub(1).map(|i| self.cuts[i]), self.cuts.get(i).copied()];
            let (zeros, signs) = known_signs(study, order, ends)?;
            let piece = &self.pieces[i];
            let subject = Subject {
                formula: &self.formula,
                zeros: &self.zeros,
                node: self.formula.root(),
                order,
                signs: &piece.signs,
            };
            let parts = Cover::new(subject, &piece.from, &piece.to).piece(&zeros, &signs)?;
            tables.push(Some(Table { order, parts }));
        }
        for (piece, table) in self.pieces.iter_mut().zip(tables) {
            piece.tables.extend(table);
        }
        Ok(())
    }

    /// The certificate without claims.
    pub(super) fn into_certificate(self) -> Certificate {
        let pieces = self.pieces.into_iter();
        let pieces = pieces
            .map(|piece| Piece { to: piece.to, guards: piece.guards, tables: piece.tables })
            .collect();
        Certificate { formula: self.formula, zeros: self.zeros, pieces, claims: Vec::new() }
    }
}

/// The zeros and signs of a derivative between two numbers, by the sign table of the smooth formula there.
fn known_signs(
    study: &mut Study<'_>,
    order: u32,
    [left, right]: [Option<NodeId>; 2],
) -> Result<(Vec<Vanishing>, Vec<Ordering>), String> {
    let f = study.function();
    let cut = study.cut(f)?;
    let (x, limits) = (study.x, study.limits.signs);
    let graph = study.graph();
    let sample = graph.sample_point(&Cell { left, right, formula: f });
    let mut formula = None;
    for cell in &cut.0.cells {
        if graph.without_side_conditions(|graph| graph.is_inside(sample, cell))? {
            formula = Some(cell.formula);
        }
    }
    let mut derivative = formula.ok_or("a piece that f does not have")?;
    for _ in 0..order {
        derivative = graph.derivative(derivative, x);
    }
    let table =
        graph.without_side_conditions(|graph| graph.sign_table(derivative, x, left, right, limits));
    let signs = table.signs.into_iter().collect::<Result<_, _>>()?;
    if table.points.iter().any(|point| point.kind != PointKind::Zero) {
        return Err("it has a pole inside a piece".into());
    }
    let points: Vec<NodeId> = table.points.iter().map(|point| point.at).collect();
    let zeros = separated(graph, &points).ok_or("the zeros were not told apart")?;
    Ok((zeros, signs))
}

/// Ascending zeros in intervals that do not touch.
fn separated(graph: &Graph, points: &[NodeId]) -> Option<Vec<Vanishing>> {
    let mut bits = ZERO_BITS;
    loop {
        let zero = |&point: &NodeId| match rational(graph, point) {
            Some(value) => Some(Vanishing::At(value)),
            None => isolate_to(graph, point, bits).map(|(low, high)| Vanishing::Between(low, high)),
        };
        let zeros = points.iter().map(zero).collect::<Option<Vec<_>>>()?;
        if zeros.windows(2).all(|pair| pair[0].high() < pair[1].low()) {
            return Some(zeros);
        }
        bits *= 4;
        (bits <= MAX_ZERO_BITS).then_some(())?;
    }
}

fn is_never_zero(parts: &[SignPart]) -> bool {
    match parts {
        [SignPart::Cell { left: None, right: None, sign: Ok(sign), .. }] => sign.is_ne(),
        _ => false,
    }
}

/// All ends of cells and single points, ascending and each once.
fn cuts(graph: &mut Graph, known: &[GuardSigns]) -> Result<Vec<NodeId>, String> {
    let mut cuts: Vec<NodeId> = Vec::new();
    for part in known.iter().flat_map(|guard| &guard.parts) {
        let ends = match part {
            SignPart::Cell { left, right, .. } => [*left, *right],
            SignPart::Point { at, .. } => [Some(*at), None],
        };
        for end in ends.into_iter().flatten() {
            graph
                .without_side_conditions(|graph| graph.insert_sorted(&mut cuts, end))
                .map_err(|_| "two joints could neither be told apart nor proved equal")?;
        }
    }
    Ok(cuts)
}

/// The sign of a guard between two neighboring cuts; `None` where it has no value.
fn sign_between(
    graph: &mut Graph,
    parts: &[SignPart],
    left: Option<NodeId>,
    right: Option<NodeId>,
) -> Result<Option<Ordering>, String> {
    for part in parts {
        let SignPart::Cell { left: from, right: to, sign, .. } = part else { continue };
        let starts = match (from, left) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(from), Some(left)) => graph.order_of_values(*from, left)?.is_le(),
        };
        let ends = match (to, right) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(to), Some(right)) => graph.order_of_values(*to, right)?.is_ge(),
        };
        if starts && ends {
            return sign.clone().map(Some);
        }
    }
    Ok(None)
}

/// The signs, at a cut, of the guards that a guard depends on; `None` where one of them vanishes there too.
fn signs_at(
    graph: &mut Graph,
    formula: &Formula,
    known: &[GuardSigns],
    node: usize,
    cut: NodeId,
) -> Option<Signs> {
    let mut signs = Signs::default();
    for guard in formula.guards(node) {
        let parts = &known.iter().find(|known| known.node == guard)?.parts;
        let sign = parts.iter().find_map(|part| {
            let &SignPart::Cell { left, right, formula, ref sign } = part else { return None };
            let cell = Cell { left, right, formula };
            let is_here = graph.without_side_conditions(|graph| graph.is_inside(cut, &cell));
            is_here.is_ok_and(|is_here| is_here).then(|| sign.clone().ok())?
        })?;
        signs.push(guard, sign).then_some(())?;
    }
    Some(signs)
}

pub(super) fn rational(graph: &Graph, id: NodeId) -> Option<Rational> {
    let number = graph.number(id)?;
    Rational::new(number.numerator(), number.denominator().into())
}

/// Numbers closely below and above an exact number.
pub(super) fn isolate(graph: &Graph, id: NodeId) -> Option<(Rational, Rational)> {
    isolate_to(graph, id, ZERO_BITS)
}

fn isolate_to(graph: &Graph, id: NodeId, bits: u64) -> Option<(Rational, Rational)> {
    let point = crate::evaluate::Point::new();
    let value = graph.enclose(&[id], &point, &mut Context::new(), bits).pop()?.ok()?;
    let (low, high) = value.to_rationals()?;
    // A step that leaves room for the rounding of the checker.
    let exponent = value.size().max(-1000) - (bits as i64 - 10);
    let power = Integer::ONE << usize::try_from(exponent.unsigned_abs()).ok()?;
    let step =
        if exponent < 0 { Rational::new(1.into(), power)? } else { Rational::integer(power) };
    let convert = |value: crate::number::Rational| {
        let (numerator, denominator) = value.into_parts();
        Rational::new(numerator, denominator.into())
    };
    Some((&convert(low)? - &step, &convert(high)? + &step))
}
