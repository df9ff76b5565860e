//! Isolation of the positive roots of a square-free polynomial by Descartes' rule and bisection.
//!
//! Collins and Akritas, "Polynomial real root isolation using Descartes' rule of signs", 1976:
//! a cell whose Bernstein coefficients have no sign variation holds no root, one with a single
//! variation holds exactly one, others are halved. The two-circle theorem makes it end for
//! square-free polynomials.

use super::bernstein::{Bernstein, Variations, exact_on_cell, exact_variations};
use super::bound::positive_bound;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use crate::polynomial::univariate::int_poly::{IntPoly, sign_of};

/// Where a positive root lies.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// It is c/2ᵏ.
    Dyadic(Integer, i64),
    /// It alone lies in the open cell (c/2ᵏ, (c+1)/2ᵏ), at whose ends p does not vanish.
    Cell(Integer, i64),
}

/// A cell (c/2ᵏ, (c+1)/2ᵏ) with the exact signs at its ends.
struct Cell {
    c: Integer,
    k: i64,
    left: i32,
    right: i32,
    approximate: Option<Bernstein>,
}

/// The positive roots, in no particular order, of a square-free polynomial with p(0) ≠ 0.
///
/// `work` is the number of coefficient operations left to spend; when it runs out the error
/// has kind `Budget`.
pub(crate) fn positive_roots(p: &IntPoly, work: &mut u64) -> Result<Vec<Place>> {
    let mut found = Vec::new();
    let Some(bound) = positive_bound(p) else { return Ok(found) };
    let mut stack = vec![Cell {
        c: Integer::ZERO,
        k: -bound,
        left: sign_of(&p.coefs[0]),
        right: p.leading_sign(),
        approximate: None,
    }];
    while let Some(mut cell) = stack.pop() {
        match cell.variations(p, work)? {
            Variations::Zero => {}
            Variations::One if cell.left != 0 && cell.right != 0 => {
                found.push(Place::Cell(cell.c, cell.k));
            }
            _ => {
                let (left, right) = cell.halves(p, work)?;
                if left.right == 0 {
                    found.push(Place::Dyadic(right.c.clone(), right.k));
                }
                stack.push(right);
                stack.push(left);
            }
        }
    }
    Ok(found)
}

impl Cell {
    /// Descartes' count, from the approximate coefficients if they decide it, else exact; in
    /// the latter case the approximate ones are renewed.
    fn variations(&mut self, p: &IntPoly, work: &mut u64) -> Result<Variations> {
        if let Some(coefs) = &self.approximate {
            let variations = coefs.variations(self.left, self.right);
            if variations != Variations::Unknown {
                return Ok(variations);
            }
        }
        let words = (p.max_bits() as u64 + self.k.unsigned_abs() * p.len() as u64) / 64 + 1;
        spend(work, (p.len() as u64).saturating_mul(p.len() as u64).saturating_mul(words))?;
        let exact = exact_on_cell(p, &self.c, self.k);
        self.approximate = Some(Bernstein::round(&exact));
        Ok(exact_variations(&exact))
    }

    fn halves(self, p: &IntPoly, work: &mut u64) -> Result<(Cell, Cell)> {
        spend(work, p.len() as u64 * p.len() as u64)?;
        let (c, k) = (self.c << 1usize, self.k + 1);
        let middle = &c + Integer::ONE;
        let (left, right, sign) = match self.approximate {
            Some(coefs) => {
                let (left, right, sign) = coefs.split();
                (Some(left), Some(right), sign)
            }
            None => (None, None, None),
        };
        let sign = sign.unwrap_or_else(|| p.sign_at_dyadic(&middle, k));
        let left = Cell { c, k, left: self.left, right: sign, approximate: left };
        let right = Cell { c: middle, k, left: sign, right: self.right, approximate: right };
        Ok((left, right))
    }
}

/// Takes `amount` from the work that is left.
fn spend(work: &mut u64, amount: u64) -> Result<()> {
    match work.checked_sub(amount) {
        Some(left) => {
            *work = left;
            Ok(())
        }
        None => Err(Error::new(ErrorKind::Budget, "the real roots take more work than allowed")
            .with_help("raise the work budget, or lower the degree")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells and points as pairs of numbers, ascending.
    fn places(p: &IntPoly) -> Vec<(f64, f64)> {
        let mut work = u64::MAX;
        let number = |c: &Integer, k: i64| c.to_f64().value() * 2f64.powi(-k as i32);
        let mut places: Vec<(f64, f64)> = positive_roots(p, &mut work)
            .unwrap()
            .iter()
            .map(|place| match place {
                Place::Dyadic(c, k) => (number(c, *k), number(c, *k)),
                Place::Cell(c, k) => (number(c, *k), number(&(c + Integer::ONE), *k)),
            })
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places
    }

    fn check(p: &IntPoly, roots: &[f64]) {
        let places = places(p);
        assert_eq!(places.len(), roots.len(), "{places:?}");
        for (&(a, b), &root) in places.iter().zip(roots) {
            assert!((a < root && root < b) || (a == root && b == root), "{root} in {a}, {b}");
        }
    }

    #[test]
    fn simple_polynomials() {
        check(&IntPoly::from_i64(&[-2, 0, 1]), &[2f64.sqrt()]);
        check(&IntPoly::from_i64(&[1, 0, 1]), &[]);
        check(&IntPoly::from_i64(&[-1, 2]), &[0.5]);
        check(&IntPoly::from_i64(&[-6, 11, -6, 1]), &[1.0, 2.0, 3.0]);
        check(&IntPoly::from_i64(&[7]), &[]);
    }

    #[test]
    fn roots_that_need_exact_decisions() {
        // Wilkinson's polynomial: neighbors of roots sit on the grid of the bisection.
        let mut p = IntPoly::one();
        for r in 1..=40 {
            p = &p * &IntPoly::from_i64(&[-r, 1]);
        }
        check(&p, &(1..=40).map(f64::from).collect::<Vec<_>>());
        // Mignotte's x¹² − 2(50x − 1)²: two roots 10⁻¹⁰ apart.
        let square = IntPoly::from_i64(&[-1, 50]).square();
        let p = &IntPoly::monomial(Integer::ONE, 12).unwrap() - &(&square * &Integer::from(2));
        let places = places(&p);
        assert_eq!(places.len(), 3);
        assert!(places[0].1 <= places[1].0 && (places[1].1 - 0.02).abs() < 1e-7);
    }

    #[test]
    fn the_budget_is_kept() {
        let p = IntPoly::from_i64(&[-6, 11, -6, 1]);
        let mut work = 20;
        assert_eq!(positive_roots(&p, &mut work).unwrap_err().kind(), ErrorKind::Budget);
    }
}
