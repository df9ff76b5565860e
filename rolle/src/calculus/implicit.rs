//! Implicit differentiation: the derivatives of y by x on the curve F(x, y) = 0.
//!
//! By the implicit function theorem a point of the curve with F_y ≠ 0 has a neighborhood in which the curve is
//! the graph of a function, and y′ = −F_x/F_y. With d/dx = ∂/∂x − (F_x/F_y) ∂/∂y the k-th derivative is
//! N_k / F_y^(2k−1), where N₁ = −F_x and
//! N_(k+1) = F_y² ∂N_k/∂x − F_x F_y ∂N_k/∂y − (2k−1) N_k (F_xy F_y − F_yy F_x).

use crate::graph::{Graph, Requirement, SideCondition};
use crate::operator::NodeId;
use crate::{Error, ErrorKind, Result};

/// The default limit on the nodes that one call of [`Graph::implicit_derivatives`] makes.
pub const IMPLICIT_NODE_BUDGET: usize = 1 << 20;

/// The derivatives of a function that an equation defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImplicitDerivatives {
    /// y′, y″, … as expressions in x and y, valid on the curve.
    pub derivatives: Vec<NodeId>,
    /// ∂F/∂x.
    pub by_x: NodeId,
    /// ∂F/∂y, which must not be zero.
    pub by_y: NodeId,
    /// What must hold at the point: F_y ≠ 0. `None` where that is known.
    pub condition: Option<SideCondition>,
}

impl Graph {
    /// dy/dx on the curve F(x, y) = 0: −F_x/F_y, under the side condition F_y ≠ 0, which is recorded.
    ///
    /// # Errors
    /// `Argument` if x and y are the same; `Domain` if F does not change with y, or has no value.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    /// let circle = x.pow(2) + y.pow(2) - 1;
    /// let slope = cx.graph_mut().implicit_derivative(circle.id(), x.id(), y.id()).unwrap();
    /// assert_eq!(cx.expr(slope), -x / y);
    /// ```
    pub fn implicit_derivative(&mut self, f: NodeId, x: NodeId, y: NodeId) -> Result<NodeId> {
        Ok(self.implicit_derivatives(f, x, y, 1, IMPLICIT_NODE_BUDGET)?.derivatives[0])
    }

    /// The first `order` derivatives of y by x on the curve F(x, y) = 0.
    ///
    /// Each is one fraction over a power of F_y, as the implicit function theorem gives it; it is not
    /// simplified by the equation itself.
    ///
    /// # Errors
    /// As [`Graph::implicit_derivative`]; `Budget` where the graph would grow by more than `max_nodes` nodes.
    pub fn implicit_derivatives(
        &mut self,
        f: NodeId,
        x: NodeId,
        y: NodeId,
        order: usize,
        max_nodes: usize,
    ) -> Result<ImplicitDerivatives> {
        if x == y {
            return Err(Error::new(
                ErrorKind::Argument,
                "the variable and the function of it must be two different symbols",
            ));
        }
        if order > max_nodes {
            return Err(too_large());
        }
        let most = self.len().saturating_add(max_nodes);
        let by_x = self.partial(f, x, most)?;
        let by_y = self.partial(f, y, most)?;
        if by_y == NodeId::ZERO || self.reason(by_y).is_some() {
            return Err(Error::new(
                ErrorKind::Domain,
                "the equation does not determine a function: its derivative by the dependent variable is \
                 zero or does not exist",
            )
            .with_help("solve for another variable, or check the equation"));
        }
        let mut numerator = self.negate(by_x);
        let mut derivatives = Vec::new();
        for k in 1..=order {
            let degree = i64::try_from(2 * k - 1).expect("the order fits a machine integer");
            if k > 1 {
                numerator =
                    self.next_numerator(numerator, degree - 2, (x, y), (by_x, by_y), most)?;
            }
            let below = self.powi(by_y, -degree);
            derivatives.push(self.product(&[numerator, below]));
        }
        self.require(Requirement::NonZero, by_y);
        let condition = SideCondition { requirement: Requirement::NonZero, of: by_y };
        let condition = self.side_conditions().contains(&condition).then_some(condition);
        Ok(ImplicitDerivatives { derivatives, by_x, by_y, condition })
    }

    /// N_(k+1) from N_k, for m = 2k − 1.
    fn next_numerator(
        &mut self,
        n: NodeId,
        m: i64,
        (x, y): (NodeId, NodeId),
        (f_x, f_y): (NodeId, NodeId),
        most: usize,
    ) -> Result<NodeId> {
        let (n_x, n_y) = (self.partial(n, x, most)?, self.partial(n, y, most)?);
        let (f_xy, f_yy) = (self.partial(f_y, x, most)?, self.partial(f_y, y, most)?);
        let two = self.integer(2);
        let square = self.power(f_y, two);
        let (minus_one, minus_m, plus_m) = (self.integer(-1), self.integer(-m), self.integer(m));
        let terms = [
            self.product(&[square, n_x]),
            self.product(&[minus_one, f_x, f_y, n_y]),
            self.product(&[minus_m, n, f_xy, f_y]),
            self.product(&[plus_m, n, f_yy, f_x]),
        ];
        Ok(self.sum(&terms))
    }

    fn partial(&mut self, f: NodeId, by: NodeId, most: usize) -> Result<NodeId> {
        self.derivative_within(f, by, most).ok_or_else(too_large)
    }
}

