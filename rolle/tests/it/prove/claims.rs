//! The claim language on one function: every kind of sentence, every kind of set.

use super::check;

#[test]
fn sets() {
    check(
        "x^2",
        &[
            "increasing on [0, oo)",
            "increasing on x >= 0",
            "increasing on 0 <= x < 5",
            "increasing on {1, 2, 3}",
            "increasing on [0, 1] U [2, 3]",
            "decreasing on (-oo, 0]",
            "increasing on {-1} U [2, oo)",
            "f >= 0 on ℝ",
            "increasing on [0, 1] or [1, 2]",
            "increasing on 5 > x > 0",
            "min = 1 on [1, 2]",
            "min = 4 on (-oo, -2]",
            "max = 9 on [-3, 2]",
            "sup = 9 on (-3, 2]",
            "range = [0, 9] on [-3, 2]",
            "inf = 1 on (1, 2)",
            "constant on {-1, 1}",
        ],
        &[
            "increasing on [-1, 1]",
            "increasing on {-3, 2}",
            "max = 9 on (-3, 2]",
            "min = 1 on (1, 2)",
            "decreasing on {-1} U [2, oo)",
            "strictly increasing on {-1, 1}",
            "increasing",
        ],
    );
}

#[test]
fn joints_outside_a_set_do_not_count() {
    check(
        "elu(x)",
        &[
            "increasing on [log(2), oo)",
            "f' = 1 on [log(2), pi)",
            "continuous on (-oo, -log(2)]",
            "range = [log(2), pi) on [log(2), pi)",
        ],
        &["f' = 1 on [-log(2), log(2)]"],
    );
}

#[test]
fn relations_and_chains() {
    check(
        "x^2",
        &[
            "f ≥ 0",
            "f ≠ -1",
            "0 <= f <= 1 on [-1, 1]",
            "f' = 2x",
            "f″ = 2",
            "f'' == 2",
            "f(2) = 4",
            "f'(3) = 6",
            "f(x + 1) = f + 2x + 1",
            "f(f) = x^4",
            "f(-x) = f",
            "f'' > 0",
            "2 f = 2x^2",
            "x*f' - 2f = 0",
            "f <= x on [0, 1]",
        ],
        &[
            "f > 0",
            "f <= 1",
            "f' >= 0",
            "f(2) = 5",
            "f'(1) > 2",
            "0 < f <= 1 on [-1, 1]",
            "f = |x|",
            "f''' > 0",
        ],
    );
}

#[test]
fn bounds_say_how_they_are_reached() {
    let reason = |formula: &str, claim: &str| super::judge(formula, claim).reason().to_string();
    assert_eq!(reason("sigmoid(x)", "sup = 1"), "the supremum is 1, the limit at oo");
    assert_eq!(reason("sigmoid(x)", "max = 1"), "the supremum is 1, the limit at oo");
    assert_eq!(
        reason("hardswish(x)", "sup(f') = 3/2"),
        "the supremum is 1.5, the one-sided limit at 3-"
    );
    assert_eq!(reason("x^2", "min = 0"), "the infimum is 0, attained at 0");
    assert_eq!(reason("relu(x)", "min = 0"), "the infimum is 0, attained on all of (-oo, 0)");
    assert_eq!(reason("x^2", "increasing"), "f(-1) > f(0): 1 > 0");
}

#[test]
fn limits_and_asymptotes() {
    check(
        "x^2/(x + 1)",
        &[
            "limit(oo) = oo",
            "limit(-oo) = -oo",
            "limit(-1+) = oo",
            "limit(-1-) = -oo",
            "asymptote(oo) = x - 1",
            "limit(f', oo) = 1",
            "limit(0) = 0",
            "limit(f', 0) = 0",
            "asymptote(-oo) = x - 1",
        ],
        &["limit(oo) = 1", "asymptote(oo) = x", "limit(-1) = oo", "asymptote(oo) = 0"],
    );
}

#[test]
fn bounded_cells_of_what_switches_endlessly() {
    for (formula, proven, refuted) in [
        (
            "tan(x)",
            &[
                "increasing on (-1, 1)",
                "strictly increasing on (-pi/2, pi/2)",
                "zeros = {0} on (-1, 1)",
            ][..],
            &["increasing on (1, 2)", "continuous on [0, 2]", "range = (-oo, oo) on (0, 3)"][..],
        ),
        ("cot(2x)", &["decreasing on (0, pi/2)"], &["decreasing on (0, pi)"]),
        (
            "x - floor(x)",
            &["min = 0 on [0, 3]", "sup = 1 on [0, 3]", "increasing on [0, 1)"],
            &["increasing on [0, 2]", "lipschitz <= 2 on [0, 2]", "max = 1 on [0, 3]"],
        ),
        ("round(2x + 1/2)", &["increasing on [-2, 2]", "range = {0} U {1} U {2} on [0, 1]"], &[]),
        (
            "abs(x - round(x))",
            &["range = [0, 1/2] on [-1, 1]", "increasing on [1, 3/2]"],
            &["increasing on [0, 1]"],
        ),
    ] {
        for claim in proven {
            let verdict = super::judge(formula, claim);
            assert!(verdict.is_proven(), "{formula}: {claim}: {verdict:?}");
        }
        for claim in refuted {
            let verdict = super::judge(formula, claim);
            assert!(verdict.is_refuted(), "{formula}: {claim}: {verdict:?}");
        }
    }
    // Not affine, or not bounded.
    for (formula, claim) in
        [("tan(x^2)", "increasing on (0, 1)"), ("floor(x)", "bounded on (0, oo)")]
    {
        assert!(super::judge(formula, claim).is_undecided(), "{formula}: {claim}");
    }
}

#[test]
fn zeros_at_short_rational_numbers() {
    for (formula, claim) in [
        ("erf(x/2)", "fixed points = {0}"),
        ("sqrt(abs(x))*sign(x)", "fixed points = {-1, 0, 1}"),
        ("x*exp(x) - exp(1/2)/2 + erf(2x - 1)", "zeros = {1/2}"),
    ] {
        let verdict = super::judge(formula, claim);
        assert!(verdict.is_proven(), "{formula}: {claim}: {verdict:?}");
    }
}
