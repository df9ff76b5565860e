//! Helpers of the tests: a reader for expanded polynomials in x, y, z and a seeded generator.

use super::poly::SparsePoly;
use crate::number::Integer;

/// Reads a sum of terms such as `-3*x^2*y + z - 1`.
pub(super) fn parse(text: &str) -> SparsePoly {
    parse_in(text, &["x", "y", "z"])
}

/// Reads a sum of terms in the given variables.
pub(super) fn parse_in(text: &str, names: &[&str]) -> SparsePoly {
    let text = text.replace(' ', "").replace('-', "+-");
    let terms = text.split('+').filter(|t| !t.is_empty()).map(|term| {
        let (sign, body) = match term.strip_prefix('-') {
            Some(body) => (-1, body),
            None => (1, term),
        };
        let mut exponents = vec![0u32; names.len()];
        let mut c = Integer::from(sign);
        for factor in body.split('*') {
            let (base, power) = factor.split_once('^').unwrap_or((factor, "1"));
            match names.iter().position(|n| *n == base) {
                Some(v) => exponents[v] += power.parse::<u32>().expect("an exponent"),
                None => c *= base.parse::<Integer>().expect("a number"),
            }
        }
        (exponents, c)
    });
    SparsePoly::from_terms(names.len(), terms).expect("a polynomial")
}

pub(super) fn x_y_z(p: &SparsePoly) -> String {
    p.display(&["x", "y", "z"]).to_string()
}

/// A xorshift generator.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(super) fn below(&mut self, n: u64) -> u64 {
        (self.next() >> 8) % n
    }

    /// An integer of at most `bits` bits, either sign.
    pub(super) fn integer(&mut self, bits: usize) -> Integer {
        let mut v = Integer::ZERO;
        for _ in 0..bits.div_ceil(32) {
            v = (v << 32) + Integer::from(self.next() >> 32);
        }
        let v: Integer = v >> (bits.div_ceil(32) * 32 - bits);
        if self.below(2) == 0 { v } else { -v }
    }

    /// A polynomial of at most `terms` terms, degree at most `degree` in each variable.
    pub(super) fn poly(
        &mut self,
        vars: usize,
        terms: usize,
        degree: u32,
        bits: usize,
    ) -> SparsePoly {
        let list: Vec<_> = (0..terms)
            .map(|_| {
                let e = (0..vars).map(|_| self.below(u64::from(degree) + 1) as u32).collect();
                (e, self.integer(bits))
            })
            .collect();
        SparsePoly::from_terms(vars, list).expect("a polynomial")
    }
}
