//! Tables of limits. Each finite limit is also looked at in f64, close to the point.

pub(in crate::calculus) mod formula;
mod hostile;
pub(in crate::calculus) mod zoo;

use super::*;
use crate::calculus::NoLimit;
use crate::enclosure::Context;
use crate::number::{Number, Rational};
use formula::{evaluate, formula};

/// Checks one row: a function of x, where x goes (`oo`, `-oo`, `0+`, `0-`, `0`), and what must come out.
fn check(function: &str, place: &str, expected: &str) -> Result<(), String> {
    let mut g = Graph::new();
    let x = g.symbol("x");
    for parameter in ["a", "b", "c"] {
        g.symbol_with(parameter, crate::graph::Assumptions::positive()).unwrap();
    }
    let unit = crate::graph::Assumptions::between(Number::ZERO, Number::ONE);
    g.symbol_with("q", unit).unwrap();
    let f = formula(&mut g, function);
    // `~`: slow; f64 looks very close to the point. `!`: f64 cannot follow (towers, deep cancellation).
    let (place, reach) = match place.strip_suffix(['~', '!']) {
        Some(bare) if place.ends_with('~') => (bare, 390),
        Some(bare) => (bare, 0),
        None => (place, 12),
    };
    let approach = approach(&mut g, place);
    let found = g.limit(f, x, approach);
    let shown = match &found {
        Limit::PlusInfinity => "oo".to_string(),
        Limit::MinusInfinity => "-oo".to_string(),
        Limit::DoesNotExist(NoLimit::SidesDiffer { .. }) => "sides".to_string(),
        Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds }) => {
            let show = |limit: &Limit| match limit {
                Limit::Finite(id) => crate::print::Printer::new(crate::print::Notation::Plain)
                    .print_brief(&g, *id, 60),
                Limit::PlusInfinity => "oo".to_string(),
                _ => "-oo".to_string(),
            };
            let float = |limit: &Limit| match limit {
                Limit::Finite(id) => evaluate(&g, *id, NodeId::ZERO, 0.0),
                Limit::PlusInfinity => f64::INFINITY,
                _ => f64::NEG_INFINITY,
            };
            let seen = match reach {
                0 => Ok(()),
                _ => between(&g, f, x, place, [float(low), float(high)], *bounds),
            };
            seen.map_err(|why| format!("limit({function}, {place}): {why}"))?;
            let word = if *bounds { "between" } else { "near" };
            format!("{word} {} and {}", show(low), show(high))
        }
        Limit::Outside => "outside".to_string(),
        Limit::Undecided(why) if expected == "undecided" => {
            assert!(!why.is_empty());
            "undecided".to_string()
        }
        Limit::Undecided(why) => format!("undecided: {why}"),
        Limit::Finite(id) => {
            let want = match expected {
                "oo" | "-oo" | "sides" | "oscillates" | "outside" | "undecided" => None,
                _ if expected.contains(" and ") => None,
                _ => Some(formula(&mut g, expected)),
            };
            return same(&mut g, *id, want)
                .and_then(|()| near(&g, f, x, *id, place, reach))
                .map_err(|why| format!("limit({function}, {place}): want {expected}, {why}"));
        }
    };
    if shown == expected || expected == "oscillates" && shown.contains(" and ") {
        return Ok(());
    }
    Err(format!("limit({function}, {place}): want {expected}, got {shown}"))
}

fn approach(g: &mut Graph, place: &str) -> Approach {
    match place {
        "oo" => Approach::PLUS_INFINITY,
        "-oo" => Approach::MINUS_INFINITY,
        _ => {
            let (point, side) = match place.as_bytes()[place.len() - 1] {
                b'+' => (&place[..place.len() - 1], Side::Right),
                b'-' => (&place[..place.len() - 1], Side::Left),
                _ => (place, Side::Both),
            };
            let point = formula(g, point);
            Approach { point: Point::At(point), side }
        }
    }
}

fn same(g: &mut Graph, found: NodeId, want: Option<NodeId>) -> Result<(), String> {
    let value = evaluate(g, found, NodeId::ZERO, 0.0);
    let Some(want) = want else { return Err(format!("got about {value}")) };
    let difference = g.subtract(found, want);
    let (scratch, roots) = g.extract(&[difference]);
    match Germs::new(scratch, 10_000).vanishes(roots[0]) {
        Ok(true) => Ok(()),
        _ => Err(format!("got about {value}")),
    }
}

