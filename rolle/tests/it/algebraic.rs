//! Functions whose joints are roots of polynomials without a closed form: places, slopes, signs and values against
//! enclosures, and reports that do not depend on the spelling.

use crate::random::Random;
use rolle::calculus::{JointKind, Limit, PieceLimits, Smoothness};
use rolle::enclosure::{Context, Enclosure};
use rolle::evaluate::Point;
use rolle::graph::Graph;
use rolle::number::{Number, Rational};
use rolle::operator::{NodeId, Op};
use rolle::report::{Certainty, Options, Report, TextStyle, render_text, report};

/// One line for each joint: place, kind, class, one-sided values and slopes.
fn summary(text: &str) -> String {
    let mut g = Graph::new();
    let (f, x) = (g.parse(text).unwrap(), g.symbol("x"));
    let pieces = match g.pieces(f, x, PieceLimits::default()) {
        Ok(pieces) => pieces,
        Err(why) => return why,
    };
    let limit = |g: &Graph, limit: &Limit| match limit {
        Limit::Finite(id) => g.print(*id).unwrap(),
        Limit::PlusInfinity => "oo".to_string(),
        Limit::MinusInfinity => "-oo".to_string(),
        other => format!("{other:?}"),
    };
    let mut lines = Vec::new();
    for joint in g.joints(&pieces) {
        let side = |side: Option<&rolle::calculus::JointSide>| match side {
            Some(side) => format!("{} {}", limit(&g, &side.value), limit(&g, &side.slope)),
            None => "none".to_string(),
        };
        let class = match &joint.smoothness {
            Smoothness::Discontinuous => String::new(),
            Smoothness::Class(n) => format!(" C{n}"),
            Smoothness::AtLeast(n) => format!(" C{n}+"),
            Smoothness::Undecided(why) => why.clone(),
        };
        let (left, right) = (side(joint.left.as_ref()), side(joint.right.as_ref()));
        let place = g.print(joint.point).unwrap();
        lines.push(format!("{place}: {:?}{class}, {left} | {right}", joint.kind));
    }
    lines.join("; ").replace("rootof(x^3 - x - 1, 0)", "a").replace("rootof(x^5 - x - 1, 0)", "b")
}

fn report_of(text: &str) -> (Graph, Report) {
    let mut g = Graph::new();
    let f = g.parse(text).unwrap();
    let x = g.symbol("x");
    let found = report(&mut g, f, x, &Options::default());
    (g, found)
}

#[test]
fn kinks_at_roots_without_a_closed_form() {
    for (text, expected) in [
        ("abs(x^3 - x - 1)", "a: Kink C0, 0 1 - 3*a^2 | 0 3*a^2 - 1"),
        ("max(x^5 - x - 1, 0)", "b: Kink C0, 0 0 | 0 5*b^4 - 1"),
        ("abs((x^3 - x - 1)^2*(x - 1))", "1: Kink C0, 0 -1 | 0 1"),
        (
            "max(abs(x^3 - x - 1), x*(x^3 - x - 1))",
            "-1: Kink C0, 1 -3 | 1 -2; a: Kink C0, 0 1 - 3*a^2 | 0 3 + 2*a",
        ),
        ("sqrt(x^3 - x - 1)", "a: DomainEnd, none | 0 oo"),
        ("log(x^5 - x - 1)", "b: DomainEnd, none | -oo oo"),
        (
            "1/(x^2 - x - 1)",
            "1/2 - sqrt(5)/2: Pole, oo oo | -oo oo; 1/2 + sqrt(5)/2: Pole, -oo -oo | oo -oo",
        ),
        ("(x^4 - x^2 - x)/(x^3 - x - 1)", "a: Removable, a 1 | a 1"),
        ("1/(x^3 - x - 1)", "a: Pole, -oo -oo | oo -oo"),
        ("abs(exp(3x) - exp(x) - 1)", "log(a): Kink C0, 0 -3 - 2*a | 0 3 + 2*a"),
        ("sign(log(x)^3 - log(x) - 1)", "0: DomainEnd, none | -1 0; exp(a): Jump, -1 0 | 1 0"),
        ("max(x^3 - x - 1, 0)^2", "a: Smooth C1, 0 0 | 0 0"),
        (
            "{x^3 if x < rootof(x^3 - x - 1, 0); x + 1 otherwise}",
            "a: Kink C0, 1 + a 3*a^2 | 1 + a 1",
        ),
    ] {
        assert_eq!(summary(text), expected, "{text}");
    }
}

#[test]
fn spellings_of_one_function_give_one_report() {
    let body = |text: &str| {
        let (g, found) = report_of(text);
        let page = render_text(&found, &g, "f", &[], TextStyle::default());
        page.split_once("\n\n").unwrap().1.to_string()
    };
    let first = body("abs(x^3 - x - 1)");
    for spelling in [
        "max(x^3 - x - 1, 1 + x - x^3)",
        "sign(x^3 - x - 1)*(x^3 - x - 1)",
        "{x^3 - x - 1 if x >= rootof(x^3 - x - 1, 0); 1 + x - x^3 otherwise}",
        "abs(2x^3 - 2x - 2)/2",
        "sqrt((x^3 - x - 1)^2)",
    ] {
        assert_eq!(body(spelling), first, "{spelling}");
    }
    assert!(first.contains("α ≈ 1.324717957 is the real root of x³ − x − 1."), "{first}");
    assert!(!first.contains("undecided"), "{first}");
}

