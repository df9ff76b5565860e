//! Expressions as text.

use crate::failure::Failure;
use clap::{Args, ValueEnum};
use rolle::graph::{Requirement, SideCondition};
use rolle::print::{Notation, Printer};
use rolle::{Graph, NodeId};
use serde_json::{Value, json};

/// How results are written.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct ShowArgs {
    /// How the result is written; `plain` can be read back.
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    pub format: Format,
    /// The longest formula that is written.
    #[arg(long, default_value_t = 16 << 20, value_name = "BYTES", help_heading = "Limits")]
    pub max_output: u64,
}

/// A way to write formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// `x^2*sin(x)`
    Plain,
    /// `x²·sin(x)`
    Unicode,
    /// `x^{2} \sin x`
    Latex,
}

impl Format {
    /// The printer's word for it.
    pub(crate) fn notation(self) -> Notation {
        match self {
            Format::Plain => Notation::Plain,
            Format::Unicode => Notation::Unicode,
            Format::Latex => Notation::Latex,
        }
    }
}

impl ShowArgs {
    fn printer(self, notation: Notation) -> Printer {
        Printer::new(notation).limit(self.max_output)
    }

    /// The expression on one line.
    pub(crate) fn text(self, graph: &Graph, id: NodeId) -> Result<String, Failure> {
        let text = self.printer(self.format.notation()).print(graph, id);
        text.map_err(|error| Failure::from(error).help("raise the limit with `--max-output`"))
    }

    /// The expression in all notations.
    pub(crate) fn json(self, graph: &Graph, id: NodeId) -> Result<Value, Failure> {
        let text = |notation| {
            let text = self.printer(notation).print(graph, id);
            text.map_err(|error| Failure::from(error).help("raise the limit with `--max-output`"))
        };
        Ok(json!({
            "plain": text(Notation::Plain)?,
            "unicode": text(Notation::Unicode)?,
            "latex": text(Notation::Latex)?,
        }))
    }
}

/// An expression in plain text, short enough for a message.
pub(crate) fn brief(graph: &Graph, id: NodeId) -> String {
    Printer::new(Notation::Plain).print_brief(graph, id, 400)
}

/// The names of symbols.
pub(crate) fn names(graph: &Graph, symbols: &[NodeId]) -> Vec<String> {
    symbols.iter().filter_map(|&id| graph.symbol_name(id)).map(str::to_string).collect()
}

/// Side conditions as text: `x != 0`.
pub(crate) fn conditions(graph: &Graph, conditions: &[SideCondition]) -> Vec<String> {
    let mut texts: Vec<String> = conditions.iter().map(|c| condition(graph, c)).collect();
    texts.sort();
    texts
}

/// One side condition as text.
pub(crate) fn condition(graph: &Graph, condition: &SideCondition) -> String {
    let of = brief(graph, condition.of);
    match condition.requirement {
        Requirement::NonZero => format!("{of} != 0"),
        Requirement::NonNegative => format!("{of} >= 0"),
        Requirement::Positive => format!("{of} > 0"),
        Requirement::Defined => format!("{of} is defined"),
    }
}
