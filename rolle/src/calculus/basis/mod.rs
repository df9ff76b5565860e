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
use crate::{Error, ErrorKind, Expr, Result};
use kernel::Ring;
use polynomial::Stop;

/// The default limit on the work of one n-th derivative, in operations on terms; a few seconds at most.
pub const NTH_DERIVATIVE_BUDGET: u64 = 1 << 22;

/// The plain way is tried as well as long as it makes no more nodes than this many times the size in the basis.
const COMPARED_SIZES: u64 = 2;

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
        // A node that is not a symbol may be part of a kernel, so only the plain sweep takes it as independent.
        if self.op(x) != Op::Symbol {
            return self.repeated_within(root, x, n, budget);
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
        let derivative = match self.in_own_basis(root, x, n, budget) {
            Ok(derivative) => derivative,
            Err(Stop::Outside) => return self.repeated_within(root, x, n, budget),
            Err(Stop::Budget) => return Err(too_much(n)),
        };
        // The plain way may win where sums are better left alone; it may cost what the basis has cost.
        let size = self.shared_size(&[derivative]);
        let allowance = COMPARED_SIZES * size as u64;
        match self.repeated_within(root, x, n, allowance) {
            Ok(plain) if self.shared_size(&[plain]) < size => Ok(plain),
            _ => Ok(derivative),
        }
    }

    fn in_own_basis(
        &mut self,
        root: NodeId,
        x: NodeId,
        n: usize,
        budget: u64,
    ) -> std::result::Result<NodeId, Stop> {
        let (expanded, met_factor) = self.in_basis(root, x, n, false, budget)?;
        if !met_factor {
            return Ok(expanded);
        }
        let Ok((factored, _)) = self.in_basis(root, x, n, true, budget) else {
            return Ok(expanded);
        };
        let smaller = self.shared_size(&[factored]) < self.shared_size(&[expanded]);
        Ok(if smaller { factored } else { expanded })
    }

    /// The derivative in one basis, and whether there were polynomial factors that could be kept.
    fn in_basis(
        &mut self,
        root: NodeId,
        x: NodeId,
        n: usize,
        keep_factors: bool,
        budget: u64,
    ) -> std::result::Result<(NodeId, bool), Stop> {
        let mut ring = Ring::new(self, root, x, keep_factors, budget);
        let mut f = ring.convert(root)?;
        for _ in 0..n {
            if f.terms.is_empty() {
                break;
            }
            f = ring.differentiate(&f)?;
        }
        ring.require_cancelled(&f);
        let met_factor = ring.met_factor;
        Ok((build::build(&mut ring, f), met_factor))
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

impl<'s> Expr<'s> {
    /// The n-th derivative by a symbol; see [`Graph::nth_derivative`].
    ///
    /// # Errors
    /// `Budget` where the order is too high for this expression.
    pub fn nth_diff(self, x: Expr<'s>, n: usize) -> Result<Expr<'s>> {
        let id = self.scope().graph_mut().nth_derivative(self.id(), x.id(), n)?;
        Ok(self.scope().expr(id))
    }
}

fn too_much(n: usize) -> Error {
    Error::new(ErrorKind::Budget, format!("the derivative of order `{n}` is too large"))
        .with_help("ask for a lower order or raise the limit")
}
