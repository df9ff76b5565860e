//! Reports of whole functions.

use super::*;
use crate::calculus::JointKind;
use crate::deadline::Deadline;
use crate::operator::Op;
use crate::{Expr, Scope};
use std::time::Duration;

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

/// f of `pieces` (value, condition), else the last.
fn pw<'s>(x: Expr<'s>, branches: &[(Expr<'s>, Expr<'s>)], otherwise: Option<Expr<'s>>) -> Expr<'s> {
    x.scope().piecewise(branches, otherwise)
}

/// Builds a function in a graph of its own, so that it has its own side conditions.
fn with(build: impl for<'s> Fn(Expr<'s>) -> Expr<'s>, check: impl for<'s> Fn(Expr<'s>, Expr<'s>)) {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let f = build(x);
    check(f, x);
}

type Builder = for<'s> fn(Expr<'s>) -> Expr<'s>;

#[test]
fn joints_of_difficult_functions() {
    let list: &[(Builder, &str)] = &[
        (
            |x| {
                let n = |n| x.scope().integer(n);
                let branches = [
                    (n(1), n(2).less(x)),
                    (x - x.pow(2) / 4, n(0).less_equal(x)),
                    (x + x.pow(2) / 4, n(-2).less_equal(x)),
                ];
                pw(x, &branches, Some(n(-1)))
            },
            "-2 Smooth Class(1); 0 Smooth Class(1); 2 Smooth Class(1)",
        ),
        (
            |x| {
                let half = x.scope().rational(1, 2);
                let branches = [(x, half.less(x)), (x, x.less(-half))];
                pw(x, &branches, Some(x.scope().integer(0)))
            },
            "-1/2 Jump Discontinuous; 1/2 Jump Discontinuous",
        ),
        (|x| x.sign() * x.abs().sqrt(), "0 Kink Class(0)"),
        (|x| x.sign() * (x.abs().exp() - 1), "0 Smooth Class(1)"),
        (
            |x| {
                let inside = 10 * (1 + x.abs() / 2).log();
                let offset = 10 - 10 * x.scope().integer(6).log();
                pw(x, &[(inside, x.abs().less(10))], Some(x.abs() - offset))
            },
            "-10 Kink Class(0); 0 Kink Class(0); 10 Kink Class(0)",
        ),
        (
            |x| pw(x, &[(x.pow(2) / 2, x.abs().less_equal(1))], Some(x.abs() - 0.5)),
            "-1 Smooth Class(1); 1 Smooth Class(1)",
        ),
        (
            |x| (((x.abs() - 1).abs() - 1).abs() - 1).abs(),
            "-3 Kink Class(0); -2 Kink Class(0); -1 Kink Class(0); 0 Kink Class(0); 1 Kink Class(0); \
             2 Kink Class(0); 3 Kink Class(0)",
        ),
        (
            |x| pw(x, &[(x, x.scope().integer(0).less(x)), (x + 1, x.less(-1))], None),
            "-1 DomainEnd Discontinuous; 0 DomainEnd Discontinuous",
        ),
        (|x| pw(x, &[(x, x.scope().integer(0).less(x)), (-x, x.less(1))], None), "0 Kink Class(0)"),
        (|x| x.acos(), "-1 DomainEnd Discontinuous; 1 DomainEnd Discontinuous"),
        (|x| x / x, "0 Removable Discontinuous"),
        (|x| x * (1 / x).sin(), "0 Removable Discontinuous"),
        // One formula on both sides, but no slope between: a part of it touches the edge of its domain.
        (|x| (1 - (-x.pow(2)).exp()).sqrt(), "0 Kink Class(0)"),
        (|x| (x.pow(4) + x.pow(2)).sqrt(), "0 Kink Class(0)"),
        (|x| (x.pow(2) + x.sin().pow(2)).sqrt(), "0 Kink Class(0)"),
        (|x| (2 * x / (1 + x.pow(2))).asin(), "-1 Kink Class(0); 1 Kink Class(0)"),
        (|x| (1 / (1 + x.pow(2))).acos(), "0 Kink Class(0)"),
        (
            |x| (x.pow(3) - 3 * x).abs(),
            "-sqrt(3) Kink Class(0); 0 Kink Class(0); sqrt(3) Kink Class(0)",
        ),
        (|x| (x.pow(3) - 2).abs(), "cbrt(2) Kink Class(0)"),
        (
            |x| x.max(-x).max(1 - x.pow(2)),
            "1/2 - sqrt(5)/2 Kink Class(0); sqrt(5)/2 - 1/2 Kink Class(0)",
        ),
        (|x| (x.pow(3) - x - 1).abs(), "rootof(x^3 - x - 1, 0) Kink Class(0)"),
        (
            |x| (x * x.sigmoid()).max(-10).min(10),
            "zeroof(x*exp(x) - 10*exp(x) - 10, 10.0004537933, 10.0004537934) Kink Class(0)",
        ),
        (
            |x| x.max(x.scope().symbol("a") * x),
            "a slope that may be zero, depending on the parameters",
        ),
    ];
    for (build, want) in list {
        with(build, |f, x| assert_eq!(joints(f, x), *want, "{f}"));
    }
}

