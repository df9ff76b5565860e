//! Binary fractions m·2^e: the numbers that intervals end in.
//!
//! Sums, products and quotients round in a stated direction to a stated number of bits, so a result is never longer
//! than asked for, and aligning two numbers of very different size costs nothing.

use crate::rational::Rational;
use dashu_int::ops::{BitTest, DivEuclid, DivRem, RemEuclid, SquareRootRem};
use dashu_int::{IBig, Sign, UBig};
use std::cmp::Ordering;

/// Exponents of numbers that come from outside, and the positions of the highest bits of all numbers, are at most
/// this far from zero; so sums of a few exponents never overflow.
pub(crate) const MAX_EXPONENT: i64 = 1 << 48;

/// The longest fraction that is written out as a [`Rational`] or in decimal digits, in bits.
const MAX_WRITTEN: u64 = 1 << 20;

/// The direction in which a result is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Towards −∞: the result is a lower bound.
    Down,
    /// Towards +∞: the result is an upper bound.
    Up,
}

/// The binary fraction m·2^e.
///
/// One number has many pairs (m, e); all comparisons are of values.
#[derive(Clone, Debug)]
pub struct Dyadic {
    mantissa: IBig,
    exponent: i64,
}

impl Dyadic {
    /// m·2^e; `None` where |e| or the length of m exceeds 2^48.
    pub fn new(mantissa: impl Into<IBig>, exponent: i64) -> Option<Dyadic> {
        let value = Dyadic::raw(mantissa.into(), exponent);
        let small = |e: i64| (-MAX_EXPONENT..=MAX_EXPONENT).contains(&e);
        (small(exponent) && value.top().is_none_or(small)).then_some(value)
    }

    /// The integer n.
    pub fn integer(n: i64) -> Dyadic {
        Dyadic::raw(IBig::from(n), 0)
    }

    /// m·2^e with an exponent that is known to be small; that of zero is zero, lest it grow in products.
    fn raw(mantissa: IBig, exponent: i64) -> Dyadic {
        let exponent = if mantissa.is_zero() { 0 } else { exponent };
        Dyadic { mantissa, exponent }
    }

    /// 2^e.
    pub(crate) fn power_of_two(exponent: i64) -> Dyadic {
        Dyadic::raw(IBig::ONE, exponent)
    }

    /// m of m·2^e.
    pub fn mantissa(&self) -> &IBig {
        &self.mantissa
    }

    /// e of m·2^e.
    pub fn exponent(&self) -> i64 {
        self.exponent
    }

