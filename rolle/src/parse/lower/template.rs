//! Formulas that calls are expanded to: definitions of the text, and formulas of the library, read once.

use super::Formula;
use crate::parse::builtin::Meaning;
use crate::parse::function::library;
use crate::parse::syntax::{NameId, NodeRange, SyntaxId, SyntaxTree};
use crate::parse::{ParseOptions, parse_syntax};
use crate::zoo;
use std::sync::OnceLock;

/// A formula and its parameters.
pub(super) struct Template<'t> {
    pub(super) tree: &'t SyntaxTree,
    pub(super) nodes: NodeRange,
    pub(super) root: SyntaxId,
    pub(super) parameters: &'t [NameId],
}

/// The trees of one function of the library: its formula, and the defaults of its parameters.
#[derive(Default)]
struct Trees {
    formula: OnceLock<SyntaxTree>,
    defaults: OnceLock<Vec<SyntaxTree>>,
}

fn trees(id: u16) -> &'static Trees {
    static TREES: OnceLock<Vec<Trees>> = OnceLock::new();
    let all = TREES.get_or_init(|| (0..library().len()).map(|_| Trees::default()).collect());
    &all[id as usize]
}

fn read(text: &str) -> SyntaxTree {
    parse_syntax(text, &ParseOptions::default()).tree
}

fn formula_tree(id: u16) -> &'static SyntaxTree {
    trees(id).formula.get_or_init(|| {
        let info = library().get(id);
        let text = match info.meaning {
            Meaning::Formula(text) => text,
            _ => zoo::find(info.name).and_then(|entry| entry.formula).unwrap_or_default(),
        };
        let names: Vec<&str> = info.parameters.iter().map(|p| p.names[0]).collect();
        read(&format!("lambda {}: {text}", names.join(", ")))
    })
}

fn default_tree(id: u16, parameter: u8) -> Option<&'static SyntaxTree> {
    let all = trees(id).defaults.get_or_init(|| {
        let parameters = &library().get(id).parameters;
        parameters.iter().map(|p| read(p.default.unwrap_or("None"))).collect()
    });
    all.get(parameter as usize)
}

impl<'t> Template<'t> {
    /// The formula of a key; `None` if it cannot be read, which the tests of the library exclude.
    pub(super) fn of(formula: Formula, main: &'t SyntaxTree) -> Option<Template<'t>> {
        let tree = match formula {
            Formula::Definition(at) => {
                let definition = main.definitions.get(at as usize)?;
                let parameters = definition.parameters.as_deref().unwrap_or(&[]);
                let (nodes, root) = (definition.nodes, definition.body);
                return Some(Template { tree: main, nodes, root, parameters });
            }
            Formula::Library(id) => formula_tree(id),
            Formula::Default(id, parameter) => default_tree(id, parameter)?,
        };
        let root = tree.root()?;
        Some(Template { tree, nodes: tree.root_nodes, root, parameters: tree.parameters() })
    }
}
