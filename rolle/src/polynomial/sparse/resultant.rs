//! Resultants and discriminants by the subresultant remainder sequence (Collins 1967; Brown and
//! Traub 1971; Cohen, "A Course in Computational Algebraic Number Theory", algorithm 3.3.7).
//!
//! Each pseudo-remainder is divided by a factor that is known to divide it, which keeps the
//! coefficients as small as determinants of minors of the Sylvester matrix.

use super::limits::{Limits, argument};
use super::meter::Meter;
use super::poly::SparsePoly;
use crate::error::Result;

impl SparsePoly {
    /// The resultant of two polynomials with respect to one variable: the determinant of their
    /// Sylvester matrix, a polynomial in the others. It is 0 if one of them is zero.
    ///
    /// An error of kind `Argument` if the numbers of variables differ or there is no such variable,
    /// of kind `Budget` if a subresultant exceeds the limits.
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let limits = Limits::default();
    /// let (x, y) = (SparsePoly::variable(2, 0)?, SparsePoly::variable(2, 1)?);
    /// let circle = x.pow(2, &limits)?.add(&y.pow(2, &limits)?)?.sub(&SparsePoly::one(2))?;
    /// let r = circle.resultant(&x.sub(&y)?, 0, &limits)?;
    /// assert_eq!(r.display(&["x", "y"]).to_string(), "2*y^2 - 1");
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn resultant(&self, other: &SparsePoly, var: usize, limits: &Limits) -> Result<SparsePoly> {
        self.check_same(other)?;
        self.check_var(var)?;
        if self.is_zero() || other.is_zero() {
            return Ok(SparsePoly::zero(self.vars()));
        }
        let meter = Meter::new(limits);
        let (p, q) = (self.degree(var)?, other.degree(var)?);
        limits.check_terms(u128::from(p.max(q)))?;
        meter.spend(u128::from(p) * u128::from(q))?;
        let (mut a, mut b) = (dense(self, var)?, dense(other, var)?);
        let mut negate = false;
        if a.len() < b.len() {
            std::mem::swap(&mut a, &mut b);
            negate = both_odd(&a, &b);
        }
        let one = SparsePoly::one(self.vars());
        let (mut g, mut h) = (one.clone(), one);
        while b.len() > 1 {
            let delta = (a.len() - b.len()) as u64;
            negate ^= both_odd(&a, &b);
            let rest = pseudo_remainder(&meter, a, &b)?;
            if rest.is_empty() {
                return Ok(SparsePoly::zero(self.vars()));
            }
            let divisor = meter.mul(&g, &meter.pow(&h, delta)?)?;
            a = b;
            b = rest.iter().map(|c| meter.div(c, &divisor)).collect::<Result<_>>()?;
            g = a[a.len() - 1].clone();
            h = power_ratio(&meter, &g, delta, &h)?;
        }
        let r = power_ratio(&meter, &b[0], (a.len() - 1) as u64, &h)?;
        Ok(if negate { r.neg() } else { r })
    }

    /// The discriminant with respect to one variable, `(-1)^(n(n-1)/2)·res(p, p′)/lc(p)` with n
    /// the degree.
    ///
    /// An error of kind `Argument` if there is no such variable or it does not occur, of kind
    /// `Budget` as for [`resultant`](Self::resultant).
    pub fn discriminant(&self, var: usize, limits: &Limits) -> Result<SparsePoly> {
        let n = u64::from(self.degree(var)?);
        if n == 0 {
            return Err(argument(format!(
                "the discriminant in variable `{var}`, which does not occur"
            )));
        }
        let r = self.resultant(&self.derivative(var)?, var, limits)?;
        let d = r.div_known(&self.leading_coefficient_in(var)?, limits)?;
        Ok(if n % 4 >= 2 { d.neg() } else { d })
    }
}

fn both_odd(a: &[SparsePoly], b: &[SparsePoly]) -> bool {
    a.len().is_multiple_of(2) && b.len().is_multiple_of(2)
}

/// The coefficients in ascending order.
fn dense(p: &SparsePoly, var: usize) -> Result<Vec<SparsePoly>> {
    let mut out = vec![SparsePoly::zero(p.vars()); p.degree(var)? as usize + 1];
    for (e, c) in p.coefficients_in(var)? {
        out[e as usize] = c;
    }
    Ok(out)
}

/// `g^n / h^(n-1)`, which is a polynomial for the quantities of the algorithm; `h` if n is 0.
fn power_ratio(meter: &Meter<'_>, g: &SparsePoly, n: u64, h: &SparsePoly) -> Result<SparsePoly> {
    match n {
        0 => Ok(h.clone()),
        1 => Ok(g.clone()),
        _ => meter.div(&meter.pow(g, n)?, &meter.pow(h, n - 1)?),
    }
}

