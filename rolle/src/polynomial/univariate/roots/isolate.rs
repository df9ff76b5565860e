//! Isolation of all real roots with their multiplicities.
//!
//! Square-free factors first, each written as g(xᵈ); positive roots of g by Descartes'
//! bisection, negative ones of g(−y) likewise; d-th roots of the cells; rational roots made
//! exact; and last the roots of different factors separated from each other.

use super::descartes::{Place, positive_roots};
use super::dyadic::Dyadic;
use super::real_root::{Location, RealRoot, dyadic};
use crate::error::{Error, ErrorKind, Result};
use crate::number::{Integer, Rational};
use crate::polynomial::univariate::evaluate::shift;
use crate::polynomial::univariate::int_poly::IntPoly;
use crate::polynomial::univariate::modular::field::{Field, is_prime};
use dashu_base::{BitTest, UnsignedAbs};
use std::sync::Arc;

/// What an isolation may cost before it gives up with an error of kind `Budget`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootBudget {
    /// Coefficient operations of the bisection: a cell costs about the square of the degree.
    pub work: u64,
}

impl Default for RootBudget {
    /// 2³³ operations, some ten seconds: a thousand cells at degree 3000.
    fn default() -> RootBudget {
        RootBudget { work: 1 << 33 }
    }
}

/// All real roots in ascending order, each once, with multiplicity; certified.
///
/// Rational roots are exact. The others have disjoint open intervals. Constants have no roots.
///
/// Errors: `Domain` for the zero polynomial, of which every number is a root; `Budget` beyond
/// the default [`RootBudget`] and as [`IntPoly::gcd`].
///
/// ```
/// use rolle::polynomial::{IntPoly, isolate_real_roots};
/// // (x − 3)²·(x² − 2)
/// let p = IntPoly::from_i64(&[-18, 12, 7, -6, 1]);
/// let mut roots = isolate_real_roots(&p)?;
/// let decimals: Vec<String> =
///     roots.iter_mut().map(|r| r.to_decimal(6)).collect::<rolle::Result<_>>()?;
/// assert_eq!(decimals, ["-1.414214", "1.414214", "3.000000"]);
/// assert_eq!(roots[2].multiplicity(), 2);
/// assert!(roots[2].as_rational().is_some());
/// # Ok::<(), rolle::Error>(())
/// ```
pub fn isolate_real_roots(p: &IntPoly) -> Result<Vec<RealRoot>> {
    isolate_real_roots_within(p, RootBudget::default())
}

/// [`isolate_real_roots`] within the given budget.
pub fn isolate_real_roots_within(p: &IntPoly, budget: RootBudget) -> Result<Vec<RealRoot>> {
    if p.is_zero() {
        return Err(Error::new(ErrorKind::Domain, "every number is a root of the zero polynomial")
            .with_help("treat it apart from other polynomials"));
    }
    let mut work = budget.work;
    let mut roots = Vec::new();
    for (factor, multiplicity) in p.square_free()?.factors {
        let more = roots_of_square_free(&factor, multiplicity, &mut work)?;
        roots = merge(roots, more)?;
    }
    Ok(roots)
}

/// The roots of a primitive square-free polynomial, ascending.
fn roots_of_square_free(p: &IntPoly, multiplicity: usize, work: &mut u64) -> Result<Vec<RealRoot>> {
    // Without the factor x, which would vanish at the ends of cells next to zero.
    let core = p.strip_powers();
    let poly = Arc::new(core.clone());
    let (g, d) = core.deflate();
    let mut lists = Lists::new(&poly, multiplicity);
    if p.valuation() > 0 {
        let x = Arc::new(IntPoly::x());
        lists.on_grid.push(RealRoot::exact(&x, multiplicity, Rational::ZERO));
    }
    if let [a, b] = core.coefficients() {
        let x = Rational::from_parts_signed(-a, b.clone());
        lists.rational.push(RealRoot::exact(&poly, multiplicity, x));
        return lists.joined();
    }
    for place in places_of_powers(&g, d, work)? {
        if d.is_multiple_of(2) {
            lists.file(place.clone().negated());
        }
        lists.file(place);
    }
    if !d.is_multiple_of(2) {
        for place in places_of_powers(&g.negate_variable(), d, work)? {
            lists.file(place.negated());
        }
    }
    let mut roots = lists.joined()?;
    if may_have_rational_root(&core) {
        for root in &mut roots {
            root.to_rational()?;
        }
    }
    Ok(roots)
}

