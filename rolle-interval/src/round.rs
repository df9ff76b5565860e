//! Directed rounding without touching the rounding mode of the machine.
//!
//! The hardware rounds to nearest. Whether the neighbour is needed is then decided exactly, so the result is
//! the tightest directed rounding: for a sum by the rest that two-sum gives (Knuth; Møller), for products,
//! quotients and roots by the last bits of the product of two mantissas. Where something is not a normal
//! number the exact result is formed in 128-bit integers. Source: Muller et al., *Handbook of
//! Floating-Point Arithmetic*, 2nd ed. (2018), chapters 4 and 5.
//!
//! No argument is a NaN. An infinite argument is the end of an unbounded interval, so 0·∞ = 0.

/// The neighbour below a number that is neither zero nor −∞, or the number itself.
///
/// Without a branch: whether a rounding went up is as good as random.
#[inline]
fn below_if(needed: bool, x: f64) -> f64 {
    let bits = x.to_bits();
    let step = (bits >> 63).wrapping_mul(2).wrapping_sub(1);
    f64::from_bits(bits.wrapping_add(step & u64::from(needed).wrapping_neg()))
}

/// The neighbour below a number that is neither zero nor −∞.
#[inline]
fn below(x: f64) -> f64 {
    below_if(true, x)
}

/// The next double below; −∞ stays, zero of either sign goes to −2^−1074.
#[inline]
fn down(x: f64) -> f64 {
    if x == 0.0 {
        -f64::from_bits(1)
    } else if x == f64::NEG_INFINITY {
        x
    } else {
        below(x)
    }
}

/// `steps` doubles below.
#[inline]
pub(crate) fn down_by(x: f64, steps: u32) -> f64 {
    (0..steps).fold(x, |x, _| down(x))
}

/// `steps` doubles above.
#[inline]
pub(crate) fn up_by(x: f64, steps: u32) -> f64 {
    -down_by(-x, steps)
}

/// a + b rounded towards −∞.
#[inline]
pub(crate) fn add_down(a: f64, b: f64) -> f64 {
    let sum = a + b;
    // Two-sum: the rest is exact even when subnormal, as long as nothing overflows.
    let part = sum - a;
    let rest = (a - (sum - part)) + (b - part);
    if rest.is_nan() { add_edge(a, b, sum) } else { below_if(rest < 0.0, sum) }
}

/// A sum whose rest overflowed on the way.
#[cold]
fn add_edge(a: f64, b: f64, sum: f64) -> f64 {
    match a.is_finite() && b.is_finite() {
        true if sum == f64::INFINITY => f64::MAX,
        true if sum.is_finite() => below(sum),
        _ => sum,
    }
}

/// a + b rounded towards +∞.
#[inline]
pub(crate) fn add_up(a: f64, b: f64) -> f64 {
    -add_down(-a, -b)
}

/// a − b rounded towards −∞.
#[inline]
pub(crate) fn sub_down(a: f64, b: f64) -> f64 {
    add_down(a, -b)
}

/// a − b rounded towards +∞.
#[inline]
pub(crate) fn sub_up(a: f64, b: f64) -> f64 {
    -add_down(-a, b)
}

/// The sign of |x·y| − |z| for a z within one ulp of the product, or `None` unless all three are normal.
///
/// The difference is below 2^54 units of the last place of the exact product of the mantissas, so the low 64
/// bits of that product decide; they cost one multiplication.
#[inline]
fn excess(x: f64, y: f64, z: f64) -> Option<i64> {
    const FRACTION: u64 = (1 << 52) - 1;
    let size = |x: f64| x.to_bits() & (u64::MAX >> 1);
    let (x, y, z) = (size(x), size(y), size(z));
    let is_special = |bits: u64| (bits >> 52).wrapping_sub(1) >= 2046;
    if is_special(x) || is_special(y) || is_special(z) {
        return None;
    }
    let mantissa = |bits: u64| bits & FRACTION | (1 << 52);
    // 52 or 53: where the last place of z lies above that of the exact product.
    let place = (z >> 52) + 1075 - (x >> 52) - (y >> 52);
    let product = mantissa(x).wrapping_mul(mantissa(y));
    Some(product.wrapping_sub(mantissa(z) << (place & 63)) as i64)
}

/// An excess in size as one in value, by the sign of the number.
#[inline]
fn signed(excess: i64, number: f64) -> i64 {
    let mask = number.to_bits() as i64 >> 63;
    (excess ^ mask) - mask
}

/// a·b rounded towards −∞.
#[inline]
pub(crate) fn mul_down(a: f64, b: f64) -> f64 {
    let product = a * b;
    match excess(a, b, product) {
        None => mul_edge(a, b),
        // A lack says that the product is too large in size.
        Some(excess) => below_if(signed(excess, product) < 0, product),
    }
}

