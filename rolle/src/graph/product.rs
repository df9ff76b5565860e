//! Products in canonical form: nested products spliced, numbers multiplied, powers of one base merged.

use super::{Constant, Facts, Graph, Requirement, SPLICE_LIMIT};
use crate::number::Number;
use crate::operator::{NodeId, Op};

impl Graph {
    /// The product of some factors; the empty product is one.
    ///
    /// Powers of one base are merged by adding exponents, exponentials by adding arguments. Where that widens
    /// the domain (`x/x`, `√x·√x`) the side condition is recorded. A number is not distributed over a sum.
    pub fn product(&mut self, factors: &[NodeId]) -> NodeId {
        if let &[a, b] = factors
            && let Some(product) = self.product_of_two(a, b)
        {
            return product;
        }
        let mut coefficient = Number::ONE;
        let mut rest: Vec<NodeId> = Vec::with_capacity(factors.len());
        for &factor in factors {
            match self.op(factor) {
                Op::Number => {
                    coefficient = coefficient.mul(&self.number(factor).expect("a number"))
                }
                Op::Undefined => return factor,
                Op::Product if self.args(factor).len() <= SPLICE_LIMIT => {
                    self.splice_factors(factor, &mut coefficient, &mut rest);
                }
                _ => rest.push(factor),
            }
        }
        if coefficient.is_zero() {
            return self.zero_times(&rest);
        }
        if rest.len() > 1
            && let Some(undefined) = self.merge_powers(&mut rest, &mut coefficient)
        {
            return undefined;
        }
        rest.sort_unstable();
        self.scaled(&coefficient, &rest)
    }

    /// The common case without any allocation but the node's own: two factors that do not merge.
    fn product_of_two(&mut self, a: NodeId, b: NodeId) -> Option<NodeId> {
        if a == NodeId::ONE || b == NodeId::ONE {
            return Some(if a == NodeId::ONE { b } else { a });
        }
        if self.op(a) == Op::Number {
            return self.number_times(a, b);
        }
        if self.op(b) == Op::Number {
            return self.number_times(b, a);
        }
        let (long, single) = if self.op(a) == Op::Product { (a, b) } else { (b, a) };
        let plain = |op: Op| !matches!(op, Op::Undefined | Op::Product);
        if !plain(self.op(single)) {
            return None;
        }
        let base = self.base_word(single);
        let mut buffer = [NodeId::ZERO; SPLICE_LIMIT + 1];
        let factors = match self.op(long) {
            Op::Product => self.args(long),
            op if plain(op) => std::slice::from_ref(&long),
            _ => return None,
        };
        if factors.len() > SPLICE_LIMIT {
            buffer[..2].copy_from_slice(&[long.min(single), long.max(single)]);
            return Some(self.intern(Op::Product, &buffer[..2]));
        }
        if factors.iter().any(|&factor| self.base_word(factor) == base) {
            return None;
        }
        // The coefficient stays first, the rest in ascending order.
        let numeric = usize::from(self.op(factors[0]) == Op::Number);
        let place = numeric + factors[numeric..].partition_point(|&factor| factor < single);
        buffer[..place].copy_from_slice(&factors[..place]);
        buffer[place] = single;
        buffer[place + 1..=factors.len()].copy_from_slice(&factors[place..]);
        let n = factors.len() + 1;
        Some(self.intern(Op::Product, &buffer[..n]))
    }

    /// A number times something that is no number; `None` for the cases that need care.
    fn number_times(&mut self, number: NodeId, other: NodeId) -> Option<NodeId> {
        let value = self.number(number)?;
        if value.is_zero() || matches!(self.op(other), Op::Number | Op::Undefined) {
            return None;
        }
        if self.op(other) != Op::Product || self.args(other).len() > SPLICE_LIMIT {
            return Some(self.intern(Op::Product, &[number, other]));
        }
        let (coefficient, rest) = match self.number(self.args(other)[0]) {
            Some(coefficient) => (coefficient.mul(&value), &self.args(other)[1..]),
            None => (value, self.args(other)),
        };
        let mut buffer = [NodeId::ZERO; SPLICE_LIMIT];
        buffer[..rest.len()].copy_from_slice(rest);
        let n = rest.len();
        Some(self.scaled(&coefficient, &buffer[..n]))
    }

    fn splice_factors(&self, product: NodeId, coefficient: &mut Number, rest: &mut Vec<NodeId>) {
        for &factor in self.args(product) {
            match self.number(factor) {
                Some(value) => *coefficient = coefficient.mul(&value),
                None => rest.push(factor),
            }
        }
    }

