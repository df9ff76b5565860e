//! Nice tick positions on an axis, with exact labels.
//!
//! Talbot, Lin and Hanrahan, *An Extension of Wilkinson's Algorithm for Positioning Tick Labels on
//! Axes* (2010): among the labelings start, start + q·j·10ᶻ, … the one that maximises a weighted
//! sum of simplicity (small q and j, zero included), coverage (of the range) and density (near the
//! wanted number) is taken; upper bounds on the partial scores end each of the four loops.
//!
//! A tick is kept as an integer times a power of ten, so its label is exact: 0.3, never
//! 0.30000000000000004.

use super::text::{decimal_exponent, number, power_of_ten, superscript};
use super::view::Extent;

/// Preferred steps in tenths, best first.
const STEPS: [i64; 6] = [10, 50, 20, 25, 40, 30];
/// Weights of simplicity, coverage and density. The paper has 0.25, 0.2 and 0.5 (and legibility, which
/// is constant here); coverage counts less because labels are continued to the ends of the range anyway.
const WEIGHTS: (f64, f64, f64) = (0.3, 0.08, 0.5);

/// One tick of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place in data coordinates.
    pub value: f64,
    /// Its label: the offset of the axis subtracted, then the common power of ten divided out.
    pub label: String,
}

/// The ticks of an axis.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ticks {
    /// The ticks, ascending.
    pub ticks: Vec<Tick>,
    /// The power of ten by which all labels are multiplied, written once at the end of the axis;
    /// 0 for none.
    pub exponent: i32,
    /// What is subtracted from all labels, as text, where the ticks differ only in late digits;
    /// empty for none.
    pub offset: String,
}

impl Ticks {
    /// The common factor as text (`×10⁻⁸`), if there is one.
    pub fn multiplier(&self) -> Option<String> {
        (self.exponent != 0).then(|| format!("×10{}", superscript(self.exponent)))
    }

    /// The label of the axis together with what all tick labels share: `x − 10⁹ (×10⁻³)`.
    pub fn caption(&self, label: &str) -> String {
        let shifted = match (label, self.offset.strip_prefix('−')) {
            _ if self.offset.is_empty() => label.to_string(),
            ("", None) => format!("+ {}", self.offset),
            ("", Some(size)) => format!("− {size}"),
            (label, None) => format!("{label} − {}", self.offset),
            (label, Some(size)) => format!("{label} + {size}"),
        };
        match self.multiplier() {
            None => shifted,
            Some(factor) if shifted.is_empty() => factor,
            Some(factor) => format!("{shifted} ({factor})"),
        }
    }
}

/// How the ticks of an axis are spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TickUnit {
    /// Nice decimal numbers.
    #[default]
    Decimal,
    /// Multiples of π: for periodic functions.
    Pi,
}

/// About `target` nice ticks inside the range (2 to 50; the result may hold a few more or less).
pub fn ticks(range: Extent, unit: TickUnit, target: usize) -> Ticks {
    let target = target.clamp(2, 50);
    match unit {
        TickUnit::Decimal => decimal_ticks(range, target),
        TickUnit::Pi => pi_ticks(range, target).unwrap_or_else(|| decimal_ticks(range, target)),
    }
}

/// A labeling: ticks (first + i·stride) · 10^exponent for 0 ≤ i < count.
#[derive(Clone, Copy, Debug)]
struct Labeling {
    first: i64,
    stride: i64,
    count: i64,
    exponent: i32,
    score: f64,
}

fn decimal_ticks(range: Extent, target: usize) -> Ticks {
    match search(range, target as f64) {
        Some(best) => labels(best, range),
        None => Ticks::default(),
    }
}

