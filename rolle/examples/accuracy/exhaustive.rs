//! All numbers of `f32`.

use crate::subject::Subject;
use crate::{page, read, smooth};
use rolle::tape::accuracy::{Accuracy, Format, Meter};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::time::Instant;

/// A part of all numbers, after which progress is told.
const PART: u32 = 1 << 27;

/// Measures what is wanted and not known yet. Each result is kept in the file of the state as soon as it is there.
pub(crate) fn run(page: &str, state: &str, names: &[&str]) -> io::Result<()> {
    for subject in smooth() {
        if !names.is_empty() && !names.contains(&subject.name.as_str()) {
            continue;
        }
        for order in 0..2 {
            let start = page::exhaustive_start(&subject.name, order);
            if read(state)?.lines().any(|line| line.starts_with(&start)) {
                continue;
            }
            let found = measure(&subject, order)?;
            let line = page::exhaustive_line(&start, &found);
            let mut file = OpenOptions::new().create(true).append(true).open(state)?;
            writeln!(file, "{line}")?;
            page::write_exhaustive(page, &read(state)?)?;
        }
    }
    page::write_exhaustive(page, &read(state)?)
}

fn measure(subject: &Subject, order: usize) -> io::Result<Accuracy> {
    let mut graph = subject.graph.clone();
    let mut root = subject.f;
    for _ in 0..order {
        root = graph.derivative(root, subject.x);
    }
    let mut meter = Meter::new(&graph, root, subject.x, Format::F32)
        .map_err(|why| io::Error::other(format!("{}: {why}", subject.name)))?;
    let (start, parts) = (Instant::now(), u32::MAX / PART + 1);
    for part in 0..parts {
        let first = part * PART;
        meter.measure_bits(first..=first + (PART - 1));
        eprintln!(
            "{} order {order}: {} of {parts} parts, worst {:.2} ULP, {:.0} s",
            subject.name,
            part + 1,
            meter.found().ulp(),
            start.elapsed().as_secs_f64()
        );
    }
    Ok(meter.take())
}
