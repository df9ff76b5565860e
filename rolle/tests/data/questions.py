"""Writes questions.tsv: 24 questions on each of 32 functions, answered without Rolle.

Every function is written down anew as smooth pieces in mpmath. Derivatives are numerical (40 digits), zeros and
extrema are found by dense sampling and refined, limits are values far out, and what is told of the whole line is what
the samples show. Run: python3 questions.py > questions.tsv (mpmath 1.3).
"""

from mpmath import mp, mpf, exp, log, tanh, erf, sqrt, pi, atan, sin, cosh, cos, findroot, inf, diff, taylor

mp.dps = 40

def sigma(x): return 1 / (1 + exp(-x))
def softplus(x): return log(1 + exp(x)) if x < 0 else x + log(1 + exp(-x))

RELU = [(0, lambda x: mpf(0)), (inf, lambda x: x)]
LEAKY = [(0, lambda x: x / 100), (inf, lambda x: x)]
HARDSWISH = [(-3, lambda x: mpf(0)), (3, lambda x: x * (x + 3) / 6), (inf, lambda x: x)]
SCALE, ALPHA = mpf("1.0507009873554804934193349852946"), mpf("1.6732632423543772848170429916717")
C = sqrt(2 / pi)

# Name, formula in Rolle's notation, pieces (right end, function).
FUNCTIONS = [
    ("relu (max)", "max(x, 0)", RELU),
    ("relu (piecewise)", "{x if x > 0; 0 otherwise}", RELU),
    ("relu (heaviside)", "x*heaviside(x)", RELU),
    ("relu (abs)", "(x + abs(x))/2", RELU),
    ("leaky relu (piecewise)", "{x if x > 0; x/100 otherwise}", LEAKY),
    ("leaky relu (max)", "max(x, x/100)", LEAKY),
    ("elu", "elu(x)", [(0, lambda x: exp(x) - 1), (inf, lambda x: x)]),
    ("selu", "selu(x)", [(0, lambda x: SCALE * ALPHA * (exp(x) - 1)), (inf, lambda x: SCALE * x)]),
    ("sigmoid", "1/(1 + exp(-x))", [(inf, sigma)]),
    ("tanh", "tanh(x)", [(inf, tanh)]),
    ("softplus", "log(1 + exp(x))", [(inf, softplus)]),
    ("softsign", "x/(1 + abs(x))", [(0, lambda x: x / (1 - x)), (inf, lambda x: x / (1 + x))]),
    ("silu", "x/(1 + exp(-x))", [(inf, lambda x: x * sigma(x))]),
    ("gelu (erf)", "x*(1 + erf(x/sqrt(2)))/2", [(inf, lambda x: x * mp.ncdf(x))]),
    ("gelu (tanh)", "x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))/2",
     [(inf, lambda x: x * sigma(2 * C * (x + mpf("0.044715") * x**3)))]),
    ("mish", "x*tanh(log(1 + exp(x)))", [(inf, lambda x: x * tanh(softplus(x)))]),
    ("hardswish (max, min)", "x*min(max(0, x + 3), 6)/6", HARDSWISH),
    ("hardswish (piecewise)", "{0 if x <= -3; x if x >= 3; x*(x + 3)/6 otherwise}", HARDSWISH),
    ("hardsigmoid", "max(0, min(1, x/6 + 1/2))",
     [(-3, lambda x: mpf(0)), (3, lambda x: x / 6 + mpf(1) / 2), (inf, lambda x: mpf(1))]),
    ("relu6", "min(max(0, x), 6)", [(0, lambda x: mpf(0)), (6, lambda x: x), (inf, lambda x: mpf(6))]),
    ("tanhshrink", "x - tanh(x)", [(inf, lambda x: x - tanh(x))]),
    ("softshrink", "{x - 1/2 if x > 1/2; x + 1/2 if x < -1/2; 0 otherwise}",
     [(mpf(-1) / 2, lambda x: x + mpf(1) / 2), (mpf(1) / 2, lambda x: mpf(0)), (inf, lambda x: x - mpf(1) / 2)]),
    ("logsigmoid", "log(1/(1 + exp(-x)))", [(inf, lambda x: -softplus(-x))]),
    ("relu^2", "max(x, 0)^2", [(0, lambda x: mpf(0)), (inf, lambda x: x * x)]),
    ("x^3 - 3x", "x^3 - 3x", [(inf, lambda x: x**3 - 3 * x)]),
    ("degree 8", "x^8 - 4x^6 + x^5 - 3x^3 + 2x - 1",
     [(inf, lambda x: x**8 - 4 * x**6 + x**5 - 3 * x**3 + 2 * x - 1)]),
    ("arctan", "atan(x)", [(inf, atan)]),
    # With a parameter, for which the answers are asked at b = 2.
    ("swish (b > 0)", "x/(1 + exp(-b*x))", [(inf, lambda x: x * sigma(2 * x))]),
    ("snake", "x + sin(x)^2", [(inf, lambda x: x + sin(x)**2)]),
    ("x^3", "x^3", [(inf, lambda x: x**3)]),
    ("huber", "{x^2/2 if abs(x) <= 1; abs(x) - 1/2 otherwise}",
     [(-1, lambda x: -x - mpf(1) / 2), (1, lambda x: x * x / 2), (inf, lambda x: x - mpf(1) / 2)]),
    ("logcosh", "log(cosh(x))", [(inf, lambda x: abs(x) + log(1 + exp(-2 * abs(x))) - log(2))]),
]

