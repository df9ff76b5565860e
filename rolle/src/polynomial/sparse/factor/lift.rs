//! Hensel lifting of a univariate factorization to power series (Zassenhaus 1969; von zur Gathen
//! and Gerhard, "Modern Computer Algebra", section 15.5, with all factors at once).
//!
//! Let q(x, t₁, …, tₛ) have the image u(x) = q(x, 0) of the same degree, square-free with factors
//! uᵢ. Over power series q = lc(q)·f₁⋯fᵣ with monic fᵢ ≡ uᵢ/lc(uᵢ), unique. The variables enter one
//! after the other; in each, the number of exact terms doubles with every step.

use super::super::limits::Limits;
use super::super::modular::{Field, bezout, mul};
use super::super::poly::SparsePoly;
use super::series::{Poly, Ring};
use crate::error::Result;
use crate::number::Integer;

/// The monic factors modulo a prime, one term beyond the degrees of q in each series variable.
pub(super) struct Lifted {
    pub(super) ring: Ring,
    pub(super) factors: Vec<Poly>,
}

/// The truncation in each series variable: the degree of a factor shows with one more term.
pub(super) fn dims(q: &SparsePoly) -> Vec<usize> {
    q.degrees()[1..].iter().map(|&d| d as usize + 2).collect()
}

/// Estimates the work before any memory is taken.
pub(super) fn check(q: &SparsePoly, factors: usize, limits: &Limits) -> Result<()> {
    let degrees = q.degrees();
    let cells = degrees[1..].iter().fold(1u128, |n, &d| n.saturating_mul(u128::from(d) + 2));
    let columns = u128::from(degrees[0]) + 1;
    limits.check_terms(cells.saturating_mul(columns).saturating_mul(2))?;
    // A constant number of products for the last steps, and some for each factor.
    limits.check_work(product_cost(q).saturating_mul(4 + factors as u128))
}

/// The field operations of a product of polynomials of the full degree: half of the pairs of
/// exponents stay in the box in each variable.
pub(super) fn product_cost(q: &SparsePoly) -> u128 {
    let degrees = q.degrees();
    let columns = u128::from(degrees[0]) + 1;
    degrees[1..].iter().fold(columns * columns, |n, &d| {
        let side = u128::from(d) + 2;
        n.saturating_mul(side * (side + 1) / 2)
    })
}

/// A polynomial in x₀ and the series variables as residues, cut to the ring.
pub(super) fn dense(q: &SparsePoly, field: &Field, dims: &[usize]) -> Poly {
    let len = dims.iter().product();
    let mut out = vec![vec![0; len]; q.degrees()[0] as usize + 1];
    for (e, c) in q.terms() {
        let inside = e[1..].iter().zip(dims).all(|(&x, &d)| (x as usize) < d);
        let cell = e[1..].iter().zip(dims).rev().fold(0, |i, (&x, &d)| i * d + x as usize);
        if inside {
            out[e[0] as usize][cell] = field.of_integer(&c);
        }
    }
    out
}

/// Lifts the factors; `None` if the prime divides a leading coefficient or two factors coincide
/// modulo it.
pub(super) fn lift(q: &SparsePoly, factors: &[Vec<Integer>], field: Field) -> Option<Lifted> {
    let dims = dims(q);
    let (mut monic, mut inverses) = (Vec::new(), Vec::new());
    for f in factors {
        let image: Vec<u64> = f.iter().map(|c| field.of_integer(c)).collect();
        let lead = *image.last().filter(|c| **c != 0)?;
        let scale = field.invert(lead);
        monic.push(image.iter().map(|&c| field.mul(c, scale)).collect::<Vec<u64>>());
    }
    for (i, f) in monic.iter().enumerate() {
        let others = monic.iter().enumerate().filter(|(j, _)| *j != i);
        let product = others.fold(vec![field.one()], |p, (_, g)| mul(&field, &p, g));
        inverses.push(bezout(&field, &product, f)?);
    }
    let ring = Ring::new(field, &dims);
    let whole = dense(q, &field, &dims);
    let lead = whole.last()?;
    if lead[0] == 0 {
        return None;
    }
    let target = ring.scaled(&whole, &ring.inverse(lead));
    let constants = |list: Vec<Vec<u64>>| -> Vec<Poly> {
        list.into_iter().map(|p| p.into_iter().map(|c| vec![c]).collect()).collect()
    };
    let mut state = State { factors: constants(monic), inverses: constants(inverses) };
    for var in 0..dims.len() {
        let mut exact = 1;
        while exact < dims[var] {
            exact = (2 * exact).min(dims[var]);
            let mut small = dims[..var].to_vec();
            small.push(exact);
            let last = var + 1 == dims.len() && exact == dims[var];
            state.step(&Ring::new(field, &small), &target, !last);
        }
    }
    Some(Lifted { ring, factors: state.factors })
}

/// The factors, and for each the inverse of the product of the others modulo it.
struct State {
    factors: Vec<Poly>,
    inverses: Vec<Poly>,
}

impl State {
    /// Doubles the exact terms in the last variable of `ring`.
    fn step(&mut self, ring: &Ring, target: &Poly, again: bool) {
        for p in self.factors.iter_mut().chain(&mut self.inverses) {
            *p = ring.fit(p);
        }
        let mut product = self.factors[0].clone();
        for f in &self.factors[1..] {
            product = ring.mul(&product, f);
        }
        let error = ring.difference(&ring.fit(target), &product);
        for (f, s) in self.factors.iter_mut().zip(&self.inverses) {
            let correction = ring.rem(ring.mul(&ring.rem(error.clone(), f), s), f);
            ring.add_to(f, &correction);
        }
        if !again {
            return;
        }
        for i in 0..self.factors.len() {
            let f = &self.factors[i];
            let s = &self.inverses[i];
            // s ← s·(2 - s·Π others) modulo f
            let mut rest = s.clone();
            for (_, g) in self.factors.iter().enumerate().filter(|(j, _)| *j != i) {
                rest = ring.rem(ring.mul(&rest, &ring.rem(g.clone(), f)), f);
            }
            self.inverses[i] = ring.rem(ring.mul(s, &ring.two_minus(&rest)), f);
        }
    }
}
