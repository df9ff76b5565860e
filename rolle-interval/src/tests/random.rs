//! Random and hard arguments, reproducible.

/// A small generator of pseudo-random numbers (Marsaglia's xorshift).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A number in [0, 1).
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A finite double of any exponent.
    fn wild(&mut self) -> f64 {
        loop {
            let x = f64::from_bits(self.next());
            if x.is_finite() {
                return x;
            }
        }
    }

    /// x or a double up to `reach` steps beside it.
    fn beside(&mut self, x: f64, reach: u64) -> f64 {
        let up = self.next() & 1 == 0;
        (0..=self.below(reach)).skip(1).fold(x, |x, _| if up { x.next_up() } else { x.next_down() })
    }

    /// 2^−60 to 1.
    fn small(&mut self) -> f64 {
        pxfm::f_exp2(-60.0 * self.unit())
    }

    /// An argument where functions are hard: of any size, near integers, multiples of π/2, and edges of domains.
    pub(super) fn argument(&mut self) -> f64 {
        let size = match self.below(12) {
            0 => self.wild().abs(),
            1 => self.unit(),
            2 => self.unit() * 20.0,
            3 => self.unit() * 800.0,
            4 => self.small() * 1e6,
            5 => {
                let half = self.below(60) as f64 * 0.5;
                self.beside(half, 6)
            }
            6 => {
                let turns = self.below(2000) as f64 * std::f64::consts::FRAC_PI_2;
                self.beside(turns, 3)
            }
            7 => 1.0 + self.small(),
            8 => 1.0 - self.small(),
            9 => self.unit() * 170.0,
            10 => return -0.367_879_441_171_442_3 + self.small(),
            _ => self.unit() * 5.0,
        };
        if self.next() & 1 == 0 { size } else { -size }
    }
}
