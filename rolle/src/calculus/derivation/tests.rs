//! Derivations against the derivative, and against what a textbook would write.

use super::{Derivation, Literal, Rule};
use crate::calculus::testing::{Random, evaluate, print, random_expression};
use crate::graph::{Graph, NodeId, Requirement};
use crate::operator::{Op, table};
use crate::print::{Notation, Printer};
use std::collections::HashSet;

fn rules(derivation: &Derivation) -> Vec<Rule> {
    derivation.steps.iter().map(|step| step.rule).collect()
}

fn silu(g: &mut Graph, x: NodeId) -> NodeId {
    let minus = g.negate(x);
    let exp = g.apply(Op::Exp, &[minus]).unwrap();
    let below = g.sum(&[NodeId::ONE, exp]);
    g.divide(x, below)
}

#[test]
fn the_output_is_the_derivative_for_every_operator() {
    let mut random = Random::new(1);
    let mut seen: HashSet<Op> = HashSet::new();
    for round in 0..1500 {
        let mut g = Graph::new();
        let f = random_expression(&mut g, &mut random, 4 + round % 20);
        let x = g.symbol("x");
        seen.extend(g.order(&[f]).into_iter().map(|id| g.op(id)));
        let want = g.derivative(f, x);
        let derivation = g.derivation(f, x);
        assert_eq!(derivation.output(), want);
        assert_eq!(derivation.input(), f);
        for step in &derivation.steps {
            assert_eq!(step.output, g.derivative(step.input, x), "{:?}", step.rule);
        }
    }
    for row in table() {
        assert!(seen.contains(&row.op), "the generator never made `{}`", row.name);
    }
    for op in [Op::Power, Op::Piecewise, Op::Call] {
        assert!(seen.contains(&op));
    }
}

#[test]
fn every_derivative_in_a_rule_has_its_step_and_no_step_is_given_twice() {
    let mut random = Random::new(2);
    for _ in 0..300 {
        let mut g = Graph::new();
        let f = random_expression(&mut g, &mut random, 15);
        let x = g.symbol("x");
        let derivation = g.derivation(f, x);
        let mut explained = HashSet::new();
        for step in &derivation.steps {
            if step.rule != Rule::Simplification {
                assert!(explained.insert(step.input), "explained twice");
            }
            for part in derivatives_in(&step.literal) {
                let place = derivation.step_of(part).expect("a step for each part");
                assert!(step.premises.contains(&place));
            }
        }
    }
}

fn derivatives_in(literal: &Literal) -> Vec<NodeId> {
    match literal {
        Literal::Derivative(of) => vec![*of],
        Literal::Node(_) => Vec::new(),
        Literal::Sum(all) | Literal::Product(all) => all.iter().flat_map(derivatives_in).collect(),
        Literal::Difference(both) | Literal::Quotient(both) => {
            both.iter().flat_map(derivatives_in).collect()
        }
        Literal::Negative(inner) | Literal::Square(inner) => derivatives_in(inner),
        Literal::Branches(all) => all.iter().flat_map(|(value, _)| derivatives_in(value)).collect(),
    }
}

/// The value of a literal, its derivatives taken from the steps.
fn literal_value(g: &Graph, d: &Derivation, literal: &Literal, at: &[(&str, f64)]) -> f64 {
    let value = |l: &Literal| literal_value(g, d, l, at);
    match literal {
        Literal::Node(id) => evaluate(g, *id, at),
        Literal::Derivative(of) => evaluate(g, d.steps[d.step_of(*of).unwrap().index()].output, at),
        Literal::Sum(all) => all.iter().map(value).sum(),
        Literal::Product(all) => all.iter().map(value).product(),
        Literal::Difference(both) => value(&both[0]) - value(&both[1]),
        Literal::Quotient(both) => value(&both[0]) / value(&both[1]),
        Literal::Negative(inner) => -value(inner),
        Literal::Square(inner) => value(inner).powi(2),
        Literal::Branches(all) => all
            .iter()
            .find(|(_, condition)| evaluate(g, *condition, at) == 1.0)
            .map_or(f64::NAN, |(branch, _)| value(branch)),
    }
}

