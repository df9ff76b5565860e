//! Rational powers of rational numbers in canonical form: √8 is 2·√2, √6 is √2·√3, 2^(−1/2) is ½·√2.
//!
//! Radicands are split into primes, so that equal numbers get equal forms. Trial division stops at a bound; a
//! cofactor beyond it stays whole, which costs canonical form for huge radicands but never correctness.

use super::{Graph, POWER_BITS, Reason};
use crate::number::{Integer, Natural, Number, Rational};
use crate::operator::{NodeId, Op};

/// Primes are sought up to this bound.
const TRIAL_BOUND: u32 = 1 << 12;

/// Radicands of more bits than this are not factored.
const TRIAL_BITS: usize = 512;

impl Graph {
    pub(super) fn number_to_number(
        &mut self,
        base: NodeId,
        exponent: NodeId,
        q: &Number,
    ) -> NodeId {
        let value = self.number(base).expect("a number");
        if value.is_zero() {
            return if q.is_negative() {
                self.undefined(Reason::DivisionByZero)
            } else {
                NodeId::ZERO
            };
        }
        if value.is_one() {
            return NodeId::ONE;
        }
        if let Some(n) = q.to_i64() {
            return match value.pow(n, POWER_BITS) {
                Some(power) => self.literal_number(&power),
                None => self.intern(Op::Power, &[base, exponent]),
            };
        }
        if q.is_integer() {
            return match value {
                Number::Small(-1) if super::power::is_even(q) => NodeId::ONE,
                Number::Small(-1) => base,
                _ => self.intern(Op::Power, &[base, exponent]),
            };
        }
        if value.is_negative() {
            return self.undefined(Reason::RootOfNegative);
        }
        self.radical(&value, q)
    }

    /// value^q for value > 0 and q not an integer, as a number times prime powers with exponents in (0, 1).
    fn radical(&mut self, value: &Number, q: &Number) -> NodeId {
        let mut coefficient = Number::ONE;
        let mut factors: Vec<NodeId> = Vec::new();
        let numerator = prime_powers(value.numerator().unsigned_abs());
        let denominator = prime_powers(value.denominator());
        let signed = numerator.into_iter().map(|(p, k)| (p, Number::from(k)));
        for (prime, multiplicity) in
            signed.chain(denominator.into_iter().map(|(p, k)| (p, Number::from(-k))))
        {
            let total = multiplicity.mul(q);
            let whole = total.floor();
            let fraction = total.sub(&whole);
            let prime = Number::from(Rational::from(prime));
            let power = whole.to_i64().and_then(|n| prime.pow(n, POWER_BITS));
            let prime_id = self.literal_number(&prime);
            // A whole part beyond the limit stays with its fraction: split, the two would be merged again.
            let exponent = match power {
                Some(power) => {
                    coefficient = coefficient.mul(&power);
                    fraction
                }
                None => total,
            };
            if !exponent.is_zero() {
                let exponent = self.literal_number(&exponent);
                factors.push(self.intern(Op::Power, &[prime_id, exponent]));
            }
        }
        factors.sort_unstable();
        self.scaled(&coefficient, &factors)
    }
}

/// The prime factors below the bound with their multiplicities, and the cofactor (a perfect power reduced).
fn prime_powers(n: Natural) -> Vec<(Natural, i64)> {
    use dashu_base::BitTest;
    let mut found = Vec::new();
    let mut rest = n;
    if rest.bit_len() <= TRIAL_BITS {
        let mut p = 2u32;
        while p < TRIAL_BOUND && rest > Natural::ONE {
            let mut multiplicity = 0;
            while (&rest % p) == 0 {
                rest /= p;
                multiplicity += 1;
            }
            if multiplicity > 0 {
                found.push((Natural::from(p), multiplicity));
            }
            if rest < Natural::from(p) * Natural::from(p) {
                break;
            }
            p += if p == 2 { 1 } else { 2 };
        }
    }
    if rest > Natural::ONE {
        found.push(perfect_power(rest));
    }
    found
}

/// `n` as a perfect power `r^k` with k as large as small primes make it.
fn perfect_power(n: Natural) -> (Natural, i64) {
    let (mut root, mut exponent) = (n, 1);
    for k in [2usize, 3, 5, 7] {
        loop {
            let candidate = root.nth_root(k);
            if candidate <= Natural::ONE || candidate.pow(k) != root {
                break;
            }
            root = candidate;
            exponent *= k as i64;
        }
    }
    (root, exponent)
}

trait UnsignedAbs {
    fn unsigned_abs(self) -> Natural;
}

impl UnsignedAbs for Integer {
    fn unsigned_abs(self) -> Natural {
        self.into_parts().1
    }
}
