//! Goldens and laws of drawn tables.

mod notation;
mod text;

use super::super::{VariationLimits, VariationTable};
use crate::graph::Graph;
use crate::parse::{ParseOptions, parse};

/// The table of a formula in x.
fn drawn(formula: &str, order: u32) -> (Graph, VariationTable) {
    let mut graph = Graph::new();
    let root = parse(&mut graph, formula, &ParseOptions::default()).expect("a formula").root;
    let x = graph.symbol("x");
    let table = graph.variation_table(root, x, order, VariationLimits::default());
    (graph, table.expect("a table"))
}

/// All lines of a table are equally wide, so that its columns are straight.
#[test]
fn lines_are_equally_wide() {
    for formula in ["gelu(x)", "1/(x^2 - 1)", "hard_swish(x)", "|x^3 - x - 1|", "sqrt(x^2 - 1)"] {
        let (graph, table) = drawn(formula, 0);
        let text = super::render_text(&table, &graph, 100);
        let boxed = text.lines().filter(|line| line.starts_with(['┌', '│', '├', '└']));
        let widths: Vec<usize> = boxed.map(|line| line.chars().count()).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
    }
}
