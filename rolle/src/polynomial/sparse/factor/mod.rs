//! Factorization over the rationals.
//!
//! Square-free parts are freed of their contents in every variable. A part that is linear in some
//! variable is then irreducible. Otherwise all variables but one get integers for which the
//! polynomial stays square-free and of the same degree; the univariate image is factored by the
//! caller's function, the factors are lifted to power series ([`lift`]) and recombined
//! ([`recombine`]), first in two variables, where most wrong factors already unite, then in all.

mod lift;
mod recombine;
mod series;

use dashu_base::Signed;

use super::limits::{Limits, argument};
use super::modular::{Field, Points, Primes, gcd as univariate_gcd};
use super::poly::SparsePoly;
use super::square_free::Factors;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use recombine::recombine;

/// A factorization of univariate integer polynomials: from ascending coefficients to irreducible
/// factors, also ascending, with their multiplicities.
pub type UnivariateFactor<'a> = &'a dyn Fn(&[Integer]) -> Result<Vec<(Vec<Integer>, u32)>>;

/// Images to be factored before the one with the fewest factors is taken.
const IMAGES: usize = 3;

impl SparsePoly {
    /// The factorization into irreducible polynomials over the rationals, ordered by multiplicity,
    /// then by degree, then by terms.
    ///
    /// `univariate` must factor primitive square-free polynomials in one variable completely. The
    /// zero polynomial has content 0 and no factors.
    ///
    /// An error of kind `Budget` if the dense lift (degrees times one another) or the number of
    /// combinations exceeds the limits, or as for [`gcd`](Self::gcd); of kind `Argument` if the
    /// product of the univariate factors is wrong.
    ///
    /// ```
    /// use rolle::number::Integer;
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let limits = Limits::default();
    /// let (x, y) = (SparsePoly::variable(2, 0)?, SparsePoly::variable(2, 1)?);
    /// let p = x.pow(2, &limits)?.sub(&y.pow(2, &limits)?)?;
    /// // The images of p in one variable are x² - a².
    /// let univariate = |u: &[Integer]| {
    ///     let a = (1..).map(Integer::from).find(|a| a * a == -&u[0]).unwrap();
    ///     Ok(vec![(vec![-&a, 1.into()], 1), (vec![a, 1.into()], 1)])
    /// };
    /// let result = p.factor(&univariate, &limits)?;
    /// assert_eq!(result.factors, [(x.sub(&y)?, 1), (x.add(&y)?, 1)]);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn factor(&self, univariate: UnivariateFactor<'_>, limits: &Limits) -> Result<Factors> {
        let parts = self.square_free_parts(limits)?;
        let mut stack = parts.factors;
        let mut factors = Vec::new();
        while let Some((p, n)) = stack.pop() {
            let support = p.support();
            if let [var] = support[..] {
                for f in factor_univariate(&p, var, univariate, limits)? {
                    factors.push((f, n));
                }
                continue;
            }
            if let Some((content, rest)) = split_content(&p, &support, limits)? {
                stack.push((content, n));
                stack.push((rest, n));
                continue;
            }
            let degrees = p.degrees();
            if p.len() <= 1 || support.iter().any(|&v| degrees[v] == 1) {
                factors.push((p, n));
                continue;
            }
            for f in factor_primitive(&p, &support, univariate, limits)? {
                factors.push((f, n));
            }
        }
        factors.sort_by_cached_key(|(f, n)| {
            (*n, f.total_degree(), f.len(), f.terms().collect::<Vec<_>>())
        });
        Ok(Factors { content: parts.content, factors })
    }
}

/// A nonconstant content with respect to one of the variables, and the quotient by it.
fn split_content(
    p: &SparsePoly,
    support: &[usize],
    limits: &Limits,
) -> Result<Option<(SparsePoly, SparsePoly)>> {
    for &var in support {
        let content = p.content_in(var, limits)?;
        if !content.is_constant() {
            let rest = p.div_known(&content, limits)?;
            return Ok(Some((content, rest)));
        }
    }
    Ok(None)
}