REACH, STEPS = 24, 4800
# Numbers that count as zero: derivatives are numerical.
TINY = mpf(10)**-18

def text(v):
    if v in (inf, -inf): return "oo" if v > 0 else "-oo"
    return mp.nstr(mpf(v), 13, min_fixed=-5, max_fixed=15) if abs(v) > TINY else "0"

class Piece:
    def __init__(self, left, right, f):
        self.left, self.right, self.f = left, right, f
    def d(self, x, n=1):
        # Analytic on a neighborhood, so that a numerical derivative at an end is one-sided.
        return diff(self.f, mpf(x), n, h=mpf(10)**-12) if n else self.f(mpf(x))
    def ends(self):
        return max(self.left, -REACH), min(self.right, REACH)
    def grid(self):
        a, b = self.ends()
        n = max(8, int(STEPS * (b - a) / (2 * REACH)))
        # Off the middle, so that a zero at 0 lies between two points.
        return [a + (b - a) * (i + mpf("0.37")) / n for i in range(n)]

def limit(f, end):
    """A number, an infinity, or None where the values far out go on changing without one sign."""
    sign = 1 if end == inf else -1
    values = [f(sign * mpf(10)**k) for k in (2, 3, 5, 7, 9, mpf("9.1"))]
    if abs(values[-1] - values[-2]) < mpf(10)**-3:
        # Rational approach to a limit: Richardson with powers of 1/x.
        far = [f(sign * mpf(10)**k) for k in (12, 13)]
        return mpf(mp.nstr(far[1], 11))
    if all(abs(v) > 50 for v in values[-3:]) and abs(values[-1]) > abs(values[0]):
        return inf if values[-1] > 0 else -inf
    return None

def zeros(piece, g):
    """Sign changes and touching zeros of g in a piece, refined; or the whole piece."""
    grid = piece.grid()
    values = [g(x) for x in grid]
    if all(abs(v) < TINY for v in values): return "all"
    found = []
    for i in range(1, len(grid)):
        a, b = values[i - 1], values[i]
        if a * b < 0:
            found.append(findroot(g, (grid[i - 1], grid[i]), solver="anderson", tol=mpf(10)**-30, verify=False))
        elif 0 < i < len(grid) - 1 and abs(b) < abs(a) and abs(b) <= abs(values[i + 1]) and abs(b) < mpf("0.01") \
                and a * b > 0 and b * values[i + 1] > 0:
            c = golden(lambda x: abs(g(x)), grid[i - 1], grid[i + 1])
            if abs(g(c)) < mpf(10)**-14 and abs(c) < 20: found.append(c)
    # In the far tails a product underflows below the error of a numerical derivative.
    return [x for x in found if abs(x) < 20]

