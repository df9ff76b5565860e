//! Γ and log |Γ|.
//!
//! For z > 0 the argument is moved up by the recurrence until Stirling's series converges to the
//! precision asked; its error is below its first omitted term, because the remainders are, up to a
//! sign that alternates, completely monotone (Alzer, *On some inequalities for the gamma and psi
//! functions*, 1997; DLMF 5.11(ii)). The same holds for all its derivatives, which gives digamma and
//! polygamma. For z < 0 the reflection formula, with sin πz reduced exactly.
//!
//! On an interval between two poles log |Γ| is convex, and so is |Γ|: tangents at the ends bound it
//! from below, the larger end from above.

use super::Obstacle::{self, Outside, Undecided};
use super::context::{Context, nearly, power_of_two};
use super::dyadic::{Dyadic, LIMIT, Toward};
use super::interval::{Enclosure, Outcome};
use crate::number::{Integer, Natural};

use Toward::{Down, Up};

/// Factorials up to this argument are multiplied out exactly.
const EXACT_FACTORIAL: i64 = 1000;

impl Context {
    /// The gamma function. ℝ without 0, −1, −2, … → ℝ ∖ {0}.
    ///
    /// Γ(n) is exact for n ≤ 1000 when it has at most `prec` bits. Outside at a pole; undecided
    /// while a pole may lie in the enclosure; refused beyond `special_bits` and above 2^(2^61).
    pub fn gamma(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        between_poles(x)?;
        let first = self.gamma_point(x.lower(), prec)?;
        if x.is_exact() {
            return Ok(first);
        }
        let last = self.gamma_point(x.upper(), prec)?;
        let negative = first.is_negative();
        let (first, last) = (first.abs(), last.abs());
        let mut slope_first = self.digamma_point(x.lower(), 32)?;
        let mut slope_last = self.digamma_point(x.upper(), 32)?;
        if slope_first.lower().is_negative() && slope_last.upper().is_positive() {
            // Elsewhere only the signs of the slopes count; the products might be too large.
            slope_first = slope_first.mul(&first, 32)?;
            slope_last = slope_last.mul(&last, 32)?;
        }
        let value = convex(x, &first, &last, &slope_first, &slope_last, prec)?;
        let value =
            Enclosure::between(value.lower().clone().max(Dyadic::zero()), value.upper().clone())?;
        Ok(if negative { value.neg() } else { value })
    }

    /// log |Γ(x)|. ℝ without 0, −1, −2, … → ℝ, with relative accuracy near its zeros 1 and 2.
    ///
    /// Outside at a pole; undecided while a pole may lie in the enclosure; refused beyond
    /// `special_bits`.
    pub fn lgamma(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        between_poles(x)?;
        let first = self.lgamma_point(x.lower(), prec)?;
        if x.is_exact() {
            return Ok(first);
        }
        let last = self.lgamma_point(x.upper(), prec)?;
        let slope_first = self.digamma_point(x.lower(), 32)?;
        let slope_last = self.digamma_point(x.upper(), 32)?;
        convex(x, &first, &last, &slope_first, &slope_last, prec)
    }

    /// Γ at an exact argument that is no pole.
    fn gamma_point(&mut self, z: &Dyadic, prec: u64) -> Outcome {
        if z.is_negative() {
            return self.gamma_reflected(z, prec);
        }
        if let Some(n) = z.to_i64().filter(|n| *n <= EXACT_FACTORIAL) {
            let mut product = Natural::ONE;
            for j in 2..n {
                product *= Natural::from(j.unsigned_abs());
            }
            return Ok(Enclosure::from_integer(&product.into(), prec));
        }
        if z.size() > 61 {
            return Err(Obstacle::Refused("the magnitude of a gamma function exceeds 2^(2^61)"));
        }
        // exp needs the integer bits of log Γ ≈ z log z besides.
        let extra = 2 * (z.size().max(0) as u64).max(u64::from(64 - prec.leading_zeros()));
        let wp = prec + extra + 16;
        self.admit_special(wp)?;
        let (shifted, n) = shift_up(z, wp, 0)?;
        let log = self.stirling(&shifted, wp)?;
        let product = rising(z, n, wp)?;
        self.exp(&log, wp)?.div(&product, prec)
    }