/// The domain of a typed formula, and its value at zero.
fn domain_and_value(source: &str) -> String {
    let mut graph = Graph::new();
    let f = graph.parse(source).expect("a formula");
    let x = graph.symbol("x");
    let report = report(&mut graph, f, x, &Options::default());
    let print = |id| graph.print(id).expect("a short number");
    let side = |end: &Option<crate::calculus::End>| match end {
        Some(end) if end.closed => format!("[{}]", print(end.point)),
        Some(end) => print(end.point),
        None => "oo".to_string(),
    };
    let domain = match &report.domain {
        Ok(domain) => domain
            .iter()
            .map(|interval| format!("{}..{}", side(&interval.left), side(&interval.right)))
            .collect::<Vec<_>>()
            .join(" "),
        Err(_) => "undecided".to_string(),
    };
    let row = report.values.iter().find(|row| row.at.exact == NodeId::ZERO).expect("a row");
    match graph.op(row.value.exact) {
        Op::Undefined => domain,
        _ => format!("{domain}, f(0) = {}", print(row.value.exact)),
    }
}

#[test]
fn domains_that_canonical_forms_could_hide() {
    for (source, expected) in [
        // A side condition binds where its branch is taken, and nowhere else.
        ("{x^2/x if x != 0; 3 otherwise}", "oo..oo, f(0) = 3"),
        ("{x/x if x > 2; x + 1 otherwise}", "oo..oo, f(0) = 1"),
        ("{x/x if x > -2; x + 1 otherwise}", "oo..0 0..oo"),
        ("where(x > 1, x/x, x)", "oo..oo, f(0) = 0"),
        ("where(x > 1, x, x/x)", "oo..0 0..oo"),
        ("Piecewise((x/x, x > 1), (x/x, x < -1), (5, True))", "oo..oo, f(0) = 5"),
        ("f(t) = t/t; {f(x) if x > 1; 0 otherwise}", "oo..oo, f(0) = 0"),
        ("f(t) = t/t; {f(x) if x > 1; 0 otherwise} + f(x)", "oo..0 0..oo"),
        ("{{x/x if x > -1; 2 otherwise} if x > 1; 4 otherwise}", "oo..oo, f(0) = 4"),
        ("{1 if x/x > 2; 2 otherwise}", "oo..0 0..oo"),
        // Zero times what has no value has none.
        ("relu(x - 3)/max(2x, x^3)", "oo..0 0..oo"),
        ("max(x, 0)*log(x + 2)", "-2..oo, f(0) = 0"),
        // A function of constants outside its domain leaves nothing.
        ("x*acosh(erfc(3))", ""),
        ("x + log(1/3 - tan(1/2))", ""),
        ("x + log(2/3 - tan(1/2))", "oo..oo, f(0) = log(2/3 - tan(1/2))"),
        ("atanh(asin(x))", "-sin(1)..sin(1), f(0) = 0"),
        // Where the formula cannot be cut, values still know the side conditions.
        ("tan(x/x + x^3)", "oo..0 0..oo"),
    ] {
        assert_eq!(domain_and_value(source), expected, "{source}");
    }
}

