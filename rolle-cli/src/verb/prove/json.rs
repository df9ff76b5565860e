//! Verdicts and proofs as documents.

use crate::answer;
use rolle::calculus::{Interval, Limit, Point, Side};
use rolle::print::{Notation, Printer};
use rolle::prove::{Bound, Level, Proof, Reached, Set, Verdict, Witness};
use rolle::{Graph, NodeId};
use serde_json::{Value, json};

pub(super) fn verdict_json(graph: &mut Graph, source: &str, verdict: &Verdict) -> Value {
    let (word, witness) = match verdict {
        Verdict::Proven(_) => ("proven", Value::Null),
        Verdict::Refuted { witness, .. } => ("refuted", witness_json(graph, witness)),
        Verdict::Undecided(_) => ("undecided", Value::Null),
    };
    json!({
        "claim": source.trim(),
        "verdict": word,
        "reason": verdict.reason(),
        "witness": witness,
    })
}

fn witness_json(graph: &mut Graph, witness: &Witness) -> Value {
    match witness {
        Witness::At { at, values } => json!({
            "kind": "point", "at": number(graph, *at), "values": numbers(graph, values),
        }),
        Witness::Points { points, values } => json!({
            "kind": "points", "at": numbers(graph, points), "values": numbers(graph, values),
        }),
        Witness::Limit { order, approach, limit } => {
            let (to, side) = place(graph, approach.point, approach.side);
            json!({
                "kind": "limit", "order": order, "to": to, "side": side,
                "limit": limit_json(graph, limit),
            })
        }
        Witness::Bound(bound) => bound_json(graph, bound),
        Witness::Set(set) => json!({ "kind": "set", "set": set_json(graph, set) }),
        Witness::Places(places) => json!({ "kind": "places", "at": numbers(graph, places) }),
    }
}

/// An exact number with certain decimals; null where there is none.
fn number(graph: &mut Graph, id: NodeId) -> Value {
    if graph.reason(id).is_some() {
        return Value::Null;
    }
    let exact = Printer::new(Notation::Plain).print_brief(graph, id, 1 << 12);
    json!({ "exact": exact, "decimal": answer::decimal(graph, id, 17) })
}

fn numbers(graph: &mut Graph, ids: &[NodeId]) -> Vec<Value> {
    ids.iter().map(|&id| number(graph, id)).collect()
}

fn level(graph: &mut Graph, level: Level) -> Value {
    match level {
        Level::MinusInfinity => json!("-oo"),
        Level::Finite(value) => number(graph, value),
        Level::PlusInfinity => json!("oo"),
    }
}

fn limit_json(graph: &mut Graph, limit: &Limit) -> Value {
    match Level::of(limit) {
        Ok(found) => level(graph, found),
        Err(why) => json!({ "none": why }),
    }
}

fn place(graph: &mut Graph, point: Point, side: Side) -> (Value, Value) {
    let name = match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Both => "both",
    };
    match point {
        Point::PlusInfinity => (json!("oo"), Value::Null),
        Point::MinusInfinity => (json!("-oo"), Value::Null),
        Point::At(at) => (number(graph, at), json!(name)),
    }
}

fn bound_json(graph: &mut Graph, bound: &Bound) -> Value {
    let mut reached = Vec::new();
    for place_of in &bound.reached {
        reached.push(match *place_of {
            Reached::At(at) => json!({ "kind": "attained", "at": number(graph, at) }),
            Reached::Along(left, right) => json!({
                "kind": "attained-along",
                "left": left.map(|id| number(graph, id)),
                "right": right.map(|id| number(graph, id)),
            }),
            Reached::Toward(approach) => {
                let (to, side) = place(graph, approach.point, approach.side);
                json!({ "kind": "limit", "to": to, "side": side })
            }
        });
    }
    json!({ "kind": "bound", "value": level(graph, bound.level), "reached": reached })
}

fn set_json(graph: &mut Graph, set: &Set) -> Value {
    let mut parts = Vec::new();
    for part in set.intervals() {
        parts.push(interval_json(graph, part));
    }
    Value::Array(parts)
}

/// An end that is null is infinite.
fn interval_json(graph: &mut Graph, interval: &Interval) -> Value {
    let mut end = |end: Option<rolle::calculus::End>| {
        end.map(|end| json!({ "at": number(graph, end.point), "closed": end.closed }))
    };
    json!({ "left": end(interval.left), "right": end(interval.right) })
}

/// A proof as a tree. It is as deep as its statements are nested, which is little.
pub(super) fn proof_json(graph: &mut Graph, proof: &Proof) -> Value {
    let children: Vec<Value> =
        proof.children.iter().map(|child| proof_json(graph, child)).collect();
    let formula = proof.formula.filter(|&id| graph.reason(id).is_none());
    let formula = formula.map(|id| Printer::new(Notation::Plain).print_brief(graph, id, 1 << 12));
    json!({
        "kind": proof.kind.name(),
        "statement": proof.statement,
        "formula": formula,
        "interval": proof.on.map(|on| interval_json(graph, &on)),
        "children": children,
    })
}