/// Whether the function comes near its limit close to the point, within what f64 and slow logarithms allow.
fn near(
    g: &Graph,
    f: NodeId,
    x: NodeId,
    limit: NodeId,
    place: &str,
    reach: i32,
) -> Result<(), String> {
    let want = evaluate(g, limit, NodeId::ZERO, 0.0);
    let sides: &[f64] = match place.as_bytes()[place.len() - 1] {
        b'+' => &[1.0],
        b'-' => &[-1.0],
        b'o' => &[1.0],
        _ => &[1.0, -1.0],
    };
    for side in sides {
        let mut best = f64::INFINITY;
        for k in 1..=reach {
            let t = 4f64.powi(k) * 1.234;
            let at = match place {
                "oo" => t,
                "-oo" => -t,
                _ => {
                    let mut scratch = Graph::new();
                    let point = formula(&mut scratch, place.trim_end_matches(['+', '-']));
                    evaluate(&scratch, point, NodeId::ZERO, 0.0) + side / t
                }
            };
            let value = value_near(g, f, x, at);
            if !value.is_nan() {
                best = best.min((value - want).abs());
            }
        }
        // NaN everywhere (parameters, overflow) says nothing; a wrong limit is off by more than this.
        if best.is_finite() && best > 0.12 * (1.0 + want.abs()) {
            return Err(format!("but the function stays {best} away from {want}"));
        }
    }
    Ok(())
}

/// The value in f64; special functions and what overflows by an enclosure.
fn value_near(g: &Graph, f: NodeId, x: NodeId, at: f64) -> f64 {
    let value = evaluate(g, f, x, at);
    let Some(exact) = Rational::try_from(at).ok().filter(|_| value.is_nan()) else { return value };
    let (mut scratch, roots) = g.extract(&[f, x]);
    let place = scratch.rational(exact);
    let there = scratch.substitute(roots[0], &[(roots[1], place)]);
    let enclosure = scratch.enclose(&[there], &Default::default(), &mut Context::new(), 256).pop();
    let ends = enclosure.and_then(|found| found.ok()?.to_rationals());
    ends.map_or(f64::NAN, |(low, high)| {
        let (low, high) = (Number::from(low).to_f64(), Number::from(high).to_f64());
        if high - low < 1e-3 * (1.0 + low.abs()) { low } else { f64::NAN }
    })
}

/// Whether the function stays within bounds that are proved, and comes near both.
fn between(
    g: &Graph,
    f: NodeId,
    x: NodeId,
    place: &str,
    [low, high]: [f64; 2],
    bounds: bool,
) -> Result<(), String> {
    let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
    for k in 0..16_000 {
        let t = 3000.0 + 0.0137 * f64::from(k);
        let at = match place {
            "oo" => t,
            "-oo" => -t,
            _ => continue,
        };
        let value = evaluate(g, f, x, at);
        if !value.is_nan() {
            (least, greatest) = (least.min(value), greatest.max(value));
        }
    }
    if least > greatest {
        return Ok(());
    }
    let inside = !bounds || (least >= low - 0.01 && greatest <= high + 0.01);
    let reaches_low = low.is_infinite() || least < low + 0.1;
    let reaches_high = high.is_infinite() || greatest > high - 0.1;
    if inside && reaches_low && reaches_high {
        return Ok(());
    }
    Err(format!("but the function is seen between {least} and {greatest}, not {low} and {high}"))
}

fn check_table(table: &[(&str, &str, &str)]) {
    let failures: Vec<String> = table
        .iter()
        .filter_map(|(function, place, expected)| check(function, place, expected).err())
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), table.len(), failures.join("\n"));
}

