//! n-th derivatives in the function's own basis, without expression swell.
//!
//! Repeated differentiation multiplies the size of an expression by a constant each time. But the derivatives of
//! most functions stay in a small ring: σ⁽ⁿ⁾ is a polynomial in σ, tanh⁽ⁿ⁾ in tanh, the derivatives of GELU are
//! polynomials in x times a bell curve. So f is written as a polynomial, with exponents of either sign, in the
//! kernels that occur in it; the kernels' derivatives are polynomials in kernels again (a differential ring, as
//! in Bronstein, Symbolic Integration I, 2005, ch. 3); the polynomial is differentiated n times with exact
//! coefficients; and the result is written with as few nodes as we know how. 1/(1 + e⁻ᵘ), eᵘ/(1 + eᵘ) and
//! σ(u) are one kernel, tied to eᵘ by eᵘσ = eᵘ − σ.

mod build;
mod kernel;
mod polynomial;
#[cfg(test)]
mod tests;

use crate::graph::Graph;
use crate::operator::{Derivative, NodeId, Op};
use crate::{Error, ErrorKind, Result};
use kernel::Ring;
use polynomial::Stop;

/// The default limit on the work of one n-th derivative, in operations on terms; a few seconds at most.
pub const NTH_DERIVATIVE_BUDGET: u64 = 1 << 22;

/// Up to this order the plain way is tried as well, and the smaller result taken.
const COMPARED_ORDERS: usize = 3;

impl Graph {
    /// The n-th derivative, as small as the function's own basis allows.
    ///
    /// Equal to [`Graph::repeated_derivative`] wherever f is defined and that is; where a division cancelled,
    /// the side condition that the divisor is not zero is recorded. Order 0 is the expression itself.
    ///
    /// # Errors
    /// `Budget` where more than [`NTH_DERIVATIVE_BUDGET`] operations on terms would be needed.
    ///
    /// # Examples
    /// ```
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let s = g.apply(rolle::operator::Op::Sigmoid, &[x]).unwrap();
    /// let silu = g.product(&[x, s]);
    /// let tenth = g.nth_derivative(silu, x, 10).unwrap();
    /// assert!(g.shared_size(&[tenth]) < 60);
    /// ```
    pub fn nth_derivative(&mut self, root: NodeId, x: NodeId, n: usize) -> Result<NodeId> {
        self.nth_derivative_within(root, x, n, NTH_DERIVATIVE_BUDGET)
    }

    /// [`Graph::nth_derivative`] with a limit on the operations on terms.
    ///
    /// # Errors
    /// `Budget` where the limit is reached.
    pub fn nth_derivative_within(
        &mut self,
        root: NodeId,
        x: NodeId,
        n: usize,
        budget: u64,
    ) -> Result<NodeId> {
        match n {
            0 => return Ok(root),
            1 => return Ok(self.derivative(root, x)),
            _ => {}
        }
        if !self.selects(root) {
            return self.smooth_nth_derivative(root, x, n, budget);
        }
        let mut branches = self.open_branches(root);
        for branch in &mut branches {
            branch.0 = self.smooth_nth_derivative(branch.0, x, n, budget)?;
        }
        Ok(self.piecewise(&branches, None))
    }

    fn selects(&self, root: NodeId) -> bool {
        let row = self.op(root).row().map(|row| row.derivative);
        self.op(root) == Op::Piecewise || matches!(row, Some(Derivative::Selection))
    }

    fn smooth_nth_derivative(
        &mut self,
        root: NodeId,
        x: NodeId,
        n: usize,
        budget: u64,
    ) -> Result<NodeId> {
        let in_basis = match self.in_own_basis(root, x, n, budget) {
            Ok(derivative) => Some(derivative),
            Err(Stop::Outside) => None,
            Err(Stop::Budget) if n > COMPARED_ORDERS => return Err(too_much(n)),
            Err(Stop::Budget) => None,
        };
        match in_basis {
            Some(derivative) if n > COMPARED_ORDERS => Ok(derivative),
            _ => {
                let plain = self.repeated_within(root, x, n, budget);
                match (in_basis, plain) {
                    (None, plain) => plain,
                    (Some(derivative), Err(_)) => Ok(derivative),
                    (Some(derivative), Ok(plain)) => {
                        let smaller = self.shared_size(&[plain]) < self.shared_size(&[derivative]);
                        Ok(if smaller { plain } else { derivative })
                    }
                }
            }
        }
    }

    fn in_own_basis(
        &mut self,
        root: NodeId,
        x: NodeId,
        n: usize,
        budget: u64,
    ) -> std::result::Result<NodeId, Stop> {
        let mut ring = Ring::new(self, root, x, budget);
        let mut f = ring.convert(root)?;
        for _ in 0..n {
            if f.terms.is_empty() {
                break;
            }
            f = ring.differentiate(&f)?;
        }
        ring.require_cancelled(&f);
        Ok(build::build(&mut ring, f))
    }

    /// Repeated differentiation with a limit on the nodes that it makes.
    fn repeated_within(
        &mut self,
        root: NodeId,
        x: NodeId,
        n: usize,
        budget: u64,
    ) -> Result<NodeId> {
        let most = self.len().saturating_add(usize::try_from(budget).unwrap_or(usize::MAX));
        let mut f = root;
        for _ in 0..n {
            if f == NodeId::ZERO {
                break;
            }
            f = self.derivative_within(f, x, most).ok_or_else(|| too_much(n))?;
        }
        Ok(f)
    }
}

fn too_much(n: usize) -> Error {
    Error::new(ErrorKind::Budget, format!("the derivative of order `{n}` is too large"))
        .with_help("ask for a lower order or raise the limit")
}
