//! The functions of one argument, as data: name, domain, and where they are continuous.

use std::cmp::Ordering;

use super::{Arithmetic, Double, Outcome};
use crate::interval::Interval;

/// Where a function is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// ℝ.
    Real,
    /// x > 0.
    Positive,
    /// x ≥ 0.
    NonNegative,
    /// x > −1.
    AboveMinusOne,
    /// x ≠ 0.
    NonZero,
    /// −1 ≤ x ≤ 1.
    UnitClosed,
    /// −1 < x < 1.
    UnitOpen,
    /// |x| ≥ 1.
    OutsideUnitOpen,
    /// |x| > 1.
    OutsideUnitClosed,
    /// x ≥ 1.
    AtLeastOne,
    /// 0 < x ≤ 1.
    ZeroToOne,
    /// cos x ≠ 0.
    CosineNonZero,
    /// sin x ≠ 0.
    SineNonZero,
    /// Not 0, −1, −2, …
    NotPoleOfGamma,
    /// x ≥ −1/e.
    AboveMinusInverseE,
}

/// How much of an argument lies in a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All of it.
    Inside,
    /// Some of it, or it could not be told.
    Partly,
    /// Nothing of it.
    Outside,
}

/// How continuous a function is on an argument inside its domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuity {
    /// At each point, as a function on its whole domain.
    Everywhere,
    /// As a function on the argument alone: the argument ends at a jump.
    Restricted,
    /// A jump lies inside, or could.
    Broken,
}

macro_rules! functions {
    ($($variant:ident $name:literal $method:ident $domain:ident $doc:literal;)*) => {
        /// A function of one real argument.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Function {
            $(#[doc = $doc] $variant,)*
        }

        impl Function {
            /// All functions.
            pub const ALL: &'static [Function] = &[$(Function::$variant),*];

            /// The name, as in the operator table of `rolle`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Function::$variant => $name,)*
                }
            }

            /// Where it is defined.
            pub fn domain(self) -> Domain {
                match self {
                    $(Function::$variant => Domain::$domain,)*
                }
            }

            /// The interval of its values on the members of `x` in its domain.
            pub fn interval(self, x: Interval) -> Interval {
                match self {
                    $(Function::$variant => x.$method(),)*
                }
            }
        }
    };
}

