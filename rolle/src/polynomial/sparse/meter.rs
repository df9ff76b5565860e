//! Exact arithmetic whose total work is limited, for algorithms of many products.

use std::cell::Cell;

use super::limits::Limits;
use super::poly::SparsePoly;
use crate::error::Result;

/// Counts the coefficient products of a whole computation against one limit.
pub(super) struct Meter<'a> {
    pub(super) limits: &'a Limits,
    spent: Cell<u128>,
}

impl<'a> Meter<'a> {
    pub(super) fn new(limits: &'a Limits) -> Meter<'a> {
        Meter { limits, spent: Cell::new(0) }
    }

    pub(super) fn spend(&self, steps: u128) -> Result<()> {
        self.spent.set(self.spent.get().saturating_add(steps));
        self.limits.check_work(self.spent.get())
    }

    pub(super) fn mul(&self, a: &SparsePoly, b: &SparsePoly) -> Result<SparsePoly> {
        // A product of long coefficients is quadratic in their lengths at worst.
        let words = |p: &SparsePoly| 1 + u128::from(p.coefficient_bits() / 64);
        self.spend(a.len() as u128 * b.len() as u128 * words(a) * words(b))?;
        a.mul(b, self.limits)
    }

    pub(super) fn pow(&self, a: &SparsePoly, n: u64) -> Result<SparsePoly> {
        let power = a.pow(n, self.limits)?;
        self.spend(power.len() as u128 * (1 + u128::from(power.coefficient_bits() / 64)))?;
        Ok(power)
    }

    /// The quotient by a divisor.
    pub(super) fn div(&self, a: &SparsePoly, b: &SparsePoly) -> Result<SparsePoly> {
        let quotient = a.div_known(b, self.limits)?;
        self.spend(quotient.len() as u128 * b.len() as u128)?;
        Ok(quotient)
    }
}
