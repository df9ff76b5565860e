//! Sparse polynomials in kernels: exponents of either sign, exact rational coefficients.

use crate::number::Number;

/// More kernels than this are not worth a polynomial; the caller then differentiates in the plain way.
pub(super) const MAX_KERNELS: usize = 24;

/// The exponent of each kernel.
pub(super) type Exponents = [i32; MAX_KERNELS];

/// Why an expression is not handled in its own basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Too many kernels, or exponents beyond machine integers.
    Outside,
    /// Too much work.
    Budget,
}

/// A coefficient times powers of kernels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) exponents: Exponents,
    pub(super) coefficient: Number,
}

/// Terms in ascending order of exponents, each once, none zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Polynomial {
    pub(super) terms: Vec<Term>,
}

impl Polynomial {
    pub(super) fn constant(value: Number) -> Polynomial {
        Polynomial::collect(vec![Term { exponents: [0; MAX_KERNELS], coefficient: value }])
    }

    pub(super) fn power_of_kernel(kernel: usize, exponent: i32) -> Polynomial {
        let mut exponents = [0; MAX_KERNELS];
        exponents[kernel] = exponent;
        Polynomial { terms: vec![Term { exponents, coefficient: Number::ONE }] }
    }

    /// Like terms together, in order.
    pub(super) fn collect(mut terms: Vec<Term>) -> Polynomial {
        terms.sort_unstable_by(|a, b| a.exponents.cmp(&b.exponents));
        let mut collected: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            match collected.last_mut() {
                Some(last) if last.exponents == term.exponents => {
                    last.coefficient = last.coefficient.add(&term.coefficient);
                }
                _ => collected.push(term),
            }
        }
        collected.retain(|term| !term.coefficient.is_zero());
        Polynomial { terms: collected }
    }

    pub(super) fn scaled(mut self, by: &Number) -> Polynomial {
        for term in &mut self.terms {
            term.coefficient = term.coefficient.mul(by);
        }
        self
    }
}

/// What holds between kernels.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations {
    /// Kernel k is the q-th root of a number v: kᑫ = v.
    pub(super) roots: Vec<(usize, i32, Number)>,
    /// Kernels E = exp(u/m) and s = σ(u): Eᵐ s = Eᵐ − s.
    pub(super) pairs: Vec<(usize, usize, i32)>,
    /// The number of term operations that are left.
    pub(super) budget: u64,
}

impl Relations {
    fn spend(&mut self, term: &Term) -> Result<(), Stop> {
        let cost = 1 + term.coefficient.bits() as u64 / 64;
        self.budget = self.budget.checked_sub(cost).ok_or(Stop::Budget)?;
        Ok(())
    }

    pub(super) fn spend_on(&mut self, terms: usize) -> Result<(), Stop> {
        self.budget = self.budget.checked_sub(terms as u64).ok_or(Stop::Budget)?;
        Ok(())
    }

    /// The product of two terms, as terms in which no relation is left to apply.
    pub(super) fn multiply_terms(
        &mut self,
        a: &Term,
        b: &Term,
        into: &mut Vec<Term>,
    ) -> Result<(), Stop> {
        let mut exponents = a.exponents;
        for (e, more) in exponents.iter_mut().zip(b.exponents) {
            *e = e.checked_add(more).ok_or(Stop::Outside)?;
        }
        let term = Term { exponents, coefficient: a.coefficient.mul(&b.coefficient) };
        self.spend(&term)?;
        self.reduce(term, into)
    }

    fn reduce(&mut self, mut term: Term, into: &mut Vec<Term>) -> Result<(), Stop> {
        for (kernel, q, value) in &self.roots {
            let e = term.exponents[*kernel];
            let whole = e.div_euclid(*q);
            if whole != 0 {
                let power = value.pow(i64::from(whole), 1 << 12).ok_or(Stop::Outside)?;
                term.coefficient = term.coefficient.mul(&power);
                term.exponents[*kernel] = e.rem_euclid(*q);
            }
        }
        let entangled = |term: &Term, &(e, s, m): &(usize, usize, i32)| {
            term.exponents[s] > 0 && term.exponents[e].abs() >= m
        };
        if !self.pairs.iter().any(|pair| entangled(&term, pair)) {
            into.push(term);
            return Ok(());
        }
        let mut terms = vec![term];
        for pair in self.pairs.clone() {
            let mut next = Vec::with_capacity(terms.len());
            for term in terms {
                match entangled(&term, &pair) {
                    true => self.disentangle(term, pair, &mut next)?,
                    false => next.push(term),
                }
            }
            terms = next;
        }
        into.append(&mut terms);
        Ok(())
    }