/// A root of p(x) = g(xᵈ).
#[derive(Clone)]
enum Placed {
    /// By itself in a cell of p, or on the grid.
    At(Place),
    /// The irrational d-th root of a dyadic root of g, in a cell of its own polynomial.
    Radical(IntPoly, Integer, i64),
}

impl Placed {
    fn negated(self) -> Placed {
        match self {
            Placed::At(Place::Dyadic(c, k)) => Placed::At(Place::Dyadic(-c, k)),
            Placed::At(Place::Cell(c, k)) => Placed::At(Place::Cell(-c - Integer::ONE, k)),
            Placed::Radical(q, c, k) => {
                Placed::Radical(q.negate_variable().primitive_part(), -c - Integer::ONE, k)
            }
        }
    }
}

/// The roots found so far; within a list the intervals do not overlap.
struct Lists<'a> {
    poly: &'a Arc<IntPoly>,
    multiplicity: usize,
    on_grid: Vec<RealRoot>,
    radicals: Vec<RealRoot>,
    rational: Vec<RealRoot>,
}

impl Lists<'_> {
    fn new(poly: &Arc<IntPoly>, multiplicity: usize) -> Lists<'_> {
        Lists { poly, multiplicity, on_grid: vec![], radicals: vec![], rational: vec![] }
    }

    fn file(&mut self, place: Placed) {
        match place {
            Placed::At(Place::Dyadic(c, k)) => {
                self.on_grid.push(RealRoot::exact(self.poly, self.multiplicity, dyadic(&c, k)));
            }
            Placed::At(Place::Cell(c, k)) => {
                self.on_grid.push(RealRoot::cell(self.poly, self.multiplicity, c, k));
            }
            Placed::Radical(q, c, k) => {
                self.radicals.push(RealRoot::cell(&Arc::new(q), self.multiplicity, c, k));
            }
        }
    }

    fn joined(mut self) -> Result<Vec<RealRoot>> {
        for list in [&mut self.on_grid, &mut self.radicals] {
            list.sort_by_cached_key(|root| root.interval());
        }
        merge(merge(self.on_grid, self.radicals)?, self.rational)
    }
}

/// The positive x with g(xᵈ) = 0.
fn places_of_powers(g: &IntPoly, d: usize, work: &mut u64) -> Result<Vec<Placed>> {
    let places = positive_roots(g, work)?;
    if d == 1 {
        return Ok(places.into_iter().map(Placed::At).collect());
    }
    let g = Arc::new(g.clone());
    let place = |place| match place {
        Place::Dyadic(c, k) => root_of_dyadic(&c, k, d),
        Place::Cell(c, k) => root_of_cell(&g, c, k, d),
    };
    places.into_iter().map(place).collect()
}

/// The positive d-th root of c/2ᵏ.
fn root_of_dyadic(c: &Integer, k: i64, d: usize) -> Result<Placed> {
    // If the root is dyadic it has at most ⌈k/d⌉ bits after the point; four more make a fine
    // cell.
    let t = k.div_euclid(d as i64).max(0) + 5;
    let y = shift(c, t * d as i64 - k);
    let root = (&y).unsigned_abs().nth_root(d);
    let x = Integer::from(root);
    if x.pow(d) == y {
        return Ok(Placed::At(Place::Dyadic(x, t)));
    }
    let y = dyadic(c, k);
    let lead = Integer::from(y.denominator().clone());
    let q = &IntPoly::monomial(lead, d)? - &IntPoly::constant(y.numerator().clone());
    Ok(Placed::Radical(q, x, t))
}

