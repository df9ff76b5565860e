//! The table as a picture.

use super::super::VariationTable;
use super::EMPTY;
use super::note::{plain, wrap};
use super::sheet::{Bar, Mark, Sheet, Station, Trend, Values};
use crate::figure::svg::canvas::{Anchor, Canvas, Style};
use crate::figure::text::{coordinate, escape_xml, width};
use crate::figure::{Point, Theme};
use crate::graph::Graph;
use crate::print::Notation;

const SIZE: f64 = 15.0;
const SMALL: f64 = 12.5;
/// Around the table, and inside its cells.
const MARGIN: f64 = 16.0;
const PAD: f64 = 10.0;
/// The width of a stretch, and the heights of the rows.
const STRETCH: f64 = 64.0;
const ROW: f64 = 34.0;
const STEP: f64 = 60.0;
const MOST_STEPS: usize = 5;
/// Half the distance of the lines of a double bar.
const BAR: f64 = 1.75;
/// The least width to which notes are wrapped.
const NOTES: f64 = 440.0;

/// The table as an SVG document. The same table gives the same bytes on every machine.
pub fn render_svg(table: &VariationTable, graph: &Graph) -> String {
    let sheet = Sheet::new(table, graph, Notation::Unicode);
    let picture = Picture::new(&sheet, Theme::light());
    picture.draw()
}

struct Picture<'a> {
    sheet: &'a Sheet,
    theme: Theme,
    canvas: Canvas,
    /// The middle of each station and half its width.
    stations: Vec<(f64, f64)>,
    label: f64,
    right: f64,
    /// The top of each row, and the bottom of the last.
    rows: [f64; 4],
    notes: Vec<String>,
}

impl<'a> Picture<'a> {
    fn new(sheet: &'a Sheet, theme: Theme) -> Picture<'a> {
        let label = sheet.rows.iter().map(|row| width(row, SIZE)).fold(0.0, f64::max) + 2.0 * PAD;
        let mut x = MARGIN + label + PAD;
        let mut stations = Vec::with_capacity(sheet.stations.len());
        for station in &sheet.stations {
            let half = half_width(station);
            stations.push((x + half, half));
            x += 2.0 * half + STRETCH;
        }
        let right = (x - STRETCH + PAD).max(MARGIN + label);
        let top = MARGIN + 30.0;
        let height = STEP * sheet.steps.min(MOST_STEPS) as f64 + ROW;
        let rows = [top, top + ROW, top + 2.0 * ROW, top + 2.0 * ROW + height];
        let mut lines: Vec<String> = sheet.notes.iter().map(plain).collect();
        if sheet.stations.is_empty() {
            lines.insert(0, EMPTY.to_string());
        }
        let room = (right - MARGIN).max(NOTES);
        let notes =
            lines.iter().flat_map(|line| wrap(line, room, |text| width(text, SMALL))).collect();
        let canvas = Canvas::new("rolle-table".to_string());
        Picture { sheet, theme, canvas, stations, label, right, rows, notes }
    }

    fn draw(mut self) -> String {
        self.open();
        let text = Style::fill(self.theme.text);
        let bottom = if self.sheet.stations.is_empty() { self.rows[0] } else { self.rows[3] };
        self.canvas.text(MARGIN, MARGIN + SIZE, &self.sheet.heading, SIZE, Anchor::Start, &text);
        if !self.sheet.stations.is_empty() {
            self.canvas.define_hatch("outside", self.theme.muted);
            (0..self.sheet.trends.len()).for_each(|i| self.stretch(i));
            (0..self.stations.len()).for_each(|i| self.station(i));
            self.frame();
        }
        let muted = Style::fill(self.theme.muted);
        for (i, note) in self.notes.iter().enumerate() {
            let y = bottom + 26.0 + 19.0 * i as f64;
            self.canvas.text(MARGIN, y, note, SMALL, Anchor::Start, &muted);
        }
        self.canvas.raw("</svg>\n");
        self.canvas.finish()
    }

    fn open(&mut self) {
        let wide = self.notes.iter().map(|note| width(note, SMALL)).fold(0.0, f64::max);
        let wide = wide.max(width(&self.sheet.heading, SIZE)).max(self.right - MARGIN);
        let bottom = if self.sheet.stations.is_empty() { self.rows[0] } else { self.rows[3] };
        let notes = if self.notes.is_empty() { 0.0 } else { 12.0 + 19.0 * self.notes.len() as f64 };
        let [w, h] = [wide + 2.0 * MARGIN, bottom + notes + MARGIN].map(coordinate);
        let title = escape_xml(&self.sheet.heading);
        let background = self.theme.background.map_or(String::new(), |color| {
            format!("<rect width=\"{w}\" height=\"{h}\" fill=\"{color}\"/>\n")
        });
        self.canvas.raw(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"rolle-table-title rolle-table-desc\" \
             font-family=\"'Rolle Sans', 'Noto Sans', 'DejaVu Sans', sans-serif\" font-size=\"{}\">\n\
             <title id=\"rolle-table-title\">{title}</title>\n\
             <desc id=\"rolle-table-desc\">{}</desc>\n{background}",
            coordinate(SIZE),
            escape_xml(&description(self.sheet)),
        ));
    }

