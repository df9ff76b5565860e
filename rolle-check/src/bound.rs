//! Bounds of monomials on a whole tail [T, ∞), proved at the point T.
//!
//! **Lemma.** Let L = c₁g₁ + … + cₙgₙ with germs in falling order of growth, and let all gᵢ′ be positive on [T, ∞) and
//! the ratios gᵢ′/g₁′ not rise there for the i with cᵢ > 0, i ≥ 2. If c₁ + Σ cᵢ·(gᵢ′/g₁′)(T) ≤ 0, the sum taken over
//! these i, then exp(L) does not rise on [T, ∞), so its supremum there is exp(L(T)).
//!
//! *Proof.* L′/g₁′ = c₁ + Σ cᵢ·gᵢ′/g₁′. Leaving out the negative terms and putting T for t in the positive ones makes it
//! no smaller, so L′ ≤ 0. ∎
//!
//! The ratios, for p, q > 0 and log₀ t = t, with all iterated logarithms in them positive and rising:
//!
//! - log_k′/log_j′ = 1/(log_j t⋯log_(k−1) t) for k > j, log_k′/(tᵖ)′ = 1/(p·tᵖ·log₁ t⋯log_(k−1) t) and
//!   log_k′/(e^(qt))′ = 1/(q·e^(qt)·t⋯log_(k−1) t) fall;
//! - (tᵃ)′/(tᵇ)′ = (a/b)·t^(a−b) falls for a < b;
//! - (e^(at))′/(e^(bt))′ = (a/b)·e^((a−b)t) falls for a < b;
//! - (tᵃ)′/(e^(qt))′ = (a/q)·t^(a−1)·e^(−qt) has the logarithmic derivative (a−1)/t − q, so it falls from T on if
//!   a − 1 ≤ qT.

use crate::arithmetic::{Arithmetic, Function};
use crate::enclose::Enclosing;
use crate::interval::Interval;
use crate::monomial::{Germ, Monomial};
use crate::rational::Rational;

/// The pieces into which a tail is cut before its bound is given up.
const MAX_PIECES: usize = 40;

/// An upper bound on [T, ∞) of a monomial that tends to zero, as an interval from zero.
///
/// Where the lemma does not hold at T (t³e⁻ᵗ still rises at 2), bounds on [T, 9T/8], … go before one on the rest.
pub(crate) fn vanishing_range(monomial: &Monomial, from: &Rational, bits: u32) -> Option<Interval> {
    if !monomial.vanishes() {
        return None;
    }
    let a = Enclosing { bits };
    let mut range = Interval::integer(0);
    let mut start = from.clone();
    for piece in 0..MAX_PIECES {
        let at = Interval::from_rational(&start, bits);
        if falls_from(monomial, &at, a)? {
            return Some(range.hull(&value(monomial, &at, a)?));
        }
        // Narrow pieces first, where the bound matters; then wide ones, to get far.
        let (n, d) = if piece < MAX_PIECES / 2 { (9, 8) } else { (2, 1) };
        let end = &start * &Rational::new(n.into(), d.into())?;
        range = range.hull(&value(monomial, &Interval::between(&start, &end, bits), a)?);
        start = end;
    }
    None
}

/// Whether the lemma shows that a monomial does not rise from a point on; `None` where a germ is not defined there.
fn falls_from(monomial: &Monomial, at: &Interval, a: Enclosing) -> Option<bool> {
    let [(first, leader), rest @ ..] = monomial.exponent() else { return Some(true) };
    let leading_slope = slope(leader, at, a)?;
    let mut sum = first.enclose(a.bits)?;
    for (c, germ) in rest {
        // The germ must be defined whatever its sign.
        let slope = slope(germ, at, a)?;
        if c.sign().is_gt() {
            if !ratio_falls(germ, leader, at, a)? {
                return Some(false);
            }
            let ratio = slope.div(&leading_slope, a.bits)?;
            sum = a.add(&sum, &a.mul(&c.enclose(a.bits)?, &ratio)?)?;
        }
    }
    Some(sum.hi().sign().is_le())
}

/// Whether the derivative of a germ by that of one that grows faster does not rise from a point on.
fn ratio_falls(germ: &Germ, faster: &Germ, at: &Interval, a: Enclosing) -> Option<bool> {
    let (Germ::Power(p), Germ::Exp(q)) = (germ, faster) else { return Some(true) };
    let least = a.rational(&(p - &Rational::one()))?;
    let reached = a.mul(&q.enclose(a.bits)?, at)?;
    Some(least.hi() <= reached.lo())
}

/// The derivative of a germ, with the logarithms that it is made of positive from the point on.
fn slope(germ: &Germ, at: &Interval, a: Enclosing) -> Option<Interval> {
    match germ {
        Germ::Log(k) => {
            let mut product = Interval::integer(1);
            let mut log = at.clone();
            for i in 0..*k {
                if i > 0 {
                    log = a.apply(Function::Log, &log)?;
                }
                log.lo().sign().is_gt().then_some(())?;
                product = a.mul(&product, &log)?;
            }
            Interval::integer(1).div(&product, a.bits)
        }
        Germ::Power(p) => a.mul(&a.rational(p)?, &a.power(at, &(p - &Rational::one()))?),
        Germ::Exp(q) => a.mul(&q.enclose(a.bits)?, &germ_value(germ, at, a)?),
    }
}

/// The values of a germ; `None` where it is not defined.
pub(crate) fn germ_value(germ: &Germ, at: &Interval, a: Enclosing) -> Option<Interval> {
    match germ {
        Germ::Log(k) => (0..*k).try_fold(at.clone(), |log, _| {
            log.lo().sign().is_gt().then_some(())?;
            a.apply(Function::Log, &log)
        }),
        Germ::Power(p) => a.power(at, p),
        Germ::Exp(q) => a.apply(Function::Exp, &a.mul(&q.enclose(a.bits)?, at)?),
    }
}

/// The values of a monomial for t in an interval.
pub(crate) fn value(monomial: &Monomial, at: &Interval, a: Enclosing) -> Option<Interval> {
    let mut sum = Interval::integer(0);
    for (c, germ) in monomial.exponent() {
        sum = a.add(&sum, &a.mul(&c.enclose(a.bits)?, &germ_value(germ, at, a)?)?)?;
    }
    a.apply(Function::Exp, &sum)
}
