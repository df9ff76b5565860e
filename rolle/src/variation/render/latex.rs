//! The table in LaTeX, for the package tkz-tab.
//!
//! `\tkzTabVar` has two heights and draws an arrow between any two values: a value on the way is left out by `R` and
//! put onto the arrow by `\tkzTabIma`. What it cannot draw (a stretch of unknown trend, a doubtful break, a halt in the middle of a
//! climb) is written as a line of values and arrows instead. Source of the codes: A. Matthes, *tkz-tab*, 2020.

use super::super::VariationTable;
use super::EMPTY;
use super::note::{Note, Part};
use super::sheet::{Bar, Entry, Mark, Sheet, Station, Trend, Values};
use crate::graph::Graph;
use crate::print::Notation;

/// The table as a `tikzpicture`; the document needs `\usepackage{tkz-tab}`.
pub fn render_latex(table: &VariationTable, graph: &Graph) -> String {
    let sheet = Sheet::new(table, graph, Notation::Latex);
    let mut out = format!("% \\usepackage{{tkz-tab}}\n${}$\n\n", sheet.heading);
    if sheet.stations.is_empty() {
        out.push_str(EMPTY);
        out.push('\n');
    } else {
        picture(&sheet, &mut out);
    }
    for note in &sheet.notes {
        out.push_str(&format!("\n{}\n", sentence(note)));
    }
    out
}

fn picture(sheet: &Sheet, out: &mut String) {
    let [x, slope, function] = sheet.rows.each_ref().map(|row| math(row));
    let xs: Vec<String> = sheet.stations.iter().map(|station| math(&station.x)).collect();
    let space = if xs.iter().any(|x| x.len() > 16) { "3.5" } else { "2.5" };
    out.push_str("\\begin{tikzpicture}\n");
    out.push_str(&format!(
        "\\tkzTabInit[lgt=2,espcl={space}]{{{x}/1,{slope}/1,{function}/2}}{{{}}}\n",
        xs.join(",")
    ));
    out.push_str(&format!("\\tkzTabLine{{{}}}\n", signs(sheet).join(",")));
    if has_arrows(sheet) {
        let entries: Vec<String> = (0..sheet.stations.len()).map(|i| entry(sheet, i)).collect();
        out.push_str(&format!("\\tkzTabVar{{{}}}\n", entries.join(",")));
        (0..sheet.stations.len()).for_each(|i| out.push_str(&value_on_the_way(sheet, i)));
    } else {
        out.push_str(&format!("\\tkzTabLine{{{}}}\n", line_of_values(sheet).join(",")));
    }
    out.push_str("\\end{tikzpicture}\n");
}

/// In braces, so that no comma or slash inside is taken for one of the list.
fn math(text: &str) -> String {
    format!("{{${text}$}}")
}

fn in_turn(
    sheet: &Sheet,
    station: impl Fn(&Station) -> String,
    stretch: impl Fn(Trend) -> &'static str,
) -> Vec<String> {
    let mut items = Vec::new();
    for (i, at) in sheet.stations.iter().enumerate() {
        items.push(station(at));
        items.extend(sheet.trends.get(i).map(|&trend| stretch(trend).to_string()));
    }
    items
}

fn signs(sheet: &Sheet) -> Vec<String> {
    let mark = |station: &Station| match &station.mark {
        Mark::Nothing => String::new(),
        Mark::Unknown => "?".to_string(),
        Mark::Value(text) if text == "0" => "z".to_string(),
        Mark::Value(text) => math(text),
        Mark::Bar(..) => "d".to_string(),
    };
    in_turn(sheet, mark, |trend| match trend {
        Trend::Rises => "+",
        Trend::Falls => "-",
        Trend::Constant => "0",
        Trend::Unknown => "?",
        Trend::Outside => "h",
    })
}

/// The stretches beside a station.
fn beside(sheet: &Sheet, i: usize) -> (Option<Trend>, Option<Trend>) {
    (i.checked_sub(1).map(|k| sheet.trends[k]), sheet.trends.get(i).copied())
}

