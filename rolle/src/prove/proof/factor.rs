//! The signs of a function by those of its factors, and of a factor step by step.

use super::super::words;
use super::form::why_signed;
use super::writer::{Writer, relation_to_zero};
use super::{Proof, ProofKind};
use crate::calculus::Interval;
use crate::graph::NodeId;
use crate::operator::Op;
use crate::signs::{FactorProof, PointKind, SignReason, SignStep, SignTable};
use std::cmp::Ordering;

/// A derivative is shown beside its factors up to this length.
const SIDE_BY_SIDE: usize = 90;

/// A function as it is called in a proof.
pub(super) struct Named<'a> {
    /// `f'`.
    pub(super) name: &'a str,
    /// Its formula, before it was split into factors.
    pub(super) formula: NodeId,
}

impl Writer<'_, '_> {
    /// The proof of a sign table: the form that was used, its factors, and what follows for the product.
    pub(super) fn sign_table(&mut self, of: &Named<'_>, table: &SignTable) -> Vec<Proof> {
        let x = self.variable();
        let on = Interval::open(table.left, table.right);
        let given = self.formula(of.formula);
        if let [only] = &table.factors[..]
            && only.exponent == 1
            && only.formula == of.formula
        {
            return vec![self.factor(only, Some(of.name), on)];
        }
        let product = self.product(&table.factors);
        let name = of.name;
        let statement = match product == given {
            _ if table.factors.is_empty() => format!("{name} has no value there."),
            true => format!("{name}({x}) = {given}."),
            false if given.chars().count() <= SIDE_BY_SIDE => {
                format!("{name}({x}) = {given} = {product}.")
            }
            false => format!("{name}({x}) = {product}."),
        };
        let mut proofs =
            vec![Proof::new(ProofKind::Derivative, statement).about(of.formula).on(on)];
        self.forget_functions();
        proofs.extend(self.constant_factor(table, on));
        for factor in table.factors.iter().filter(|factor| !is_constant(factor)) {
            proofs.push(self.factor(factor, None, on));
        }
        let signs = self.signs_of(name, table);
        let statement = format!("By the signs of the factors, {signs}.");
        proofs.push(Proof::new(ProofKind::Conclusion, statement).on(on));
        proofs
    }

    /// `f' < 0 on (-oo, 0), f' > 0 on (0, oo), f' = 0 at 0`.
    pub(super) fn signs_of(&mut self, name: &str, table: &SignTable) -> String {
        let mut cells = Vec::new();
        for (left, right, sign) in table.cells() {
            let what = match sign {
                Ok(sign) => format!("{name} {}", relation_to_zero(*sign)),
                Err(_) => format!("the sign of {name} is open"),
            };
            cells.push((Interval::open(left, right), what));
        }
        let mut text = self.told(&cells);
        for (kind, what) in [(PointKind::Zero, "= 0"), (PointKind::Pole, "has a pole")] {
            let points = table.points.iter().filter(|point| point.kind == kind);
            let points: Vec<NodeId> = points.map(|point| point.at).collect();
            if !points.is_empty() {
                text += &format!(", and {name} {what} at {}", self.listed_points(&points));
            }
        }
        text
    }

    /// The product of the factors that do not depend on the variable.
    fn constant(&mut self, factors: &[FactorProof]) -> NodeId {
        let graph = &mut *self.study.graph;
        graph.without_side_conditions(|graph| {
            let mut powers = Vec::new();
            for factor in factors.iter().filter(|factor| is_constant(factor)) {
                let exponent = graph.integer(factor.exponent);
                powers.push(graph.power(factor.formula, exponent));
            }
            graph.product(&powers)
        })
    }

    fn constant_factor(&mut self, table: &SignTable, on: Interval) -> Option<Proof> {
        let constants = table.factors.iter().filter(|factor| is_constant(factor));
        let mut sign = None;
        for factor in constants {
            let own = factor.steps[0].sign.clone().ok()?;
            let own = if factor.exponent % 2 == 0 { Ordering::Greater } else { own };
            sign = Some(match (sign.unwrap_or(Ordering::Greater), own) {
                (Ordering::Equal, _) | (_, Ordering::Equal) => Ordering::Equal,
                (a, b) if a == b => Ordering::Greater,
                _ => Ordering::Less,
            });
        }
        let constant = self.constant(&table.factors);
        let text = self.formula(constant);
        let what = match sign? {
            Ordering::Less => "negative",
            Ordering::Equal => "zero",
            Ordering::Greater => "positive",
        };
        let statement = format!("The constant factor {text} is {what}.");
        Some(Proof::new(ProofKind::Factor, statement).about(constant).on(on))
    }

