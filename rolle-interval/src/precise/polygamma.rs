//! The logarithmic derivatives of Γ: digamma ψ and polygamma ψ^(m).
//!
//! Recurrence and the derivatives of Stirling's series for positive arguments (see `gamma`), the
//! reflection formula ψ^(m)(z) = (−1)^m ψ^(m)(1 − z) − π·(d/dz)^m cot πz (DLMF 5.15.6) for negative
//! ones. Between two poles ψ and ψ^(m) with even m increase, and ψ^(m) with odd m is convex.

use super::Obstacle::Refused;
use super::context::{Context, power_of_two};
use super::dyadic::{Dyadic, Toward};
use super::gamma::{between_poles, convex, exact_bits, factorial, shift_up};
use super::interval::{Enclosure, Outcome};
use crate::number::Integer;

use Toward::Down;

/// The highest order of a polygamma function.
pub const MAX_POLYGAMMA: u32 = 256;

impl Context {
    /// The digamma function ψ = Γ′/Γ. ℝ without 0, −1, −2, … → ℝ.
    ///
    /// Relative accuracy near its zeros as far as `special_bits` allows. Outside at a pole;
    /// undecided while a pole may lie in the enclosure.
    pub fn digamma(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        between_poles(x)?;
        self.at_ends(x, prec, true, Context::digamma_point)
    }

    /// The m-th derivative of digamma, m ≤ 256. ℝ without 0, −1, −2, … → ℝ.
    ///
    /// Outside at a pole; undecided while a pole may lie in the enclosure; refused for larger m and
    /// beyond half of `special_bits`.
    pub fn polygamma(&mut self, m: u32, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        if m == 0 {
            return self.digamma(x, prec);
        }
        if m > MAX_POLYGAMMA {
            return Err(Refused("a polygamma function of order above 256"));
        }
        between_poles(x)?;
        if m.is_multiple_of(2) {
            return self.at_ends(x, prec, true, |ctx, z, prec| ctx.polygamma_point(m, z, prec));
        }
        let first = self.polygamma_point(m, x.lower(), prec)?;
        if x.is_exact() {
            return Ok(first);
        }
        let last = self.polygamma_point(m, x.upper(), prec)?;
        let slope_first = self.polygamma_point(m + 1, x.lower(), 32)?;
        let slope_last = self.polygamma_point(m + 1, x.upper(), 32)?;
        convex(x, &first, &last, &slope_first, &slope_last, prec)
    }

    /// ψ at an exact argument that is no pole.
    pub(super) fn digamma_point(&mut self, z: &Dyadic, prec: u64) -> Outcome {
        let point = Enclosure::point(z.clone());
        let ceiling = self.limits().special_bits;
        self.refine(&point, prec, ceiling, |ctx, wp| {
            if z.is_positive() {
                return ctx.digamma_positive(z, wp);
            }
            // ψ(z) = ψ(1 − z) − π cot πz.
            let (sin, cos) = ctx.sin_cos_pi(z, wp)?;
            let pole = ctx.pi(wp)?.mul(&cos, wp)?.div(&sin, wp)?;
            let mirrored = ctx.mirrored(z, wp, Context::digamma_positive)?;
            mirrored.sub(&pole, wp)
        })
    }

    /// f(1 − z) for z < 0 and an f that is monotone on (0, ∞): 1 − z exactly, or if z is tiny the
    /// hull of f(1) and f at a number just above 1.
    fn mirrored(
        &mut self,
        z: &Dyadic,
        wp: u64,
        f: impl Fn(&mut Context, &Dyadic, u64) -> Outcome,
    ) -> Outcome {
        if z.magnitude() < -(wp as i64) {
            let above = Dyadic::one().add(&Dyadic::power_of_two(-(wp as i64)), wp + 4, Down);
            return Ok(f(self, &Dyadic::one(), wp)?.hull(&f(self, &above, wp)?));
        }
        f(self, &Dyadic::one().sub(z, exact_bits(z), Down), wp)
    }

    /// ψ(z) = log w − 1/(2w) − Σ B_2k/(2k w^2k) − Σ_{j < n} 1/(z + j), w = z + n.
    fn digamma_positive(&mut self, z: &Dyadic, prec: u64) -> Outcome {
        let wp = prec + 2 * u64::from(64 - prec.leading_zeros());
        self.admit_special(wp)?;
        let (w, n) = shift_up(z, wp, 0)?;
        let half = power_of_two(-1).div(&w, wp)?;
        let tail = self.stirling_tail(&w, 0, wp)?;
        let mut value = self.log(&w, wp)?.sub(&half, wp)?.sub(&tail, wp)?;
        let z = Enclosure::point(z.clone());
        let one = Enclosure::one();
        for j in 0..n {
            let factor = z.add(&Enclosure::from_i64(j as i64), wp)?;
            value = value.sub(&one.div(&factor, wp)?, wp)?;
        }
        Ok(value)
    }

