//! Greatest common divisors of multivariate polynomials.
//!
//! What is cheap comes first: contents, common monomials, exponents with a common factor. Images
//! modulo a prime bound the degree of the gcd in every variable; where a bound is 0 the variable
//! is removed, and where the bounds equal one polynomial's degrees, that polynomial is tried.
//! Small cases go to the integers ([`heuristic`]), the others to Zippel's algorithm ([`zippel`]).
//!
//! A result is certain: it divides both polynomials, and its degrees reach proven upper bounds.
//! The only recursion is on polynomials in fewer variables, whose number is limited to [`VARS`].

mod heuristic;
mod tower;
mod zippel;

use std::cell::Cell;

use dashu_base::{BitTest, Gcd};

use super::limits::Limits;
use super::modular::{Field, Points, Primes, Residues, degree, gcd as univariate_gcd};
use super::poly::SparsePoly;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use tower::Tower;
use zippel::{Failure, Problem, Support, assemble};

/// The largest number of variables that may occur.
const VARS: usize = 64;

impl SparsePoly {
    /// The greatest common divisor over the integers, with a positive leading coefficient; the
    /// gcd of two zeros is zero.
    ///
    /// An error of kind `Argument` if the numbers of variables differ, of kind `Budget` if more
    /// than 64 variables occur, a degree is too high for dense univariate images, or
    /// `limits.trials` attempts with random points fail.
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let limits = Limits::default();
    /// let (x, y) = (SparsePoly::variable(2, 0)?, SparsePoly::variable(2, 1)?);
    /// let (sum, difference) = (x.add(&y)?, x.sub(&y)?);
    /// let a = sum.mul(&difference, &limits)?;
    /// let b = sum.pow(2, &limits)?;
    /// assert_eq!(a.gcd(&b, &limits)?, sum);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn gcd(&self, other: &SparsePoly, limits: &Limits) -> Result<SparsePoly> {
        self.check_same(other)?;
        if self.is_zero() || other.is_zero() {
            let sum = self.add(other)?;
            return Ok(if negative(&sum) { sum.neg() } else { sum });
        }
        let (ca, a) = self.primitive();
        let (cb, b) = other.primitive();
        let content = Integer::from(ca.gcd(&cb));
        let (ma, a) = a.split_monomial();
        let (mb, b) = b.split_monomial();
        let common: Vec<u32> = ma.iter().zip(&mb).map(|(x, y)| *x.min(y)).collect();
        let monomial = SparsePoly::monomial(&common, content);
        let g = stripped(&a, &b, limits)?.mul(&monomial, limits)?;
        Ok(if negative(&g) { g.neg() } else { g })
    }

    /// The content with respect to one variable: the gcd of the coefficients of its powers, with
    /// a positive leading coefficient.
    ///
    /// Errors as for [`gcd`](Self::gcd).
    pub fn content_in(&self, var: usize, limits: &Limits) -> Result<SparsePoly> {
        let slices = self.coefficients_in(var)?.into_iter().map(|(_, c)| c).collect();
        gcd_of(self.vars(), slices, limits)
    }

    /// The quotient by the content with respect to one variable.
    ///
    /// Errors as for [`gcd`](Self::gcd).
    pub fn primitive_in(&self, var: usize, limits: &Limits) -> Result<SparsePoly> {
        let content = self.content_in(var, limits)?;
        if content.is_zero() { Ok(content) } else { self.div_known(&content, limits) }
    }

    /// The greatest monomial that divides the polynomial, and the quotient.
    pub(super) fn split_monomial(&self) -> (Vec<u32>, SparsePoly) {
        let low: Vec<u32> = (0..self.vars())
            .map(|v| self.packed().map(|m| self.layout.exponent(m, v)).min().unwrap_or(0))
            .collect();
        if low.iter().all(|&e| e == 0) {
            return (low, self.clone());
        }
        let mut by = Vec::new();
        self.layout.pack(&low, &mut by);
        let words = self.layout.words();
        let monomials = self.monomials.iter().enumerate().map(|(i, m)| m - by[i % words]).collect();
        let p = SparsePoly::canonical(self.layout, monomials, self.coefficients.clone());
        (low, p)
    }

    /// The variables that occur.
    pub(super) fn support(&self) -> Vec<usize> {
        let degrees = self.degrees();
        (0..self.vars()).filter(|&v| degrees[v] > 0).collect()
    }
}

