//! The functions and questions on which computer algebra fails: monotone, convex, extrema, ranges, limits, slopes.

use super::{check, open};

#[test]
fn relu_in_four_spellings() {
    for formula in
        ["max(x, 0)", "x*heaviside(x)", "(x + |x|)/2", "piecewise((0, x < 0), (x, True))"]
    {
        check(
            formula,
            &[
                "increasing",
                "monotone",
                "convex",
                "continuous",
                "class C0",
                "range = [0, oo)",
                "min = 0",
                "bounded below",
                "lipschitz = 1",
                "kinks = {0}",
                "limit(-oo) = 0",
                "limit(oo) = oo",
                "stationary points = (-oo, 0)",
                "f >= 0",
                "f >= x",
                "zeros = (-oo, 0]",
                "constant on (-oo, 0]",
                "strictly increasing on [0, oo)",
                "f' = 1 on (0, oo)",
                "f' = 0 on x < 0",
                "asymptote(oo) = x",
                "limit(f', 0+) = 1",
                "limit(f', 0-) = 0",
                "f(f(x)) = f",
                "fixed points = [0, oo)",
                "inflection points = {}",
                "0 <= f' <= 1",
                "sup(f') = 1",
                "max(f') = 1",
            ],
            &[
                "strictly increasing",
                "decreasing",
                "strictly convex",
                "concave",
                "differentiable",
                "class C1",
                "bounded",
                "odd",
                "even",
                "f'(0) = 0",
                "f'(0) = 1/2",
                "lipschitz < 1",
                "constant",
                "f > 0",
                "smooth",
            ],
        );
    }
}

#[test]
fn leaky_relu() {
    for formula in ["leaky_relu(x)", "max(x, x/100)"] {
        check(
            formula,
            &[
                "strictly increasing",
                "convex",
                "range = (-oo, oo)",
                "lipschitz = 1",
                "kinks = {0}",
                "zeros = {0}",
                "f' >= 0.01",
                "inf(f') = 1/100",
                "stationary points = {}",
                "limit(-oo) = -oo",
                "asymptote(-oo) = x/100",
            ],
            &["concave", "strictly convex", "bounded below", "odd", "differentiable", "class C1"],
        );
    }
}

#[test]
fn elu_selu_celu() {
    check(
        "elu(x)",
        &[
            "strictly increasing",
            "class C1",
            "lipschitz = 1",
            "range = (-1, oo)",
            "inf = -1",
            "bounded below",
            "limit(-oo) = -1",
            "convex",
            "differentiable",
            "f'(0) = 1",
            "zeros = {0}",
        ],
        &["class C2", "min = -1", "strictly convex", "concave", "odd", "smooth"],
    );
    check(
        "selu(x)",
        &[
            "strictly increasing",
            "class C0",
            "lipschitz <= 1.7581",
            "kinks = {0}",
            "limit(oo) = oo",
            "convex on x <= 0",
            "convex on x >= 0",
            "bounded below",
        ],
        &["convex", "concave", "class C1", "lipschitz <= 1.758", "bounded"],
    );
}

#[test]
fn sigmoid_tanh_softplus() {
    check(
        "sigmoid(x)",
        &[
            "strictly increasing",
            "range = (0, 1)",
            "inf = 0",
            "sup = 1",
            "lipschitz = 1/4",
            "max(f') = 1/4",
            "inflection points = {0}",
            "f' = f*(1 - f)",
            "f(0) = 1/2",
            "bounded",
            "convex on (-oo, 0]",
            "concave on [0, oo)",
            "limit(oo) = 1",
            "limit(-oo) = 0",
            "stationary points = {}",
            "smooth",
            "0 < f < 1",
            "f(-x) = 1 - f",
            "asymptote(oo) = 1",
            "f = 1/(1 + e^(-x))",
            "zeros = {}",
        ],
        &[
            "convex",
            "concave",
            "max = 1",
            "min = 0",
            "odd",
            "lipschitz <= 0.2499",
            "zero-centered",
            "f'' >= 0",
        ],
    );
    check(
        "tanh(x)",
        &[
            "strictly increasing",
            "odd",
            "range = (-1, 1)",
            "lipschitz = 1",
            "zero-centered",
            "f' = 1 - f^2",
            "zeros = {0}",
            "fixed points = {0}",
            "|f| <= |x|",
            "f = 2sigmoid(2x) - 1",
            "concave on x >= 0",
            "limit(f', oo) = 0",
        ],
        &["convex", "even", "max = 1", "f >= x", "fixed points = {}"],
    );
    check(
        "softplus(x)",
        &[
            "strictly increasing",
            "strictly convex",
            "range = (0, oo)",
            "lipschitz = 1",
            "sup(f') = 1",
            "f' = sigmoid(x)",
            "f > relu(x)",
            "f - relu(x) <= log(2)",
            "asymptote(oo) = x",
            "asymptote(-oo) = 0",
        ],
        &["max(f') = 1", "concave", "bounded", "min = 0", "f <= relu(x)"],
    );
    check(
        "logsigmoid(x)",
        &[
            "strictly increasing",
            "strictly concave",
            "range = (-oo, 0)",
            "sup = 0",
            "f < 0",
            "lipschitz = 1",
        ],
        &["convex", "max = 0", "bounded below"],
    );
    check(
        "log(cosh(x))",
        &[
            "even",
            "strictly convex",
            "min = 0",
            "f' = tanh(x)",
            "lipschitz = 1",
            "range = [0, oo)",
            "f <= |x|",
        ],
        &["monotone", "odd", "bounded above"],
    );
}

