//! Dyadic numbers m·2^e with a big mantissa, and their directed rounding.
//!
//! Every end of an enclosure is a dyadic number. Sums and quotients are computed toward −∞ or +∞ to
//! a stated number of bits, products are exact until they are rounded; no operation ever aligns two
//! numbers whose exponents are far apart, so 1 + 2^(10^18) costs no memory.

use std::cmp::Ordering;

use dashu_base::{BitTest, DivRem, Sign, SquareRoot, UnsignedAbs};

use crate::number::{Integer, Natural, Rational};

/// Magnitudes beyond 2^±LIMIT are not represented: the sum of any two exponents then fits an `i64`.
pub(crate) const LIMIT: i64 = 1 << 61;

/// No operation keeps more bits than this (eight megabytes); asked for more it rounds earlier, which
/// widens an enclosure and falsifies nothing.
pub(crate) const MAX_PREC: u64 = 1 << 26;

/// A direction of rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// Toward −∞.
    Down,
    /// Toward +∞.
    Up,
}

use Toward::{Down, Up};

impl Toward {
    /// The other direction.
    pub(crate) fn flip(self) -> Toward {
        match self {
            Down => Up,
            Up => Down,
        }
    }
}

/// The exact number m·2^e.
///
/// The mantissa need not be odd; two dyadic numbers are equal when their values are.
#[derive(Clone, Debug)]
pub struct Dyadic {
    mantissa: Integer,
    exponent: i64,
}

impl Dyadic {
    /// The number `mantissa · 2^exponent`.
    pub(crate) fn new(mantissa: Integer, exponent: i64) -> Dyadic {
        let exponent = if mantissa.is_zero() { 0 } else { exponent };
        Dyadic { mantissa, exponent }
    }

    pub(crate) fn zero() -> Dyadic {
        Dyadic { mantissa: Integer::ZERO, exponent: 0 }
    }

    pub(crate) fn one() -> Dyadic {
        Dyadic { mantissa: Integer::ONE, exponent: 0 }
    }

    pub(crate) fn power_of_two(exponent: i64) -> Dyadic {
        Dyadic { mantissa: Integer::ONE, exponent }
    }

    /// The integer factor m.
    pub fn mantissa(&self) -> &Integer {
        &self.mantissa
    }

    /// The exponent e of the power of two.
    pub fn exponent(&self) -> i64 {
        self.exponent
    }

    /// Is this zero?
    pub fn is_zero(&self) -> bool {
        self.mantissa.is_zero()
    }

    /// −1, 0 or 1, as an ordering with zero.
    pub fn sign(&self) -> Ordering {
        if self.mantissa.is_zero() {
            return Ordering::Equal;
        }
        match self.mantissa.sign() {
            Sign::Negative => Ordering::Less,
            Sign::Positive => Ordering::Greater,
        }
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.sign() == Ordering::Less
    }

    pub(crate) fn is_positive(&self) -> bool {
        self.sign() == Ordering::Greater
    }

    /// Bits in the mantissa.
    pub(crate) fn bits(&self) -> i64 {
        bits(&self.mantissa)
    }

    /// The k with 2^(k−1) ≤ |x| < 2^k; `i64::MIN` for zero.
    pub(crate) fn magnitude(&self) -> i64 {
        if self.is_zero() { i64::MIN } else { self.bits() + self.exponent }
    }

    /// An upper bound of the magnitude that is usable in sums: zero counts as 2^−LIMIT.
    pub(crate) fn size(&self) -> i64 {
        self.magnitude().max(-LIMIT)
    }

    pub(crate) fn neg(&self) -> Dyadic {
        Dyadic { mantissa: -&self.mantissa, exponent: self.exponent }
    }

