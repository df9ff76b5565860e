//! The figure of a report: f and f′ over a range that shows what happens, with everything that is known marked.

use super::data::{Integers, Line, Place, Report};
use super::slope::float;
use crate::calculus::{Joint, JointKind, JointSide, Limit};
use crate::evaluate::Sampler;
use crate::figure::{
    Asymptote, Band, BandRow, Break, Certainty as Known, Extent, Function, Kink, Plot, Point,
    PointOfInterest, Side as CurveSide, Sign, Tangent, View, plot_functions, text::number,
};
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::print::{Notation, Printer};
use std::cell::RefCell;
use std::cmp::Ordering;

/// What a figure of a report shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureOptions {
    /// The range of x; chosen from joints, extrema and saturation when not given.
    pub x: Option<(f64, f64)>,
    /// The range of y; chosen so that the curves are seen when not given.
    pub y: Option<(f64, f64)>,
    /// Draw f′ beside f.
    pub derivative: bool,
    /// Draw the tangent at this abscissa.
    pub tangent: Option<f64>,
    /// Written above.
    pub title: String,
}

/// Half-widths of ranges that are tried, smallest first.
const HALF_WIDTHS: [f64; 10] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];

/// The half-width where nothing says otherwise.
const DEFAULT: f64 = 5.0;

/// Members of an infinite family of special points that are looked at on both sides of zero.
const MEMBERS: i64 = 200;

/// The plot of a report: f and f′, bands by the sign of f′, kinks, asymptotes, extrema.
///
/// Curves are sampled; the bands say whether their sign is proved. A function with parameters has no figure: give
/// them values first.
///
/// # Errors
/// `Argument` for a range that is empty or not finite, or a function with parameters.
pub fn report_figure(
    graph: &Graph,
    report: &Report,
    options: &FigureOptions,
) -> crate::Result<Plot> {
    if !report.parameters.is_empty() {
        let message = "a function with parameters has no figure".to_string();
        return Err(crate::Error::new(crate::ErrorKind::Argument, message)
            .with_help("give every parameter a value"));
    }
    let extent = |(lo, hi): (f64, f64)| Extent::new(lo, hi);
    let roots = [report.f.expression, report.first.expression];
    let sampler = RefCell::new(Sampler::new(graph, &roots, &[report.variable]));
    let value = |x: f64, i: usize| {
        let value = sampler.borrow_mut().sample(&[x])[i];
        value.is_finite().then_some(value)
    };
    let f = |x: f64| value(x, 0);
    // The formula of f′ may have values where f has none: 1/x beside log x.
    let slope = |x: f64| f(x).and_then(|_| value(x, 1));
    let x = extent(options.x.unwrap_or_else(|| range(graph, report, &f)))?;
    let y = options.y.map(extent).transpose()?;
    let breaks = breaks(graph, report);
    let mut functions = vec![Function::new("f", &f).with_breaks(&breaks[0])];
    if options.derivative {
        functions.push(Function::new("f′", &slope).with_breaks(&breaks[1]));
    }
    let mut plot = plot_functions(x, y, &functions)?;
    if y.is_none()
        && let Some(wider) = with_extrema(graph, report, &plot.view)
    {
        plot = plot_functions(x, Some(wider), &functions)?;
    }
    plot.title = options.title.clone();
    plot.x_label = graph.symbol_name(report.variable).unwrap_or("x").to_string();
    plot.bands = vec![bands(graph, report)];
    mark(graph, report, &mut plot);
    if let Some(at) = options.tangent
        && let (Some(y), Some(slope)) = (f(at), slope(at))
    {
        plot.tangents.push(Tangent::new(at, y, slope));
    }
    Ok(plot)
}

/// How many times longer extrema may make the vertical range.
const STRETCH: f64 = 12.0;

/// The vertical range that also shows the proved extrema, if they lie outside and not too far away.
fn with_extrema(graph: &Graph, report: &Report, view: &View) -> Option<Extent> {
    let seen = report.extrema.iter().filter(|e| view.x.contains(float(graph, e.at)));
    let values = seen.map(|e| float(graph, e.value.exact)).filter(|v| v.is_finite());
    let (lo, hi) = (view.y.lo(), view.y.hi());
    let (low, high) = values.fold((lo, hi), |(low, high), v| (low.min(v), high.max(v)));
    let length = high - low;
    if (low, high) == (lo, hi) || length > STRETCH * (hi - lo) {
        return None;
    }
    // Enough to see the curve on both sides of the extremum.
    let margin = |moved: bool| if moved { 0.25 * length } else { 0.0 };
    Extent::new(low - margin(low < lo), high + margin(high > hi)).ok()
}

