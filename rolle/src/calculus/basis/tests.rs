//! n-th derivatives against high-precision values, and against repeated differentiation.

use crate::ErrorKind;
use crate::calculus::testing::{
    Random, evaluate, evaluate_with_error, random_expression, random_over,
};
use crate::graph::{Graph, NodeId, Requirement};
use crate::operator::{Op, table};

fn of(g: &mut Graph, op: Op, u: NodeId) -> NodeId {
    g.apply(op, &[u]).unwrap()
}

/// x/(1 + exp(−x)).
fn silu(g: &mut Graph, x: NodeId) -> NodeId {
    let minus = g.negate(x);
    let exp = of(g, Op::Exp, minus);
    let below = g.sum(&[NodeId::ONE, exp]);
    g.divide(x, below)
}

/// x·(1/2)·(1 + erf(x/√2)).
fn gelu(g: &mut Graph, x: NodeId) -> NodeId {
    let two = g.integer(2);
    let root = g.sqrt(two);
    let inside = g.divide(x, root);
    let erf = of(g, Op::Erf, inside);
    let sum = g.sum(&[NodeId::ONE, erf]);
    let half = g.ratio(1, 2);
    g.product(&[x, half, sum])
}

/// x·tanh(log(1 + exp(x))).
fn mish(g: &mut Graph, x: NodeId) -> NodeId {
    let exp = of(g, Op::Exp, x);
    let sum = g.sum(&[NodeId::ONE, exp]);
    let softplus = of(g, Op::Log, sum);
    let tanh = of(g, Op::Tanh, softplus);
    g.product(&[x, tanh])
}

/// Functions by name, for the table of expected values.
fn example(g: &mut Graph, name: &str) -> NodeId {
    let x = g.symbol("x");
    let (two, three) = (g.integer(2), g.integer(3));
    let over = |g: &mut Graph, n: NodeId| g.divide(x, n);
    match name {
        "silu" => silu(g, x),
        "gelu" => gelu(g, x),
        "mish" => mish(g, x),
        "damped wave" => {
            let (square, minus, triple) = (g.powi(x, 2), g.negate(x), g.product(&[three, x]));
            let (exp, sin) = (of(g, Op::Exp, minus), of(g, Op::Sin, triple));
            g.product(&[square, exp, sin])
        }
        "root of square plus one" => {
            let square = g.powi(x, 2);
            let sum = g.sum(&[NodeId::ONE, square]);
            g.sqrt(sum)
        }
        "softplus with slope" => {
            let minus_two = g.integer(-2);
            let inside = g.product(&[minus_two, x]);
            let exp = of(g, Op::Exp, inside);
            let sum = g.sum(&[NodeId::ONE, exp]);
            of(g, Op::Log, sum)
        }
        "arctangent over x" => {
            let atan = of(g, Op::Atan, x);
            g.divide(atan, x)
        }
        "power tower" => g.power(x, x),
        "tangent" => {
            let half = over(g, two);
            of(g, Op::Tan, half)
        }
        "logistic density" => {
            let exp = of(g, Op::Exp, x);
            let sum = g.sum(&[NodeId::ONE, exp]);
            let square = g.powi(sum, 2);
            g.divide(exp, square)
        }
        "erf of square" => {
            let square = g.powi(x, 2);
            of(g, Op::Erf, square)
        }
        "arcsine" => {
            let third = over(g, three);
            of(g, Op::Asin, third)
        }
        "two scales" => {
            let (half, third) = (over(g, two), over(g, three));
            let minus = g.negate(half);
            let (fast, slow) = (of(g, Op::Exp, minus), of(g, Op::Exp, third));
            let below = g.sum(&[NodeId::ONE, fast]);
            let (gate, grown) = (g.reciprocal(below), g.product(&[slow, x]));
            g.sum(&[gate, grown])
        }
        _ => {
            let cosh = of(g, Op::Cosh, x);
            g.powi(cosh, -3)
        }
    }
}

