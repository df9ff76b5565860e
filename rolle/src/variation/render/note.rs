//! What stands below a table: the meaning of short names, values beside a break, and what was not decided.

use super::super::{Continuity, PointSlope, VariationTable};
use super::pen::Pen;
use crate::calculus::Limit;
use crate::graph::IsolatedZero;
use crate::operator::{NodeId, Op};
use crate::print::polynomial_text;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Plain words.
    Words(String),
    /// Mathematics in the notation of the sheet.
    Math(String),
    /// A formula as it is typed.
    Code(String),
}

/// A sentence.
pub(super) type Note = Vec<Part>;

fn words(text: impl Into<String>) -> Part {
    Part::Words(text.into())
}

/// A note without marks of notation.
pub(super) fn plain(note: &Note) -> String {
    let text = |part: &Part| match part {
        Part::Words(text) | Part::Math(text) | Part::Code(text) => text.clone(),
    };
    note.iter().map(text).collect()
}

/// The lines of a text that is broken between words, by a measure of its width.
pub(super) fn wrap(text: &str, room: f64, width: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is a line");
        if !line.is_empty() && width(&format!("{line} {word}")) > room {
            lines.push(word.to_string());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// All notes of a table.
pub(super) fn notes(table: &VariationTable, pen: &Pen, shown: &[NodeId]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let zeros = || pen.names.iter().map(|(id, _)| id).filter(|id| shown.contains(id));
    let functions = zeros().filter(|&id| function_of(pen, id).is_some());
    for group in
        functions.collect::<Vec<_>>().chunk_by(|&a, &b| function_of(pen, a) == function_of(pen, b))
    {
        notes.push(zeros_of_function(pen, group));
    }
    notes.extend(zeros().filter_map(|id| zero_of_polynomial(pen, id)));
    for &id in shown {
        if pen.name(id).is_none() && pen.number_with_decimals(id) != pen.number(id) {
            let note = vec![Part::Math(pen.number_with_decimals(id)), words(".")];
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    (0..table.variation.points.len()).for_each(|i| notes.extend(at_point(table, pen, i)));
    undecided(table, pen, &mut notes);
    notes
}

/// The function of which a number is a zero.
fn function_of<'a>(pen: &Pen<'a>, id: NodeId) -> Option<&'a str> {
    match pen.graph.isolated_zero(id) {
        Some(IsolatedZero::OfFunction(zero)) => Some(zero.function()),
        _ => None,
    }
}

/// `α₁ ≈ −4.712388980 and α₂ ≈ −1.570796327 are zeros of cos(x).`
fn zeros_of_function(pen: &Pen, zeros: &[NodeId]) -> Note {
    let mut note = Vec::new();
    for (i, &id) in zeros.iter().enumerate() {
        if i > 0 {
            note.push(words(if i + 1 == zeros.len() { " and " } else { ", " }));
        }
        note.push(Part::Math(pen.number_with_decimals(id)));
    }
    let function = function_of(pen, zeros[0]).unwrap_or_default().to_string();
    let are = if zeros.len() == 1 { " is a zero of " } else { " are zeros of " };
    note.extend([words(are), Part::Code(function), words(".")]);
    note
}

/// Which root of which polynomial a short name stands for.
fn zero_of_polynomial(pen: &Pen, id: NodeId) -> Option<Note> {
    let Some(IsolatedZero::OfPolynomial(number)) = pen.graph.isolated_zero(id) else { return None };
    let which = match (number.index(), number.real_conjugates()) {
        (_, 1) => "the real root".to_string(),
        (0, n) => format!("the smallest of the {n} real roots"),
        (k, n) if k + 1 == n => format!("the largest of the {n} real roots"),
        (k, n) => format!("number {} of the {n} real roots in ascending order", k + 1),
    };
    let polynomial = polynomial_text(number.minimal_polynomial(), pen.notation);
    let number = Part::Math(pen.number_with_decimals(id));
    Some(vec![number, words(format!(" is {which} of ")), Part::Math(polynomial), words(".")])
}

/// The value beside a break, and one-sided slopes.
fn at_point(table: &VariationTable, pen: &Pen, i: usize) -> Vec<Note> {
    let point = table.variation.points[i];
    let at = pen.number(point.at);
    let mut notes = Vec::new();
    let is_missing = |id: NodeId| pen.graph.op(id) == Op::Undefined;
    let cells = &table.variation.cells[i..=i + 1];
    let is_alone = cells.iter().all(|cell| is_missing(cell.formula));
    if !is_missing(point.value) && (is_alone || table.continuity[i] == Continuity::Broken) {
        let name = pen.derivative_name(&at, table.order);
        let text = format!("{name} = {}", pen.number(point.value));
        notes.push(vec![Part::Math(text), words(".")]);
    }
    if let PointSlope::Sides(left, right) = &table.slopes[i] {
        let name = Part::Math(pen.derivative_name(&at, table.order + 1));
        let slope = |limit: &Limit| Part::Math(pen.limit(limit));
        let mut note = vec![name];
        match (left, right) {
            (Some(left), Some(right)) if left == right => {
                note.extend([
                    words(" does not exist; the slope is "),
                    slope(left),
                    words(" from both sides."),
                ]);
            }
            (Some(left), Some(right)) => note.extend([
                words(" does not exist; the one-sided slopes are "),
                slope(left),
                words(" from the left and "),
                slope(right),
                words(" from the right."),
            ]),
            (Some(only), None) => {
                note.extend([words(" is one-sided: "), slope(only), words(" from the left.")]);
            }
            (None, Some(only)) => {
                note.extend([words(" is one-sided: "), slope(only), words(" from the right.")]);
            }
            (None, None) => return notes,
        }
        notes.push(note);
    }
    notes
}

/// Every question mark with its reason, each reason once.
fn undecided(table: &VariationTable, pen: &Pen, notes: &mut Vec<Note>) {
    let mut add = |place: Vec<Part>, why: &str| {
        let mut note = vec![words("Not decided ")];
        note.extend(place);
        note.push(words(format!(": {}.", why.trim_end_matches('.'))));
        if !notes.contains(&note) {
            notes.push(note);
        }
    };
    let end = |end: Option<NodeId>, sign| match end {
        Some(id) => pen.number(id),
        None => pen.infinity(sign),
    };
    for cell in &table.variation.cells {
        if pen.graph.op(cell.formula) == Op::Undefined {
            continue;
        }
        let (left, right) = (end(cell.left, '-'), end(cell.right, '+'));
        if let Err(why) = &cell.slope {
            add(vec![words("on "), Part::Math(format!("({left}, {right})"))], why);
        }
        for (limit, place) in [(&cell.from, &left), (&cell.to, &right)] {
            if let Limit::Undecided(why) = limit {
                add(vec![words("at "), Part::Math(place.clone())], why);
            }
        }
    }
    for (i, point) in table.variation.points.iter().enumerate() {
        let place = || vec![words("at "), Part::Math(pen.number(point.at))];
        if let PointSlope::Undecided(why) = &table.slopes[i] {
            add(place(), why);
        } else if table.continuity[i] == Continuity::Undecided {
            add(place(), "whether the function is continuous there");
        }
    }
}
