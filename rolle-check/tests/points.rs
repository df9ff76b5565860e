//! Values at numbers, and whether a bound is one: what holds, what does not, and what is not shown.

use rolle_check::*;
use std::cmp::Ordering::{Equal, Greater, Less};

fn rational(text: &str) -> Rational {
    text.parse().unwrap()
}

fn number(text: &str) -> Node {
    Node::Number(rational(text))
}

/// A formula, and nothing known of the line.
fn bare(nodes: Vec<Node>) -> Certificate {
    let formula = Formula::new(nodes).unwrap();
    Certificate { formula, zeros: vec![], pieces: vec![], claims: vec![] }
}

fn value(order: u32, at: &str, low: &str, high: &str) -> Claim {
    let value = Level::Between(rational(low), rational(high));
    Claim::Value { order, at: rational(at), value }
}

fn holds(nodes: &[Node], claim: &Claim) -> bool {
    let mut certificate = bare(nodes.to_vec());
    certificate.claims.push(claim.clone());
    let verified = verify(&certificate).is_ok();
    let text = Certificate::from_text(&certificate.to_text()).unwrap();
    assert_eq!(text, certificate);
    verified
}

/// Whether a value is proved to be what is given, and the number itself is proved to be no other.
#[track_caller]
fn check(nodes: &[Node], order: u32, at: &str, expected: Option<&str>) {
    match expected {
        Some(exact) => {
            assert!(holds(nodes, &value(order, at, exact, exact)), "{exact}");
            let beyond = (&rational(exact) + &rational("1/1000000000000000000000")).to_string();
            assert!(!holds(nodes, &value(order, at, &beyond, "1000")));
            assert!(!holds(nodes, &value(order, at, &beyond, exact)));
        }
        None => assert!(!holds(nodes, &value(order, at, "-1000000", "1000000"))),
    }
}

/// −x, x and x by the sign of x.
fn absolute() -> Vec<Node> {
    vec![
        Node::Variable,
        number("-1"),
        Node::Mul(vec![1, 0]),
        Node::Select { guard: 0, branches: [2, 0, 0] },
    ]
}

#[test]
fn values_at_and_beside_kinks() {
    check(&absolute(), 0, "0", Some("0"));
    check(&absolute(), 0, "-1/3", Some("1/3"));
    check(&absolute(), 1, "-1/3", Some("-1"));
    check(&absolute(), 1, "2", Some("1"));
    check(&absolute(), 2, "2", Some("0"));
    check(&absolute(), 1, "0", None);
    // One at 0 alone: both sides have the slope 0, and there is none.
    let spike = vec![
        Node::Variable,
        number("0"),
        number("1"),
        Node::Select { guard: 0, branches: [1, 2, 1] },
    ];
    check(&spike, 0, "0", Some("1"));
    check(&spike, 1, "0", None);
    check(&spike, 1, "1", Some("0"));
}

#[test]
fn a_guard_that_jumps_has_no_sign_near_its_joint() {
    // The guard is −1 left of 0 and 1 at 0 and right of it: positive at 0, and not near it.
    let nodes = vec![
        Node::Variable,
        number("-1"),
        number("1"),
        Node::Select { guard: 0, branches: [1, 2, 2] },
        number("5"),
        Node::Select { guard: 3, branches: [4, 0, 0] },
    ];
    check(&nodes, 0, "0", Some("0"));
    check(&nodes, 1, "0", None);
    check(&nodes, 1, "1", Some("1"));
    check(&nodes, 1, "-1", Some("0"));
    // √x + 1 is 1 at 0, and nothing left of it.
    let root = vec![
        Node::Variable,
        Node::Power(0, rational("1/2")),
        number("1"),
        Node::Add(vec![1, 2]),
        Node::Select { guard: 3, branches: [1, 1, 0] },
    ];
    check(&root, 0, "0", Some("0"));
    check(&root, 1, "0", None);
}

