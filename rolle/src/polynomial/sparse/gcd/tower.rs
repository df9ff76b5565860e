//! A polynomial prepared for evaluation modulo primes, one variable after the other.
//!
//! Level k holds the polynomial in x₀, …, xₖ that is left when the later variables have values.
//! Terms stay in lexicographic order, so the terms of level k that fall together when xₖ gets a
//! value are neighbors; which terms those are does not depend on the prime or the point.

use std::collections::BTreeMap;

use super::super::coefficients::Coefficients;
use super::super::modular::Field;
use super::super::poly::SparsePoly;

/// The terms at one level.
struct Level {
    /// The exponent of the level's own variable.
    exponents: Vec<u32>,
    /// The term of the level below into which each falls.
    parents: Vec<u32>,
    /// The largest exponent.
    degree: usize,
}

/// The structure of a polynomial at every level, and its coefficients.
pub(super) struct Tower {
    levels: Vec<Level>,
    coefficients: Coefficients,
}

impl Tower {
    /// Of a polynomial in at least one variable.
    pub(super) fn new(p: &SparsePoly) -> Tower {
        let rows: Vec<Vec<u32>> = p.packed().map(|m| p.layout.unpack(m)).collect();
        let mut levels: Vec<Level> = Vec::with_capacity(p.vars());
        // The rows that start a new term at the level, from the top level down.
        let mut starts: Vec<usize> = (0..rows.len()).collect();
        for var in (0..p.vars()).rev() {
            let mut below = Vec::new();
            let mut parents = Vec::with_capacity(starts.len());
            for &row in &starts {
                let fresh =
                    below.last().is_none_or(|&last: &usize| rows[last][..var] != rows[row][..var]);
                if fresh {
                    below.push(row);
                }
                parents.push((below.len() - 1) as u32);
            }
            let exponents: Vec<u32> = starts.iter().map(|&row| rows[row][var]).collect();
            let degree = exponents.iter().copied().max().unwrap_or(0) as usize;
            levels.push(Level { exponents, parents, degree });
            starts = below;
        }
        levels.reverse();
        Tower { levels, coefficients: p.coefficients.clone() }
    }

    pub(super) fn vars(&self) -> usize {
        self.levels.len()
    }

    /// The degree in one variable.
    pub(super) fn degree(&self, var: usize) -> usize {
        self.levels[var].degree
    }

    pub(super) fn len(&self) -> usize {
        self.coefficients.len()
    }

    /// The coefficients at the top level.
    pub(super) fn reduce(&self, field: &Field) -> Vec<u64> {
        match &self.coefficients {
            Coefficients::Small(v) => v.iter().map(|&c| field.of_i64(c)).collect(),
            Coefficients::Big(v) => v.iter().map(|c| field.of_integer(c)).collect(),
        }
    }

    /// The coefficients of level `k - 1` with a value for `x_k`.
    pub(super) fn collapse(
        &self,
        field: &Field,
        k: usize,
        coefficients: &[u64],
        x: u64,
    ) -> Vec<u64> {
        let level = &self.levels[k];
        let powers = field.powers(x, level.degree);
        let mut out = vec![0; self.levels[k - 1].exponents.len()];
        for ((&e, &parent), &c) in level.exponents.iter().zip(&level.parents).zip(coefficients) {
            let slot = &mut out[parent as usize];
            *slot = field.add(*slot, field.mul(c, powers[e as usize]));
        }
        out
    }

    /// The value of the monomial in x₁, …, xₖ of every term of level `k`.
    pub(super) fn weights(&self, field: &Field, k: usize, point: &[u64]) -> Vec<u64> {
        let mut weights = vec![field.one(); self.levels[0].exponents.len()];
        for (level, &x) in self.levels[1..=k].iter().zip(point) {
            let powers = field.powers(x, level.degree);
            let terms = level.exponents.iter().zip(&level.parents);
            weights =
                terms.map(|(&e, &p)| field.mul(weights[p as usize], powers[e as usize])).collect();
        }
        weights
    }