#[test]
fn classic_limits() {
    check_table(&[
        ("x", "oo", "oo"),
        ("x", "-oo", "-oo"),
        ("3", "oo", "3"),
        ("1/x", "oo", "0"),
        ("1/x", "0+", "oo"),
        ("1/x", "0-", "-oo"),
        ("1/x", "0", "sides"),
        ("1/x^2", "0", "oo"),
        ("(3*x^2 + x)/(2*x^2 - 5)", "oo", "3/2"),
        ("(x^2 - 1)/(x - 1)", "1", "2"),
        ("(x^3 - 1)/(x - 1)", "1", "3"),
        ("(sqrt(x) - 2)/(x - 4)", "4", "1/4"),
        ("sin(x)/x", "0", "1"),
        ("(1 - cos(x))/x^2", "0", "1/2"),
        ("(x - sin(x))/x^3", "0", "1/6"),
        ("(tan(x) - x)/x^3", "0", "1/3"),
        ("(tan(x) - sin(x))/x^3", "0", "1/2"),
        ("(exp(x) - 1)/x", "0", "1"),
        ("(exp(x) - 1 - x)/x^2", "0", "1/2"),
        ("log(1 + x)/x", "0", "1"),
        ("(1 + 1/x)^x", "oo", "e"),
        ("(1 + 2/x)^x", "oo", "exp(2)"),
        ("(1 + a/x)^(b*x)", "oo", "exp(a*b)"),
        ("(1 + x)^(1/x)", "0", "e"),
        ("x^x", "0+", "1"),
        ("x*log(x)", "0+", "0"),
        ("x^(1/2)*log(x)^3", "0+~", "0"),
        ("log(x)", "0+", "-oo"),
        ("log(x)", "0-", "outside"),
        ("sqrt(x)", "0-", "outside"),
        ("sqrt(x)", "0+", "0"),
        ("log(x)/x", "oo", "0"),
        ("x^(1/x)", "oo", "1"),
        ("log(log(x))/log(x)", "oo~", "0"),
        ("exp(x)/x^100", "oo", "oo"),
        ("x^100*exp(-x)", "oo!", "0"),
        ("exp(x)", "-oo", "0"),
        ("x*exp(x)", "-oo", "0"),
        ("exp(1/x)", "0+", "oo"),
        ("exp(1/x)", "0-", "0"),
        ("exp(-1/x^2)", "0", "0"),
        ("exp(-1/x^2)/x^10", "0", "0"),
        ("sqrt(x^2 + x) - x", "oo", "1/2"),
        ("sqrt(x^2 + x) + x", "-oo", "-1/2"),
        ("sqrt(x^2 + 1)/x", "-oo", "-1"),
        ("atan(x)", "oo", "pi/2"),
        ("atan(x)", "-oo", "-pi/2"),
        ("atan(1/x)", "0+", "pi/2"),
        ("x*(pi/2 - atan(x))", "oo", "1"),
        ("acot(x)", "-oo", "pi"),
        ("asin(x)", "1-", "pi/2"),
        ("asin(x)", "1+", "outside"),
        ("acos(x)/sqrt(1 - x)", "1-", "sqrt(2)"),
        ("asin(x)/x", "0", "1"),
        ("asec(x)", "oo", "pi/2"),
        ("acsc(x)*x", "oo", "1"),
        ("(atan(x) - x)/x^3", "0", "-1/3"),
        ("(asin(x) - atan(x))/x^3", "0", "1/2"),
        ("asinh(x) - log(x)", "oo", "log(2)"),
        ("asinh(x) + log(-x)", "-oo", "-log(2)"),
        ("acosh(x) - log(x)", "oo", "log(2)"),
        ("acosh(x)/sqrt(x - 1)", "1+", "sqrt(2)"),
        ("acosh(x)", "1-", "outside"),
        ("atanh(x)", "1-", "oo"),
        ("acoth(x)*x", "oo", "1"),
        ("acsch(x)*x", "oo", "1"),
        ("asech(x)", "0+", "oo"),
        ("tanh(x)", "oo", "1"),
        ("(1 - tanh(x))*exp(2*x)", "oo", "2"),
        ("sinh(x)/exp(x)", "oo", "1/2"),
        ("cosh(x)/exp(-x)", "-oo", "1/2"),
        ("sech(x)", "oo", "0"),
        ("csch(x)*x", "0", "1"),
        ("coth(x) - 1/x", "0", "0"),
        ("sec(x) - tan(x)", "pi/2", "0"),
        ("csc(x) - 1/x", "0", "0"),
        ("cot(x)*x", "0", "1"),
        ("tan(x)", "pi/2-", "oo"),
        ("erf(x)", "oo", "1"),
        ("erf(x)", "-oo", "-1"),
        ("erfc(x)", "-oo", "2"),
        ("x*exp(x^2)*erfc(x)", "oo", "1/sqrt(pi)"),
        ("erf(x)/x", "0", "2/sqrt(pi)"),
        ("(erf(x) - 2*x/sqrt(pi))/x^3", "0", "-2/(3*sqrt(pi))"),
        ("gamma(x)*x", "0", "1"),
        ("gamma(x)", "oo", "oo"),
        ("gamma(x)*(x + 2)", "-2", "1/2"),
        ("gamma(x + 1)/(x^x*exp(-x)*sqrt(x))", "oo", "sqrt(2*pi)"),
        ("lgamma(x)/(x*log(x))", "oo", "1"),
        ("lgamma(x) + log(x)", "0+", "0"),
        ("digamma(x) - log(x)", "oo", "0"),
        ("x*(digamma(x) - log(x))", "oo", "-1/2"),
        ("polygamma(1, x)*x", "oo", "1"),
        ("polygamma(1, x)*x^2", "0", "1"),
        ("lambertw(x)/x", "0", "1"),
        ("atan2(1, x)", "-oo", "pi"),
        ("atan2(-1, x)", "-oo", "-pi"),
        ("hypot(x, 1) - x", "oo", "0"),
        ("root(x, 3)", "-oo", "-oo"),
        ("root(x + 1, 3) - root(x, 3)", "oo", "0"),
        ("2^x/3^x", "oo", "0"),
        ("(2^x + 3^x)^(1/x)", "oo", "3"),
        ("x^pi/x^3", "oo", "oo"),
        ("x^a/exp(b*x)", "oo", "0"),
        ("log(a*x + 1)/log(b*x)", "oo", "1"),
        ("(a^x - 1)/x", "0", "log(a)"),
        ("a*x/(b*x + c)", "oo", "a/b"),
        ("(x^a - 1)/a", "oo", "oo"),
        ("q^x", "oo", "0"),
        ("q^x", "-oo", "oo"),
        ("x^(1 - q)", "oo", "oo"),
        ("x^q/x", "oo", "0"),
        ("(1 - q)*x", "oo", "oo"),
        ("(1 + q*exp(-x))^(-1)", "oo", "1"),
        ("d*x", "oo", "undecided"),
    ]);
}

