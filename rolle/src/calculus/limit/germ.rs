//! Germs at infinity: the limit and the eventual sign of an expression in t as t → +∞.
//!
//! Gruntz, On computing limits in a symbolic manipulation system, 1996: take the most rapidly varying class of
//! subexpressions (`scale`), write the expression as a series in one ω of that class that tends to zero
//! (`expand`), and read the answer off its first term, whose coefficient varies more slowly. A coefficient is an
//! exact expression, so a cancellation is seen by algebra (`normal`) or by the leading term of the coefficient
//! itself; what neither shows is undecided.

use super::expansion::Expansion;
use super::scale::Scale;
use super::sequence::Sequence;
use crate::enclosure::Context;
use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The classes that one limit may descend through.
const MAX_DEPTH: u32 = 48;

/// The numbers of series terms that are tried in turn.
const PRECISIONS: [usize; 4] = [4, 8, 16, 32];

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The function has no value near the point.
    Outside,
    /// More terms of a series are needed.
    Precision,
    /// No method applies, or the budget is spent.
    Undecided(String),
}

pub(crate) type Attempt<T> = Result<T, Stop>;

pub(crate) fn undecided<T>(why: impl Into<String>) -> Attempt<T> {
    Err(Stop::Undecided(why.into()))
}

/// A limit: a constant expression, or an infinity with its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Finite(NodeId),
    Infinite(Ordering),
}

/// An oscillating function, replaced by a symbol that is bounded by −1 and 1 or by 0 and 1.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) symbol: NodeId,
    pub(super) op: Op,
    pub(super) argument: NodeId,
}

/// A graph of expressions in t, what is known of them, and the work that is left.
pub(crate) struct Germs {
    pub(crate) graph: Graph,
    /// The variable that tends to +∞.
    pub(crate) t: NodeId,
    pub(super) atoms: Vec<Atom>,
    /// Whether a bounded symbol may pass through a pole, so that nothing is uniform.
    pub(crate) has_poles: bool,
    /// Whether there are points without a value all the way, through which no limit is taken.
    pub(super) has_gaps: bool,
    /// Set while the limit is taken along a sequence of fixed phases.
    pub(super) sequence: Option<Sequence>,
    pub(super) context: Context,
    work: u64,
    depth: u32,
    depends: Vec<bool>,
    limits: HashMap<NodeId, Attempt<Value>>,
    signs: HashMap<NodeId, Attempt<Ordering>>,
}

impl Germs {
    pub(crate) fn new(mut graph: Graph, work: u64) -> Germs {
        let t = graph.fresh_symbol("t", crate::graph::Assumptions::positive());
        Germs {
            graph,
            t,
            atoms: Vec::new(),
            has_poles: false,
            has_gaps: false,
            sequence: None,
            context: Context::new(),
            work,
            depth: 0,
            depends: Vec::new(),
            limits: HashMap::new(),
            signs: HashMap::new(),
        }
    }

    /// Takes `amount` off the budget.
    pub(crate) fn spend(&mut self, amount: usize) -> Attempt<()> {
        if let Err(why) = self.graph.deadline().check() {
            self.work = 0;
            return undecided(why);
        }
        match self.work.checked_sub(amount as u64) {
            Some(rest) => {
                self.work = rest;
                Ok(())
            }
            None => {
                self.work = 0;
                undecided("the budget of work is spent")
            }
        }
    }

    pub(super) fn is_spent(&self) -> bool {
        self.work == 0
    }

    /// Whether t occurs in a node; every node is looked at once.
    pub(super) fn depends(&mut self, id: NodeId) -> bool {
        for index in self.depends.len()..=id.index() {
            let node = NodeId(index as u32);
            let known = &self.depends;
            let depends =
                node == self.t || self.graph.args(node).iter().any(|arg| known[arg.index()]);
            self.depends.push(depends);
        }
        self.depends[id.index()]
    }

