//! Enclosures of isolated zeros to any precision.

use super::Point;
use crate::enclosure::{Context, Enclosure, Obstacle, Outcome};
use crate::graph::{FunctionZero, Graph, IsolatedZero};
use crate::operator::NodeId;
use std::cmp::Ordering;

/// Bits beyond those that are asked for.
const GUARD: u64 = 16;

/// Halvings and Newton steps before giving up.
const STEPS: usize = 200;

impl Graph {
    /// An isolated zero, by refinement.
    pub(crate) fn enclose_isolated(&self, id: NodeId, ctx: &mut Context, prec: u64) -> Outcome {
        const TOO_FINE: Obstacle = Obstacle::Refused("a root of a polynomial to so many digits");
        let number = match self.isolated_zero(id) {
            Some(IsolatedZero::OfPolynomial(number)) => number,
            Some(IsolatedZero::OfFunction(zero)) => return enclose_function_zero(zero, ctx, prec),
            None => return Err(Obstacle::Refused("no isolated zero")),
        };
        let bits = u32::try_from(prec).map_err(|_| TOO_FINE)?;
        let (low, high) = number.interval(bits).map_err(|_| TOO_FINE)?;
        let bound = |end| Enclosure::from_rational(&end, prec);
        Ok(bound(low).hull(&bound(high)))
    }
}

/// Interval Newton steps N(X) = m − g(m)/g′(X), which keep the zero and double the digits, or halves by the sign of
/// g(m), whichever is finer. Where neither is, the answer is as fine as it got.
///
/// Source: Moore, Kearfott and Cloud, Introduction to Interval Analysis (2009), section 8.1.
fn enclose_function_zero(zero: &FunctionZero, ctx: &mut Context, prec: u64) -> Outcome {
    let [x, function, derivative] = zero.nodes();
    let mut at = |node: NodeId, place: &Enclosure, bits: u64| -> Outcome {
        let point = Point::from([(x, place.clone())]);
        zero.graph().enclose(&[node], &point, ctx, bits).pop().expect("one value")
    };
    let (low, high) = zero.interval();
    let mut bits = 64 + GUARD;
    // Rounding outward, the ends stay within the interval in which the zero is alone by far more than they move.
    let mut within =
        Enclosure::from_rational(low, bits).hull(&Enclosure::from_rational(high, bits));
    let below = at(function, &Enclosure::from_rational(low, bits), bits)?.sign();
    for _ in 0..STEPS {
        let known = u64::try_from(within.accuracy()).unwrap_or(0);
        if known >= prec {
            break;
        }
        bits = known.saturating_mul(2).clamp(64, prec).saturating_add(2 * GUARD);
        let middle = within.middle(bits);
        let value = at(function, &middle, bits)?;
        let newton = at(derivative, &within, bits)
            .and_then(|slope| value.div(&slope, bits))
            .and_then(|step| middle.sub(&step, bits))
            .ok()
            .and_then(|next| within.intersection(&next));
        let half = match value.sign() {
            Some(sign) if Some(sign) == below => Some(middle.hull(&within.upper_point())),
            Some(Ordering::Equal) => Some(middle),
            Some(_) if below.is_some() => Some(within.lower_point().hull(&middle)),
            _ => None,
        };
        let finer = newton.into_iter().chain(half).max_by_key(Enclosure::accuracy);
        match finer {
            Some(finer) if finer.accuracy() > within.accuracy() => within = finer,
            _ => break,
        }
    }
    Ok(within)
}
