//! A formula in the nodes of the checker: fewer functions, and one kind of node for all kinks.

use crate::graph::{Constant, Facts, Graph, NodeId};
use crate::operator::Op;
use rolle_check::{Formula, Function, Node, Rational};
use std::collections::{BTreeMap, HashMap};

/// Conditions within each other, at most.
const MAX_DEPTH: u32 = 64;

/// A formula of the checker, and what its nodes were.
pub(super) struct Lowered {
    pub(super) formula: Formula,
    /// The nodes whose sign decides what the formula is: the guards of selections, and the arguments of logarithms
    /// and powers, which must not vanish; each with the expression it stands for.
    pub(super) guards: BTreeMap<usize, NodeId>,
}

/// Translates a function of one variable.
///
/// # Errors
/// What the checker does not know.
pub(super) fn lower(graph: &mut Graph, f: NodeId, x: NodeId) -> Result<Lowered, String> {
    let f = elementary(graph, f);
    let mut lowering = Lowering {
        graph,
        x,
        nodes: Vec::new(),
        index: HashMap::new(),
        of: HashMap::new(),
        guards: BTreeMap::new(),
    };
    for id in lowering.graph.order(&[f]) {
        if !lowering.graph.op(id).is_condition() {
            let node = lowering.node(id)?;
            lowering.of.insert(id, node);
        }
    }
    let root = lowering.of[&f];
    let Lowering { mut nodes, mut guards, .. } = lowering;
    // The root stands last; conditions that came to nothing may have left nodes behind it.
    nodes.truncate(root + 1);
    guards.retain(|&node, _| node <= root);
    Ok(Lowered { formula: Formula::new(nodes)?, guards })
}

/// The formula with only those functions that the checker knows.
fn elementary(graph: &mut Graph, f: NodeId) -> NodeId {
    let mut new: HashMap<NodeId, NodeId> = HashMap::new();
    for id in graph.order(&[f]) {
        let args: Vec<NodeId> = graph.args(id).iter().map(|arg| new[arg]).collect();
        let mapped = graph.without_side_conditions(|graph| {
            let known = if args.is_empty() { id } else { graph.rebuild(id, &args) };
            replacement(graph, known).unwrap_or(known)
        });
        new.insert(id, mapped);
    }
    new[&f]
}

/// A function by others.
fn replacement(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let op = graph.op(id);
    let &[u] = graph.args(id) else {
        if op == Op::Hypot {
            let squares = graph.args(id).to_vec().into_iter().map(|arg| graph.powi(arg, 2));
            let squares: Vec<NodeId> = squares.collect();
            let sum = graph.sum(&squares);
            return Some(graph.sqrt(sum));
        }
        return None;
    };
    if op == Op::Log {
        return log_of_product(graph, u);
    }
    let one = NodeId::ONE;
    let half = graph.ratio(1, 2);
    Some(match op {
        Op::Tan | Op::Cot => {
            let (sin, cos) = (graph.apply(Op::Sin, &[u]).ok()?, graph.apply(Op::Cos, &[u]).ok()?);
            if op == Op::Tan { graph.divide(sin, cos) } else { graph.divide(cos, sin) }
        }
        Op::Sec | Op::Csc | Op::Sech | Op::Csch => {
            let below = match op {
                Op::Sec => Op::Cos,
                Op::Csc => Op::Sin,
                Op::Sech => Op::Cosh,
                _ => Op::Sinh,
            };
            let below = graph.apply(below, &[u]).ok()?;
            graph.reciprocal(below)
        }
        Op::Coth => {
            let tanh = graph.apply(Op::Tanh, &[u]).ok()?;
            graph.reciprocal(tanh)
        }
        Op::Acot => {
            let (pi, atan) = (graph.constant(Constant::Pi), graph.apply(Op::Atan, &[u]).ok()?);
            let right = graph.product(&[half, pi]);
            graph.subtract(right, atan)
        }
        Op::Asin | Op::Acos => {
            let square = graph.powi(u, 2);
            let gap = graph.subtract(one, square);
            let root = graph.sqrt(gap);
            let ratio = graph.divide(u, root);
            let asin = graph.apply(Op::Atan, &[ratio]).ok()?;
            let pi = graph.constant(Constant::Pi);
            let right = graph.product(&[half, pi]);
            if op == Op::Asin { asin } else { graph.subtract(right, asin) }
        }
        Op::Acosh => {
            let square = graph.powi(u, 2);
            let gap = graph.subtract(square, one);
            // √(u² − 1) has values for u < −1 too.
            let root = graph.sqrt(gap);
            let sum = graph.sum(&[u, root]);
            let log = graph.apply(Op::Log, &[sum]).ok()?;
            let inside = graph.less_equal(one, u);
            graph.piecewise(&[(log, inside)], None)
        }
        Op::Atanh => {
            let (above, below) = (graph.sum(&[one, u]), graph.subtract(one, u));
            let (above, below) =
                (graph.apply(Op::Log, &[above]).ok()?, graph.apply(Op::Log, &[below]).ok()?);
            let gap = graph.subtract(above, below);
            graph.product(&[half, gap])
        }
        Op::Asec | Op::Acsc | Op::Asech | Op::Acsch | Op::Acoth => {
            let of = match op {
                Op::Asec => Op::Acos,
                Op::Acsc => Op::Asin,
                Op::Asech => Op::Acosh,
                Op::Acsch => Op::Asinh,
                _ => Op::Atanh,
            };
            let inverse = graph.reciprocal(u);
            let applied = graph.apply(of, &[inverse]).ok()?;
            replacement(graph, applied).unwrap_or(applied)
        }
        _ => return None,
    })
}

