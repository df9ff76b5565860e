//! Golden texts of proofs.

use crate::graph::Graph;
use crate::prove::{Proof, ProofKind, Study, Verdict, parse_claim};

/// The verdict on a claim about a formula in x, and its proof.
fn prove(formula: &str, claim: &str) -> (Verdict, Proof) {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let f = crate::parse::parse(&mut graph, formula, &Default::default()).unwrap().root;
    let conditions = graph.take_side_conditions();
    let parsed = parse_claim(&mut graph, x, &[], claim).unwrap();
    graph.take_side_conditions();
    graph.add_side_conditions(&conditions);
    let mut study = Study::new(&mut graph, f, x);
    let verdict = study.judge(&parsed);
    let proof = study.proof(claim, &parsed, &verdict);
    (verdict, proof)
}

/// Compares with a file of `golden/`; with `ROLLE_BLESS=1` in the environment, writes it instead.
fn check_golden(name: &str, formula: &str, claim: &str) {
    let (_, proof) = prove(formula, claim);
    let text = format!("f(x) = {formula}\n{}\n{}", proof.statement, proof.text());
    let path = format!("{}/src/prove/proof/golden/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("ROLLE_BLESS").is_some() {
        std::fs::write(&path, &text).expect("the golden file is written");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden file is there");
    assert!(text == expected, "{name} differs; look at it, then set ROLLE_BLESS=1\n{text}");
}

#[test]
fn golden_texts() {
    for (name, formula, claim) in [
        ("gelu_lipschitz", "gelu(x)", "lipschitz <= 1.13"),
        ("silu_increasing", "silu(x)", "increasing on [0, oo)"),
        ("silu_lipschitz", "silu(x)", "lipschitz <= 1.1"),
        ("mish_range", "mish(x)", "range in [-0.31, oo)"),
        ("elu_convex", "elu(x)", "convex"),
        ("relu_differentiable", "relu(x)", "differentiable"),
        ("cube_strictly", "x^3", "strictly increasing"),
        ("exp_above_line", "exp(x) - 1 - x", "f >= 0"),
        ("snake_increasing", "x + sin(x)^2", "increasing"),
        ("softsign_class", "softsign(x)", "class C1"),
        ("root_asymptote", "sqrt(x^2 + 1)", "asymptote(oo) = x"),
        ("log_below_line", "log(x)", "f <= x - 1"),
        ("log_limit", "log(x)", "limit(0+) = -oo"),
        ("silu_zeros", "silu(x)", "zeros = {0}"),
        ("cube_not_convex", "x^3", "convex"),
        ("snake_fixed_points_open", "x + sin(x)^2", "fixed points = {0}"),
    ] {
        check_golden(name, formula, claim);
    }
}

#[test]
fn a_parameter_that_only_scales_has_a_proof_without_it() {
    let mut graph = Graph::new();
    let (name, assumptions) = crate::parse::parse_assumption("b > 0").unwrap();
    let b = graph.symbol_with(&name, assumptions).unwrap();
    let x = graph.symbol("x");
    let f = graph.parse("x*sigmoid(b*x)").unwrap();
    let claim = parse_claim(&mut graph, x, &[b], "increasing on [0, oo)").unwrap();
    graph.take_side_conditions();
    let mut study = Study::new(&mut graph, f, x);
    let verdict = study.judge(&claim);
    let proof = study.proof("increasing on [0, oo)", &claim, &verdict);
    assert!(proof.children[0].statement.starts_with("f(x) = h(b*x)/b with h(x) = x*sigmoid(x)"));
    assert!(proof.walk().any(|node| node.kind == ProofKind::Sign));
}

#[test]
fn a_refutation_shows_values_and_an_open_claim_where_it_stopped() {
    let (verdict, proof) = prove("x^2", "increasing");
    assert!(verdict.is_refuted());
    let values = proof.walk().filter(|node| node.kind == ProofKind::Value).count();
    assert_eq!(values, 2);
    let (verdict, proof) = prove("x + sin(x)^2", "fixed points = {0}");
    assert!(verdict.is_undecided());
    let open = |node: &&Proof| node.kind == ProofKind::Open && node.on.is_some();
    assert_eq!(proof.walk().filter(open).count(), 2);
}

#[test]
fn names_are_given_to_long_numbers_only_and_before_they_are_used() {
    let (_, proof) = prove("silu(x)", "lipschitz <= 1.1");
    assert_eq!(proof.children[0].kind, ProofKind::Names);
    assert!(proof.children[0].statement.starts_with("Write x1 ≈ -2.399"));
    let (_, proof) = prove("x^2 - 2", "zeros = {-sqrt(2), sqrt(2)}");
    assert_ne!(proof.children[0].kind, ProofKind::Names);
}
