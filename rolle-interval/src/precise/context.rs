//! The context: constants computed once and shared by later calls, and the limits on work.

use super::Obstacle::{self, Refused};
use super::bernoulli::Bernoulli;
use super::constants;
use super::dyadic::{Dyadic, MAX_PREC, Toward};
use super::interval::{Enclosure, Outcome};
use crate::number::Integer;

use Toward::{Down, Up};

/// Limits on the work of one call; beyond them the answer is [`Obstacle::Refused`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest working precision in bits for elementary functions and constants.
    pub bits: u64,
    /// Largest working precision in bits for the error function and the gamma family.
    pub special_bits: u64,
}

impl Default for Limits {
    /// 2^16 bits (19,700 digits) for elementary functions, 2^13 bits (2,400 digits) for the others,
    /// half of that for polygamma functions: with these no call takes longer than about a second.
    fn default() -> Limits {
        Limits { bits: 1 << 16, special_bits: 1 << 13 }
    }
}

/// A constant and the precision to which it is known.
#[derive(Clone, Debug, Default)]
struct Cached {
    value: Integer,
    wp: u64,
}

/// A constant in fixed point: |value − c·2^wp| ≤ 2.
pub(crate) type Fixed = Integer;

/// What the functions share: constants by precision, Bernoulli numbers, limits.
///
/// There is no global state; a context belongs to one thread of work and only grows faster.
#[derive(Clone, Debug, Default)]
pub struct Context {
    limits: Limits,
    pi: Cached,
    ln2: Cached,
    e: Cached,
    euler: Cached,
    pub(super) bernoulli: Vec<Bernoulli>,
}

impl Context {
    /// A context with the default limits.
    pub fn new() -> Context {
        Context::default()
    }

    /// A context with the given limits, each at most 2^26.
    pub fn with_limits(limits: Limits) -> Context {
        // Sums of a few precisions must not overflow.
        let limits = Limits {
            bits: limits.bits.min(MAX_PREC),
            special_bits: limits.special_bits.min(MAX_PREC),
        };
        Context { limits, ..Context::default() }
    }

    /// The limits in force.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Refuses a working precision above the limit.
    pub(crate) fn admit(&self, wp: u64) -> Result<(), Obstacle> {
        if wp > self.limits.bits {
            return Err(Refused("more bits than the limit for elementary functions"));
        }
        Ok(())
    }

    /// Refuses a working precision above the limit for special functions.
    pub(crate) fn admit_special(&self, wp: u64) -> Result<(), Obstacle> {
        if wp > self.limits.special_bits {
            return Err(Refused("more bits than the limit for special functions"));
        }
        Ok(())
    }

    /// The working precision that a refinement may not pass.
    pub(crate) fn ceiling(&self) -> u64 {
        self.limits.bits
    }

    /// π·2^wp within two units.
    pub(crate) fn pi_fixed(&mut self, wp: u64) -> Result<Fixed, Obstacle> {
        self.admit(wp)?;
        Ok(recall(&mut self.pi, wp, constants::pi))
    }

    /// ln 2·2^wp within two units.
    pub(crate) fn ln2_fixed(&mut self, wp: u64) -> Result<Fixed, Obstacle> {
        self.admit(wp)?;
        Ok(recall(&mut self.ln2, wp, constants::ln2))
    }

    /// π.
    pub fn pi(&mut self, prec: u64) -> Outcome {
        self.admit(prec)?;
        let wp = prec + 4;
        Enclosure::from_fixed(&self.pi_fixed(wp)?, 2, wp, prec)
    }

    /// ln 2.
    pub fn ln2(&mut self, prec: u64) -> Outcome {
        self.admit(prec)?;
        let wp = prec + 6;
        Enclosure::from_fixed(&self.ln2_fixed(wp)?, 2, wp, prec)
    }

    /// Euler's number e.
    pub fn e(&mut self, prec: u64) -> Outcome {
        self.admit(prec)?;
        let wp = prec + 4;
        self.admit(wp)?;
        let value = recall(&mut self.e, wp, constants::e);
        Enclosure::from_fixed(&value, 2, wp, prec)
    }

