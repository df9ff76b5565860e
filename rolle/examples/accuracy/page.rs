//! The page.

use crate::measure::{COUNT, Row};
use crate::read;
use rolle::tape::accuracy::{Accuracy, Case, SEED, Stretch};
use std::fmt::Write;
use std::{fs, io};

/// The goal, in units in the last place.
const GOAL: f64 = 8.0;

const PRIMES: [&str; 3] = ["f", "f′", "f″"];

/// Where the part of the page begins that other runs write.
const EXHAUSTIVE: &str = "## All numbers of `f32`\n";

const EXHAUSTIVE_HEAD: &str = "
Every finite number of the format, 4,278,190,080 of them; `cargo xtask exhaustive [NAME]` writes this table. Doubles from
the same tape judge, the worst cases and all results of a wrong kind are judged by enclosures. *Flushed*: from |x| = 1/64
on, where a value that is not 0 gives 0.

| | | worst | at x | 99 % | beside zeros | subnormal | wrong kind | undecided | flushed |
|---|---|--:|--:|--:|--:|--:|--:|--:|---|
";

/// One line on standard error for each result that misses the goal.
pub(crate) fn tell(row: &Row) {
    let head = format!("{} order {} {}", row.name, row.order, row.format.name());
    if let Some(obstacle) = &row.obstacle {
        eprintln!("{head}: {obstacle}");
    }
    for (kind, found) in &row.kinds {
        let tell = |what: &str, case: &Case| {
            let Case { x, computed, truth, ulp } = case;
            eprintln!(
                "{head} [{kind}] {what} {ulp:.1} ULP at x = {x:?}: computed {computed:?}, true {truth:?}; {}",
                row.formula
            );
        };
        found.worst.iter().filter(|case| case.ulp > GOAL).for_each(|case| tell("worst", case));
        let subnormal = found.worst_subnormal.iter().filter(|case| case.ulp > GOAL);
        subnormal.for_each(|case| tell("subnormal", case));
        if let Some(case) = found.worst_beside_zero.filter(|_| found.beside_zero_absolute > GOAL) {
            tell(&format!("beside a zero, {:.1} of x·f′,", found.beside_zero_absolute), &case);
        }
        let wrong = [
            ("nan", &found.wrong_nan),
            ("infinity", &found.wrong_infinity),
            ("zero", &found.wrong_zero),
        ];
        for (what, wrong) in wrong {
            if let Some(case) = &wrong.first {
                tell(&format!("WRONG {what}, {} times", wrong.count), case);
            }
        }
        if found.reference_error > 1e-3 {
            eprintln!("{head} [{kind}] doubles are off by {:e} units", found.reference_error);
        }
    }
}

/// Writes the table of samples, and leaves the other one as it is.
pub(crate) fn write_samples(file: &str, rows: &[Row]) -> io::Result<()> {
    let old = read(file)?;
    let kept = match old.find(EXHAUSTIVE) {
        Some(place) => old[place..].to_string(),
        None => format!("{EXHAUSTIVE}{EXHAUSTIVE_HEAD}"),
    };
    fs::write(file, format!("{}\n{kept}", samples(rows)))
}

/// Writes the results of all numbers into the page, each over its older one.
pub(crate) fn write_exhaustive(file: &str, results: &str) -> io::Result<()> {
    let old = read(file)?;
    let (before, after) = old.split_at(old.find(EXHAUSTIVE).unwrap_or(old.len()));
    let key = |line: &str| line.splitn(4, '|').take(3).collect::<Vec<_>>().join("|");
    let mut lines: Vec<&str> = results.lines().collect();
    for line in after.lines().filter(|line| line.starts_with("| `")) {
        if !lines.iter().any(|new| key(new) == key(line)) {
            lines.push(line);
        }
    }
    lines.sort_unstable_by_key(|line| key(line));
    fs::write(file, format!("{before}{EXHAUSTIVE}{EXHAUSTIVE_HEAD}{}\n", lines.join("\n")))
}

/// How the line of a function begins.
pub(crate) fn exhaustive_start(name: &str, order: usize) -> String {
    format!("| `{name}` | {} |", PRIMES[order])
}

