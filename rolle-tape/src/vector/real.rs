//! The two formats of a lane.

use std::fmt::{Debug, Display};
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::isa::{Body, Isa};

/// `f32` or `f64`. Sealed by [`Isa::dispatch`], which needs the vectors of each instruction set.
pub trait Real:
    Copy
    + Debug
    + Display
    + Default
    + PartialEq
    + PartialOrd
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// 0
    const ZERO: Self;
    /// ½
    const HALF: Self;
    /// 1
    const ONE: Self;
    /// 2
    const TWO: Self;
    /// +∞
    const INFINITY: Self;
    /// No number.
    const NAN: Self;
    /// The greatest finite number.
    const MAX: Self;
    /// The least positive normal number.
    const MIN_POSITIVE: Self;
    /// The distance from 1 to the next number.
    const EPSILON: Self;
    /// The exponent of the least normal number, −126 or −1022.
    const MIN_EXPONENT: Self;
    /// The exponent of the greatest number, 127 or 1023.
    const MAX_EXPONENT: Self;
    /// The number nearest to √½, where [`Vector::split`](super::Vector::split) begins.
    const SQRT_HALF: Self;
    /// The bits of the fraction, 23 or 52.
    const FRACTION_BITS: u32;

    /// The nearest number.
    fn from_f64(value: f64) -> Self;

    /// The same number.
    fn to_f64(self) -> f64;

    /// The number with these bits; those above the format's are ignored.
    fn from_bits(bits: u64) -> Self;

    /// The bits.
    fn to_bits(self) -> u64;

    /// self·factor + addend, rounded once.
    fn mul_add(self, factor: Self, addend: Self) -> Self;

    /// The absolute value.
    fn abs(self) -> Self;

    /// The square root.
    fn sqrt(self) -> Self;

    /// The greatest integer that is not above.
    fn floor(self) -> Self;

    /// The least integer that is not below.
    fn ceil(self) -> Self;

    /// The integer part.
    fn trunc(self) -> Self;

    /// The nearest integer, the even one of two.
    fn round_ties_even(self) -> Self;

    /// The absolute value with the sign bit of another number.
    fn copysign(self, sign: Self) -> Self;

    /// 2 to an integral power within the range of normal numbers.
    fn power_of_two(exponent: Self) -> Self;

    /// (m, e) with |self| = m·2^e and m from √½ up to √2; unspecified for zero, ±∞ and NaN.
    fn split(self) -> (Self, Self);

    /// [`Isa::dispatch`], which is how to call it.
    #[doc(hidden)]
    fn dispatch<B: Body<Self>>(isa: Isa, body: B) -> B::Output;

    /// [`Isa::dispatch_lane`], which is how to call it.
    #[doc(hidden)]
    fn dispatch_lane<B: Body<Self>>(isa: Isa, body: B) -> B::Output;
}

macro_rules! real {
    ($real:ident, $bits:ident, $signed:ident, $fraction:literal, $exponent:literal, $sqrt_half:expr) => {
        impl Real for $real {
            const ZERO: Self = 0.0;
            const HALF: Self = 0.5;
            const ONE: Self = 1.0;
            const TWO: Self = 2.0;
            const INFINITY: Self = $real::INFINITY;
            const NAN: Self = $real::NAN;
            const MAX: Self = $real::MAX;
            const MIN_POSITIVE: Self = $real::MIN_POSITIVE;
            const EPSILON: Self = $real::EPSILON;
            const MIN_EXPONENT: Self = (1 - $exponent) as $real;
            const MAX_EXPONENT: Self = $exponent as $real;
            const SQRT_HALF: Self = $sqrt_half;
            const FRACTION_BITS: u32 = $fraction;

            #[inline(always)]
            fn from_f64(value: f64) -> Self {
                value as $real
            }
            #[inline(always)]
            fn to_f64(self) -> f64 {
                self as f64
            }
            #[inline(always)]
            fn from_bits(bits: u64) -> Self {
                $real::from_bits(bits as $bits)
            }
            #[inline(always)]
            fn to_bits(self) -> u64 {
                $real::to_bits(self) as u64
            }
            #[inline(always)]
            fn mul_add(self, factor: Self, addend: Self) -> Self {
                $real::mul_add(self, factor, addend)
            }
            #[inline(always)]
            fn abs(self) -> Self {
                $real::abs(self)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                $real::sqrt(self)
            }
            #[inline(always)]
            fn floor(self) -> Self {
                $real::floor(self)
            }
            #[inline(always)]
            fn ceil(self) -> Self {
                $real::ceil(self)
            }
            #[inline(always)]
            fn trunc(self) -> Self {
                $real::trunc(self)
            }
            #[inline(always)]
            fn round_ties_even(self) -> Self {
                $real::round_ties_even(self)
            }
            #[inline(always)]
            fn copysign(self, sign: Self) -> Self {
                $real::copysign(self, sign)
            }
            #[inline(always)]
            fn power_of_two(exponent: Self) -> Self {
                $real::from_bits(
                    ((exponent as $signed).wrapping_add($exponent) as $bits) << $fraction,
                )
            }
            #[inline(always)]
            fn split(self) -> (Self, Self) {
                // Subnormal numbers are made normal; then the fraction is counted from √½, so that its overflow
                // into the exponent says which half of [1, 2) it lies in (as in FreeBSD's log).
                const LIFT: $real = ((1 as $bits) << ($fraction + 1)) as $real;
                const OFFSET: $bits = $real::to_bits($sqrt_half);
                const ONE: $bits = $real::to_bits(1.0);
                let small = self.abs() < $real::MIN_POSITIVE;
                let (lifted, lift) = if small {
                    (self.abs() * LIFT, ($fraction + 1) as $real)
                } else {
                    (self.abs(), 0.0)
                };
                let counted = lifted.to_bits().wrapping_add(ONE - OFFSET);
                let exponent = (counted >> $fraction) as $signed - $exponent;
                let fraction = counted & (((1 as $bits) << $fraction) - 1);
                ($real::from_bits(fraction + OFFSET), exponent as $real - lift)
            }
            #[inline(always)]
            fn dispatch<B: Body<Self>>(isa: Isa, body: B) -> B::Output {
                super::isa::$real::dispatch(isa, body)
            }
            #[inline(always)]
            fn dispatch_lane<B: Body<Self>>(isa: Isa, body: B) -> B::Output {
                super::isa::$real::dispatch_lane(isa, body)
            }
        }
    };
}

real!(f32, u32, i32, 23, 127, std::f32::consts::FRAC_1_SQRT_2);
real!(f64, u64, i64, 52, 1023, std::f64::consts::FRAC_1_SQRT_2);
