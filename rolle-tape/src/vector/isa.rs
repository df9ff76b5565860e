//! Instruction sets: proofs that the machine has them, and the run-time choice.

use super::{Real, Vector};

/// The proof of what every machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portable;

/// The proof that the machine has AVX2 and FMA (x86-64).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Avx2(());

/// The proof that the machine has AVX-512F and DQ (x86-64).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Avx512(());

/// The proof that the machine has NEON (AArch64).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neon(());

impl Avx2 {
    /// Asks the machine.
    pub fn detect() -> Option<Avx2> {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            return Some(Avx2(()));
        }
        None
    }
}

impl Avx512 {
    /// Asks the machine.
    pub fn detect() -> Option<Avx512> {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512dq")
            && Avx2::detect().is_some()
        {
            return Some(Avx512(()));
        }
        None
    }
}

impl Neon {
    /// Asks the machine.
    pub fn detect() -> Option<Neon> {
        #[cfg(target_arch = "aarch64")]
        if std::arch::is_aarch64_feature_detected!("neon") {
            return Some(Neon(()));
        }
        None
    }
}

/// An instruction set that this machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isa {
    /// One lane at a time, in plain arithmetic.
    Portable,
    /// 256 bits on x86-64.
    Avx2(Avx2),
    /// 512 bits on x86-64.
    Avx512(Avx512),
    /// 128 bits on AArch64.
    Neon(Neon),
}

/// An algorithm that is generic over the instruction set; see [`Isa::dispatch`].
pub trait Body<T: Real> {
    /// What it gives.
    type Output;

    /// The algorithm. Mark it, and what it calls in loops, `#[inline(always)]`: only code that is inlined into the
    /// dispatching function is compiled for the instruction set.
    fn run<V: Vector<Real = T>>(self, token: V::Token) -> Self::Output;
}

impl Isa {
    /// The fastest instruction set of this machine.
    pub fn best() -> Isa {
        let wide = Avx512::detect().map(Isa::Avx512);
        let middle = || Avx2::detect().map(Isa::Avx2);
        let neon = || Neon::detect().map(Isa::Neon);
        wide.or_else(middle).or_else(neon).unwrap_or(Isa::Portable)
    }

    /// All instruction sets of this machine, the portable one first.
    pub fn available() -> Vec<Isa> {
        let portable = Some(Isa::Portable);
        let neon = Neon::detect().map(Isa::Neon);
        let middle = Avx2::detect().map(Isa::Avx2);
        let wide = Avx512::detect().map(Isa::Avx512);
        [portable, neon, middle, wide].into_iter().flatten().collect()
    }

    /// A name for reports.
    pub fn name(self) -> &'static str {
        match self {
            Isa::Portable => "portable",
            Isa::Avx2(_) => "AVX2",
            Isa::Avx512(_) => "AVX-512",
            Isa::Neon(_) => "NEON",
        }
    }

    /// Runs an algorithm compiled for this instruction set.
    #[inline]
    pub fn dispatch<T: Real, B: Body<T>>(self, body: B) -> B::Output {
        T::dispatch(self, body)
    }

    /// Runs an algorithm on single lanes, in code compiled for this instruction set, so that a fused
    /// multiplication and addition is one instruction wherever the machine has it.
    #[inline]
    pub fn dispatch_lane<T: Real, B: Body<T>>(self, body: B) -> B::Output {
        T::dispatch_lane(self, body)
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn with_avx2<T: Real, V: Vector<Real = T>, B: Body<T>>(token: V::Token, body: B) -> B::Output {
    body.run::<V>(token)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512dq,avx2,fma")]
fn with_avx512<T: Real, V: Vector<Real = T>, B: Body<T>>(token: V::Token, body: B) -> B::Output {
    body.run::<V>(token)
}

#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon")]
fn with_neon<T: Real, V: Vector<Real = T>, B: Body<T>>(token: V::Token, body: B) -> B::Output {
    body.run::<V>(token)
}

macro_rules! dispatch {
    ($real:ident, $wide:ident, $middle:ident, $neon:ident) => {
        pub(super) mod $real {
            use super::super::*;

            #[inline]
            pub(in super::super) fn dispatch<B: Body<$real>>(isa: Isa, body: B) -> B::Output {
                match isa {
                    // SAFETY: the token proves that the machine has AVX-512F and DQ, AVX2 and FMA.
                    #[cfg(target_arch = "x86_64")]
                    Isa::Avx512(token) => unsafe {
                        super::with_avx512::<_, avx512::$wide, _>(token, body)
                    },
                    // SAFETY: the token proves that the machine has AVX2 and FMA.
                    #[cfg(target_arch = "x86_64")]
                    Isa::Avx2(token) => unsafe {
                        super::with_avx2::<_, avx2::$middle, _>(token, body)
                    },
                    // SAFETY: the token proves that the machine has NEON.
                    #[cfg(target_arch = "aarch64")]
                    Isa::Neon(token) => unsafe {
                        super::with_neon::<_, neon::$neon, _>(token, body)
                    },
                    // The sets of another architecture are never detected.
                    _ => body.run::<Lane<$real>>(Portable),
                }
            }

            #[inline]
            pub(in super::super) fn dispatch_lane<B: Body<$real>>(isa: Isa, body: B) -> B::Output {
                match isa {
                    // SAFETY: both tokens prove that the machine has AVX2 and FMA.
                    #[cfg(target_arch = "x86_64")]
                    Isa::Avx512(_) | Isa::Avx2(_) => unsafe {
                        super::with_avx2::<_, Lane<$real>, _>(Portable, body)
                    },
                    // SAFETY: the token proves that the machine has NEON.
                    #[cfg(target_arch = "aarch64")]
                    Isa::Neon(_) => unsafe {
                        super::with_neon::<_, Lane<$real>, _>(Portable, body)
                    },
                    _ => body.run::<Lane<$real>>(Portable),
                }
            }
        }
    };
}

dispatch!(f32, F32x16, F32x8, F32x4);
dispatch!(f64, F64x8, F64x4, F64x2);