fn too_large() -> Error {
    Error::new(ErrorKind::Budget, "the implicit derivatives are too large")
        .with_help("ask for a lower order or raise the limit")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scope;
    use crate::calculus::testing::{Random, evaluate, evaluate_with_error, random_over};
    use crate::operator::Op;

    #[test]
    fn the_circle_agrees_with_its_upper_half() {
        let cx = Scope::new();
        let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
        let circle = x.pow(2) + y.pow(2) - 1;
        let half = (1 - x.pow(2)).sqrt();
        let found = {
            let mut g = cx.graph_mut();
            g.implicit_derivatives(circle.id(), x.id(), y.id(), 5, 10_000).unwrap()
        };
        assert_eq!(cx.expr(found.derivatives[0]), -x / y);
        let condition = found.condition.expect("2 y can be zero");
        assert_eq!(cx.expr(condition.of), 2 * y);
        let at_x = 0.3;
        let at_y = evaluate(&cx.graph(), half.id(), &[("x", at_x)]);
        for (k, &implicit) in found.derivatives.iter().enumerate() {
            let explicit = cx.graph_mut().repeated_derivative(half.id(), x.id(), k + 1);
            let want = evaluate(&cx.graph(), explicit, &[("x", at_x)]);
            let got = evaluate(&cx.graph(), implicit, &[("x", at_x), ("y", at_y)]);
            assert!((got - want).abs() < 1e-10 * want.abs(), "order {}", k + 1);
        }
    }

    #[test]
    fn second_order_is_the_formula_of_the_books() {
        let cx = Scope::new();
        let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
        let f = x.pow(3) + y.pow(3) - 3 * x * y + (x * y).sin();
        let found = {
            let mut g = cx.graph_mut();
            g.implicit_derivatives(f.id(), x.id(), y.id(), 2, 10_000).unwrap()
        };
        let (fx, fy) = (f.diff(x), f.diff(y));
        let (fxx, fxy, fyy) = (fx.diff(x), fx.diff(y), fy.diff(y));
        let want = -(fxx * fy.pow(2) - 2 * fxy * fx * fy + fyy * fx.pow(2)) / fy.pow(3);
        let at = [("x", 0.4), ("y", -0.9)];
        let want = evaluate(&cx.graph(), want.id(), &at);
        let got = evaluate(&cx.graph(), found.derivatives[1], &at);
        assert!((got - want).abs() < 1e-12 * want.abs());
    }

    /// Along the curve F stays 0, so its first and second total derivatives vanish.
    #[test]
    fn total_derivatives_vanish() {
        let functions = [Op::Exp, Op::Sin, Op::Tanh, Op::Log, Op::Atan, Op::Sigmoid];
        let mut random = Random::new(11);
        let mut compared = 0;
        for round in 0..400 {
            let mut g = Graph::new();
            let f = random_over(&mut g, &mut random, 3 + round % 6, &functions, false);
            let (x, y) = (g.symbol("x"), g.symbol("y"));
            let Ok(found) = g.implicit_derivatives(f, x, y, 2, 100_000) else { continue };
            let (f_x, f_y) = (found.by_x, found.by_y);
            let (first, second) = (found.derivatives[0], found.derivatives[1]);
            let (f_xx, f_xy, f_yy) =
                (g.derivative(f_x, x), g.derivative(f_x, y), g.derivative(f_y, y));
            let (two, square) = (g.integer(2), g.powi(first, 2));
            let once = [f_x, g.product(&[f_y, first])];
            let twice = [
                f_xx,
                g.product(&[two, f_xy, first]),
                g.product(&[f_yy, square]),
                g.product(&[f_y, second]),
            ];
            let at = [("x", 1.5 * random.unit()), ("y", 1.5 * random.unit())];
            for terms in [&once[..], &twice[..]] {
                let parts: Vec<(f64, f64)> =
                    terms.iter().map(|&t| evaluate_with_error(&g, t, &at)).collect();
                let total: f64 = parts.iter().map(|p| p.0).sum();
                let size: f64 = parts.iter().map(|p| p.0.abs()).sum();
                let error: f64 = parts.iter().map(|p| p.1).sum();
                if error < 1e-6 * (1.0 + size) {
                    assert!(total.abs() <= error + 1e-12 * size, "round {round}: {total}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 200, "only {compared}");
    }

    #[test]
    fn what_has_no_answer_says_so() {
        let mut g = Graph::new();
        let (x, y) = (g.symbol("x"), g.symbol("y"));
        let line = g.subtract(y, x);
        let kind = |r: Result<NodeId>| r.unwrap_err().kind();
        assert_eq!(kind(g.implicit_derivative(line, x, x)), ErrorKind::Argument);
        assert_eq!(kind(g.implicit_derivative(x, x, y)), ErrorKind::Domain);
        let found = g.implicit_derivatives(line, x, y, 3, 1000).unwrap();
        assert_eq!(found.derivatives, [NodeId::ONE, NodeId::ZERO, NodeId::ZERO]);
        assert_eq!(found.condition, None);
        assert!(g.implicit_derivatives(line, x, y, usize::MAX, 1000).is_err());
        let (a, b) = (g.apply(Op::Sin, &[x]).unwrap(), g.apply(Op::Exp, &[y]).unwrap());
        let (f, product) = (g.product(&[a, b]), g.product(&[x, y]));
        let f = g.sum(&[f, product]);
        let error = g.implicit_derivatives(f, x, y, 200, 2000).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Budget);
    }
}
