"""Writes `tests/data/{f32,f64}/NAME.tsv`: values of the elementary functions to a hundred bits.

    python3 tools/tables.py [NAME …]

A line is `hi lo mantissa rest exponent`: the arguments (two numbers for a function of two, or the two words of one)
and the value (mantissa + rest)·2^exponent with 1 ≤ |mantissa| < 2; all but the exponent are bits of doubles in
hexadecimal. A value that is 0, infinite or NaN has rest and exponent 0. Needs mpmath.
"""

import math
import os
import random
import struct
import sys
from mpmath import mp, mpf
import mpmath

mp.prec = 400
HERE = os.path.join(os.path.dirname(__file__), "..", "tests", "data")


def to_f32(x):
    try:
        return struct.unpack("<f", struct.pack("<f", x))[0]
    except OverflowError:
        return math.copysign(math.inf, x)


def hexbits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


class Format:
    def __init__(self, name):
        self.name = name
        self.bits, self.least, self.greatest = (24, -149, 128) if name == "f32" else (53, -1074, 1024)
        self.round = to_f32 if name == "f32" else float

    def ulp(self, x):
        exponent = math.frexp(x)[1] - self.bits if x else self.least
        return 2.0 ** max(exponent, self.least)

    def beside(self, x, steps):
        return self.round(x + steps * self.ulp(x))


def uniform(a, b, count):
    return lambda f, r: [f.round(r.uniform(a, b)) for _ in range(count)]


def sized(low, high, count, signs=(1, -1)):
    """Any size between powers of two; None for the format's own limit."""

    def make(f, r):
        a = f.least if low is None else low
        b = f.greatest if high is None else high
        return [f.round(r.choice(signs) * math.ldexp(r.uniform(1, 2), r.randint(a, b - 1))) for _ in range(count)]

    return make


def near(points, count, reach=40):
    """Beside given points, up to many steps away."""
    return lambda f, r: [f.beside(f.round(p), r.randint(-reach, reach)) for p in points for _ in range(count)]


def exactly(*points):
    return lambda f, r: [f.round(p) for p in points]


def by_format(f32, f64):
    return lambda f, r: (f32 if f.name == "f32" else f64)(f, r)


def single(*sources):
    return lambda f, r: [(x, 0.0) for s in sources for x in s(f, r)]


def words(*sources):
    """Double words: the second at most half an ulp of the first, such that both are exact in 106 bits."""
    return lambda f, r: [
        (x, f.round(r.uniform(-0.5, 0.5) * f.ulp(x)) if abs(x) > 2.0 ** (f.least + 60) else 0.0)
        for s in sources
        for x in s(f, r)
    ]


def both(first, second):
    def make(f, r):
        a, b = first(f, r), second(f, r)
        return [(x, r.choice(b)) for x in a]

    return make


def joined(*makers):
    return lambda f, r: [p for m in makers for p in m(f, r)]


EXP_ENDS = by_format(near([88.72284, -87.33654, -103.97208, -103.2789], 5), near([709.782712893384, -708.3964185322641, -745.1332191019411, -744.4400719213812], 5))
EXP_RANGE = by_format(joined(uniform(-104, 89, 60), uniform(-104, -86, 20)), joined(uniform(-746, 710, 60), uniform(-746, -707, 20)))

def power(x, y):
    if x < 0 and y != mpmath.floor(y):
        raise ValueError
    value = abs(x) ** y
    return -value if x < 0 and mpmath.fmod(y, 2) != 0 else value


CIRCLE = joined(
    uniform(-1, 1, 30),
    uniform(-10, 10, 40),
    by_format(uniform(-16000, 16000, 40), uniform(-1e6, 1e6, 40)),
    near([math.pi / 4, -3 * math.pi / 4], 4),
    near([k * math.pi / 2 for k in range(1, 30)], 1, 1),
    by_format(near([k * math.pi / 2 for k in (1001, 5000, 10001)], 3, 1), near([k * math.pi / 2 for k in (1001, 5000, 10001, 600000)], 3, 1)),
    sized(None, 0, 20),
)

ERFC_RANGE = joined(
    uniform(-1, 1, 50),
    uniform(-6, 6, 50),
    by_format(uniform(-11, 11, 60), uniform(-28, 28, 60)),
    by_format(uniform(9, 10.3, 30), uniform(26, 27.5, 30)),
)

