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
        range = range.hull(&values_between(monomial, &start, &end, a)?);
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
    a.apply(Function::Exp, &sum_over_germs(monomial, a, |germ| germ_value(germ, at, a))?)
}

/// Σ cᵢ·f(gᵢ) over the logarithm of a monomial.
fn sum_over_germs(
    monomial: &Monomial,
    a: Enclosing,
    f: impl Fn(&Germ) -> Option<Interval>,
) -> Option<Interval> {
    monomial.exponent().iter().try_fold(Interval::integer(0), |sum, (c, germ)| {
        a.add(&sum, &a.mul(&c.enclose(a.bits)?, &f(germ)?)?)
    })
}

/// The values of a monomial for t between two numbers: its logarithm L lies both in the range of its terms and, by
/// the mean value theorem, in L(start) + L′·[0, end − start], which is narrower where terms nearly cancel.
fn values_between(
    monomial: &Monomial,
    start: &Rational,
    end: &Rational,
    a: Enclosing,
) -> Option<Interval> {
    let (first, all) = (a.rational(start)?, Interval::between(start, end, a.bits));
    let direct = sum_over_germs(monomial, a, |germ| germ_value(germ, &all, a))?;
    let slope = sum_over_germs(monomial, a, |germ| slope(germ, &all, a))?;
    let step = Interval::between(&Rational::zero(), &(end - start), a.bits);
    let at_first = sum_over_germs(monomial, a, |germ| germ_value(germ, &first, a))?;
    let mean = a.add(&at_first, &a.mul(&slope, &step)?)?;
    a.apply(Function::Exp, &direct.intersect(&mean)?)
}

#[cfg(test)]
mod tests {
    use super::{Enclosing, value, vanishing_range};
    use crate::exact::Surd;
    use crate::interval::Interval;
    use crate::monomial::{Germ, Monomial};
    use crate::rational::Rational;

    /// A product of exponentials of multiples of germs.
    fn product(factors: &[(&str, Germ)]) -> Monomial {
        let exact = |text: &str| Surd::rational(&text.parse().unwrap()).unwrap();
        factors.iter().fold(Monomial::one(), |product, (c, germ)| {
            product.mul(&Monomial::exp(&exact(c), germ.clone())).unwrap()
        })
    }

    fn power(p: &str) -> Germ {
        Germ::Power(p.parse().unwrap())
    }

    fn supremum(monomial: &Monomial, from: i64) -> Option<Interval> {
        vanishing_range(monomial, &Rational::integer(from), 80)
    }

    #[test]
    fn suprema_are_those_at_the_maximum() {
        let check = |factors: &[(&str, Germ)], from, least: i64, most: i64| {
            // In millionths.
            let found = supremum(&product(factors), from).unwrap();
            let end = |n: i64| {
                Interval::from_rational(&Rational::new(n.into(), 1_000_000.into()).unwrap(), 80)
            };
            assert!(found.lo().sign().is_eq() && found.hi() >= end(least).lo(), "{found}");
            assert!(found.hi() <= end(most).hi(), "{found}");
        };
        // t³e⁻ᵗ: 27e⁻³ = 1.34425 at 3; 64e⁻⁴ = 1.17220.
        let cubic = [("-1", power("1")), ("3", Germ::Log(1))];
        check(&cubic, 2, 1_344_250, 1_400_000);
        check(&cubic, 4, 1_172_200, 1_172_210);
        // log t/t: 1/e = 0.36788 at e; log 3/3 = 0.36620.
        let slow = [("-1", Germ::Log(1)), ("1", Germ::Log(2))];
        check(&slow, 2, 367_870, 380_000);
        check(&slow, 3, 366_200, 366_210);
        // exp(−t² + 10t): e²⁵ = 7.2005e10 at 5.
        let bell = [("-1", power("2")), ("10", power("1"))];
        check(&bell, 2, 72_004_899_337_000_000, 110_000_000_000_000_000);
        // exp(−eᵗ + t⁵), which rises until t = 14.6: far above 1.
        let tower = [("-1", Germ::Exp(Surd::one())), ("1", power("5"))];
        assert!(supremum(&product(&tower), 2).unwrap().hi() > Interval::integer(1 << 60).hi());
    }

    #[test]
    fn suprema_hold_everywhere() {
        let germs = [Germ::Log(2), Germ::Log(1), power("1/3"), power("1"), power("2")];
        let constants = ["-3", "-1/2", "0", "1/2", "7"];
        let a = Enclosing { bits: 80 };
        let (mut index, mut bounded) = (0_usize, 0);
        while index < 5_usize.pow(5) {
            let digit = |place: u32| constants[index / 5_usize.pow(place) % 5];
            let factors: Vec<_> = (0..5).map(|i| (digit(i as u32), germs[i].clone())).collect();
            index += 7;
            let monomial = product(&factors);
            let Some(range) = supremum(&monomial, 3) else { continue };
            bounded += 1;
            for t in ["3", "13/4", "4", "6", "10", "30", "200", "100000"] {
                let t = Interval::from_rational(&t.parse().unwrap(), 80);
                let found = value(&monomial, &t, a).unwrap();
                assert!(found.lo() <= range.hi(), "{monomial:?} at {t}: {found} {range}");
            }
        }
        assert!(bounded > 100, "{bounded}");
    }

    #[test]
    fn logarithms_must_be_defined() {
        let monomial = product(&[("-1", Germ::Log(3))]);
        assert!(supremum(&monomial, 2).is_none());
        assert!(supremum(&monomial, 3).is_some());
        assert!(supremum(&product(&[("1", power("1"))]), 2).is_none());
    }
}
