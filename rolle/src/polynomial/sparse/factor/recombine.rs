//! From factors over power series to factors over the integers.
//!
//! A factor g of q is a product of some of the monic series factors: lc(q)·Π fᵢ = lc(q)/lc(g)·g is
//! a polynomial whose degrees are at most those of q, and g is its primitive part. A wrong subset
//! shows almost always by a term beyond the degrees; what remains is tested by division. The
//! integers come from as many primes as Gelfond's bound H(g)·H(h) ≤ e^(d₁+…+dₙ)·H(gh) asks for.

use dashu_base::BitTest;

use super::super::limits::Limits;
use super::super::meter::Meter;
use super::super::modular::{Primes, Residues};
use super::super::poly::SparsePoly;
use super::lift::{Lifted, check, dense, dims, lift, product_cost};
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;

/// The factors of q over the integers, each with the indices of the univariate factors that make
/// it up. q must be square-free at t = 0 with the given factors, of unreduced degree in x₀.
pub(super) fn recombine(
    q: &SparsePoly,
    factors: &[Vec<Integer>],
    limits: &Limits,
) -> Result<Vec<(Vec<usize>, SparsePoly)>> {
    check(q, factors.len(), limits)?;
    let mut search =
        Search { q: q.clone(), factors, primes: Primes::new(), lifts: Vec::new(), limits };
    let mut rest = q.clone();
    let mut left: Vec<usize> = (0..factors.len()).collect();
    let mut found = Vec::new();
    let mut trials = 0;
    let meter = Meter::new(limits);
    let cost = product_cost(q);
    let mut size = 1;
    let mut subset = vec![0];
    while 2 * size <= left.len() {
        trials += 1;
        if trials > limits.trials {
            return Err(out_of_trials(limits));
        }
        meter.spend(cost)?;
        let chosen: Vec<usize> = subset.iter().map(|&i| left[i]).collect();
        if let Some((g, cofactor)) = search.try_subset(&chosen, &rest)? {
            rest = cofactor;
            left.retain(|i| !chosen.contains(i));
            found.push((chosen, g));
            // Earlier subsets were refused for good; those that begin later stay to be seen.
            if !restart(&mut subset, left.len()) {
                size += 1;
                subset = (0..size).collect();
            }
            continue;
        }
        if !advance(&mut subset, left.len()) {
            size += 1;
            subset = (0..size).collect();
        }
    }
    if !left.is_empty() {
        found.push((left, rest));
    }
    Ok(found)
}

fn out_of_trials(limits: &Limits) -> Error {
    let n = limits.trials;
    Error::new(ErrorKind::Budget, format!("no factorization after `{n}` trials"))
        .with_help("raise the limit on trials")
}

/// The next subset of the same size in lexicographic order.
fn advance(subset: &mut [usize], n: usize) -> bool {
    let size = subset.len();
    let Some(i) = (0..size).rev().find(|&i| subset[i] < n - size + i) else { return false };
    subset[i] += 1;
    for j in i + 1..size {
        subset[j] = subset[j - 1] + 1;
    }
    true
}

/// The first subset not yet seen after the chosen elements were removed: it begins where the
/// chosen one began.
fn restart(subset: &mut [usize], n: usize) -> bool {
    let first = subset[0];
    let size = subset.len();
    if first + size > n {
        return false;
    }
    for (j, s) in subset.iter_mut().enumerate() {
        *s = first + j;
    }
    true
}

struct Search<'a> {
    q: SparsePoly,
    factors: &'a [Vec<Integer>],
    primes: Primes,
    /// The lifts found so far, one for each prime.
    lifts: Vec<Lifted>,
    limits: &'a Limits,
}

impl Search<'_> {
    fn lifted(&mut self, index: usize) -> Result<&Lifted> {
        let mut refused = 0;
        while self.lifts.len() <= index {
            let field = self.primes.next();
            match field.and_then(|f| lift(&self.q, self.factors, f)) {
                Some(l) => self.lifts.push(l),
                // Finitely many primes divide the leading coefficients and resultants.
                None if refused < self.limits.trials => refused += 1,
                None => return Err(out_of_trials(self.limits)),
            }
        }
        Ok(&self.lifts[index])
    }

    /// The primitive polynomial that the subset stands for and the cofactor, if it divides.
    fn try_subset(
        &mut self,
        subset: &[usize],
        rest: &SparsePoly,
    ) -> Result<Option<(SparsePoly, SparsePoly)>> {
        let Some(values) = image(self.lifted(0)?, subset, rest) else { return Ok(None) };
        let mut residues = Residues::new(&self.lifts[0].ring.field, &values);
        let degrees = rest.degrees();
        let sum: u64 = degrees.iter().map(|&d| u64::from(d)).sum();
        let logs: u64 = degrees.iter().map(|&d| u64::from(32 - d.leading_zeros()) + 1).sum();
        let bound = rest.coefficient_bits() + sum * 3 / 2 + logs + 4;
        let mut changed = true;
        for index in 1.. {
            if changed {
                let g = assemble(&residues, &dims(&self.q), rest.vars())?;
                let g = g.primitive_in(0, self.limits)?.primitive_positive();
                if !g.is_constant()
                    && let Some(h) = rest.div_exact(&g, self.limits)?
                {
                    return Ok(Some((g, h)));
                }
            }
            if residues.modulus().bit_len() as u64 > bound + 1 {
                break;
            }
            let lifted = self.lifted(index)?;
            let Some(values) = image(lifted, subset, rest) else { return Ok(None) };
            changed = residues.extend(&lifted.ring.field, &values);
        }
        Ok(None)
    }
}

/// `lc(rest)·Π fᵢ` as one list of residues; `None` if a term lies beyond the degrees of `rest`.
fn image(lifted: &Lifted, subset: &[usize], rest: &SparsePoly) -> Option<Vec<u64>> {
    let ring = &lifted.ring;
    let degrees = rest.degrees();
    let dims: Vec<usize> = ring.dims().to_vec();
    let lead = dense(rest, &ring.field, &dims).pop()?;
    let mut product = vec![lead];
    for &i in subset {
        product = ring.mul(&product, &lifted.factors[i]);
    }
    let beyond = |mut cell: usize| {
        dims.iter().zip(&degrees[1..]).any(|(&n, &d)| {
            let e = cell % n;
            cell /= n;
            e > d as usize
        })
    };
    let outside: Vec<usize> = (0..ring.len()).filter(|&c| beyond(c)).collect();
    let clean = product.iter().all(|c| outside.iter().all(|&cell| c[cell] == 0));
    clean.then(|| product.concat())
}

fn assemble(residues: &Residues, dims: &[usize], vars: usize) -> Result<SparsePoly> {
    let len: usize = dims.iter().product();
    let nonzero = residues.values().iter().enumerate().filter(|(_, c)| !c.is_zero());
    let terms = nonzero.map(|(i, c)| {
        let mut exponents = vec![(i / len) as u32];
        let mut cell = i % len;
        for &n in dims {
            exponents.push((cell % n) as u32);
            cell /= n;
        }
        (exponents, c.clone())
    });
    SparsePoly::from_terms(vars, terms)
}