    /// Γ(z) = π/(sin πz · Γ(1 − z)).
    fn gamma_reflected(&mut self, z: &Dyadic, prec: u64) -> Outcome {
        let wp = prec + 8;
        let (sin, _) = self.sin_cos_pi(z, wp)?;
        if z.size() > 61 {
            // Γ(1 − z) is beyond 2^(2^66), and sin πz is no smaller than the last bit of z.
            let tiny = Enclosure::between(Dyadic::zero(), Dyadic::power_of_two(-LIMIT))?;
            return Ok(if sin.is_negative() { tiny.neg() } else { tiny });
        }
        let mirrored = self.gamma_mirror(z, wp)?;
        self.pi(wp)?.div(&sin.mul(&mirrored, wp)?, prec)
    }

    /// Γ(1 − z) for z < 0: 1 − z is exact, or rounded to a narrow enclosure when z is tiny.
    fn gamma_mirror(&mut self, z: &Dyadic, wp: u64) -> Outcome {
        if z.magnitude() < -(wp as i64) - 2 {
            // |Γ(1 + t) − 1| ≤ |t| for 0 ≤ t ≤ 1.
            let one = Enclosure::one();
            return nearly(&one, -z.magnitude(), wp);
        }
        let mirror = Dyadic::one().sub(z, exact_bits(z), Down);
        self.gamma_point(&mirror, wp)
    }

    /// log |Γ| at an exact argument that is no pole.
    fn lgamma_point(&mut self, z: &Dyadic, prec: u64) -> Outcome {
        if z.is_negative() {
            let point = Enclosure::point(z.clone());
            let ceiling = self.limits().special_bits;
            return self.refine(&point, prec, ceiling, |ctx, wp| ctx.lgamma_reflected(z, wp));
        }
        // Near 1 and 2 only; elsewhere z − 1 might have no end of digits.
        let nearby: &[(i64, bool)] =
            if (0..=2).contains(&z.magnitude()) { &[(1, true), (2, false)] } else { &[] };
        for &(zero, near) in nearby {
            let t = z.sub(&Dyadic::from(zero), exact_bits(z), Down);
            if t.is_zero() {
                return Ok(Enclosure::zero());
            }
            if t.magnitude() < -(prec as i64) - 6 {
                // log Γ(1 + t) = −γt + θ·2t² and log Γ(2 + t) = (1 − γ)t + θ·3t², |θ| ≤ 1,
                // |t| ≤ 1/4: relative errors below 8|t|.
                let euler = self.euler_gamma(prec + 8)?;
                let slope =
                    if near { euler.neg() } else { Enclosure::one().sub(&euler, prec + 8)? };
                let value = slope.mul(&Enclosure::point(t.clone()), prec + 8)?;
                return nearly(&value, -t.magnitude() - 3, prec);
            }
            if t.magnitude() < -1 {
                return self.lgamma_positive(z, prec, t.magnitude().unsigned_abs());
            }
        }
        self.lgamma_positive(z, prec, 2)
    }

    /// log Γ(z), z > 0, with `zeros` more bits for what cancels near a zero.
    fn lgamma_positive(&mut self, z: &Dyadic, prec: u64, zeros: u64) -> Outcome {
        let wp = prec + zeros + 2 * u64::from(64 - prec.leading_zeros()) + 16;
        self.admit_special(wp)?;
        let (shifted, n) = shift_up(z, wp, 0)?;
        let log = self.stirling(&shifted, wp)?;
        if n == 0 {
            return Ok(log.round(prec));
        }
        let product = rising(z, n, wp)?;
        log.sub(&self.log(&product, wp)?, prec)
    }

    /// log π − log |sin πz| − log Γ(1 − z).
    fn lgamma_reflected(&mut self, z: &Dyadic, wp: u64) -> Outcome {
        let (sin, _) = self.sin_cos_pi(z, wp)?;
        let mirrored = if z.magnitude() < -(wp as i64) - 2 {
            // 0 ≥ log Γ(1 + t) ≥ −t for 0 ≤ t ≤ 1.
            Enclosure::between(z.clone(), Dyadic::zero())?
        } else {
            let mirror = Dyadic::one().sub(z, exact_bits(z), Down);
            self.lgamma_point(&mirror, wp)?
        };
        let pi = self.pi(wp)?;
        self.log(&pi.div(&sin.abs(), wp)?, wp)?.sub(&mirrored, wp)
    }