/// The report of a typed formula of x.
fn typed(graph: &mut Graph, source: &str) -> Report {
    let f = graph.parse(source).expect("a formula");
    let x = graph.symbol("x");
    report(graph, f, x, &Options::default())
}

#[test]
fn no_slope_at_a_jump_between_constants() {
    // The condition has no zeros in closed form; at −2 the function jumps, though both its branches are constant.
    let mut graph = Graph::new();
    let source = "{1 if abs({x if x >= -2; 1/10 otherwise}) >= sigmoid(x^2); 5 otherwise}";
    let report = typed(&mut graph, source);
    let row = |n: i64| {
        let mut rows = report.values.iter();
        rows.find(|row| graph.small_integer(row.at.exact) == Some(n)).expect("a row")
    };
    assert!(!matches!(row(-2).slope, Slope::Both(_)), "{:?}", row(-2).slope);
    assert!(matches!(&row(1).slope, Slope::Both(value) if value.exact == NodeId::ZERO));
}

#[test]
fn joints_at_quadratic_irrationals_have_short_values() {
    let mut graph = Graph::new();
    let report = typed(&mut graph, "abs(x^2 + x - 3/2)");
    let shown: Vec<String> = report
        .joints
        .iter()
        .flat_map(|joint| [joint.left.as_ref(), joint.right.as_ref()])
        .flatten()
        .flat_map(|side| [&side.value, &side.slope])
        .map(|limit| match limit {
            crate::calculus::Limit::Finite(id) => graph.print(*id).expect("a number"),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(shown.join(" "), "0 -sqrt(7) 0 sqrt(7) 0 -sqrt(7) 0 sqrt(7)");
}

#[test]
fn a_function_without_values_says_so() {
    let mut graph = Graph::new();
    let report = typed(&mut graph, "x*acosh(erfc(3))");
    assert_eq!(report.parity, Parity::Neither);
    assert_eq!(report.warnings, ["the function has no value anywhere"]);
}

#[test]
fn decimals_of_the_json_have_the_digits_asked_for() {
    let mut graph = Graph::new();
    let f = graph.parse("abs(x^2 - 2)").expect("a formula");
    let x = graph.symbol("x");
    let report = report(&mut graph, f, x, &Options { digits: 400, ..Options::default() });
    let json = to_json(&report, &graph, "f");
    let longest = json.split('"').map(|text| text.trim_start_matches('-').len()).max();
    assert!(json.contains("1.4142135623730950488016887242096980785696718753769480731766797379"));
    assert_eq!(longest, Some(401));
}

#[test]
fn derivatives_are_drawn_on_the_domain_alone() {
    let mut graph = Graph::new();
    let report = typed(&mut graph, "log(x)");
    let options = FigureOptions { derivative: true, ..Default::default() };
    let plot = report_figure(&graph, &report, &options).expect("a figure");
    let leftmost = plot
        .curves
        .iter()
        .flat_map(|curve| curve.segments.iter().flat_map(|segment| &segment.points))
        .map(|point| point.x)
        .fold(f64::INFINITY, f64::min);
    assert!(leftmost >= 0.0, "{leftmost}");
}

#[test]
fn figures_show_proved_extrema() {
    let mut graph = Graph::new();
    let report = typed(&mut graph, "1/(x^2 - 1)");
    let options = FigureOptions { derivative: true, ..Default::default() };
    let plot = report_figure(&graph, &report, &options).expect("a figure");
    assert!(plot.view.y.contains(-1.0), "{:?}", plot.view.y);
}

#[test]
fn derivatives_do_not_flatten_the_function() {
    for (source, inside, outside) in [("sigmoid(100x)", 25.0, 40.0), ("sin(1/x)", 20.0, 100.0)] {
        let mut graph = Graph::new();
        let report = typed(&mut graph, source);
        let options = FigureOptions { derivative: true, ..Default::default() };
        let plot = report_figure(&graph, &report, &options).expect("a figure");
        let y = plot.view.y;
        assert!(y.contains(inside) && !y.contains(outside), "{source}: {y:?}");
    }
}

#[test]
fn what_the_text_says() {
    // The width of the columns depends on what else stands in them.
    let flat = |text: &str| {
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>().join("\n")
    };
    let list: &[(Builder, &[&str])] = &[
        (
            |x| x.max(0),
            &[
                "  x = 0: f is continuous, not differentiable: left slope 0, right slope 1, subdifferential [0, 1];\n         class C⁰\n",
                "asymptotes                proved   y = 0 at -oo, y = x at oo\n",
                "monotone                  proved   increasing\n",
                "lipschitz                 proved   1, attained on all of (0, oo)\n",
                "  0    0      left 0, right 1\n",
            ],
        ),
        (
            |x| x.tan(),
            &[
                "(pi*k + pi/2, pi*k + 3*pi/2) for every integer k\n",
                "parity                    proved      odd\n",
                "where f′ exists   f′ > 0   f rises  (proved)",
            ],
        ),
        (|x| x.tan().sqrt(), &["[pi*k, pi*k + pi/2) for every integer k\n"]),
        (
            |x| (2 * x - 1).floor() + x,
            &[
                "domain                    proved      (-oo, oo)\n",
                "`floor` in f jumps at x = k/2 + 1/2 for every integer k.",
            ],
        ),
        (|x| x.gamma(), &["(-oo, oo) except x = k for k = 0, -1, -2, …\n"]),
        (|x| x / x, &["  where x is not zero\n", "(-oo, 0) U (0, oo)\n"]),
        (|x| x.log() - x.log(), &["domain                    proved      (0, oo)\n"]),
        (|x| x.sin() / x, &["proved      even\n", "x → 0 from below   f → 1   f′ → 0\n"]),
        (|x| x * x.log(), &["minimum -exp(-1) ≈ -0.367879441171442 at {exp(-1)}\n"]),
        (|x| x.sqrt(), &["[0, oo)\n", "minimum 0 at {0}, f' not zero\n"]),
        (|x| 1 / x, &["y = 0 at -oo, y = 0 at oo, x = 0\n", "(-oo, 0) U (0, oo)\n", "odd\n"]),
        (|x| (x.pow(2) + 1) / (x - 1), &["y = x + 1 at -oo, y = x + 1 at oo, x = 1\n"]),
        (
            |x| x * x.sigmoid(),
            &["falls on (-oo, ", "neither even nor odd", "y = 0 at -oo, y = x at oo\n"],
        ),
        (|x| x * x.sin(), &["undecided", "sampled, not proved", "proved      even\n"]),
        (|x| x.asin(), &["[-1, 1]\n", "odd\n"]),
        (|x| x.scope().integer(3) + (x - x), &["f(x)  = 3\n", "even\n"]),
    ];
    for (build, wanted) in list {
        with(build, |f, x| {
            let text = text_of(f, x, "f");
            for want in *wanted {
                assert!(flat(&text).contains(&flat(want)), "{f}: no `{want}` in\n{text}");
            }
        });
    }
}

#[test]
fn long_chains_have_short_reports() {
    with(
        |x| (0..300).fold(x, |chain, _| chain.tanh()),
        |f, x| {
            // The bend of a chain as long as this is beyond any patience, and the report says so.
            let mut options = Options::default();
            options.limits.deadline = Deadline::after(Duration::from_millis(500));
            let report = report(&mut f.scope().graph_mut(), f.id(), x.id(), &options);
            assert_eq!(report.domain.as_deref().map(<[_]>::len), Ok(1));
            let open = report.passport.iter().filter_map(|entry| entry.answer.as_ref().err());
            assert!(open.clone().count() > 0);
            assert!(open.clone().all(|why| why.contains("the budget of 0.5 s is spent")));
            let text = render_text(&report, &f.scope().graph(), "f", &[], TextStyle::default());
            assert!(text.len() < 20_000, "{}", text.len());
        },
    );
}

#[test]
fn json_repeats_and_balances() {
    with(
        |x| x.max(0),
        |f, x| {
            let cx = f.scope();
            let report = report_of(f, x);
            let json = to_json(&report, &cx.graph(), "relu \"max\"");
            assert_eq!(json, to_json(&report_of(f, x), &cx.graph(), "relu \"max\""));
            assert!(json.starts_with(
                "{\n \"schema\": \"rolle.report/1\",\n \"title\": \"relu \\\"max\\\"\","
            ));
            for part in [
                "\"kind\": \"kink\"",
                "\"subdifferential\": [",
                "\"sign\": \"positive\"",
                "\"parity\": \"neither\"",
            ] {
                assert!(json.contains(part), "{part}");
            }
            // Half-open intervals stand in strings.
            let count = |c| json.chars().filter(|&d| d == c).count();
            assert_eq!(count('{'), count('}'));
        },
    );
}

#[test]
fn known_functions_are_recognized_by_their_pieces() {
    with(
        |x| (x + x.abs()) / 2,
        |f, x| {
            let known = |name: &str, formula: Expr| Known {
                name: name.to_string(),
                formula: formula.id(),
                source: None,
                note: None,
                conventions: vec![Convention {
                    at: "0".to_string(),
                    framework: "torch".to_string(),
                    slope: "0".to_string(),
                    relation: Some("left".to_string()),
                }],
            };
            let candidates = vec![known("silu", x * x.sigmoid()), known("relu", x.max(0))];
            let options = Options { known: candidates, ..Options::default() };
            let report = report(&mut f.scope().graph_mut(), f.id(), x.id(), &options);
            assert_eq!(report.known.as_ref().map(|known| known.name.as_str()), Some("relu"));
            let text = render_text(&report, &f.scope().graph(), "f", &[], TextStyle::default());
            assert!(text.contains("torch takes f′(0) = 0 (left)"), "{text}");
        },
    );
}

#[test]
fn figures_show_what_is_known() {
    with(
        |x| x * (x + 3).max(0).min(6) / 6,
        |f, x| {
            let report = report_of(f, x);
            let options =
                FigureOptions { derivative: true, tangent: Some(1.0), ..Default::default() };
            let plot = report_figure(&f.scope().graph(), &report, &options).unwrap();
            assert_eq!((plot.curves.len(), plot.kinks.len(), plot.tangents.len()), (2, 2, 1));
            // The minimum, and the end of the plateau, from which the function falls.
            assert_eq!(plot.points.len(), 2);
            assert_eq!(plot.bands[0].bands.len(), 4);
            let empty = FigureOptions { x: Some((1.0, 1.0)), ..options };
            assert!(report_figure(&f.scope().graph(), &report, &empty).is_err());
        },
    );
    with(
        |x| x * x.scope().symbol("a"),
        |f, x| {
            let report = report_of(f, x);
            assert!(report_figure(&f.scope().graph(), &report, &FigureOptions::default()).is_err());
        },
    );
}

#[test]
fn several_variables_have_gradient_and_hessian() {
    let cx = Scope::new();
    let (x, y) = (cx.symbol("x"), cx.symbol("y"));
    let f = (x * y).max(x.pow(2));
    let point = [3.into(), 2.into()];
    let many =
        report_many(&mut cx.graph_mut(), f.id(), &[x.id(), y.id()], &point, &Options::default());
    assert!(many.has_kinks);
    assert_eq!(cx.expr(many.value.exact), cx.integer(9));
    let slopes: Vec<Expr> = many.slopes.iter().map(|slope| cx.expr(slope.exact)).collect();
    assert_eq!(slopes, [cx.integer(6), cx.integer(0)]);
    assert_eq!(many.hessian.len(), 2);
}