fn factor_univariate(
    p: &SparsePoly,
    var: usize,
    univariate: UnivariateFactor<'_>,
    limits: &Limits,
) -> Result<Vec<SparsePoly>> {
    let dense = ascending(p, var, limits)?;
    let list = checked_factors(&dense, univariate)?;
    let poly = |f: Vec<Integer>| {
        let terms = f.into_iter().enumerate().map(|(e, c)| {
            let mut exponents = vec![0; p.vars()];
            exponents[var] = e as u32;
            (exponents, c)
        });
        Ok(SparsePoly::from_terms(p.vars(), terms)?.primitive_positive())
    };
    list.into_iter().map(poly).collect()
}

/// The coefficients of a polynomial in one variable.
fn ascending(p: &SparsePoly, var: usize, limits: &Limits) -> Result<Vec<Integer>> {
    let degree = p.degree(var)?;
    limits.check_terms(u128::from(degree) + 1)?;
    let mut out = vec![Integer::ZERO; degree as usize + 1];
    for (e, c) in p.terms() {
        out[e[var] as usize] = c;
    }
    Ok(out)
}

/// The irreducible factors of a primitive square-free polynomial, after a check of the product.
fn checked_factors(u: &[Integer], univariate: UnivariateFactor<'_>) -> Result<Vec<Vec<Integer>>> {
    if u.len() == 2 {
        return Ok(vec![u.to_vec()]);
    }
    let list = univariate(u)?;
    let simple = list.iter().filter(|(f, _)| f.len() > 1);
    let list: Vec<Vec<Integer>> = simple.clone().map(|(f, _)| f.clone()).collect();
    let product = list.iter().fold(vec![Integer::ONE], |p, f| convolve(&p, f));
    let same =
        |sign: i32| product.len() == u.len() && product.iter().zip(u).all(|(a, b)| *a == b * sign);
    if simple.clone().any(|(_, n)| *n != 1) || !(same(1) || same(-1)) {
        return Err(argument("the univariate factors do not multiply to the polynomial"));
    }
    Ok(list)
}

fn convolve(a: &[Integer], b: &[Integer]) -> Vec<Integer> {
    let mut out = vec![Integer::ZERO; a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            out[i + j] += x * y;
        }
    }
    out
}

/// The factors of a square-free polynomial in at least two variables, primitive in each.
fn factor_primitive(
    p: &SparsePoly,
    support: &[usize],
    univariate: UnivariateFactor<'_>,
    limits: &Limits,
) -> Result<Vec<SparsePoly>> {
    let degrees = p.degrees();
    // The variable of highest degree stays: the series then run in the others.
    let mut order = support.to_vec();
    order.sort_by_key(|&v| (u32::MAX - degrees[v], v));
    let compact = p.mapped(order.len(), |e| order.iter().map(|&v| e[v]).collect());
    let (point, mut factors) = best_image(&compact, univariate, limits)?;
    let shifted = shift(&compact, &point, limits)?;
    if factors.len() > 1 && order.len() > 2 {
        let plane = plane(&shifted)?;
        let groups = recombine(&plane, &factors, limits)?;
        let unite = |(group, _): &(Vec<usize>, SparsePoly)| {
            group.iter().fold(vec![Integer::ONE], |p, &i| convolve(&p, &factors[i]))
        };
        factors = groups.iter().map(unite).collect();
    }
    if factors.len() == 1 {
        return Ok(vec![p.clone()]);
    }
    let back: Vec<Integer> = point.iter().map(|a| -a).collect();
    let restore = |(_, g): (Vec<usize>, SparsePoly)| {
        let g = shift(&g, &back, limits)?;
        let g = g.mapped(p.vars(), |e| {
            let mut out = vec![0; p.vars()];
            for (&v, &x) in order.iter().zip(e) {
                out[v] = x;
            }
            out
        });
        Ok(g.primitive_positive())
    };
    recombine(&shifted, &factors, limits)?.into_iter().map(restore).collect()
}

