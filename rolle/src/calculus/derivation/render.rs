//! Steps as text, LaTeX and JSON. How an expression is printed is the caller's affair: a closure.

use super::{Derivation, Literal, Rule, Step};
use crate::graph::{Graph, Requirement, SideCondition};
use crate::operator::{NodeId, Op};
use crate::print::Notation;
use std::fmt::Write;

/// One step as strings, for a renderer that knows nothing of graphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// The number of the step, from 1.
    pub number: usize,
    /// How deep it lies below the first step.
    pub depth: u32,
    /// The name of the rule.
    pub rule: &'static str,
    /// The rule as a formula in u and v, in plain text; empty where it has none.
    pub formula: &'static str,
    /// What is differentiated, under its derivative sign.
    pub before: String,
    /// What the rule gives, with the derivatives of the parts still to be taken.
    pub literal: String,
    /// The derivative.
    pub after: String,
    /// The number of the step that simplifies the result, where there is one.
    pub simplified_by: Option<usize>,
    /// The inner expression u, where the chain rule was used.
    pub inner: Option<String>,
    /// One sentence that says why.
    pub why: String,
    /// What must hold, each as a formula or a phrase.
    pub conditions: Vec<String>,
    /// The numbers of the steps that this one builds on.
    pub premises: Vec<usize>,
}

/// How tightly a piece of a formula binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Power,
    Atom,
}

struct Writer<'a> {
    graph: &'a Graph,
    print: &'a dyn Fn(NodeId) -> String,
    notation: Notation,
    x: NodeId,
}

impl Writer<'_> {
    fn latex(&self) -> bool {
        self.notation == Notation::Latex
    }

    fn derivative_of(&self, id: NodeId) -> String {
        let (x, of) = ((self.print)(self.x), (self.print)(id));
        if self.latex() {
            return format!(r"\frac{{d}}{{d{x}}}\left[{of}\right]");
        }
        format!("d/d{x}[{of}]")
    }

    fn parenthesized(&self, text: String) -> String {
        if self.latex() { format!(r"\left({text}\right)") } else { format!("({text})") }
    }

    /// A piece that binds at least this tightly, in parentheses where it must be.
    fn bound(&self, literal: &Literal, least: Binding) -> String {
        let text = self.literal(literal);
        if self.binding(literal) < least { self.parenthesized(text) } else { text }
    }

    fn binding(&self, literal: &Literal) -> Binding {
        match literal {
            Literal::Node(id) => self.node_binding(*id),
            Literal::Derivative(_) => Binding::Atom,
            Literal::Sum(_) | Literal::Difference(_) | Literal::Negative(_) => Binding::Sum,
            Literal::Product(_) => Binding::Product,
            Literal::Quotient(_) if self.latex() => Binding::Power,
            Literal::Quotient(_) => Binding::Product,
            Literal::Square(_) => Binding::Power,
            Literal::Branches(_) => Binding::Atom,
        }
    }

    fn node_binding(&self, id: NodeId) -> Binding {
        let graph = self.graph;
        let args = graph.args(id);
        let negative = |id: NodeId| graph.number(id).is_some_and(|n| n.is_negative());
        match graph.op(id) {
            Op::Number if negative(id) => Binding::Sum,
            Op::Number if graph.small_integer(id).is_none() => Binding::Product,
            Op::Sum => Binding::Sum,
            Op::Product if negative(args[0]) => Binding::Sum,
            Op::Product => Binding::Product,
            Op::Power if negative(args[1]) => Binding::Product,
            Op::Power => Binding::Power,
            // An exponential may be printed as a power.
            Op::Exp => Binding::Power,
            Op::Piecewise => Binding::Sum,
            _ => Binding::Atom,
        }
    }

    fn joined(&self, parts: &[Literal], least: Binding, between: &str) -> String {
        let texts: Vec<String> = parts.iter().map(|part| self.bound(part, least)).collect();
        texts.join(between)
    }

    /// Terms with their signs: a text that begins with a minus is subtracted.
    fn sum(&self, terms: &[Literal]) -> String {
        let mut text = String::new();
        for term in terms {
            let term = self.literal(term);
            match term.strip_prefix('-') {
                _ if text.is_empty() => text.push_str(&term),
                Some(rest) => {
                    let _ = write!(text, " - {}", rest.trim_start());
                }
                None => {
                    let _ = write!(text, " + {term}");
                }
            }
        }
        text
    }

    /// The depth of a literal is that of a rule, so the calls that go down are few.
    fn literal(&self, literal: &Literal) -> String {
        let times = if self.latex() { r" \cdot " } else { " * " };
        match literal {
            Literal::Node(id) => (self.print)(*id),
            Literal::Derivative(id) => self.derivative_of(*id),
            Literal::Sum(terms) => self.sum(terms),
            Literal::Product(factors) => self.joined(factors, Binding::Product, times),
            Literal::Difference(both) => {
                let (a, b) = (&both[0], &both[1]);
                format!("{} - {}", self.bound(a, Binding::Sum), self.bound(b, Binding::Product))
            }
            Literal::Negative(inner) => format!("-{}", self.bound(inner, Binding::Product)),
            Literal::Quotient(both) => {
                let (a, b) = (&both[0], &both[1]);
                if self.latex() {
                    return format!(r"\frac{{{}}}{{{}}}", self.literal(a), self.literal(b));
                }
                format!("{}/{}", self.bound(a, Binding::Product), self.bound(b, Binding::Power))
            }
            Literal::Square(inner) => {
                let base = self.bound(inner, Binding::Atom);
                if self.latex() { format!("{base}^{{2}}") } else { format!("{base}^2") }
            }
            Literal::Branches(branches) => self.branches(branches),
        }
    }

    fn branches(&self, branches: &[(Literal, NodeId)]) -> String {
        let lines = branches.iter().map(|(value, condition)| {
            let (value, condition) = (self.literal(value), (self.print)(*condition));
            if self.latex() {
                format!(r"{value} & {condition}")
            } else {
                format!("{value} if {condition}")
            }
        });
        let lines: Vec<String> = lines.collect();
        if self.latex() {
            format!(r"\begin{{cases}}{}\end{{cases}}", lines.join(r" \\ "))
        } else {
            format!("{{{}}}", lines.join("; "))
        }
    }

    fn condition(&self, condition: &SideCondition) -> String {
        let of = (self.print)(condition.of);
        let latex = self.latex();
        let relation = match condition.requirement {
            Requirement::NonZero if latex => r"\ne 0",
            Requirement::NonZero => "!= 0",
            Requirement::NonNegative if latex => r"\ge 0",
            Requirement::NonNegative => ">= 0",
            Requirement::Positive => "> 0",
            Requirement::Defined if latex => r"\text{ is defined}",
            Requirement::Defined => "is defined",
        };
        format!("{of} {relation}")
    }

    fn why(&self, step: &Step) -> String {
        let rule = step.rule;
        let own = match rule {
            Rule::Function(_) => format!("{}, {}", rule.reason(), rule.formula()),
            _ => rule.reason().to_string(),
        };
        match step.inner {
            None => own,
            Some(inner) => {
                let u = (self.print)(inner);
                let u = if self.latex() { format!("${u}$") } else { u };
                format!("chain rule with u = {u}: {own}, taken at u, times u'")
            }
        }
    }
}

