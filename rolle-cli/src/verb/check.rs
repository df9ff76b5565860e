//! `rolle check`: a certificate, verified without the prover.

use crate::failure::{Exit, Failure};
use crate::outcome::Outcome;
use clap::Args;
use rolle_check::{Certificate, MAX_FILE, verify};
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// Verify a certificate from the formula that it names, without the prover.
#[derive(Args, Debug)]
#[command(after_help = "\
What is printed is the formula as the checker understood it, and each claim that it verified. Compare the formula with
yours: a certificate speaks of no other.

The checker shares no code with the prover. It takes the derivatives anew from the formula, by Taylor coefficients in
interval arithmetic of its own, and needs big integers alone. The same checker without the rest of Rolle is the
program `rolle-check`.

Exit codes: 0 verified, 1 refused, 2 not a certificate.

Example:
  rolle prove \"gelu(x)\" --certificate gelu.json && rolle check gelu.json")]
pub(crate) struct CheckArgs {
    /// The certificate.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Runs `rolle check`.
pub(crate) fn run(args: &CheckArgs) -> Result<Outcome, Failure> {
    let shown = args.file.display();
    let unreadable = |why: String| {
        Failure::usage(format!("`{shown}` could not be read: {why}"))
            .help("give a file that `rolle prove … --certificate FILE` wrote")
    };
    let size = fs::metadata(&args.file).map_err(|error| unreadable(error.to_string()))?.len();
    if size > MAX_FILE {
        return Err(unreadable(format!("it has {size} bytes, and the limit is {MAX_FILE}")));
    }
    let text = fs::read_to_string(&args.file).map_err(|error| unreadable(error.to_string()))?;
    let certificate = Certificate::from_text(&text).map_err(unreadable)?;
    let formula = certificate.formula.to_string();
    Ok(match verify(&certificate) {
        Ok(verified) => {
            let claims = verified.sentences();
            let lines: Vec<String> = claims.iter().map(|claim| format!("✓ {claim}\n")).collect();
            let text = format!("{formula}\n{}verified\n", lines.concat());
            let document = json!({
                "schema": "rolle.check/1", "formula": formula, "verified": true, "claims": claims,
            });
            Outcome::answer(text, document)
        }
        Err(why) => {
            let document = json!({
                "schema": "rolle.check/1", "formula": formula, "verified": false, "reason": why,
            });
            Outcome::answer(format!("{formula}\nrefused: {why}\n"), document).exit(Exit::Failed)
        }
    })
}
