//! What the tests compare proved tails with: enclosed values far out, and limits.

use super::*;
use crate::calculus::Limit;
use crate::enclosure::{Context, Enclosure};
use crate::number::Rational;

/// The end that a text names: `oo`, `-oo`, `0+`, `1/2-`.
pub(super) fn approach(g: &mut Graph, place: &str) -> Approach {
    match place {
        "oo" => Approach::PLUS_INFINITY,
        "-oo" => Approach::MINUS_INFINITY,
        _ => {
            let (point, side) = place.split_at(place.len() - 1);
            let point = g.parse(point).unwrap();
            if side == "+" { Approach::right(point) } else { Approach::left(point) }
        }
    }
}

pub(super) fn tail_at(g: &mut Graph, f: NodeId, place: &str) -> Tail {
    let x = g.symbol("x");
    let approach = approach(g, place);
    g.tail_sign(f, x, approach, &TailLimits::default())
}

/// x for a t, for an end whose point is rational.
fn place_of(g: &Graph, approach: Approach, t: &Rational) -> Rational {
    let inverse = Rational::ONE / t.clone();
    match (approach.point, approach.side) {
        (Point::PlusInfinity, _) => t.clone(),
        (Point::MinusInfinity, _) => -t.clone(),
        (Point::At(a), Side::Left) => g.number(a).unwrap().to_rational() - inverse,
        (Point::At(a), _) => g.number(a).unwrap().to_rational() + inverse,
    }
}

/// Points t ≥ T on a logarithmic scale, the threshold itself first.
fn points(threshold: &Number) -> Vec<Rational> {
    let steps = [(0, 1), (1, 1024), (1, 16), (1, 7), (1, 4), (1, 3), (1, 2), (3, 4)];
    let mut found = Vec::new();
    let mut base = threshold.to_rational();
    for _ in 0..40 {
        for (p, q) in steps {
            let step = Number::ratio(p, q).unwrap().to_rational();
            found.push(&base * (Rational::ONE + step));
        }
        base = &base + &base;
    }
    found
}

/// A place where an enclosed value contradicts what is proved; the number of places that were compared.
pub(super) fn contradiction(
    g: &mut Graph,
    f: NodeId,
    place: &str,
    tail: &Tail,
) -> Result<usize, String> {
    let (x, approach) = (g.symbol("x"), approach(g, place));
    let (roots, threshold) = match tail {
        Tail::Undecided(_) => return Ok(0),
        Tail::Zero => (vec![f], Number::Small(3)),
        Tail::Sign(proof) => {
            let quotient = g.divide(f, proof.monomial);
            (vec![f, quotient, proof.monomial], proof.threshold.clone())
        }
    };
    let mut context = Context::new();
    let mut compared = 0;
    for t in points(&threshold) {
        let at = place_of(g, approach, &t);
        for prec in [100, 500, 3000] {
            let point = crate::evaluate::Point::from([(x, Enclosure::from_rational(&at, prec))]);
            let values = g.enclose(&roots, &point, &mut context, prec);
            let Ok(value) = &values[0] else { break };
            let Tail::Sign(proof) = tail else {
                if value.sign().is_some_and(|sign| sign.is_ne()) {
                    return Err(format!("not zero at t = {t}"));
                }
                continue;
            };
            if value.sign().is_some_and(|sign| sign != proof.sign) {
                return Err(format!("the sign at t = {t} is {:?}", value.sign()));
            }
            if let Ok(quotient) = &values[1] {
                let bounds =
                    proof.bounds.clone().map(|b| Enclosure::from_rational(&b.to_rational(), 200));
                if !quotient.overlaps(&bounds[0].hull(&bounds[1])) {
                    return Err(format!("the quotient at t = {t} is {}", quotient.to_f64()));
                }
            }
            if value.sign().is_some() {
                compared += 1;
                break;
            }
        }
    }
    Ok(compared)
}

/// The leading term against the limit of the quotient by it.
pub(super) fn leading_term_is_wrong(
    g: &mut Graph,
    f: NodeId,
    place: &str,
    proof: &TailProof,
) -> Option<String> {
    let (x, approach) = (g.symbol("x"), approach(g, place));
    let coefficient = proof.coefficient?;
    let quotient = g.divide(f, proof.monomial);
    match g.limit(quotient, x, approach) {
        Limit::Undecided(_) => None,
        Limit::Finite(value) => {
            let difference = g.subtract(value, coefficient);
            match g.exact_sign(difference) {
                Some(Ordering::Equal) | None => None,
                Some(_) => Some("another limit of the quotient".into()),
            }
        }
        other => Some(format!("the quotient tends to {other:?}")),
    }
}
