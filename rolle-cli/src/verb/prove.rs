//! `rolle prove`: claims about a function, proved, refuted or left open.

use crate::answer;
use crate::budget::ProofLimits;
use crate::failure::{Exit, Failure};
use crate::file::{self, Output};
use crate::outcome::Outcome;
use crate::reading::{FormulaArgs, Reading};
use crate::talk;
use clap::Args;
use rolle::calculus::{Limit, Point, Side};
use rolle::parse::render_diagnostic;
use rolle::print::{Notation, Printer};
use rolle::prove::{Bound, Claim, Level, Reached, Set, Study, Verdict, Witness, parse_claim};
use rolle::{Graph, NodeId};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Prove claims about a function of one variable on the whole line, or refute them by a witness.
#[derive(Args, Debug)]
#[command(after_help = "\
Claims, each on the whole domain unless `on SET` follows:
  increasing, decreasing, monotone, convex, concave (also with `strictly`), constant
  odd, even, periodic 2pi, zero-centered, bounded, bounded above, bounded below
  continuous, differentiable, class C1, smooth
  lipschitz <= 1.13, lipschitz = 1/4, lipschitz(f') <= 2, lipschitz
  min = 0, max = 1, inf = 0, sup(f') = 1, range = (0, 1), range in [-1, 1]
  limit(-oo) = 0, limit(0+) = oo, limit(f', oo) = 1, asymptote(oo) = x
  zeros = {0}, fixed points = {0}, stationary points = {-1, 1}, inflection points = {0}, kinks = {}
  f >= -0.17, f' > 0, f'' <= 2, f(0) = 1/2, f = x*tanh(x), -1 <= f' <= 1: any formulas in f, f', f'', x
SET is `[0, oo)`, `(-1, 1) U {2}`, `x > 0`, `-1 < x <= 1`. A claim that begins with a minus sign goes after `--`.

Without claims, all properties are listed. `increasing` allows plateaus; `min` is attained, `inf` need not be.
A claim holds where the function has values; `f = g` asks for the same domain, `continuous on SET` for values on SET.

Exit codes of this verb, as of `diff` and `grep`: 0 all claims proven, 1 some refuted, 2 some undecided and none
refuted, or bad usage (which prints no verdict); 4 a limit was hit.

Examples:
  rolle prove \"gelu(x)\" \"lipschitz <= 1.13\" \"increasing on [0, oo)\"
  rolle prove \"relu(x)\" \"convex\" \"f = (x + |x|)/2\"
  rolle prove \"silu(x)\"
  rolle prove \"silu(x)\" \"lipschitz <= 1.1\" --certificate silu.json && rolle check silu.json")]
pub(crate) struct ProveArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// What is to be proved; without any, all properties are listed.
    #[arg(value_name = "CLAIM")]
    claims: Vec<String>,
    /// The variable, where the formula has several; the others are parameters.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    /// Write a certificate of the claims (or of all that can be certified), which `rolle check` verifies.
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// Replace a certificate that is there.
    #[arg(long, requires = "certificate")]
    force: bool,
    /// Decimal digits of the finest arithmetic in the search for signs, 16 to 10000.
    #[arg(long, default_value_t = 154, value_name = "N", help_heading = "Limits")]
    #[arg(value_parser = clap::value_parser!(u64).range(16..=10_000))]
    digits: u64,
    #[command(flatten)]
    budget: ProofLimits,
}

