//! Signs on the whole line, against what is known and against enclosures at many points.

use rolle::calculus::PieceLimits;
use rolle::enclosure::{Context, Enclosure};
use rolle::evaluate::Sampler;
use rolle::graph::{Graph, NodeId};
use rolle::operator::Op;
use rolle::signs::{PointKind, SignLimits, SignTable};
use rolle::zoo::{self, Kind};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The tables of the k-th derivative on the smooth pieces of a function.
fn tables(g: &mut Graph, text: &str, order: usize) -> Result<Vec<(NodeId, SignTable)>, String> {
    let f = g.parse(text).expect(text);
    let x = g.symbol("x");
    let pieces = g.pieces(f, x, PieceLimits::default())?;
    let mut found = Vec::new();
    for cell in pieces.cells {
        if g.op(cell.formula) == Op::Undefined {
            continue;
        }
        let derivative = (0..order).fold(cell.formula, |f, _| g.derivative(f, x));
        let limits = SignLimits::default();
        found.push((derivative, g.sign_table(derivative, x, cell.left, cell.right, limits)));
    }
    Ok(found)
}

fn float(g: &Graph, id: NodeId) -> f64 {
    Sampler::new(g, &[id], &[]).sample(&[])[0]
}

/// `- [-1.27846] +`: signs and the points between, poles in ⟩⟨, pieces apart with `|`.
fn summary(g: &mut Graph, text: &str, order: usize) -> String {
    let tables = match tables(g, text, order) {
        Ok(tables) => tables,
        Err(why) => return why,
    };
    let of = |table: &SignTable| {
        let mut words = Vec::new();
        for (i, sign) in table.signs.iter().enumerate() {
            if i > 0 {
                let point = table.points[i - 1];
                let at = format!("{:.6}", float(g, point.at));
                let at = at.trim_end_matches('0').trim_end_matches('.').to_string();
                let at = if at == "-0" { "0".to_string() } else { at };
                words.push(match point.kind {
                    PointKind::Zero => format!("[{at}]"),
                    PointKind::Pole => format!(">{at}<"),
                    PointKind::Edge => format!("({at})"),
                });
            }
            words.push(match sign {
                Ok(Ordering::Less) => "-".to_string(),
                Ok(Ordering::Equal) => "0".to_string(),
                Ok(Ordering::Greater) => "+".to_string(),
                Err(_) => "?".to_string(),
            });
        }
        words.join(" ")
    };
    tables.iter().map(|(_, table)| of(table)).collect::<Vec<_>>().join(" | ")
}

/// Compares every sign with enclosures at points of its cell; how many were compared.
fn compare(g: &mut Graph, text: &str, function: NodeId, table: &SignTable) -> usize {
    let x = table.variable;
    let mut context = Context::new();
    let mut compared = 0;
    let cells: Vec<_> = table.cells().map(|(a, b, sign)| (a, b, sign.clone())).collect();
    for (left, right, sign) in cells {
        let Ok(sign) = sign else { continue };
        let ends = (left.map(|id| float(g, id)), right.map(|id| float(g, id)));
        for k in 1..40 {
            let t = f64::from(k) / 40.0;
            let away = (6.0 * t).powi(3) * 10f64.powf(4.0 * t - 2.0);
            let point = match ends {
                (Some(a), Some(b)) => a + (b - a) * t * t * (3.0 - 2.0 * t),
                (Some(a), None) => a + away,
                (None, Some(b)) => b - away,
                (None, None) if k % 2 == 0 => away,
                (None, None) => -away,
            };
            let inside = ends.0.is_none_or(|a| a < point) && ends.1.is_none_or(|b| point < b);
            let Some(at) = Enclosure::from_f64(point).filter(|_| inside) else { continue };
            let value = g.enclose(&[function], &HashMap::from([(x, at)]), &mut context, 300);
            let Some(seen) = value[0].as_ref().ok().and_then(Enclosure::sign) else { continue };
            assert_eq!(seen, sign, "{text} at {point}: {}", g.print(function).unwrap());
            compared += 1;
        }
    }
    compared
}

