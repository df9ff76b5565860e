//! What a figure shows: plain data with public fields.

use super::range::{estimate_range, nice_range};
use super::sample::{Break, Options, Segment, sample_curve};
use super::text::number;
use super::theme::Theme;
use super::ticks::TickUnit;
use super::view::{Extent, Point, View};
use crate::Result;

/// A figure of curves over one view.
///
/// Build one with [`Plot::new`] or [`plot_functions`], fill in what is known, and write it with
/// [`Plot::to_svg`]. Marks outside the view or with coordinates that are not finite are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The part of the plane that is seen.
    pub view: View,
    /// Width of the picture in pixels, 240 to 20 000.
    pub width: f64,
    /// Height of the picture in pixels, 160 to 20 000.
    pub height: f64,
    /// Written above the figure; also its name for screen readers.
    pub title: String,
    /// A description for screen readers; when empty, one is composed in English.
    pub description: String,
    /// The language of title, description and labels, as a BCP 47 tag.
    pub language: String,
    /// Label of the horizontal axis.
    pub x_label: String,
    /// Label of the vertical axis.
    pub y_label: String,
    /// Spacing of the horizontal ticks.
    pub x_unit: TickUnit,
    /// Spacing of the vertical ticks.
    pub y_unit: TickUnit,
    /// The curves; the first is drawn on top and boldest.
    pub curves: Vec<Curve>,
    /// Rows of bands by sign.
    pub bands: Vec<BandRow>,
    /// Where the bands are drawn.
    pub band_style: BandStyle,
    /// Corners of a curve.
    pub kinks: Vec<Kink>,
    /// Extrema, inflection points and others.
    pub points: Vec<PointOfInterest>,
    /// Tangents.
    pub tangents: Vec<Tangent>,
    /// Asymptotes.
    pub asymptotes: Vec<Asymptote>,
    /// The few words that the figure itself writes.
    pub words: Words,
    /// Colours.
    pub theme: Theme,
    /// Prefix of the ids inside the SVG; give each figure of one HTML page its own. Characters
    /// other than ASCII letters, digits, `-` and `_` are dropped.
    pub id: String,
}

impl Plot {
    /// An empty figure of 640 × 400 pixels in the light theme.
    pub fn new(view: View) -> Plot {
        Plot {
            view,
            width: 640.0,
            height: 400.0,
            title: String::new(),
            description: String::new(),
            language: "en".into(),
            x_label: "x".into(),
            y_label: String::new(),
            x_unit: TickUnit::default(),
            y_unit: TickUnit::default(),
            curves: Vec::new(),
            bands: Vec::new(),
            band_style: BandStyle::default(),
            kinks: Vec::new(),
            points: Vec::new(),
            tangents: Vec::new(),
            asymptotes: Vec::new(),
            words: Words::default(),
            theme: Theme::default(),
            id: "rolle".into(),
        }
    }
}

/// A curve with its label.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Curve {
    /// Written beside the curve: `f`, `f′`.
    pub label: String,
    /// The stretches, as [`sample_curve`] gives them.
    pub segments: Vec<Segment>,
    /// Points of the graph that stand alone.
    pub isolated: Vec<Point>,
    /// Lengths of dashes and gaps in pixels; empty for a solid line.
    pub dashes: Vec<f64>,
    /// Width of the line in pixels; `None` for 2.2 for the first curve and 1.7 for others.
    pub line_width: Option<f64>,
}

/// The sign of f′ on a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// f′ > 0: f rises.
    Positive,
    /// f′ < 0: f falls.
    Negative,
    /// f′ = 0: f is constant.
    Zero,
    /// The sign is not known.
    Unknown,
}

/// How sure a sign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// Proved on the whole band: filled.
    Proved,
    /// Seen at samples only: hatched.
    Sampled,
}

/// An interval on which f′ has one sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The left end, which may be −∞.
    pub from: f64,
    /// The right end, which may be ∞.
    pub to: f64,
    /// The sign.
    pub sign: Sign,
    /// How it is known.
    pub certainty: Certainty,
}

/// A row of bands.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BandRow {
    /// Whose sign it is: `f′`.
    pub label: String,
    /// The bands, which should not overlap.
    pub bands: Vec<Band>,
    /// Also draw ↗ and ↘: the row tells the signs of a first derivative.
    pub arrows: bool,
}

/// Where the bands are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum BandStyle {
    /// As a strip along the bottom, one for each row.
    #[default]
    Strip,
    /// The first row as a tint behind the whole figure; further rows as strips.
    Background,
}

/// A corner of a curve: the one-sided slopes differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Kink {
    /// Where.
    pub at: Point,
    /// The slope from the left, which may be infinite.
    pub left_slope: f64,
    /// The slope from the right, which may be infinite.
    pub right_slope: f64,
    /// Written beside it.
    pub label: String,
}

impl Kink {
    /// A kink at (x, y) whose label tells the slopes: `f′₋ = 0, f′₊ = 1`.
    pub fn new(x: f64, y: f64, left_slope: f64, right_slope: f64) -> Kink {
        let label = format!("f′₋ = {}, f′₊ = {}", number(left_slope, 4), number(right_slope, 4));
        Kink { at: Point::new(x, y), left_slope, right_slope, label }
    }
}

