//! False certificates: each is what a careless checker would accept, and is refused.

use rolle_check::*;
use std::cmp::Ordering::{self, Equal, Greater, Less};

fn rational(text: &str) -> Rational {
    text.parse().unwrap()
}

fn number(text: &str) -> Node {
    Node::Number(rational(text))
}

/// `-oo`, `oo`, `z0`, `z1`, … for isolated zeros, or a fraction.
fn place(text: &str) -> Place {
    match text {
        "-oo" => Place::MinusInfinity,
        "oo" => Place::PlusInfinity,
        _ => match text.strip_prefix('z') {
            Some(index) => Place::Zero(index.parse().unwrap()),
            None => Place::At(rational(text)),
        },
    }
}

fn part(to: &str, sign: Ordering, rule: Rule) -> Part {
    Part { to: place(to), sign, rule, bits: 64 }
}

fn guard(node: usize, sign: Ordering, parts: &[(&str, Rule)]) -> Guard {
    Guard { node, sign, parts: parts.iter().map(|&(to, rule)| part(to, sign, rule)).collect() }
}

fn table(order: u32, parts: Vec<Part>) -> Table {
    Table { order, parts }
}

fn piece(to: &str, guards: Vec<Guard>, tables: Vec<Table>) -> Piece {
    Piece { to: place(to), guards, tables }
}

fn zero(of: usize, low: &str, high: &str) -> Zero {
    Zero { of, low: rational(low), high: rational(high), signs: Signs::default() }
}

fn span(from: &str, to: &str, closed: [bool; 2]) -> Span {
    Span { from: place(from), to: place(to), closed }
}

fn between(low: &str, high: &str) -> Level {
    Level::Between(rational(low), rational(high))
}

fn certificate(nodes: Vec<Node>, zeros: Vec<Zero>, pieces: Vec<Piece>) -> Certificate {
    Certificate { formula: Formula::new(nodes).unwrap(), zeros, pieces, claims: Vec::new() }
}

/// The tables hold, and so do the true claims; the false one is refused for a reason that names it.
fn check(certificate: &Certificate, holds: &[Claim], refused: &Claim, why: &str) {
    let verified = verify(certificate).unwrap();
    for claim in holds {
        verified.proves(claim).unwrap();
    }
    let found = verified.proves(refused).unwrap_err();
    assert!(found.contains(why), "{found}");
}

const BOX: Rule = Rule::Taylor(0);
const LINE: [bool; 2] = [false, false];

/// 5 but at the cube root of 2, where the guard selects a formula without a value, made of 1/h or log h with
/// h = (x³ − 2)², which an enclosure only shows to be tiny.
fn hidden_pole(hidden: Vec<Node>) -> Certificate {
    let mut nodes = vec![
        Node::Variable,
        number("-2"),
        Node::Power(0, rational("3")),
        Node::Add(vec![2, 1]),
        // The same once more, so that the guard's sign does not help.
        Node::Add(vec![1, 2]),
        Node::Power(4, rational("2")),
        number("5"),
    ];
    nodes.extend(hidden);
    let last = nodes.len() - 1;
    nodes.push(Node::Select { guard: 3, branches: [6, last, 6] });
    let constant = |to: &str| vec![table(1, vec![part(to, Equal, BOX)])];
    let left = guard(3, Less, &[("1", BOX), ("z0", Rule::ZeroAtRight(1))]);
    let right = guard(3, Greater, &[("2", Rule::ZeroAtLeft(1)), ("oo", BOX)]);
    certificate(
        nodes,
        vec![zero(3, "1259921049/1000000000", "25198421/20000000")],
        vec![piece("z0", vec![left], constant("z0")), piece("oo", vec![right], constant("oo"))],
    )
}

#[test]
fn a_formula_without_a_value_at_a_joint_has_none() {
    let claim = |infimum, supremum| Claim::Bounds {
        order: 0,
        on: span("-oo", "oo", LINE),
        infimum,
        supremum,
    };
    let five = || between("5", "5");
    let reciprocal = vec![
        Node::Power(5, rational("-1")),
        number("-1"),
        Node::Mul(vec![7, 8]),
        Node::Apply(Function::Exp, 9),
    ];
    let logarithm = vec![Node::Apply(Function::Log, 5), Node::Apply(Function::Exp, 7)];
    for hidden in [reciprocal, logarithm] {
        let false_claim = claim(between("0", "1"), five());
        check(&hidden_pole(hidden), &[], &false_claim, "could not be enclosed");
    }
    // 7 by the sign of a logarithm that has no value.
    let seven = Node::Select { guard: 7, branches: [8, 8, 8] };
    let guarded = vec![Node::Apply(Function::Log, 5), number("7"), seven];
    let false_claim = claim(five(), between("7", "7"));
    check(&hidden_pole(guarded), &[], &false_claim, "could not be enclosed");
}

