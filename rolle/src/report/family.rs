//! Infinitely many joints in words; the calculus layer finds them.
//!
//! For the domain, the rest of the function is cut with the part that has them replaced by an unspecified function of
//! the same argument, which is right only while nothing else switches on it.

use super::data::{Family, FamilyKind};
use crate::calculus::{Integers, Interval, JointFamilies, JointKind, PieceLimits, Pieces};
use crate::graph::Graph;
use crate::operator::{Domain, NodeId, Op};
use crate::print::{Notation, Printer};
use crate::prove::Set;

/// What a node has endlessly many of, by its own nature.
fn kind(op: Op) -> Option<FamilyKind> {
    match op {
        Op::Floor | Op::Ceil | Op::Round => Some(FamilyKind::Jumps),
        _ => match op.row()?.domain {
            Domain::CosineNonZero | Domain::SineNonZero | Domain::NotPoleOfGamma => {
                Some(FamilyKind::Poles)
            }
            _ => None,
        },
    }
}

/// The families of f in the order of their text, and a part whose joints are left out.
pub(super) fn families(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    work: u64,
) -> (Vec<Family>, Option<String>) {
    let JointFamilies { found, left_out } = graph.joint_families(f, x, work);
    let name = graph.symbol_name(x).unwrap_or("x").to_string();
    let mut families: Vec<Family> = Vec::with_capacity(found.len());
    for family in found {
        let right = Printer::new(Notation::Plain).print_brief(graph, family.place, 200);
        let k = graph.symbol_name(family.index).unwrap_or("k");
        let mut text = match family.integers {
            Integers::All => format!("{name} = {right} for every integer {k}"),
            Integers::NotPositive => format!("{name} = {right} for {k} = 0, -1, -2, …"),
        };
        if !family.except.is_empty() {
            let except: Vec<String> = family.except.iter().map(i64::to_string).collect();
            text.push_str(&format!(" except {}", except.join(", ")));
        }
        families.push(Family {
            operator: family.operator,
            kind: kind(family.operator).unwrap_or(FamilyKind::Switches),
            place: family.place,
            index: family.index,
            integers: family.integers,
            text,
            joint: family.joint,
            except: family.except,
        });
    }
    families.sort_by(|a, b| a.text.cmp(&b.text));
    (families, left_out)
}

/// Whether what happens at every joint is known.
pub(super) fn are_settled(families: &[Family], left_out: &Option<String>) -> bool {
    let settled = |family: &Family| {
        family.except.is_empty()
            && family.joint.as_ref().is_some_and(|joint| {
                joint.derivative.is_none() && !matches!(joint.kind, JointKind::Undecided(_))
            })
    };
    left_out.is_none() && families.iter().all(settled)
}

/// The domain where it is known but for endlessly many poles.
pub(super) fn domain_text(
    graph: &mut Graph,
    domain: &[Interval],
    families: &[Family],
) -> Result<String, String> {
    let mut text = Set::union(graph, domain)?.text(graph);
    let poles = families.iter().filter(|family| family.kind == FamilyKind::Poles);
    let poles: Vec<&str> = poles.map(|family| family.text.as_str()).collect();
    if !poles.is_empty() {
        text.push_str(&format!(" except {}", poles.join("; ")));
    }
    Ok(text)
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
        if kind(graph.op(id)).is_some()
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
