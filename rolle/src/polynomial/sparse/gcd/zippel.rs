//! Zippel's sparse modular algorithm (Zippel 1979; the leading coefficients are fixed as by Brown
//! 1971).
//!
//! Wanted is the multiple `G` of the primitive part of the greatest common divisor whose leading
//! coefficient in x₀ is `γ`, the gcd of the leading coefficients. Modulo a prime, and with values
//! for x₁, …, xₘ, it is γ times the monic gcd of univariate images. The variables come back one
//! after the other: the support found with x₁, …, xₖ₋₁ tells how few images determine a
//! coefficient, whose dependence on xₖ is then interpolated. Further primes need one round of
//! images each. All of this is likely, not certain; the caller verifies by division.

use std::cell::Cell;

use super::super::limits::Limits;
use super::super::modular::{
    Field, Interpolation, Points, Residues, degree, evaluate, gcd, vandermonde,
};
use super::super::poly::SparsePoly;
use super::tower::Tower;
use crate::error::Result;
use crate::number::Integer;

/// Two polynomials and the wanted leading coefficient, all in the same variables.
pub(super) struct Problem<'a> {
    pub(super) a: &'a Tower,
    pub(super) b: &'a Tower,
    pub(super) gamma: &'a Tower,
    /// The degree of the gcd in x₀.
    pub(super) degree: usize,
    pub(super) limits: &'a Limits,
    /// The field operations so far, of all attempts together.
    pub(super) spent: Cell<u128>,
}

/// Why an attempt did not give an image.
pub(super) enum Failure {
    /// The points or the prime were unlucky.
    Unlucky,
    Error(crate::Error),
}

impl From<crate::Error> for Failure {
    fn from(e: crate::Error) -> Failure {
        Failure::Error(e)
    }
}

type Attempt<T> = std::result::Result<T, Failure>;

/// For each power of x₀ the monomials in the later variables.
pub(super) type Support = Vec<Vec<Vec<u32>>>;

/// Coefficients of the three polynomials at one level.
struct Triple {
    a: Vec<u64>,
    b: Vec<u64>,
    gamma: Vec<u64>,
}

