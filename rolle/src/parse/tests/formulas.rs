//! Texts and the formulas that they become, in the plain notation of the printer.

use crate::graph::Graph;
use crate::parse::{ParseOptions, parse};
use crate::{ErrorKind, Scope};

/// The formula as the printer writes it, or the first error.
fn printed(source: &str) -> String {
    let mut g = Graph::new();
    match parse(&mut g, source, &ParseOptions::default()) {
        Ok(parsed) => g.print(parsed.root).expect("a short formula"),
        Err(list) => {
            let error = list.iter().find(|d| d.is_error()).expect("an error");
            format!("error: {}", error.message)
        }
    }
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(source, expected)| (source, expected, printed(source)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(source, expected, found)| {
            format!("{source}\n  expected {expected}\n  found    {found}")
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Texts of one line mean the same formula.
fn same(lines: &[&[&str]]) {
    let mut g = Graph::new();
    for line in lines {
        let first = g.parse(line[0]).unwrap_or_else(|e| panic!("{}: {e}", line[0]));
        for text in &line[1..] {
            let other = g.parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(
                other,
                first,
                "{} and {text}: {}",
                line[0],
                g.print(other).unwrap_or_default()
            );
        }
    }
}

#[test]
fn formulas() {
    check(&[
        ("x+x", "2*x"),
        ("2x - x/2", "3*x/2"),
        ("0.1 + 1e-3", "101/1000"),
        ("x!", "gamma(x + 1)"),
        ("5!", "120"),
        ("e^x", "exp(x)"),
        ("log_2(8)", "log(8)/log(2)"),
        ("f(x) = a x^2; a = 1/2; f(y+1)", "(y + 1)^2/2"),
        ("f(x) = x + 1; f(f(f(x)))", "x + 3"),
        ("x = 2; y = x^3; y + x", "10"),
        ("a = b; b = c^2; c = 3; a x", "9*x"),
        ("relu(x)", "max(x, 0)"),
        ("swish(x, beta)", "x*sigmoid(beta*x)"),
        ("leaky_relu(x, alpha=0.2)", "{x if x >= 0; x/5 otherwise}"),
        ("leaky_relu(x, a)", "{x if x >= 0; a*x otherwise}"),
        ("F.leaky_relu(x, negative_slope=0.2)", "{x if x >= 0; x/5 otherwise}"),
        ("keras.activations.leaky_relu(x)", "{x if x >= 0; x/5 otherwise}"),
        ("nn.LeakyReLU(0.2)(x)", "{x if x >= 0; x/5 otherwise}"),
        ("nn.ReLU()(x)", "max(x, 0)"),
        ("gelu", "x*(1 + erf(sqrt(2)*x/2))/2"),
        ("torch.clamp(x, 0, 6)", "min(max(x, 0), 6)"),
        ("torch.clamp(x, max=6)", "min(x, 6)"),
        ("clip(x, -inf, inf)", "x"),
        ("x.clamp(0, 1).exp()", "exp(min(max(x, 0), 1))"),
        ("root(x, 5)", "root(x, 5)"),
        ("root(x, 4)", "x^(1/4)"),
        (r"\sqrt[3]{-8}", "-2"),
        ("round(5/2)", "2"),
        ("heaviside(x, 1)", "{0 if x < 0; 1 otherwise}"),
        (
            "1 if x > 0 and not (y <= 1 or z == 2) else 0",
            "{1 if x > 0 and y > 1 and z != 2; 0 otherwise}",
        ),
        ("1 if -oo < x < oo else 2", "1"),
        ("piecewise(x < 0, -x, x)", "{-x if x < 0; x otherwise}"),
        ("{1 if x > 1; 1 if x < -1; 0 otherwise}", "{1 if x > 1 or x < -1; 0 otherwise}"),
        ("where(logical_and(x > 0, lt(x, 1)), 1, 0)", "{1 if x > 0 and x < 1; 0 otherwise}"),
        ("(x > 0)*x", "x*{1 if x > 0; 0 otherwise}"),
        ("", "error: there is no formula"),
        ("1/0", "error: this has no real value: it divides by zero"),
        ("2 + sqrt(-1)", "error: this has no real value: it takes a root of a negative number"),
        ("log(-1)", "error: this has no real value: an argument is outside the domain of `log`"),
        ("x + inf", "error: infinity is not a number here"),
        ("1 if x else 2", "error: this is a value where a condition should stand"),
        ("sin(\"a\")", "error: a text is not a number"),
        (
            "softmax(x)",
            "error: `softmax` is a function of a vector, not of a number: exp(x_i)/sum_j exp(x_j)",
        ),
        ("root(x, 1)", "error: the degree of a root must be at least 2, not 1"),
        ("gelu(x, approximate='foo')", "error: `gelu` has no form `foo`"),
        ("piecewise((1, x > 0), 2)", "error: every piece needs a value and a condition"),
        ("polygamma(x, x)", "error: the order of `polygamma` must be an integer of at least 1"),
        ("keras.losses.hinge(1, x)", "error: `keras.losses.hinge` is not known"),
    ]);
}

#[test]
fn spellings_of_one_formula() {
    same(&[
        &[
            "relu(x)",
            "max(0, x)",
            "torch.relu(x)",
            "F.relu(x, inplace=True)",
            "np.maximum(x, 0)",
            "ReLU(x)",
            "x.relu()",
        ],
        &[
            "x if x > 0 else 0",
            "{x if x>0; 0 otherwise}",
            "Piecewise((x, x>0), (0, True))",
            "where(x>0, x, 0)",
            "x>0 ? x : 0",
        ],
        &[
            "silu(x)",
            "x*sigmoid(x)",
            "x σ(x)",
            "swish(x)",
            "swish(x, 1)",
            "F.silu(x)",
            "nn.SiLU()(x)",
        ],
        &["1/(1+e^-x)", "1/(1+exp(-x))", r"\frac{1}{1+e^{-x}}", "1/(1+math.exp(-x))", "(1+e⁻ˣ)⁻¹"],
        &["x^2", "x**2", "x²", "square(x)", "pow(x, 2)", "np.power(x, 2)", "x.pow(2)", r"x^{2}"],
        &["sqrt(x)", "√x", "x^(1/2)", r"\sqrt{x}", "root(x)", "x.sqrt()"],
        &["abs(x)", "|x|", r"\left|x\right|", "fabs(x)", "math.fabs(x)"],
        &[
            "gelu(x)",
            "x Φ(x)",
            "F.gelu(x)",
            "F.gelu(x, approximate='none')",
            "jax.nn.gelu(x, approximate=False)",
        ],
        &[
            "gelu_tanh(x)",
            "F.gelu(x, approximate='tanh')",
            "gelu(x, \"tanh\")",
            "jax.nn.gelu(x)",
            "gelu_new(x)",
        ],
        &["log(x)/log(2)", "log2(x)", "log(x, 2)", "log_2(x)", r"\log_2 x"],
        &["ln(x)", "log(x)", "log(x, e)", r"\ln x", "np.log(x)"],
        &["cos(x)/1", "cos x", r"\cos(x)"],
        &[
            "elu(x)",
            "elu(x, 1)",
            "F.elu(x, alpha=1.0)",
            "{x if x > 0; e^x - 1 otherwise}",
            "nn.ELU()(x)",
        ],
        &["cot(x)", "ctg x", "cotg(x)", "cotan(x)"],
        &["sinc(x)", "{1 if x = 0; sin(x)/x otherwise}"],
        &["np.sinc(x)", "{1 if x = 0; sin(pi x)/(pi x) otherwise}"],
        &["β x + beta", r"\beta x + \beta"],
        &["f(x) = x^2; f(3)", "9"],
        &["tanh(x)", "th x", "tanh x", r"\tanh x"],
    ]);
}

#[test]
fn variables_and_echo() {
    let mut g = Graph::new();
    let parsed = parse(&mut g, "f(b, a) = a*sigmoid(b x) + 2c; ", &ParseOptions::default())
        .expect("a formula");
    let names: Vec<_> = parsed.variables.iter().filter_map(|id| g.symbol_name(*id)).collect();
    assert_eq!(names, ["b", "a", "x", "c"]);
    let parsed = parse(&mut g, "2x^2/3", &ParseOptions::default()).expect("a formula");
    assert_eq!(parsed.echo(&g, 100), "2x²/3");
    assert!(parsed.warnings.is_empty());
}

#[test]
fn places_of_nodes() {
    let source = "x^2 + sin(2y)";
    let mut g = Graph::new();
    let parsed = parse(&mut g, source, &ParseOptions::default()).expect("a formula");
    let spans = parsed.spans();
    for (text, place) in
        [("x", "x"), ("x^2", "x^2"), ("2y", "2y"), ("sin(2y)", "sin(2y)"), (source, source)]
    {
        let node = g.parse(text).expect(text);
        let span = spans[&node];
        assert_eq!(&source[span.start..span.end], place);
    }
}

#[test]
fn framework_conventions_are_said() {
    for (source, expected) in [
        (
            "jax.nn.gelu(x)",
            "JAX's `gelu` is the approximation with tanh unless `approximate=False`",
        ),
        (
            "F.softplus(x)",
            "PyTorch's `softplus` is the identity where beta*x > threshold, with a jump of about 2e-9",
        ),
        ("(x>0)*x + (x<0)", "a condition is used as a number: 1 where it holds, 0 elsewhere"),
    ] {
        let mut g = Graph::new();
        let parsed = parse(&mut g, source, &ParseOptions::default()).expect(source);
        let said: Vec<&str> = parsed.warnings.iter().map(|w| w.message.as_str()).collect();
        assert_eq!(said, [expected], "{source}");
    }
}

#[test]
fn handles_of_a_scope() {
    let cx = Scope::new();
    let f = cx.parse("x^2 + 1").expect("a formula");
    assert_eq!(f, cx.symbol("x").pow(2) + 1);
    let error = cx.parse("x*sigmoyd(x)").expect_err("a misspelled name");
    assert_eq!(error.kind(), ErrorKind::UnknownName);
    assert_eq!(error.span().map(|s| (s.start, s.end)), Some((2, 9)));
}

#[test]
fn long_and_deep_formulas() {
    let n = 100_000;
    let mut g = Graph::new();
    let sum: String = (0..n).map(|i| format!("+x{i}*sin(x{})", i + 1)).collect();
    let root = g.parse(&sum).expect("a long sum");
    assert_eq!(g.args(root).len(), n);
    for (open, middle, close) in [
        ("sin(", "x", ")"),
        ("(", "x", ")"),
        ("x+(", "x", ")"),
        ("y*(1+", "x", ")"),
        ("-", "x", ""),
        ("1 if x>0 else ", "x", ""),
        ("x^", "x", ""),
        ("max(y, ", "x", ")"),
        ("√(1+", "x", ")"),
        ("|x+", "1", "|"),
    ] {
        let n = 20_000;
        let source = format!("{}{middle}{}", open.repeat(n), close.repeat(n));
        let parsed = parse(&mut Graph::new(), &source, &ParseOptions::default());
        assert!(parsed.is_ok(), "{open}: {:?}", parsed.err().map(|list| list[0].message.clone()));
    }
    let negations = format!("1 if {} (x>0 and y>0) else 0", "not ".repeat(100_000));
    assert!(g.parse(&negations).is_ok());
    let nested = format!("1 if {}x>0{} else 0", "not (y>0 and ".repeat(20_000), ")".repeat(20_000));
    assert!(g.parse(&nested).is_ok());
    let rows: String = (0..50_000).map(|i| format!("1 if x > {i}; ")).collect();
    assert!(g.parse(&format!("{{{rows} 0 otherwise}}")).is_ok());
}

#[test]
fn explosions_are_stopped() {
    let doubling: String =
        (1..60).map(|i| format!("f{i}(x) = f{}(x) + f{}(sin(x)+{i});", i - 1, i - 1)).collect();
    let nesting: String =
        (1..60).map(|i| format!("g{i}(x) = g{}(g{}(x));", i - 1, i - 1)).collect();
    let primes: String = (1..60_000).map(|i| format!("+x/{}", 2 * i + 1)).collect();
    let nested = format!("{}1{}", "3/7*(1+".repeat(60_000), ")".repeat(60_000));
    let powers: String = (0..20_000).map(|i| format!("+2^{}", 30_000 + i)).collect();
    let options =
        ParseOptions { max_expansion: 100_000, max_digits: 200_000, ..Default::default() };
    for (name, source) in [
        ("doubling", format!("f0(x) = sin(x); {doubling} f59(x)")),
        ("nesting", format!("g0(x) = sin(x); {nesting} g59(x)")),
        ("primes", primes),
        ("nested", nested),
        ("powers", powers),
    ] {
        let errors = parse(&mut Graph::new(), &source, &options).expect_err(name);
        let error = errors.iter().find(|d| d.is_error()).expect("an error");
        assert_eq!(error.kind, ErrorKind::Budget, "{name}: {}", error.message);
    }
    let factors: Vec<String> = (1..20_000).map(|i| i.to_string()).collect();
    let mut g = Graph::new();
    assert!(g.parse(&factors.join("*")).is_ok(), "a long product of numbers is one number");
}

/// The side conditions that a text leaves, as relations.
fn conditions(source: &str) -> String {
    let mut g = Graph::new();
    g.parse(source).unwrap_or_else(|e| panic!("{source}: {e}"));
    let relations: Vec<String> = g
        .side_conditions()
        .into_iter()
        .map(|condition| g.relation_of(condition))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|relation| g.print(relation).expect("a short relation"))
        .collect();
    relations.join("; ")
}

#[test]
fn side_conditions_bind_where_their_branch_is_taken() {
    for (source, expected) in [
        ("x/x", "x != 0"),
        ("{x/x if x != 0; 1 otherwise}", ""),
        ("{x/x if x > 0; 1 otherwise}", ""),
        ("{1 if x == 0; x/x otherwise}", ""),
        ("{1 if x <= 0; x/x otherwise}", ""),
        ("{x/x if x > 1; 2 otherwise}", "{x if x > 1; 1 otherwise} != 0"),
        ("{x/x if x > 1; 2 otherwise} + x/x", "x != 0; {x if x > 1; 1 otherwise} != 0"),
        ("x/x + {x/x if x > 1; 2 otherwise}", "x != 0; {x if x > 1; 1 otherwise} != 0"),
        ("{x/x if 1 < 0; 2 otherwise}", ""),
        ("{(sqrt(x))^2 if x >= 0; 2 otherwise}", ""),
        ("{(x-1)^2/(x-1) if x != 1; 2 otherwise}", ""),
        ("f(t) = t/t; {f(x) if x > 0; f(x) otherwise}", "{x if x <= 0; 1 otherwise} != 0"),
    ] {
        assert_eq!(conditions(source), expected, "{source}");
    }
}

#[test]
fn lines_of_python() {
    check(&[
        ("def f(x):\n    y = x**2\n    return y + 1", "x^2 + 1"),
        ("import torch\nfrom math import pi\ny = torch.relu(x)\nreturn -y", "-max(x, 0)"),
        ("def f(e):\n  y = e**2\n  return y*e", "e^3"),
        ("def f(x):\n  x = 2*x\n  return x", "error: the parameter `x` is given another value"),
        ("f(x) =\ny = x^2", "error: this is an equation, not a formula"),
    ]);
}
