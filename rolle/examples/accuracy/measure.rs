//! One function, its derivatives, two formats.

use crate::subject::Subject;
use rolle::tape::accuracy::{Accuracy, Format, Meter, Points};
use rolle::{Graph, NodeId};

/// Random points of each kind.
pub(crate) const COUNT: usize = 400;

/// A line of the table: one derivative in one format.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) formula: String,
    pub(crate) order: usize,
    pub(crate) format: Format,
    /// What was found on each kind of points.
    pub(crate) kinds: Vec<(&'static str, Accuracy)>,
    /// What stood in the way.
    pub(crate) obstacle: Option<String>,
}

/// The function, its slope and its second derivative, each in both formats.
pub(crate) fn rows(subject: Subject) -> Vec<Row> {
    let Subject { name, mut graph, f, x } = subject;
    let formula = graph.print(f).unwrap_or_default();
    let mut rows = Vec::new();
    let mut root = f;
    for order in 0..3 {
        for format in [Format::F32, Format::F64] {
            let (kinds, obstacle) = match kinds(&graph, root, x, format) {
                Ok(kinds) => (kinds, None),
                Err(why) => (Vec::new(), Some(why.to_string())),
            };
            let (name, formula) = (name.clone(), formula.clone());
            rows.push(Row { name, formula, order, format, kinds, obstacle });
        }
        root = graph.derivative(root, x);
    }
    rows
}

fn kinds(
    graph: &Graph,
    root: NodeId,
    x: NodeId,
    format: Format,
) -> rolle::Result<Vec<(&'static str, Accuracy)>> {
    let points = Points::sample(graph, root, x, format, COUNT)?;
    let mut meter = Meter::new(graph, root, x, format)?;
    let kinds = points.kinds();
    let found = kinds.iter().map(|(kind, points)| {
        meter.measure(points);
        (*kind, meter.take())
    });
    Ok(found.collect())
}
