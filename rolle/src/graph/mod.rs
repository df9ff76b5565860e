//! Expressions: one hash-consed arena, where equal expressions are one node.
//!
//! A [`Graph`] is plain data. Children are always older than their parents, so every analysis is a loop over
//! indices and nothing recurses. A node is twelve bytes, its children lie in one shared array. Constructors
//! bring what they build into canonical form (see `sum`, `product`, `power`, `apply`), so structural equality
//! is equality of [`NodeId`].

mod apply;
mod condition;
mod expr;
mod facts;
mod function_zero;
mod isolated;
mod number_power;
mod power;
mod product;
mod rational_function;
mod special;
mod substitute;
mod sum;
#[cfg(test)]
mod tests;
mod walk;

pub use crate::operator::NodeId;
pub use condition::{Requirement, SideCondition};
pub use expr::{Expr, Operand, Scope};
pub use facts::{Assumptions, Facts};
pub use function_zero::FunctionZero;
pub use isolated::IsolatedZero;
pub(crate) use power::is_even as power_is_even;
pub use rational_function::RationalFunction;
pub(crate) use walk::{IdMap, NodeSet};
pub use walk::{NodeMap, Order};

use crate::deadline::Deadline;
use crate::number::{Number, Rational};
use crate::operator::{Build, Op};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Nested sums and products up to this many operands are spliced into the one that holds them. A longer one
/// stays a shared child, so that folding a long sum pairwise, or the gradient of a long product, stays linear.
pub(crate) const SPLICE_LIMIT: usize = 32;

/// Exact powers of numbers are computed up to this many bits; a larger one stays a power.
pub(crate) const POWER_BITS: usize = 1 << 17;

/// A named constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    /// The circle constant.
    Pi,
    /// Euler's number.
    E,
}

/// Why a value does not exist in the real numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A division by zero, or zero to a negative power.
    DivisionByZero,
    /// A power of a negative number whose exponent is not an integer, such as `sqrt(-4)`.
    RootOfNegative,
    /// The argument lies outside the domain of the function.
    OutsideDomain(Op),
    /// No branch of a piecewise expression applies.
    NoBranch,
}

/// An unspecified function and the orders of its formal partial derivatives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FunctionSymbol {
    /// The name.
    pub name: Box<str>,
    /// The order of the derivative by each argument.
    pub orders: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    op: Op,
    facts: Facts,
    /// Start of the children, or the low half of a small integer, or an index into a side table.
    a: u32,
    /// Number of children, or the high half of a small integer.
    b: u32,
}

const _: () = assert!(size_of::<Node>() == 12, "a node is twelve bytes");

/// An entry of the table. The hash lies beside the node's index, so that a table that grows, or a search that fails,
/// does not touch the nodes, which are far apart in memory.
#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    id: u32,
}

/// An arena of expressions in which equal expressions are one node.
///
/// # Examples
/// ```
/// use rolle::graph::Graph;
/// let mut g = Graph::new();
/// let (x, y) = (g.symbol("x"), g.symbol("y"));
/// assert_eq!(g.sum(&[x, y]), g.sum(&[y, x]));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Graph {
    nodes: Vec<Node>,
    children: Vec<NodeId>,
    table: HashTable<Slot>,
    rationals: Vec<Rational>,
    isolated: Vec<IsolatedZero>,
    symbols: Vec<(Box<str>, Assumptions)>,
    symbol_ids: HashMap<Box<str>, NodeId>,
    functions: Vec<FunctionSymbol>,
    reasons: Vec<Reason>,
    conditions: HashSet<SideCondition>,
    deadline: Deadline,
}

impl Graph {
    /// An empty graph; it holds the numbers zero and one.
    pub fn new() -> Graph {
        let mut graph = Graph::default();
        let zero = graph.integer(0);
        let one = graph.integer(1);
        debug_assert_eq!((zero, one), (NodeId::ZERO, NodeId::ONE), "zero and one come first");
        graph
    }