/// 0 left of 1 and 5 from there on, with the joint as a zero between 0 and 2.
fn step() -> Certificate {
    let nodes = vec![
        Node::Variable,
        number("-1"),
        Node::Add(vec![0, 1]),
        number("0"),
        number("5"),
        Node::Select { guard: 2, branches: [3, 4, 4] },
    ];
    let left = guard(2, Less, &[("0", BOX), ("z0", Rule::ZeroAtRight(1))]);
    let right = guard(2, Greater, &[("2", Rule::ZeroAtLeft(1)), ("oo", BOX)]);
    let constant = |to: &str| vec![table(1, vec![part(to, Equal, BOX)])];
    certificate(
        nodes,
        vec![zero(2, "0", "2")],
        vec![piece("z0", vec![left], constant("z0")), piece("oo", vec![right], constant("oo"))],
    )
}

#[test]
fn values_beyond_an_end_of_the_interval_do_not_count() {
    let claim = |from, closed, infimum| Claim::Bounds {
        order: 0,
        on: span(from, "oo", closed),
        infimum: between(infimum, infimum),
        supremum: between("5", "5"),
    };
    let closed = [true, false];
    let holds = [claim("2", closed, "5"), claim("-3", closed, "0")];
    check(&step(), &[claim("z0", closed, "5")], &claim("z0", closed, "0"), "not where");
    for from in ["1", "3/2"] {
        check(&step(), &holds, &claim(from, closed, "0"), "end of the interval");
        check(&step(), &holds, &claim(from, closed, "5"), "end of the interval");
    }
    let infinite = Claim::Bounds {
        order: 0,
        on: span("-oo", "oo", [true, false]),
        infimum: between("0", "0"),
        supremum: between("5", "5"),
    };
    check(&step(), &holds, &infinite, "end of the interval");
}

#[test]
fn bounds_at_infinity_are_those_of_the_derivative() {
    // f = x²: f″ = 2, and not 2/2!.
    let nodes = vec![Node::Variable, Node::Power(0, rational("2"))];
    let tables = vec![table(3, vec![part("oo", Equal, BOX)])];
    let square = certificate(nodes, vec![], vec![piece("oo", vec![], tables)]);
    let claim = |value| Claim::Bounds {
        order: 2,
        on: span("-oo", "oo", LINE),
        infimum: between(value, value),
        supremum: between(value, value),
    };
    check(&square, &[claim("2")], &claim("1"), "not where the claim has it");
}

#[test]
fn bounds_end_where_their_interval_does() {
    // x² − 2x falls until 1, which the table knows by an interval only.
    let nodes = vec![
        Node::Variable,
        number("-2"),
        Node::Mul(vec![1, 0]),
        Node::Power(0, rational("2")),
        Node::Add(vec![3, 2]),
    ];
    let slope = vec![
        part("7/8", Less, BOX),
        part("9/8", Less, Rule::SimpleZero(0)),
        part("oo", Greater, BOX),
    ];
    let parabola = certificate(nodes, vec![], vec![piece("oo", vec![], vec![table(1, slope)])]);
    let claim = |from, to, low, high| Claim::Bounds {
        order: 0,
        on: span(from, to, LINE),
        infimum: between(low, low),
        supremum: between(high, high),
    };
    let holds = [claim("-1", "0", "0", "3"), claim("2", "3", "0", "3")];
    for refused in [claim("-1", "0", "-1", "3"), claim("2", "3", "-1", "3")] {
        check(&parabola, &holds, &refused, "not where the claim has it");
    }
    let wide = |low, high| Claim::Bounds {
        order: 0,
        on: span("-1", "0", LINE),
        infimum: between(low, high),
        supremum: between("3", "3"),
    };
    check(&parabola, &holds, &wide("-2", "-1/2"), "not where the claim has it");
}

/// f = x, with tables of f′ and f″.
fn identity() -> Certificate {
    let tables =
        vec![table(1, vec![part("oo", Greater, BOX)]), table(2, vec![part("oo", Equal, BOX)])];
    certificate(vec![Node::Variable], vec![], vec![piece("oo", vec![], tables)])
}

