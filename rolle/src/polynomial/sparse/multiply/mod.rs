//! Products: the method and the accumulator are chosen from degrees, sizes and coefficient bounds.
//!
//! A product whose exponents fill a small box is accumulated in an array ([`dense`]); otherwise in
//! a hash table ([`hash`]); and a very large one, whose table would not fit, by merging with a heap
//! in memory proportional to the shorter factor ([`heap`]).

mod accumulator;
mod dense;
mod hash;
mod heap;
mod limbs;

use super::coefficients::Coefficients;
use super::key::{Key, with_key};
use super::layout::Layout;
use super::limits::{Limits, exponent_overflow};
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::Integer;

use accumulator::{Accumulator, Wide};
pub(super) use dense::Cube;
use limbs::{Limbs, Sum};

/// A box of more cells than this per term product is too empty for an array.
const CELLS_PER_PRODUCT: u128 = 8;
/// No array has more cells than this.
const CELLS: u128 = 1 << 24;
/// Above this many term products the table is replaced by the heap.
const TABLE: u128 = 1 << 25;

/// One factor in the layout of the product.
pub(super) struct Factor<'a, C> {
    pub(super) layout: Layout,
    pub(super) monomials: &'a [u64],
    pub(super) coefficients: &'a [C],
}

/// Sorted nonzero terms.
pub(super) type Terms = (Vec<u64>, Coefficients);

impl SparsePoly {
    /// The product.
    ///
    /// An error of kind `Argument` if the numbers of variables differ, of kind `Budget` if the
    /// product of the numbers of terms exceeds `limits.work`, the result has more than
    /// `limits.terms` terms, or an exponent does not fit 32 bits.
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let x = SparsePoly::variable(1, 0)?;
    /// let one = SparsePoly::one(1);
    /// let p = x.add(&one)?.mul(&x.sub(&one)?, &Limits::default())?;
    /// assert_eq!(p.display(&["x"]).to_string(), "x^2 - 1");
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn mul(&self, other: &SparsePoly, limits: &Limits) -> Result<SparsePoly> {
        self.check_same(other)?;
        if self.is_zero() || other.is_zero() {
            return Ok(SparsePoly::zero(self.vars()));
        }
        let products = self.len() as u128 * other.len() as u128;
        limits.check_work(products)?;
        let (a, b) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        let bits = a.coefficient_bits() + b.coefficient_bits();
        limits.check_bits(u128::from(bits) * (a.len() + b.len()) as u128)?;
        let (da, db) = (a.degrees(), b.degrees());
        let degrees = da
            .iter()
            .zip(&db)
            .map(|(x, y)| x.checked_add(*y))
            .collect::<Option<Vec<u32>>>()
            .ok_or_else(exponent_overflow)?;
        let layout = Layout::new(a.vars(), degrees.iter().copied().max().unwrap_or(0));
        let (ma, mb) = (a.repacked(layout), b.repacked(layout));
        let plan = Plan { layout, degrees, products, bits: bits + log2_up(a.len()), limits };
        let (monomials, coefficients) = match (&a.coefficients, &b.coefficients) {
            (Coefficients::Small(ca), Coefficients::Small(cb)) => {
                let a = Factor { layout, monomials: &ma, coefficients: ca };
                let b = Factor { layout, monomials: &mb, coefficients: cb };
                match plan.bits {
                    0..=62 => plan.run::<i64>(&a, &b)?,
                    63..=126 => plan.run::<i128>(&a, &b)?,
                    _ => plan.run::<Wide>(&a, &b)?,
                }
            }
            (ca, cb) => {
                let (ca, cb) = (ca.to_big(), cb.to_big());
                let a = Factor { layout, monomials: &ma, coefficients: &ca };
                let b = Factor { layout, monomials: &mb, coefficients: &cb };
                plan.big(&a, &b)?
            }
        };
        Ok(SparsePoly::canonical(layout, monomials, coefficients))
    }
}

/// The bit length of a count.
fn log2_up(n: usize) -> u64 {
    u64::from(usize::BITS - n.leading_zeros())
}

/// The number of exponent vectors up to the given degrees, saturating.
pub(super) fn box_volume(degrees: &[u32]) -> u128 {
    degrees.iter().fold(1u128, |v, &d| v.saturating_mul(u128::from(d) + 1))
}

struct Plan<'a> {
    layout: Layout,
    degrees: Vec<u32>,
    products: u128,
    bits: u64,
    limits: &'a Limits,
}

impl Plan<'_> {
    fn run<A: Accumulator>(
        &self,
        a: &Factor<'_, A::Factor>,
        b: &Factor<'_, A::Factor>,
    ) -> Result<Terms> {
        if a.coefficients.len() == 1 {
            return with_key!(self.layout.words(), K => Ok(shift::<K, A>(a, b)));
        }
        let cells = box_volume(&self.degrees);
        if cells <= CELLS && cells <= CELLS_PER_PRODUCT * self.products {
            return dense::multiply::<A>(a, b, &self.degrees, self.limits);
        }
        with_key!(self.layout.words(), K => {
            if self.products <= TABLE {
                hash::multiply::<K, A>(a, b, self.limits)
            } else {
                // A step of the heap costs several times a step of the table.
                self.limits.check_work(self.products.saturating_mul(8))?;
                heap::multiply::<K, A>(a, b, self.limits)
            }
        })
    }
}