    /// The rules and the names of the rows.
    fn frame(&mut self) {
        let rule = Style::stroke(self.theme.text, 1.0);
        let text = Style::fill(self.theme.text);
        for y in self.rows {
            self.canvas.line(at(MARGIN, y), at(self.right, y), &rule);
        }
        let [top, .., bottom] = self.rows;
        for x in [MARGIN, MARGIN + self.label, self.right] {
            self.canvas.line(at(x, top), at(x, bottom), &rule);
        }
        for (i, name) in self.sheet.rows.iter().enumerate() {
            let y = (self.rows[i] + self.rows[i + 1]) / 2.0;
            self.middle(MARGIN + self.label / 2.0, y, name, &text);
        }
    }

    /// A text centred at a point.
    fn middle(&mut self, x: f64, y: f64, text: &str, style: &Style) {
        self.canvas.text(x, y + 0.35 * SIZE, text, SIZE, Anchor::Middle, style);
    }

    /// Where a height stands in the row of the function.
    fn height(&self, height: f64) -> f64 {
        let inset = ROW / 2.0;
        self.rows[3] - inset - height * (self.rows[3] - self.rows[2] - 2.0 * inset)
    }

    fn station(&mut self, i: usize) {
        let (x, _) = self.stations[i];
        let text = Style::fill(self.theme.text);
        let [top, sign, values, bottom] = self.rows;
        let station = &self.sheet.stations[i];
        self.middle(x, (top + sign) / 2.0, &station.x, &text);
        let y = (sign + values) / 2.0;
        match &station.mark {
            Mark::Nothing => {}
            Mark::Unknown => self.middle(x, y, "?", &text),
            Mark::Value(value) => self.middle(x, y, value, &text),
            Mark::Bar(left, right) => {
                self.bar(x, sign, values);
                self.beside(x, y, left.as_deref(), right.as_deref());
            }
        }
        match &station.values {
            Values::One(entry) => self.middle(x, self.height(entry.height), &entry.text, &text),
            Values::Apart(bar, left, right) => {
                match bar {
                    Bar::Double => self.bar(x, values, bottom),
                    Bar::Doubt => self.doubt(x, values, bottom),
                }
                if let Some(entry) = left {
                    self.beside(x, self.height(entry.height), Some(&entry.text), None);
                }
                if let Some(entry) = right {
                    self.beside(x, self.height(entry.height), None, Some(&entry.text));
                }
            }
        }
    }

    fn bar(&mut self, x: f64, top: f64, bottom: f64) {
        let rule = Style::stroke(self.theme.text, 1.0);
        for x in [x - BAR, x + BAR] {
            self.canvas.line(at(x, top), at(x, bottom), &rule);
        }
    }

    fn doubt(&mut self, x: f64, top: f64, bottom: f64) {
        let rule = Style::stroke(self.theme.muted, 1.0).dashed(&[4.0, 4.0]);
        self.canvas.line(at(x, top), at(x, bottom), &rule);
    }

    /// Texts on both sides of a bar.
    fn beside(&mut self, x: f64, y: f64, left: Option<&str>, right: Option<&str>) {
        let style = Style::fill(self.theme.text);
        let y = y + 0.35 * SIZE;
        if let Some(text) = left {
            self.canvas.text(x - GAP, y, text, SIZE, Anchor::End, &style);
        }
        if let Some(text) = right {
            self.canvas.text(x + GAP, y, text, SIZE, Anchor::Start, &style);
        }
    }

