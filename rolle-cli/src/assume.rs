//! What is assumed of the symbols: `--assume "a > 0"`.

use crate::failure::Failure;
use crate::reading::Reading;
use crate::show;
use crate::talk;
use rolle::graph::Assumptions;
use rolle::parse::{assumption_texts, parse_assumption};
use rolle::{Error, ErrorKind, Graph, NodeId};

/// Declares the symbols with what is assumed of each; several assumptions on one symbol hold together.
pub(crate) fn declare(graph: &mut Graph, texts: &[String]) -> Result<Vec<NodeId>, Failure> {
    let mut all: Vec<(String, Assumptions)> = Vec::new();
    for text in texts {
        let (name, assumed) = parse_assumption(text)
            .map_err(|diagnostic| Failure::about("--assume", text, vec![diagnostic]))?;
        match all.iter_mut().find(|(known, _)| *known == name) {
            None => all.push((name, assumed)),
            Some((_, known)) => {
                *known = known.and(&assumed).ok_or_else(|| {
                    Failure::usage(format!("no number `{name}` fulfils all assumptions"))
                        .help(format!("`{text}` contradicts an earlier `--assume`"))
                })?;
            }
        }
    }
    all.into_iter().map(|(name, assumed)| Ok(graph.symbol_with(&name, assumed)?)).collect()
}

impl Reading {
    /// The assumptions as text.
    pub(crate) fn assumption_texts(&self) -> Vec<String> {
        let texts = |&symbol: &NodeId| {
            let (name, assumed) =
                (self.graph.symbol_name(symbol)?, self.graph.assumptions(symbol)?);
            Some(assumption_texts(name, assumed))
        };
        self.assumed.iter().filter_map(texts).flatten().collect()
    }

    /// Tells what is assumed, and which assumptions are about nothing in the formula.
    pub(crate) fn tell_assumptions(&self) {
        let texts = self.assumption_texts();
        if !texts.is_empty() {
            talk::note("assuming", &texts.join(", "));
        }
        let unused = self.assumed.iter().filter(|symbol| !self.variables.contains(symbol));
        for &symbol in unused {
            let name = show::brief(&self.graph, symbol);
            talk::diagnostic(&format!("warning: the formula does not contain `{name}`"));
        }
    }

    /// Refuses assumptions on the variable of a question about the whole line, which would be answered for a part of
    /// it only.
    pub(crate) fn whole_line(&self, x: NodeId) -> Result<(), Failure> {
        let assumed = self.graph.assumptions(x);
        if assumed.is_none_or(|assumed| *assumed == Assumptions::default()) {
            return Ok(());
        }
        let name = show::brief(&self.graph, x);
        let help = format!(
            "assume something of the parameters; a part of the line is asked for in the formula, as in \
             `{{f if {name} > 0}}`"
        );
        Err(Failure::usage(format!("`{name}` is the variable, and an assumption narrows it"))
            .help(help))
    }

    /// Refuses a value that the assumptions exclude.
    pub(crate) fn admit(&mut self, symbol: NodeId, value: NodeId) -> Result<(), Failure> {
        let Some(assumed) = self.graph.assumptions(symbol).cloned() else { return Ok(()) };
        if assumed == Assumptions::default() || self.is_admitted(&assumed, value) {
            return Ok(());
        }
        let name = show::brief(&self.graph, symbol);
        let texts = assumption_texts(&name, &assumed).join(", ");
        let message = format!(
            "the value `{}` of `{name}` is not known to fulfil the assumption {texts}",
            show::brief(&self.graph, value)
        );
        Err(Error::new(ErrorKind::Domain, message).into())
    }

    fn is_admitted(&mut self, assumed: &Assumptions, value: NodeId) -> bool {
        use std::cmp::Ordering;
        if let Some(number) = self.graph.number(value) {
            return assumed.admit(&number);
        }
        let mut beyond = |bound: &Option<(rolle::number::Number, bool)>, side: Ordering| {
            let Some((bound, open)) = bound else { return true };
            let bound = self.graph.literal_number(bound);
            let difference = self.graph.subtract(value, bound);
            let sign = self.graph.exact_sign(difference);
            sign == Some(side) || (!open && sign == Some(Ordering::Equal))
        };
        let bounded =
            beyond(&assumed.lower, Ordering::Greater) && beyond(&assumed.upper, Ordering::Less);
        let nonzero = !assumed.nonzero
            || matches!(self.graph.exact_sign(value), Some(Ordering::Less | Ordering::Greater));
        let integer = !assumed.integer || self.graph.facts(value).has(rolle::graph::Facts::INTEGER);
        bounded && nonzero && integer
    }
}
