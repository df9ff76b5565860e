//! Exact division with a test of divisibility.
//!
//! Terms of the quotient are found from the largest down. If the exponents of the dividend fill a
//! small box, the running remainder is an array over it; otherwise the products still to be
//! subtracted are merged by a heap (Monagan and Pearce, "Polynomial division using dynamic
//! arrays, heaps, and packed exponent vectors", 2007). A failed division stops early: quotient
//! exponents beyond the difference of the degrees, or a coefficient beyond Gelfond's bound
//! H(q)·H(b) ≤ e^(d₁+…+dₙ)·H(a), prove that `b` does not divide `a`.

use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use dashu_base::{BitTest, DivRem};

use super::coefficients::Coefficients;
use super::key::{Key, with_key};
use super::layout::Layout;
use super::limits::{Limits, argument};
use super::multiply::{Cube, Factor, Terms, box_volume};
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::Integer;

/// The array is used up to this many cells per term of the dividend.
const CELLS_PER_TERM: u128 = 64;

impl SparsePoly {
    /// The quotient if `divisor` divides this polynomial exactly over the integers, else `None`.
    ///
    /// An error of kind `Argument` for a zero divisor or different numbers of variables, of kind
    /// `Budget` if more than `limits.work` coefficient operations are needed.
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let limits = Limits::default();
    /// let x = SparsePoly::variable(1, 0)?;
    /// let one = SparsePoly::one(1);
    /// let p = x.pow(2, &limits)?.sub(&one)?;
    /// assert_eq!(p.div_exact(&x.sub(&one)?, &limits)?, Some(x.add(&one)?));
    /// assert_eq!(p.div_exact(&x, &limits)?, None);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn div_exact(&self, divisor: &SparsePoly, limits: &Limits) -> Result<Option<SparsePoly>> {
        self.check_same(divisor)?;
        if divisor.is_zero() {
            return Err(argument("division by the zero polynomial"));
        }
        if self.is_zero() {
            return Ok(Some(self.clone()));
        }
        let (da, db) = (self.degrees(), divisor.degrees());
        let room: Option<Vec<u32>> = da.iter().zip(&db).map(|(a, b)| a.checked_sub(*b)).collect();
        let Some(room) = room else { return Ok(None) };
        let layout = self.layout;
        let md = divisor.repacked(layout);
        let volume = box_volume(&da);
        let dense = volume <= 1 << 24 && volume <= CELLS_PER_TERM * self.len() as u128;
        let max_bits =
            self.coefficient_bits() + (3 * da.iter().map(|&d| u64::from(d)).sum::<u64>()) / 2 + 2;
        let job = Job { layout, degrees: &da, room, dense, max_bits, limits };
        if let Coefficients::Small(cd) = &divisor.coefficients {
            let d = Factor { layout, monomials: &md, coefficients: cd };
            match job.run::<i128>(self, &d)? {
                Outcome::Quotient((m, c)) => return Ok(Some(SparsePoly::canonical(layout, m, c))),
                Outcome::NotDivisible => return Ok(None),
                Outcome::Overflow => {}
            }
        }
        let cd = divisor.coefficients.to_big();
        let d = Factor { layout, monomials: &md, coefficients: &cd };
        match job.run::<Integer>(self, &d)? {
            Outcome::Quotient((m, c)) => Ok(Some(SparsePoly::canonical(layout, m, c))),
            _ => Ok(None),
        }
    }

    /// The quotient by a polynomial that is known to divide this one.
    pub(super) fn div_known(&self, divisor: &SparsePoly, limits: &Limits) -> Result<SparsePoly> {
        self.div_exact(divisor, limits)?.ok_or_else(|| argument("the divisor does not divide"))
    }
}

