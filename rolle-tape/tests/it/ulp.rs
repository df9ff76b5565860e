//! Errors in units in the last place.

use rolle_tape::vector::Real;

/// (mantissa + rest)·2^exponent, 1 ≤ |mantissa| < 2 unless the value is 0, infinite or NaN.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    pub(crate) mantissa: f64,
    pub(crate) rest: f64,
    pub(crate) exponent: i32,
}

impl Value {
    pub(crate) fn from_f64(value: f64) -> Value {
        if value == 0.0 || !value.is_finite() {
            return Value { mantissa: value, rest: 0.0, exponent: 0 };
        }
        let (mut value, mut exponent) = (value, 0);
        if value.abs() < f64::MIN_POSITIVE {
            (value, exponent) = (value * 2f64.powi(54), -54);
        }
        let field = (value.to_bits() >> 52 & 0x7ff) as i32 - 1023;
        let mantissa = value * 2f64.powi(-field / 2) * 2f64.powi(-field + field / 2);
        Value { mantissa, rest: 0.0, exponent: exponent + field }
    }
}

/// x·2^n, exact unless it overflows or x is far smaller than 1.
fn scale(x: f64, n: i32) -> f64 {
    let third = n / 3;
    x * 2f64.powi(third) * 2f64.powi(third) * 2f64.powi(n - 2 * third)
}

/// |found − value| in units of the last place of the value; half a unit is the best there is. Infinite where one is
/// NaN and the other is not, or where a number is found for ±∞; ±∞ is right for what rounds to it.
pub(crate) fn error<T: Real>(found: T, value: Value) -> f64 {
    let found = found.to_f64();
    if value.mantissa.is_nan() || found.is_nan() {
        return if value.mantissa.is_nan() && found.is_nan() { 0.0 } else { f64::INFINITY };
    }
    if value.mantissa.is_infinite() || value.mantissa == 0.0 {
        return if found == value.mantissa { 0.0 } else { f64::INFINITY };
    }
    let greatest = T::MAX_EXPONENT.to_f64() as i32;
    if found.is_infinite() {
        // The value in units of the last place of the greatest number, of which that has 2^(bits + 1) − 1.
        let units = scale(
            value.mantissa,
            value.exponent.min(greatest + 2) - greatest + T::FRACTION_BITS as i32,
        );
        let greatest = 2f64.powi(T::FRACTION_BITS as i32 + 1) - 1.0;
        let above = units.abs() - greatest;
        let right = found.signum() == value.mantissa.signum();
        // One above the greatest number is what ∞ stands for.
        return if right { (1.0 - above).max(0.0) } else { f64::INFINITY };
    }
    let least = T::MIN_EXPONENT.to_f64() as i32;
    let unit = value.exponent.clamp(least, greatest) - T::FRACTION_BITS as i32;
    // Relative to 2^exponent both are near one, so the difference is exact enough.
    let near = scale(found, -value.exponent);
    scale((near - value.mantissa) - value.rest, value.exponent - unit).abs()
}

#[test]
fn errors_are_measured() {
    let third = Value { mantissa: 4.0 / 3.0, rest: 0.0, exponent: -2 };
    assert!(error(1.0_f32 / 3.0, third) <= 0.5);
    assert_eq!(error(1.0_f64.next_up(), Value::from_f64(1.0)), 1.0);
    assert_eq!(error(0.0_f64, Value { mantissa: 1.0, rest: 0.0, exponent: -1075 }), 0.5);
    assert_eq!(error(f64::from_bits(3), Value::from_f64(f64::from_bits(1))), 2.0);
    assert_eq!(error(f32::MAX, Value::from_f64(f32::MAX as f64)), 0.0);
    assert_eq!(error(f32::INFINITY, Value::from_f64(2f64.powi(128))), 0.0);
    assert_eq!(error(f32::INFINITY, Value::from_f64(f32::MAX as f64)), 1.0);
    assert_eq!(error(f64::NAN, Value::from_f64(1.0)), f64::INFINITY);
    assert_eq!(error(1.0_f64, Value::from_f64(f64::INFINITY)), f64::INFINITY);
}
