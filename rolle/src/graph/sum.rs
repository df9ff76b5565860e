//! Sums in canonical form: nested sums spliced, numbers added, like terms collected, terms in order of index.

use super::{Facts, Graph, Requirement, SPLICE_LIMIT};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use hashbrown::HashTable;

/// Up to this many terms are compared pair by pair; beyond, by a hash table.
const FEW: usize = 8;

/// So many levels of nesting come off a sum when collecting leaves sums to take apart. One is the rule; the limit keeps
/// a hostile nest from taking quadratic time, at the price of its canonical form.
const MOST_ROUNDS: usize = 32;

impl Graph {
    /// The sum of some terms; the empty sum is zero.
    ///
    /// Like terms are collected with exact coefficients: `2x + 3x` is `5x`, `x - x` is 0 with the side condition
    /// that x is defined. A multiple of a sum comes apart where that does not make the sum longer, because all its
    /// terms but one, at the most, have like terms to go to: `2(x + y) + x` is `3x + 2y`, and `2(x + y) + z` stays,
    /// so that a sum which many expressions hold remains shared. Linear in the number of terms.
    pub fn sum(&mut self, terms: &[NodeId]) -> NodeId {
        if let &[a, b] = terms
            && let Some(sum) = self.sum_of_two(a, b)
        {
            return sum;
        }
        let mut nonzero = terms.iter().filter(|&&term| term != NodeId::ZERO);
        let Some(&first) = nonzero.next() else { return NodeId::ZERO };
        if nonzero.next().is_none() {
            return first;
        }
        let mut constant = Number::ZERO;
        let mut rest = Vec::with_capacity(terms.len());
        // Whether there may be multiples of sums; a spliced sum counts, its terms are not looked at here.
        let mut multiples = false;
        for &term in terms {
            match self.op(term) {
                Op::Number => constant = constant.add(&self.number(term).expect("a number")),
                Op::Undefined => return term,
                Op::Sum | Op::Product => {
                    let multiple = self.multiple_of_sum(term);
                    multiples |= multiple.is_some();
                    match multiple {
                        Some((scale, _)) if self.is_unit(scale) => {
                            self.splice(term, &mut constant, &mut rest)
                        }
                        _ => rest.push(term),
                    }
                }
                _ => rest.push(term),
            }
        }
        if self.collect_like_terms(&mut rest, &mut constant) || multiples {
            self.take_apart(&mut rest, &mut constant);
        }
        self.finish_sum(&constant, rest)
    }

    /// Takes sums apart that do not stay together: 3·(x + y) - 2·(x + y) + z. Each round takes one level of nesting
    /// off.
    fn take_apart(&mut self, rest: &mut Vec<NodeId>, constant: &mut Number) {
        for _ in 0..MOST_ROUNDS {
            if rest.len() < 2 && constant.is_zero() {
                return;
            }
            let places = self.places_to_take_apart(rest, constant);
            if places.is_empty() {
                return;
            }
            let mut places = places.into_iter().peekable();
            for (place, term) in std::mem::take(rest).into_iter().enumerate() {
                match places.next_if_eq(&place) {
                    Some(_) => self.splice(term, constant, rest),
                    None => rest.push(term),
                }
            }
            self.collect_like_terms(rest, constant);
        }
    }

    /// The places of the terms that do not stay together in a sum of these terms and a constant.
    ///
    /// The answer is that of the set of terms, not of their order, and more terms never make a multiple stay.
    fn places_to_take_apart(&self, terms: &[NodeId], constant: &Number) -> Vec<usize> {
        let mut places: Vec<usize> =
            (0..terms.len()).filter(|&i| self.multiple_of_sum(terms[i]).is_some()).collect();
        if places.is_empty() {
            return places;
        }
        let keys = if terms.len() <= FEW { HashTable::new() } else { self.table_of_keys(terms) };
        let has_like_term = |term: &NodeId| {
            let key = self.term_key(term);
            match self.op(*term) {
                Op::Number => !constant.is_zero(),
                _ if terms.len() <= FEW => terms.iter().any(|other| self.term_key(other) == key),
                _ => keys
                    .find(key_hash(key), |&i| self.term_key(&terms[i as usize]) == key)
                    .is_some(),
            }
        };
        places.retain(|&place| {
            let (scale, sum) = self.multiple_of_sum(terms[place]).expect("chosen above");
            let lonely = self.args(sum).iter().filter(|term| !has_like_term(term));
            self.is_unit(scale) || lonely.take(2).count() < 2
        });
        places
    }