#[test]
fn softsign_softshrink_tanhshrink() {
    check(
        "x/(1 + |x|)",
        &[
            "strictly increasing",
            "odd",
            "class C1",
            "range = (-1, 1)",
            "lipschitz = 1",
            "differentiable",
            "f'(0) = 1",
            "convex on x <= 0",
            "concave on x >= 0",
        ],
        &["convex", "concave", "class C2", "max = 1"],
    );
    check(
        "softshrink(x)",
        &[
            "increasing",
            "odd",
            "kinks = {-1/2, 1/2}",
            "lipschitz = 1",
            "zeros = [-1/2, 1/2]",
            "constant on [-1/2, 1/2]",
            "convex on [0, oo)",
            "concave on (-oo, 0]",
        ],
        &["convex", "concave", "strictly increasing", "differentiable", "stationary points = {}"],
    );
    check(
        "x - tanh(x)",
        &[
            "strictly increasing",
            "odd",
            "stationary points = {0}",
            "lipschitz = 1",
            "sup(f') = 1",
            "min(f') = 0",
            "range = (-oo, oo)",
            "inflection points = {0}",
            "asymptote(oo) = x - 1",
        ],
        &["max(f') = 1", "convex", "bounded"],
    );
}

#[test]
fn silu_gelu_mish() {
    check(
        "silu(x)",
        &[
            "bounded below",
            "lipschitz <= 1.09984",
            "lipschitz >= 1.0998",
            "f >= -0.2785",
            "limit(-oo) = 0",
            "asymptote(oo) = x",
            "decreasing on (-oo, -1.3)",
            "increasing on [-1.27, oo)",
            "f(-1 - lambertw(1/e)) < -0.278",
            "zeros = {0}",
            "f - f(-x) = x",
            "f'(-1 - lambertw(1/e)) < 1/10^30",
        ],
        &["monotone", "convex", "increasing", "lipschitz <= 1", "bounded above", "odd"],
    );
    check(
        "gelu(x)",
        &[
            "lipschitz <= 1.13",
            "increasing on [0, oo)",
            "f >= -0.17",
            "limit(-oo) = 0",
            "inflection points = {-sqrt(2), sqrt(2)}",
            "zeros = {0}",
            "lipschitz = f'(sqrt(2))",
            "max(f') = f'(sqrt(2))",
            "convex on [-sqrt(2), sqrt(2)]",
            "f'' = (2 - x^2)*exp(-x^2/2)/sqrt(2pi)",
            "f'' <= 0.8",
            "smooth",
        ],
        &["monotone", "convex", "lipschitz <= 1.128", "f >= -0.1699", "bounded"],
    );
    check(
        "mish(x)",
        &[
            "lipschitz <= 1.0885",
            "f >= -0.3089",
            "limit(-oo) = 0",
            "limit(oo) = oo",
            "zeros = {0}",
            "increasing on [0, oo)",
        ],
        &["monotone", "lipschitz <= 1.0884", "f >= -0.308", "convex"],
    );
    check(
        "gelu_tanh(x)",
        &["lipschitz <= 1.129", "f >= -0.17005", "limit(oo) = oo", "limit(-oo) = 0", "zeros = {0}"],
        &["monotone", "convex", "f >= -0.17", "f = gelu(x)"],
    );
}