    pub(crate) fn abs(&self) -> Dyadic {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// The exact product with 2^k.
    pub(crate) fn shl(&self, k: i64) -> Dyadic {
        Dyadic::new(self.mantissa.clone(), self.exponent + k)
    }

    /// The exact product.
    pub(crate) fn mul(&self, other: &Dyadic) -> Dyadic {
        Dyadic::new(&self.mantissa * &other.mantissa, self.exponent + other.exponent)
    }

    /// The nearest number in the given direction whose mantissa has at most `prec` bits.
    pub(crate) fn round(&self, prec: u64, toward: Toward) -> Dyadic {
        let prec = prec.clamp(1, MAX_PREC);
        let excess = self.bits() - prec as i64;
        if excess <= 0 {
            return self.clone();
        }
        Dyadic::new(shift(&self.mantissa, -excess, toward), self.exponent + excess)
    }

    /// The sum, rounded in the given direction to about `prec` bits; exact when it is short.
    ///
    /// If one term lies wholly below the last bit kept, only its sign counts: one unit in a place
    /// below stands for it.
    pub(crate) fn add(&self, other: &Dyadic, prec: u64, toward: Toward) -> Dyadic {
        let prec = prec.clamp(1, MAX_PREC);
        if self.is_zero() {
            return other.round(prec, toward);
        }
        if other.is_zero() {
            return self.round(prec, toward);
        }
        let (large, small) =
            if self.magnitude() >= other.magnitude() { (self, other) } else { (other, self) };
        // Bits below this place cannot matter: it lies under both the last bit of `large` and
        // the last bit kept of the sum (which may cancel one bit of `large`).
        let floor = large.exponent.min(large.magnitude() - prec as i64 - 4);
        if small.magnitude() < floor {
            let sticky = match small.sign() {
                Ordering::Less => -Integer::ONE,
                _ => Integer::ONE,
            };
            // |small| < 2^floor, hence large + small lies between large and large ± 2^floor.
            // Rounding toward that side must see the unit, rounding away from it must not.
            let seen = small.is_negative() == (toward == Down);
            let unit = if seen { sticky } else { Integer::ZERO };
            let sum = (&large.mantissa << (large.exponent - floor) as usize) + unit;
            return Dyadic::new(sum, floor).round(prec, toward);
        }
        // The gap is now bounded by the two mantissas and the precision.
        let exponent = self.exponent.min(other.exponent);
        let a = &self.mantissa << (self.exponent - exponent) as usize;
        let b = &other.mantissa << (other.exponent - exponent) as usize;
        Dyadic::new(a + b, exponent).round(prec, toward)
    }

    /// The difference, rounded in the given direction.
    pub(crate) fn sub(&self, other: &Dyadic, prec: u64, toward: Toward) -> Dyadic {
        self.add(&other.neg(), prec, toward)
    }

    /// The quotient by a non-zero number, rounded in the given direction; exact when it is short.
    pub(crate) fn div(&self, other: &Dyadic, prec: u64, toward: Toward) -> Dyadic {
        let prec = prec.clamp(1, MAX_PREC);
        let scale = (prec as i64 + 2 + other.bits() - self.bits()).max(0);
        let numerator = &self.mantissa << scale as usize;
        let (q, r) = numerator.div_rem(&other.mantissa);
        // Truncation goes toward zero; the remainder has the sign of the numerator.
        let inexact = !r.is_zero();
        let negative = self.is_negative() != other.is_negative();
        let q = match (inexact, negative, toward) {
            (true, true, Down) => q - Integer::ONE,
            (true, false, Up) => q + Integer::ONE,
            _ => q,
        };
        Dyadic::new(q, self.exponent - other.exponent - scale).round(prec, toward)
    }

    /// The n-th root of a non-negative number, n ≥ 2, rounded in the given direction.
    pub(crate) fn root(&self, n: u32, prec: u64, toward: Toward) -> Dyadic {
        let prec = prec.clamp(1, MAX_PREC);
        if self.is_zero() {
            return Dyadic::zero();
        }
        // Scale so that the integer has n·(prec + 2) bits or more and the exponent divides by n.
        let step = i64::from(n);
        let mut scale = (step * (prec as i64 + 2) - self.bits()).max(0);
        scale += (self.exponent - scale).rem_euclid(step);
        let radicand = (&self.mantissa << scale as usize).unsigned_abs();
        let (root, exact) = floor_root(&radicand, n);
        let root = if exact || toward == Down { root } else { root + Natural::ONE };
        Dyadic::new(root.into(), (self.exponent - scale) / step).round(prec, toward)
    }

    /// The integer part ⌊x⌋ or ⌈x⌉ as a dyadic number; a large x is its own integer part.
    pub(crate) fn to_integral(&self, toward: Toward) -> Dyadic {
        if self.exponent >= 0 {
            return self.clone();
        }
        Dyadic::new(shift(&self.mantissa, self.exponent, toward), 0)
    }

    /// ⌊x·2^wp⌋ or ⌈x·2^wp⌉. The caller bounds the magnitude.
    pub(crate) fn to_fixed(&self, wp: u64, toward: Toward) -> Integer {
        shift(&self.mantissa, self.exponent.saturating_add(wp as i64), toward)
    }

    /// Is this an integer?
    pub(crate) fn is_integer(&self) -> bool {
        self.exponent >= 0
            || self.mantissa.trailing_zeros().is_none_or(|zeros| zeros as i64 >= -self.exponent)
    }

    /// The value as an `i64`, when it is an integer that fits.
    pub(crate) fn to_i64(&self) -> Option<i64> {
        if !self.is_integer() || self.magnitude() > 63 {
            return None;
        }
        i64::try_from(self.to_fixed(0, Down)).ok()
    }

    /// The same value with an odd mantissa.
    pub(crate) fn strip(&self) -> Dyadic {
        match self.mantissa.trailing_zeros() {
            None | Some(0) => self.clone(),
            Some(zeros) => Dyadic::new(&self.mantissa >> zeros, self.exponent + zeros as i64),
        }
    }

    /// The same number as a rational, or `None` when it would need more than 2^24 bits.
    pub fn to_rational(&self) -> Option<Rational> {
        if self.exponent.unsigned_abs() > 1 << 24 {
            return None;
        }
        let power = Natural::ONE << self.exponent.unsigned_abs() as usize;
        Some(if self.exponent >= 0 {
            Rational::from(&self.mantissa * Integer::from(power))
        } else {
            Rational::from_parts(self.mantissa.clone(), power)
        })
    }

    /// The nearest `f64`, ties to even; infinite or zero beyond the range.
    pub fn to_f64(&self) -> f64 {
        let magnitude = self.magnitude();
        if magnitude > 1100 {
            return if self.is_negative() { f64::NEG_INFINITY } else { f64::INFINITY };
        }
        if magnitude < -1100 {
            return if self.is_negative() { -0.0 } else { 0.0 };
        }
        // Keep 53 bits or down to 2^−1074, rounding to odd first so that a second, correct
        // rounding by the hardware conversion is harmless.
        let keep = (magnitude + 1074).clamp(0, 53);
        let last = magnitude - keep;
        let floor = shift(&self.mantissa, self.exponent - last, Down);
        let mut nearest = i64::try_from(floor).unwrap_or(0);
        let below = Dyadic::new(nearest.into(), last);
        let twice = self.sub(&below, 64 + self.bits() as u64, Down).shl(1);
        match twice.cmp(&Dyadic::power_of_two(last)) {
            Ordering::Greater => nearest += 1,
            Ordering::Equal if nearest & 1 == 1 => nearest += 1,
            _ => {}
        }
        scale_f64(nearest as f64, last)
    }
}

impl Dyadic {
    /// The greatest `f64` that is not above; −∞ below every finite one.
    pub(crate) fn to_f64_below(&self) -> f64 {
        if self.is_zero() {
            return 0.0;
        }
        // 64 leading bits and whether anything follows them.
        let cut = self.bits() - 64;
        let (negative, size) = (self.is_negative(), self.mantissa.clone().unsigned_abs());
        let leading = if cut > 0 { &size >> cut as usize } else { size.clone() };
        let sticky = cut > 0 && size.trailing_zeros().is_some_and(|zeros| (zeros as i64) < cut);
        let exponent = self.exponent.saturating_add(cut.max(0)).clamp(-1 << 20, 1 << 20) as i32;
        crate::round::assemble(negative, leading.try_into().unwrap_or(u128::MAX), exponent, sticky)
    }
}

/// x·2^k for k ≥ −1074 without double rounding when the product is representable.
fn scale_f64(x: f64, k: i64) -> f64 {
    let mut value = x;
    let mut left = k;
    while left > 0 {
        let step = left.min(1000);
        value *= f64::from_bits(((1023 + step) as u64) << 52);
        left -= step;
    }
    while left < 0 {
        let step = (-left).min(1000);
        value *= f64::from_bits(((1023 - step) as u64) << 52);
        left += step;
    }
    value
}

impl PartialEq for Dyadic {
    fn eq(&self, other: &Dyadic) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Dyadic {}

impl PartialOrd for Dyadic {
    fn partial_cmp(&self, other: &Dyadic) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Dyadic {
    fn cmp(&self, other: &Dyadic) -> Ordering {
        if self.exponent == other.exponent {
            return self.mantissa.cmp(&other.mantissa);
        }
        let sign = self.sign();
        if sign != other.sign() {
            return sign.cmp(&other.sign());
        }
        let by_size = self.magnitude().cmp(&other.magnitude());
        if by_size != Ordering::Equal {
            return if sign == Ordering::Less { by_size.reverse() } else { by_size };
        }
        // Equal magnitudes: the exponents differ by no more than the lengths of the mantissas.
        let exponent = self.exponent.min(other.exponent);
        let a = &self.mantissa << (self.exponent - exponent) as usize;
        let b = &other.mantissa << (other.exponent - exponent) as usize;
        a.cmp(&b)
    }
}

impl From<Integer> for Dyadic {
    fn from(value: Integer) -> Dyadic {
        Dyadic::new(value, 0)
    }
}

impl From<i64> for Dyadic {
    fn from(value: i64) -> Dyadic {
        Dyadic::new(value.into(), 0)
    }
}

/// Bits in |n|.
pub(crate) fn bits(n: &Integer) -> i64 {
    n.as_sign_words().1.bit_len_words()
}

/// The length in bits of a little-endian list of words.
trait BitLenWords {
    fn bit_len_words(&self) -> i64;
}

impl BitLenWords for [dashu_int::Word] {
    fn bit_len_words(&self) -> i64 {
        match self.last() {
            None => 0,
            Some(top) => {
                (self.len() as i64) * i64::from(dashu_int::Word::BITS)
                    - i64::from(top.leading_zeros())
            }
        }
    }
}

/// n·2^k, rounded to an integer in the given direction.
pub(crate) fn shift(n: &Integer, k: i64, toward: Toward) -> Integer {
    if k >= 0 {
        return n << k as usize;
    }
    // A shift by more than the length leaves 0 or ±1, whatever its size.
    let k = (k.unsigned_abs()).min(bits(n) as u64 + 2) as usize;
    match toward {
        Down => n >> k,
        Up => -(-n >> k),
    }
}

/// ⌊v^(1/n)⌋ and whether it is exact, for n ≥ 2.
pub(crate) fn floor_root(v: &Natural, n: u32) -> (Natural, bool) {
    let mut root = if n == 2 { v.sqrt() } else { newton_root(v, n) };
    // The root is checked, not believed: the powers on both sides decide.
    let mut power = root.pow(n as usize);
    while &power > v {
        root -= Natural::ONE;
        power = root.pow(n as usize);
    }
    loop {
        let next = &root + Natural::ONE;
        let next_power = next.pow(n as usize);
        if &next_power > v {
            break;
        }
        root = next;
        power = next_power;
    }
    let exact = &power == v;
    (root, exact)
}

/// Newton's iteration for the integer n-th root, from above, each level with twice the digits of the
/// one before: if r = ⌊(v/2^(ns))^(1/n)⌋, then (r + 1)·2^s is above the root of v and close to it.
fn newton_root(v: &Natural, n: u32) -> Natural {
    let length = v.bit_len();
    if length <= n as usize {
        return if v.is_zero() { Natural::ZERO } else { Natural::ONE };
    }
    // How many bits of the root each level leaves out: all but 40, and half as many each time.
    let mut dropped = vec![0usize];
    let mut kept = length / n as usize + 1;
    while kept > 40 {
        kept = kept / 2 + 2;
        dropped.push(length / n as usize + 1 - kept);
    }
    let mut before = dropped[dropped.len() - 1];
    let mut root = first_root(&(v >> (n as usize * before)), n);
    for &s in dropped.iter().rev() {
        let radicand = v >> (n as usize * s);
        root = (root + Natural::ONE) << (before - s);
        before = s;
        loop {
            let quotient = &radicand / root.pow(n as usize - 1);
            let next = (&root * Natural::from(n - 1) + quotient) / Natural::from(n);
            if next >= root {
                break;
            }
            root = next;
        }
    }
    root
}

/// A number at or above the n-th root of v, a little too large; only speed depends on it.
fn first_root(v: &Natural, n: u32) -> Natural {
    let drop = v.bit_len().saturating_sub(60);
    let top = u64::try_from(v >> drop).unwrap_or(u64::MAX) as f64;
    let log = (top.log2() + drop as f64) / f64::from(n);
    Natural::from((log.exp2() * (1.0 + 1e-9)) as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dyadic(m: i64, e: i64) -> Dyadic {
        Dyadic::new(m.into(), e)
    }

    #[test]
    fn values_compare_whatever_their_exponents() {
        assert_eq!(dyadic(1, 3), dyadic(8, 0));
        assert!(dyadic(-1, 1 << 59) < dyadic(-1, -(1 << 59)));
        assert!(dyadic(1, 1 << 59) > dyadic(1 << 40, 5));
        assert!(dyadic(3, 0) < dyadic(7, -1));
    }

    #[test]
    fn rounding_is_directed() {
        assert_eq!(dyadic(-5, 0).round(2, Down), dyadic(-6, 0));
        assert_eq!(dyadic(-5, 0).round(2, Up), dyadic(-4, 0));
        assert_eq!(dyadic(5, 0).round(2, Up), dyadic(6, 0));
        assert_eq!(bits(&Integer::from(-8)), 4);
    }

    #[test]
    fn a_far_smaller_term_only_nudges() {
        let one = Dyadic::one();
        let tiny = dyadic(1, -(1 << 59));
        for (a, b) in [(&one, &tiny), (&tiny, &one)] {
            let low = a.add(b, 10, Down);
            let high = a.add(b, 10, Up);
            assert_eq!(low, one);
            assert!(high > one && high < dyadic(101, 0).div(&dyadic(100, 0), 20, Up));
        }
        assert!(one.sub(&tiny, 10, Down) < one);
        assert_eq!(one.sub(&tiny, 10, Up), one);
    }

    #[test]
    fn quotients_and_roots_bracket() {
        for a in -40i64..40 {
            for b in -12i64..12 {
                if b == 0 {
                    continue;
                }
                let low = dyadic(a, 0).div(&dyadic(b, 0), 9, Down);
                let high = dyadic(a, 0).div(&dyadic(b, 0), 9, Up);
                let exact = Rational::from_parts_signed(a.into(), b.into());
                assert!(low.to_rational().unwrap() <= exact);
                assert!(high.to_rational().unwrap() >= exact);
            }
        }
        for n in 2..9u32 {
            for v in [1u64, 2, 3, 7, 8, 9, 255, 256, 257, 1 << 40, (1 << 40) - 1, u64::MAX] {
                let (root, exact) = floor_root(&v.into(), n);
                let power = root.pow(n as usize);
                assert!(power <= v.into() && (root + Natural::ONE).pow(n as usize) > v.into());
                assert_eq!(exact, power == v.into());
            }
        }
        let low = dyadic(2, 0).root(3, 100, Down);
        assert!(low < dyadic(2, 0).root(3, 100, Up));
        assert!((low.to_f64() - 2f64.cbrt()).abs() < 1e-15);
        assert_eq!(dyadic(27, -3).root(3, 50, Up), dyadic(3, -1));
    }

    #[test]
    fn doubles_round_to_nearest_even() {
        let ulp = dyadic(1, -52);
        let one = Dyadic::one();
        let half = one.add(&ulp.shl(-1), 100, Down);
        assert_eq!(half.to_f64(), 1.0);
        assert_eq!(half.add(&dyadic(1, -200), 300, Down).to_f64(), 1.0 + f64::EPSILON);
        assert_eq!(dyadic(1, -1074).to_f64(), f64::from_bits(1));
        assert_eq!(dyadic(1, -1075).to_f64(), 0.0);
        assert_eq!(dyadic(3, -1075).to_f64(), f64::from_bits(2));
        assert_eq!(dyadic(1, 1024).to_f64(), f64::INFINITY);
        assert_eq!(dyadic(-1, 1023).to_f64(), -(2f64.powi(1023)));
        assert_eq!(Dyadic::zero().to_f64(), 0.0);
    }
}