/// Order and values at 0.7, 1.3 and 2.4: mpmath, Taylor coefficients at 120 digits, checked by Cauchy's formula.
#[expect(clippy::excessive_precision, reason = "the digits stand as the reference gave them")]
const EXPECTED: &[(&str, usize, [f64; 3])] = &[
    ("silu", 10, [-44.238895990920262965, -12.54917791984163972, 3.8774240907806763238]),
    ("gelu", 10, [-230.7879691275805751, -147.91577878783909715, 32.250009611796531534]),
    ("mish", 10, [-726.17052225975151846, 183.78906087404048951, -36.262066904809165969]),
    ("damped wave", 8, [25356.817519998116764, -10223.718407979334865, 7750.3988537339727102]),
    (
        "root of square plus one",
        7,
        [47.530204489746372571, 3.9216482003172889042, -0.4729532229446154444],
    ),
    (
        "softplus with slope",
        6,
        [-7.503529089750026426, -1.7864220172666277104, 0.39637066664356627989],
    ),
    (
        "arctangent over x",
        6,
        [25.275397493658892652, -4.1157545979729420852, -0.15879249638138659528],
    ),
    ("power tower", 5, [-15.758071620342850264, 27.494071883628616015, 408.11085961371136006]),
    ("tangent", 6, [2.6675004876632219842, 20.003374351135263167, 11673.586031678875564]),
    (
        "logistic density",
        7,
        [2.00163396090545727, -0.50433609768044804511, -0.13676030349061517668],
    ),
    ("erf of square", 5, [169.72317911618174069, -280.91914037046741453, 1.6575377756654169048e-7]),
    ("arcsine", 6, [0.11236416765412346475, 0.63793916283606627797, 199.07875213073720528]),
    ("two scales", 6, [0.027391198601078699429, 0.034464885266203395652, 0.059712343781819354267]),
    ("sech cubed", 6, [263.26528141712984904, -66.71636382023341897, 2.31857229244748367]),
];

#[test]
fn values_agree_with_high_precision() {
    for &(name, n, values) in EXPECTED {
        let mut g = Graph::new();
        let f = example(&mut g, name);
        let x = g.symbol("x");
        let d = g.nth_derivative(f, x, n).unwrap();
        for (at, want) in [0.7, 1.3, 2.4].into_iter().zip(values) {
            let (got, error) = evaluate_with_error(&g, d, &[("x", at)]);
            assert!(
                (got - want).abs() <= error + 1e-13 * want.abs(),
                "{name} at {at}: {got}, not {want}"
            );
            assert!(
                error < 1e-6 * want.abs().max(1e-3),
                "{name} at {at} says too little: {error:e}"
            );
        }
    }
}

#[test]
fn tenth_derivatives_of_activations_are_small() {
    // The best peer's shared sizes are 69, 30 and 479.
    for (build, most) in [(silu as fn(&mut Graph, NodeId) -> NodeId, 40), (gelu, 27), (mish, 215)] {
        let mut g = Graph::new();
        let x = g.symbol("x");
        let f = build(&mut g, x);
        let d = g.nth_derivative(f, x, 10).unwrap();
        assert!(g.shared_size(&[d]) <= most, "{}", g.shared_size(&[d]));
    }
}

#[test]
fn derivatives_are_no_larger_than_the_plain_ones() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let (square, abs) = (g.powi(x, 2), of(&mut g, Op::Abs, x));
    let (cube, exp, tan) = (g.powi(x, 3), of(&mut g, Op::Exp, x), of(&mut g, Op::Tan, x));
    let (below, inner) = (g.sum(&[abs, NodeId::ONE]), g.sum(&[x, cube]));
    let softsign = g.divide(x, below);
    let (tanh, minus) = (of(&mut g, Op::Tanh, inner), g.negate(exp));
    let sum = g.sum(&[square, NodeId::ONE]);
    let (root, gumbel) = (g.sqrt(sum), of(&mut g, Op::Exp, minus));
    let gated = g.product(&[x, tanh]);
    for f in [softsign, gated, root, gumbel, tan] {
        for n in [2, 3, 5, 8] {
            let (plain, d) = (g.repeated_derivative(f, x, n), g.nth_derivative(f, x, n).unwrap());
            assert!(g.shared_size(&[d]) <= g.shared_size(&[plain]), "order {n}");
        }
    }
}

