//! What is proved and certified of one function, and what it costs.

use crate::subject::Subject;
use rolle::calculus::Point;
use rolle::evaluate::DigitLimits;
use rolle::prove::{Bound, Entry, Level, Lipschitz, Reached, Set, Study};
use rolle::{Graph, NodeId};
use rolle_check::{Certificate, verify};
use std::time::Instant;

/// One row of the page.
pub(crate) struct Row {
    pub(crate) name: String,
    /// The properties in the order of the passport.
    pub(crate) properties: Vec<Entry>,
    /// Infimum, supremum, the Lipschitz constants of f and f′.
    pub(crate) constants: [String; 4],
    /// Seconds of the properties.
    pub(crate) proof: f64,
    pub(crate) certified: Result<Certified, String>,
}

/// A certificate that was written, read again and verified.
pub(crate) struct Certified {
    /// Seconds of the search for it.
    pub(crate) search: f64,
    /// Seconds of reading and checking.
    pub(crate) check: f64,
    pub(crate) bytes: usize,
    pub(crate) claims: usize,
    pub(crate) left_out: Vec<String>,
}

/// The most runs of which the quickest counts, and the seconds after which no other begins.
const RUNS: u32 = 3;
const ENOUGH: f64 = 1.5;

/// Proves, certifies and checks.
pub(crate) fn row(subject: Subject) -> Row {
    let Subject { name, graph, f, x } = subject;
    let (mut proof, mut search) = (f64::INFINITY, f64::INFINITY);
    let mut last = None;
    let begin = Instant::now();
    for run in 0..RUNS {
        if run > 0 && begin.elapsed().as_secs_f64() > ENOUGH {
            break;
        }
        // A fresh graph, in which nothing of an earlier run is found again.
        let mut graph = graph.clone();
        let mut study = Study::new(&mut graph, f, x);
        let properties = least(&mut proof, || study.passport());
        let constants = constants(&mut study);
        let made = least(&mut search, || study.certificate(&[]));
        last = Some((properties, constants, made));
    }
    let (properties, constants, made) = last.expect("at least one run");
    let certified = made.map(|made| {
        let text = made.certificate.to_text();
        let (mut check, mut claims) = (f64::INFINITY, 0);
        for _ in 0..RUNS {
            claims = least(&mut check, || {
                let certificate = Certificate::from_text(&text).expect("the text is a certificate");
                verify(&certificate).expect("the certificate holds").sentences().len()
            });
        }
        Certified { search, check, bytes: text.len(), claims, left_out: made.left_out }
    });
    Row { name, properties, constants, proof, certified }
}

/// Runs a job and keeps the least of the times.
fn least<T>(seconds: &mut f64, job: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = job();
    *seconds = seconds.min(start.elapsed().as_secs_f64());
    result
}

/// Infimum, supremum, the Lipschitz constants of f and f′.
fn constants(study: &mut Study<'_>) -> [String; 4] {
    let all = Set::whole();
    let (low, high) = match study.bounds(&all) {
        Ok((low, high)) => (bound(study.graph(), &low), bound(study.graph(), &high)),
        Err(_) => ("?".into(), "?".into()),
    };
    let mut slope = |order| match study.lipschitz(order, &all) {
        Ok(Lipschitz::Slope(steepest)) => bound(study.graph(), &steepest),
        Ok(Lipschitz::Jump(_)) => "none, a jump".into(),
        Err(_) => "?".into(),
    };
    [low, high, slope(0), slope(1)]
}

/// A bound with the first place at which it is attained, or else approached.
fn bound(graph: &mut Graph, bound: &Bound) -> String {
    let value = match bound.level {
        Level::MinusInfinity => return "−∞".into(),
        Level::PlusInfinity => return "∞".into(),
        Level::Finite(value) => number(graph, value, 15),
    };
    let attained = bound.reached.iter().find(|place| !matches!(place, Reached::Toward(_)));
    let place = match *attained.unwrap_or(&bound.reached[0]) {
        Reached::At(at) => format!("at {}", number(graph, at, 6)),
        Reached::Along(left, right) => {
            let mut end = |id: Option<NodeId>, infinite: &str| {
                id.map_or(infinite.to_string(), |id| number(graph, id, 6))
            };
            format!("on ({}, {})", end(left, "−∞"), end(right, "∞"))
        }
        Reached::Toward(approach) => match approach.point {
            Point::MinusInfinity => "toward −∞".into(),
            Point::PlusInfinity => "toward ∞".into(),
            Point::At(at) => format!("toward {}", number(graph, at, 6)),
        },
    };
    format!("{value} {place}")
}

/// A short rational number exactly, every other one in digits that are certain.
fn number(graph: &mut Graph, id: NodeId, digits: usize) -> String {
    let limits = DigitLimits { digits, bits: 1 << 12 };
    let exact = graph.number(id).map(|value| rolle::print::format_number(&value, 12));
    exact
        .filter(|exact| exact.len() <= 12)
        .or_else(|| graph.decimal(id, &[], digits, limits).ok())
        .unwrap_or_else(|| "?".into())
        .replace('-', "−")
}
