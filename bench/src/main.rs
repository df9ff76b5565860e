//! The benchmark driver of Rolle: reads one case from standard input, prints one line of JSON.
//!
//! The lines of input are `vars N`, `expr TEXT` or `chain DEPTH`, `expr2 TEXT`, `x ...`, `u ...`, `v ...` and
//! `mode M`, those of numbers also `dtype`, `sizes`, `points FILE`, `result FILE`, `steps`, `data`, `target`;
//! `mode growth` and `mode reports` need no other line. Seconds are CPU seconds of the process, the median
//! of up to five repeats. Every repeat starts from the same graph, so that no result of an earlier one is found again.

mod case;
mod clock;
mod growth;
mod modes;
mod numbers;
mod reports;
mod value;

use std::io::Read;

fn main() {
    let mut input = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut input) {
        fail(&error.to_string());
    }
    match case::Case::read(&input).and_then(|case| modes::run(&case)) {
        Ok(record) => println!("{record}"),
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ! {
    eprintln!("rolle-bench: {message}");
    std::process::exit(1);
}
