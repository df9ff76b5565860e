//! From the syntax tree to the graph.
//!
//! Children come before parents in the tree, so one loop over the nodes of a statement gives every node its value.
//! Where a node calls a function that is defined by a formula, in the text or in the library, the loop pauses, goes
//! through that formula with the arguments in the place of its parameters, and comes back: a stack of
//! [`Activation`]s instead of recursion. A call with the same arguments is worked out once. What expansion may cost
//! is bounded, because a few nested definitions can stand for more nodes than any memory holds.

mod arguments;
mod budget;
mod call;
mod condition;
mod guard;
mod root_of;
mod special;
mod template;

use super::ParseOptions;
use super::diagnostic::{Diagnostic, Sink};
use super::syntax::{
    Constant, Function, Join, NameId, NodeRange, Operands, SyntaxId, SyntaxKind, SyntaxTree,
};
use crate::error::{ErrorKind, Span};
use crate::graph::{self, Graph, Reason, SideCondition};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use guard::Notes;
use std::collections::{HashMap, HashSet};
use template::Template;

/// What a node of the syntax tree is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    /// A number.
    Number(NodeId),
    /// A condition.
    Condition(NodeId),
    /// +∞, or −∞.
    Infinity { negative: bool },
    /// A quoted text, by its name in the main tree.
    Text(NameId),
    /// An argument that is not given.
    None,
    /// A list or a keyword argument, which the call around it reads from the tree.
    Structure,
}

/// Which formula is expanded with which arguments.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    formula: Formula,
    arguments: Box<[Value]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Formula {
    /// A definition of the text.
    Definition(u32),
    /// A function of the library.
    Library(u16),
    /// The default value of a parameter of a library function.
    Default(u16, u8),
}

/// A formula that is being gone through.
struct Activation<'t> {
    tree: &'t SyntaxTree,
    /// Whether the tree is that of the text, so that its places are places of the text.
    is_text: bool,
    at: u32,
    nodes: NodeRange,
    root: SyntaxId,
    /// Where the values of its nodes begin.
    base: usize,
    parameters: Vec<(NameId, Value)>,
    key: Option<Key>,
}

pub(super) struct Lowerer<'t, 'k> {
    graph: &'k mut Graph,
    sink: &'k mut Sink,
    options: &'k ParseOptions,
    main: &'t SyntaxTree,
    stack: Vec<Activation<'t>>,
    values: Vec<Value>,
    /// The formulas that have been gone through, and the side conditions that they left.
    known: HashMap<Key, (Value, Vec<SideCondition>)>,
    notes: Notes,
    /// The symbols of the names of the text.
    symbols: Vec<Option<NodeId>>,
    /// The definitions without parameters, by name.
    constants: HashMap<NameId, u32>,
    opposites: HashMap<NodeId, NodeId>,
    said: HashSet<&'static str>,
    work: usize,
    digits: usize,
    /// What polynomials of `rootof` may still add up to in degrees.
    root_degrees: usize,
    /// The variables of the polynomials of `rootof`.
    bound: Vec<NodeId>,
}

/// The graph's node for the formula, and the values of the main tree's nodes.
pub(super) struct Lowered {
    pub(super) root: NodeId,
    pub(super) values: Vec<Value>,
    /// The symbols that the formula uses, by name.
    pub(super) symbols: Vec<Option<NodeId>>,
    /// The variables of the polynomials of `rootof`, which the formula need not depend on.
    pub(super) bound: Vec<NodeId>,
}

/// Builds the formula of a syntax tree; `None` when the sink tells why not.
pub(super) fn lower(
    graph: &mut Graph,
    tree: &SyntaxTree,
    options: &ParseOptions,
    sink: &mut Sink,
) -> Option<Lowered> {
    let root = tree.root()?;
    let mut lowerer = Lowerer {
        graph,
        sink,
        options,
        main: tree,
        stack: Vec::new(),
        values: Vec::with_capacity(tree.len()),
        known: HashMap::new(),
        notes: Notes::default(),
        symbols: vec![None; tree.names.len()],
        constants: constants(tree),
        opposites: HashMap::new(),
        said: HashSet::new(),
        work: options.max_expansion,
        digits: options.max_digits.saturating_mul(budget::INTERMEDIATE),
        root_degrees: root_of::TOTAL_DEGREE,
        bound: Vec::new(),
    };
    let before = lowerer.graph.take_side_conditions();
    let parameters = lowerer.main_parameters();
    lowerer.enter(tree, true, tree.root_nodes, root, parameters, None);
    lowerer.run();
    lowerer.graph.add_side_conditions(&before);
    lowerer.graph.add_side_conditions(&lowerer.notes.conditions());
    lowerer.finish(root)
}

