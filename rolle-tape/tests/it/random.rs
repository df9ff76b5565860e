//! Arguments, reproducible.

use rolle_tape::vector::Real;

/// A small generator of pseudo-random numbers (Marsaglia's xorshift).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Between −1 and 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// Of any size, of moderate size, below one.
    pub(crate) fn argument<T: Real>(&mut self) -> T {
        match self.next() % 8 {
            0 => T::from_bits(self.next() >> if T::FRACTION_BITS == 23 { 32 } else { 0 }),
            1 => T::from_f64(self.unit() * 800.0),
            2 => T::from_f64(self.unit() * 100.0),
            3 | 4 => T::from_f64(self.unit() * 8.0),
            5 => T::from_f64(1.0 + self.unit() * 0.5),
            _ => T::from_f64(self.unit()),
        }
    }

    /// A second word for a first one: at most half an ulp, with eight bits, so that the sum of two `f32` is an `f64`.
    pub(crate) fn second_word<T: Real>(&mut self, hi: T) -> T {
        let part = T::from_f64((self.next() % 257) as f64 / 256.0 - 0.5);
        hi.abs() * T::EPSILON * T::HALF * part
    }
}
