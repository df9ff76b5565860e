//! The polynomial itself: construction, terms, degrees.

use std::borrow::Cow;

use super::coefficients::Coefficients;
use super::key::{Key, with_key};
use super::layout::Layout;
use super::limits::argument;
use crate::error::Result;
use crate::number::{Integer, Natural};

/// A polynomial in a fixed number of variables with integer coefficients.
///
/// Variables are numbered from 0. Terms are nonzero, distinct and in descending lexicographic
/// order, variable 0 counting first, so equal polynomials are `==`. Exponents go up to
/// 4 294 967 295.
///
/// ```
/// use rolle::polynomial::sparse::{Limits, SparsePoly};
///
/// let limits = Limits::default();
/// let x = SparsePoly::variable(2, 0)?;
/// let y = SparsePoly::variable(2, 1)?;
/// let square = x.add(&y)?.pow(2, &limits)?;
/// assert_eq!(square.display(&["x", "y"]).to_string(), "x^2 + 2*x*y + y^2");
/// # Ok::<(), rolle::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SparsePoly {
    pub(super) layout: Layout,
    pub(super) monomials: Vec<u64>,
    pub(super) coefficients: Coefficients,
}

impl SparsePoly {
    /// The zero polynomial in `vars` variables.
    pub fn zero(vars: usize) -> SparsePoly {
        let layout = Layout::new(vars, 0);
        SparsePoly { layout, monomials: Vec::new(), coefficients: Coefficients::new() }
    }

    /// The polynomial 1 in `vars` variables.
    pub fn one(vars: usize) -> SparsePoly {
        SparsePoly::constant(vars, Integer::ONE)
    }

    /// A constant polynomial in `vars` variables.
    pub fn constant(vars: usize, value: Integer) -> SparsePoly {
        SparsePoly::monomial_unchecked(&vec![0; vars], value)
    }

    /// The polynomial that is the variable `var` alone.
    ///
    /// An error of kind `Argument` if `var` is not below `vars`.
    pub fn variable(vars: usize, var: usize) -> Result<SparsePoly> {
        if var >= vars {
            return Err(argument(format!(
                "variable `{var}` of a polynomial in `{vars}` variables"
            )));
        }
        let mut exponents = vec![0; vars];
        exponents[var] = 1;
        Ok(SparsePoly::monomial_unchecked(&exponents, Integer::ONE))
    }

    /// One term; the zero polynomial if the coefficient is 0.
    pub fn monomial(exponents: &[u32], coefficient: Integer) -> SparsePoly {
        SparsePoly::monomial_unchecked(exponents, coefficient)
    }

    fn monomial_unchecked(exponents: &[u32], coefficient: Integer) -> SparsePoly {
        if coefficient.is_zero() {
            return SparsePoly::zero(exponents.len());
        }
        let layout = Layout::new(exponents.len(), exponents.iter().copied().max().unwrap_or(0));
        let mut monomials = Vec::new();
        layout.pack(exponents, &mut monomials);
        let mut coefficients = Coefficients::new();
        coefficients.push(coefficient);
        SparsePoly { layout, monomials, coefficients }
    }

    /// The sum of terms in any order; equal monomials are added.
    ///
    /// An error of kind `Argument` if an exponent vector does not have `vars` entries.
    ///
    /// ```
    /// use rolle::polynomial::sparse::SparsePoly;
    ///
    /// let p = SparsePoly::from_terms(2, [(vec![0, 1], 3.into()), (vec![2, 0], (-1).into())])?;
    /// assert_eq!(p.display(&["x", "y"]).to_string(), "-x^2 + 3*y");
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn from_terms(
        vars: usize,
        terms: impl IntoIterator<Item = (Vec<u32>, Integer)>,
    ) -> Result<SparsePoly> {
        let terms: Vec<(Vec<u32>, Integer)> = terms.into_iter().collect();
        if let Some((e, _)) = terms.iter().find(|(e, _)| e.len() != vars) {
            let got = e.len();
            return Err(argument(format!("`{got}` exponents for `{vars}` variables")));
        }
        let max = terms.iter().flat_map(|(e, _)| e.iter().copied()).max().unwrap_or(0);
        let layout = Layout::new(vars, max);
        let mut monomials = Vec::with_capacity(terms.len() * layout.words());
        let mut coefficients = Vec::with_capacity(terms.len());
        for (e, c) in terms {
            layout.pack(&e, &mut monomials);
            coefficients.push(c);
        }
        Ok(SparsePoly::collect(layout, &monomials, coefficients))
    }

