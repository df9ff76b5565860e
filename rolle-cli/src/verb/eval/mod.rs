//! `rolle eval`: certain digits at a point, or floating-point numbers for each row of a file.

mod files;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::reading::FormulaArgs;
use crate::show::ShowArgs;
use crate::talk;
use clap::Args;
use rolle::NodeId;
use rolle::evaluate::DigitLimits;
use serde_json::{Value, json};

/// The value of a formula: decimals of which every digit is certain, correctly rounded.
#[derive(Args, Debug)]
#[command(after_help = "\
Values are exact: 0.1 is 1/10, pi/3 is a third of pi. What has no real value (log(-1)) is an error.
Derivatives at a point: `rolle diff --at`.

With --input the formula is evaluated in floating point for each row of a file, which may be larger than the memory.
Each symbol takes the column of its name; --at fixes the others. Where there is no value, or no derivative, is NaN;
at the end of a domain the derivative is that of the one side. A cell may be `nan`, `inf` or `-inf`, but not empty.
The output is whole or not there: it takes its name when the last row is written.

Examples:
  rolle eval \"gelu(x)\" --at x=17 --digits 50
  rolle eval \"x^y\" --at x=pi/3,y=1e-3
  rolle eval \"sqrt(2)\" --digits 1000
  rolle eval \"rootof(x^5 - x - 1, 0)\" --digits 50
  rolle eval \"sin(pi/3)\" --exact
  rolle eval \"gelu(x)\" --order 1 --input data.csv --output out.csv
  rolle eval \"a*log(x/y)\" --at a=2 --input prices.csv --column x=close,y=open --keep -o out.csv
  rolle eval \"silu(x)\" --input x.npy --output y.npy --dtype f32 --force")]
pub(crate) struct EvalArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The values of the variables: `x=1,y=pi/3`; for a single variable `1` will do.
    #[arg(long, value_name = "POINT", allow_hyphen_values = true)]
    at: Vec<String>,
    /// Significant digits.
    #[arg(long, default_value_t = 15, value_name = "N", conflicts_with = "input")]
    digits: usize,
    /// Print the exact value instead of decimals.
    #[arg(long, conflicts_with = "input")]
    exact: bool,
    /// The most digits that may be asked for.
    #[arg(long, default_value_t = 10_000, value_name = "N", help_heading = "Limits")]
    max_digits: usize,
    /// The highest precision that is tried.
    #[arg(long, default_value_t = 1 << 17, value_name = "BITS", help_heading = "Limits")]
    max_bits: u64,
    #[command(flatten)]
    show: ShowArgs,
    #[command(flatten)]
    files: files::FileArgs,
}

/// Runs `rolle eval`.
pub(crate) fn run(args: &EvalArgs) -> Result<Outcome, Failure> {
    if let (Some(input), Some(output)) = (&args.files.input, &args.files.output) {
        return files::run(args, input, output);
    }
    let mut reading = args.formula.read()?;
    let point = reading.point(&args.at, None)?;
    reading.check_conditions(&point)?;
    let limits = DigitLimits { digits: args.max_digits, bits: args.max_bits };
    let graph = &mut reading.graph;
    let value = graph.substitute(reading.root, &point);
    let exact_text = |graph: &rolle::Graph| args.show.text(graph, value);
    let mut decimal = None;
    if !args.exact || graph.op(value) == rolle::operator::Op::Undefined {
        decimal = Some(graph.decimal(value, &[], args.digits, limits)?);
    }
    let text = match &decimal {
        Some(decimal) => decimal.clone(),
        None => exact_text(graph)?,
    };
    tell_exact_number(graph, value, &text);
    let mut json = reading.json("rolle.eval/1");
    json.insert("at".into(), point_json(&reading.graph, &point));
    json.insert("exact".into(), args.show.json(&reading.graph, value).unwrap_or(Value::Null));
    json.insert("digits".into(), json!(args.digits));
    json.insert("decimal".into(), json!(decimal));
    Ok(Outcome::answer(text, Value::Object(json)))
}

/// A fraction says more than its decimals.
fn tell_exact_number(graph: &rolle::Graph, value: NodeId, text: &str) {
    if graph.number(value).is_some() {
        let exact = crate::show::brief(graph, value);
        // A number too long for a line is better left unsaid.
        if exact != text && !exact.contains('…') {
            talk::note("exactly", &exact);
        }
    }
}

/// A point as JSON.
pub(crate) fn point_json(graph: &rolle::Graph, point: &[(NodeId, NodeId)]) -> Value {
    let brief = |id| crate::show::brief(graph, id);
    point
        .iter()
        .map(|&(x, value)| (brief(x), json!(brief(value))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
