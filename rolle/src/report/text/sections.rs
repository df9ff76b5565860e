//! The sections of a report, each a short function.

use super::super::{Certainty, Entry, FamilyKind, FigureOptions, Report, Slope, report_figure};
use super::joints;
use super::words::{Words, certainty, decimals, discontinuity, minus, sign, trend};
use super::writer::{Page, width};
use crate::calculus::{Limit, NoLimit};
use crate::figure::{braille, text::number};
use crate::graph::{Graph, IsolatedZero, Requirement};
use crate::print::{Notation, polynomial_text};

/// What was assumed when the formula was read.
pub(super) fn reading(page: &mut Page, words: &Words, report: &Report) {
    for condition in &report.side_conditions {
        let of = words.expression(condition.of);
        let text = match condition.requirement {
            Requirement::NonZero => format!("where {of} is not zero"),
            Requirement::NonNegative => format!("where {of} is not below zero"),
            Requirement::Positive => format!("where {of} is above zero"),
            Requirement::Defined => format!("where {of} has a value"),
        };
        page.wrapped("", &text);
    }
}

/// f, f′ and f″.
pub(super) fn formulas(page: &mut Page, words: &Words, report: &Report) {
    let x = &words.x;
    let formulas = [("f", &report.f), ("f′", &report.first), ("f″", &report.second)];
    for (name, formula) in formulas {
        let label = format!("{:<w$} = ", format!("{name}({x})"), w = 4 + x.chars().count());
        let room = page.width.saturating_sub(width(&label) + 2);
        let (lines, baseline) = words.layout(formula.expression, 6 * room);
        if lines.iter().all(|line| width(line) <= room) {
            page.formula(&label, &lines, baseline);
        } else {
            let text = words.brief(formula.expression, 12 * room);
            page.wrapped(&label, &text);
        }
        page.blank();
    }
    isolated_zeros(page, words);
    if let Certainty::Undecided(why) = &report.first.joints {
        page.wrapped(
            "",
            &format!("The derivatives leave out joints that were not decided: {why}."),
        );
    }
    if let Some(known) = &report.known {
        let mut text = format!("This is {}.", known.name);
        if let Some(source) = &known.source {
            text.push_str(&format!(" {source}."));
        }
        page.wrapped("", &text);
    }
}

/// What the short names of numbers without a closed form stand for.
fn isolated_zeros(page: &mut Page, words: &Words) {
    for (id, name) in words.names.iter() {
        let label = format!("{name} ≈ {} ", decimals(words.graph, id));
        let number = match words.graph.isolated_zero(id) {
            Some(IsolatedZero::OfPolynomial(number)) => number,
            Some(IsolatedZero::OfFunction(zero)) => {
                page.wrapped(&label, &format!("is the zero of {} there.", minus(zero.function())));
                continue;
            }
            None => continue,
        };
        let polynomial = polynomial_text(number.minimal_polynomial(), Notation::Unicode);
        let which = match (number.index(), number.real_conjugates()) {
            (_, 1) => "the real root".to_string(),
            (0, n) => format!("the smallest of the {n} real roots"),
            (k, n) if k + 1 == n => format!("the largest of the {n} real roots"),
            (k, n) => format!("the {} of the {n} real roots", ordinal(k + 1)),
        };
        page.wrapped(&label, &format!("is {which} of {polynomial}."));
    }
    if words.names.iter().next().is_some() {
        page.blank();
    }
}

fn ordinal(n: usize) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// Every property with its verdict.
pub(super) fn properties(page: &mut Page, report: &Report) {
    page.heading("Properties");
    let row = |entry: &Entry| {
        let (verdict, text) = match &entry.answer {
            Ok(answer) => ("proved", answer),
            Err(why) => ("undecided", why),
        };
        vec![entry.name.to_string(), verdict.to_string(), text.clone()]
    };
    page.table(&report.passport.iter().map(row).collect::<Vec<_>>());
}

/// Jumps, poles and switches without end.
pub(super) fn families(page: &mut Page, words: &Words, report: &Report) {
    if report.families.is_empty() {
        return;
    }
    page.heading("Endless families");
    for family in &report.families {
        let name = family.operator.row().map_or("a part", |row| row.name);
        let what = match family.kind {
            FamilyKind::Jumps => "jumps",
            FamilyKind::Poles => "has poles",
            FamilyKind::Switches => "switches",
        };
        page.wrapped("", &format!("`{name}` in f {what} at {}.", minus(&family.text)));
        if let Some(joint) = &family.joint {
            page.wrapped("  ", &format!("There {}.", joints::all_at_once(words, joint)));
        }
    }
}

