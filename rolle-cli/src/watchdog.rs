//! A limit on time and memory for everything that the library's own budgets do not see.

use crate::args::WorkLimits;
use crate::failure::{Exit, Failure};
use crate::outcome::Outcome;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How often the clock and the memory are looked at.
const INTERVAL: Duration = Duration::from_millis(20);

/// Seconds, where no other number is given.
const SECONDS: u64 = 60;

/// Whether the work shows its progress and ends with its input.
static PROGRESSING: AtomicBool = AtomicBool::new(false);

/// From here on the work takes as long as its input is long: only a time that was asked for ends it.
pub(crate) fn work_is_as_long_as_its_input() {
    PROGRESSING.store(true, Ordering::Relaxed);
}

/// Runs the work on a thread of its own; when a limit is hit the thread is left behind and ends with the program.
pub(crate) fn watch(
    limits: &WorkLimits,
    work: impl FnOnce() -> Result<Outcome, Failure> + Send + 'static,
) -> Result<Outcome, Failure> {
    let (sender, receiver) = channel();
    let seconds = limits.max_seconds.unwrap_or(SECONDS);
    let deadline = Instant::now() + Duration::from_secs(seconds);
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
    let unlimited = limits.max_seconds.is_none() && PROGRESSING.load(Ordering::Relaxed);
    if Instant::now() >= deadline && !unlimited {
        let seconds = limits.max_seconds.unwrap_or(SECONDS);
        let message = format!("no answer in {seconds} seconds");
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