fn search(range: Extent, target: f64) -> Option<Labeling> {
    let (ws, wc, wd) = WEIGHTS;
    let mut best: Option<Labeling> = None;
    let beats = |bound: f64, best: &Option<Labeling>| best.is_none_or(|b| bound > b.score);
    for skip in 1..=10_i64 {
        let simple_bound = simplicity(0, skip, true);
        if !beats(ws * simple_bound + wc + wd, &best) {
            break;
        }
        for (rank, &step) in STEPS.iter().enumerate() {
            let simple_bound = simplicity(rank, skip, true);
            if !beats(ws * simple_bound + wc + wd, &best) {
                break;
            }
            for count in 2..=(3.0 * target) as i64 {
                let dense = density_bound(count as f64, target);
                if !beats(ws * simple_bound + wc + wd * dense, &best) {
                    continue;
                }
                let spacing = range.length() / (count + 1) as f64 / (skip * step) as f64;
                let lowest = decimal_exponent(spacing) + 1;
                for exponent in lowest..lowest + 3 {
                    let stride = skip * step;
                    let unit = power_of_ten(exponent);
                    if !unit.is_normal() {
                        continue;
                    }
                    let span = stride as f64 * unit * (count - 1) as f64;
                    let cover = coverage_bound(range, span);
                    if !beats(ws * simple_bound + wc * cover + wd * dense, &best) {
                        break;
                    }
                    try_starts(range, target, (rank, skip, step), count, exponent, &mut best);
                }
            }
        }
    }
    best
}

/// Scores every start of a labeling of given stride and count that lies inside the range.
fn try_starts(
    range: Extent,
    target: f64,
    (rank, skip, step): (usize, i64, i64),
    count: i64,
    exponent: i32,
    best: &mut Option<Labeling>,
) {
    let (ws, wc, wd) = WEIGHTS;
    let unit = power_of_ten(exponent) * step as f64;
    // Ticks are multiples of step·10^exponent; far from zero they may not be told apart.
    let (low, high) = ((range.lo() / unit).ceil(), (range.hi() / unit).floor());
    if !(low.abs() < 1e14 && high.abs() < 1e14) {
        return;
    }
    let (low, high) = (low as i64, high as i64);
    for start in low..=high.min(low + 4 * skip) {
        let last = start + skip * (count - 1);
        if last > high {
            break;
        }
        let has_zero = start <= 0 && last >= 0 && start % skip == 0;
        let simple = simplicity(rank, skip, has_zero);
        let cover = coverage(range, start as f64 * unit, last as f64 * unit);
        let dense = density(range, start as f64 * unit, last as f64 * unit, count as f64, target);
        let score = ws * simple + wc * cover + wd * dense;
        if best.is_none_or(|b| score > b.score) {
            let (first, stride) = (start * step, skip * step);
            *best = Some(Labeling { first, stride, count, exponent, score });
        }
    }
}

fn simplicity(rank: usize, skip: i64, has_zero: bool) -> f64 {
    let zero = if has_zero { 1.0 } else { 0.0 };
    1.0 - rank as f64 / (STEPS.len() - 1) as f64 - skip as f64 + 1.0 + zero - 1.0
}

fn coverage(range: Extent, first: f64, last: f64) -> f64 {
    let tenth = 0.1 * range.length();
    let (a, b) = ((range.hi() - last) / tenth, (range.lo() - first) / tenth);
    1.0 - 0.5 * (a * a + b * b)
}

fn coverage_bound(range: Extent, span: f64) -> f64 {
    let half = (span - range.length()) / 2.0 / (0.1 * range.length());
    1.0 - half * half
}

fn density(range: Extent, first: f64, last: f64, count: f64, target: f64) -> f64 {
    let wanted = (target - 1.0) / (range.hi().max(last) - range.lo().min(first));
    let got = (count - 1.0) / (last - first);
    2.0 - (got / wanted).max(wanted / got)
}

fn density_bound(count: f64, target: f64) -> f64 {
    if count >= target { 2.0 - (count - 1.0) / (target - 1.0) } else { 1.0 }
}