    /// Does work that ends at a deadline, but not later than the work around it.
    pub(crate) fn until<T>(&mut self, deadline: Deadline, work: impl FnOnce(&mut Graph) -> T) -> T {
        let around = self.enter_deadline(deadline);
        let result = work(self);
        self.leave_deadline(around);
        result
    }

    /// Begins work that ends at a deadline; returns the one around it, to be put back by [`Graph::leave_deadline`].
    pub(crate) fn enter_deadline(&mut self, deadline: Deadline) -> Deadline {
        let around = self.deadline;
        self.deadline = around.earlier(deadline);
        around
    }

    pub(crate) fn leave_deadline(&mut self, around: Deadline) {
        self.deadline = around;
    }

    /// The deadline of the work that is done in this graph.
    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// The number of nodes made so far, live or not.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the graph is empty; it never is, because it holds zero and one.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The operator of a node.
    ///
    /// # Panics
    /// If the node is not of this graph and its index is out of range.
    pub fn op(&self, id: NodeId) -> Op {
        self.nodes[id.index()].op
    }

    /// The children of a node, empty for a leaf.
    pub fn args(&self, id: NodeId) -> &[NodeId] {
        let node = &self.nodes[id.index()];
        if is_leaf(node.op) {
            return &[];
        }
        &self.children[node.a as usize..(node.a + node.b) as usize]
    }

    /// What is known of the value of a node wherever it is defined.
    pub fn facts(&self, id: NodeId) -> Facts {
        self.nodes[id.index()].facts
    }

    /// The value of a number node.
    pub fn number(&self, id: NodeId) -> Option<Number> {
        let node = &self.nodes[id.index()];
        if node.op != Op::Number {
            return None;
        }
        Some(match node.facts.has(Facts::BIG) {
            true => Number::Big(Box::new(self.rationals[node.a as usize].clone())),
            false => Number::Small(small(node)),
        })
    }

    /// The value of a number node that is not an integer of 64 bits, by reference.
    pub(crate) fn big_number(&self, id: NodeId) -> Option<&Rational> {
        let node = &self.nodes[id.index()];
        let big = node.op == Op::Number && node.facts.has(Facts::BIG);
        big.then(|| &self.rationals[node.a as usize])
    }

    /// The value of a number node that is an integer of 64 bits.
    pub fn small_integer(&self, id: NodeId) -> Option<i64> {
        let node = &self.nodes[id.index()];
        (node.op == Op::Number && !node.facts.has(Facts::BIG)).then(|| small(node))
    }

    /// The value of a constant node.
    pub fn constant_value(&self, id: NodeId) -> Option<Constant> {
        let node = &self.nodes[id.index()];
        (node.op == Op::Constant).then_some(if node.a == 0 { Constant::Pi } else { Constant::E })
    }

    /// The name of a symbol node.
    pub fn symbol_name(&self, id: NodeId) -> Option<&str> {
        let node = &self.nodes[id.index()];
        (node.op == Op::Symbol).then(|| &*self.symbols[node.a as usize].0)
    }

    /// The assumptions on a symbol node.
    pub fn assumptions(&self, id: NodeId) -> Option<&Assumptions> {
        let node = &self.nodes[id.index()];
        (node.op == Op::Symbol).then(|| &self.symbols[node.a as usize].1)
    }

    /// The function of an [`Op::Function`] node.
    pub fn function_symbol(&self, id: NodeId) -> Option<&FunctionSymbol> {
        let node = &self.nodes[id.index()];
        (node.op == Op::Function).then(|| &self.functions[node.a as usize])
    }

    /// Why an [`Op::Undefined`] node has no value.
    pub fn reason(&self, id: NodeId) -> Option<Reason> {
        let node = &self.nodes[id.index()];
        (node.op == Op::Undefined).then(|| self.reasons[node.a as usize])
    }

    /// An integer.
    pub fn integer(&mut self, n: i64) -> NodeId {
        let hash = hash_words(Op::Number, [n as u32, (n >> 32) as u32]);
        let facts = Facts::of_number(n.cmp(&0), true);
        let node = Node { op: Op::Number, facts, a: n as u32, b: (n >> 32) as u32 };
        self.intern_leaf(node, hash, |known| {
            (known.a, known.b) == (node.a, node.b) && !known.facts.has(Facts::BIG)
        })
    }

