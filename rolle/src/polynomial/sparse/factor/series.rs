//! Power series in several variables modulo a prime, truncated in each variable, and polynomials
//! over them.
//!
//! A series is an array over the box of exponents, the first variable running fastest, so a
//! series with fewer terms in the last variable is a prefix. A polynomial in x is the list of its
//! coefficients in ascending order.

use super::super::modular::Field;

/// Series in t₁, …, tₛ modulo t₁^n₁, …, tₛ^nₛ.
pub(super) struct Ring {
    pub(super) field: Field,
    dims: Vec<usize>,
    len: usize,
    /// The exponents of t₂, …, tₛ of every row.
    rows: Vec<Vec<usize>>,
}

/// A polynomial in x with series as coefficients.
pub(super) type Poly = Vec<Vec<u64>>;

impl Ring {
    pub(super) fn new(field: Field, dims: &[usize]) -> Ring {
        let len = dims.iter().product();
        let count = len / dims.first().copied().unwrap_or(1);
        let row = |mut index: usize| {
            let digit = |&d: &usize| {
                let e = index % d;
                index /= d;
                e
            };
            dims.iter().skip(1).map(digit).collect()
        };
        Ring { field, dims: dims.to_vec(), len, rows: (0..count).map(row).collect() }
    }

    /// The number of terms kept in each variable.
    pub(super) fn dims(&self) -> &[usize] {
        &self.dims
    }

    /// The number of coefficients of a series.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn constant(&self, c: u64) -> Vec<u64> {
        let mut out = vec![0; self.len];
        out[0] = c;
        out
    }

    /// Adds the product `a·b` to `out`.
    fn mul_add(&self, out: &mut [u64], a: &[u64], b: &[u64]) {
        let n = self.dims.first().copied().unwrap_or(1);
        let fits = |e: &[usize], f: &[usize]| {
            e.iter().zip(f).zip(&self.dims[1.min(self.dims.len())..]).all(|((x, y), d)| x + y < *d)
        };
        for (i, e) in self.rows.iter().enumerate() {
            let ra = &a[i * n..(i + 1) * n];
            if ra.iter().all(|&c| c == 0) {
                continue;
            }
            for (j, _) in self.rows.iter().enumerate().filter(|(_, f)| fits(e, f)) {
                let target = &mut out[(i + j) * n..(i + j + 1) * n];
                for (k, &x) in ra.iter().enumerate().filter(|(_, x)| **x != 0) {
                    for (c, &y) in target[k..].iter_mut().zip(&b[j * n..]) {
                        *c = self.field.add(*c, self.field.mul(x, y));
                    }
                }
            }
        }
    }

    pub(super) fn product(&self, a: &[u64], b: &[u64]) -> Vec<u64> {
        let mut out = vec![0; self.len];
        self.mul_add(&mut out, a, b);
        out
    }

    fn negated(&self, a: &[u64]) -> Vec<u64> {
        a.iter().map(|&c| self.field.neg(c)).collect()
    }

    /// The inverse of a series with nonzero constant term: `1/(c(1 - e)) = (1 + e)(1 + e²)(1 + e⁴)…/c`
    /// with nilpotent `e`.
    pub(super) fn inverse(&self, a: &[u64]) -> Vec<u64> {
        let scale = self.field.invert(a[0]);
        let mut e: Vec<u64> = a.iter().map(|&c| self.field.neg(self.field.mul(c, scale))).collect();
        e[0] = 0;
        let mut out = self.constant(scale);
        let most: usize = self.dims.iter().map(|d| d - 1).sum();
        let mut power = 1;
        while power <= most {
            let more = self.product(&out, &e);
            out.iter_mut().zip(more).for_each(|(c, m)| *c = self.field.add(*c, m));
            e = self.product(&e, &e);
            power *= 2;
        }
        out
    }

    pub(super) fn mul(&self, a: &Poly, b: &Poly) -> Poly {
        if a.is_empty() || b.is_empty() {
            return Vec::new();
        }
        let mut out = vec![vec![0; self.len]; a.len() + b.len() - 1];
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                self.mul_add(&mut out[i + j], x, y);
            }
        }
        out
    }

    pub(super) fn scaled(&self, a: &Poly, by: &[u64]) -> Poly {
        a.iter().map(|c| self.product(c, by)).collect()
    }

    /// The remainder by a monic polynomial.
    pub(super) fn rem(&self, mut a: Poly, monic: &Poly) -> Poly {
        let degree = monic.len() - 1;
        while a.len() > degree {
            let Some(top) = a.pop() else { break };
            let minus = self.negated(&top);
            let shift = a.len() - degree;
            for (c, m) in a[shift..].iter_mut().zip(&monic[..degree]) {
                self.mul_add(c, &minus, m);
            }
        }
        a
    }

    /// Adds `b`, whose degree is not larger.
    pub(super) fn add_to(&self, a: &mut Poly, b: &Poly) {
        for (x, y) in a.iter_mut().zip(b) {
            x.iter_mut().zip(y).for_each(|(c, &d)| *c = self.field.add(*c, d));
        }
    }

    /// `a - b`, of the length of `a`.
    pub(super) fn difference(&self, a: &Poly, b: &Poly) -> Poly {
        let mut out = a.clone();
        for (x, y) in out.iter_mut().zip(b) {
            x.iter_mut().zip(y).for_each(|(c, &d)| *c = self.field.sub(*c, d));
        }
        out
    }

    /// `2 - a`.
    pub(super) fn two_minus(&self, a: &Poly) -> Poly {
        let mut out: Poly = a.iter().map(|c| self.negated(c)).collect();
        if out.is_empty() {
            out.push(vec![0; self.len]);
        }
        let two = self.field.add(self.field.one(), self.field.one());
        out[0][0] = self.field.add(out[0][0], two);
        out
    }

    /// A polynomial of a smaller ring of the same leading dimensions, or cut from a larger one.
    pub(super) fn fit(&self, a: &Poly) -> Poly {
        let resize = |c: &Vec<u64>| {
            let mut c = c.clone();
            c.resize(self.len, 0);
            c
        };
        a.iter().map(resize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::modular::{Points, Primes};
    use super::*;

    #[test]
    fn series_have_inverses() {
        let field = Primes::new().next().unwrap();
        let mut points = Points::new(3);
        for dims in [&[][..], &[7], &[3, 4], &[2, 3, 4]] {
            let ring = Ring::new(field, dims);
            let a: Vec<u64> = (0..ring.len()).map(|_| points.next(&field)).collect();
            assert_eq!(ring.product(&a, &ring.inverse(&a)), ring.constant(field.one()));
        }
    }

    #[test]
    fn products_are_truncated() {
        let field = Field::new(10_007);
        let ring = Ring::new(field, &[2, 2]);
        // (1 + t)(1 + u) and its square, in the order 1, t, u, tu
        let one = field.one();
        let a = vec![one; 4];
        let square: Vec<u64> = ring.product(&a, &a).iter().map(|&c| field.to_u64(c)).collect();
        assert_eq!(square, [1, 2, 2, 4]);
    }
}
