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

/// All notes of a table.
pub(super) fn notes(table: &VariationTable, pen: &Pen, shown: &[NodeId]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (id, _) in pen.names.iter().filter(|(id, _)| shown.contains(id)) {
        notes.push(zero(pen, id));
    }
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

/// What a short name stands for.
fn zero(pen: &Pen, id: NodeId) -> Note {
    let mut note = vec![Part::Math(pen.number_with_decimals(id))];
    match pen.graph.isolated_zero(id) {
        Some(IsolatedZero::OfPolynomial(number)) => {
            let which = match (number.index(), number.real_conjugates()) {
                (_, 1) => "the real root".to_string(),
                (0, n) => format!("the smallest of the {n} real roots"),
                (k, n) if k + 1 == n => format!("the largest of the {n} real roots"),
                (k, n) => format!("number {} of the {n} real roots in ascending order", k + 1),
            };
            let polynomial = polynomial_text(number.minimal_polynomial(), pen.notation);
            note.extend([words(format!(" is {which} of ")), Part::Math(polynomial)]);
        }
        Some(IsolatedZero::OfFunction(zero)) => {
            note.extend([words(" is the zero there of "), Part::Code(zero.function().to_string())]);
        }
        None => {}
    }
    note.push(words("."));
    note
}

/// The value beside a break, and one-sided slopes.
fn at_point(table: &VariationTable, pen: &Pen, i: usize) -> Vec<Note> {
    let point = table.variation.points[i];
    let at = pen.number(point.at);
    let mut notes = Vec::new();
    let value = pen.graph.op(point.value) != Op::Undefined;
    if table.continuity[i] == Continuity::Broken && value {
        let name = pen.derivative_name(&at, table.order);
        let text = format!("{name} = {}", pen.number(point.value));
        notes.push(vec![Part::Math(text), words(".")]);
    }
    if let PointSlope::Sides(left, right) = &table.slopes[i] {
        let name = pen.derivative_name(&at, table.order + 1);
        let mut note = vec![Part::Math(name)];
        let sides = [(left, "left"), (right, "right")];
        note.push(words(if left.is_some() && right.is_some() {
            " does not exist; the one-sided slopes are "
        } else {
            " is one-sided: "
        }));
        for (slope, side) in sides {
            let Some(slope) = slope else { continue };
            if note.len() > 2 {
                note.push(words(" and "));
            }
            note.push(Part::Math(pen.limit(slope)));
            note.push(words(format!(" from the {side}")));
        }
        note.push(words("."));
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