def golden(g, a, b):
    r = (sqrt(5) - 1) / 2
    c, d = b - r * (b - a), a + r * (b - a)
    for _ in range(150):
        if g(c) < g(d): b, d = d, c; c = b - r * (b - a)
        else: a, c = c, d; d = a + r * (b - a)
    return (a + b) / 2

def snap(x):
    """A numerical zero that is a short number is meant to be it."""
    for q in (1, 2, 3, 4, 6, 100):
        if abs(x * q - mp.nint(x * q)) < mpf(10)**-8: return mp.nint(x * q) / q
    return x

class Answers:
    def __init__(self, name, pieces):
        self.name = name
        ends = [-inf] + [mpf(end) for end, _ in pieces]
        self.pieces = [Piece(ends[i], ends[i + 1], pieces[i][1]) for i in range(len(pieces))]
        self.joints = ends[1:-1]
        self.slopes = [(t, self.pieces[i].d(t), self.pieces[i + 1].d(t)) for i, t in enumerate(self.joints)]
        self.kinks = [(t, l, r) for t, l, r in self.slopes if abs(l - r) > TINY]
        self.grid = [(p, x) for p in self.pieces for x in p.grid()]
        self.d1 = [p.d(x) for p, x in self.grid]
        self.values = [p.f(x) for p, x in self.grid]

    def piece(self, x):
        return next(p for p in self.pieces if x < p.right)

    def off_kinks(self, n):
        points = [mpf(p) for p in ("-4.3", "-1.7", "-0.2", "0.3", "2.9", "7.1")]
        return "; ".join(f"{text(x)}: {text(self.piece(x).d(x, n))}" for x in points)

    def far_sign(self, sign):
        """Whether f' keeps a sign, equality where it is flat included; the tails by values that are exact enough."""
        return all(v * sign > -TINY for v in self.d1)

    def plateaus(self):
        return [p for p in self.pieces if zeros(p, lambda x: p.d(x)) == "all"]

    def is_strict(self, sign):
        return self.far_sign(sign) and not self.plateaus()

    def stationary(self):
        if self.name == "snake": return "{pi*k - pi/4}"
        parts = []
        for p in self.pieces:
            z = zeros(p, lambda x: p.d(x))
            if z == "all":
                closed = lambda t: t not in (inf, -inf) and all(t != k[0] for k in self.kinks)
                parts.append((p.left, closed(p.left), p.right, closed(p.right)))
            else:
                parts += [(x, True, x, True) for x in map(snap, z)]
        for t, l, r in self.slopes:
            if abs(l) < TINY and abs(r) < TINY and not any(a <= t <= b for a, _, b, _ in parts):
                parts.append((t, True, t, True))
        return set_text(sorted(parts))

    def bound(self, sign):
        """The supremum of f' for sign 1, the infimum for -1."""
        best = -inf
        for p in self.pieces:
            a, b = p.ends()
            grid = p.grid()
            top = max(range(len(grid)), key=lambda i: sign * p.d(grid[i]))
            low, high = grid[max(top - 1, 0)], grid[min(top + 1, len(grid) - 1)]
            x = golden(lambda x: -sign * p.d(x), low, high)
            found = [sign * p.d(x)]
            if p.left != -inf: found.append(sign * p.d(p.left))
            if p.right != inf: found.append(sign * p.d(p.right))
            for end in (p.left, p.right):
                if end in (inf, -inf):
                    l = limit(lambda x: slope_far(p, x), end)
                    if l is not None: found.append(sign * l)
            best = max([best] + found)
        return text(sign * best)

    def limit(self, n, end):
        p = self.pieces[0] if end == -inf else self.pieces[-1]
        l = limit(p.f if n == 0 else lambda x: slope_far(p, x), end)
        return "none" if l is None else text(l)

    def range(self):
        low, high = (inf, False), (-inf, False)
        candidates = [(t, True) for t in [self.pieces[0].f(t) for t in self.joints[:1]]]
        for p in self.pieces:
            z = zeros(p, lambda x: p.d(x))
            a, b = p.ends()
            points = [(a + b) / 2] if z == "all" else z
            candidates += [(p.f(x), True) for x in points]
            for t in (p.left, p.right):
                if t in (inf, -inf):
                    l = limit(p.f, t)
                    candidates.append((l, z == "all"))
                else: candidates.append((p.f(t), True))
        for v, closed in candidates:
            if v < low[0] - TINY or abs(v - low[0]) < TINY and closed: low = (v, closed)
            if v > high[0] + TINY or abs(v - high[0]) < TINY and closed: high = (v, closed)
        return set_text([(low[0], low[1], high[0], high[1])])

    def is_convex(self):
        slopes = []
        for p in self.pieces:
            slopes += [p.d(t) for t in ([p.left] if p.left != -inf else []) + p.grid()[::4] +
                       ([p.right] if p.right != inf else [])]
        return all(b - a > -TINY for a, b in zip(slopes, slopes[1:]))

    def series(self):
        zero = mpf(0)
        left = next(p for p in self.pieces if p.right >= 0)
        right = next(p for p in self.pieces if p.right > 0)
        row = lambda p: ", ".join(text(c) for c in taylor(p.f, zero, 5))
        return f"{row(left)} | {row(right)}"

    def parity(self):
        pairs = [(self.piece(x).f(x), self.piece(-x).f(-x)) for x in map(mpf, ("0.3", "1.1", "2.7", "5.9"))]
        if all(abs(a - b) < TINY for a, b in pairs): return "even"
        if all(abs(a + b) < TINY for a, b in pairs): return "odd"
        return "neither"

    def all(self):
        yes = lambda b: "yes" if b else "no"
        up, down = self.far_sign(1), self.far_sign(-1)
        stationary = self.stationary()
        kinks = [t for t, _, _ in self.kinks]
        yield "f'", self.off_kinks(1)
        yield "f''", self.off_kinks(2)
        yield "kinks", "; ".join(f"{text(t)}: {text(l)}, {text(r)}" for t, l, r in self.kinks) or "none"
        yield "increasing", yes(up)
        yield "decreasing", yes(down)
        yield "monotonic", yes(up or down)
        yield "strictly increasing", yes(self.is_strict(1))
        yield "stationary points", stationary
        yield "f' = 0", stationary
        yield "solve f' = 0", stationary
        yield "sup f'", self.bound(1)
        yield "inf f'", self.bound(-1)
        yield "limit at oo", self.limit(0, inf)
        yield "limit at -oo", self.limit(0, -inf)
        yield "limit of f' at oo", self.limit(1, inf)
        yield "limit of f' at -oo", self.limit(1, -inf)
        yield "range", self.range()
        yield "convex", yes(self.is_convex())
        yield "singularities of f", "{}"
        yield "singularities of f'", set_text([(t, True, t, True) for t in kinks])
        yield "domain of continuity of f", "(-oo, oo)"
        cuts = [-inf] + kinks + [inf]
        yield "domain of continuity of f'", set_text([(a, False, b, False) for a, b in zip(cuts, cuts[1:])])
        yield "series at 0", self.series()
        yield "parity", self.parity()

def slope_far(p, x):
    """A slope far out: a step that grows with x."""
    h = abs(x) * mpf(10)**-16
    with mp.workdps(80): return (p.f(x + h) - p.f(x - h)) / (2 * h)

def set_text(parts):
    if not parts: return "{}"
    def one(part):
        a, ca, b, cb = part
        if a == b: return f"{{{text(a)}}}"
        return f"{'[' if ca else '('}{text(a)}, {text(b)}{']' if cb else ')'}"
    return " U ".join(map(one, parts))

print("# Written by questions.py with mpmath, which knows nothing of Rolle: function, formula, question, answer.")
for name, formula, pieces in FUNCTIONS:
    for question, answer in Answers(name, pieces).all():
        print(name, formula, question, answer, sep="\t")