    /// Sorts terms, adds equal monomials and drops zeros.
    pub(super) fn collect(
        layout: Layout,
        monomials: &[u64],
        coefficients: Vec<Integer>,
    ) -> SparsePoly {
        with_key!(layout.words(), K => {
            let keys = monomials.chunks_exact(layout.words()).map(K::read);
            let terms = keys.zip(coefficients).collect();
            SparsePoly::collect_keys::<K>(layout, terms)
        })
    }

    fn collect_keys<K: Key>(layout: Layout, mut terms: Vec<(K, Integer)>) -> SparsePoly {
        if !terms.is_sorted_by(|a, b| a.0 > b.0) {
            terms.sort_by(|a, b| b.0.cmp(&a.0));
        }
        let mut monomials = Vec::with_capacity(terms.len() * layout.words());
        let mut coefficients = Coefficients::with_capacity(terms.len());
        let mut iter = terms.into_iter().peekable();
        while let Some((key, mut sum)) = iter.next() {
            while let Some((_, c)) = iter.next_if(|(k, _)| *k == key) {
                sum += c;
            }
            if !sum.is_zero() {
                key.write(layout.words(), &mut monomials);
                coefficients.push(sum);
            }
        }
        SparsePoly::canonical(layout, monomials, coefficients)
    }

    /// A polynomial from sorted nonzero terms in a layout that may be wider than needed.
    pub(super) fn canonical(
        layout: Layout,
        monomials: Vec<u64>,
        coefficients: Coefficients,
    ) -> SparsePoly {
        let p = SparsePoly { layout, monomials, coefficients: coefficients.normalize() };
        let tight = Layout::new(layout.vars(), p.max_exponent_bound());
        if tight == layout {
            return p;
        }
        let monomials = p.repacked(tight).into_owned();
        SparsePoly { layout: tight, monomials, coefficients: p.coefficients }
    }

    /// A number of the bit length of the largest exponent.
    fn max_exponent_bound(&self) -> u32 {
        let mut all = vec![0; self.layout.words()];
        for m in self.monomials.chunks_exact(self.layout.words()) {
            for (a, w) in all.iter_mut().zip(m) {
                *a |= w;
            }
        }
        (0..self.vars()).map(|v| self.layout.exponent(&all, v)).max().unwrap_or(0)
    }

