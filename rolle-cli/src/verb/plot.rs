//! `rolle plot`: pictures of a function and its derivatives.

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::picture::{self, float};
use crate::reading::{FormulaArgs, Reading};
use crate::slope::{SlopeAt, slope_at};
use crate::talk;
use clap::Args;
use rolle::calculus::{Joint, JointKind, JointSide, Limit, PieceLimits, Pieces};
use rolle::evaluate::Sampler;
use rolle::figure::{
    Band, BandRow, Break, Certainty, Extent, Function, Kink, Plot, Side, Sign, Tangent,
    plot_functions,
};
use rolle::operator::Op;
use rolle::{Graph, NodeId};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::path::PathBuf;

/// Without a range, at least this far on both sides of zero is shown.
const HALF_WIDTH: f64 = 6.0;

/// A plot: to a file as SVG or PNG, or as characters on the terminal.
#[derive(Args, Debug)]
#[command(after_help = "\
Curves are sampled in double precision; kinks, jumps and the bands of the sign of f' are exact where drawn.

Examples:
  rolle plot \"gelu(x)\"
  rolle plot \"relu(x)\" --derivatives 1 --range -2..2 -o relu.svg
  rolle plot \"sigmoid(x)\" --at 1 -o sigmoid.png --force")]
pub(crate) struct PlotArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The file to write, `.svg` or `.png`; without it the plot is drawn on the terminal.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists.
    #[arg(long)]
    force: bool,
    /// The range of the variable: `-2..2`, `0..2*pi`.
    #[arg(long, value_name = "A..B", allow_hyphen_values = true)]
    range: Option<String>,
    /// The vertical range.
    #[arg(long, value_name = "A..B", allow_hyphen_values = true)]
    vertical: Option<String>,
    /// Draw the tangent at this point.
    #[arg(long, value_name = "POINT", allow_hyphen_values = true)]
    at: Option<String>,
    /// Also draw the first N derivatives.
    #[arg(long, default_value_t = 0, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u8).range(0..=4))]
    derivatives: u8,
    /// The title of the picture; the formula by default.
    #[arg(long)]
    title: Option<String>,
    /// Width of the plot on the terminal, 20 to 1000.
    #[arg(long, default_value_t = 80, value_name = "N")]
    columns: usize,
    /// Height of the plot on the terminal, 8 to 1000.
    #[arg(long, default_value_t = 24, value_name = "N")]
    rows: usize,
}

/// A curve before it is sampled.
struct Line {
    label: String,
    expression: NodeId,
    joints: Vec<Joint>,
}

/// Runs `rolle plot`.
pub(crate) fn run(args: &PlotArgs) -> Result<Outcome, Failure> {
    if let Some(path) = &args.output {
        picture::check(path, args.force)?;
    }
    let mut reading = args.formula.read()?;
    let x = single_variable(&mut reading)?;
    let pieces = reading.graph.pieces(reading.root, x, PieceLimits { cells: 64 });
    let lines = lines(args, &mut reading, x, &pieces)?;
    let range = match &args.range {
        Some(text) => reading.range("--range", text)?,
        None => default_range(&mut reading.graph, &lines[0].joints),
    };
    let vertical =
        args.vertical.as_ref().map(|text| reading.range("--vertical", text)).transpose()?;
    let mut plot = curves(&mut reading.graph, x, &lines, range, vertical)?;
    plot.title = args.title.clone().unwrap_or_else(|| reading.title());
    plot.x_label = crate::show::brief(&reading.graph, x);
    if let Ok(pieces) = &pieces {
        plot.bands = vec![bands(&mut reading.graph, pieces)];
    }
    plot.kinks =
        lines[0].joints.iter().filter_map(|joint| kink(&mut reading.graph, joint)).collect();
    if let Some(text) = &args.at {
        let at = reading.value("--at", text)?;
        tangent(&mut reading, x, at, &mut plot);
    }
    finish(args, &reading, &plot, range)
}

fn finish(
    args: &PlotArgs,
    reading: &Reading,
    plot: &Plot,
    range: (f64, f64),
) -> Result<Outcome, Failure> {
    let mut json = reading.json("rolle.plot/1");
    json.insert("range".into(), json!([range.0, range.1]));
    json.insert("vertical".into(), json!([plot.view.y.lo(), plot.view.y.hi()]));
    json.insert("file".into(), json!(args.output.as_ref().map(|path| path.display().to_string())));
    let Some(path) = &args.output else {
        return Ok(Outcome::answer(
            picture::characters(plot, args.columns, args.rows)?,
            Value::Object(json),
        ));
    };
    let mut outcome = Outcome::answer("", Value::Object(json));
    outcome.files.push(picture::output(plot, path, args.force)?);
    Ok(outcome)
}

fn single_variable(reading: &mut Reading) -> Result<NodeId, Failure> {
    if reading.variables.len() <= 1 {
        return reading.variable(None);
    }
    let names = crate::show::names(&reading.graph, &reading.variables);
    let help = format!("give all but one a value, as in `{} = 1; …` before the formula", names[0]);
    Err(Failure::usage(format!(
        "a plot has one variable, and the formula has {}",
        names.join(", ")
    ))
    .help(help))
}

