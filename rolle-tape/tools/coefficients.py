"""Prints `src/function/coefficients/{f32,f64}.rs`: polynomials and constants of the elementary functions.

    python3 tools/coefficients.py f32 > src/function/coefficients/f32.rs

Needs mpmath. Polynomials are minimax approximations whose coefficients are rounded one after another, the rest
being fitted anew after each. The error printed beside each is the greatest in the sense
that its comment gives, with the rounded coefficients and exact arithmetic.
"""

import sys
from mpmath import *
from remez import fit, literal, rounded

REAL = sys.argv[1]
BITS = 24 if REAL == "f32" else 53
pick = (lambda a, b: a) if REAL == "f32" else (lambda a, b: b)


def constant(name, doc, value, bits=BITS):
    print(f"    const {name}: {REAL} = {literal(rounded(value, bits), REAL)};")
    return rounded(value, bits)


def constants(name, doc, value, splits):
    """A number as a sum of numbers with so many bits each."""
    parts = []
    for bits in splits:
        parts.append(rounded(value, bits))
        value -= parts[-1]
    text = ", ".join(literal(p, REAL) for p in parts)
    print(f"    const {name}: [{REAL}; {len(parts)}] = [{text}];")


def polynomial(name, doc, f, weight, a, b, powers, **how):
    c, worst = fit(f, weight, mpf(a), mpf(b), list(powers), BITS, **how)
    print(f"    // {doc}: 2^{nstr(log(worst, 2), 4)}.")
    print(f"    const {name}: &[{REAL}] = &[")
    for x in c:
        print(f"        {literal(x, REAL)},")
    print("    ];")


print("//! Written by `tools/coefficients.py`.")
print()
print("use super::Elementary;")
print()
print(f"impl Elementary for {REAL} {{")
print(
    pick(
        """    // The sum is a double.
    fn sin_cos_lane(hi: f32, lo: f32) -> (f32, f32) {
        let x = hi as f64 + super::second(hi as f64, lo as f64);
        (pxfm::f_sin(x) as f32, pxfm::f_cos(x) as f32)
    }
    fn tan_lane(hi: f32, lo: f32) -> f32 {
        pxfm::f_tan(hi as f64 + super::second(hi as f64, lo as f64)) as f32
    }""",
        """    fn sin_cos_lane(hi: f64, lo: f64) -> (f64, f64) {
        super::sin_cos(hi, lo)
    }
    fn tan_lane(hi: f64, lo: f64) -> f64 {
        match super::second(hi, lo) {
            0.0 => pxfm::f_tan(hi),
            lo => {
                let (sin, cos) = super::sin_cos(hi, lo);
                sin / cos
            }
        }
    }""",
    )
)

# e^r on |r| ≤ ½ log 2, a little more for the rounding of the reduction.
half = log(mpf(2)) / 2 * mpf("1.0005")
constant("EXP_LIMIT", "", pick(120, 800))
constant("EXP_OVERFLOW", "", pick(89, 710))
constant("LOG2_E", "", 1 / log(mpf(2)))
constants("LN_2", "", log(mpf(2)), pick((16, 24), (42, 53)))
polynomial(
    "EXP",
    "(e^r − 1 − r)/r² for |r| ≤ ½ log 2, error relative to e^r",
    lambda r: (expm1(r) - r) / r**2,
    lambda r: r**2 / exp(r),
    -half,
    half,
    range(pick(5, 10)),
)

# log(1 + f) = f − f²/2 + s·(f²/2 + R(s²)), s = f/(2 + f).
s_max = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1) * mpf("1.0001")
polynomial(
    "LOG",
    "(2 artanh(s)/s − 2)/s² for |s| ≤ 0.1716 in z = s², times z/2, which is the error relative to log",
    lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z,
    lambda z: z / 2,
    mpf("1e-12"),
    s_max**2,
    range(pick(3, 7)),
)

