//! The road of a formula: read, differentiate, simplify, print.

use rolle::graph::Graph;
use rolle::operator::Op;
use rolle::parse::{ParseOptions, parse};

fn main() -> std::process::ExitCode {
    rolle_fuzz::run(|text| {
        let mut graph = Graph::new();
        let Ok(parsed) = parse(&mut graph, text, &ParseOptions::default()) else { return };
        let Some(x) = graph.free_symbols(parsed.root).into_iter().next() else { return };
        let derivative = graph.derivative(parsed.root, x);
        assert_ne!(graph.op(derivative), Op::Function, "a derivative is a value");
        let simple = graph.simplify(derivative, &rolle::rewrite::SimplifyLimits::default());
        let _ = graph.print(simple);
        let _ = graph.derivative_with_joints(parsed.root, x);
    })
}
