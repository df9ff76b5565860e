//! The syntax tree: what was typed, with the place of every piece, before any mathematics is done to it.
//!
//! A flat arena: nodes are numbered, children come before their parents, lists of operands lie in one common pool.
//! Sums and products are n-ary and keep the order of the text, with a mark on what is subtracted or divided.

use super::function::library;
use crate::error::Span;
use crate::number::{Integer, Rational};

/// The number of a node in its [`SyntaxTree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SyntaxId(pub(super) u32);

/// The number of a name in its [`SyntaxTree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub(super) u32);

/// A run of operands in the common pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operands {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// How an operand is joined to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Join {
    /// Added, or multiplied with a sign; the first operand of any list.
    Plain = 0,
    /// Subtracted or divided.
    Inverse = 1,
    /// Multiplied by standing beside: `2x`.
    Beside = 2,
}

/// A relation between numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Relation {
    /// `<`
    Less = 0,
    /// `<=`
    LessEqual = 1,
    /// `>`
    Greater = 2,
    /// `>=`
    GreaterEqual = 3,
    /// `==`
    Equal = 4,
    /// `!=`
    NotEqual = 5,
}

impl Relation {
    /// The relation in ASCII.
    pub fn symbol(self) -> &'static str {
        ["<", "<=", ">", ">=", "==", "!="][self as usize]
    }
}

const TAG_SHIFT: u32 = 29;

/// The most nodes that a tree can have.
pub(super) const MAX_NODES: usize = 1 << TAG_SHIFT;

/// An operand of a list: a node, with three bits that say how it is joined or related to the operand before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand(u32);

impl Operand {
    pub(super) fn new(id: SyntaxId, tag: u8) -> Operand {
        Operand(id.0 | u32::from(tag) << TAG_SHIFT)
    }

    /// The node.
    pub fn id(self) -> SyntaxId {
        SyntaxId(self.0 & ((1 << TAG_SHIFT) - 1))
    }

    pub(super) fn tag(self) -> u8 {
        (self.0 >> TAG_SHIFT) as u8
    }

    /// How it is joined to the operands before it, in a sum or a product.
    pub fn join(self) -> Join {
        match self.tag() {
            1 => Join::Inverse,
            2 => Join::Beside,
            _ => Join::Plain,
        }
    }

    /// How the operand before it relates to it, in a comparison.
    pub fn relation(self) -> Relation {
        use Relation::*;
        [Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual][self.tag().min(5) as usize]
    }
}

/// The function that a call names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// A function of the library, by its number there.
    Library(u16),
    /// A function defined in the text, by the number of its definition.
    Defined(u32),
    /// An unspecified function, by its number in the table of the tree.
    Unspecified(u32),
    /// A function that nobody knows, already reported.
    Unknown,
}

/// A named constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    /// π
    Pi,
    /// Euler's number.
    E,
    /// +∞, which is a bound and no number.
    Infinity,
    /// Python's `None`: an argument that is not given.
    None,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxKind {
    /// A natural number that fits a machine word.
    Natural(u64),
    /// Any other number, by its place in the table of numbers.
    Number(u32),
    /// A variable, parameter or defined constant.
    Name(NameId),
    /// π, e, ∞.
    Constant(Constant),
    /// `True`, `False`, `otherwise`.
    Truth(bool),
    /// A quoted string.
    Text(NameId),
    /// `-x`
    Negate(SyntaxId),
    /// `not c`
    Not(SyntaxId),
    /// `x!`
    Factorial(SyntaxId),
    /// `x^y`
    Power(SyntaxId, SyntaxId),
    /// `a + b - c`
    Sum(Operands),
    /// `a*b/c`
    Product(Operands),
    /// `a < b <= c`
    Compare(Operands),
    /// `a and b`
    And(Operands),
    /// `a or b`
    Or(Operands),
    /// Value, condition, value, condition, …; the first true condition wins.
    Piecewise(Operands),
    /// `(a, b)`
    Tuple(Operands),
    /// `f(a, b)`
    Call(Function, Operands),
    /// `name=value` among the arguments of a call.
    Keyword(NameId, SyntaxId),
    /// What could not be read; the diagnostics say why.
    Error,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct SyntaxNode {
    pub(super) kind: SyntaxKind,
    start: u32,
    end: u32,
}

/// A function or constant defined in the text.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: NameId,
    /// Where the name stands.
    pub span: Span,
    /// The parameters of a function; `None` for a constant.
    pub parameters: Option<Vec<NameId>>,
    /// What it stands for.
    pub body: SyntaxId,
    /// The nodes of its body.
    pub(super) nodes: NodeRange,
}

