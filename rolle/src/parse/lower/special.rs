//! Functions with rules of their own: logarithms and roots with a base, bounds that may be missing, conditions.

use super::arguments::Argument;
use super::guard::Branch;
use super::{Formula, Lowerer, Value};
use crate::error::ErrorKind;
use crate::operator::{NodeId, Op};
use crate::parse::function::library;
use crate::parse::syntax::{SyntaxId, SyntaxKind};

impl Lowerer<'_, '_> {
    /// The value of a function of the library that is neither an operator nor a formula.
    pub(super) fn special(
        &mut self,
        name: &'static str,
        args: &[Argument],
        id: SyntaxId,
    ) -> Option<Value> {
        match name {
            "gelu" | "jax.gelu" => return self.gelu(name, args, id),
            "piecewise" => return Some(self.piecewise_call(args, id)),
            "where" => {
                let condition = self.argument_condition(args[0], id);
                let (a, b) = (self.argument(args[1], id), self.argument(args[2], id));
                if let [Some(test), Some(yes), Some(no)] = [args[0].id, args[1].id, args[2].id] {
                    self.guard_branches(&[(yes, Some(test)), (no, None)]);
                }
                return Some(Value::Number(self.graph.piecewise(&[(a, condition)], Some(b))));
            }
            "and_" | "or_" => {
                let all: Vec<NodeId> =
                    args.iter().map(|a| self.argument_condition(*a, id)).collect();
                let joined =
                    if name == "and_" { self.graph.and(&all) } else { self.graph.or(&all) };
                return Some(Value::Condition(joined));
            }
            "not_" => {
                let condition = self.argument_condition(args[0], id);
                return Some(Value::Condition(self.opposite(condition)));
            }
            "clamp" => return Some(self.clamp(args, id)),
            "heaviside" => return Some(self.heaviside(args, id)),
            "rootof" => return Some(self.root_of(args, id)),
            _ => {}
        }
        let x = self.argument(args[0], id);
        Some(match name {
            "log" => self.logarithm(x, args[1], id),
            "sqrt" => {
                let root = self.graph.sqrt(x);
                Value::Number(self.charge(root, id))
            }
            "cbrt" => {
                let three = self.graph.integer(3);
                self.function(Op::Root, &[x, three], id)
            }
            "root" => self.root(x, args[1], id),
            "pow" => {
                let exponent = self.argument(args[1], id);
                Value::Number(self.power(x, exponent, id))
            }
            _ => self.relation_call(name, x, args, id),
        })
    }

    fn logarithm(&mut self, x: NodeId, base: Argument, id: SyntaxId) -> Value {
        let base = self.argument(base, id);
        let log_base = match self.graph.apply(Op::Log, &[base]) {
            Ok(log) => log,
            Err(_) => return Value::Number(NodeId::ZERO),
        };
        let Value::Number(log) = self.function(Op::Log, &[x], id) else {
            return Value::Number(NodeId::ZERO);
        };
        Value::Number(self.graph.divide(log, log_base))
    }

    /// The real n-th root: odd literal degrees take any argument, others a nonnegative one.
    fn root(&mut self, x: NodeId, degree: Argument, id: SyntaxId) -> Value {
        let degree = self.argument(degree, id);
        if let Some(n) = self.graph.small_integer(degree) {
            if n < 2 {
                let span = self.span(id);
                let message = format!("the degree of a root must be at least 2, not {n}");
                self.error(ErrorKind::Argument, span, message, "write a power: `x^(1/n)`");
                return Value::Number(NodeId::ZERO);
            }
            if n % 2 == 1 {
                return self.function(Op::Root, &[x, degree], id);
            }
        }
        let exponent = self.graph.reciprocal(degree);
        Value::Number(self.power(x, exponent, id))
    }

    /// min(max(x, lower), upper), where either bound may be missing.
    fn clamp(&mut self, args: &[Argument], id: SyntaxId) -> Value {
        let missing = |value: Value, negative: bool| {
            value == Value::None
                || matches!(value, Value::Infinity { negative: n } if n == negative)
        };
        let mut x = self.argument(args[0], id);
        if !missing(args[1].value, true) {
            let bound = self.argument(args[1], id);
            let Value::Number(larger) = self.function(Op::Max, &[x, bound], id) else {
                return Value::None;
            };
            x = larger;
        }
        if missing(args[2].value, false) {
            return Value::Number(x);
        }
        let bound = self.argument(args[2], id);
        self.function(Op::Min, &[x, bound], id)
    }

