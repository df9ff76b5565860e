//! The parser: any text gives a formula or diagnostics that can be shown.

use rolle::graph::Graph;
use rolle::parse::{ParseOptions, parse, render_diagnostic};

fn main() -> std::process::ExitCode {
    rolle_fuzz::run(|text| {
        let mut graph = Graph::new();
        match parse(&mut graph, text, &ParseOptions::default()) {
            Ok(parsed) => {
                let printed = graph.print(parsed.root).expect("short formulas print");
                assert!(!printed.is_empty(), "a formula prints as something");
            }
            Err(diagnostics) => {
                for diagnostic in &diagnostics {
                    render_diagnostic(text, diagnostic);
                }
            }
        }
    })
}