#[test]
fn hard_functions() {
    for formula in ["hardswish(x)", "x*min(max(x + 3, 0), 6)/6"] {
        check(
            formula,
            &[
                "min = -3/8",
                "kinks = {-3, 3}",
                "sup(f') = 3/2",
                "lipschitz = 3/2",
                "range = [-3/8, oo)",
                "increasing on [-3/2, oo)",
                "decreasing on (-oo, -3/2]",
                "convex on [-3, 3]",
                "f = x on x >= 3",
            ],
            &["convex", "monotone", "max(f') = 3/2", "differentiable", "lipschitz = 1", "concave"],
        );
    }
    check(
        "hardsigmoid(x)",
        &[
            "increasing",
            "range = [0, 1]",
            "lipschitz = 1/6",
            "max = 1",
            "min = 0",
            "constant on [3, oo)",
        ],
        &["strictly increasing", "convex", "differentiable"],
    );
    check(
        "relu6(x)",
        &["increasing", "range = [0, 6]", "bounded", "kinks = {0, 6}", "lipschitz = 1"],
        &["convex", "concave", "strictly increasing"],
    );
    check(
        "relu(x)^2",
        &[
            "increasing",
            "convex",
            "class C1",
            "differentiable",
            "f'(0) = 0",
            "range = [0, oo)",
            "kinks = {}",
        ],
        &["lipschitz", "class C2", "strictly convex", "lipschitz <= 1000000"],
    );
    check(
        "piecewise((x^2/2, |x| <= 1), (|x| - 1/2, True))",
        &[
            "even",
            "convex",
            "class C1",
            "lipschitz = 1",
            "min = 0",
            "range = [0, oo)",
            "stationary points = {0}",
        ],
        &["class C2", "strictly convex", "monotone", "lipschitz < 1"],
    );
}

#[test]
fn polynomials() {
    check(
        "x^3 - 3x",
        &[
            "odd",
            "stationary points = {-1, 1}",
            "increasing on [1, oo)",
            "decreasing on [-1, 1]",
            "zeros = {-sqrt(3), 0, sqrt(3)}",
            "range = (-oo, oo)",
            "inflection points = {0}",
            "max = 2 on [-2, 2]",
            "min = -2 on [-2, 2]",
            "increasing on x <= -1",
            "lipschitz = 9 on [-2, 2]",
            "zero-centered",
        ],
        &[
            "monotone",
            "increasing",
            "convex",
            "bounded",
            "lipschitz",
            "increasing on (-oo, -1] U [1, oo)",
            "even",
        ],
    );
    check(
        "x^3",
        &[
            "strictly increasing",
            "monotone",
            "odd",
            "stationary points = {0}",
            "zeros = {0}",
            "inflection points = {0}",
            "convex on [0, oo)",
            "fixed points = {-1, 0, 1}",
            "smooth",
        ],
        &["convex", "concave", "bounded", "decreasing", "f' > 0"],
    );
    check(
        "x^8 - 4x^6 + x^5 - 3x^3 + 2x - 1",
        &["limit(oo) = oo", "limit(-oo) = oo", "bounded below", "f > -200", "smooth"],
        &["monotone", "convex", "bounded above", "f > 0", "even"],
    );
    check(
        "x^4 - 2x^2",
        &[
            "even",
            "min = -1",
            "stationary points = {-1, 0, 1}",
            "range = [-1, oo)",
            "zeros = {-sqrt(2), 0, sqrt(2)}",
        ],
        &["convex", "monotone", "max = 0", "odd"],
    );
    check(
        "7",
        &[
            "constant",
            "increasing",
            "decreasing",
            "even",
            "convex",
            "concave",
            "range = {7}",
            "lipschitz = 0",
        ],
        &["strictly increasing", "odd", "zeros = {0}"],
    );
}

