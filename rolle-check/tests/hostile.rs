//! Files made to keep the checker busy, or to break it: each is refused soon, or read and verified soon.

use rolle_check::*;
use std::cmp::Ordering::{Equal, Greater};
use std::time::{Duration, Instant};

/// Ten times what the budget of work is meant to be, for slow and busy machines.
const LIMIT: Duration = Duration::from_secs(60);

fn rational(text: &str) -> Rational {
    text.parse().unwrap()
}

/// A certificate of one piece with one table of one part.
fn certificate(nodes: Vec<Node>, order: u32, rule: Rule, bits: u32, parts: usize) -> Certificate {
    let to = |i: usize| match i + 1 < parts {
        true => Place::At(Rational::integer(i as i64)),
        false => Place::PlusInfinity,
    };
    let part = |i| Part { to: to(i), sign: Greater, rule, bits };
    let tables = vec![Table { order, parts: (0..parts).map(part).collect() }];
    let pieces = vec![Piece { to: Place::PlusInfinity, guards: vec![], tables }];
    let formula = Formula::new(nodes).unwrap();
    Certificate { formula, zeros: vec![], pieces, claims: vec![] }
}

/// x, and functions of each other.
fn chain(functions: &[Function], length: usize) -> Vec<Node> {
    let mut nodes = vec![Node::Variable];
    nodes.extend((0..length).map(|i| Node::Apply(functions[i % functions.len()], i)));
    nodes
}

fn check(name: &str, certificate: &Certificate) {
    let start = Instant::now();
    let text = certificate.to_text();
    let verdict = Certificate::from_text(&text).and_then(|read| verify(&read).map(|_| ()));
    let spent = start.elapsed();
    assert!(spent < LIMIT, "{name}: {spent:?}, {verdict:?}");
}

#[test]
fn much_work_is_refused_before_it_is_done() {
    use Function::{Cos, Erf, Exp, Log, Sin, Softplus, Tanh};
    let deep = [Sin, Cos, Tanh, Exp, Softplus, Erf];
    for (length, order, bits, parts) in [
        (90_000, 0, 4096, 1),
        (90_000, 128, 4096, 1),
        (20_000, 2, 64, 10_000),
        (100, 128, 64, 1),
        (10, 128, 4096, 1),
        (3, 60, 256, 100),
        (1_000, 3, 128, 3),
        (50, 0, 4096, 20),
        (3, 0, 64, 20_000),
    ] {
        for rule in [Rule::Taylor(0), Rule::Taylor(2), Rule::RightEnd(8)] {
            let name = format!("{length} functions, order {order}, {bits} bits, {parts} parts");
            let parts = if matches!(rule, Rule::RightEnd(_)) { 1 } else { parts };
            check(
                &format!("{name}, {rule:?}"),
                &certificate(chain(&deep, length), order, rule, bits, parts),
            );
        }
    }
    for function in [Exp, Log, Sin, Erf] {
        let nodes = chain(&[function], 40_000);
        check(&format!("{function:?}"), &certificate(nodes, 1, Rule::Taylor(1), 300, 4));
    }
}

#[test]
fn huge_numbers_are_no_trouble() {
    let long = format!("1{}", "0".repeat(1_900));
    for number in
        ["100000000000000000000000000000", &long, &format!("1/{long}"), &format!("-{long}")]
    {
        for exponent in ["2", "-2", "1/3", &long, &format!("1/{long}")] {
            let mut nodes =
                vec![Node::Variable, Node::Number(rational(number)), Node::Mul(vec![0, 1])];
            nodes.push(Node::Power(2, rational(exponent)));
            for function in [Function::Sin, Function::Exp, Function::Erfc, Function::Log] {
                let at = nodes.len() - 1;
                nodes.push(Node::Apply(function, 2));
                nodes.push(Node::Add(vec![at, at + 1]));
            }
            for rule in [Rule::Taylor(0), Rule::Taylor(3), Rule::RightEnd(6), Rule::LeftEnd(6)] {
                let certificate = certificate(nodes.clone(), 2, rule, 4096, 1);
                check(&format!("{} to the {}", number.len(), exponent.len()), &certificate);
            }
        }
    }
}

#[test]
fn huge_polynomials_are_refused() {
    let long = format!("1{}/3", "0".repeat(1_900));
    let squares = |count: usize, exponent: &str, number: &str| {
        let mut nodes = vec![Node::Variable, Node::Number(rational(number)), Node::Add(vec![0, 1])];
        for _ in 0..count {
            nodes.push(Node::Power(nodes.len() - 1, rational(exponent)));
            nodes.push(Node::Add(vec![1, nodes.len() - 1]));
        }
        nodes
    };
    for (count, exponent) in
        [(1, "1000"), (1, "999999999999"), (9, "2"), (8, "-2"), (40, "-1"), (2, "31"), (2, "-7")]
    {
        for number in ["1", "-1/7", &long] {
            for (order, parts) in [(0, 1), (0, 2_000), (1, 3), (8, 1), (128, 1)] {
                let nodes = squares(count, exponent, number);
                let name =
                    format!("degree {exponent}, {count} times, order {order}, {parts} parts");
                let mut zeros = certificate(nodes, order, Rule::RationalZeros(0), 64, parts);
                check(&name, &zeros);
                zeros.pieces[0].tables[0].parts[0].to = Place::At(rational(&long));
                check(&name, &zeros);
            }
        }
    }
}

