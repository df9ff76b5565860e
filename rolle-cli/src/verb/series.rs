//! `rolle series`: Taylor, Laurent and Puiseux series.

use super::limit::OneSide;
use crate::failure::{Exit, Failure};
use crate::outcome::Outcome;
use crate::reading::FormulaArgs;
use crate::show::{Format, ShowArgs};
use clap::Args;
use rolle::calculus::{Expanded, LIMIT_WORK, Series};
use rolle::print::format_number;
use rolle::{Graph, NodeId};
use serde_json::{Value, json};

/// The series of a formula near a point or at infinity, with exact coefficients.
#[derive(Args, Debug)]
#[command(after_help = "\
Near a kink the two sides have series of their own, and both are shown.

Examples:
  rolle series \"sigmoid(x)\" --order 8
  rolle series \"relu(x)\" --at 0
  rolle series \"sqrt(x)*log(x)\" --at 0 --side right
  rolle series \"sqrt(x^2 + x)\" --at oo --order 3")]
pub(crate) struct SeriesArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// Near what: an exact value, `oo` or `-oo`.
    #[arg(long, value_name = "POINT", default_value = "0", allow_hyphen_values = true)]
    at: String,
    /// The remainder is O((x - a)^N), or O(1/x^N) at infinity; from -128 to 128.
    #[arg(long, default_value_t = 6, value_name = "N", allow_hyphen_values = true)]
    #[arg(value_parser = clap::value_parser!(i64).range(-128..=128))]
    order: i64,
    /// On which side; on both when not given.
    #[arg(long, value_enum)]
    side: Option<OneSide>,
    /// The variable, where the formula has several.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    /// The work for each side, in terms and nodes.
    #[arg(long, default_value_t = LIMIT_WORK, value_name = "N", help_heading = "Limits")]
    max_work: u64,
    #[command(flatten)]
    show: ShowArgs,
}

/// Runs `rolle series`.
pub(crate) fn run(args: &SeriesArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    reading.whole_line(x)?;
    let approach = reading.approach("--at", &args.at, args.side)?;
    let root = reading.root;
    let found = reading.graph.series_within(root, x, approach, args.order, args.max_work);
    let text = text(&mut reading.graph, &found, args.show)?;
    let mut json = reading.json("rolle.series/1");
    json.insert("at".into(), json!(args.at.trim()));
    json.insert("series".into(), to_json(&mut reading.graph, &found, args.show)?);
    Ok(Outcome::answer(text, Value::Object(json)).exit(exit_of(&found)))
}

fn exit_of(found: &Expanded) -> Exit {
    match found {
        Expanded::Series(_) => Exit::Answer,
        Expanded::Outside => Exit::Refused,
        Expanded::Undecided(_) => Exit::Undecided,
        Expanded::SidesDiffer { left, right } => match (exit_of(left), exit_of(right)) {
            (Exit::Undecided, _) | (_, Exit::Undecided) => Exit::Undecided,
            _ => Exit::Answer,
        },
    }
}

fn text(graph: &mut Graph, found: &Expanded, show: ShowArgs) -> Result<String, Failure> {
    Ok(match found {
        Expanded::Series(series) => one_series(graph, series, show)?,
        Expanded::SidesDiffer { left, right } => {
            let (left, right) = (text(graph, left, show)?, text(graph, right, show)?);
            format!("from the left:  {left}\nfrom the right: {right}")
        }
        Expanded::Outside => "no value there".into(),
        Expanded::Undecided(why) => format!("undecided: {why}"),
    })
}

/// The terms in the order of the series: rising powers of what tends to zero.
fn one_series(graph: &mut Graph, series: &Series, show: ShowArgs) -> Result<String, Failure> {
    let mut text = String::new();
    for (exponent, coefficient) in &series.terms {
        let exponent = graph.literal_number(exponent);
        let power = graph.power(series.base, exponent);
        let term = graph.product(&[*coefficient, power]);
        let term = show.text(graph, term)?;
        match (text.is_empty(), term.strip_prefix(['-', '−'])) {
            (true, _) => text.push_str(&term),
            // A sum in a coefficient would lose its second sign.
            (false, Some(rest)) if !rest.contains([' ']) => text.push_str(&format!(" - {rest}")),
            (false, _) => text.push_str(&format!(" + {term}")),
        }
    }
    let Some(order) = &series.order else {
        return Ok(if text.is_empty() { "0".into() } else { text });
    };
    let order = graph.literal_number(order);
    let rest = graph.power(series.base, order);
    let rest = remainder(graph, rest, show)?;
    Ok(if text.is_empty() { rest } else { format!("{text} + {rest}") })
}

fn remainder(graph: &Graph, power: NodeId, show: ShowArgs) -> Result<String, Failure> {
    let power = show.text(graph, power)?;
    Ok(match show.format {
        Format::Latex => format!(r"O\left({power}\right)"),
        _ => format!("O({power})"),
    })
}

fn to_json(graph: &mut Graph, found: &Expanded, show: ShowArgs) -> Result<Value, Failure> {
    Ok(match found {
        Expanded::Series(series) => {
            let mut terms = Vec::new();
            for (exponent, coefficient) in &series.terms {
                let coefficient = show.json(graph, *coefficient)?;
                let exponent = format_number(exponent, 0);
                terms.push(json!({ "exponent": exponent, "coefficient": coefficient }));
            }
            json!({
                "kind": "series",
                "base": show.json(graph, series.base)?,
                "terms": terms,
                "remainder_order": series.order.as_ref().map(|order| format_number(order, 0)),
                "text": one_series(graph, series, show)?,
            })
        }
        Expanded::SidesDiffer { left, right } => json!({
            "kind": "sides-differ",
            "left": to_json(graph, left, show)?,
            "right": to_json(graph, right, show)?,
        }),
        Expanded::Outside => json!({ "kind": "outside" }),
        Expanded::Undecided(why) => json!({ "kind": "undecided", "reason": why }),
    })
}