/// a·b rounded towards +∞.
#[inline]
pub(crate) fn mul_up(a: f64, b: f64) -> f64 {
    -mul_down(-a, b)
}

/// A product with a factor 0 or ∞, or outside the range of the fast path.
#[inline(never)]
fn mul_edge(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 {
        return 0.0;
    }
    if a.is_infinite() || b.is_infinite() {
        return a * b;
    }
    let ((m, e), (n, f)) = (split(a), split(b));
    assemble((a < 0.0) != (b < 0.0), u128::from(m) * u128::from(n), e + f, false)
}

/// a/b rounded towards −∞, for b ≠ 0.
#[inline]
pub(crate) fn div_down(a: f64, b: f64) -> f64 {
    let quotient = a / b;
    match excess(quotient, b, a) {
        None => div_edge(a, b),
        // An excess says that the quotient is too large in size.
        Some(excess) => below_if(signed(excess, quotient) > 0, quotient),
    }
}

/// a/b rounded towards +∞, for b ≠ 0.
#[inline]
pub(crate) fn div_up(a: f64, b: f64) -> f64 {
    -div_down(-a, b)
}

/// A quotient with 0 or ∞ in it, or outside the range of the fast path.
#[inline(never)]
fn div_edge(a: f64, b: f64) -> f64 {
    if a == 0.0 || b.is_infinite() {
        return 0.0;
    }
    if a.is_infinite() {
        return if (a < 0.0) == (b < 0.0) { f64::INFINITY } else { f64::NEG_INFINITY };
    }
    let ((m, e), (n, f)) = (split(a), split(b));
    // Mantissas of 53 bits each: the quotient has 71 or 72 bits, the rest goes into the sticky bit.
    let (m, n) = (u128::from(m) << 72, u128::from(n));
    assemble((a < 0.0) != (b < 0.0), m / n, e - f - 72, m % n != 0)
}

/// √x rounded towards −∞, for x ≥ 0.
#[inline]
pub(crate) fn sqrt_down(x: f64) -> f64 {
    let (root, excess) = sqrt_excess(x);
    below_if(excess > 0, root)
}

/// √x rounded towards +∞, for x ≥ 0.
#[inline]
pub(crate) fn sqrt_up(x: f64) -> f64 {
    let (root, excess) = sqrt_excess(x);
    -below_if(excess < 0, -root)
}

/// The root to nearest and the sign of root² − x.
#[inline]
fn sqrt_excess(x: f64) -> (f64, i64) {
    let root = x.sqrt();
    match excess(root, root, x) {
        Some(excess) => (root, excess),
        None if x == 0.0 || x == f64::INFINITY => (x, 0),
        None => {
            // An even power of two makes a subnormal number normal; the root scales with it.
            let scaled = x * power_of_two(200);
            let root = scaled.sqrt();
            (root * power_of_two(-100), excess(root, root, scaled).unwrap_or(0))
        }
    }
}

/// 2^k for a normal result.
const fn power_of_two(k: i32) -> f64 {
    f64::from_bits(((1023 + k) as u64) << 52)
}

/// |x| = m·2^e with 2^52 ≤ m < 2^53, for a finite x ≠ 0.
fn split(x: f64) -> (u64, i32) {
    let bits = x.to_bits() & (u64::MAX >> 1);
    let (field, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    if field == 0 {
        let shift = fraction.leading_zeros() as i32 - 11;
        (fraction << shift, -1074 - shift)
    } else {
        (fraction | 1 << 52, field - 1075)
    }
}

/// ±(m + rest)·2^e rounded towards −∞, where m ≠ 0 and 0 ≤ rest < 1 is zero unless `sticky`.
pub(crate) fn assemble(negative: bool, m: u128, e: i32, sticky: bool) -> f64 {
    let length = 128 - m.leading_zeros() as i32;
    // The unit of the result: 53 bits are kept, fewer below the normal numbers.
    let unit = (e + length - 53).max(-1074);
    let cut = unit - e;
    let (kept, inexact) = match cut {
        ..=0 => (m << -cut, sticky),
        1..128 => (m >> cut, sticky || m & ((1 << cut) - 1) != 0),
        _ => (0, true),
    };
    let kept = kept + u128::from(negative && inexact);
    let size = scale(kept as f64, unit);
    match negative {
        true => -size,
        false if size == f64::INFINITY => f64::MAX,
        false => size,
    }
}

/// x·2^k for an integer 0 ≤ x ≤ 2^53 and k ≥ −1074: exact, or ∞.
fn scale(x: f64, k: i32) -> f64 {
    if k > 971 {
        return if x == 0.0 { 0.0 } else { f64::INFINITY };
    }
    if k >= -1022 { x * power_of_two(k) } else { x * power_of_two(-1000) * power_of_two(k + 1000) }
}

#[cfg(test)]
mod tests;