#[test]
fn claims_have_a_direction() {
    let monotone =
        |direction| Claim::Monotone { direction, strict: true, on: span("-oo", "oo", LINE) };
    check(&identity(), &[monotone(Greater)], &monotone(Less), "another sign");
    check(&identity(), &[monotone(Greater)], &monotone(Equal), "no direction");
    let convex =
        |direction| Claim::Convex { direction, strict: false, on: span("-oo", "oo", LINE) };
    check(&identity(), &[convex(Less), convex(Greater)], &convex(Equal), "no direction");
}

#[test]
fn numbers_that_no_proof_needs_are_refused() {
    let with = |order, rule, bits| {
        let parts = vec![Part { bits, ..part("oo", Greater, rule) }];
        let tables = vec![table(order, parts)];
        certificate(vec![Node::Variable], vec![], vec![piece("oo", vec![], tables)])
    };
    assert!(verify(&with(1, BOX, 64)).is_ok());
    const HUGE: u32 = u32::MAX;
    for bits in [0, 7, 4097, HUGE] {
        assert!(verify(&with(1, BOX, bits)).is_err(), "{bits}");
    }
    for rule in [
        Rule::Taylor,
        Rule::ZeroAtLeft,
        Rule::ZeroAtRight,
        Rule::Monotone,
        Rule::SimpleZero,
        Rule::LeftEnd,
        Rule::RightEnd,
        Rule::RationalZeros,
    ] {
        for n in [129, HUGE - 1, HUGE] {
            assert!(verify(&with(1, rule(n), 64)).is_err(), "{:?}", rule(n));
        }
    }
    for order in [129, HUGE - 1, HUGE] {
        assert!(verify(&with(order, BOX, 64)).is_err());
        let on = span("-oo", "oo", LINE);
        let (infimum, supremum) = (between("0", "1"), between("0", "1"));
        let claim = Claim::Bounds { order, on, infimum, supremum };
        check(&identity(), &[], &claim, "order");
    }
    let formula = identity().formula;
    let signs = Signs::default();
    let subject = |order| Subject { formula: &formula, zeros: &[], node: 0, order, signs: &signs };
    for (order, n) in [(0, 0), (HUGE, HUGE), (0, HUGE), (HUGE, 1)] {
        assert!(!subject(order).vanishes(&place("0"), n));
    }
}

#[test]
fn places_that_do_not_exist_are_refused() {
    let tables = vec![table(0, vec![part("z7", Greater, BOX), part("oo", Greater, BOX)])];
    let one = certificate(vec![number("1")], vec![], vec![piece("oo", vec![], tables)]);
    assert!(verify(&one).is_err());
    let claim = Claim::Monotone { direction: Greater, strict: false, on: span("-oo", "z7", LINE) };
    check(&identity(), &[], &claim, "end of the interval");
}

#[test]
fn the_window_of_a_zero_lies_inside_its_piece() {
    // Beyond a joint that is known by an interval, the formula of the piece need not hold.
    let nodes = vec![Node::Variable, number("-3"), Node::Add(vec![0, 1])];
    let side = |to: &str, rule, sign| vec![table(0, vec![part(to, sign, rule)])];
    let left = side("z0", BOX, Less);
    let mut right = side("5", Rule::SimpleZero(0), Less);
    right[0].parts.push(part("oo", Greater, BOX));
    let window = certificate(
        nodes,
        vec![zero(0, "-1", "2")],
        vec![piece("z0", vec![], left), piece("oo", vec![], right)],
    );
    let why = verify(&window).unwrap_err();
    assert!(why.contains("SimpleZero"), "{why}");
}

#[test]
fn sentences_do_not_say_more_than_was_proved() {
    // The number is rounded to twelve digits neither up nor down without a word.
    let long = "12345678901234567890123456789012345678901234561/10000000000000000000000000000000000000000000001";
    let mut certificate = identity();
    for to in ["12345678901234567/1000", long] {
        let on = span("0", to, LINE);
        certificate.claims.push(Claim::Monotone { direction: Greater, strict: true, on });
    }
    let sentences = verify(&certificate).unwrap().sentences();
    assert!(sentences[0].ends_with("(0, 12345678901234567/1000)"), "{}", sentences[0]);
    assert!(sentences[1].contains("(0, about 1.2345"), "{}", sentences[1]);
}
