//! Which variable is meant.

use crate::failure::Failure;
use crate::reading::Reading;
use crate::show;
use crate::talk;
use rolle::NodeId;

/// The letters that stand for a variable where the others look like parameters.
const LETTERS: [&str; 7] = ["x", "y", "z", "t", "u", "v", "w"];

impl Reading {
    /// The variable of this name, or the one that the formula is clearly a function of.
    ///
    /// A formula without variables is a constant function of `x`. Of several symbols, those of which something is
    /// assumed are parameters. If one is left, or one that is a letter of a variable (`x`, `y`, `z`, `t`, `u`, `v`,
    /// `w`), it is the variable and the others are parameters, which is told. Otherwise the choice is asked for.
    pub(crate) fn variable(&mut self, wanted: Option<&str>) -> Result<NodeId, Failure> {
        let x = match wanted {
            Some(name) => self.named(name)?,
            None => match self.only_variable() {
                Some(x) => x,
                None => return Err(self.several_variables()),
            },
        };
        if self.chosen.replace(x) != Some(x) && self.variables.len() > 1 {
            self.tell_variable(x);
        }
        Ok(x)
    }

    fn only_variable(&mut self) -> Option<NodeId> {
        let free = |symbol: &NodeId| !self.assumed.contains(symbol);
        let letter = |symbol: &NodeId| {
            self.graph.symbol_name(*symbol).is_some_and(|name| LETTERS.contains(&name))
        };
        match self.variables[..] {
            [] => return Some(self.graph.symbol("x")),
            [only] => return Some(only),
            _ => {}
        }
        let candidates: Vec<NodeId> = self.variables.iter().copied().filter(free).collect();
        if let [only] = candidates[..] {
            return Some(only);
        }
        let letters: Vec<NodeId> = candidates.into_iter().filter(letter).collect();
        if let [only] = letters[..] { Some(only) } else { None }
    }

    fn several_variables(&self) -> Failure {
        let names = show::names(&self.graph, &self.variables);
        let listed: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("the formula has several variables: {}", listed.join(", "));
        let choice = names.iter().find(|name| *name == "x").unwrap_or(&names[0]);
        let help =
            format!("say which one is meant, as in `--wrt {choice}`; the others are parameters");
        Failure::usage(message).help(help)
    }

    /// `a function of: x, with the parameters a, b`
    fn tell_variable(&self, x: NodeId) {
        let others: Vec<NodeId> =
            self.variables.iter().copied().filter(|symbol| *symbol != x).collect();
        let plural = if others.len() == 1 { "parameter" } else { "parameters" };
        let names = show::names(&self.graph, &others).join(", ");
        let text = format!("{}, with the {plural} {names}", show::brief(&self.graph, x));
        talk::note("a function of", &text);
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
