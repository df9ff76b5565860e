//! What building may cost.
//!
//! Exact arithmetic can blow up in three ways, and each is stopped before it happens: expansion of nested definitions
//! (counted in nodes), numbers that grow with every step (their digits are counted as they arise), and sums or
//! products of very many fractions (their cost is estimated first; factors are multiplied in a balanced tree).

use super::Lowerer;
use crate::error::ErrorKind;
use crate::number::{Integer, Natural, Number, Rational};
use crate::operator::{NodeId, Op};
use crate::parse::syntax::SyntaxId;
use dashu_base::BitTest;
use std::collections::HashSet;

/// Numbers that arise may have this many times the digits that may be typed.
pub(super) const INTERMEDIATE: usize = 16;

/// Lists up to this length are not looked at.
const FEW: usize = 64;

/// The most word operations that the coefficients of one sum or product may take.
const WORD_OPERATIONS: u64 = 1 << 30;

/// How many terms of a sum or factors of a product are looked at for long numbers. Numbers that grow from step to
/// step do so in short sums and products; long ones are checked as they are made.
const LOOKED_AT: usize = 8;

fn bits(number: &Number) -> usize {
    match number {
        Number::Small(_) => 64,
        Number::Big(r) => r.numerator().bit_len() + r.denominator().bit_len(),
    }
}

impl Lowerer<'_, '_> {
    /// Counts one node of work outside the main formula, which `max_nodes` bounds.
    pub(super) fn spend_work(&mut self, id: SyntaxId) -> bool {
        if self.stack.len() == 1 {
            return true;
        }
        let message = "the definitions expand to more than";
        self.spend(1, id, message, "raise `max_expansion`, or nest fewer definitions")
    }

    /// Counts the work on a side condition of a branch: the conditions that lead to it.
    pub(super) fn spend_guard(&mut self, conditions: usize, id: SyntaxId) -> bool {
        let message = "the side conditions of branches need more than";
        self.spend(conditions, id, message, "raise `max_expansion`, or nest fewer branches")
    }

    fn spend(&mut self, pieces: usize, id: SyntaxId, message: &str, help: &str) -> bool {
        if self.work < pieces {
            let span = self.span(id);
            let message = format!("{message} {} pieces", self.options.max_expansion);
            let error = super::Diagnostic::error(ErrorKind::Budget, span, message);
            self.sink.fatal(error.help(help));
            return false;
        }
        self.work -= pieces;
        true
    }

    /// Counts the digits of the numbers that arise in a node: itself, its coefficients, its exponents.
    pub(super) fn charge(&mut self, node: NodeId, id: SyntaxId) -> NodeId {
        let digits = match self.graph.op(node) {
            Op::Sum | Op::Product => {
                let parts = self.graph.args(node);
                let few = &parts[..parts.len().min(LOOKED_AT)];
                few.iter().map(|part| self.digits_in(*part)).sum()
            }
            _ => self.digits_in(node),
        };
        if digits > 64 {
            if digits > self.digits {
                self.too_costly(id);
                return NodeId::ZERO;
            }
            self.digits -= digits;
        }
        node
    }

    /// The digits of the number, the coefficient or the exponent of a term or factor.
    fn digits_in(&self, node: NodeId) -> usize {
        let digits = |number: NodeId| match self.graph.small_integer(number) {
            Some(_) => 0,
            None => self.graph.number(number).map_or(0, |number| bits(&number) / 3),
        };
        match self.graph.op(node) {
            Op::Number => digits(node),
            Op::Product => digits(self.graph.args(node)[0]),
            Op::Power => digits(self.graph.args(node)[1]),
            Op::Exp => {
                self.coefficient(self.graph.args(node)[0]).map_or(0, |number| bits(&number) / 3)
            }
            _ => 0,
        }
    }

