//! The table in Markdown: one row of cells for each row of the table, arrows between values.

use super::super::VariationTable;
use super::EMPTY;
use super::note::{Note, Part};
use super::sheet::{Bar, Mark, Sheet, Trend, Values};
use crate::graph::Graph;
use crate::print::Notation;

/// The table in the Markdown of GitHub, with its notes as a list.
pub fn render_markdown(table: &VariationTable, graph: &Graph) -> String {
    let sheet = Sheet::new(table, graph, Notation::Unicode);
    let mut out = format!("{}\n\n", escape(&sheet.heading));
    if sheet.stations.is_empty() {
        out.push_str(EMPTY);
        out.push('\n');
    } else {
        rows(&sheet, &mut out);
    }
    if !sheet.notes.is_empty() {
        out.push('\n');
    }
    for note in &sheet.notes {
        out.push_str(&format!("- {}\n", item(note)));
    }
    out
}

fn rows(sheet: &Sheet, out: &mut String) {
    let [x, slope, function] = &sheet.rows;
    let xs = sheet.stations.iter().map(|station| station.x.clone()).collect();
    row(x, xs, sheet, |_| "", out);
    let columns = sheet.stations.len() + sheet.trends.len();
    out.push_str(&format!("|:--|{}\n", ":-:|".repeat(columns)));
    let marks = sheet.stations.iter().map(|station| mark(&station.mark)).collect();
    let sign = |trend| match trend {
        Trend::Rises => "+",
        Trend::Falls => "−",
        Trend::Constant => "0",
        Trend::Unknown => "?",
        Trend::Outside => "░",
    };
    row(slope, marks, sheet, sign, out);
    let values = sheet.stations.iter().map(|station| values(&station.values)).collect();
    let arrow = |trend| match trend {
        Trend::Rises => "↗",
        Trend::Falls => "↘",
        Trend::Constant => "→",
        Trend::Unknown => "?",
        Trend::Outside => "░",
    };
    row(function, values, sheet, arrow, out);
}

fn row(
    name: &str,
    stations: Vec<String>,
    sheet: &Sheet,
    stretch: impl Fn(Trend) -> &'static str,
    out: &mut String,
) {
    out.push_str(&format!("| {} |", escape(name)));
    for (i, station) in stations.iter().enumerate() {
        out.push_str(&format!(" {} |", escape(station)));
        if let Some(&trend) = sheet.trends.get(i) {
            out.push_str(&format!(" {} |", stretch(trend)));
        }
    }
    out.push('\n');
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Nothing => String::new(),
        Mark::Unknown => "?".to_string(),
        Mark::Value(text) => text.clone(),
        Mark::Bar(left, right) => barred(Bar::Double, left.as_deref(), right.as_deref()),
    }
}

fn values(values: &Values) -> String {
    match values {
        Values::One(entry) => entry.text.clone(),
        Values::Apart(bar, left, right) => {
            let text = |entry: &Option<super::sheet::Entry>| entry.as_ref().map(|e| e.text.clone());
            barred(*bar, text(left).as_deref(), text(right).as_deref())
        }
    }
}

fn barred(bar: Bar, left: Option<&str>, right: Option<&str>) -> String {
    let bar = if bar == Bar::Double { "‖" } else { "?" };
    format!("{} {bar} {}", left.unwrap_or(""), right.unwrap_or("")).trim().to_string()
}

fn item(note: &Note) -> String {
    let part = |part: &Part| match part {
        Part::Words(text) | Part::Math(text) => escape(text),
        Part::Code(text) => format!("`{text}`"),
    };
    note.iter().map(part).collect()
}

/// What Markdown would read as its own.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '|' | '*' | '_' | '\\' | '`' | '<' | '[' | ']') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