/// A running remainder coefficient.
trait Remainder: Clone + Default {
    type Factor: Clone;
    /// The dividend; `None` if a coefficient does not fit.
    fn load(c: &Coefficients) -> Option<Vec<Self>>;
    fn sub_product(&mut self, a: &Self::Factor, b: &Self::Factor);
    fn is_zero(&self) -> bool;
    /// The exact quotient; `None` if there is none.
    fn quotient(&self, by: &Self::Factor) -> Option<Self>;
    /// The quotient as a factor; `None` if it does not fit.
    fn narrow(&self) -> Option<Self::Factor>;
    fn bits(c: &Self::Factor) -> u64;
    fn push(c: &Self::Factor, out: &mut Coefficients);
    /// The largest sum of magnitudes, in units of the divisor's largest coefficient, that is safe.
    fn headroom() -> Option<u128>;
    fn magnitude(c: &Self::Factor) -> u128;
}

impl Remainder for i128 {
    type Factor = i64;

    fn load(c: &Coefficients) -> Option<Vec<i128>> {
        match c {
            Coefficients::Small(v) => Some(v.iter().map(|&c| c.into()).collect()),
            Coefficients::Big(v) => {
                v.iter().map(|c| i128::try_from(c).ok().filter(|c| c.abs() < 1 << 126)).collect()
            }
        }
    }

    #[inline]
    fn sub_product(&mut self, a: &i64, b: &i64) {
        *self -= i128::from(*a) * i128::from(*b);
    }

    fn is_zero(&self) -> bool {
        *self == 0
    }

    fn quotient(&self, by: &i64) -> Option<i128> {
        // Division of one word is many times faster than of two.
        if let Some(q) = i64::try_from(*self).ok().and_then(|small| small.checked_div(*by)) {
            return (i128::from(q) * i128::from(*by) == *self).then_some(i128::from(q));
        }
        let by = i128::from(*by);
        (self % by == 0).then(|| self / by)
    }

    fn narrow(&self) -> Option<i64> {
        i64::try_from(*self).ok()
    }

    fn bits(c: &i64) -> u64 {
        u64::from(64 - c.unsigned_abs().leading_zeros())
    }

    fn push(c: &i64, out: &mut Coefficients) {
        out.push_i64(*c);
    }

    fn headroom() -> Option<u128> {
        Some(1 << 126)
    }

    fn magnitude(c: &i64) -> u128 {
        u128::from(c.unsigned_abs())
    }
}

impl Remainder for Integer {
    type Factor = Integer;

    fn load(c: &Coefficients) -> Option<Vec<Integer>> {
        Some(c.to_big().into_owned())
    }

    fn sub_product(&mut self, a: &Integer, b: &Integer) {
        *self -= a * b;
    }

    fn is_zero(&self) -> bool {
        self.is_zero()
    }

    fn quotient(&self, by: &Integer) -> Option<Integer> {
        let (q, r) = self.div_rem(by);
        r.is_zero().then_some(q)
    }

    fn narrow(&self) -> Option<Integer> {
        Some(self.clone())
    }

    fn bits(c: &Integer) -> u64 {
        c.bit_len() as u64
    }

    fn push(c: &Integer, out: &mut Coefficients) {
        out.push(c.clone());
    }

    fn headroom() -> Option<u128> {
        None
    }

    fn magnitude(_: &Integer) -> u128 {
        0
    }
}

enum Outcome {
    Quotient(Terms),
    NotDivisible,
    /// The machine words are too narrow.
    Overflow,
}

struct Job<'a> {
    layout: Layout,
    degrees: &'a [u32],
    /// The degrees of the quotient, if there is one.
    room: Vec<u32>,
    dense: bool,
    max_bits: u64,
    limits: &'a Limits,
}

/// The quotient so far, with the checks that each new term must pass.
struct Quotient<'a, R: Remainder> {
    job: &'a Job<'a>,
    coefficients: Vec<R::Factor>,
    monomials: Vec<u64>,
    lead: &'a R::Factor,
    divisor_len: usize,
    divisor_max: u128,
    used: u128,
}