/// Runs `rolle prove`.
pub(crate) fn run(args: &ProveArgs) -> Result<Outcome, Failure> {
    if let Some(path) = &args.certificate {
        file::check_target(path, args.force)?;
    }
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    let claims = read_claims(&args.claims, &mut reading, x)?;
    let limits = args.budget.start(args.digits);
    let mut json = reading.json("rolle.prove/1");
    reading.graph.add_side_conditions(&reading.conditions.clone());
    let mut study = Study::with_limits(&mut reading.graph, reading.root, x, limits);
    if claims.is_empty() {
        let outcome = passport(&mut study, json);
        return certified(outcome, &mut study, args, &claims);
    }
    let mut text = String::new();
    let mut documents = Vec::new();
    let mut exit = Exit::Answer;
    for (source, claim) in args.claims.iter().zip(&claims) {
        let verdict = study.judge(claim);
        exit = worse(exit, &verdict);
        text += &verdict_text(source, &verdict);
        documents.push(verdict_json(study.graph(), source, &verdict));
    }
    json.insert("claims".into(), Value::Array(documents));
    let outcome = Outcome::answer(text, Value::Object(json)).exit(exit);
    match exit {
        Exit::Answer => certified(outcome, &mut study, args, &claims),
        _ if args.certificate.is_some() => {
            talk::note("no certificate", "only what is proven can be certified");
            Ok(outcome)
        }
        _ => Ok(outcome),
    }
}

/// Adds the certificate that was asked for.
fn certified(
    mut outcome: Outcome,
    study: &mut Study<'_>,
    args: &ProveArgs,
    claims: &[Claim],
) -> Result<Outcome, Failure> {
    let Some(path) = &args.certificate else { return Ok(outcome) };
    let made = study.certificate(claims).map_err(|why| {
        Failure::usage(format!("no certificate: {why}"))
            .help("without `--certificate` the verdicts are printed as they are")
            .exit(Exit::Undecided)
    })?;
    for what in &made.left_out {
        talk::note("not certified", what);
    }
    let bytes = made.certificate.to_text().into_bytes();
    outcome.files.push(Output { path: path.clone(), bytes, force: args.force });
    Ok(outcome)
}

fn read_claims(claims: &[String], reading: &mut Reading, x: NodeId) -> Result<Vec<Claim>, Failure> {
    let parameters: Vec<NodeId> = reading.variables.iter().copied().filter(|&id| id != x).collect();
    let mut read = Vec::with_capacity(claims.len());
    for source in claims {
        let claim = parse_claim(&mut reading.graph, x, &parameters, source)
            .map_err(|diagnostics| Failure::about("CLAIM", source, diagnostics))?;
        for warning in &claim.warnings {
            talk::diagnostic(&render_diagnostic(source, warning));
        }
        read.push(claim);
    }
    reading.graph.take_side_conditions();
    Ok(read)
}

/// Refuted beats undecided, and undecided beats proven.
fn worse(exit: Exit, verdict: &Verdict) -> Exit {
    match verdict {
        Verdict::Refuted { .. } => Exit::Failed,
        Verdict::Undecided(_) if exit == Exit::Answer => Exit::Refused,
        _ => exit,
    }
}

fn verdict_text(source: &str, verdict: &Verdict) -> String {
    let (mark, word) = match verdict {
        Verdict::Proven(_) => ("✓", "proven"),
        Verdict::Refuted { .. } => ("✗", "refuted"),
        Verdict::Undecided(_) => ("?", "undecided"),
    };
    format!("{mark} {}\n  {word}: {}\n", source.trim(), verdict.reason())
}

