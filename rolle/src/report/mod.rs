//! Reports: all that is known of a function, gathered into plain data, and rendered.
//!
//! ```text
//! formula ─report→ Report ─┬→ render_text   the terminal
//!                          ├→ to_json       programs
//!                          └→ report_figure a plot: SVG, PNG, braille
//! ```
//!
//! A report never mixes certainties: every statement is exact, enclosed, sampled or undecided, and says which.
//! What it says does not depend on how the function was spelled, but for the lines that repeat the input.

mod data;
mod options;

pub use data::{
    Asymptote, Certainty, Convention, EndBehavior, Extremum, Family, FamilyKind, Formula, Integers,
    Known, Line, Parity, Place, Report, Row, SampledSign, Slope, SlopeSign, Value,
};
pub use options::Options;

use crate::figure::Plot;
use crate::graph::Graph;
use crate::operator::NodeId;

/// All that is known of f as a function of x; other symbols are parameters.
///
/// The side conditions that the graph holds are taken for those of f, so build f right after
/// [`Graph::take_side_conditions`]; they are put back. Nothing fails: what could not be decided is said in the report.
pub fn report(graph: &mut Graph, f: NodeId, x: NodeId, options: &Options) -> Report {
    let _ = (graph, f, x, options);
    todo!()
}

/// How a report is written for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// The number of columns, at least 40.
    pub width: usize,
    /// Emphasis by ANSI escape sequences; plain text otherwise.
    pub color: bool,
    /// Draw the function in braille.
    pub plot: bool,
}

/// The report as text in sections, one trailing newline.
///
/// `title` stands on top; `reading` lines tell how the formula was read. All that follows is the same for every
/// spelling of a function.
pub fn render_text(report: &Report, graph: &Graph, title: &str, reading: &[String], style: TextStyle) -> String {
    let _ = (report, graph, title, reading, style);
    todo!()
}

/// The report as JSON of schema `rolle.report/1`: numbers as exact text with decimals, every statement with its
/// certainty. One line-broken document with a trailing newline.
pub fn to_json(report: &Report, graph: &Graph, title: &str) -> String {
    let _ = (report, graph, title);
    todo!()
}

/// What a figure of a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureOptions {
    /// The range of x; chosen from joints, extrema and saturation when not given.
    pub x: Option<(f64, f64)>,
    /// The range of y; chosen so that f and f′ are seen when not given.
    pub y: Option<(f64, f64)>,
    /// Draw f′ beside f.
    pub derivative: bool,
    /// Draw the tangent at this abscissa.
    pub tangent: Option<f64>,
    /// Written above.
    pub title: String,
}

/// The plot of a report: f and f′, bands by the sign of f′, kinks, asymptotes, extrema.
///
/// Curves are sampled; bands say whether their sign is proved.
///
/// # Errors
/// `Argument` for a range that is empty or not finite.
pub fn report_figure(graph: &Graph, report: &Report, options: &FigureOptions) -> crate::Result<Plot> {
    let _ = (graph, report, options);
    todo!()
}