functions! {
    Exp       "exp"       exp                Real               "e^x.";
    Exp2      "exp2"      exp2               Real               "2^x.";
    Exp10     "exp10"     exp10              Real               "10^x.";
    Expm1     "expm1"     expm1              Real               "e^x − 1.";
    Log       "log"       log                Positive           "The natural logarithm.";
    Log2      "log2"      log2               Positive           "The logarithm to base 2.";
    Log10     "log10"     log10              Positive           "The logarithm to base 10.";
    Log1p     "log1p"     log1p              AboveMinusOne      "ln(1 + x).";
    Sqrt      "sqrt"      sqrt               NonNegative        "√x.";
    Cbrt      "cbrt"      cbrt               Real               "The real cube root.";
    Recip     "recip"     recip              NonZero            "1/x.";
    Sqr       "sqr"       sqr                Real               "x².";
    Abs       "abs"       abs                Real               "|x|.";
    Sign      "sign"      sign               Real               "−1, 0 or 1.";
    Heaviside "heaviside" heaviside          Real               "0, 1/2 or 1.";
    Floor     "floor"     floor              Real               "The greatest integer ≤ x.";
    Ceil      "ceil"      ceil               Real               "The least integer ≥ x.";
    Trunc     "trunc"     trunc              Real               "The integer next to x towards zero.";
    Round     "round"     round_ties_to_even Real               "The nearest integer, ties to even.";
    Sin       "sin"       sin                Real               "The sine.";
    Cos       "cos"       cos                Real               "The cosine.";
    Tan       "tan"       tan                CosineNonZero      "The tangent.";
    Sec       "sec"       sec                CosineNonZero      "1/cos x.";
    Csc       "csc"       csc                SineNonZero        "1/sin x.";
    Cot       "cot"       cot                SineNonZero        "cos x/sin x.";
    Asin      "asin"      asin               UnitClosed         "The inverse of the sine, in [−π/2, π/2].";
    Acos      "acos"      acos               UnitClosed         "The inverse of the cosine, in [0, π].";
    Atan      "atan"      atan               Real               "The inverse of the tangent, in (−π/2, π/2).";
    Asec      "asec"      asec               OutsideUnitOpen    "The inverse of the secant, in [0, π].";
    Acsc      "acsc"      acsc               OutsideUnitOpen    "The inverse of the cosecant, in [−π/2, π/2].";
    Acot      "acot"      acot               Real               "π/2 − atan x.";
    Sinh      "sinh"      sinh               Real               "The hyperbolic sine.";
    Cosh      "cosh"      cosh               Real               "The hyperbolic cosine.";
    Tanh      "tanh"      tanh               Real               "The hyperbolic tangent.";
    Sech      "sech"      sech               Real               "1/cosh x.";
    Csch      "csch"      csch               NonZero            "1/sinh x.";
    Coth      "coth"      coth               NonZero            "1/tanh x.";
    Asinh     "asinh"     asinh              Real               "The inverse of sinh.";
    Acosh     "acosh"     acosh              AtLeastOne         "The inverse of cosh on [0, ∞).";
    Atanh     "atanh"     atanh              UnitOpen           "The inverse of tanh.";
    Asech     "asech"     asech              ZeroToOne          "The inverse of sech on [0, ∞).";
    Acsch     "acsch"     acsch              NonZero            "The inverse of csch.";
    Acoth     "acoth"     acoth              OutsideUnitClosed  "The inverse of coth.";
    Sigmoid   "sigmoid"   sigmoid            Real               "The logistic function 1/(1 + e^(−x)).";
    Erf       "erf"       erf                Real               "The error function.";
    Erfc      "erfc"      erfc               Real               "1 − erf x.";
    Erfinv    "erfinv"    erfinv             UnitOpen           "The inverse of the error function.";
    Gamma     "gamma"     gamma              NotPoleOfGamma     "The gamma function.";
    Lgamma    "lgamma"    lgamma             NotPoleOfGamma     "ln|Γ(x)|.";
    Digamma   "digamma"   digamma            NotPoleOfGamma     "Γ′/Γ.";
    Lambertw  "lambertw"  lambertw           AboveMinusInverseE "The inverse of w·e^w on [−1, ∞).";
}

impl Function {
    /// Whether it takes steps: its derivative is zero where it has one.
    pub fn is_step(self) -> bool {
        use Function::{Ceil, Floor, Heaviside, Round, Sign, Trunc};
        matches!(self, Sign | Heaviside | Floor | Ceil | Trunc | Round)
    }

    /// How continuous it is on an argument inside its domain: only steps jump.
    pub fn continuity(self, x: Interval) -> Continuity {
        if !self.is_step() {
            return Continuity::Everywhere;
        }
        let value = self.interval(x);
        match (value.is_singleton(), self.is_level(&mut Double, &x, &value)) {
            (true, Ok(true)) => Continuity::Everywhere,
            (true, _) => Continuity::Restricted,
            (false, _) => Continuity::Broken,
        }
    }

    /// Whether an argument of a step function, which has the given value there, lies strictly between two jumps.
    pub(crate) fn is_level<A: Arithmetic>(
        self,
        a: &mut A,
        x: &A::Value,
        value: &A::Value,
    ) -> Outcome<bool> {
        if a.lower(value) != a.upper(value) {
            return Ok(false);
        }
        // The jumps of floor lie at the lower ends of its levels, and so on.
        let from_value = a.sub(x, value)?;
        let sign = a.sign(&from_value);
        Ok(match self {
            Function::Sign | Function::Heaviside => {
                matches!(a.sign(x), Some(Ordering::Less | Ordering::Greater))
            }
            Function::Floor => sign == Some(Ordering::Greater),
            Function::Ceil => sign == Some(Ordering::Less),
            Function::Trunc => match a.sign(value) {
                Some(Ordering::Equal) => a.lower(x) > -1.0 && a.upper(x) < 1.0,
                outward => sign == outward,
            },
            _ => a.lower(&from_value) > -0.5 && a.upper(&from_value) < 0.5,
        })
    }

