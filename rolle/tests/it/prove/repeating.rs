//! Functions that repeat: what is said for every integer, claims about it, proofs of it, and dense samples beside it.

use super::{check, judge, open};
use rolle::calculus::Interval;
use rolle::enclosure::{Context, Enclosure};
use rolle::evaluate::Point;
use rolle::number::Rational;
use rolle::prove::{CriticalKind, Repeating, Study, parse_claim};
use rolle::{Graph, NodeId};
use std::cmp::Ordering;

const BITS: u64 = 200;

/// Some lines of a passport, whole; `?` where a line is open.
#[track_caller]
fn lines(formula: &str, expected: &[(&str, &str)]) {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let f = graph.parse(formula).unwrap();
    let passport = Study::new(&mut graph, f, x).passport();
    for (name, expected) in expected {
        let entry = passport.iter().find(|entry| entry.name == *name).expect(name);
        let found = entry.answer.as_deref().unwrap_or("?");
        let found = found
            .strip_suffix(" for every integer k")
            .map_or_else(|| found.to_string(), |places| format!("{places}, k"));
        assert_eq!(found, *expected, "{formula}: {name}");
    }
}

#[test]
fn smooth_families() {
    lines(
        "sin(x)",
        &[
            (
                "monotone",
                "rises on (2*pi*k - pi/2, 2*pi*k + pi/2), falls on (2*pi*k + pi/2, 2*pi*k + 3*pi/2), k",
            ),
            ("stationary points", "{pi*k - pi/2}, k"),
            ("extrema", "minimum -1 at {2*pi*k - pi/2}; maximum 1 at {2*pi*k + pi/2}, k"),
            ("zeros", "{pi*k}, k"),
            (
                "convexity",
                "concave on (2*pi*k, 2*pi*k + pi), convex on (2*pi*k + pi, 2*pi*k + 2*pi), k",
            ),
            ("inflection points", "{pi*k}, k"),
            ("kinks", "{}"),
        ],
    );
    lines(
        "sin(pi*x)^2",
        &[
            ("zeros", "{k} of multiplicity 2, k"),
            ("extrema", "minimum 0 at {k}; maximum 1 at {k + 1/2}, k"),
            ("stationary points", "{k/2}, k"),
        ],
    );
    lines(
        "sin(x)*cos(3x)",
        &[
            ("zeros", "{pi*k - pi/6}, {pi*k}, {pi*k + pi/6}, {pi*k + pi/2}, k"),
            (
                "stationary points",
                "{≈-1.10283159896423 + pi*k} U {≈-0.283914686464322 + pi*k} U {≈0.283914686464322 + pi*k} U \
                 {≈1.10283159896423 + pi*k}, k",
            ),
        ],
    );
    lines("2 + sin(x)", &[("zeros", "none"), ("range", "[1, 3]")]);
}

#[test]
fn gains() {
    lines(
        "x + sin(x)^2",
        &[
            ("period", "none; f gains pi where x gains pi"),
            ("monotone", "strictly increasing"),
            ("stationary points", "{pi*k - pi/4}, k"),
            ("extrema", "saddle pi*k + 1/2 - pi/4 at {pi*k - pi/4}, k"),
            ("inflection points", "{pi*k/2 - pi/4}, k"),
            // A function that gains has not endlessly many.
            ("zeros", "{0}"),
        ],
    );
    lines("x + sin(x)", &[("stationary points", "{2*pi*k + pi}, k"), ("range", "(-oo, oo)")]);
    lines("2x + sin(x)", &[("stationary points", "{}"), ("extrema", "none")]);
    lines(
        "x/5 + sin(x)",
        &[(
            "extrema",
            "minimum 2*pi*k/5 - 2*sqrt(6)/5 - acos(-1/5)/5 at {2*pi*k - acos(-1/5)}; maximum 2*pi*k/5 + 2*sqrt(6)/5 \
             + acos(-1/5)/5 at {2*pi*k + acos(-1/5)}, k",
        )],
    );
    lines(
        "floor(x)",
        &[
            ("range", "?"),
            ("stationary points", "(k, k + 1), k"),
            ("supremum", "oo, the limit at oo"),
        ],
    );
    lines(
        "x + tan(x)",
        &[
            ("range", "(-oo, oo)"),
            ("infimum", "-oo, the one-sided limit at (pi/2)+"),
            ("zeros", "?"),
        ],
    );
}

