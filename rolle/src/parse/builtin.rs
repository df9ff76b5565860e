//! The mathematical functions that formulas may call, by their names in every notation.
//!
//! A row is a signature, the other names, how the name may stand, and the meaning: an operator of the graph, a formula
//! in terms of other rows, or a rule of its own. Activations, losses and schedules are in `zoo`.

/// How a function's name may stand in a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `sin x` is an application; a bare `sin` is an error.
    Prefix,
    /// Needs parentheses: `max(x, 0)`.
    Call,
    /// `th x` is an application, a bare `th` is a variable (with a warning).
    Either,
    /// Only `sigma(x)` is an application; `sigma` and `sigma x` contain a variable. All Greek names are of this style,
    /// whatever the row says.
    Symbol,
}

/// What a call means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An operator of the graph of the same name.
    Operator,
    /// The formula, in the parameters of the signature.
    Formula(&'static str),
    /// A function of vectors, with what it computes.
    Vector(&'static str),
    /// A rule in the lowering, chosen by the name.
    Special,
}

/// One function: signature, other names, style, meaning.
pub(super) struct Row {
    pub(super) signature: &'static str,
    pub(super) aliases: &'static str,
    pub(super) style: Style,
    pub(super) meaning: Meaning,
}

const fn row(
    signature: &'static str,
    aliases: &'static str,
    style: Style,
    meaning: Meaning,
) -> Row {
    Row { signature, aliases, style, meaning }
}

use Meaning::{Formula, Operator, Special, Vector};
use Style::{Call, Either, Prefix};

/// All of them. `...` in a signature allows any further number of arguments.
pub(super) const ROWS: &[Row] = &[
    row("exp(x)", "", Prefix, Operator),
    row("exp2(x)", "", Prefix, Formula("2^x")),
    row("expm1(x)", "", Prefix, Formula("exp(x) - 1")),
    row("log(x, base=e)", "ln", Prefix, Special),
    row("log2(x)", "ld", Prefix, Formula("log(x)/log(2)")),
    row("log10(x)", "lg", Prefix, Formula("log(x)/log(10)")),
    row("log1p(x)", "", Prefix, Formula("log(1 + x)")),
    row("sqrt(x)", "", Prefix, Special),
    row("rsqrt(x)", "", Prefix, Formula("1/sqrt(x)")),
    row("cbrt(x)", "", Prefix, Special),
    row("root(x, n=2)", "nthroot surd", Call, Special),
    row("rootof(p|f|expr, index=0)", "CRootOf ComplexRootOf RootOf", Call, Special),
    row("pow(x, exponent)", "power float_power", Call, Special),
    row("square(x)", "sqr", Prefix, Formula("x^2")),
    row("reciprocal(x)", "", Prefix, Formula("1/x")),
    row("negative(x)", "neg", Prefix, Formula("-x")),
    row("positive(x)", "", Prefix, Formula("x")),
    row("add(x, y|other)", "", Call, Formula("x + y")),
    row("subtract(x, y|other)", "sub", Call, Formula("x - y")),
    row("multiply(x, y|other)", "mul", Call, Formula("x*y")),
    row("divide(x, y|other)", "div true_divide", Call, Formula("x/y")),
    row("abs(x)", "fabs absolute", Prefix, Operator),
    row("sign(x)", "sgn signum", Prefix, Operator),
    row("floor(x)", "", Prefix, Operator),
    row("ceil(x)", "ceiling", Prefix, Operator),
    row("round(x)", "rint", Prefix, Operator),
    row("trunc(x)", "fix", Prefix, Formula("sign(x)*floor(abs(x))")),
    row("frac(x)", "", Prefix, Formula("x - trunc(x)")),
    row("mod(x, y|other|divisor)", "remainder floormod", Call, Formula("x - y*floor(x/y)")),
    row("fmod(x, y|other)", "rem", Call, Formula("x - y*trunc(x/y)")),
    row("math.remainder(x, y)", "", Call, Formula("x - y*round(x/y)")),
    row("floor_divide(x, y|other)", "", Call, Formula("floor(x/y)")),
    row("norm(x, ...)", "", Call, Vector("sqrt(sum_j x_j^2)")),
    row("max(x, ...)", "maximum fmax", Call, Operator),
    row("min(x, ...)", "minimum fmin", Call, Operator),
    row(
        "clamp(x|input, min|a_min|lo|lower|low=None, max|a_max|hi|upper|high=None)",
        "clip",
        Call,
        Special,
    ),
    row("where(condition|cond, x|then, y|otherwise)", "ifelse iif", Call, Special),
    row("piecewise(x, ...)", "cases", Call, Special),
    row("heaviside(x, h0|values=1/2)", "step H", Either, Special),
    row("sin(x)", "", Prefix, Operator),
    row("cos(x)", "", Prefix, Operator),
    row("tan(x)", "tg", Prefix, Operator),
    row("cot(x)", "cotan cotg ctg ctan", Prefix, Operator),
    row("sec(x)", "", Prefix, Operator),
    row("csc(x)", "cosec", Prefix, Operator),
    row("asin(x)", "arcsin", Prefix, Operator),
    row("acos(x)", "arccos", Prefix, Operator),
    row("atan(x)", "arctan arctg", Prefix, Operator),
    row("acot(x)", "arccot arcctg arccotan", Prefix, Operator),
    row("asec(x)", "arcsec", Prefix, Operator),
    row("acsc(x)", "arccsc", Prefix, Operator),
    row("atan2(y, x)", "arctan2", Call, Operator),
    row("hypot(x, y)", "", Call, Operator),
    row("sinh(x)", "", Prefix, Operator),
    row("cosh(x)", "", Prefix, Operator),
    row("tanh(x)", "tgh", Prefix, Operator),
    row("coth(x)", "cth ctgh", Prefix, Operator),
    row("sech(x)", "", Prefix, Operator),
    row("csch(x)", "cosech", Prefix, Operator),
    row("asinh(x)", "arcsinh arsinh arsh", Prefix, Operator),
    row("acosh(x)", "arccosh arcosh arch", Prefix, Operator),
    row("atanh(x)", "arctanh artanh arth", Prefix, Operator),
    row("asech(x)", "arcsech arsech", Prefix, Operator),
    row("acsch(x)", "arccsch arcsch", Prefix, Operator),
    row("acoth(x)", "arccoth arcoth", Prefix, Operator),
    row("erf(x)", "", Prefix, Operator),
    row("erfc(x)", "", Prefix, Operator),
    row("erfinv(x)", "", Prefix, Operator),
    row("gamma(x)", "Γ Gamma tgamma", Prefix, Operator),
    row("lgamma(x)", "loggamma gammaln lnGamma", Prefix, Operator),
    row("digamma(x)", "psi ψ", Prefix, Operator),
    row("factorial(x)", "", Prefix, Formula("gamma(x + 1)")),
    row("polygamma(n, x)", "", Call, Operator),
    row("sigmoid(x)", "σ sigma logistic expit", Prefix, Operator),
    row("normcdf(x)", "Φ Phi ndtr", Prefix, Formula("(1 + erf(x/sqrt(2)))/2")),
    row("normpdf(x)", "φ phi", Prefix, Formula("exp(-x^2/2)/sqrt(2*pi)")),
    row("lambertw(x)", "productlog W", Prefix, Operator),
    row("sinc(x)", "", Prefix, Formula("{1 if x == 0; sin(x)/x otherwise}")),
    row(
        "torch.sinc(x|input)",
        "jax.sinc numpy.sinc",
        Call,
        Formula("{1 if x == 0; sin(pi*x)/(pi*x) otherwise}"),
    ),
    row("jax.gelu(x, approximate=True)", "", Call, Special),
    row(
        "keras.leaky_relu(x, a|negative_slope|alpha=0.2)",
        "",
        Call,
        Formula("{x if x >= 0; a*x otherwise}"),
    ),
    row("logit(x)", "", Prefix, Formula("log(x/(1 - x))")),
    row("logaddexp(x, y)", "", Call, Formula("log(exp(x) + exp(y))")),
    row("xlogy(x, y)", "", Call, Formula("{0 if x == 0; x*log(y) otherwise}")),
    row("xlog1py(x, y)", "", Call, Formula("{0 if x == 0; x*log(1 + y) otherwise}")),
    row("deg2rad(x)", "radians", Prefix, Formula("x*pi/180")),
    row("rad2deg(x)", "degrees", Prefix, Formula("x*180/pi")),
    row("float(x)", "tensor asarray array float32 float64 Float", Call, Formula("x")),
    row("and_(x, ...)", "logical_and And", Call, Special),
    row("or_(x, ...)", "logical_or Or", Call, Special),
    row("not_(x)", "logical_not Not", Call, Special),
    row("lt(x, y|other)", "less", Call, Special),
    row("le(x, y|other)", "less_equal", Call, Special),
    row("gt(x, y|other)", "greater", Call, Special),
    row("ge(x, y|other)", "greater_equal", Call, Special),
    row("eq(x, y|other)", "equal Eq", Call, Special),
    row("ne(x, y|other)", "not_equal Ne", Call, Special),
    row("sh(x)", "", Either, Formula("sinh(x)")),
    row("ch(x)", "", Either, Formula("cosh(x)")),
    row("th(x)", "", Either, Formula("tanh(x)")),
];

/// `sin⁻¹` and its kin: the function and its inverse.
pub(super) const INVERSES: &[(&str, &str)] = &[
    ("sin", "asin"),
    ("cos", "acos"),
    ("tan", "atan"),
    ("cot", "acot"),
    ("sec", "asec"),
    ("csc", "acsc"),
    ("sinh", "asinh"),
    ("cosh", "acosh"),
    ("tanh", "atanh"),
    ("coth", "acoth"),
    ("erf", "erfinv"),
];

/// Words that stand before the dot of a library function, with the library's short name.
pub(super) const MODULES: &[(&str, &str)] = &[
    ("torch", "torch"),
    ("nn", "torch"),
    ("F", "torch"),
    ("jax", "jax"),
    ("jnp", "jax"),
    ("lax", "jax"),
    ("flax", "jax"),
    ("optax", "jax"),
    ("tf", "keras"),
    ("tensorflow", "keras"),
    ("keras", "keras"),
    ("K", "keras"),
    ("np", "numpy"),
    ("numpy", "numpy"),
    ("math", "math"),
    ("cmath", "numpy"),
    ("scipy", "numpy"),
    ("special", "numpy"),
    ("sympy", "numpy"),
    ("sp", "numpy"),
    ("mpmath", "numpy"),
    ("mp", "numpy"),
    ("Math", "numpy"),
    ("std", "math"),
];

/// Keyword arguments of library calls that do not change the value.
pub(super) const IGNORED_KEYWORDS: &[&str] =
    &["inplace", "out", "dtype", "name", "evaluate", "reduction"];
