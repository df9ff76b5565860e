//! Lambert's W and the inverse of the error function, inside their domains and at the ends of them.
//!
//! At the ends both are written in functions of `tame`: W(u) = Ω(log u) as u → ∞, with Ω + log Ω = z; W near −1/e
//! in p = √(2(eu + 1)), where it is analytic; erfinv(u) = E(−log(1 − u)) as u → 1. The expansions of Ω and E at
//! infinity are fixed points of maps that gain one power of 1/z in each round; elsewhere the three are expanded by
//! Taylor's formula from their differential equations.
//!
//! Sources: Corless, Gonnet, Hare, Jeffrey, Knuth, On the Lambert W function, 1996, §4 (4.18 and 4.22); Corless and
//! Jeffrey, The Wright ω function, 2002; DLMF 7.17(iii).

use super::expansion::Expansion;
use super::germ::{Attempt, Germs, Stop, Value};
use super::scale::Scale;
use super::tame::Tame;
use crate::graph::{Assumptions, Constant};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// Symbols, their values, and their derivatives by the argument: a differential equation.
struct Flow {
    symbols: [NodeId; 2],
    values: [NodeId; 2],
    slopes: [NodeId; 2],
}

impl Germs {
    /// W(u), the principal branch.
    pub(super) fn resolve_lambertw(&mut self, u: NodeId) -> Attempt<NodeId> {
        let limit = match self.limit(u)? {
            Value::Infinite(Ordering::Greater) => {
                let z = self.function(Op::Log, u);
                return Ok(Tame::WrightOmega.call(&mut self.graph, 0, z));
            }
            Value::Infinite(_) => return Err(Stop::Outside),
            Value::Finite(limit) => limit,
        };
        let e = self.graph.constant(Constant::E);
        let inverse = self.graph.reciprocal(e);
        let end = self.graph.negate(inverse);
        match self.compare(limit, end)? {
            Ordering::Less => return Err(Stop::Outside),
            Ordering::Greater => return Ok(self.function(Op::Lambertw, u)),
            Ordering::Equal => {}
        }
        let above_end = self.graph.sum(&[u, inverse]);
        if self.require_sign(above_end, &[Ordering::Greater, Ordering::Equal])?.is_eq() {
            return Ok(self.graph.integer(-1));
        }
        let two = self.graph.integer(2);
        let square = self.graph.product(&[two, e, above_end]);
        let p = self.graph.sqrt(square);
        Ok(Tame::LambertBranch.call(&mut self.graph, 0, p))
    }

    /// The inverse of erf, which is odd.
    pub(super) fn resolve_erfinv(&mut self, u: NodeId) -> Attempt<NodeId> {
        let Value::Finite(limit) = self.limit(u)? else { return Err(Stop::Outside) };
        let minus_one = self.graph.integer(-1);
        let (below, above) = (self.compare(limit, NodeId::ONE)?, self.compare(limit, minus_one)?);
        if below.is_gt() || above.is_lt() {
            return Err(Stop::Outside);
        }
        if below.is_lt() && above.is_gt() {
            return Ok(self.function(Op::Erfinv, u));
        }
        let positive = if below.is_eq() { u } else { self.graph.negate(u) };
        let distance = self.graph.subtract(NodeId::ONE, positive);
        self.require_sign(distance, &[Ordering::Greater])?;
        let log = self.function(Op::Log, distance);
        let z = self.graph.negate(log);
        let value = Tame::InverseErf.call(&mut self.graph, 0, z);
        Ok(if below.is_eq() { value } else { self.graph.negate(value) })
    }

    /// exp(c·v), where one of these functions has an exponential that is simpler: exp(c Ω(z)) = exp(cz) Ω(z)^(−c)
    /// and exp(c E(z)²) = exp(cz)·(exp(E²) erfc(E))^c. The new exponent, and the factor.
    pub(super) fn simpler_exponential(&mut self, c: NodeId, v: NodeId) -> Option<(NodeId, NodeId)> {
        let squared = self.graph.op(v) == Op::Power
            && self.graph.small_integer(self.graph.args(v)[1]) == Some(2);
        let call = if squared { self.graph.args(v)[0] } else { v };
        if self.graph.op(call) != Op::Call {
            return None;
        }
        let (head, z) = (self.graph.args(call)[0], self.graph.args(call)[1]);
        let tame = Tame::of_name(&self.graph.function_symbol(head)?.name)?;
        let exponent = self.graph.product(&[c, z]);
        let factor = match (tame, squared) {
            (Tame::WrightOmega, false) => {
                let minus_c = self.graph.negate(c);
                self.graph.power(call, minus_c)
            }
            (Tame::InverseErf, true) => {
                let scaled = Tame::ScaledErfc.call(&mut self.graph, 0, call);
                self.graph.power(scaled, c)
            }
            _ => return None,
        };
        Some((exponent, factor))
    }

