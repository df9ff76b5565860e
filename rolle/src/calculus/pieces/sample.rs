//! A rational number between two constants: signs there are cheap, whatever the constants are.

use super::Cell;
use crate::enclosure::{Context, Enclosure};
use crate::evaluate::Point;
use crate::graph::{Facts, Graph};
use crate::number::{Integer, Number, Rational};
use crate::operator::NodeId;

/// The precisions at which the ends of a cell are enclosed, in bits.
const PRECISIONS: [u64; 3] = [64, 256, 2048];

impl Graph {
    /// A rational number strictly inside a cell with constant ends; `None` where they are not told apart.
    pub(super) fn rational_inside(&mut self, cell: &Cell) -> Option<NodeId> {
        let ends = [cell.left, cell.right];
        let constant = |id: NodeId| self.facts(id).has(Facts::CONSTANT);
        let rational = |id: NodeId| self.number(id).is_some();
        if !ends.into_iter().flatten().all(constant) || ends.into_iter().flatten().all(rational) {
            return None;
        }
        let mut ctx = Context::new();
        let inside = PRECISIONS.into_iter().find_map(|prec| {
            let mut bounds = |end: Option<NodeId>| match end {
                None => Some(None),
                Some(id) => {
                    let found = self.enclose(&[id], &Point::new(), &mut ctx, prec).pop()?;
                    found.ok().as_ref().and_then(Enclosure::to_rationals).map(Some)
                }
            };
            // What is surely right of the left end, and surely left of the right end.
            let above = bounds(cell.left)?.map(|(_, high)| high);
            let below = bounds(cell.right)?.map(|(low, _)| low);
            between(above, below)
        })?;
        Some(self.literal_number(&Number::from(inside)))
    }
}

/// A short number strictly between two.
fn between(above: Option<Rational>, below: Option<Rational>) -> Option<Rational> {
    let one = Rational::ONE;
    match (above, below) {
        (None, None) => Some(Rational::ZERO),
        (Some(a), None) => Some(Rational::from(a.floor()) + one),
        (None, Some(b)) => Some(Rational::from(b.ceil()) - one),
        (Some(a), Some(b)) => {
            let width = &b - &a;
            if width <= Rational::ZERO {
                return None;
            }
            // The middle, rounded to a multiple of a step of less than half the width.
            let mut scale = Integer::ONE;
            while Rational::from(scale.clone()) * &width <= Rational::from(2) {
                scale <<= 1;
            }
            let scale = Rational::from(scale);
            let middle = (a + b) / Rational::from(2);
            Some(Rational::from((middle * &scale).round()) / scale)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_between_constants() {
        let mut g = Graph::new();
        for (left, right) in [
            (None, Some("sqrt(2)")),
            (Some("-sqrt(2)"), None),
            (Some("sqrt(2)"), Some("sqrt(3)")),
            (Some("sqrt(2)"), Some("1414213562373095049/10^18")),
            (Some("rootof(x^3 - x - 1, 0)"), Some("pi")),
            (Some("-10^9*sqrt(2)"), Some("3/2")),
            (Some("3/2"), Some("3/2 + exp(-100)")),
        ] {
            let mut read = |text: Option<&str>| text.map(|text| g.parse(text).unwrap());
            let (left, right) = (read(left), read(right));
            let cell = Cell { left, right, formula: NodeId::ZERO };
            let point = g.rational_inside(&cell).unwrap();
            assert!(g.number(point).is_some());
            assert_eq!(g.is_inside(point, &cell), Ok(true), "{left:?} {right:?}");
        }
    }
}