/// The line of a function.
pub(crate) fn exhaustive_line(start: &str, found: &Accuracy) -> String {
    let x = found.worst.map_or(String::new(), |case| format!("{:e}", case.x as f32));
    format!(
        "{start} {} | {x} | {} | {} | {} | {} | {} | {} |",
        ulp(found.worst.as_ref()),
        share(found),
        beside(found),
        ulp(found.worst_subnormal.as_ref()),
        found.wrong(),
        found.open,
        flushed(found)
    )
}

fn flushed(found: &Accuracy) -> String {
    let stretch = |sign: &str, stretch: Option<Stretch>| {
        stretch.map(|s| format!("{sign}{:.6} … {sign}{:.6}", s.from, s.to))
    };
    let (negative, positive) = (found.flushed.negative, found.flushed.positive);
    let sides = [stretch("−", negative), stretch("", positive)];
    sides.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn ulp(case: Option<&Case>) -> String {
    case.map_or(String::new(), |case| number(case.ulp))
}

/// Two digits after the point, or the order of magnitude.
fn number(ulp: f64) -> String {
    match ulp {
        _ if ulp > 1000.0 => format!("**{ulp:.0e}**"),
        _ if ulp > GOAL => format!("**{ulp:.1}**"),
        _ => format!("{ulp:.2}"),
    }
}

fn share(found: &Accuracy) -> String {
    match found.quantile(0.99) {
        share if share.is_finite() => format!("{share:.2}"),
        _ => "> 16".into(),
    }
}

fn beside(found: &Accuracy) -> String {
    found.worst_beside_zero.map_or(String::new(), |_| number(found.beside_zero_absolute))
}

fn samples(rows: &[Row]) -> String {
    let mut page = format!(
        "# Accuracy

How far values of `rolle::tape` are from the true ones, for the activations of the catalogue without kinks. This page is
generated by `cargo xtask accuracy`, from {COUNT} random points of each kind (seed {SEED:#x}) and the hard ones.

- The unit is one in the last place **of the true value** (ULP), which is an enclosure of any precision. For `f32` doubles
  from the same tape judge first; the worst cases, and all results of a wrong kind, are judged by enclosures.
- *random*: half uniform in [−8, 8], half logarithmic from 2⁻¹² to 2⁵. *hard*: neighborhoods of the zeros of f, f′ and f″,
  of integers, halves and 0. *tails*: from 8 to 2¹⁰, and to the greatest number. Among these, results that are normal
  numbers count; *subnormal* are the others, in units of the least positive number, with inputs chosen for them.
- *99 %* bounds the errors of 99 of 100 normal results.
- *beside zeros*: where |x·f′/f| > 8, f changes its sign close by, and the error exceeds 4 ULP. No relative bound holds
  there; the error is given in ULP of x·f′(x), the change of the value when x changes by as much as it is rounded.
- *wrong kind*: 0, NaN or ±∞ where there is a normal number, or a number where there is none.
- *undecided*: points without an enclosure; mostly inputs where an exponential exceeds 2^(2^61).
- Samples prove nothing: they are samples. **Bold** misses the goal of {GOAL} ULP.

## Samples

| | | | random | hard | tails | 99 % | beside zeros | subnormal | wrong kind | undecided |
|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|
"
    );
    for row in rows {
        let (name, prime, format) = (&row.name, PRIMES[row.order], row.format.name());
        let _ = write!(page, "| `{name}` | {prime} | {format} | ");
        if let Some(obstacle) = &row.obstacle {
            let _ = writeln!(page, "{obstacle} ||||||||");
            continue;
        }
        let mut all = Accuracy::default();
        row.kinds.iter().for_each(|(_, found)| all.merge(found.clone()));
        for (_, found) in &row.kinds[..3] {
            let _ = write!(page, "{} | ", ulp(found.worst.as_ref()));
        }
        let subnormal = ulp(all.worst_subnormal.as_ref());
        let wrong = if all.wrong() == 0 { "0".into() } else { format!("**{}**", all.wrong()) };
        let (share, beside) = (share(&all), beside(&all));
        let _ = writeln!(page, "{share} | {beside} | {subnormal} | {wrong} | {} |", all.open);
    }
    page
}