#[test]
fn values_where_there_is_none() {
    let power = |exponent| vec![Node::Variable, Node::Power(0, rational(exponent))];
    check(&power("1/2"), 0, "0", Some("0"));
    check(&power("1/2"), 0, "4", Some("2"));
    check(&power("1/2"), 1, "4", Some("1/4"));
    check(&power("1/2"), 0, "-4", None);
    check(&power("1/2"), 1, "0", None);
    check(&power("1/3"), 1, "0", None);
    check(&power("5/3"), 1, "0", None);
    check(&power("-1"), 0, "0", None);
    check(&power("-1"), 3, "1/2", Some("-96"));
    check(&[Node::Variable, Node::Apply(Function::Log, 0)], 0, "0", None);
    check(&[Node::Variable, Node::Apply(Function::Log, 0)], 1, "-1", None);
    check(&[Node::Variable, Node::Undefined], 0, "0", None);
}

#[test]
fn values_are_enclosed() {
    let exp = [Node::Variable, Node::Apply(Function::Exp, 0)];
    for order in 0..3 {
        let narrow = |low, high| holds(&exp, &value(order, "1", low, high));
        assert!(narrow("13591409/5000000", "27182819/10000000"));
        assert!(!narrow("2", "13591409/5000000"));
        assert!(!narrow("2", "27/10"));
        assert!(!narrow("3", "2"));
    }
    for value in [Level::MinusInfinity, Level::PlusInfinity] {
        assert!(!holds(&exp, &Claim::Value { order: 0, at: rational("0"), value }));
    }
    assert!(verify(&bare(exp.to_vec())).unwrap().proves(&value(129, "0", "0", "9")).is_err());
}

/// Without pieces nothing is said of the line, true as it may be.
#[test]
fn a_certificate_without_pieces_says_nothing_of_the_line() {
    let on =
        || Span { from: Place::MinusInfinity, to: Place::PlusInfinity, closed: [false, false] };
    let (infimum, supremum) = (Level::MinusInfinity, Level::PlusInfinity);
    for claim in [
        Claim::Signs { order: 0 },
        Claim::Monotone { direction: Greater, strict: false, on: on() },
        Claim::Convex { direction: Greater, strict: false, on: on() },
        Claim::Bounds { order: 0, on: on(), infimum, supremum: supremum.clone() },
        Claim::Lipschitz { constant: rational("1"), on: on() },
        Claim::Limit { at: Place::PlusInfinity, limit: supremum },
        Claim::Attained { side: Less, on: on() },
    ] {
        let mut certificate = bare(vec![Node::Variable]);
        assert!(verify(&certificate).unwrap().proves(&claim).is_err(), "{claim:?}");
        certificate.claims.push(claim);
        assert!(verify(&certificate).is_err());
    }
}

fn part(to: Place, sign: std::cmp::Ordering, rule: Rule) -> Part {
    Part { to, sign, rule, bits: 64 }
}

fn zero() -> Place {
    Place::At(Rational::zero())
}

/// Left of 0 one formula, right of it another, with the signs of their slopes.
fn joined(nodes: Vec<Node>, signs: [std::cmp::Ordering; 2], rules: [Rule; 2]) -> Certificate {
    let side = |to: Place, sign, zero, slope, rule| Piece {
        to: to.clone(),
        guards: vec![Guard { node: 0, sign, parts: vec![part(to.clone(), sign, zero)] }],
        tables: vec![Table { order: 1, parts: vec![part(to, slope, rule)] }],
    };
    let left = side(zero(), Less, Rule::ZeroAtRight(1), signs[0], rules[0]);
    let right = side(Place::PlusInfinity, Greater, Rule::ZeroAtLeft(1), signs[1], rules[1]);
    Certificate { pieces: vec![left, right], ..bare(nodes) }
}

fn span(from: Place, to: Place, closed: [bool; 2]) -> Span {
    Span { from, to, closed }
}

fn attained(side: std::cmp::Ordering, on: Span) -> Claim {
    Claim::Attained { side, on }
}