/// Writes the labels of a labeling, extended to the whole range.
fn labels(best: Labeling, range: Extent) -> Ticks {
    let unit = power_of_ten(best.exponent);
    let slack = 1e-9 * range.length();
    let inside = |m: i64| {
        let v = m as f64 * unit;
        range.lo() - slack <= v && v <= range.hi() + slack
    };
    let (mut first, mut last) = (best.first, best.first + best.stride * (best.count - 1));
    while inside(first - best.stride) {
        first -= best.stride;
    }
    while inside(last + best.stride) {
        last += best.stride;
    }
    // Trailing zeros common to the first tick and the stride belong to the exponent.
    let (mut divisor, mut exponent) = (1, best.exponent);
    while first % (divisor * 10) == 0 && best.stride % (divisor * 10) == 0 {
        divisor *= 10;
        exponent += 1;
    }
    let (first, stride, last) = (first / divisor, best.stride / divisor, last / divisor);
    let base = offset(first, last);
    let largest = (first - base).abs().max((last - base).abs()).max(1);
    let largest = largest.to_string().len() as i32 - 1 + exponent;
    let common = if (-2..5).contains(&largest) { 0 } else { largest };
    let mut ticks = Vec::new();
    let mut m = first;
    while m <= last {
        let value = format!("{m}e{exponent}").parse().unwrap_or(f64::NAN);
        ticks.push(Tick { value, label: decimal_label(m - base, exponent - common) });
        m += stride;
    }
    let offset = match format!("{base}e{exponent}").parse() {
        Ok(v) if base != 0 => number(v, 17),
        _ => String::new(),
    };
    Ticks { ticks, exponent: common, offset }
}

/// The round number subtracted from ticks from `first` to `last` when they share more than their
/// first few digits; 0 otherwise.
fn offset(first: i64, last: i64) -> i64 {
    let differing = (last - first).max(1).to_string().len() as u32;
    let size = first.abs().max(last.abs()).to_string().len() as u32;
    if size < differing + 4 || size <= 5 {
        return 0;
    }
    let round = 10_i64.pow(differing);
    first.div_euclid(round) * round
}

