//! A limit on time and memory for everything that the library's own budgets do not see.

use crate::args::WorkLimits;
use crate::failure::{Exit, Failure};
use crate::outcome::Outcome;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How often the clock and the memory are looked at.
const INTERVAL: Duration = Duration::from_millis(20);

/// Runs the work on a thread of its own; when a limit is hit the thread is left behind and ends with the program.
pub(crate) fn watch(
    limits: &WorkLimits,
    work: impl FnOnce() -> Result<Outcome, Failure> + Send + 'static,
) -> Result<Outcome, Failure> {
    let (sender, receiver) = channel();
    let deadline = Instant::now() + Duration::from_secs(limits.max_seconds);
    std::thread::spawn(move || {
        // Nobody listens any more once a limit was hit.
        let _ = sender.send(work());
    });
    loop {
        match receiver.recv_timeout(INTERVAL) {
            Ok(done) => return done,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Failure::usage("the program has a bug and stopped").exit(Exit::Bug));
            }
            Err(RecvTimeoutError::Timeout) => check(limits, deadline)?,
        }
    }
}

fn check(limits: &WorkLimits, deadline: Instant) -> Result<(), Failure> {
    if Instant::now() >= deadline {
        let message = format!("no answer in {} seconds", limits.max_seconds);
        return Err(Failure::limit(message, "raise the limit with `--max-seconds`"));
    }
    if resident_mib().is_some_and(|used| used > limits.max_memory) {
        let message = format!("more than {} MiB of memory were used", limits.max_memory);
        return Err(Failure::limit(message, "raise the limit with `--max-memory`"));
    }
    Ok(())
}

/// The memory of this process, where the system tells it as a file: the second number counts pages of 4 KiB or more.
fn resident_mib() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages / 256)
}
