//! Monomials as values: one word, two words, or a slice.
//!
//! The algorithms are written once over this trait and instantiated for the three sizes.

use std::hash::Hash;

/// A packed monomial; the order is the lexicographic order of the exponents.
pub(super) trait Key: Clone + Ord + Hash {
    /// Reads one monomial of `words.len()` words.
    fn read(words: &[u64]) -> Self;
    /// Appends the words.
    fn write(&self, words: usize, out: &mut Vec<u64>);
    /// The product of two monomials whose exponents' sums fit.
    fn times(&self, other: &Self) -> Self;
    /// The quotient, if every exponent of `other` is at most that of `self`. `guard` holds the
    /// guard bits of every word.
    fn over(&self, other: &Self, guard: &Self) -> Option<Self>;
}

impl Key for u64 {
    fn read(words: &[u64]) -> u64 {
        words[0]
    }

    fn write(&self, _: usize, out: &mut Vec<u64>) {
        out.push(*self);
    }

    fn times(&self, other: &u64) -> u64 {
        self + other
    }

    fn over(&self, other: &u64, guard: &u64) -> Option<u64> {
        let d = (self | guard) - other;
        (d & guard == *guard).then_some(d & !guard)
    }
}

impl Key for u128 {
    fn read(words: &[u64]) -> u128 {
        u128::from(words[0]) << 64 | u128::from(words[1])
    }

    fn write(&self, _: usize, out: &mut Vec<u64>) {
        out.extend([(self >> 64) as u64, *self as u64]);
    }

    fn times(&self, other: &u128) -> u128 {
        self + other
    }

    fn over(&self, other: &u128, guard: &u128) -> Option<u128> {
        let d = (self | guard) - other;
        (d & guard == *guard).then_some(d & !guard)
    }
}

impl Key for Box<[u64]> {
    fn read(words: &[u64]) -> Box<[u64]> {
        words.into()
    }

    fn write(&self, _: usize, out: &mut Vec<u64>) {
        out.extend_from_slice(self);
    }

    fn times(&self, other: &Box<[u64]>) -> Box<[u64]> {
        self.iter().zip(other.iter()).map(|(a, b)| a + b).collect()
    }

    fn over(&self, other: &Box<[u64]>, guard: &Box<[u64]>) -> Option<Box<[u64]>> {
        self.iter().zip(other.iter()).zip(guard.iter()).map(|((a, b), g)| a.over(b, g)).collect()
    }
}

/// Runs `$body` with `$K` standing for the key type of `$words` words.
macro_rules! with_key {
    ($words:expr, $K:ident => $body:expr) => {
        match $words {
            1 => {
                type $K = u64;
                $body
            }
            2 => {
                type $K = u128;
                $body
            }
            _ => {
                type $K = Box<[u64]>;
                $body
            }
        }
    };
}
pub(super) use with_key;