/// f and its derivatives, each with its joints where they are known.
fn lines(
    args: &PlotArgs,
    reading: &mut Reading,
    x: NodeId,
    pieces: &Result<Pieces, String>,
) -> Result<Vec<Line>, Failure> {
    let graph = &mut reading.graph;
    let mut lines = Vec::new();
    let mut pieces = pieces.clone();
    if let Err(why) = &pieces {
        talk::note("note", &format!("kinks and signs are not marked: {why}"));
    }
    for order in 0..=usize::from(args.derivatives) {
        let label = label(order);
        let Ok(known) = &mut pieces else {
            let expression = graph.nth_derivative(reading.root, x, order)?;
            lines.push(Line { label, expression, joints: Vec::new() });
            continue;
        };
        let joints = graph.joints(known);
        let expression = if order == 0 { reading.root } else { graph.expression_of_pieces(known) };
        let next = graph.derivative_of_pieces(known, &joints);
        *known = next;
        lines.push(Line { label, expression, joints });
    }
    Ok(lines)
}

fn label(order: usize) -> String {
    match order {
        0..=3 => format!("f{}", ["", "′", "″", "‴"][order]),
        _ => format!("f{}", rolle::figure::text::superscript(order as i32)),
    }
}

/// All joints, with room on both sides.
fn default_range(graph: &mut Graph, joints: &[Joint]) -> (f64, f64) {
    let places = joints.iter().filter_map(|joint| float(graph, joint.point));
    let reach = places.filter(|x| x.abs() < 1e6).fold(0.0_f64, |reach, x| reach.max(x.abs()));
    let half = HALF_WIDTH.max(1.6 * reach);
    (-half, half)
}

fn curves(
    graph: &mut Graph,
    x: NodeId,
    lines: &[Line],
    range: (f64, f64),
    vertical: Option<(f64, f64)>,
) -> Result<Plot, Failure> {
    let mut breaks: Vec<Vec<Break>> = Vec::new();
    for line in lines {
        breaks.push(line.joints.iter().filter_map(|joint| break_at(graph, joint)).collect());
    }
    let samplers: Vec<RefCell<Sampler>> = lines
        .iter()
        .map(|line| RefCell::new(Sampler::new(graph, &[line.expression], &[x])))
        .collect();
    let values: Vec<_> = samplers
        .iter()
        .map(|sampler| {
            move |x: f64| Some(sampler.borrow_mut().sample(&[x])[0]).filter(|y| y.is_finite())
        })
        .collect();
    let functions: Vec<Function> = (0..lines.len())
        .map(|i| Function::new(&lines[i].label, &values[i]).with_breaks(&breaks[i]))
        .collect();
    let extent = |(from, to)| Extent::new(from, to);
    let vertical = vertical.map(extent).transpose()?;
    Ok(plot_functions(extent(range)?, vertical, &functions)?)
}

fn break_at(graph: &mut Graph, joint: &Joint) -> Option<Break> {
    let x = float(graph, joint.point)?;
    let mut side = |side: &Option<JointSide>| match side.as_ref().map(|side| &side.value) {
        None => Side::Undefined,
        Some(Limit::Finite(value)) => float(graph, *value).map_or(Side::Unknown, Side::Limit),
        Some(Limit::PlusInfinity) => Side::PlusInfinity,
        Some(Limit::MinusInfinity) => Side::MinusInfinity,
        Some(_) => Side::Unknown,
    };
    let (left, right) = (side(&joint.left), side(&joint.right));
    let marked = matches!(joint.kind, JointKind::Jump | JointKind::Removable);
    let value =
        if graph.op(joint.value) == Op::Undefined { None } else { float(graph, joint.value) };
    Some(Break { x, left, right, value, marked })
}

fn kink(graph: &mut Graph, joint: &Joint) -> Option<Kink> {
    if joint.kind != JointKind::Kink {
        return None;
    }
    let mut slope = |side: &Option<JointSide>| match side.as_ref().map(|side| &side.slope) {
        Some(Limit::Finite(value)) => float(graph, *value),
        Some(Limit::PlusInfinity) => Some(f64::INFINITY),
        Some(Limit::MinusInfinity) => Some(f64::NEG_INFINITY),
        _ => None,
    };
    let (left, right) = (slope(&joint.left)?, slope(&joint.right)?);
    Some(Kink::new(float(graph, joint.point)?, float(graph, joint.value)?, left, right))
}

fn bands(graph: &mut Graph, pieces: &Pieces) -> BandRow {
    let mut row = BandRow { label: "f′".into(), bands: Vec::new(), arrows: true };
    for cell in graph.slope_signs(pieces) {
        let (from, to) = (
            cell.left.map_or(Some(f64::NEG_INFINITY), |id| float(graph, id)),
            cell.right.map_or(Some(f64::INFINITY), |id| float(graph, id)),
        );
        let sign = match cell.sign {
            Ok(Ordering::Greater) => Sign::Positive,
            Ok(Ordering::Less) => Sign::Negative,
            Ok(Ordering::Equal) => Sign::Zero,
            Err(_) => continue,
        };
        if let (Some(from), Some(to)) = (from, to) {
            row.bands.push(Band { from, to, sign, certainty: Certainty::Proved });
        }
    }
    row
}

fn tangent(reading: &mut Reading, x: NodeId, at: NodeId, plot: &mut Plot) {
    let graph = &mut reading.graph;
    let slope = match slope_at(graph, reading.root, x, 1, at) {
        SlopeAt::Value(slope) => slope,
        SlopeAt::Sides(..) => return talk::diagnostic("warning: there is no tangent at a kink"),
        SlopeAt::Missing(why) | SlopeAt::Undecided(why) => {
            return talk::diagnostic(&format!("warning: no tangent is drawn: {why}"));
        }
    };
    let value = graph.substitute(reading.root, &[(x, at)]);
    let numbers = (float(graph, at), float(graph, value), float(graph, slope));
    match numbers {
        (Some(at), Some(value), Some(slope)) => plot.tangents.push(Tangent::new(at, value, slope)),
        _ => talk::diagnostic("warning: no tangent is drawn: there are no numbers for it"),
    }
}
