//! The recurrences that all functions share.
//!
//! For jets y, u, g the coefficient of order k − 1 of y′ = g·u′ says k·y_k = Σ i·u_i·g_{k−i} over i = 1 … k.

use super::Jet;
use crate::arithmetic::{Arithmetic, Outcome};

/// Σ x_i·y_{k−i} for i from `first` to `last`.
pub(super) fn convolution<A: Arithmetic>(
    a: &mut A,
    x: &[A::Value],
    y: &[A::Value],
    k: usize,
    first: usize,
    last: usize,
) -> Outcome<A::Value> {
    let mut sum: Option<A::Value> = None;
    for i in first..=last {
        let term = a.mul(&x[i], &y[k - i])?;
        sum = Some(match sum {
            None => term,
            Some(sum) => a.add(&sum, &term)?,
        });
    }
    match sum {
        Some(sum) => Ok(sum),
        None => a.integer(0),
    }
}

/// The k-th coefficient of x², each mixed product once and the middle one as a square.
pub(super) fn square<A: Arithmetic>(a: &mut A, x: &[A::Value], k: usize) -> Outcome<A::Value> {
    let middle = match k % 2 {
        0 => Some(a.apply(crate::Function::Sqr, &x[k / 2])?),
        _ => None,
    };
    if k == 0 {
        return Ok(middle.expect("the square of the first coefficient"));
    }
    let half = convolution(a, x, x, k, 0, (k - 1) / 2)?;
    let twice = a.add(&half, &half)?;
    match middle {
        Some(middle) => a.add(&twice, &middle),
        None => Ok(twice),
    }
}

/// Σ i·u_i·g_{k−i} for i = 1 … k, over k: the next coefficient of ∫ g·u′.
pub(super) fn next_integral<A: Arithmetic>(
    a: &mut A,
    u: &[A::Value],
    g: &[A::Value],
    k: usize,
) -> Outcome<A::Value> {
    let sum = weighted(a, u, g, k, k)?;
    over(a, &sum, k)
}

/// Σ i·x_i·y_{k−i} for i = 1 … last.
pub(super) fn weighted<A: Arithmetic>(
    a: &mut A,
    x: &[A::Value],
    y: &[A::Value],
    k: usize,
    last: usize,
) -> Outcome<A::Value> {
    let mut sum = a.integer(0)?;
    for i in 1..=last {
        let product = a.mul(&x[i], &y[k - i])?;
        let term = times(a, &product, i)?;
        sum = a.add(&sum, &term)?;
    }
    Ok(sum)
}

/// k·x.
pub(super) fn times<A: Arithmetic>(a: &mut A, x: &A::Value, k: usize) -> Outcome<A::Value> {
    if k == 1 {
        return Ok(x.clone());
    }
    let k = a.integer(k as i64)?;
    a.mul(x, &k)
}

/// x/k.
pub(super) fn over<A: Arithmetic>(a: &mut A, x: &A::Value, k: usize) -> Outcome<A::Value> {
    if k == 1 {
        return Ok(x.clone());
    }
    let k = a.integer(k as i64)?;
    a.div(x, &k)
}

/// The next coefficient of y = ∫ u′/g: g_0·y_k = u_k − (Σ i·y_i·g_{k−i})/k over i = 1 … k − 1.
pub(super) fn next_quotient<A: Arithmetic>(
    a: &mut A,
    u: &[A::Value],
    g: &[A::Value],
    y: &[A::Value],
    k: usize,
) -> Outcome<A::Value> {
    if k == 1 {
        return a.div(&u[1], &g[0]);
    }
    let sum = weighted(a, y, g, k, k - 1)?;
    let sum = over(a, &sum, k)?;
    let rest = a.sub(&u[k], &sum)?;
    a.div(&rest, &g[0])
}

impl<A: Arithmetic> Jet<A> {
    /// y with y′ = g·u′ and the given value; g needs one order less.
    pub(super) fn integral(&self, a: &mut A, g: &Jet<A>, value: A::Value) -> Outcome<Jet<A>> {
        let mut y = vec![value];
        for k in 1..=self.order() {
            let next = next_integral(a, &self.coefficients, &g.coefficients, k)?;
            y.push(next);
        }
        Ok(Jet { coefficients: y })
    }

    /// y with y′ = u′/g and the given value; g needs one order less.
    pub(super) fn integral_over(&self, a: &mut A, g: &Jet<A>, value: A::Value) -> Outcome<Jet<A>> {
        let mut y = vec![value];
        for k in 1..=self.order() {
            let next = next_quotient(a, &self.coefficients, &g.coefficients, &y, k)?;
            y.push(next);
        }
        Ok(Jet { coefficients: y })
    }
}
