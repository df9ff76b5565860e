//! Families of joints, for all integers at once; each is also looked at for three integers by the local decision.

use super::*;
use crate::calculus::LIMIT_WORK;
use crate::calculus::limit::tests::formula::formula;
use crate::print::{Notation, Printer};

fn show(g: &Graph, limit: &Limit) -> String {
    match limit {
        Limit::Finite(id) => Printer::new(Notation::Plain).print_brief(g, *id, 80),
        Limit::PlusInfinity => "oo".to_string(),
        Limit::MinusInfinity => "-oo".to_string(),
        _ => "?".to_string(),
    }
}

/// `place: left value, value, right value; left slope, right slope; kind`, one line for each family.
fn described(function: &str) -> Vec<String> {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = formula(&mut g, function);
    let families = g.joint_families(f, x, LIMIT_WORK);
    let mut lines = Vec::new();
    if let Some(why) = families.left_out {
        lines.push(format!("left out: {why}"));
    }
    for family in families.found {
        let place = Printer::new(Notation::Plain).print_brief(&g, family.place, 80);
        let Some(joint) = &family.joint else {
            lines.push(format!("{place}: ?"));
            continue;
        };
        agrees_at_integers(&mut g, f, x, &family, joint);
        let side = |side: &Option<crate::calculus::JointSide>| match side {
            Some(side) => (show(&g, &side.value), show(&g, &side.slope)),
            None => ("none".to_string(), "none".to_string()),
        };
        let ((left, left_slope), (right, right_slope)) = (side(&joint.left), side(&joint.right));
        let value = match g.op(joint.value) {
            Op::Undefined => "none".to_string(),
            _ => Printer::new(Notation::Plain).print_brief(&g, joint.value, 80),
        };
        let mut line = format!("{place}: {left}, {value}, {right}; {left_slope}, {right_slope}; ");
        line.push_str(&match joint.kind {
            JointKind::Undecided(_) => "undecided".to_string(),
            ref kind => format!("{kind:?}"),
        });
        if !family.except.is_empty() {
            line.push_str(&format!(" except {:?}", family.except));
        }
        lines.push(line);
    }
    lines
}

/// The joint at k = −2, 0 and 3 is what the family says.
fn agrees_at_integers(g: &mut Graph, f: NodeId, x: NodeId, family: &JointFamily, joint: &Joint) {
    if matches!(joint.kind, JointKind::Undecided(_)) {
        return;
    }
    for k in [-2, 0, 3].into_iter().filter(|k| !family.except.contains(k)) {
        let k = g.integer(k);
        let place = g.value_at(family.place, family.index, k);
        let there = g.joint_at(f, x, place, LIMIT_WORK);
        assert_eq!(there.kind, joint.kind, "{there:?}");
        let pairs = [(&there.left, &joint.left), (&there.right, &joint.right)];
        for (one, all) in pairs {
            let (Some(one), Some(all)) = (one, all) else {
                assert!(one.is_none() && all.is_none());
                continue;
            };
            for (one, all) in [(&one.value, &all.value), (&one.slope, &all.slope)] {
                match (one, all) {
                    (Limit::Finite(one), Limit::Finite(all)) => {
                        let all = g.value_at(*all, family.index, k);
                        assert!(g.is_same_value(*one, all));
                    }
                    (one, all) => assert_eq!(one, all),
                }
            }
        }
        let value = g.value_at(joint.value, family.index, k);
        assert!(g.is_same_value(there.value, value) || g.op(there.value) == Op::Undefined);
    }
}

