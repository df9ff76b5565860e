//! Constants in twice the precision of a double.

use crate::vector::Real;

/// A constant as the unevaluated sum of two doubles, |low| ≤ ½ ulp(high).
///
/// Formats take from it what they hold: a high part that is nearest, and the rest as a low part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wide {
    /// The nearest double.
    pub high: f64,
    /// What is missing, to the nearest double.
    pub low: f64,
}

impl Wide {
    /// Zero.
    pub const ZERO: Wide = Wide { high: 0.0, low: 0.0 };

    /// A double.
    pub const fn new(value: f64) -> Wide {
        Wide { high: value, low: 0.0 }
    }

    /// The nearest number of a format.
    pub fn high<T: Real>(self) -> T {
        T::from_f64(self.high)
    }

    /// What the nearest number of a format lacks, to the nearest number of it.
    pub fn low<T: Real>(self) -> T {
        let high = T::from_f64(self.high).to_f64();
        match high.is_finite() {
            true => T::from_f64((self.high - high) + self.low),
            false => T::ZERO,
        }
    }

    /// The product, to about 100 bits.
    pub fn times(self, other: Wide) -> Wide {
        let product = self.high * other.high;
        let error = self.high.mul_add(other.high, -product);
        let rest = error + (self.high * other.low + self.low * other.high);
        let high = product + rest;
        Wide { high, low: if high.is_finite() { rest - (high - product) } else { 0.0 } }
    }

    /// Whether both parts are equal, bit for bit; the two zeros differ.
    fn bits(self) -> (u64, u64) {
        (self.high.to_bits(), self.low.to_bits())
    }
}

impl PartialEq for Wide {
    fn eq(&self, other: &Wide) -> bool {
        self.bits() == other.bits()
    }
}

impl Eq for Wide {}

impl std::hash::Hash for Wide {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bits().hash(state);
    }
}

impl From<f64> for Wide {
    fn from(value: f64) -> Wide {
        Wide::new(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_take_what_they_hold() {
        // π to 106 bits.
        let pi = Wide { high: std::f64::consts::PI, low: 1.2246467991473532e-16 };
        assert_eq!(pi.high::<f64>(), std::f64::consts::PI);
        assert_eq!(pi.low::<f64>(), 1.2246467991473532e-16);
        assert_eq!(pi.high::<f32>(), std::f32::consts::PI);
        assert_eq!(pi.low::<f32>(), -8.742278e-8);
        assert_eq!(Wide::new(1e300).low::<f32>(), 0.0);
    }
}
