//! A plot for the terminal, drawn with braille characters: each cell is a raster of 2 × 4 dots.
//!
//! The result is a grid of characters, each with a [`CellStyle`], so that the caller applies the
//! colours of its terminal; [`Grid`]'s `Display` writes the bare text.

use super::clip::clip_polyline;
use super::plot::{BandRow, Plot, Sign};
use super::ticks::{Ticks, ticks};
use super::view::{Frame, Point, Rect};
use crate::{Error, ErrorKind, Result};
use std::fmt;

/// What a character of the grid belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CellStyle {
    /// Empty space.
    #[default]
    Blank,
    /// Title.
    Title,
    /// Axes and ticks.
    Axis,
    /// The curve with this index, or its label.
    Curve(usize),
    /// A kink, a point of interest or a point of contact.
    Mark,
    /// A tangent.
    Tangent,
    /// A band where f′ > 0.
    Positive,
    /// A band where f′ < 0.
    Negative,
    /// A band where f′ = 0, or its sign is not known.
    Zero,
}

/// One character of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The character.
    pub character: char,
    /// What it belongs to.
    pub style: CellStyle,
}

const BLANK: Cell = Cell { character: ' ', style: CellStyle::Blank };

/// A rectangle of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    cells: Vec<Cell>,
}

impl Grid {
    fn new(columns: usize, rows: usize) -> Grid {
        Grid { columns, cells: vec![BLANK; columns * rows] }
    }

    /// The rows from the top; all have the same length.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks(self.columns)
    }

    fn set(&mut self, column: usize, row: usize, character: char, style: CellStyle) {
        if column < self.columns
            && let Some(cell) = self.cells.get_mut(row * self.columns + column)
        {
            *cell = Cell { character, style };
        }
    }

    /// Writes a text, one character to a cell; what does not fit is cut. Characters that would
    /// shift the row are left out (controls, combining marks: give composed text) or shown as □
    /// (those two columns wide). Returns the column after it.
    fn write(&mut self, column: usize, row: usize, text: &str, style: CellStyle) -> usize {
        let single = |c: &char| !c.is_control() && !('\u{300}'..='\u{36f}').contains(c);
        let mut end = column;
        for c in text.chars().filter(single).take(self.columns.saturating_sub(column)) {
            self.set(end, row, if is_wide(c) { '□' } else { c }, style);
            end += 1;
        }
        end
    }

    fn is_blank(&self, column: usize, row: usize, length: usize) -> bool {
        let start = row * self.columns + column;
        column + length <= self.columns
            && self.cells[start..start + length].iter().all(|c| c.character == ' ')
    }
}