impl Plan<'_> {
    /// Coefficients of more than a word: two or four words are kept without allocation.
    fn big(&self, a: &Factor<'_, Integer>, b: &Factor<'_, Integer>) -> Result<Terms> {
        if let (Some(ca), Some(cb)) = (limbs(a), limbs(b)) {
            return self.run::<Sum<2, 5>>(&a.with(&ca), &b.with(&cb));
        }
        if let (Some(ca), Some(cb)) = (limbs(a), limbs(b)) {
            return self.run::<Sum<4, 9>>(&a.with(&ca), &b.with(&cb));
        }
        self.run::<Integer>(a, b)
    }
}

/// The coefficients as a few words each, if all fit.
fn limbs<const N: usize>(f: &Factor<'_, Integer>) -> Option<Vec<Limbs<N>>> {
    f.coefficients.iter().map(Limbs::new).collect()
}

impl<'a, C> Factor<'a, C> {
    fn with<D>(&self, coefficients: &'a [D]) -> Factor<'a, D> {
        Factor { layout: self.layout, monomials: self.monomials, coefficients }
    }
}

/// The product by a single term.
fn shift<K: Key, A: Accumulator>(a: &Factor<'_, A::Factor>, b: &Factor<'_, A::Factor>) -> Terms {
    let words = a.layout.words();
    let by = K::read(a.monomials);
    let mut monomials = Vec::with_capacity(b.monomials.len());
    let mut coefficients = Coefficients::with_capacity(b.coefficients.len());
    for (m, c) in b.monomials.chunks_exact(words).zip(b.coefficients) {
        K::read(m).times(&by).write(words, &mut monomials);
        let mut product = A::default();
        product.add_product(&a.coefficients[0], c);
        product.take(&mut coefficients);
    }
    (monomials, coefficients)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse, parse_in};
    use super::*;
    use crate::error::ErrorKind;

    /// The definition, term by term.
    fn schoolbook(a: &SparsePoly, b: &SparsePoly) -> SparsePoly {
        let terms = a.terms().flat_map(|(e, c)| {
            b.terms().map(move |(f, d)| {
                let sum: Vec<u32> = e.iter().zip(&f).map(|(x, y)| x + y).collect();
                (sum, &c * d)
            })
        });
        SparsePoly::from_terms(a.vars(), terms.collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn every_method_and_width_agrees_with_the_definition() {
        let mut random = Random::new(2);
        let limits = Limits::default();
        for round in 0..150 {
            let vars = [1, 2, 3, 5, 9, 30][round % 6];
            let degree = [2, 7, 60, 5000, 3_000_000, 1 << 31][round % 5];
            let bits = [3, 30, 62, 63, 90, 200][round / 6 % 6];
            let a = random.poly(vars, 1 + round % 13, degree.min(1 << 30), bits);
            let b = random.poly(vars, 20, degree.min(1 << 30), bits / 2 + 1);
            let expected = schoolbook(&a, &b);
            assert_eq!(a.mul(&b, &limits), Ok(expected.clone()), "{vars} {degree} {bits}");
            let degrees: Vec<u32> = expected.degrees();
            let layout = expected.layout;
            if a.is_zero() || b.is_zero() || layout.words() > 2 {
                continue;
            }
            let (ma, mb) = (a.repacked(layout), b.repacked(layout));
            let (ca, cb) = (a.coefficients.to_big(), b.coefficients.to_big());
            let fa = Factor { layout, monomials: &ma, coefficients: &ca };
            let fb = Factor { layout, monomials: &mb, coefficients: &cb };
            let check = |terms: Result<Terms>| {
                let (m, c) = terms.unwrap();
                assert_eq!(SparsePoly::canonical(layout, m, c), expected);
            };
            with_key!(layout.words(), K => {
                check(hash::multiply::<K, Integer>(&fa, &fb, &limits));
                check(heap::multiply::<K, Integer>(&fa, &fb, &limits));
            });
            if box_volume(&degrees) < 100_000 {
                check(dense::multiply::<Integer>(&fa, &fb, &degrees, &limits));
            }
        }
    }

    #[test]
    fn products() {
        let limits = Limits::default();
        for (a, b, expected) in [
            ("x + y", "x - y", "x^2 - y^2"),
            ("x + 1", "0", "0"),
            ("2*x", "3*y*z^5", "6*x*y*z^5"),
            (
                "9223372036854775807*x + 1",
                "9223372036854775807*x - 1",
                "85070591730234615847396907784232501249*x^2 - 1",
            ),
            (
                "x^2147483648 + 1",
                "x^2147483647 + 1",
                "x^4294967295 + x^2147483648 + x^2147483647 + 1",
            ),
        ] {
            assert_eq!(parse(a).mul(&parse(b), &limits), Ok(parse(expected)));
        }
    }

    #[test]
    fn limits_are_kept() {
        let p = parse("x^4000000000 + y");
        let kind = |r: Result<SparsePoly>| r.map_err(|e| e.kind());
        assert_eq!(kind(p.mul(&p, &Limits::default())), Err(ErrorKind::Budget));
        let q = parse("x^9 + x^5*y + z + 1");
        let small = Limits { terms: 9, ..Limits::default() };
        assert_eq!(kind(q.mul(&parse("x^90 + y^7 + z^100"), &small)), Err(ErrorKind::Budget));
        assert_eq!(kind(q.mul(&q, &small)), Err(ErrorKind::Budget));
        let work = Limits { work: 15, ..Limits::default() };
        assert_eq!(kind(q.mul(&q, &work)), Err(ErrorKind::Budget));
        assert_eq!(kind(q.mul(&parse_in("a", &["a"]), &work)), Err(ErrorKind::Argument));
    }
}
