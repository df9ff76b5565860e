use super::Printer;
use crate::graph::{Assumptions, Expr, Graph, NodeId, Scope};
use crate::operator::{Arity, Op, table};

/// What the formula is in plain text, Unicode and LaTeX.
fn check<'s>(formula: Expr<'s>, plain: &str, unicode: &str, latex: &str) {
    let graph = formula.scope().graph();
    let print = |text: crate::Result<String>| text.expect("within the limit");
    assert_eq!(print(graph.print(formula.id())), plain);
    assert_eq!(print(graph.print_unicode(formula.id())), unicode, "{plain}");
    assert_eq!(print(graph.print_latex(formula.id())), latex, "{plain}");
}

#[test]
fn sums() {
    let cx = Scope::new();
    let [x, y, a, x2, x10] = cx.symbols("x y a x2 x10")[..] else { unreachable!() };
    for (formula, expected) in [
        (x.pow(2) - 3 * x + 1, "x^2 - 3*x + 1"),
        (1 + x, "x + 1"),
        (1 - x, "1 - x"),
        (x - 1, "x - 1"),
        (-x - 1, "-x - 1"),
        (y - x, "y - x"),
        (1 - x.pow(2), "1 - x^2"),
        (1 + 2 * x - x.pow(2), "1 + 2*x - x^2"),
        (2 * x - x.pow(2) - 1, "-x^2 + 2*x - 1"),
        (x - x.pow(2), "x - x^2"),
        (1 - x.tanh().pow(2), "1 - tanh(x)^2"),
        (x.tanh().pow(2) - 1, "tanh(x)^2 - 1"),
        (1 + (-x).exp(), "1 + exp(-x)"),
        (x.exp() - 1, "exp(x) - 1"),
        (x.sin() - x, "sin(x) - x"),
        (x + x.sin(), "x + sin(x)"),
        (x + 1 / x, "x + 1/x"),
        (1 + 1 / x, "1 + 1/x"),
        (1 + x / y, "1 + x/y"),
        (x.pow(2) + x.sin() + 1, "x^2 + sin(x) + 1"),
        (x * x.exp() + x.exp(), "x*exp(x) + exp(x)"),
        (x.exp() - x * x.exp(), "exp(x) - x*exp(x)"),
        (y.pow(2) + x * y + x.pow(2), "x^2 + x*y + y^2"),
        (x10 + x2 + a, "a + x2 + x10"),
        (cx.integer(5).sqrt() - 1, "sqrt(5) - 1"),
        (cx.pi() + 1, "1 + pi"),
        (x + cx.pi(), "x + pi"),
        (x + cx.rational(1, 2), "x + 1/2"),
        (x - cx.rational(1, 2), "x - 1/2"),
        (x.sqrt() + x + 1, "x + sqrt(x) + 1"),
    ] {
        assert_eq!(formula.to_string(), expected);
    }
}

#[test]
fn products_and_quotients() {
    let cx = Scope::new();
    let [x, y, z] = cx.symbols("x y z")[..] else { unreachable!() };
    let root = |n: i64| cx.integer(n).sqrt();
    check(x / (1 + (-x).exp()), "x/(1 + exp(-x))", "x/(1 + e⁻ˣ)", r"\frac{x}{1 + e^{-x}}");
    check(3 * x / 4, "3*x/4", "3x/4", r"\frac{3 x}{4}");
    check(-x / 2, "-x/2", "−x/2", r"-\frac{x}{2}");
    check(1 / (2 * x), "1/(2*x)", "1/(2x)", r"\frac{1}{2 x}");
    check(x / (y * z), "x/(y*z)", "x/(y·z)", r"\frac{x}{y z}");
    check(2 * (x + y), "2*(x + y)", "2(x + y)", "2 (x + y)");
    check(-(x + y), "-(x + y)", "−(x + y)", "-(x + y)");
    check((x + y) / 2, "(x + y)/2", "(x + y)/2", r"\frac{x + y}{2}");
    check(x * (y + 1), "x*(y + 1)", "x·(y + 1)", r"x \cdot (y + 1)");
    check(root(2) * root(3), "sqrt(6)", "√6", r"\sqrt{6}");
    check(root(2) / 2, "sqrt(2)/2", "√2/2", r"\frac{\sqrt{2}}{2}");
    check(2 * root(6) * x, "2*sqrt(6)*x", "2√6·x", r"2 \sqrt{6} x");
    let third = cx.rational(1, 3);
    check(cx.integer(6).pow(third), "cbrt(6)", "∛6", r"\sqrt[3]{6}");
    check(cx.integer(6).pow(2 * third), "6^(2/3)", "6^(2/3)", "6^{2/3}");
    check(3 * cx.integer(2).pow(x), "3*2^x", "3·2ˣ", r"3 \cdot 2^{x}");
    check(x.sin() * x * 2, "2*x*sin(x)", "2x·sin(x)", r"2 x \sin(x)");
    check(2 * cx.pi() * x, "2*pi*x", "2π·x", r"2 \pi x");
    check(x.cos() * x.exp(), "exp(x)*cos(x)", "eˣ·cos(x)", r"e^{x} \cos(x)");
    check(cx.rational(-7, 2), "-7/2", "−7/2", r"-\frac{7}{2}");
    check(
        cx.integer(i64::MIN),
        "-9223372036854775808",
        "−9223372036854775808",
        "-9223372036854775808",
    );
}