#[test]
fn kinks_poles_and_gaps() {
    lines(
        "|sin(x)|",
        &[
            ("kinks", "{pi*k}, k"),
            ("extrema", "minimum 0 at {pi*k}, f' not zero; maximum 1 at {pi*k + pi/2}, k"),
            ("convexity", "concave on (pi*k, pi*k + pi), k"),
        ],
    );
    lines(
        "tan(x)",
        &[
            ("domain", "(pi*k + pi/2, pi*k + 3*pi/2), k"),
            ("zeros", "{pi*k}, k"),
            ("stationary points", "{}"),
            ("monotone", "rises on (pi*k + pi/2, pi*k + 3*pi/2), k"),
        ],
    );
    lines(
        "1/sin(x)",
        &[
            ("domain", "(pi*k, pi*k + pi), k"),
            ("extrema", "maximum -1 at {2*pi*k - pi/2}; minimum 1 at {2*pi*k + pi/2}, k"),
            ("zeros", "none"),
        ],
    );
    lines("sqrt(tan(x))", &[("domain", "[pi*k, pi*k + pi/2), k"), ("zeros", "{pi*k}, k")]);
    lines(
        "relu(sin(x))",
        &[
            ("zeros", "[2*pi*k + pi, 2*pi*k + 2*pi], k"),
            ("stationary points", "{2*pi*k + pi/2} U (2*pi*k + pi, 2*pi*k + 2*pi), k"),
            ("kinks", "{pi*k}, k"),
        ],
    );
    lines("x - floor(x)", &[("monotone", "rises on (k, k + 1), k"), ("zeros", "{k}, k")]);
}

#[test]
fn one_place_that_is_the_whole_line() {
    lines("sin(x)/1000", &[("saturation |f'| < 1/100", "(-oo, oo)")]);
    lines(
        "max(sin(x), 1)",
        &[("stationary points", "(-oo, oo)"), ("extrema", "plateau 1 at (-oo, oo)")],
    );
    check("max(sin(x), 1)", &["stationary points = (-oo, oo)"], &["stationary points = {0}"]);
}

/// Without a common period nothing is said of the whole line, and nothing is denied.
#[test]
fn what_does_not_repeat_stays_open() {
    for formula in ["cos(x) + cos(sqrt(2)*x)", "sin(x + floor(x))", "x*sin(x)"] {
        lines(
            formula,
            &[("zeros", "?"), ("extrema", "?"), ("stationary points", "?"), ("monotone", "?")],
        );
    }
    open("cos(x) + cos(sqrt(2)*x)", &["zeros = {}", "zeros = {0}", "stationary points = {0}"]);
    open("sin(x + floor(x))", &["zeros = {0}", "kinks = {0}"]);
}

#[test]
fn claims_of_finitely_many_parts() {
    check(
        "sin(x)",
        &["kinks = {}", "zeros = {0} on [-1, 1]", "stationary points = {-pi/2, pi/2} on [-2, 2]"],
        &[
            "zeros = {0}",
            "zeros = {}",
            "zeros = {-pi, 0, pi}",
            "zeros = [-1000, 1000]",
            "zeros = (-oo, oo)",
            "stationary points = {pi/2}",
            "stationary points = (-oo, oo)",
            "inflection points = {0}",
            "kinks = {0}",
        ],
    );
    check("|sin(x)|", &["kinks = {0} on [-1, 1]"], &["kinks = {0}", "kinks = {}", "zeros = {0}"]);
    check("tan(x)", &["stationary points = {}", "kinks = {}"], &["zeros = {0}"]);
    check("1/sin(x)", &["zeros = {}"], &["stationary points = {pi/2}", "zeros = {0}"]);
    check("x + sin(x)^2", &["zeros = {0}"], &["stationary points = {}", "inflection points = {0}"]);
    check("relu(sin(x))", &[], &["zeros = (-oo, oo)", "zeros = {0}", "zeros = (-oo, 0]"]);
    let verdict = judge("sin(x)", "zeros = {0}");
    assert_eq!(verdict.reason(), "the zeros: {pi*k} for every integer k");
}

