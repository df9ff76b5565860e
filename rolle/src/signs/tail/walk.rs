//! The model of an expression: one loop from the leaves to the root.

use super::model::Model;
use super::monomial::{Germ, Monomial};
use super::{Attempt, Stop, Transseries, undecided};
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

impl Transseries {
    /// The model on [T, ∞) of an expression in t.
    pub(super) fn model(&mut self, root: NodeId, order: &[NodeId]) -> Attempt<Model> {
        let mut models: HashMap<NodeId, Model> = HashMap::with_capacity(order.len());
        for &id in order {
            self.spend(1)?;
            // The parts of a constant are constants that nothing else needs.
            if self.depends[id.index()] {
                let model = self.model_of_node(id, &models)?;
                models.insert(id, model);
            }
        }
        match models.remove(&root) {
            Some(model) => Ok(model),
            None => self.model_of_constant(root),
        }
    }

    fn model_of_constant(&mut self, c: NodeId) -> Attempt<Model> {
        match self.constants.sign(c)?.is_eq() {
            true => Ok(Model::default()),
            false => Ok(Model::constant(c)),
        }
    }

    fn model_of_node(&mut self, id: NodeId, models: &HashMap<NodeId, Model>) -> Attempt<Model> {
        if id == self.t {
            let t = self.monomials.of_germ(&mut self.constants, Germ::Log(0))?;
            return Ok(Model::term(NodeId::ONE, t));
        }
        let op = self.constants.graph.op(id);
        if op.is_condition() {
            return undecided("the expression has branches");
        }
        let args = self.constants.graph.args(id).to_vec();
        let mut known = Vec::with_capacity(args.len());
        for &arg in &args {
            known.push(match models.get(&arg) {
                Some(model) => model.clone(),
                None => self.model_of_constant(arg)?,
            });
        }
        let constants: Option<Vec<NodeId>> = known.iter().map(Model::as_constant).collect();
        if let Some(constants) = constants {
            let constant = self.constants.graph.rebuild(id, &constants);
            return self.model_of_constant(constant);
        }
        match op {
            Op::Sum => self.add(&known.iter().collect::<Vec<_>>()),
            Op::Product => {
                let mut product = known[0].clone();
                for factor in &known[1..] {
                    product = self.multiply(&product, factor)?;
                }
                Ok(product)
            }
            Op::Power => self.model_of_power(&known[0], &known[1], args[1]),
            Op::Root => self.odd_root(&known[0], args[1]),
            Op::Hypot => {
                let (a, b) = (&known[0], &known[1]);
                let (a, b) = (self.multiply(a, a)?, self.multiply(b, b)?);
                let square = self.add(&[&a, &b])?;
                self.root(&square)
            }
            Op::Undefined => Err(Stop::Outside),
            Op::Max | Op::Min => self.extremum(op, &known),
            _ if op.is_function() && args.len() == 1 => self.function(op, &known[0]),
            _ => undecided("the expression has a part without a known asymptotic form"),
        }
    }

    /// b^e for a constant e, which may be negative; exp(e·log b) for one that varies.
    fn model_of_power(&mut self, base: &Model, exponent: &Model, e: NodeId) -> Attempt<Model> {
        if !self.depends[e.index()] {
            return self.power(base, e);
        }
        if let Some(c) = exponent.as_constant() {
            // An exponent that only turned out to be constant takes a positive base all the same.
            if self.sign(base)?.is_le() {
                return Err(Stop::Outside);
            }
            return if c == NodeId::ZERO {
                Ok(Model::constant(NodeId::ONE))
            } else {
                self.power(base, c)
            };
        }
        let log = self.log(base)?;
        let product = self.multiply(exponent, &log)?;
        self.exp(&product)
    }

    /// The branch that is the largest, or smallest, on the whole tail.
    fn extremum(&mut self, op: Op, branches: &[Model]) -> Attempt<Model> {
        let mut best = branches[0].clone();
        for branch in &branches[1..] {
            let difference = self.subtract(branch, &best)?;
            let sign = self.sign(&difference)?;
            if if op == Op::Max { sign.is_gt() } else { sign.is_lt() } {
                best = branch.clone();
            }
        }
        Ok(best)
    }

    /// A monomial as an expression in t, with powers for exponentials of logarithms.
    pub(super) fn expression(&mut self, m: Monomial) -> NodeId {
        let exponent = self.monomials.exponent(m);
        let (mut factors, mut rest) = (Vec::new(), Vec::new());
        for &(c, germ) in exponent.iter() {
            match germ {
                Germ::Log(0) => rest.push(self.constants.graph.product(&[c, self.t])),
                Germ::Log(k) => {
                    let base = self.logarithm(k - 1);
                    factors.push(self.constants.graph.power(base, c));
                }
                Germ::Exp(inner) => {
                    let inner = self.expression(inner);
                    rest.push(self.constants.graph.product(&[c, inner]));
                }
            }
        }
        let graph = &mut self.constants.graph;
        let rest = graph.sum(&rest);
        factors.push(graph.apply(Op::Exp, &[rest]).expect("the exponential takes one argument"));
        graph.product(&factors)
    }

    fn logarithm(&mut self, k: u32) -> NodeId {
        let graph = &mut self.constants.graph;
        (0..k).fold(self.t, |log, _| graph.apply(Op::Log, &[log]).expect("one argument"))
    }
}