impl<R: Remainder> Quotient<'_, R> {
    /// Takes the next coefficient; the outcome if the division ends here.
    fn take(&mut self, remainder: &R, monomial: &[u64]) -> Result<Option<Outcome>> {
        let layout = self.job.layout;
        let inside = |(v, &room): (usize, &u32)| layout.exponent(monomial, v) <= room;
        if !self.job.room.iter().enumerate().all(inside) {
            return Ok(Some(Outcome::NotDivisible));
        }
        let Some(q) = remainder.quotient(self.lead) else {
            return Ok(Some(Outcome::NotDivisible));
        };
        let Some(q) = q.narrow() else { return Ok(Some(Outcome::Overflow)) };
        if R::bits(&q) > self.job.max_bits {
            return Ok(Some(Outcome::NotDivisible));
        }
        if let Some(room) = R::headroom() {
            self.used += R::magnitude(&q) * self.divisor_max;
            if self.used > room {
                return Ok(Some(Outcome::Overflow));
            }
        }
        self.coefficients.push(q);
        self.monomials.extend_from_slice(monomial);
        self.job.limits.check_terms(self.coefficients.len() as u128)?;
        self.job.limits.check_work(self.coefficients.len() as u128 * self.divisor_len as u128)?;
        Ok(None)
    }

    fn finish(self) -> Outcome {
        let mut out = Coefficients::with_capacity(self.coefficients.len());
        for c in &self.coefficients {
            R::push(c, &mut out);
        }
        Outcome::Quotient((self.monomials, out))
    }
}

