//! Reading the catalogue: tab-separated fields, one line for each entry.

use super::convention::{conventions, one_sided};
use super::{Entry, Kind, parameters};

/// The columns of the catalogue, in order.
const COLUMNS: &[&str] = &[
    "name",
    "aliases",
    "kind",
    "parameters",
    "formula",
    "declared_derivative",
    "vector_formula",
    "vector_parameters",
    "domain",
    "spelling_of",
    "kinks",
    "conventions",
    "one_sided",
    "lipschitz",
    "lipschitz_at",
    "stationary_points",
    "source",
    "note",
];

/// All entries.
///
/// # Panics
/// If the text is malformed: it is part of the program, and the tests of this module read it.
pub(super) fn entries(text: &'static str) -> Vec<Entry> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    assert_eq!(header, COLUMNS, "the columns of the catalogue");
    lines.map(entry).collect()
}

fn entry(line: &'static str) -> Entry {
    let fields: Vec<&'static str> = line.split('\t').collect();
    assert_eq!(fields.len(), COLUMNS.len(), "fields of `{line}`");
    let some = |i: usize| Some(fields[i]).filter(|text| !text.is_empty());
    Entry {
        name: fields[0],
        aliases: fields[1].split_whitespace().collect(),
        kind: kind(fields[2]),
        parameters: parameters(fields[3]).0,
        formula: some(4),
        declared_derivative: some(5),
        vector_formula: some(6),
        vector_parameters: some(7),
        domain: some(8),
        spelling_of: some(9),
        kinks: fields[10].split("; ").filter(|text| !text.is_empty()).collect(),
        conventions: conventions(fields[11]).unwrap_or_else(|| panic!("conventions of `{line}`")),
        one_sided: one_sided(fields[12]).unwrap_or_else(|| panic!("one-sided values of `{line}`")),
        lipschitz: some(13),
        lipschitz_at: some(14),
        stationary_points: some(15),
        source: some(16),
        note: some(17),
    }
}

fn kind(word: &str) -> Kind {
    match word {
        "activation" => Kind::Activation,
        "surrogate" => Kind::Surrogate,
        "gate" => Kind::Gate,
        "vector" => Kind::Vector,
        "primitive" => Kind::Primitive,
        "loss" => Kind::Loss,
        "schedule" => Kind::Schedule,
        "regularizer" => Kind::Regularizer,
        _ => panic!("`{word}` is no kind of entry"),
    }
}
