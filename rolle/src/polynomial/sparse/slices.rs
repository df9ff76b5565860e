//! A polynomial seen as univariate in one of its variables, and renamings of variables.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::coefficients::Coefficients;
use super::layout::Layout;
use super::limits::argument;
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::Integer;

impl SparsePoly {
    /// The coefficients with respect to one variable: pairs of exponent and coefficient, in
    /// descending order of the exponent. The coefficients have the same number of variables and do
    /// not contain `var`.
    ///
    /// An error of kind `Argument` if there is no such variable.
    pub fn coefficients_in(&self, var: usize) -> Result<Vec<(u32, SparsePoly)>> {
        self.check_var(var)?;
        let (word, shift) = self.layout.place(var);
        let field = self.layout.field();
        let mut slices: BTreeMap<Reverse<u64>, (Vec<u64>, Coefficients)> = BTreeMap::new();
        for (i, m) in self.packed().enumerate() {
            let exponent = (m[word] >> shift) & field;
            let (monomials, coefficients) =
                slices.entry(Reverse(exponent)).or_insert((Vec::new(), Coefficients::new()));
            let at = monomials.len();
            monomials.extend_from_slice(m);
            monomials[at + word] &= !(field << shift);
            match &self.coefficients {
                Coefficients::Small(v) => coefficients.push_i64(v[i]),
                Coefficients::Big(v) => coefficients.push(v[i].clone()),
            }
        }
        let slice =
            |(e, (m, c)): (Reverse<u64>, _)| (e.0 as u32, SparsePoly::canonical(self.layout, m, c));
        Ok(slices.into_iter().map(slice).collect())
    }

    /// The coefficient of the highest power of one variable; 0 for the zero polynomial.
    ///
    /// An error of kind `Argument` if there is no such variable.
    pub fn leading_coefficient_in(&self, var: usize) -> Result<SparsePoly> {
        let degree = self.degree(var)?;
        let terms = self.terms().filter(|(e, _)| e[var] == degree).map(|(mut e, c)| {
            e[var] = 0;
            (e, c)
        });
        SparsePoly::from_terms(self.vars(), terms)
    }

    /// The sum of `coefficient·var^exponent`; the inverse of
    /// [`coefficients_in`](Self::coefficients_in).
    ///
    /// An error of kind `Argument` if the numbers of variables differ or a coefficient contains
    /// `var`.
    pub fn from_coefficients_in(
        vars: usize,
        var: usize,
        slices: &[(u32, SparsePoly)],
    ) -> Result<SparsePoly> {
        let mut terms: Vec<(Vec<u32>, Integer)> = Vec::new();
        for (exponent, c) in slices {
            if c.vars() != vars || c.degree(var)? > 0 {
                return Err(argument(format!(
                    "a coefficient that is not free of variable `{var}`"
                )));
            }
            terms.extend(c.terms().map(|(mut e, c)| {
                e[var] = *exponent;
                (e, c)
            }));
        }
        SparsePoly::from_terms(vars, terms)
    }

    /// The polynomial with variable `i` renamed to `to[i]`, a permutation into `vars` variables.
    pub(super) fn renamed(&self, vars: usize, to: &[usize]) -> SparsePoly {
        self.mapped(vars, |e| {
            let mut out = vec![0; vars];
            for (&x, &t) in e.iter().zip(to) {
                out[t] = x;
            }
            out
        })
    }

    /// The polynomial in `vars` variables with every exponent vector replaced.
    pub(super) fn mapped(&self, vars: usize, f: impl Fn(&[u32]) -> Vec<u32>) -> SparsePoly {
        let rows: Vec<Vec<u32>> = self.packed().map(|m| f(&self.layout.unpack(m))).collect();
        let max = rows.iter().flatten().copied().max().unwrap_or(0);
        let layout = Layout::new(vars, max);
        let mut monomials = Vec::with_capacity(self.len() * layout.words());
        rows.iter().for_each(|e| layout.pack(e, &mut monomials));
        SparsePoly::collect(layout, &monomials, self.coefficients.iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse, x_y_z};
    use super::*;

    #[test]
    fn slices_and_joins() {
        let p = parse("3*x^5*y - 2*x^5 + x*z + 7*y");
        let slices = p.coefficients_in(0).unwrap();
        let shown: Vec<_> = slices.iter().map(|(e, c)| (*e, x_y_z(c))).collect();
        let s = String::from;
        assert_eq!(shown, [(5, s("3*y - 2")), (1, s("z")), (0, s("7*y"))]);
        assert_eq!(x_y_z(&p.leading_coefficient_in(1).unwrap()), "3*x^5 + 7");
        let mut random = Random::new(4);
        for _ in 0..50 {
            let p = random.poly(4, 15, 6, 70);
            for var in 0..4 {
                let slices = p.coefficients_in(var).unwrap();
                assert_eq!(SparsePoly::from_coefficients_in(4, var, &slices).unwrap(), p);
            }
        }
        assert!(SparsePoly::from_coefficients_in(3, 0, &[(1, parse("x"))]).is_err());
    }

    #[test]
    fn renames() {
        let p = parse("x^2*y + z");
        assert_eq!(x_y_z(&p.renamed(3, &[2, 0, 1])), "x*z^2 + y");
    }
}