fn negative(p: &SparsePoly) -> bool {
    dashu_base::Signed::is_negative(&p.leading_coefficient())
}

/// The gcd of a list, zero for an empty one.
pub(super) fn gcd_of(
    vars: usize,
    mut list: Vec<SparsePoly>,
    limits: &Limits,
) -> Result<SparsePoly> {
    list.sort_by_key(SparsePoly::len);
    let mut g = SparsePoly::zero(vars);
    for p in &list {
        if g.is_one() {
            break;
        }
        if g.is_zero() || p.div_exact(&g, limits)?.is_none() {
            g = g.gcd(p, limits)?;
        }
    }
    Ok(g)
}

/// The gcd of nonzero primitive polynomials without monomial factors.
fn stripped(a: &SparsePoly, b: &SparsePoly, limits: &Limits) -> Result<SparsePoly> {
    let vars = a.vars();
    if a.is_constant() || b.is_constant() {
        return Ok(SparsePoly::one(vars));
    }
    if a == b {
        return Ok(a.clone());
    }
    let (sa, sb) = (a.support(), b.support());
    for (p, q, own, others) in [(a, b, &sa, &sb), (b, a, &sb, &sa)] {
        // A divisor of q is free of the variables that q is free of.
        if let Some(&var) = own.iter().find(|v| !others.contains(v)) {
            let mut list: Vec<SparsePoly> =
                p.coefficients_in(var)?.into_iter().map(|(_, c)| c).collect();
            list.push(q.clone());
            return gcd_of(vars, list, limits);
        }
    }
    if sa.len() > VARS {
        let n = sa.len();
        return Err(Error::new(
            ErrorKind::Budget,
            format!("a gcd in `{n}` variables, the limit is `{VARS}`"),
        )
        .with_help("substitute numbers for some of them"));
    }
    // Only the variables that occur, and x for x^k where all exponents are multiples of k.
    let strides: Vec<u32> = sa.iter().map(|&v| a.stride(v, b.stride(v, 0))).collect();
    let (p, q) = (a.compressed(&sa, &strides), b.compressed(&sa, &strides));
    Ok(compact(&p, &q, limits)?.expanded(vars, &sa, &strides))
}

impl SparsePoly {
    /// The gcd of `start` and the exponents of one variable.
    fn stride(&self, var: usize, start: u32) -> u32 {
        let mut g = start;
        for m in self.packed() {
            let mut e = self.layout.exponent(m, var);
            while e != 0 {
                (g, e) = (e, g % e);
            }
            if g == 1 {
                break;
            }
        }
        g
    }

    fn compressed(&self, support: &[usize], strides: &[u32]) -> SparsePoly {
        if support.len() == self.vars() && strides.iter().all(|&s| s == 1) {
            return self.clone();
        }
        self.mapped(support.len(), |e| {
            support.iter().zip(strides).map(|(&v, s)| e[v] / s).collect()
        })
    }

    fn expanded(&self, vars: usize, support: &[usize], strides: &[u32]) -> SparsePoly {
        self.mapped(vars, |e| {
            let mut out = vec![0; vars];
            for ((&v, s), x) in support.iter().zip(strides).zip(e) {
                out[v] = s * x;
            }
            out
        })
    }
}

