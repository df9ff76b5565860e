//! Vectors of 256 bits on x86-64: AVX2 and FMA.
//!
//! Every unsafe block rests on the token inside the vector or mask, or beside it: it proves that the machine has
//! the instructions. `proven!` says so once.

use std::arch::x86_64::*;
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Sub};

use super::{Avx2, Mask, Real, Vector};

/// Calls intrinsics where a token, or a vector or mask made from one, is at hand.
macro_rules! proven {
    ($call:expr) => {
        // SAFETY: an `Avx2` token is made only where AVX2 and FMA were detected, and whoever calls this holds one
        // or a vector or mask made from one. No intrinsic called through this macro touches memory.
        unsafe { $call }
    };
}

macro_rules! binary {
    ($type:ident: $($trait:ident $name:ident $intrinsic:ident),*) => {$(
        impl $trait for $type {
            type Output = $type;
            #[inline(always)]
            fn $name(self, other: $type) -> $type {
                $type(proven!($intrinsic(self.0, other.0)), self.1)
            }
        }
    )*};
}

macro_rules! vector {
    (
        $(#[$doc:meta])* $vector:ident($raw:ident) of $real:ident $lanes:literal,
        $(#[$mask_doc:meta])* $mask:ident;
        set1 $set1:ident, load $load:ident, store $store:ident,
        add $add:ident, sub $sub:ident, mul $mul:ident, div $div:ident,
        fma $fma:ident, fms $fms:ident, fnma $fnma:ident,
        min $min:ident, max $max:ident, sqrt $sqrt:ident, round $round:ident,
        and $and:ident, andnot $andnot:ident, or $or:ident, xor $xor:ident,
        compare $compare:ident, blend $blend:ident, movemask $movemask:ident, full $full:literal,
        power $power:ident, split $split:ident
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $vector($raw, Avx2);

        $(#[$mask_doc])*
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $mask($raw, Avx2);

        binary!($vector: Add add $add, Sub sub $sub, Mul mul $mul, Div div $div);
        binary!($mask: BitAnd bitand $and, BitOr bitor $or);

        impl Neg for $vector {
            type Output = $vector;
            #[inline(always)]
            fn neg(self) -> $vector {
                $vector(proven!($xor(self.0, $set1(-0.0))), self.1)
            }
        }

        impl Not for $mask {
            type Output = $mask;
            #[inline(always)]
            fn not(self) -> $mask {
                let all = proven!($compare::<_CMP_TRUE_UQ>(self.0, self.0));
                $mask(proven!($xor(self.0, all)), self.1)
            }
        }

        impl Mask for $mask {
            #[inline(always)]
            fn any(self) -> bool {
                proven!($movemask(self.0)) != 0
            }
            #[inline(always)]
            fn all(self) -> bool {
                proven!($movemask(self.0)) == $full
            }
        }

        impl Vector for $vector {
            type Real = $real;
            type Mask = $mask;
            type Token = Avx2;
            const LANES: usize = $lanes;

            #[inline(always)]
            fn token(self) -> Avx2 {
                self.1
            }
            #[inline(always)]
            fn splat(token: Avx2, value: $real) -> Self {
                $vector(proven!($set1(value)), token)
            }
            #[inline(always)]
            fn load(token: Avx2, from: &[$real]) -> Self {
                let from = &from[..$lanes];
                // SAFETY: the token; the slice has all lanes, and the instruction asks for no alignment.
                $vector(unsafe { $load(from.as_ptr()) }, token)
            }
            #[inline(always)]
            fn load_padded(token: Avx2, from: &[$real], pad: $real) -> Self {
                if from.len() >= $lanes {
                    return Self::load(token, from);
                }
                let mut lanes = [pad; $lanes];
                lanes[..from.len()].copy_from_slice(from);
                Self::load(token, &lanes)
            }
            #[inline(always)]
            fn store(self, to: &mut [$real]) {
                let to = &mut to[..$lanes];
                // SAFETY: the token inside; the slice has all lanes, and the instruction asks for no alignment.
                unsafe { $store(to.as_mut_ptr(), self.0) }
            }
            #[inline(always)]
            fn store_partial(self, to: &mut [$real]) {
                if to.len() >= $lanes {
                    return self.store(to);
                }
                let mut lanes = [0.0; $lanes];
                self.store(&mut lanes);
                to.copy_from_slice(&lanes[..to.len()]);
            }
            #[inline(always)]
            fn fma(self, factor: Self, addend: Self) -> Self {
                $vector(proven!($fma(self.0, factor.0, addend.0)), self.1)
            }
            #[inline(always)]
            fn fms(self, factor: Self, subtrahend: Self) -> Self {
                $vector(proven!($fms(self.0, factor.0, subtrahend.0)), self.1)
            }
            #[inline(always)]
            fn fnma(self, factor: Self, minuend: Self) -> Self {
                $vector(proven!($fnma(self.0, factor.0, minuend.0)), self.1)
            }
            #[inline(always)]
            fn abs(self) -> Self {
                $vector(proven!($andnot($set1(-0.0), self.0)), self.1)
            }
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                $vector(proven!($min(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                $vector(proven!($max(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                $vector(proven!($sqrt(self.0)), self.1)
            }
            #[inline(always)]
            fn floor(self) -> Self {
                $vector(proven!($round::<{ _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC }>(self.0)), self.1)
            }
            #[inline(always)]
            fn ceil(self) -> Self {
                $vector(proven!($round::<{ _MM_FROUND_TO_POS_INF | _MM_FROUND_NO_EXC }>(self.0)), self.1)
            }
            #[inline(always)]
            fn trunc(self) -> Self {
                $vector(proven!($round::<{ _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC }>(self.0)), self.1)
            }
            #[inline(always)]
            fn round_ties_even(self) -> Self {
                $vector(
                    proven!($round::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(self.0)),
                    self.1,
                )
            }
            #[inline(always)]
            fn copysign(self, sign: Self) -> Self {
                $vector(
                    proven!({
                        let bit = $set1(-0.0);
                        $or($andnot(bit, self.0), $and(bit, sign.0))
                    }),
                    self.1,
                )
            }
            #[inline(always)]
            fn lt(self, other: Self) -> $mask {
                $mask(proven!($compare::<_CMP_LT_OQ>(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn le(self, other: Self) -> $mask {
                $mask(proven!($compare::<_CMP_LE_OQ>(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn eq(self, other: Self) -> $mask {
                $mask(proven!($compare::<_CMP_EQ_OQ>(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn ne(self, other: Self) -> $mask {
                $mask(proven!($compare::<_CMP_NEQ_UQ>(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn select(mask: $mask, yes: Self, no: Self) -> Self {
                $vector(proven!($blend(no.0, yes.0, mask.0)), yes.1)
            }
            #[inline(always)]
            fn power_of_two(exponent: Self) -> Self {
                $vector(proven!($power(exponent.0)), exponent.1)
            }
            #[inline(always)]
            fn split(self) -> (Self, Self) {
                let (mantissa, exponent) = proven!($split(self.0));
                ($vector(mantissa, self.1), $vector(exponent, self.1))
            }
            #[inline(always)]
            fn map(self, f: impl Fn($real) -> $real) -> Self {
                let mut lanes = [0.0; $lanes];
                self.store(&mut lanes);
                lanes.iter_mut().for_each(|x| *x = f(*x));
                Self::load(self.1, &lanes)
            }
            #[inline(always)]
            fn map2(self, other: Self, f: impl Fn($real, $real) -> $real) -> Self {
                let (mut lanes, mut others) = ([0.0; $lanes], [0.0; $lanes]);
                self.store(&mut lanes);
                other.store(&mut others);
                lanes.iter_mut().zip(others).for_each(|(x, y)| *x = f(*x, y));
                Self::load(self.1, &lanes)
            }
        }
    };
}

vector! {
    /// Eight numbers.
    F32x8(__m256) of f32 8,
    /// All bits of each of eight lanes.
    Mask32x8;
    set1 _mm256_set1_ps, load _mm256_loadu_ps, store _mm256_storeu_ps,
    add _mm256_add_ps, sub _mm256_sub_ps, mul _mm256_mul_ps, div _mm256_div_ps,
    fma _mm256_fmadd_ps, fms _mm256_fmsub_ps, fnma _mm256_fnmadd_ps,
    min _mm256_min_ps, max _mm256_max_ps, sqrt _mm256_sqrt_ps, round _mm256_round_ps,
    and _mm256_and_ps, andnot _mm256_andnot_ps, or _mm256_or_ps, xor _mm256_xor_ps,
    compare _mm256_cmp_ps, blend _mm256_blendv_ps, movemask _mm256_movemask_ps, full 0xff,
    power power_ps, split split_ps
}

vector! {
    /// Four numbers.
    F64x4(__m256d) of f64 4,
    /// All bits of each of four lanes.
    Mask64x4;
    set1 _mm256_set1_pd, load _mm256_loadu_pd, store _mm256_storeu_pd,
    add _mm256_add_pd, sub _mm256_sub_pd, mul _mm256_mul_pd, div _mm256_div_pd,
    fma _mm256_fmadd_pd, fms _mm256_fmsub_pd, fnma _mm256_fnmadd_pd,
    min _mm256_min_pd, max _mm256_max_pd, sqrt _mm256_sqrt_pd, round _mm256_round_pd,
    and _mm256_and_pd, andnot _mm256_andnot_pd, or _mm256_or_pd, xor _mm256_xor_pd,
    compare _mm256_cmp_pd, blend _mm256_blendv_pd, movemask _mm256_movemask_pd, full 0xf,
    power power_pd, split split_pd
}

/// 1.5·2^52: an integer added to it stands in the low bits of the sum.
const MAGIC: f64 = 6_755_399_441_055_744.0;

/// 2 to integral powers, of −126 … 127.
#[inline]
#[target_feature(enable = "avx2")]
fn power_ps(exponent: __m256) -> __m256 {
    let biased = _mm256_add_epi32(_mm256_cvtps_epi32(exponent), _mm256_set1_epi32(127));
    _mm256_castsi256_ps(_mm256_slli_epi32::<23>(biased))
}

/// 2 to integral powers, of −1022 … 1023.
#[inline]
#[target_feature(enable = "avx2")]
fn power_pd(exponent: __m256d) -> __m256d {
    let biased = _mm256_add_pd(exponent, _mm256_set1_pd(MAGIC + 1023.0));
    _mm256_castsi256_pd(_mm256_slli_epi64::<52>(_mm256_castpd_si256(biased)))
}

/// As `Real::split`.
#[inline]
#[target_feature(enable = "avx2")]
fn split_ps(x: __m256) -> (__m256, __m256) {
    let x = _mm256_andnot_ps(_mm256_set1_ps(-0.0), x);
    let small = _mm256_cmp_ps::<_CMP_LT_OQ>(x, _mm256_set1_ps(f32::MIN_POSITIVE));
    let lifted = _mm256_blendv_ps(x, _mm256_mul_ps(x, _mm256_set1_ps(16_777_216.0)), small);
    let offset = <f32 as Real>::SQRT_HALF.to_bits() as i32;
    let counted = _mm256_add_epi32(
        _mm256_castps_si256(lifted),
        _mm256_set1_epi32(1.0_f32.to_bits() as i32 - offset),
    );
    let exponent = _mm256_sub_epi32(_mm256_srli_epi32::<23>(counted), _mm256_set1_epi32(127));
    let fraction = _mm256_and_si256(counted, _mm256_set1_epi32((1 << 23) - 1));
    let mantissa = _mm256_add_epi32(fraction, _mm256_set1_epi32(offset));
    let lift = _mm256_and_ps(small, _mm256_set1_ps(24.0));
    (_mm256_castsi256_ps(mantissa), _mm256_sub_ps(_mm256_cvtepi32_ps(exponent), lift))
}

/// As `Real::split`.
#[inline]
#[target_feature(enable = "avx2")]
fn split_pd(x: __m256d) -> (__m256d, __m256d) {
    /// 2^52: an integer below it, put into the low bits, is added.
    const UNIT: f64 = 4_503_599_627_370_496.0;
    let x = _mm256_andnot_pd(_mm256_set1_pd(-0.0), x);
    let small = _mm256_cmp_pd::<_CMP_LT_OQ>(x, _mm256_set1_pd(f64::MIN_POSITIVE));
    let lifted = _mm256_blendv_pd(x, _mm256_mul_pd(x, _mm256_set1_pd(2.0 * UNIT)), small);
    let offset = <f64 as Real>::SQRT_HALF.to_bits() as i64;
    let counted = _mm256_add_epi64(
        _mm256_castpd_si256(lifted),
        _mm256_set1_epi64x(1.0_f64.to_bits() as i64 - offset),
    );
    let shifted = _mm256_or_si256(
        _mm256_srli_epi64::<52>(counted),
        _mm256_castpd_si256(_mm256_set1_pd(UNIT)),
    );
    let exponent = _mm256_sub_pd(_mm256_castsi256_pd(shifted), _mm256_set1_pd(UNIT + 1023.0));
    let fraction = _mm256_and_si256(counted, _mm256_set1_epi64x((1 << 52) - 1));
    let mantissa = _mm256_add_epi64(fraction, _mm256_set1_epi64x(offset));
    let lift = _mm256_and_pd(small, _mm256_set1_pd(53.0));
    (_mm256_castsi256_pd(mantissa), _mm256_sub_pd(exponent, lift))
}