fn check_table(table: &[(&str, &[&str])]) {
    let mut failures = Vec::new();
    for (function, expected) in table {
        let found = described(function);
        if found != *expected {
            failures.push(format!("(\"{function}\", &{found:?}),"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), table.len(), failures.join("\n"));
}

#[test]
fn jumps() {
    check_table(&[
        ("floor(x)", &["k: k - 1, k, k; 0, 0; Jump"]),
        ("ceil(x)", &["k: k, k, k + 1; 0, 0; Jump"]),
        ("round(x)", &["k + 1/2: k, round(k + 1/2), k + 1; 0, 0; Jump"]),
        ("x - floor(x)", &["k: 1, 0, 0; 1, 1; Jump"]),
        ("floor(2*x + 1)", &["k/2 - 1/2: k - 1, k, k; 0, 0; Jump"]),
        (
            "x*round(x)",
            &["k + 1/2: k*(k + 1/2), round(k + 1/2)*(k + 1/2), (k + 1)*(k + 1/2); k, k + 1; Jump"],
        ),
        ("x*floor(x)", &["k: k*(k - 1), k^2, k^2; k - 1, k; Jump except [0]"]),
        (
            "sign(cos(x))",
            &["2*pi*k - pi/2: -1, 0, 1; 0, 0; Jump", "2*pi*k + pi/2: 1, 0, -1; 0, 0; Jump"],
        ),
        ("floor(x) + x^2", &["k: k^2 + k - 1, k^2 + k, k^2 + k; 2*k, 2*k; Jump"]),
        ("floor(-x)", &["k: -k, -k, -k - 1; 0, 0; Jump"]),
    ]);
}

#[test]
fn what_no_family_covers_is_left_out() {
    check_table(&[
        (
            "floor(x) + acosh(x)",
            &[
                "left out: the edges of the domain of `acosh`",
                "k: ?, k + acosh(k), ?; ?, ?; undecided",
            ],
        ),
        (
            "floor(x) + abs(x^2 - 2)",
            &[
                "left out: single joints among endlessly many",
                "k: ?, k + abs(k^2 - 2), ?; ?, ?; undecided",
            ],
        ),
        ("floor(x^2)", &["left out: a part whose argument is not affine"]),
        ("round(sin(x))", &["left out: a part whose argument is not affine"]),
    ]);
}

#[test]
fn kinks() {
    check_table(&[
        ("abs(sin(x))", &["pi*k: 0, 0, 0; -1, 1; Kink"]),
        ("abs(sin(pi*x))", &["k: 0, 0, 0; -pi, pi; Kink"]),
        (
            "max(sin(x), cos(x))",
            &[
                "2*pi*k + pi/4: sqrt(2)/2, sqrt(2)/2, sqrt(2)/2; -sqrt(2)/2, sqrt(2)/2; Kink",
                "2*pi*k + 5*pi/4: -sqrt(2)/2, -sqrt(2)/2, -sqrt(2)/2; -sqrt(2)/2, sqrt(2)/2; Kink",
            ],
        ),
        (
            "asin(sin(x))",
            &[
                "2*pi*k + pi/2: pi/2, pi/2, pi/2; 1, -1; Kink",
                "2*pi*k - pi/2: -pi/2, -pi/2, -pi/2; -1, 1; Kink",
            ],
        ),
        (
            "abs(x - round(x))",
            &[
                "left out: no closed form for the zeros of a switching function",
                "k + 1/2: 1/2, 1/2, 1/2; 1, -1; Kink",
            ],
        ),
        (
            "exp(-x)*abs(sin(x))",
            &[
                "2*pi*k: 0, 0, 0; -exp(-2*pi*k), exp(-2*pi*k); Kink",
                "2*pi*k + pi: 0, 0, 0; -exp(-(2*pi*k + pi)), exp(-(2*pi*k + pi)); Kink",
            ],
        ),
        (
            "abs(sin(x))*sin(x)",
            &["2*pi*k: 0, 0, 0; 0, 0; Smooth", "2*pi*k + pi: 0, 0, 0; 0, 0; Smooth"],
        ),
        ("sin(x)^2", &[]),
    ]);
}

#[test]
fn poles() {
    check_table(&[
        ("tan(x)", &["pi*k + pi/2: oo, none, -oo; oo, oo; Pole"]),
        (
            "1/sin(x)",
            &["2*pi*k: -oo, none, oo; -oo, -oo; Pole", "2*pi*k + pi: oo, none, -oo; oo, oo; Pole"],
        ),
        ("gamma(x)", &["k: ?"]),
        ("x + cot(2*x)", &["pi*k/2: -oo, none, oo; -oo, -oo; Pole"]),
    ]);
}