/// The gcd of primitive polynomials in which all variables occur.
fn compact(a: &SparsePoly, b: &SparsePoly, limits: &Limits) -> Result<SparsePoly> {
    if let Some(g) = heuristic::gcd(a, b, limits)? {
        return Ok(g);
    }
    let (ta, tb) = (Tower::new(a), Tower::new(b));
    let bounds = degree_bounds(&ta, &tb, limits)?;
    if bounds.iter().all(|&d| d == 0) {
        return Ok(SparsePoly::one(a.vars()));
    }
    for (p, q) in [(a, b), (b, a)] {
        let whole = p.degrees().iter().zip(&bounds).all(|(&d, &bound)| d as usize == bound);
        if whole && q.div_exact(p, limits)?.is_some() {
            return Ok(p.primitive_positive());
        }
    }
    if let Some(var) = bounds.iter().position(|&d| d == 0) {
        let slices = |p: &SparsePoly| p.coefficients_in(var);
        let list = slices(a)?.into_iter().chain(slices(b)?).map(|(_, c)| c).collect();
        return gcd_of(a.vars(), list, limits);
    }
    let main = main_variable(a, b, &bounds)?;
    if main == 0 {
        return modular(a, b, (&ta, &tb), &bounds, limits);
    }
    let mut swap: Vec<usize> = (0..a.vars()).collect();
    swap.swap(0, main);
    let (pa, pb) = (a.renamed(a.vars(), &swap), b.renamed(a.vars(), &swap));
    let mut swapped = bounds;
    swapped.swap(0, main);
    let (ta, tb) = (Tower::new(&pa), Tower::new(&pb));
    Ok(modular(&pa, &pb, (&ta, &tb), &swapped, limits)?.renamed(a.vars(), &swap))
}

/// Upper bounds for the degrees of the gcd: those of the gcds of univariate images in which one
/// of the leading coefficients survives.
fn degree_bounds(a: &Tower, b: &Tower, limits: &Limits) -> Result<Vec<usize>> {
    for v in 0..a.vars() {
        limits.check_terms(a.degree(v).max(b.degree(v)) as u128)?;
        limits.check_work(a.degree(v) as u128 * b.degree(v) as u128)?;
    }
    for (seed, field) in (0..limits.trials).zip(Primes::new()) {
        let mut points = Points::new(seed);
        let point: Vec<u64> = (0..a.vars()).map(|_| points.next(&field)).collect();
        let (va, vb) = (a.values(&field, &point), b.values(&field, &point));
        let bound = |v: usize| {
            let (p, q) = (a.image(&field, v, &va, &point), b.image(&field, v, &vb, &point));
            let full = p.last() != Some(&0) || q.last() != Some(&0);
            full.then(|| univariate_gcd(&field, p, q)).and_then(|g| degree(&g))
        };
        if let Some(bounds) = (0..a.vars()).map(bound).collect() {
            return Ok(bounds);
        }
    }
    Err(out_of_luck(limits))
}

fn out_of_luck(limits: &Limits) -> Error {
    let n = limits.trials;
    Error::new(ErrorKind::Budget, format!("no gcd after `{n}` trials"))
        .with_help("raise the limit on trials")
}

/// The variable whose leading coefficients are shortest, of these the one of highest degree.
fn main_variable(a: &SparsePoly, b: &SparsePoly, bounds: &[usize]) -> Result<usize> {
    let mut best = (usize::MAX, 0, 0);
    for (var, &bound) in bounds.iter().enumerate() {
        let leading = |p: &SparsePoly| -> Result<usize> {
            let degree = p.degree(var)?;
            Ok(p.packed().filter(|m| p.layout.exponent(m, var) == degree).count())
        };
        let terms = leading(a)?.min(leading(b)?);
        if (terms, usize::MAX - bound) < (best.0, usize::MAX - best.1) {
            best = (terms, bound, var);
        }
    }
    Ok(best.2)
}