/// A marked point with a label.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PointOfInterest {
    /// Where.
    pub at: Point,
    /// Written beside it.
    pub label: String,
    /// Draw thin dashed lines to the axes.
    pub guides: bool,
}

/// The tangent of a curve at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Tangent {
    /// The point of contact.
    pub at: Point,
    /// The slope, which may be infinite.
    pub slope: f64,
    /// Written beside it.
    pub label: String,
}

impl Tangent {
    /// The tangent at (x, y), labelled `f′(1) = 0.1966`.
    pub fn new(x: f64, y: f64, slope: f64) -> Tangent {
        let label = format!("f′({}) = {}", number(x, 4), number(slope, 4));
        Tangent { at: Point::new(x, y), slope, label }
    }
}

/// A line that the curve approaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Asymptote {
    /// The line.
    pub line: AsymptoteLine,
    /// Written beside it.
    pub label: String,
}

impl Asymptote {
    /// The vertical line at x, labelled `x = …`.
    pub fn vertical(x: f64) -> Asymptote {
        let label = format!("x = {}", number(x, 4));
        Asymptote { line: AsymptoteLine::Vertical { x }, label }
    }

    /// The horizontal line at y, labelled `y = …`.
    pub fn horizontal(y: f64) -> Asymptote {
        let label = format!("y = {}", number(y, 4));
        Asymptote { line: AsymptoteLine::Oblique { slope: 0.0, intercept: y }, label }
    }

    /// The line y = slope · x + intercept, labelled so.
    pub fn oblique(slope: f64, intercept: f64) -> Asymptote {
        let product = match slope {
            1.0 => "x".into(),
            -1.0 => "−x".into(),
            _ => format!("{}x", number(slope, 4)),
        };
        let sign = if intercept < 0.0 { "−" } else { "+" };
        let label = match intercept {
            0.0 => format!("y = {product}"),
            _ => format!("y = {product} {sign} {}", number(intercept.abs(), 4)),
        };
        Asymptote { line: AsymptoteLine::Oblique { slope, intercept }, label }
    }
}

/// The position of an asymptote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AsymptoteLine {
    /// x = const.
    Vertical {
        /// The abscissa.
        x: f64,
    },
    /// y = slope · x + intercept; horizontal when the slope is 0.
    Oblique {
        /// The slope.
        slope: f64,
        /// The value at x = 0.
        intercept: f64,
    },
}

/// The words that a figure writes by itself, so that they can be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Of bands whose sign is proved.
    pub proved: String,
    /// Of bands whose sign was only sampled.
    pub sampled: String,
}

impl Default for Words {
    fn default() -> Words {
        Words { proved: "proved".into(), sampled: "sampled".into() }
    }
}

/// A function to be plotted.
#[derive(Clone, Copy)]
pub struct Function<'a> {
    /// Written beside the curve.
    pub label: &'a str,
    /// The function; `None` outside its domain.
    pub f: &'a dyn Fn(f64) -> Option<f64>,
    /// Its known special points.
    pub breaks: &'a [Break],
}

impl<'a> Function<'a> {
    /// A function of which nothing more is known.
    pub fn new(label: &'a str, f: &'a dyn Fn(f64) -> Option<f64>) -> Function<'a> {
        Function { label, f, breaks: &[] }
    }

    /// The same function with its break points.
    pub fn with_breaks(self, breaks: &'a [Break]) -> Function<'a> {
        Function { breaks, ..self }
    }
}

/// How many lengths of the range of the first curve the others may reach beyond it: the figure is about the first.
const REACH: f64 = 30.0;

/// A vertical range for all curves.
fn common_range(functions: &[Function], x: Extent) -> Extent {
    let mut ranges: Vec<(f64, f64)> = Vec::with_capacity(functions.len());
    for function in functions {
        let Some((lo, hi)) = estimate_range(function.f, function.breaks, x) else { continue };
        ranges.push(match ranges.first() {
            Some(&(bottom, top)) if top > bottom => {
                let reach = REACH * (top - bottom);
                let (floor, ceiling) = (bottom - reach, top + reach);
                (lo.clamp(floor, ceiling), hi.clamp(floor, ceiling))
            }
            _ => (lo, hi),
        });
    }
    nice_range(&ranges)
}

/// A figure with the sampled curves of all the functions; the vertical range, if not given, is
/// chosen so that each is seen.
///
/// # Errors
/// Those of [`sample_curve`].
pub fn plot_functions(x: Extent, y: Option<Extent>, functions: &[Function]) -> Result<Plot> {
    let y = y.unwrap_or_else(|| common_range(functions, x));
    let mut plot = Plot::new(View { x, y });
    let options = Options { width: plot.width, height: plot.height, ..Options::default() };
    for (i, g) in functions.iter().enumerate() {
        let sampled = sample_curve(g.f, g.breaks, plot.view, &options)?;
        plot.curves.push(Curve {
            label: g.label.to_string(),
            segments: sampled.segments,
            isolated: sampled.isolated,
            dashes: if i == 2 { vec![6.0, 3.0] } else { Vec::new() },
            line_width: None,
        });
    }
    Ok(plot)
}
