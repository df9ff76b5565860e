//! A polynomial in kernels as a small expression: common factors outside, then Horner's scheme in the main
//! kernel or plain terms with shared powers, whichever needs fewer nodes.
//!
//! Two changes of basis shorten the derivatives of sigmoids. σ⁽ⁿ⁾ is σ(1−σ) times an even or odd polynomial in
//! 2σ − 1, so half of its terms vanish; tanh⁽ⁿ⁾ has the factor 1 − tanh². Both also keep the value accurate in
//! the tails, where the factor in front carries the smallness.

use super::kernel::Ring;
use super::polynomial::{Exponents, MAX_KERNELS, Polynomial, Term};
use crate::graph::Graph;
use crate::number::{Integer, Natural, Number};
use crate::operator::{NodeId, Op};
use dashu_base::Gcd;
use std::collections::BTreeMap;

/// Changes of basis are tried up to this degree; their cost is its square.
const REWRITTEN_DEGREE: i32 = 256;

/// The coefficients by one kernel, for each monomial in the others.
type Groups = BTreeMap<Exponents, Vec<(i32, Number)>>;

/// What a kernel stands for when the expression is written.
struct Written<'g> {
    graph: &'g mut Graph,
    kernels: Vec<(NodeId, i32)>,
    factors: Vec<NodeId>,
}

/// The expression of a polynomial.
pub(super) fn build(ring: &mut Ring<'_>, polynomial: Polynomial) -> NodeId {
    if polynomial.terms.is_empty() {
        return NodeId::ZERO;
    }
    let kernels = ring.kernels.iter().map(|kernel| (kernel.node, kernel.root)).collect();
    let logistics: Vec<usize> = ring.logistics.iter().map(|known| known.2).collect();
    let mut written = Written { graph: ring.graph, kernels, factors: Vec::new() };
    let mut rest = polynomial;
    for place in logistics {
        rest = written.center_logistic(rest, place);
    }
    for place in 0..written.kernels.len() {
        if written.graph.op(written.kernels[place].0) == Op::Tanh {
            rest = written.divide_tanh(rest, place);
        }
    }
    rest = written.monomial_content(rest);
    rest = written.numeric_content(rest);
    let sum = written.sum_of_terms(&rest);
    let mut factors = std::mem::take(&mut written.factors);
    factors.push(sum);
    written.graph.product(&factors)
}

