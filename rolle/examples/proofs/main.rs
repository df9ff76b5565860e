//! What is proved of every activation and loss of the catalogue, and what its certificates cost, as a page:
//! `cargo run --release -p rolle --example proofs -- docs/PROOFS.md`, or without a file for standard output.
#![allow(clippy::print_stdout, reason = "a page is written")]

mod measure;
mod page;
mod subject;

use rolle::zoo::Kind;
use std::io;

fn main() -> io::Result<()> {
    let mut sections = Vec::new();
    for (title, subjects) in [
        ("Activations", subject::of_catalogue(Kind::Activation)),
        ("Losses", subject::of_catalogue(Kind::Loss)),
        ("Beyond the catalogue", subject::others()),
    ] {
        let mut rows = Vec::with_capacity(subjects.len());
        for subject in subjects {
            let row = measure::row(subject);
            eprintln!("{}", page::progress(&row));
            rows.push(row);
        }
        sections.push((title, rows));
    }
    let page = page::page(&sections);
    match std::env::args().nth(1) {
        Some(file) => std::fs::write(file, page),
        None => {
            print!("{page}");
            Ok(())
        }
    }
}
