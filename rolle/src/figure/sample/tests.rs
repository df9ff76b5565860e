//! Tests of the sampler on functions with known kinks, jumps and poles.

use super::*;
use crate::figure::Extent;

type Function<'a> = &'a dyn Fn(f64) -> Option<f64>;

fn view(x: (f64, f64), y: (f64, f64)) -> View {
    View { x: Extent::new(x.0, x.1).unwrap(), y: Extent::new(y.0, y.1).unwrap() }
}

fn sample(f: Function, breaks: &[Break], view: View) -> Sampled {
    sample_curve(f, breaks, view, &Options::default()).unwrap()
}

/// Every drawn point, and the middle of every chord, lies within `pixels` of the graph, measured
/// vertically or, where the curve is steep, horizontally.
fn assert_faithful(f: Function, view: View, curve: &Sampled, pixels: f64) {
    let px = view.x.length() / 640.0;
    let py = view.y.length() / 400.0;
    for segment in &curve.segments {
        for pair in segment.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let m = Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
            if !view.y.contains(m.y) {
                continue;
            }
            let near = (-20..=20).any(|i| {
                let x = m.x + f64::from(i) / 20.0 * pixels * px;
                f(x).is_some_and(|y| (y - m.y).abs() <= pixels * py)
            });
            let crosses = match (f(m.x - pixels * px), f(m.x + pixels * px)) {
                (Some(p), Some(q)) => (p - m.y) * (q - m.y) <= 0.0,
                _ => false,
            };
            assert!(near || crosses, "({}, {}) is off the graph", m.x, m.y);
        }
    }
}

#[test]
fn smooth_curves_are_followed_closely() {
    let cases: [(&str, Function, View); 6] = [
        ("sigmoid", &|x| Some(1.0 / (1.0 + (-x).exp())), view((-6.0, 6.0), (0.0, 1.0))),
        ("cubic", &|x| Some(x * x * x - 3.0 * x), view((-3.0, 3.0), (-20.0, 20.0))),
        ("sine", &|x| Some(x.sin()), view((-30.0, 30.0), (-1.1, 1.1))),
        ("small", &|x| Some(1e-8 * x * x), view((-1.0, 1.0), (0.0, 1e-8))),
        ("large", &|x| Some(1e12 * x * x), view((-1.0, 1.0), (0.0, 1e12))),
        ("steep", &|x: f64| Some((1e6 * x).tanh()), view((-1.0, 1.0), (-1.1, 1.1))),
    ];
    for (name, f, view) in cases {
        let curve = sample(f, &[], view);
        assert_eq!(curve.segments.len(), 1, "{name}");
        assert!(curve.complete && curve.jumps.is_empty() && curve.poles.is_empty(), "{name}");
        assert_faithful(f, view, &curve, 0.15);
        let segment = &curve.segments[0];
        let px = view.x.length() / 640.0;
        assert!((segment.points[0].x - view.x.lo()).abs() < px, "{name} starts at the left");
        assert!((segment.points.last().unwrap().x - view.x.hi()).abs() < px, "{name} ends right");
    }
}

#[test]
fn straight_lines_need_few_points() {
    let relu = |x: f64| Some(x.max(0.0));
    let curve = sample(&relu, &[Break::kink(0.0)], view((-2.0, 2.0), (-0.2, 2.0)));
    assert_eq!(curve.segments.len(), 1);
    assert_eq!(curve.segments[0].points.len(), 3, "{:?}", curve.segments);
    assert!(curve.evaluations < 400);
}

#[test]
fn jumps_are_found_without_being_told() {
    let curve = sample(&|x: f64| Some(x.floor()), &[], view((-2.5, 2.5), (-3.5, 2.5)));
    assert_eq!(curve.jumps.len(), 5, "{:?} {:?}", curve.jumps, curve.segments);
    for (jump, expected) in curve.jumps.iter().zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
        assert!((jump - expected).abs() < 1e-12, "{jump} for {expected}");
    }
    assert_eq!(curve.segments.len(), 6);
    for segment in &curve.segments {
        let y = segment.points[0].y;
        assert!(segment.points.iter().all(|p| (p.y - y).abs() < 1e-9), "a riser was drawn");
    }
}

#[test]
fn poles_are_found_and_never_crossed() {
    let curve = sample(&|x: f64| Some(x.tan()), &[], view((-5.0, 5.0), (-4.0, 4.0)));
    assert_eq!((curve.poles.len(), curve.segments.len()), (4, 5), "{:?}", curve.poles);
    for segment in &curve.segments {
        assert!(segment.points.windows(2).all(|w| w[0].y <= w[1].y), "tan only rises");
    }
    for f in [&(|x: f64| Some(1.0 / x)) as Function, &|x: f64| Some(1.0 / (x * x))] {
        let curve = sample(f, &[], view((-2.0, 2.0), (-5.0, 5.0)));
        assert_eq!(curve.segments.len(), 2);
    }
}