/// The place of the positive d-th root of the root y of g in the cell (c/2ᵏ, (c+1)/2ᵏ).
fn root_of_cell(g: &Arc<IntPoly>, c: Integer, k: i64, d: usize) -> Result<Placed> {
    let outer = (Dyadic::new(c.clone(), k), Dyadic::new(&c + Integer::ONE, k));
    let mut y = RealRoot::cell(g, 1, c, k);
    let mut t = (k / d as i64).max(0) + 2;
    loop {
        let (low, high) = match &y.location {
            Location::Cell(cell) => {
                (Dyadic::new(cell.c.clone(), cell.k), Dyadic::new(&cell.c + Integer::ONE, cell.k))
            }
            // A refinement meets exact roots only on the grid.
            Location::Exact(y) => {
                let k = y.denominator().bit_len() as i64 - 1;
                return root_of_dyadic(y.numerator(), k, d);
            }
        };
        // X/2ᵗ ≤ x, and x ≤ (X + 1)/2ᵗ unless a grid point lies between the ends of the cell.
        let x = Integer::from(shift(&low.c, t * d as i64 - low.k).unsigned_abs().nth_root(d));
        let next = &x + Integer::ONE;
        let (below, above) = (power(&x, t, d), power(&next, t, d));
        if high.compare(&above).is_gt() {
            if g.sign_at_dyadic(&above.c, above.k) == 0 {
                return Ok(Placed::At(Place::Dyadic(next, t)));
            }
        } else if outer.0.compare(&below).is_le() && above.compare(&outer.1).is_le() {
            return Ok(Placed::At(Place::Cell(x, t)));
        }
        t += 1;
        let width = y.width_bits().unwrap_or(0);
        y.refine_to(width + 3)?;
    }
}

/// (c/2ᵗ)ᵈ.
fn power(c: &Integer, t: i64, d: usize) -> Dyadic {
    Dyadic::new(c.pow(d), t * d as i64)
}

/// Can p have a rational root? Not if it has no root modulo some prime.
fn may_have_rational_root(p: &IntPoly) -> bool {
    let primes = (3..50).filter(|&n| is_prime(n));
    primes.map(Field::new).all(|field| {
        let q = field.characteristic();
        let coefs: Vec<u64> = p.coefs.iter().map(|a| field.residue_of(a)).collect();
        let has_root = |x: u64| {
            let x = field.residue(x);
            coefs.iter().rev().fold(0, |value, &a| field.add(field.mul(value, x), a)) == 0
        };
        // A root with a denominator divisible by q is a root at infinity modulo q.
        coefs.last() == Some(&0) || (0..q).any(has_root)
    })
}