/// The logarithm of a product of positive factors by those of the factors: where factors grow alike, what grows in the
/// logarithms cancels exactly, and in the product it does not.
fn log_of_product(graph: &mut Graph, u: NodeId) -> Option<NodeId> {
    let is_positive = |graph: &Graph, id: NodeId| graph.facts(id).has(Facts::POSITIVE);
    if graph.op(u) != Op::Product {
        return None;
    }
    let mut terms = Vec::new();
    for factor in graph.args(u).to_vec() {
        let (base, exponent) = match (graph.op(factor), graph.args(factor)) {
            (Op::Power, &[base, exponent]) if graph.number(exponent).is_some() => (base, exponent),
            _ => (factor, NodeId::ONE),
        };
        is_positive(graph, base).then_some(())?;
        let log = graph.apply(Op::Log, &[base]).ok()?;
        terms.push(graph.product(&[exponent, log]));
    }
    Some(graph.sum(&terms))
}

struct Lowering<'g> {
    graph: &'g mut Graph,
    x: NodeId,
    nodes: Vec<Node>,
    index: HashMap<Node, usize>,
    of: HashMap<NodeId, usize>,
    guards: BTreeMap<usize, NodeId>,
}

impl Lowering<'_> {
    fn push(&mut self, node: Node) -> usize {
        if let Some(&known) = self.index.get(&node) {
            return known;
        }
        self.nodes.push(node.clone());
        self.index.insert(node, self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    fn integer(&mut self, n: i64) -> usize {
        self.push(Node::Number(Rational::integer(n)))
    }

    fn negative(&mut self, u: usize) -> usize {
        let minus = self.integer(-1);
        self.push(Node::Mul(vec![minus, u]))
    }

    fn number(&self, id: NodeId) -> Option<Rational> {
        let number = self.graph.number(id)?;
        Rational::new(number.numerator(), number.denominator().into())
    }

    fn node(&mut self, id: NodeId) -> Result<usize, String> {
        let op = self.graph.op(id);
        let args = self.graph.args(id).to_vec();
        let lowered = |lowering: &Self| args.iter().map(|arg| lowering.of[arg]).collect::<Vec<_>>();
        let node = match op {
            Op::Number => Node::Number(self.number(id).expect("a number")),
            Op::Constant => match self.graph.constant_value(id) {
                Some(Constant::Pi) => Node::Pi,
                _ => Node::Apply(Function::Exp, self.integer(1)),
            },
            Op::Symbol if id == self.x => Node::Variable,
            Op::Symbol => {
                let name = self.graph.symbol_name(id).unwrap_or("?");
                return Err(format!("`{name}` is a parameter: a certificate is of one function"));
            }
            Op::Undefined => Node::Undefined,
            Op::Sum => Node::Add(lowered(self)),
            Op::Product => Node::Mul(lowered(self)),
            Op::Power => return self.power(args[0], args[1]),
            Op::Root => {
                let degree = self.number(args[1]).and_then(|degree| degree.reciprocal());
                let degree = degree.ok_or("a root of an unknown degree")?;
                return Ok(self.guarded_power(args[0], degree));
            }
            Op::Log => {
                let arg = self.of[&args[0]];
                if let Some(u) = self.one_and_exp(arg) {
                    return Ok(self.push(Node::Apply(Function::Softplus, u)));
                }
                self.guards.insert(arg, args[0]);
                Node::Apply(Function::Log, arg)
            }
            Op::Abs => {
                let u = self.of[&args[0]];
                let minus = self.negative(u);
                return Ok(self.select(u, args[0], [minus, u, u]));
            }
            Op::Sign | Op::Heaviside => {
                let half = Rational::ratio(1, 2);
                let values = match op {
                    Op::Sign => [self.integer(-1), self.integer(0), self.integer(1)],
                    _ => [self.integer(0), self.push(Node::Number(half)), self.integer(1)],
                };
                return Ok(self.select(self.of[&args[0]], args[0], values));
            }
            Op::Max | Op::Min => return Ok(self.extreme(op, &args)),
            Op::Piecewise => return self.piecewise(&args),
            _ => match (function(op), &args[..]) {
                (Some(function), [u]) => Node::Apply(function, self.of[u]),
                _ => {
                    let name = op.row().map_or("this kind of node", |row| row.name);
                    return Err(format!("the checker does not know {name}"));
                }
            },
        };
        Ok(self.push(node))
    }

    fn power(&mut self, base: NodeId, exponent: NodeId) -> Result<usize, String> {
        let Some(value) = self.number(exponent) else {
            // bᵉ = exp(e·log b), for b > 0.
            let log = Node::Apply(Function::Log, self.of[&base]);
            self.guards.insert(self.of[&base], base);
            let log = self.push(log);
            let product = self.push(Node::Mul(vec![self.of[&exponent], log]));
            return Ok(self.push(Node::Apply(Function::Exp, product)));
        };
        if let Some(u) = self.one_and_exp(self.of[&base])
            && value == Rational::integer(-1)
        {
            let minus = self.opposite(u);
            return Ok(self.push(Node::Apply(Function::Sigmoid, minus)));
        }
        if value.is_integer() && value.sign().is_ge() {
            return Ok(self.push(Node::Power(self.of[&base], value)));
        }
        let power = self.guarded_power(base, value.clone());
        let is_even_root = value.denominator().is_multiple_of(&2u8.into());
        if value.is_integer() || is_even_root {
            return Ok(power);
        }
        // A power with a fraction as its exponent has no value for a negative base, whatever the denominator.
        let none = self.push(Node::Undefined);
        Ok(self.select(self.of[&base], base, [none, power, power]))
    }

    /// u, where the node is 1 + eᵘ: its logarithm and its reciprocal have names, under which they keep their digits.
    fn one_and_exp(&self, node: usize) -> Option<usize> {
        let Node::Add(args) = &self.nodes[node] else { return None };
        let &[a, b] = &args[..] else { return None };
        let is_one = |i: usize| self.nodes[i] == Node::Number(Rational::one());
        let exponent = |i: usize| match self.nodes[i] {
            Node::Apply(Function::Exp, u) => Some(u),
            _ => None,
        };
        if is_one(a) { exponent(b) } else { exponent(a).filter(|_| is_one(b)) }
    }

    /// −u, without a double sign.
    fn opposite(&mut self, u: usize) -> usize {
        if let Node::Mul(args) = &self.nodes[u]
            && let &[number, of] = &args[..]
            && self.nodes[number] == Node::Number(Rational::integer(-1))
        {
            return of;
        }
        self.negative(u)
    }

    fn guarded_power(&mut self, base: NodeId, exponent: Rational) -> usize {
        let node = self.of[&base];
        self.guards.insert(node, base);
        self.push(Node::Power(node, exponent))
    }

    fn select(&mut self, guard: usize, of: NodeId, branches: [usize; 3]) -> usize {
        self.guards.insert(guard, of);
        self.push(Node::Select { guard, branches })
    }

    /// a − b.
    fn difference(&mut self, a: NodeId, b: NodeId) -> (usize, NodeId) {
        let (left, right) = (self.of[&a], self.of[&b]);
        let expression = self.graph.without_side_conditions(|graph| graph.subtract(a, b));
        let node = match self.number(b) {
            Some(number) if number.is_zero() => left,
            Some(number) => {
                let minus = self.push(Node::Number(-&number));
                self.push(Node::Add(vec![left, minus]))
            }
            None => {
                let minus = self.negative(right);
                self.push(Node::Add(vec![left, minus]))
            }
        };
        (node, expression)
    }

    /// The largest or the smallest, two at a time.
    fn extreme(&mut self, op: Op, args: &[NodeId]) -> usize {
        let mut best = args[0];
        let mut node = self.of[&best];
        for &next in &args[1..] {
            let (guard, of) = self.difference(next, best);
            let other = self.of[&next];
            node = match op {
                Op::Max => self.select(guard, of, [node, node, other]),
                _ => self.select(guard, of, [other, node, node]),
            };
            // A name for what was found so far, so that it can be compared with the next.
            let named = self.graph.without_side_conditions(|graph| graph.apply(op, &[best, next]));
            best = named.expect("two arguments are enough");
            self.of.insert(best, node);
        }
        node
    }

    /// Values with conditions, alternating; the first condition that holds counts.
    fn piecewise(&mut self, args: &[NodeId]) -> Result<usize, String> {
        let (branches, otherwise) = args.as_chunks::<2>();
        let mut node = match otherwise {
            [value] => self.of[value],
            _ => self.push(Node::Undefined),
        };
        for &[value, condition] in branches.iter().rev() {
            node = self.condition(condition, self.of[&value], node, 0)?;
        }
        Ok(node)
    }

    /// A value where another has one, which is all that u = u says: v + 0·u.
    fn where_defined(&mut self, value: usize, other: NodeId) -> usize {
        let (zero, other) = (self.integer(0), self.of[&other]);
        let nothing = self.push(Node::Mul(vec![zero, other]));
        self.push(Node::Add(vec![value, nothing]))
    }

    fn condition(
        &mut self,
        condition: NodeId,
        yes: usize,
        no: usize,
        depth: u32,
    ) -> Result<usize, String> {
        if depth > MAX_DEPTH {
            return Err("conditions within conditions, too many for a certificate".into());
        }
        let args = self.graph.args(condition).to_vec();
        let branches = match self.graph.op(condition) {
            Op::True => return Ok(yes),
            Op::False => return Ok(no),
            Op::And => {
                return args
                    .iter()
                    .rev()
                    .try_fold(yes, |node, &arg| self.condition(arg, node, no, depth + 1));
            }
            Op::Or => {
                return args
                    .iter()
                    .rev()
                    .try_fold(no, |node, &arg| self.condition(arg, yes, node, depth + 1));
            }
            Op::Equal if args[0] == args[1] => return Ok(self.where_defined(yes, args[0])),
            Op::Less => [yes, no, no],
            Op::LessEqual => [yes, yes, no],
            Op::Equal => [no, yes, no],
            Op::NotEqual => [yes, no, yes],
            _ => return Err("a condition that the checker does not know".into()),
        };
        let (guard, of) = self.difference(args[0], args[1]);
        Ok(self.select(guard, of, branches))
    }
}

fn function(op: Op) -> Option<Function> {
    Some(match op {
        Op::Exp => Function::Exp,
        Op::Sin => Function::Sin,
        Op::Cos => Function::Cos,
        Op::Sinh => Function::Sinh,
        Op::Cosh => Function::Cosh,
        Op::Tanh => Function::Tanh,
        Op::Sigmoid => Function::Sigmoid,
        Op::Atan => Function::Atan,
        Op::Asinh => Function::Asinh,
        Op::Erf => Function::Erf,
        Op::Erfc => Function::Erfc,
        _ => return None,
    })
}