    /// Less, equal or greater than zero.
    pub fn sign(&self) -> Ordering {
        match (self.mantissa.is_zero(), self.mantissa.sign()) {
            (true, _) => Ordering::Equal,
            (_, Sign::Negative) => Ordering::Less,
            (_, Sign::Positive) => Ordering::Greater,
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.mantissa.is_zero()
    }

    /// The t with 2^(t−1) ≤ |x| < 2^t; `None` for zero.
    pub fn top(&self) -> Option<i64> {
        (!self.is_zero()).then(|| self.exponent + self.mantissa.bit_len() as i64)
    }

    /// −x.
    pub fn neg(&self) -> Dyadic {
        Dyadic::raw(-&self.mantissa, self.exponent)
    }

    /// |x|.
    pub fn abs(&self) -> Dyadic {
        if self.sign().is_lt() { self.neg() } else { self.clone() }
    }

    /// x·2^k.
    pub(crate) fn shift(&self, k: i64) -> Dyadic {
        Dyadic::raw(self.mantissa.clone(), self.exponent + k)
    }

    /// The nearest number in the given direction whose mantissa has at most so many bits, and one at least.
    pub fn round(self, bits: u32, round: Round) -> Dyadic {
        let bits = bits.max(1);
        let length = self.mantissa.bit_len();
        if length <= bits as usize {
            return self;
        }
        let cut = length - bits as usize;
        let up =
            round == Round::Up && self.mantissa.trailing_zeros().is_some_and(|zeros| zeros < cut);
        let exponent = self.exponent + cut as i64;
        // The shift rounds down, for negative numbers too.
        let floor = self.mantissa >> cut;
        let mantissa = if up { floor + IBig::ONE } else { floor };
        // A magnitude of 2^bits has one bit more; half of it is exact.
        match mantissa.bit_len() > bits as usize {
            true => Dyadic::raw(mantissa >> 1usize, exponent + 1),
            false => Dyadic::raw(mantissa, exponent),
        }
    }

    /// a + b, rounded.
    pub fn add(&self, other: &Dyadic, bits: u32, round: Round) -> Dyadic {
        if self.exponent.abs_diff(other.exponent) <= u64::from(bits) {
            return self.aligned_sum(other).round(bits, round);
        }
        let (Some(a), Some(b)) = (self.top(), other.top()) else {
            let sum = if self.is_zero() { other } else { self };
            return sum.clone().round(bits, round);
        };
        let (high, low, high_top, low_top) =
            if a >= b { (self, other, a, b) } else { (other, self, b, a) };
        // |low| < 2^low_top ≤ 2^ulp, which lies beyond the last bit that counts: the bound stands for the number, and
        // no shift is longer than the numbers and `bits` together.
        let ulp = high.exponent.min(high_top - i64::from(bits)) - 2;
        if low_top <= ulp {
            let unit = Dyadic::power_of_two(ulp);
            let bound = match (low.sign(), round) {
                (Ordering::Greater, Round::Up) => unit,
                (Ordering::Less, Round::Down) => unit.neg(),
                _ => return high.clone().round(bits, round),
            };
            return high.aligned_sum(&bound).round(bits, round);
        }
        high.aligned_sum(low).round(bits, round)
    }

    /// a + b exactly, for numbers of which neither is far below the other.
    fn aligned_sum(&self, other: &Dyadic) -> Dyadic {
        let (fine, coarse) =
            if self.exponent <= other.exponent { (self, other) } else { (other, self) };
        let shift = (coarse.exponent - fine.exponent) as usize;
        if shift == 0 {
            return Dyadic::raw(&self.mantissa + &other.mantissa, self.exponent);
        }
        Dyadic::raw((&coarse.mantissa << shift) + &fine.mantissa, fine.exponent)
    }

    /// a·b, rounded.
    pub fn mul(&self, other: &Dyadic, bits: u32, round: Round) -> Dyadic {
        Dyadic::raw(&self.mantissa * &other.mantissa, self.exponent + other.exponent)
            .round(bits, round)
    }

    /// a/b, rounded; `None` for b = 0.
    pub fn div(&self, other: &Dyadic, bits: u32, round: Round) -> Option<Dyadic> {
        let exponent = self.exponent - other.exponent;
        Some(quotient(&self.mantissa, &other.mantissa, bits, round)?.shift(exponent))
    }

    /// The q-th root of x ≥ 0, rounded; `None` for x < 0 and for q = 0.
    pub(crate) fn root(&self, degree: u32, bits: u32, round: Round) -> Option<Dyadic> {
        if self.sign().is_lt() || degree == 0 {
            return None;
        }
        // x = m·2^(q·e), with m so long that its root has at least `bits` bits.
        let degree = i64::from(degree);
        let wanted = degree * i64::from(bits) - self.mantissa.bit_len() as i64;
        let exponent = (self.exponent - wanted.max(0)).div_euclid(degree);
        let shift = self.exponent - degree * exponent;
        let (_, radicand) = (&self.mantissa << shift as usize).into_parts();
        let (root, exact) = match degree {
            2 => {
                let (root, rest) = radicand.sqrt_rem();
                (root, rest.is_zero())
            }
            _ => {
                let root = radicand.nth_root(degree as usize);
                let exact = root.pow(degree as usize) == radicand;
                (root, exact)
            }
        };
        let root = if exact || round == Round::Down { root } else { root + UBig::ONE };
        Some(Dyadic::raw(IBig::from(root), exponent).round(bits, round))
    }

    /// The largest integer that is not above x; `None` where it has more than 2^16 bits.
    pub(crate) fn floor(&self) -> Option<IBig> {
        match self.top() {
            None => Some(IBig::ZERO),
            Some(top) if top > 1 << 16 => None,
            Some(top) if top <= 0 => {
                Some(if self.sign().is_lt() { IBig::NEG_ONE } else { IBig::ZERO })
            }
            Some(_) if self.exponent >= 0 => Some(&self.mantissa << self.exponent as usize),
            Some(_) => Some(&self.mantissa >> self.exponent.unsigned_abs() as usize),
        }
    }

    /// A fraction, rounded; exact where its denominator is a power of two and its numerator short enough.
    pub fn from_rational(value: &Rational, bits: u32, round: Round) -> Dyadic {
        let denominator = IBig::from(value.denominator().clone());
        quotient(value.numerator(), &denominator, bits, round).expect("denominators are positive")
    }

    /// The number as a fraction; `None` where that takes more than a million bits.
    pub fn to_rational(&self) -> Option<Rational> {
        let shift = self.exponent.unsigned_abs();
        if shift > MAX_WRITTEN {
            return None;
        }
        let power = IBig::ONE << shift as usize;
        match self.exponent < 0 {
            true => Rational::new(self.mantissa.clone(), power),
            false => Some(Rational::integer(&self.mantissa * power)),
        }
    }

    /// The number in scientific notation with so many significant digits, rounded; in the form `m*2^e` where that
    /// takes more than a million bits.
    pub fn to_decimal(&self, digits: usize, round: Round) -> String {
        let Some(value) = self.to_rational() else {
            return format!("{}*2^{}", self.mantissa, self.exponent);
        };
        decimal(&value, digits.clamp(1, 10_000), round)
    }
}

/// a/b, rounded; `None` for b = 0.
fn quotient(a: &IBig, b: &IBig, bits: u32, round: Round) -> Option<Dyadic> {
    if b.is_zero() {
        return None;
    }
    if b.is_one() {
        return Some(Dyadic::raw(a.clone(), 0).round(bits, round));
    }
    let ((sign, a), (other_sign, b)) = (a.clone().into_parts(), b.clone().into_parts());
    let negative = sign != other_sign;
    // A quotient of lengths p and q has p − q or p − q + 1 bits.
    let shift = (bits as usize + b.bit_len()).saturating_sub(a.bit_len());
    let (mut magnitude, rest) = (a << shift).div_rem(b);
    if !rest.is_zero() && negative == (round == Round::Down) {
        magnitude += UBig::ONE;
    }
    let sign = if negative { Sign::Negative } else { Sign::Positive };
    Some(Dyadic::raw(IBig::from_parts(sign, magnitude), -(shift as i64)).round(bits, round))
}

/// A fraction in scientific notation, rounded.
fn decimal(value: &Rational, digits: usize, round: Round) -> String {
    if value.is_zero() {
        return "0".to_string();
    }
    let ten = |n: i64| IBig::from(UBig::from(10u8).pow(n.unsigned_abs() as usize));
    let denominator = IBig::from(value.denominator().clone());
    // The exponent of the leading digit: log10(2) is 0.30103, and a guess that is too small gives a digit too many.
    let length = value.numerator().bit_len() as i64 - value.denominator().bit_len() as i64;
    let mut exponent = (length - 1) * 30103 / 100_000 - 1;
    loop {
        let scale = digits as i64 - 1 - exponent;
        let (n, d) = match scale >= 0 {
            true => (value.numerator() * ten(scale), denominator.clone()),
            false => (value.numerator().clone(), &denominator * ten(scale)),
        };
        let mut floor = (&n).div_euclid(&d);
        if round == Round::Up && !(&n).rem_euclid(&d).is_zero() {
            floor += IBig::ONE;
        }
        let (sign, magnitude) = floor.into_parts();
        let text = magnitude.to_string();
        if text.len() > digits {
            exponent += 1;
            continue;
        }
        let minus = if sign == Sign::Negative { "-" } else { "" };
        let (head, tail) = text.split_at(1);
        let tail = tail.trim_end_matches('0');
        let point = if tail.is_empty() { "" } else { "." };
        let power = if exponent == 0 { String::new() } else { format!("e{exponent}") };
        return format!("{minus}{head}{point}{tail}{power}");
    }
}

impl Ord for Dyadic {
    fn cmp(&self, other: &Dyadic) -> Ordering {
        if self.exponent == other.exponent {
            return self.mantissa.cmp(&other.mantissa);
        }
        let sign = self.sign();
        let signs = sign.cmp(&other.sign());
        if signs.is_ne() || sign.is_eq() {
            return signs;
        }
        let tops = self.top().cmp(&other.top());
        if tops.is_ne() {
            return if sign.is_lt() { tops.reverse() } else { tops };
        }
        // With equal tops the exponents differ by no more than the lengths of the mantissas.
        match self.exponent > other.exponent {
            true => {
                (&self.mantissa << (self.exponent - other.exponent) as usize).cmp(&other.mantissa)
            }
            false => {
                self.mantissa.cmp(&(&other.mantissa << (other.exponent - self.exponent) as usize))
            }
        }
    }
}

impl PartialOrd for Dyadic {
    fn partial_cmp(&self, other: &Dyadic) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Dyadic {
    fn eq(&self, other: &Dyadic) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Dyadic {}

#[cfg(test)]
mod tests {
    use super::{Dyadic, MAX_EXPONENT, Round};
    use crate::rational::Rational;
    use Round::{Down, Up};
    use dashu_int::IBig;

    fn dyadic(mantissa: i64, exponent: i64) -> Dyadic {
        Dyadic::new(mantissa, exponent).unwrap()
    }

    /// Pseudo-random numbers of a few bits, which meet in many equal and neighbouring values.
    fn small_numbers() -> Vec<Dyadic> {
        let mut numbers = Vec::new();
        for mantissa in [-37, -16, -7, -1, 0, 1, 2, 5, 8, 23, 64, 101] {
            for exponent in [-9, -3, 0, 2, 7] {
                numbers.push(dyadic(mantissa, exponent));
            }
        }
        numbers
    }

    /// Checks a lower and an upper bound of at most so many bits, with nothing of that length between them.
    fn check_rounding(lo: &Dyadic, hi: &Dyadic, exact: &Rational, bits: u32, name: &str) {
        let (low, high) = (lo.to_rational().unwrap(), hi.to_rational().unwrap());
        assert!(low <= *exact && *exact <= high, "{name}: {low} {exact} {high}");
        for end in [lo, hi] {
            assert!(dashu_int::ops::BitTest::bit_len(end.mantissa()) <= bits as usize, "{name}");
        }
        if low == *exact || high == *exact {
            assert_eq!(low, high, "{name}: an exact result was rounded");
            return;
        }
        // One unit in the last of `bits` at the size of the larger end.
        let top = lo.top().max(hi.top()).unwrap();
        let unit = dyadic(1, top - i64::from(bits)).to_rational().unwrap();
        assert!(&high - &low <= unit, "{name}: {low} {exact} {high}");
    }

    #[test]
    fn operations_are_rounded_in_the_last_bit() {
        let numbers = small_numbers();
        for a in &numbers {
            for b in &numbers {
                let (x, y) = (a.to_rational().unwrap(), b.to_rational().unwrap());
                assert_eq!(a.cmp(b), x.cmp(&y), "{x} {y}");
                for bits in [4, 7, 40] {
                    let name = format!("{x}, {y}, {bits} bits");
                    let (lo, hi) = (a.add(b, bits, Down), a.add(b, bits, Up));
                    check_rounding(&lo, &hi, &(&x + &y), bits, &name);
                    let (lo, hi) = (a.mul(b, bits, Down), a.mul(b, bits, Up));
                    check_rounding(&lo, &hi, &(&x * &y), bits, &name);
                    let Some(inverse) = y.reciprocal() else {
                        assert_eq!(a.div(b, bits, Down), None);
                        continue;
                    };
                    let (lo, hi) = (a.div(b, bits, Down).unwrap(), a.div(b, bits, Up).unwrap());
                    check_rounding(&lo, &hi, &(&x * &inverse), bits, &name);
                }
            }
        }
    }

    #[test]
    fn no_bits_at_all_are_one_bit() {
        for (x, down, up) in [(5, 4, 8), (-5, -8, -4), (1, 1, 1), (0, 0, 0)] {
            assert_eq!(Dyadic::integer(x).round(0, Down), Dyadic::integer(down));
            assert_eq!(Dyadic::integer(x).round(0, Up), Dyadic::integer(up));
        }
    }

    #[test]
    fn roots_are_rounded_in_the_last_bit() {
        for a in small_numbers() {
            for degree in [1, 2, 3, 7] {
                for bits in [4, 13, 64] {
                    let root = |round| a.root(degree, bits, round);
                    let (Some(lo), Some(hi)) = (root(Down), root(Up)) else {
                        assert!(a.sign().is_lt());
                        continue;
                    };
                    let power =
                        |x: &Dyadic| (1..degree).fold(x.clone(), |y, _| y.mul(x, 1 << 20, Down));
                    assert!(power(&lo) <= a && a <= power(&hi), "{a:?} {degree} {lo:?} {hi:?}");
                    let ulp = lo.top().map(|top| dyadic(1, top - i64::from(bits)));
                    assert!(
                        ulp.is_none_or(|ulp| hi <= lo.add(&ulp, 1 << 20, Down)),
                        "{a:?} {degree}"
                    );
                }
            }
        }
        assert_eq!(dyadic(9, -4).root(2, 60, Up), Some(dyadic(3, -2)));
        assert_eq!(dyadic(4, 0).root(0, 60, Up), None);
    }

    #[test]
    fn far_numbers_are_added_without_alignment() {
        let (one, huge, tiny) =
            (dyadic(1, 0), dyadic(1, 1_000_000_000), dyadic(-3, -1_000_000_000));
        assert_eq!(huge.add(&one, 60, Down), huge);
        assert!(huge.add(&one, 60, Up) > huge);
        assert!(one.add(&tiny, 60, Down) < one);
        assert_eq!(one.add(&tiny, 60, Up), one);
        assert_eq!(one.neg().add(&tiny, 60, Up), one.neg());
        assert!(one < huge && tiny > one.neg() && huge.neg() < tiny);
        assert_eq!(Dyadic::new(1, MAX_EXPONENT + 1), None);
        assert_eq!(Dyadic::new(1, i64::MIN), None);
    }

    #[test]
    fn floors() {
        for (mantissa, exponent, floor) in [
            (7, -1, 3),
            (-7, -1, -4),
            (5, 2, 20),
            (1, -80, 0),
            (-1, -80, -1),
            (0, 5, 0),
            (-8, -3, -1),
        ] {
            assert_eq!(dyadic(mantissa, exponent).floor(), Some(IBig::from(floor)));
        }
        assert_eq!(dyadic(1, 1 << 20).floor(), None);
    }

    #[test]
    fn decimals_are_rounded() {
        for (mantissa, exponent, digits, down, up) in [
            (1, -3, 5, "1.25e-1", "1.25e-1"),
            (1, -3, 2, "1.2e-1", "1.3e-1"),
            (-1, -3, 2, "-1.3e-1", "-1.2e-1"),
            (999, 0, 2, "9.9e2", "1e3"),
            (0, 7, 4, "0", "0"),
            (1, 100, 6, "1.26765e30", "1.26766e30"),
            (1, 1 << 30, 6, "1*2^1073741824", "1*2^1073741824"),
        ] {
            let x = dyadic(mantissa, exponent);
            assert_eq!(
                (x.to_decimal(digits, Down), x.to_decimal(digits, Up)),
                (down.into(), up.into())
            );
        }
    }

    #[test]
    fn fractions_are_rounded() {
        for text in ["1/3", "-22/7", "5", "-3/1024", "123456789123456789/1000007"] {
            let value: Rational = text.parse().unwrap();
            for bits in [10, 60, 200] {
                let end = |round| Dyadic::from_rational(&value, bits, round);
                let (lo, hi) = (end(Down), end(Up));
                check_rounding(&lo, &hi, &value, bits, text);
            }
        }
    }
}
