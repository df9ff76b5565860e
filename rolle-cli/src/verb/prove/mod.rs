//! `rolle prove`: claims about a function, proved, refuted or left open.

mod json;

use crate::budget::ProofLimits;
use crate::failure::{Exit, Failure};
use crate::file::{self, Output};
use crate::outcome::Outcome;
use crate::reading::{FormulaArgs, Reading};
use crate::talk;
use clap::Args;
use json::{proof_json, verdict_json};
use rolle::NodeId;
use rolle::parse::render_diagnostic;
use rolle::prove::{Claim, Proof, Study, Verdict, parse_claim};
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

With --proof each verdict is followed by its proof: what is stated, and below it why, down to the argument by which
each factor of a derivative has its sign. Numbers there are exact, or rounded outward, or marked with ≈.

Without claims, all properties are listed. `increasing` allows plateaus; `min` is attained, `inf` need not be.
A claim holds where the function has values; `f = g` asks for the same domain, `continuous on SET` for values on SET.

Exit codes of this verb, as of `diff` and `grep`: 0 all claims proven, 1 some refuted, 2 some undecided and none
refuted, or bad usage (which prints no verdict); 3 all proven, but not all certified where a certificate was asked for;
4 a limit was hit.

Examples:
  rolle prove \"gelu(x)\" \"lipschitz <= 1.13\" \"increasing on [0, oo)\"
  rolle prove \"relu(x)\" \"convex\" \"f = (x + |x|)/2\"
  rolle prove \"silu(x)\"
  rolle prove \"silu(x)\" \"increasing on [0, oo)\" --proof
  rolle prove \"silu(x)\" \"lipschitz <= 1.1\" --certificate silu.json && rolle check silu.json")]
pub(crate) struct ProveArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// What is to be proved; without any, all properties are listed.
    #[arg(value_name = "CLAIM")]
    claims: Vec<String>,
    /// Print the whole proof of each verdict.
    #[arg(long)]
    proof: bool,
    /// The variable, where the formula has several; the others are parameters.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
    /// Write a certificate of the claims, proven or refuted (or of all that can be certified), for `rolle check`.
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
        let mut outcome = passport(&mut study, json, args.proof);
        certify(&mut outcome, &mut study, args, &[]);
        return Ok(outcome);
    }
    let mut text = String::new();
    let mut documents = Vec::new();
    let mut judged = Vec::new();
    let mut exit = Exit::Answer;
    for (source, claim) in args.claims.iter().zip(&claims) {
        let verdict = study.judge(claim);
        exit = worse(exit, &verdict);
        text += &verdict_text(source, &verdict);
        let mut document = verdict_json(study.graph(), source, &verdict);
        if args.proof {
            let proof = study.proof(source, claim, &verdict);
            text += &proof_text(&proof);
            document["proof"] = proof_json(study.graph(), &proof);
        }
        documents.push(document);
        judged.push(Judged { source: source.trim(), claim, is_open: verdict.is_undecided() });
    }
    json.insert("claims".into(), Value::Array(documents));
    let mut outcome = Outcome::answer(text, Value::Object(json)).exit(exit);
    certify(&mut outcome, &mut study, args, &judged);
    Ok(outcome)
}

/// A claim as it was typed and read, and what came of it.
struct Judged<'c> {
    source: &'c str,
    claim: &'c Claim,
    is_open: bool,
}

/// Adds the certificate that was asked for, and says what it leaves out. The verdicts stand without it.
fn certify(outcome: &mut Outcome, study: &mut Study<'_>, args: &ProveArgs, judged: &[Judged]) {
    let Some(path) = &args.certificate else { return };
    let (open, decided): (Vec<&Judged>, Vec<&Judged>) =
        judged.iter().partition(|judged| judged.is_open);
    let only_decided = || "only what is decided can be certified".to_string();
    let mut refused: Vec<(&str, String)> =
        open.iter().map(|judged| (judged.source, only_decided())).collect();
    let claims: Vec<Claim> = decided.iter().map(|judged| judged.claim.clone()).collect();
    let made = match claims.is_empty() && !judged.is_empty() {
        true => Err(only_decided()),
        false => study.certificate(&claims),
    };
    let document = match made {
        Ok(made) => {
            let lacking = made.refused.iter().map(|(&i, why)| (decided[i].source, why.clone()));
            refused.extend(lacking);
            if let Some(other) = &made.speaks_of {
                talk::note("the certificate speaks of", other);
            }
            for (&i, why) in &made.refuted {
                talk::note("the certificate refutes", &format!("{}: {why}", decided[i].source));
            }
            for what in &made.left_out {
                talk::note("not certified", what);
            }
            for (source, why) in &refused {
                talk::note("not certified", &format!("{source}: {why}"));
            }
            let bytes = made.certificate.to_text().into_bytes();
            outcome.files.push(Output { path: path.clone(), bytes, force: args.force });
            let claims_left_out: Vec<Value> = refused
                .iter()
                .map(|(source, why)| json!({ "claim": source, "reason": why }))
                .collect();
            json!({
                "written": true,
                "refutes": made.refuted.keys().map(|&i| decided[i].source).collect::<Vec<_>>(),
                "speaks_of": made.speaks_of,
                "left_out": made.left_out,
                "claims_left_out": claims_left_out,
            })
        }
        Err(why) => {
            talk::note("no certificate", &why);
            json!({ "written": false, "reason": why })
        }
    };
    let is_all_there = document["written"] == true && refused.is_empty();
    outcome.json["certificate"] = document;
    if outcome.exit == Exit::Answer && !is_all_there {
        outcome.exit = Exit::Undecided;
    }
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

/// The proof below its verdict.
fn proof_text(proof: &Proof) -> String {
    let lines = proof.text();
    let indented: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    format!("  proof:\n{indented}")
}

fn passport(
    study: &mut Study<'_>,
    mut json: serde_json::Map<String, Value>,
    proof: bool,
) -> Outcome {
    let entries = study.passport();
    let proofs = if proof { study.passport_proofs(&entries) } else { Vec::new() };
    let width = entries.iter().map(|entry| entry.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut properties = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        let (shown, mut document) = match &entry.answer {
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
        if let Some(proof) = proofs.get(i) {
            if !proof.children.is_empty() {
                text += &proof_text(proof);
            }
            document["proof"] = proof_json(study.graph(), proof);
        }
        properties.push(document);
    }
    json.insert("properties".into(), Value::Array(properties));
    Outcome::answer(text, Value::Object(json))
}
