//! The choice of the vertical range.
//!
//! A bounded function is shown whole, with its extrema between the samples found by golden-section
//! search. A side on which the function grows without bound (a pole, a logarithm's end) is cut
//! robustly at the outer fence of Tukey's box plot: 2.5 times the interquartile range beyond the
//! quartile. Everything here is estimated from samples.

use super::sample::{Break, Side};
use super::view::Extent;

/// Intervals of the grid on which values are collected.
const GRID: usize = 400;
/// Steps of the local search, and the step after which it should have settled.
const STEPS: usize = 56;
const SETTLED: usize = 38;
/// How many interquartile ranges beyond the quartile an unbounded side is shown.
const FENCE: f64 = 2.5;

/// The range of values of `f` worth showing over `x`, by sampling; `None` when no sample is
/// defined. The two ends may be equal.
///
/// At most 600 evaluations and one for each break point.
pub fn estimate_range(
    f: &dyn Fn(f64) -> Option<f64>,
    breaks: &[Break],
    x: Extent,
) -> Option<(f64, f64)> {
    let value = |x: f64| f(x).filter(|y| y.is_finite());
    let abscissa = |i: usize| x.at((i as f64 + 0.5) / GRID as f64);
    let samples: Vec<(f64, Option<f64>)> =
        (0..GRID).map(|i| (abscissa(i), value(abscissa(i)))).collect();
    let mut values: Vec<f64> = samples.iter().filter_map(|s| s.1).collect();
    let inner = breaks.iter().filter(|b| x.contains(b.x));
    let mut known: Vec<f64> = [x.lo(), x.hi()].into_iter().filter_map(value).collect();
    let (mut up, mut down) = (false, false);
    for b in inner {
        for side in [b.left, b.right] {
            up |= side == Side::PlusInfinity;
            down |= side == Side::MinusInfinity;
            known.extend(match side {
                Side::Limit(v) if v.is_finite() => Some(v),
                _ => None,
            });
        }
        known.extend(b.value.filter(|v| v.is_finite()));
        known.extend(value(b.x));
    }
    if values.is_empty() {
        values.clone_from(&known);
    }
    values.sort_by(f64::total_cmp);
    let quantile = |q: f64| values[((values.len() - 1) as f64 * q) as usize];
    if values.is_empty() {
        return None;
    }
    let (q1, median, q3) = (quantile(0.25), quantile(0.5), quantile(0.75));
    let (bottom, top) = (values[0], values[values.len() - 1]);
    let (highest, grows) = search(&value, &samples, 1.0).unwrap_or((top, false));
    let (lowest, falls) = search(&value, &samples, -1.0).unwrap_or((bottom, false));
    up |= grows && highest - median > 2.0 * (top - median);
    down |= falls && median - lowest > 2.0 * (median - bottom);
    let spread = if q3 > q1 { q3 - q1 } else { median.abs().max(1.0) };
    let hi = if up { top.min(q3 + FENCE * spread) } else { highest };
    let lo = if down { bottom.max(q1 - FENCE * spread) } else { lowest };
    // Known values (ends, limits, values at breaks) are shown unless they lie beyond a fence.
    let near = |v: &f64| (!up || *v <= q3 + FENCE * spread) && (!down || *v >= q1 - FENCE * spread);
    let known: Vec<f64> = known.into_iter().filter(near).collect();
    Some((known.iter().copied().fold(lo, f64::min), known.iter().copied().fold(hi, f64::max)))
}

/// The largest value of `sign · f` near its largest sample, as a value of f, and whether the search
/// was still climbing at its end.
///
/// At a smooth maximum the gain of a step vanishes fast, at a root-like end geometrically; at a
/// pole it grows and at a logarithm's end it stays the same, however slow that is.
fn search(
    value: &dyn Fn(f64) -> Option<f64>,
    samples: &[(f64, Option<f64>)],
    sign: f64,
) -> Option<(f64, bool)> {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let score = |y: Option<f64>| y.map_or(f64::NEG_INFINITY, |y| sign * y);
    let best = (0..samples.len())
        .filter(|&i| samples[i].1.is_some())
        .max_by(|&i, &j| score(samples[i].1).total_cmp(&score(samples[j].1)))?;
    let mut low = samples[best.saturating_sub(1)].0;
    let mut high = samples[(best + 1).min(samples.len() - 1)].0;
    let start = score(samples[best].1);
    let (mut found, mut settled) = (start, start);
    let mut p = high - GOLDEN * (high - low);
    let mut q = low + GOLDEN * (high - low);
    let (mut fp, mut fq) = (score(value(p)), score(value(q)));
    for step in 0..STEPS {
        found = found.max(fp).max(fq);
        if step == SETTLED {
            settled = found;
        }
        // Where f is undefined on one side the search turns to the other.
        if fp > fq || (fp == fq && samples[best].0 <= p) {
            (high, q, fq) = (q, p, fp);
            p = high - GOLDEN * (high - low);
            fp = score(value(p));
        } else {
            (low, p, fp) = (p, q, fq);
            q = low + GOLDEN * (high - low);
            fq = score(value(q));
        }
    }
    Some((sign * found, found - settled > 0.15 * (found - start)))
}