    /// How much of the argument lies in the domain; the empty interval lies inside every domain.
    ///
    /// ```
    /// use rolle_interval::{Coverage, Function, Interval};
    ///
    /// let x = Interval::new(-1.0, 4.0).unwrap();
    /// assert_eq!(Function::Log.coverage(x), Coverage::Partly);
    /// ```
    pub fn coverage(self, x: Interval) -> Coverage {
        let (lo, hi) = (x.inf(), x.sup());
        let (inside, outside) = match self.domain() {
            Domain::Real => (true, false),
            Domain::Positive => (lo > 0.0, hi <= 0.0),
            Domain::NonNegative => (lo >= 0.0, hi < 0.0),
            Domain::AboveMinusOne => (lo > -1.0, hi <= -1.0),
            Domain::NonZero => (lo > 0.0 || hi < 0.0, lo == 0.0 && hi == 0.0),
            Domain::UnitClosed => (lo >= -1.0 && hi <= 1.0, lo > 1.0 || hi < -1.0),
            Domain::UnitOpen => (lo > -1.0 && hi < 1.0, lo >= 1.0 || hi <= -1.0),
            Domain::OutsideUnitOpen => (lo >= 1.0 || hi <= -1.0, lo > -1.0 && hi < 1.0),
            Domain::OutsideUnitClosed => (lo > 1.0 || hi < -1.0, lo >= -1.0 && hi <= 1.0),
            Domain::AtLeastOne => (lo >= 1.0, hi < 1.0),
            Domain::ZeroToOne => (lo > 0.0 && hi <= 1.0, lo > 1.0 || hi <= 0.0),
            Domain::CosineNonZero => (x.avoids_zeros_of_cos(), false),
            Domain::SineNonZero => (x.avoids_zeros_of_sin(), lo == 0.0 && hi == 0.0),
            Domain::NotPoleOfGamma => (x.avoids_poles_of_gamma(), x.is_pole_of_gamma()),
            Domain::AboveMinusInverseE => {
                (lo >= Interval::LAMBERT_BRANCH, hi < Interval::LAMBERT_BRANCH)
            }
        };
        match (x.is_empty() || inside, outside) {
            (true, _) => Coverage::Inside,
            (false, true) => Coverage::Outside,
            (false, false) => Coverage::Partly,
        }
    }
}

impl Domain {
    /// How an argument that is not inside is said.
    pub(crate) fn breach(self) -> &'static str {
        match self {
            Domain::Real => "no number",
            Domain::Positive => "an argument ≤ 0",
            Domain::NonNegative => "an argument < 0",
            Domain::AboveMinusOne => "an argument ≤ −1",
            Domain::NonZero => "an argument of zero",
            Domain::UnitClosed => "an argument outside [−1, 1]",
            Domain::UnitOpen => "an argument outside (−1, 1)",
            Domain::OutsideUnitOpen => "an argument in (−1, 1)",
            Domain::OutsideUnitClosed => "an argument in [−1, 1]",
            Domain::AtLeastOne => "an argument < 1",
            Domain::ZeroToOne => "an argument outside (0, 1]",
            Domain::CosineNonZero => "an argument where the cosine is zero",
            Domain::SineNonZero => "an argument where the sine is zero",
            Domain::NotPoleOfGamma => "a pole of the gamma function",
            Domain::AboveMinusInverseE => "an argument below −1/e",
        }
    }
}
