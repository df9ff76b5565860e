//! `rolle table`: the variation table of a function.

use crate::budget::ProofLimits;
use crate::failure::{Exit, Failure};
use crate::file::{self, Output};
use crate::outcome::Outcome;
use crate::reading::{FormulaArgs, Reading};
use clap::{Args, ValueEnum};
use rolle::prove::restrict;
use rolle::variation::VariationTable;
use rolle::variation::render::{
    render_html, render_latex, render_markdown, render_svg, render_text, to_json,
};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The variation table: where a function rises and falls, proved, with its values and limits.
#[derive(Args, Debug)]
#[command(after_help = "\
Every sign is proved on the whole open interval, and every value and limit is exact; what is not decided is a question
mark with its reason below the table, and the exit code is then 3. A double bar stands where the function is not
continuous and where the derivative does not exist; hatched parts lie outside the domain.

Examples:
  rolle table \"gelu(x)\"
  rolle table \"x^3 - 3x\" --order 1
  rolle table \"1/(x^2 - 1)\" --format latex
  rolle table \"silu(x)\" -o silu.svg")]
pub(crate) struct TableArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The variable, where the formula has several; the others are parameters.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    /// Whose variation: 0 the function, 1 its first derivative, up to 16.
    #[arg(long, default_value_t = 0, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u32).range(0..=16))]
    order: u32,
    /// The notation; by the extension of the file, or text.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// The file to write: `.txt`, `.md`, `.tex`, `.html`, `.svg`, `.png`; with `--format`, any name.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists.
    #[arg(long)]
    force: bool,
    /// Columns of the text, 40 to 1000; a wider table goes on below itself.
    #[arg(long, default_value_t = 100, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u64).range(40..=1000))]
    columns: u64,
    /// Decimal digits of the finest arithmetic in the search for signs, 16 to 10000.
    #[arg(long, default_value_t = 154, value_name = "N", help_heading = "Limits")]
    #[arg(value_parser = clap::value_parser!(u64).range(16..=10_000))]
    digits: u64,
    #[command(flatten)]
    budget: ProofLimits,
}

/// A notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Box-drawing characters.
    Text,
    /// Markdown.
    Md,
    /// LaTeX, for the package tkz-tab.
    Latex,
    /// A page that needs no other file.
    Html,
    /// A picture.
    Svg,
}

/// The extensions of files, with what they hold.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("md", Format::Md),
    ("tex", Format::Latex),
    ("html", Format::Html),
    ("svg", Format::Svg),
    #[cfg(feature = "png")]
    ("png", Format::Svg),
];

/// Runs `rolle table`.
pub(crate) fn run(args: &TableArgs) -> Result<Outcome, Failure> {
    let format = format(args)?;
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    reading.whole_line(x)?;
    let conditions = reading.conditions.clone();
    let f = restrict(&mut reading.graph, reading.root, x, &conditions);
    let limits = args.budget.start(args.digits);
    let table = match reading.graph.variation_table(f, x, args.order, limits) {
        Ok(table) => table,
        Err(why) => return Ok(undecided(&reading, &why)),
    };
    let text = render(args, format, &table, &reading);
    let mut json = reading.json("rolle.table/1");
    let document = to_json(&table, &reading.graph);
    if let Ok(Value::Object(map)) = serde_json::from_str(&document) {
        json.extend(map);
    }
    let mut outcome = Outcome::answer("", Value::Object(json));
    match &args.output {
        None => outcome.text = text,
        Some(path) => {
            let bytes = bytes(path, format, text)?;
            outcome.files.push(Output { path: path.clone(), bytes, force: args.force });
        }
    }
    let decided = table.is_decided(&reading.graph);
    Ok(outcome.exit(if decided { Exit::Answer } else { Exit::Undecided }))
}

fn format(args: &TableArgs) -> Result<Format, Failure> {
    let Some(path) = &args.output else { return Ok(args.format.unwrap_or(Format::Text)) };
    file::check_target(path, args.force)?;
    if let Some(format) = args.format {
        return Ok(format);
    }
    let names: Vec<&str> = EXTENSIONS.iter().map(|(name, _)| *name).collect();
    let extension = file::extension(path, &names)?;
    let known = EXTENSIONS.iter().find(|(name, _)| *name == extension);
    Ok(known.map_or(Format::Text, |(_, format)| *format))
}

fn render(args: &TableArgs, format: Format, table: &VariationTable, reading: &Reading) -> String {
    let graph = &reading.graph;
    match format {
        Format::Text => render_text(table, graph, args.columns as usize),
        Format::Md => render_markdown(table, graph),
        Format::Latex => render_latex(table, graph),
        Format::Html => render_html(table, graph),
        Format::Svg => render_svg(table, graph),
    }
}

/// What goes to the file; a picture in pixels where its name asks for that.
fn bytes(path: &Path, format: Format, text: String) -> Result<Vec<u8>, Failure> {
    #[cfg(feature = "png")]
    if format == Format::Svg && file::extension(path, &["png"]).is_ok() {
        let options = rolle::figure::png::Options::default();
        return Ok(rolle::figure::png::render(&text, &options)?);
    }
    let _ = (path, format);
    Ok(text.into_bytes())
}

/// The function could not be cut into smooth pieces: there is no table.
fn undecided(reading: &Reading, why: &str) -> Outcome {
    let mut json = reading.json("rolle.table/1");
    json.insert("decided".into(), Value::Bool(false));
    json.insert("reason".into(), Value::String(why.to_string()));
    Outcome::answer(format!("undecided: {why}"), Value::Object(json)).exit(Exit::Undecided)
}