impl Problem<'_> {
    /// The image of `G` modulo a prime: its support and its coefficients.
    pub(super) fn first(&self, field: &Field, points: &mut Points) -> Attempt<(Support, Vec<u64>)> {
        let top = self.a.vars() - 1;
        let point: Vec<u64> = (0..=top).map(|_| points.next(field)).collect();
        let degrees = self.degrees(field, &point, points)?;
        // The coefficients at every level, with the point's values for the later variables.
        let mut levels = vec![self.reduce(field)];
        for k in (1..=top).rev() {
            levels.push(self.collapse(field, k, &levels[levels.len() - 1], point[k]));
        }
        levels.reverse();
        let mut support: Support = vec![vec![Vec::new()]; self.degree + 1];
        let mut values = self.images(field, 0, &levels[0], &support, points)?;
        for k in 1..=top {
            self.spend(degrees[k] + 1, self.a.len() + self.b.len())?;
            // The interpolation is dense in the new variable.
            let square = (degrees[k] as u128 + 1) * (degrees[k] as u128 + 1);
            self.limits.check_terms(square)?;
            self.spend(support.iter().map(Vec::len).sum(), square as usize)?;
            let alphas = points.distinct(field, degrees[k] + 1);
            let mut samples = Vec::with_capacity(alphas.len());
            for &alpha in &alphas {
                let below = self.collapse(field, k, &levels[k], alpha);
                samples.push(self.images(field, k - 1, &below, &support, points)?);
            }
            let interpolation = Interpolation::new(*field, &alphas);
            (support, values) = extend(&interpolation, &support, &samples);
        }
        Ok((support, values.concat()))
    }

    /// The coefficients modulo another prime, the support being known.
    pub(super) fn again(
        &self,
        field: &Field,
        support: &Support,
        points: &mut Points,
    ) -> Attempt<Vec<u64>> {
        let top = self.a.vars() - 1;
        Ok(self.images(field, top, &self.reduce(field), support, points)?.concat())
    }

    fn spend(&self, times: usize, steps: usize) -> Result<()> {
        self.spent.set(self.spent.get() + times as u128 * steps as u128);
        self.limits.check_work(self.spent.get())
    }

    fn reduce(&self, field: &Field) -> Triple {
        Triple { a: self.a.reduce(field), b: self.b.reduce(field), gamma: self.gamma.reduce(field) }
    }

    fn collapse(&self, field: &Field, k: usize, from: &Triple, x: u64) -> Triple {
        Triple {
            a: self.a.collapse(field, k, &from.a, x),
            b: self.b.collapse(field, k, &from.b, x),
            gamma: self.gamma.collapse(field, k, &from.gamma, x),
        }
    }

    /// Solves for the coefficients of a level whose support is known, from images at the powers
    /// of a random point.
    fn images(
        &self,
        field: &Field,
        k: usize,
        at: &Triple,
        support: &Support,
        points: &mut Points,
    ) -> Attempt<Vec<Vec<u64>>> {
        let count = support.iter().map(Vec::len).max().unwrap_or(0).max(1);
        self.spend(count, at.a.len() + at.b.len() + self.a.degree(0) * self.b.degree(0))?;
        self.spend(support.len(), count * count)?;
        self.limits.check_terms(support.len() as u128 * count as u128)?;
        let point: Vec<u64> = (0..k).map(|_| points.next(field)).collect();
        let nodes = nodes(field, support, &point).ok_or(Failure::Unlucky)?;
        let mut a = Geometric::new(self.a, field, k, &at.a, &point);
        let mut b = Geometric::new(self.b, field, k, &at.b, &point);
        let mut gamma = Geometric::new(self.gamma, field, k, &at.gamma, &point);
        let mut columns = vec![Vec::with_capacity(count); self.degree + 1];
        for _ in 0..count {
            let lead = gamma.next()[0];
            let image = self.image(field, a.next(), b.next(), lead)?;
            for (column, &c) in columns.iter_mut().zip(&image) {
                column.push(c);
            }
        }
        Ok(nodes.iter().zip(&columns).map(|(v, c)| vandermonde(field, v, c)).collect())
    }

    /// The gcd of two univariate images with the wanted leading coefficient.
    fn image(&self, field: &Field, a: Vec<u64>, b: Vec<u64>, lead: u64) -> Attempt<Vec<u64>> {
        let full = a.last() != Some(&0) || b.last() != Some(&0);
        let mut image = gcd(field, a, b);
        if lead == 0 || !full || degree(&image) != Some(self.degree) {
            return Err(Failure::Unlucky);
        }
        image.iter_mut().for_each(|c| *c = field.mul(*c, lead));
        Ok(image)
    }

    /// The degrees of `G` in x₁, …, xₘ (entry 0 is unused): along each axis a value of the image
    /// is interpolated until the degree no longer grows.
    fn degrees(&self, field: &Field, point: &[u64], points: &mut Points) -> Attempt<Vec<usize>> {
        let values = |t: &Tower| t.values(field, point);
        let (va, vb, vg) = (values(self.a), values(self.b), values(self.gamma));
        let rho = points.next(field);
        let mut degrees = vec![0];
        for var in 1..self.a.vars() {
            let planes = [(self.a, &va), (self.b, &vb), (self.gamma, &vg)];
            let [a, b, gamma] = planes.map(|(t, v)| t.plane(field, var, v, point));
            let most = self.a.degree(var).min(self.b.degree(var)) + self.gamma.degree(var);
            let mut newton = Newton { field, nodes: Vec::new(), differences: Vec::new() };
            while newton.nodes.len() <= most {
                let x = points.next(field);
                let univariate = self.a.degree(0) * self.b.degree(0);
                self.spend(1, a.cost() + b.cost() + univariate + newton.nodes.len())?;
                let lead = gamma.at(field, x)[0];
                let image = self.image(field, a.at(field, x), b.at(field, x), lead)?;
                if newton.push(x, evaluate(field, &image, rho)).ok_or(Failure::Unlucky)? {
                    break;
                }
            }
            degrees.push(newton.nodes.len().saturating_sub(1));
        }
        Ok(degrees)
    }
}