#[test]
fn spelling_of_the_logistic_function_does_not_matter() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let (minus, exp) = (g.negate(x), of(&mut g, Op::Exp, x));
    let inverse = of(&mut g, Op::Exp, minus);
    let (a, b) = (g.sum(&[NodeId::ONE, inverse]), g.sum(&[NodeId::ONE, exp]));
    let half = g.ratio(1, 2);
    let (up, down) = (g.product(&[half, x]), g.product(&[half, minus]));
    let (up, down) = (of(&mut g, Op::Exp, up), of(&mut g, Op::Exp, down));
    let both = g.sum(&[up, down]);
    let symmetric = g.divide(up, both);
    let spellings = [symmetric, g.reciprocal(a), g.divide(exp, b), of(&mut g, Op::Sigmoid, x)];
    for n in 2..8 {
        let all = spellings.map(|f| g.nth_derivative(f, x, n).unwrap());
        assert!(all.iter().all(|&d| d == all[0]), "order {n}");
    }
}

#[test]
fn equal_to_repeated_differentiation() {
    let without = [Op::Gamma, Op::Lgamma, Op::Digamma, Op::Polygamma, Op::Lambertw, Op::Erfinv];
    let functions: Vec<Op> =
        table().iter().map(|row| row.op).filter(|op| !without.contains(op)).collect();
    let usual = [Op::Exp, Op::Sigmoid, Op::Tanh, Op::Log, Op::Erf, Op::Sin, Op::Cos, Op::Atan];
    let mut random = Random::new(7);
    let mut compared = 0;
    for round in 0..2000 {
        let mut g = Graph::new();
        let rough = round % 3 == 0;
        let pool = if rough { &functions[..] } else { &usual[..] };
        let f = random_over(&mut g, &mut random, 2 + round % 7, pool, rough);
        let x = g.symbol("x");
        let n = 2 + round % 3;
        let plain = g.repeated_derivative(f, x, n);
        let Ok(d) = g.in_own_basis(f, x, n, 1 << 16) else { continue };
        for _ in 0..4 {
            let at = [("x", 2.0 * random.unit()), ("y", 2.0 * random.unit())];
            if !evaluate(&g, f, &at).is_finite() {
                continue;
            }
            let (want, slack) = evaluate_with_error(&g, plain, &at);
            let (got, error) = evaluate_with_error(&g, d, &at);
            if slack + error < 1e-4 * (1.0 + want.abs()) {
                // What underflows on the way is no rounding error.
                let most = slack + error + 1e-60;
                assert!((got - want).abs() <= most, "round {round}: {got}, not {want}");
                compared += 1;
            }
            if slack.is_finite() && error.is_finite() {
                assert_eq!(got.is_nan(), want.is_nan(), "round {round}: {got}, not {want}");
            }
        }
    }
    assert!(compared > 2000, "only {compared} values compared");
}

#[test]
fn orders_zero_and_one_and_polynomials() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = silu(&mut g, x);
    assert_eq!(g.nth_derivative(f, x, 0).unwrap(), f);
    assert_eq!(g.nth_derivative(f, x, 1).unwrap(), g.derivative(f, x));
    let power = g.powi(x, 20);
    let factorial = g.nth_derivative(power, x, 20).unwrap();
    assert_eq!(g.number(factorial).unwrap().to_f64(), 2432902008176640000.0);
    assert_eq!(g.nth_derivative(power, x, 1_000_000_000).unwrap(), NodeId::ZERO);
    let y = g.symbol("y");
    assert_eq!(g.nth_derivative(f, y, 5).unwrap(), NodeId::ZERO);
}

#[test]
fn branches_are_differentiated_on_their_open_sets() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let (gate, condition) = (silu(&mut g, x), g.less_equal(x, NodeId::ZERO));
    let sin = of(&mut g, Op::Sin, x);
    let f = g.piecewise(&[(gate, condition)], Some(sin));
    let d = g.nth_derivative(f, x, 6).unwrap();
    let smooth = g.nth_derivative(gate, x, 6).unwrap();
    let at = |g: &Graph, id: NodeId, x: f64| evaluate(g, id, &[("x", x)]);
    assert_eq!(at(&g, d, -0.5), at(&g, smooth, -0.5));
    assert_eq!(at(&g, d, 0.5), -(0.5f64.sin()));
    assert!(at(&g, d, 0.0).is_nan());
}

