//! Rigorous bounds of monomials on a whole tail [T, ∞).
//!
//! For a monomial exp(L) that tends to zero, L = c₀g₀ + c₁g₁ + … with c₀ < 0, an upper bound of L on [T, ∞) comes
//! from one of two arguments.
//!
//! *Logarithms alone.* With s = log_k t for the first germ log_k, the derivative of L by s is
//! c₀ + Σ cⱼ/(log_k t · … · log_(kⱼ−1) t). The denominators are positive and rise with t, so each positive cⱼ
//! adds less and less, and if the sum of c₀ and the positive parts is not positive at T it never is: L falls on
//! [T, ∞), and L(T) is its supremum.
//!
//! *In general.* Let rⱼ ≥ sup gⱼ/g₀, which is a bound of a lower monomial, and let
//! B = 1 − Σ₊ |cⱼ/c₀|·rⱼ over the positive cⱼ. Then on the tail
//! L ≤ −|c₀|·g₀·B + Σ₋ cⱼ·inf gⱼ, and for B > 0 this is at most −|c₀|·B·inf g₀ + Σ₋ cⱼ·inf gⱼ, where the infimum of
//! a growing monomial is one over the supremum of its reciprocal.
//!
//! Where neither argument holds at T (t³e⁻ᵗ still rises at 2), [T, ∞) is cut: L is enclosed by interval arithmetic
//! on [T, 9T/8], …, until an argument holds on the rest.

use super::monomial::{Germ, Monomial};
use super::range::{self, below};
use super::{Attempt, Stop, Transseries};
use crate::operator::Op;
use rolle_interval::Interval;
use std::cmp::Ordering;

/// The pieces into which a tail is cut before its bound is given up.
const MAX_PIECES: usize = 40;

impl Transseries {
    /// An upper bound on [T, ∞) of a monomial that does not grow.
    pub(super) fn supremum(&mut self, m: Monomial) -> Attempt<f64> {
        self.supremum_from(m, self.threshold)
    }

    /// All values on [T, ∞) of the quotient of a monomial by one that is not below it.
    pub(super) fn quotient_range(&mut self, m: Monomial, by: Monomial) -> Attempt<Interval> {
        if m == by {
            return Ok(Interval::ONE);
        }
        let quotient = self.quotient(m, by)?;
        match self.monomials.direction(quotient) {
            Ordering::Equal => Ok(Interval::ONE),
            _ => Ok(below(self.supremum(quotient)?)),
        }
    }

    fn supremum_from(&mut self, m: Monomial, from: f64) -> Attempt<f64> {
        if m == Monomial::ONE {
            return Ok(1.0);
        }
        let key = (m, from.to_bits());
        if let Some(known) = self.suprema.get(&key) {
            return known.clone();
        }
        debug_assert!(self.monomials.direction(m).is_le(), "a growing monomial has no supremum");
        let found = self.supremum_in_pieces(m, from);
        self.suprema.insert(key, found.clone());
        found
    }

    fn supremum_in_pieces(&mut self, m: Monomial, from: f64) -> Attempt<f64> {
        let (mut start, mut highest) = (from, f64::NEG_INFINITY);
        for piece in 0..MAX_PIECES {
            self.spend(1)?;
            match self.bound_exponent_from(m, start) {
                Ok(Some(rest)) => {
                    return Ok(Interval::from(highest.max(rest)).exp().sup());
                }
                // The arguments need more positive logarithms than the monomial itself.
                Ok(None) | Err(Stop::Farther) => {}
                Err(stop) => return Err(stop),
            }
            // Narrow pieces first, where the bound matters; then wide ones, to get far.
            let end = if piece < MAX_PIECES / 2 { 1.125 * start } else { 2.0 * start };
            let piece = Interval::from(start).convex_hull(Interval::from(end));
            highest = highest.max(self.exponent_on(m, piece)?.sup());
            start = end;
        }
        Err(Stop::Later)
    }

    /// An upper bound of the logarithm of a monomial on [start, ∞), where one of the two arguments holds.
    fn bound_exponent_from(&mut self, m: Monomial, start: f64) -> Attempt<Option<f64>> {
        if !self.monomials.is_logarithmic(m) {
            return self.bound_by_first_germ(m, start);
        }
        match self.falls_from(m, start)? {
            true => Ok(Some(self.exponent_on(m, Interval::from(start))?.sup())),
            false => Ok(None),
        }
    }

