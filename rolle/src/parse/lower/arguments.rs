//! The arguments of a call, sorted into the parameters of its function.

use super::{Formula, Lowerer, Value};
use crate::parse::function::{FunctionInfo, library};
use crate::parse::syntax::{Operands, SyntaxId, SyntaxKind};

/// An argument: its value, and the node that gave it, if it was given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Argument {
    pub(super) value: Value,
    pub(super) id: Option<SyntaxId>,
}

impl Lowerer<'_, '_> {
    /// One argument for every parameter, defaults filled in, further ones after them; nothing when the formula of a
    /// default has to be gone through first.
    pub(super) fn arguments(&mut self, function: u16, list: Operands) -> Option<Vec<Argument>> {
        let info = library().get(function);
        let mut bound = self.given(info, list);
        for (at, parameter) in info.parameters.iter().enumerate() {
            if bound[at].is_some() {
                continue;
            }
            let value = match parameter.default {
                None | Some("None") => Value::None,
                Some("True") => Value::Condition(self.graph.always()),
                Some(_) => self.expand(Formula::Default(function, at as u8), Box::new([]))?,
            };
            bound[at] = Some(Argument { value, id: None });
        }
        Some(bound.into_iter().flatten().collect())
    }

    /// The arguments that stand in the text, each at its parameter.
    fn given(&self, info: &FunctionInfo, list: Operands) -> Vec<Option<Argument>> {
        let tree = self.tree();
        let mut bound: Vec<Option<Argument>> = vec![None; info.parameters.len()];
        for (position, operand) in tree.operands(list).iter().enumerate() {
            let (place, id) = match tree.kind(operand.id()) {
                SyntaxKind::Keyword(name, value) => (info.parameter(tree.name(name)), value),
                _ => (Some(position), operand.id()),
            };
            let argument = Some(Argument { value: self.value(id), id: Some(id) });
            match place {
                Some(at) if at < bound.len() => bound[at] = argument,
                Some(_) => bound.push(argument),
                None => {}
            }
        }
        bound
    }
}