#[test]
fn many_guards_joints_and_claims_are_refused() {
    let mut nodes = vec![Node::Variable];
    for i in 0..20_000 {
        nodes.push(Node::Select { guard: i, branches: [i, i, i] });
    }
    let formula = Formula::new(nodes).unwrap();
    let at = |i: i64| if i < 2_000 { Place::At(Rational::integer(i)) } else { Place::PlusInfinity };
    let piece = |i| Piece { to: at(i), guards: vec![], tables: vec![] };
    let on = Span { from: Place::MinusInfinity, to: Place::PlusInfinity, closed: [false, false] };
    let claim = Claim::Monotone { direction: Greater, strict: false, on };
    let claims = vec![claim; 2_000];
    let pieces = (0..=2_000).map(piece).collect();
    check("guards", &Certificate { formula, zeros: vec![], pieces, claims });

    let pieces = (0..=2_000).map(|i| Piece {
        to: at(i),
        guards: vec![],
        tables: vec![Table {
            order: 1,
            parts: vec![Part { to: at(i), sign: Greater, rule: Rule::Taylor(0), bits: 64 }],
        }],
    });
    let on = |i| Span { from: at(i), to: Place::PlusInfinity, closed: [true, false] };
    let claims =
        (0..1_000).map(|i| Claim::Monotone { direction: Greater, strict: false, on: on(i) });
    let formula = Formula::new(vec![Node::Variable]).unwrap();
    let (pieces, claims) = (pieces.collect(), claims.collect());
    check("joints", &Certificate { formula, zeros: vec![], pieces, claims });
}

#[test]
fn texts_that_are_none_are_refused() {
    let members: Vec<String> = (0..100_000).map(|i| format!("\"{i}\":0")).collect();
    for text in [
        "[".repeat(1_000_000),
        format!("{{{}}}", members.join(",")),
        format!("[{}]", "0,".repeat(500_000)),
        "9".repeat(1_000_000),
        format!("\"{}", "9".repeat(1_000_000)),
    ] {
        let start = Instant::now();
        assert!(Certificate::from_text(&text).is_err() && Certificate::seal(&text).is_err());
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}

/// Certificates to disturb: a kink, and a zero with a tail.
fn seeds() -> Vec<String> {
    let mut kink = certificate(
        vec![
            Node::Variable,
            Node::Number(Rational::integer(-1)),
            Node::Mul(vec![1, 0]),
            Node::Select { guard: 0, branches: [2, 0, 0] },
        ],
        1,
        Rule::Taylor(0),
        64,
        1,
    );
    let parts = |to: Place, sign| vec![Part { to, sign, rule: Rule::Taylor(0), bits: 64 }];
    let zero = || Place::At(Rational::zero());
    let side = |to: Place, sign, rule| {
        let mut guard = parts(to.clone(), sign);
        guard[0].rule = rule;
        Piece {
            to: to.clone(),
            guards: vec![Guard { node: 0, sign, parts: guard }],
            tables: vec![
                Table { order: 1, parts: parts(to.clone(), sign) },
                Table { order: 2, parts: parts(to, Equal) },
            ],
        }
    };
    kink.pieces = vec![
        side(zero(), std::cmp::Ordering::Less, Rule::ZeroAtRight(1)),
        side(Place::PlusInfinity, Greater, Rule::ZeroAtLeft(1)),
    ];
    let on = Span { from: Place::MinusInfinity, to: Place::PlusInfinity, closed: [false, false] };
    kink.claims = vec![
        Claim::Convex { direction: Greater, strict: false, on: on.clone() },
        Claim::Lipschitz { constant: Rational::one(), on },
        Claim::Limit { at: Place::PlusInfinity, limit: Level::PlusInfinity },
    ];
    verify(&kink).unwrap();
    let tail = certificate(
        vec![
            Node::Variable,
            Node::Apply(Function::Tanh, 0),
            Node::Apply(Function::Erf, 1),
            Node::Add(vec![0, 2]),
        ],
        1,
        Rule::Taylor(1),
        64,
        3,
    );
    vec![kink.to_text(), tail.to_text()]
}

#[test]
fn disturbed_texts_neither_panic_nor_hang() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let tokens = [
        "-1",
        "0",
        "128",
        "4096",
        "99999",
        "\"oo\"",
        "\"1/3\"",
        "[",
        "]",
        ",",
        "\"log\"",
        "\"left-end\"",
    ];
    let seeds = seeds();
    let (mut read, mut holds) = (0, 0);
    for _ in 0..20_000 {
        let mut text = seeds[below(seeds.len())].clone().into_bytes();
        for _ in 0..=below(3) {
            let at = below(text.len());
            let end = (at + below(6)).min(text.len());
            match below(3) {
                0 => drop(text.drain(at..end)),
                1 => {
                    let token = tokens[below(tokens.len())].bytes();
                    text.splice(at..end, token).for_each(drop);
                }
                _ => text[at] = b"0123456789-[]{},\":"[below(18)],
            }
        }
        let Ok(text) = String::from_utf8(text) else { continue };
        let start = Instant::now();
        let sealed = Certificate::seal(&text);
        if let Ok(certificate) = sealed.and_then(|text| Certificate::from_text(&text)) {
            read += 1;
            if let Ok(verified) = verify(&certificate) {
                holds += 1;
                verified.sentences();
            }
            assert!(!certificate.formula.to_string().is_empty());
        }
        assert!(start.elapsed() < LIMIT, "{text}");
    }
    assert!(read > 500 && holds > 50, "{read} were read, {holds} hold");
}
