//! Lines of the passport: parameters that only scale, endless stationary points, edges of domains, deadlines.

use rolle::Graph;
use rolle::deadline::Deadline;
use rolle::parse::parse_assumption;
use rolle::prove::{Entry, Study};
use rolle::variation::VariationLimits;
use std::time::{Duration, Instant};

fn passport(formula: &str, assume: &[&str], limits: VariationLimits) -> Vec<Entry> {
    let mut graph = Graph::new();
    for assumption in assume {
        let (name, known) = parse_assumption(assumption).unwrap();
        graph.symbol_with(&name, known).unwrap();
    }
    let x = graph.symbol("x");
    let f = graph.parse(formula).unwrap();
    Study::with_limits(&mut graph, f, x, limits).passport()
}

/// The start of a line, or `?` with the start of the reason.
#[track_caller]
fn check(formula: &str, assume: &[&str], lines: &[(&str, &str)]) {
    let passport = passport(formula, assume, VariationLimits::default());
    for (name, expected) in lines {
        let entry = passport.iter().find(|entry| entry.name == *name).expect(name);
        let found = match &entry.answer {
            Ok(answer) => answer.clone(),
            Err(why) => format!("? {why}"),
        };
        assert!(found.starts_with(expected), "{formula}: {name}: {found}, not {expected}");
    }
}

#[test]
fn parameters_that_only_scale() {
    check(
        "x*sigmoid(b*x)",
        &["b > 0"],
        &[
            ("range", "[≈-0.278464542761074/b, oo)"),
            ("parity", "neither even nor odd"),
            ("period", "none"),
            ("stationary points", "{-(1 + lambertw(exp(-1)))/b}"),
            (
                "convexity",
                "concave on (-oo, ≈-2.39935728051547/b), convex on (≈-2.39935728051547/b, ",
            ),
            ("lipschitz", "≈1.09983932012887, attained at ≈2.39935728051547/b"),
            ("saturation |f'| < 1/100", "(-oo, ≈-6.26138884881997/b) U "),
        ],
    );
    // Without a sign of b little holds, and nothing is guessed.
    check(
        "x*sigmoid(b*x)",
        &[],
        &[("range", "? "), ("parity", "? "), ("monotone", "? "), ("lipschitz", "? ")],
    );
    check(
        "tanh(a*x)/a",
        &["a > 0"],
        &[("range", "(-1/a, 1/a)"), ("parity", "odd"), ("lipschitz", "1, attained at 0")],
    );
    check(
        "{x if x >= 0; a*x otherwise}",
        &["0 < a < 1"],
        &[("monotone", "strictly increasing"), ("convexity", "convex"), ("kinks", "{0}")],
    );
}

#[test]
fn endless_stationary_points_are_not_denied() {
    for (formula, stationary) in [
        ("x + sin(x)^2", "{pi*k - pi/4} for every integer k"),
        ("x + sin(x)", "{2*pi*k + pi} for every integer k"),
        ("2x + sin(x)", "{}"),
    ] {
        check(
            formula,
            &[],
            &[("monotone", "strictly increasing"), ("stationary points", stationary)],
        );
    }
}

#[test]
fn edges_of_domains_inside() {
    check("asin(2x/(1 + x^2))", &[], &[("kinks", "{-1, 1}"), ("class", "C0 and not C1")]);
    check("sqrt(1 - exp(-x^2))", &[], &[("kinks", "{0}"), ("lipschitz", "1, ")]);
}

#[test]
fn a_deadline_ends_the_work_with_what_is_proved() {
    let chain = format!("{}x{}", "tanh(".repeat(60), ")".repeat(60));
    for seconds in [0.0, 0.4] {
        let budget = Duration::from_secs_f64(seconds);
        let limits =
            VariationLimits { deadline: Deadline::after(budget), ..VariationLimits::default() };
        let start = Instant::now();
        let passport = passport(&chain, &[], limits);
        // Generous, for a machine that others use: without the deadline it takes hours.
        assert!(start.elapsed() < budget + Duration::from_secs(20));
        let open: Vec<&String> =
            passport.iter().filter_map(|entry| entry.answer.as_ref().err()).collect();
        assert!(!open.is_empty());
        assert_eq!(open.len() == passport.len(), seconds == 0.0);
        assert!(
            open.iter().all(|why| why.contains(&format!("the budget of {seconds} s is spent")))
        );
    }
}
