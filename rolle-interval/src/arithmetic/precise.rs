//! Arithmetic of any precision.

use std::cmp::Ordering;

use super::{Arithmetic, Function, Outcome};
use crate::number::Rational;
use crate::precise::Obstacle::{Outside, Refused, Undecided};
use crate::precise::{Context, Enclosure};

/// Enclosures whose ends are rounded outward to a number of bits: microseconds an operation.
#[derive(Clone, Debug)]
pub struct Precise {
    /// Constants computed once, and the limits on work.
    pub context: Context,
    /// The precision of every operation, in bits.
    pub bits: u64,
}

impl Precise {
    /// Arithmetic with so many bits and a context of its own.
    pub fn new(bits: u64) -> Precise {
        Precise { context: Context::new(), bits }
    }

    /// The reciprocal of the value of a function that is never zero where the reciprocal is asked for.
    fn recip_of(
        &mut self,
        x: &Enclosure,
        f: impl FnOnce(&mut Context, &Enclosure, u64) -> Outcome<Enclosure>,
    ) -> Outcome<Enclosure> {
        let value = f(&mut self.context, x, self.bits + 4)?;
        Enclosure::one().div(&value, self.bits)
    }

    /// A function of 1/x, where the reciprocal is first taken with some bits to spare.
    fn of_recip(
        &mut self,
        x: &Enclosure,
        f: impl FnOnce(&mut Context, &Enclosure, u64) -> Outcome<Enclosure>,
    ) -> Outcome<Enclosure> {
        let inverse = Enclosure::one().div(x, self.bits + 8)?;
        f(&mut self.context, &inverse, self.bits)
    }

    /// e^(x·ln b): exponentials to another base; exact at integers.
    fn exponential(&mut self, base: i64, x: &Enclosure) -> Outcome<Enclosure> {
        self.context.pow(&Enclosure::from_i64(base), x, self.bits)
    }

    /// ln x/ln b; exact where x is an integer power of b.
    fn logarithm(&mut self, base: i64, x: &Enclosure) -> Outcome<Enclosure> {
        let value = self.quotient_of_logs(base, x)?;
        let near = value.to_f64().round_ties_even() as i64;
        let is_near = value.overlaps(&Enclosure::from_i64(near));
        if x.is_exact() && is_near && Enclosure::from_i64(base).pow_integer(near, self.bits)? == *x
        {
            return Ok(Enclosure::from_i64(near));
        }
        Ok(value)
    }

    fn quotient_of_logs(&mut self, base: i64, x: &Enclosure) -> Outcome<Enclosure> {
        let bits = self.bits + 8;
        let log = self.context.log(x, bits)?;
        let of_base = self.context.log(&Enclosure::from_i64(base), bits)?;
        log.div(&of_base, self.bits)
    }

    /// √((x − 1)(x + 1)) for x ≥ 1 and √((1 − x)(1 + x)) for x ≤ 1, without cancellation.
    fn root_of_one_less_square(&mut self, x: &Enclosure) -> Outcome<Enclosure> {
        let bits = self.bits + 8;
        let one = Enclosure::one();
        // A difference of nearby numbers is exact when the precision allows for their bits.
        let less = x.sub(&one, bits.max(128))?.abs();
        less.mul(&x.add(&one, bits)?, bits)?.sqrt(bits)
    }

    /// The inverse of the secant: atan √(x² − 1), mirrored for x ≤ −1.
    fn asec(&mut self, x: &Enclosure) -> Outcome<Enclosure> {
        let one = Enclosure::one();
        match x.sign() {
            Some(Ordering::Less) => {
                let mirrored = self.asec(&x.neg())?;
                self.context.pi(self.bits + 4)?.sub(&mirrored, self.bits)
            }
            _ => match x.compare(&one) {
                _ if x.lower() >= one.lower() => {
                    let slope = self.root_of_one_less_square(x)?;
                    self.context.atan(&slope, self.bits)
                }
                Some(_) => Err(Outside("an argument in (−1, 1)")),
                None => Err(Undecided("an argument in (−1, 1)")),
            },
        }
    }

