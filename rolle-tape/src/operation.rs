//! The operations of a tape, one row each.

use crate::wide::Wide;
use std::sync::Arc;

/// What a step of a tape does.
///
/// Operations marked *wide* take a last argument that is added to the one before it: together they are a number of
/// twice the precision. Where the argument's absolute error becomes a relative error of the result, as for the
/// exponential, this is what keeps the last digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// An elementary operation; see [`Elementary::row`].
    Elementary(Elementary),
    /// c₀ + c₁x + c₂x² + …, by Horner's scheme.
    Polynomial(Arc<[Wide]>),
    /// xⁿ for an integer n.
    IntegerPower(i32),
    /// The odd root of a degree, of any real number.
    OddRoot(u32),
    /// Ratios of one exponential e^w, and logarithms of such; wide.
    Ratios(Arc<Ratios>),
}

/// Several functions of one exponential e^w, evaluated at T = e^(−|w|), which neither overflows nor loses digits.
///
/// A factor is a polynomial p(e^w) of degree d with p(0) ≠ 0. For w ≤ 0 it is p(T); for w > 0 it is T^(−d)·p*(T) with
/// the reversed polynomial p*. The powers of T are collected in the results.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ratios {
    /// The polynomials.
    pub factors: Vec<Factor>,
    /// The results.
    pub results: Vec<Ratio>,
}

/// A factor of a ratio.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// 1 − T, by `expm1`.
    Difference,
    /// Coefficients, from the constant one up, for w ≤ 0 and for w > 0.
    Polynomial {
        /// For w ≤ 0.
        below: Vec<Wide>,
        /// For w > 0.
        above: Vec<Wide>,
    },
}

/// One result of [`Ratios`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ratio {
    /// ±scale·T^power·∏ factorᵉ.
    Value {
        /// The constant.
        scale: Wide,
        /// Whether the sign changes for w ≤ 0.
        odd: bool,
        /// The power of T for w ≤ 0.
        below: i32,
        /// The power of T for w > 0.
        above: i32,
        /// Factors, by place, and their powers, which are not zero.
        powers: Vec<(usize, i32)>,
    },
    /// constant + slope·w + Σ n·log(factor/factor(0)), or log(1 − T) for the difference.
    Logarithm {
        /// The constant for w ≤ 0 and for w > 0.
        constant: [Wide; 2],
        /// The multiple of w for w ≤ 0 and for w > 0.
        slope: [Wide; 2],
        /// Factors, by place, and the multiples of their logarithms.
        terms: Vec<(usize, i32)>,
    },
}

macro_rules! elementary {
    ($($name:ident $text:literal $arity:literal $results:literal $wide:literal, $meaning:literal;)*) => {
        /// An elementary operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Elementary {
            $(#[doc = $meaning] $name),*
        }

        impl Elementary {
            /// All of them.
            pub const ALL: &[Elementary] = &[$(Elementary::$name),*];

            /// What is known of the operation.
            pub fn row(self) -> &'static Row {
                const ROWS: &[Row] = &[$(Row {
                    name: $text, arity: $arity, results: $results, wide: $wide, meaning: $meaning,
                }),*];
                &ROWS[self as usize]
            }
        }
    };
}

/// What is known of an elementary operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name in listings.
    pub name: &'static str,
    /// The number of arguments.
    pub arity: usize,
    /// The number of results.
    pub results: usize,
    /// Whether the last argument is the low part of the one before it.
    pub wide: bool,
    /// What it computes.
    pub meaning: &'static str,
}

