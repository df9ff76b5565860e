//! From an argument to a formula in a graph, with what there is to say about how it was read.

use crate::failure::{Failure, diagnostic_json};
use crate::show;
use crate::talk;
use clap::Args;
use rolle::graph::{Facts, SideCondition};
use rolle::parse::{Diagnostic, ParseOptions, parse, render_diagnostic};
use rolle::print::{Notation, Printer};
use rolle::rewrite::SimplifyLimits;
use rolle::{Graph, NodeId};
use serde_json::{Map, Value, json};
use std::io::Read;

/// The echo of a formula on standard error is cut to about so many characters.
const ECHO: usize = 400;

/// Formulas up to this size are searched for what leaves them without a value, with a part of the usual effort.
const LOOKED_THROUGH: usize = 300;
const QUICK: SimplifyLimits = SimplifyLimits { passes: 2, part: 60, trials: 50 };

/// A formula, and how to read it.
#[derive(Args, Clone, Debug)]
pub(crate) struct FormulaArgs {
    /// The formula; `-` reads it from standard input.
    #[arg(allow_hyphen_values = true)]
    pub formula: String,
    /// What holds of a symbol: `a > 0`, `0 < b <= 1`, `c != 0`, `n integer`, `d in [0, 1)`. May be repeated.
    #[arg(long, value_name = "ASSUMPTION")]
    pub assume: Vec<String>,
    /// Let a product without a sign bind tighter than `/`: read `1/2x` as 1/(2x) instead of (1/2)·x.
    #[arg(long)]
    pub tight: bool,
    /// The longest formula that is read.
    #[arg(long, default_value_t = 16 << 20, value_name = "BYTES", help_heading = "Limits")]
    pub max_bytes: usize,
}

/// A formula that has been read.
pub(crate) struct Reading {
    /// Where it lives.
    pub graph: Graph,
    /// The formula.
    pub root: NodeId,
    /// Its variables in the order in which they appear.
    pub variables: Vec<NodeId>,
    /// What the canonical form asks: `x/x` is 1 where x is not zero.
    pub conditions: Vec<SideCondition>,
    /// The symbols of which something is assumed.
    pub assumed: Vec<NodeId>,
    /// The variable that the formula is taken as a function of, once it is known.
    pub chosen: Option<NodeId>,
    warnings: Vec<Diagnostic>,
    echo: String,
}

impl FormulaArgs {
    fn options(&self) -> ParseOptions {
        let max_bytes = self.max_bytes;
        ParseOptions { max_bytes, tight_juxtaposition: self.tight, ..ParseOptions::default() }
    }

    fn text(&self) -> Result<String, Failure> {
        if self.formula != "-" {
            return Ok(self.formula.clone());
        }
        let mut bytes = Vec::new();
        // One byte more than allowed tells a text that is too long from one that just fits.
        let limit = (self.max_bytes as u64).saturating_add(1);
        std::io::stdin().take(limit).read_to_end(&mut bytes).map_err(|error| {
            Failure::usage(format!("standard input could not be read: {error}"))
        })?;
        if bytes.len() > self.max_bytes {
            let message =
                format!("the formula on standard input has more than {} bytes", self.max_bytes);
            return Err(Failure::limit(message, "raise the limit with `--max-bytes`"));
        }
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::usage("the formula on standard input is not UTF-8"))?;
        Ok(text.trim_end().to_string())
    }

    /// Reads the formula and tells how it was read.
    pub(crate) fn read(&self) -> Result<Reading, Failure> {
        let source = self.text()?;
        let mut graph = Graph::new();
        let assumed = crate::assume::declare(&mut graph, &self.assume)?;
        let parsed = parse(&mut graph, &source, &self.options())
            .map_err(|diagnostics| Failure::about("FORMULA", &source, diagnostics))?;
        let conditions = graph.take_side_conditions();
        let echo = parsed.echo(&graph, ECHO);
        talk::note("read as", &echo);
        for warning in &parsed.warnings {
            talk::diagnostic(&render_diagnostic(&source, warning));
        }
        tell_conditions(&graph, &conditions);
        refuse_undefined(&mut graph, parsed.root)?;
        let reading = Reading {
            root: parsed.root,
            variables: parsed.variables,
            warnings: parsed.warnings,
            conditions,
            assumed,
            chosen: None,
            echo,
            graph,
        };
        reading.tell_assumptions();
        Ok(reading)
    }
}

/// An error where simplification shows that the formula has no value anywhere: 1/(sin(x)² + cos(x)² − 1). Its
/// derivative would be 0 by the rules, which says nothing true.
fn refuse_undefined(graph: &mut Graph, root: NodeId) -> Result<(), Failure> {
    if graph.facts(root).has(Facts::TOTAL) || graph.shared_size(&[root]) > LOOKED_THROUGH {
        return Ok(());
    }
    let simple = graph.simplify(root, &QUICK);
    graph.take_side_conditions();
    match graph.reason_text(simple) {
        Some(why) => {
            let message = format!("the formula has no value anywhere: {why}");
            Err(rolle::Error::new(rolle::ErrorKind::Domain, message).into())
        }
        None => Ok(()),
    }
}

fn tell_conditions(graph: &Graph, conditions: &[SideCondition]) {
    if !conditions.is_empty() {
        talk::note("where", &show::conditions(graph, conditions).join(", "));
    }
}

impl Reading {
    /// Further conditions that the work has left in the graph are told and kept.
    pub(crate) fn keep_conditions(&mut self) {
        let mut new = self.graph.take_side_conditions();
        new.retain(|condition| !self.conditions.contains(condition));
        tell_conditions(&self.graph, &new);
        self.conditions.extend(new);
    }

    /// The formula on one line, for the head of a report or a picture.
    pub(crate) fn title(&self) -> String {
        Printer::new(Notation::Unicode).print_brief(&self.graph, self.root, 70)
    }

    /// The start of every JSON document about a formula.
    pub(crate) fn json(&self, schema: &str) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("schema".into(), json!(schema));
        let plain = Printer::new(Notation::Plain).print_brief(&self.graph, self.root, 1 << 20);
        map.insert("formula".into(), json!(plain));
        map.insert("read_as".into(), json!(self.echo));
        map.insert("variables".into(), json!(show::names(&self.graph, &self.variables)));
        let chosen = self.chosen.and_then(|x| self.graph.symbol_name(x));
        map.insert("variable".into(), json!(chosen));
        map.insert("assumptions".into(), json!(self.assumption_texts()));
        let warnings: Vec<Value> = self.warnings.iter().map(diagnostic_json).collect();
        map.insert("warnings".into(), Value::Array(warnings));
        map.insert("conditions".into(), json!(show::conditions(&self.graph, &self.conditions)));
        map
    }
}
