//! The complete report of every activation of the catalogue: how long it takes, and what it leaves open.

use crate::case::read;
use crate::clock::measure;
use rolle::graph::Graph;
use rolle::report::{Options, report};
use rolle::zoo::{Entry, Kind, catalogue};
use serde_json::{Value, json};

/// For each activation, with its default parameters, the milliseconds of its complete report (of which the passport is
/// the most) and the lines left open.
pub fn reports() -> Result<Value, String> {
    let mut rows = Vec::new();
    for entry in catalogue().iter().filter(|entry| is_activation(entry)) {
        rows.push(row(entry)?);
    }
    rows.sort_by(|a, b| a.milliseconds.total_cmp(&b.milliseconds));
    let open: usize = rows.iter().map(|row| row.open.len()).sum();
    Ok(json!({
        "functions": rows.len(),
        "median_ms": rows[rows.len() / 2].milliseconds,
        "worst_ms": rows[rows.len() - 1].milliseconds,
        "lines": rows.iter().map(|row| row.lines).sum::<usize>(),
        "open": open,
        "rows": rows.iter().map(Row::json).collect::<Vec<_>>(),
    }))
}

/// A function of one number, by a formula of its own.
pub fn is_activation(entry: &Entry) -> bool {
    let inputs = entry.parameters.iter().filter(|parameter| parameter.default.is_none()).count();
    entry.kind == Kind::Activation && entry.formula.is_some() && inputs == 1
}

struct Row {
    name: &'static str,
    milliseconds: f64,
    lines: usize,
    open: Vec<&'static str>,
}

impl Row {
    fn json(&self) -> Value {
        json!({ "name": self.name, "ms": self.milliseconds, "open": self.open })
    }
}

fn row(entry: &Entry) -> Result<Row, String> {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let f = read(&mut graph, &format!("{}(x)", entry.name))?;
    let options = Options::default();
    let (times, _, report) = measure(|| graph.clone(), |graph| report(graph, f, x, &options));
    let passport = report.passport;
    let open = passport.iter().filter(|entry| entry.answer.is_err()).map(|entry| entry.name);
    Ok(Row {
        name: entry.name,
        milliseconds: times.seconds * 1e3,
        lines: passport.len(),
        open: open.collect(),
    })
}
