//! Scattered products: sums in a hash table, sorted at the end.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;

use super::super::coefficients::Coefficients;
use super::super::key::Key;
use super::super::limits::Limits;
use super::{Accumulator, Factor, Terms};
use crate::error::Result;

/// A multiplicative hash of packed monomials; each word is folded through a full product.
#[derive(Default)]
pub(in super::super) struct MonomialHasher(u64);

impl Hasher for MonomialHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        let mixed = (product >> 64) as u64 ^ product as u64;
        self.0 = mixed.wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29);
    }

    fn write_u128(&mut self, word: u128) {
        self.write_u64((word >> 64) as u64);
        self.write_u64(word as u64);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}

pub(in super::super) type MonomialMap<K, V> = HashMap<K, V, BuildHasherDefault<MonomialHasher>>;

pub(super) fn multiply<K: Key, A: Accumulator>(
    a: &Factor<'_, A::Factor>,
    b: &Factor<'_, A::Factor>,
    limits: &Limits,
) -> Result<Terms> {
    let words = a.layout.words();
    let kb: Vec<K> = b.monomials.chunks_exact(words).map(K::read).collect();
    let mut sums: MonomialMap<K, A> = MonomialMap::default();
    for (m, x) in a.monomials.chunks_exact(words).zip(a.coefficients) {
        let m = K::read(m);
        for (k, y) in kb.iter().zip(b.coefficients) {
            sums.entry(m.times(k)).or_default().add_product(x, y);
        }
        limits.check_terms(sums.len() as u128)?;
    }
    let mut terms: Vec<(K, A)> = sums.into_iter().filter(|(_, sum)| !sum.is_zero()).collect();
    terms.sort_unstable_by(|x, y| y.0.cmp(&x.0));
    let mut out =
        (Vec::with_capacity(terms.len() * words), Coefficients::with_capacity(terms.len()));
    for (key, mut sum) in terms {
        key.write(words, &mut out.0);
        sum.take(&mut out.1);
    }
    Ok(out)
}