/// Zippel's algorithm with verification.
fn modular(
    a: &SparsePoly,
    b: &SparsePoly,
    (ta, tb): (&Tower, &Tower),
    bounds: &[usize],
    limits: &Limits,
) -> Result<SparsePoly> {
    let gamma = a.leading_coefficient_in(0)?.gcd(&b.leading_coefficient_in(0)?, limits)?;
    let tg = Tower::new(&gamma);
    let problem =
        Problem { a: ta, b: tb, gamma: &tg, degree: bounds[0], limits, spent: Cell::new(0) };
    // Beyond this size of the modulus the image was wrong.
    let degrees: u64 = a.degrees().iter().chain(&b.degrees()).map(|&d| u64::from(d)).sum();
    let enough =
        a.coefficient_bits() + b.coefficient_bits() + gamma.coefficient_bits() + 3 * degrees + 128;
    let mut primes = Primes::new();
    for seed in 0..limits.trials {
        let mut points = Points::new(seed + 1);
        let Some(field) = primes.next() else { break };
        let (support, values) = match problem.first(&field, &mut points) {
            Ok(image) => image,
            Err(Failure::Unlucky) => continue,
            Err(Failure::Error(e)) => return Err(e),
        };
        limits.check_terms(values.len() as u128)?;
        let lift = Lift { a, b, bounds, problem: &problem, support, enough, limits };
        if let Some(g) = lift.run(&field, &values, &mut primes, &mut points)? {
            return Ok(g);
        }
    }
    Err(out_of_luck(limits))
}

/// The way from images modulo primes to a verified gcd.
struct Lift<'a> {
    a: &'a SparsePoly,
    b: &'a SparsePoly,
    bounds: &'a [usize],
    problem: &'a Problem<'a>,
    support: Support,
    enough: u64,
    limits: &'a Limits,
}

impl Lift<'_> {
    fn run(
        &self,
        field: &Field,
        values: &[u64],
        primes: &mut Primes,
        points: &mut Points,
    ) -> Result<Option<SparsePoly>> {
        let mut residues = Residues::new(field, values);
        let mut stable = false;
        let mut unlucky = 0;
        loop {
            if let Some(g) = self.verify(&residues, stable)? {
                return Ok(Some(g));
            }
            if stable || residues.modulus().bit_len() as u64 > self.enough || unlucky > 20 {
                return Ok(None);
            }
            let Some(field) = primes.next() else { return Ok(None) };
            match self.problem.again(&field, &self.support, points) {
                Ok(values) => stable = !residues.extend(&field, &values),
                Err(Failure::Unlucky) => unlucky += 1,
                Err(Failure::Error(e)) => return Err(e),
            }
        }
    }

    /// The gcd, if the candidate stands; the content of the candidate in the later variables is
    /// only removed once its coefficients no longer change.
    fn verify(&self, residues: &Residues, stable: bool) -> Result<Option<SparsePoly>> {
        let vars = self.a.vars();
        let image = assemble(vars, &self.support, residues)?.primitive_positive();
        if image.is_zero() {
            return Ok(None);
        }
        let reaches =
            |p: &SparsePoly| p.degrees().iter().zip(self.bounds).all(|(&d, &b)| d as usize == b);
        if reaches(&image) && self.divides(&image)? {
            return Ok(Some(image));
        }
        if !stable {
            return Ok(None);
        }
        let primitive = image.primitive_in(0, self.limits)?.primitive_positive();
        if !self.divides(&primitive)? {
            return Ok(None);
        }
        if reaches(&primitive) {
            return Ok(Some(primitive));
        }
        // The rest of the degrees belongs to a common content in the later variables.
        let slices = |p: &SparsePoly| p.coefficients_in(0);
        let list = slices(self.a)?.into_iter().chain(slices(self.b)?).map(|(_, c)| c).collect();
        let content = gcd_of(vars, list, self.limits)?;
        Ok(Some(primitive.mul(&content, self.limits)?))
    }

    fn divides(&self, g: &SparsePoly) -> Result<bool> {
        Ok(self.a.div_exact(g, self.limits)?.is_some()
            && self.b.div_exact(g, self.limits)?.is_some())
    }
}

#[cfg(test)]
mod tests;
