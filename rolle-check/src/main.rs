//! `rolle-check FILE`: verifies a certificate, and nothing else.

#![allow(clippy::print_stdout)]

use rolle_check::{Certificate, MAX_FILE, verify};
use std::fs::File;
use std::io::Read;
use std::process::ExitCode;

/// Exit code 0 for a certificate that holds, 1 for one that does not, 2 for what is none.
fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(file), None) = (args.next(), args.next()) else {
        eprintln!("usage: rolle-check FILE");
        return ExitCode::from(2);
    };
    let text = read(&file).map_err(|why| format!("{file}: {why}"));
    let certificate = match text.and_then(|text| Certificate::from_text(&text)) {
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

/// The text of a file that is no longer than certificates are, whatever its size is said to be.
fn read(file: &str) -> Result<String, String> {
    let mut text = String::new();
    let file = File::open(file).map_err(|error| error.to_string())?;
    let length = file.take(MAX_FILE + 1).read_to_string(&mut text);
    match length.map_err(|error| error.to_string())? as u64 > MAX_FILE {
        true => Err(format!("it has more than {MAX_FILE} bytes")),
        false => Ok(text),
    }
}