impl Written<'_> {
    /// A kernel to an exponent.
    fn power(&mut self, place: usize, exponent: i32) -> NodeId {
        let (node, root) = self.kernels[place];
        let exponent = self.graph.ratio(i64::from(exponent), i64::from(root));
        self.graph.power(node, exponent)
    }

    fn monomial(&mut self, exponents: &Exponents) -> Vec<NodeId> {
        (0..self.kernels.len())
            .filter(|&place| exponents[place] != 0)
            .map(|place| self.power(place, exponents[place]))
            .collect()
    }

    /// Writes σ as (1 + y)/2 with y = 2σ − 1, and 1 − y² = 4σ(1 − σ) in front, where that leaves fewer terms.
    fn center_logistic(&mut self, polynomial: Polynomial, place: usize) -> Polynomial {
        if !has_small_degrees(&polynomial, place) {
            return polynomial;
        }
        let (centered, degree) = halved_and_shifted(&polynomial, place);
        let (quotient, times) = divide_by_one_minus_square(centered, place);
        if quotient.terms.len() >= polynomial.terms.len() {
            return polynomial;
        }
        let sigmoid = self.kernels[place].0;
        let (two, minus_one) = (self.graph.integer(2), self.graph.integer(-1));
        let double = self.graph.product(&[two, sigmoid]);
        self.kernels[place] = (self.graph.sum(&[double, minus_one]), 1);
        if times > 0 {
            let rest = self.graph.subtract(NodeId::ONE, sigmoid);
            let exponent = self.graph.integer(i64::from(times));
            self.factors.push(self.graph.power(sigmoid, exponent));
            self.factors.push(self.graph.power(rest, exponent));
        }
        let scale = 2 * i64::from(times) - i64::from(degree);
        let scale = Number::Small(2).pow(scale, usize::MAX).expect("not zero");
        quotient.scaled(&scale)
    }

    /// Takes 1 − tanh² out as often as it goes.
    fn divide_tanh(&mut self, polynomial: Polynomial, place: usize) -> Polynomial {
        if !has_small_degrees(&polynomial, place) {
            return polynomial;
        }
        let (quotient, times) = divide_by_one_minus_square(polynomial, place);
        if times > 0 {
            let square = self.power(place, 2);
            let difference = self.graph.subtract(NodeId::ONE, square);
            let exponent = self.graph.integer(i64::from(times));
            self.factors.push(self.graph.power(difference, exponent));
        }
        quotient
    }

    /// Takes the common powers of kernels out.
    fn monomial_content(&mut self, mut polynomial: Polynomial) -> Polynomial {
        let mut least = polynomial.terms[0].exponents;
        for term in &polynomial.terms {
            for (least, &e) in least.iter_mut().zip(&term.exponents) {
                *least = (*least).min(e);
            }
        }
        for term in &mut polynomial.terms {
            for (e, least) in term.exponents.iter_mut().zip(least) {
                *e -= least;
            }
        }
        let factors = self.monomial(&least);
        self.factors.extend(factors);
        polynomial
    }

    /// Takes the common denominator, the common divisor and a common minus sign out.
    fn numeric_content(&mut self, polynomial: Polynomial) -> Polynomial {
        let mut above = Natural::ZERO;
        let mut below = Natural::ONE;
        for Term { coefficient, .. } in &polynomial.terms {
            let (_, magnitude) = coefficient.numerator().into_parts();
            above = if above.is_zero() { magnitude } else { above.gcd(magnitude) };
            let denominator = coefficient.denominator();
            let common = (&below).gcd(&denominator);
            below = below * denominator / common;
        }
        let content = Number::from(Integer::from(above))
            .mul(&Number::from(Integer::from(below)).recip().expect("not zero"));
        let negative = polynomial.terms.iter().all(|term| term.coefficient.is_negative());
        let content = if negative { content.neg() } else { content };
        if content.is_one() || (polynomial.terms.len() < 3 && content.is_integer()) {
            return polynomial;
        }
        self.factors.push(self.graph.literal_number(&content));
        polynomial.scaled(&content.recip().expect("not zero"))
    }

    fn sum_of_terms(&mut self, polynomial: &Polynomial) -> NodeId {
        let main = main_kernel(polynomial);
        let groups = groups_by(polynomial, main);
        let step = common_step(&groups);
        if horner_cost(&groups, main) < plain_cost(polynomial) {
            let terms: Vec<NodeId> = groups
                .iter()
                .map(|(others, coefficients)| self.horner(others, coefficients, main, step))
                .collect();
            return self.graph.sum(&terms);
        }
        let terms: Vec<NodeId> = polynomial
            .terms
            .iter()
            .map(|term| {
                let mut factors = self.monomial(&term.exponents);
                factors.push(self.graph.literal_number(&term.coefficient));
                self.graph.product(&factors)
            })
            .collect();
        self.graph.sum(&terms)
    }

    /// others · kᵐ · (…((c₀ z + c₁) z + c₂)…) with z = k^step.
    fn horner(
        &mut self,
        others: &Exponents,
        coefficients: &[(i32, Number)],
        main: usize,
        step: i32,
    ) -> NodeId {
        let z = self.power(main, step);
        let mut descending = coefficients.iter().rev();
        let Some((mut degree, leading)) = descending.next().cloned() else { return NodeId::ZERO };
        let mut value = self.graph.literal_number(&leading);
        for (next, coefficient) in descending {
            let gap = (degree - next) / step;
            let power = if gap == 1 { z } else { self.power(main, gap * step) };
            let product = self.graph.product(&[value, power]);
            let coefficient = self.graph.literal_number(coefficient);
            value = self.graph.sum(&[product, coefficient]);
            degree = *next;
        }
        let mut factors = self.monomial(others);
        factors.extend([self.power(main, degree), value]);
        self.graph.product(&factors)
    }
}

fn has_small_degrees(polynomial: &Polynomial, place: usize) -> bool {
    polynomial.terms.iter().all(|term| (0..=REWRITTEN_DEGREE).contains(&term.exponents[place]))
        && polynomial.terms.iter().any(|term| term.exponents[place] > 0)
}