    /// Zero, wherever the factors have a value at all.
    fn zero_times(&mut self, factors: &[NodeId]) -> NodeId {
        for &factor in factors {
            if !self.facts(factor).has(Facts::TOTAL) {
                self.require(Requirement::Defined, factor);
            }
        }
        NodeId::ZERO
    }

    /// The base and exponent of a factor; an exponential has base e.
    pub(crate) fn base_and_exponent(&mut self, factor: NodeId) -> (NodeId, NodeId) {
        match self.op(factor) {
            Op::Power => (self.args(factor)[0], self.args(factor)[1]),
            Op::Exp => (self.constant(Constant::E), self.args(factor)[0]),
            _ => (factor, NodeId::ONE),
        }
    }

    /// Merges the powers of equal bases; a factor that does not exist is handed back.
    fn merge_powers(
        &mut self,
        factors: &mut Vec<NodeId>,
        coefficient: &mut Number,
    ) -> Option<NodeId> {
        if !self.has_equal_bases(factors) {
            return None;
        }
        // A merger can uncover new factors (2^(1/2)·2^(3/4) = 2·2^(1/4)); the loop ends because each round
        // has fewer factors or no equal bases.
        loop {
            let mut powers: Vec<(NodeId, NodeId)> =
                factors.iter().map(|&f| self.base_and_exponent(f)).collect();
            powers.sort_by_key(|&(base, _)| base);
            factors.clear();
            let mut start = 0;
            while start < powers.len() {
                let base = powers[start].0;
                let end =
                    start + powers[start..].iter().take_while(|power| power.0 == base).count();
                let exponents: Vec<NodeId> =
                    powers[start..end].iter().map(|power| power.1).collect();
                let merged = self.merged_power(base, &exponents);
                start = end;
                match self.op(merged) {
                    Op::Undefined => return Some(merged),
                    Op::Number => {
                        *coefficient = coefficient.mul(&self.number(merged).expect("a number"))
                    }
                    Op::Product => self.splice_factors(merged, coefficient, factors),
                    _ => factors.push(merged),
                }
            }
            if factors.len() < 2 || !self.has_equal_bases(factors) {
                return None;
            }
        }
    }

    fn merged_power(&mut self, base: NodeId, exponents: &[NodeId]) -> NodeId {
        let exponent = if let [only] = exponents { *only } else { self.sum(exponents) };
        if exponents.len() > 1 {
            self.note_widened_domain(base, exponents, exponent);
        }
        self.power(base, exponent)
    }

    /// Records what `base^a·base^b` asks of the base beyond what the merged power does.
    fn note_widened_domain(&mut self, base: NodeId, exponents: &[NodeId], merged: NodeId) {
        let merged_number = self.number(merged);
        let whole = |n: &Option<Number>| n.as_ref().is_some_and(Number::is_integer);
        let negative = |n: &Option<Number>| n.as_ref().is_some_and(Number::is_negative);
        let numbers: Vec<Option<Number>> = exponents.iter().map(|&e| self.number(e)).collect();
        if numbers.iter().any(|n| n.is_none()) {
            if merged_number.is_some() {
                self.require(Requirement::Positive, base);
            }
            return;
        }
        if numbers.iter().any(negative) && !negative(&merged_number) {
            self.require(Requirement::NonZero, base);
        }
        if !numbers.iter().all(whole) && whole(&merged_number) {
            self.require(Requirement::NonNegative, base);
        }
    }

    /// What the powers of one base have in common; the arguments of all exponentials count as one base.
    fn base_word(&self, factor: NodeId) -> u32 {
        match self.op(factor) {
            Op::Power => match self.args(factor)[0] {
                base if self.op(base) == Op::Constant => self.base_word(base),
                base => base.0,
            },
            Op::Exp => u32::MAX,
            Op::Constant if self.constant_value(factor) == Some(Constant::E) => u32::MAX,
            _ => factor.0,
        }
    }

    fn has_equal_bases(&self, factors: &[NodeId]) -> bool {
        if factors.len() <= 8 {
            let equal =
                |i: usize| (0..i).any(|j| self.base_word(factors[i]) == self.base_word(factors[j]));
            return (1..factors.len()).any(equal);
        }
        let mut room = [0; 2 * SPLICE_LIMIT];
        let mut more;
        let bases = if factors.len() <= room.len() {
            &mut room[..factors.len()]
        } else {
            more = vec![0; factors.len()];
            &mut more[..]
        };
        for (base, &factor) in bases.iter_mut().zip(factors) {
            *base = self.base_word(factor);
        }
        bases.sort_unstable();
        bases.windows(2).any(|pair| pair[0] == pair[1])
    }
}