impl Derivation {
    /// A step as strings. The steps themselves are written in LaTeX or plainly; `print` writes expressions.
    ///
    /// # Panics
    /// If there is no step of this index.
    pub fn view(
        &self,
        graph: &Graph,
        index: usize,
        notation: Notation,
        print: &dyn Fn(NodeId) -> String,
    ) -> StepView {
        let step = &self.steps[index];
        let writer = Writer { graph, print, notation, x: self.variable };
        StepView {
            number: index + 1,
            depth: step.depth,
            rule: step.rule.name(),
            formula: step.rule.formula(),
            before: writer.derivative_of(step.input),
            literal: writer.literal(&step.literal),
            after: print(step.output),
            simplified_by: step.simplified_by.map(|id| id.index() + 1),
            inner: step.inner.map(print),
            why: writer.why(step),
            conditions: step.conditions.iter().map(|c| writer.condition(c)).collect(),
            premises: step.premises.iter().map(|id| id.index() + 1).collect(),
        }
    }

    /// The derivation in plain text, a few lines to a step.
    ///
    /// Each step prints its expression, so a derivation of n nested steps can have n² characters: the text
    /// stops with a note after the step that passes `max_bytes` (1 MiB is a good default).
    pub fn to_text(
        &self,
        graph: &Graph,
        max_bytes: usize,
        print: &dyn Fn(NodeId) -> String,
    ) -> String {
        let mut text = String::new();
        for index in 0..self.steps.len() {
            if text.len() > max_bytes {
                let _ = writeln!(text, "... and {} more steps", self.steps.len() - index);
                break;
            }
            let view = self.view(graph, index, Notation::Plain, print);
            let indent = "   ".repeat(view.depth.min(DEEPEST_INDENT) as usize);
            let _ = writeln!(text, "{indent}{}. {}", view.number, title(&view));
            let _ = writeln!(text, "{indent}   {}", equation(&view));
            let _ = writeln!(text, "{indent}   {}{}", view.why, builds_on(&view));
            if !view.conditions.is_empty() {
                let _ = writeln!(text, "{indent}   where {}", view.conditions.join(", "));
            }
        }
        text
    }

