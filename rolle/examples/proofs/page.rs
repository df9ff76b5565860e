//! The page in Markdown.

use crate::measure::{Certified, Row};
use rolle::prove::Entry;
use std::fmt::Write;

/// A title with its rows.
pub(crate) type Section = (&'static str, Vec<Row>);

const INTRODUCTION: &str = "\
# What is proved of every activation and loss

`cargo xtask proofs` wrote this page: it proves the properties of each function on the whole line, writes a \
certificate of all that can be certified, reads it back, and has the kernel `rolle-check` verify it from the formula \
alone. Parameters have their defaults, targets the values shown; losses of vectors are left out.

";

const COLUMNS: &str = "\
- *properties*: all proved, or ✓ for each that is proved and ? for each that is undecided, in this order: ";

const MORE_COLUMNS: &str = "
- *infimum*, *supremum*, and the least *Lipschitz* constants of f and f′: exact, or 15 certain digits; with a place \
where they are attained (`at`, `on` an interval) or approached (`toward`).
- *proof*: the time of all properties. *claims*: those in the certificate, of those that were tried. *size* is that \
of the certificate. *search* is the time to find it, *check* to read and verify it. Times are in milliseconds, the \
least of up to three runs of one thread on one core.
";

/// The whole page.
pub(crate) fn page(sections: &[Section]) -> String {
    let rows: Vec<&Row> = sections.iter().flat_map(|(_, rows)| rows).collect();
    let mut text = INTRODUCTION.to_string();
    summary(&mut text, &rows);
    text += "\n## How to read the tables\n\n";
    text += COLUMNS;
    let names = rows.first().map(|row| row.properties.iter().map(|entry| entry.name));
    text += &names.into_iter().flatten().collect::<Vec<_>>().join(", ");
    text += ".";
    text += MORE_COLUMNS;
    for (title, rows) in sections {
        table(&mut text, title, rows);
    }
    undecided(&mut text, &rows);
    not_certified(&mut text, &rows);
    text
}

/// One line for the terminal.
pub(crate) fn progress(row: &Row) -> String {
    let outcome = match &row.certified {
        Ok(made) => format!("{} claims checked in {} ms", made.claims, milliseconds(made.check)),
        Err(why) => format!("no certificate: {why}"),
    };
    format!("{}: proved in {} ms, {outcome}", row.name, milliseconds(row.proof))
}

fn summary(text: &mut String, rows: &[&Row]) {
    let properties = rows.iter().flat_map(|row| &row.properties);
    let proved = properties.clone().filter(|entry| entry.answer.is_ok()).count();
    let made: Vec<(&Row, &Certified)> =
        rows.iter().filter_map(|row| Some((*row, row.certified.as_ref().ok()?))).collect();
    let claims: usize = made.iter().map(|(_, made)| made.claims).sum();
    let complete = made.iter().filter(|(_, made)| made.left_out.is_empty()).count();
    let mut ratios: Vec<(f64, &str)> =
        made.iter().map(|(row, made)| (made.check / row.proof, row.name.as_str())).collect();
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total = |time: fn(&(&Row, &Certified)) -> f64| made.iter().map(time).sum::<f64>();
    let _ = writeln!(
        text,
        "- {} functions; {proved} of {} properties are proved.\n\
         - {} certificates with {claims} claims, {complete} of them with nothing left out.",
        rows.len(),
        properties.count(),
        made.len(),
    );
    let (Some(worst), Some(median)) = (ratios.last(), ratios.get(ratios.len() / 2)) else { return };
    let _ = writeln!(
        text,
        "- All checks together take {:.1} s, all proofs {:.1} s. Check to proof: {:.2} in the median, {:.2} at the \
         worst ({}).",
        total(|(_, made)| made.check),
        total(|(row, _)| row.proof),
        median.0,
        worst.0,
        worst.1,
    );
}

fn table(text: &mut String, title: &str, rows: &[Row]) {
    let _ = write!(
        text,
        "\n## {title}\n\n\
         | function | properties | infimum | supremum | Lipschitz, f | Lipschitz, f′ | proof | claims | size | search \
         | check |\n|---|---|---|---|---|---|---:|---:|---:|---:|---:|\n"
    );
    for row in rows {
        let marks = marks(&row.properties);
        let constants = row.constants.join(" | ");
        let certificate = match &row.certified {
            Ok(made) => format!(
                "{} of {} | {:.1} KB | {} | {}",
                made.claims,
                made.claims + made.left_out.len(),
                made.bytes as f64 / 1e3,
                milliseconds(made.search),
                milliseconds(made.check),
            ),
            Err(_) => "none | | | ".into(),
        };
        let _ = writeln!(
            text,
            "| {} | {marks} | {constants} | {} | {certificate} |",
            // A bar would end the cell.
            row.name.replace('|', "\\|"),
            milliseconds(row.proof),
        );
    }
}

fn marks(properties: &[Entry]) -> String {
    let marks = properties.iter().map(|entry| if entry.answer.is_ok() { '✓' } else { '?' });
    match properties.iter().all(|entry| entry.answer.is_ok()) {
        true => "all".into(),
        false => marks.collect(),
    }
}

fn milliseconds(seconds: f64) -> String {
    let value = seconds * 1e3;
    if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

fn undecided(text: &mut String, rows: &[&Row]) {
    *text += "\n## What is undecided, and why\n\n";
    for row in rows {
        let reasons = row.properties.iter().filter_map(|Entry { name, answer }| {
            let why = answer.as_ref().err()?;
            // Where it failed is told before why.
            Some((*name, why.rsplit(": ").next().unwrap_or(why)))
        });
        entry(text, &row.name, &by_reason(reasons));
    }
}

fn not_certified(text: &mut String, rows: &[&Row]) {
    *text += "\n## What is proved and not certified, and why\n\n";
    for row in rows {
        match &row.certified {
            Ok(made) => {
                let reasons = made.left_out.iter().filter_map(|left| left.split_once(": "));
                entry(text, &row.name, &by_reason(reasons));
            }
            Err(why) => entry(text, &row.name, &[("everything".into(), why.clone())]),
        }
    }
}

/// What has the same reason comes together.
fn by_reason<'t>(items: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (what, why) in items {
        match found.iter_mut().find(|(_, known)| known == why) {
            Some((names, _)) => {
                *names += ", ";
                *names += what;
            }
            None => found.push((what.into(), why.into())),
        }
    }
    found
}

fn entry(text: &mut String, name: &str, reasons: &[(String, String)]) {
    if reasons.is_empty() {
        return;
    }
    let parts: Vec<String> = reasons.iter().map(|(what, why)| format!("{what}: {why}")).collect();
    let _ = writeln!(text, "- `{name}`: {}.", parts.join("; "));
}
