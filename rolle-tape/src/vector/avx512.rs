//! Vectors of 512 bits on x86-64: AVX-512F, and DQ for the logic of floating-point bits.
//!
//! Every unsafe block rests on the token inside the vector or mask, or beside it: it proves that the machine has
//! the instructions. `proven!` says so once.

use std::arch::x86_64::*;
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Sub};

use super::{Avx512, Mask, Real, Vector};

/// Calls intrinsics where a token, or a vector made from one, is at hand.
macro_rules! proven {
    ($call:expr) => {
        // SAFETY: an `Avx512` token is made only where AVX-512F and DQ were detected, and whoever calls this holds
        // one or a vector made from one. No intrinsic called through this macro touches memory.
        unsafe { $call }
    };
}

macro_rules! binary {
    ($vector:ident: $($trait:ident $name:ident $intrinsic:ident),*) => {$(
        impl $trait for $vector {
            type Output = $vector;
            #[inline(always)]
            fn $name(self, other: $vector) -> $vector {
                $vector(proven!($intrinsic(self.0, other.0)), self.1)
            }
        }
    )*};
}

macro_rules! mask {
    ($(#[$doc:meta])* $mask:ident $bits:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $mask($bits);

        impl BitAnd for $mask {
            type Output = $mask;
            #[inline(always)]
            fn bitand(self, other: $mask) -> $mask {
                $mask(self.0 & other.0)
            }
        }

        impl BitOr for $mask {
            type Output = $mask;
            #[inline(always)]
            fn bitor(self, other: $mask) -> $mask {
                $mask(self.0 | other.0)
            }
        }

        impl Not for $mask {
            type Output = $mask;
            #[inline(always)]
            fn not(self) -> $mask {
                $mask(!self.0)
            }
        }

        impl Mask for $mask {
            #[inline(always)]
            fn any(self) -> bool {
                self.0 != 0
            }
            #[inline(always)]
            fn all(self) -> bool {
                self.0 == $bits::MAX
            }
        }
    };
}

macro_rules! vector {
    (
        $(#[$doc:meta])* $vector:ident($raw:ident) of $real:ident $lanes:literal, $mask:ident $bits:ident;
        set1 $set1:ident, load $load:ident, load_mask $load_mask:ident, store $store:ident, store_mask $store_mask:ident,
        add $add:ident, sub $sub:ident, mul $mul:ident, div $div:ident,
        fma $fma:ident, fms $fms:ident, fnma $fnma:ident,
        abs $abs:ident, min $min:ident, max $max:ident, sqrt $sqrt:ident, round $round:ident,
        and $and:ident, andnot $andnot:ident, or $or:ident, xor $xor:ident,
        compare $compare:ident, blend $blend:ident, scale $scale:ident, getexp $getexp:ident, getmant $getmant:ident,
        mask_mul $mask_mul:ident, mask_add $mask_add:ident
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $vector($raw, Avx512);

        binary!($vector: Add add $add, Sub sub $sub, Mul mul $mul, Div div $div);

        impl Neg for $vector {
            type Output = $vector;
            #[inline(always)]
            fn neg(self) -> $vector {
                $vector(proven!($xor(self.0, $set1(-0.0))), self.1)
            }
        }

        impl $vector {
            /// The lanes below a length.
            #[inline(always)]
            fn lanes(length: usize) -> $bits {
                if length >= $lanes { $bits::MAX } else { ((1 as $bits) << length) - 1 }
            }
        }

        impl Vector for $vector {
            type Real = $real;
            type Mask = $mask;
            type Token = Avx512;
            const LANES: usize = $lanes;

            #[inline(always)]
            fn token(self) -> Avx512 {
                self.1
            }
            #[inline(always)]
            fn splat(token: Avx512, value: $real) -> Self {
                $vector(proven!($set1(value)), token)
            }
            #[inline(always)]
            fn load(token: Avx512, from: &[$real]) -> Self {
                let from = &from[..$lanes];
                // SAFETY: the token; the slice has all lanes, and the instruction asks for no alignment.
                $vector(unsafe { $load(from.as_ptr()) }, token)
            }
            #[inline(always)]
            fn load_padded(token: Avx512, from: &[$real], pad: $real) -> Self {
                let lanes = Self::lanes(from.len());
                // SAFETY: the token; only lanes within the slice are read.
                $vector(unsafe { $load_mask($set1(pad), lanes, from.as_ptr()) }, token)
            }
            #[inline(always)]
            fn store(self, to: &mut [$real]) {
                let to = &mut to[..$lanes];
                // SAFETY: the token inside; the slice has all lanes, and the instruction asks for no alignment.
                unsafe { $store(to.as_mut_ptr(), self.0) }
            }
            #[inline(always)]
            fn store_partial(self, to: &mut [$real]) {
                let lanes = Self::lanes(to.len());
                // SAFETY: the token inside; only lanes within the slice are written.
                unsafe { $store_mask(to.as_mut_ptr(), lanes, self.0) }
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
                $vector(proven!($abs(self.0)), self.1)
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
                $mask(proven!($compare::<_CMP_LT_OQ>(self.0, other.0)))
            }
            #[inline(always)]
            fn le(self, other: Self) -> $mask {
                $mask(proven!($compare::<_CMP_LE_OQ>(self.0, other.0)))
            }
            #[inline(always)]
            fn eq(self, other: Self) -> $mask {
                $mask(proven!($compare::<_CMP_EQ_OQ>(self.0, other.0)))
            }
            #[inline(always)]
            fn ne(self, other: Self) -> $mask {
                $mask(proven!($compare::<_CMP_NEQ_UQ>(self.0, other.0)))
            }
            #[inline(always)]
            fn select(mask: $mask, yes: Self, no: Self) -> Self {
                $vector(proven!($blend(mask.0, no.0, yes.0)), yes.1)
            }
            #[inline(always)]
            fn power_of_two(exponent: Self) -> Self {
                exponent.same(1.0).scale2(exponent)
            }
            #[inline(always)]
            fn scale2(self, n: Self) -> Self {
                $vector(proven!($scale(self.0, n.0)), self.1)
            }
            #[inline(always)]
            fn scale2_near_one(self, n: Self) -> Self {
                self.scale2(n)
            }
            #[inline(always)]
            fn split(self) -> (Self, Self) {
                // The instructions give a mantissa in [1, 2); the upper part is halved.
                let (mantissa, exponent) = proven!({
                    let mantissa = $getmant::<_MM_MANT_NORM_1_2, _MM_MANT_SIGN_ZERO>(self.0);
                    let exponent = $getexp(self.0);
                    let upper =
                        $compare::<_CMP_GE_OQ>(mantissa, $set1(2.0 * <$real as Real>::SQRT_HALF));
                    (
                        $mask_mul(mantissa, upper, mantissa, $set1(0.5)),
                        $mask_add(exponent, upper, exponent, $set1(1.0)),
                    )
                });
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

mask!(
    /// A bit for each of sixteen lanes.
    Mask16 u16
);

mask!(
    /// A bit for each of eight lanes.
    Mask8 u8
);

vector! {
    /// Sixteen numbers.
    F32x16(__m512) of f32 16, Mask16 u16;
    set1 _mm512_set1_ps, load _mm512_loadu_ps, load_mask _mm512_mask_loadu_ps,
    store _mm512_storeu_ps, store_mask _mm512_mask_storeu_ps,
    add _mm512_add_ps, sub _mm512_sub_ps, mul _mm512_mul_ps, div _mm512_div_ps,
    fma _mm512_fmadd_ps, fms _mm512_fmsub_ps, fnma _mm512_fnmadd_ps,
    abs _mm512_abs_ps, min _mm512_min_ps, max _mm512_max_ps, sqrt _mm512_sqrt_ps, round _mm512_roundscale_ps,
    and _mm512_and_ps, andnot _mm512_andnot_ps, or _mm512_or_ps, xor _mm512_xor_ps,
    compare _mm512_cmp_ps_mask, blend _mm512_mask_blend_ps, scale _mm512_scalef_ps,
    getexp _mm512_getexp_ps, getmant _mm512_getmant_ps, mask_mul _mm512_mask_mul_ps, mask_add _mm512_mask_add_ps
}

vector! {
    /// Eight numbers.
    F64x8(__m512d) of f64 8, Mask8 u8;
    set1 _mm512_set1_pd, load _mm512_loadu_pd, load_mask _mm512_mask_loadu_pd,
    store _mm512_storeu_pd, store_mask _mm512_mask_storeu_pd,
    add _mm512_add_pd, sub _mm512_sub_pd, mul _mm512_mul_pd, div _mm512_div_pd,
    fma _mm512_fmadd_pd, fms _mm512_fmsub_pd, fnma _mm512_fnmadd_pd,
    abs _mm512_abs_pd, min _mm512_min_pd, max _mm512_max_pd, sqrt _mm512_sqrt_pd, round _mm512_roundscale_pd,
    and _mm512_and_pd, andnot _mm512_andnot_pd, or _mm512_or_pd, xor _mm512_xor_pd,
    compare _mm512_cmp_pd_mask, blend _mm512_mask_blend_pd, scale _mm512_scalef_pd,
    getexp _mm512_getexp_pd, getmant _mm512_getmant_pd, mask_mul _mm512_mask_mul_pd, mask_add _mm512_mask_add_pd
}
