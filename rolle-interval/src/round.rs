//! Directed rounding without touching the rounding mode of the machine.
//!
//! The hardware rounds to nearest. An error-free transformation then gives the rest exactly (two-sum
//! of Knuth and Møller; two-product of Dekker and Veltkamp, or one fused multiply-add where the
//! target has it), and its sign says whether the neighbour is needed: the result is the tightest
//! directed rounding. Where a transformation would overflow or lose bits to underflow, the exact
//! result is formed in 128-bit integers. Source: Muller et al., *Handbook of Floating-Point
//! Arithmetic*, 2nd ed. (2018), chapters 4 and 5.
//!
//! No argument is a NaN. An infinite argument is the end of an unbounded interval, so 0·∞ = 0.

/// Where the fast path of a product is exact: its rest needs 2^−1074 ≤ ulp², its halves must not overflow.
const PRODUCT_MIN: f64 = f64::from_bits((1023 - 960) << 52);
const PRODUCT_MAX: f64 = f64::from_bits((1023 + 1020) << 52);
const FACTOR_MAX: f64 = f64::from_bits((1023 + 990) << 52);

/// The neighbour below a number that is neither zero nor −∞.
#[inline]
fn below(x: f64) -> f64 {
    let bits = x.to_bits();
    f64::from_bits(bits.wrapping_add((bits >> 63).wrapping_mul(2)).wrapping_sub(1))
}

/// The neighbour above a number that is neither zero nor +∞.
#[inline]
fn above(x: f64) -> f64 {
    -below(-x)
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
    if rest < 0.0 {
        below(sum)
    } else if rest >= 0.0 {
        sum
    } else {
        add_edge(a, b, sum)
    }
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

/// The exact value of a·b − product, where the halves neither overflow nor underflow.
#[inline]
fn product_rest(a: f64, b: f64, product: f64) -> f64 {
    #[cfg(any(target_feature = "fma", target_arch = "aarch64"))]
    {
        a.mul_add(b, -product)
    }
    #[cfg(not(any(target_feature = "fma", target_arch = "aarch64")))]
    {
        dekker(a, b, product)
    }
}

/// Dekker's product: the factors are cut into halves of 26 bits, whose products are exact.
#[cfg_attr(any(target_feature = "fma", target_arch = "aarch64"), allow(dead_code))]
#[inline]
fn dekker(a: f64, b: f64, product: f64) -> f64 {
    let halves = |x: f64| {
        let scaled = 134_217_729.0 * x;
        let high = scaled - (scaled - x);
        (high, x - high)
    };
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
}

/// Whether [`product_rest`] is exact.
#[inline]
fn product_is_tame(a: f64, b: f64, product: f64) -> bool {
    let size = product.abs();
    (PRODUCT_MIN..=PRODUCT_MAX).contains(&size) && a.abs() <= FACTOR_MAX && b.abs() <= FACTOR_MAX
}

/// a·b rounded towards −∞.
#[inline]
pub(crate) fn mul_down(a: f64, b: f64) -> f64 {
    let product = a * b;
    if !product_is_tame(a, b, product) {
        return mul_edge(a, b);
    }
    if product_rest(a, b, product) < 0.0 { below(product) } else { product }
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
    // The rest a − q·b is a double when a·2^−105 is one.
    let tame = a.abs() >= PRODUCT_MIN
        && a.abs() <= FACTOR_MAX
        && b.abs() >= PRODUCT_MIN
        && b.abs() <= FACTOR_MAX
        && quotient.abs() >= PRODUCT_MIN
        && quotient.abs() <= FACTOR_MAX;
    if !tame {
        return div_edge(a, b);
    }
    let product = quotient * b;
    let rest = (a - product) - product_rest(quotient, b, product);
    // The quotient is too large when the rest and the divisor have opposite signs.
    if rest != 0.0 && (rest < 0.0) != (b < 0.0) { below(quotient) } else { quotient }
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
    let (root, rest) = sqrt_rest(x);
    if rest < 0.0 { below(root) } else { root }
}

/// √x rounded towards +∞, for x ≥ 0.
#[inline]
pub(crate) fn sqrt_up(x: f64) -> f64 {
    let (root, rest) = sqrt_rest(x);
    if rest > 0.0 { above(root) } else { root }
}

/// The root to nearest and the sign of x − root².
#[inline]
fn sqrt_rest(x: f64) -> (f64, f64) {
    if x == 0.0 || x == f64::INFINITY {
        return (x, 0.0);
    }
    // An even power of two brings x into the range where root² is exact; the root scales with it.
    let (scaled, back) = if x < PRODUCT_MIN {
        (x * power_of_two(200), power_of_two(-100))
    } else if x > FACTOR_MAX {
        (x * power_of_two(-200), power_of_two(100))
    } else {
        (x, 1.0)
    };
    let root = scaled.sqrt();
    let product = root * root;
    let rest = (scaled - product) - product_rest(root, root, product);
    (root * back, rest)
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