# erfcx(a) = e^(a²)·erfc(a) for a up to where erfc rounds to 0.
shift, top = mpf("3.5"), mpf(pick("10.2", "27.4"))
erfcx = lambda a: exp(a * a) * erfc(a)
place = lambda q: shift * (1 + q) / (1 - q)
constant("ERFC_LIMIT", "", pick(11, 28))
polynomial(
    "ERFCX",
    "(1 + a)·erfcx(a) − 1 for a ≤ %s in q = (a − 3.5)/(a + 3.5), error relative to erfcx" % nstr(top, 4),
    lambda q: (1 + place(q)) * erfcx(place(q)) - 1,
    lambda q: 1 / ((1 + place(q)) * erfcx(place(q))),
    -1,
    (top - shift) / (top + shift),
    range(pick(11, 23)),
    downward=True,
)
polynomial(
    "ERF",
    "erf(x)/x − 1 for |x| ≤ ½ in x², error relative to erf",
    lambda z: erf(sqrt(z)) / sqrt(z) - 1,
    lambda z: sqrt(z) / erf(sqrt(z)),
    mpf("1e-20"),
    mpf("0.2501"),
    range(pick(5, 10)),
)

# Circular functions: multiples of π/2 are taken away in three parts with a fused operation.
constant("CIRCULAR_LIMIT", "", pick(2**14, 2**20))
constant("TWO_OVER_PI", "", 2 / pi)
constants("HALF_PI", "", pi / 2, (BITS, BITS, BITS))
quarter = pi / 4 * mpf(pick("1.002", "1.00001"))
polynomial(
    "SIN",
    "(sin r/r − 1)/r² for |r| ≤ π/4 in r², error relative to sin r",
    lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z,
    lambda z: z * sqrt(z) / sin(sqrt(z)),
    mpf("1e-15"),
    quarter**2,
    range(pick(3, 6)),
)
polynomial(
    "COS",
    "(cos r − 1 + r²/2)/r⁴ for |r| ≤ π/4 in r², absolute error",
    lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2,
    lambda z: z**2,
    mpf("1e-10"),
    quarter**2,
    range(pick(3, 6)),
)

# Hyperbolic functions.
constant("TANH_LIMIT", "", pick(10, 22))
polynomial(
    "SINH",
    "(sinh x/x − 1)/x² for |x| ≤ 1 in x², error relative to sinh x",
    lambda z: (sinh(sqrt(z)) / sqrt(z) - 1) / z,
    lambda z: z * sqrt(z) / sinh(sqrt(z)),
    mpf("1e-15"),
    mpf(1),
    range(pick(4, 8)),
)
constant("LARGE", "", pick(2**15, 2**30))

# Inverse circular functions.
polynomial(
    "ATAN",
    "(atan t/t − 1)/t² for |t| ≤ √2 − 1 in t², error relative to atan t",
    lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z,
    lambda z: z * sqrt(z) / atan(sqrt(z)),
    mpf("1e-15"),
    (sqrt(mpf(2)) - 1) ** 2 * mpf("1.0001"),
    range(pick(5, 11)),
)
polynomial(
    "ASIN",
    "(asin s/s − 1)/s² for |s| ≤ ½ in s², error relative to asin s",
    lambda z: (asin(sqrt(z)) / sqrt(z) - 1) / z,
    lambda z: z * sqrt(z) / asin(sqrt(z)),
    mpf("1e-15"),
    mpf("0.2501"),
    range(pick(6, 13)),
)

# Powers and roots.
constants("TWO_THIRDS", "", mpf(2) / 3, (BITS, BITS))
polynomial(
    "LOG_TAIL",
    "(2 artanh(s)/s − 2 − ⅔s²)/s⁴ for |s| ≤ 0.1716 in z = s², times z²/2, the error relative to log",
    lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2 - 2 * z / 3) / z**2,
    lambda z: z**2 / 2,
    mpf("1e-12"),
    s_max**2,
    range(pick(3, 8)),
)
polynomial(
    "CBRT",
    "cbrt(1 + f) for 1 + f between √½ and √2, relative error; a first guess",
    lambda f: cbrt(1 + f),
    lambda f: 1 / cbrt(1 + f),
    sqrt(mpf("0.5")) - 1,
    sqrt(mpf(2)) - 1,
    range(pick(4, 6)),
    downward=True,
)
print("}")
