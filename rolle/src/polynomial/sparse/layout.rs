//! How an exponent vector is packed into 64-bit words.
//!
//! All fields of a polynomial have one width; variable 0 sits in the highest field of the first
//! word, so comparing the words in order is the lexicographic order of the exponents. The top bit
//! of each field is a guard that stays clear: sums of two exponents that the layout was chosen for
//! cannot carry, and a borrow in a difference shows there. The layout is a function of the number
//! of variables and of the largest exponent alone, hence equal polynomials are equal bit by bit.

/// The packing of one polynomial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    vars: u32,
    words: u32,
    per_word: u32,
    bits: u32,
}

impl Layout {
    /// The narrowest layout for exponents up to `max` in `vars` variables.
    pub(super) fn new(vars: usize, max: u32) -> Layout {
        let need = 33 - max.leading_zeros();
        let fit = 64 / need.max(2);
        let vars = vars as u32;
        let words = vars.div_ceil(fit).max(1);
        let per_word = vars.div_ceil(words).max(1);
        Layout { vars, words, per_word, bits: 64 / per_word }
    }

    pub(super) fn vars(&self) -> usize {
        self.vars as usize
    }

    /// Words per monomial, at least one.
    pub(super) fn words(&self) -> usize {
        self.words as usize
    }

    /// The word and the shift of a variable's field.
    #[inline]
    pub(super) fn place(&self, var: usize) -> (usize, u32) {
        let var = var as u32;
        ((var / self.per_word) as usize, self.bits * (self.per_word - 1 - var % self.per_word))
    }

    /// The mask of a field at shift 0, guard included.
    #[inline]
    pub(super) fn field(&self) -> u64 {
        if self.bits == 64 { u64::MAX } else { (1 << self.bits) - 1 }
    }

    #[inline]
    pub(super) fn exponent(&self, monomial: &[u64], var: usize) -> u32 {
        let (word, shift) = self.place(var);
        ((monomial[word] >> shift) & self.field()) as u32
    }

    /// Unpacks all exponents.
    pub(super) fn unpack(&self, monomial: &[u64]) -> Vec<u32> {
        (0..self.vars()).map(|v| self.exponent(monomial, v)).collect()
    }

    /// Packs exponents that fit, appending to `out`.
    pub(super) fn pack(&self, exponents: &[u32], out: &mut Vec<u64>) {
        let start = out.len();
        out.resize(start + self.words(), 0);
        for (var, &e) in exponents.iter().enumerate() {
            let (word, shift) = self.place(var);
            out[start + word] |= u64::from(e) << shift;
        }
    }

    /// The guard bits of one word.
    pub(super) fn guard(&self) -> u64 {
        (0..self.per_word).fold(0, |g, i| g | 1 << (self.bits * i + self.bits - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_unpacks_at_every_width() {
        for vars in [0usize, 1, 2, 3, 4, 7, 21, 22, 33, 100] {
            for max in [0u32, 1, 2, 3, 1000, 1 << 20, u32::MAX / 2, u32::MAX] {
                let layout = Layout::new(vars, max);
                let e: Vec<u32> =
                    (0..vars).map(|i| max.wrapping_sub(i as u32) % max.max(1)).collect();
                let mut words = Vec::new();
                layout.pack(&e, &mut words);
                assert_eq!(words.len(), layout.words());
                assert_eq!(layout.unpack(&words), e);
                assert!(words.iter().all(|w| w & layout.guard() == 0), "{vars} {max}");
            }
        }
    }

    #[test]
    fn word_order_is_lexicographic() {
        for max in [9u32, 1 << 22] {
            let layout = Layout::new(4, max);
            let pack = |e: &[u32]| {
                let mut w = Vec::new();
                layout.pack(e, &mut w);
                w
            };
            assert!(pack(&[1, 0, 0, 0]) > pack(&[0, max, max, max]));
            assert!(pack(&[1, 0, 2, 0]) > pack(&[1, 0, 1, max]));
        }
    }
}
