//! Factorization into irreducible polynomials over the rationals.
//!
//! Square-free factors first; of each the powers of x, the polynomial in xᵏ and the cyclotomic
//! factors; the rest modulo a well chosen prime, lifted to pᵃ, and recombined: products of few
//! lifted factors by trial, the others by lattice reduction. Every factor is confirmed by exact
//! division, and irreducibility is proved, by the degrees modulo several primes, by exhaustion
//! or by the rank of the lattice.

mod cyclotomic;
mod finite;
mod hensel;
mod knapsack;
mod lattice;
mod local;
mod recombine;

use super::gcd::integer_gcd;
use super::int_poly::{IntPoly, bits};
use super::rat_poly::RatPoly;
use super::square_free::Factorization;
use crate::error::{Error, ErrorKind, Result};
use crate::number::{Integer, Rational};
use recombine::Rest;

/// Up to this many lifted factors all products are tried.
const EXHAUSTIVE: usize = 8;

/// What a factorization may cost before it gives up with an error of kind `Budget`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactorBudget {
    /// Word and lattice operations, a few for each nanosecond to some for each microsecond.
    pub work: u64,
}

impl Default for FactorBudget {
    /// 2³⁴ operations: degrees up to 1400, or lattices of some hundred lifted factors.
    fn default() -> FactorBudget {
        FactorBudget { work: 1 << 34 }
    }
}

impl IntPoly {
    /// The factorization into irreducible polynomials over ℚ, by ascending degree; proved.
    ///
    /// Errors: `Budget` beyond the default [`FactorBudget`] and as [`IntPoly::gcd`].
    ///
    /// ```
    /// use rolle::polynomial::IntPoly;
    /// let p = IntPoly::from_i64(&[-4, 0, 0, 0, 1]); // x⁴ − 4
    /// let factors: Vec<String> = p.factor()?.factors.iter().map(|(f, _)| f.to_string()).collect();
    /// assert_eq!(factors, ["x^2 - 2", "x^2 + 2"]);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn factor(&self) -> Result<Factorization> {
        self.factor_within(FactorBudget::default())
    }

    /// [`IntPoly::factor`] within the given budget.
    pub fn factor_within(&self, budget: FactorBudget) -> Result<Factorization> {
        let mut work = budget.work;
        let Factorization { content, factors: parts } = self.square_free()?;
        let mut factors = Vec::new();
        for (part, multiplicity) in parts {
            let irreducible = factor_square_free(part, &mut work)?;
            factors.extend(irreducible.into_iter().map(|f| (f, multiplicity)));
        }
        factors.sort_by(|(a, _), (b, _)| (a.len(), &a.coefs).cmp(&(b.len(), &b.coefs)));
        Ok(Factorization { content, factors })
    }

    /// Is this irreducible over ℚ, that is, not constant and not a product of two polynomials
    /// that are not constant? Errors as [`IntPoly::factor`].
    pub fn is_irreducible(&self) -> Result<bool> {
        Ok(matches!(self.factor()?.factors.as_slice(), [(_, 1)]))
    }
}

impl RatPoly {
    /// The unit and the irreducible factors, primitive integer polynomials: p = unit · ∏ fᵏ.
    ///
    /// Errors as [`IntPoly::factor`] and [`RatPoly::to_parts`].
    pub fn factor(&self) -> Result<(Rational, Vec<(IntPoly, usize)>)> {
        let (numerator, denominator) = self.to_parts()?;
        let Factorization { content, factors } = numerator.factor()?;
        Ok((Rational::from_parts(content, denominator), factors))
    }
}

/// The irreducible factors of a primitive square-free polynomial.
fn factor_square_free(f: IntPoly, work: &mut u64) -> Result<Vec<IntPoly>> {
    let mut irreducible = Vec::new();
    if f.valuation() > 0 {
        irreducible.push(IntPoly::x());
    }
    // Polynomials, and the k for which each factor g is still to be read as g(xᵏ).
    let (core, k) = f.strip_powers().deflate();
    let mut stack = vec![(core, k)];
    while let Some((f, k)) = stack.pop() {
        let factors = factor_core(f, work)?;
        if k == 1 {
            irreducible.extend(factors);
            continue;
        }
        for g in factors {
            let inflated = g.inflate(k)?;
            stack.push((inflated, 1));
        }
    }
    Ok(irreducible)
}

/// The irreducible factors of a primitive square-free polynomial that x does not divide.
fn factor_core(f: IntPoly, work: &mut u64) -> Result<Vec<IntPoly>> {
    if f.is_constant() {
        return Ok(Vec::new());
    }
    if f.len() == 2 || is_eisenstein(&f) {
        return Ok(vec![f]);
    }
    let n = f.len() as u64;
    spend(work, n * n)?;
    let (mut factors, rest) = cyclotomic::split_cyclotomic(&f)?;
    if !rest.is_constant() {
        factors.extend(factor_general(rest, work)?);
    }
    Ok(factors)
}

