//! One row for each function.

use super::derivative as d;
use super::{Build, NodeId, Op};

/// How many arguments a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// Exactly this many.
    Exactly(usize),
    /// This many or more.
    AtLeast(usize),
}

impl Arity {
    /// Whether `n` arguments fit.
    pub fn admits(self, n: usize) -> bool {
        match self {
            Arity::Exactly(k) => n == k,
            Arity::AtLeast(k) => n >= k,
        }
    }
}

/// Where a function is defined, as a condition on its last argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Everywhere.
    Real,
    /// x > 0.
    Positive,
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
    /// Everywhere but the origin of the plane of its two arguments.
    NotOrigin,
}

/// The symmetry of a function of one argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parity {
    /// f(−x) = f(x).
    Even,
    /// f(−x) = −f(x).
    Odd,
    /// Neither, or not a function of one argument.
    None,
}

/// What is known of the sign of a function's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignRule {
    /// Nothing.
    Unknown,
    /// Always above zero.
    Positive,
    /// Never below zero.
    NonNegative,
    /// That of the argument.
    OfArgument,
}

/// How a function is differentiated.
#[derive(Clone, Copy)]
pub enum Derivative {
    /// The partial derivative by argument `k`, from the arguments and the value.
    Partial(fn(b: &mut dyn Build, args: &[NodeId], value: NodeId, k: usize) -> NodeId),
    /// The choice of a branch: the maximum or minimum takes the derivative of the branch that it takes.
    Selection,
}

/// What is known of one function.
pub struct Row {
    /// The operator.
    pub op: Op,
    /// The name in plain text, which the parser reads.
    pub name: &'static str,
    /// The LaTeX command or operator name.
    pub latex: &'static str,
    /// The number of arguments.
    pub arity: Arity,
    /// Where it is defined.
    pub domain: Domain,
    /// The set of values, for people.
    pub range: &'static str,
    /// The symmetry.
    pub parity: Parity,
    /// What is known of the sign.
    pub sign: SignRule,
    /// Whether it is continuous on its whole domain.
    pub continuous: bool,
    /// How it is differentiated.
    pub derivative: Derivative,
    /// How its own rule is said to a student, without the chain rule.
    pub rule: &'static str,
    /// Where its definition and derivative stand.
    pub reference: &'static str,
}

macro_rules! rows {
    ($($op:ident $name:literal $latex:literal $arity:expr, $domain:ident, $range:literal, $parity:ident, $sign:ident, $continuous:literal, $derivative:expr, $rule:literal, $reference:literal;)*) => {
        &[$(Row {
            op: Op::$op, name: $name, latex: $latex, arity: $arity, domain: Domain::$domain, range: $range,
            parity: Parity::$parity, sign: SignRule::$sign, continuous: $continuous, derivative: $derivative,
            rule: $rule, reference: $reference,
        }),*]
    };
}

const ONE: Arity = Arity::Exactly(1);
const TWO: Arity = Arity::Exactly(2);
const MANY: Arity = Arity::AtLeast(1);

use Derivative::{Partial, Selection};