    /// A rational number.
    pub fn rational(&mut self, value: impl Into<Rational>) -> NodeId {
        self.literal_number(&Number::from(value.into()))
    }

    /// A number.
    pub fn literal_number(&mut self, value: &Number) -> NodeId {
        let rational = match value {
            Number::Small(n) => return self.integer(*n),
            Number::Big(r) => &**r,
        };
        let hash = hash_rational(rational);
        let rationals = &self.rationals;
        let nodes = &self.nodes;
        let found = self.table.find(spread(hash), |slot| {
            let known = &nodes[slot.id as usize];
            slot.hash == hash
                && known.op == Op::Number
                && known.facts.has(Facts::BIG)
                && rationals[known.a as usize] == *rational
        });
        if let Some(slot) = found {
            return NodeId(slot.id);
        }
        let facts = Facts::of_number(value.sign(), value.is_integer()).with(Facts::BIG);
        let a = index32(self.rationals.len());
        self.rationals.push(rational.clone());
        self.push(Node { op: Op::Number, facts, a, b: 0 }, hash)
    }

    /// The number `p/q`.
    ///
    /// # Panics
    /// If `q` is zero.
    pub fn ratio(&mut self, p: i64, q: i64) -> NodeId {
        let value = Number::ratio(p, q).expect("the denominator is not zero");
        self.literal_number(&value)
    }

    /// A named constant.
    pub fn constant(&mut self, constant: Constant) -> NodeId {
        let a = u32::from(constant == Constant::E);
        let node = Node { op: Op::Constant, facts: Facts::POSITIVE_CONSTANT, a, b: 0 };
        self.intern_leaf(node, hash_words(node.op, [a, 0]), |known| known.a == a)
    }

    /// The real symbol of this name, made on first use.
    pub fn symbol(&mut self, name: &str) -> NodeId {
        if let Some(&id) = self.symbol_ids.get(name) {
            return id;
        }
        self.new_symbol(name, Assumptions::default())
    }

    /// The symbol of this name with these assumptions.
    ///
    /// # Errors
    /// `Argument` if the name is taken with other assumptions: what was built with it rests on those.
    pub fn symbol_with(&mut self, name: &str, assumptions: Assumptions) -> crate::Result<NodeId> {
        match self.symbol_ids.get(name) {
            Some(&id) if self.assumptions(id) == Some(&assumptions) => Ok(id),
            Some(_) => Err(crate::Error::new(
                crate::ErrorKind::Argument,
                format!("`{name}` is already in use with other assumptions"),
            )
            .with_help("declare the assumptions before the first use, or take another name")),
            None => Ok(self.new_symbol(name, assumptions)),
        }
    }

    /// The node of a symbol, if there is one of this name.
    pub fn find_symbol(&self, name: &str) -> Option<NodeId> {
        self.symbol_ids.get(name).copied()
    }

    fn new_symbol(&mut self, name: &str, assumptions: Assumptions) -> NodeId {
        let a = index32(self.symbols.len());
        let facts = assumptions.facts();
        self.symbols.push((name.into(), assumptions));
        let node = Node { op: Op::Symbol, facts, a, b: 0 };
        let id = self.push(node, hash_words(Op::Symbol, [a, 0]));
        self.symbol_ids.insert(name.into(), id);
        id
    }

    /// A fresh symbol that no formula can name.
    pub(crate) fn fresh_symbol(&mut self, hint: &str, assumptions: Assumptions) -> NodeId {
        let name = format!("{hint}#{}", self.symbols.len());
        self.new_symbol(&name, assumptions)
    }

