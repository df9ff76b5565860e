//! One lane in plain arithmetic: right on every machine, the reference for the other instruction sets, and what a
//! single point needs.

use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Sub};

use super::{Mask, Portable, Real, Vector};

/// One number.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Lane<T>(T);

impl<T> Lane<T> {
    /// The number.
    #[inline(always)]
    pub fn get(self) -> T {
        self.0
    }
}

/// One truth value.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Truth(bool);

impl BitAnd for Truth {
    type Output = Truth;
    #[inline(always)]
    fn bitand(self, other: Truth) -> Truth {
        Truth(self.0 & other.0)
    }
}

impl BitOr for Truth {
    type Output = Truth;
    #[inline(always)]
    fn bitor(self, other: Truth) -> Truth {
        Truth(self.0 | other.0)
    }
}

impl Not for Truth {
    type Output = Truth;
    #[inline(always)]
    fn not(self) -> Truth {
        Truth(!self.0)
    }
}

impl Mask for Truth {
    #[inline(always)]
    fn any(self) -> bool {
        self.0
    }
    #[inline(always)]
    fn all(self) -> bool {
        self.0
    }
}

macro_rules! binary {
    ($($trait:ident $name:ident $operator:tt),*) => {$(
        impl<T: Real> $trait for Lane<T> {
            type Output = Lane<T>;
            #[inline(always)]
            fn $name(self, other: Lane<T>) -> Lane<T> {
                Lane(self.0 $operator other.0)
            }
        }
    )*};
}

binary!(Add add +, Sub sub -, Mul mul *, Div div /);

impl<T: Real> Neg for Lane<T> {
    type Output = Lane<T>;
    #[inline(always)]
    fn neg(self) -> Lane<T> {
        Lane(-self.0)
    }
}

impl<T: Real> Vector for Lane<T> {
    type Real = T;
    type Mask = Truth;
    type Token = Portable;
    const LANES: usize = 1;

    #[inline(always)]
    fn token(self) -> Portable {
        Portable
    }
    #[inline(always)]
    fn splat(_: Portable, value: T) -> Self {
        Lane(value)
    }
    #[inline(always)]
    fn load(_: Portable, from: &[T]) -> Self {
        Lane(from[0])
    }
    #[inline(always)]
    fn load_padded(_: Portable, from: &[T], pad: T) -> Self {
        Lane(from.first().copied().unwrap_or(pad))
    }
    #[inline(always)]
    fn store(self, to: &mut [T]) {
        to[0] = self.0;
    }
    #[inline(always)]
    fn store_partial(self, to: &mut [T]) {
        if let Some(to) = to.first_mut() {
            *to = self.0;
        }
    }
    #[inline(always)]
    fn fma(self, factor: Self, addend: Self) -> Self {
        Lane(self.0.mul_add(factor.0, addend.0))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Lane(self.0.abs())
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        if self.0 < other.0 { self } else { other }
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        if self.0 > other.0 { self } else { other }
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Lane(self.0.sqrt())
    }
    #[inline(always)]
    fn floor(self) -> Self {
        Lane(self.0.floor())
    }
    #[inline(always)]
    fn ceil(self) -> Self {
        Lane(self.0.ceil())
    }
    #[inline(always)]
    fn trunc(self) -> Self {
        Lane(self.0.trunc())
    }
    #[inline(always)]
    fn round_ties_even(self) -> Self {
        Lane(self.0.round_ties_even())
    }
    #[inline(always)]
    fn copysign(self, sign: Self) -> Self {
        Lane(self.0.copysign(sign.0))
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Truth {
        Truth(self.0 < other.0)
    }
    #[inline(always)]
    fn le(self, other: Self) -> Truth {
        Truth(self.0 <= other.0)
    }
    #[inline(always)]
    fn eq(self, other: Self) -> Truth {
        Truth(self.0 == other.0)
    }
    #[inline(always)]
    fn ne(self, other: Self) -> Truth {
        Truth(self.0 != other.0)
    }
    #[inline(always)]
    fn select(mask: Truth, yes: Self, no: Self) -> Self {
        if mask.0 { yes } else { no }
    }
    #[inline(always)]
    fn power_of_two(exponent: Self) -> Self {
        Lane(T::power_of_two(exponent.0))
    }
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        let (mantissa, exponent) = self.0.split();
        (Lane(mantissa), Lane(exponent))
    }
    #[inline(always)]
    fn map(self, f: impl Fn(T) -> T) -> Self {
        Lane(f(self.0))
    }
    #[inline(always)]
    fn map2(self, other: Self, f: impl Fn(T, T) -> T) -> Self {
        Lane(f(self.0, other.0))
    }
}