/// Limits of f and f′ at the ends of the graph.
pub(super) fn ends(page: &mut Page, words: &Words, report: &Report) {
    if report.ends.is_empty() {
        return;
    }
    page.heading("Limits");
    let mut rows = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    for end in &report.ends {
        rows.push(vec![
            words.place(end.place),
            format!("f → {}", words.limit(&end.value)),
            format!("f′ → {}", words.limit(&end.slope)),
        ]);
        for (name, limit) in [("f", &end.value), ("f′", &end.slope)] {
            if let Some(reason) = reason_of(words, limit) {
                reasons.push(format!("{name} as {}: {reason}.", words.place(end.place)));
            }
        }
    }
    page.table(&rows);
    for reason in reasons {
        page.wrapped("", &reason);
    }
}

fn reason_of(words: &Words, limit: &Limit) -> Option<String> {
    match limit {
        Limit::Undecided(why) => Some(format!("the limit is undecided by exact methods: {why}")),
        Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds: true }) => Some(format!(
            "there is no limit, since it oscillates between {} and {}",
            words.limit(low),
            words.limit(high)
        )),
        Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds: false }) => Some(format!(
            "there is no limit, since along different sequences it goes to {} and to {}",
            words.limit(low),
            words.limit(high)
        )),
        Limit::DoesNotExist(NoLimit::SidesDiffer { .. }) => Some("the sides differ".to_string()),
        _ => None,
    }
}

/// The sign of f′ where the properties leave it open: on parts of the line, or between the members of a family.
pub(super) fn signs(page: &mut Page, words: &Words, report: &Report) {
    if report.slope_signs.iter().all(|cell| cell.sign.is_some()) && report.pieces.is_ok() {
        return;
    }
    page.heading("Sign of f′");
    let whole = report.pieces.is_err();
    let mut rows = Vec::new();
    for cell in &report.slope_signs {
        let place = match whole {
            true => "where f′ exists".to_string(),
            false => words.open_interval(cell.left, cell.right),
        };
        match cell.sign {
            Some(known) => rows.push(vec![
                place,
                sign(known).to_string(),
                format!("{}  ({})", trend(known), certainty(&cell.certainty)),
            ]),
            None => rows.push(vec![place, "f′ ?".to_string(), certainty(&cell.certainty)]),
        }
        for run in &cell.sampled {
            rows.push(vec![
                format!("  {} to {}", number(run.from, 6), number(run.to, 6)),
                sign(run.sign).to_string(),
                "sampled, not proved".to_string(),
            ]);
        }
    }
    page.table(&rows);
    if whole && report.slope_signs.iter().any(|cell| cell.sign.is_some()) {
        page.wrapped("", "This holds between the jumps and poles, not across them.");
    }
}

/// The table of values.
pub(super) fn values(page: &mut Page, words: &Words, report: &Report) {
    if report.values.is_empty() {
        return;
    }
    page.heading("Values");
    let x = &words.x;
    let mut rows = vec![vec![x.clone(), format!("f({x})"), format!("f′({x})")]];
    for row in &report.values {
        let slope = match &row.slope {
            Slope::Both(value) => words.value(value),
            Slope::Missing => "—".to_string(),
            Slope::Discontinuous(kind) => format!("does not exist: {}", discontinuity(kind)),
            Slope::Undecided(_) => "undecided".to_string(),
            Slope::Sides { left, right } => {
                let side = |name: &str, side: &Option<(Limit, Option<super::super::Value>)>| {
                    let (limit, value) = side.as_ref()?;
                    let text = match value {
                        Some(value) => words.value(value),
                        None => words.limit(limit),
                    };
                    Some(format!("{name} {text}"))
                };
                let sides: Vec<String> =
                    [side("left", left), side("right", right)].into_iter().flatten().collect();
                sides.join(", ")
            }
        };
        rows.push(vec![words.value(&row.at), words.value(&row.value), slope]);
    }
    page.table(&rows);
}

/// The plot in braille; left out where it cannot be drawn.
pub(super) fn plot(page: &mut Page, graph: &Graph, report: &Report) {
    let options = FigureOptions { derivative: true, ..FigureOptions::default() };
    let Ok(plot) = report_figure(graph, report, &options) else { return };
    let Ok(grid) = braille::draw(&plot, page.width.clamp(40, 72), 16) else { return };
    page.heading("Plot (sampled)");
    for line in grid.to_string().lines() {
        page.line(line);
    }
}

/// Warnings.
pub(super) fn warnings(page: &mut Page, report: &Report) {
    if report.warnings.is_empty() {
        return;
    }
    page.heading("Notes");
    for warning in &report.warnings {
        page.wrapped("", warning);
    }
}
