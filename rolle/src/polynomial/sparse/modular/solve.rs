//! Transposed Vandermonde systems and interpolation.

use super::Field;

/// The `x` with `Σᵢ xᵢ·vᵢʲ = cⱼ` for j = 1, …, n, where the n values `v` are distinct and nonzero
/// (Zippel 1990). Only the first n entries of `c` are used.
pub(in super::super) fn vandermonde(field: &Field, values: &[u64], c: &[u64]) -> Vec<u64> {
    let n = values.len();
    // The master polynomial Π (z - vᵢ), ascending.
    let mut master = vec![field.one()];
    for &v in values {
        master.push(0);
        for k in (0..master.len()).rev() {
            let below = if k > 0 { master[k - 1] } else { 0 };
            master[k] = field.sub(below, field.mul(master[k], v));
        }
    }
    let (mut sums, mut norms) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for &v in values {
        // The quotient by z - v, from the top, its value at v, and its product with c.
        let (mut q, mut at, mut sum) = (0, 0, 0);
        for k in (0..n).rev() {
            q = field.add(master[k + 1], field.mul(q, v));
            at = field.add(field.mul(at, v), q);
            sum = field.add(sum, field.mul(q, c[k]));
        }
        sums.push(sum);
        norms.push(field.mul(at, v));
    }
    let inverses = field.invert_all(&norms);
    sums.iter().zip(inverses).map(|(&s, i)| field.mul(s, i)).collect()
}

/// Interpolation at fixed distinct points, for many right-hand sides.
pub(in super::super) struct Interpolation {
    field: Field,
    /// Row i: the coefficients of the i-th Lagrange polynomial.
    basis: Vec<Vec<u64>>,
}

impl Interpolation {
    pub(in super::super) fn new(field: Field, points: &[u64]) -> Interpolation {
        let n = points.len();
        let mut master = vec![field.one()];
        for &v in points {
            master.push(0);
            for k in (0..master.len()).rev() {
                let below = if k > 0 { master[k - 1] } else { 0 };
                master[k] = field.sub(below, field.mul(master[k], v));
            }
        }
        let basis = points.iter().map(|&v| {
            let mut row = vec![0; n];
            let (mut q, mut at) = (0, 0);
            for k in (0..n).rev() {
                q = field.add(master[k + 1], field.mul(q, v));
                row[k] = q;
                at = field.add(field.mul(at, v), q);
            }
            let inverse = field.invert(at);
            row.iter_mut().for_each(|c| *c = field.mul(*c, inverse));
            row
        });
        Interpolation { field, basis: basis.collect() }
    }

    /// The coefficients of the polynomial with these values, as many as there are points.
    pub(in super::super) fn coefficients(&self, values: impl Iterator<Item = u64>) -> Vec<u64> {
        let mut out = vec![0; self.basis.len()];
        for (row, v) in self.basis.iter().zip(values) {
            for (c, &b) in out.iter_mut().zip(row) {
                *c = self.field.add(*c, self.field.mul(b, v));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Points, Primes, evaluate};
    use super::*;

    #[test]
    fn systems_are_solved() {
        let field = Primes::new().next().unwrap();
        let mut points = Points::new(2);
        for n in 1..8 {
            let values = points.distinct(&field, n);
            let x = points.distinct(&field, n);
            let c: Vec<u64> = (1..=n as u64)
                .map(|j| {
                    x.iter()
                        .zip(&values)
                        .fold(0, |s, (&x, &v)| field.add(s, field.mul(x, field.pow(v, j))))
                })
                .collect();
            assert_eq!(vandermonde(&field, &values, &c), x);
            let at = values.iter().map(|&v| evaluate(&field, &x, v));
            assert_eq!(Interpolation::new(field, &values).coefficients(at), x);
        }
    }
}