    /// The inverse of the cosecant: the angle of the point (√(x² − 1), 1).
    fn acsc(&mut self, x: &Enclosure) -> Outcome<Enclosure> {
        let one = Enclosure::one();
        match x.sign() {
            Some(Ordering::Less) => Ok(self.acsc(&x.neg())?.neg()),
            _ => match x.compare(&one) {
                _ if x.lower() >= one.lower() => {
                    let root = self.root_of_one_less_square(x)?;
                    self.context.atan2(&one, &root, self.bits)
                }
                Some(_) => Err(Outside("an argument in (−1, 1)")),
                None => Err(Undecided("an argument in (−1, 1)")),
            },
        }
    }

    /// The inverse of sech: asinh(√(1 − x²)/x).
    fn asech(&mut self, x: &Enclosure) -> Outcome<Enclosure> {
        let one = Enclosure::one();
        let beyond = "an argument outside (0, 1]";
        if x.is_negative() || x.is_zero() || x.lower() > one.upper() {
            return Err(Outside(beyond));
        }
        if !x.is_positive() || x.upper() > one.upper() {
            return Err(Undecided(beyond));
        }
        let root = self.root_of_one_less_square(x)?;
        let slope = root.div(x, self.bits + 8)?;
        self.context.asinh(&slope, self.bits)
    }

    /// The inverse of coth: log1p(2/(x − 1))/2, mirrored below −1.
    fn acoth(&mut self, x: &Enclosure) -> Outcome<Enclosure> {
        let one = Enclosure::one();
        let beyond = "an argument in [−1, 1]";
        if x.is_negative() {
            return Ok(self.acoth(&x.neg())?.neg());
        }
        if x.upper() <= one.upper() {
            return Err(Outside(beyond));
        }
        if x.lower() <= one.upper() {
            return Err(Undecided(beyond));
        }
        let bits = self.bits + 8;
        let less = x.sub(&one, bits.max(128))?;
        let quotient = Enclosure::from_i64(2).div(&less, bits)?;
        self.context.log1p(&quotient, self.bits)?.scale(-1)
    }

    /// The nearest integer, ties to even, of both ends: the function does not fall.
    fn round(&self, x: &Enclosure) -> Outcome<Enclosure> {
        let end = |end: Enclosure| -> Outcome<Enclosure> {
            let half = Enclosure::from_rational(&Rational::from_parts(1.into(), 2u8.into()), 2);
            // Enough bits that neither the sum nor the test of a tie is rounded.
            let bits = end.lower().bits().unsigned_abs() + end.size().unsigned_abs() + 8;
            let below = end.sub(&half, bits)?.ceil();
            let above = end.add(&half, bits)?.floor();
            if below == above {
                return Ok(below);
            }
            // A tie between two integers: the even one.
            let is_even = below.scale(-1)?.floor() == below.scale(-1)?;
            Ok(if is_even { below } else { above })
        };
        if x.size() > 1 << 20 || x.lower().bits().max(x.upper().bits()) > 1 << 20 {
            return Err(Refused("rounding of a number with more than 2^20 bits"));
        }
        Ok(end(x.lower_point())?.hull(&end(x.upper_point())?))
    }

    fn trunc(&self, x: &Enclosure) -> Enclosure {
        let end = |end: Enclosure| if end.is_negative() { end.ceil() } else { end.floor() };
        end(x.lower_point()).hull(&end(x.upper_point()))
    }
}

impl Arithmetic for Precise {
    type Value = Enclosure;

    fn integer(&mut self, n: i64) -> Outcome<Enclosure> {
        Ok(Enclosure::from_i64(n))
    }

    fn rational(&mut self, q: &Rational) -> Outcome<Enclosure> {
        Ok(Enclosure::from_rational(q, self.bits))
    }

