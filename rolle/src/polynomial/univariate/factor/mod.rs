//! Factorization over the rationals.
//!
//! Content, powers of x and multiplicities are split off (Yun), and polynomials in xᵏ are
//! factored as polynomials in x first ([`deflate`]). A square-free part is factored modulo a
//! small prime ([`local`], [`finite`]); the factors are lifted to a power of the prime beyond
//! twice the bound on coefficients ([`hensel`], [`bounds`]) and recombined: few of them by
//! trying subsets ([`search`]), many after a lattice has told which belong together
//! ([`lattice`]). Every factor is proved by exact division, irreducibility by the completeness
//! of the search.

mod bounds;
mod cyclotomic;
mod deflate;
mod degrees;
mod finite;
mod hensel;
mod lattice;
mod lll;
mod local;
mod meter;
mod residues;
mod search;

use super::int_poly::IntPoly;
use super::square_free::Factorization;
use crate::error::Result;
use meter::Meter;

/// The most word operations that [`IntPoly::factor`] may be expected to need: some ten seconds.
pub const FACTOR_WORK: u64 = 1 << 33;

/// The factorization into irreducible polynomials over the rationals; see [`IntPoly::factor`].
pub fn factor(p: &IntPoly) -> Result<Factorization> {
    p.factor()
}

impl IntPoly {
    /// The factorization into irreducible polynomials over the rationals, with multiplicities.
    ///
    /// The factors are primitive with positive leading coefficients, pairwise different, and
    /// ordered by degree, then by coefficients from the constant one up. The zero polynomial has
    /// content 0 and no factors.
    ///
    /// Errors: `Budget` when the work would exceed [`FACTOR_WORK`], as it does for degrees beyond
    /// about 1000.
    ///
    /// ```
    /// use rolle::polynomial::IntPoly;
    /// let p = IntPoly::from_i64(&[4, 0, 0, 0, 1]);
    /// let factors: Vec<String> = p.factor()?.factors.iter().map(|(f, _)| f.to_string()).collect();
    /// assert_eq!(factors, ["x^2 - 2*x + 2", "x^2 + 2*x + 2"]);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn factor(&self) -> Result<Factorization> {
        self.factor_within(FACTOR_WORK)
    }

    /// As [`factor`](IntPoly::factor), with a limit on the number of word operations.
    pub fn factor_within(&self, work: u64) -> Result<Factorization> {
        let meter = &mut Meter::new(work);
        let Factorization { content, factors: parts } = self.square_free()?;
        let mut factors = Vec::new();
        for (part, multiplicity) in parts {
            if part.valuation() > 0 {
                factors.push((IntPoly::x(), multiplicity));
            }
            let core = part.strip_powers();
            if !core.is_constant() {
                let found = deflate::deflated_factors(&core, meter)?;
                factors.extend(found.into_iter().map(|f| (f, multiplicity)));
            }
        }
        factors.sort_by(|(f, _), (g, _)| (f.len(), &f.coefs).cmp(&(g.len(), &g.coefs)));
        Ok(Factorization { content, factors })
    }

    /// Is this polynomial irreducible over the rationals? Constants, and zero, are not.
    ///
    /// Errors: `Budget` as in [`factor`](IntPoly::factor).
    pub fn is_irreducible(&self) -> Result<bool> {
        let found = self.factor()?;
        Ok(matches!(found.factors[..], [(_, 1)]))
    }
}

/// The irreducible factors of a primitive square-free polynomial that is not 0 at 0.
fn square_free_factors(f: &IntPoly, meter: &mut Meter) -> Result<Vec<IntPoly>> {
    if f.len() <= 2 || cyclotomic::cyclotomic_order(f).is_some() {
        return Ok(vec![f.clone()]);
    }
    let Some(local) = local::choose_prime(f, meter)? else { return Ok(vec![f.clone()]) };
    let mut lift = hensel::Lift::new(local.factors, &local.field);
    // The symmetric range must hold coefficients of either sign.
    let need = bounds::factor_bits(f, (f.len() - 1) / 2) + 1;
    lift.lift(f, lift.exponent_of(need), meter)?;
    let mut search = search::Search {
        rest: f.clone(),
        factors: lift.factors().to_vec(),
        alive: (0..lift.factors().len()).collect(),
        found: Vec::new(),
        modulus: lift.modulus(),
        degrees: &local.degrees,
    };
    if search.factors.len() > FEW {
        search.run(2, meter)?;
    }
    if search.factors.len() > FEW {
        unite(f, &mut search, &mut lift, meter)?;
    }
    search.run(usize::MAX, meter)?;
    Ok(search.found)
}

/// Up to this number of lifted factors, trying all subsets is cheap.
const FEW: usize = 12;

/// Multiplies lifted factors that belong together, as far as a lattice can tell.
fn unite(
    f: &IntPoly,
    search: &mut search::Search<'_>,
    lift: &mut hensel::Lift,
    meter: &mut Meter,
) -> Result<()> {
    let count = search.factors.len();
    let mut lattice = lattice::Lattice::new(f, &search.rest, lift, &search.alive, meter)?;
    while let Some(classes) = lattice.refine(lift, meter)? {
        let certain = classes.len() == lattice.rank() && classes.len() < count;
        if !certain && classes.len() > FEW / 2 {
            continue;
        }
        let modulus = lift.modulus();
        let product = |class: &Vec<usize>| {
            let members = class.iter().map(|&i| &lift.factors()[search.alive[i]]);
            members.fold(IntPoly::one(), |p, g| modulus.mul(&p, g))
        };
        search.factors = classes.iter().map(product).collect();
        search.alive = (0..classes.len()).collect();
        search.modulus = modulus;
        break;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
