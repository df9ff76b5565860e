//! The table as a page of HTML: a real table that a screen reader reads row by row, arrows as inline SVG.

use super::super::VariationTable;
use super::EMPTY;
use super::note::{Note, Part};
use super::sheet::{Bar, Entry, Mark, Sheet, Station, Trend, Values};
use crate::figure::text::{coordinate, escape_xml};
use crate::graph::Graph;
use crate::print::Notation;

const STYLE: &str = "\
body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .5rem; }
tr { border-block: 1px solid currentColor; }
th { font-weight: normal; padding: .3rem .8rem; }
th[scope=row] { border-inline-end: 1px solid currentColor; }
td { text-align: center; padding: .3rem .4rem; }
tr.f td { height: 6rem; padding-block: 0; }
.at { position: relative; display: block; height: 1.5rem; }
.sides { display: flex; justify-content: center; align-items: center; height: 100%; }
.sides > span { display: block; }
.bar { border-inline: 1px solid currentColor; width: 3px; margin-inline: .4rem; align-self: stretch; }
.out { background: repeating-linear-gradient(45deg, transparent 0 4px, #8888 4px 5px); }
svg { width: 3rem; height: 5rem; stroke: currentColor; fill: none; }
";

/// The table as a page that needs no other file.
pub fn render_html(table: &VariationTable, graph: &Graph) -> String {
    let sheet = Sheet::new(table, graph, Notation::Unicode);
    let title = escape_xml(&sheet.heading);
    let [_, _, function] = &sheet.rows;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    if sheet.stations.is_empty() {
        out.push_str(&format!("<p>{EMPTY}</p>\n"));
    } else {
        out.push_str(&format!(
            "<table>\n<caption>Variation of {}, where {title}</caption>\n",
            escape_xml(function)
        ));
        rows(&sheet, &mut out);
        out.push_str("</table>\n");
    }
    if !sheet.notes.is_empty() {
        let items: String =
            sheet.notes.iter().map(|note| format!("<li>{}</li>\n", item(note))).collect();
        out.push_str(&format!("<ul>\n{items}</ul>\n"));
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn rows(sheet: &Sheet, out: &mut String) {
    let [x, slope, function] = &sheet.rows;
    let column = |station: &Station| format!("<th scope=\"col\">{}</th>", escape_xml(&station.x));
    row("x", x, sheet, column, |_| "<td></td>".to_string(), out);
    row("s", slope, sheet, |station| mark(&station.mark), |i| sign(sheet.trends[i]), out);
    row("f", function, sheet, |station| values(&station.values), |i| arrow(sheet, i), out);
}

fn row(
    class: &str,
    name: &str,
    sheet: &Sheet,
    station: impl Fn(&Station) -> String,
    stretch: impl Fn(usize) -> String,
    out: &mut String,
) {
    out.push_str(&format!("<tr class=\"{class}\"><th scope=\"row\">{}</th>", escape_xml(name)));
    for (i, at) in sheet.stations.iter().enumerate() {
        out.push_str(&station(at));
        if i < sheet.trends.len() {
            out.push_str(&stretch(i));
        }
    }
    out.push_str("</tr>\n");
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Nothing => "<td></td>".to_string(),
        Mark::Unknown => "<td>?</td>".to_string(),
        Mark::Value(text) => format!("<td>{}</td>", escape_xml(text)),
        Mark::Bar(left, right) => {
            let text = |side: &Option<String>| escape_xml(side.as_deref().unwrap_or(""));
            barred(Bar::Double, &text(left), &text(right))
        }
    }
}

fn sign(trend: Trend) -> String {
    match trend {
        Trend::Rises => "<td>+</td>".to_string(),
        Trend::Falls => "<td>−</td>".to_string(),
        Trend::Constant => "<td>0</td>".to_string(),
        Trend::Unknown => "<td>?</td>".to_string(),
        Trend::Outside => "<td class=\"out\" aria-label=\"no value\"></td>".to_string(),
    }
}

fn values(values: &Values) -> String {
    match values {
        Values::One(entry) => format!("<td>{}</td>", at_height(entry)),
        Values::Apart(bar, left, right) => {
            let text = |side: &Option<Entry>| side.as_ref().map_or(String::new(), at_height);
            barred(*bar, &text(left), &text(right))
        }
    }
}

/// A value, moved up or down from the middle by at most 2 rem.
fn at_height(entry: &Entry) -> String {
    let down = 2.0 - 4.0 * entry.height;
    format!("<span class=\"at\" style=\"top:{down}rem\">{}</span>", escape_xml(&entry.text))
}

fn barred(bar: Bar, left: &str, right: &str) -> String {
    let bar = match bar {
        Bar::Double => "<span class=\"bar\" role=\"img\" aria-label=\"double bar\"></span>",
        Bar::Doubt => "<span>?</span>",
    };
    format!("<td><span class=\"sides\"><span>{left}</span>{bar}<span>{right}</span></span></td>")
}

fn arrow(sheet: &Sheet, i: usize) -> String {
    let (label, from, to) = match sheet.trends[i] {
        Trend::Outside => return "<td class=\"out\" aria-label=\"no value\"></td>".to_string(),
        Trend::Unknown => return "<td>?</td>".to_string(),
        Trend::Rises => ("rises to", 70.0, 10.0),
        Trend::Falls => ("falls to", 10.0, 70.0),
        Trend::Constant => ("is constant to", 40.0, 40.0),
    };
    format!(
        "<td><svg viewBox=\"0 0 48 80\" role=\"img\" aria-label=\"{label}\"><path d=\"{}\"/></svg></td>",
        shaft_and_head([2.0, from], [46.0, to])
    )
}

/// The path of an arrow whose head opens by 25 degrees to both sides.
fn shaft_and_head(from: [f64; 2], to: [f64; 2]) -> String {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let length = (dx * dx + dy * dy).sqrt();
    let (along, across) = (9.0 / length, 4.2 / length);
    let barb = |side: f64| {
        let (x, y) =
            (to[0] - along * dx - side * across * dy, to[1] - along * dy + side * across * dx);
        format!("{} {}", coordinate(x), coordinate(y))
    };
    let [x, y] = to.map(coordinate);
    let [u, v] = from.map(coordinate);
    format!("M{u} {v}L{x} {y}M{}L{x} {y}L{}", barb(1.0), barb(-1.0))
}

fn item(note: &Note) -> String {
    let part = |part: &Part| match part {
        Part::Words(text) | Part::Math(text) => escape_xml(text),
        Part::Code(text) => format!("<code>{}</code>", escape_xml(text)),
    };
    note.iter().map(part).collect()
}
