//! Sums in canonical form: nested sums spliced, numbers added, like terms collected, terms in order of index.

use super::{Facts, Graph, Requirement, SPLICE_LIMIT};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use hashbrown::HashTable;

/// Up to this many terms are compared pair by pair; beyond, by a hash table.
const FEW: usize = 8;

/// So many levels of nesting come off a sum when collecting leaves short sums behind. One is the rule; the limit keeps
/// a hostile nest from taking quadratic time, at the price of its canonical form.
const MOST_ROUNDS: usize = 32;

impl Graph {
    /// The sum of some terms; the empty sum is zero.
    ///
    /// Like terms are collected with exact coefficients: `2x + 3x` is `5x`, `x - x` is 0 with the side
    /// condition that x is defined. Linear in the number of terms.
    pub fn sum(&mut self, terms: &[NodeId]) -> NodeId {
        if let &[a, b] = terms
            && let Some(sum) = self.sum_of_two(a, b)
        {
            return sum;
        }
        let mut constant = Number::ZERO;
        let mut rest = Vec::new();
        if let Some(undefined) = self.splice_and_collect(terms, &mut constant, &mut rest) {
            return undefined;
        }
        // Collecting can leave a short sum: 3·(x + y) - 2·(x + y) + z. Each round takes one level of nesting off.
        for _ in 0..MOST_ROUNDS {
            // A term that is left alone is the sum itself.
            let alone = rest.len() < 2 && constant.is_zero();
            if alone || !rest.iter().any(|&id| self.is_short_sum(id)) {
                break;
            }
            let terms = std::mem::take(&mut rest);
            if let Some(undefined) = self.splice_and_collect(&terms, &mut constant, &mut rest) {
                return undefined;
            }
        }
        self.finish_sum(&constant, rest)
    }

    /// Adds the terms of short sums, numbers to `constant` and all others to `rest`, like ones together. A term that
    /// does not exist is handed back.
    fn splice_and_collect(
        &mut self,
        terms: &[NodeId],
        constant: &mut Number,
        rest: &mut Vec<NodeId>,
    ) -> Option<NodeId> {
        rest.reserve(terms.len());
        for &term in terms {
            match self.op(term) {
                Op::Number => *constant = constant.add(&self.number(term).expect("a number")),
                Op::Undefined => return Some(term),
                Op::Sum if self.args(term).len() <= SPLICE_LIMIT => {
                    self.splice_terms(term, constant, rest)
                }
                Op::Product => match self.negated_sum(term) {
                    Some(inner) => self.splice_negated(inner, constant, rest),
                    None => rest.push(term),
                },
                _ => rest.push(term),
            }
        }
        self.collect_like_terms(rest);
        // Collecting can leave a number behind: 2·√2/√2.
        rest.retain(|&id| match self.number(id) {
            Some(value) => {
                *constant = constant.add(&value);
                false
            }
            None => true,
        });
        None
    }

    /// A sum, or the negative of one, that does not stay together inside a sum.
    fn is_short_sum(&self, id: NodeId) -> bool {
        match self.op(id) {
            Op::Sum => self.args(id).len() <= SPLICE_LIMIT,
            Op::Product => self.negated_sum(id).is_some(),
            _ => false,
        }
    }

    /// The common case without any allocation but the node's own: two terms that are not alike.
    fn sum_of_two(&mut self, a: NodeId, b: NodeId) -> Option<NodeId> {
        if a == NodeId::ZERO || b == NodeId::ZERO {
            return Some(if a == NodeId::ZERO { b } else { a });
        }
        let plain = |id: NodeId| match self.op(id) {
            Op::Sum | Op::Undefined => false,
            Op::Product => self.negated_sum(id).is_none(),
            _ => true,
        };
        if !plain(a) || !plain(b) {
            return None;
        }
        match (self.op(a) == Op::Number, self.op(b) == Op::Number) {
            (true, true) => {
                let total = self.number(a)?.add(&self.number(b)?);
                Some(self.literal_number(&total))
            }
            (true, false) => Some(self.intern(Op::Sum, &[a, b])),
            (false, true) => Some(self.intern(Op::Sum, &[b, a])),
            (false, false) if self.term_key(&a) == self.term_key(&b) => None,
            (false, false) => Some(self.intern(Op::Sum, &[a.min(b), a.max(b)])),
        }
    }

    fn splice_terms(&self, sum: NodeId, constant: &mut Number, rest: &mut Vec<NodeId>) {
        for &term in self.args(sum) {
            match self.number(term) {
                Some(value) => *constant = constant.add(&value),
                None => rest.push(term),
            }
        }
    }

    /// The sum s of a term -s: a minus sign goes to every term, any other coefficient stays outside.
    fn negated_sum(&self, term: NodeId) -> Option<NodeId> {
        let &[coefficient, inner] = self.args(term) else { return None };
        let negated = self.small_integer(coefficient) == Some(-1);
        let short = self.op(inner) == Op::Sum && self.args(inner).len() <= SPLICE_LIMIT;
        (negated && short).then_some(inner)
    }

    /// Whether a sum would take the term apart.
    pub(crate) fn is_sum_or_negated(&self, term: NodeId) -> bool {
        match self.op(term) {
            Op::Sum => true,
            Op::Product => self.negated_sum(term).is_some(),
            _ => false,
        }
    }

