//! Vectors of `f32` and `f64`: one trait, one implementation for each instruction set.
//!
//! An algorithm is written once, generic over [`Vector`], as a [`Body`]; [`Isa::dispatch`] compiles it for every
//! instruction set and runs the one that the machine has. All of them give the same bits: operations are those of
//! IEEE 754 rounded to nearest, a fused multiplication and addition is always fused, and nothing is reassociated.
//! Only the sign and payload of a NaN are left open.
//!
//! ```
//! use rolle_tape::vector::{Body, Isa, Vector};
//!
//! /// y ← a·x + y
//! struct Axpy<'a>(f32, &'a [f32], &'a mut [f32]);
//!
//! impl Body<f32> for Axpy<'_> {
//!     type Output = ();
//!     #[inline(always)]
//!     fn run<V: Vector<Real = f32>>(self, token: V::Token) {
//!         let a = V::splat(token, self.0);
//!         for (x, y) in self.1.chunks(V::LANES).zip(self.2.chunks_mut(V::LANES)) {
//!             let sum = a.fma(V::load_padded(token, x, 0.0), V::load_padded(token, y, 0.0));
//!             sum.store_partial(y);
//!         }
//!     }
//! }
//!
//! let mut y = [1.0; 19];
//! Isa::best().dispatch(Axpy(2.0, &[3.0; 19], &mut y));
//! assert_eq!(y, [7.0; 19]);
//! ```
//!
//! # Why this is sound
//!
//! Instructions of a set may run only where the machine has it. A token ([`Avx2`], [`Avx512`], [`Neon`]) is made by
//! detection alone; a vector is made only from a token or from another vector, and so is a mask. Whoever holds one
//! therefore holds a proof, and every unsafe block below rests on it.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod isa;
mod lane;
#[cfg(target_arch = "aarch64")]
mod neon;
mod real;
#[cfg(test)]
mod tests;

use std::fmt::Debug;
use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Sub};

pub use isa::{Avx2, Avx512, Body, Isa, Neon, Portable};
pub use lane::{Lane, Truth};
pub use real::Real;

/// A truth value for each lane.
pub trait Mask:
    Copy + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self> + Send + Sync
{
    /// True in some lane.
    fn any(self) -> bool;

    /// True in every lane.
    fn all(self) -> bool;
}

/// Some lanes of `f32` or `f64`, and the operations that a machine has for them.
///
/// `+ − × ÷`, [`fma`](Vector::fma) and [`sqrt`](Vector::sqrt) are rounded to nearest, ties to even, and keep
/// subnormal numbers.
pub trait Vector:
    Copy
    + Debug
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// The element of a lane.
    type Real: Real;
    /// The result of a comparison.
    type Mask: Mask;
    /// The proof that the machine has the instructions.
    type Token: Copy + Debug + Send + Sync;
    /// How many lanes there are.
    const LANES: usize;

    /// The proof with which this vector was made.
    fn token(self) -> Self::Token;

    /// The same number in every lane.
    fn splat(token: Self::Token, value: Self::Real) -> Self;

    /// The same number in every lane, on the instruction set of this vector.
    #[inline(always)]
    fn same(self, value: Self::Real) -> Self {
        Self::splat(self.token(), value)
    }

    /// The first [`LANES`](Vector::LANES) elements.
    ///
    /// # Panics
    /// If there are fewer.
    fn load(token: Self::Token, from: &[Self::Real]) -> Self;

    /// The first elements, at most [`LANES`](Vector::LANES), and `pad` in the lanes that are left.
    fn load_padded(token: Self::Token, from: &[Self::Real], pad: Self::Real) -> Self;

    /// Writes the first [`LANES`](Vector::LANES) elements.
    ///
    /// # Panics
    /// If there are fewer.
    fn store(self, to: &mut [Self::Real]);

    /// Writes as many lanes as there are elements, at most [`LANES`](Vector::LANES).
    fn store_partial(self, to: &mut [Self::Real]);

    /// self·factor + addend, rounded once.
    fn fma(self, factor: Self, addend: Self) -> Self;

    /// self·factor − subtrahend, rounded once.
    #[inline(always)]
    fn fms(self, factor: Self, subtrahend: Self) -> Self {
        self.fma(factor, -subtrahend)
    }

    /// minuend − self·factor, rounded once.
    #[inline(always)]
    fn fnma(self, factor: Self, minuend: Self) -> Self {
        (-self).fma(factor, minuend)
    }

    /// The absolute value.
    fn abs(self) -> Self;

    /// `if self < other { self } else { other }`: `other` if either is NaN, or if both are zeros.
    fn min(self, other: Self) -> Self;

    /// `if self > other { self } else { other }`: `other` if either is NaN, or if both are zeros.
    fn max(self, other: Self) -> Self;

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

    /// self < other; false for NaN.
    fn lt(self, other: Self) -> Self::Mask;

    /// self ≤ other; false for NaN.
    fn le(self, other: Self) -> Self::Mask;

    /// self > other; false for NaN.
    #[inline(always)]
    fn gt(self, other: Self) -> Self::Mask {
        other.lt(self)
    }

    /// self ≥ other; false for NaN.
    #[inline(always)]
    fn ge(self, other: Self) -> Self::Mask {
        other.le(self)
    }

    /// self = other; false for NaN, true for the two zeros.
    fn eq(self, other: Self) -> Self::Mask;

    /// self ≠ other; true for NaN.
    fn ne(self, other: Self) -> Self::Mask;

    /// True for NaN.
    #[inline(always)]
    fn is_nan(self) -> Self::Mask {
        self.ne(self)
    }

    /// `yes` where the mask holds, `no` elsewhere.
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;

    /// 2 to an integral power within the range of normal numbers; unspecified for any other argument.
    fn power_of_two(exponent: Self) -> Self;

    /// self·2^n rounded once, for every finite integral n; unspecified for any other n.
    #[inline(always)]
    fn scale2(self, n: Self) -> Self {
        // Down, the last factor comes when the product is still normal, unless it vanishes in any case; up, the
        // factors before it are exact.
        let least = self.same(Self::Real::MIN_EXPONENT);
        let greatest = self.same(Self::Real::MAX_EXPONENT);
        let clamp = |n: Self| n.max(least).min(greatest);
        let last = clamp(n);
        let middle = clamp(n - last);
        let first = clamp(n - last - middle);
        self * Self::power_of_two(first) * Self::power_of_two(middle) * Self::power_of_two(last)
    }

    /// self·2^n rounded once, for self between 2^−20 and 2^20 and integral n up to twice the greatest exponent in
    /// size; unspecified for any other argument. Cheaper than [`scale2`](Vector::scale2).
    #[inline(always)]
    fn scale2_near_one(self, n: Self) -> Self {
        let half = (n * self.same(Self::Real::HALF)).floor();
        self * Self::power_of_two(half) * Self::power_of_two(n - half)
    }

    /// (m, e) with |self| = m·2^e and m from √½ up to √2; unspecified for zero, ±∞ and NaN.
    fn split(self) -> (Self, Self);

    /// A function of each lane.
    fn map(self, f: impl Fn(Self::Real) -> Self::Real) -> Self;

    /// A function of each lane and that of another vector.
    fn map2(self, other: Self, f: impl Fn(Self::Real, Self::Real) -> Self::Real) -> Self;
}