    /// The expansion of one of the three functions of an argument with a given expansion.
    pub(super) fn inverse_expansion(
        &mut self,
        tame: Tame,
        u: &Expansion,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        if tame == Tame::LambertBranch {
            let (c, v) = self.constant_part(u)?;
            if c == NodeId::ZERO || self.is_zero(c)? {
                let coefficients = branch_coefficients(most);
                return self.compose(&v, most, |germs, k| {
                    Ok(germs.graph.literal_number(&coefficients[k]))
                });
            }
            return self.taylor_by_flow(tame, c, &v, most);
        }
        let (_, exponent, _) = self.leading_part(u)?;
        if self.compare(exponent, NodeId::ZERO)? != Ordering::Less {
            let (c, v) = self.constant_part(u)?;
            return self.taylor_by_flow(tame, c, &v, most);
        }
        match tame {
            Tame::WrightOmega => self.omega_at_infinity(u, scale, most),
            _ => self.erfinv_at_infinity(u, scale, most),
        }
    }

    /// Ω(z) = z(1 + y) with y = −(log z + log(1 + y))/z.
    fn omega_at_infinity(
        &mut self,
        z: &Expansion,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        let inverse = self.inverse_of_expansion(z, most)?;
        let log = self.log_expansion(z, scale, most)?;
        let minus_one = self.graph.integer(-1);
        let small = self.scale_expansion(&inverse, minus_one, NodeId::ZERO);
        let y = self.fixed_point(&inverse, most, |germs, y| {
            let one_plus = germs.log_one_plus(y, most)?;
            let sum = germs.add_expansions(&[&log, &one_plus], most)?;
            germs.multiply_expansions(&small, &sum, most)
        })?;
        let one_plus = self.add_expansions(&[&Expansion::constant(NodeId::ONE), &y], most)?;
        self.multiply_expansions(z, &one_plus, most)
    }

    /// E(z)² = z(1 + r) with r = (log F(1/E²) − log(1 + r)/2 − log(z)/2 − log(π)/2)/z, where
    /// F(1/y²) = √π·y·exp(y²)·erfc(y).
    fn erfinv_at_infinity(
        &mut self,
        z: &Expansion,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        let inverse = self.inverse_of_expansion(z, most)?;
        let log = self.log_expansion(z, scale, most)?;
        let pi = self.pi_times(1, 1);
        let log_pi = Expansion::constant(self.function(Op::Log, pi));
        let (half, minus_one) = (self.graph.ratio(-1, 2), self.graph.integer(-1));
        let one = Expansion::constant(NodeId::ONE);
        let r = self.fixed_point(&inverse, most, |germs, r| {
            let one_plus = germs.add_expansions(&[&one, r], most)?;
            let below = germs.power_expansion(&one_plus, minus_one, most)?;
            let w = germs.multiply_expansions(&inverse, &below, most)?;
            let rest = germs.compose(&w, most, |germs, n| {
                let c = Tame::ScaledErfc.rational_part(2 * n + 1).unwrap_or(Number::ZERO);
                Ok(if n == 0 { NodeId::ZERO } else { germs.graph.literal_number(&c) })
            })?;
            let rest = germs.log_one_plus(&rest, most)?;
            let logs = germs.log_one_plus(r, most)?;
            let logs = germs.add_expansions(&[&logs, &log, &log_pi], most)?;
            let logs = germs.scale_expansion(&logs, half, NodeId::ZERO);
            let sum = germs.add_expansions(&[&rest, &logs], most)?;
            germs.multiply_expansions(&inverse, &sum, most)
        })?;
        let one_plus = self.add_expansions(&[&one, &r], most)?;
        let square = self.multiply_expansions(z, &one_plus, most)?;
        let half = self.graph.ratio(1, 2);
        self.power_expansion(&square, half, most)
    }

    fn inverse_of_expansion(&mut self, a: &Expansion, most: usize) -> Attempt<Expansion> {
        let minus_one = self.graph.integer(-1);
        self.power_expansion(a, minus_one, most)
    }

    /// The fixed point of a map that adds the valuation of `small` to the order of what is not known.
    fn fixed_point(
        &mut self,
        small: &Expansion,
        most: usize,
        mut map: impl FnMut(&mut Germs, &Expansion) -> Attempt<Expansion>,
    ) -> Attempt<Expansion> {
        let mut known = Expansion { terms: Vec::new(), order: small.valuation() };
        for _ in 0..most {
            let next = map(self, &known)?;
            if next == known {
                break;
            }
            known = next;
        }
        Ok(known)
    }

    /// log(1 + v) for v that tends to zero.
    fn log_one_plus(&mut self, v: &Expansion, most: usize) -> Attempt<Expansion> {
        self.compose(v, most, |germs, k| {
            Ok(match k {
                0 => NodeId::ZERO,
                _ => germs.graph.ratio(if k % 2 == 1 { 1 } else { -1 }, k as i64),
            })
        })
    }