    /// The unspecified function `name`, differentiated `orders[k]` times by argument k, applied to arguments.
    ///
    /// # Errors
    /// `Arity` where `orders` and `args` differ in length or are empty.
    pub fn call(&mut self, name: &str, orders: &[u32], args: &[NodeId]) -> crate::Result<NodeId> {
        if orders.len() != args.len() || args.is_empty() {
            return Err(crate::Error::new(
                crate::ErrorKind::Arity,
                format!(
                    "`{name}` needs one order of differentiation for each of its arguments, and at least one argument"
                ),
            ));
        }
        let symbol = FunctionSymbol { name: name.into(), orders: orders.to_vec() };
        let function = self.function_leaf(symbol);
        let mut children = vec![function];
        children.extend_from_slice(args);
        if let Some(undefined) = self.first_undefined(args) {
            return Ok(undefined);
        }
        Ok(self.intern(Op::Call, &children))
    }

    fn function_leaf(&mut self, symbol: FunctionSymbol) -> NodeId {
        // Unspecified functions are few; a linear search keeps their table simple.
        let a = match self.functions.iter().position(|known| *known == symbol) {
            Some(i) => index32(i),
            None => {
                self.functions.push(symbol);
                index32(self.functions.len() - 1)
            }
        };
        let node = Node { op: Op::Function, facts: Facts::NONE, a, b: 0 };
        self.intern_leaf(node, hash_words(node.op, [a, 0]), |known| known.a == a)
    }

    /// The value that does not exist.
    pub fn undefined(&mut self, reason: Reason) -> NodeId {
        let a = match self.reasons.iter().position(|known| *known == reason) {
            Some(i) => index32(i),
            None => {
                self.reasons.push(reason);
                index32(self.reasons.len() - 1)
            }
        };
        let node = Node { op: Op::Undefined, facts: Facts::NONE, a, b: 0 };
        self.intern_leaf(node, hash_words(node.op, [a, 0]), |known| known.a == a)
    }

    pub(crate) fn first_undefined(&self, args: &[NodeId]) -> Option<NodeId> {
        args.iter().copied().find(|&id| self.op(id) == Op::Undefined)
    }

    /// Interns a node as it stands; the caller vouches for canonical form.
    pub(crate) fn intern(&mut self, op: Op, args: &[NodeId]) -> NodeId {
        let hash = hash_args(op, args);
        let id = index32(self.nodes.len());
        let (nodes, children) = (&self.nodes, &self.children);
        let entry = self.table.entry(
            spread(hash),
            |slot| {
                let known = &nodes[slot.id as usize];
                slot.hash == hash
                    && known.op == op
                    && known.b as usize == args.len()
                    && children[known.a as usize..known.a as usize + args.len()] == *args
            },
            |slot| spread(slot.hash),
        );
        match entry {
            Entry::Occupied(known) => return NodeId(known.get().id),
            Entry::Vacant(free) => free.insert(Slot { hash, id }),
        };
        let facts = self.facts_of(op, args);
        let a = index32(self.children.len());
        self.children.extend_from_slice(args);
        self.nodes.push(Node { op, facts, a, b: index32(args.len()) });
        NodeId(id)
    }

    fn intern_leaf(&mut self, node: Node, hash: u32, same: impl Fn(&Node) -> bool) -> NodeId {
        let nodes = &self.nodes;
        let found = self.table.find(spread(hash), |slot| {
            let known = &nodes[slot.id as usize];
            slot.hash == hash && known.op == node.op && same(known)
        });
        match found {
            Some(slot) => NodeId(slot.id),
            None => self.push(node, hash),
        }
    }

    fn push(&mut self, node: Node, hash: u32) -> NodeId {
        let id = index32(self.nodes.len());
        self.nodes.push(node);
        self.table.insert_unique(spread(hash), Slot { hash, id }, |slot| spread(slot.hash));
        NodeId(id)
    }

    /// `a - b`.
    pub fn subtract(&mut self, a: NodeId, b: NodeId) -> NodeId {
        let negative = self.negate(b);
        self.sum(&[a, negative])
    }

    /// `-a`.
    pub fn negate(&mut self, a: NodeId) -> NodeId {
        let minus_one = self.integer(-1);
        self.product(&[minus_one, a])
    }