#[test]
fn bounds_that_are_values() {
    let line = || span(Place::MinusInfinity, Place::PlusInfinity, [false, false]);
    let right = |closed| span(zero(), Place::PlusInfinity, [closed, false]);
    let left = |closed| span(Place::MinusInfinity, zero(), [false, closed]);
    let box_rules = [Rule::Taylor(0), Rule::Taylor(0)];
    let check = |certificate: &Certificate, claims: &[(Claim, bool)]| {
        let verified = verify(certificate).unwrap();
        for (claim, expected) in claims {
            assert_eq!(verified.proves(claim).is_ok(), *expected, "{claim:?}");
        }
    };

    let absolute = joined(absolute(), [Less, Greater], box_rules);
    let at_one = Place::At(rational("1"));
    check(
        &absolute,
        &[
            (attained(Less, line()), true),
            (attained(Greater, line()), false),
            (attained(Equal, line()), false),
            (attained(Less, right(true)), true),
            (attained(Less, right(false)), false),
            (attained(Less, left(true)), true),
            (attained(Less, left(false)), false),
            (attained(Greater, span(zero(), at_one.clone(), [false, true])), true),
            (attained(Greater, span(zero(), at_one.clone(), [false, false])), false),
            (attained(Less, span(at_one, Place::PlusInfinity, [true, false])), true),
        ],
    );

    // x left of 0, and −1 from there on: 0 is approached and no value.
    let nodes = vec![Node::Variable, number("-1"), Node::Select { guard: 0, branches: [0, 1, 1] }];
    let jump = joined(nodes, [Greater, Equal], box_rules);
    check(
        &jump,
        &[
            (attained(Greater, left(true)), false),
            (attained(Greater, line()), false),
            (attained(Greater, right(true)), true),
            (attained(Greater, right(false)), true),
            (attained(Less, right(false)), true),
            (attained(Less, line()), false),
        ],
    );

    // 0 but at 0, where it is 1: the value at the joint alone is the greatest.
    let nodes = vec![
        Node::Variable,
        number("0"),
        number("1"),
        Node::Select { guard: 0, branches: [1, 2, 1] },
    ];
    let spike = joined(nodes, [Equal, Equal], box_rules);
    check(&spike, &[(attained(Greater, line()), true), (attained(Less, line()), true)]);
    check(&spike, &[(attained(Greater, left(true)), true), (attained(Greater, left(false)), true)]);

    // eˣ comes near to 0 and is not 0; a constant is attained everywhere.
    let exp = vec![
        part(Place::At(rational("-4")), Greater, Rule::LeftEnd(3)),
        part(Place::PlusInfinity, Greater, Rule::Taylor(0)),
    ];
    let constant = vec![part(Place::PlusInfinity, Equal, Rule::Taylor(0))];
    for (nodes, parts, expected) in [
        (vec![Node::Variable, Node::Apply(Function::Exp, 0)], exp, false),
        (vec![number("2"), Node::Power(0, rational("1/2"))], constant, true),
    ] {
        let tables = vec![Table { order: 1, parts }];
        let pieces = vec![Piece { to: Place::PlusInfinity, guards: vec![], tables }];
        let certificate = Certificate { pieces, ..bare(nodes) };
        check(&certificate, &[(attained(Less, line()), expected)]);
    }
}

#[test]
fn words_of_version_2_are_refused_in_version_1() {
    let mut certificate = bare(vec![Node::Variable]);
    certificate.claims.push(value(0, "1", "1", "1"));
    let text = certificate.to_text();
    assert!(text.contains("\"version\":2"));
    for (version, reads) in [("2", true), ("1", false), ("3", false), ("0", false), ("-1", false)] {
        let changed = text.replace("\"version\":2", &format!("\"version\":{version}"));
        let read = Certificate::from_text(&Certificate::seal(&changed).unwrap());
        assert_eq!(read.is_ok(), reads, "{version}");
    }
    let absolute = joined(absolute(), [Less, Greater], [Rule::Taylor(0), Rule::Taylor(0)]);
    assert!(absolute.to_text().contains("\"version\":1"));
}
