//! Arithmetic modulo word-sized primes: the field, univariate polynomials, interpolation, and the
//! recombination of residues.

mod crt;
mod field;
mod solve;
mod univariate;

pub(super) use crt::Residues;
pub(super) use field::{Field, Primes};
pub(super) use solve::{Interpolation, vandermonde};
pub(super) use univariate::{bezout, degree, evaluate, gcd, mul};

/// A stream of pseudo-random words for evaluation points: reproducible, and never trusted.
pub(super) struct Points(u64);

impl Points {
    pub(super) fn new(seed: u64) -> Points {
        Points(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0xd1b5_4a32_d192_ed03)
    }

    /// A nonzero element of the field.
    pub(super) fn next(&mut self, field: &Field) -> u64 {
        loop {
            // splitmix64
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let element = (z ^ (z >> 31)) % field.prime();
            if element != 0 {
                return element;
            }
        }
    }

    /// Distinct nonzero elements; there must be that many.
    pub(super) fn distinct(&mut self, field: &Field, n: usize) -> Vec<u64> {
        let mut out: Vec<u64> = Vec::with_capacity(n);
        let mut seen = std::collections::BTreeSet::new();
        while out.len() < n {
            let element = self.next(field);
            if seen.insert(element) {
                out.push(element);
            }
        }
        out
    }
}
