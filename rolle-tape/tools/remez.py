"""Minimax polynomials with rounded coefficients (Remez exchange in multiple precision, by mpmath)."""

import struct
from mpmath import mp, mpf, matrix, lu_solve, cos, pi

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


def fit(f, weight, a, b, powers, bits, points=None, downward=False):
    """Coefficients rounded one after another, the rest fitted anew, and the greatest weighted error.

    Upward, the lowest power comes first, and its coefficient may have fewer bits than the others need: right where
    the weight vanishes at zero with the function. Downward where zero lies inside the interval with full weight,
    since powers without the lowest ones cannot correct there."""
    xs = grid(mpf(a), mpf(b), points or 40 * len(powers))
    values = [f(x) for x in xs]
    weights = [weight(x) for x in xs]
    done = {}
    left = list(powers)
    while left:
        c, _ = remez(values, weights, xs, left)
        at = -1 if downward else 0
        power, value = left.pop(at), rounded(c[at], bits)
        done[power] = value
        values = [v - value * x**power for v, x in zip(values, xs)]
    worst = max(abs(w * v) for w, v in zip(weights, values))
    return [done[p] for p in powers], worst


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