impl Job<'_> {
    fn run<R: Remainder>(&self, a: &SparsePoly, d: &Factor<'_, R::Factor>) -> Result<Outcome> {
        let Some(loaded) = R::load(&a.coefficients) else { return Ok(Outcome::Overflow) };
        let dividend = (&a.monomials[..], loaded);
        let quotient = Quotient::<R> {
            job: self,
            coefficients: Vec::new(),
            monomials: Vec::new(),
            lead: &d.coefficients[0],
            divisor_len: d.coefficients.len(),
            divisor_max: d.coefficients.iter().map(R::magnitude).max().unwrap_or(0),
            used: 0,
        };
        with_key!(self.layout.words(), K => {
            if self.dense {
                self.dense::<K, R>(dividend, d, quotient)
            } else {
                self.merge::<K, R>(dividend, d, quotient)
            }
        })
    }

    fn guard<K: Key>(&self) -> K {
        K::read(&vec![self.layout.guard(); self.layout.words()])
    }

    fn dense<K: Key, R: Remainder>(
        &self,
        (monomials, coefficients): (&[u64], Vec<R>),
        d: &Factor<'_, R::Factor>,
        mut quotient: Quotient<'_, R>,
    ) -> Result<Outcome> {
        let words = self.layout.words();
        let cube = Cube::new(self.layout, self.degrees, 0);
        let mut cells = vec![R::default(); cube.cells() as usize];
        for (m, c) in monomials.chunks_exact(words).zip(coefficients) {
            cells[cube.place(m) as usize] = c;
        }
        let places: Vec<u64> = d.monomials.chunks_exact(words).map(|m| cube.place(m)).collect();
        let lead = K::read(&d.monomials[..words]);
        let guard: K = self.guard();
        let mut monomial = vec![0; words];
        let mut scratch = Vec::with_capacity(words);
        for place in (0..cells.len()).rev() {
            if cells[place].is_zero() {
                continue;
            }
            monomial.fill(0);
            cube.write(place as u64, &mut monomial);
            let Some(m) = K::read(&monomial).over(&lead, &guard) else {
                return Ok(Outcome::NotDivisible);
            };
            scratch.clear();
            m.write(words, &mut scratch);
            if let Some(end) = quotient.take(&cells[place], &scratch)? {
                return Ok(end);
            }
            // The quotient's exponents stay within `room`, so no digit of the place carries.
            let base = place - places[0] as usize;
            let q = &quotient.coefficients[quotient.coefficients.len() - 1];
            for (&p, c) in places.iter().zip(d.coefficients) {
                cells[base + p as usize].sub_product(q, c);
            }
        }
        Ok(quotient.finish())
    }

    fn merge<K: Key, R: Remainder>(
        &self,
        (monomials, coefficients): (&[u64], Vec<R>),
        d: &Factor<'_, R::Factor>,
        mut quotient: Quotient<'_, R>,
    ) -> Result<Outcome> {
        let words = self.layout.words();
        let kd: Vec<K> = d.monomials.chunks_exact(words).map(K::read).collect();
        let guard: K = self.guard();
        let mut dividend = monomials.chunks_exact(words).map(K::read).zip(coefficients).peekable();
        let mut rows: Vec<K> = Vec::new();
        // The next product of each quotient term with the divisor's later terms.
        let mut heap: BinaryHeap<(K, usize, usize)> = BinaryHeap::new();
        let mut scratch = Vec::with_capacity(words);
        loop {
            let key = match (dividend.peek(), heap.peek()) {
                (Some((k, _)), Some(top)) => k.max(&top.0).clone(),
                (Some((k, _)), None) => k.clone(),
                (None, Some(top)) => top.0.clone(),
                (None, None) => return Ok(quotient.finish()),
            };
            let mut rest = match dividend.next_if(|(k, _)| *k == key) {
                Some((_, c)) => c,
                None => R::default(),
            };
            while let Some(mut top) = heap.peek_mut().filter(|top| top.0 == key) {
                let (i, j) = (top.1, top.2);
                rest.sub_product(&quotient.coefficients[i], &d.coefficients[j]);
                if j + 1 < kd.len() {
                    *top = (rows[i].times(&kd[j + 1]), i, j + 1);
                } else {
                    PeekMut::pop(top);
                }
            }
            if rest.is_zero() {
                continue;
            }
            let Some(m) = key.over(&kd[0], &guard) else { return Ok(Outcome::NotDivisible) };
            scratch.clear();
            m.write(words, &mut scratch);
            if let Some(end) = quotient.take(&rest, &scratch)? {
                return Ok(end);
            }
            if kd.len() > 1 {
                heap.push((m.times(&kd[1]), rows.len(), 1));
            }
            rows.push(m);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse};
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn divides_products_and_refuses_others() {
        let mut random = Random::new(3);
        let limits = Limits::default();
        for round in 0..200 {
            let vars = [1, 2, 3, 6][round % 4];
            let degree = [3, 9, 400, 1 << 21][round / 4 % 4];
            let bits = [5, 40, 64, 150][round / 16 % 4];
            let a = random.poly(vars, 12, degree, bits);
            let b = random.poly(vars, 1 + round % 9, degree, bits);
            if b.is_zero() {
                continue;
            }
            let product = a.mul(&b, &limits).unwrap();
            assert_eq!(product.div_exact(&b, &limits), Ok(Some(a.clone())));
            let off = product.add(&SparsePoly::one(vars)).unwrap();
            if !b.is_constant() {
                assert_eq!(off.div_exact(&b, &limits), Ok(None));
            }
        }
    }

    #[test]
    fn division_tables() {
        let limits = Limits::default();
        for (a, b, expected) in [
            ("x^2 - y^2", "x - y", Some("x + y")),
            ("x^2 + y^2", "x - y", None),
            ("2*x", "4", None),
            ("6*x*y", "-3*y", Some("-2*x")),
            ("-9223372036854775808*x", "-1", Some("9223372036854775808*x")),
            ("x^50000 - 1", "x^10000 - 1", Some("x^40000 + x^30000 + x^20000 + x^10000 + 1")),
            ("0", "x", Some("0")),
        ] {
            assert_eq!(
                parse(a).div_exact(&parse(b), &limits),
                Ok(expected.map(parse)),
                "{a} / {b}"
            );
        }
        let zero = SparsePoly::zero(3);
        let kind = parse("x").div_exact(&zero, &limits).map_err(|e| e.kind());
        assert_eq!(kind, Err(ErrorKind::Argument));
    }

    #[test]
    fn a_long_quotient_is_a_budget_error() {
        let limits = Limits { terms: 1000, ..Limits::default() };
        let a = parse("x^4000000000 - 1");
        let kind = a.div_exact(&parse("x - 1"), &limits).map_err(|e| e.kind());
        assert_eq!(kind, Err(ErrorKind::Budget));
    }
}