    /// The univariate polynomial in x₀ that a level 0 is, or a level k once weighted.
    pub(super) fn univariate(
        &self,
        field: &Field,
        k: usize,
        values: &[u64],
        roots: &[u32],
    ) -> Vec<u64> {
        let mut out = vec![0; self.levels[0].degree + 1];
        debug_assert_eq!(values.len(), self.levels[k].exponents.len());
        for (&v, &root) in values.iter().zip(roots) {
            let slot = &mut out[self.levels[0].exponents[root as usize] as usize];
            *slot = field.add(*slot, v);
        }
        out
    }

    /// For every term of level `k`, the term of level 0 it belongs to.
    pub(super) fn roots(&self, k: usize) -> Vec<u32> {
        let mut roots: Vec<u32> = (0..self.levels[0].exponents.len() as u32).collect();
        for level in &self.levels[1..=k] {
            roots = level.parents.iter().map(|&p| roots[p as usize]).collect();
        }
        roots
    }

    /// All terms as exponents and values at a point in all variables: `c·Π xᵢ^eᵢ`.
    pub(super) fn values(&self, field: &Field, point: &[u64]) -> Vec<u64> {
        let top = self.vars() - 1;
        let powers = field.powers(point[0], self.levels[0].degree);
        let mut values = self.reduce(field);
        let weights = self.weights(field, top, &point[1..]);
        let roots = self.roots(top);
        for ((v, w), root) in values.iter_mut().zip(weights).zip(roots) {
            let first = powers[self.levels[0].exponents[root as usize] as usize];
            *v = field.mul(*v, field.mul(w, first));
        }
        values
    }

    /// The exponent of one variable in every term.
    pub(super) fn column(&self, var: usize) -> Vec<u32> {
        let mut rows = self.levels[var].exponents.clone();
        for level in &self.levels[var + 1..] {
            rows = level.parents.iter().map(|&p| rows[p as usize]).collect();
        }
        rows
    }

    /// The image in one variable, from the values of the terms at a point.
    pub(super) fn image(
        &self,
        field: &Field,
        var: usize,
        values: &[u64],
        point: &[u64],
    ) -> Vec<u64> {
        let mut out = vec![0; self.degree(var) + 1];
        for (&v, e) in values.iter().zip(self.column(var)) {
            out[e as usize] = field.add(out[e as usize], v);
        }
        unscale(field, &mut out, point[var]);
        out
    }

    /// The image in x₀ and `x_var`: exponents and coefficients.
    pub(super) fn plane(&self, field: &Field, var: usize, values: &[u64], point: &[u64]) -> Plane {
        let mut terms: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for ((&v, e), f) in values.iter().zip(self.column(0)).zip(self.column(var)) {
            let slot = terms.entry((e, f)).or_insert(0);
            *slot = field.add(*slot, v);
        }
        let degrees = (self.degree(0), self.degree(var));
        let first = field.powers(field.invert(point[0]), degrees.0);
        let second = field.powers(field.invert(point[var]), degrees.1);
        let scale = |((e, f), v): ((u32, u32), u64)| {
            (e, f, field.mul(v, field.mul(first[e as usize], second[f as usize])))
        };
        Plane { degrees, terms: terms.into_iter().map(scale).collect() }
    }
}

/// A polynomial in two variables.
pub(super) struct Plane {
    degrees: (usize, usize),
    terms: Vec<(u32, u32, u64)>,
}

impl Plane {
    /// The polynomial in the first variable at a value of the second.
    pub(super) fn at(&self, field: &Field, x: u64) -> Vec<u64> {
        let powers = field.powers(x, self.degrees.1);
        let mut out = vec![0; self.degrees.0 + 1];
        for &(e, f, c) in &self.terms {
            let slot = &mut out[e as usize];
            *slot = field.add(*slot, field.mul(c, powers[f as usize]));
        }
        out
    }

    /// The number of operations of an evaluation.
    pub(super) fn cost(&self) -> usize {
        self.terms.len() + self.degrees.0 + self.degrees.1
    }
}

/// Divides the coefficient of each power by that power of `x`.
fn unscale(field: &Field, row: &mut [u64], x: u64) {
    let inverses = field.powers(field.invert(x), row.len());
    for (c, by) in row.iter_mut().zip(inverses) {
        *c = field.mul(*c, by);
    }
}
