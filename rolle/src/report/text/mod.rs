//! A report as text for a terminal: sections, aligned columns, formulas in two dimensions.

mod joints;
mod sections;
mod words;
mod writer;

use super::Report;
use crate::graph::Graph;
use words::Words;
pub(super) use words::discontinuity;
use writer::Page;

/// How a report is written for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// The number of columns, 40 to 1000.
    pub width: usize,
    /// Emphasis by ANSI escape sequences; plain text otherwise.
    pub color: bool,
    /// Draw the function in braille.
    pub plot: bool,
    /// Write rational numbers as exact decimals where they have at most this many digits after the point.
    pub decimals: u32,
}

impl Default for TextStyle {
    fn default() -> TextStyle {
        TextStyle { width: 100, color: false, plot: true, decimals: 0 }
    }
}

/// The report as text in sections, with a newline at the end.
///
/// `title` stands on top, below it the lines of `reading`, which tell how the formula was read; from the first blank
/// line on the text is the same for every spelling of a function with kinks. Deterministic.
pub fn render_text(
    report: &Report,
    graph: &Graph,
    title: &str,
    reading: &[String],
    style: TextStyle,
) -> String {
    let style = TextStyle { width: style.width.clamp(40, 1000), ..style };
    let mut page = Page::new(style.width, style.color);
    let words = Words::new(graph, report, style.decimals);
    page.title(title);
    for line in reading {
        page.wrapped("", line);
    }
    sections::reading(&mut page, &words, report);
    page.blank();
    sections::formulas(&mut page, &words, report);
    sections::properties(&mut page, report);
    sections::families(&mut page, &words, report);
    sections::ends(&mut page, &words, report);
    sections::signs(&mut page, &words, report);
    joints::joints(&mut page, &words, report);
    sections::values(&mut page, &words, report);
    if style.plot {
        sections::plot(&mut page, graph, report);
    }
    sections::warnings(&mut page, report);
    page.finish()
}