#[test]
fn powers_and_roots() {
    let cx = Scope::new();
    let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    check(x.pow(2), "x^2", "x²", "x^{2}");
    check(1 / x, "1/x", "1/x", r"\frac{1}{x}");
    check(x.pow(-2), "1/x^2", "1/x²", r"\frac{1}{x^{2}}");
    check(x.sqrt(), "sqrt(x)", "√x", r"\sqrt{x}");
    check(1 / x.sqrt(), "1/sqrt(x)", "1/√x", r"\frac{1}{\sqrt{x}}");
    check((x.pow(2) + 1).sqrt(), "sqrt(x^2 + 1)", "√(x² + 1)", r"\sqrt{x^{2} + 1}");
    check(x.pow(cx.rational(3, 2)), "x^(3/2)", "x^(3/2)", "x^{3/2}");
    check(x.pow(y), "x^y", "xʸ", "x^{y}");
    check(x.pow(-y), "x^(-y)", "x⁻ʸ", "x^{-y}");
    check(x.pow(y + 1), "x^(y + 1)", "xʸ⁺¹", "x^{y + 1}");
    check(x.pow(y.pow(2)), "x^(y^2)", "x^(y²)", "x^{y^{2}}");
    check((x + 1).pow(3), "(x + 1)^3", "(x + 1)³", "(x + 1)^{3}");
    check(cx.rational(1, 2).pow(x), "(1/2)^x", "(1/2)ˣ", r"\left(\frac{1}{2}\right)^{x}");
    check(cx.integer(-2).pow(x), "(-2)^x", "(−2)ˣ", "(-2)^{x}");
    check((-x.pow(2)).exp(), "exp(-x^2)", "e^(−x²)", "e^{-x^{2}}");
    check(x.cbrt(), "cbrt(x)", "∛x", r"\sqrt[3]{x}");
    check(x.sin().pow(2), "sin(x)^2", "sin(x)²", r"\sin^{2}(x)");
    check(1 / x.cosh().pow(2), "1/cosh(x)^2", "1/cosh(x)²", r"\frac{1}{\cosh^{2}(x)}");
    check(x.log().pow(2), "log(x)^2", "ln(x)²", r"\ln(x)^{2}");
    check((x / y).sin(), "sin(x/y)", "sin(x/y)", r"\sin\left(\frac{x}{y}\right)");
}

#[test]
fn functions_names_and_conditions() {
    let cx = Scope::new();
    let [x, alpha, w] = cx.symbols("x alpha w_1")[..] else { unreachable!() };
    check(x.abs(), "abs(x)", "|x|", r"\left|x\right|");
    check(x.floor(), "floor(x)", "⌊x⌋", r"\lfloor x \rfloor");
    check((alpha * w).sigmoid(), "sigmoid(alpha*w_1)", "σ(α·w₁)", r"\sigma(\alpha w_{1})");
    check(x.max(0), "max(x, 0)", "max(x, 0)", r"\max(x, 0)");
    check(x.erf(), "erf(x)", "erf(x)", r"\operatorname{erf}(x)");
    check(cx.integer(0).less(x), "x > 0", "x > 0", "x > 0");
    check(x.less_equal(alpha), "x <= alpha", "x ≤ α", r"x \leq \alpha");
    let relu = cx.piecewise(&[(x, cx.integer(0).less(x))], Some(cx.integer(0)));
    check(
        relu,
        "{x if x > 0; 0 otherwise}",
        "{x if x > 0; 0 otherwise}",
        r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
    );
    let conditions = {
        let mut g = cx.graph_mut();
        let (a, b) = (g.less(NodeId::ZERO, x.id()), g.less(x.id(), NodeId::ONE));
        let (both, equal) = (g.and(&[a, b]), g.equal(alpha.id(), NodeId::ONE));
        let different = g.not_equal(alpha.id(), x.id());
        let some = g.or(&[both, equal]);
        g.and(&[some, different])
    };
    check(
        cx.expr(conditions),
        "alpha != x and (alpha == 1 or x > 0 and x < 1)",
        "α ≠ x ∧ (α = 1 ∨ x > 0 ∧ x < 1)",
        r"\alpha \neq x \land (\alpha = 1 \lor x > 0 \land x < 1)",
    );
}

