//! Bounds that hold on a few hundred points: how a formula is spelled must not matter.

use super::*;

fn found(text: &str, order: usize, format: Format, count: usize) -> Accuracy {
    let mut graph = Graph::new();
    let mut root = graph.parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
    let x = graph.symbol("x");
    for _ in 0..order {
        root = graph.derivative(root, x);
    }
    let points = Points::sample(&graph, root, x, format, count).expect("a tape");
    let mut meter = Meter::new(&graph, root, x, format).expect("a tape");
    for (_, points) in points.kinds() {
        // The neighborhoods of many zeros are many points, of which some will do.
        meter
            .measure(&points.iter().copied().step_by(1 + points.len() / count).collect::<Vec<_>>());
    }
    meter.take()
}

/// Lists what is worse than it should be: in `f32` and `f64`, at normal values.
fn check_all(table: &[(&str, usize, f64)]) {
    let mut worse = Vec::new();
    for &(text, order, most) in table {
        for format in [Format::F32, Format::F64] {
            let found = found(text, order, format, 60);
            if found.ulp() > most || found.wrong() > 0 || found.reference_error > 1e-6 {
                worse.push(format!("{text}, order {order}, {}: {found:?}", format.name()));
            }
        }
    }
    let shown: Vec<&str> = worse.iter().map(|text| &text[..text.len().min(900)]).collect();
    assert!(worse.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn activations() {
    check_all(&[
        ("sigmoid(x)", 0, 3.0),
        ("sigmoid(x)", 1, 5.0),
        ("sigmoid(x)", 2, 8.0),
        ("tanh(x)", 0, 2.0),
        ("tanh(x)", 1, 5.0),
        ("silu(x)", 0, 4.0),
        ("silu(x)", 1, 8.0),
        ("gelu(x)", 0, 4.0),
        ("gelu(x)", 1, 10.0),
        ("mish(x)", 0, 5.0),
        ("mish(x)", 1, 8.0),
        ("softplus(x)", 0, 4.0),
        ("softplus(x)", 1, 4.0),
        ("logsigmoid(x)", 0, 4.0),
    ]);
}

#[test]
fn spelled_out() {
    check_all(&[
        ("x/2*(1 + erf(x/sqrt(2)))", 0, 4.0),
        ("x/2*(1 + erf(x/sqrt(2)))", 1, 10.0),
        ("x/2 + x/2*erf(x/sqrt(2))", 0, 4.0),
        ("x*normcdf(x)", 0, 4.0),
        ("x*normcdf(x)", 1, 10.0),
        ("1/(1 + exp(-x))", 0, 3.0),
        ("1/(1 + exp(-x))", 1, 5.0),
        ("exp(x)/(1 + exp(x))", 0, 3.0),
        ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", 0, 4.0),
        ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", 1, 5.0),
        ("1 - 2/(exp(2x) + 1)", 0, 4.0),
        ("x/(1 + exp(-x))", 0, 4.0),
        ("log(1 + exp(x))", 0, 4.0),
        ("log(1 + exp(x))", 1, 4.0),
        ("-log(1 + exp(-x))", 0, 4.0),
    ]);
}

#[test]
fn what_is_wrong_is_found() {
    // The tape computes what it is given; the truth is that of another formula.
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let near = graph.parse("exp(x)*(1 + 1/2^20)").expect("a formula");
    let mut meter = Meter::new(&graph, near, x, Format::F32).expect("a tape");
    let exp = graph.parse("exp(x)").expect("a formula");
    meter.oracle = Oracle::new(&graph, exp, x);
    meter.measure(&[0.5]);
    let found = meter.take();
    assert!((7.0..17.0).contains(&found.ulp()), "{found:?}");
    // NaN, infinity and 0 where there is a number, and a number where there is none.
    let mut judge = |x: f64, y: f64| {
        meter.judge(x, y);
        meter.take()
    };
    assert_eq!(judge(1.0, f64::NAN).wrong_nan.count, 1);
    assert_eq!(judge(1.0, f64::INFINITY).wrong_infinity.count, 1);
    assert_eq!(judge(1.0, 0.0).wrong_zero.count, 1);
    assert_eq!(judge(90.0, 1.0).wrong_infinity.count, 1);
    assert_eq!(
        judge(90.0, f64::INFINITY).overflow.positive,
        Some(Stretch { from: 90.0, to: 90.0 })
    );
    assert_eq!(judge(-120.0, 0.0).flushed.negative, Some(Stretch { from: 120.0, to: 120.0 }));
    assert_eq!(judge(-120.0, 0.0).wrong(), 0);
    let log = graph.parse("log(x)").expect("a formula");
    meter.oracle = Oracle::new(&graph, log, x);
    meter.judge(-1.0, 3.0);
    assert_eq!(meter.found().wrong_nan.count, 1);
    meter.judge(-1.0, f64::NAN);
    assert_eq!(meter.take().wrong(), 1);
}

#[test]
fn zeros_are_reported_apart() {
    let found = found("gelu(x)", 1, Format::F32, 100);
    let case = found.worst_beside_zero.expect("a zero at −0.7518");
    assert!((case.x + 0.7517915).abs() < 0.1, "{case:?}");
    assert!(found.beside_zero_absolute < 2.0, "{found:?}");
    assert!(found.ulp() < 10.0);
}

#[test]
fn sixteen_bits_have_the_error_of_their_rounding() {
    for format in [Format::Bf16, Format::F16] {
        let mut graph = Graph::new();
        let (f, x) = (graph.parse("silu(x)").expect("a formula"), graph.symbol("x"));
        let mut meter = Meter::new(&graph, f, x, format).expect("a tape");
        meter.measure(&format.all_numbers().expect("sixteen bits"));
        let found = meter.take();
        assert!(found.ulp() < 0.51 && found.wrong() == 0, "{found:?}");
    }
}

#[test]
fn bits_are_numbers_in_their_order() {
    let mut graph = Graph::new();
    let (f, x) = (graph.parse("exp(x)").expect("a formula"), graph.symbol("x"));
    let mut meter = Meter::new(&graph, f, x, Format::F32).expect("a tape");
    // From 88 to 90: the values overflow from 88.72 on.
    meter.measure_bits(0x42b0_0000..=0x42b3_ffff);
    let found = meter.take();
    let edge = found.overflow.positive.expect("an overflow");
    assert_eq!(edge, Stretch { from: 88.722_839_355_468_75, to: 89.999_992_370_605_47 });
    // Up to there numbers are 2⁻¹⁷ apart.
    assert_eq!(found.points as f64, (edge.from - 88.0) * 131_072.0);
    assert!(found.ulp() < 2.0 && found.wrong() == 0, "{found:?}");
    // Two halves make the whole.
    meter.measure_bits(0x42b0_0000..=0x42b0_ffff);
    let mut sum = meter.take();
    meter.measure_bits(0x42b1_0000..=0x42b3_ffff);
    sum.merge(meter.take());
    assert_eq!((sum.points, sum.overflow, sum.worst), (found.points, found.overflow, found.worst));
    assert_eq!(sum.histogram, found.histogram);
}