/// `m · 10^exponent` as an exact decimal with a true minus sign.
fn decimal_label(m: i64, exponent: i32) -> String {
    let sign = if m < 0 { "−" } else { "" };
    let digits = m.unsigned_abs().to_string();
    if m == 0 {
        return "0".into();
    }
    if exponent >= 0 {
        return format!("{sign}{digits}{}", "0".repeat(exponent.min(20) as usize));
    }
    let decimals = exponent.unsigned_abs() as usize;
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Multiples of π/4, π/2, π, 2π, 5π, …; `None` when the range is too short or too long for that.
fn pi_ticks(range: Extent, target: usize) -> Option<Ticks> {
    use std::f64::consts::PI;
    // Numerators over 4 of the step in units of π.
    let quarters = [1_i64, 2, 4, 8, 20, 40, 80, 200, 400];
    let wanted = range.length() / target as f64;
    let miss = |q: i64| {
        let step = q as f64 * PI / 4.0;
        // Fewer ticks are easier to read than multiples of π/4.
        let penalty = if q == 1 { 1.3 } else { 1.0 };
        penalty * (step / wanted).max(wanted / step)
    };
    let &step = quarters.iter().min_by(|&&a, &&b| miss(a).total_cmp(&miss(b)))?;
    if miss(step) > 2.5 {
        return None;
    }
    let size = step as f64 * PI / 4.0;
    let low = (range.lo() / size - 1e-9).ceil();
    let high = (range.hi() / size + 1e-9).floor();
    if low.abs().max(high.abs()) > 1e6 || high - low < 1.0 {
        return None;
    }
    let tick = |i: i64| Tick { value: i as f64 * size, label: pi_label(i * step) };
    Some(Ticks { ticks: (low as i64..=high as i64).map(tick).collect(), ..Ticks::default() })
}

/// The label of q·π/4.
fn pi_label(q: i64) -> String {
    let divisor = if q % 4 == 0 {
        4
    } else if q % 2 == 0 {
        2
    } else {
        1
    };
    let (n, d) = (q / divisor, 4 / divisor);
    let sign = if n < 0 { "−" } else { "" };
    let numerator = match n.abs() {
        0 => return "0".into(),
        1 => "π".to_string(),
        n => format!("{n}π"),
    };
    if d == 1 { format!("{sign}{numerator}") } else { format!("{sign}{numerator}/{d}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lo: f64, hi: f64, unit: TickUnit, expected: &str) {
        let got = ticks(Extent::new(lo, hi).unwrap(), unit, 6);
        let mut text: Vec<String> = got.ticks.iter().map(|t| t.label.clone()).collect();
        text.extend(got.multiplier());
        assert_eq!(text.join(" "), expected, "on [{lo}, {hi}]");
    }

    #[test]
    fn decimal_labels_are_short_and_exact() {
        check(0.0, 1.0, TickUnit::Decimal, "0 0.2 0.4 0.6 0.8 1");
        check(-5.0, 5.0, TickUnit::Decimal, "−4 −2 0 2 4");
        check(-0.06, 1.06, TickUnit::Decimal, "0 0.2 0.4 0.6 0.8 1");
        check(0.0, 3e-8, TickUnit::Decimal, "0 0.5 1 1.5 2 2.5 3 ×10⁻⁸");
        check(-2e12, 2e12, TickUnit::Decimal, "−2 −1 0 1 2 ×10¹²");
        check(0.0, 40_000.0, TickUnit::Decimal, "0 10000 20000 30000 40000");
    }

    #[test]
    fn pi_labels() {
        use std::f64::consts::PI;
        check(-PI, PI, TickUnit::Pi, "−π −π/2 0 π/2 π");
        check(0.0, 6.0 * PI, TickUnit::Pi, "0 π 2π 3π 4π 5π 6π");
        check(0.0, 1e-3, TickUnit::Pi, "0 0.2 0.4 0.6 0.8 1 ×10⁻³");
    }

    #[test]
    fn every_range_has_two_ticks_inside_it() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        for _ in 0..2000 {
            let scale = power_of_ten((random() * 600.0) as i32 - 290);
            let (a, b) = ((random() - 0.5) * scale, (random() - 0.5) * scale);
            let Ok(range) = Extent::new(a.min(b), a.max(b)) else { continue };
            for target in [2, 5, 9] {
                let got = ticks(range, TickUnit::Decimal, target);
                let n = got.ticks.len();
                assert!((2..=3 * target + 2).contains(&n), "{n} ticks on {range:?}");
                let slack = 1e-6 * range.length();
                for pair in got.ticks.windows(2) {
                    assert!(pair[0].value < pair[1].value && pair[0].label != pair[1].label);
                }
                assert!(got.ticks[0].value >= range.lo() - slack);
                assert!(got.ticks[n - 1].value <= range.hi() + slack);
            }
        }
    }

    #[test]
    fn far_from_zero_the_common_part_is_written_once() {
        for (lo, hi, labels, caption) in [
            (1e9, 1e9 + 1.0, "0 0.2 0.4 0.6 0.8 1", "x − 10⁹"),
            (-1e9 - 1.0, -1e9, "9 9.2 9.4 9.6 9.8 10", "x + 1.00000001×10⁹"),
            (1e5, 1e5 + 1e-3, "0 0.2 0.4 0.6 0.8 1", "x − 100000 (×10⁻³)"),
            (12340.0, 12350.0, "12340 12342 12344 12346 12348 12350", "x"),
            (-123_450.0, -123_449.0, "0 0.2 0.4 0.6 0.8 1", "x + 123450"),
            (1000.0, 1010.0, "1000 1002 1004 1006 1008 1010", "x"),
        ] {
            let got = ticks(Extent::new(lo, hi).unwrap(), TickUnit::Decimal, 6);
            let text: Vec<&str> = got.ticks.iter().map(|t| t.label.as_str()).collect();
            assert_eq!(text.join(" "), labels, "on [{lo}, {hi}]");
            assert_eq!(got.caption("x"), caption, "on [{lo}, {hi}]");
        }
    }
}
