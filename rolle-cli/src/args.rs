//! The arguments of the program.

use crate::failure::{Exit, Failure};
use crate::outcome::Outcome;
use crate::verb;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::process::ExitCode;

/// Exact calculus of one formula: derivatives, kinks, limits, series, digits, figures.
#[derive(Debug, Parser)]
#[command(name = "rolle", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "\
FORMULA is read as it is written on paper, in Python or in LaTeX: `x^2 sin x`, `torch.relu(x)`,
`\\frac{1}{1+e^{-x}}`; `-` reads it from standard input. Numbers are exact: 0.1 is 1/10.
How it was read, and every warning, goes to standard error; standard output is the result alone.
Symbols beside the variable are parameters; --assume says what holds of them: `a > 0`, `0 < a < 1`, `n integer`.
`rolle FORMULA` is short for `rolle report FORMULA`.

Exit codes: 0 an answer; 1 a broken pipe or a write that failed; 2 bad usage, no formula, no such value;
3 undecided; 4 a limit was hit; 70 a bug in the program; 130 interrupted. `prove` has its own: 0 all proven, 1 some refuted,
2 some undecided or bad usage.

Examples:
  rolle \"x*sigmoid(x)\"
  rolle diff \"x^3 sin x\" --order 2 --steps
  rolle eval \"gelu(x)\" --at x=17 --digits 50
  rolle eval \"gelu(x)\" --order 1 --input data.csv --output out.csv
  rolle limit \"(1 + 1/x)^x\" --to oo
  rolle table \"gelu(x)\"
  rolle prove \"gelu(x)\" \"lipschitz <= 1.13\" \"increasing on [0, oo)\"
  rolle plot \"relu(x)\" -o relu.svg")]
pub(crate) struct Cli {
    /// When to use colors.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Print one JSON document, errors included (schema `rolle.error/1`), and no talk.
    #[arg(long, global = true)]
    pub json: bool,
    /// Print no talk on standard error, errors excepted.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[command(flatten)]
    pub limits: WorkLimits,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What any run may cost.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Limits")]
pub(crate) struct WorkLimits {
    /// Stop after this many seconds, with exit code 4 [default: 60; none while `eval` reads a file].
    #[arg(long, global = true, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub max_seconds: Option<u64>,
    /// Stop beyond this much memory, with exit code 4 (seen on Linux only).
    #[arg(long, global = true, default_value_t = 4096, value_name = "MIB")]
    #[arg(value_parser = clap::value_parser!(u64).range(64..))]
    pub max_memory: u64,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Report(verb::report::ReportArgs),
    Diff(verb::diff::DiffArgs),
    Eval(verb::eval::EvalArgs),
    Limit(verb::limit::LimitArgs),
    Series(verb::series::SeriesArgs),
    Simplify(verb::rewrite::SimplifyArgs),
    Expand(verb::rewrite::ExpandArgs),
    Factor(verb::rewrite::FactorArgs),
    Together(verb::rewrite::TogetherArgs),
    Apart(verb::rewrite::ApartArgs),
    Collect(verb::rewrite::CollectArgs),
    Table(verb::table::TableArgs),
    Plot(verb::plot::PlotArgs),
    Prove(verb::prove::ProveArgs),
    Check(verb::check::CheckArgs),
    Zoo(verb::zoo::ZooArgs),
    Accuracy(verb::accuracy::AccuracyArgs),
}

impl Verb {
    /// Does the work; writes no file but drafts.
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        match self {
            Verb::Report(args) => verb::report::run(&args),
            Verb::Diff(args) => verb::diff::run(&args),
            Verb::Eval(args) => verb::eval::run(&args),
            Verb::Limit(args) => verb::limit::run(&args),
            Verb::Series(args) => verb::series::run(&args),
            Verb::Simplify(args) => verb::rewrite::simplify(&args),
            Verb::Factor(args) => verb::rewrite::factor(&args),
            Verb::Together(args) => verb::rewrite::together(&args),
            Verb::Apart(args) => verb::rewrite::apart(&args),
            Verb::Collect(args) => verb::rewrite::collect(&args),
            Verb::Expand(args) => verb::rewrite::expand(&args),
            Verb::Table(args) => verb::table::run(&args),
            Verb::Plot(args) => verb::plot::run(&args),
            Verb::Prove(args) => verb::prove::run(&args),
            Verb::Check(args) => verb::check::run(&args),
            Verb::Zoo(args) => verb::zoo::run(&args),
            Verb::Accuracy(args) => verb::accuracy::run(&args),
        }
    }
}

