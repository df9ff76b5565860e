//! `rolle plot`: the picture of a function and its derivative.

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::picture::{self, float};
use crate::reading::{FormulaArgs, Reading};
use clap::Args;
use rolle::NodeId;
use rolle::figure::Plot;
use rolle::report::{FigureOptions, Options, report, report_figure};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A plot: to a file as SVG or PNG, or as characters on the terminal.
#[derive(Args, Debug)]
#[command(after_help = "\
Curves are sampled in double precision; kinks, jumps and asymptotes are exact, and each band of the sign of f' says
whether it is proved or sampled.

Examples:
  rolle plot \"gelu(x)\"
  rolle plot \"relu(x)\" --range -2..2 -o relu.svg
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
    /// Leave out the curve of the derivative.
    #[arg(long)]
    no_derivative: bool,
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

/// Runs `rolle plot`.
pub(crate) fn run(args: &PlotArgs) -> Result<Outcome, Failure> {
    if let Some(path) = &args.output {
        picture::check(path, args.force)?;
    }
    let mut reading = args.formula.read()?;
    let x = single_variable(&mut reading)?;
    reading.whole_line(x)?;
    let options = figure_options(args, &mut reading)?;
    let report = report(&mut reading.graph, reading.root, x, &Options::default());
    let plot = report_figure(&reading.graph, &report, &options)?;
    finish(args, &reading, &plot)
}

fn figure_options(args: &PlotArgs, reading: &mut Reading) -> Result<FigureOptions, Failure> {
    let x = args.range.as_ref().map(|text| reading.range("--range", text)).transpose()?;
    let y = args.vertical.as_ref().map(|text| reading.range("--vertical", text)).transpose()?;
    let mut tangent = None;
    if let Some(text) = &args.at {
        let at = reading.value("--at", text)?;
        tangent = float(&mut reading.graph, at);
    }
    let title = args.title.clone().unwrap_or_else(|| reading.title());
    Ok(FigureOptions { x, y, derivative: !args.no_derivative, tangent, title })
}

fn finish(args: &PlotArgs, reading: &Reading, plot: &Plot) -> Result<Outcome, Failure> {
    let mut json = reading.json("rolle.plot/1");
    json.insert("range".into(), json!([plot.view.x.lo(), plot.view.x.hi()]));
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