/// A range that holds every special point, and beyond them enough to see the ends.
fn range(graph: &Graph, report: &Report, f: &dyn Fn(f64) -> Option<f64>) -> (f64, f64) {
    let joints = report.joints.iter().map(|joint| joint.point);
    let extrema = report.extrema.iter().map(|extremum| extremum.at);
    let mut special: Vec<f64> = joints.chain(extrema).map(|id| float(graph, id)).collect();
    // Without pieces the samples may show many turns of an endless pattern.
    for cell in report.slope_signs.iter().filter(|c| report.pieces.is_ok() && c.sampled.len() < 5) {
        special.extend(cell.sampled.iter().skip(1).map(|run| run.from));
    }
    special.retain(|v| v.is_finite() && v.abs() < 1e6);
    let reach = special.iter().fold(0.0_f64, |reach, v| reach.max(v.abs()));
    let half = match saturation(graph, report, f, reach) {
        Some(half) => half.max(1.6 * reach),
        None if reach > 0.0 && report.asymptotes.is_empty() => (2.2 * reach).max(2.0),
        None => DEFAULT.max(1.6 * reach),
    };
    let (mut lo, mut hi) = (-half, half);
    if let Ok(domain) = &report.domain {
        let end = |id: NodeId| Some(float(graph, id)).filter(|v| v.is_finite());
        let left = domain.first().and_then(|d| d.left).and_then(|e| end(e.point));
        let right = domain.last().and_then(|d| d.right).and_then(|e| end(e.point));
        match (left, right) {
            (Some(a), Some(b)) if a < b => (lo, hi) = (a - 0.1 * (b - a), b + 0.1 * (b - a)),
            (Some(a), None) => (lo, hi) = (a - 0.1 * half, (a + half).max(half)),
            (None, Some(b)) => (lo, hi) = ((b - half).min(-half), b + 0.1 * half),
            _ => {}
        }
    }
    (lo, hi)
}

/// The smallest half-width at whose ends f is close to its asymptotes on both sides.
fn saturation(
    graph: &Graph,
    report: &Report,
    f: &dyn Fn(f64) -> Option<f64>,
    reach: f64,
) -> Option<f64> {
    let line = |place: Place| {
        let known = report.asymptotes.iter().find(|a| a.places.contains(&place))?;
        match known.line {
            Line::Oblique { slope, intercept, .. } => {
                Some((float(graph, slope), float(graph, intercept)))
            }
            Line::Vertical(_) => None,
        }
    };
    let (left, right) = (line(Place::MinusInfinity)?, line(Place::PlusInfinity)?);
    let mut largest = 0.0_f64;
    for half in HALF_WIDTHS {
        let distance = |x: f64, (m, b): (f64, f64)| Some((f(x)? - (m * x + b)).abs());
        let (Some(a), Some(b)) = (distance(-half, left), distance(half, right)) else { continue };
        let far = a.max(b);
        if half >= 1.2 * reach && largest > 0.0 && far <= 0.02 * largest {
            return Some(half);
        }
        largest = largest.max(far);
    }
    None
}

/// The special points of f and of f′.
fn breaks(graph: &Graph, report: &Report) -> [Vec<Break>; 2] {
    let mut breaks = [Vec::new(), Vec::new()];
    let exists = |id: NodeId| (graph.op(id) != Op::Undefined).then(|| float(graph, id));
    for joint in &report.joints {
        let x = float(graph, joint.point);
        if !x.is_finite() {
            continue;
        }
        if joint.kind.is_continuous() {
            breaks[0].push(Break::kink(x));
        } else {
            let [left, right] = sides(graph, joint, |side| &side.value);
            let finite = |side| matches!(side, CurveSide::Limit(_));
            let marked = finite(left) || finite(right);
            breaks[0].push(Break { x, left, right, value: exists(joint.value), marked });
        }
        let [left, right] = sides(graph, joint, |side| &side.slope);
        let value = joint.derivative.and_then(exists);
        let marked = joint.kind == JointKind::Kink && value.is_none();
        breaks[1].push(Break { x, left, right, value, marked });
    }
    for x in family_points(graph, report) {
        breaks.iter_mut().for_each(|list| list.push(Break::kink(x)));
    }
    breaks
}

