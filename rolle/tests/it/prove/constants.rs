//! Constants of activations from the literature, reproduced to fifteen digits.

use rolle::prove::{Set, Study};
use rolle::{Graph, NodeId};

fn with_study<T>(formula: &str, work: impl FnOnce(&mut Study<'_>) -> T) -> T {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let f = graph.parse(formula).unwrap();
    let mut study = Study::new(&mut graph, f, x);
    work(&mut study)
}

fn decimals(study: &mut Study<'_>, id: NodeId) -> f64 {
    let limits = rolle::evaluate::DigitLimits::default();
    study.graph().decimal(id, &[], 17, limits).unwrap().parse().unwrap()
}

#[track_caller]
fn close(found: f64, expected: &str, what: &str) {
    let expected: f64 = expected.parse().unwrap();
    assert!((found - expected).abs() <= 2e-15 * expected.abs(), "{what}: {found} {expected}");
}

/// The least value, and sup |f′|.
#[track_caller]
fn check(formula: &str, least: Option<&str>, slope: Option<&str>) {
    with_study(formula, |study| {
        let all = Set::whole();
        if let Some(expected) = least {
            let bound = study.bounds(&all).unwrap().0;
            assert!(bound.is_attained(), "{formula}");
            let found = decimals(study, bound.level.finite().unwrap());
            close(found, expected, formula);
        }
        let level =
            study.lipschitz(0, &all).unwrap_or_else(|why| panic!("{formula}: {why}")).level();
        match slope {
            Some(expected) => {
                let found = decimals(study, level.finite().unwrap());
                close(found, expected, formula);
            }
            None => assert_eq!(level, rolle::prove::Level::PlusInfinity, "{formula}"),
        }
    });
}

#[test]
fn least_values_and_steepest_slopes() {
    check("silu(x)", Some("-0.2784645427610738"), Some("1.0998393201288669"));
    check("gelu(x)", Some("-0.16997120747990366"), Some("1.1289041451851548"));
    check("gelu_tanh(x)", Some("-0.17004075057125405"), Some("1.1289930686587718"));
    check("mish(x)", Some("-0.30884341301725041"), Some("1.0884981612517279"));
    check("x*tanh(exp(x))", Some("-0.35328577784821127"), Some("1.061975308717916"));
    check("x*exp(-exp(-x))", Some("-0.097260131227639405"), Some("1.1133972752756767"));
    check("x*erf(log(1 + exp(x)))", Some("-0.34843745875960642"), Some("1.0861254441509972"));
    check("x*log(1 + sigmoid(x))", Some("-0.25276881678944035"), Some("0.74631118041273968"));
    check("x*tanh(log(1 + sigmoid(x)))", Some("-0.2499936636601295"), Some("0.6368842228812263"));
    check("hardswish(x)", Some("-0.375"), Some("1.5"));
    check("selu(x)", None, Some("1.7580993408473769"));
    check("sigmoid(x)", None, Some("0.25"));
    check("relu(x)^2", Some("0.0"), None);
    check("exp(x)", None, None);
}

#[test]
fn depth_and_saturation() {
    with_study("sigmoid(x)", |study| {
        let ten_layers = study.depth_bound(10).unwrap();
        assert_eq!(study.graph().print(ten_layers).unwrap(), "1/1048576");
        let epsilon = study.graph().ratio(1, 100);
        let set = study.saturation(epsilon, &Set::whole()).unwrap();
        assert_eq!(set.intervals().len(), 2);
        let end = set.intervals()[1].left.unwrap();
        let found = decimals(study, end.point);
        // s(1 − s) = 1/100 at s = (1 + sqrt(0.96))/2.
        let s = (1.0 + 0.96f64.sqrt()) / 2.0;
        assert!((found - (s / (1.0 - s)).ln()).abs() < 1e-13);
    });
    with_study("relu(x)", |study| {
        let epsilon = study.graph().ratio(1, 100);
        let set = study.saturation(epsilon, &Set::whole()).unwrap();
        assert_eq!(set.text(study.graph()), "(-oo, 0)");
    });
}

#[test]
fn zeros_with_multiplicity() {
    for (formula, expected) in [
        ("x^3*(x - 1)^2", vec![Some(3), Some(2)]),
        ("e^x - 1 - x", vec![Some(2)]),
        ("x - sin(x)", vec![Some(3)]),
        ("|x|", vec![None]),
        ("x^2 + 1", vec![]),
    ] {
        with_study(formula, |study| {
            let set = Set::whole();
            let Ok(zeros) = study.zeros(&set) else { panic!("{formula}") };
            let found: Vec<Option<u32>> = zeros.iter().map(|zero| zero.multiplicity).collect();
            assert_eq!(found, expected, "{formula}");
        });
    }
}
