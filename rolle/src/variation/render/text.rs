//! The table in box-drawing characters, for a terminal.

use super::super::VariationTable;
use super::EMPTY;
use super::note::{plain, wrap};
use super::sheet::{Bar, Entry, Mark, Sheet, Station, Trend, Values};
use crate::graph::Graph;
use crate::print::Notation;

/// The width of a stretch between two stations.
const STRETCH: usize = 5;
/// The most lines of the row of the function.
const MOST_LINES: usize = 9;

/// The table for a terminal of so many columns; a table that is wider goes on below itself.
///
/// # Examples
/// ```
/// use rolle::variation::{VariationLimits, render::render_text};
/// let mut g = rolle::Graph::new();
/// let x = g.symbol("x");
/// let square = g.powi(x, 2);
/// let table = g.variation_table(square, x, 0, VariationLimits::default()).unwrap();
/// let text = render_text(&table, &g, 80);
/// assert!(text.contains("│ x     │ −∞      0     +∞  │"));
/// ```
pub fn render_text(table: &VariationTable, graph: &Graph, columns: usize) -> String {
    let sheet = Sheet::new(table, graph, Notation::Unicode);
    let mut out = format!("{}\n", sheet.heading);
    if sheet.stations.is_empty() {
        out.push_str(EMPTY);
        out.push('\n');
    } else {
        let page = Page::new(&sheet);
        for (first, last) in page.blocks(columns) {
            page.block(first, last, &mut out);
        }
    }
    for note in &sheet.notes {
        for line in wrap(&plain(note), columns as f64, |text| width(text) as f64) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

struct Page<'a> {
    sheet: &'a Sheet,
    /// Half of each station's width: what stands on each side of its middle column.
    halves: Vec<usize>,
    label: usize,
    lines: usize,
}

impl<'a> Page<'a> {
    fn new(sheet: &'a Sheet) -> Page<'a> {
        let halves = sheet.stations.iter().map(half_width).collect();
        let label = sheet.rows.iter().map(|row| width(row)).max().unwrap_or(0);
        let lines = (2 * sheet.steps + 1).min(MOST_LINES);
        Page { sheet, halves, label, lines }
    }

    fn frame(&self) -> usize {
        self.label + "│  │  │".chars().count()
    }

    /// The first and last stations of the parts into which the table is cut; each repeats the station before it.
    fn blocks(&self, columns: usize) -> Vec<(usize, usize)> {
        let last = self.halves.len() - 1;
        let mut blocks = Vec::new();
        let mut first = 0;
        loop {
            let mut end = first;
            let mut used = self.frame() + 2 * self.halves[first] + 1;
            while end < last {
                used += STRETCH + 2 * self.halves[end + 1] + 1;
                // At least one stretch to a block.
                if used > columns && end > first {
                    break;
                }
                end += 1;
            }
            blocks.push((first, end));
            if end == last {
                return blocks;
            }
            first = end;
        }
    }

    fn block(&self, first: usize, last: usize, out: &mut String) {
        let inner: usize = (first..=last).map(|i| 2 * self.halves[i] + 1).sum();
        let inner = inner + STRETCH * (last - first);
        let rule = |left: char, middle: char, right: char, out: &mut String| {
            let bar = |n: usize| "─".repeat(n + 2);
            out.push_str(&format!("{left}{}{middle}{}{right}\n", bar(self.label), bar(inner)));
        };
        let [x, slope, function] = &self.sheet.rows;
        rule('┌', '┬', '┐', out);
        let stations = &self.sheet.stations;
        self.line(x, first, last, out, |i| centered(&stations[i].x, self.halves[i]), |_| blank());
        rule('├', '┼', '┤', out);
        let sign = |i: usize| match self.sheet.trends[i] {
            Trend::Rises => "  +  ",
            Trend::Falls => "  −  ",
            Trend::Constant => "  0  ",
            Trend::Unknown => "  ?  ",
            Trend::Outside => "░░░░░",
        };
        let mark = |i: usize| mark(&stations[i].mark, self.halves[i]);
        self.line(slope, first, last, out, mark, |i| sign(i).to_string());
        rule('├', '┼', '┤', out);
        for line in 0..self.lines {
            let name = if line == self.lines / 2 { function } else { "" };
            let value = |i: usize| self.value(&stations[i].values, line, self.halves[i]);
            self.line(name, first, last, out, value, |i| self.arrow(i, line));
        }
        rule('└', '┴', '┘', out);
    }

    /// One line: the columns of stations and of stretches in turn.
    fn line(
        &self,
        name: &str,
        first: usize,
        last: usize,
        out: &mut String,
        station: impl Fn(usize) -> String,
        stretch: impl Fn(usize) -> String,
    ) {
        out.push_str(&format!("│ {name}{} │ ", " ".repeat(self.label - width(name))));
        for i in first..=last {
            out.push_str(&station(i));
            if i < last {
                out.push_str(&stretch(i));
            }
        }
        out.push_str(" │\n");
    }

    /// The line on which a height stands.
    fn row(&self, height: f64) -> usize {
        ((1.0 - height) * (self.lines - 1) as f64).round() as usize
    }

    fn value(&self, values: &Values, line: usize, half: usize) -> String {
        let here = |entry: &Option<Entry>| match entry {
            Some(entry) if self.row(entry.height) == line => entry.text.clone(),
            _ => String::new(),
        };
        match values {
            Values::One(entry) => centered(&here(&Some(entry.clone())), half),
            Values::Apart(bar, left, right) => barred(*bar, &here(left), &here(right), half),
        }
    }

    fn arrow(&self, i: usize, line: usize) -> String {
        let stations = &self.sheet.stations;
        let end = |values: &Values, right: bool| match values {
            Values::One(entry) => self.row(entry.height),
            Values::Apart(_, left, after) => {
                let entry = if right { after } else { left };
                entry.as_ref().map_or(self.lines / 2, |entry| self.row(entry.height))
            }
        };
        let (from, to) = (end(&stations[i].values, true), end(&stations[i + 1].values, false));
        let here = line == (from + to) / 2;
        let arrow = match self.sheet.trends[i] {
            Trend::Outside => return "░".repeat(STRETCH),
            _ if !here => return blank(),
            Trend::Rises => "  ↗  ",
            Trend::Falls => "  ↘  ",
            Trend::Constant => "  →  ",
            Trend::Unknown => "  ?  ",
        };
        arrow.to_string()
    }
}

fn blank() -> String {
    " ".repeat(STRETCH)
}

fn half_width(station: &Station) -> usize {
    let one = |text: &str| width(text) / 2;
    // A space stands between the bar and what is beside it.
    let side = |text: Option<&str>| text.map_or(0, |text| width(text) + 1);
    let mark = match &station.mark {
        Mark::Value(text) => one(text),
        Mark::Bar(left, right) => side(left.as_deref()).max(side(right.as_deref())),
        Mark::Nothing | Mark::Unknown => 0,
    };
    let values = match &station.values {
        Values::One(entry) => one(&entry.text),
        Values::Apart(_, left, right) => [left, right]
            .map(|entry| side(entry.as_ref().map(|entry| entry.text.as_str())))
            .into_iter()
            .max()
            .unwrap_or(0),
    };
    one(&station.x).max(mark).max(values)
}

fn mark(mark: &Mark, half: usize) -> String {
    match mark {
        Mark::Nothing => centered("", half),
        Mark::Unknown => centered("?", half),
        Mark::Value(text) => centered(text, half),
        Mark::Bar(left, right) => {
            barred(Bar::Double, left.as_deref().unwrap_or(""), right.as_deref().unwrap_or(""), half)
        }
    }
}

/// In the middle of `2 half + 1` columns.
fn centered(text: &str, half: usize) -> String {
    let free = (2 * half + 1).saturating_sub(width(text));
    format!("{}{text}{}", " ".repeat(free / 2), " ".repeat(free - free / 2))
}

/// On both sides of a bar in the middle.
fn barred(bar: Bar, left: &str, right: &str, half: usize) -> String {
    let pad = |text: &str| " ".repeat(half.saturating_sub(width(text) + 1));
    let gap = if half == 0 { "" } else { " " };
    let bar = if bar == Bar::Double { '‖' } else { '┊' };
    format!("{}{left}{gap}{bar}{gap}{right}{}", pad(left), pad(right))
}

/// How many columns of a terminal a text takes: marks that combine none, East Asian wide characters two.
fn width(text: &str) -> usize {
    let columns = |c: char| match c as u32 {
        0x300..=0x36f | 0x200b..=0x200f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 => 2,
        0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 => 2,
        0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    };
    text.chars().map(columns).sum()
}