    /// log Γ(z) by Stirling's series, z moved up already:
    /// (z − ½) log z − z + ½ log 2π + Σ B_2k/(2k(2k − 1)z^(2k−1)).
    fn stirling(&mut self, z: &Enclosure, wp: u64) -> Outcome {
        let wp = wp + 4;
        let half = power_of_two(-1);
        let log = self.log(z, wp)?;
        let main = z.sub(&half, wp)?.mul(&log, wp)?.sub(z, wp)?;
        let constant = self.pi(wp)?.scale(1)?;
        let constant = self.log(&constant, wp)?.scale(-1)?;
        let tail = self.stirling_tail(z, -1, wp)?;
        main.add(&constant, wp)?.add(&tail, wp)
    }

    /// Σ_{k ≥ 1} B_2k (2k + m − 1)!/(2k)! · z^−(2k + m), which for m = −1 belongs to log Γ, for m = 0
    /// to −ψ, and for m ≥ 1 to (−1)^(m+1) ψ^(m).
    ///
    /// Horner's scheme on enclosures; the remainder lies between zero and the first omitted term,
    /// whose coefficient therefore enters as that interval. The double-precision estimates choose
    /// only where to stop and how many bits a term deserves.
    pub(super) fn stirling_tail(&mut self, z: &Enclosure, m: i64, wp: u64) -> Outcome {
        let decays = decays(z.lower().to_f64(), m as f64, wp as f64);
        self.need_bernoulli(decays.len() + 1);
        let inverse = Enclosure::one().div(z, wp)?;
        let u = inverse.square(wp)?;
        let omitted = self.stirling_coefficient(decays.len() + 1, m, 32);
        let mut sum = omitted.hull(&Enclosure::zero());
        for (index, decay) in decays.iter().enumerate().rev() {
            let bits = ((wp as f64 - decay).max(0.0) as u64) + 24;
            let c = self.stirling_coefficient(index + 1, m, bits);
            sum = sum.mul(&u.round(bits), bits)?.add(&c, bits)?;
        }
        // z^−(2k + m) = u^k · z^−m.
        let head = match m {
            -1 => inverse,
            0 => u,
            _ => u.mul(&inverse.pow_integer(m, wp)?, wp)?,
        };
        sum.mul(&head, wp)
    }

    /// B_2k (2k + m − 1)!/(2k)!.
    fn stirling_coefficient(&self, k: usize, m: i64, prec: u64) -> Enclosure {
        let b = &self.bernoulli[k - 1];
        let two_k = 2 * k as u64;
        let (numerator, denominator) = match m {
            -1 => (b.numerator.clone(), &b.denominator * Integer::from(two_k * (two_k - 1))),
            0 => (b.numerator.clone(), &b.denominator * Integer::from(two_k)),
            _ => {
                let factors = (1..m as u64).map(|j| Integer::from(two_k + j));
                (factors.fold(b.numerator.clone(), |product, j| product * j), b.denominator.clone())
            }
        };
        Enclosure::from_ratio(numerator, denominator, prec)
    }
}

/// Where Stirling's series may stop: −log₂ of each term relative to the leading one, to `wp` bits.
///
/// The ratio of successive terms is close to (2k + m)(2k + m + 1)/(2πz)².
fn decays(z: f64, m: f64, wp: f64) -> Vec<f64> {
    let lead = if m < 0.0 { 1.0 / (12.0 * z) } else { (m * (m + 1.0)).max(1.0) / (12.0 * z * z) };
    let mut log = lead.log2();
    let mut all = Vec::new();
    let scale = (std::f64::consts::TAU * z).powi(2);
    let mut k = 1.0;
    while -log < wp + 8.0 {
        let ratio = (2.0 * k + m) * (2.0 * k + m + 1.0) / scale;
        if ratio > 0.95 {
            break;
        }
        all.push(-log);
        log += ratio.log2();
        k += 1.0;
    }
    all
}

