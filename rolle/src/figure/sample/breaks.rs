//! What the caller knows about special points of the function.

use super::super::view::Extent;
use super::End;
use crate::{Error, ErrorKind, Result};

/// How the function behaves on one side of a break point.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Side {
    /// Nothing is known; the function is sampled close to the point.
    #[default]
    Unknown,
    /// It has this finite limit.
    Limit(f64),
    /// It grows to +∞.
    PlusInfinity,
    /// It falls to −∞.
    MinusInfinity,
    /// It is not defined.
    Undefined,
}

/// A point where the curve must not be taken for smooth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// Where.
    pub x: f64,
    /// The behaviour just left of it.
    pub left: Side,
    /// The behaviour just right of it.
    pub right: Side,
    /// The value at the point itself, if it is defined and known.
    pub value: Option<f64>,
    /// Draw open and closed circles at the limits.
    pub marked: bool,
}

impl Break {
    /// A point through which the curve goes on, with a corner: the curve is sampled exactly there.
    /// Also useful for any other point that the polyline must pass through.
    pub fn kink(x: f64) -> Break {
        Break { x, left: Side::Unknown, right: Side::Unknown, value: None, marked: false }
    }

    /// A jump between two limits; circles show to which of them the value belongs.
    pub fn jump(x: f64, left: f64, right: f64, value: Option<f64>) -> Break {
        Break { x, left: Side::Limit(left), right: Side::Limit(right), value, marked: true }
    }

    /// A hole: both limits agree and the function is not defined there.
    pub fn hole(x: f64, limit: f64) -> Break {
        Break { x, left: Side::Limit(limit), right: Side::Limit(limit), value: None, marked: true }
    }

    /// A pole whose side limits are the given infinities (`true` for +∞).
    pub fn pole(x: f64, left_up: bool, right_up: bool) -> Break {
        let side = |up| if up { Side::PlusInfinity } else { Side::MinusInfinity };
        Break { x, left: side(left_up), right: side(right_up), value: None, marked: false }
    }

    /// An end of the domain; what lies on either side is sampled.
    pub fn edge(x: f64) -> Break {
        Break::kink(x)
    }

    /// The mark that the left stretch carries at this point.
    pub(super) fn left_end(&self) -> End {
        self.mark(self.left)
    }

    /// The mark that the right stretch carries at this point.
    pub(super) fn right_end(&self) -> End {
        self.mark(self.right)
    }

    fn mark(&self, side: Side) -> End {
        match side {
            Side::Limit(limit) if self.marked && self.value == Some(limit) => End::Closed,
            Side::Limit(_) if self.marked => End::Open,
            _ => End::Plain,
        }
    }
}

/// The break points inside the range, sorted, one for each abscissa.
pub(super) fn inside(breaks: &[Break], range: Extent) -> Result<Vec<Break>> {
    if let Some(bad) = breaks.iter().find(|b| b.x.is_nan()) {
        let message = format!("`{}` is not a place for a break point", bad.x);
        return Err(Error::new(ErrorKind::Argument, message));
    }
    let mut inside: Vec<Break> = breaks.iter().copied().filter(|b| range.contains(b.x)).collect();
    inside.sort_by(|a, b| a.x.total_cmp(&b.x));
    // −0 and 0 are the same place. Of several, the one that says most is kept.
    inside.dedup_by(|b, a| {
        if a.x != b.x {
            return false;
        }
        if a.left == Side::Unknown && a.right == Side::Unknown {
            *a = *b;
        }
        true
    });
    Ok(inside)
}
