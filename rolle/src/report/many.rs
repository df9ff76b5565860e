//! A modest report on a function of several variables: gradient, Hessian, values.

use super::data::Value;
use super::options::Options;
use super::value::Decimals;
use crate::graph::{Facts, Graph, SideCondition};
use crate::number::Rational;
use crate::operator::NodeId;

/// What is known of a function of several variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManyReport {
    /// The function.
    pub function: NodeId,
    /// The variables.
    pub variables: Vec<NodeId>,
    /// Other symbols.
    pub parameters: Vec<NodeId>,
    /// What canonicalization assumed.
    pub side_conditions: Vec<SideCondition>,
    /// The partial derivatives; where branches meet they are left open.
    pub gradient: Vec<NodeId>,
    /// Rows of second partial derivatives; empty for more than [`HESSIAN_VARIABLES`] variables.
    pub hessian: Vec<Vec<NodeId>>,
    /// The point at which `value` and `slopes` are taken.
    pub point: Vec<Rational>,
    /// The value there.
    pub value: Value,
    /// The partial derivatives there.
    pub slopes: Vec<Value>,
    /// Whether branches meet somewhere, where the gradient says nothing.
    pub has_kinks: bool,
}

/// The most variables for which second derivatives are shown.
pub const HESSIAN_VARIABLES: usize = 6;

/// What is known of f as a function of several variables, with values at a point; missing coordinates are zero.
///
/// Certainty: exact; decimals are correctly rounded.
pub fn report_many(
    graph: &mut Graph,
    f: NodeId,
    variables: &[NodeId],
    point: &[Rational],
    options: &Options,
) -> ManyReport {
    let side_conditions = graph.take_side_conditions();
    let parameters =
        graph.free_symbols(f).into_iter().filter(|id| !variables.contains(id)).collect();
    let gradient: Vec<NodeId> = variables.iter().map(|&x| graph.derivative(f, x)).collect();
    let hessian = match variables.len() {
        0..=HESSIAN_VARIABLES => {
            gradient.iter().map(|&slope| row(graph, slope, variables)).collect()
        }
        _ => Vec::new(),
    };
    let mut point = point.to_vec();
    point.resize(variables.len(), Rational::ZERO);
    let place: Vec<(NodeId, NodeId)> = variables
        .iter()
        .zip(&point)
        .map(|(&x, value)| (x, graph.rational(value.clone())))
        .collect();
    let decimals = Decimals { digits: options.digits.clamp(1, 1000) };
    let mut value_at = |id: NodeId| {
        let exact = graph.substitute(id, &place);
        decimals.value(graph, exact)
    };
    let value = value_at(f);
    let slopes = gradient.iter().map(|&slope| value_at(slope)).collect();
    let has_kinks = graph.facts(f).has(Facts::KINKED);
    graph.take_side_conditions();
    graph.add_side_conditions(&side_conditions);
    ManyReport {
        function: f,
        variables: variables.to_vec(),
        parameters,
        side_conditions,
        gradient,
        hessian,
        point,
        value,
        slopes,
        has_kinks,
    }
}

fn row(graph: &mut Graph, slope: NodeId, variables: &[NodeId]) -> Vec<NodeId> {
    variables.iter().map(|&x| graph.derivative(slope, x)).collect()
}
