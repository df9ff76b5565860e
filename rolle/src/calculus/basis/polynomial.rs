//! Sparse polynomials in kernels: exponents of either sign, exact rational coefficients.

use crate::number::Number;

/// More kernels than this are not worth a polynomial; the caller then differentiates in the plain way.
pub(super) const MAX_KERNELS: usize = 24;

/// A polynomial may have this many terms before like ones are collected; each takes about a hundred bytes.
pub(super) const MAX_TERMS: usize = 1 << 19;

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
        terms.sort_unstable_by_key(|term| term.exponents);
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

/// A relation that takes a product of powers of two kernels apart, as partial fractions do.
#[derive(Clone, Debug)]
pub(super) enum Split {
    /// E = exp(u/m) and s = σ(u): Eᵐ s = Eᵐ − s, E⁻ᵐ s = 1 − s.
    Logistic { e: usize, s: usize, m: i32 },
    /// gᑫ = α + β·kᵉ: kᵉ/gʲ = (gᑫ − α)/(β gʲ).
    Binomial { k: usize, e: i32, g: usize, q: i32, alpha: Number, beta: Number },
}

impl Split {
    /// The two kernels; the first one's exponent shrinks towards zero.
    fn places(&self) -> (usize, usize) {
        match *self {
            Split::Logistic { e, s, .. } => (e, s),
            Split::Binomial { k, g, .. } => (k, g),
        }
    }

    /// The product of these powers of the two kernels as a sum of two other products, where it applies.
    fn apply(&self, a: i32, b: i32) -> Option<[(i32, i32, Number); 2]> {
        match self {
            Split::Logistic { m, .. } => {
                let (step, upward) = (m * a.signum(), a > 0);
                let minus_one = Number::Small(-1);
                (b > 0 && a.abs() >= *m).then(|| match upward {
                    true => [(a, b - 1, Number::ONE), (a - step, b, minus_one)],
                    false => [(a - step, b - 1, Number::ONE), (a - step, b, minus_one)],
                })
            }
            Split::Binomial { e, q, alpha, beta, .. } => {
                (b < 0 && a.signum() == e.signum() && a.abs() >= e.abs()).then(|| {
                    let scale = beta.recip().expect("a term of a polynomial is not zero");
                    [(a - e, b + q, scale.clone()), (a - e, b, scale.mul(alpha).neg())]
                })
            }
        }
    }
}

/// What holds between kernels.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations {
    /// Kernel k is the q-th root of a number v: kᑫ = v.
    pub(super) roots: Vec<(usize, i32, Number)>,
    /// Kernel a is the absolute value of the q-th power of kernel u: a² = u^(2q).
    pub(super) magnitudes: Vec<(usize, usize, i32)>,
    /// Products that come apart.
    pub(super) splits: Vec<Split>,
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
        for &(a, u, q) in &self.magnitudes {
            let pairs = term.exponents[a].div_euclid(2);
            let more = pairs.checked_mul(2 * q).ok_or(Stop::Outside)?;
            term.exponents[a] = term.exponents[a].rem_euclid(2);
            term.exponents[u] = term.exponents[u].checked_add(more).ok_or(Stop::Outside)?;
        }
        let applies = |term: &Term, split: &Split| {
            let (a, b) = split.places();
            split.apply(term.exponents[a], term.exponents[b]).is_some()
        };
        if !self.splits.iter().any(|split| applies(&term, split)) {
            into.push(term);
            return Ok(());
        }
        let mut terms = vec![term];
        for split in self.splits.clone() {
            let mut next = Vec::with_capacity(terms.len());
            for term in terms {
                match applies(&term, &split) {
                    true => self.take_apart(term, &split, &mut next)?,
                    false => next.push(term),
                }
            }
            terms = next;
        }
        into.append(&mut terms);
        Ok(())
    }

    /// Applies a split as often as it goes, like terms together, the highest first.
    fn take_apart(&mut self, term: Term, split: &Split, into: &mut Vec<Term>) -> Result<(), Stop> {
        let (first, second) = split.places();
        let sign = term.exponents[first].signum();
        let mut open = std::collections::BTreeMap::new();
        let key = (term.exponents[first].abs(), term.exponents[second]);
        open.insert(key, term.coefficient.clone());
        while let Some(((a, b), coefficient)) = open.pop_last() {
            self.spend_on(1)?;
            match split.apply(sign * a, b) {
                None => {
                    let mut exponents = term.exponents;
                    exponents[first] = sign * a;
                    exponents[second] = b;
                    into.push(Term { exponents, coefficient });
                }
                Some(parts) => {
                    for (a, b, scale) in parts {
                        let sum = open.entry((a.abs(), b)).or_insert(Number::ZERO);
                        *sum = sum.add(&coefficient.mul(&scale));
                    }
                }
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
            if terms.len() > MAX_TERMS {
                return Err(Stop::Budget);
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
                    let mut relations = Relations {
                        splits: vec![Split::Logistic { e: 0, s: 1, m }],
                        budget: 1 << 20,
                        ..Default::default()
                    };
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
    fn powers_over_binomials_come_apart() {
        // g² = 3 + 2 x³, so x⁷/g⁵ has no x³ left beside a power of 1/g.
        let (alpha, beta) = (Number::Small(3), Number::Small(2));
        let split = Split::Binomial { k: 0, e: 3, g: 1, q: 2, alpha, beta };
        let mut relations = Relations { splits: vec![split], budget: 1000, ..Default::default() };
        let (x7, g5) = (Polynomial::power_of_kernel(0, 7), Polynomial::power_of_kernel(1, -5));
        let product = relations.multiply(&x7, &g5).unwrap();
        assert!(product.terms.iter().all(|t| t.exponents[0] < 3 || t.exponents[1] >= 0));
        let (x, g) = (1.3f64, (3.0f64 + 2.0 * 1.3f64.powi(3)).sqrt());
        let value =
            |t: &Term| t.coefficient.to_f64() * x.powi(t.exponents[0]) * g.powi(t.exponents[1]);
        let got: f64 = product.terms.iter().map(value).sum();
        assert!((got - x.powi(7) / g.powi(5)).abs() < 1e-12);
    }

    #[test]
    fn magnitudes_fold_into_their_argument() {
        let mut relations =
            Relations { magnitudes: vec![(1, 0, 1)], budget: 100, ..Default::default() };
        let (x, a) = (Polynomial::power_of_kernel(0, 1), Polynomial::power_of_kernel(1, -3));
        let product = relations.multiply(&x, &a).unwrap();
        assert_eq!((product.terms[0].exponents[0], product.terms[0].exponents[1]), (-3, 1));
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
