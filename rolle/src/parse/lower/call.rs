//! Calls: operators of the graph, formulas to expand, and functions with rules of their own.

use super::arguments::Argument;
use super::{Formula, Lowerer, Value};
use crate::error::ErrorKind;
use crate::operator::{NodeId, Op, table};
use crate::parse::builtin::Meaning;
use crate::parse::function::library;
use crate::parse::syntax::{Function, Operands, SyntaxId};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The operator of a library function of this name.
fn operator(name: &str) -> Option<Op> {
    static OPERATORS: OnceLock<HashMap<&'static str, Op>> = OnceLock::new();
    OPERATORS
        .get_or_init(|| table().iter().map(|row| (row.name, row.op)).collect())
        .get(name)
        .copied()
}

impl Lowerer<'_, '_> {
    /// The value of a call, or nothing when another formula has to be gone through first.
    pub(super) fn call(
        &mut self,
        id: SyntaxId,
        function: Function,
        list: Operands,
    ) -> Option<Value> {
        if let Function::Unspecified(at) = function {
            return Some(self.unspecified(id, at, list));
        }
        let Function::Library(at) = function else {
            let formula = function.formula()?;
            let tree = self.tree();
            let arguments: Box<[Value]> = tree
                .operands(list)
                .iter()
                .map(|operand| Value::Number(self.number_of(operand.id())))
                .collect();
            return self.expand(formula, arguments);
        };
        let arguments = self.arguments(at, list)?;
        let info = library().get(at);
        match info.meaning {
            Meaning::Operator => {
                let args: Vec<NodeId> = arguments.iter().map(|a| self.argument(*a, id)).collect();
                Some(match operator(info.name) {
                    Some(op) => self.function(op, &args, id),
                    None => self.unsupported(info.name, id),
                })
            }
            Meaning::Formula(_) => {
                self.warn_framework(info.name, id);
                let args = arguments.iter().map(|a| Value::Number(self.argument(*a, id))).collect();
                self.expand(Formula::Library(at), args)
            }
            Meaning::Special => self.special(info.name, &arguments, id),
            Meaning::Vector(formula) => {
                let span = self.span(id);
                let message = format!(
                    "`{}` is a function of a vector, not of a number: {formula}",
                    info.name
                );
                // Further arguments of these are an axis or an order in the libraries, so they are not guessed at.
                let help = match info.name {
                    "logsumexp" => "write `logaddexp(a, b)` for two numbers",
                    "norm" => "write `hypot(x, y)` for two components, `abs(x)` for one",
                    _ => "write it out for each component",
                };
                self.error(ErrorKind::Unsupported, span, message, help);
                Some(Value::Number(NodeId::ZERO))
            }
        }
    }

    fn unspecified(&mut self, id: SyntaxId, at: u32, list: Operands) -> Value {
        let tree = self.tree();
        let args: Vec<NodeId> =
            tree.operands(list).iter().map(|operand| self.number_of(operand.id())).collect();
        let (name, orders) = &tree.unspecified[at as usize];
        let orders = if orders.is_empty() { vec![0; args.len()] } else { orders.clone() };
        match self.graph.call(tree.name(*name), &orders, &args) {
            Ok(value) => Value::Number(value),
            Err(error) => {
                let span = self.span(id);
                self.error(error.kind(), span, error.message(), "give it arguments");
                Value::Number(NodeId::ZERO)
            }
        }
    }

    fn unsupported(&mut self, name: &str, id: SyntaxId) -> Value {
        let span = self.span(id);
        self.error(
            ErrorKind::Unsupported,
            span,
            format!("`{name}` is not supported yet"),
            "write it out",
        );
        Value::Number(NodeId::ZERO)
    }

    /// The number that an argument is worth.
    pub(super) fn argument(&mut self, argument: Argument, call: SyntaxId) -> NodeId {
        let span = self.span(argument.id.unwrap_or(call));
        self.number(argument.value, span).unwrap_or(NodeId::ZERO)
    }

    /// Library functions that are not what their names say elsewhere.
    pub(super) fn warn_framework(&mut self, name: &'static str, id: SyntaxId) {
        let span = self.span(id);
        if name == "torch.softplus" {
            let message = "PyTorch's `softplus` is the identity where beta*x > threshold, with a jump of about 2e-9";
            self.warn_once(name, span, message, "write `softplus(x)` for log(1 + e^x) everywhere");
        }
    }
}