fn passport(study: &mut Study<'_>, mut json: serde_json::Map<String, Value>) -> Outcome {
    let entries = study.passport();
    let width = entries.iter().map(|entry| entry.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut properties = Vec::new();
    for entry in &entries {
        let (shown, document) = match &entry.answer {
            Ok(answer) => (
                answer.clone(),
                json!({ "name": entry.name, "certainty": "exact", "value": answer }),
            ),
            Err(why) => (
                format!("undecided: {why}"),
                json!({ "name": entry.name, "certainty": "undecided", "reason": why }),
            ),
        };
        text += &format!("{:width$}  {shown}\n", entry.name);
        properties.push(document);
    }
    json.insert("properties".into(), Value::Array(properties));
    Outcome::answer(text, Value::Object(json))
}

fn verdict_json(graph: &mut Graph, source: &str, verdict: &Verdict) -> Value {
    let (word, witness) = match verdict {
        Verdict::Proven(_) => ("proven", Value::Null),
        Verdict::Refuted { witness, .. } => ("refuted", witness_json(graph, witness)),
        Verdict::Undecided(_) => ("undecided", Value::Null),
    };
    json!({
        "claim": source.trim(),
        "verdict": word,
        "reason": verdict.reason(),
        "witness": witness,
    })
}

fn witness_json(graph: &mut Graph, witness: &Witness) -> Value {
    match witness {
        Witness::At { at, values } => json!({
            "kind": "point", "at": number(graph, *at), "values": numbers(graph, values),
        }),
        Witness::Points { points, values } => json!({
            "kind": "points", "at": numbers(graph, points), "values": numbers(graph, values),
        }),
        Witness::Limit { order, approach, limit } => {
            let (to, side) = place(graph, approach.point, approach.side);
            json!({
                "kind": "limit", "order": order, "to": to, "side": side,
                "limit": limit_json(graph, limit),
            })
        }
        Witness::Bound(bound) => bound_json(graph, bound),
        Witness::Set(set) => json!({ "kind": "set", "set": set_json(graph, set) }),
        Witness::Places(places) => json!({ "kind": "places", "at": numbers(graph, places) }),
    }
}

/// An exact number with certain decimals; null where there is none.
fn number(graph: &mut Graph, id: NodeId) -> Value {
    if graph.reason(id).is_some() {
        return Value::Null;
    }
    let exact = Printer::new(Notation::Plain).print_brief(graph, id, 1 << 12);
    json!({ "exact": exact, "decimal": answer::decimal(graph, id, 17) })
}

fn numbers(graph: &mut Graph, ids: &[NodeId]) -> Vec<Value> {
    ids.iter().map(|&id| number(graph, id)).collect()
}

fn level(graph: &mut Graph, level: Level) -> Value {
    match level {
        Level::MinusInfinity => json!("-oo"),
        Level::Finite(value) => number(graph, value),
        Level::PlusInfinity => json!("oo"),
    }
}

fn limit_json(graph: &mut Graph, limit: &Limit) -> Value {
    match Level::of(limit) {
        Ok(found) => level(graph, found),
        Err(why) => json!({ "none": why }),
    }
}

fn place(graph: &mut Graph, point: Point, side: Side) -> (Value, Value) {
    let name = match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Both => "both",
    };
    match point {
        Point::PlusInfinity => (json!("oo"), Value::Null),
        Point::MinusInfinity => (json!("-oo"), Value::Null),
        Point::At(at) => (number(graph, at), json!(name)),
    }
}

fn bound_json(graph: &mut Graph, bound: &Bound) -> Value {
    let mut reached = Vec::new();
    for place_of in &bound.reached {
        reached.push(match *place_of {
            Reached::At(at) => json!({ "kind": "attained", "at": number(graph, at) }),
            Reached::Along(left, right) => json!({
                "kind": "attained-along",
                "left": left.map(|id| number(graph, id)),
                "right": right.map(|id| number(graph, id)),
            }),
            Reached::Toward(approach) => {
                let (to, side) = place(graph, approach.point, approach.side);
                json!({ "kind": "limit", "to": to, "side": side })
            }
        });
    }
    json!({ "kind": "bound", "value": level(graph, bound.level), "reached": reached })
}

fn set_json(graph: &mut Graph, set: &Set) -> Value {
    let mut parts = Vec::new();
    for part in set.intervals() {
        let mut end = |end: Option<rolle::calculus::End>| {
            end.map(|end| json!({ "at": number(graph, end.point), "closed": end.closed }))
        };
        parts.push(json!({ "left": end(part.left), "right": end(part.right) }));
    }
    Value::Array(parts)
}
