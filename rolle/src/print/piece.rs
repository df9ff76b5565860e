//! What an expression is written as, one node deep: words, names, numbers, and children still to be written.

use super::isolated::ZeroNames;
use super::order::Arrangement;
use crate::graph::Graph;
use crate::operator::NodeId;

/// The notation of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Notation {
    /// ASCII text that the parser reads back to the same node: `x^2/(1 + exp(-x))`.
    #[default]
    Plain,
    /// One line of Unicode for people: `x²/(1 + e⁻ˣ)`.
    Unicode,
    /// LaTeX for mathematics mode: `\frac{x^{2}}{1 + e^{-x}}`.
    Latex,
}

/// How tightly a text holds together: where more is needed it goes into parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Or,
    And,
    Relation,
    Sum,
    Product,
    Power,
    Atom,
}

/// Which text of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// All of it.
    Whole,
    /// Without the minus sign in front.
    Magnitude,
    /// The reciprocal: a power with the other sign of its numeric exponent.
    Flipped,
}

/// A part of the text of a node.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A word.
    Text(&'static str),
    /// A word that something closes.
    Open(&'static str),
    /// The word that closes.
    Close(&'static str),
    /// A word made for this place.
    Owned(Box<str>),
    /// A number without sign.
    Integer(u64),
    /// The name of a symbol.
    Symbol(NodeId),
    /// A child, in parentheses or not.
    Sub { id: NodeId, mode: Mode, parentheses: bool },
}

/// What writing an expression needs to know.
pub(super) struct Context<'g> {
    pub(super) graph: &'g Graph,
    pub(super) notation: Notation,
    pub(super) decimals: u32,
    /// Short names of isolated zeros.
    pub(super) names: Option<&'g ZeroNames>,
    pub(super) arrangement: Arrangement,
    /// Which nodes are taller than a line of LaTeX, by position.
    pub(super) tall: Vec<bool>,
}

impl<'g> Context<'g> {
    pub(super) fn new(
        graph: &'g Graph,
        notation: Notation,
        decimals: u32,
        names: Option<&'g ZeroNames>,
        root: NodeId,
    ) -> Context<'g> {
        let arrangement = Arrangement::new(graph, root);
        let tall = vec![false; arrangement.order.len()];
        Context { graph, notation, decimals, names, arrangement, tall }
    }

    pub(super) fn is_tall(&self, id: NodeId) -> bool {
        self.tall[self.arrangement.position(id)]
    }

    /// The parentheses around a child.
    pub(super) fn parentheses(&self, id: NodeId) -> (&'static str, &'static str) {
        match self.notation {
            Notation::Latex if self.is_tall(id) => (r"\left(", r"\right)"),
            _ => ("(", ")"),
        }
    }
}