    /// The common case without any allocation but the node's own: two terms that are not alike.
    fn sum_of_two(&mut self, a: NodeId, b: NodeId) -> Option<NodeId> {
        if a == NodeId::ZERO || b == NodeId::ZERO {
            return Some(if a == NodeId::ZERO { b } else { a });
        }
        let plain = |id: NodeId| self.op(id) != Op::Undefined && self.multiple_of_sum(id).is_none();
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

    /// The number c and the sum s of a term c·s, where s is short.
    #[inline]
    fn multiple_of_sum(&self, term: NodeId) -> Option<(NodeId, NodeId)> {
        let (scale, sum) = match (self.op(term), self.args(term)) {
            (Op::Sum, _) => (NodeId::ONE, term),
            (Op::Product, &[scale, sum]) if self.op(scale) == Op::Number => (scale, sum),
            _ => return None,
        };
        let short = self.op(sum) == Op::Sum && self.args(sum).len() <= SPLICE_LIMIT;
        short.then_some((scale, sum))
    }

    /// Whether a number is 1 or -1: every sum takes such multiples of a short sum apart.
    fn is_unit(&self, scale: NodeId) -> bool {
        matches!(self.small_integer(scale), Some(1 | -1))
    }

    /// Whether some sum takes the term apart.
    pub(crate) fn is_multiple_of_sum(&self, term: NodeId) -> bool {
        self.op(term) == Op::Sum || self.multiple_of_sum(term).is_some()
    }

    /// Adds the terms of a multiple of a short sum.
    fn splice(&mut self, multiple: NodeId, constant: &mut Number, rest: &mut Vec<NodeId>) {
        let (scale, sum) = self.multiple_of_sum(multiple).expect("a multiple of a short sum");
        let factor = self.number(scale).expect("a number");
        for i in 0..self.args(sum).len() {
            let term = self.args(sum)[i];
            match self.number(term) {
                Some(value) => *constant = constant.add(&value.mul(&factor)),
                None if scale == NodeId::ONE => rest.push(term),
                None => rest.push(self.product(&[scale, term])),
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
    pub(crate) fn term_key<'a>(&'a self, term: &'a NodeId) -> &'a [NodeId] {
        if self.op(*term) != Op::Product {
            return std::slice::from_ref(term);
        }
        let factors = self.args(*term);
        if self.op(factors[0]) == Op::Number { &factors[1..] } else { factors }
    }

    /// The numeric coefficient of a term that is no number.
    pub(crate) fn term_coefficient(&self, term: NodeId) -> Number {
        match self.op(term) {
            Op::Product => self.number(self.args(term)[0]).unwrap_or(Number::ONE),
            _ => Number::ONE,
        }
    }

    /// Collects like terms, and adds what numbers that leaves (2·√2/√2) to the constant; whether there were any.
    fn collect_like_terms(&mut self, terms: &mut Vec<NodeId>, constant: &mut Number) -> bool {
        let groups = if terms.len() <= FEW {
            self.like_terms_of_few(terms)
        } else {
            self.like_terms_of_many(terms)
        };
        let Some(groups) = groups else { return false };
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
            if first != i {
                continue;
            }
            let term = match coefficients[i].take() {
                None => Some(terms[i]),
                Some(coefficient) => self.with_coefficient(terms[i], &coefficient),
            };
            match term.map(|term| (term, self.number(term))) {
                Some((_, Some(number))) => *constant = constant.add(&number),
                Some((term, None)) => collected.push(term),
                None => {}
            }
        }
        *terms = collected;
        true
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
        let hash = |i: usize| key_hash(self.term_key(&terms[i]));
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

    /// The places of pairwise unlike terms by their keys.
    fn table_of_keys(&self, terms: &[NodeId]) -> HashTable<u32> {
        let hash = |i: usize| key_hash(self.term_key(&terms[i]));
        let mut table = HashTable::with_capacity(terms.len());
        for i in 0..terms.len() {
            table.insert_unique(hash(i), super::index32(i), |&j| hash(j as usize));
        }
        table
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
        let mut factors = [number; SPLICE_LIMIT + 1];
        match factors.get_mut(1..=key.len()) {
            Some(rest) => {
                rest.copy_from_slice(key);
                self.intern(Op::Product, &factors[..=key.len()])
            }
            None => self.intern(Op::Product, &[&[number], key].concat()),
        }
    }
}

fn key_hash(key: &[NodeId]) -> u64 {
    super::spread(super::hash_args(Op::Product, key))
}