    /// The Euler–Mascheroni constant γ; its limit is `special_bits` times two.
    pub fn euler_gamma(&mut self, prec: u64) -> Outcome {
        self.admit(prec)?;
        let wp = prec + 6;
        self.admit(wp)?;
        self.admit_special(wp / 2)?;
        if self.euler.wp < wp {
            let target = wp + wp / 8;
            let value = constants::euler(target, |n, s| {
                let log = self.log(&Enclosure::from_i64(n as i64), s + 32).ok()?;
                Some(log.lower().to_fixed(s, Down))
            });
            let value = value.ok_or(Refused("more bits than the series for γ allows"))?;
            self.euler = Cached { value, wp: target };
        }
        let value = &self.euler.value >> (self.euler.wp - wp) as usize;
        Enclosure::from_fixed(&value, 2, wp, prec)
    }

    /// Evaluates an increasing function: on narrow enclosures directly, else at both ends.
    pub(crate) fn increasing(
        &mut self,
        x: &Enclosure,
        prec: u64,
        f: impl Fn(&mut Context, &Enclosure, u64) -> Outcome,
    ) -> Outcome {
        if x.is_narrow() {
            return Ok(f(self, x, prec + 3)?.round(prec));
        }
        let lower = f(self, &x.lower_point(), prec)?;
        let upper = f(self, &x.upper_point(), prec)?;
        Enclosure::between(lower.lower().clone(), upper.upper().clone())
    }

    /// Evaluates a monotone function that is known at exact arguments only.
    pub(crate) fn at_ends(
        &mut self,
        x: &Enclosure,
        prec: u64,
        rising: bool,
        f: impl Fn(&mut Context, &Dyadic, u64) -> Outcome,
    ) -> Outcome {
        let first = f(self, x.lower(), prec)?;
        if x.is_exact() {
            return Ok(first);
        }
        let last = f(self, x.upper(), prec)?;
        let (least, greatest) = if rising { (first, last) } else { (last, first) };
        Enclosure::between(least.lower().clone(), greatest.upper().clone())
    }

    /// Repeats an evaluation with more working bits until `prec` bits of the result are right
    /// (Ziv's strategy), for arguments that are exact; the working precision never passes
    /// `ceiling` and the best enclosure is returned.
    pub(crate) fn refine(
        &mut self,
        x: &Enclosure,
        prec: u64,
        ceiling: u64,
        mut f: impl FnMut(&mut Context, u64) -> Outcome,
    ) -> Outcome {
        let mut wp = prec + 16;
        let mut best: Option<Enclosure> = None;
        loop {
            let value = match f(self, wp) {
                Ok(value) => value,
                Err(obstacle) => return best.map_or(Err(obstacle), |b| Ok(b.round(prec))),
            };
            let done = value.accuracy() >= prec as i64;
            best = Some(match best {
                Some(old) => old.intersection(&value).unwrap_or(value),
                None => value,
            });
            // An argument that is itself an interval sets its own limit on the accuracy.
            if done || !x.is_exact() || wp * 2 > ceiling {
                break;
            }
            wp *= 2;
        }
        best.map(|b| b.round(prec)).ok_or(Refused("no working precision is allowed"))
    }
}

/// The constant at `wp` bits within two units: cached, or computed with an eighth to spare.
fn recall(cached: &mut Cached, wp: u64, compute: fn(u64) -> Integer) -> Integer {
    if cached.wp < wp {
        let target = (wp + wp / 8).max(256);
        *cached = Cached { value: compute(target), wp: target };
    }
    // One unit of the cached value and one of the shift.
    &cached.value >> (cached.wp - wp) as usize
}

/// 2^k as an enclosure.
pub(crate) fn power_of_two(k: i64) -> Enclosure {
    Enclosure::point(Dyadic::power_of_two(k))
}

/// The interval x·[1 − 2^−k, 1 + 2^−k], for functions that are nearly the identity.
pub(crate) fn nearly(x: &Enclosure, k: i64, prec: u64) -> Outcome {
    let widen = |end: &Dyadic, toward: Toward| {
        let slack = end.abs().shl(-k);
        match toward {
            Down => end.sub(&slack, prec, Down),
            Up => end.add(&slack, prec, Up),
        }
    };
    Enclosure::between(widen(x.lower(), Down), widen(x.upper(), Up))
}