    /// The derivation as a LaTeX list, one item for each step; the length is limited as in [`Derivation::to_text`].
    pub fn to_latex(
        &self,
        graph: &Graph,
        max_bytes: usize,
        print: &dyn Fn(NodeId) -> String,
    ) -> String {
        let mut text = String::from("\\begin{enumerate}\n");
        for index in 0..self.steps.len() {
            if text.len() > max_bytes {
                let _ = writeln!(text, "\\item \\ldots and {} more", self.steps.len() - index);
                break;
            }
            let view = self.view(graph, index, Notation::Latex, print);
            let why = plain_in_latex(&view.why);
            let _ = writeln!(text, "\\item \\textbf{{{}}}: {why}{}.", view.rule, builds_on(&view));
            let _ = writeln!(text, "\\[{}\\]", equation(&view));
            if !view.conditions.is_empty() {
                let conditions: Vec<String> =
                    view.conditions.iter().map(|c| format!("${c}$")).collect();
                let _ = writeln!(text, "where {}.", conditions.join(", "));
            }
        }
        text.push_str("\\end{enumerate}\n");
        text
    }

    /// The derivation as one JSON object; the number of steps is limited as in [`Derivation::to_text`], and
    /// `truncated` says whether steps are missing.
    pub fn to_json(
        &self,
        graph: &Graph,
        max_bytes: usize,
        print: &dyn Fn(NodeId) -> String,
    ) -> String {
        let mut json = String::from("{");
        for (key, id) in
            [("input", self.input()), ("variable", self.variable), ("output", self.output())]
        {
            let _ = write!(json, "{}:{},", quoted(key), quoted(&print(id)));
        }
        json.push_str("\"steps\":[");
        let mut truncated = false;
        for index in 0..self.steps.len() {
            truncated = json.len() > max_bytes;
            if truncated {
                break;
            }
            if index > 0 {
                json.push(',');
            }
            json.push_str(&self.view(graph, index, Notation::Plain, print).to_json());
        }
        let _ = write!(json, "],\"truncated\":{truncated}}}");
        json
    }
}

impl StepView {
    /// The step as one JSON object.
    pub fn to_json(&self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(","));
        let mut json = format!("{{\"number\":{},\"depth\":{}", self.number, self.depth);
        let texts = [
            ("rule", self.rule),
            ("formula", self.formula),
            ("before", &self.before),
            ("literal", &self.literal),
            ("after", &self.after),
            ("why", &self.why),
        ];
        for (key, text) in texts {
            let _ = write!(json, ",{}:{}", quoted(key), quoted(text));
        }
        if let Some(inner) = &self.inner {
            let _ = write!(json, ",\"inner\":{}", quoted(inner));
        }
        if let Some(step) = self.simplified_by {
            let _ = write!(json, ",\"simplified_by\":{step}");
        }
        let conditions = list(self.conditions.iter().map(|c| quoted(c)).collect());
        let premises = list(self.premises.iter().map(|n| n.to_string()).collect());
        let _ = write!(json, ",\"conditions\":{conditions},\"premises\":{premises}}}");
        json
    }
}

/// Deeper steps are not indented further, so that the text stays linear in the number of steps.
const DEEPEST_INDENT: u32 = 8;

fn title(view: &StepView) -> String {
    match view.formula {
        "" => view.rule.to_string(),
        formula => format!("{}: {formula}", view.rule),
    }
}

/// Before, by the rule, after; what would only repeat is left out.
fn equation(view: &StepView) -> String {
    let StepView { before, literal, after, .. } = view;
    let same = || {
        let letters = |text: &str| text.replace(' ', "").replace(r"\cdot", "");
        letters(literal) == letters(after)
    };
    match view.simplified_by {
        Some(_) => format!("{before} = {literal}"),
        None if same() => format!("{before} = {after}"),
        None => format!("{before} = {literal} = {after}"),
    }
}

fn builds_on(view: &StepView) -> String {
    let numbers: Vec<String> = view.premises.iter().map(|n| n.to_string()).collect();
    match numbers.len() {
        0 => String::new(),
        1 => format!(" (step {})", numbers[0]),
        _ => format!(" (steps {})", numbers.join(", ")),
    }
}

/// The sentences use `^` and `_` as plain text; formulas between dollar signs stay as they are.
fn plain_in_latex(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut in_formula = false;
    for c in text.chars() {
        match c {
            '$' => {
                in_formula = !in_formula;
                result.push(c);
            }
            '^' if !in_formula => result.push_str(r"\^{}"),
            '_' | '&' | '%' | '#' | '{' | '}' if !in_formula => {
                result.push('\\');
                result.push(c);
            }
            _ => result.push(c),
        }
    }
    result
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 2);
    result.push('"');
    for c in text.chars() {
        match c {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            c if (c as u32) < 0x20 => {
                let _ = write!(result, "\\u{:04x}", c as u32);
            }
            c => result.push(c),
        }
    }
    result.push('"');
    result
}
