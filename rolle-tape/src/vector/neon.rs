//! Vectors of 128 bits on AArch64: NEON.
//!
//! Every unsafe block rests on the token inside the vector or mask, or beside it: it proves that the machine has
//! the instructions. `proven!` says so once.

use std::arch::aarch64::*;
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Sub};

use super::{Mask, Neon, Real, Vector};

/// Calls intrinsics where a token, or a vector or mask made from one, is at hand.
macro_rules! proven {
    ($call:expr) => {
        // SAFETY: a `Neon` token is made only where NEON was detected, and whoever calls this holds one or a vector
        // or mask made from one. No intrinsic called through this macro touches memory.
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

macro_rules! unary {
    ($vector:ident: $($name:ident $intrinsic:ident),*) => {$(
        #[inline(always)]
        fn $name(self) -> Self {
            $vector(proven!($intrinsic(self.0)), self.1)
        }
    )*};
}

macro_rules! vector {
    (
        $(#[$doc:meta])* $vector:ident($raw:ident) of $real:ident $lanes:literal,
        $(#[$mask_doc:meta])* $mask:ident($bits:ident);
        set1 $set1:ident, load $load:ident, store $store:ident,
        add $add:ident, sub $sub:ident, mul $mul:ident, div $div:ident, neg $neg:ident, fma $fma:ident,
        abs $abs:ident, sqrt $sqrt:ident, floor $floor:ident, ceil $ceil:ident, trunc $trunc:ident, round $round:ident,
        lt $lt:ident, le $le:ident, eq $eq:ident, select $select:ident,
        and $and:ident, or $or:ident, xor $xor:ident, all $all:ident, words $words:ident, sign $sign:ident,
        power $power:ident, split $split:ident
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $vector($raw, Neon);

        $(#[$mask_doc])*
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $mask($bits, Neon);

        binary!($vector: Add add $add, Sub sub $sub, Mul mul $mul, Div div $div);
        binary!($mask: BitAnd bitand $and, BitOr bitor $or);

        impl Neg for $vector {
            type Output = $vector;
            #[inline(always)]
            fn neg(self) -> $vector {
                $vector(proven!($neg(self.0)), self.1)
            }
        }

        impl Not for $mask {
            type Output = $mask;
            #[inline(always)]
            fn not(self) -> $mask {
                $mask(proven!($xor(self.0, $all(!0))), self.1)
            }
        }

        impl Mask for $mask {
            #[inline(always)]
            fn any(self) -> bool {
                proven!(vmaxvq_u32($words(self.0))) != 0
            }
            #[inline(always)]
            fn all(self) -> bool {
                proven!(vminvq_u32($words(self.0))) == u32::MAX
            }
        }

        impl Vector for $vector {
            type Real = $real;
            type Mask = $mask;
            type Token = Neon;
            const LANES: usize = $lanes;

            unary!($vector: abs $abs, sqrt $sqrt, floor $floor, ceil $ceil, trunc $trunc, round_ties_even $round);

            #[inline(always)]
            fn token(self) -> Neon {
                self.1
            }
            #[inline(always)]
            fn splat(token: Neon, value: $real) -> Self {
                $vector(proven!($set1(value)), token)
            }
            #[inline(always)]
            fn load(token: Neon, from: &[$real]) -> Self {
                let from = &from[..$lanes];
                // SAFETY: the token; the slice has all lanes, and is aligned for one.
                $vector(unsafe { $load(from.as_ptr()) }, token)
            }
            #[inline(always)]
            fn load_padded(token: Neon, from: &[$real], pad: $real) -> Self {
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
                // SAFETY: the token inside; the slice has all lanes, and is aligned for one.
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
                $vector(proven!($fma(addend.0, self.0, factor.0)), self.1)
            }
            // The instructions for the least and the greatest treat NaN and zeros otherwise than those of x86.
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                Self::select(self.lt(other), self, other)
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                Self::select(other.lt(self), self, other)
            }
            #[inline(always)]
            fn copysign(self, sign: Self) -> Self {
                $vector(proven!($select($sign($set1(-0.0)), sign.0, self.0)), self.1)
            }
            #[inline(always)]
            fn lt(self, other: Self) -> $mask {
                $mask(proven!($lt(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn le(self, other: Self) -> $mask {
                $mask(proven!($le(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn eq(self, other: Self) -> $mask {
                $mask(proven!($eq(self.0, other.0)), self.1)
            }
            #[inline(always)]
            fn ne(self, other: Self) -> $mask {
                !self.eq(other)
            }
            #[inline(always)]
            fn select(mask: $mask, yes: Self, no: Self) -> Self {
                $vector(proven!($select(mask.0, yes.0, no.0)), yes.1)
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
    /// Four numbers.
    F32x4(float32x4_t) of f32 4,
    /// All bits of each of four lanes.
    Mask32x4(uint32x4_t);
    set1 vdupq_n_f32, load vld1q_f32, store vst1q_f32,
    add vaddq_f32, sub vsubq_f32, mul vmulq_f32, div vdivq_f32, neg vnegq_f32, fma vfmaq_f32,
    abs vabsq_f32, sqrt vsqrtq_f32, floor vrndmq_f32, ceil vrndpq_f32, trunc vrndq_f32, round vrndnq_f32,
    lt vcltq_f32, le vcleq_f32, eq vceqq_f32, select vbslq_f32,
    and vandq_u32, or vorrq_u32, xor veorq_u32, all vdupq_n_u32, words same, sign vreinterpretq_u32_f32,
    power power_f32, split split_f32
}

vector! {
    /// Two numbers.
    F64x2(float64x2_t) of f64 2,
    /// All bits of each of two lanes.
    Mask64x2(uint64x2_t);
    set1 vdupq_n_f64, load vld1q_f64, store vst1q_f64,
    add vaddq_f64, sub vsubq_f64, mul vmulq_f64, div vdivq_f64, neg vnegq_f64, fma vfmaq_f64,
    abs vabsq_f64, sqrt vsqrtq_f64, floor vrndmq_f64, ceil vrndpq_f64, trunc vrndq_f64, round vrndnq_f64,
    lt vcltq_f64, le vcleq_f64, eq vceqq_f64, select vbslq_f64,
    and vandq_u64, or vorrq_u64, xor veorq_u64, all vdupq_n_u64, words vreinterpretq_u32_u64,
    sign vreinterpretq_u64_f64, power power_f64, split split_f64
}

/// The words of a mask that has words.
#[inline(always)]
fn same(mask: uint32x4_t) -> uint32x4_t {
    mask
}

/// 2 to integral powers, of −126 … 127.
#[inline]
#[target_feature(enable = "neon")]
fn power_f32(exponent: float32x4_t) -> float32x4_t {
    let biased = vaddq_s32(vcvtq_s32_f32(exponent), vdupq_n_s32(127));
    vreinterpretq_f32_s32(vshlq_n_s32::<23>(biased))
}

/// 2 to integral powers, of −1022 … 1023.
#[inline]
#[target_feature(enable = "neon")]
fn power_f64(exponent: float64x2_t) -> float64x2_t {
    let biased = vaddq_s64(vcvtq_s64_f64(exponent), vdupq_n_s64(1023));
    vreinterpretq_f64_s64(vshlq_n_s64::<52>(biased))
}

/// As `Real::split`.
#[inline]
#[target_feature(enable = "neon")]
fn split_f32(x: float32x4_t) -> (float32x4_t, float32x4_t) {
    let x = vabsq_f32(x);
    let small = vcltq_f32(x, vdupq_n_f32(f32::MIN_POSITIVE));
    let lifted = vbslq_f32(small, vmulq_f32(x, vdupq_n_f32(16_777_216.0)), x);
    let offset = <f32 as Real>::SQRT_HALF.to_bits();
    let counted = vaddq_u32(vreinterpretq_u32_f32(lifted), vdupq_n_u32(1.0_f32.to_bits() - offset));
    let lift = vbslq_f32(small, vdupq_n_f32(127.0 + 24.0), vdupq_n_f32(127.0));
    let exponent = vsubq_f32(vcvtq_f32_u32(vshrq_n_u32::<23>(counted)), lift);
    let fraction = vandq_u32(counted, vdupq_n_u32((1 << 23) - 1));
    (vreinterpretq_f32_u32(vaddq_u32(fraction, vdupq_n_u32(offset))), exponent)
}

/// As `Real::split`.
#[inline]
#[target_feature(enable = "neon")]
fn split_f64(x: float64x2_t) -> (float64x2_t, float64x2_t) {
    let x = vabsq_f64(x);
    let small = vcltq_f64(x, vdupq_n_f64(f64::MIN_POSITIVE));
    let lifted = vbslq_f64(small, vmulq_f64(x, vdupq_n_f64(9_007_199_254_740_992.0)), x);
    let offset = <f64 as Real>::SQRT_HALF.to_bits();
    let counted = vaddq_u64(vreinterpretq_u64_f64(lifted), vdupq_n_u64(1.0_f64.to_bits() - offset));
    let lift = vbslq_f64(small, vdupq_n_f64(1023.0 + 53.0), vdupq_n_f64(1023.0));
    let exponent = vsubq_f64(vcvtq_f64_u64(vshrq_n_u64::<52>(counted)), lift);
    let fraction = vandq_u64(counted, vdupq_n_u64((1 << 52) - 1));
    (vreinterpretq_f64_u64(vaddq_u64(fraction, vdupq_n_u64(offset))), exponent)
}