    /// Whether a sum of logarithms falls on [start, ∞).
    fn falls_from(&mut self, m: Monomial, start: f64) -> Attempt<bool> {
        let exponent = self.monomials.exponent(m);
        let (mut slope, mut denominator, mut next) = (Interval::ZERO, Interval::ONE, None);
        for &(c, germ) in exponent.iter() {
            let Germ::Log(k) = germ else { return Ok(false) };
            for i in next.unwrap_or(k)..k {
                denominator = denominator * self.iterated_log(i, Interval::from(start))?;
            }
            next = Some(k);
            if denominator.inf() <= 0.0 {
                return Err(Stop::Farther);
            }
            let c = self.constants.enclosure(c)?;
            if slope == Interval::ZERO {
                slope = c;
            } else if c.sup() > 0.0 {
                slope = slope + below(c.sup()) * denominator.recip();
            }
        }
        Ok(slope.sup() <= 0.0)
    }

    fn bound_by_first_germ(&mut self, m: Monomial, start: f64) -> Attempt<Option<f64>> {
        let exponent = self.monomials.exponent(m);
        let (first, leader) = exponent[0];
        let first = self.constants.enclosure(first)?;
        let leading = self.monomials.of_germ(&mut self.constants, leader)?;
        let (mut bracket, mut extra) = (-first, Interval::ZERO);
        for &(c, germ) in &exponent[1..] {
            let c = self.constants.enclosure(c)?;
            if c.sup() <= 0.0 {
                let infimum = self.infimum_from(germ, start)?;
                extra = extra + Interval::from((c * Interval::from(infimum)).sup());
            } else {
                let other = self.monomials.of_germ(&mut self.constants, germ)?;
                let ratio = self.quotient(other, leading)?;
                let ratio = self.supremum_from(ratio, start)?;
                bracket = bracket - Interval::from(c.sup()) * Interval::from(ratio);
            }
        }
        let infimum = self.infimum_from(leader, start)?;
        if bracket.inf() <= 0.0 || infimum < 0.0 {
            return Ok(None);
        }
        let bound = extra - Interval::from(bracket.inf()) * Interval::from(infimum);
        Ok(Some(bound.sup()))
    }

    /// A lower bound of a germ on [start, ∞).
    fn infimum_from(&mut self, germ: Germ, start: f64) -> Attempt<f64> {
        match germ {
            Germ::Log(k) => Ok(self.iterated_log(k, Interval::from(start))?.inf()),
            Germ::Exp(m) => {
                let inverse = self.inverse(m)?;
                let supremum = self.supremum_from(inverse, start)?;
                Ok(Interval::from(supremum).recip().inf().max(0.0))
            }
        }
    }

    /// The logarithm of a monomial for all t in an interval.
    fn exponent_on(&mut self, m: Monomial, t: Interval) -> Attempt<Interval> {
        let exponent = self.monomials.exponent(m);
        let mut sum = Interval::ZERO;
        for &(c, germ) in exponent.iter() {
            let germ = match germ {
                Germ::Log(k) => self.iterated_log(k, t)?,
                Germ::Exp(inner) => self.exponent_on(inner, t)?.exp(),
            };
            sum = sum + self.constants.enclosure(c)? * germ;
        }
        Ok(sum)
    }

    fn iterated_log(&mut self, k: u32, t: Interval) -> Attempt<Interval> {
        let key = (k, t.inf().to_bits(), t.sup().to_bits());
        if let Some(&known) = self.logs.get(&key) {
            return Ok(known);
        }
        let mut value = t;
        for _ in 0..k {
            value = range::function(Op::Log, value).ok_or(Stop::Farther)?;
        }
        self.logs.insert(key, value);
        Ok(value)
    }

    /// Whether all logarithms in a monomial have positive arguments on [T, ∞), so that it has a value there.
    pub(super) fn require_defined(&mut self, m: Monomial) -> Attempt<()> {
        match self.monomials.logs(m) {
            0 => Ok(()),
            logs => self.iterated_log(logs, Interval::from(self.threshold)).map(|_| ()),
        }
    }
}