    /// The product of the factors as one formula: the constant, what stands above, what stands below.
    fn product(&mut self, factors: &[FactorProof]) -> String {
        let constant = self.constant(factors);
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let lone = factors.len() == 1;
        for factor in factors.iter().filter(|factor| !is_constant(factor)) {
            let side = if factor.exponent > 0 { &mut above } else { &mut below };
            side.push(self.power(factor.formula, factor.exponent.unsigned_abs(), lone));
        }
        let text = self.formula(constant);
        let is_sum = self.graph().op(constant) == Op::Sum;
        let sign = match text.as_str() {
            "1" if !above.is_empty() => "",
            "-1" if !above.is_empty() => "-",
            _ if is_sum && factors.len() > 1 => {
                above.insert(0, format!("({text})"));
                ""
            }
            _ => {
                above.insert(0, text);
                ""
            }
        };
        let top = above.join("*");
        match &below[..] {
            [] => format!("{sign}{top}"),
            [only] => format!("{sign}{top}/{only}"),
            _ => format!("{sign}{top}/({})", below.join("*")),
        }
    }

    fn power(&self, base: NodeId, exponent: u64, lone: bool) -> String {
        let text = self.formula(base);
        let is_power = self.graph().op(base) == Op::Power && exponent != 1;
        let text = match self.is_compound(base) && !(lone && exponent == 1) || is_power {
            true => format!("({text})"),
            false => text,
        };
        if exponent == 1 { text } else { format!("{text}^{exponent}") }
    }

    /// What is proved of a factor, and below it how; by a name of its own if none is given.
    fn factor(&mut self, factor: &FactorProof, name: Option<&str>, cell: Interval) -> Proof {
        let text = self.formula(factor.formula);
        let node = |kind, statement| Proof::new(kind, statement).about(factor.formula).on(cell);
        if let ([step], []) = (&factor.steps[..], &factor.zeros[..])
            && let Some(statement) = self.whole_factor(factor.formula, step, name, cell)
        {
            let kind = if step.sign.is_ok() { ProofKind::Factor } else { ProofKind::Open };
            return node(kind, statement);
        }
        let name = name.map_or_else(|| self.function_name(), str::to_string);
        let signs = self.signs_of_steps(&name, factor);
        let x = self.variable();
        let children = self.steps(&name, factor, cell);
        node(ProofKind::Factor, format!("{name}({x}) = {text}: {signs}.")).with(children)
    }

    /// A factor with one sign by one argument, in one sentence.
    fn whole_factor(
        &mut self,
        formula: NodeId,
        step: &SignStep,
        name: Option<&str>,
        cell: Interval,
    ) -> Option<String> {
        let text = match name {
            Some(name) => format!("{name}({}) = {}", self.variable(), self.formula(formula)),
            None => self.formula(formula),
        };
        let sign = match &step.sign {
            Ok(sign) => relation_to_zero(*sign),
            Err(why) => {
                let place = self.interval(&cell);
                return Some(format!("The sign of {text} on {place} was not decided: {why}."));
            }
        };
        // `f'(x) = 0 = 0` would be said twice.
        let stated = match sign {
            "= 0" if formula == NodeId::ZERO && name.is_some() => text.clone(),
            _ => format!("{text} {sign}"),
        };
        match &step.reason {
            SignReason::Constant => Some(format!("{stated}.")),
            SignReason::Form => Some(format!("{stated}, {}.", why_signed(self.graph(), formula))),
            SignReason::Vanishes => Some(format!("{stated}, identically.")),
            SignReason::Sample(at) => {
                let place = self.interval(&cell);
                let value = self.value_of(formula, *at);
                let at = self.place(*at);
                Some(format!("{stated} on {place}: it has no zero there, and is {value} at {at}."))
            }
            _ => None,
        }
    }

    pub(super) fn value_of(&mut self, formula: NodeId, at: NodeId) -> String {
        let value = self.study.value(formula, at);
        words::number(self.graph(), value)
    }

    /// The signs of a factor in words, by its steps between zeros.
    fn signs_of_steps(&mut self, name: &str, factor: &FactorProof) -> String {
        let mut cells: Vec<(Interval, String)> = Vec::new();
        for step in &factor.steps {
            let what = match &step.sign {
                Ok(sign) => format!("{name} {}", relation_to_zero(*sign)),
                Err(_) => format!("the sign of {name} is open"),
            };
            let starts_at_zero = factor.zeros.iter().any(|zero| step.left == Some(zero.at));
            match cells.last_mut() {
                Some((cell, known)) if *known == what && !starts_at_zero => {
                    cell.right = Interval::open(None, step.right).right;
                }
                _ => cells.push((Interval::open(step.left, step.right), what)),
            }
        }
        let mut text = self.told(&cells);
        let zeros: Vec<NodeId> = factor.zeros.iter().map(|zero| zero.at).collect();
        if !zeros.is_empty() {
            text += &format!(", and {name} = 0 at {}", self.listed_points(&zeros));
        }
        text
    }
}

/// Whether a factor is known not to depend on the variable.
fn is_constant(factor: &FactorProof) -> bool {
    matches!(&factor.steps[..], [step] if step.reason == SignReason::Constant)
}
