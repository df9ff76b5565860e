//! The functions of the page: one variable each, all parameters fixed.

use rolle::zoo::{Entry, Kind, catalogue};
use rolle::{Graph, NodeId};

/// A function of one variable.
pub(crate) struct Subject {
    pub(crate) name: String,
    pub(crate) graph: Graph,
    pub(crate) f: NodeId,
    pub(crate) x: NodeId,
}

/// What inputs besides the first are where the catalogue gives no default: a target, a variance, another input.
const INPUTS: [(&str, &str); 3] = [("t", "1/2"), ("v", "1"), ("x2", "0")];

/// Functions that the catalogue does not have.
const OTHERS: [&str; 12] = [
    "e^x - 1 - x",
    "x + sin(x)^2",
    "sin(x)/x",
    "x + exp(-1000(x - 1)^2)",
    "(x^5 - 5x^3/4 + 5x/16)*(x - 1/1000)",
    "(x^2 - 2)^2 - 1/10^8",
    "1/(x^2 - 2)",
    "(x^2 + 1)/(x^3 - x)",
    "silu(x)*tanh(x)",
    "tanh(x)*mish(x)",
    "abs(x^2 - 2)",
    "silu(gelu(x))",
];

/// The entries of one kind that are functions of one variable once their parameters are fixed.
pub(crate) fn of_catalogue(kind: Kind) -> Vec<Subject> {
    catalogue().iter().filter(|entry| entry.kind == kind).filter_map(fixed).collect()
}

/// Functions beyond the catalogue.
pub(crate) fn others() -> Vec<Subject> {
    let others = OTHERS.iter().map(|text| {
        let mut graph = Graph::new();
        let x = graph.symbol("x");
        let f = graph.parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        Subject { name: (*text).into(), graph, f, x }
    });
    others.collect()
}

/// An entry with its parameters fixed; `None` without a formula.
fn fixed(entry: &Entry) -> Option<Subject> {
    let mut graph = Graph::new();
    let f = graph.parse(entry.formula?).unwrap_or_else(|why| panic!("{}: {why}", entry.name));
    let (variable, parameters) = entry.parameters.split_first()?;
    let x = graph.symbol(variable.names[0]);
    let mut values = Vec::new();
    let mut inputs = Vec::new();
    for parameter in parameters {
        let name = parameter.names[0];
        let input = INPUTS.iter().find(|(input, _)| *input == name).map(|(_, value)| *value);
        let text = parameter.default.or(input)?;
        if text == "None" {
            // An argument that a framework has and the formula does not.
            continue;
        }
        if parameter.default.is_none() || matches!(name, "t" | "x2") {
            inputs.push(format!("{name} = {text}"));
        }
        let (symbol, value) = (graph.symbol(name), graph.parse(text).ok()?);
        values.push((symbol, value));
    }
    let f = graph.substitute(f, &values);
    let name = match inputs.is_empty() {
        true => entry.name.to_string(),
        false => format!("{}, {}", entry.name, inputs.join(", ")),
    };
    Some(Subject { name, graph, f, x })
}
