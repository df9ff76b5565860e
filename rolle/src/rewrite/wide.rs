//! Expansion in very many generators.
//!
//! A packed exponent vector has room for every generator in every term, which is wasteful where thousands of them
//! occur once or twice each. Here a monomial lists only the generators that it holds, so that memory is proportional
//! to what the result writes out.

use super::ring::{Ring, polynomial_operands, polynomial_order, too_large, uses};
use crate::graph::{Graph, POWER_BITS};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;
use crate::{Error, ErrorKind, Result};
use std::borrow::Cow;
use std::collections::HashMap;

/// Beyond so many generators monomials are lists; up to it, packed vectors are quicker and no larger.
pub(super) const WIDE: usize = 32;

/// The limit on the generators that all monomials together may list, for each term that the limits allow.
const GENERATORS_PER_TERM: usize = 8;

/// Generators with their exponents, in ascending order of the generators.
type Monomial = Box<[(u32, u32)]>;

/// A polynomial as its nonzero terms.
type Terms = HashMap<Monomial, Number>;

/// A node on the way: a million symbols are no million tables.
#[derive(Clone)]
enum Piece {
    Monomial(Number, Monomial),
    Terms(Terms),
}

impl Graph {
    /// The polynomial part at a node multiplied out, and the generators that occur in the result.
    ///
    /// # Errors
    /// `Budget` beyond the limits on terms, bits and work, or eight generators for each term that is allowed.
    pub(super) fn expand_wide(
        &mut self,
        part: NodeId,
        ring: &Ring,
        limits: &Limits,
    ) -> Result<(NodeId, Vec<bool>)> {
        let mut terms: Vec<(Monomial, Number)> =
            Expansion { graph: self, ring, limits }.of(part)?.into_terms().into_iter().collect();
        // A hash table has an order of its own in every run.
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut occurs = vec![false; ring.len()];
        let mut sum = Vec::with_capacity(terms.len());
        for (monomial, coefficient) in terms {
            let mut factors = vec![self.literal_number(&coefficient)];
            for &(generator, exponent) in &monomial {
                occurs[generator as usize] = true;
                let generator = ring.generators()[generator as usize];
                factors.push(self.powi(generator, i64::from(exponent)));
            }
            sum.push(self.product(&factors));
        }
        Ok((self.sum(&sum), occurs))
    }
}

struct Expansion<'a> {
    graph: &'a Graph,
    ring: &'a Ring,
    limits: &'a Limits,
}

