//! `rolle expand` and its kin: the same function in another form.

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::reading::{FormulaArgs, Reading};
use crate::show::ShowArgs;
use clap::Args;
use rolle::NodeId;
use rolle::polynomial::sparse::Limits;
use rolle::rewrite::SimplifyLimits;
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
    // Other budgets have advice of their own.
    let adjustable = error.help().is_some_and(|help| help.starts_with("raise the limit"));
    let failure = Failure::from(error);
    if adjustable { failure.help("raise `--max-terms` or `--max-work`") } else { failure }
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

/// The form that is easiest to read, of those that the rules reach.
#[derive(Args, Debug)]
#[command(after_help = "\
Where a step widens the domain, the condition is told: (x^2 - 1)/(x - 1) is x + 1 where x - 1 != 0.

Example:\n  rolle simplify \"sin(x)^2 + cos(x)^2\"")]
pub(crate) struct SimplifyArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The most passes over the formula.
    #[arg(long, default_value_t = 8, value_name = "N", help_heading = "Limits")]
    max_passes: usize,
    /// The most normal forms that are tried.
    #[arg(long, default_value_t = 2000, value_name = "N", help_heading = "Limits")]
    max_trials: usize,
    #[command(flatten)]
    show: ShowArgs,
}

/// Runs `rolle simplify`.
pub(crate) fn simplify(args: &SimplifyArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let (passes, trials) = (args.max_passes, args.max_trials);
    let limits = SimplifyLimits { passes, trials, ..SimplifyLimits::default() };
    let result = reading.graph.simplify(reading.root, &limits);
    finish("simplify", reading, result, args.show)
}

/// A product of factors that have none of their own over the rationals.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  rolle factor \"x^4 - y^4\"")]
pub(crate) struct FactorArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    #[command(flatten)]
    limits: RewriteLimits,
    #[command(flatten)]
    show: ShowArgs,
}

/// Runs `rolle factor`.
pub(crate) fn factor(args: &FactorArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let result = reading.graph.factor(reading.root, &args.limits.limits());
    finish("factor", reading, result.map_err(hint)?, args.show)
}

/// One reduced fraction.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  rolle together \"1/x + 1/(x + 1)\"")]
pub(crate) struct TogetherArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    #[command(flatten)]
    limits: RewriteLimits,
    #[command(flatten)]
    show: ShowArgs,
}

/// Runs `rolle together`.
pub(crate) fn together(args: &TogetherArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let result = reading.graph.together(reading.root, &args.limits.limits());
    finish("together", reading, result.map_err(hint)?, args.show)
}

/// Partial fractions over the rationals.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  rolle apart \"1/(x^2 - 1)\"")]
pub(crate) struct ApartArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The variable, where the formula has several.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    #[command(flatten)]
    limits: RewriteLimits,
    #[command(flatten)]
    show: ShowArgs,
}

/// Runs `rolle apart`.
pub(crate) fn apart(args: &ApartArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    let result = reading.graph.apart(reading.root, x, &args.limits.limits());
    finish("apart", reading, result.map_err(hint)?, args.show)
}

/// Powers of one variable with their coefficients grouped.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  rolle collect \"a*x + b*x + a\" --wrt x")]
pub(crate) struct CollectArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The variable, where the formula has several.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    #[command(flatten)]
    limits: RewriteLimits,
    #[command(flatten)]
    show: ShowArgs,
}

/// Runs `rolle collect`.
pub(crate) fn collect(args: &CollectArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    let result = reading.graph.collect(reading.root, x, &args.limits.limits());
    finish("collect", reading, result.map_err(hint)?, args.show)
}
