//! A formula in the graph, with what is known of how it was read.

use super::diagnostic::{Diagnostic, Sink};
use super::lower::{Value, lower};
use super::syntax::{SyntaxId, SyntaxTree};
use super::{ParseOptions, read};
use crate::error::{Error, Result, Span};
use crate::graph::{Expr, Graph, Scope};
use crate::operator::NodeId;
use crate::print::{Notation, Printer};
use std::collections::HashMap;

/// A formula that has been read into a graph.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The formula.
    pub root: NodeId,
    /// The variables in the order in which they appear, parameters of the formula first.
    pub variables: Vec<NodeId>,
    /// What there is to say about how the text was read.
    pub warnings: Vec<Diagnostic>,
    syntax: SyntaxTree,
    values: Vec<Value>,
}

impl Parsed {
    /// The syntax tree: what was typed, before any mathematics.
    pub fn syntax(&self) -> &SyntaxTree {
        &self.syntax
    }

    /// The formula as it was understood, on one line, with `…` for what is beyond `characters`.
    pub fn echo(&self, graph: &Graph, characters: usize) -> String {
        Printer::new(Notation::Unicode).print_brief(graph, self.root, characters)
    }

    /// The pieces of the text with the nodes that they became, in the order of the syntax tree.
    ///
    /// Pieces of definitions and parts that are no numbers are left out.
    pub fn places(&self) -> impl Iterator<Item = (NodeId, Span)> + '_ {
        let first = self.syntax.root_nodes.first;
        self.values.iter().enumerate().filter_map(move |(i, value)| match value {
            Value::Number(id) | Value::Condition(id) => {
                Some((*id, self.syntax.span(SyntaxId(first + i as u32))))
            }
            _ => None,
        })
    }

    /// The first place of each node that a piece of the text became.
    pub fn spans(&self) -> HashMap<NodeId, Span> {
        let mut spans = HashMap::new();
        for (id, span) in self.places() {
            spans.entry(id).or_insert(span);
        }
        spans
    }
}

/// Reads a text into a graph.
///
/// Every function that the text may name is in the operator table or in [`crate::zoo`]; formulas are expanded, so the
/// graph holds operators only. Sums and products of any length become one node each.
///
/// # Errors
/// The diagnostics, of which at least one is an error: texts that are no formula, unknown names, wrong arguments,
/// formulas without a real value (`1/0`), and budgets of [`ParseOptions`].
///
/// ```
/// use rolle::{Graph, parse::parse};
/// let mut g = Graph::new();
/// let parsed = parse(&mut g, "f(x) = a x^2; a = 1/2; f(y + 1)", &Default::default()).unwrap();
/// assert_eq!(g.print(parsed.root).unwrap(), "(y + 1)^2/2");
/// ```
pub fn parse(
    graph: &mut Graph,
    source: &str,
    options: &ParseOptions,
) -> std::result::Result<Parsed, Vec<Diagnostic>> {
    let mut sink = Sink::new(options.max_diagnostics);
    let syntax = read(source, options, &mut sink);
    let lowered = lower(graph, &syntax, options, &mut sink);
    let diagnostics = sink.into_sorted();
    let Some(lowered) = lowered else { return Err(diagnostics) };
    let symbol = |name: &super::NameId| lowered.symbols[name.0 as usize];
    // The variable of a polynomial in `rootof` is no variable of the formula, unless it stands elsewhere too.
    let stays = |id: &NodeId| !lowered.bound.contains(id) || graph.depends_on(lowered.root, *id);
    let variables = syntax.variables().iter().filter_map(symbol).filter(stays).collect();
    Ok(Parsed {
        root: lowered.root,
        variables,
        warnings: diagnostics,
        values: lowered.values,
        syntax,
    })
}

impl Graph {
    /// The formula of a text, with the default options.
    ///
    /// # Errors
    /// The first error of [`parse`], which gives all of them and the warnings as well.
    ///
    /// ```
    /// let mut g = rolle::Graph::new();
    /// let f = g.parse("x*sigmoid(x)")?;
    /// assert_eq!(f, g.parse("silu(x)")?);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn parse(&mut self, source: &str) -> Result<NodeId> {
        match parse(self, source, &ParseOptions::default()) {
            Ok(parsed) => Ok(parsed.root),
            Err(diagnostics) => Err(first_error(diagnostics)),
        }
    }
}

impl Scope {
    /// The formula of a text, with the default options.
    ///
    /// # Errors
    /// The first error of [`parse`].
    pub fn parse(&self, source: &str) -> Result<Expr<'_>> {
        let root = self.graph_mut().parse(source)?;
        Ok(self.expr(root))
    }
}

fn first_error(diagnostics: Vec<Diagnostic>) -> Error {
    let error = diagnostics.into_iter().find(Diagnostic::is_error);
    error.map_or_else(|| Error::new(crate::ErrorKind::Parse, "there is no formula"), Error::from)
}
