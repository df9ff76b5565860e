//! `rolle-check FILE`: verifies a certificate, and nothing else.

#![allow(clippy::print_stdout)]

use rolle_check::{Certificate, verify};
use std::process::ExitCode;

/// Exit code 0 for a certificate that holds, 1 for one that does not, 2 for what is none.
fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(file), None) = (args.next(), args.next()) else {
        eprintln!("usage: rolle-check FILE");
        return ExitCode::from(2);
    };
    let read = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"));
    let certificate = match read.and_then(|text| Certificate::from_text(&text)) {
        Ok(certificate) => certificate,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::from(2);
        }
    };
    println!("{}", certificate.formula);
    match verify(&certificate) {
        Ok(verified) => {
            verified.sentences().iter().for_each(|claim| println!("{claim}"));
            println!("verified");
            ExitCode::SUCCESS
        }
        Err(why) => {
            println!("refused: {why}");
            ExitCode::from(1)
        }
    }
}