/// A comfortable vertical range around all the given ones: zero is included when it is near, and
/// a margin of 6 % left on both sides. A single value gets a range of its own size around it.
///
/// ```
/// use rolle::figure::nice_range;
/// let y = nice_range(&[(0.1, 1.0)]);
/// assert!(y.lo() < 0.0 && y.hi() > 1.0);
/// ```
pub fn nice_range(ranges: &[(f64, f64)]) -> Extent {
    let finite = |v: &f64| v.is_finite();
    let lo = ranges.iter().map(|r| r.0).filter(finite).fold(f64::INFINITY, f64::min);
    let hi = ranges.iter().map(|r| r.1).filter(finite).fold(f64::NEG_INFINITY, f64::max);
    if lo > hi {
        return extent_or_unit(-1.0, 1.0);
    }
    // Half of the largest number keeps the length of the range finite.
    let (mut lo, mut hi) = (lo.max(-f64::MAX / 4.0), hi.min(f64::MAX / 4.0));
    let size = lo.abs().max(hi.abs());
    if hi - lo <= 1e-10 * size || size < 1e-290 {
        // Constant up to rounding.
        let size = if size < 1e-290 { 1.0 } else { size };
        (lo, hi) = (lo.min(0.0) - 0.3 * size, hi.max(0.0) + 0.3 * size);
        return extent_or_unit(lo, hi);
    }
    let length = hi - lo;
    if lo > 0.0 && lo < 0.3 * length {
        lo = 0.0;
    }
    if hi < 0.0 && -hi < 0.3 * length {
        hi = 0.0;
    }
    let margin = 0.06 * (hi - lo);
    extent_or_unit(lo - margin, hi + margin)
}

fn extent_or_unit(lo: f64, hi: f64) -> Extent {
    Extent::new(lo, hi).unwrap_or_else(|_| Extent::new(-1.0, 1.0).expect("a fixed good range"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(f: &dyn Fn(f64) -> Option<f64>, lo: f64, hi: f64) -> (f64, f64) {
        estimate_range(f, &[], Extent::new(lo, hi).unwrap()).unwrap()
    }

    #[test]
    fn bounded_functions_are_shown_whole() {
        let (lo, hi) = estimate(&|x| Some(x.sin()), -10.0, 10.0);
        assert!((lo + 1.0).abs() < 1e-9 && (hi - 1.0).abs() < 1e-9, "{lo} {hi}");
        let (lo, hi) = estimate(&|x| Some(x.exp()), -5.0, 5.0);
        assert!(lo < 0.01 && (hi - 5f64.exp()).abs() < 1e-9, "{lo} {hi}");
        let (lo, hi) = estimate(&|x| Some(x * x * x - 3.0 * x), -3.0, 3.0);
        assert_eq!((lo, hi), (-18.0, 18.0));
        // A narrow bump that the grid has seen is not cut.
        let (_, hi) = estimate(&|x: f64| Some((-400.0 * x * x).exp()), -5.0, 5.0);
        assert!((hi - 1.0).abs() < 1e-6, "{hi}");
    }

    #[test]
    fn poles_do_not_flatten_the_rest() {
        let (lo, hi) = estimate(&|x| Some(x.tan()), -6.0, 6.0);
        assert!(-9.0 < lo && lo < -2.0 && 2.0 < hi && hi < 9.0, "{lo} {hi}");
        let (lo, hi) = estimate(&|x| Some(1.0 / x), -5.0, 5.0);
        assert!(-9.0 < lo && lo < -1.0 && 1.0 < hi && hi < 9.0, "{lo} {hi}");
        let (lo, hi) = estimate(&|x| Some(1.0 / (x * x)), -5.0, 5.0);
        assert!(0.0 < lo && lo < 0.1 && hi < 9.0, "{lo} {hi}");
        let (lo, hi) = estimate(&|x: f64| (x > 0.0).then(|| x.ln()), -1.0, 10.0);
        assert!(-6.0 < lo && lo < -1.0 && (hi - 10f64.ln()).abs() < 1e-9, "{lo} {hi}");
    }

    #[test]
    fn a_function_without_values_has_no_range() {
        let x = Extent::new(0.0, 1.0).unwrap();
        assert_eq!(estimate_range(&|_| None, &[], x), None);
        assert_eq!(estimate_range(&|_| Some(f64::NAN), &[], x), None);
    }

    #[test]
    fn nice_ranges() {
        for (ranges, contains, excludes) in [
            (vec![(0.2, 1.0)], vec![0.0, 1.0], vec![1.2, -0.2]),
            (vec![(5.0, 6.0)], vec![5.0, 6.0], vec![0.0]),
            (vec![(3.0, 3.0)], vec![0.0, 3.0], vec![6.0]),
            (vec![(0.0, 0.0)], vec![0.0, 0.2], vec![1.0]),
            (vec![(-1e-8, 1e-8)], vec![1e-8], vec![1.2e-8]),
            (vec![(0.0, 1e12), (-1.0, 1.0)], vec![1e12], vec![1.1e12]),
            (vec![], vec![0.0], vec![2.0]),
            (vec![(-f64::MAX, f64::MAX)], vec![0.0, 1e307], vec![f64::MAX]),
            (vec![(f64::NAN, 1.0)], vec![0.0], vec![1e3]),
        ] {
            let y = nice_range(&ranges);
            assert!(contains.iter().all(|&v| y.contains(v)), "{ranges:?}: {y:?}");
            assert!(!excludes.iter().any(|&v| y.contains(v)), "{ranges:?}: {y:?}");
        }
    }
}