/// The nodes of one statement, which lie side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NodeRange {
    pub(super) first: u32,
    pub(super) end: u32,
}

/// The flat tree of a formula.
#[derive(Clone, Debug, Default)]
pub struct SyntaxTree {
    nodes: Vec<SyntaxNode>,
    pub(super) operands: Vec<Operand>,
    pub(super) numbers: Vec<Rational>,
    /// Unspecified functions: the name and the orders of differentiation, none for the function itself.
    pub(super) unspecified: Vec<(NameId, Vec<u32>)>,
    pub(super) names: Vec<Box<str>>,
    pub(super) definitions: Vec<Definition>,
    pub(super) root: Option<SyntaxId>,
    pub(super) root_nodes: NodeRange,
    pub(super) parameters: Vec<NameId>,
    pub(super) variables: Vec<NameId>,
}

impl SyntaxTree {
    pub(super) fn push(&mut self, kind: SyntaxKind, start: usize, end: usize) -> SyntaxId {
        let id = SyntaxId(self.nodes.len() as u32);
        self.nodes.push(SyntaxNode { kind, start: start as u32, end: end as u32 });
        id
    }

    pub(super) fn reserve(&mut self, nodes: usize) {
        self.nodes.reserve(nodes);
        self.operands.reserve(nodes);
    }

    /// How many nodes there are; all ids are smaller.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All nodes, children before parents.
    pub fn ids(&self) -> impl Iterator<Item = SyntaxId> + use<> {
        (0..self.nodes.len() as u32).map(SyntaxId)
    }

    /// What the node is.
    pub fn kind(&self, id: SyntaxId) -> SyntaxKind {
        self.nodes[id.0 as usize].kind
    }

    /// Where the node stands in the source, without parentheses around it.
    pub fn span(&self, id: SyntaxId) -> Span {
        let node = &self.nodes[id.0 as usize];
        Span::new(node.start as usize, node.end as usize)
    }

    /// The operands of a list.
    pub fn operands(&self, operands: Operands) -> &[Operand] {
        &self.operands[operands.start as usize..][..operands.length as usize]
    }

    /// The name with this number: Greek letters spelled out, subscripts after an underscore.
    pub fn name(&self, id: NameId) -> &str {
        &self.names[id.0 as usize]
    }

    /// The value of a number.
    pub fn number(&self, id: SyntaxId) -> Option<Rational> {
        match self.kind(id) {
            SyntaxKind::Natural(n) => Some(Rational::from(Integer::from(n))),
            SyntaxKind::Number(at) => Some(self.numbers[at as usize].clone()),
            _ => None,
        }
    }

    /// The formula itself: the last statement of the text. `None` when there were errors.
    pub fn root(&self) -> Option<SyntaxId> {
        self.root
    }

    /// The parameters of the formula itself, when it was written as a function: `f(x, y) = …`, `lambda x, y: …`.
    pub fn parameters(&self) -> &[NameId] {
        &self.parameters
    }

    /// The free variables in the order in which they first appear, parameters of the formula first.
    pub fn variables(&self) -> &[NameId] {
        &self.variables
    }

    /// The definitions in the order of the text.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The name of the function that a call names.
    pub fn function_name(&self, function: Function) -> &str {
        match function {
            Function::Library(id) => library().get(id).name,
            Function::Defined(at) => self.name(self.definitions[at as usize].name),
            Function::Unspecified(at) => self.name(self.unspecified[at as usize].0),
            Function::Unknown => "?",
        }
    }

    pub(super) fn is_condition(&self, id: SyntaxId) -> bool {
        use SyntaxKind::*;
        matches!(self.kind(id), Compare(_) | And(_) | Or(_) | Not(_) | Truth(_))
    }

    /// Calls `visit` with every child of the node.
    pub(super) fn each_child(&self, id: SyntaxId, mut visit: impl FnMut(SyntaxId)) {
        use SyntaxKind::*;
        match self.kind(id) {
            Natural(_) | Number(_) | Name(_) | Constant(_) | Truth(_) | Text(_) | Error => {}
            Negate(child) | Not(child) | Factorial(child) | Keyword(_, child) => visit(child),
            Power(base, exponent) => {
                visit(base);
                visit(exponent);
            }
            Sum(list)
            | Product(list)
            | Compare(list)
            | And(list)
            | Or(list)
            | Piecewise(list)
            | Tuple(list)
            | Call(_, list) => self.operands(list).iter().for_each(|operand| visit(operand.id())),
        }
    }
}