/// Is there a small prime that divides all but the leading coefficient, that one not, and the
/// constant one only once? Then f is irreducible (Eisenstein); likewise for the reverse.
fn is_eisenstein(f: &IntPoly) -> bool {
    let criterion = |coefs: &mut dyn Iterator<Item = &Integer>| {
        let Some(constant) = coefs.next() else { return false };
        let mut lower = constant.clone();
        let mut lead = constant;
        for c in coefs {
            lower = integer_gcd(&lower, lead);
            lead = c;
            if lower.is_one() {
                return false;
            }
        }
        let divides = |p: &Integer, c: &Integer| (c % p).is_zero();
        let fits = |p: Integer| {
            divides(&p, &lower) && !divides(&p, lead) && !divides(&(&p * &p), constant)
        };
        (2u32..1000).map(Integer::from).any(fits_prime(fits))
    };
    criterion(&mut f.coefs.iter()) || criterion(&mut f.coefs.iter().rev())
}

/// The test on primes only; a composite number proves nothing.
fn fits_prime(test: impl Fn(Integer) -> bool) -> impl FnMut(Integer) -> bool {
    move |p| u64::try_from(&p).is_ok_and(super::modular::field::is_prime) && test(p)
}

/// The irreducible factors of a primitive square-free polynomial without easy ones.
fn factor_general(f: IntPoly, work: &mut u64) -> Result<Vec<IntPoly>> {
    let n = f.len() as u64;
    if n == 2 {
        return Ok(vec![f]);
    }
    spend(work, n.saturating_mul(n).saturating_mul(n + 50).saturating_mul(6))?;
    let Some(local) = local::local_factors(&f)? else { return Ok(vec![f]) };
    let mut found = Vec::new();
    let mut extra = 0;
    let r = local.factors.len();
    let wanted = if r > EXHAUSTIVE { knapsack::wanted_bits(&f, r) } else { 0 };
    loop {
        let bound = factor_bound(&f).max(Integer::ONE << wanted) << extra;
        spend(work, (bits(&bound) as u64).saturating_mul(n).saturating_mul(n) / 32)?;
        let (modulus, lifted) = hensel::lift(&f, &local.factors, &local.field, &bound);
        let prime = Integer::from(local.field.characteristic());
        let mut rest =
            Rest { f: f.clone(), lifted, modulus, prime, possible: local.possible.clone() };
        found.clear();
        let most = if r <= EXHAUSTIVE { r } else { 2 };
        for size in 1..=most {
            rest.take_products_of(size, &mut found);
        }
        // No product of fewer than half of what is left is a factor: the rest is irreducible.
        if rest.lifted.len() <= 2 * most + 1 {
            found.push(rest.f);
            return Ok(found);
        }
        if let Some(factors) = knapsack::factor(&rest, work)? {
            found.extend(factors);
            return Ok(found);
        }
        extra = if extra == 0 { bits(&bound) } else { 2 * extra };
    }
}

/// More than twice lc times the largest coefficient of any factor: for a factor of degree
/// below n it is at most 2ⁿ⁻¹·‖f‖₂ (Mignotte).
fn factor_bound(f: &IntPoly) -> Integer {
    let square = f.coefs.iter().fold(Integer::ZERO, |sum, c| sum + c * c);
    let norm = Integer::from(dashu_base::SquareRoot::sqrt(&square)) + Integer::ONE;
    let lead = Integer::from(dashu_base::UnsignedAbs::unsigned_abs(&f.coefs[f.len() - 1]));
    (norm * lead) << (f.len() + 1)
}