    /// The limit as t → +∞ of an expression without kinks (see `resolve`).
    pub(super) fn limit(&mut self, e: NodeId) -> Attempt<Value> {
        if e == self.t {
            return Ok(Value::Infinite(Ordering::Greater));
        }
        if self.graph.op(e) == Op::Undefined {
            return Err(Stop::Outside);
        }
        if !self.depends(e) {
            return Ok(Value::Finite(e));
        }
        if let Some(known) = self.limits.get(&e) {
            return known.clone();
        }
        let limit = self.deeper(|germs| germs.limit_by_series(e));
        self.limits.insert(e, limit.clone());
        limit
    }

    /// The limit, if it is known without work.
    pub(super) fn noted_limit(&self, id: NodeId) -> Option<Value> {
        if id == self.t {
            return Some(Value::Infinite(Ordering::Greater));
        }
        self.limits.get(&id)?.clone().ok()
    }

    pub(super) fn keep_limit(&mut self, id: NodeId, value: Value) {
        self.limits.insert(id, Ok(value));
    }

    /// The sign of a constant, if it can be shown.
    pub(super) fn constant_sign_of(&mut self, c: NodeId) -> Option<Ordering> {
        self.constant_sign(c).ok()
    }

    fn deeper<T>(&mut self, step: impl FnOnce(&mut Germs) -> Attempt<T>) -> Attempt<T> {
        if self.depth >= MAX_DEPTH {
            return undecided(format!("more than {MAX_DEPTH} nested classes of growth"));
        }
        self.depth += 1;
        let result = step(self);
        self.depth -= 1;
        result
    }

    fn limit_by_series(&mut self, e: NodeId) -> Attempt<Value> {
        let scale = self.scale(e)?;
        for terms in PRECISIONS {
            let found = self
                .expand(e, &scale, terms)
                .and_then(|expansion| self.limit_of_expansion(&expansion));
            match found {
                Err(Stop::Precision) => {}
                found => return found,
            }
            if terms == PRECISIONS[0] && self.vanishes(e)? {
                return Ok(Value::Finite(NodeId::ZERO));
            }
        }
        undecided("the first terms of a series cancel, as many as were computed")
    }

    /// A positive exponent tends to zero, whatever its coefficient; exponent zero leaves the limit of the
    /// coefficient; a negative one makes an infinity if its coefficient is not zero.
    fn limit_of_expansion(&mut self, expansion: &Expansion) -> Attempt<Value> {
        for &(exponent, coefficient) in &expansion.terms {
            match self.compare(exponent, NodeId::ZERO)? {
                Ordering::Greater => return Ok(Value::Finite(NodeId::ZERO)),
                Ordering::Equal => return self.limit(coefficient),
                Ordering::Less => match self.sign(coefficient)? {
                    Ordering::Equal => {}
                    sign => return Ok(Value::Infinite(sign)),
                },
            }
        }
        match expansion.order {
            None => Ok(Value::Finite(NodeId::ZERO)),
            Some(order) if self.compare(order, NodeId::ZERO)?.is_gt() => {
                Ok(Value::Finite(NodeId::ZERO))
            }
            Some(_) => Err(Stop::Precision),
        }
    }

    /// The coefficient of ω⁰ of an expression without negative powers of ω.
    pub(crate) fn constant_coefficient(&mut self, e: NodeId, scale: &Scale) -> Attempt<NodeId> {
        for terms in PRECISIONS {
            let expansion = self.expand(e, scale, terms)?;
            match self.constant_part(&expansion) {
                Err(Stop::Precision) => {}
                Err(stop) => return Err(stop),
                Ok((coefficient, _)) => return Ok(coefficient),
            }
        }
        Err(Stop::Precision)
    }