impl Random {
    /// An integer polynomial of degree 3 to `degree`.
    fn polynomial(&mut self, degree: u64) -> String {
        let degree = 3 + self.next() % (degree - 2);
        let term = |random: &mut Random, k: u64| {
            let c = (random.next() % 19) as i64 - 9;
            format!("({})*x^{k}", if k == degree && c == 0 { 1 } else { c })
        };
        (0..=degree).map(|k| term(self, k)).collect::<Vec<_>>().join(" + ")
    }
}

const PREC: u64 = 300;

fn value(g: &Graph, id: NodeId) -> Enclosure {
    let found = g.enclose(&[id], &Point::new(), &mut Context::new(), PREC).pop();
    found.unwrap().unwrap_or_else(|why| panic!("{}: {why:?}", g.print(id).unwrap()))
}

/// The value of a function at a rational point; `None` where it has none or sits at a jump.
fn at(g: &mut Graph, f: NodeId, x: NodeId, point: &Rational) -> Option<Enclosure> {
    let point = g.literal_number(&Number::from(point.clone()));
    let value = g.substitute(f, &[(x, point)]);
    g.enclose(&[value], &Point::new(), &mut Context::new(), PREC).pop()?.ok()
}

/// A rational number within 2⁻⁶⁰ of the middle of two constants.
fn between(g: &Graph, left: Option<NodeId>, right: Option<NodeId>) -> Rational {
    let rational = |id| value(g, id).to_rationals().unwrap().0;
    match (left.map(rational), right.map(rational)) {
        (None, None) => Rational::ZERO,
        (Some(a), None) => a + Rational::ONE,
        (None, Some(b)) => b - Rational::ONE,
        (Some(a), Some(b)) => (a + b) / Rational::from(2),
    }
}

/// The report of a function must be decided, and every piece, sign and joint agree with enclosures.
fn check_against_enclosures(text: &str) {
    let (mut g, found) = report_of(text);
    let (f, x) = (found.function, found.variable);
    let pieces = found.pieces.clone().unwrap_or_else(|why| panic!("{text}: {why}"));
    for cell in &pieces.cells {
        let point = between(&g, cell.left, cell.right);
        let (exact, piece) = (at(&mut g, f, x, &point), at(&mut g, cell.formula, x, &point));
        match (exact, piece) {
            (Some(a), Some(b)) => assert!(a.overlaps(&b), "{text} at {point}: {a:?} {b:?}"),
            (None, None) => assert_eq!(g.op(cell.formula), Op::Undefined, "{text} at {point}"),
            other => panic!("{text} at {point}: {other:?}"),
        }
    }
    for cell in &found.slope_signs {
        assert_eq!(cell.certainty, Certainty::Exact, "{text}: {:?}", cell.certainty);
        let point = between(&g, cell.left, cell.right);
        let inside = pieces.cells.iter().find(|piece| {
            let before = |a: Option<NodeId>| {
                a.is_none_or(|a| value(&g, a).to_rationals().unwrap().1 <= point)
            };
            let after = |b: Option<NodeId>| {
                b.is_none_or(|b| value(&g, b).to_rationals().unwrap().0 >= point)
            };
            before(piece.left) && after(piece.right)
        });
        let formula = inside.unwrap_or_else(|| panic!("{text}: no piece at {point}")).formula;
        let slope = g.derivative(formula, x);
        let seen = at(&mut g, slope, x, &point).unwrap();
        if let Some(sign) = seen.sign() {
            assert_eq!(cell.sign, Some(sign), "{text} at {point}");
        }
    }
    for joint in &found.joints {
        assert!(!matches!(joint.kind, JointKind::Undecided(_)), "{text}: {:?}", joint.kind);
        assert!(!matches!(joint.smoothness, Smoothness::Undecided(_)), "{text}: {joint:?}");
        for (side, sign) in [(&joint.left, -1), (&joint.right, 1)] {
            let Some(side) = side else { continue };
            let Limit::Finite(limit) = side.value else { continue };
            // Beside the joint the function is close to its one-sided limit.
            let step = Rational::from_parts(sign.into(), (1u64 << 60).into());
            let place = value(&g, joint.point).to_rationals().unwrap().0 + step;
            let near = at(&mut g, f, x, &place).unwrap_or_else(|| panic!("{text} at {place}"));
            let difference = near.sub(&value(&g, limit), PREC).unwrap();
            assert!(
                difference.to_f64().abs() < 1e-6,
                "{text} at {}",
                g.print(joint.point).unwrap()
            );
        }
    }
}

#[test]
fn random_functions_agree_with_enclosures() {
    let mut random = Random::new();
    for round in 0..12 {
        let (p, q) = (random.polynomial(6), random.polynomial(5));
        let text = match round % 6 {
            0 => format!("abs({p})"),
            1 => format!("max({p}, {q})"),
            2 => format!("{{{p} if {q} > 0; x otherwise}}"),
            3 => format!("sqrt({q})"),
            4 => format!("log({q})"),
            _ => format!("({p})/({q})"),
        };
        check_against_enclosures(&text);
    }
}

#[test]
fn hostile_degrees_end_soon() {
    let dense: String = (0..=100).map(|k| format!("+{}*x^{k}", 1 + (k * k) % 7 - 3)).collect();
    for text in [
        "abs(x^100 - x - 1)".to_string(),
        "abs(x^1001 - x - 1)".to_string(),
        format!("abs({dense})"),
    ] {
        let mut g = Graph::new();
        let (f, x) = (g.parse(&text).unwrap(), g.symbol("x"));
        match g.pieces(f, x, PieceLimits::default()) {
            Ok(pieces) => assert!(!pieces.cells.is_empty()),
            Err(why) => assert!(why.contains("degree") || why.contains("factorization"), "{why}"),
        }
    }
}
