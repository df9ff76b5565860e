//! The sign of a constant expression: by facts, by the signs of its parts, by an enclosure of its value.
//!
//! This is the one place where a limit or a series decides the sign of a constant. An enclosure can show that
//! a constant is not zero; that it is zero is shown for algebraic constants only.

use crate::enclosure::{Context, Enclosure};
use crate::graph::{Constant, Facts, Graph};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The precisions tried in turn, in bits.
const PRECISIONS: [u64; 3] = [64, 256, 1024];

/// Larger expressions are not looked at.
const MAX_NODES: usize = 20_000;

/// What is known of the value of a node.
#[derive(Clone, Debug, Default)]
struct Known {
    sign: Option<Ordering>,
    enclosure: Option<Enclosure>,
}

/// The sign of a constant for all values of its parameters, if it can be shown.
pub(super) fn constant_sign(graph: &Graph, context: &mut Context, c: NodeId) -> Option<Ordering> {
    if let Some(number) = graph.number(c) {
        return Some(number.sign());
    }
    if let Some(sign) = sign_of_facts(graph.facts(c)) {
        return Some(sign);
    }
    let precise = graph.facts(c).has(Facts::CONSTANT);
    for prec in PRECISIONS {
        let known = known(graph, context, c, prec)?;
        if known.sign.is_some() {
            return known.sign;
        }
        // The width that parameters bring does not shrink with the precision.
        if !precise {
            return None;
        }
    }
    graph.sign_of_algebraic(c).or_else(|| graph.sign_by_separation(c, context))
}

/// The integer part of a constant, if it lies strictly between two integers.
pub(super) fn integer_part(graph: &Graph, context: &mut Context, c: NodeId) -> Option<Number> {
    for prec in PRECISIONS {
        let enclosure = known(graph, context, c, prec)?.enclosure?;
        if let Some(floor) = enclosure.floor_integer() {
            let floor = Number::from(floor);
            if !enclosure.contains(&floor.to_rational()) {
                return Some(floor);
            }
        }
    }
    None
}

/// Rational bounds of a constant in bounded symbols.
pub(super) fn rational_bounds(
    graph: &Graph,
    context: &mut Context,
    c: NodeId,
) -> Option<(Number, Number)> {
    let (low, high) = known(graph, context, c, PRECISIONS[0])?.enclosure?.to_rationals()?;
    Some((Number::from(low), Number::from(high)))
}

fn sign_of_facts(facts: Facts) -> Option<Ordering> {
    if facts.has(Facts::POSITIVE) {
        Some(Ordering::Greater)
    } else if facts.has(Facts::NEGATIVE) {
        Some(Ordering::Less)
    } else {
        None
    }
}

fn known(graph: &Graph, context: &mut Context, root: NodeId, prec: u64) -> Option<Known> {
    let order = graph.order(&[root]);
    if order.len() > MAX_NODES {
        return None;
    }
    let mut table: HashMap<NodeId, Known> = HashMap::with_capacity(order.len());
    for id in order {
        let enclosure = enclose(graph, context, id, &table, prec);
        let by_enclosure = enclosure.as_ref().and_then(Enclosure::sign);
        let sign = sign_of_facts(graph.facts(id))
            .or(by_enclosure)
            .or_else(|| sign_by_parts(graph, id, &table));
        table.insert(id, Known { sign, enclosure });
    }
    table.remove(&root)
}

/// Products have the product of the signs; sums of one sign have it.
fn sign_by_parts(graph: &Graph, id: NodeId, table: &HashMap<NodeId, Known>) -> Option<Ordering> {
    let mut signs = graph.args(id).iter().map(|arg| table[arg].sign);
    match graph.op(id) {
        Op::Product => signs.try_fold(Ordering::Greater, |product, sign| {
            Some(match sign? {
                Ordering::Greater => product,
                Ordering::Equal => Ordering::Equal,
                Ordering::Less => product.reverse(),
            })
        }),
        Op::Sum => {
            let first = signs.next()?;
            match first.filter(|_| signs.all(|sign| sign == first)) {
                Some(sign) => Some(sign),
                None => sign_of_bounds(&bounds_of_sum(graph, graph.args(id))?, &Number::ZERO),
            }
        }
        // log u has the sign of u − 1.
        Op::Log => {
            let u = graph.args(id)[0];
            let bounds = match graph.op(u) {
                Op::Sum => bounds_of_sum(graph, graph.args(u))?,
                _ => bounds_of_term(graph, u)?,
            };
            sign_of_bounds(&bounds, &Number::ONE)
        }
        Op::Power if signs.next()? == Some(Ordering::Greater) => Some(Ordering::Greater),
        _ => None,
    }
}