#[test]
fn unspecified_functions() {
    let cx = Scope::new();
    let (x, y) = (cx.symbol("x"), cx.symbol("y"));
    let call = |orders: &[u32], args: &[NodeId]| {
        let id = cx.graph_mut().call("f", orders, args).expect("the orders fit");
        cx.expr(id)
    };
    check(call(&[0], &[x.id()]), "f(x)", "f(x)", "f(x)");
    check(call(&[2], &[x.id()]), "f''(x)", "f′′(x)", "f''(x)");
    check(call(&[4], &[x.id()]), "D[4](f)(x)", "D[4](f)(x)", "f^{(4)}(x)");
    check(
        call(&[2, 1], &[x.id(), y.id()]),
        "D[2, 1](f)(x, y)",
        "D[2, 1](f)(x, y)",
        "f^{(2,1)}(x, y)",
    );
}

#[test]
fn every_function_prints_its_name() {
    let mut g = Graph::new();
    let symbols = [g.symbol("x"), g.symbol("y")];
    for row in table() {
        let args: Vec<NodeId> = match (row.op, row.arity) {
            (Op::Root, _) => vec![symbols[0], g.integer(5)],
            (Op::Polygamma, _) => vec![g.integer(2), symbols[0]],
            (_, Arity::Exactly(n)) => symbols[..n].to_vec(),
            (_, Arity::AtLeast(_)) => symbols.to_vec(),
        };
        let id = g.apply(row.op, &args).expect("arguments that fit");
        let names: Vec<String> =
            args.iter().map(|&arg| g.print(arg).expect("a short text")).collect();
        let expected = format!("{}({})", row.name, names.join(", "));
        assert_eq!(g.print(id).expect("a short text"), expected);
        for text in [g.print_unicode(id), g.print_latex(id)] {
            let text = text.expect("a short text");
            assert!(text.contains(['x', 'ˣ']) && text.len() > 1, "{}: {text}", row.name);
        }
    }
}

#[test]
fn long_products_and_sums_keep_their_nesting() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let many: Vec<Expr<'_>> = (0..34).map(|i| cx.symbol(&format!("a{i}"))).collect();
    let names: Vec<String> = (0..34).map(|i| format!("a{i}")).collect();
    let (sum, product) = (cx.sum(&many), cx.product(&many));
    let (added, multiplied) = (names.join(" + "), names.join("*"));
    assert_eq!((x - sum).to_string(), format!("x - ({added})"));
    assert_eq!((x * product).to_string(), format!("x*({multiplied})"));
    assert_eq!((-product).to_string(), format!("-({multiplied})"));
    let mut factors = many.clone();
    factors.extend([cx.rational(-3, 2), 1 / x]);
    let product = cx.product(&factors);
    assert_eq!(product.to_string(), format!("(-3/2)*{multiplied}*(1/x)"));
    assert_eq!((x + product).to_string(), format!("x + (-3/2)*{multiplied}*(1/x)"));
}

#[test]
fn a_nest_of_a_million_prints() {
    let mut g = Graph::new();
    let mut id = g.symbol("x");
    for k in 0..1_000_000 {
        id = match k % 2 {
            0 => g.apply(Op::Sin, &[id]).expect("one argument"),
            _ => g.sum(&[id, NodeId::ONE]),
        };
    }
    let text = g.print(id).expect("within the limit");
    assert_eq!(text.len(), 500_000 * "1 + sin()".len() + 1);
    assert_eq!(&text[..16], "1 + sin(1 + sin(");
    assert_eq!(&text[text.len() - 500_000 - 9..][..9], "1 + sin(x");
    let brief = Printer::default().print_brief(&g, id, 40);
    assert_eq!(brief, "1 + sin(1 + sin(1 + sin(1 + …)))");
}