FUNCTIONS = {
    "exp": (lambda x, y: mpmath.exp(x + y), joined(single(EXP_ENDS, EXP_RANGE, uniform(-1, 1, 30), sized(None, 4, 20)), words(EXP_RANGE, EXP_ENDS, uniform(-1, 1, 20)))),
    "expm1": (lambda x, y: mpmath.expm1(x + y), joined(single(EXP_ENDS, EXP_RANGE, uniform(-2, 2, 60), uniform(-40, 40, 20), sized(None, 4, 40)), words(EXP_RANGE, uniform(-2, 2, 40), sized(-60, 0, 20)))),
    "log": (lambda x, y: mpmath.log(x), single(sized(None, None, 80, (1,)), uniform(0.5, 2, 60), near([1, 0.5, 2, 0.7071067811865476, 1.4142135623730951], 12))),
    "log1p": (lambda x, y: mpmath.log1p(x), single(sized(None, None, 60, (1,)), sized(None, 0, 60), uniform(-1, 2, 60), near([-1, 1, -0.2928932188134524, 0.41421356237309503], 8))),
    "erf": (lambda x, y: mpmath.erf(x), single(uniform(-1, 1, 60), uniform(-6, 6, 60), near([0.5, -0.5], 10), sized(None, 0, 40), exactly(20, 1e30))),
    "erfc": (lambda x, y: mpmath.erfc(x + y), joined(single(ERFC_RANGE, sized(None, 0, 20)), words(ERFC_RANGE, sized(-30, 0, 20)))),
    "gauss": (lambda x, y: mpmath.exp(-((x + y) ** 2)), joined(single(ERFC_RANGE, sized(None, 0, 20)), words(ERFC_RANGE, sized(-30, 0, 20)))),
    "sin": (lambda x, y: mpmath.sin(x + y), joined(single(CIRCLE, sized(None, None, 20)), words(CIRCLE))),
    "cos": (lambda x, y: mpmath.cos(x + y), joined(single(CIRCLE, sized(None, None, 20)), words(CIRCLE))),
    "tan": (lambda x, y: mpmath.tan(x + y), joined(single(CIRCLE, sized(None, None, 20)), words(CIRCLE))),
    "sinh": (lambda x, y: mpmath.sinh(x + y), joined(words(uniform(-2, 2, 40), EXP_RANGE), single(uniform(-2, 2, 80), EXP_RANGE, EXP_ENDS, by_format(uniform(88, 90, 20), uniform(709, 711, 20)), sized(None, 0, 30)))),
    "cosh": (lambda x, y: mpmath.cosh(x + y), joined(words(uniform(-2, 2, 40), EXP_RANGE), single(uniform(-2, 2, 80), EXP_RANGE, EXP_ENDS, by_format(uniform(88, 90, 20), uniform(709, 711, 20)), sized(None, 0, 30)))),
    "tanh": (lambda x, y: mpmath.tanh(x + y), joined(single(uniform(-2, 2, 80), uniform(-23, 23, 60), sized(None, 0, 40)), words(uniform(-2, 2, 40), uniform(-12, 12, 20)))),
    "sigmoid": (lambda x, y: 1 / (1 + mpmath.exp(-(x + y))), joined(single(uniform(-40, 40, 80), EXP_RANGE, EXP_ENDS, sized(None, 0, 20)), words(uniform(-5, 5, 40), EXP_RANGE))),
    "sigmoid_less": (lambda x, y: 1 / (1 + mpmath.exp(x + y)), joined(single(uniform(-40, 40, 80), EXP_RANGE, EXP_ENDS, sized(None, 0, 20)), words(uniform(-5, 5, 40), EXP_RANGE))),
    "asinh": (lambda x, y: mpmath.asinh(x), single(uniform(-2, 2, 80), uniform(-100, 100, 40), sized(None, None, 60), sized(None, 0, 20))),
    "acosh": (lambda x, y: mpmath.acosh(x), single(uniform(1, 2, 80), uniform(1, 100, 40), sized(0, None, 40, (1,)), near([1], 20))),
    "atanh": (lambda x, y: mpmath.atanh(x), single(uniform(-1, 1, 120), near([1, -1], 20), sized(None, 0, 60))),
    "atan": (lambda x, y: mpmath.atan(x), single(uniform(-3, 3, 120), sized(None, None, 60), near([0.41421356237309503, 2.414213562373095, -1], 10))),
    "asin": (lambda x, y: mpmath.asin(x), single(uniform(-1, 1, 120), near([1, -1, 0.5, -0.5], 12), sized(None, 0, 40))),
    "acos": (lambda x, y: mpmath.acos(x), single(uniform(-1, 1, 120), near([1, -1, 0.5, -0.5], 12), sized(None, 0, 40))),
    "atan2": (lambda x, y: mpmath.atan2(x, y), joined(both(uniform(-3, 3, 80), uniform(-3, 3, 40)), both(sized(None, None, 100), sized(None, None, 100)), both(sized(-20, 20, 60), sized(-20, 20, 60)))),
    "hypot": (lambda x, y: mpmath.sqrt(x * x + y * y), joined(both(uniform(-3, 3, 80), uniform(-3, 3, 40)), both(sized(None, None, 60), sized(None, None, 60)), both(sized(-20, 20, 60), sized(-20, 20, 60)), both(by_format(sized(125, 127, 20), sized(1021, 1023, 20)), by_format(sized(125, 127, 20), sized(1021, 1023, 20))), both(by_format(sized(-149, -120, 20), sized(-1074, -1000, 20)), by_format(sized(-149, -120, 20), sized(-1074, -1000, 20))))),
    "pow": (power, joined(both(uniform(0, 10, 100), uniform(-8, 8, 60)), both(sized(None, None, 80, (1,)), uniform(-1.2, 1.2, 60)), both(uniform(0.9, 1.1, 60), by_format(uniform(-900, 900, 40), uniform(-7000, 7000, 40))), both(uniform(-10, 10, 60), exactly(-5, -2, -1, 0, 1, 2, 3, 4, 17)), both(near([1], 40), by_format(sized(20, 30, 30), sized(40, 60, 30))))),
    "cbrt": (lambda x, y: mpmath.sign(x) * mpmath.cbrt(abs(x)), single(uniform(-3, 3, 80), sized(None, None, 80), exactly(8, 27, -64, 1), near([1, 0.3535533905932738], 10))),
    "gamma": (lambda x, y: mpmath.gamma(x), single(uniform(0, 30, 100), uniform(-20, 0, 60), sized(-100, 0, 20))),
    "lgamma": (lambda x, y: mpmath.log(abs(mpmath.gamma(x))), single(uniform(0, 30, 100), sized(5, 100, 40, (1,)), sized(-100, 0, 20, (1,)), uniform(0.9, 2.1, 30))),
    "digamma": (lambda x, y: mpmath.digamma(x), single(uniform(0, 30, 100), sized(5, 100, 40, (1,)), sized(-100, 0, 20, (1,)))),
    "erfinv": (lambda x, y: mpmath.erfinv(x), single(uniform(-1, 1, 100), near([1, -1], 20), sized(None, 0, 30))),
    "fifth_root": (lambda x, y: mpmath.sign(x) * abs(x) ** (mpf(1) / 5), single(uniform(-3, 3, 60), sized(None, None, 60), exactly(32, 243, -1))),
}


def scaled(value):
    """(mantissa, rest, exponent)"""
    if value == 0 or not mpmath.isfinite(value):
        return float(value), 0.0, 0
    mantissa, exponent = mpmath.frexp(value)
    mantissa, exponent = mantissa * 2, exponent - 1
    hi = float(mantissa)
    return hi, float(mantissa - mpf(hi)), exponent


def main(names):
    for form in (Format("f32"), Format("f64")):
        os.makedirs(os.path.join(HERE, form.name), exist_ok=True)
        for name, (function, points) in FUNCTIONS.items():
            if names and name not in names:
                continue
            generator = random.Random(name)
            with open(os.path.join(HERE, form.name, name + ".tsv"), "w") as out:
                for x, y in dict.fromkeys(points(form, generator)):
                    if not (math.isfinite(x) and math.isfinite(y)):
                        continue
                    try:
                        value = function(mpf(x), mpf(y))
                    except (ValueError, ZeroDivisionError, OverflowError):
                        continue
                    if isinstance(value, mpmath.mpc):
                        continue
                    hi, lo, exponent = scaled(value)
                    print(hexbits(x), hexbits(y), hexbits(hi), hexbits(lo), exponent, sep="\t", file=out)


main(sys.argv[1:])