    /// `a / b`.
    pub fn divide(&mut self, a: NodeId, b: NodeId) -> NodeId {
        let reciprocal = self.reciprocal(b);
        self.product(&[a, reciprocal])
    }

    /// `1 / a`.
    pub fn reciprocal(&mut self, a: NodeId) -> NodeId {
        let minus_one = self.integer(-1);
        self.power(a, minus_one)
    }

    /// The square root.
    pub fn sqrt(&mut self, a: NodeId) -> NodeId {
        let half = self.ratio(1, 2);
        self.power(a, half)
    }

    /// `a^n` for a machine integer.
    pub fn powi(&mut self, a: NodeId, n: i64) -> NodeId {
        let n = self.integer(n);
        self.power(a, n)
    }
}

impl Build for Graph {
    fn integer(&mut self, n: i64) -> NodeId {
        Graph::integer(self, n)
    }
    fn pi(&mut self) -> NodeId {
        self.constant(Constant::Pi)
    }
    fn sum(&mut self, terms: &[NodeId]) -> NodeId {
        Graph::sum(self, terms)
    }
    fn product(&mut self, factors: &[NodeId]) -> NodeId {
        Graph::product(self, factors)
    }
    fn power(&mut self, base: NodeId, exponent: NodeId) -> NodeId {
        Graph::power(self, base, exponent)
    }
    fn function(&mut self, op: Op, args: &[NodeId]) -> NodeId {
        self.apply(op, args)
            .expect("a derivative rule fits the arity of the functions that it names")
    }
    fn where_different(&mut self, value: NodeId, a: NodeId, b: NodeId) -> NodeId {
        let condition = self.not_equal(a, b);
        self.piecewise(&[(value, condition)], None)
    }
    fn literal(&self, id: NodeId) -> Option<i64> {
        self.small_integer(id)
    }
}

pub(crate) fn is_leaf(op: Op) -> bool {
    matches!(
        op,
        Op::Number | Op::Constant | Op::Isolated | Op::Symbol | Op::Function | Op::Undefined
    )
}

fn small(node: &Node) -> i64 {
    ((u64::from(node.b) << 32) | u64::from(node.a)) as i64
}

/// Graphs hold fewer than 2³² nodes and children.
fn index32(n: usize) -> u32 {
    u32::try_from(n).expect("a graph holds fewer than 2^32 nodes")
}

/// A multiplication folded onto itself, which spreads every bit of the word over the whole hash.
fn mix(hash: u64, word: u64) -> u64 {
    let wide = u128::from(hash ^ word) * 0x9e37_79b9_7f4a_7c15;
    wide as u64 ^ (wide >> 64) as u64
}

/// The operator is mixed like a word: as a bare start value it would only flip low bits of the first child, and
/// sin(xᵢ) would meet the cos(xⱼ) of a neighbor xⱼ in the table.
fn hash_op(op: Op) -> u64 {
    mix(1, (op as u64) << 1)
}

fn hash_words(op: Op, words: [u32; 2]) -> u32 {
    mix(hash_op(op), pair(words[0], words[1])) as u32
}

/// Two children a step: the multiplications follow one another, and their number is the time.
fn hash_args(op: Op, args: &[NodeId]) -> u32 {
    let (pairs, last) = args.as_chunks::<2>();
    let hash = pairs.iter().fold(hash_op(op), |hash, &[a, b]| mix(hash, pair(a.0, b.0)));
    last.iter().fold(hash, |hash, id| mix(hash, pair(id.0, u32::MAX))) as u32
}

fn pair(low: u32, high: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

fn hash_rational(value: &Rational) -> u32 {
    let mut hasher = Mixer(hash_op(Op::Number));
    value.numerator().hash(&mut hasher);
    value.denominator().hash(&mut hasher);
    hasher.finish() as u32
}

/// A hasher by `mix`, for the words of long numbers.
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.0 = mix(self.0, u64::from_le_bytes(*word));
        }
        for &byte in rest {
            self.0 = mix(self.0, u64::from(byte));
        }
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

/// The table uses the top bits of a hash as tags and the low bits as place; both must vary.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