#[test]
fn limits_from_the_thesis_of_gruntz() {
    check_table(&[
        ("exp(x)*(exp(1/x - exp(-x)) - exp(1/x))", "oo", "-1"),
        ("exp(x)*(exp(1/x + exp(-x) + exp(-x^2)) - exp(1/x - exp(-exp(x))))", "oo", "1"),
        ("exp(exp(x - exp(-x))/(1 - 1/x)) - exp(exp(x))", "oo", "oo"),
        ("exp(exp(exp(x)/(1 - 1/x))) - exp(exp(exp(x)/(1 - 1/x - log(x)^(-log(x)))))", "oo", "-oo"),
        ("exp(exp(exp(x + exp(-x))))/exp(exp(exp(x)))", "oo", "oo"),
        ("exp(exp(exp(x)))/exp(exp(exp(x - exp(-exp(x)))))", "oo", "oo"),
        ("exp(exp(exp(x)))/exp(exp(exp(x - exp(-exp(exp(x))))))", "oo", "1"),
        ("exp(exp(x))/exp(exp(x - exp(-exp(exp(x)))))", "oo", "1"),
        (
            "log(x)^2*exp(sqrt(log(x))*log(log(x))^2*exp(sqrt(log(log(x)))*log(log(log(x)))^3))/sqrt(x)",
            "oo!",
            "0",
        ),
        ("x*log(x)*log(x*exp(x) - x^2)^2/log(log(x^2 + 2*exp(exp(3*x^3*log(x)))))", "oo!", "1/3"),
        ("(exp(x*exp(-x)/(exp(-x) + exp(-2*x^2/(x + 1)))) - exp(x))/x", "oo", "-exp(2)"),
        ("(3^x + 5^x)^(1/x)", "oo", "5"),
        ("x/log(x^(log(x)^(log(2)/log(x))))", "oo", "oo"),
        ("exp(exp(2*log(x^5 + x)*log(log(x))))/exp(exp(10*log(x)*log(log(x))))", "oo", "oo"),
        (
            "4/9*exp(exp(5/2*x^(-5/7) + 21/8*x^(6/11) + 2*x^(-8) + 54/17*x^(49/45)))^8/log(log(-log(4/3*x^(-5/14))))^(7/6)",
            "oo",
            "oo",
        ),
        ("(exp(4*x*exp(-x)/(1/exp(x) + 1/exp(2*x^2/(x + 1)))) - exp(x))/exp(x)^4", "oo", "1"),
        ("exp(x*exp(-x)/(exp(-x) + exp(-2*x^2/(x + 1))))/exp(x)", "oo", "1"),
        ("log(log(x) + log(log(x))) - log(log(x))", "oo~", "0"),
        (
            "(log(log(x) + log(log(x))) - log(log(x)))/log(log(x) + log(log(log(x))))*log(x)",
            "oo",
            "1",
        ),
        (
            "exp(log(log(x + exp(log(x)*log(log(x)))))/log(log(log(exp(x) + x + log(x)))))",
            "oo!",
            "e",
        ),
        ("exp(x)*(sin(1/x + exp(-x)) - sin(1/x + exp(-x^2)))", "oo", "1"),
        ("exp(exp(x))*(exp(sin(1/x + exp(-exp(x)))) - exp(sin(1/x)))", "oo!", "1"),
        ("(erf(x - exp(-exp(x))) - erf(x))*exp(exp(x))*exp(x^2)", "oo!", "-2/sqrt(pi)"),
        ("(log(x + exp(-x)) - log(x))*x*exp(x)", "oo", "1"),
        ("1/(exp(-x + exp(-x)) - exp(-x))*exp(-2*x)", "oo", "1"),
        ("x*(exp(-log(x)/x) - 1)/log(x)", "oo", "-1"),
        ("exp(lgamma(x + exp(-x)) - lgamma(x))", "oo", "1"),
        ("exp(x)*(gamma(x + exp(-x)) - gamma(x))", "oo", "oo"),
        ("exp(exp(digamma(digamma(x))))/x", "oo", "exp(-1/2)"),
        ("exp(exp(digamma(log(x))))/x", "oo", "exp(-1/2)"),
        ("digamma(digamma(digamma(x)))", "oo", "oo"),
        ("lgamma(lgamma(x))", "oo", "oo"),
        ("((gamma(x + 1/gamma(x)) - gamma(x))/log(x) - cos(1/x))*x*log(x)", "oo", "-1/2"),
        ("x*(gamma(x - 1/gamma(x)) - gamma(x) + log(x))", "oo", "1/2"),
        ("(gamma(x + 1/gamma(x)) - gamma(x))/log(x)", "oo", "1"),
        ("gamma(x + 1)/sqrt(2*pi) - exp(-x)*(x^(x + 1/2) + x^(x - 1/2)/12)", "oo", "oo"),
        ("exp(exp(exp(digamma(digamma(digamma(x))))))/x", "oo", "0"),
        ("max(x, exp(x))/log(min(exp(-x), exp(-exp(x))))", "oo", "-1"),
    ]);
}

