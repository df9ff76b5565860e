//! What the tests compare proved tails with: enclosed values far out, and limits.

use super::*;
use crate::calculus::Limit;
use crate::enclosure::Context;
use crate::evaluate;
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

/// x as an expression in t.
fn place_in(g: &mut Graph, t: NodeId, place: &str) -> NodeId {
    let approach = approach(g, place);
    let point = match approach.point {
        Point::At(point) => point,
        _ => NodeId::ZERO,
    };
    moved(g, t, point, approach)
}

/// Points t ≥ T on a logarithmic scale, the threshold itself first.
fn points(threshold: &Number, doublings: usize) -> Vec<Rational> {
    let steps = [(0, 1), (1, 1024), (1, 7), (1, 3), (5, 8)];
    let mut found = Vec::new();
    let mut base = threshold.to_rational();
    for _ in 0..doublings {
        for (p, q) in steps {
            let step = Number::ratio(p, q).unwrap().to_rational();
            found.push(&base * (Rational::ONE + step));
        }
        base = &base + &base;
    }
    found
}

/// Compares what is proved with enclosed values at many points of the tail; says where they contradict, or at
/// how many points the sign was seen.
pub(super) fn contradiction(
    g: &mut Graph,
    f: NodeId,
    place: &str,
    tail: &Tail,
    doublings: usize,
) -> Result<usize, String> {
    let t = g.symbol("t");
    let (x, at) = (g.symbol("x"), place_in(g, t, place));
    let (threshold, monomial) = match tail {
        Tail::Undecided(_) => return Ok(0),
        Tail::Zero => (Number::Small(3), NodeId::ONE),
        Tail::Sign(proof) => (proof.threshold.clone(), proof.monomial),
    };
    let quotient = g.divide(f, monomial);
    let roots = [f, quotient].map(|root| g.substitute(root, &[(x, at)]));
    let (mut context, mut compared) = (Context::new(), 0);
    for value in points(&threshold, doublings) {
        for prec in [64, 300, 1500] {
            let point = evaluate::Point::from([(t, Enclosure::from_rational(&value, prec))]);
            let values = g.enclose(&roots, &point, &mut context, prec);
            let Ok(at_point) = &values[0] else { break };
            let Tail::Sign(proof) = tail else {
                if at_point.sign().is_some_and(|sign| sign.is_ne()) {
                    return Err(format!("not zero at t = {value}"));
                }
                compared += 1;
                break;
            };
            if at_point.sign().is_some_and(|sign| sign != proof.sign) {
                return Err(format!("the sign at t = {value} is {:?}", at_point.sign()));
            }
            if let Ok(quotient) = &values[1] {
                let [low, high] =
                    proof.bounds.each_ref().map(|b| Enclosure::from_rational(&b.to_rational(), 64));
                if !quotient.overlaps(&low.hull(&high)) {
                    return Err(format!("the quotient at t = {value} is {}", quotient.to_f64()));
                }
            }
            if at_point.sign().is_some() {
                compared += 1;
                break;
            }
        }
    }
    Ok(compared)
}

/// Compares the leading term with the limit of the quotient by its monomial, and the limit with the limit.
pub(super) fn other_limit(
    g: &mut Graph,
    f: NodeId,
    place: &str,
    proof: &TailProof,
) -> Option<String> {
    let (x, approach) = (g.symbol("x"), approach(g, place));
    let quotient = g.divide(f, proof.monomial);
    let mut pairs = vec![(quotient, proof.coefficient.map(Limit::Finite))];
    pairs.push((f, proof.limit.clone()));
    for (function, proved) in pairs {
        let (Some(proved), found) = (proved, g.limit(function, x, approach)) else { continue };
        match (&proved, &found) {
            (_, Limit::Undecided(_)) => {}
            (Limit::Finite(a), Limit::Finite(b)) => {
                let difference = g.subtract(*a, *b);
                if g.exact_sign(difference).is_some_and(|sign| sign.is_ne()) {
                    return Some(format!("{proved:?} for {found:?}"));
                }
            }
            _ if proved == found => {}
            _ => return Some(format!("{proved:?} for {found:?}")),
        }
    }
    None
}