/// Merges two ascending lists, no number in both, narrowing until no intervals overlap.
fn merge(a: Vec<RealRoot>, b: Vec<RealRoot>) -> Result<Vec<RealRoot>> {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    while let (Some(x), Some(y)) = (a.peek_mut(), b.peek_mut()) {
        let next = if x.separate(y)?.is_lt() { a.next() } else { b.next() };
        merged.extend(next);
    }
    merged.extend(a);
    merged.extend(b);
    Ok(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    /// The roots to three digits, rational ones marked by `=`, multiplicities above one by `^`.
    fn show(p: &IntPoly) -> String {
        let mut roots = isolate_real_roots(p).unwrap();
        for pair in roots.windows(2) {
            assert!(pair[0].interval().1 <= pair[1].interval().0, "disjoint, ascending");
        }
        let show = |root: &mut RealRoot| {
            let mark = if root.as_rational().is_some() { "=" } else { "" };
            let text = format!("{mark}{}", root.to_decimal(3).unwrap());
            match root.multiplicity() {
                1 => text,
                k => format!("{text}^{k}"),
            }
        };
        roots.iter_mut().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn table() {
        for (p, roots) in [
            (&[5][..], ""),
            (&[3, 2], "=-1.500"),
            (&[0, 1], "=0.000"),
            (&[0, 0, 0, -7], "=0.000^3"),
            (&[1, 0, 1], ""),
            (&[-2, 0, 1], "-1.414 1.414"),
            (&[-4, 0, 1], "=-2.000 =2.000"),
            (&[-1, 0, 9], "=-0.333 =0.333"),
            (&[-2, 0, 0, 1], "1.260"),
            (&[2, 0, 0, 1], "-1.260"),
            (&[-8, 0, 0, 27], "=0.667"),
            (&[0, -1, 3, 1, -7, 2], "-0.675 =0.000 0.461 =0.500 3.214"),
            (&[2, 0, -3, 0, 1], "-1.414 =-1.000 =1.000 1.414"),
            (&[6, 0, -5, 0, 1], "-1.732 -1.414 1.414 1.732"),
            (&[-1, -1, 0, 0, 0, 1], "1.167"),
            (&[0, -2, 0, 1], "-1.414 =0.000 1.414"),
            (&[0, 1, -5, -6, 2, 0, 0, -7, 1, 0, -3, 7], "=-1.000 -0.728 =0.000 0.168 1.198"),
        ] {
            assert_eq!(show(&poly(p)), roots, "{p:?}");
        }
    }

    #[test]
    fn multiplicities_and_separation() {
        let p = &(&poly(&[-2, 0, 1]).pow(3).unwrap() * &poly(&[-7, 5]).pow(2).unwrap())
            * &(&poly(&[-17, 12]) * &poly(&[0, 1]).pow(4).unwrap());
        assert_eq!(show(&p), "-1.414^3 =0.000^4 =1.400^2 1.414^3 =1.417");
    }

    #[test]
    fn deflated_mixtures() {
        // x² = 2 on the grid of y, x² = 3 in a cell, x² = 4 rational, x⁶ = 5.
        let p = &(&poly(&[-2, 0, 1]) * &poly(&[-4, 0, 1])) * &poly(&[-1, 0, 3]);
        assert_eq!(show(&p), "=-2.000 -1.414 -0.577 0.577 1.414 =2.000");
        let p = &poly(&[-5, 0, 0, 0, 0, 0, 1]) * &poly(&[-3, 0, 0, 1]);
        assert_eq!(show(&p), "-1.308 1.308 1.442");
    }

    #[test]
    fn chebyshev_and_wilkinson() {
        let (mut a, mut b) = (IntPoly::one(), IntPoly::x());
        for _ in 1..60 {
            let next = &(&b * &IntPoly::from_i64(&[0, 2])) - &a;
            (a, b) = (b, next);
        }
        let mut roots = isolate_real_roots(&b).unwrap();
        assert_eq!(roots.len(), 60);
        for (i, root) in roots.iter_mut().rev().enumerate() {
            let expected = (std::f64::consts::PI * (2 * i + 1) as f64 / 120.0).cos();
            assert!((root.to_f64().unwrap() - expected).abs() < 1e-14);
        }
        let wilkinson = (1..=30).fold(IntPoly::one(), |p, r| &p * &poly(&[-r, 1]));
        let roots = isolate_real_roots(&wilkinson).unwrap();
        let values: Vec<_> = roots.iter().map(|r| r.as_rational().unwrap().clone()).collect();
        assert_eq!(values, (1..=30).map(Rational::from).collect::<Vec<_>>());
    }

    #[test]
    fn extremes() {
        assert_eq!(isolate_real_roots(&IntPoly::zero()).unwrap_err().kind(), ErrorKind::Domain);
        let giant = &IntPoly::monomial(Integer::ONE, 100_000).unwrap() - &poly(&[2]);
        assert_eq!(isolate_real_roots(&giant).unwrap().len(), 2);
        let huge = IntPoly::new(vec![-(Integer::ONE << 10_000), Integer::ZERO, Integer::ONE]);
        assert_eq!(isolate_real_roots(&huge).unwrap().len(), 2);
        let dense = &IntPoly::monomial(Integer::ONE, 200_003).unwrap() + &poly(&[-1, -1]);
        assert_eq!(isolate_real_roots(&dense).unwrap_err().kind(), ErrorKind::Budget);
    }
}
