use crate::Graph;
use crate::parse::parse;
use crate::print::Printer;

/// The period and the gain, or nothing.
fn law(formula: &str) -> String {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = parse(&mut g, formula, &Default::default()).unwrap().root;
    let Some(law) = g.period_of(f, x) else { return "none".into() };
    let text = |id| Printer::default().print_brief(&g, id, 100);
    format!("{}, {}", text(law.period), text(law.gain))
}

#[test]
fn periods_and_gains() {
    for (formula, expected) in [
        ("sin(x)", "2*pi, 0"),
        ("cos(3x - 1)", "2*pi/3, 0"),
        ("tan(x)", "pi, 0"),
        ("sin(x)^2", "pi, 0"),
        ("sin(x)*cos(x)", "pi, 0"),
        ("sin(x)*cos(2x)", "2*pi, 0"),
        ("|sin(x)|", "pi, 0"),
        ("1/sin(x)", "2*pi, 0"),
        ("sin(pi*x)", "2, 0"),
        ("sin(x/2) + cos(x/3)", "12*pi, 0"),
        ("exp(sin(x))", "2*pi, 0"),
        ("x + sin(x)", "2*pi, 2*pi"),
        ("x + sin(x)^2", "pi, pi"),
        ("3 - 2x + cos(4x)", "pi/2, -pi"),
        ("sin(x + sin(x))", "2*pi, 0"),
        ("sin(x/2 + sin(x))", "4*pi, 0"),
        ("floor(x)", "1, 1"),
        ("x - floor(x)", "1, 0"),
        ("x - 2*floor(x/2)", "2, 0"),
        ("floor(x) + floor(x/2)", "2, 3"),
        ("round(x)", "2, 2"),
        ("cos(pi*floor(x))", "2, 0"),
        ("floor(x + floor(x)/2)", "2, 3"),
        ("max(sin(x), cos(x))", "2*pi, 0"),
        ("{sin(x) if x - floor(x) < 1/2; 0 otherwise}", "none"),
        ("{1 if x - floor(x) < 1/2; 0 otherwise}", "1, 0"),
        ("{1 if x < floor(x) + 1/2; 0 otherwise}", "1, 0"),
    ] {
        assert_eq!(law(formula), expected, "{formula}");
    }
}

#[test]
fn no_period_is_claimed_where_there_is_none() {
    for formula in [
        "x",
        "x^2 + sin(x)",
        "x*sin(x)",
        "sin(x)/x",
        "sin(x^2)",
        "sin(1/x)",
        "sin(|x|)",
        "cos(x) + cos(sqrt(2)*x)",
        "sin(x)*sin(pi*x)",
        "sin(x) + x - floor(x)",
        "|x + sin(x)|",
        "floor(x^2)",
        "sin(x + floor(x))",
        "{sin(x) if x > 0; 0 otherwise}",
        "exp(x + sin(x))",
        "7",
    ] {
        assert_eq!(law(formula), "none", "{formula}");
    }
}

/// f(x + T) = f(x) + c at many places, by values that share no code with the laws.
#[test]
fn the_law_holds_at_samples() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let atoms = [
        "sin(x)",
        "cos(2x + 1)",
        "x/3",
        "floor(x/2)",
        "abs(cos(x))",
        "sin(x)^3",
        "tan(x/4)",
        "round(x)",
        "sin(x - sin(x))",
        "sin(pi*x)",
        "ceil(3x)",
    ];
    for a in atoms {
        for b in atoms {
            for formula in
                [format!("{a} + 2*({b})"), format!("({a})*({b})"), format!("max({a}, {b})")]
            {
                let f = parse(&mut g, &formula, &Default::default()).unwrap().root;
                let Some(law) = g.period_of(f, x) else { continue };
                for k in [-7, -2, 1, 5, 12] {
                    let at = g.ratio(k * 10 + 3, 17);
                    let there = g.sum(&[at, law.period]);
                    let [here, there] = [at, there].map(|at| g.value_at(f, x, at));
                    let difference = g.subtract(there, here);
                    let rest = g.subtract(difference, law.gain);
                    assert_eq!(near(&g, rest), Some(true), "{formula} at {k}");
                }
            }
        }
    }
}

/// Whether an enclosure of a constant is narrow and holds zero.
fn near(g: &Graph, id: crate::graph::NodeId) -> Option<bool> {
    use crate::{enclosure::Context, evaluate::Point};
    let mut context = Context::new();
    let value = g.enclose(&[id], &Point::new(), &mut context, 96).pop()?.ok()?;
    let value = rolle_interval::Interval::from_enclosure(&value);
    Some(value.inf() <= 0.0 && 0.0 <= value.sup() && value.sup() - value.inf() < 1e-9)
}
