//! Random numbers that every run repeats.

/// A small generator (Marsaglia, xorshift64).
pub(crate) struct Random(u64);

impl Random {
    /// The generator of all tests, from its beginning.
    pub(crate) fn new() -> Random {
        Random(0x9e37_79b9_7f4a_7c15)
    }

    /// The next number of 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