#[test]
fn a_text_that_no_memory_holds_is_refused() {
    let mut g = Graph::new();
    let mut id = g.symbol("x");
    for _ in 0..200 {
        let sine = g.apply(Op::Sin, &[id]).expect("one argument");
        let product = g.product(&[id, sine]);
        id = g.sum(&[product, NodeId::ONE]);
    }
    for text in [g.print(id), g.print_unicode(id), g.print_latex(id)] {
        assert_eq!(text.map_err(|e| e.kind()), Err(crate::ErrorKind::Budget));
    }
    let brief = Printer::default().print_brief(&g, id, 60);
    assert!(brief.contains('…') && brief.chars().count() <= 70, "{brief}");
}

#[test]
fn the_limit_is_exact() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let f = (x.pow(2) + 1).sqrt() / (3 * (x - 1));
    let text = f.to_string();
    let print = |limit: usize| Printer::default().limit(limit as u64).print(&cx.graph(), f.id());
    assert_eq!(print(text.len()), Ok(text.clone()));
    assert!(print(text.len() - 1).is_err(), "one byte less");
    let brief = |n| Printer::default().print_brief(&cx.graph(), f.id(), n);
    assert_eq!(brief(text.len()), text);
    for n in 0..text.len() {
        assert!(brief(n).chars().count() <= n + 4, "{n}: {}", brief(n));
    }
}

#[test]
fn two_dimensions() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let check = |formula: Expr<'_>, expected: &[&str]| {
        let lines = Printer::default().layout(&cx.graph(), formula.id(), 1000);
        assert_eq!(lines, expected);
    };
    check(x.pow(2) + 1, &["x² + 1"]);
    check(x / (1 + (-x).exp()), &["    x", "─────────", " 1 + e⁻ˣ"]);
    check((-x.pow(2) / 2).exp(), &["   x²", " −────", "   2", "e"]);
    check((1 / x).sin(), &["   ⎛ 1 ⎞", "sin⎜───⎟", "   ⎝ x ⎠"]);
    check((x + 1).sqrt(), &[" _____", "√x + 1"]);
    let zero = cx.integer(0);
    let cases = [(x, zero.less(x)), (zero, x.less(-1))];
    let cases = cx.piecewise(&cases, Some(x + 1));
    check(cases, &["⎧ x      if x > 0", "⎨ 0      if x < −1", "⎩ x + 1  otherwise"]);
    let quotient = x / (1 + (-x).exp());
    let long = Printer::default().layout(&cx.graph(), quotient.id(), 8);
    assert_eq!(long.len(), 1, "too long for two dimensions");
}

/// Xorshift, for reproducible randomness.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// How to make one node from earlier ones.
#[derive(Clone, Debug)]
enum Step {
    Symbol(usize),
    Number(i64, i64),
    Sum(Vec<usize>),
    Product(Vec<usize>),
    Power(usize, i64, i64),
    Function(Op, usize),
    Maximum(usize, usize),
    Cases(usize, usize, usize, usize),
}

fn random_steps(random: &mut Random, count: usize) -> Vec<Step> {
    let functions = [Op::Exp, Op::Sin, Op::Tanh, Op::Abs, Op::Sigmoid, Op::Floor, Op::Log];
    let mut steps: Vec<Step> = (0..5).map(Step::Symbol).collect();
    while steps.len() < count {
        let n = steps.len();
        let mut pick = |_: usize| n - 1 - random.below(n.min(12));
        let few: Vec<usize> = (0..4).map(&mut pick).collect();
        steps.push(match random.below(8) {
            0 => Step::Number(random.below(19) as i64 - 9, 1 + random.below(6) as i64),
            1 | 2 => Step::Sum(few[..2 + random.below(3)].to_vec()),
            3 | 4 => Step::Product(few[..2 + random.below(2)].to_vec()),
            5 => Step::Power(few[0], random.below(7) as i64 - 3, 1 + random.below(2) as i64),
            6 => Step::Function(functions[random.below(functions.len())], few[0]),
            _ if random.below(2) == 0 => Step::Maximum(few[0], few[1]),
            _ => Step::Cases(few[0], few[1], few[2], few[3]),
        });
    }
    steps
}

