//! Dual numbers over enclosures: the chain rule applied to numbers, node by node, without the symbolic sweep.

use rolle::enclosure::{Context, Enclosure};
use rolle::evaluate::Point;
use rolle::graph::Graph;
use rolle::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// A value and its derivative along one variable.
#[derive(Clone, Debug)]
pub(crate) struct Dual {
    pub(crate) value: Enclosure,
    pub(crate) tangent: Enclosure,
}

/// The value and derivative of an expression at a point; `None` where a part is not defined or not decided.
pub(crate) fn evaluate(
    g: &Graph,
    root: NodeId,
    x: NodeId,
    at: &HashMap<NodeId, Enclosure>,
    prec: u64,
) -> Option<Dual> {
    let mut ctx = Context::new();
    let mut known: HashMap<NodeId, Option<Dual>> = HashMap::new();
    for id in g.order(&[root]) {
        let dual = node(g, id, x, at, &known, &mut ctx, prec);
        known.insert(id, dual);
    }
    known.remove(&root).flatten()
}

fn node(
    g: &Graph,
    id: NodeId,
    x: NodeId,
    at: &HashMap<NodeId, Enclosure>,
    known: &HashMap<NodeId, Option<Dual>>,
    ctx: &mut Context,
    prec: u64,
) -> Option<Dual> {
    let zero = Enclosure::zero();
    let args = g.args(id);
    let arg = |k: usize| known[&args[k]].clone();
    match g.op(id) {
        Op::Symbol => {
            let tangent = if id == x { Enclosure::one() } else { zero };
            Some(Dual { value: at.get(&id)?.clone(), tangent })
        }
        Op::Number | Op::Constant => {
            let value = g.enclose(&[id], &Point::new(), ctx, prec).pop()?.ok()?;
            Some(Dual { value, tangent: zero })
        }
        Op::Sum => (1..args.len()).try_fold(arg(0)?, |sum, k| {
            let next = arg(k)?;
            let value = sum.value.add(&next.value, prec).ok()?;
            Some(Dual { value, tangent: sum.tangent.add(&next.tangent, prec).ok()? })
        }),
        Op::Product => (1..args.len()).try_fold(arg(0)?, |a, k| {
            let b = arg(k)?;
            let (left, right) =
                (a.tangent.mul(&b.value, prec).ok()?, a.value.mul(&b.tangent, prec).ok()?);
            Some(Dual {
                value: a.value.mul(&b.value, prec).ok()?,
                tangent: left.add(&right, prec).ok()?,
            })
        }),
        op @ (Op::Max | Op::Min) => (1..args.len()).try_fold(arg(0)?, |best, k| {
            let next = arg(k)?;
            let wins = match next.value.compare(&best.value)? {
                Ordering::Greater => op == Op::Max,
                Ordering::Less => op == Op::Min,
                Ordering::Equal => return None,
            };
            Some(if wins { next } else { best })
        }),
        Op::Piecewise => {
            for pair in args.chunks(2) {
                let taken = match pair.get(1) {
                    None => true,
                    Some(&condition) => holds(g, condition, known)?,
                };
                if taken {
                    return known[&pair[0]].clone();
                }
            }
            None
        }
        op if op.is_condition() => None,
        op => function(
            g,
            id,
            op,
            &(0..args.len()).map(arg).collect::<Option<Vec<Dual>>>()?,
            ctx,
            prec,
        ),
    }
}

/// The truth of a condition from the duals of its sides.
fn holds(g: &Graph, condition: NodeId, known: &HashMap<NodeId, Option<Dual>>) -> Option<bool> {
    let args = g.args(condition);
    match g.op(condition) {
        Op::True => Some(true),
        Op::False => Some(false),
        Op::And => args.iter().try_fold(true, |all, &part| Some(all & holds(g, part, known)?)),
        Op::Or => args.iter().try_fold(false, |any, &part| Some(any | holds(g, part, known)?)),
        op => {
            let (a, b) = (known[&args[0]].clone()?, known[&args[1]].clone()?);
            let order = a.value.compare(&b.value)?;
            Some(match op {
                Op::Less => order.is_lt(),
                Op::LessEqual => order.is_le(),
                Op::Equal => order.is_eq(),
                _ => order.is_ne(),
            })
        }
    }
}

/// The chain rule at one function or power: its own rule, evaluated on a graph that holds nothing else.
fn function(
    g: &Graph,
    id: NodeId,
    op: Op,
    duals: &[Dual],
    ctx: &mut Context,
    prec: u64,
) -> Option<Dual> {
    let mut local = Graph::new();
    let mut point = Point::new();
    let mut symbols = Vec::new();
    for (k, dual) in duals.iter().enumerate() {
        // A literal argument stays a literal: the degree of a root, the exponent of a power.
        symbols.push(match g.number(g.args(id)[k]) {
            Some(number) => local.literal_number(&number),
            None => {
                let symbol = local.symbol(&format!("u{k}"));
                point.insert(symbol, dual.value.clone());
                symbol
            }
        });
    }
    let f = match op {
        Op::Power => local.power(symbols[0], symbols[1]),
        op => local.apply(op, &symbols).ok()?,
    };
    let value = local.enclose(&[f], &point, ctx, prec).pop()?.ok()?;
    let mut tangent = Enclosure::zero();
    for (k, dual) in duals.iter().enumerate() {
        if local.op(symbols[k]) != Op::Symbol || dual.tangent.is_zero() {
            continue;
        }
        let partial = local.derivative(f, symbols[k]);
        let partial = local.enclose(&[partial], &point, ctx, prec).pop()?.ok()?;
        tangent = tangent.add(&partial.mul(&dual.tangent, prec).ok()?, prec).ok()?;
    }
    Some(Dual { value, tangent })
}