    /// Eʲ sᵏ as a sum of pure powers, by Eᵐ s = Eᵐ − s and E⁻ᵐ s = 1 − s: partial fractions in E.
    fn disentangle(
        &mut self,
        term: Term,
        (e, s, m): (usize, usize, i32),
        into: &mut Vec<Term>,
    ) -> Result<(), Stop> {
        let upward = term.exponents[e] > 0;
        let mut open = std::collections::BTreeMap::new();
        open.insert((term.exponents[e].abs(), term.exponents[s]), term.coefficient.clone());
        while let Some(((j, k), coefficient)) = open.pop_last() {
            self.spend_on(1)?;
            let exponents = |j: i32, k: i32| {
                let mut all = term.exponents;
                all[e] = if upward { j } else { -j };
                all[s] = k;
                all
            };
            if j < m || k == 0 {
                into.push(Term { exponents: exponents(j, k), coefficient });
                continue;
            }
            let (kept, lowered) =
                if upward { ((j, k - 1), (j - m, k)) } else { ((j - m, k - 1), (j - m, k)) };
            for (key, part) in [(kept, coefficient.clone()), (lowered, coefficient.neg())] {
                let sum = open.entry(key).or_insert(Number::ZERO);
                *sum = sum.add(&part);
            }
        }
        Ok(())
    }

    pub(super) fn multiply(&mut self, a: &Polynomial, b: &Polynomial) -> Result<Polynomial, Stop> {
        let mut terms = Vec::with_capacity(a.terms.len() * b.terms.len().min(1 << 10));
        for left in &a.terms {
            for right in &b.terms {
                self.multiply_terms(left, right, &mut terms)?;
            }
        }
        Ok(Polynomial::collect(terms))
    }

    pub(super) fn power(&mut self, base: &Polynomial, n: u32) -> Result<Polynomial, Stop> {
        let mut result = Polynomial::constant(Number::ONE);
        for _ in 0..n {
            result = self.multiply(&result, base)?;
        }
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kernel 0 is E, kernel 1 is s.
    fn at(polynomial: &Polynomial, x: f64, m: i32) -> f64 {
        let (e, s) = ((x / f64::from(m)).exp(), 1.0 / (1.0 + (-x).exp()));
        let value =
            |t: &Term| t.coefficient.to_f64() * e.powi(t.exponents[0]) * s.powi(t.exponents[1]);
        polynomial.terms.iter().map(value).sum()
    }

    #[test]
    fn exponentials_and_sigmoids_come_apart() {
        for m in [1, 2] {
            for j in -5..=5 {
                for k in 0..=6 {
                    let mut relations =
                        Relations { pairs: vec![(0, 1, m)], budget: 1 << 20, ..Default::default() };
                    let e = Polynomial::power_of_kernel(0, j);
                    let s = Polynomial::power_of_kernel(1, k);
                    let product = relations.multiply(&e, &s).unwrap();
                    for term in &product.terms {
                        assert!(term.exponents[1] == 0 || term.exponents[0].abs() < m);
                    }
                    for x in [-1.5, 0.3, 2.0] {
                        let want = at(&e, x, m) * at(&s, x, m);
                        let got = at(&product, x, m);
                        assert!((got - want).abs() < 1e-8 * (1.0 + want.abs()), "{j} {k} {x}");
                    }
                }
            }
        }
    }

    #[test]
    fn roots_of_numbers_fold() {
        let roots = vec![(0, 2, Number::Small(2))];
        let mut relations = Relations { roots, budget: 100, ..Default::default() };
        let root = Polynomial::power_of_kernel(0, 1);
        let cube = relations.power(&root, 3).unwrap();
        assert_eq!(cube, root.scaled(&Number::Small(2)));
    }

    #[test]
    fn work_is_limited() {
        let mut relations = Relations { budget: 50, ..Default::default() };
        let sum = Polynomial::collect(vec![
            Polynomial::power_of_kernel(0, 1).terms[0].clone(),
            Polynomial::power_of_kernel(1, 1).terms[0].clone(),
        ]);
        assert_eq!(relations.power(&sum, 1000), Err(Stop::Budget));
    }
}
