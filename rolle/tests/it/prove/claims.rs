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
