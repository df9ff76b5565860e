//! The true value at a point, by enclosures narrow enough to measure with.

use super::format::Format;
use crate::enclosure::{Context, Enclosure, Obstacle};
use crate::evaluate::Point;
use crate::graph::Graph;
use crate::operator::NodeId;

/// Bits that are tried.
const PRECISIONS: [u64; 4] = [96, 192, 640, 2560];

/// Ends of an enclosure lie within this of each other, in units in the last place of the format.
const WIDTH: f64 = 1e-6;

/// Bits of differences.
const DIFFERENCE: u64 = 96;

/// What is known of the value of a formula at a point.
pub(super) enum Truth {
    /// It lies here, and the enclosure is narrow.
    Value(Enclosure),
    /// There is none.
    Outside,
    /// It was not found.
    Open,
}

/// A formula, and what its enclosures need.
#[derive(Clone, Debug)]
pub(super) struct Oracle {
    graph: Graph,
    root: NodeId,
    x: NodeId,
    context: Context,
}

impl Oracle {
    pub(super) fn new(graph: &Graph, root: NodeId, x: NodeId) -> Oracle {
        let (graph, images) = graph.extract(&[root, x]);
        Oracle { graph, root: images[0], x: images[1], context: Context::new() }
    }

    /// The value at a finite number.
    pub(super) fn at(&mut self, x: f64, format: Format) -> Truth {
        let Some(x) = Enclosure::from_f64(x) else { return Truth::Open };
        let at = Point::from([(self.x, x)]);
        for precision in PRECISIONS {
            match self.graph.enclose(&[self.root], &at, &mut self.context, precision).pop() {
                Some(Ok(value)) if is_narrow(&value, format) => return Truth::Value(value),
                Some(Err(Obstacle::Outside(_))) => return Truth::Outside,
                Some(Err(Obstacle::Refused(_))) => return Truth::Open,
                _ => {}
            }
        }
        Truth::Open
    }
}

fn is_narrow(value: &Enclosure, format: Format) -> bool {
    let width = value.upper_point().sub(&value.lower_point(), DIFFERENCE);
    // Beyond the greatest number only that it lies there counts.
    let (low, high) = (value.lower().to_f64(), value.upper().to_f64());
    if format.overflows(low) && format.overflows(high) && (low > 0.0) == (high > 0.0) {
        return true;
    }
    width.is_ok_and(|width| in_units(&width, format.unit(low)) <= WIDTH)
}

/// The error of a finite number, in units in the last place of the true one: the most that it can be.
pub(super) fn error(computed: f64, truth: &Enclosure, format: Format) -> f64 {
    let unit = format.unit(truth.to_f64());
    let difference = Enclosure::from_f64(computed).and_then(|y| y.sub(truth, DIFFERENCE).ok());
    difference.map_or(f64::INFINITY, |difference| in_units(&difference.abs(), unit))
}

/// The upper end of a nonnegative number over 2^unit.
fn in_units(value: &Enclosure, unit: i32) -> f64 {
    let scale = Enclosure::from_i64(2).pow_integer(-i64::from(unit), DIFFERENCE);
    let scaled = scale.and_then(|scale| value.mul(&scale, DIFFERENCE));
    scaled.map_or(f64::INFINITY, |scaled| scaled.upper().to_f64())
}
