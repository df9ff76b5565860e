//! Which variable is meant.

use crate::failure::Failure;
use crate::reading::Reading;
use crate::show;
use crate::talk;
use rolle::NodeId;

impl Reading {
    /// The variable of this name, or the only one of the formula.
    ///
    /// A formula without variables is a constant function of `x`. Of several variables none is preferred: the choice
    /// is asked for.
    pub(crate) fn variable(&mut self, wanted: Option<&str>) -> Result<NodeId, Failure> {
        if let Some(name) = wanted {
            return self.named(name);
        }
        match self.variables[..] {
            [] => Ok(self.graph.symbol("x")),
            [only] => Ok(only),
            _ => {
                let names = show::names(&self.graph, &self.variables);
                let listed: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                let message = format!("the formula has several variables: {}", listed.join(", "));
                let choice = names.iter().find(|name| *name == "x").unwrap_or(&names[0]);
                let help = format!(
                    "say which one is meant, as in `--wrt {choice}`; the others are parameters"
                );
                Err(Failure::usage(message).help(help))
            }
        }
    }

    /// The symbol of a name; one that the formula does not have is told.
    pub(crate) fn named(&mut self, name: &str) -> Result<NodeId, Failure> {
        let name = name.trim();
        // Greek letters and the like have several spellings, so the parser says which symbol a name is.
        let symbol = self.graph.parse(name).ok().filter(|&id| self.graph.symbol_name(id).is_some());
        self.graph.take_side_conditions();
        let Some(symbol) = symbol else {
            return Err(Failure::usage(format!("`{name}` is not the name of a variable"))
                .help("give a name such as `x`"));
        };
        if !self.variables.contains(&symbol) {
            talk::diagnostic(&format!("warning: the formula does not contain `{name}`"));
        }
        Ok(symbol)
    }
}