/// Arguments that are not run: a request for help, or an error.
pub(crate) struct Refused {
    error: clap::Error,
    json: bool,
}

impl Refused {
    /// Prints what there is to say; help is no failure.
    pub(crate) fn finish(self) -> ExitCode {
        if !self.error.use_stderr() || !self.json {
            let _ = self.error.print();
            return ExitCode::from(if self.error.use_stderr() { Exit::Refused as u8 } else { 0 });
        }
        let text = self.error.render().to_string();
        let message = text.trim().trim_start_matches("error: ");
        crate::outcome::finish(Err(Failure::usage(message)), true)
    }
}

/// Reads the arguments; a formula in the place of a verb asks for its report.
pub(crate) fn parse(mut given: Vec<OsString>) -> Result<(Cli, Verb), Refused> {
    let json = given.iter().any(|arg| arg == "--json");
    if let Some(place) = place_of_missing_verb(&given) {
        given.insert(place, "report".into());
    }
    let command = Cli::command().color(color_of_help(&given));
    let refused = |error| Refused { error, json };
    let matches = command.try_get_matches_from(given).map_err(refused)?;
    let mut cli = Cli::from_arg_matches(&matches).map_err(refused)?;
    match cli.verb.take() {
        Some(verb) => Ok((cli, verb)),
        None => Err(refused(
            Cli::command()
                .error(clap::error::ErrorKind::MissingSubcommand, "a formula or a verb is missing"),
        )),
    }
}

fn color_of_help(given: &[OsString]) -> clap::ColorChoice {
    let has = |wanted: &str| {
        given.iter().any(|arg| *arg == *format!("--color={wanted}"))
            || given.windows(2).any(|pair| pair[0] == "--color" && pair[1] == wanted)
    };
    match (has("always"), has("never")) {
        (true, _) => clap::ColorChoice::Always,
        (_, true) => clap::ColorChoice::Never,
        _ => clap::ColorChoice::Auto,
    }
}

/// Where `report` belongs, if the first word is neither a verb nor what looks like a misspelled one.
fn place_of_missing_verb(given: &[OsString]) -> Option<usize> {
    let mut place = 1;
    while let Some(arg) = given.get(place) {
        match arg.to_str() {
            Some("--color" | "--max-seconds" | "--max-memory") => place += 2,
            Some("--json" | "-q" | "--quiet") => place += 1,
            Some(arg) if arg.starts_with("--color=") => place += 1,
            _ => break,
        }
    }
    let word = given.get(place)?.to_str()?;
    if matches!(word, "-h" | "--help" | "-V" | "--version" | "help") {
        return None;
    }
    if Cli::command().get_subcommands().any(|verb| verb.get_name() == word) {
        return None;
    }
    let next = given.get(place + 1).and_then(|arg| arg.to_str());
    let is_word = word.chars().all(|c| c.is_ascii_alphabetic());
    // `rolle dif "x^2"` means a verb: two formulas make no sense.
    if is_word && next.is_some_and(|arg| !arg.starts_with('-')) {
        return None;
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_formula_asks_for_its_report() {
        let place = |words: &[&str]| {
            let given: Vec<OsString> =
                std::iter::once("rolle").chain(words.iter().copied()).map(OsString::from).collect();
            place_of_missing_verb(&given)
        };
        assert_eq!(place(&["x^2"]), Some(1));
        assert_eq!(place(&["-x^2"]), Some(1));
        assert_eq!(place(&["--json", "x^2", "--at", "1"]), Some(2));
        assert_eq!(place(&["--color", "never", "relu(x)"]), Some(3));
        assert_eq!(place(&["x", "--json"]), Some(1));
        for words in [&["diff", "x"][..], &["dif", "x"], &["--help"], &["help"], &["-V"], &[]] {
            assert_eq!(place(words), None, "{words:?}");
        }
    }
}