    fn too_costly(&mut self, id: SyntaxId) {
        let span = self.span(id);
        let error = super::Diagnostic::error(
            ErrorKind::Budget,
            span,
            "the exact numbers of this become too long",
        );
        self.sink.fatal(error.help("raise `max_digits`, or give fewer digits or fractions"));
    }

    /// The numeric coefficient of a term.
    fn coefficient(&self, term: NodeId) -> Option<Number> {
        match self.graph.op(term) {
            Op::Number => self.graph.number(term),
            Op::Product => self.graph.number(self.graph.args(term)[0]),
            _ => None,
        }
    }

    /// Whether the fractions in a sum can be added in reasonable time.
    pub(super) fn affords_sum(&mut self, terms: &mut [NodeId], id: SyntaxId) -> bool {
        if terms.len() <= FEW {
            return true;
        }
        let fractions = terms.iter().filter_map(|term| match self.coefficient(*term) {
            Some(Number::Big(r)) => Some(r),
            _ => None,
        });
        self.affords(fractions.map(|r| *r).collect(), id)
    }

    /// Whether adding these one after the other is affordable: their common denominator times their number.
    fn affords(&mut self, fractions: Vec<Rational>, id: SyntaxId) -> bool {
        let mut denominators: HashSet<&Natural> = HashSet::new();
        let (mut words, mut longest) = (1u64, 0u64);
        for fraction in &fractions {
            if denominators.insert(fraction.denominator()) {
                words += fraction.denominator().bit_len() as u64 / 64 + 1;
            }
            longest = longest.max(fraction.numerator().bit_len() as u64 / 64);
        }
        let cost = (words + longest).saturating_mul(fractions.len() as u64);
        if cost > WORD_OPERATIONS {
            self.too_costly(id);
            return false;
        }
        true
    }

    /// Multiplies many numeric factors in a balanced tree, and checks the fractional exponents of the others.
    pub(super) fn affords_product(&mut self, factors: &mut Vec<NodeId>, id: SyntaxId) -> bool {
        if factors.len() <= FEW {
            return true;
        }
        let numbers: Vec<Number> =
            factors.iter().filter_map(|factor| self.graph.number(*factor)).collect();
        if numbers.len() > FEW {
            let total: usize = numbers.iter().map(|n| bits(n) / 3).sum();
            if total > self.digits.saturating_add(numbers.len() * 22) {
                self.too_costly(id);
                return false;
            }
            factors.retain(|factor| self.graph.op(*factor) != Op::Number);
            let value = multiply(numbers);
            factors.push(self.graph.rational(value));
        }
        let exponents = factors.iter().filter_map(|factor| {
            let exponent = match self.graph.op(*factor) {
                Op::Power => self.coefficient(self.graph.args(*factor)[1]),
                Op::Exp => self.coefficient(self.graph.args(*factor)[0]),
                _ => None,
            };
            match exponent {
                Some(Number::Big(r)) => Some(*r),
                _ => None,
            }
        });
        self.affords(exponents.collect(), id)
    }
}

/// The product of many numbers, numerators and denominators each in a balanced tree.
fn multiply(numbers: Vec<Number>) -> Rational {
    let numerators = numbers.iter().map(|n| n.numerator()).collect();
    let denominators = numbers.iter().map(|n| Integer::from(n.denominator())).collect();
    Rational::from_parts_signed(balanced(numerators), balanced(denominators))
}

fn balanced(mut numbers: Vec<Integer>) -> Integer {
    while numbers.len() > 1 {
        numbers =
            numbers.chunks(2).map(|pair| pair.iter().fold(Integer::ONE, |a, b| a * b)).collect();
    }
    numbers.pop().unwrap_or(Integer::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_in_a_tree() {
        let numbers: Vec<Number> =
            (1..=20).map(|n| Number::ratio(n, n + 1).expect("a ratio")).collect();
        assert_eq!(multiply(numbers), Rational::from_parts(1.into(), 21u8.into()));
        assert_eq!(multiply(Vec::new()), Rational::ONE);
    }
}