/// A set is asked for, and there are endlessly many members: an error that names them.
#[test]
fn library_calls_on_the_whole_line_name_the_family() {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let f = graph.parse("|sin(x)|").unwrap();
    let mut study = Study::new(&mut graph, f, x);
    let all = rolle::prove::Set::whole();
    let family = "there are endlessly many: {pi*k} for every integer k";
    assert_eq!(study.zeros(&all).unwrap_err(), family);
    assert_eq!(study.kinks(&all).unwrap_err(), family);
    let family = "there are endlessly many: {pi*k + pi/2} for every integer k";
    assert_eq!(study.stationary_points(&all).unwrap_err(), family);
    assert_eq!(study.inflection_points(&all), Ok(Vec::new()));
    // The index has a name that the function does not use.
    let k = graph.symbol("k");
    let f = graph.parse("sin(k)").unwrap();
    let zeros = Study::new(&mut graph, f, k).repeating_zeros().unwrap().unwrap();
    assert_ne!(zeros.index, k);
}

/// Two periods prove it; no part of the proof is open.
#[test]
fn proofs_look_at_two_periods() {
    for (formula, claim, opens_with, ends_with) in [
        (
            "sin(x)",
            "zeros = {0}",
            "f has the period 2*pi ≈ 6.28318530717959, so it is enough to look at [-2*pi, 2*pi].",
            "So the zeros are {pi*k} for every integer k.",
        ),
        (
            "x + sin(x)^2",
            "stationary points = {}",
            "f gains pi ≈ 3.14159265358979 where x gains pi ≈ 3.14159265358979, so it is enough to look at [-pi, pi].",
            "So the stationary points are {pi*k - pi/4} for every integer k.",
        ),
        (
            "x + sin(x)^2",
            "inflection points = {}",
            "f' has the period pi ≈ 3.14159265358979, so it is enough to look at [-pi, pi].",
            "So the inflection points are {pi*k/2 - pi/4} for every integer k.",
        ),
    ] {
        let mut graph = Graph::new();
        let x = graph.symbol("x");
        let f = graph.parse(formula).unwrap();
        let parsed = parse_claim(&mut graph, x, &[], claim).unwrap();
        graph.take_side_conditions();
        let mut study = Study::new(&mut graph, f, x);
        let verdict = study.judge(&parsed);
        let proof = study.proof(claim, &parsed, &verdict);
        assert_eq!(proof.children.first().unwrap().statement, opens_with, "{formula}: {claim}");
        assert_eq!(proof.children.last().unwrap().statement, ends_with, "{formula}: {claim}");
        assert!(proof.walk().all(|node| node.kind != rolle::prove::ProofKind::Open));
    }
}

/// The enclosure of an expression in one symbol.
fn enclose(graph: &Graph, f: NodeId, x: NodeId, at: &Enclosure) -> Option<Enclosure> {
    let point = Point::from([(x, at.clone())]);
    graph.enclose(&[f], &point, &mut Context::new(), BITS).pop()?.ok()
}

/// The ends of the members for the integers from −8 to 8.
fn ends(graph: &Graph, index: NodeId, places: &[Interval]) -> Vec<[Enclosure; 2]> {
    let mut found = Vec::new();
    for k in -8..=8i64 {
        let k = rational(k, 1);
        for place in places {
            let at = |end: Option<rolle::calculus::End>| {
                enclose(graph, end.unwrap().point, index, &k).unwrap()
            };
            found.push([at(place.left), at(place.right)]);
        }
    }
    found
}

fn places<T>(found: &Repeating<T>, place: impl Fn(&T) -> Interval) -> Vec<Interval> {
    found.members.iter().map(place).collect()
}

fn rational(p: i64, q: u32) -> Enclosure {
    Enclosure::from_rational(&Rational::from_parts(p.into(), q.into()), BITS)
}

/// A point, and the value there.
type Sample = (Enclosure, Enclosure);

/// Whether some place meets the interval between two samples.
fn meets(ends: &[[Enclosure; 2]], first: &Sample, last: &Sample) -> bool {
    let before = |a: &Enclosure, b: &Enclosure| a.compare(b) != Some(Ordering::Greater);
    ends.iter().any(|[left, right]| before(&first.0, right) && before(left, &last.0))
}