/// Newton's interpolation with a growing set of nodes.
struct Newton<'a> {
    field: &'a Field,
    nodes: Vec<u64>,
    differences: Vec<u64>,
}

impl Newton<'_> {
    /// Adds a node unless the value was foreseen; says whether it was. `None` for a repeated node.
    fn push(&mut self, x: u64, value: u64) -> Option<bool> {
        let f = self.field;
        let (mut sum, mut product) = (0, f.one());
        for (&node, &d) in self.nodes.iter().zip(&self.differences) {
            sum = f.add(sum, f.mul(d, product));
            product = f.mul(product, f.sub(x, node));
        }
        if product == 0 {
            return None;
        }
        let gap = f.sub(value, sum);
        if gap == 0 {
            return Some(true);
        }
        self.nodes.push(x);
        self.differences.push(f.mul(gap, f.invert(product)));
        Some(false)
    }
}

/// The values of a polynomial at the successive powers of a point, as polynomials in x₀.
struct Geometric<'a> {
    tower: &'a Tower,
    field: &'a Field,
    level: usize,
    roots: Vec<u32>,
    ratios: Vec<u64>,
    current: Vec<u64>,
}

impl<'a> Geometric<'a> {
    fn new(
        tower: &'a Tower,
        field: &'a Field,
        level: usize,
        start: &[u64],
        point: &[u64],
    ) -> Geometric<'a> {
        let ratios = tower.weights(field, level, point);
        Geometric {
            tower,
            field,
            level,
            roots: tower.roots(level),
            ratios,
            current: start.to_vec(),
        }
    }

    fn next(&mut self) -> Vec<u64> {
        for (c, &r) in self.current.iter_mut().zip(&self.ratios) {
            *c = self.field.mul(*c, r);
        }
        self.tower.univariate(self.field, self.level, &self.current, &self.roots)
    }
}

/// The values of the support's monomials; `None` if two of one coefficient coincide.
fn nodes(field: &Field, support: &Support, point: &[u64]) -> Option<Vec<Vec<u64>>> {
    let value = |m: &Vec<u32>| {
        let powers = m.iter().zip(point).map(|(&e, &x)| field.pow(x, u64::from(e)));
        powers.fold(field.one(), |v, p| field.mul(v, p))
    };
    let mut out = Vec::with_capacity(support.len());
    for monomials in support {
        let values: Vec<u64> = monomials.iter().map(value).collect();
        let mut sorted = values.clone();
        sorted.sort_unstable();
        if sorted.windows(2).any(|w| w[0] == w[1]) {
            return None;
        }
        out.push(values);
    }
    Some(out)
}

/// Interpolates every coefficient in a new variable and enlarges the support by it.
fn extend(
    interpolation: &Interpolation,
    support: &Support,
    samples: &[Vec<Vec<u64>>],
) -> (Support, Vec<Vec<u64>>) {
    let (mut wider, mut values) = (Vec::new(), Vec::new());
    for (power, monomials) in support.iter().enumerate() {
        let (mut list, mut row) = (Vec::new(), Vec::new());
        for (i, m) in monomials.iter().enumerate() {
            let series = interpolation.coefficients(samples.iter().map(|s| s[power][i]));
            for (e, c) in series.into_iter().enumerate().filter(|(_, c)| *c != 0) {
                let mut longer = m.clone();
                longer.push(e as u32);
                list.push(longer);
                row.push(c);
            }
        }
        wider.push(list);
        values.push(row);
    }
    (wider, values)
}

/// The polynomial with the given support and coefficients.
pub(super) fn assemble(vars: usize, support: &Support, residues: &Residues) -> Result<SparsePoly> {
    let monomials = support.iter().enumerate().flat_map(|(power, list)| {
        list.iter().map(move |m| {
            let mut exponents = vec![power as u32];
            exponents.extend_from_slice(m);
            exponents
        })
    });
    let coefficients = residues.values().iter().map(Integer::clone);
    SparsePoly::from_terms(vars, monomials.zip(coefficients))
}