    /// The monomials in another layout that holds them.
    pub(super) fn repacked(&self, layout: Layout) -> Cow<'_, [u64]> {
        if layout == self.layout {
            return Cow::Borrowed(&self.monomials);
        }
        let mut out = vec![0; self.len() * layout.words()];
        let old = self.monomials.chunks_exact(self.layout.words());
        for (from, to) in old.zip(out.chunks_exact_mut(layout.words())) {
            for var in 0..self.vars() {
                let (word, shift) = layout.place(var);
                to[word] |= u64::from(self.layout.exponent(from, var)) << shift;
            }
        }
        Cow::Owned(out)
    }

    /// The number of variables.
    pub fn vars(&self) -> usize {
        self.layout.vars()
    }

    /// The number of terms.
    pub fn len(&self) -> usize {
        self.coefficients.len()
    }

    /// Whether there are no terms; the same as [`is_zero`](Self::is_zero).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether this is the zero polynomial.
    pub fn is_zero(&self) -> bool {
        self.is_empty()
    }

    /// Whether this is the polynomial 1.
    pub fn is_one(&self) -> bool {
        self.as_constant().is_some_and(|c| c == Integer::ONE)
    }

    /// The value of a constant polynomial.
    pub fn as_constant(&self) -> Option<Integer> {
        match self.len() {
            0 => Some(Integer::ZERO),
            1 if self.monomials.iter().all(|&w| w == 0) => Some(self.coefficients.get(0)),
            _ => None,
        }
    }

    /// Whether no variable occurs.
    pub fn is_constant(&self) -> bool {
        self.as_constant().is_some()
    }

    /// The packed monomials, in order.
    pub(super) fn packed(&self) -> std::slice::ChunksExact<'_, u64> {
        self.monomials.chunks_exact(self.layout.words())
    }

    /// The terms as exponents and coefficient, in descending lexicographic order.
    pub fn terms(&self) -> impl DoubleEndedIterator<Item = (Vec<u32>, Integer)> + '_ {
        self.packed().map(|m| self.layout.unpack(m)).zip(self.coefficients.iter())
    }

    /// The coefficient of one monomial, 0 if there is no such term.
    ///
    /// An error of kind `Argument` if the number of exponents is not that of the variables.
    pub fn coefficient(&self, exponents: &[u32]) -> Result<Integer> {
        if exponents.len() != self.vars() {
            let (got, vars) = (exponents.len(), self.vars());
            return Err(argument(format!("`{got}` exponents for `{vars}` variables")));
        }
        if Layout::new(self.vars(), exponents.iter().copied().max().unwrap_or(0)).words()
            > self.layout.words()
        {
            return Ok(Integer::ZERO);
        }
        let mut key = Vec::new();
        self.layout.pack(exponents, &mut key);
        let words = self.layout.words();
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let mid = low.midpoint(high);
            match self.monomials[mid * words..(mid + 1) * words].cmp(&key) {
                std::cmp::Ordering::Equal => return Ok(self.coefficients.get(mid)),
                std::cmp::Ordering::Greater => low = mid + 1,
                std::cmp::Ordering::Less => high = mid,
            }
        }
        Ok(Integer::ZERO)
    }

    /// The coefficient of the first term, 0 for the zero polynomial.
    pub fn leading_coefficient(&self) -> Integer {
        if self.is_zero() { Integer::ZERO } else { self.coefficients.get(0) }
    }

    /// The degree in each variable, all 0 for the zero polynomial.
    pub fn degrees(&self) -> Vec<u32> {
        let mut degrees = vec![0; self.vars()];
        for (var, degree) in degrees.iter_mut().enumerate() {
            let (word, shift) = self.layout.place(var);
            let field = self.layout.field();
            let fields = self.packed().map(|m| (m[word] >> shift) & field);
            *degree = fields.max().unwrap_or(0) as u32;
        }
        degrees
    }

    /// The degree in one variable, 0 for the zero polynomial.
    ///
    /// An error of kind `Argument` if there is no such variable.
    pub fn degree(&self, var: usize) -> Result<u32> {
        self.check_var(var)?;
        Ok(self.packed().map(|m| self.layout.exponent(m, var)).max().unwrap_or(0))
    }

    /// The largest sum of the exponents of a term, 0 for the zero polynomial.
    pub fn total_degree(&self) -> u64 {
        let sum = |m: &[u64]| (0..self.vars()).map(|v| u64::from(self.layout.exponent(m, v))).sum();
        self.packed().map(sum).max().unwrap_or(0)
    }

    /// The bit length of the largest coefficient.
    pub fn coefficient_bits(&self) -> u64 {
        self.coefficients.bits()
    }

    /// The greatest common divisor of the coefficients, 0 for the zero polynomial.
    pub fn content(&self) -> Natural {
        self.coefficients.content()
    }

    pub(super) fn check_var(&self, var: usize) -> Result<()> {
        if var < self.vars() {
            return Ok(());
        }
        let vars = self.vars();
        Err(argument(format!("variable `{var}` of a polynomial in `{vars}` variables")))
    }

    pub(super) fn check_same(&self, other: &SparsePoly) -> Result<()> {
        if self.vars() == other.vars() {
            return Ok(());
        }
        let (a, b) = (self.vars(), other.vars());
        Err(argument(format!("polynomials in `{a}` and in `{b}` variables")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{parse, x_y_z};
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn collects_terms() {
        for (text, expected) in [
            ("x - x", "0"),
            ("z + y + x", "x + y + z"),
            ("2*x*y + 3*y*x - 5*x*y + 7", "7"),
            ("x^4294967295*z + 1 + z", "x^4294967295*z + z + 1"),
            ("x^4294967295 - x^4294967295 + y", "y"),
            ("9223372036854775808*x - 1*x", "9223372036854775807*x"),
        ] {
            assert_eq!(x_y_z(&parse(text)), expected);
        }
        assert_eq!(parse("x^100000 + y - x^100000"), parse("y"), "the layout is canonical");
    }

    #[test]
    fn reads_coefficients_and_degrees() {
        let p = parse("3*x^5*y - 2*z^9 + 4");
        assert_eq!(p.degrees(), [5, 1, 9]);
        assert_eq!(p.total_degree(), 9);
        assert_eq!(p.coefficient(&[5, 1, 0]), Ok(3.into()));
        assert_eq!(p.coefficient(&[0, 0, 0]), Ok(4.into()));
        assert_eq!(p.coefficient(&[0, 0, 8]), Ok(0.into()));
        assert_eq!(p.coefficient(&[0, 0, u32::MAX]), Ok(0.into()));
        assert_eq!(p.coefficient(&[0, 0]).map_err(|e| e.kind()), Err(ErrorKind::Argument));
        assert_eq!(p.leading_coefficient(), 3.into());
        let again = SparsePoly::from_terms(3, p.terms());
        assert_eq!(again, Ok(p));
    }

    #[test]
    fn constants_in_no_variables() {
        let p = SparsePoly::constant(0, 5.into());
        assert_eq!(p.as_constant(), Some(5.into()));
        assert_eq!(p.add(&p).map(|s| s.as_constant()), Ok(Some(10.into())));
        assert!(SparsePoly::variable(0, 0).is_err());
    }
}