fn spend(work: &mut u64, amount: u64) -> Result<()> {
    match work.checked_sub(amount) {
        Some(left) => {
            *work = left;
            Ok(())
        }
        None => {
            Err(Error::new(ErrorKind::Budget, "the factorization takes more work than allowed")
                .with_help("raise the work budget, or lower the degree"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    /// The factors as text, multiplicities above one as `^k`.
    fn show(p: &IntPoly) -> String {
        let found = p.factor().unwrap();
        assert_eq!(&found.expand().unwrap(), p, "the product of the factors");
        let show = |(f, k): &(IntPoly, usize)| match k {
            1 => format!("({f})"),
            _ => format!("({f})^{k}"),
        };
        let factors: String = found.factors.iter().map(show).collect();
        format!("{}{factors}", found.content)
    }

    #[test]
    fn table() {
        for (p, factors) in [
            (&[][..], "0"),
            (&[-6], "-6"),
            (&[2, -4], "-2(2*x - 1)"),
            (&[0, 0, 3], "3(x)^2"),
            (&[1, 0, 1], "1(x^2 + 1)"),
            (&[-1, 0, 1], "1(x - 1)(x + 1)"),
            (&[4, 0, 0, 0, 1], "1(x^2 - 2*x + 2)(x^2 + 2*x + 2)"),
            (&[1, 0, 0, 0, 1], "1(x^4 + 1)"),
            (&[1, 0, -10, 0, 1], "1(x^4 - 10*x^2 + 1)"),
            (&[6, 5, 1], "1(x + 2)(x + 3)"),
            (&[-1, 0, 0, 0, 0, 0, 1], "1(x - 1)(x + 1)(x^2 - x + 1)(x^2 + x + 1)"),
            (&[6, 11, 6, 1, 6, 11, 6, 1], ""),
        ] {
            if factors.is_empty() {
                assert_eq!(show(&poly(p)), "1(x + 1)(x + 2)(x + 3)(x^4 + 1)");
            } else {
                assert_eq!(show(&poly(p)), factors);
            }
        }
    }

    #[test]
    fn multiplicities() {
        let p =
            &(&poly(&[-2, 0, 1]).pow(3).unwrap() * &poly(&[1, 3]).square()) * &poly(&[0, 0, -5]);
        assert_eq!(show(&p), "-5(x)^2(3*x + 1)^2(x^2 - 2)^3");
    }

    #[test]
    fn wilkinson_and_roots_of_unity() {
        let wilkinson = (1..=40).fold(IntPoly::one(), |p, r| &p * &poly(&[-r, 1]));
        assert_eq!(wilkinson.factor().unwrap().factors.len(), 40);
        let unity = &IntPoly::monomial(Integer::ONE, 360).unwrap() - &IntPoly::one();
        let factors = unity.factor().unwrap();
        assert_eq!(factors.factors.len(), 24); // the divisors of 360
        assert_eq!(factors.expand().unwrap(), unity);
    }

    #[test]
    fn chebyshev() {
        // T_n has one irreducible factor for each odd divisor of n.
        let (mut a, mut b) = (IntPoly::one(), IntPoly::x());
        for n in 2..=45usize {
            let next = &(&b * &poly(&[0, 2])) - &a;
            (a, b) = (b, next);
            if n % 9 == 0 {
                let odd = (1..=n).step_by(2).filter(|d| n.is_multiple_of(*d)).count();
                assert_eq!(b.factor().unwrap().factors.len(), odd, "T{n}");
            }
        }
    }

    /// The minimal polynomial of √2 + √3 + √5 + …: irreducible, yet a product of linear and
    /// quadratic factors modulo every prime.
    fn swinnerton_dyer(primes: &[i64]) -> IntPoly {
        let mut p = IntPoly::x();
        for &q in primes {
            // p(x − √q)·p(x + √q): with p(x + √q) = a + b·√q it is a² − q·b².
            let (mut a, mut b) = (IntPoly::zero(), IntPoly::zero());
            for c in p.coefficients().iter().rev() {
                let next = &(&a * &IntPoly::x()) + &(&b * &Integer::from(q));
                b = &(&b * &IntPoly::x()) + &a;
                a = &next + &IntPoly::constant(c.clone());
            }
            p = &a.square() - &(&b.square() * &Integer::from(q));
        }
        p
    }

    #[test]
    fn swinnerton_dyer_polynomials_are_irreducible() {
        assert_eq!(swinnerton_dyer(&[2, 3]), poly(&[1, 0, -10, 0, 1]));
        for primes in [&[2, 3, 5][..], &[2, 3, 5, 7], &[2, 3, 5, 7, 11]] {
            assert!(swinnerton_dyer(primes).is_irreducible().unwrap());
        }
    }

    #[test]
    fn products_of_polynomials_that_split_locally() {
        let (a, b) = (swinnerton_dyer(&[2, 3, 5, 7]), swinnerton_dyer(&[3, 5, 11, 13]));
        let shifted = b.shifted(&Integer::from(1));
        let p = &(&a * &shifted) * &poly(&[1, 1, 7]);
        let factors = p.factor().unwrap().factors;
        assert_eq!(factors.iter().map(|(f, _)| f.len() - 1).collect::<Vec<_>>(), [2, 16, 16]);
    }

    #[test]
    fn giants() {
        let giant = &IntPoly::monomial(Integer::ONE, 100_000).unwrap() - &poly(&[2]);
        assert!(giant.is_irreducible().unwrap());
        let giant = &IntPoly::monomial(Integer::ONE, 200_003).unwrap() + &poly(&[3, 1]);
        assert_eq!(giant.factor().unwrap_err().kind(), ErrorKind::Budget);
        let p = swinnerton_dyer(&[2, 3, 5, 7, 11]);
        let error = p.factor_within(FactorBudget { work: 1 << 18 }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Budget);
    }
}