#[test]
fn hidden_zeros() {
    check_table(&[
        ("(1/(1 - 1/x) - 1 - 1/(x - 1))*exp(x)", "oo", "0"),
        ("((x + 1)^2 - x^2 - 2*x - 1)*exp(x^2)", "oo", "0"),
        ("exp(x)*(1/(1 - 1/x + exp(-x)) - 1/(1 - 1/x))", "oo", "-1"),
        ("1/((x + 1)^2 - x^2 - 2*x - 1)", "oo", "outside"),
        ("log(exp(x) + 1) - x", "oo", "0"),
        ("(log(exp(x) + 1) - x)*exp(x)", "oo", "1"),
        ("sqrt(x + sqrt(x + sqrt(x))) - sqrt(x)", "oo", "1/2"),
        ("x^2*(sqrt(1 + 1/x^2) - 1)", "oo", "1/2"),
        ("(x - 1)/log(x)", "1", "1"),
        ("1/log(x) - 1/(x - 1)", "1", "1/2"),
        ("(cos(x) - exp(-x^2/2))/x^4", "0", "-1/12"),
        ("(sin(tan(x)) - tan(sin(x)))/x^7", "0", "-1/30"),
    ]);
}

#[test]
fn oscillation_is_squeezed_or_witnessed() {
    check_table(&[
        ("sin(x)", "oo", "between -1 and 1"),
        ("sin(x)/x", "oo", "0"),
        ("x + sin(x)", "oo", "oo"),
        ("x*sin(x)", "oo", "between -oo and oo"),
        ("exp(x)*sin(x)", "oo", "between -oo and oo"),
        ("x*(2 + sin(x))", "oo", "oo"),
        ("x*(2 + sin(x))", "-oo", "-oo"),
        ("sin(1/x)", "0+", "between -1 and 1"),
        ("sin(1/x)", "0", "between -1 and 1"),
        ("x*sin(1/x)", "0", "0"),
        ("x^2*sin(1/x)/x", "0", "0"),
        ("sin(x)^2", "-oo", "between 0 and 1"),
        ("exp(-x)*cos(3*x)", "oo", "0"),
        ("(x + cos(x))/(x - sin(x))", "oo", "1"),
        ("sin(x)*cos(x)", "oo", "near -1/2 and 1/2"),
        ("sin(x + 1/x) - sin(x)", "oo", "0"),
        ("x*(sin(x + 1/x) - sin(x))", "oo", "between -1 and 1"),
        ("sin(sqrt(x + 1)) - sin(sqrt(x))", "oo", "0"),
        ("1/sin(x)", "oo", "between -oo and oo"),
        ("1/(x*sin(x))", "oo", "between -oo and oo"),
        ("exp(-x)/(1 + cos(x))", "oo", "near 0 and oo"),
        ("exp(-x)/(2 + cos(x))", "oo", "0"),
        ("exp(-x)*log(sin(x))", "oo", "near -oo and 0"),
        ("exp(sin(x))", "oo", "between exp(-1) and e"),
        ("2 + 3*tanh(sin(x))", "oo", "between 2 - 3*tanh(1) and 2 + 3*tanh(1)"),
        ("x^sin(x)", "oo", "between 0 and oo"),
        ("sin(2*x)*cos(x/3)", "oo", "near -sqrt(2)/2 and cos(pi/12)"),
        ("sin(x) + sin(x^2)", "oo", "undecided"),
        ("cos(x) + cos(sqrt(2)*x)", "oo", "undecided"),
    ]);
}