impl Expansion<'_> {
    fn of(&self, root: NodeId) -> Result<Piece> {
        let order = polynomial_order(self.graph, root);
        // With its last use a piece is taken, so that a chain of sums stays linear.
        let mut uses = uses(self.graph, &order);
        let mut pieces: HashMap<NodeId, Piece> = HashMap::new();
        for &id in &order {
            let piece = match self.ring.place(id) {
                Some(generator) => Piece::Monomial(Number::ONE, [(generator as u32, 1)].into()),
                None => self.step(id, &mut pieces, &mut uses)?,
            };
            pieces.insert(id, piece);
        }
        Ok(pieces.remove(&root).expect("the root comes last"))
    }

    fn step(
        &self,
        id: NodeId,
        pieces: &mut HashMap<NodeId, Piece>,
        uses: &mut HashMap<NodeId, u32>,
    ) -> Result<Piece> {
        let mut operands = Vec::with_capacity(polynomial_operands(self.graph, id).len());
        for arg in polynomial_operands(self.graph, id) {
            let left = uses.get_mut(arg).expect("every operand was counted");
            *left -= 1;
            let piece = if *left == 0 { pieces.remove(arg) } else { pieces.get(arg).cloned() };
            operands.push(piece.expect("children come first"));
        }
        match self.graph.op(id) {
            Op::Number => {
                let number = self.graph.number(id).expect("a number");
                Ok(Piece::Monomial(number, Box::default()))
            }
            Op::Sum => self.sum(operands),
            Op::Product => self.product(operands),
            _ => {
                let exponent = self.graph.small_integer(self.graph.args(id)[1]);
                let exponent = exponent.and_then(|n| u32::try_from(n).ok());
                let base = operands.pop().expect("a power has a base");
                self.power(base, exponent.expect("a polynomial exponent"))
            }
        }
    }

    /// The smaller polynomials go into the largest.
    fn sum(&self, mut operands: Vec<Piece>) -> Result<Piece> {
        let largest = (0..operands.len()).max_by_key(|&i| operands[i].len());
        let first = operands.swap_remove(largest.expect("a sum has terms"));
        let mut total = first.into_terms();
        let before = total.len();
        for operand in operands {
            match operand {
                Piece::Monomial(coefficient, monomial) => {
                    add(&mut total, monomial, coefficient);
                }
                Piece::Terms(terms) => {
                    for (monomial, coefficient) in terms {
                        add(&mut total, monomial, coefficient);
                    }
                }
            }
        }
        if total.len() > self.limits.terms {
            return Err(over("terms", total.len(), self.limits.terms));
        }
        // Counting what is listed only where the sum has doubled keeps a chain of sums linear.
        if total.len() > before.next_power_of_two() {
            self.check_listed(&total)?;
        }
        Ok(Piece::Terms(total))
    }

    fn product(&self, mut operands: Vec<Piece>) -> Result<Piece> {
        // Small factors first keeps the intermediate products small.
        operands.sort_by_key(|operand| std::cmp::Reverse(operand.len()));
        // The single terms come as one: a million symbols are not merged one at a time.
        let (mut coefficient, mut powers) = (Number::ONE, Vec::new());
        while let Some(Piece::Monomial(..)) = operands.last() {
            let Some(Piece::Monomial(c, monomial)) = operands.pop() else { break };
            coefficient = coefficient.mul(&c);
            powers.extend_from_slice(&monomial);
        }
        if coefficient.is_zero() {
            return Ok(Piece::Terms(Terms::new()));
        }
        let mut product = Piece::Monomial(coefficient, merged(powers)?);
        while let Some(factor) = operands.pop() {
            product = self.times(&product, &factor)?;
        }
        Ok(product)
    }

    fn times(&self, a: &Piece, b: &Piece) -> Result<Piece> {
        let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let steps = (small.len() as u64).saturating_mul(large.len() as u64);
        if steps > self.limits.work {
            return Err(over("coefficient operations", steps as usize, self.limits.work as usize));
        }
        let bits = (small.bits() + large.bits()) as u64 * large.len() as u64;
        if bits > self.limits.bits {
            return Err(over("bits of coefficients", bits as usize, self.limits.bits as usize));
        }
        let large = large.terms();
        let mut product = Terms::new();
        let mut room = self.room();
        for (m, c) in small.terms().iter() {
            for (n, d) in large.iter() {
                let monomial = times(m, n)?;
                let listed = monomial.len();
                if add(&mut product, monomial, c.mul(d)) {
                    // What cancels gives no room back before the end, so that the check is cheap.
                    room = room.checked_sub(listed).ok_or_else(|| self.too_wide())?;
                }
                if product.len() > self.limits.terms {
                    return Err(over("terms", product.len(), self.limits.terms));
                }
            }
        }
        Ok(Piece::Terms(product))
    }

    /// By repeated squaring; a product beyond the limits ends it early, whatever the exponent.
    fn power(&self, base: Piece, exponent: u32) -> Result<Piece> {
        if let Piece::Monomial(coefficient, monomial) = base {
            let coefficient =
                coefficient.pow(i64::from(exponent), POWER_BITS).ok_or_else(too_large)?;
            let raised = monomial.iter().map(|&(g, n)| Some((g, n.checked_mul(exponent)?)));
            let raised: Option<Monomial> = raised.collect();
            return Ok(Piece::Monomial(coefficient, raised.ok_or_else(too_large)?));
        }
        let mut power = base.clone();
        for bit in (0..exponent.ilog2()).rev() {
            power = self.times(&power, &power)?;
            if exponent >> bit & 1 == 1 {
                power = self.times(&power, &base)?;
            }
        }
        Ok(power)
    }

    fn room(&self) -> usize {
        self.limits.terms.saturating_mul(GENERATORS_PER_TERM)
    }

    fn too_wide(&self) -> Error {
        over("generators in all terms together", self.room().saturating_add(1), self.room())
    }

    fn check_listed(&self, terms: &Terms) -> Result<()> {
        let listed: usize = terms.keys().map(|monomial| monomial.len()).sum();
        if listed > self.room() { Err(self.too_wide()) } else { Ok(()) }
    }
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Piece::Monomial(..) => 1,
            Piece::Terms(terms) => terms.len(),
        }
    }

    fn bits(&self) -> usize {
        match self {
            Piece::Monomial(coefficient, _) => coefficient.bits(),
            Piece::Terms(terms) => terms.values().map(Number::bits).max().unwrap_or(0),
        }
    }

    fn terms(&self) -> Cow<'_, Terms> {
        match self {
            Piece::Terms(terms) => Cow::Borrowed(terms),
            single => Cow::Owned(single.clone().into_terms()),
        }
    }

    fn into_terms(self) -> Terms {
        match self {
            Piece::Terms(terms) => terms,
            Piece::Monomial(coefficient, _) if coefficient.is_zero() => Terms::new(),
            Piece::Monomial(coefficient, monomial) => [(monomial, coefficient)].into(),
        }
    }
}

/// Adds a term; whether the monomial is new.
fn add(terms: &mut Terms, monomial: Monomial, coefficient: Number) -> bool {
    use std::collections::hash_map::Entry;
    match terms.entry(monomial) {
        _ if coefficient.is_zero() => false,
        Entry::Vacant(place) => {
            place.insert(coefficient);
            true
        }
        Entry::Occupied(mut place) => {
            let sum = place.get().add(&coefficient);
            if sum.is_zero() {
                place.remove();
            } else {
                place.insert(sum);
            }
            false
        }
    }
}

/// The product of two monomials: a merge of two sorted lists.
fn times(a: &[(u32, u32)], b: &[(u32, u32)]) -> Result<Monomial> {
    let mut product = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => {
                product.push(a[i]);
                i += 1;
            }
            std::cmp::Ordering::Greater => {
                product.push(b[j]);
                j += 1;
            }
            std::cmp::Ordering::Equal => {
                let exponent = a[i].1.checked_add(b[j].1).ok_or_else(too_large)?;
                product.push((a[i].0, exponent));
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    product.extend_from_slice(&a[i..]);
    product.extend_from_slice(&b[j..]);
    Ok(product.into())
}

/// Powers in any order as a monomial.
fn merged(mut powers: Vec<(u32, u32)>) -> Result<Monomial> {
    powers.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::with_capacity(powers.len());
    for (generator, exponent) in powers {
        match merged.last_mut().filter(|last| last.0 == generator) {
            Some(last) => last.1 = last.1.checked_add(exponent).ok_or_else(too_large)?,
            None => merged.push((generator, exponent)),
        }
    }
    Ok(merged.into())
}

fn over(what: &str, need: usize, limit: usize) -> Error {
    let message = format!("about `{need}` {what} needed, the limit is `{limit}`");
    Error::new(ErrorKind::Budget, message)
        .with_help("raise the limit on terms or work, or expand a part of the expression")
}