fn constants(tree: &SyntaxTree) -> HashMap<NameId, u32> {
    let definitions = tree.definitions.iter().zip(0u32..);
    definitions.filter(|(d, _)| d.parameters.is_none()).map(|(d, at)| (d.name, at)).collect()
}

impl<'t> Lowerer<'t, '_> {
    fn main_parameters(&mut self) -> Vec<(NameId, Value)> {
        let main = self.main;
        main.parameters().iter().map(|name| (*name, Value::Number(self.symbol(*name)))).collect()
    }

    fn enter(
        &mut self,
        tree: &'t SyntaxTree,
        is_text: bool,
        nodes: NodeRange,
        root: SyntaxId,
        parameters: Vec<(NameId, Value)>,
        key: Option<Key>,
    ) {
        let base = self.values.len();
        self.stack.push(Activation {
            tree,
            is_text,
            at: nodes.first,
            nodes,
            root,
            base,
            parameters,
            key,
        });
    }

    /// Goes through all nodes of all formulas.
    fn run(&mut self) {
        while let Some(top) = self.stack.last() {
            if self.sink.is_full() {
                return;
            }
            if top.at == top.nodes.end {
                if self.leave() {
                    return;
                }
                continue;
            }
            let id = SyntaxId(top.at);
            let place = self.values.len();
            let value = self.node(id);
            let conditions = self.graph.take_side_conditions();
            if let Some(value) = value {
                self.notes.add(place, &conditions);
                self.values.push(value);
                if let Some(top) = self.stack.last_mut() {
                    top.at += 1;
                }
            } else {
                // The node is gone through once more, and leaves its conditions then.
                self.notes.take_from(place);
            }
        }
    }

    /// The topmost formula is complete; true if it is the main one.
    fn leave(&mut self) -> bool {
        let Some(top) = self.stack.last() else { return true };
        if top.key.is_none() {
            return true;
        }
        let value = self.value(top.root);
        if let Some(top) = self.stack.pop() {
            self.values.truncate(top.base);
            let conditions = self.notes.take_from(top.base);
            self.known.extend(top.key.map(|key| (key, (value, conditions))));
        }
        false
    }

    fn finish(mut self, root: SyntaxId) -> Option<Lowered> {
        if self.sink.has_errors() {
            return None;
        }
        let first = self.main.root_nodes.first;
        let value = self.values[(root.0 - first) as usize];
        let span = self.main.span(root);
        let root = self.number(value, span)?;
        if let Some(reason) = self.graph.reason(root) {
            self.say_undefined(reason, first);
            return None;
        }
        Some(Lowered { root, values: self.values, symbols: self.symbols, bound: self.bound })
    }

    /// The formula has no value anywhere: points at the first piece that has none.
    fn say_undefined(&mut self, reason: Reason, first: u32) {
        let undefined = |value: &Value| matches!(value, Value::Number(id) if self.graph.op(*id) == Op::Undefined);
        let place = self.values.iter().position(undefined).unwrap_or(0) as u32 + first;
        let why = match reason {
            Reason::DivisionByZero => "it divides by zero".to_string(),
            Reason::RootOfNegative => "it takes a root of a negative number".to_string(),
            Reason::OutsideDomain(op) => {
                let name = op.row().map_or("a function", |row| row.name);
                format!("an argument is outside the domain of `{name}`")
            }
            Reason::NoBranch => "no condition of it holds".to_string(),
        };
        let span = self.main.span(SyntaxId(place));
        let error =
            Diagnostic::error(ErrorKind::Domain, span, format!("this has no real value: {why}"));
        self.sink.push(error.help("values are real numbers, never complex ones"));
    }

    /// The value of a node of the topmost formula that has been gone through.
    fn value(&self, id: SyntaxId) -> Value {
        match self.stack.last() {
            Some(top) => self.values[top.base + (id.0 - top.nodes.first) as usize],
            None => Value::None,
        }
    }

    fn tree(&self) -> &'t SyntaxTree {
        self.stack.last().map_or(self.main, |top| top.tree)
    }

    /// The place of a node in the text; inside a library formula, that of the call.
    fn span(&self, id: SyntaxId) -> Span {
        match self.stack.last() {
            Some(top) if !top.is_text => {
                let caller = self.stack.iter().rev().find(|activation| activation.is_text);
                caller.map_or(Span::new(0, 0), |caller| self.main.span(SyntaxId(caller.at)))
            }
            _ => self.main.span(id),
        }
    }

    fn error(
        &mut self,
        kind: ErrorKind,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.sink.push(Diagnostic::error(kind, span, message).help(help));
    }

    /// A warning that is given once, whatever its place.
    fn warn_once(&mut self, what: &'static str, span: Span, message: &str, help: &str) {
        let in_text = self.stack.last().is_some_and(|top| top.is_text);
        if in_text && self.said.insert(what) {
            self.sink.push(Diagnostic::warning(span, message).help(help));
        }
    }

    /// The symbol of a name of the text.
    fn symbol(&mut self, name: NameId) -> NodeId {
        if let Some(known) = self.symbols[name.0 as usize] {
            return known;
        }
        let id = self.graph.symbol(self.main.name(name));
        self.symbols[name.0 as usize] = Some(id);
        id
    }

    /// The value of the next node, or nothing when another formula has to be gone through first.
    fn node(&mut self, id: SyntaxId) -> Option<Value> {
        if !self.spend_work(id) {
            return Some(Value::Number(NodeId::ZERO));
        }
        let tree = self.tree();
        let kind = tree.kind(id);
        Some(match kind {
            SyntaxKind::Natural(n) => Value::Number(self.natural(n)),
            SyntaxKind::Number(at) => {
                let number = Number::from(tree.numbers[at as usize].clone());
                Value::Number(self.graph.literal_number(&number))
            }
            SyntaxKind::Name(name) => return self.name(name),
            SyntaxKind::Constant(constant) => self.constant(constant),
            SyntaxKind::Truth(value) => {
                let id = if value { self.graph.always() } else { self.graph.never() };
                Value::Condition(id)
            }
            SyntaxKind::Text(name) => match self.stack.last() {
                Some(top) if top.is_text => Value::Text(name),
                _ => Value::Structure,
            },
            SyntaxKind::Negate(child) => self.negate(child),
            SyntaxKind::Factorial(child) => {
                let x = self.number_of(child);
                let next = self.graph.sum(&[x, NodeId::ONE]);
                self.function(Op::Gamma, &[next], id)
            }
            SyntaxKind::Power(base, exponent) => {
                let (base, exponent) = (self.number_of(base), self.number_of(exponent));
                Value::Number(self.power(base, exponent, id))
            }
            SyntaxKind::Sum(list) => Value::Number(self.sum(list, id)),
            SyntaxKind::Product(list) => Value::Number(self.product(list, id)),
            SyntaxKind::Not(child) => {
                let condition = self.condition_of(child);
                Value::Condition(self.opposite(condition))
            }
            SyntaxKind::Compare(list) => self.compare(list),
            SyntaxKind::And(list) => self.connect(list, true),
            SyntaxKind::Or(list) => self.connect(list, false),
            SyntaxKind::Piecewise(list) => {
                let parts: Vec<SyntaxId> = tree.operands(list).iter().map(|o| o.id()).collect();
                self.piecewise(&parts)
            }
            SyntaxKind::Tuple(_) | SyntaxKind::Keyword(..) => Value::Structure,
            SyntaxKind::Call(function, list) => return self.call(id, function, list),
            SyntaxKind::Error => Value::Number(NodeId::ZERO),
        })
    }

    fn natural(&mut self, n: u64) -> NodeId {
        match i64::try_from(n) {
            Ok(n) => self.graph.integer(n),
            Err(_) => self.graph.rational(crate::number::Rational::from(n)),
        }
    }

    fn constant(&mut self, constant: Constant) -> Value {
        match constant {
            Constant::Pi => Value::Number(self.graph.constant(graph::Constant::Pi)),
            Constant::E => Value::Number(self.graph.constant(graph::Constant::E)),
            Constant::Infinity => Value::Infinity { negative: false },
            Constant::None => Value::None,
        }
    }

    fn negate(&mut self, child: SyntaxId) -> Value {
        match self.value(child) {
            Value::Infinity { negative } => Value::Infinity { negative: !negative },
            _ => {
                let x = self.number_of(child);
                Value::Number(self.graph.negate(x))
            }
        }
    }

    /// A parameter, a defined constant, or a variable.
    fn name(&mut self, name: NameId) -> Option<Value> {
        let top = self.stack.last()?;
        if let Some((_, value)) = top.parameters.iter().find(|(parameter, _)| *parameter == name) {
            return Some(*value);
        }
        if !top.is_text {
            let text = top.tree.name(name);
            return Some(Value::Number(self.graph.symbol(text)));
        }
        match self.constants.get(&name) {
            Some(&at) => self.expand(Formula::Definition(at), Box::new([])),
            None => Some(Value::Number(self.symbol(name))),
        }
    }

    fn sum(&mut self, list: Operands, id: SyntaxId) -> NodeId {
        let tree = self.tree();
        let mut terms: Vec<NodeId> = Vec::with_capacity(list.length as usize);
        for operand in tree.operands(list) {
            let term = self.number_of(operand.id());
            let inverse = operand.join() == Join::Inverse;
            terms.push(if inverse { self.graph.negate(term) } else { term });
        }
        if !self.affords_sum(&mut terms, id) {
            return NodeId::ZERO;
        }
        let sum = self.graph.sum(&terms);
        self.charge(sum, id)
    }

    fn product(&mut self, list: Operands, id: SyntaxId) -> NodeId {
        let tree = self.tree();
        let mut factors: Vec<NodeId> = Vec::with_capacity(list.length as usize);
        for operand in tree.operands(list) {
            let factor = self.number_of(operand.id());
            let inverse = operand.join() == Join::Inverse;
            factors.push(if inverse { self.graph.reciprocal(factor) } else { factor });
        }
        if !self.affords_product(&mut factors, id) {
            return NodeId::ZERO;
        }
        let product = self.graph.product(&factors);
        self.charge(product, id)
    }

    fn power(&mut self, base: NodeId, exponent: NodeId, id: SyntaxId) -> NodeId {
        let power = self.graph.power(base, exponent);
        self.charge(power, id)
    }

    /// A function of the operator table.
    fn function(&mut self, op: Op, args: &[NodeId], id: SyntaxId) -> Value {
        match self.graph.apply(op, args) {
            Ok(value) => Value::Number(self.charge(value, id)),
            Err(error) => {
                let span = self.span(id);
                let help = error.help().unwrap_or("look at the arguments").to_string();
                self.error(error.kind(), span, error.message(), help);
                Value::Number(NodeId::ZERO)
            }
        }
    }

    /// The number that a node is worth; a condition counts as one or zero.
    fn number_of(&mut self, id: SyntaxId) -> NodeId {
        match self.value(id) {
            Value::Number(number) => number,
            value => {
                let span = self.span(id);
                self.number(value, span).unwrap_or(NodeId::ZERO)
            }
        }
    }

    fn number(&mut self, value: Value, span: Span) -> Option<NodeId> {
        let (message, help) = match value {
            Value::Number(number) => return Some(number),
            Value::Condition(condition) => {
                let message = "a condition is used as a number: 1 where it holds, 0 elsewhere";
                self.warn_once("indicator", span, message, "write `1 if … else 0`");
                return Some(self.graph.piecewise(&[(NodeId::ONE, condition)], Some(NodeId::ZERO)));
            }
            Value::Infinity { .. } => ("infinity is not a number here", "ask for a limit instead"),
            Value::Text(_) => ("a text is not a number", "write the value without quotes"),
            Value::None => ("`None` is not a number", "leave the argument out"),
            Value::Structure => ("a list is not a number", "write one value"),
        };
        self.error(ErrorKind::Parse, span, message, help);
        None
    }

    /// Goes through the formula of a function, or takes the value from before.
    fn expand(&mut self, formula: Formula, arguments: Box<[Value]>) -> Option<Value> {
        let key = Key { formula, arguments };
        if let Some((value, conditions)) = self.known.get(&key) {
            self.notes.add(self.values.len(), conditions);
            return Some(*value);
        }
        let template = Template::of(formula, self.main);
        let Some(Template { tree, nodes, root, parameters }) = template else {
            let span = self.stack.last().map_or(Span::new(0, 0), |top| self.span(SyntaxId(top.at)));
            self.error(
                ErrorKind::Unsupported,
                span,
                "the formula of this function cannot be read",
                "write it out",
            );
            return Some(Value::Number(NodeId::ZERO));
        };
        let bound = parameters.iter().copied().zip(key.arguments.iter().copied()).collect();
        let is_text = matches!(formula, Formula::Definition(_));
        self.enter(tree, is_text, nodes, root, bound, Some(key));
        None
    }
}

/// The definitions and library functions that a call can name are told apart here.
impl Function {
    fn formula(self) -> Option<Formula> {
        match self {
            Function::Library(id) => Some(Formula::Library(id)),
            Function::Defined(at) => Some(Formula::Definition(at)),
            Function::Unspecified(_) | Function::Unknown => None,
        }
    }
}