#[test]
fn what_the_rule_says_has_the_value_of_the_result() {
    let mut random = Random::new(3);
    let mut compared = 0;
    for _ in 0..600 {
        let mut g = Graph::new();
        let f = random_expression(&mut g, &mut random, 8);
        let x = g.symbol("x");
        let derivation = g.derivation(f, x);
        let at = [("x", 2.0 * random.unit()), ("y", 2.0 * random.unit())];
        for step in &derivation.steps {
            let want = evaluate(&g, step.output, &at);
            let got = literal_value(&g, &derivation, &step.literal, &at);
            if want.is_finite() && got.is_finite() && want.abs() < 1e6 {
                let scale = 1.0 + want.abs();
                assert!((got - want).abs() < 1e-6 * scale, "{:?}: {got} and {want}", step.rule);
                compared += 1;
            }
        }
    }
    assert!(compared > 1200, "only {compared} steps had values");
}

#[test]
fn a_quotient_reads_as_a_quotient() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = silu(&mut g, x);
    let derivation = g.derivation(f, x);
    assert_eq!(
        rules(&derivation),
        [
            Rule::Quotient,
            Rule::Variable,
            Rule::Sum,
            Rule::Constant,
            Rule::Exponential,
            Rule::ConstantMultiple,
            Rule::Simplification,
        ]
    );
    assert!(derivation.conditions().is_empty(), "1 + exp(-x) is known to be positive");
    let text = derivation.to_text(&g, 1 << 20, &|id| print(&g, id));
    assert_eq!(text, SILU);
}

#[test]
fn named_rules() {
    let check = |build: &dyn Fn(&mut Graph, NodeId, NodeId) -> NodeId, want: Rule| {
        let mut g = Graph::new();
        let (x, a) = (g.symbol("x"), g.symbol("a"));
        let f = build(&mut g, x, a);
        assert_eq!(g.derivation(f, x).steps[0].rule, want);
    };
    check(&|_, x, _| x, Rule::Variable);
    check(&|_, _, a| a, Rule::Constant);
    check(&|g, x, a| g.sum(&[x, a]), Rule::Sum);
    check(&|g, x, a| g.product(&[x, a]), Rule::ConstantMultiple);
    check(&|g, x, a| g.divide(x, a), Rule::ConstantMultiple);
    check(&|g, x, a| g.divide(a, x), Rule::ConstantMultiple);
    check(&|g, x, _| g.reciprocal(x), Rule::Reciprocal);
    check(&|g, x, _| g.powi(x, 5), Rule::Power);
    check(&|g, x, a| g.power(x, a), Rule::Power);
    check(&|g, x, a| g.power(a, x), Rule::ExponentialOfBase);
    check(&|g, x, _| g.power(x, x), Rule::GeneralPower);
    check(&|g, x, _| g.apply(Op::Exp, &[x]).unwrap(), Rule::Exponential);
    check(&|g, x, _| g.apply(Op::Tanh, &[x]).unwrap(), Rule::Function(Op::Tanh));
    check(&|g, x, _| g.apply(Op::Max, &[x, NodeId::ZERO]).unwrap(), Rule::Selection);
    check(&|g, x, _| g.call("f", &[0], &[x]).unwrap(), Rule::Unspecified);
    check(
        &|g, x, _| {
            let sin = g.apply(Op::Sin, &[x]).unwrap();
            g.divide(sin, x)
        },
        Rule::Quotient,
    );
}

#[test]
fn conditions_are_recorded_where_they_are_not_known() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let log = g.apply(Op::Log, &[x]).unwrap();
    let f = g.divide(log, x);
    let derivation = g.derivation(f, x);
    let conditions = derivation.conditions();
    let has =
        |requirement, of| conditions.iter().any(|c| (c.requirement, c.of) == (requirement, of));
    assert!(has(Requirement::Positive, x) && has(Requirement::NonZero, x));
    let root = g.sqrt(x);
    assert_eq!(g.derivation(root, x).steps[0].conditions[0].requirement, Requirement::Positive);
    let asin = g.apply(Op::Asin, &[x]).unwrap();
    let inside = {
        let square = g.powi(x, 2);
        g.subtract(NodeId::ONE, square)
    };
    assert_eq!(g.derivation(asin, x).steps[0].conditions[0].of, inside);
}

#[test]
fn second_order_starts_from_the_first() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = silu(&mut g, x);
    let both = g.derivations(f, x, 2, 1000).unwrap();
    assert_eq!(both[0].output(), both[1].input());
    assert_eq!(both[1].output(), g.repeated_derivative(f, x, 2));
    assert_eq!(g.derivations(x, x, 5, 1000).unwrap().len(), 2);
    assert!(g.derivations(f, x, usize::MAX, 1000).is_err());
}

