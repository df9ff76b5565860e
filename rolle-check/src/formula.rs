//! The formula that a certificate speaks of: a list of nodes, each of which uses earlier ones; the last is the whole.

use crate::arithmetic::Function;
use crate::json::Json;
use crate::rational::Rational;
use dashu_int::ops::BitTest;
use std::cmp::Ordering;
use std::fmt;

/// A node of a formula; the numbers are positions of earlier nodes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// The variable x.
    Variable,
    /// An exact number.
    Number(Rational),
    /// π.
    Pi,
    /// No value.
    Undefined,
    /// A sum.
    Add(Vec<usize>),
    /// A product.
    Mul(Vec<usize>),
    /// A power with a rational exponent: the real root where its denominator is odd.
    Power(usize, Rational),
    /// An elementary function.
    Apply(Function, usize),
    /// One of three formulas, by the sign of a guard: every kink and every condition is made of these.
    Select {
        /// Whose sign decides.
        guard: usize,
        /// Where the guard is negative, zero and positive.
        branches: [usize; 3],
    },
}

impl Node {
    /// The nodes that it uses.
    pub fn arguments(&self) -> Vec<usize> {
        match self {
            Node::Variable | Node::Number(_) | Node::Pi | Node::Undefined => Vec::new(),
            Node::Add(args) | Node::Mul(args) => args.clone(),
            Node::Power(base, _) => vec![*base],
            Node::Apply(_, arg) => vec![*arg],
            Node::Select { guard, branches } => [&[*guard], &branches[..]].concat(),
        }
    }
}

/// Known signs of nodes on a part of the line, in ascending order of the nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs(Vec<(usize, Ordering)>);

impl Signs {
    /// The sign of a node, where it is known.
    pub fn get(&self, node: usize) -> Option<Ordering> {
        let at = self.0.binary_search_by_key(&node, |&(node, _)| node).ok()?;
        Some(self.0[at].1)
    }

    /// Adds the sign of a node that comes after all others; says whether it does.
    #[must_use]
    pub fn push(&mut self, node: usize, sign: Ordering) -> bool {
        let is_next = self.0.last().is_none_or(|&(last, _)| last < node);
        if is_next {
            self.0.push((node, sign));
        }
        is_next
    }

    /// All, in ascending order of the nodes.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Ordering)> + '_ {
        self.0.iter().copied()
    }
}

/// The longest formula that is read.
const MAX_NODES: usize = 100_000;

/// A formula of one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    nodes: Vec<Node>,
}

impl Formula {
    /// A formula from its nodes.
    ///
    /// # Errors
    /// None at all, too many, or one that uses a node that does not come before it.
    pub fn new(nodes: Vec<Node>) -> Result<Formula, String> {
        if nodes.is_empty() || nodes.len() > MAX_NODES {
            return Err(format!("a formula has from 1 to {MAX_NODES} nodes, not {}", nodes.len()));
        }
        for (i, node) in nodes.iter().enumerate() {
            if node.arguments().iter().any(|&arg| arg >= i) {
                return Err(format!("node {i} of the formula uses one that does not come before"));
            }
        }
        Ok(Formula { nodes })
    }

    /// The nodes in order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The last node, which is the whole formula.
    pub fn root(&self) -> usize {
        self.nodes.len() - 1
    }

    /// Which nodes the value of a node needs where the guards have these signs; `None` where a guard that is needed
    /// has no known sign.
    pub(crate) fn needed(&self, root: usize, signs: &Signs) -> Option<Vec<bool>> {
        let mut needed = vec![false; root + 1];
        needed[root] = true;
        for i in (0..=root).rev() {
            if !needed[i] {
                continue;
            }
            match &self.nodes[i] {
                Node::Select { guard, branches } => {
                    needed[branches[branch(signs.get(*guard)?)]] = true;
                }
                node => node.arguments().iter().for_each(|&arg| needed[arg] = true),
            }
        }
        Some(needed)
    }

    /// The guards of the selections that the value of a node can depend on, ascending.
    pub fn guards(&self, root: usize) -> Vec<usize> {
        let mut used = vec![false; root + 1];
        used[root] = true;
        let mut guards = Vec::new();
        for i in (0..=root).rev() {
            if !used[i] {
                continue;
            }
            self.nodes[i].arguments().iter().for_each(|&arg| used[arg] = true);
            if let Node::Select { guard, .. } = self.nodes[i] {
                guards.push(guard);
            }
        }
        guards.sort_unstable();
        guards.dedup();
        guards
    }

    /// Whether the formula is shown to have no value where nodes have these signs.
    pub fn has_no_value(&self, signs: &Signs) -> bool {
        let Some(needed) = self.needed(self.root(), signs) else { return false };
        self.nodes.iter().zip(needed).filter(|(_, needed)| *needed).any(|(node, _)| match node {
            Node::Undefined => true,
            Node::Apply(Function::Log, arg) => signs.get(*arg).is_some_and(Ordering::is_le),
            Node::Power(base, exponent) => match signs.get(*base) {
                Some(Ordering::Equal) => exponent.sign().is_lt(),
                Some(Ordering::Less) => !exponent.denominator().bit(0),
                _ => false,
            },
            _ => false,
        })
    }

    pub(crate) fn to_json(&self) -> Json {
        Json::List(self.nodes.iter().map(node_to_json).collect())
    }

    pub(crate) fn from_json(json: &Json) -> Result<Formula, String> {
        let Json::List(items) = json else { return Err("`formula` is not a list".into()) };
        let read = |(i, item)| {
            node_from_json(item).ok_or_else(|| format!("node {i} of the formula cannot be read"))
        };
        Formula::new(items.iter().enumerate().map(read).collect::<Result<_, _>>()?)
    }
}

