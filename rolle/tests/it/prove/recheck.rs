//! Witnesses confirmed by other means: enclosures of the formula itself at 300 bits.

use rolle::enclosure::{Context, Enclosure};
use rolle::evaluate::Point;
use rolle::operator::Op;
use rolle::prove::claim::{Claim, Sentence};
use rolle::prove::{Verdict, Witness};
use rolle::{Graph, NodeId};
use std::cmp::Ordering;

const BITS: u64 = 300;

/// The value of a constant.
pub(super) fn enclose(graph: &Graph, id: NodeId) -> Option<Enclosure> {
    graph.enclose(&[id], &Point::new(), &mut Context::new(), BITS).pop()?.ok()
}

/// The value of a function at an exact point, from its formula.
fn value(graph: &Graph, f: NodeId, x: NodeId, at: NodeId) -> Option<Enclosure> {
    let at = enclose(graph, at)?;
    let point = Point::from([(x, at)]);
    graph.enclose(&[f], &point, &mut Context::new(), BITS).pop()?.ok()
}

/// Panics where a witness does not show what it should.
pub(super) fn witness(graph: &Graph, f: NodeId, x: NodeId, claim: &Claim, verdict: &Verdict) {
    let Verdict::Refuted { witness, reason } = verdict else { return };
    match witness {
        Witness::Points { points, values } => {
            points_and_values(graph, f, x, points, values, reason);
            shows_disorder(graph, claim, points, values, reason);
        }
        Witness::At { at, values } => {
            if let [a, b] = values[..]
                && let (Some(p), Some(q)) = (enclose(graph, a), enclose(graph, b))
                && graph.op(*at) != Op::Undefined
            {
                let Sentence::Compare { rest, .. } = &claim.sentence else { return };
                if let Some(order) = p.compare(&q) {
                    let broken = rest.iter().any(|(relation, _)| !relation.admits(order));
                    assert!(broken, "{reason}");
                }
            }
        }
        _ => {}
    }
}

fn points_and_values(
    graph: &Graph,
    f: NodeId,
    x: NodeId,
    points: &[NodeId],
    values: &[NodeId],
    reason: &str,
) {
    assert_eq!(points.len(), values.len());
    for (&at, &claimed) in points.iter().zip(values) {
        if let (Some(found), Some(claimed)) = (value(graph, f, x, at), enclose(graph, claimed)) {
            assert!(found.overlaps(&claimed), "the value at a witness: {reason}");
        }
    }
}

fn shows_disorder(
    graph: &Graph,
    claim: &Claim,
    points: &[NodeId],
    values: &[NodeId],
    reason: &str,
) {
    let points: Vec<Enclosure> = points.iter().map(|&id| enclose(graph, id).unwrap()).collect();
    let values: Vec<Enclosure> = values.iter().map(|&id| enclose(graph, id).unwrap()).collect();
    let order = |i: usize, j: usize| values[i].compare(&values[j]);
    for pair in points.chunks(if points.len() == 3 { 3 } else { 2 }) {
        for ends in pair.windows(2) {
            assert_eq!(ends[0].compare(&ends[1]), Some(Ordering::Less), "{reason}");
        }
    }
    let falls = |i: usize, strict: bool, up: Ordering| {
        let found = order(i, i + 1);
        assert!(found == Some(up.reverse()) || strict && found != Some(up), "{reason}: {found:?}");
    };
    match claim.sentence {
        Sentence::Increasing { strict } => falls(0, strict, Ordering::Less),
        Sentence::Decreasing { strict } => falls(0, strict, Ordering::Greater),
        Sentence::Monotone { strict } => {
            falls(0, strict, Ordering::Less);
            falls(2, strict, Ordering::Greater);
        }
        Sentence::Constant => assert_ne!(order(0, 1), Some(Ordering::Equal), "{reason}"),
        Sentence::Convex { strict } => {
            beside_chord(&points, &values, strict, Ordering::Greater, reason)
        }
        Sentence::Concave { strict } => {
            beside_chord(&points, &values, strict, Ordering::Less, reason)
        }
        _ => {}
    }
}

/// The sign of (f(b) − f(a))(c − a) − (f(c) − f(a))(b − a).
fn beside_chord(x: &[Enclosure], f: &[Enclosure], strict: bool, wrong: Ordering, reason: &str) {
    let minus = |a: &Enclosure, b: &Enclosure| a.sub(b, BITS).unwrap();
    let left = minus(&f[1], &f[0]).mul(&minus(&x[2], &x[0]), BITS).unwrap();
    let right = minus(&f[2], &f[0]).mul(&minus(&x[1], &x[0]), BITS).unwrap();
    let found = left.compare(&right);
    assert!(
        found == Some(wrong) || strict && found != Some(wrong.reverse()),
        "{reason}: {found:?}"
    );
}