/// f vanishes at every member, and every change of sign between samples has a member between them.
fn zeros_agree(
    formula: &str,
    value: &dyn Fn(&Enclosure) -> Enclosure,
    ends: &[[Enclosure; 2]],
    samples: &[Sample],
) {
    let zero = rational(0, 1);
    for [left, _] in ends {
        assert!(value(left).overlaps(&zero), "{formula}: no zero at {}", left.to_f64());
    }
    for pair in samples.windows(2) {
        let [before, after] = [0, 1].map(|i| pair[i].1.compare(&zero));
        let changes = before.is_some() && after.is_some() && before != after;
        let known = meets(ends, &pair[0], &pair[1]);
        assert!(!changes || known, "{formula}: a zero after {}", pair[0].0.to_f64());
    }
}

/// Where samples turn there is a member.
fn turns_agree(formula: &str, ends: &[[Enclosure; 2]], samples: &[Sample]) {
    for triple in samples.windows(3) {
        let [rise, next] = [0, 1].map(|i| triple[i].1.compare(&triple[i + 1].1));
        let turns = rise.is_some() && next.is_some() && rise != next;
        let known = meets(ends, &triple[0], &triple[2]);
        assert!(!turns || known, "{formula}: a turn near {}", triple[1].0.to_f64());
    }
}

/// Beside a minimum nothing is lower, and beside a maximum nothing higher.
fn kind_agrees(
    formula: &str,
    value: &dyn Fn(&Enclosure) -> Enclosure,
    [left, right]: &[Enclosure; 2],
    kind: CriticalKind,
) {
    let wrong = match kind {
        CriticalKind::Minimum => Ordering::Less,
        CriticalKind::Maximum => Ordering::Greater,
        _ => return,
    };
    let step = rational(1, 100_000);
    let at = value(left);
    for beside in [left.sub(&step, BITS).unwrap(), right.add(&step, BITS).unwrap()] {
        let order = value(&beside).compare(&at);
        assert_ne!(order, Some(wrong), "{formula}: {kind:?} at {}", left.to_f64());
    }
}

#[test]
fn families_agree_with_dense_samples() {
    for formula in [
        "sin(x)",
        "cos(2x) - 1/3",
        "sin(x)*cos(3x)",
        "sin(x) + sin(2x)/2 + sin(3x)/3",
        "cos(x) + sin(2x)/3",
        "|sin(x)| - 1/2",
        "relu(cos(x)) - sin(x)/4",
        "exp(sin(x)) - 1",
        "sin(x)/(2 + cos(x))",
        "tanh(3*sin(x)) + cos(x)",
        "atan(2*cos(x)) - 1/5",
        "x/5 + sin(x)",
        "x/3 - 2*cos(x)^2",
        "|cos(x)| + x/4",
        "sin(x)^3 - sin(x)/3",
        "sin(sin(2x))",
    ] {
        let mut graph = Graph::new();
        let x = graph.symbol("x");
        let f = graph.parse(formula).unwrap();
        let mut study = Study::new(&mut graph, f, x);
        let zeros = study.repeating_zeros().unwrap_or_else(|why| panic!("{formula}: {why}"));
        let critical = study.repeating_critical_points();
        let critical = critical.unwrap_or_else(|why| panic!("{formula}: {why}")).expect(formula);
        let value = |at: &Enclosure| enclose(&graph, f, x, at).unwrap();
        let grid = (-611..=611).map(|n| rational(n, 97));
        let samples: Vec<Sample> = grid.map(|at| (at.clone(), value(&at))).collect();
        if let Some(zeros) = zeros {
            let ends = ends(&graph, zeros.index, &places(&zeros, |zero| zero.place));
            zeros_agree(formula, &value, &ends, &samples);
        }
        let ends = ends(&graph, critical.index, &places(&critical, |point| point.place));
        turns_agree(formula, &ends, &samples);
        for (ends, member) in ends.iter().zip(critical.members.iter().cycle()) {
            kind_agrees(formula, &value, ends, member.kind);
        }
    }
}