#[test]
fn deep_and_wide_expressions_need_no_stack_and_linear_steps() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let mut f = x;
    for _ in 0..100_000 {
        f = g.apply(Op::Sin, &[f]).unwrap();
    }
    assert_eq!(g.derivation(f, x).steps.len(), 100_000);
    let many: Vec<NodeId> = (0..3000)
        .map(|i| {
            let n = g.integer(i);
            let s = g.sum(&[x, n]);
            g.apply(Op::Cos, &[s]).unwrap()
        })
        .collect();
    let product = g.product(&many);
    let derivation = g.derivation(product, x);
    assert!(derivation.steps.len() < 15_000);
    let text = derivation.to_text(&g, 1000, &|_| "e".into());
    assert!(text.ends_with("more steps\n") && text.len() < 1_000_000);
}

#[test]
fn json_and_latex_are_well_formed() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let f = silu(&mut g, x);
    let derivation = g.derivation(f, x);
    let odd = |_: NodeId| "a\"b\\c\n".to_string();
    let json = derivation.to_json(&g, 1 << 20, &odd);
    assert!(json.starts_with(r#"{"input":"a\"b\\c\u000a","variable":"#));
    assert!(json.ends_with("],\"truncated\":false}"));
    assert_eq!(json.matches("\"rule\":").count(), derivation.steps.len());
    assert!(derivation.to_json(&g, 10, &odd).ends_with("\"truncated\":true}"));
    let latex = derivation.to_latex(&g, 1 << 20, &|id| print(&g, id));
    assert_eq!(latex.matches("\\item").count(), derivation.steps.len());
    assert_eq!(latex.matches("\\left").count(), latex.matches("\\right").count());
    assert!(latex.contains(r"\textbf{quotient rule}") && !latex.contains("e^(u"));
}

const SILU: &str = "\
1. quotient rule: (u/v)' = (u' v - u v')/v^2
   d/dx[x*((1 + exp(-1*x))^-1)] = (d/dx[x] * (1 + exp(-1*x)) - x * d/dx[1 + exp(-1*x)])/(1 + exp(-1*x))^2
   the derivative of the numerator times the denominator, less the numerator times the derivative of the denominator, over the square of the denominator (steps 2, 3)
   2. variable: x' = 1
      d/dx[x] = 1
      the variable changes at the rate of itself
   3. sum rule: (u + v)' = u' + v'
      d/dx[1 + exp(-1*x)] = d/dx[1] + d/dx[exp(-1*x)] = -1*exp(-1*x)
      a sum is differentiated term by term (steps 4, 5)
      4. constant rule: c' = 0
         d/dx[1] = 0
         it does not change with the variable
      5. exponential rule: (e^x)' = e^x
         d/dx[exp(-1*x)] = exp(-1*x) * d/dx[-1*x] = -1*exp(-1*x)
         chain rule with u = -1*x: the exponential is its own derivative, taken at u, times u' (step 6)
         6. constant multiple rule: (c u)' = c u'
            d/dx[-1*x] = (-1) * d/dx[x] = -1
            a constant factor stays in front (step 2)
7. simplification
   d/dx[x*((1 + exp(-1*x))^-1)] = (1 * (1 + exp(-1*x)) - x * (-1*exp(-1*x)))/(1 + exp(-1*x))^2 = (1 + exp(-1*x))^-1 + x*exp(-1*x)*((1 + exp(-1*x))^-2)
   collect like terms and bring the result into canonical form (step 1)
";

#[test]
fn terms_keep_their_signs_and_nothing_is_said_twice() {
    let mut g = Graph::new();
    let x = g.symbol("x");
    let exp = g.apply(Op::Exp, &[x]).unwrap();
    let product = g.product(&[x, exp]);
    let f = g.subtract(product, exp);
    let derivation = g.derivation(f, x);
    let printer = Printer::new(Notation::Plain);
    let text = derivation.to_text(&g, 1 << 20, &|id| printer.print_brief(&g, id, 200));
    let last = text.lines().rev().nth(1).unwrap().trim();
    assert_eq!(last, "d/dx[x*exp(x) - exp(x)] = x*exp(x) + exp(x) - exp(x) = x*exp(x)");
    let square = g.powi(x, 2);
    let text = g.derivation(square, x).to_text(&g, 1 << 20, &|id| printer.print_brief(&g, id, 200));
    assert_eq!(text.lines().nth(1).unwrap().trim(), "d/dx[x^2] = 2*x");
}