    /// The sign that an expression has for all large t.
    pub(super) fn sign(&mut self, e: NodeId) -> Attempt<Ordering> {
        let facts = self.graph.facts(e);
        if facts.has(Facts::POSITIVE) {
            return Ok(Ordering::Greater);
        }
        if facts.has(Facts::NEGATIVE) {
            return Ok(Ordering::Less);
        }
        if self.graph.op(e) == Op::Undefined {
            return Err(Stop::Outside);
        }
        if !self.depends(e) {
            return self.constant_sign(e);
        }
        if let Some(known) = self.signs.get(&e) {
            return known.clone();
        }
        let by_limit = match self.noted_limit(e) {
            Some(Value::Infinite(sign)) => Some(sign),
            Some(Value::Finite(limit)) if limit != NodeId::ZERO => {
                self.constant_sign_of(limit).filter(|sign| sign.is_ne())
            }
            _ => None,
        };
        let sign = match by_limit {
            Some(sign) => Ok(sign),
            None => self.deeper(|germs| germs.sign_by_series(e)),
        };
        self.signs.insert(e, sign.clone());
        sign
    }

    fn sign_by_series(&mut self, e: NodeId) -> Attempt<Ordering> {
        let scale = self.scale(e)?;
        for terms in PRECISIONS {
            let leading = self.expand(e, &scale, terms).and_then(|found| self.leading(found));
            match leading {
                Err(Stop::Precision) => {}
                Err(stop) => return Err(stop),
                Ok(None) => return Ok(Ordering::Equal),
                Ok(Some(coefficient)) => return self.sign(coefficient),
            }
            if terms == PRECISIONS[0] && self.vanishes(e)? {
                return Ok(Ordering::Equal);
            }
        }
        undecided("the first terms of a series cancel, as many as were computed")
    }

    fn leading(&mut self, mut expansion: Expansion) -> Attempt<Option<NodeId>> {
        self.trim(&mut expansion)?;
        match (expansion.terms.first(), expansion.order) {
            (Some(&(_, coefficient)), _) => Ok(Some(coefficient)),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Stop::Precision),
        }
    }

    /// Whether an expression is zero for all large t.
    pub(super) fn is_zero(&mut self, e: NodeId) -> Attempt<bool> {
        if self.graph.facts(e).has(Facts::NONZERO) {
            return Ok(false);
        }
        Ok(self.sign(e)? == Ordering::Equal)
    }

    /// The order of two constants.
    pub(super) fn compare(&mut self, a: NodeId, b: NodeId) -> Attempt<Ordering> {
        if a == b {
            return Ok(Ordering::Equal);
        }
        if let (Some(p), Some(q)) = (self.graph.small_integer(a), self.graph.small_integer(b)) {
            return Ok(p.cmp(&q));
        }
        let difference = self.graph.subtract(a, b);
        self.constant_sign(difference)
    }

    fn constant_sign(&mut self, c: NodeId) -> Attempt<Ordering> {
        if let Some(number) = self.graph.number(c) {
            return Ok(number.sign());
        }
        // An enclosure of a node costs about as much as this many terms of a series.
        let size = self.graph.shared_size(&[c]);
        self.spend(4 * size)?;
        match super::constant::constant_sign(&self.graph, &mut self.context, c) {
            Some(sign) => Ok(sign),
            None if self.vanishes(c)? => Ok(Ordering::Equal),
            None => undecided(self.unknown_sign(c)),
        }
    }

    /// Why the sign of a constant is not known.
    fn unknown_sign(&self, c: NodeId) -> String {
        if self.oscillates(c) {
            return "an oscillating part changes its sign again and again, or may do so"
                .to_string();
        }
        let shown = crate::print::Printer::new(crate::print::Notation::Unicode).print_brief(
            &self.graph,
            c,
            60,
        );
        match self.graph.facts(c).has(Facts::CONSTANT) {
            true => format!("whether {shown} is zero: neither algebra nor enclosures tell"),
            false => format!("the sign of {shown} depends on the parameters"),
        }
    }
}