/// East Asian wide characters and emoji, by block.
fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x1100..0x1160 | 0x2e80..0xa4d0 | 0xac00..0xd7a4 | 0xf900..0xfb00
        | 0xfe30..0xfe70 | 0xff00..0xff61 | 0xffe0..0xffe7 | 0x1f300..0x1fb00 | 0x20000..0x40000)
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in self.rows() {
            let line: String = row.iter().map(|c| c.character).collect();
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// Draws the plot into `columns` × `rows` characters, everything included.
///
/// Shown are the title, a key if there are several curves, the axes with a few numbers, the
/// curves, kinks (○), points of interest and points of contact (●), and the rows of bands by sign.
///
/// # Errors
/// [`ErrorKind::Argument`] when `columns` is outside 20 to 1000 or `rows` outside 8 to 1000.
pub fn draw(plot: &Plot, columns: usize, rows: usize) -> Result<Grid> {
    if !(20..=1000).contains(&columns) || !(8..=1000).contains(&rows) {
        let message = format!("a plot of {columns} × {rows} characters cannot be drawn");
        let help = "choose a width from 20 to 1000 and a height from 8 to 1000";
        return Err(Error::new(ErrorKind::Argument, message).with_help(help));
    }
    let layout = Layout::new(plot, columns, rows);
    let mut grid = Grid::new(columns, rows);
    layout.draw_head(plot, &mut grid);
    layout.draw_zero_lines(plot, &mut grid);
    layout.draw_curves(plot, &mut grid);
    layout.draw_marks(plot, &mut grid);
    layout.draw_axes(plot, &mut grid);
    for (i, row) in plot.bands.iter().take(layout.bands).enumerate() {
        layout.draw_bands(plot, row, layout.bottom + 2 + i, &mut grid);
    }
    Ok(grid)
}

/// The columns and rows of the plotting area and the ticks.
struct Layout {
    /// First column of the area; the axis stands in the column before it.
    left: usize,
    width: usize,
    /// First row of the area, and the row of the horizontal axis below it.
    top: usize,
    bottom: usize,
    /// Rows of bands that fit.
    bands: usize,
    x: Ticks,
    y: Ticks,
}

impl Layout {
    fn new(plot: &Plot, columns: usize, rows: usize) -> Layout {
        let y_factor = !ticks(plot.view.y, plot.y_unit, 4).caption("").is_empty();
        let key = plot.curves.len() > 1 || y_factor;
        let top = (usize::from(!plot.title.is_empty()) + usize::from(key)).min(rows / 4);
        let bands = plot.bands.len().min(rows / 4);
        let bottom = rows - 2 - bands;
        let y = ticks(plot.view.y, plot.y_unit, ((bottom - top) / 4).max(2));
        let labels = y.ticks.iter().map(|t| t.label.chars().count());
        let names = plot.bands.iter().take(bands).map(|b| b.label.chars().count());
        let gutter = labels.chain(names).max().unwrap_or(0).min(columns / 3);
        let left = gutter + 2;
        let width = columns - left;
        Layout { left, width, top, bottom, bands, x: x_ticks(plot, width), y }
    }

    /// The map from data to dots, two to a column and four to a row.
    fn frame(&self, plot: &Plot) -> Frame {
        let (w, h) = (2 * self.width, 4 * (self.bottom - self.top));
        // Dots have their centres at whole numbers.
        Frame { view: plot.view, rect: Rect::new(0.0, 0.0, w as f64 - 1.0, h as f64 - 1.0) }
    }

    /// The cell in which a point of the view lies.
    fn cell(&self, plot: &Plot, p: Point) -> Option<(usize, usize)> {
        let seen = plot.view.x.contains(p.x) && plot.view.y.contains(p.y);
        let d = self.frame(plot).point(p);
        seen.then(|| (self.left + d.x.round() as usize / 2, self.top + d.y.round() as usize / 4))
    }

    fn draw_head(&self, plot: &Plot, grid: &mut Grid) {
        let mut row = 0;
        if !plot.title.is_empty() && self.top > 0 {
            grid.write(self.left, row, &plot.title, CellStyle::Title);
            row += 1;
        }
        if row >= self.top {
            return;
        }
        let shared = grid.write(0, row, &self.y.caption(""), CellStyle::Axis);
        let mut column = self.left.max(shared + 2);
        for (i, curve) in plot.curves.iter().enumerate().filter(|_| plot.curves.len() > 1) {
            column = grid.write(column, row, "⠒⠒ ", CellStyle::Curve(i));
            column = grid.write(column, row, &curve.label, CellStyle::Curve(i)) + 3;
        }
    }

    fn draw_zero_lines(&self, plot: &Plot, grid: &mut Grid) {
        if let Some((_, row)) = self.cell(plot, Point::new(plot.view.x.lo(), 0.0)) {
            for column in self.left..self.left + self.width {
                grid.set(column, row, '┄', CellStyle::Axis);
            }
        }
        if let Some((column, _)) = self.cell(plot, Point::new(0.0, plot.view.y.lo())) {
            for row in self.top..self.bottom {
                grid.set(column, row, '┊', CellStyle::Axis);
            }
        }
    }

    /// Tangents, then curves from the last to the first, so that the first is on top; dots of a shared cell join.
    fn draw_curves(&self, plot: &Plot, grid: &mut Grid) {
        let frame = self.frame(plot);
        for (a, b) in plot.tangents.iter().filter_map(|t| plot.tangent_line(t, &frame)) {
            self.draw_line(&[a, b], CellStyle::Tangent, grid);
        }
        for (i, curve) in plot.curves.iter().enumerate().rev() {
            for segment in &curve.segments {
                for line in segment.points.split(|p| !p.is_finite()) {
                    let device: Vec<Point> = line.iter().map(|&p| frame.point(p)).collect();
                    for run in clip_polyline(&device, frame.rect) {
                        self.draw_line(&run.points, CellStyle::Curve(i), grid);
                    }
                }
            }
            for &p in curve.isolated.iter() {
                if let Some((column, row)) = self.cell(plot, p) {
                    grid.set(column, row, '•', CellStyle::Curve(i));
                }
            }
        }
    }

    fn draw_line(&self, points: &[Point], style: CellStyle, grid: &mut Grid) {
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let steps = (b.x - a.x).abs().max((b.y - a.y).abs()).ceil().max(1.0) as usize;
            for i in 0..=steps {
                let t = i as f64 / steps as f64;
                let (x, y) = (a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
                self.dot(x.round().max(0.0) as usize, y.round().max(0.0) as usize, style, grid);
            }
        }
    }

    fn dot(&self, x: usize, y: usize, style: CellStyle, grid: &mut Grid) {
        /// Bits of the dots of a cell (Unicode block U+2800), by row, left and right.
        const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let (column, row) = (self.left + x / 2, self.top + y / 4);
        let index = row * grid.columns + column;
        if column >= grid.columns || row >= self.bottom {
            return;
        }
        let old = grid.cells[index].character as u32;
        let dots = if (0x2800..0x2900).contains(&old) { old } else { 0x2800 };
        let character = char::from_u32(dots | BITS[y % 4][x % 2]).unwrap_or(' ');
        grid.cells[index] = Cell { character, style };
    }

    fn draw_marks(&self, plot: &Plot, grid: &mut Grid) {
        let dots = plot.points.iter().map(|p| (p.at, '●'));
        let dots = dots.chain(plot.tangents.iter().map(|t| (t.at, '●')));
        for (p, mark) in dots.chain(plot.kinks.iter().map(|k| (k.at, '○'))) {
            if let Some((column, row)) = self.cell(plot, p) {
                grid.set(column, row, mark, CellStyle::Mark);
            }
        }
    }

    fn draw_axes(&self, plot: &Plot, grid: &mut Grid) {
        let axis = self.left - 1;
        for row in self.top..self.bottom {
            grid.set(axis, row, '│', CellStyle::Axis);
        }
        for t in &self.y.ticks {
            if let Some((_, row)) = self.cell(plot, Point::new(plot.view.x.lo(), t.value)) {
                grid.set(axis, row, '┤', CellStyle::Axis);
                let start = axis.saturating_sub(t.label.chars().count());
                grid.write(start, row, &t.label, CellStyle::Axis);
            }
        }
        grid.set(axis, self.bottom, '└', CellStyle::Axis);
        for column in self.left..self.left + self.width {
            grid.set(column, self.bottom, '─', CellStyle::Axis);
        }
        let factor = self.x.caption("");
        let room = grid.columns.saturating_sub(factor.chars().count());
        grid.write(room, self.bottom + 1, &factor, CellStyle::Axis);
        for t in &self.x.ticks {
            let Some((column, _)) = self.cell(plot, Point::new(t.value, plot.view.y.lo())) else {
                continue;
            };
            grid.set(column, self.bottom, '┬', CellStyle::Axis);
            let length = t.label.chars().count();
            let start = column.saturating_sub(length / 2).min(grid.columns.saturating_sub(length));
            let padded = start.saturating_sub(1);
            if grid.is_blank(padded, self.bottom + 1, length + start - padded) {
                grid.write(start, self.bottom + 1, &t.label, CellStyle::Axis);
            }
        }
    }

    fn draw_bands(&self, plot: &Plot, bands: &BandRow, row: usize, grid: &mut Grid) {
        let start = (self.left - 1).saturating_sub(bands.label.chars().count());
        grid.write(start, row, &bands.label, CellStyle::Axis);
        for i in 0..self.width {
            let x = plot.view.x.at((i as f64 + 0.5) / self.width as f64);
            let Some(band) = bands.bands.iter().find(|b| b.from <= x && x <= b.to) else {
                continue;
            };
            let (character, style) = match band.sign {
                Sign::Positive => ('+', CellStyle::Positive),
                Sign::Negative => ('−', CellStyle::Negative),
                Sign::Zero => ('0', CellStyle::Zero),
                Sign::Unknown => ('?', CellStyle::Zero),
            };
            grid.set(self.left + i, row, character, style);
        }
    }
}

fn x_ticks(plot: &Plot, width: usize) -> Ticks {
    let mut target = (width / 10).max(2);
    loop {
        let found = ticks(plot.view.x, plot.x_unit, target);
        let longest = found.ticks.iter().map(|t| t.label.chars().count()).max().unwrap_or(0);
        if (longest + 2) * found.ticks.len() <= width || target <= 2 {
            return found;
        }
        target -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::plot::{Band, Certainty};
    use super::super::{Break, Extent, Function, Kink, plot_functions};
    use super::*;

    fn relu() -> Plot {
        let f = |x: f64| Some(x.max(0.0));
        let x = Extent::new(-2.0, 2.0).unwrap();
        let breaks = [Break::kink(0.0)];
        let functions = [Function::new("f", &f).with_breaks(&breaks)];
        let mut plot = plot_functions(x, None, &functions).unwrap();
        plot.kinks.push(Kink::new(0.0, 0.0, 0.0, 1.0));
        plot
    }

    #[test]
    fn golden_relu() {
        let mut plot = relu();
        let band = |from, to, sign| Band { from, to, sign, certainty: Certainty::Proved };
        let (minus, plus) = (f64::NEG_INFINITY, f64::INFINITY);
        let bands = vec![band(minus, 0.0, Sign::Zero), band(0.0, plus, Sign::Positive)];
        plot.bands.push(BandRow { label: "f′".into(), bands, arrows: false });
        let text = draw(&plot, 40, 12).unwrap().to_string();
        assert_eq!(text, GOLDEN, "\n{text}");
    }

    const GOLDEN: &str = include_str!("golden/relu.txt");

    #[test]
    fn sizes_are_kept_and_checked() {
        let plot = relu();
        for (columns, rows) in [(20, 8), (80, 24), (200, 60), (1000, 1000)] {
            let grid = draw(&plot, columns, rows).unwrap();
            assert_eq!(grid.rows().count(), rows);
            assert!(grid.rows().all(|r| r.len() == columns));
        }
        for (columns, rows) in [(19, 10), (80, 7), (5000, 24), (80, 5000)] {
            assert_eq!(draw(&plot, columns, rows).unwrap_err().kind(), ErrorKind::Argument);
        }
    }

    #[test]
    fn two_curves_are_told_apart_by_style() {
        let (f, g) = (|x: f64| Some(x), |x: f64| Some(-x));
        let x = Extent::new(-1.0, 1.0).unwrap();
        let plot =
            plot_functions(x, None, &[Function::new("f", &f), Function::new("g", &g)]).unwrap();
        let grid = draw(&plot, 60, 20).unwrap();
        for i in [0, 1] {
            let cells = grid.rows().flatten().filter(|c| c.style == CellStyle::Curve(i)).count();
            assert!(cells > 30, "curve {i} has {cells} cells");
        }
    }

    #[test]
    fn hostile_text_does_not_shift_rows() {
        let mut plot = relu();
        plot.title = "a\u{1b}[31m\nb\u{301}".repeat(100);
        let text = draw(&plot, 40, 12).unwrap().to_string();
        assert_eq!(text.lines().count(), 12);
        assert!(!text.contains('\u{1b}'));
    }
}
