//! The `rolle` program: one formula in, exact calculus out.
//!
//! ```text
//! arguments ─args→ verb ─work (own thread, watched)→ Outcome ─→ files, stdout, exit code
//! ```
//!
//! A verb is a function from its arguments to an [`outcome::Outcome`]; only this end of the program touches files and
//! standard output. Talk (how the formula was read, warnings) goes to standard error as it comes up. The work runs under
//! a watchdog, so every call ends in the time and memory that the options allow, whatever the formula.

mod answer;
mod args;
mod assume;
mod budget;
mod data;
mod failure;
mod file;
mod interrupt;
mod outcome;
mod picture;
mod point;
mod reading;
mod show;
mod slope;
mod talk;
mod variable;
mod verb;
mod watchdog;

use std::process::ExitCode;

fn main() -> ExitCode {
    let parsed = args::parse(std::env::args_os().collect());
    let (cli, verb) = match parsed {
        Ok(parsed) => parsed,
        Err(refused) => return refused.finish(),
    };
    talk::set_up(&cli);
    let done = watchdog::watch(&cli.limits, move || verb.run());
    outcome::finish(done, cli.json)
}
