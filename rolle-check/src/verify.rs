//! The verification of a certificate: its zeros, its pieces with their guards, its tables, and what they imply.

use crate::asymptotic::Range;
use crate::certificate::{Certificate, Claim, MAX_ORDER, Part, Piece, Place, Rule, Span, Zero};
use crate::enclose::Enclosing;
use crate::evaluate::{On, evaluate};
use crate::formula::{Formula, Signs};
use crate::interval::Interval;
use crate::part::{Subject, high, is_before, is_known, low};
use crate::rational::Rational;
use crate::words::words;
use crate::work::has_bounded_work;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

/// A point at which a function vanishes or a piece ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// At a place.
    At(Place),
    /// The only zero between two numbers.
    Between(Rational, Rational),
}

/// An open interval on which a function has one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The left end.
    pub from: Turn,
    /// The right end.
    pub to: Turn,
    /// The sign.
    pub sign: Ordering,
}

/// The signs of a derivative on a piece, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The order of the derivative.
    pub order: u32,
    /// The cells from left to right.
    pub cells: Vec<Cell>,
}

/// A piece of the line, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The left end.
    pub from: Place,
    /// The right end.
    pub to: Place,
    /// Whether f has values there.
    pub is_defined: bool,
    /// The tables.
    pub rows: Vec<Row>,
    pub(crate) signs: Signs,
}

impl Stretch {
    pub(crate) fn row(&self, order: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.order == order)
    }
}

/// A certificate that was verified.
#[derive(Clone, Debug)]
pub struct Verified<'c> {
    /// The formula, the zeros and the claims.
    pub certificate: &'c Certificate,
    /// The pieces with their tables.
    pub stretches: Vec<Stretch>,
    /// The values of derivatives that were enclosed already: several claims follow from the same.
    pub(crate) known: RefCell<Vec<Extremes>>,
}

/// What a derivative comes near to at an end of a cell.
#[derive(Clone, Debug)]
pub(crate) struct Extreme {
    pub(crate) range: Range,
    /// Whether it is known to be a value of f itself on the interval.
    pub(crate) is_value: bool,
}

/// Values of the derivative of an order on an interval, between which all others lie.
#[derive(Clone, Debug)]
pub(crate) struct Extremes {
    pub(crate) order: u32,
    pub(crate) on: Span,
    pub(crate) values: Result<Rc<[Extreme]>, String>,
}

/// Verifies a certificate from its formula.
///
/// # Errors
/// The first step that does not hold.
pub fn verify(certificate: &Certificate) -> Result<Verified<'_>, String> {
    has_bounded_work(certificate)?;
    for (i, zero) in certificate.zeros.iter().enumerate() {
        verify_zero(&certificate.formula, zero)
            .ok_or_else(|| format!("zero {i} is not proved to exist and to be the only one"))?;
    }
    let mut stretches = Vec::with_capacity(certificate.pieces.len());
    let mut from = Place::MinusInfinity;
    for (i, piece) in certificate.pieces.iter().enumerate() {
        let stretch =
            verify_piece(certificate, &from, piece).map_err(|why| format!("piece {i}: {why}"))?;
        from = piece.to.clone();
        stretches.push(stretch);
    }
    if from != Place::PlusInfinity && !certificate.pieces.is_empty() {
        return Err("the pieces do not reach +oo".into());
    }
    let verified = Verified { certificate, stretches, known: RefCell::default() };
    for (i, claim) in certificate.claims.iter().enumerate() {
        verified.proves(claim).map_err(|why| format!("claim {i}: {why}"))?;
    }
    Ok(verified)
}

/// The precision in which isolated zeros and values for claims are enclosed.
pub(crate) const BITS: u32 = 192;

/// The node has opposite strict signs at the ends, and its derivative one sign between.
fn verify_zero(formula: &Formula, zero: &Zero) -> Option<()> {
    (zero.of <= formula.root() && zero.low < zero.high).then_some(())?;
    let arithmetic = Enclosing { bits: BITS };
    let mut signs = Signs::default();
    let hull = Interval::between(&zero.low, &zero.high, BITS);
    let on = |node: usize, x: Interval, order: usize, signs: &Signs| {
        evaluate(&arithmetic, formula, node, x, order, signs, On::OpenSet)?.pop()
    };
    for (node, sign) in zero.signs.iter() {
        // Guards come before the nodes that they guard, so a sign is used only after it was proved.
        (node < zero.of && sign.is_ne()).then_some(())?;
        let found = on(node, hull.clone(), 0, &signs)?.sign()?;
        (found == sign && signs.push(node, sign)).then_some(())?;
    }
    let slope = on(zero.of, hull, 1, &signs)?.sign()?;
    let at = |end: &Rational| {
        let x = Interval::from_rational(end, BITS);
        on(zero.of, x, 0, &signs)?.sign()
    };
    let (left, right) = (at(&zero.low)?, at(&zero.high)?);
    (slope.is_ne() && left == slope.reverse() && right == slope).then_some(())
}