/// The position of a branch.
pub(crate) fn branch(sign: Ordering) -> usize {
    (sign as i8 + 1) as usize
}

fn node_to_json(node: &Node) -> Json {
    let word = |name: &str| Json::text(name);
    let all = |name: &str, args: &[usize]| {
        let mut items = vec![word(name)];
        items.extend(args.iter().map(|&arg| Json::integer(arg)));
        Json::List(items)
    };
    match node {
        Node::Variable => all("x", &[]),
        Node::Pi => all("pi", &[]),
        Node::Undefined => all("undefined", &[]),
        Node::Number(value) => Json::List(vec![word("number"), Json::text(value.to_string())]),
        Node::Add(args) => all("add", args),
        Node::Mul(args) => all("mul", args),
        Node::Power(base, exponent) => {
            Json::List(vec![word("power"), Json::integer(*base), Json::text(exponent.to_string())])
        }
        Node::Apply(function, arg) => all(function.name(), &[*arg]),
        Node::Select { guard, branches: [negative, zero, positive] } => {
            all("select", &[*guard, *negative, *zero, *positive])
        }
    }
}

fn node_from_json(json: &Json) -> Option<Node> {
    let Json::List(items) = json else { return None };
    let (Json::Text(kind), rest) = items.split_first()? else { return None };
    let position = |item: &Json| match item {
        Json::Integer(n) => usize::try_from(*n).ok(),
        _ => None,
    };
    let number = |item: &Json| match item {
        Json::Text(text) => text.parse::<Rational>().ok(),
        _ => None,
    };
    let all = || rest.iter().map(position).collect::<Option<Vec<usize>>>();
    Some(match (kind.as_str(), rest) {
        ("x", []) => Node::Variable,
        ("pi", []) => Node::Pi,
        ("undefined", []) => Node::Undefined,
        ("number", [value]) => Node::Number(number(value)?),
        ("add", [_, ..]) => Node::Add(all()?),
        ("mul", [_, ..]) => Node::Mul(all()?),
        ("power", [base, exponent]) => Node::Power(position(base)?, number(exponent)?),
        ("select", [guard, negative, zero, positive]) => {
            let branches = [position(negative)?, position(zero)?, position(positive)?];
            Node::Select { guard: position(guard)?, branches }
        }
        (kind, [arg]) => Node::Apply(Function::named(kind)?, position(arg)?),
        _ => return None,
    })
}

/// Longer parts of a formula are given a name of their own when it is printed.
const LONG: usize = 160;

impl fmt::Display for Formula {
    /// The formula as the checker understood it: in infix notation, with long parts named first.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut texts: Vec<String> = Vec::with_capacity(self.nodes.len());
        for (i, node) in self.nodes.iter().enumerate() {
            let text = node_text(node, &texts);
            if text.len() > LONG && i < self.root() {
                writeln!(out, "v{i} = {text}")?;
                texts.push(format!("v{i}"));
            } else {
                texts.push(text);
            }
        }
        write!(out, "f(x) = {}", texts[self.root()])
    }
}

fn node_text(node: &Node, texts: &[String]) -> String {
    let join = |args: &[usize], sign| {
        let args: Vec<&str> = args.iter().map(|&arg| texts[arg].as_str()).collect();
        format!("({})", args.join(sign))
    };
    match node {
        Node::Variable => "x".into(),
        Node::Pi => "pi".into(),
        Node::Undefined => "undefined".into(),
        Node::Number(value) if value.sign().is_ge() && value.is_integer() => value.to_string(),
        Node::Number(value) => format!("({value})"),
        Node::Add(args) => join(args, " + "),
        Node::Mul(args) => join(args, "*"),
        Node::Power(base, exponent) => format!("{}^({exponent})", texts[*base]),
        Node::Apply(function, arg) => format!("{}({})", function.name(), texts[*arg]),
        Node::Select { guard, branches: [negative, zero, positive] } => {
            let guard = &texts[*guard];
            format!(
                "{{{} if {guard} < 0; {} if {guard} = 0; {} if {guard} > 0}}",
                texts[*negative], texts[*zero], texts[*positive]
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Formula, Node};
    use crate::arithmetic::Function;
    use crate::json::Json;
    use crate::rational::Rational;

    fn absolute_value() -> Formula {
        let minus = Node::Number(Rational::integer(-1));
        let select = Node::Select { guard: 0, branches: [2, 0, 0] };
        Formula::new(vec![Node::Variable, minus, Node::Mul(vec![1, 0]), select]).unwrap()
    }

    #[test]
    fn formulas_are_written_and_read() {
        let formula = absolute_value();
        let json = formula.to_json().to_string();
        assert_eq!(json, r#"[["x"],["number","-1"],["mul",1,0],["select",0,2,0,0]]"#);
        assert_eq!(Formula::from_json(&Json::parse(&json).unwrap()).unwrap(), formula);
        assert_eq!(formula.to_string(), "f(x) = {((-1)*x) if x < 0; x if x = 0; x if x > 0}");
    }

    #[test]
    fn what_is_no_formula_is_refused() {
        for text in
            ["[]", "[[\"mul\",0]]", "[[\"x\"],[\"sinus\",0]]", "[[\"x\",1]]", "[[\"add\"]]", "1"]
        {
            assert!(Formula::from_json(&Json::parse(text).unwrap()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_long_formula_is_printed_in_named_parts() {
        let mut nodes = vec![Node::Variable];
        for i in 0..1000 {
            nodes.push(Node::Add(vec![i, i]));
            nodes.push(Node::Apply(Function::Exp, 2 * i));
        }
        nodes.truncate(1000);
        let text = Formula::new(nodes).unwrap().to_string();
        assert!(text.len() < 200_000 && text.contains("f(x) = "));
    }
}
