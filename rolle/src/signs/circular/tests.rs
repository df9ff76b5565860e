use crate::Graph;
use crate::evaluate::Sampler;
use crate::print::Printer;
use crate::signs::SignLimits;
use std::cmp::Ordering;

/// The zeros on an open interval with the signs between them.
fn table(formula: &str, from: &str, to: &str) -> String {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let [f, from, to] = [formula, from, to].map(|text| g.parse(text).unwrap());
    let table = g.sign_table(f, x, Some(from), Some(to), SignLimits::default());
    let mut text = String::new();
    for (i, sign) in table.signs.iter().enumerate() {
        if i > 0 {
            let at = table.points[i - 1].at;
            text += &format!(" {} ", Printer::default().print_brief(&g, at, 100));
        }
        text += match sign {
            Ok(Ordering::Greater) => "+",
            Ok(Ordering::Less) => "-",
            Ok(Ordering::Equal) => "0",
            Err(_) => "?",
        };
    }
    text
}

#[test]
fn zeros_have_closed_forms() {
    for (formula, from, to, expected) in [
        ("sin(x)", "-1", "7", "- 0 + pi - 2*pi +"),
        ("1 + sin(2x)", "-pi", "pi", "+ -pi/4 + 3*pi/4 +"),
        ("1 + sin(2x + 1)", "-2", "1", "+ -1/2 - pi/4 +"),
        ("1 - cos(x)", "-1", "1", "+ 0 +"),
        ("1 + cos(x)", "0", "10", "+ pi + 3*pi +"),
        ("cos(3x) + cos(x)", "0", "pi", "+ pi/4 - pi/2 + 3*pi/4 -"),
        ("sin(x) + cos(2x)", "0", "2pi", "+ pi/2 + 7*pi/6 - 11*pi/6 +"),
        ("sin(x) + sin(x/2)", "0", "4pi", "+ 4*pi/3 - 2*pi + 8*pi/3 -"),
        ("2*sin(pi*x) - 1", "0", "2", "- 1/6 + 5/6 -"),
        ("3*sin(x) - 1", "0", "pi", "- asin(1/3) + pi - asin(1/3) -"),
        ("3*cos(x) - 1", "-2", "2", "- -acos(1/3) + acos(1/3) -"),
        ("sin(x) - cos(x)/2", "0", "2", "- 2*atan(sqrt(5) - 2) +"),
        ("sin(1 - x)", "0", "2", "+ 1 -"),
        ("2 + sin(x)", "0", "100", "+"),
        ("sin(x)^3*(2*cos(x) - 1)", "-1", "4", "- 0 + pi/3 - pi +"),
        ("sin(x) - cos(x) + 1", "-1", "4", "- 0 +"),
    ] {
        assert_eq!(table(formula, from, to), expected, "{formula}");
    }
}

#[test]
fn other_functions_are_left_alone() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let cell = super::Cell { left: Some(g.integer(0)), right: Some(g.integer(9)) };
    for formula in [
        "x + sin(x)",
        "sin(x) + sin(pi*x)",
        "sin(x) + sin(x + 1)",
        "sin(x^2)",
        "sin(x) + exp(cos(x))",
        "a*sin(x) + cos(x)",
        "sin(30x) + cos(x)",
        "sin(x)^2 + cos(x)^2 - 1",
    ] {
        let f = g.parse(formula).unwrap();
        assert_eq!(g.circular_zeros(f, x, cell), None, "{formula}");
    }
    let f = g.parse("sin(x)").unwrap();
    assert_eq!(g.circular_zeros(f, x, super::Cell { right: None, ..cell }), None);
    let far = super::Cell { left: Some(g.integer(0)), right: Some(g.integer(1_000_000)) };
    assert_eq!(g.circular_zeros(f, x, far), None);
}

/// Every sign agrees with a double that is clearly not zero, for all small sums of four terms.
#[test]
fn signs_agree_with_samples() {
    let mut tested = 0;
    for case in 0..240i64 {
        let [a, b, c, d] = [case % 3, case / 3 % 4 - 2, case / 12 % 5 - 2, case / 60 - 2];
        let (m, n) = (case % 2 + 1, case % 5 / 2 + 1);
        let formula = format!("{a} + {b}*sin({m}*x) + {c}*cos({n}*x) + {d}*cos(x/2)");
        let mut g = Graph::new();
        let (f, x) = (g.parse(&formula).unwrap(), g.symbol("x"));
        if !g.depends_on(f, x) {
            continue;
        }
        let (left, right) = (g.integer(-7), g.integer(7));
        let table = g.sign_table(f, x, Some(left), Some(right), SignLimits::default());
        assert!(table.is_decided(), "{formula}");
        let float = |id| Sampler::new(&g, &[id], &[]).sample(&[])[0];
        for (left, right, sign) in table.cells() {
            let (left, right) = (float(left.unwrap()), float(right.unwrap()));
            for t in [0.1, 0.5, 0.8] {
                let x = left + (right - left) * t;
                let [a, b, c, d, m, n] = [a, b, c, d, m, n].map(|n| n as f64);
                let value = a + b * (m * x).sin() + c * (n * x).cos() + d * (x / 2.0).cos();
                if value.abs() > 1e-9 {
                    tested += 1;
                    assert_eq!(sign, &Ok(value.total_cmp(&0.0)), "{formula} at {x}");
                }
            }
        }
    }
    assert!(tested > 500);
}
