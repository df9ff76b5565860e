//! What a certificate is to claim, and in which words.

use super::plan::{isolate, rational};
use crate::calculus::{End, Interval};
use crate::number;
use crate::prove::level::Level;
use crate::prove::study::Study;
use rolle_check::{Claim as Checked, Level as CheckedLevel, Place, Span, Turn, Verified};
use std::cmp::Ordering;

/// Something to be claimed.
pub(super) struct Wanted {
    /// In words.
    pub(super) what: String,
    /// The orders of the derivatives whose signs it follows from.
    pub(super) orders: Vec<u32>,
    /// The words for it that the checker knows, the sharpest first.
    pub(super) wordings: Vec<Wording>,
}

/// A claim of the checker.
pub(super) struct Wording {
    pub(super) claim: Checked,
    /// What must hold for it to say what is wanted.
    pub(super) needs: Needs,
    /// What is wanted beyond it.
    pub(super) short_of: Option<String>,
}

/// What must be seen in the verified tables.
pub(super) enum Needs {
    Nothing,
    /// The line is one piece: the derivatives have no gaps.
    OnePiece,
    /// The signs of a derivative are one and the same on an interval, at each of its points.
    OneSign(u32, Ordering, Span),
}

impl From<Checked> for Wording {
    fn from(claim: Checked) -> Wording {
        Wording { claim, needs: Needs::Nothing, short_of: None }
    }
}

impl Needs {
    pub(super) fn are_met(&self, verified: &Verified<'_>) -> bool {
        match self {
            Needs::Nothing => true,
            Needs::OnePiece => verified.stretches.len() == 1,
            Needs::OneSign(order, sign, on) => {
                let rows = verified.stretches.iter().flat_map(|piece| &piece.rows);
                let mut cells = rows.filter(|row| row.order == *order).flat_map(|row| &row.cells);
                cells.any(|cell| {
                    cell.sign == *sign
                        && reaches(&cell.from, &on.from, on.closed[0], Ordering::Less)
                        && reaches(&cell.to, &on.to, on.closed[1], Ordering::Greater)
                })
            }
        }
    }
}

/// Whether the end of a cell lies at or beyond the end of an interval; a closed one must lie inside the cell.
fn reaches(turn: &Turn, place: &Place, closed: bool, side: Ordering) -> bool {
    let end = match turn {
        Turn::At(Place::At(at)) => at,
        Turn::Between(low, high) => {
            if side.is_lt() {
                high
            } else {
                low
            }
        }
        Turn::At(Place::Zero(_)) => return false,
        Turn::At(_) => return true,
    };
    match place {
        Place::At(place) if closed => end.cmp(place) == side,
        Place::At(place) => end.cmp(place) != side.reverse(),
        _ => false,
    }
}

/// What becomes of an irrational end of an interval.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounding {
    /// Nothing: it is refused.
    Refused,
    /// A rational number just outside takes its place: more is claimed than was asked.
    Outward,
    /// One just inside: less is claimed.
    Inward,
}

/// An interval as the checker knows it, and the same for the prover.
pub(super) struct Where {
    pub(super) span: Span,
    pub(super) interval: Interval,
}

impl Study<'_> {
    /// An interval in the words of the checker.
    pub(super) fn place(
        &mut self,
        interval: &Interval,
        rounding: Rounding,
    ) -> Result<Where, String> {
        let mut grown = *interval;
        let (from, left) = self.end(&mut grown.left, rounding, Ordering::Less)?;
        let (to, right) = self.end(&mut grown.right, rounding, Ordering::Greater)?;
        Ok(Where { span: Span { from, to, closed: [left, right] }, interval: grown })
    }

    fn end(
        &mut self,
        end: &mut Option<End>,
        rounding: Rounding,
        side: Ordering,
    ) -> Result<(Place, bool), String> {
        let Some(End { point, closed }) = *end else {
            let infinite = if side.is_lt() { Place::MinusInfinity } else { Place::PlusInfinity };
            return Ok((infinite, false));
        };
        if let Some(value) = rational(self.graph, point) {
            return Ok((Place::At(value), closed));
        }
        let around = isolate(self.graph, point).filter(|_| rounding != Rounding::Refused);
        let (low, high) = around.ok_or("the checker knows intervals with rational ends only")?;
        let is_low = side.is_lt() == (rounding == Rounding::Outward);
        let rounded = if is_low { low } else { high };
        let exact = number::Rational::from_parts(
            rounded.numerator().clone(),
            rounded.denominator().clone(),
        );
        *end = Some(End { point: self.graph.rational(exact), closed: true });
        Ok((Place::At(rounded), true))
    }

    /// A level exactly, if it is rational, and with a little room.
    pub(super) fn levels(&self, level: Level) -> Vec<CheckedLevel> {
        match level {
            Level::MinusInfinity => vec![CheckedLevel::MinusInfinity],
            Level::PlusInfinity => vec![CheckedLevel::PlusInfinity],
            Level::Finite(value) => {
                let exact = rational(self.graph, value);
                let exact = exact.map(|value| CheckedLevel::Between(value.clone(), value));
                let around = isolate(self.graph, value);
                exact.into_iter().chain(around.map(|(a, b)| CheckedLevel::Between(a, b))).collect()
            }
        }
    }
}