/// The remainder of `lc(b)^(deg a - deg b + 1)·a` by `b`; empty for zero.
fn pseudo_remainder(
    meter: &Meter<'_>,
    mut a: Vec<SparsePoly>,
    b: &[SparsePoly],
) -> Result<Vec<SparsePoly>> {
    let lead = &b[b.len() - 1];
    for _ in 0..=a.len() - b.len() {
        let Some(top) = a.pop() else { break };
        let shift = a.len() + 1 - b.len();
        for (i, c) in a.iter_mut().enumerate() {
            *c = meter.mul(c, lead)?;
            if i >= shift && !top.is_zero() {
                *c = c.sub(&meter.mul(&b[i - shift], &top)?)?;
            }
        }
    }
    while a.last().is_some_and(SparsePoly::is_zero) {
        a.pop();
    }
    Ok(a)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse, x_y_z};
    use super::*;
    use crate::error::ErrorKind;
    use crate::number::Integer;

    // Expected values: SymPy 1.14 `resultant` and `discriminant`.
    #[test]
    fn tables() {
        let limits = Limits::default();
        for (a, b, var, expected) in [
            ("x^2 + y^2 - 1", "x - y", 0, "2*y^2 - 1"),
            ("x - y", "x^2 + y^2 - 1", 0, "2*y^2 - 1"),
            ("x^3 - y", "x^3 - z", 0, "y^3 - 3*y^2*z + 3*y*z^2 - z^3"),
            ("2*x + 1", "5", 0, "5"),
            ("x^3 + 1", "2*y", 0, "8*y^3"),
            ("7", "y", 0, "1"),
            ("x^2 - 1", "x + 1", 0, "0"),
            ("0", "x", 0, "0"),
            ("x^4 - x*y + 1", "2*x^3 + y*x + 3", 0, "4*y^4 + 32*y^3 + 176*y^2 + 234*y + 97"),
            (
                "x^3*y - 2*x + z",
                "y*x^2 + x*z - 5",
                0,
                "y^3*z^2 - 13*y^2*z^2 - 45*y^2 - y*z^4 + 10*y*z^2",
            ),
        ] {
            let r = parse(a).resultant(&parse(b), var, &limits).unwrap();
            assert_eq!(x_y_z(&r), expected, "{a}, {b}");
        }
        for (p, var, expected) in [
            ("x^2*z + x*y + 3", 0, "y^2 - 12*z"),
            ("x^3 + x*y + z", 0, "-4*y^3 - 27*z^2"),
            ("x + 1", 0, "1"),
        ] {
            assert_eq!(x_y_z(&parse(p).discriminant(var, &limits).unwrap()), expected);
        }
        let kind = parse("x").discriminant(1, &limits).map_err(|e| e.kind());
        assert_eq!(kind, Err(ErrorKind::Argument));
    }

    /// The determinant of the Sylvester matrix over the rationals' integers, by Bareiss.
    fn sylvester(a: &[Integer], b: &[Integer]) -> Integer {
        let (m, n) = (a.len() - 1, b.len() - 1);
        let size = m + n;
        let mut rows = vec![vec![Integer::ZERO; size]; size];
        for i in 0..n {
            a.iter().rev().enumerate().for_each(|(j, c)| rows[i][i + j] = c.clone());
        }
        for i in 0..m {
            b.iter().rev().enumerate().for_each(|(j, c)| rows[n + i][i + j] = c.clone());
        }
        let (mut sign, mut last) = (Integer::ONE, Integer::ONE);
        for k in 0..size {
            let Some(pivot) = (k..size).find(|&i| !rows[i][k].is_zero()) else {
                return Integer::ZERO;
            };
            if pivot != k {
                rows.swap(pivot, k);
                sign = -sign;
            }
            for i in k + 1..size {
                for j in k + 1..size {
                    rows[i][j] = (&rows[i][j] * &rows[k][k] - &rows[i][k] * &rows[k][j]) / &last;
                }
            }
            last = rows[k][k].clone();
        }
        sign * last
    }

    #[test]
    fn resultants_are_sylvester_determinants_at_points() {
        let limits = Limits::default();
        let mut random = Random::new(10);
        for _ in 0..60 {
            let (a, b) = (random.poly(3, 7, 4, 30), random.poly(3, 6, 3, 30));
            if a.is_zero() || b.is_zero() {
                continue;
            }
            let r = a.resultant(&b, 1, &limits).unwrap();
            let point: Vec<Integer> = (0..3).map(|_| random.integer(12) + 5000).collect();
            let values = |p: &SparsePoly| -> Vec<Integer> {
                let list = dense(p, 1).unwrap();
                list.iter().map(|c| c.evaluate(&point, &limits).unwrap()).collect()
            };
            assert_eq!(r.evaluate(&point, &limits).unwrap(), sylvester(&values(&a), &values(&b)));
        }
    }

    #[test]
    fn limits_hold() {
        let limits = Limits::default();
        let (a, b) = (parse("x^4000000000 + y"), parse("x^3999999999 + z"));
        assert_eq!(a.resultant(&b, 0, &limits).map_err(|e| e.kind()), Err(ErrorKind::Budget));
        let small = Limits { work: 2000, ..limits };
        let (a, b) = (parse("x^9 + x*y + z + 1"), parse("x^8*z + y*x^3 + 2"));
        assert_eq!(a.resultant(&b, 0, &small).map_err(|e| e.kind()), Err(ErrorKind::Budget));
    }
}
