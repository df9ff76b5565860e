//! Fuzzing: every target of `fuzz/` for a while.

use crate::cargo;

/// The targets; each is a binary of the fuzz package.
const TARGETS: &[&str] = &["parse", "pipeline", "certificate"];

/// Runs each target for some seconds.
pub(crate) fn run(seconds: &str) -> Result<(), String> {
    if seconds.parse::<u64>().is_err() {
        return Err(format!("`{seconds}` is not a number of seconds"));
    }
    for target in TARGETS {
        cargo(
            "fuzz",
            &[
                "run",
                "--release",
                "--manifest-path",
                "fuzz/Cargo.toml",
                "--bin",
                target,
                "--",
                seconds,
            ],
        )?;
    }
    Ok(())
}