#[test]
fn kinks_are_candidates() {
    check(
        "max(x, -x) - x/2",
        &[
            "min = 0",
            "min = 0 on [-2, 3]",
            "max = 3 on [-2, 3]",
            "convex",
            "kinks = {0}",
            "stationary points = {}",
        ],
        &["min = 3/2 on [-2, 3]", "monotone", "differentiable"],
    );
    check(
        "|x|",
        &[
            "min = 0 on [-2, 3]",
            "max = 3 on [-2, 3]",
            "even",
            "convex",
            "lipschitz = 1",
            "f = sqrt(x^2)",
            "f = max(x, -x)",
            "range = [2, 3) on (-3, -2]",
            "stationary points = {}",
            "decreasing on x <= 0",
        ],
        &["monotone", "differentiable", "max = 3 on [-2, 3)", "f' = sign(x)", "strictly convex"],
    );
    check(
        "||x| - 1|",
        &[
            "kinks = {-1, 0, 1}",
            "zeros = {-1, 1}",
            "even",
            "lipschitz = 1",
            "min = 0",
            "convex on [0, oo)",
        ],
        &["convex", "concave", "monotone"],
    );
}

#[test]
fn gaps_jumps_and_ends_of_domains() {
    check(
        "1/x",
        &[
            "decreasing on (0, oo)",
            "strictly decreasing on x < 0",
            "continuous",
            "limit(0+) = oo",
            "limit(0-) = -oo",
            "odd",
            "range = (-oo, 0) U (0, oo)",
            "zeros = {}",
            "convex on x > 0",
            "concave on x < 0",
            "zero-centered",
            "lipschitz = 1 on [1, oo)",
            "fixed points = {-1, 1}",
        ],
        &[
            "decreasing",
            "monotone",
            "continuous on [-1, 1]",
            "lipschitz",
            "bounded",
            "convex",
            "limit(0) = oo",
        ],
    );
    check(
        "-1/x^2",
        &["increasing on x > 0", "even", "limit(0) = -oo", "range = (-oo, 0)"],
        &["increasing", "monotone", "lipschitz", "bounded below"],
    );
    check(
        "log(x)",
        &[
            "strictly increasing",
            "strictly concave",
            "range = (-oo, oo)",
            "zeros = {1}",
            "f <= x - 1",
            "limit(0+) = -oo",
            "differentiable",
            "lipschitz = 1 on [1, oo)",
        ],
        &["lipschitz", "convex", "even", "continuous on [0, 1]", "fixed points = {1}"],
    );
    check(
        "sqrt(x)",
        &[
            "strictly increasing",
            "concave",
            "min = 0",
            "range = [0, oo)",
            "continuous",
            "class C1 on (0, oo)",
            "fixed points = {0, 1}",
        ],
        &[
            "differentiable",
            "lipschitz",
            "class C1",
            "continuous on [-1, 1]",
            "lipschitz on [0, 1]",
        ],
    );
    check(
        "cbrt(x)",
        &["strictly increasing", "odd", "continuous", "convex on x <= 0", "concave on x >= 0"],
        &["differentiable", "lipschitz", "convex", "lipschitz on [-1, 1]"],
    );
    check(
        "sign(x)",
        &["increasing", "odd", "range = {-1, 0, 1}", "constant on x > 0", "bounded", "min = -1"],
        &["continuous", "strictly increasing", "lipschitz", "convex", "constant"],
    );
    check(
        "piecewise((x, x < 0), (x - 1, True))",
        &[
            "increasing on x < 0",
            "increasing on [0, oo)",
            "differentiable on x < 0",
            "limit(0-) = 0",
        ],
        &["increasing", "monotone", "continuous", "convex", "lipschitz"],
    );
    check(
        "x^2/x",
        &["f = x on (0, oo)", "strictly increasing", "range = (-oo, 0) U (0, oo)", "odd"],
        &["f = x", "continuous on [-1, 1]"],
    );
    check(
        "sqrt(1 - x^2)",
        &["range = [0, 1]", "concave", "max = 1", "even", "zeros = {-1, 1}"],
        &["differentiable", "lipschitz", "monotone", "convex"],
    );
}