#[test]
fn rounding_of_growing_arguments() {
    check_table(&[
        ("floor(x)", "oo", "oo"),
        ("floor(x)/x", "oo", "1"),
        ("x - floor(x)", "oo", "between 0 and 1"),
        ("floor(x) + ceil(-x)", "oo", "0"),
        ("floor(x) - ceil(x)", "oo", "near -1 and 0"),
        ("round(x)/x^2", "oo", "0"),
        ("x - round(x)", "-oo", "between -1/2 and 1/2"),
        ("x*floor(1/x)", "0", "1"),
        ("x*round(x)", "-oo", "oo"),
        ("x + sin(2*x)^2/2", "oo", "oo"),
        ("diff(floor(x), x)", "oo", "0"),
        ("diff(x*round(x), x)", "-oo", "-oo"),
        ("diff(x - floor(x), x)", "-oo", "1"),
        ("diff(exp(-x)*floor(x), x)", "oo", "0"),
        // Along integers only: no continuous phase.
        ("sin(pi*floor(x))", "oo", "undecided"),
        ("sin(floor(x))", "oo", "undecided"),
        ("floor(2*floor(x))/x", "oo", "2"),
        ("sin(pi*x)*(x - floor(x))", "oo", "near -sqrt(3)/3 and sqrt(3)/3"),
    ]);
}

#[test]
fn kinks_of_oscillating_parts() {
    check_table(&[
        ("abs(sin(x))", "oo", "between 0 and 1"),
        ("abs(sin(x))/x", "oo", "0"),
        ("x*abs(sin(x))", "oo!", "between 0 and oo"),
        ("x + abs(sin(x))", "oo", "oo"),
        ("x*(2 - abs(cos(x)))", "oo", "oo"),
        ("max(sin(x), cos(x))", "oo", "near -sqrt(2)/2 and 1"),
        ("max(sin(x), cos(x))/x", "oo", "0"),
        ("min(sin(x), 0) + x", "-oo", "-oo"),
        ("sign(sin(x))", "oo", "between -1 and 1"),
        ("sign(cos(x))*exp(-x)", "oo", "0"),
        ("heaviside(sin(x))", "-oo", "between 0 and 1"),
        ("floor(sin(x))", "oo!", "near -1 and 1"),
        ("floor(sin(x))/x", "oo", "0"),
        ("asin(sin(x))", "oo", "near -pi/2 and pi/2"),
        ("acos(sin(x))/x", "oo", "0"),
        ("sqrt(abs(sin(x)))", "oo", "between 0 and 1"),
        ("diff(abs(sin(x)), x)", "oo", "near -1 and 1"),
        ("Piecewise((x, sin(x) > 0), (-x, True))", "oo", "between -oo and oo"),
        ("tan(x)", "oo", "between -oo and oo"),
        ("tan(x)/x", "oo", "between -oo and oo"),
        ("sec(x)", "oo", "between -oo and oo"),
        ("sec(x)^2", "oo", "near 1 and oo"),
        ("cot(x)*exp(-x)", "-oo", "between -oo and oo"),
        ("atan(tan(x))", "oo", "near -pi/2 and pi/2"),
        ("log(abs(sin(x)))", "oo", "near -oo and 0"),
        ("atan2(x, sin(x))", "oo", "pi/2"),
        ("atan2(sin(x), x)", "oo", "0"),
        ("atan2(sin(x), x)", "-oo", "near -pi and pi"),
        ("hypot(x, sin(x))/x", "oo", "1"),
        ("hypot(sin(x), cos(x))", "oo", "1"),
    ]);
}