/// The members of infinite families near zero, ascending.
fn family_points(graph: &Graph, report: &Report) -> Vec<f64> {
    let mut points = Vec::new();
    for family in &report.families {
        let mut sampler = Sampler::new(graph, &[family.place], &[family.index]);
        let last = if family.integers == Integers::All { MEMBERS } else { 0 };
        points.extend((-MEMBERS..=last).map(|k| sampler.sample(&[k as f64])[0]));
    }
    points.retain(|x| x.is_finite());
    points.sort_by(f64::total_cmp);
    points.dedup();
    points
}

fn sides(graph: &Graph, joint: &Joint, pick: fn(&JointSide) -> &Limit) -> [CurveSide; 2] {
    [&joint.left, &joint.right].map(|side| match side.as_ref().map(pick) {
        None => CurveSide::Undefined,
        Some(Limit::Finite(id)) => match float(graph, *id) {
            value if value.is_finite() => CurveSide::Limit(value),
            _ => CurveSide::Unknown,
        },
        Some(Limit::PlusInfinity) => CurveSide::PlusInfinity,
        Some(Limit::MinusInfinity) => CurveSide::MinusInfinity,
        Some(_) => CurveSide::Unknown,
    })
}

fn bands(graph: &Graph, report: &Report) -> BandRow {
    let end = |id: Option<NodeId>, infinite: f64| id.map_or(infinite, |id| float(graph, id));
    let mut bands = Vec::new();
    for cell in &report.slope_signs {
        let (from, to) = (end(cell.left, f64::NEG_INFINITY), end(cell.right, f64::INFINITY));
        match cell.sign {
            // Known wherever f′ exists: between neighbors of the families.
            Some(sign) if report.pieces.is_err() => {
                let mut cuts = family_points(graph, report);
                cuts.push(f64::INFINITY);
                let mut from = f64::NEG_INFINITY;
                for to in cuts {
                    bands.push(Band { from, to, sign: band(sign), certainty: Known::Proved });
                    from = to;
                }
            }
            Some(sign) => bands.push(Band { from, to, sign: band(sign), certainty: Known::Proved }),
            None => bands.extend(cell.sampled.iter().map(|run| Band {
                from: run.from,
                to: run.to,
                sign: band(run.sign),
                certainty: Known::Sampled,
            })),
        }
    }
    BandRow { label: "f′".to_string(), bands, arrows: true }
}

fn band(sign: Ordering) -> Sign {
    match sign {
        Ordering::Less => Sign::Negative,
        Ordering::Equal => Sign::Zero,
        Ordering::Greater => Sign::Positive,
    }
}

fn mark(graph: &Graph, report: &Report, plot: &mut Plot) {
    for joint in report.joints.iter().filter(|joint| joint.kind == JointKind::Kink) {
        let slope = |side: &Option<JointSide>| match side.as_ref().map(|side| &side.slope) {
            Some(Limit::Finite(id)) => float(graph, *id),
            Some(Limit::PlusInfinity) => f64::INFINITY,
            Some(Limit::MinusInfinity) => f64::NEG_INFINITY,
            _ => f64::NAN,
        };
        let (x, y) = (float(graph, joint.point), float(graph, joint.value));
        plot.kinks.push(Kink::new(x, y, slope(&joint.left), slope(&joint.right)));
    }
    for extremum in &report.extrema {
        let kind = if extremum.maximum { "max" } else { "min" };
        let (x, y) = (float(graph, extremum.at), float(graph, extremum.value.exact));
        let label = format!("{kind} ({}, {})", number(x, 4), number(y, 4));
        plot.points.push(PointOfInterest { at: Point::new(x, y), label, guides: false });
    }
    let printer = Printer::new(Notation::Unicode);
    for asymptote in report.asymptotes.iter().filter(|asymptote| !asymptote.coincides) {
        plot.asymptotes.push(match asymptote.line {
            Line::Vertical(a) => Asymptote::vertical(float(graph, a)),
            Line::Oblique { slope, intercept, expression } => Asymptote {
                label: format!("y = {}", printer.print_brief(graph, expression, 24)),
                ..Asymptote::oblique(float(graph, slope), float(graph, intercept))
            },
        });
    }
}