/// Replaces a kernel k by (1 + k)/2 and multiplies by 2ᵈ, where d is its degree, so that integers stay integers.
fn halved_and_shifted(polynomial: &Polynomial, place: usize) -> (Polynomial, i32) {
    let degree = polynomial.terms.iter().map(|term| term.exponents[place]).max().unwrap_or(0);
    // Row n of Pascal's triangle, for each n.
    let mut rows: Vec<Vec<Number>> = vec![vec![Number::ONE]];
    for n in 1..=degree as usize {
        let above = &rows[n - 1];
        let inner = above.windows(2).map(|pair| pair[0].add(&pair[1]));
        rows.push(std::iter::once(Number::ONE).chain(inner).chain([Number::ONE]).collect());
    }
    let mut terms = Vec::with_capacity(polynomial.terms.len() * (degree as usize + 2) / 2);
    for term in &polynomial.terms {
        let n = term.exponents[place];
        let scale = Number::Small(2).pow(i64::from(degree - n), usize::MAX).expect("not zero");
        let scaled = term.coefficient.mul(&scale);
        for (j, binomial) in rows[n as usize].iter().enumerate() {
            let mut exponents = term.exponents;
            exponents[place] = j as i32;
            terms.push(Term { exponents, coefficient: scaled.mul(binomial) });
        }
    }
    (Polynomial::collect(terms), degree)
}

fn groups_by(polynomial: &Polynomial, place: usize) -> Groups {
    let mut groups: Groups = BTreeMap::new();
    for term in &polynomial.terms {
        let mut others = term.exponents;
        let e = std::mem::take(&mut others[place]);
        groups.entry(others).or_default().push((e, term.coefficient.clone()));
    }
    for coefficients in groups.values_mut() {
        coefficients.sort_unstable_by_key(|&(e, _)| e);
    }
    groups
}

/// Divides by 1 − k² as long as nothing remains; how often that was.
fn divide_by_one_minus_square(mut polynomial: Polynomial, place: usize) -> (Polynomial, u32) {
    let mut times = 0;
    while let Some(quotient) = exact_quotient(&polynomial, place) {
        polynomial = quotient;
        times += 1;
    }
    (polynomial, times)
}

fn exact_quotient(polynomial: &Polynomial, place: usize) -> Option<Polynomial> {
    let mut terms = Vec::new();
    for (others, coefficients) in groups_by(polynomial, place) {
        let degree = usize::try_from(coefficients.last()?.0).ok()?;
        let mut quotient = vec![Number::ZERO; degree + 1];
        for (e, coefficient) in coefficients {
            quotient[e as usize] = coefficient;
        }
        // p = q − k² q, so q_e = p_e + q_(e−2), and the last two must vanish.
        for e in 2..=degree {
            let below = quotient[e - 2].clone();
            quotient[e] = quotient[e].add(&below);
        }
        if quotient.iter().rev().take(2).any(|q| !q.is_zero()) {
            return None;
        }
        for (e, coefficient) in quotient.into_iter().enumerate() {
            let mut exponents = others;
            exponents[place] = e as i32;
            terms.push(Term { exponents, coefficient });
        }
    }
    (!terms.is_empty()).then(|| Polynomial::collect(terms))
}

/// The kernel with the most different exponents.
fn main_kernel(polynomial: &Polynomial) -> usize {
    let variety = |place: usize| {
        let mut exponents: Vec<i32> =
            polynomial.terms.iter().map(|term| term.exponents[place]).collect();
        exponents.sort_unstable();
        exponents.dedup();
        exponents.len()
    };
    (0..MAX_KERNELS).rev().max_by_key(|&place| variety(place)).expect("there are places")
}

fn common_step(groups: &Groups) -> i32 {
    let differences = groups.values().flat_map(|c| c.windows(2).map(|pair| pair[1].0 - pair[0].0));
    let step =
        differences.fold(0u32, |step, d| if step == 0 { d as u32 } else { step.gcd(d as u32) });
    (step as i32).max(1)
}

/// The nodes that Horner's scheme needs: a number, a product and a sum for each coefficient but the last.
fn horner_cost(groups: &Groups, main: usize) -> usize {
    let coefficients: usize = groups.values().map(|c| 3 * c.len() - 2).sum();
    let others: Vec<&Exponents> = groups.keys().filter(|o| o.iter().any(|&e| e != 0)).collect();
    let powers = powers_needed(others.iter().copied(), main);
    coefficients + 2 * others.len() + 2 * (powers + 1)
}

/// The nodes that plain terms need: a number and a product for each, and each power once.
fn plain_cost(polynomial: &Polynomial) -> usize {
    let powers = powers_needed(polynomial.terms.iter().map(|term| &term.exponents), MAX_KERNELS);
    2 * polynomial.terms.len() + 2 * powers
}

fn powers_needed<'a>(all: impl Iterator<Item = &'a Exponents>, except: usize) -> usize {
    let mut powers: Vec<(usize, i32)> = all
        .flat_map(|exponents| exponents.iter().copied().enumerate())
        .filter(|&(place, e)| place != except && e != 0 && e != 1)
        .collect();
    powers.sort_unstable();
    powers.dedup();
    powers.len()
}