/// Lower and upper bound, each with whether the bound itself is excluded.
type Bounds = [Option<(Number, bool)>; 2];

/// The side of a number on which all values within bounds lie.
fn sign_of_bounds([lower, upper]: &Bounds, number: &Number) -> Option<Ordering> {
    if lower.as_ref().is_some_and(|(low, open)| low > number || (*open && low == number)) {
        return Some(Ordering::Greater);
    }
    let below =
        upper.as_ref().is_some_and(|(high, open)| high < number || (*open && high == number));
    below.then_some(Ordering::Less)
}

/// The bounds of a number, a parameter, or a multiple of a parameter.
fn bounds_of_term(graph: &Graph, term: NodeId) -> Option<Bounds> {
    if let Some(number) = graph.number(term) {
        return Some([Some((number.clone(), false)), Some((number, false))]);
    }
    if let Some(assumptions) = graph.assumptions(term) {
        return Some([assumptions.lower.clone(), assumptions.upper.clone()]);
    }
    let &[factor, symbol] = graph.args(term) else { return None };
    let (factor, assumptions) = (graph.number(factor)?, graph.assumptions(symbol)?);
    let scaled = |bound: &Option<(Number, bool)>| {
        bound.as_ref().map(|(bound, open)| (bound.mul(&factor), *open))
    };
    let (low, high) = (scaled(&assumptions.lower), scaled(&assumptions.upper));
    match (graph.op(term), factor.is_negative()) {
        (Op::Product, false) => Some([low, high]),
        (Op::Product, true) => Some([high, low]),
        _ => None,
    }
}

/// The bounds of a sum of such terms.
fn bounds_of_sum(graph: &Graph, terms: &[NodeId]) -> Option<Bounds> {
    let mut sum: Bounds = [Some((Number::ZERO, false)), Some((Number::ZERO, false))];
    for &term in terms {
        let bounds = bounds_of_term(graph, term)?;
        for (total, bound) in sum.iter_mut().zip(bounds) {
            *total = match (total.take(), bound) {
                (Some((a, open)), Some((b, also))) => Some((a.add(&b), open || also)),
                _ => None,
            };
        }
    }
    Some(sum)
}

