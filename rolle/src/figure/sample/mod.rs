//! Adaptive sampling of a function into polylines.
//!
//! The range is cut at the break points that the caller knows (kinks, jumps, poles, ends of the
//! domain). Each cell starts from a slightly irregular grid, so that no period can hide between
//! the samples, and is refined breadth-first: where a sample lies further than the tolerance from
//! the chord of its neighbours, measured in pixels, both intervals beside it are divided. Breadth
//! first means that a budget that runs out leaves an even picture and not a half one.
//!
//! Where values vanish (`None`), the end of the domain is bisected. Where a step remains within a
//! fraction of a pixel, the step is bisected down to neighbouring floating-point numbers: a
//! continuous function loses its step on the way, a jump keeps it, a pole grows. No line is drawn
//! across a jump or a pole. This is sampling: what lies between the samples may be missed, and the
//! facts in [`Sampled`] are observations, not proofs.

mod breaks;
mod jumps;
mod refine;

pub use breaks::{Break, Side};

use super::clip::{clip_polyline, thin};
use super::view::{Frame, Point, Rect, View};
use crate::{Error, ErrorKind, Result};
use refine::Cell;

/// What stands at an end of a drawn stretch of curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum End {
    /// Nothing.
    #[default]
    Plain,
    /// An open circle: the point does not belong to the graph.
    Open,
    /// A filled circle: the point belongs to the graph.
    Closed,
}

/// A stretch of curve to be drawn without lifting the pen.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Segment {
    /// The points, in data coordinates.
    pub points: Vec<Point>,
    /// The mark at the first point.
    pub start: End,
    /// The mark at the last point.
    pub end: End,
}

/// How finely to sample. The defaults suit a figure of 640 × 400 pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Width of the picture in pixels.
    pub width: f64,
    /// Height of the picture in pixels.
    pub height: f64,
    /// The distance in pixels between a sample and the chord of its neighbours above which the
    /// curve is refined; 0.2 keeps the polyline within about 0.05 pixels of a smooth curve.
    pub tolerance: f64,
    /// Intervals of the first grid over the whole range.
    pub grid: usize,
    /// The most evaluations of the function; then [`Sampled::complete`] is false.
    pub max_evaluations: usize,
    /// Look for jumps and poles that no break point announces.
    pub find_jumps: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            width: 640.0,
            height: 400.0,
            tolerance: 0.2,
            grid: 320,
            max_evaluations: 20_000,
            find_jumps: true,
        }
    }
}

/// A sampled curve.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Sampled {
    /// The stretches, from left to right, clipped to the view.
    pub segments: Vec<Segment>,
    /// Points of the graph that no stretch reaches: the value at a jump, when it is neither limit.
    pub isolated: Vec<Point>,
    /// Jumps seen that no break point announced (left neighbour in floating point).
    pub jumps: Vec<f64>,
    /// Poles seen that no break point announced.
    pub poles: Vec<f64>,
    /// How often the function was called.
    pub evaluations: usize,
    /// The tolerance was reached everywhere within the budget of evaluations.
    pub complete: bool,
}

/// Samples `f` over the view; `None` or a value that is not finite means "not defined here".
///
/// `breaks` need not be sorted; those outside the view are ignored.
///
/// # Errors
/// [`ErrorKind::Argument`] when a size, the tolerance or a break point is not a finite number, or
/// a size or the tolerance is not positive; [`ErrorKind::Budget`] when the break points alone need
/// more than `max_evaluations` (each needs up to 8).
///
/// ```
/// use rolle::figure::{Extent, Options, View, sample_curve};
/// let view = View { x: Extent::new(-1.0, 1.0)?, y: Extent::new(-3.0, 3.0)? };
/// let curve = sample_curve(&|x: f64| Some(1.0 / x), &[], view, &Options::default())?;
/// assert_eq!(curve.segments.len(), 2); // nothing is drawn across the pole
/// assert!(curve.poles[0].abs() < 1e-9);
/// # Ok::<(), rolle::Error>(())
/// ```
pub fn sample_curve(
    f: &dyn Fn(f64) -> Option<f64>,
    breaks: &[Break],
    view: View,
    options: &Options,
) -> Result<Sampled> {
    check_options(options)?;
    let breaks = breaks::inside(breaks, view.x)?;
    if breaks.len().saturating_mul(8) > options.max_evaluations {
        let message = format!("{} break points are more than the samples allow", breaks.len());
        let help = "narrow the range or raise the budget of evaluations";
        return Err(Error::new(ErrorKind::Budget, message).with_help(help));
    }
    let rect = Rect::new(0.0, 0.0, options.width, options.height);
    let mut pen = Pen {
        f,
        frame: Frame { view, rect },
        options,
        evaluations: 0,
        out: Sampled { complete: true, ..Sampled::default() },
    };
    for cell in Cell::all(&breaks, view.x) {
        pen.draw(&cell);
    }
    pen.isolate(&breaks);
    pen.out.evaluations = pen.evaluations;
    Ok(pen.out)
}