elementary! {
    Negate       "neg"        1 1 false, "−x";
    Absolute     "abs"        1 1 false, "|x|";
    Sqrt         "sqrt"       1 1 false, "√x";
    Floor        "floor"      1 1 false, "the greatest integer that is not above x";
    Ceil         "ceil"       1 1 false, "the least integer that is not below x";
    Round        "round"      1 1 false, "the nearest integer, the even one of two";
    Sign         "sign"       1 1 false, "−1, 0 or 1";
    Heaviside    "heaviside"  1 1 false, "0, 1/2 at zero, 1";
    Add          "add"        2 1 false, "x + y";
    Subtract     "sub"        2 1 false, "x − y";
    Multiply     "mul"        2 1 false, "x·y";
    Divide       "div"        2 1 false, "x/y";
    Max          "max"        2 1 false, "the greater; NaN if either is";
    Min          "min"        2 1 false, "the lesser; NaN if either is";
    Fma          "fma"        3 1 false, "x·y + z, rounded once";
    AddError     "add_error"  2 1 false, "(x + y) minus its rounded value, exactly";
    MulError     "mul_error"  2 1 false, "x·y minus its rounded value, exactly";
    DivError     "div_error"  2 1 false, "x/y minus its rounded value, rounded";
    SqrtError    "sqrt_error" 1 1 false, "√x minus its rounded value, rounded";
    Less         "less"       2 1 false, "1 where x < y, else 0; NaN if either is";
    LessEqual    "less_equal" 2 1 false, "1 where x ≤ y, else 0; NaN if either is";
    Equal        "equal"      2 1 false, "1 where x = y, else 0; NaN if either is";
    NotEqual     "not_equal"  2 1 false, "1 where x < y or x > y, else 0; NaN if either is";
    Select       "select"     3 1 false, "y where x is not 0, else z; NaN where x is";
    Exp          "exp"        2 1 true,  "eˣ";
    Log          "log"        1 1 false, "the natural logarithm";
    Log1p        "log1p"      1 1 false, "log(1 + x)";
    SinCos       "sin_cos"    2 2 true,  "sin x and cos x";
    Tan          "tan"        2 1 true,  "tan x";
    Sinh         "sinh"       2 1 true,  "sinh x";
    Cosh         "cosh"       2 1 true,  "cosh x";
    Asin         "asin"       1 1 false, "the inverse sine";
    Acos         "acos"       1 1 false, "the inverse cosine";
    Atan         "atan"       1 1 false, "the inverse tangent";
    Atan2        "atan2"      2 1 false, "the angle of the point (y, x), given as y, x";
    Asinh        "asinh"      1 1 false, "the inverse hyperbolic sine";
    Acosh        "acosh"      1 1 false, "the inverse hyperbolic cosine";
    Atanh        "atanh"      1 1 false, "the inverse hyperbolic tangent";
    Erf          "erf"        1 1 false, "the error function";
    ErfcGauss    "erfc_gauss" 2 2 true,  "erfc x and e^(−x²)";
    Erfinv       "erfinv"     1 1 false, "the inverse of the error function";
    Gamma        "gamma"      1 1 false, "the gamma function";
    Lgamma       "lgamma"     1 1 false, "log |Γ(x)|";
    Digamma      "digamma"    1 1 false, "the derivative of log Γ";
    Lambertw     "lambertw"   1 1 false, "the principal branch of the inverse of w·e^w";
    Power        "pow"        2 1 false, "x^y for x ≥ 0";
    Hypot        "hypot"      2 1 false, "√(x² + y²) without overflow on the way";
}

impl Operation {
    /// The number of arguments.
    pub fn arity(&self) -> usize {
        match self {
            Operation::Elementary(op) => op.row().arity,
            Operation::Polynomial(_) | Operation::IntegerPower(_) | Operation::OddRoot(_) => 1,
            Operation::Ratios(_) => 2,
        }
    }

    /// The number of results.
    pub fn results(&self) -> usize {
        match self {
            Operation::Elementary(op) => op.row().results,
            Operation::Ratios(ratios) => ratios.results.len(),
            _ => 1,
        }
    }

    /// The name in listings.
    pub fn name(&self) -> String {
        match self {
            Operation::Elementary(op) => op.row().name.into(),
            Operation::Polynomial(c) => format!("polynomial({})", c.len().saturating_sub(1)),
            Operation::IntegerPower(n) => format!("power({n})"),
            Operation::OddRoot(n) => format!("root({n})"),
            Operation::Ratios(ratios) => format!("ratios({})", ratios.results.len()),
        }
    }
}