/// Makes all nodes; `shuffle` changes the order of making and of operands.
fn build(steps: &[Step], shuffle: &mut Option<Random>) -> (Graph, Vec<NodeId>) {
    let mut g = Graph::new();
    let names = ["x", "y", "x2", "x10", "alpha"];
    if let Some(random) = shuffle {
        // Other ids for symbols and numbers.
        for _ in 0..20 {
            g.symbol(names[random.below(5)]);
            let (p, q) = (random.below(19) as i64 - 9, 1 + random.below(6) as i64);
            g.ratio(p, q);
        }
    }
    let mut made: Vec<Option<NodeId>> = vec![None; steps.len()];
    while made.contains(&None) {
        for k in 0..steps.len() {
            let later = shuffle.as_mut().is_some_and(|random| random.below(3) == 0);
            if made[k].is_none() && !later {
                made[k] = make(&mut g, &steps[k], &made, names, shuffle);
            }
        }
    }
    (g, made.into_iter().flatten().collect())
}

/// The node of a step whose operands are made.
fn make(
    g: &mut Graph,
    step: &Step,
    made: &[Option<NodeId>],
    names: [&str; 5],
    shuffle: &mut Option<Random>,
) -> Option<NodeId> {
    let mut operands = |places: &[usize]| -> Option<Vec<NodeId>> {
        let mut ids: Vec<NodeId> = places.iter().map(|&p| made[p]).collect::<Option<_>>()?;
        if let Some(random) = shuffle {
            for i in (1..ids.len()).rev() {
                ids.swap(i, random.below(i + 1));
            }
        }
        Some(ids)
    };
    Some(match step {
        Step::Symbol(k) => g.symbol(names[*k]),
        Step::Number(p, q) => g.ratio(*p, *q),
        Step::Sum(terms) => g.sum(&operands(terms)?),
        Step::Product(factors) => g.product(&operands(factors)?),
        Step::Power(base, p, q) => {
            let (base, exponent) = (made[*base]?, g.ratio(*p, *q));
            g.power(base, exponent)
        }
        Step::Function(op, arg) => g.apply(*op, &[made[*arg]?]).expect("one argument"),
        Step::Maximum(a, b) => g.apply(Op::Max, &operands(&[*a, *b])?).expect("two arguments"),
        Step::Cases(a, b, c, d) => {
            let (a, b, c, d) = (made[*a]?, made[*b]?, made[*c]?, made[*d]?);
            let less = g.less(a, b);
            g.piecewise(&[(c, less)], Some(d))
        }
    })
}

#[test]
fn the_order_of_making_does_not_show() {
    let mut random = Random(0x5eed);
    let mut longest = 0;
    for round in 0..300 {
        let steps = random_steps(&mut random, 40);
        let (first, firsts) = build(&steps, &mut None);
        let (second, seconds) = build(&steps, &mut Some(Random(round + 1)));
        for (a, b) in firsts.into_iter().zip(seconds) {
            let brief = |g: &Graph, id| Printer::default().print_brief(g, id, 2000);
            let (a, b) = (brief(&first, a), brief(&second, b));
            assert_eq!(a, b, "round {round}");
            longest = longest.max(a.len());
        }
    }
    assert!(longest > 500, "the formulas must be worth the comparison: {longest}");
}

#[test]
fn plain_text_reads_back_to_the_same_node() {
    let mut random = Random(0xfeed);
    let mut compared = 0;
    for _ in 0..300 {
        let steps = random_steps(&mut random, 30);
        let (mut g, ids) = build(&steps, &mut None);
        for id in ids {
            let Ok(text) = Printer::default().limit(3000).print(&g, id) else { continue };
            if g.op(id) != Op::Undefined {
                assert_eq!(super::reader::read(&mut g, &text), id, "{text}");
                compared += 1;
            }
        }
    }
    assert!(compared > 5000, "only {compared} texts were compared");
}

#[test]
fn assumptions_do_not_change_the_text() {
    let cx = Scope::new();
    let x = cx.symbol_with("x", Assumptions::positive()).expect("a new name");
    check(x.cbrt(), "x^(1/3)", "x^(1/3)", "x^{1/3}");
    check((x * x).sqrt(), "x", "x", "x");
}
