//! How accurate the smooth activations of the catalogue are, as a page: f, f′ and f″ on samples, f and f′ at all
//! numbers of `f32`. `cargo xtask accuracy` and `cargo xtask exhaustive` run it.
//!
//! ```text
//! accuracy sampled PAGE            writes the table of samples anew; what misses the goal goes to standard error
//! accuracy exhaustive PAGE STATE [NAMES]   measures what STATE does not hold yet, and writes it to the page
//! ```

mod exhaustive;
mod measure;
mod page;
#[allow(dead_code, reason = "the functions of another page are there too")]
#[path = "../proofs/subject.rs"]
mod subject;

use rolle::zoo::{self, Kind};
use std::process::ExitCode;
use std::{fs, io};
use subject::Subject;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args[..] {
        ["sampled", page] => sampled(page),
        ["exhaustive", page, state, ref names @ ..] => exhaustive::run(page, state, names),
        _ => Err(io::Error::other("usage: accuracy sampled PAGE | exhaustive PAGE STATE [NAMES]")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("accuracy: {why}");
            ExitCode::FAILURE
        }
    }
}

fn sampled(file: &str) -> io::Result<()> {
    let mut rows = Vec::new();
    for subject in smooth() {
        let measured = measure::rows(subject);
        measured.iter().for_each(page::tell);
        rows.extend(measured);
    }
    page::write_samples(file, &rows)
}

/// The activations without kinks; of the spellings of one function, the first.
fn smooth() -> Vec<Subject> {
    let mut subjects = subject::of_catalogue(Kind::Activation);
    subjects.retain(|subject| {
        zoo::find(&subject.name)
            .is_some_and(|entry| entry.kinks.is_empty() && entry.spelling_of.is_none())
    });
    subjects
}

/// The text of a file; empty where there is none.
fn read(file: &str) -> io::Result<String> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        other => other,
    }
}