#[test]
fn lambertw_and_erfinv_at_the_ends() {
    check_table(&[
        ("lambertw(x)", "oo", "oo"),
        ("lambertw(x)/log(x)", "oo", "1"),
        ("lambertw(x) - log(x) + log(log(x))", "oo~", "0"),
        ("(lambertw(x) - log(x) + log(log(x)))*log(x)/log(log(x))", "oo", "1"),
        ("x/exp(lambertw(x))/lambertw(x)", "oo", "1"),
        ("x/exp(lambertw(x))", "oo", "oo"),
        ("x*exp(-lambertw(x)) - lambertw(x)", "oo", "0"),
        ("exp(2*lambertw(x))/x^2*log(x)^2", "oo!", "1"),
        ("diff(lambertw(x), x)", "oo", "0"),
        ("diff(lambertw(x), x)*x", "oo", "1"),
        ("lambertw(exp(x))/x", "oo", "1"),
        ("lambertw(x*exp(x))/x", "oo", "1"),
        ("lambertw(exp(x) + 1) - lambertw(exp(x))", "oo", "0"),
        ("(lambertw(exp(x) + 1) - lambertw(exp(x)))*exp(x)", "oo", "1"),
        ("lambertw(lambertw(x))/log(log(x))", "oo", "1"),
        ("lambertw(1/x)", "0+", "oo"),
        ("lambertw(x^2)/lambertw(x)", "oo", "2"),
        ("lambertw(x)", "-1/e+", "-1"),
        ("lambertw(x)", "-1/e-", "outside"),
        ("lambertw(x)", "-oo", "outside"),
        ("diff(lambertw(x), x)", "-1/e+", "oo"),
        ("(lambertw(x) + 1)/sqrt(2*e*x + 2)", "-1/e+", "1"),
        ("((lambertw(x) + 1)/sqrt(2*e*x + 2) - 1)/sqrt(2*e*x + 2)", "-1/e+", "-1/3"),
        ("diff(lambertw(x), x)*sqrt(x + 1/e)", "-1/e+", "sqrt(e/2)"),
        ("lambertw(-1/e + 1/x + exp(-x))*1", "oo", "-1"),
        ("(lambertw(-1/e + 1/x + exp(-x)) - lambertw(-1/e + 1/x))*exp(x)", "oo", "oo"),
        ("diff(lambertw(x), x)", "0", "1"),
        ("(lambertw(x) - x)/x^2", "0", "-1"),
        ("erfinv(x)", "1-", "oo"),
        ("erfinv(x)", "-1+", "-oo"),
        ("erfinv(x)", "1+", "outside"),
        ("erfinv(x)", "1", "sides"),
        ("diff(erfinv(x), x)", "1-", "oo"),
        ("diff(erfinv(x), x)", "-1+", "oo"),
        ("erfinv(1 - x)/sqrt(log(1/x))", "0+", "1"),
        ("erfinv(1 - x)^2 - log(1/x) + log(log(1/x))/2", "0+~", "-log(pi)/2"),
        ("(1 - x)*erfinv(x)", "1-", "0"),
        ("(1 - x)*erfinv(x)*diff(erfinv(x), x)", "1-", "1/2"),
        ("erf(2*erfinv(x))", "1-", "1"),
        ("(erfinv(1 - exp(-x) + exp(-2*x)) - erfinv(1 - exp(-x)))*sqrt(x)*exp(x)", "oo", "1/2"),
        ("erfinv(1 - exp(-x^2))/x", "oo", "1"),
    ]);
}

#[test]
fn the_gamma_function_to_the_left() {
    check_table(&[
        ("gamma(x)", "-oo", "between -oo and oo"),
        ("1/gamma(x)", "-oo", "between -oo and oo"),
        ("lgamma(x)", "-oo", "between -oo and oo"),
        ("digamma(x)", "-oo", "between -oo and oo"),
        ("polygamma(1, x)", "-oo", "near pi^2 and oo"),
        ("polygamma(2, x)", "-oo", "between -oo and oo"),
        ("gamma(x)*gamma(1 - x)*sin(pi*x)", "-oo", "pi"),
        ("gamma(x)", "0-", "-oo"),
        ("gamma(x)", "0+", "oo"),
        ("gamma(x)", "-1-", "oo"),
        ("gamma(x)", "-1+", "-oo"),
        ("gamma(x)", "-2", "sides"),
        ("gamma(x)", "-200+", "oo"),
        ("gamma(x)", "-201+", "-oo"),
        ("lgamma(x)", "-3", "oo"),
        ("lgamma(x)", "-300", "oo"),
        ("digamma(x)", "-2-", "oo"),
        ("digamma(x)", "-2+", "-oo"),
        ("digamma(x)*(x + 200)", "-200", "-1"),
        ("polygamma(1, x)", "-2", "oo"),
        ("polygamma(1, x)*(x + 150)^2", "-150", "1"),
        ("polygamma(2, x)*(x + 150)^3", "-150", "-2"),
        ("polygamma(2, x)", "-2", "sides"),
        ("polygamma(2, x)", "0-", "oo"),
    ]);
}

