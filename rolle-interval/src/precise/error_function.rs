//! erf and erfc.
//!
//! Three regimes: near 0 the series erf x = 2/√π · x e^(−x²) Σ (2x²)^n/(2n + 1)!!, all of whose terms
//! are positive (DLMF 7.6.2); for large x the asymptotic series of erfc, whose error is below its
//! first omitted term (DLMF 7.12.1 and 7.12(i)); between them 1 − erf with the bits that cancel
//! added to the working precision. A continued fraction is not needed: where the asymptotic series
//! does not reach, at most as many bits cancel as were asked for.

use super::context::{Context, nearly};
use super::dyadic::{Dyadic, Toward, shift};
use super::interval::{Enclosure, Outcome};
use super::{Obstacle, series};
use crate::number::Integer;

use Toward::{Down, Up};

impl Context {
    /// The error function 2/√π ∫₀ˣ e^(−t²) dt. ℝ → (−1, 1), with relative accuracy near 0.
    ///
    /// Refused beyond `special_bits`.
    pub fn erf(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        self.at_ends(x, prec, true, Context::erf_point)
    }

    /// 1 − erf x. ℝ → (0, 2), with relative accuracy in its tail.
    ///
    /// Refused beyond `special_bits`; where the value is below 2^−(2^61) it is [0, 2^−(2^61)].
    pub fn erfc(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        self.at_ends(x, prec, false, Context::erfc_point)
    }

    pub(crate) fn erf_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        if x.is_zero() {
            return Ok(Enclosure::zero());
        }
        if x.is_negative() {
            return Ok(self.erf_point(&x.neg(), prec)?.neg());
        }
        if x.mul(x) >= Dyadic::from(prec as i64 + 1) {
            // erfc x ≤ e^(−x²) < 2^−prec.
            let near = Dyadic::one().sub(&Dyadic::power_of_two(-(prec as i64)), prec, Down);
            return Enclosure::between(near, Dyadic::one());
        }
        let wp = prec + 12;
        let size = x.magnitude();
        let point = Enclosure::point(x.clone());
        let head = point.scale(1)?.div(&self.pi(wp)?.sqrt(wp)?, wp)?;
        if 2 * size < -(prec as i64) - 2 {
            // erf x = 2x/√π·(1 − θ), 0 ≤ θ ≤ x²/3.
            return nearly(&head, -2 * size, prec);
        }
        let square = point.square(x.bits() as u64 * 2)?;
        let sum = self.erf_series(square.lower(), wp)?;
        let decay = self.exp(&square.neg(), wp)?;
        let value = head.mul(&decay, wp)?.mul(&sum, prec)?;
        let upper = value.upper().clone().min(Dyadic::one());
        Enclosure::between(value.lower().clone(), upper)
    }

    /// Σ (2s)^n/(2n + 1)!! for s > 0.
    ///
    /// A term is the last one times y = 2s over 2n + 1, two units lost, y itself true to wp + 1 bits.
    /// The terms rise to a maximum and fall, so a loss made at term j has grown at term n by at most
    /// max(1, t_n), and t_n is off by 2n·max(1, t_n) units: the sum S of N terms by 2N(S + N), and by
    /// N·S/2 for y. When a term vanishes N > y, so the ratio of terms is below 1/2 and the tail below
    /// 2(2N + 1). Together less than (S + N)(3N + 3) for N ≥ 1, S rounded up.
    fn erf_series(&mut self, s: &Dyadic, prec: u64) -> Outcome {
        let wp = prec + 2 * u64::from(64 - prec.leading_zeros()) + 8;
        self.admit_special(wp)?;
        let y = s.shl(1).round(wp + 2, Down).strip();
        let mut term = series::one(wp);
        let mut sum = term.clone();
        let mut n = 0u64;
        while !term.is_zero() {
            n += 1;
            term = shift(&(term * y.mantissa()), y.exponent(), Down) / Integer::from(2 * n + 1);
            sum += &term;
        }
        let whole = (&sum >> wp as usize) + Integer::ONE;
        let error = (whole + Integer::from(n)) * Integer::from(3 * n + 3);
        Enclosure::from_fixed(&sum, error, wp, prec)
    }

    pub(crate) fn erfc_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        let wp = prec + 8;
        if !x.is_positive() || x.magnitude() < 0 {
            let erf = self.erf_point(x, wp)?;
            return Enclosure::one().sub(&erf, prec);
        }
        let square = x.mul(x);
        // The least term of the asymptotic series is about e^(−x²).
        if square > Dyadic::from((wp as i64) * 3 / 4)
            && let Some(value) = self.erfc_asymptotic(x, &square, wp)?
        {
            return Ok(value.round(prec));
        }
        // erfc x > e^(−x²)/(2x + 2): so many bits cancel in 1 − erf x.
        let whole = square.add(&Dyadic::one(), 32, Up).to_integral(Up).to_i64();
        let Some(whole) = whole.filter(|w| *w < 1 << 40) else {
            return Err(Obstacle::Refused("more bits than the limit for special functions"));
        };
        let cancelled = whole as u64 * 145 / 100 + x.size().max(0) as u64 + 4;
        self.admit_special(wp + cancelled)?;
        let erf = self.erf_point(x, wp + cancelled)?;
        Enclosure::one().sub(&erf, prec)
    }

    /// e^(−x²)/(x√π) · Σ (−1)^n (2n − 1)!!/(2x²)^n, or `None` if the terms stop falling too soon.
    ///
    /// With w = 1/(2x²) within two units, t ← t(2n + 1)w loses at most 2·t_n(2n + 1) + 1 ≤ 3 units,
    /// for t_n(2n + 1) = t_{n+1}/w ≤ 1; earlier losses shrink. So t_n is off by 3n, the sum of N
    /// terms by 3N², and the first omitted term is below 3N + 1.
    fn erfc_asymptotic(
        &mut self,
        x: &Dyadic,
        square: &Dyadic,
        prec: u64,
    ) -> Result<Option<Enclosure>, Obstacle> {
        let wp = prec + 2 * u64::from(64 - prec.leading_zeros()) + 8;
        self.admit_special(wp)?;
        let w = Dyadic::one().div(&square.shl(1), wp, Down).to_fixed(wp, Down);
        let mut term = series::one(wp);
        let mut sum = term.clone();
        let mut n = 0u64;
        loop {
            let factor = Integer::from(2 * n + 1) * &w;
            if factor >= series::one(wp) {
                return Ok(None);
            }
            term = series::mul(&term, &factor, wp);
            n += 1;
            if term.is_zero() {
                break;
            }
            if n % 2 == 1 {
                sum -= &term;
            } else {
                sum += &term;
            }
        }
        let sum = Enclosure::from_fixed(&sum, 3 * n * n + 3 * n + 4, wp, prec + 4)?;
        let decay = self.exp(&Enclosure::point(square.neg()), prec + 4)?;
        let root = self.pi(prec + 4)?.sqrt(prec + 4)?;
        let scale = root.mul(&Enclosure::point(x.clone()), prec + 4)?;
        Ok(Some(decay.mul(&sum, prec + 4)?.div(&scale, prec)?))
    }
}