#[track_caller]
fn check(text: &str, expected: [&str; 3]) {
    let mut g = Graph::new();
    for (order, expected) in expected.into_iter().enumerate() {
        assert_eq!(summary(&mut g, text, order), expected, "derivative {order} of {text}");
    }
}

#[test]
fn signs_of_activations_and_their_derivatives() {
    check("sigmoid(x)", ["+", "+", "+ [0] -"]);
    check("silu(x)", ["- [0] +", "- [-1.278465] +", "- [-2.399357] + [2.399357] -"]);
    check("gelu(x)", ["- [0] +", "- [-0.751792] +", "- [-1.414214] + [1.414214] -"]);
    check("mish(x)", ["- [0] +", "- [-1.192431] +", "- [-2.256376] + [1.490571] -"]);
    check("gelu_tanh(x)", ["- [0] +", "- [-0.752461] +", "- [-1.418504] + [1.418504] -"]);
    check("x - tanh(x)", ["- [0] +", "+ [0] +", "- [0] +"]);
    check("x*exp(-exp(-x))", ["- [0] +", "- [-0.567143] +", "- [-1.06009] + [2.238646] -"]);
    check("sqrt(log(1 + e^x))", ["+", "+", "+ [0.921423] -"]);
    check("elu(x)", ["- | +", "+ | +", "+ | 0"]);
    check("hard_swish(x)", ["0 | - [0] + | +", "0 | - [-1.5] + | +", "0 | + | 0"]);
}

#[test]
fn zeros_that_are_hard_to_find() {
    check("e^x - 1 - x", ["+ [0] +", "- [0] +", "+"]);
    check(
        "(x - 1/3)^2*(e^x + x)",
        ["- [-0.567143] + [0.333333] +", "+ [-0.254095] - [0.333333] +", "- [0.053562] +"],
    );
    check(
        "x + exp(-1000*(x - 1)^2)",
        ["- [0] +", "+ [1.0005] - [1.07033] +", "+ [0.977639] - [1.022361] +"],
    );
    check(
        "(x^2 - 2)*(x - 1.41421356)",
        [
            "- [-1.414214] + [1.414214] - [1.414214] +",
            "+ [-0.471405] - [1.414214] +",
            "- [0.471405] +",
        ],
    );
    check("log(x)*(x - 2) - 1", ["+ [0.510914] - [2.930178] +", "- [1.454733] +", "+"]);
    check("1/x + e^x", ["- | +", "- | - [0.703467] +", "- | +"]);
}

/// Functions whose derivatives have endlessly many zeros, or none where the formula jumps.
const ENDLESS: [&str; 3] = ["snake", "siren_sin", "sinc_act"];

#[test]
fn signs_of_the_catalogue_are_proved_and_right() {
    let mut open = Vec::new();
    let mut compared = 0;
    for entry in zoo::catalogue().iter().filter(|entry| entry.kind == Kind::Activation) {
        let mut g = Graph::new();
        let text = format!("{}(x)", entry.name);
        for order in 0..3 {
            match tables(&mut g, &text, order) {
                Err(why) => open.push(format!("{text} {order}: {why}")),
                Ok(tables) => {
                    for (function, table) in tables {
                        compared += compare(&mut g, &text, function, &table);
                        if !table.is_decided() && !ENDLESS.contains(&entry.name) {
                            open.push(format!("{text} {order}: {:?}", table.signs));
                        }
                    }
                }
            }
        }
    }
    assert!(open.is_empty(), "undecided:\n{}", open.join("\n"));
    assert!(compared > 10_000, "{compared}");
}