#[test]
fn what_leaves_the_basis_is_differentiated_plainly() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let mut f = x;
    for _ in 0..30 {
        f = of(&mut g, Op::Sin, f);
    }
    let plain = g.repeated_derivative(f, x, 3);
    assert_eq!(g.nth_derivative(f, x, 3).unwrap(), plain);
    let gamma = of(&mut g, Op::Gamma, x);
    let d = g.nth_derivative(gamma, x, 6).unwrap();
    assert!(g.shared_size(&[d]) < 60, "{}", g.shared_size(&[d]));
}

#[test]
fn work_is_limited() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = silu(&mut g, x);
    let error = g.nth_derivative_within(f, x, 5000, 10_000).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Budget);
    // Exponents of any size must neither overflow nor hang.
    for c in [1_000_000, i64::from(i32::MAX), i64::MAX] {
        let c = g.integer(c);
        let (sigmoid, many) = (of(&mut g, Op::Sigmoid, x), g.product(&[c, x]));
        let (power, exp) = (g.power(sigmoid, c), of(&mut g, Op::Exp, many));
        let (tanh, below) = (of(&mut g, Op::Tanh, x), g.power(x, c));
        let (high, low) = (g.power(tanh, c), g.reciprocal(below));
        for f in [g.product(&[sigmoid, exp]), power, high, low] {
            if let Err(error) = g.nth_derivative_within(f, x, 5, 100_000) {
                assert_eq!(error.kind(), ErrorKind::Budget);
            }
        }
    }
    let mut deep = x;
    for _ in 0..100 {
        deep = of(&mut g, Op::Sin, deep);
    }
    let error = g.nth_derivative_within(deep, x, 1000, 20_000).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Budget);
}

#[test]
fn every_operator_is_handled_one_way_or_the_other() {
    let mut random = Random::new(5);
    for round in 0..600 {
        let mut g = Graph::new();
        let f = random_expression(&mut g, &mut random, 3 + round % 14);
        let x = g.symbol("x");
        match g.nth_derivative_within(f, x, 2 + round % 4, 20_000) {
            Ok(d) => assert!(d.index() < g.len()),
            Err(error) => assert_eq!(error.kind(), ErrorKind::Budget),
        }
    }
}

#[test]
fn a_part_can_be_the_variable() {
    let mut g = Graph::new();
    let (x, y) = (g.symbol("x"), g.symbol("y"));
    let u = g.sum(&[x, y]);
    let sin = of(&mut g, Op::Sin, u);
    let f = g.product(&[u, sin]);
    let d = g.nth_derivative(f, u, 2).unwrap();
    let (cos, two) = (of(&mut g, Op::Cos, u), g.integer(2));
    let (first, second) = (g.product(&[two, cos]), g.negate(f));
    assert_eq!(d, g.sum(&[first, second]));
    // e^(2x) is not a function of the node e^x.
    let double = g.product(&[two, x]);
    let (e, e2) = (of(&mut g, Op::Exp, x), of(&mut g, Op::Exp, double));
    assert_eq!(g.nth_derivative(e2, e, 2).unwrap(), NodeId::ZERO);
}

#[test]
fn a_cancelled_divisor_leaves_its_condition() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    // (x + 1)·|x| − |x| has the second derivative 2·sign x, which 2x/|x| keeps undefined at zero.
    let abs = of(&mut g, Op::Abs, x);
    let f = g.product(&[x, abs]);
    let d = g.nth_derivative(f, x, 2).unwrap();
    assert!(evaluate(&g, d, &[("x", 0.0)]).is_nan());
    assert_eq!(evaluate(&g, d, &[("x", -3.0)]), -2.0);
    // log(x²)·x² divides by x² and multiplies it away again.
    let square = g.powi(x, 2);
    let log = of(&mut g, Op::Log, square);
    let f = g.product(&[square, log]);
    g.take_side_conditions();
    g.nth_derivative(f, x, 2).unwrap();
    let conditions = g.side_conditions();
    assert!(conditions.iter().any(|c| c.requirement == Requirement::NonZero), "{conditions:?}");
}
