//! Infinitely many jumps and poles: floor, ceil, round, tan and gamma of an affine argument.
//!
//! What a function does there is said of the part that has them; the rest of the function is cut with that part
//! replaced by an unspecified function of the same argument, which is right only while nothing else switches on it.

use super::data::{Family, FamilyKind, Integers};
use crate::calculus::{PieceLimits, Pieces};
use crate::graph::{Constant, Graph};
use crate::operator::{Domain, NodeId, Op};
use crate::print::{Notation, Printer};

/// Where u must lie: at `offset + step·k`.
struct Grid {
    kind: FamilyKind,
    /// Offset and step in units of the second field of [`Grid::unit`].
    offset: (i64, i64),
    unit: Option<Constant>,
    integers: Integers,
}

fn grid(op: Op) -> Option<Grid> {
    let all = |kind, offset, unit| Grid { kind, offset, unit, integers: Integers::All };
    Some(match op {
        Op::Floor | Op::Ceil => all(FamilyKind::Jumps, (0, 1), None),
        Op::Round => all(FamilyKind::Jumps, (1, 2), None),
        _ => match op.row()?.domain {
            Domain::CosineNonZero => all(FamilyKind::Poles, (1, 2), Some(Constant::Pi)),
            Domain::SineNonZero => all(FamilyKind::Poles, (0, 1), Some(Constant::Pi)),
            Domain::NotPoleOfGamma => {
                Grid { integers: Integers::NotPositive, ..all(FamilyKind::Poles, (0, 1), None) }
            }
            _ => return None,
        },
    })
}

/// The families of f, without repeats, in the order of their text.
pub(super) fn families(graph: &mut Graph, f: NodeId, x: NodeId) -> Vec<Family> {
    let index = index_symbol(graph, f);
    let nodes: Vec<NodeId> = graph.order(&[f]).into_iter().collect();
    let mut found: Vec<Family> = Vec::new();
    for id in nodes {
        let Some(grid) = grid(graph.op(id)) else { continue };
        let Some(&argument) = graph.args(id).last() else { continue };
        let Some(place) = places(graph, argument, x, &grid, index) else { continue };
        let right = Printer::new(Notation::Plain).print_brief(graph, place, 200);
        let name = graph.symbol_name(x).unwrap_or("x").to_string();
        let k = graph.symbol_name(index).unwrap_or("k");
        let text = match grid.integers {
            Integers::All => format!("{name} = {right} for every integer {k}"),
            Integers::NotPositive => format!("{name} = {right} for {k} = 0, -1, -2, …"),
        };
        let family = Family {
            operator: graph.op(id),
            kind: grid.kind,
            place,
            index,
            integers: grid.integers,
            text,
        };
        if !found.contains(&family) {
            found.push(family);
        }
    }
    found.sort_by(|a, b| a.text.cmp(&b.text));
    found
}

/// A name for an integer that the function does not use.
fn index_symbol(graph: &mut Graph, f: NodeId) -> NodeId {
    let used: Vec<String> = graph
        .free_symbols(f)
        .iter()
        .filter_map(|&id| graph.symbol_name(id).map(str::to_string))
        .collect();
    let free = ["k", "n", "m", "j"].into_iter().find(|name| !used.iter().any(|u| u == name));
    let name = free.unwrap_or("index");
    graph.symbol(name)
}

/// x = (offset + step·k − b)/a for the argument a·x + b with a ≠ 0.
fn places(graph: &mut Graph, u: NodeId, x: NodeId, grid: &Grid, k: NodeId) -> Option<NodeId> {
    let slope = graph.derivative(u, x);
    if graph.depends_on(slope, x) || graph.op(slope) == Op::Undefined {
        return None;
    }
    let sign = graph.exact_sign(slope).filter(|sign| sign.is_ne())?;
    let at_zero = graph.value_at(u, x, NodeId::ZERO);
    let offset = graph.ratio(grid.offset.0, grid.offset.1);
    // The integers are those of both signs, so a falling argument may count backwards.
    let backwards = sign.is_lt() && grid.integers == Integers::All;
    let counted = if backwards { graph.negate(k) } else { k };
    let mut target = graph.sum(&[offset, counted]);
    if let Some(unit) = grid.unit {
        let unit = graph.constant(unit);
        target = graph.product(&[unit, target]);
    }
    let rest = graph.subtract(target, at_zero);
    let place = graph.divide(rest, slope);
    Some(graph.expand(place, &Default::default()).unwrap_or(place))
}

/// The pieces of f with every part that has infinitely many special places replaced by an unspecified function.
pub(super) fn pieces_between(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    limits: PieceLimits,
) -> Result<Pieces, String> {
    let nodes: Vec<NodeId> = graph.order(&[f]).into_iter().collect();
    let mut replacements = Vec::new();
    for id in nodes {
        if grid(graph.op(id)).is_some()
            && graph.depends_on(id, x)
            && let Some(&argument) = graph.args(id).last()
        {
            let name = format!("part#{}", id.index());
            let part = graph.call(&name, &[0], &[argument]).map_err(|error| error.to_string())?;
            replacements.push((id, part));
        }
    }
    let replaced = graph.substitute(f, &replacements);
    graph.pieces(replaced, x, limits)
}
