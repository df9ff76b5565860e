//! The project's chores.
//!
//! ```text
//! cargo xtask test    formatting, lints, house rules, all tests, doc tests, documentation
//! cargo xtask tidy    only the house rules: layers, file sizes, leftovers
//! cargo xtask proofs  writes docs/PROOFS.md: what is proved of each function, and what certificates cost
//! cargo xtask accuracy  writes the samples of docs/ACCURACY.md: how far computed values are from the true ones
//! cargo xtask exhaustive [NAME…]   the same at all 2^32 numbers of f32, minutes a function; goes on where it stopped
//! cargo xtask fuzz [SECONDS]   every fuzz target for that long each (default 60)
//! ```

mod fuzz;
mod tidy;

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["test"] => test(),
        ["tidy"] => tidy::run(),
        ["proofs"] => proofs(),
        ["accuracy"] => accuracy(&["sampled", "docs/ACCURACY.md"]),
        ["exhaustive", ref names @ ..] => {
            // What is finished is kept there; removing the file measures all anew.
            let state = ["exhaustive", "docs/ACCURACY.md", "target/exhaustive.md"];
            accuracy(&[&state[..], names].concat())
        }
        ["fuzz"] => fuzz::run("60"),
        ["fuzz", seconds] => fuzz::run(seconds),
        _ => Err("usage: cargo xtask test | tidy | proofs | accuracy | exhaustive [NAME…] | fuzz [SECONDS]".to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Everything that must hold before a change lands.
fn test() -> Result<(), String> {
    cargo("formatting", &["fmt", "--all", "--check"])?;
    tidy::run()?;
    cargo(
        "lints",
        &["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"],
    )?;
    cargo("tests", &["test", "--workspace", "--all-features"])?;
    documentation()?;
    for manifest in ["bench/Cargo.toml", "fuzz/Cargo.toml"] {
        if tidy::root().join(manifest).exists() {
            cargo("lints", &["clippy", "--manifest-path", manifest, "--", "-D", "warnings"])?;
        }
    }
    eprintln!("xtask: all checks passed");
    Ok(())
}

fn documentation() -> Result<(), String> {
    announce("documentation", &["doc"]);
    let status = Command::new(env!("CARGO"))
        .args(["doc", "--workspace", "--no-deps", "--all-features"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(tidy::root())
        .status();
    finish("documentation", status)
}

/// The page of proofs, written anew.
fn proofs() -> Result<(), String> {
    let run = ["run", "--release", "-p", "rolle", "--example", "proofs", "--", "docs/PROOFS.md"];
    cargo("proofs", &run)
}

/// The page of accuracy, or a part of it, written anew.
fn accuracy(args: &[&str]) -> Result<(), String> {
    let run = ["run", "--release", "-p", "rolle", "--example", "accuracy", "--"];
    cargo("accuracy", &[&run[..], args].concat())
}

/// Runs cargo in the root of the workspace.
pub(crate) fn cargo(step: &str, args: &[&str]) -> Result<(), String> {
    announce(step, args);
    finish(step, Command::new(env!("CARGO")).args(args).current_dir(tidy::root()).status())
}

fn announce(step: &str, args: &[&str]) {
    eprintln!("xtask: {step}: cargo {}", args.join(" "));
}

fn finish(step: &str, status: std::io::Result<std::process::ExitStatus>) -> Result<(), String> {
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{step} failed ({status})")),
        Err(error) => Err(format!("{step} could not start: {error}")),
    }
}
