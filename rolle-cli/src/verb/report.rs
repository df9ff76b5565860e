//! `rolle report`: all that is known of a function.

use crate::budget::ProofLimits;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::picture::{self, float};
use crate::reading::{FormulaArgs, Reading};
use clap::Args;
use rolle::NodeId;
use rolle::figure::Plot;
use rolle::report::{
    Convention, FigureOptions, Known, Options, Report, TextStyle, render_text, report,
    report_figure, to_json,
};
use rolle::zoo::{Framework, Side, catalogue};
use serde_json::Value;
use std::path::PathBuf;

/// All that is known of a function: derivatives, domain, kinks, limits, signs, values, a plot.
#[derive(Args, Debug)]
#[command(after_help = "\
Every statement says how it is known: exact, enclosed, sampled or undecided.

Examples:
  rolle report \"relu(x)\"
  rolle \"x*sigmoid(x)\" --at 1
  rolle report \"gelu(x)\" --svg gelu.svg --range -4..4
  rolle report \"tanh(x)\" --json")]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The variable, where the formula has several; the others are parameters.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    /// Also write the figure as SVG.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Also write the figure as PNG.
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// Replace files that exist.
    #[arg(long)]
    force: bool,
    /// The range of the figure: `-2..2`.
    #[arg(long, value_name = "A..B", allow_hyphen_values = true)]
    range: Option<String>,
    /// A rational point for the table of values; the figure shows the tangent there. May be repeated.
    #[arg(long, value_name = "POINT", allow_hyphen_values = true)]
    at: Vec<String>,
    /// Significant digits of decimals, 1 to 1000.
    #[arg(long, default_value_t = 10, value_name = "N")]
    digits: usize,
    /// Columns of the text, 40 to 1000.
    #[arg(long, default_value_t = 100, value_name = "N")]
    columns: usize,
    /// Leave out the plot in characters.
    #[arg(long)]
    no_plot: bool,
    /// The work for each limit, in terms and nodes.
    #[arg(long, default_value_t = 300_000, value_name = "N", help_heading = "Limits")]
    max_work: u64,
    /// Decimal digits of the finest arithmetic in the search for signs, 16 to 10000.
    #[arg(long, default_value_t = 154, value_name = "N", help_heading = "Limits")]
    #[arg(value_parser = clap::value_parser!(u64).range(16..=10_000))]
    proof_digits: u64,
    #[command(flatten)]
    budget: ProofLimits,
}

/// Runs `rolle report`.
pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Failure> {
    for (path, extension) in [(&args.svg, "svg"), (&args.png, "png")] {
        if let Some(path) = path {
            crate::file::extension(path, &[extension])?;
            picture::check(path, args.force)?;
        }
    }
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    reading.whole_line(x)?;
    let range = args.range.as_ref().map(|text| reading.range("--range", text)).transpose()?;
    let (options, tangent) = options(args, &mut reading, x)?;
    reading.graph.add_side_conditions(&reading.conditions.clone());
    let report = report(&mut reading.graph, reading.root, x, &options);
    let title = reading.title();
    let mut files = Vec::new();
    if args.svg.is_some() || args.png.is_some() {
        let plot = figure(&reading, &report, range, tangent, &title)?;
        for path in [&args.svg, &args.png].into_iter().flatten() {
            files.push(picture::output(&plot, path, args.force)?);
        }
    }
    let style = TextStyle { width: args.columns, color: true, plot: !args.no_plot, decimals: 6 };
    let text = render_text(&report, &reading.graph, &title, &[], style);
    let json: Value = serde_json::from_str(&to_json(&report, &reading.graph, &title))
        .map_err(|error| Failure::usage(format!("the report is not JSON: {error}")))?;
    let mut outcome = Outcome::answer(text, with_reading(json, &reading));
    outcome.files = files;
    Ok(outcome)
}

/// The report's document, with how the formula was read.
fn with_reading(mut json: Value, reading: &Reading) -> Value {
    if let Value::Object(map) = &mut json {
        for (key, value) in reading.json("rolle.report/1") {
            map.entry(key).or_insert(value);
        }
    }
    json
}

fn figure(
    reading: &Reading,
    report: &Report,
    x: Option<(f64, f64)>,
    tangent: Option<f64>,
    title: &str,
) -> Result<Plot, Failure> {
    let title = title.to_string();
    let options = FigureOptions { x, tangent, derivative: true, title, ..FigureOptions::default() };
    Ok(report_figure(&reading.graph, report, &options)?)
}

fn options(
    args: &ReportArgs,
    reading: &mut Reading,
    x: NodeId,
) -> Result<(Options, Option<f64>), Failure> {
    let mut options = Options { digits: args.digits, ..Options::default() };
    options.limits = args.budget.start(args.proof_digits);
    options.limits.limit_work = args.max_work;
    options.known = known(reading, x);
    let mut tangent = None;
    for text in &args.at {
        let value = text.trim().rsplit('=').next().unwrap_or(text);
        let point = reading.value("--at", value)?;
        tangent = tangent.or(float(&mut reading.graph, point));
        let Some(number) = reading.graph.number(point) else {
            return Err(Failure::usage(format!("the point `{text}` of a report is not rational"))
                .help("`rolle eval` and `rolle diff --at` take any exact value"));
        };
        if !options.points.contains(&number.to_rational()) {
            options.points.push(number.to_rational());
        }
    }
    options.points.sort();
    Ok((options, tangent))
}

/// The activations of the catalogue with their default parameters, as functions of x.
fn known(reading: &mut Reading, x: NodeId) -> Vec<Known> {
    let Some(name) = reading.graph.symbol_name(x).map(str::to_string) else { return Vec::new() };
    let mut known = Vec::new();
    for entry in catalogue() {
        let one_input = entry.parameters.iter().filter(|p| p.default.is_none()).count() == 1;
        if entry.formula.is_none() || entry.spelling_of.is_some() || !one_input {
            continue;
        }
        let Ok(formula) = reading.graph.parse(&format!("{}({name})", entry.name)) else { continue };
        known.push(Known {
            name: entry.name.to_string(),
            formula,
            source: entry.source.map(str::to_string),
            note: entry.note.map(str::to_string),
            conventions: entry.conventions.iter().map(convention).collect(),
        });
    }
    reading.graph.take_side_conditions();
    known
}

fn convention(of: &rolle::zoo::Convention) -> Convention {
    let framework = match (of.framework, of.up_to) {
        (Framework::Torch, None) => format!("torch {}", rolle::zoo::TORCH_VERSION),
        (Framework::Jax, None) => format!("jax {}", rolle::zoo::JAX_VERSION),
        (Framework::Torch, Some(last)) => format!("torch up to {last}"),
        (Framework::Jax, Some(last)) => format!("jax up to {last}"),
    };
    let relation = of.side.map(|side| match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Mid => "mid",
        Side::Between => "between",
        Side::Agrees => "agrees",
        Side::Wrong => "wrong",
    });
    Convention {
        at: of.at.to_string(),
        framework,
        slope: of.first.unwrap_or("?").to_string(),
        relation: relation.map(str::to_string),
    }
}