    /// The unit step; a second argument is its value at zero.
    fn heaviside(&mut self, args: &[Argument], id: SyntaxId) -> Value {
        let x = self.argument(args[0], id);
        if args[1].id.is_none() {
            return self.function(Op::Heaviside, &[x], id);
        }
        let at_zero = self.argument(args[1], id);
        let (below, here) = (self.graph.less(x, NodeId::ZERO), self.graph.equal(x, NodeId::ZERO));
        let branches = [(NodeId::ZERO, below), (at_zero, here)];
        Value::Number(self.graph.piecewise(&branches, Some(NodeId::ONE)))
    }

    fn relation_call(&mut self, name: &str, x: NodeId, args: &[Argument], id: SyntaxId) -> Value {
        let y = self.argument(args[1], id);
        Value::Condition(match name {
            "lt" => self.graph.less(x, y),
            "le" => self.graph.less_equal(x, y),
            "gt" => self.graph.less(y, x),
            "ge" => self.graph.less_equal(y, x),
            "eq" => self.graph.equal(x, y),
            _ => self.graph.not_equal(x, y),
        })
    }

    /// GELU with its two forms; JAX takes the one with tanh unless told otherwise.
    fn gelu(&mut self, name: &'static str, args: &[Argument], id: SyntaxId) -> Option<Value> {
        let approximate = match args[1].value {
            Value::None => false,
            Value::Text(text) => match self.main.name(text) {
                "none" => false,
                "tanh" => true,
                other => {
                    let message = format!("`gelu` has no form `{other}`");
                    let span = self.span(args[1].id.unwrap_or(id));
                    self.error(
                        ErrorKind::Argument,
                        span,
                        message,
                        "write `approximate='tanh'` or `'none'`",
                    );
                    false
                }
            },
            Value::Condition(condition) => self.graph.op(condition) == Op::True,
            _ => {
                let span = self.span(args[1].id.unwrap_or(id));
                self.error(
                    ErrorKind::Argument,
                    span,
                    "this is no form of `gelu`",
                    "write `approximate='tanh'`",
                );
                false
            }
        };
        if name == "jax.gelu" && args[1].id.is_none() {
            let span = self.span(id);
            let message = "JAX's `gelu` is the approximation with tanh unless `approximate=False`";
            self.warn_once(name, span, message, "write `gelu(x)` for the exact one");
        }
        let form = library().find(if approximate { "gelu_tanh" } else { "gelu" })?;
        let x = self.argument(args[0], id);
        self.expand(Formula::Library(form), Box::new([Value::Number(x)]))
    }

    /// `Piecewise((a, c), (b, True))`, or MATLAB's and Maple's `piecewise(c, a, d, b, otherwise)`.
    fn piecewise_call(&mut self, args: &[Argument], id: SyntaxId) -> Value {
        let tree = self.tree();
        let ids: Vec<SyntaxId> = args.iter().filter_map(|a| a.id).collect();
        let is_tuple = |id: SyntaxId| matches!(tree.kind(id), SyntaxKind::Tuple(_));
        let elements = |id: SyntaxId| -> Vec<SyntaxId> {
            match tree.kind(id) {
                SyntaxKind::Tuple(list) => tree.operands(list).iter().map(|o| o.id()).collect(),
                _ => vec![id],
            }
        };
        let rows = match ids[..] {
            [list] if elements(list).iter().all(|e| is_tuple(*e)) => elements(list),
            _ => ids.clone(),
        };
        if rows.iter().all(|row| is_tuple(*row)) {
            let parts: Vec<SyntaxId> = rows.iter().flat_map(|row| elements(*row)).collect();
            if rows.iter().all(|row| elements(*row).len() == 2) {
                return self.piecewise(&parts);
            }
        } else if rows.len() > 1 && matches!(self.value(rows[0]), Value::Condition(_)) {
            return self.alternating(&rows);
        }
        let span = self.span(id);
        let help = "write `Piecewise((a, c), (b, True))`, or `{a if c; b otherwise}`";
        self.error(ErrorKind::Parse, span, "every piece needs a value and a condition", help);
        Value::Number(NodeId::ZERO)
    }

    /// Condition, value, condition, value, …, and perhaps a last value.
    fn alternating(&mut self, parts: &[SyntaxId]) -> Value {
        let mut branches = Vec::with_capacity(parts.len() / 2);
        for pair in parts.chunks_exact(2) {
            branches.push((self.number_of(pair[1]), self.condition_of(pair[0])));
        }
        let last = parts.chunks_exact(2).remainder().first().copied();
        let rest = last.map(|last| self.number_of(last));
        let pairs = parts.chunks_exact(2).map(|pair| (pair[1], Some(pair[0])));
        let guarded: Vec<Branch> = pairs.chain(last.map(|last| (last, None))).collect();
        self.guard_branches(&guarded);
        Value::Number(self.branches(branches, rest))
    }

    fn argument_condition(&mut self, argument: Argument, call: SyntaxId) -> NodeId {
        let span = self.span(argument.id.unwrap_or(call));
        self.condition(argument.value, span)
    }
}
