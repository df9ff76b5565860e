//! `rolle expand` and its kin: the same function in another form.

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::reading::{FormulaArgs, Reading};
use crate::show::ShowArgs;
use clap::Args;
use rolle::NodeId;
use rolle::polynomial::sparse::Limits;
use serde_json::{Value, json};

/// What rewriting may cost.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Limits")]
pub(crate) struct RewriteLimits {
    /// The most terms of any polynomial on the way.
    #[arg(long, default_value_t = 1_000_000, value_name = "N")]
    max_terms: usize,
    /// The most coefficient operations of one step.
    #[arg(long, default_value_t = 1_000_000_000, value_name = "N")]
    max_work: u64,
}

impl RewriteLimits {
    fn limits(self) -> Limits {
        Limits { terms: self.max_terms, work: self.max_work, ..Limits::default() }
    }
}

/// Products and powers of sums multiplied out.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  rolle expand \"(x + 1)^3 (x - 1)\"")]
pub(crate) struct ExpandArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    #[command(flatten)]
    limits: RewriteLimits,
    #[command(flatten)]
    show: ShowArgs,
}

/// Runs `rolle expand`.
pub(crate) fn expand(args: &ExpandArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let result = reading.graph.expand(reading.root, &args.limits.limits());
    finish("expand", reading, result.map_err(hint)?, args.show)
}

fn hint(error: rolle::Error) -> Failure {
    let budget = error.kind() == rolle::ErrorKind::Budget;
    let failure = Failure::from(error);
    if budget { failure.help("raise `--max-terms` or `--max-work`") } else { failure }
}

fn finish(
    verb: &str,
    mut reading: Reading,
    result: NodeId,
    show: ShowArgs,
) -> Result<Outcome, Failure> {
    reading.keep_conditions();
    if let Some(why) = reading.graph.reason_text(result) {
        let message = format!("the formula has no value anywhere: {why}");
        return Err(rolle::Error::new(rolle::ErrorKind::Domain, message).into());
    }
    let mut json = reading.json("rolle.rewrite/1");
    json.insert("verb".into(), json!(verb));
    json.insert("result".into(), show.json(&reading.graph, result)?);
    Ok(Outcome::answer(show.text(&reading.graph, result)?, Value::Object(json)))
}