fn verify_piece(certificate: &Certificate, from: &Place, piece: &Piece) -> Result<Stretch, String> {
    let (formula, zeros) = (&certificate.formula, &certificate.zeros[..]);
    if !is_known(zeros, &piece.to) || !is_before(zeros, from, &piece.to) {
        return Err("it does not end right of where it begins".into());
    }
    let mut signs = Signs::default();
    for guard in &piece.guards {
        if guard.node > formula.root() {
            return Err(format!("there is no node {}", guard.node));
        }
        let subject = Subject { formula, zeros, node: guard.node, order: 0, signs: &signs };
        let cells = cells(&subject, from, piece, &guard.parts)
            .map_err(|why| format!("the sign of node {}: {why}", guard.node))?;
        if cells.len() != 1 || cells[0].sign != guard.sign {
            return Err(format!("node {} has another sign", guard.node));
        }
        if !signs.push(guard.node, guard.sign) {
            return Err(format!("the guard {} does not come in order", guard.node));
        }
    }
    let mut rows: Vec<Row> = Vec::with_capacity(piece.tables.len());
    for table in &piece.tables {
        if rows.last().is_some_and(|row| row.order >= table.order) {
            return Err("its tables are not in order".into());
        }
        let node = formula.root();
        let subject = Subject { formula, zeros, node, order: table.order, signs: &signs };
        let cells = cells(&subject, from, piece, &table.parts).map_err(|why| {
            format!("the signs of the derivative of order {}: {why}", table.order)
        })?;
        rows.push(Row { order: table.order, cells });
    }
    let is_defined = !rows.is_empty();
    if !is_defined && !formula.has_no_value(&signs) {
        return Err("it has no table, and f is not shown to have no value there".into());
    }
    Ok(Stretch { from: from.clone(), to: piece.to.clone(), is_defined, rows, signs })
}

/// The cells of a function from the parts that cover a piece.
fn cells(
    subject: &Subject,
    from: &Place,
    piece: &Piece,
    parts: &[Part],
) -> Result<Vec<Cell>, String> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut at = from;
    let mut ends_with_zero = false;
    for part in parts {
        let is_inside = [at != from, part.to != piece.to];
        let ends = subject.prove(at, part, is_inside).map_err(|why| {
            format!(
                "from {} to {}: {why}",
                words(subject.zeros, at),
                words(subject.zeros, &part.to)
            )
        })?;
        match cells.last_mut() {
            // Nothing happens at the place: the function has the same strict sign there.
            Some(last) if !ends_with_zero && !ends.zero_at_left => {
                if last.sign != part.sign {
                    return Err(format!("two signs meet at {}", words(subject.zeros, at)));
                }
                last.to = Turn::At(part.to.clone());
            }
            _ => cells.push(Cell {
                from: Turn::At(at.clone()),
                to: Turn::At(part.to.clone()),
                sign: part.sign,
            }),
        }
        if let Rule::SimpleZero(_) | Rule::RationalZeros(1) = part.rule {
            let zero =
                isolated(subject.zeros, at, &part.to).ok_or("an endless part with a zero")?;
            let last = cells.last_mut().expect("a cell was pushed");
            let to = std::mem::replace(&mut last.to, zero.clone());
            cells.push(Cell { from: zero, to, sign: part.sign.reverse() });
        }
        ends_with_zero = ends.zero_at_right;
        at = &part.to;
    }
    match *at == piece.to {
        true => Ok(cells),
        false => Err("the parts do not reach the end of the piece".into()),
    }
}

fn isolated(zeros: &[Zero], from: &Place, to: &Place) -> Option<Turn> {
    Some(Turn::Between(low(zeros, from)?.clone(), high(zeros, to)?.clone()))
}

impl Verified<'_> {
    /// Whether a claim follows from what was verified.
    ///
    /// # Errors
    /// Why it does not.
    pub fn proves(&self, claim: &Claim) -> Result<(), String> {
        if self.stretches.is_empty() && !claim.is_about_a_point() {
            return Err("there are no pieces that it could follow from".into());
        }
        match claim {
            Claim::Monotone { on, .. }
            | Claim::Convex { on, .. }
            | Claim::Bounds { on, .. }
            | Claim::Lipschitz { on, .. }
            | Claim::Attained { on, .. } => self.check_span(on)?,
            Claim::Signs { .. } | Claim::Limit { .. } | Claim::Value { .. } => {}
        }
        match claim {
            Claim::Signs { order } | Claim::Bounds { order, .. } | Claim::Value { order, .. }
                if *order > MAX_ORDER =>
            {
                Err(format!("a derivative of order {order}"))
            }
            Claim::Monotone { direction, .. }
            | Claim::Convex { direction, .. }
            | Claim::Attained { side: direction, .. }
                if direction.is_eq() =>
            {
                Err("it has no direction".into())
            }
            Claim::Signs { order } => self.has_signs(*order),
            Claim::Monotone { direction, strict, on } => self.is_monotone(*direction, *strict, on),
            Claim::Convex { direction, strict, on } => self.is_convex(*direction, *strict, on),
            Claim::Bounds { order, on, infimum, supremum } => {
                self.has_bounds(*order, on, [infimum, supremum])
            }
            Claim::Lipschitz { constant, on } => self.is_lipschitz(constant, on),
            Claim::Limit { at, limit } => self.has_limit(at, limit),
            Claim::Attained { side, on } => self.is_attained(*side, on),
            Claim::Value { order, at, value } => self.has_value(*order, at, value),
        }
    }
}
