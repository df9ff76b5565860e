//! `rolle limit`: exact limits.

use crate::answer;
use crate::failure::{Exit, Failure};
use crate::outcome::Outcome;
use crate::reading::{FormulaArgs, Reading};
use crate::show::ShowArgs;
use crate::talk;
use clap::{Args, ValueEnum};
use rolle::calculus::{Approach, LIMIT_WORK, Limit, NoLimit};
use serde_json::{Value, json};

/// The exact limit of a formula, or a proof that there is none.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rolle limit \"(1 + 1/x)^x\" --to oo
  rolle limit \"sin(x)/x\" --to 0
  rolle limit \"1/x\" --to 0 --from right
  rolle limit \"tan(x)\" --to pi/2 --from left")]
pub(crate) struct LimitArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// Where the variable goes: `oo`, `-oo` or an exact value such as `pi/2`.
    #[arg(long, value_name = "POINT", allow_hyphen_values = true)]
    to: String,
    /// From which side; from both when not given.
    #[arg(long, value_enum, value_name = "SIDE")]
    from: Option<OneSide>,
    /// The variable, where the formula has several.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    /// The work for each side, in terms and nodes.
    #[arg(long, default_value_t = LIMIT_WORK, value_name = "N", help_heading = "Limits")]
    max_work: u64,
    #[command(flatten)]
    show: ShowArgs,
}

/// A side of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OneSide {
    /// From below.
    Left,
    /// From above.
    Right,
}

impl Reading {
    /// Where a variable goes, as it was typed.
    pub(crate) fn approach(
        &mut self,
        option: &str,
        text: &str,
        side: Option<OneSide>,
    ) -> Result<Approach, Failure> {
        let infinity = match text.trim() {
            "oo" | "+oo" | "inf" | "+inf" | "infinity" | "∞" | "+∞" => Approach::PLUS_INFINITY,
            "-oo" | "-inf" | "-infinity" | "-∞" | "−∞" => Approach::MINUS_INFINITY,
            _ => {
                let point = self.value(option, text)?;
                return Ok(match side {
                    None => Approach::both(point),
                    Some(OneSide::Left) => Approach::left(point),
                    Some(OneSide::Right) => Approach::right(point),
                });
            }
        };
        match side {
            None => Ok(infinity),
            Some(_) => {
                Err(Failure::usage("at infinity there is one side only").help("leave the side out"))
            }
        }
    }
}

/// Runs `rolle limit`.
pub(crate) fn run(args: &LimitArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    reading.whole_line(x)?;
    let approach = reading.approach("--to", &args.to, args.from)?;
    let limit = reading.graph.limit_within(reading.root, x, approach, args.max_work);
    let text = answer::limit_text(&reading.graph, &limit, args.show)?;
    if let Limit::Finite(value) = limit
        && let Some(decimal) = answer::decimal(&mut reading.graph, value, 15)
        && decimal != text
    {
        talk::note("about", &decimal);
    }
    let mut json = reading.json("rolle.limit/1");
    json.insert("to".into(), json!(args.to.trim()));
    json.insert("limit".into(), answer::limit_json(&mut reading.graph, &limit, args.show)?);
    Ok(Outcome::answer(text, Value::Object(json)).exit(exit_of(&limit)))
}

fn exit_of(limit: &Limit) -> Exit {
    match limit {
        Limit::Undecided(_) => Exit::Undecided,
        Limit::Outside => Exit::Refused,
        Limit::DoesNotExist(NoLimit::SidesDiffer { left, right }) => {
            let open = [left, right].iter().any(|side| matches!(***side, Limit::Undecided(_)));
            if open { Exit::Undecided } else { Exit::Answer }
        }
        _ => Exit::Answer,
    }
}