/// Compositions and products of two parts, and sums with a third.
#[test]
fn signs_of_random_compositions_are_right() {
    let parts = [
        "x",
        "sigmoid(x)",
        "tanh(x)",
        "gelu(x)",
        "softplus(x)",
        "exp(-x^2)",
        "log(1 + x^2)",
        "atan(x)",
        "erf(x)",
        "1/(1 + x^2)",
        "x/sqrt(1 + x^2)",
        "silu(x - 1)",
        "exp(x/3)",
        "x^3 - 2x + 1/2",
        "cosh(x)",
        "asinh(x)",
        "mish(x)",
        "x^2 - 2",
    ];
    let mut random = 0x2545_f491_4f6c_dd1du64;
    let mut below = |n: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 33) as usize % n
    };
    let (mut compared, mut decided, mut all) = (0, 0, 0);
    for _ in 0..30 {
        let [a, b, c] = [(); 3].map(|()| parts[below(parts.len())]);
        let inner = b.replace("exp", "EXP").replace('x', "(u)").replace("EXP", "exp");
        let text = match below(3) {
            0 => format!("({a})*({b}) - {}*({c})", below(3)),
            1 => format!("{} + ({c})/3", inner.replace("(u)", &format!("({a})"))),
            _ => format!("({a})*({b})/(1 + ({c})^2)"),
        };
        let mut g = Graph::new();
        for order in 0..2 {
            let Ok(tables) = tables(&mut g, &text, order) else { continue };
            for (function, table) in tables {
                compared += compare(&mut g, &text, function, &table);
                decided += usize::from(table.is_decided());
                all += 1;
            }
        }
    }
    assert!(10 * decided > 9 * all, "{decided} of {all}");
    assert!(compared > 1000, "{compared}");
}

/// The points between the pieces, to six decimals.
fn joints(text: &str) -> Vec<String> {
    let mut g = Graph::new();
    let f = g.parse(text).expect(text);
    let x = g.symbol("x");
    let pieces = g.pieces(f, x, PieceLimits::default()).expect(text);
    pieces.points().map(|at| format!("{:.6}", float(&g, at))).collect()
}

/// A search finds the zeros of one cell; those of the next cell are looked for there.
#[test]
fn switching_functions_are_searched_in_every_cell() {
    let expected = ["-1.242078", "0.000000", "1.393938"];
    assert_eq!(joints("max(x, 0) + abs(cosh(x) - 2 - x/10)"), expected);
}

/// Pieces cut at zeros without a closed form have the values of the function, wherever they are looked at.
#[test]
fn pieces_are_the_function() {
    for text in [
        "max(x, 0) + abs(cosh(x) - 2 - x/10)",
        "max(abs(e^x - 2x - 1), x + 1/2)",
        "abs(abs(mish(x) - 1/3) - 1/4)",
        "min(max(gelu(x) - 1/2, sin(1)*x), 3*erf(x))",
        "abs(x + e^x)*sign(x^3 - x - 1)",
        "max(silu(x), tanh(x), x^2 - 2)",
        "{log(1 + e^x) if x*e^x > 1; abs(x^5 - x - 1) if x > -1; atan(x)}",
        "sqrt(abs(e^x - 3 - x)) + abs(x - 1)",
    ] {
        let mut g = Graph::new();
        let f = g.parse(text).expect(text);
        let x = g.symbol("x");
        let pieces = g.pieces(f, x, PieceLimits::default()).expect(text);
        let mut compared = 0;
        for cell in &pieces.cells {
            let low = cell.left.map_or(-6.0, |id| float(&g, id));
            let high = cell.right.map_or(6.0, |id| float(&g, id));
            let mut sampler = Sampler::new(&g, &[f, cell.formula], &[x]);
            for k in 1..60 {
                let at = low + (high - low) * f64::from(k) / 60.0;
                let values = sampler.sample(&[at]);
                let (whole, piece) = (values[0], values[1]);
                let same = (whole - piece).abs() <= 1e-9 * (1.0 + whole.abs());
                assert!(
                    same || whole.is_nan() && piece.is_nan(),
                    "{text} at {at}: {whole} {piece}"
                );
                compared += 1;
            }
        }
        assert!(compared >= 59 * 3, "{text}: {} cells", pieces.cells.len());
    }
}