    fn stretch(&mut self, i: usize) {
        let [_, sign, values, bottom] = self.rows;
        let ((before, _), (after, _)) = (self.stations[i], self.stations[i + 1]);
        let trend = self.sheet.trends[i];
        if trend == Trend::Outside {
            let hatch = Style::fill_url(self.canvas.id(), "outside");
            let (left, right) = (self.edge(i, true), self.edge(i + 1, false));
            let rect = [vec![at(left, sign), at(right, sign), at(right, bottom), at(left, bottom)]];
            self.canvas.path(&rect, &hatch);
            return;
        }
        let (text, color) = match trend {
            Trend::Rises => ("+", self.theme.text),
            Trend::Falls => ("−", self.theme.text),
            Trend::Constant => ("0", self.theme.text),
            Trend::Unknown | Trend::Outside => ("?", self.theme.muted),
        };
        let middle = (before + self.stations[i].1 + after - self.stations[i + 1].1) / 2.0;
        self.middle(middle, (sign + values) / 2.0, text, &Style::fill(color));
        if trend == Trend::Unknown {
            return self.middle(middle, (values + bottom) / 2.0, "?", &Style::fill(color));
        }
        self.arrow(i);
    }

    /// Where what stands at a station ends, on one side.
    fn edge(&self, i: usize, right: bool) -> f64 {
        let (x, _) = self.stations[i];
        let half = match (&self.sheet.stations[i].values, right) {
            (Values::One(entry), _) => width(&entry.text, SIZE) / 2.0,
            (Values::Apart(_, _, Some(entry)), true)
            | (Values::Apart(_, Some(entry), _), false) => width(&entry.text, SIZE) + GAP,
            (Values::Apart(..), _) => BAR,
        };
        if right { x + half } else { x - half }
    }

    fn arrow(&mut self, i: usize) {
        let level = |values: &Values, right: bool| match (values, right) {
            (Values::One(entry), _)
            | (Values::Apart(_, _, Some(entry)), true)
            | (Values::Apart(_, Some(entry), _), false) => entry.height,
            _ => 0.5,
        };
        let stations = &self.sheet.stations;
        let from = self.height(level(&stations[i].values, true));
        let to = self.height(level(&stations[i + 1].values, false));
        let (start, end) = (self.edge(i, true) + 7.0, self.edge(i + 1, false) - 7.0);
        let length = ((end - start).powi(2) + (to - from).powi(2)).sqrt();
        let (dx, dy) = ((end - start) / length, (to - from) / length);
        let style = Style::stroke(self.theme.text, 1.2);
        let neck = at(end - 8.0 * dx, to - 8.0 * dy);
        self.canvas.line(at(start, from), neck, &style);
        let head = [
            at(end, to),
            at(neck.x - 3.2 * dy, neck.y + 3.2 * dx),
            at(neck.x + 3.2 * dy, neck.y - 3.2 * dx),
        ];
        self.canvas.triangle(head, &Style::fill(self.theme.text));
    }
}

/// From a bar to the text beside it.
const GAP: f64 = 7.0;

fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

fn half_width(station: &Station) -> f64 {
    let one = |text: &str| width(text, SIZE) / 2.0;
    let side = |text: Option<&str>| text.map_or(BAR, |text| width(text, SIZE) + GAP);
    let mark = match &station.mark {
        Mark::Value(text) => one(text),
        Mark::Bar(left, right) => side(left.as_deref()).max(side(right.as_deref())),
        Mark::Nothing | Mark::Unknown => 0.0,
    };
    let values = match &station.values {
        Values::One(entry) => one(&entry.text),
        Values::Apart(_, left, right) => {
            let text = |entry: &Option<super::sheet::Entry>| {
                side(entry.as_ref().map(|entry| entry.text.as_str()))
            };
            text(left).max(text(right))
        }
    };
    one(&station.x).max(mark).max(values)
}

/// What the arrows say, for readers that cannot see them.
fn description(sheet: &Sheet) -> String {
    let [_, _, name] = &sheet.rows;
    let says = |trend: Trend| match trend {
        Trend::Rises => "rises",
        Trend::Falls => "falls",
        Trend::Constant => "is constant",
        Trend::Unknown => "is not decided",
        Trend::Outside => "has no value",
    };
    let parts: Vec<String> = sheet
        .trends
        .iter()
        .zip(sheet.stations.windows(2))
        .map(|(&trend, ends)| format!("{} from {} to {}", says(trend), ends[0].x, ends[1].x))
        .collect();
    if parts.is_empty() { EMPTY.to_string() } else { format!("{name} {}.", parts.join(", ")) }
}
