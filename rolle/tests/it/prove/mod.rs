//! Claims and their verdicts: tables, constants, random formulas against dense sampling.

mod claims;
mod constants;
mod language;
mod passport;
mod proof;
mod random;
mod recheck;
mod repeating;
mod shapes;

use rolle::prove::{Claim, Study, Verdict, parse_claim};
use rolle::variation::VariationLimits;
use rolle::{Graph, NodeId};

/// The verdict on a claim about a formula in x.
fn judge(formula: &str, claim: &str) -> Verdict {
    judge_all(formula, &[claim], VariationLimits::default()).3.remove(0)
}

fn verdicts(formula: &str, claims: &[&str]) -> Vec<Verdict> {
    judge_all(formula, claims, VariationLimits::default()).3
}

/// The verdict on a claim about a formula in x with parameters of which something is assumed.
fn judge_assuming(formula: &str, assume: &str, claim: &str) -> Verdict {
    let mut graph = Graph::new();
    let (name, assumptions) = rolle::parse::parse_assumption(assume).unwrap();
    let parameter = graph.symbol_with(&name, assumptions).unwrap();
    let x = graph.symbol("x");
    let f = graph.parse(formula).unwrap();
    let claim = parse_claim(&mut graph, x, &[parameter], claim).unwrap();
    graph.take_side_conditions();
    Study::new(&mut graph, f, x).judge(&claim)
}

/// The verdicts on claims about a formula in x; every witness is confirmed once more.
fn judge_all(
    formula: &str,
    claims: &[&str],
    limits: VariationLimits,
) -> (Graph, NodeId, NodeId, Vec<Verdict>) {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let f = graph.parse(formula).unwrap_or_else(|error| panic!("{formula}: {error}"));
    let conditions = graph.take_side_conditions();
    let parameters: Vec<NodeId> = graph.free_symbols(f).into_iter().filter(|&id| id != x).collect();
    let mut read = |claim: &&str| {
        parse_claim(&mut graph, x, &parameters, claim)
            .unwrap_or_else(|errors| panic!("{formula}, {claim}: {errors:?}"))
    };
    let claims: Vec<Claim> = claims.iter().map(&mut read).collect();
    graph.take_side_conditions();
    graph.add_side_conditions(&conditions);
    let mut study = Study::with_limits(&mut graph, f, x, limits);
    let verdicts: Vec<Verdict> = claims.iter().map(|claim| study.judge(claim)).collect();
    for (claim, verdict) in claims.iter().zip(&verdicts) {
        recheck::witness(&graph, f, x, claim, verdict);
    }
    (graph, f, x, verdicts)
}

/// Claims that must be proved, and claims that must be refuted.
#[track_caller]
fn check(formula: &str, proven: &[&str], refuted: &[&str]) {
    for (claim, verdict) in proven.iter().zip(verdicts(formula, proven)) {
        assert!(verdict.is_proven(), "{formula}: {claim}: {verdict:?}");
    }
    for (claim, verdict) in refuted.iter().zip(verdicts(formula, refuted)) {
        assert!(verdict.is_refuted(), "{formula}: {claim}: {verdict:?}");
    }
}

/// Claims that are beyond the methods, and must be left open.
#[track_caller]
fn open(formula: &str, claims: &[&str]) {
    for (claim, verdict) in claims.iter().zip(verdicts(formula, claims)) {
        assert!(verdict.is_undecided(), "{formula}: {claim}: {verdict:?}");
    }
}