    fn double(&mut self, x: f64) -> Outcome<Enclosure> {
        Enclosure::from_f64(x).ok_or(Refused("a double that is no number"))
    }

    fn pi(&mut self) -> Outcome<Enclosure> {
        self.context.pi(self.bits)
    }

    fn e(&mut self) -> Outcome<Enclosure> {
        self.context.e(self.bits)
    }

    fn neg(&mut self, x: &Enclosure) -> Enclosure {
        x.neg()
    }

    fn add(&mut self, x: &Enclosure, y: &Enclosure) -> Outcome<Enclosure> {
        x.add(y, self.bits)
    }

    fn sub(&mut self, x: &Enclosure, y: &Enclosure) -> Outcome<Enclosure> {
        x.sub(y, self.bits)
    }

    fn mul(&mut self, x: &Enclosure, y: &Enclosure) -> Outcome<Enclosure> {
        x.mul(y, self.bits)
    }

    fn div(&mut self, x: &Enclosure, y: &Enclosure) -> Outcome<Enclosure> {
        x.div(y, self.bits)
    }

    fn min(&mut self, x: &Enclosure, y: &Enclosure) -> Enclosure {
        x.min(y)
    }

    fn max(&mut self, x: &Enclosure, y: &Enclosure) -> Enclosure {
        x.max(y)
    }

    fn hypot(&mut self, x: &Enclosure, y: &Enclosure) -> Outcome<Enclosure> {
        x.hypot(y, self.bits)
    }

    fn atan2(&mut self, y: &Enclosure, x: &Enclosure) -> Outcome<Enclosure> {
        self.context.atan2(y, x, self.bits)
    }

    fn pown(&mut self, x: &Enclosure, n: i64) -> Outcome<Enclosure> {
        x.pow_integer(n, self.bits)
    }

    fn root(&mut self, x: &Enclosure, n: u32) -> Outcome<Enclosure> {
        x.root(n, self.bits)
    }

    fn pow(&mut self, x: &Enclosure, y: &Enclosure) -> Outcome<Enclosure> {
        let why = "a real power of a base that is not positive";
        if x.is_negative() {
            return Err(Outside(why));
        }
        if !x.is_nonnegative() {
            return Err(Undecided(why));
        }
        self.context.pow(x, y, self.bits)
    }

    fn apply(&mut self, function: Function, x: &Enclosure) -> Outcome<Enclosure> {
        let bits = self.bits;
        let context = &mut self.context;
        match function {
            Function::Exp => context.exp(x, bits),
            Function::Exp2 => self.exponential(2, x),
            Function::Exp10 => self.exponential(10, x),
            Function::Expm1 => context.expm1(x, bits),
            Function::Log => context.log(x, bits),
            Function::Log2 => self.logarithm(2, x),
            Function::Log10 => self.logarithm(10, x),
            Function::Log1p => context.log1p(x, bits),
            Function::Sqrt => x.sqrt(bits),
            Function::Cbrt => x.root(3, bits),
            Function::Recip => Enclosure::one().div(x, bits),
            Function::Sqr => x.square(bits),
            Function::Abs => Ok(x.abs()),
            Function::Sign => Ok(x.signum()),
            Function::Heaviside => x.signum().add(&Enclosure::one(), 2)?.scale(-1),
            Function::Floor => Ok(x.floor()),
            Function::Ceil => Ok(x.ceil()),
            Function::Trunc => Ok(self.trunc(x)),
            Function::Round => self.round(x),
            Function::Sin => context.sin(x, bits),
            Function::Cos => context.cos(x, bits),
            Function::Tan => context.tan(x, bits),
            Function::Sec => self.recip_of(x, Context::cos),
            Function::Csc => self.recip_of(x, Context::sin),
            Function::Cot => self.recip_or_pole(x),
            Function::Asin => context.asin(x, bits),
            Function::Acos => context.acos(x, bits),
            Function::Atan => context.atan(x, bits),
            Function::Asec => self.asec(x),
            Function::Acsc => self.acsc(x),
            // atan2(1, x) is π/2 − atan x without its cancellation.
            Function::Acot => context.atan2(&Enclosure::one(), x, bits),
            Function::Sinh => context.sinh(x, bits),
            Function::Cosh => context.cosh(x, bits),
            Function::Tanh => context.tanh(x, bits),
            Function::Sech => self.recip_of(x, Context::cosh),
            Function::Csch => self.recip_of(x, Context::sinh),
            Function::Coth => self.recip_of(x, Context::tanh),
            Function::Asinh => context.asinh(x, bits),
            Function::Acosh => context.acosh(x, bits),
            Function::Atanh => context.atanh(x, bits),
            Function::Asech => self.asech(x),
            Function::Acsch => self.of_recip(x, Context::asinh),
            Function::Acoth => self.acoth(x),
            Function::Sigmoid => context.sigmoid(x, bits),
            Function::Erf => context.erf(x, bits),
            Function::Erfc => context.erfc(x, bits),
            Function::Erfinv => context.erfinv(x, bits),
            Function::Gamma => context.gamma(x, bits),
            Function::Lgamma => context.lgamma(x, bits),
            Function::Digamma => context.digamma(x, bits),
            Function::Lambertw => context.lambert_w(x, bits),
        }
    }