fn enclose(
    graph: &Graph,
    context: &mut Context,
    id: NodeId,
    table: &HashMap<NodeId, Known>,
    prec: u64,
) -> Option<Enclosure> {
    let args = graph.args(id);
    let of = |k: usize| args.get(k).and_then(|arg| table[arg].enclosure.as_ref());
    let exact = |n: &Number| Enclosure::from_rational(&n.to_rational(), prec);
    match graph.op(id) {
        Op::Number => return graph.number(id).map(|n| exact(&n)),
        Op::Symbol => {
            let assumptions = graph.assumptions(id)?;
            let (low, _) = assumptions.lower.as_ref()?;
            let (high, _) = assumptions.upper.as_ref()?;
            return Some(exact(low).hull(&exact(high)));
        }
        Op::Abs => return Some(of(0)?.abs()),
        Op::Isolated => return graph.enclose_isolated(id, context, prec).ok(),
        _ => {}
    }
    let mut enclosed = args.iter().map(|arg| table[arg].enclosure.as_ref());
    let outcome = match graph.op(id) {
        Op::Constant => match graph.constant_value(id)? {
            Constant::Pi => context.pi(prec),
            Constant::E => context.e(prec),
        },
        Op::Sum => {
            enclosed.try_fold(Enclosure::zero(), |sum, term| sum.add(term?, prec).ok()).map(Ok)?
        }
        Op::Product => {
            enclosed.try_fold(Enclosure::one(), |product, x| product.mul(x?, prec).ok()).map(Ok)?
        }
        Op::Power => match graph.small_integer(args[1]) {
            Some(n) => of(0)?.pow_integer(n, prec),
            None => context.pow(of(0)?, of(1)?, prec),
        },
        Op::Exp => context.exp(of(0)?, prec),
        Op::Log => context.log(of(0)?, prec),
        Op::Sin => context.sin(of(0)?, prec),
        Op::Cos => context.cos(of(0)?, prec),
        Op::Asin => context.asin(of(0)?, prec),
        Op::Atan => context.atan(of(0)?, prec),
        Op::Erf => context.erf(of(0)?, prec),
        Op::Erfc => context.erfc(of(0)?, prec),
        Op::Erfinv => context.erfinv(of(0)?, prec),
        Op::Gamma => context.gamma(of(0)?, prec),
        Op::Lgamma => context.lgamma(of(0)?, prec),
        Op::Digamma => context.digamma(of(0)?, prec),
        Op::Polygamma => {
            let order = u32::try_from(graph.small_integer(args[0])?).ok()?;
            context.polygamma(order, of(1)?, prec)
        }
        Op::Lambertw => context.lambert_w(of(0)?, prec),
        Op::Tan => context.tan(of(0)?, prec),
        Op::Acos => context.acos(of(0)?, prec),
        Op::Sinh => context.sinh(of(0)?, prec),
        Op::Cosh => context.cosh(of(0)?, prec),
        Op::Tanh => context.tanh(of(0)?, prec),
        Op::Asinh => context.asinh(of(0)?, prec),
        Op::Acosh => context.acosh(of(0)?, prec),
        Op::Atanh => context.atanh(of(0)?, prec),
        Op::Sigmoid => context.sigmoid(of(0)?, prec),
        _ => return None,
    };
    outcome.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scope;
    use crate::graph::Assumptions;

    #[test]
    fn signs_of_constants() {
        let cx = Scope::new();
        let two = cx.integer(2);
        let positive = cx.symbol_with("p", Assumptions::positive()).unwrap();
        let unit = Assumptions::between(Number::Small(-1), Number::Small(1));
        let unit = cx.symbol_with("s", unit).unwrap();
        let fraction = Assumptions::between(Number::ZERO, Number::ONE);
        let fraction = cx.symbol_with("q", fraction).unwrap();
        let table = [
            (two.sqrt() - 1.414, Some(Ordering::Greater)),
            (two.sqrt() - 1.415, Some(Ordering::Less)),
            (cx.pi().pow(2) - 10, Some(Ordering::Less)),
            (cx.integer(3).log() - cx.integer(2).log() * 2, Some(Ordering::Less)),
            ((-cx.pi()).exp() - cx.rational(1, 23), Some(Ordering::Less)),
            (cx.integer(2).sin(), Some(Ordering::Greater)),
            (cx.integer(4).cos(), Some(Ordering::Less)),
            (cx.pi() - cx.rational(245850922, 78256779), Some(Ordering::Greater)),
            (
                (cx.pi() * cx.integer(163).sqrt()).exp() - 262537412640768744i64,
                Some(Ordering::Less),
            ),
            (cx.integer(2).erf() - 1, Some(Ordering::Less)),
            (cx.integer(3).lambertw() - 1, Some(Ordering::Greater)),
            (positive * (two.sqrt() - 2), Some(Ordering::Less)),
            (1 - unit, Some(Ordering::Greater)),
            (3 * unit - 3, Some(Ordering::Less)),
            (unit - 0.5, None),
            (positive + 1, Some(Ordering::Greater)),
            (-positive - 1, Some(Ordering::Less)),
            (positive.log(), None),
            ((1 + positive).log(), Some(Ordering::Greater)),
            (fraction.log(), Some(Ordering::Less)),
            (unit + 2, Some(Ordering::Greater)),
            (unit, None),
            // Zero, which a separation bound shows, and one that is not algebraic.
            ((two.sqrt() + 1).pow(2) - two.sqrt() * 2 - 3, Some(Ordering::Equal)),
            ((cx.pi() + 1).pow(2) - cx.pi() * 2 - cx.pi().pow(2) - 1, None),
            (cx.symbol("a") - 1, None),
        ];
        let mut context = Context::new();
        for (i, (e, want)) in table.iter().enumerate() {
            assert_eq!(constant_sign(&cx.graph(), &mut context, e.id()), *want, "row {i}");
        }
    }

    #[test]
    fn integer_parts() {
        let cx = Scope::new();
        let mut context = Context::new();
        let mut part = |e: crate::Expr<'_>| integer_part(&cx.graph(), &mut context, e.id());
        assert_eq!(part(cx.pi()), Some(Number::Small(3)));
        assert_eq!(part(-cx.pi()), Some(Number::Small(-4)));
        assert_eq!(part(cx.symbol("a")), None);
    }
}