    /// f(c + v) by Taylor's formula, the derivatives by the differential equation.
    fn taylor_by_flow(
        &mut self,
        tame: Tame,
        c: NodeId,
        v: &Expansion,
        most: usize,
    ) -> Attempt<Expansion> {
        let flow = self.flow(tame, c);
        let mut derivative = flow.symbols[0];
        let mut inverse_factorial = NodeId::ONE;
        self.compose(v, most, |germs, k| {
            if k > 0 {
                let mut parts = Vec::with_capacity(2);
                for (symbol, slope) in flow.symbols.iter().zip(&flow.slopes) {
                    let partial = germs.graph.derivative(derivative, *symbol);
                    parts.push(germs.graph.product(&[partial, *slope]));
                }
                derivative = germs.graph.sum(&parts);
                let inverse = germs.graph.ratio(1, k as i64);
                inverse_factorial = germs.graph.product(&[inverse_factorial, inverse]);
                let size = germs.graph.shared_size(&[derivative]);
                germs.spend(size)?;
            }
            let values: Vec<(NodeId, NodeId)> =
                flow.symbols.iter().copied().zip(flow.values).collect();
            let value = germs.graph.substitute(derivative, &values);
            Ok(germs.graph.product(&[value, inverse_factorial]))
        })
    }

    fn flow(&mut self, tame: Tame, c: NodeId) -> Flow {
        let symbols = ["y", "s"].map(|name| self.graph.fresh_symbol(name, Assumptions::positive()));
        let [y, s] = symbols;
        let value = tame.call(&mut self.graph, 0, c);
        let one_plus = self.graph.sum(&[NodeId::ONE, y]);
        match tame {
            // Ω′ = Ω/(1 + Ω); the second symbol does not occur.
            Tame::WrightOmega => {
                let slope = self.graph.divide(y, one_plus);
                Flow { symbols, values: [value, NodeId::ZERO], slopes: [slope, NodeId::ZERO] }
            }
            // y eʸ = (p²/2 − 1)/e, so y′ = p/(e^(1 + y) (1 + y)); the second symbol is p.
            Tame::LambertBranch => {
                let power = self.function(Op::Exp, one_plus);
                let below = self.graph.product(&[power, one_plus]);
                let slope = self.graph.divide(s, below);
                Flow { symbols, values: [value, c], slopes: [slope, NodeId::ONE] }
            }
            // y′ = √π/2·s and s′ = (2ys − 2/√π)·y′ for s = exp(y²)·erfc(y).
            _ => {
                let scaled = Tame::ScaledErfc.call(&mut self.graph, 0, value);
                let pi = self.pi_times(1, 1);
                let (root, half) = (self.graph.sqrt(pi), self.graph.ratio(1, 2));
                let slope = self.graph.product(&[half, root, s]);
                let two = self.graph.integer(2);
                let (first, second) = (self.graph.product(&[two, y, s]), self.over_root_pi(-2));
                let bend = self.graph.sum(&[first, second]);
                let bend = self.graph.product(&[bend, slope]);
                Flow { symbols, values: [value, scaled], slopes: [slope, bend] }
            }
        }
    }
}

/// The coefficients μ₀ … μₙ of W((p²/2 − 1)/e) in powers of p (Corless and others 1996, 4.23 and 4.24).
fn branch_coefficients(n: usize) -> Vec<Number> {
    let ratio = |p: i64, q: i64| Number::ratio(p, q).expect("the denominator is not zero");
    let mut mu = vec![Number::from(-1), Number::ONE];
    let mut alpha = vec![Number::from(2), Number::from(-1)];
    for k in 2..=n.max(1) {
        let mut sum = Number::ZERO;
        for j in 2..k {
            sum = sum.add(&mu[j].mul(&mu[k + 1 - j]));
        }
        let i = k as i64;
        let first = mu[k - 2].mul(&ratio(1, 2)).add(&alpha[k - 2].mul(&ratio(1, 4)));
        let next = first
            .mul(&ratio(i - 1, i + 1))
            .sub(&sum.mul(&ratio(1, 2)))
            .sub(&mu[k - 1].mul(&ratio(1, i + 1)));
        alpha.push(sum);
        mu.push(next);
    }
    mu
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coefficients_at_the_branch_point() {
        // DLMF 4.13.6: −1 + p − p²/3 + 11p³/72 − 43p⁴/540 + 769p⁵/17280.
        let known = [(-1, 1), (1, 1), (-1, 3), (11, 72), (-43, 540), (769, 17280), (-221, 8505)];
        for (found, (p, q)) in branch_coefficients(6).iter().zip(known) {
            assert_eq!(*found, Number::ratio(p, q).unwrap());
        }
    }
}
