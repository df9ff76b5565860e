//! Plots as SVG, PNG and characters, and ranges of their axes.

use crate::answer::decimal;
use crate::failure::Failure;
use crate::file::{self, Output};
use crate::reading::Reading;
use anstyle::{AnsiColor, Style};
use rolle::figure::Plot;
use rolle::figure::braille::{CellStyle, draw};
use rolle::{Graph, NodeId};
use std::path::Path;

/// The kinds of pictures that this build writes.
#[cfg(feature = "png")]
pub(crate) const EXTENSIONS: &[&str] = &["svg", "png"];
/// The kinds of pictures that this build writes.
#[cfg(not(feature = "png"))]
pub(crate) const EXTENSIONS: &[&str] = &["svg"];

/// Refuses a picture before any work is done for it.
pub(crate) fn check(path: &Path, force: bool) -> Result<(), Failure> {
    file::extension(path, EXTENSIONS)?;
    file::check_target(path, force)
}

/// The picture as a file, in the format of its extension.
pub(crate) fn output(plot: &Plot, path: &Path, force: bool) -> Result<Output, Failure> {
    let svg = plot.to_svg()?;
    let bytes = match file::extension(path, EXTENSIONS)? {
        #[cfg(feature = "png")]
        "png" => rolle::figure::png::render(&svg, &rolle::figure::png::Options::default())?,
        _ => svg.into_bytes(),
    };
    Ok(Output { path: path.to_path_buf(), bytes, force })
}

/// The plot in characters, with color sequences.
pub(crate) fn characters(plot: &Plot, columns: usize, rows: usize) -> Result<String, Failure> {
    let grid = draw(plot, columns, rows)?;
    let mut text = String::new();
    for row in grid.rows() {
        let end = row.iter().rposition(|cell| cell.character != ' ').map_or(0, |last| last + 1);
        for run in row[..end].chunk_by(|a, b| a.style == b.style) {
            let style = style(run[0].style);
            let run: String = run.iter().map(|cell| cell.character).collect();
            text.push_str(&format!("{style}{run}{style:#}"));
        }
        text.push('\n');
    }
    Ok(text)
}

fn style(of: CellStyle) -> Style {
    let color = |color: AnsiColor| color.on_default();
    match of {
        CellStyle::Title => Style::new().bold(),
        CellStyle::Axis => Style::new().dimmed(),
        CellStyle::Curve(0) => color(AnsiColor::Blue),
        CellStyle::Curve(1) => color(AnsiColor::Red),
        CellStyle::Curve(_) => color(AnsiColor::Magenta),
        CellStyle::Mark => Style::new().bold(),
        CellStyle::Tangent => color(AnsiColor::Yellow),
        CellStyle::Positive => color(AnsiColor::Green),
        CellStyle::Negative => color(AnsiColor::Red),
        _ => Style::new(),
    }
}

/// A number in double precision; `None` for what has no value.
pub(crate) fn float(graph: &mut Graph, id: NodeId) -> Option<f64> {
    let value: f64 = decimal(graph, id, 17)?.parse().ok()?;
    value.is_finite().then_some(value)
}

impl Reading {
    /// The ends of a range such as `-pi..pi`, in double precision.
    pub(crate) fn range(&mut self, option: &str, text: &str) -> Result<(f64, f64), Failure> {
        let Some((from, to)) = text.split_once("..") else {
            return Err(Failure::usage(format!("`{text}` is not a range"))
                .help(format!("write two ends, as in `{option} -2..2`")));
        };
        let ends = [self.value(option, from.trim())?, self.value(option, to.trim())?];
        let [from, to] = ends.map(|end| float(&mut self.graph, end));
        match (from, to) {
            (Some(from), Some(to)) if from < to => Ok((from, to)),
            (Some(_), Some(_)) => Err(Failure::usage(format!("the range `{text}` is empty"))
                .help("write the smaller end first")),
            _ => {
                Err(Failure::usage(format!("the ends of the range `{text}` are not both numbers")))
            }
        }
    }
}