    /// ψ^(m), m ≥ 1, at an exact argument that is no pole.
    fn polygamma_point(&mut self, m: u32, z: &Dyadic, prec: u64) -> Outcome {
        let point = Enclosure::point(z.clone());
        let ceiling = self.limits().special_bits;
        self.refine(&point, prec, ceiling, |ctx, wp| {
            if z.is_positive() {
                return ctx.polygamma_positive(m, z, wp);
            }
            let pole = ctx.cotangent_derivative(m, z, wp)?;
            let mirrored = ctx.mirrored(z, wp, |ctx, y, wp| ctx.polygamma_positive(m, y, wp))?;
            let mirrored = if m.is_multiple_of(2) { mirrored } else { mirrored.neg() };
            mirrored.sub(&pole, wp)
        })
    }

    /// (−1)^(m+1) ψ^(m)(z) = (m − 1)!/w^m + m!/(2w^(m+1)) + Σ B_2k (2k + m − 1)!/((2k)! w^(2k+m))
    /// + m! Σ_{j < n} 1/(z + j)^(m+1), w = z + n.
    fn polygamma_positive(&mut self, m: u32, z: &Dyadic, prec: u64) -> Outcome {
        let order = i64::from(m);
        let wp = prec + 2 * u64::from(64 - prec.leading_zeros());
        self.admit_special(2 * wp)?;
        let (w, n) = shift_up(z, wp, u64::from(m))?;
        let inverse = Enclosure::one().div(&w, wp)?;
        let power = inverse.pow_integer(order, wp)?;
        let lead = power.mul(&factorial(u64::from(m) - 1, wp), wp)?;
        let all = factorial(u64::from(m), wp);
        let half = power.mul(&inverse, wp)?.mul(&all, wp)?.scale(-1)?;
        let tail = self.stirling_tail(&w, order, wp)?;
        let mut value = lead.add(&half, wp)?.add(&tail, wp)?;
        let z = Enclosure::point(z.clone());
        let mut sum = Enclosure::zero();
        for j in 0..n {
            let factor = z.add(&Enclosure::from_i64(j as i64), wp)?;
            let inverse = Enclosure::one().div(&factor, wp)?;
            sum = sum.add(&inverse.pow_integer(order + 1, wp)?, wp)?;
        }
        value = value.add(&sum.mul(&all, wp)?, wp)?;
        Ok(if m % 2 == 1 { value } else { value.neg() })
    }

    /// π·(d/dz)^m cot πz = π^(m+1)·P_m(cot πz), P_0 = c, P_{k+1} = −(1 + c²)·P_k′.
    fn cotangent_derivative(&mut self, m: u32, z: &Dyadic, wp: u64) -> Outcome {
        let (sin, cos) = self.sin_cos_pi(z, wp)?;
        let c = cos.div(&sin, wp)?;
        let coefficients = cotangent_polynomial(m as usize);
        // P_m has the parity of m + 1: Horner in c².
        let square = c.square(wp)?;
        let first = (m as usize + 1) % 2;
        let mut value = Enclosure::zero();
        for coefficient in coefficients.iter().skip(first).step_by(2).rev() {
            let term = Enclosure::from_integer(coefficient, wp);
            value = value.mul(&square, wp)?.add(&term, wp)?;
        }
        if first == 1 {
            value = value.mul(&c, wp)?;
        }
        let scale = self.pi(wp)?.pow_integer(i64::from(m) + 1, wp)?;
        value.mul(&scale, wp)
    }
}

/// The coefficients of P_m, lowest first, where (d/dθ)^m cot θ = P_m(cot θ).
fn cotangent_polynomial(m: usize) -> Vec<Integer> {
    let mut p = vec![Integer::ZERO, Integer::ONE];
    for _ in 0..m {
        let mut next = vec![Integer::ZERO; p.len() + 1];
        for (power, coefficient) in p.iter().enumerate().skip(1) {
            let slope = coefficient * Integer::from(power);
            next[power - 1] -= &slope;
            next[power + 1] -= slope;
        }
        p = next;
    }
    p
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivatives_of_the_cotangent() {
        let of = |m| cotangent_polynomial(m).iter().map(ToString::to_string).collect::<Vec<_>>();
        // cot′ = −1 − c², cot″ = 2c + 2c³, cot‴ = −2 − 8c² − 6c⁴.
        assert_eq!(of(1), ["-1", "0", "-1"]);
        assert_eq!(of(2), ["0", "2", "0", "2"]);
        assert_eq!(of(3), ["-2", "0", "-8", "0", "-6"]);
    }
}