    fn splice_negated(&mut self, sum: NodeId, constant: &mut Number, rest: &mut Vec<NodeId>) {
        for term in self.args(sum).to_vec() {
            match self.number(term) {
                Some(value) => *constant = constant.sub(&value),
                None => rest.push(self.negate(term)),
            }
        }
    }

    /// The sum of terms that are canonical, pairwise unlike, and no sums.
    pub(crate) fn sum_of_distinct(&mut self, mut terms: Vec<NodeId>) -> NodeId {
        let mut constant = Number::ZERO;
        if let Some(place) = terms.iter().position(|&id| self.op(id) == Op::Number) {
            constant = self.number(terms.swap_remove(place)).expect("a number");
        }
        self.finish_sum(&constant, terms)
    }

    fn finish_sum(&mut self, constant: &Number, mut rest: Vec<NodeId>) -> NodeId {
        if rest.is_empty() {
            return self.literal_number(constant);
        }
        rest.sort_unstable();
        if !constant.is_zero() {
            let constant = self.literal_number(constant);
            rest.insert(0, constant);
        }
        if let [only] = rest[..] {
            return only;
        }
        self.intern(Op::Sum, &rest)
    }

    /// The factors of a term without its numeric coefficient.
    fn term_key<'a>(&'a self, term: &'a NodeId) -> &'a [NodeId] {
        if self.op(*term) != Op::Product {
            return std::slice::from_ref(term);
        }
        let factors = self.args(*term);
        if self.op(factors[0]) == Op::Number { &factors[1..] } else { factors }
    }

    fn term_coefficient(&self, term: NodeId) -> Number {
        match self.op(term) {
            Op::Product => self.number(self.args(term)[0]).unwrap_or(Number::ONE),
            _ => Number::ONE,
        }
    }

    fn collect_like_terms(&mut self, terms: &mut Vec<NodeId>) {
        let groups = if terms.len() <= FEW {
            self.like_terms_of_few(terms)
        } else {
            self.like_terms_of_many(terms)
        };
        let Some(groups) = groups else { return };
        // groups[i] is the first term like term i.
        let mut coefficients: Vec<Option<Number>> = vec![None; terms.len()];
        for (i, &first) in groups.iter().enumerate() {
            if first != i {
                let start = coefficients[first]
                    .take()
                    .unwrap_or_else(|| self.term_coefficient(terms[first]));
                coefficients[first] = Some(start.add(&self.term_coefficient(terms[i])));
            }
        }
        let mut collected = Vec::with_capacity(terms.len());
        for (i, &first) in groups.iter().enumerate() {
            if first == i {
                match coefficients[i].take() {
                    None => collected.push(terms[i]),
                    Some(coefficient) => {
                        collected.extend(self.with_coefficient(terms[i], &coefficient))
                    }
                }
            }
        }
        *terms = collected;
    }

    fn like_terms_of_few(&self, terms: &[NodeId]) -> Option<Vec<usize>> {
        let mut groups: Option<Vec<usize>> = None;
        for i in 1..terms.len() {
            let key = self.term_key(&terms[i]);
            if let Some(first) = (0..i).find(|&j| self.term_key(&terms[j]) == key) {
                groups.get_or_insert_with(|| (0..terms.len()).collect())[i] = first;
            }
        }
        groups
    }

    fn like_terms_of_many(&self, terms: &[NodeId]) -> Option<Vec<usize>> {
        let hash =
            |i: usize| super::spread(super::hash_args(Op::Product, self.term_key(&terms[i])));
        let mut table: HashTable<u32> = HashTable::with_capacity(terms.len());
        let mut groups: Option<Vec<usize>> = None;
        for i in 0..terms.len() {
            let key = self.term_key(&terms[i]);
            match table.find(hash(i), |&j| self.term_key(&terms[j as usize]) == key) {
                Some(&first) => {
                    groups.get_or_insert_with(|| (0..terms.len()).collect())[i] = first as usize;
                }
                None => {
                    table.insert_unique(hash(i), super::index32(i), |&j| hash(j as usize));
                }
            }
        }
        groups
    }

    /// The term with another coefficient; nothing where that is zero.
    fn with_coefficient(&mut self, term: NodeId, coefficient: &Number) -> Option<NodeId> {
        if coefficient.is_zero() {
            if !self.facts(term).has(Facts::TOTAL) {
                self.require(Requirement::Defined, term);
            }
            return None;
        }
        let key: Vec<NodeId> = self.term_key(&term).to_vec();
        Some(self.scaled(coefficient, &key))
    }

    /// `coefficient · key` for factors that are already canonical together.
    pub(crate) fn scaled(&mut self, coefficient: &Number, key: &[NodeId]) -> NodeId {
        if coefficient.is_one() {
            return match key {
                [] => NodeId::ONE,
                [only] => *only,
                _ => self.intern(Op::Product, key),
            };
        }
        let number = self.literal_number(coefficient);
        if key.is_empty() {
            return number;
        }
        let mut factors = Vec::with_capacity(key.len() + 1);
        factors.push(number);
        factors.extend_from_slice(key);
        self.intern(Op::Product, &factors)
    }
}