fn check_options(options: &Options) -> Result<()> {
    let positive = |v: f64| v.is_finite() && v > 0.0;
    if positive(options.width) && positive(options.height) && positive(options.tolerance) {
        return Ok(());
    }
    let message = "the width, the height and the tolerance of a sampling must be positive numbers";
    Err(Error::new(ErrorKind::Argument, message))
}

/// The state of one sampling.
struct Pen<'a> {
    f: &'a dyn Fn(f64) -> Option<f64>,
    frame: Frame,
    options: &'a Options,
    evaluations: usize,
    out: Sampled,
}

/// A sample: where, what value, and where that is on the device.
#[derive(Clone, Copy, Debug)]
struct Sample {
    x: f64,
    y: Option<f64>,
    device: Point,
    /// The pen is lifted after this sample: a jump or a pole follows.
    lift: bool,
}

impl Pen<'_> {
    fn evaluate(&mut self, x: f64) -> Sample {
        self.evaluations += 1;
        self.sample(x, (self.f)(x).filter(|y| y.is_finite()))
    }

    /// A sample whose value is known; ±∞ stands for a limit and is drawn out of the view.
    fn sample(&self, x: f64, y: Option<f64>) -> Sample {
        let device = self.frame.point(Point::new(x, y.unwrap_or(0.0)));
        Sample { x, y, device, lift: false }
    }

    fn exhausted(&self) -> bool {
        self.evaluations >= self.options.max_evaluations
    }

    /// Samples one cell and appends its stretches.
    fn draw(&mut self, cell: &Cell) {
        let mut samples = self.first_grid(cell);
        self.find_domain_ends(&mut samples);
        self.refine(&mut samples);
        if self.options.find_jumps {
            self.find_jumps(&mut samples);
        }
        for stretch in samples.split_inclusive(|s| s.lift || s.y.is_none()) {
            let points: Vec<Point> =
                stretch.iter().filter(|s| s.y.is_some()).map(|s| s.device).collect();
            let starts = stretch.first().is_some_and(|s| s.x == cell.left);
            let ends = stretch.last().is_some_and(|s| s.x == cell.right);
            let start = if starts { cell.start } else { End::Plain };
            let end = if ends { cell.end } else { End::Plain };
            self.emit(&points, start, end);
        }
    }

    /// Clips, thins and stores a polyline given in device coordinates.
    fn emit(&mut self, points: &[Point], start: End, end: End) {
        let rect = self.frame.rect;
        // A margin above and below lets the stroke run out of the picture instead of ending in it.
        let (left, right) = (rect.left - 1e-6 * rect.width(), rect.right + 1e-6 * rect.width());
        let rect = Rect::new(left, rect.top - 4.0, right, rect.bottom + 4.0);
        for run in clip_polyline(points, rect) {
            let thinned = thin(&run.points, self.options.tolerance / 4.0);
            self.store(Segment {
                points: thinned.iter().map(|&p| self.to_data(p)).collect(),
                start: if run.has_start { start } else { End::Plain },
                end: if run.has_end { end } else { End::Plain },
            });
        }
    }

    /// Appends a stretch; one that begins where the last one ended, at a kink, is joined to it.
    fn store(&mut self, segment: Segment) {
        match self.out.segments.last_mut() {
            Some(last)
                if last.end == End::Plain
                    && segment.start == End::Plain
                    && last.points.last() == segment.points.first() =>
            {
                last.points.extend_from_slice(&segment.points[1..]);
                last.end = segment.end;
            }
            _ => self.out.segments.push(segment),
        }
    }

    fn to_data(&self, p: Point) -> Point {
        let Frame { view, rect } = self.frame;
        Point::new(
            view.x.at((p.x - rect.left) / rect.width()),
            view.y.at((rect.bottom - p.y) / rect.height()),
        )
    }

    /// Marks values that stand alone at a break point.
    fn isolate(&mut self, breaks: &[Break]) {
        let View { x, y } = self.frame.view;
        for b in breaks.iter().filter(|b| b.marked && x.contains(b.x)) {
            if let Some(value) = b.value.filter(|&v| y.contains(v))
                && b.left != Side::Limit(value)
                && b.right != Side::Limit(value)
            {
                self.out.isolated.push(Point::new(b.x, value));
            }
        }
    }
}

#[cfg(test)]
mod tests;
