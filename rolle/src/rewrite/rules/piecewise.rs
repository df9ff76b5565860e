//! Piecewise expressions that have a name, and conditions that are not needed.

use super::function;
use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};

/// {u if u ≥ 0; −u otherwise} = |u| and {u if u > 0; 0 otherwise} = max(u, 0), in all spellings of the condition.
pub(super) fn named(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let &[first, condition, second] = graph.args(id) else { return None };
    // The value where u ≥ 0 and where u ≤ 0; at 0 both agree, so strictness is of no account.
    let (u, above, below) = match (graph.op(condition), graph.args(condition)) {
        (Op::Less | Op::LessEqual, &[NodeId::ZERO, u]) => (u, first, second),
        (Op::Less | Op::LessEqual, &[u, NodeId::ZERO]) => (u, second, first),
        _ => return None,
    };
    let opposite = graph.negate(u);
    match (above, below) {
        _ if above == u && below == opposite => Some(function(graph, Op::Abs, u)),
        _ if above == u && below == NodeId::ZERO => graph.apply(Op::Max, &[u, NodeId::ZERO]).ok(),
        _ if above == NodeId::ZERO && below == opposite => {
            graph.apply(Op::Max, &[opposite, NodeId::ZERO]).ok()
        }
        _ if above == NodeId::ZERO && below == u => graph.apply(Op::Min, &[u, NodeId::ZERO]).ok(),
        _ => None,
    }
}

/// {a if c; b if not c} = {a if c; b otherwise}, where c always has a truth value.
pub(super) fn otherwise(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let args = graph.args(id).to_vec();
    let n = args.len();
    if n < 4 || n % 2 == 1 || n > 2 * super::MAX_FACTORS {
        return None;
    }
    let earlier: Vec<NodeId> = args[..n - 2].iter().copied().skip(1).step_by(2).collect();
    if !earlier.iter().all(|&condition| graph.facts(condition).has(Facts::TOTAL)) {
        return None;
    }
    let any = graph.or(&earlier);
    let opposite = graph.not(any);
    let implied = opposite == args[n - 1]
        || (graph.op(opposite) == Op::And && graph.args(opposite).contains(&args[n - 1]));
    if !implied {
        return None;
    }
    let branches: Vec<(NodeId, NodeId)> =
        args[..n - 2].chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    Some(graph.piecewise(&branches, Some(args[n - 2])))
}
