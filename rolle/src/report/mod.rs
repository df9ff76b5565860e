//! Reports: all that is known of a function, gathered into plain data, and rendered.
//!
//! ```text
//! formula ─report→ Report ─┬→ render_text   the terminal
//!                          ├→ to_json       programs
//!                          └→ report_figure a plot: SVG, PNG, braille
//! ```
//!
//! A report never mixes certainties: every statement is exact, enclosed, sampled or undecided, and says which.
//! What it says does not depend on how the function was spelled, but for the lines that repeat the input.

mod data;
mod ends;
mod family;
mod figure;
mod form;
mod known;
mod many;
mod options;
mod schema;
mod slope;
#[cfg(test)]
mod tests;
mod text;
mod value;

pub use data::{
    Asymptote, Certainty, Convention, EndBehavior, Entry, Extremum, Family, FamilyKind, Formula,
    Integers, Known, Line, Parity, Place, Report, Row, SampledSign, Slope, SlopeSign, Value,
};
pub use figure::{FigureOptions, report_figure};
pub use many::{HESSIAN_VARIABLES, ManyReport, report_many};
pub use options::Options;
pub use schema::to_json;
pub use text::{TextStyle, render_text};

use crate::calculus::{Interval, PieceLimits, Pieces};
use crate::graph::{Facts, Graph};
use crate::operator::NodeId;
use crate::prove::{Study, Verdict, restrict};

/// All that is known of f as a function of x; other symbols are parameters.
///
/// The side conditions that the graph holds are taken for those of f, so build f right after
/// [`Graph::take_side_conditions`]; they are put back. Nothing fails: what could not be decided is said in the report,
/// and so is what the deadline of the limits left open.
///
/// # Examples
/// ```
/// use rolle::report::{Options, Parity, report};
/// let cx = rolle::Scope::new();
/// let x = cx.symbol("x");
/// let f = x.tanh();
/// let report = report(&mut cx.graph_mut(), f.id(), x.id(), &Options::default());
/// assert_eq!(report.parity, Parity::Odd);
/// ```
pub fn report(graph: &mut Graph, f: NodeId, x: NodeId, options: &Options) -> Report {
    graph.until(options.limits.deadline, |graph| make_report(graph, f, x, options))
}

fn make_report(graph: &mut Graph, f: NodeId, x: NodeId, options: &Options) -> Report {
    let side_conditions = graph.take_side_conditions();
    let parameters = graph.free_symbols(f).into_iter().filter(|&id| id != x).collect();
    let limits = options.limits;
    let mut warnings = Vec::new();
    let restricted = restrict(graph, f, x, &side_conditions);
    let (subject, pieces) = match graph.pieces(restricted, x, limits.pieces) {
        Err(why) if restricted != f => {
            let pieces = graph.pieces(f, x, limits.pieces);
            warnings.push(format!(
                "only domain and values take the side conditions into account: {why}"
            ));
            (f, pieces)
        }
        pieces => (restricted, pieces),
    };
    let joints = match &pieces {
        Ok(pieces) => graph.joints_within(pieces, limits.limit_work),
        Err(_) => Vec::new(),
    };
    let [shown, mut first, mut second] =
        form::formulas(graph, subject, x, &pieces, &joints, limits.pieces);
    let (families, left_out) = match pieces {
        Ok(_) => (Vec::new(), None),
        Err(_) => family::families(graph, f, x, limits.limit_work),
    };
    if pieces.is_err() && !families.is_empty() && family::are_settled(&families, &left_out) {
        first.joints = Certainty::Exact;
        second.joints = Certainty::Exact;
    }
    let domain = domain(graph, [f, restricted, subject], x, &pieces, limits.pieces);
    if domain.as_ref().is_ok_and(Vec::is_empty) {
        warnings.push("the function has no value anywhere".to_string());
    }
    let decimals = value::Decimals { digits: options.digits.clamp(1, 1000) };
    graph.take_side_conditions();
    // The normal form, so that no reason depends on the spelling.
    let is_kinked = pieces.is_ok() && graph.facts(subject).has(Facts::KINKED);
    let studied = if is_kinked { shown.expression } else { restricted };
    let mut study = Study::with_limits(graph, studied, x, limits);
    let mut passport = study.passport();
    let ends = ends::behavior(&mut study, &joints);
    let asymptotes = ends::asymptotes(&mut study, &ends);
    let slope_signs = slope::slope_signs(&mut study, first.expression, options.sample_signs);
    let parity = match &domain {
        Ok(domain) if domain.is_empty() => Parity::Neither,
        _ => parity(&mut study),
    };
    let extrema = slope::extrema(&mut study, decimals);
    if let (Some(entry), Ok(domain)) = (passport.first_mut(), &domain)
        && entry.answer.is_err()
    {
        entry.answer = family::domain_text(graph, domain, &families);
    }
    let cut = (&pieces, &joints[..]);
    let values = value::rows(graph, restricted, x, cut, options, decimals);
    let known = known::recognize(graph, f, x, &pieces, &options.known, limits.pieces);
    graph.take_side_conditions();
    graph.add_side_conditions(&side_conditions);
    Report {
        function: f,
        variable: x,
        parameters,
        side_conditions,
        f: shown,
        first,
        second,
        pieces,
        domain,
        passport,
        families,
        joints,
        ends,
        asymptotes,
        slope_signs,
        extrema,
        parity,
        values,
        known,
        warnings,
        digits: decimals.digits,
    }
}

/// The domain by the pieces, or with endless families of poles left out.
fn domain(
    graph: &mut Graph,
    [f, restricted, subject]: [NodeId; 3],
    x: NodeId,
    pieces: &Result<Pieces, String>,
    limits: PieceLimits,
) -> Result<Vec<Interval>, String> {
    match pieces {
        Ok(pieces) if subject == restricted => Ok(pieces.domain(graph)),
        Err(_) if restricted == f && graph.facts(f).has(Facts::TOTAL) => {
            Ok(vec![Interval { left: None, right: None }])
        }
        _ => family::pieces_between(graph, restricted, x, limits).map(|p| p.domain(graph)),
    }
}

fn parity(study: &mut Study<'_>) -> Parity {
    match (study.even(), study.odd()) {
        (Verdict::Proven(_), Verdict::Proven(_)) => Parity::Zero,
        (Verdict::Proven(_), _) => Parity::Even,
        (_, Verdict::Proven(_)) => Parity::Odd,
        (Verdict::Refuted { .. }, Verdict::Refuted { .. }) => Parity::Neither,
        _ => Parity::Undecided,
    }
}