/// Values for all variables but the first, and the univariate factors there.
fn best_image(
    p: &SparsePoly,
    univariate: UnivariateFactor<'_>,
    limits: &Limits,
) -> Result<(Vec<Integer>, Vec<Vec<Integer>>)> {
    let mut best: Option<(Vec<Integer>, Vec<Vec<Integer>>)> = None;
    let Some(field) = Primes::new().next() else { return Err(no_point(limits)) };
    let mut points = Points::new(p.len() as u64);
    let mut images = 0;
    for trial in 0..limits.trials {
        // The origin keeps the polynomial sparse; then ever larger coordinates.
        let spread = 2 * (trial / 4) + 1;
        let mut coordinate = || match trial {
            0 => Integer::ZERO,
            _ => Integer::from(points.next(&field) % (2 * spread + 1)) - Integer::from(spread),
        };
        let point: Vec<Integer> = (1..p.vars()).map(|_| coordinate()).collect();
        let Some(u) = square_free_image(p, &point, &field, limits)? else { continue };
        let factors = checked_factors(&u, univariate)?;
        images += 1;
        if best.as_ref().is_none_or(|(_, f)| factors.len() < f.len()) {
            best = Some((point, factors));
        }
        if images == IMAGES || best.as_ref().is_some_and(|(_, f)| f.len() == 1) {
            break;
        }
    }
    best.ok_or_else(|| no_point(limits))
}

fn no_point(limits: &Limits) -> Error {
    let n = limits.trials;
    Error::new(ErrorKind::Budget, format!("no suitable evaluation point after `{n}` trials"))
        .with_help("raise the limit on trials")
}

/// The primitive image in the first variable, if it keeps the degree and is square-free modulo
/// the prime, hence over the integers.
fn square_free_image(
    p: &SparsePoly,
    point: &[Integer],
    field: &Field,
    limits: &Limits,
) -> Result<Option<Vec<Integer>>> {
    let mut image = p.clone();
    for (i, a) in point.iter().enumerate().rev() {
        image = image.evaluate_at(i + 1, a, limits)?;
    }
    if image.degree(0)? < p.degree(0)? {
        return Ok(None);
    }
    let u = ascending(&image.primitive_positive(), 0, limits)?;
    let degree = u.len() - 1;
    limits.check_work(degree as u128 * degree as u128)?;
    let a: Vec<u64> = u.iter().map(|c| field.of_integer(c)).collect();
    let powers = (1..=degree as u64).map(|e| field.of_u64(e));
    let b: Vec<u64> = powers.zip(&a[1..]).map(|(e, &c)| field.mul(e, c)).collect();
    let good = a[degree] != 0 && univariate_gcd(field, a, b).len() == 1;
    Ok(good.then_some(u))
}

/// The polynomial with `point` as the new origin of all variables but the first.
fn shift(p: &SparsePoly, point: &[Integer], limits: &Limits) -> Result<SparsePoly> {
    let mut out = p.clone();
    for (i, a) in point.iter().enumerate().filter(|(_, a)| !a.is_zero()) {
        let moved = SparsePoly::variable(p.vars(), i + 1)?
            .add(&SparsePoly::constant(p.vars(), a.clone()))?;
        out = out.substitute(i + 1, &moved, limits)?;
    }
    if out.leading_coefficient().is_negative() {
        out = out.neg();
    }
    Ok(out)
}

/// The polynomial in the first two variables that is left at the origin of the others.
fn plane(p: &SparsePoly) -> Result<SparsePoly> {
    let terms = p.terms().filter(|(e, _)| e[2..].iter().all(|&x| x == 0));
    let plane = SparsePoly::from_terms(2, terms.map(|(e, c)| (e[..2].to_vec(), c)))?;
    Ok(plane.primitive_positive())
}

#[cfg(test)]
mod tests;
