//! The formats that are measured: their units, their limits, how numbers are rounded to them.

/// A binary floating-point format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// IEEE binary32, computed in it.
    F32,
    /// IEEE binary64, computed in it.
    F64,
    /// The upper half of binary32: computed in `f32` and rounded.
    Bf16,
    /// IEEE binary16: computed in `f32` and rounded.
    F16,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 4] = [Format::F32, Format::F64, Format::Bf16, Format::F16];

    /// Its name in Rust and in the frameworks.
    pub fn name(self) -> &'static str {
        match self {
            Format::F32 => "f32",
            Format::F64 => "f64",
            Format::Bf16 => "bf16",
            Format::F16 => "fp16",
        }
    }

    /// Bits of the significand, the hidden one included.
    fn digits(self) -> i32 {
        match self {
            Format::F32 => 24,
            Format::F64 => 53,
            Format::Bf16 => 8,
            Format::F16 => 11,
        }
    }

    /// The exponent of the least positive normal number.
    fn least_exponent(self) -> i32 {
        match self {
            Format::F32 | Format::Bf16 => -126,
            Format::F64 => -1022,
            Format::F16 => -14,
        }
    }

    /// The least positive normal number.
    pub fn least_normal(self) -> f64 {
        power_of_two(self.least_exponent())
    }

    /// The greatest finite number.
    pub fn greatest(self) -> f64 {
        let ulps = power_of_two(self.digits()) - 1.0;
        ulps * power_of_two(self.greatest_unit())
    }

    /// Whether a number, given as its nearest double, is rounded to ±∞.
    pub(super) fn overflows(self, value: f64) -> bool {
        match self {
            Format::F64 => value.is_infinite(),
            // Half a unit beyond the greatest number is the tie, which goes to the even side: up.
            _ => value.abs() >= self.greatest() + 0.5 * power_of_two(self.greatest_unit()),
        }
    }

    /// The exponent of one unit in the last place of the greatest number.
    fn greatest_unit(self) -> i32 {
        // The exponents of all these formats lie from 1 − b to b.
        1 - self.least_exponent() - (self.digits() - 1)
    }

    /// k such that 2^k is the unit in the last place of a number: the distance of its neighbors in the format,
    /// were its exponents unbounded above; that of the least positive number among the subnormal ones and at 0.
    pub(super) fn unit(self, value: f64) -> i32 {
        let field = (value.to_bits() >> 52 & 0x7ff) as i32;
        let exponent = (field - 1023).clamp(self.least_exponent(), 1 - self.least_exponent());
        exponent - (self.digits() - 1)
    }

    /// The nearest number of the format to a single-precision one, ties to even.
    pub(super) fn round(self, value: f32) -> f32 {
        match self {
            Format::F32 | Format::F64 => value,
            Format::Bf16 | Format::F16 if !value.is_finite() => value,
            Format::Bf16 | Format::F16 => {
                let wide = f64::from(value);
                if self.overflows(wide) {
                    return f32::INFINITY.copysign(value);
                }
                let unit = power_of_two(self.unit(wide));
                ((wide / unit).round_ties_even() * unit) as f32
            }
        }
    }

    /// The finite numbers of a format of 16 bits, in the order of their bits; `None` for the others.
    pub fn all_numbers(self) -> Option<Vec<f64>> {
        let number: fn(u16) -> f64 = match self {
            Format::Bf16 => |bits| f64::from(f32::from_bits(u32::from(bits) << 16)),
            Format::F16 => half,
            Format::F32 | Format::F64 => return None,
        };
        Some((0..=u16::MAX).map(number).filter(|x| x.is_finite()).collect())
    }
}

/// The number with these bits in binary16.
fn half(bits: u16) -> f64 {
    let (field, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let size = match field {
        0 => fraction * power_of_two(-24),
        31 if fraction > 0.0 => f64::NAN,
        31 => f64::INFINITY,
        _ => (1024.0 + fraction) * power_of_two(field - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}

/// 2^k for −1074 ≤ k ≤ 1023.
pub(super) fn power_of_two(k: i32) -> f64 {
    match k {
        -1022..=1023 => f64::from_bits(((k + 1023) as u64) << 52),
        _ => f64::from_bits(1 << (k + 1074)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_their_limits() {
        let check = |format: Format, least: f64, greatest: f64| {
            assert_eq!((format.least_normal(), format.greatest()), (least, greatest), "{format:?}");
        };
        check(Format::F32, f64::from(f32::MIN_POSITIVE), f64::from(f32::MAX));
        check(Format::F64, f64::MIN_POSITIVE, f64::MAX);
        check(Format::Bf16, f64::from(f32::MIN_POSITIVE), 3.3895313892515355e38);
        check(Format::F16, 6.103515625e-5, 65504.0);
    }

    #[test]
    fn units_are_the_distances_of_neighbors() {
        for x in [1.0_f32, 1.5, 3e-39, 1e-45, 0.0, 1e30, f32::MAX.next_down()] {
            let unit = f64::from(x.next_up()) - f64::from(x);
            assert_eq!(power_of_two(Format::F32.unit(f64::from(x))), unit, "{x}");
        }
        assert_eq!(Format::F64.unit(5e-324), -1074);
        assert_eq!(Format::F16.unit(1e-30), -24);
        assert_eq!(Format::Bf16.unit(1.0), -7);
    }

    #[test]
    fn sixteen_bits_are_rounded_to_the_even_neighbor() {
        let check = |format: Format, x: f32, rounded: f32| {
            assert_eq!(format.round(x).to_bits(), rounded.to_bits(), "{format:?} {x}");
        };
        check(Format::Bf16, 257.0 / 256.0, 1.0);
        check(Format::Bf16, 259.0 / 256.0, 260.0 / 256.0);
        check(Format::F16, 65519.0, 65504.0);
        check(Format::F16, -65520.0, f32::NEG_INFINITY);
        check(Format::F16, 2.98e-8, 0.0);
        check(Format::F16, 2.99e-8, 5.9604645e-8);
        check(Format::F16, -1e-30, -0.0);
    }

    #[test]
    fn all_numbers_of_sixteen_bits_are_their_own_rounding() {
        for (format, count) in [(Format::Bf16, 65_280), (Format::F16, 63_488)] {
            let numbers = format.all_numbers().expect("sixteen bits");
            assert_eq!(numbers.len(), count);
            assert!(numbers.iter().all(|&x| f64::from(format.round(x as f32)) == x));
        }
        assert_eq!(Format::F16.all_numbers().expect("numbers")[0x3c01], 1.0009765625);
        assert!(Format::F32.all_numbers().is_none());
    }
}
