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
mod parity;
mod schema;
mod slope;
#[cfg(test)]
mod tests;
mod text;
mod value;

pub use data::{
    Asymptote, Certainty, Convention, EndBehavior, Extremum, Family, FamilyKind, Formula, Integers,
    Known, Line, Parity, Place, Report, Row, SampledSign, Slope, SlopeSign, Value,
};
pub use figure::{FigureOptions, report_figure};
pub use many::{HESSIAN_VARIABLES, ManyReport, report_many};
pub use options::Options;
pub use schema::to_json;
pub use text::{TextStyle, render_text};

use crate::calculus::Interval;
use crate::graph::{Facts, Graph};
use crate::operator::NodeId;
use crate::prove::restrict;

/// All that is known of f as a function of x; other symbols are parameters.
///
/// The side conditions that the graph holds are taken for those of f, so build f right after
/// [`Graph::take_side_conditions`]; they are put back. Nothing fails: what could not be decided is said in the report.
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
    let side_conditions = graph.take_side_conditions();
    let parameters = graph.free_symbols(f).into_iter().filter(|&id| id != x).collect();
    let mut warnings = Vec::new();
    let restricted = restrict(graph, f, x, &side_conditions);
    let (subject, pieces) = match graph.pieces(restricted, x, options.pieces) {
        Err(why) if restricted != f => {
            let pieces = graph.pieces(f, x, options.pieces);
            warnings.push(format!(
                "only domain and values take the side conditions into account: {why}"
            ));
            (f, pieces)
        }
        pieces => (restricted, pieces),
    };
    let joints = match &pieces {
        Ok(pieces) => graph.joints_within(pieces, options.limit_work),
        Err(_) => Vec::new(),
    };
    let [shown, first, second] =
        form::formulas(graph, subject, x, &pieces, &joints, options.pieces);
    let (families, left_out) = match pieces {
        Ok(_) => (Vec::new(), None),
        Err(_) => family::families(graph, f, x, options.limit_work),
    };
    let [mut first, mut second] = [first, second];
    if pieces.is_err() && !families.is_empty() && family::are_settled(&families, &left_out) {
        first.joints = Certainty::Exact;
        second.joints = Certainty::Exact;
    }
    let domain = match &pieces {
        Ok(pieces) if subject == restricted => Ok(pieces.domain(graph)),
        Err(_) if restricted == f && graph.facts(f).has(Facts::TOTAL) => {
            Ok(vec![Interval { left: None, right: None }])
        }
        _ => family::pieces_between(graph, restricted, x, options.pieces).map(|p| p.domain(graph)),
    };
    if domain.as_ref().is_ok_and(Vec::is_empty) {
        warnings.push("the function has no value anywhere".to_string());
    }
    let all_ends = ends::Ends { f: subject, x, work: options.limit_work };
    let ends = all_ends.behavior(graph, &pieces, &joints);
    let asymptotes = all_ends.asymptotes(graph, &pieces, &ends);
    let decimals = value::Decimals { digits: options.digits.clamp(1, 1000) };
    let slope_signs = slope::slope_signs(graph, &pieces, first.expression, x, options.sample_signs);
    let parity = parity::parity(graph, subject, x, &pieces);
    let cut = (&pieces, &joints[..]);
    let extrema = slope::extrema(graph, subject, x, cut, &slope_signs, decimals);
    let values = value::rows(graph, restricted, x, cut, options, decimals);
    let known = known::recognize(graph, f, x, &pieces, &options.known, options.pieces);
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