/// Whether a station lies in the middle of an arrow.
fn is_on_the_way(sheet: &Sheet, i: usize) -> bool {
    let Values::One(entry) = &sheet.stations[i].values else { return false };
    let inside = entry.height > 0.0 && entry.height < 1.0;
    let (before, after) = beside(sheet, i);
    inside && before == after && matches!(before, Some(Trend::Rises | Trend::Falls))
}

/// Whether `\tkzTabVar` can draw all stretches.
fn has_arrows(sheet: &Sheet) -> bool {
    let is_beyond = |i: usize| match &sheet.stations[i].values {
        Values::One(entry) => {
            let sides = beside(sheet, i);
            let halt = matches!(
                sides,
                (Some(Trend::Constant), Some(Trend::Rises | Trend::Falls))
                    | (Some(Trend::Rises | Trend::Falls), Some(Trend::Constant))
            );
            halt && entry.height > 0.0 && entry.height < 1.0
        }
        Values::Apart(bar, ..) => *bar == Bar::Doubt,
    };
    !sheet.trends.contains(&Trend::Unknown) && !(0..sheet.stations.len()).any(is_beyond)
}

fn entry(sheet: &Sheet, i: usize) -> String {
    if is_on_the_way(sheet, i) {
        return "R/".to_string();
    }
    let sign = |entry: &Entry| if entry.height > 0.5 { "+" } else { "-" };
    let hatch = if beside(sheet, i).1 == Some(Trend::Outside) { "H" } else { "" };
    match &sheet.stations[i].values {
        Values::One(entry) => format!("{}{hatch}/{}", sign(entry), math(&entry.text)),
        Values::Apart(_, Some(left), Some(right)) => {
            format!("{}D{}/{}/{}", sign(left), sign(right), math(&left.text), math(&right.text))
        }
        Values::Apart(_, Some(left), None) => {
            format!("{}D{hatch}/{}", sign(left), math(&left.text))
        }
        Values::Apart(_, None, Some(right)) => format!("D{}/{}", sign(right), math(&right.text)),
        Values::Apart(_, None, None) => format!("-D{hatch}/{{}}"),
    }
}

/// The value that a long arrow passes.
fn value_on_the_way(sheet: &Sheet, i: usize) -> String {
    if !is_on_the_way(sheet, i) {
        return String::new();
    }
    let Values::One(entry) = &sheet.stations[i].values else { return String::new() };
    let start = (0..i).rev().find(|&k| !is_on_the_way(sheet, k)).unwrap_or(0);
    let last = sheet.stations.len() - 1;
    let end = (i..=last).find(|&k| !is_on_the_way(sheet, k)).unwrap_or(last);
    // Stations are counted from one.
    format!("\\tkzTabIma{{{}}}{{{}}}{{{}}}{{${}$}}\n", start + 1, end + 1, i + 1, entry.text)
}

fn line_of_values(sheet: &Sheet) -> Vec<String> {
    let text = |entry: &Option<Entry>| entry.as_ref().map_or(String::new(), |e| e.text.clone());
    let values = |station: &Station| match &station.values {
        Values::One(entry) => math(&entry.text),
        Values::Apart(bar, left, right) => {
            let bar = if *bar == Bar::Double { r"\Vert" } else { "?" };
            math(&format!("{} {bar} {}", text(left), text(right)))
        }
    };
    in_turn(sheet, values, |trend| match trend {
        Trend::Rises => r"{$\nearrow$}",
        Trend::Falls => r"{$\searrow$}",
        Trend::Constant => r"{$\rightarrow$}",
        Trend::Unknown => "?",
        Trend::Outside => "h",
    })
}

fn sentence(note: &Note) -> String {
    let part = |part: &Part| match part {
        Part::Words(text) => escape(text),
        Part::Math(text) => format!("${text}$"),
        Part::Code(text) => format!(r"\texttt{{{}}}", escape(text)),
    };
    note.iter().map(part).collect()
}

/// Text outside mathematics.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str(r"\textbackslash{}"),
            '^' => out.push_str(r"\textasciicircum{}"),
            '~' => out.push_str(r"\textasciitilde{}"),
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '′' => out.push_str("$'$"),
            '−' => out.push_str("$-$"),
            _ => out.push(c),
        }
    }
    out
}