#[rustfmt::skip]
static TABLE: &[Row] = rows! {
    Exp       "exp"       r"\exp"                    ONE,  Real,               "(0, oo)",            None, Positive,    true,  Partial(d::exp),       "(e^x)' = e^x",                         "DLMF 4.2";
    Log       "log"       r"\ln"                     ONE,  Positive,           "(-oo, oo)",          None, Unknown,     true,  Partial(d::log),       "(log x)' = 1/x",                       "DLMF 4.2";
    Root      "root"      r"\sqrt"                   TWO,  Real,               "(-oo, oo)",          None, OfArgument,  true,  Partial(d::root),      "(root(x, n))' = root(x, n)/(n x)",     "DLMF 4.2";
    Abs       "abs"       r"\operatorname{abs}"      ONE,  Real,               "[0, oo)",            Even, NonNegative, true,  Partial(d::abs),       "|x|' = x/|x| for x != 0",              "definition";
    Sign      "sign"      r"\operatorname{sign}"     ONE,  Real,               "{-1, 0, 1}",         Odd,  OfArgument,  false, Partial(d::step),      "(sign x)' = 0 for x != 0",             "definition";
    Floor     "floor"     r"\operatorname{floor}"    ONE,  Real,               "integers",           None, Unknown,     false, Partial(d::floor),     "(floor x)' = 0 between the integers",  "definition";
    Ceil      "ceil"      r"\operatorname{ceil}"     ONE,  Real,               "integers",           None, Unknown,     false, Partial(d::floor),     "(ceil x)' = 0 between the integers",   "definition";
    Round     "round"     r"\operatorname{round}"    ONE,  Real,               "integers",           Odd,  Unknown,     false, Partial(d::round),     "(round x)' = 0 between the half-integers", "IEEE 754-2019, 5.9";
    Max       "max"       r"\max"                    MANY, Real,               "(-oo, oo)",          None, Unknown,     true,  Selection,             "the derivative of the larger branch",  "definition";
    Min       "min"       r"\min"                    MANY, Real,               "(-oo, oo)",          None, Unknown,     true,  Selection,             "the derivative of the smaller branch", "definition";
    Heaviside "heaviside" r"\operatorname{H}"        ONE,  Real,               "{0, 1/2, 1}",        None, NonNegative, false, Partial(d::step),      "H' = 0 for x != 0",                    "DLMF 1.16";
    Sin       "sin"       r"\sin"                    ONE,  Real,               "[-1, 1]",            Odd,  Unknown,     true,  Partial(d::sin),       "(sin x)' = cos x",                     "DLMF 4.20";
    Cos       "cos"       r"\cos"                    ONE,  Real,               "[-1, 1]",            Even, Unknown,     true,  Partial(d::cos),       "(cos x)' = -sin x",                    "DLMF 4.20";
    Tan       "tan"       r"\tan"                    ONE,  CosineNonZero,      "(-oo, oo)",          Odd,  Unknown,     true,  Partial(d::tan),       "(tan x)' = 1 + tan^2 x",               "DLMF 4.20";
    Sec       "sec"       r"\sec"                    ONE,  CosineNonZero,      "|y| >= 1",           Even, Unknown,     true,  Partial(d::sec),       "(sec x)' = sec x tan x",               "DLMF 4.20";
    Csc       "csc"       r"\csc"                    ONE,  SineNonZero,        "|y| >= 1",           Odd,  Unknown,     true,  Partial(d::csc),       "(csc x)' = -csc x cot x",              "DLMF 4.20";
    Cot       "cot"       r"\cot"                    ONE,  SineNonZero,        "(-oo, oo)",          Odd,  Unknown,     true,  Partial(d::cot),       "(cot x)' = -(1 + cot^2 x)",            "DLMF 4.20";
    Asin      "asin"      r"\arcsin"                 ONE,  UnitClosed,         "[-pi/2, pi/2]",      Odd,  OfArgument,  true,  Partial(d::asin),      "(asin x)' = 1/sqrt(1 - x^2)",          "DLMF 4.24";
    Acos      "acos"      r"\arccos"                 ONE,  UnitClosed,         "[0, pi]",            None, NonNegative, true,  Partial(d::acos),      "(acos x)' = -1/sqrt(1 - x^2)",         "DLMF 4.24";
    Atan      "atan"      r"\arctan"                 ONE,  Real,               "(-pi/2, pi/2)",      Odd,  OfArgument,  true,  Partial(d::atan),      "(atan x)' = 1/(1 + x^2)",              "DLMF 4.24";
    Asec      "asec"      r"\operatorname{arcsec}"   ONE,  OutsideUnitOpen,    "[0, pi]",            None, NonNegative, true,  Partial(d::asec),      "(asec x)' = 1/(|x| sqrt(x^2 - 1))",    "DLMF 4.24";
    Acsc      "acsc"      r"\operatorname{arccsc}"   ONE,  OutsideUnitOpen,    "[-pi/2, pi/2]",      Odd,  OfArgument,  true,  Partial(d::acsc),      "(acsc x)' = -1/(|x| sqrt(x^2 - 1))",   "DLMF 4.24";
    Acot      "acot"      r"\operatorname{arccot}"   ONE,  Real,               "(0, pi)",            None, Positive,    true,  Partial(d::acot),      "(acot x)' = -1/(1 + x^2)",             "acot x = pi/2 - atan x";
    Sinh      "sinh"      r"\sinh"                   ONE,  Real,               "(-oo, oo)",          Odd,  OfArgument,  true,  Partial(d::sinh),      "(sinh x)' = cosh x",                   "DLMF 4.34";
    Cosh      "cosh"      r"\cosh"                   ONE,  Real,               "[1, oo)",            Even, Positive,    true,  Partial(d::cosh),      "(cosh x)' = sinh x",                   "DLMF 4.34";
    Tanh      "tanh"      r"\tanh"                   ONE,  Real,               "(-1, 1)",            Odd,  OfArgument,  true,  Partial(d::tanh),      "(tanh x)' = 1 - tanh^2 x",             "DLMF 4.34";
    Sech      "sech"      r"\operatorname{sech}"     ONE,  Real,               "(0, 1]",             Even, Positive,    true,  Partial(d::sech),      "(sech x)' = -sech x tanh x",           "DLMF 4.34";
    Csch      "csch"      r"\operatorname{csch}"     ONE,  NonZero,            "y != 0",             Odd,  OfArgument,  true,  Partial(d::csch),      "(csch x)' = -csch x coth x",           "DLMF 4.34";
    Coth      "coth"      r"\coth"                   ONE,  NonZero,            "|y| > 1",            Odd,  OfArgument,  true,  Partial(d::coth),      "(coth x)' = 1 - coth^2 x",             "DLMF 4.34";
    Asinh     "asinh"     r"\operatorname{arsinh}"   ONE,  Real,               "(-oo, oo)",          Odd,  OfArgument,  true,  Partial(d::asinh),     "(asinh x)' = 1/sqrt(x^2 + 1)",         "DLMF 4.38";
    Acosh     "acosh"     r"\operatorname{arcosh}"   ONE,  AtLeastOne,         "[0, oo)",            None, NonNegative, true,  Partial(d::acosh),     "(acosh x)' = 1/sqrt(x^2 - 1)",         "DLMF 4.38";
    Atanh     "atanh"     r"\operatorname{artanh}"   ONE,  UnitOpen,           "(-oo, oo)",          Odd,  OfArgument,  true,  Partial(d::atanh),     "(atanh x)' = 1/(1 - x^2)",             "DLMF 4.38";
    Asech     "asech"     r"\operatorname{arsech}"   ONE,  ZeroToOne,          "[0, oo)",            None, NonNegative, true,  Partial(d::asech),     "(asech x)' = -1/(x sqrt(1 - x^2))",    "DLMF 4.38";
    Acsch     "acsch"     r"\operatorname{arcsch}"   ONE,  NonZero,            "y != 0",             Odd,  OfArgument,  true,  Partial(d::acsch),     "(acsch x)' = -1/(|x| sqrt(1 + x^2))",  "DLMF 4.38";
    Acoth     "acoth"     r"\operatorname{arcoth}"   ONE,  OutsideUnitClosed,  "y != 0",             Odd,  OfArgument,  true,  Partial(d::atanh),     "(acoth x)' = 1/(1 - x^2)",             "DLMF 4.38";
    Sigmoid   "sigmoid"   r"\sigma"                  ONE,  Real,               "(0, 1)",             None, Positive,    true,  Partial(d::sigmoid),   "s' = s (1 - s)",                       "logistic function";
    Erf       "erf"       r"\operatorname{erf}"      ONE,  Real,               "(-1, 1)",            Odd,  OfArgument,  true,  Partial(d::erf),       "(erf x)' = 2/sqrt(pi) e^(-x^2)",       "DLMF 7.2";
    Erfc      "erfc"      r"\operatorname{erfc}"     ONE,  Real,               "(0, 2)",             None, Positive,    true,  Partial(d::erfc),      "(erfc x)' = -2/sqrt(pi) e^(-x^2)",     "DLMF 7.2";
    Erfinv    "erfinv"    r"\operatorname{erf}^{-1}" ONE,  UnitOpen,           "(-oo, oo)",          Odd,  OfArgument,  true,  Partial(d::erfinv),    "(erfinv x)' = sqrt(pi)/2 e^(erfinv(x)^2)", "DLMF 7.17";
    Gamma     "gamma"     r"\Gamma"                  ONE,  NotPoleOfGamma,     "y != 0",             None, Unknown,     true,  Partial(d::gamma),     "gamma' = gamma digamma",               "DLMF 5.2";
    Lgamma    "lgamma"    r"\ln\Gamma"               ONE,  NotPoleOfGamma,     "(-oo, oo)",          None, Unknown,     true,  Partial(d::lgamma),    "lgamma' = digamma",                    "log of |gamma|; DLMF 5.2";
    Digamma   "digamma"   r"\psi"                    ONE,  NotPoleOfGamma,     "(-oo, oo)",          None, Unknown,     true,  Partial(d::digamma),   "digamma' = polygamma(1, x)",           "DLMF 5.2";
    Polygamma "polygamma" r"\psi"                    TWO,  NotPoleOfGamma,     "(-oo, oo)",          None, Unknown,     true,  Partial(d::polygamma), "polygamma(n, x)' = polygamma(n + 1, x)", "DLMF 5.15";
    Lambertw  "lambertw"  "W"                        ONE,  AboveMinusInverseE, "[-1, oo)",           None, OfArgument,  true,  Partial(d::lambertw),  "W' = 1/(e^W (1 + W))",                 "DLMF 4.13";
    Atan2     "atan2"     r"\operatorname{atan2}"    TWO,  NotOrigin,          "(-pi, pi]",          None, Unknown,     false, Partial(d::atan2),     "atan2(y, x): x/(x^2 + y^2) by y, -y/(x^2 + y^2) by x", "IEEE 754-2019, 9.2";
    Hypot     "hypot"     r"\operatorname{hypot}"    TWO,  Real,               "[0, oo)",            None, NonNegative, true,  Partial(d::hypot),     "hypot(x, y): x/hypot by x, y/hypot by y", "IEEE 754-2019, 9.2";
};

/// All rows, in the order of [`Op`] from [`Op::Exp`] on.
pub fn table() -> &'static [Row] {
    TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_operators() {
        for (i, row) in table().iter().enumerate() {
            assert_eq!(row.op as usize, Op::Exp as usize + i, "{}", row.name);
            assert_eq!(row.op.row().map(|r| r.name), Some(row.name));
        }
        assert_eq!(Op::Hypot as usize - Op::Exp as usize + 1, table().len());
    }
}