    fn polygamma(&mut self, m: u32, x: &Enclosure) -> Outcome<Enclosure> {
        self.context.polygamma(m, x, self.bits)
    }

    fn hull(&self, x: &Enclosure, y: &Enclosure) -> Enclosure {
        x.hull(y)
    }

    fn intersection(&self, x: &Enclosure, y: &Enclosure) -> Option<Enclosure> {
        x.intersection(y)
    }

    fn midpoint(&self, x: &Enclosure) -> Enclosure {
        Enclosure::point(x.midpoint(self.bits))
    }

    fn bisect(&self, x: &Enclosure) -> Option<(Enclosure, Enclosure)> {
        let mid = x.midpoint(self.bits);
        (x.lower() < &mid && &mid < x.upper()).then(|| {
            (
                Enclosure::ordered(x.lower().clone(), mid.clone()),
                Enclosure::ordered(mid, x.upper().clone()),
            )
        })
    }

    fn sign(&self, x: &Enclosure) -> Option<Ordering> {
        x.sign()
    }

    fn contains_zero(&self, x: &Enclosure) -> bool {
        x.contains_zero()
    }

    fn subset(&self, x: &Enclosure, y: &Enclosure) -> bool {
        y.encloses(x)
    }

    fn lower(&self, x: &Enclosure) -> f64 {
        x.lower().to_f64_below()
    }

    fn upper(&self, x: &Enclosure) -> f64 {
        -x.upper().neg().to_f64_below()
    }

    fn ends(&self, x: &Enclosure) -> Option<(Rational, Rational)> {
        x.to_rationals()
    }

    fn lower_end(&self, x: &Enclosure) -> Option<Enclosure> {
        Some(x.lower_point())
    }

    fn upper_end(&self, x: &Enclosure) -> Option<Enclosure> {
        Some(x.upper_point())
    }

    fn width(&self, x: &Enclosure) -> f64 {
        -x.width().neg().to_f64_below()
    }
}

impl Precise {
    /// cos x/sin x: the reciprocal of the tangent, and at its poles, where the tangent has none, zero.
    fn recip_or_pole(&mut self, x: &Enclosure) -> Outcome<Enclosure> {
        let bits = self.bits + 4;
        let (sin, cos) = self.context.sin_cos(x, bits)?;
        match self.context.tan(x, bits) {
            Ok(tan) if !tan.contains_zero() => Enclosure::one().div(&tan, self.bits),
            _ => cos.div(&sin, self.bits),
        }
    }
}