/// z + n, where n ≥ 0 is the least that lets Stirling's series reach `wp` bits at order m.
pub(super) fn shift_up(z: &Dyadic, wp: u64, m: u64) -> Result<(Enclosure, u64), Obstacle> {
    // More steps save Bernoulli numbers, whose cost grows faster; a step of a polygamma function
    // costs a power as well.
    let more = wp * wp / if m == 0 { 12_000 } else { 40_000 };
    let target = Dyadic::from((wp / 4 + more + m + 4) as i64);
    if *z >= target {
        return Ok((Enclosure::point(z.clone()), 0));
    }
    let gap = target.sub(z, 64, Up).to_integral(Up);
    let n = gap.to_i64().unwrap_or(0).max(0);
    let shifted = Enclosure::point(z.clone()).add(&Enclosure::from_i64(n), wp + 8)?;
    Ok((shifted, n as u64))
}

/// z(z + 1)…(z + n − 1).
fn rising(z: &Dyadic, n: u64, wp: u64) -> Outcome {
    let wp = wp + 64 - u64::from(n.leading_zeros());
    let z = Enclosure::point(z.clone());
    let mut product = Enclosure::one();
    for j in 0..n {
        let factor = z.add(&Enclosure::from_i64(j as i64), wp)?;
        product = product.mul(&factor, wp)?;
    }
    Ok(product)
}

/// Enough bits for the exact sum of z and a small integer, unless z is so small that the
/// caller treats it apart.
pub(super) fn exact_bits(z: &Dyadic) -> u64 {
    let places = (-z.exponent()).clamp(0, 1 << 32) as u64;
    z.size().max(0) as u64 + places + z.bits() as u64 + 8
}

/// Decides that no pole 0, −1, −2, … lies in x.
pub(super) fn between_poles(x: &Enclosure) -> Result<(), Obstacle> {
    if x.is_positive() {
        return Ok(());
    }
    if x.is_exact() {
        return if x.lower().is_integer() {
            Err(Outside("a pole of the gamma function at a non-positive integer"))
        } else {
            Ok(())
        };
    }
    let (below, above) = (x.lower().to_integral(Up), x.upper().to_integral(Down));
    if below <= above || !x.is_negative() {
        return Err(Undecided("a pole of the gamma function may lie in the argument"));
    }
    Ok(())
}

/// A convex function on x from its values and slopes at the ends.
///
/// `width` is rounded up, which only lengthens the part after s.
pub(super) fn convex(
    x: &Enclosure,
    first: &Enclosure,
    last: &Enclosure,
    slope_first: &Enclosure,
    slope_last: &Enclosure,
    prec: u64,
) -> Outcome {
    let width = x.width();
    let upper = first.upper().max(last.upper()).clone();
    let (falls, rises) = (slope_first.lower(), slope_last.upper());
    if !falls.is_negative() {
        return Enclosure::rounded(first.lower().clone(), upper, prec);
    }
    if !rises.is_positive() {
        return Enclosure::rounded(last.lower().clone(), upper, prec);
    }
    // Whatever point s of x is chosen, the function lies above the falling tangent's value at s
    // before it and above the rising tangent's value at s after it. Best where they cross.
    let drop = first.lower().sub(last.lower(), 32, Down);
    let s = drop.add(&rises.mul(&width), 32, Down).div(&rises.sub(falls, 32, Down), 32, Down);
    let s = s.max(Dyadic::zero()).min(width.clone());
    let rest = width.sub(&s, 32, Up).max(Dyadic::zero());
    let before = first.lower().add(&falls.mul(&s), prec + 32, Down);
    let after = last.lower().sub(&rises.mul(&rest), prec + 32, Down);
    Enclosure::rounded(before.min(after), upper, prec)
}

/// m! as an enclosure.
pub(super) fn factorial(m: u64, prec: u64) -> Enclosure {
    let mut product = Natural::ONE;
    for j in 2..=m {
        product *= Natural::from(j);
    }
    Enclosure::from_integer(&Integer::from(product), prec)
}