#[test]
fn announced_poles_and_jumps_end_exactly() {
    let pole = Break::pole(0.0, false, true);
    let curve = sample(&|x: f64| Some(1.0 / x), &[pole], view((-2.0, 2.0), (-5.0, 5.0)));
    assert_eq!(curve.segments.len(), 2);
    assert!(curve.segments[0].points.last().unwrap().y < -5.0);
    assert!(curve.segments[1].points[0].y > 5.0);

    let sign = |x: f64| Some(if x == 0.0 { 0.0 } else { x.signum() });
    let jump = Break::jump(0.0, -1.0, 1.0, Some(0.0));
    let curve = sample(&sign, &[jump], view((-1.0, 1.0), (-1.5, 1.5)));
    assert_eq!(curve.segments[0].end, End::Open);
    assert_eq!(curve.segments[1].start, End::Open);
    assert_eq!(curve.isolated, vec![Point::new(0.0, 0.0)]);

    let jump = Break::jump(1.0, 0.0, 1.0, Some(1.0));
    let curve = sample(&|x: f64| Some(x.floor()), &[jump], view((0.5, 1.5), (-1.0, 2.0)));
    assert_eq!((curve.segments[0].end, curve.segments[1].start), (End::Open, End::Closed));
    assert!(curve.isolated.is_empty());
}

#[test]
fn a_break_without_limits_takes_the_value_beside_it() {
    let step = |x: f64| Some(if x < 1.0 { 0.0 } else { 1.0 });
    let curve = sample(&step, &[Break::kink(1.0)], view((0.0, 2.0), (-1.0, 2.0)));
    let ends: Vec<f64> = curve.segments.iter().map(|s| s.points.last().unwrap().y).collect();
    assert_eq!(ends.len(), 2);
    assert!(ends[0].abs() < 1e-9 && (ends[1] - 1.0).abs() < 1e-9, "{ends:?}");
}

#[test]
fn domain_ends_are_reached() {
    let root = |x: f64| (x >= 0.0).then(|| x.sqrt());
    let curve = sample(&root, &[], view((-1.0, 4.0), (-0.5, 2.5)));
    assert_eq!(curve.segments.len(), 1);
    let start = curve.segments[0].points[0];
    assert!(start.x.abs() < 1e-9 && start.y.abs() < 1e-4, "{start:?}");
    let log = |x: f64| (x > 0.0).then(|| x.ln());
    let curve = sample(&log, &[], view((-1.0, 4.0), (-6.0, 2.0)));
    assert!(curve.segments[0].points[0].y < -6.0, "the logarithm falls out of the view");
    let gap = |x: f64| (x.abs() > 1.0).then_some(x);
    assert_eq!(sample(&gap, &[], view((-3.0, 3.0), (-3.0, 3.0))).segments.len(), 2);
}

#[test]
fn wild_functions_stay_within_the_budget() {
    let wild = view((-1.0, 1.0), (-1.2, 1.2));
    for f in [
        &(|x: f64| Some((1.0 / x).sin())) as Function,
        &|x: f64| Some((1e9 * x).sin()),
        &|x: f64| Some(if x.to_bits().is_multiple_of(2) { 1.0 } else { -1.0 }),
        &|x: f64| x.to_bits().is_multiple_of(2).then_some(x),
        &|_| None,
        &|_| Some(f64::NAN),
        &|x: f64| Some(x * 1e308 * 10.0),
        &|x: f64| Some((1.0 / x).exp()),
    ] {
        let options = Options { max_evaluations: 5000, ..Options::default() };
        let curve = sample_curve(f, &[], wild, &options).unwrap();
        assert!(curve.evaluations < 5400, "{}", curve.evaluations);
    }
}

#[test]
fn bad_arguments_are_refused() {
    let f = |x: f64| Some(x);
    let view = view((0.0, 1.0), (0.0, 1.0));
    let kind = |breaks: &[Break], options: Options| {
        sample_curve(&f, breaks, view, &options).unwrap_err().kind()
    };
    let fine = Options::default();
    assert_eq!(kind(&[Break::kink(f64::NAN)], fine), ErrorKind::Argument);
    assert_eq!(kind(&[], Options { width: 0.0, ..fine }), ErrorKind::Argument);
    assert_eq!(kind(&[], Options { tolerance: f64::NAN, ..fine }), ErrorKind::Argument);
    let many: Vec<Break> = (0..10_000).map(|i| Break::kink(f64::from(i) / 1e4)).collect();
    assert_eq!(kind(&many, fine), ErrorKind::Budget);
}
