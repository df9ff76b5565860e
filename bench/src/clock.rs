//! CPU seconds and resident memory of this process.

use rustix::time::{ClockId, clock_gettime};
use std::fs;

/// CPU seconds of the process so far.
pub fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// Resident memory in megabytes.
pub fn resident_megabytes() -> f64 {
    let statm = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = statm.split(' ').nth(1).and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
    pages * 4096.0 / 1e6
}

/// Times of repeated runs.
pub struct Times {
    /// The median in CPU seconds.
    pub seconds: f64,
    /// How many runs.
    pub repeats: usize,
}

/// Runs `job` on a fresh `prepare()` up to five times or for twenty seconds; the last result comes back.
pub fn measure<S, T>(
    mut prepare: impl FnMut() -> S,
    mut job: impl FnMut(&mut S) -> T,
) -> (Times, S, T) {
    let mut times = Vec::new();
    let mut spent = 0.0;
    let mut last = None;
    while times.len() < 5 && (times.is_empty() || spent < 20.0) {
        drop(last.take());
        let mut state = prepare();
        let start = cpu_seconds();
        let result = job(&mut state);
        let seconds = cpu_seconds() - start;
        times.push(seconds);
        spent += seconds;
        last = Some((state, result));
    }
    times.sort_by(f64::total_cmp);
    let (state, result) = last.expect("at least one run");
    (Times { seconds: times[times.len() / 2], repeats: times.len() }, state, result)
}

/// CPU seconds of one call: the median of seven batches of calls, each long enough to be measured.
pub fn best_per_call(mut job: impl FnMut()) -> f64 {
    const BATCH_SECONDS: f64 = 0.03;
    let mut time = |calls: usize| {
        let start = cpu_seconds();
        for _ in 0..calls {
            job();
        }
        cpu_seconds() - start
    };
    let mut calls = 1;
    while time(calls) < BATCH_SECONDS && calls < 1 << 30 {
        calls *= 2;
    }
    let mut times: Vec<f64> = (0..7).map(|_| time(calls) / calls as f64).collect();
    times.sort_by(f64::total_cmp);
    times[3]
}
