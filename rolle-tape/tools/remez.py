"""Minimax polynomials with rounded coefficients (Remez exchange in multiple precision, by mpmath)."""

from mpmath import mp, mpf, matrix, lu_solve, cos, pi, mpf as real
import struct

mp.prec = 180


def rounded(value, bits):
    """The nearest binary number with so many bits (no subnormal numbers are met here)."""
    with_precision = mp.mpf(value)
    old = mp.prec
    mp.prec = bits
    result = +with_precision
    mp.prec = old
    return result


def grid(a, b, count):
    return [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * k + 1) / (2 * count)) for k in reversed(range(count))]


def remez(values, weights, xs, powers, rounds=12):
    """Coefficients of the given powers that make the greatest weighted error least on the grid."""
    n = len(powers)
    m = len(xs)
    basis = [[x**p for p in powers] for x in xs]
    places = [min(m - 1, int(m * (0.5 - 0.5 * float(cos(pi * k / n))))) for k in range(n + 1)]
    places = sorted(set(places))
    k = 0
    while len(places) < n + 1:
        if k not in places:
            places.append(k)
        k += 1
    places.sort()
    for _ in range(rounds):
        system, right = matrix(n + 1), matrix(n + 1, 1)
        for row, i in enumerate(places):
            for column in range(n):
                system[row, column] = basis[i][column] * weights[i]
            system[row, n] = (-1) ** row
            right[row] = values[i] * weights[i]
        solution = lu_solve(system, right)
        c = [solution[j] for j in range(n)]
        level = abs(solution[n])
        error = [w * (v - sum(cj * bj for cj, bj in zip(c, row))) for w, v, row in zip(weights, values, basis)]
        # The greatest error of each run of one sign.
        runs = []
        for i, e in enumerate(error):
            if runs and (error[runs[-1]] > 0) == (e > 0):
                if abs(e) > abs(error[runs[-1]]):
                    runs[-1] = i
            else:
                runs.append(i)
        worst = max(abs(e) for e in error)
        while len(runs) > n + 1:
            if len(runs) == n + 2:
                runs.pop(0 if abs(error[runs[0]]) < abs(error[runs[-1]]) else -1)
            else:
                drop = min(range(len(runs)), key=lambda j: abs(error[runs[j]]))
                if drop in (0, len(runs) - 1):
                    runs.pop(drop)
                else:
                    del runs[drop : drop + 2]
        if len(runs) < n + 1:
            break
        places = runs
        if worst <= level * (1 + mpf("1e-3")):
            break
    return c, worst


def fit(f, weight, a, b, powers, bits, points=None, exact=0):
    """Coefficients rounded one after another, the rest fitted anew; the first `exact` bits lists may differ.

    `bits` is a number or one for each coefficient. Returns the coefficients and the greatest weighted error."""
    xs = grid(mpf(a), mpf(b), points or 40 * len(powers))
    values = [f(x) for x in xs]
    weights = [weight(x) for x in xs]
    bits = [bits] * len(powers) if isinstance(bits, int) else bits
    done = []
    left = list(zip(powers, bits))
    while left:
        c, worst = remez(values, weights, xs, [p for p, _ in left])
        p, b = left.pop(0)
        c0 = rounded(c[0], b)
        done.append(c0)
        values = [v - c0 * x**p for v, x in zip(values, xs)]
    worst = max(abs(w * v) for w, v in zip(weights, values))
    return done, worst


def bits_of(value, real):
    return struct.unpack("<I" if real == "f32" else "<Q", struct.pack("<f" if real == "f32" else "<d", float(value)))[0]


def literal(value, real):
    """The shortest decimal that reads back, grouped as rustfmt and clippy like it."""
    if real == "f64":
        text = repr(float(value))
    else:
        exact = float(value)
        for digits in range(1, 12):
            text = "%.*e" % (digits - 1, exact)
            if struct.unpack("<f", struct.pack("<f", float(text)))[0] == exact:
                break
        text = repr(float(text))
    return text
