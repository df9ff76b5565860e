//! Reports of whole functions.

use super::*;
use crate::calculus::JointKind;
use crate::{Expr, Scope};

fn report_of(f: Expr, x: Expr) -> Report {
    report(&mut f.scope().graph_mut(), f.id(), x.id(), &Options::default())
}

fn text_of(f: Expr, x: Expr, title: &str) -> String {
    let report = report_of(f, x);
    render_text(&report, &f.scope().graph(), title, &[], TextStyle::default())
}

/// The text from the first blank line on.
fn body(f: Expr, x: Expr) -> String {
    let text = text_of(f, x, "f");
    text.split_once("\n\n").map(|(_, body)| body.to_string()).unwrap_or_default()
}

#[test]
fn spellings_of_one_function_give_one_text() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let zero = cx.integer(0);
    let q = |p, d| cx.rational(p, d);
    let when = |value: Expr<'_>, condition: Expr<'_>| (value.id(), condition.id());
    let piecewise = |branches: &[(NodeId, NodeId)], otherwise: Option<Expr<'_>>| {
        let id = cx.graph_mut().piecewise(branches, otherwise.map(|e| e.id()));
        cx.expr(id)
    };
    let relu6 = x.max(0).min(6);
    let families: Vec<(&str, Vec<Expr>)> = vec![
        (
            "relu",
            vec![
                x.max(0),
                (x + x.abs()) / 2,
                x * x.heaviside(),
                x * (1 + x.sign()) / 2,
                -(-x).min(0),
                piecewise(&[when(x, zero.less(x))], Some(zero)),
                piecewise(&[when(zero, x.less(0))], Some(x)),
                piecewise(&[when(x, zero.less_equal(x)), when(zero, x.less(0))], None),
            ],
        ),
        (
            "relu6",
            vec![
                relu6,
                x.min(6).max(0),
                x.max(0) - (x - 6).max(0),
                6 - (6 - x).max(0).min(6),
                piecewise(
                    &[when(zero, x.less(0)), when(cx.integer(6), (zero + 6).less(x))],
                    Some(x),
                ),
            ],
        ),
        (
            "hardtanh",
            vec![
                x.max(-1).min(1),
                ((x + 1).abs() - (x - 1).abs()) / 2,
                piecewise(
                    &[when(cx.integer(1), cx.integer(1).less(x)), when(cx.integer(-1), x.less(-1))],
                    Some(x),
                ),
            ],
        ),
        (
            "hardswish",
            vec![
                x * (x + 3).max(0).min(6) / 6,
                x * (x / 6 + q(1, 2)).max(0).min(1),
                piecewise(
                    &[when(zero, x.less_equal(-3)), when(x, cx.integer(3).less_equal(x))],
                    Some(x * (x + 3) / 6),
                ),
            ],
        ),
        (
            "leaky",
            vec![
                x.max(x / 100),
                x.max(0) + x.min(0) / 100,
                x * q(101, 200) + x.abs() * q(99, 200),
                piecewise(&[when(x / 100, x.less(0))], Some(x)),
            ],
        ),
        (
            "elu",
            vec![
                x.max(0) + (x.exp() - 1).min(0),
                piecewise(&[when(x, zero.less(x))], Some(x.exp() - 1)),
                piecewise(&[when(x.exp() - 1, x.less_equal(0))], Some(x)),
            ],
        ),
        ("softsign", vec![x / (1 + x.abs()), x / (1 + x.max(-x)), x / (1 + x.pow(2).sqrt())]),
    ];
    for (name, spellings) in families {
        let want = body(spellings[0], x);
        for &spelling in &spellings[1..] {
            let found = body(spelling, x);
            assert!(found == want, "{name} as {spelling}:\n{found}\nwanted:\n{want}");
        }
    }
}