#[test]
fn oscillation() {
    check(
        "x + sin(x)^2",
        &[
            "increasing",
            "strictly increasing",
            "lipschitz = 2",
            "f' >= 0",
            "max(f') = 2",
            "min(f') = 0",
            "monotone",
        ],
        &["convex", "bounded", "f' > 0", "decreasing", "odd", "lipschitz < 2"],
    );
    check(
        "sin(x)",
        &[
            "range = [-1, 1]",
            "periodic 2pi",
            "periodic 4pi",
            "odd",
            "bounded",
            "lipschitz = 1",
            "|f| <= 1",
            "f <= 1",
            "f'' = -f",
            "max = 1",
            "min = -1",
            "increasing on [-pi/2, pi/2]",
            "concave on [0, pi]",
            "zeros = {0, pi} on [0, 4]",
        ],
        &["zeros = {0}", "monotone", "periodic pi", "convex", "even", "f < 1", "f >= 0"],
    );
    check(
        "sin(2x) + cos(3x)",
        &["periodic 2pi", "bounded", "f <= 2", "f^2 <= 4"],
        &["periodic pi", "monotone", "odd", "even"],
    );
    check("sin(x)^2 + cos(x)^2", &["f = 1"], &["f = 2"]);
    check(
        "x - sin(x)",
        &["strictly increasing", "odd", "lipschitz = 2"],
        &["decreasing", "periodic 2pi"],
    );
    check("x + 2sin(x)", &["odd", "lipschitz = 3"], &["monotone", "increasing"]);
    check("cos(x)", &["even", "f >= -1", "periodic 2pi"], &["odd", "f >= 0"]);
    open("sin(x^2)", &["range = [-1, 1]"]);
    check("floor(x)", &["increasing"], &["strictly increasing", "decreasing", "continuous"]);
}

/// On one period these have the shape; on the line they have a kink or a pole at every end of one.
#[test]
fn one_period_is_not_the_line() {
    for (formula, claims) in [
        ("sqrt(1 - cos(x))", &["differentiable", "class C1", "smooth", "concave"][..]),
        ("|sin(x/2)|", &["differentiable", "class C1", "smooth", "concave"]),
        (
            "-sin(x)/(1 - cos(x))",
            &["increasing", "strictly increasing", "monotone", "bounded", "lipschitz"],
        ),
    ] {
        for (claim, verdict) in claims.iter().zip(super::verdicts(formula, claims)) {
            assert!(!verdict.is_proven(), "{formula}: {claim}: {verdict:?}");
        }
    }
}

#[test]
fn narrow_features() {
    check(
        "x + exp(-1000(x - 1)^2)",
        &["f >= x", "f > x", "limit(oo) = oo", "range = (-oo, oo)"],
        &["monotone", "increasing", "convex"],
    );
    check(
        "e^x - 1 - x",
        &["f >= 0", "min = 0", "zeros = {0}", "strictly convex", "decreasing on x <= 0"],
        &["f > 0"],
    );
    check(
        "x*exp(-x^2)",
        &["odd", "bounded", "max = exp(-1/2)/sqrt(2)", "lipschitz = 1"],
        &["monotone", "f < 0.42"],
    );
    check(
        "arctan(x)",
        &["strictly increasing", "range = (-pi/2, pi/2)", "odd", "lipschitz = 1", "f' = 1/(1+x^2)"],
        &["max = pi/2", "convex"],
    );
    check(
        "exp(x)",
        &[
            "strictly increasing",
            "strictly convex",
            "range = (0, oo)",
            "f >= 1 + x",
            "f' = f",
            "zeros = {}",
        ],
        &["lipschitz", "bounded", "min = 0", "f > 1 + x"],
    );
}

#[test]
fn parameters() {
    let swish = "x*sigmoid(b*x)";
    for (formula, assume, claims) in [
        (
            swish,
            "b > 0",
            &["lipschitz <= 1.1", "limit(oo) = oo", "zeros = {0}", "increasing on [0, oo)"][..],
        ),
        (
            "max(x, a*x)",
            "0 < a < 1",
            &["strictly increasing", "convex", "lipschitz = 1", "zeros = {0}"],
        ),
        ("x^2/a", "a > 0", &["convex", "min = 0", "f' = 2x/a", "even"]),
        ("tanh(b*x)", "b > 0", &["strictly increasing", "range = (-1, 1)", "odd", "lipschitz"]),
    ] {
        for claim in claims {
            let verdict = super::judge_assuming(formula, assume, claim);
            assert!(verdict.is_proven(), "{formula}: {claim}: {verdict:?}");
        }
    }
    for claim in ["lipschitz <= 1.09", "convex", "monotone"] {
        let verdict = super::judge_assuming(swish, "b > 0", claim);
        assert!(verdict.is_refuted(), "{claim}: {verdict:?}");
    }
    // The least value is that of SiLU divided by b.
    for claim in ["f >= -1", "min = -1"] {
        let verdict = super::judge_assuming(swish, "b > 0", claim);
        assert!(verdict.is_undecided(), "{claim}: {verdict:?}");
    }
    open("x*sigmoid(b*x)", &["increasing", "lipschitz <= 2", "bounded below"]);
    open("max(x, a*x)", &["increasing", "convex"]);
}