#[test]
fn arc_and_area_functions_at_the_ends() {
    check_table(&[
        ("asin(x)", "-1+", "-pi/2"),
        ("diff(asin(x), x)", "1-", "oo"),
        ("diff(asin(x), x)", "-1+", "oo"),
        ("acos(x)", "1-", "0"),
        ("acos(x)", "-1+", "pi"),
        ("diff(acos(x), x)", "1-", "-oo"),
        ("diff(acos(x), x)*sqrt(1 - x)", "1-", "-1/sqrt(2)"),
        ("acosh(x)", "1+", "0"),
        ("diff(acosh(x), x)", "1+", "oo"),
        ("diff(acosh(x), x)*x", "oo", "1"),
        ("atanh(x)", "-1+", "-oo"),
        ("diff(atanh(x), x)", "1-", "oo"),
        ("diff(asec(x), x)", "1+", "oo"),
        ("diff(asech(x), x)", "1-", "-oo"),
        ("acoth(x)", "1+", "oo"),
        ("acsc(x)", "-1-", "-pi/2"),
        ("diff(acsc(x), x)", "1+", "-oo"),
        ("diff(acot(x), x)", "oo", "0"),
        ("diff(root(x, 3), x)", "0", "oo"),
    ]);
}

#[test]
fn kinks_are_resolved_on_one_side() {
    check_table(&[
        ("Piecewise((0, x < 0), (x, True))", "oo", "oo"),
        ("Piecewise((0, x < 0), (x, True))", "-oo", "0"),
        ("min(max(0, x), 6)", "oo", "6"),
        ("x*min(max(x + 3, 0), 6)/6", "oo", "oo"),
        ("x*min(max(x + 3, 0), 6)/6", "-oo", "0"),
        ("Piecewise((x, x > 0), (exp(x) - 1, True))", "-oo", "-1"),
        ("floor(x)", "2-", "1"),
        ("floor(x)", "2+", "2"),
        ("floor(x)", "2", "sides"),
        ("floor(x)", "5/2", "2"),
        ("ceil(x)", "2-", "2"),
        ("ceil(x)", "2+", "3"),
        ("round(x)", "1/2-", "0"),
        ("round(x)", "1/2+", "1"),
        ("round(x)", "3/2-", "1"),
        ("floor(x)", "pi", "3"),
        ("floor(x^2)", "0", "0"),
        ("floor(-x^2)", "0", "-1"),
        ("sign(x)", "0-", "-1"),
        ("sign(x)", "0", "sides"),
        ("heaviside(x)", "0+", "1"),
        ("heaviside(x)", "-oo", "0"),
        ("abs(x)/x", "0-", "-1"),
        ("abs(x)/x", "0+", "1"),
        ("abs(x)", "0", "0"),
        ("diff(abs(x), x)", "0-", "-1"),
        ("diff(max(x, 0), x)", "0-", "0"),
        ("diff(max(x, 0), x)", "0+", "1"),
        ("diff(max(x, 0), x)", "0", "sides"),
        ("Piecewise((1, x == 0), (sin(x)/x, True))", "0", "1"),
        ("Piecewise((1, x != 0), (2, True))", "0", "1"),
        ("Piecewise((1, x < -1), (2, x > 1))", "0", "outside"),
        ("Piecewise((x, x > a), (b, True))", "a-", "b"),
        ("Piecewise((x, x > a), (b, True))", "a+", "a"),
        ("max(x, x^2, exp(x))/exp(x)", "oo", "1"),
        ("max(x, x^2)", "1", "1"),
        ("sqrt(x^2)/x", "0-", "-1"),
        ("Piecewise((1/0, x < 0), (x, True))", "0+", "0"),
        ("log(1 + abs(x))/x", "0-", "-1"),
        ("sign(x)*sqrt(abs(x))", "0-", "0"),
        ("diff(sign(x)*sqrt(abs(x)), x)", "0", "oo"),
        ("diff(log(1 + abs(x))*sign(x), x)", "0", "1"),
    ]);
}