/// Joints in one line each.
fn joints(f: Expr, x: Expr) -> String {
    let report = report_of(f, x);
    if let Err(why) = &report.pieces {
        return why.clone();
    }
    let line = |joint: &crate::calculus::Joint| {
        let point = f.scope().expr(joint.point);
        let kind = match &joint.kind {
            JointKind::Undecided(why) => format!("undecided ({why})"),
            kind => format!("{kind:?}"),
        };
        format!("{point} {kind} {:?}", joint.smoothness)
    };
    report.joints.iter().map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn look() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let zero = cx.integer(0);
    let q = |p, d| cx.rational(p, d);
    let gelu = x * (1 + (x / cx.integer(2).sqrt()).erf()) / 2;
    let pw = |branches: &[(Expr, Expr)], otherwise: Option<Expr>| {
        let b: Vec<_> = branches.iter().map(|(v, c)| (v.id(), c.id())).collect();
        let id = cx.graph_mut().piecewise(&b, otherwise.map(|e| e.id()));
        cx.expr(id)
    };
    let cosh = x.apply(crate::operator::Op::Cosh).unwrap();
    let list: Vec<(&str, Expr)> = vec![
        (
            "sqnl",
            pw(
                &[
                    (cx.integer(1), cx.integer(2).less(x)),
                    (x - x.pow(2) / 4, zero.less_equal(x)),
                    (x + x.pow(2) / 4, cx.integer(-2).less_equal(x)),
                ],
                Some(cx.integer(-1)),
            ),
        ),
        ("hardshrink", pw(&[(x, q(1, 2).less(x)), (x, x.less(q(-1, 2)))], Some(zero))),
        (
            "softshrink",
            pw(&[(x - q(1, 2), q(1, 2).less(x)), (x + q(1, 2), x.less(q(-1, 2)))], Some(zero)),
        ),
        ("tanhshrink", x - x.tanh()),
        (
            "xielu",
            pw(
                &[(q(4, 5) * x.pow(2) + x / 2, zero.less(x))],
                Some((x.min(q(-1, 1000000)).exp() - 1 - x) * q(4, 5) + x / 2),
            ),
        ),
        ("elish", pw(&[(x.sigmoid() * x, zero.less_equal(x))], Some((x.exp() - 1) * x.sigmoid()))),
        ("signed_sqrt", x.sign() * x.abs().sqrt()),
        ("symexp", x.sign() * (x.abs().exp() - 1)),
        ("symlog", x.sign() * (x.abs() + 1).log()),
        (
            "wing",
            pw(
                &[(10 * (1 + x.abs() / 2).log(), x.abs().less(10))],
                Some(x.abs() - (10 - 10 * cx.integer(6).log())),
            ),
        ),
        ("huber", pw(&[(x.pow(2) / 2, x.abs().less_equal(1))], Some(x.abs() - q(1, 2)))),
        (
            "keras_relu",
            pw(
                &[(cx.integer(6), cx.integer(6).less_equal(x)), (x, cx.integer(1).less_equal(x))],
                Some((x - 1) / 10),
            ),
        ),
        ("gelu_clip", gelu.max(-10).min(10)),
        ("nested", (((x.abs() - 1).abs() - 1).abs() - 1).abs()),
        ("gap", pw(&[(x, zero.less(x)), (x + 1, x.less(-1))], None)),
        ("overlap", pw(&[(x, zero.less(x)), (-x, x.less(1))], None)),
        ("acos", x.acos()),
        ("asin", x.asin()),
        ("sinx/x", x.sin() / x),
        ("gamma", x.gamma()),
        ("floor2", (2 * x - 1).floor() + x),
        ("ceil of minus", (-x / 3).ceil()),
        ("tan 2x+1", (2 * x + 1).tan()),
        ("sqrt tan", x.tan().sqrt()),
        ("cubic abs", (x.pow(3) - x - 1).abs()),
        ("x3-3x abs", (x.pow(3) - 3 * x).abs()),
        ("quartic", (x.pow(4) - 3 * x.pow(2) + 1).abs()),
        ("cbrt cut", (x.pow(3) - 2).abs()),
        ("cosh", (cosh - 2).max(0)),
        ("silu", x * x.sigmoid()),
        ("mish", x * (1 + x.exp()).log().tanh()),
        ("softplus", (1 + x.exp()).log()),
        ("x sin 1/x", x * (1 / x).sin()),
        ("x+sin x", x + x.sin()),
        ("atan", x.atan()),
        ("x^x", x.pow(x)),
        ("exp(-1/x2)", (-1 / x.pow(2)).exp()),
        ("max of three", x.max(-x).max(1 - x.pow(2))),
        ("log cosh", cosh.log()),
        ("param", x.max(cx.symbol("a") * x)),
        ("cbrt", x.cbrt()),
        ("hypot", (1 + x.pow(2)).sqrt()),
        ("rational", (x.pow(2) + 1) / (x - 1)),
        ("lambert", x.lambertw()),
        ("relu2", x.max(0).pow(2)),
        ("step", x.heaviside()),
        ("sign", x.sign()),
        ("1/floor", 1 / x.floor()),
        ("const", cx.integer(3)),
        ("sigmoid(10x)", (10 * x).sigmoid()),
    ];
    let mut deep = x;
    for _ in 0..5000 {
        deep = deep.tanh();
    }
    let mut list = list;
    list.push(("deep", deep));
    let one_x = 1 / x;
    list.extend([
        ("gelu", gelu),
        ("relu", x.max(0)),
        ("sigmoid", x.sigmoid()),
        ("tan", x.tan()),
        ("1 by x", one_x),
        ("cubic", x.pow(3) - 3 * x),
        ("hardswish", x * (x + 3).max(0).min(6) / 6),
        ("sqrt", x.sqrt()),
        ("x log x", x * x.log()),
        ("floor", x.floor()),
    ]);
    cx.graph_mut().take_side_conditions();
    let dir = std::env::var("LOOK").ok();
    for (name, f) in list {
        let start = std::time::Instant::now();
        let text = text_of(f, x, name);
        let time = start.elapsed();
        println!("==== {name}: {time:?}: {}", joints(f, x));
        println!("{text}");
        if let Some(dir) = &dir {
            let report = report_of(f, x);
            let json = to_json(&report, &cx.graph(), name);
            std::fs::write(format!("{dir}/{}.json", name.replace(['/', ' '], "_")), json).unwrap();
            let options =
                FigureOptions { derivative: true, title: name.into(), ..Default::default() };
            if let Ok(plot) = report_figure(&cx.graph(), &report, &options) {
                let svg = plot.to_svg().unwrap();
                std::fs::write(format!("{dir}/{}.svg", name.replace(['/', ' '], "_")), svg)
                    .unwrap();
            }
        }
    }
}
