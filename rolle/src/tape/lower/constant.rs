//! Constant parts of a formula: computed once, exactly, and rounded to two words.

use super::{Lowering, Pair};
use crate::enclosure::{Context, Enclosure};
use crate::graph::Graph;
use crate::number::Rational;
use crate::operator::NodeId;
use crate::{Error, ErrorKind, Result};
use rolle_tape::Wide;

/// The working precisions that are tried.
const PRECISIONS: [u64; 3] = [160, 400, 1200];

impl Lowering<'_> {
    pub(super) fn lower_constant(&mut self, id: NodeId) -> Result<Pair> {
        let wide = wide_constant(self.graph, id)?;
        Ok(self.constant_pair(wide))
    }

    /// A constant, with a low part unless every format holds it.
    pub(super) fn constant_pair(&mut self, wide: Wide) -> Pair {
        let high = self.builder.constant(wide);
        let exact = wide.low == 0.0 && f64::from(wide.high as f32) == wide.high;
        let low = (!exact && wide.high.is_finite()).then(|| self.builder.constant_low(wide));
        Pair { high, low }
    }
}

/// The value of an expression without symbols to twice the precision of a double; NaN where it has none.
///
/// # Errors
/// `Budget` where the value could not be enclosed well enough.
pub(in crate::tape) fn wide_constant(graph: &Graph, id: NodeId) -> Result<Wide> {
    if let Some(number) = graph.number(id) {
        return Ok(wide_rational(&number.to_rational()));
    }
    let mut context = Context::new();
    for precision in PRECISIONS {
        match &graph.enclose(&[id], &Default::default(), &mut context, precision)[0] {
            Ok(value) => {
                if let Some(wide) = wide_enclosure(value) {
                    return Ok(wide);
                }
            }
            Err(crate::enclosure::Obstacle::Outside(_)) => return Ok(Wide::new(f64::NAN)),
            Err(_) => {}
        }
    }
    let text = graph.print(id).unwrap_or_else(|_| "a constant".into());
    let message = format!("the value of the constant `{text}` could not be enclosed");
    Err(Error::new(ErrorKind::Budget, message))
}

/// A rational number in two words.
pub(super) fn wide_rational(q: &Rational) -> Wide {
    let high = q.to_f64().value();
    let low = match Rational::try_from(high) {
        Ok(exact) => (q - exact).to_f64().value(),
        Err(_) => 0.0,
    };
    Wide { high, low }
}

/// The middle of an enclosure in two words, if its ends agree on them.
fn wide_enclosure(value: &Enclosure) -> Option<Wide> {
    let (low, high) = value.to_rationals()?;
    let (a, b) = (wide_rational(&low), wide_rational(&high));
    // Both words, up to a last bit of the second.
    let close = a.high == b.high && (a.low - b.low).abs() <= a.high.abs() * f64::EPSILON.powi(2);
    close.then_some(a)
}
