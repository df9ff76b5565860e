//! Growth: seconds per shared node of every pass at n, 10n and 100n nodes.
//!
//! Two shapes: a wide sum of short terms over a hundred variables, and one chain of functions as deep as it is
//! long. A pass that is linear keeps its seconds per node, up to the caches that a larger graph no longer fits.

use crate::case::read;
use crate::clock::{cpu_seconds, measure};
use rolle::evaluate::Sampler;
use rolle::graph::{Graph, NodeId};
use serde_json::{Value, json};

const VARIABLES: usize = 100;

/// The table of growth as JSON: for each shape the nodes, and for each pass its nanoseconds per node.
pub fn growth() -> Result<Value, String> {
    let mut rows = Vec::new();
    for (shape, text, counts) in [
        ("wide", wide as fn(usize) -> String, [1_000, 10_000, 100_000]),
        ("deep", deep as fn(usize) -> String, [3_000, 30_000, 300_000]),
    ] {
        for count in counts {
            rows.push(row(shape, &text(count))?);
        }
    }
    Ok(json!({ "rows": rows }))
}

/// A sum of terms in pairs of variables, all of which depend on x0.
fn wide(terms: usize) -> String {
    let term = |k: usize| {
        let (i, j) = (k % VARIABLES, k / VARIABLES % VARIABLES);
        match k % 3 {
            0 => format!("{k}*x{i}*sin(x0*x{j}+{k})"),
            1 => format!("-{k}/7*x{i}^{}*x0*x{j}", k % 9 + 2),
            _ => format!("exp(x{i}*x0/{k})*(x{j}+{k})"),
        }
    };
    (1..=terms).map(term).collect::<Vec<_>>().join("+")
}

/// sin(sin(…)·xᵢ + k)·xᵢ + k.
fn deep(levels: usize) -> String {
    let tail: String = (0..levels).map(|k| format!(")*x{}+{k}", k % VARIABLES)).collect();
    format!("{}x0{tail}", "sin(".repeat(levels))
}

fn row(shape: &str, text: &str) -> Result<Value, String> {
    let (parse, mut graph, root) = measure(Graph::new, |g| read(g, text));
    let root = root?;
    let xs: Vec<NodeId> = (0..VARIABLES).map(|i| graph.symbol(&format!("x{i}"))).collect();
    let nodes = graph.shared_size(&[root]);
    let per_node = |seconds: f64| seconds * 1e9 / nodes as f64;
    let on_a_copy = |job: &dyn Fn(&mut Graph)| {
        let (times, ..) = measure(|| graph.clone(), |g| job(g));
        per_node(times.seconds)
    };
    let start = cpu_seconds();
    let printed = graph.print(root).map_err(|error| error.to_string())?;
    let print = cpu_seconds() - start;
    Ok(json!({
        "shape": shape,
        "nodes": nodes,
        "bytes": text.len(),
        "printed_bytes": printed.len(),
        "parse": per_node(parse.seconds),
        "print": per_node(print),
        "differentiate": on_a_copy(&|g| {
            g.derivative(root, xs[0]);
        }),
        "gradient": on_a_copy(&|g| drop(g.gradient(root, &xs))),
        "substitute": on_a_copy(&|g| {
            let next = g.sum(&[xs[1], NodeId::ONE]);
            g.substitute(root, &[(xs[0], next)]);
        }),
        "lower_and_sample": on_a_copy(&|g| {
            Sampler::new(g, &[root], &xs).sample(&[0.5; VARIABLES]);
        }),
    }))
}
