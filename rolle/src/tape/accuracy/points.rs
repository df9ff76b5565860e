//! Where to measure.

use super::format::{Format, power_of_two};
use crate::Result;
use crate::graph::Graph;
use crate::operator::NodeId;
use crate::tape::compile;
use rolle_tape::Scalar;

/// The seed of all samples.
pub const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The points of the grids on which zeros and subnormal results are looked for.
const GRID: u32 = 8192;

/// Zeros are looked for up to here.
const FAR: f64 = 48.0;

/// Points to measure a function at, by what is hard about them.
#[derive(Clone, Debug, Default)]
pub struct Points {
    /// Half of them uniform in [−8, 8], half with uniform logarithms from 2⁻¹² to 2⁵.
    pub random: Vec<f64>,
    /// Neighborhoods of the zeros of f, f′ and f″, of integers, of halves and of 0.
    pub hard: Vec<f64>,
    /// Beyond 8: half of them up to 2¹⁰, half up to the greatest number.
    pub tails: Vec<f64>,
    /// Subnormal inputs, and inputs with subnormal results.
    pub subnormal: Vec<f64>,
}

impl Points {
    /// Points for a function in a format, `count` of each random kind; always the same ones.
    ///
    /// # Errors
    /// As [`compile`].
    pub fn sample(
        graph: &Graph,
        root: NodeId,
        x: NodeId,
        format: Format,
        count: usize,
    ) -> Result<Points> {
        let (mut own, images) = graph.extract(&[root, x]);
        let (f, x) = (images[0], images[1]);
        let slope = own.derivative(f, x);
        let bend = own.derivative(slope, x);
        let mut tape = compile(&own, &[f, slope, bend], &[x])?.scalar();
        let mut random = Random(SEED);
        Ok(Points {
            random: (0..count).map(|k| random.central(k % 2 == 0)).collect(),
            tails: (0..count).map(|k| random.tail(k % 2 == 0, format)).collect(),
            hard: hard(&mut tape, format),
            subnormal: subnormal(&mut tape, format, count, &mut random),
        })
    }

    /// The kinds with their names.
    pub fn kinds(&self) -> [(&'static str, &[f64]); 4] {
        [
            ("random", &self.random),
            ("hard", &self.hard),
            ("tails", &self.tails),
            ("subnormal", &self.subnormal),
        ]
    }
}

/// Pseudo-random numbers: splitmix64.
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in [0, 1).
    fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * power_of_two(-53)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// ±2^u, u uniform.
    fn logarithmic(&mut self, low: f64, high: f64) -> f64 {
        let u = self.between(low, high);
        let size = power_of_two(u.floor() as i32) * (1.0 + self.unit());
        if self.bits() & 1 == 0 { size } else { -size }
    }

    fn central(&mut self, uniform: bool) -> f64 {
        if uniform { self.between(-8.0, 8.0) } else { self.logarithmic(-12.0, 5.0) }
    }

    fn tail(&mut self, near: bool, format: Format) -> f64 {
        let top = format.greatest().log2().floor();
        self.logarithmic(3.0, if near { 10.0_f64.min(top) } else { top })
    }
}

/// Neighbors of a point: 0 to 4 units to both sides, then ever farther.
fn neighborhood(center: f64, format: Format, to: &mut Vec<f64>) {
    let unit = power_of_two(format.unit(center));
    to.push(center);
    for k in (1..=4).map(f64::from).chain((3..40).step_by(3).map(power_of_two)) {
        to.extend([center - k * unit, center + k * unit]);
    }
}

fn hard(tape: &mut Scalar<f64>, format: Format) -> Vec<f64> {
    let mut points = Vec::new();
    for which in 0..tape.run(&[0.0]).len() {
        for zero in zeros(tape, which) {
            neighborhood(zero, format, &mut points);
        }
    }
    for k in -40..=40 {
        let center = f64::from(k) / 2.0;
        let unit = power_of_two(format.unit(center));
        points.extend([center - unit, center, center + unit]);
    }
    let least = format.least_normal().log2() as i32;
    for k in (least..3).step_by(1 + least.unsigned_abs() as usize / 128) {
        let size = power_of_two(k);
        points.extend([size, -size, 1.375 * size, -1.375 * size]);
    }
    points.retain(|x| x.abs() <= format.greatest());
    points
}

/// Zeros of one result that show on a grid as changes of sign.
fn zeros(tape: &mut Scalar<f64>, which: usize) -> Vec<f64> {
    let at = |k: u32| FAR * (2.0 * f64::from(k) / f64::from(GRID) - 1.0) + 1e-3;
    let mut found = Vec::new();
    for k in 0..GRID {
        let (mut low, mut high) = (at(k), at(k + 1));
        let sign = |tape: &mut Scalar<f64>, x: f64| tape.run(&[x])[which].partial_cmp(&0.0);
        let (below, above) = (sign(tape, low), sign(tape, high));
        if below.is_none() || above.is_none() || below == above {
            continue;
        }
        for _ in 0..64 {
            let middle = 0.5 * (low + high);
            if sign(tape, middle) == below {
                low = middle;
            } else {
                high = middle;
            }
        }
        found.push(high);
        // A function with very many zeros shows itself at the first of them.
        if found.len() == 12 {
            break;
        }
    }
    found
}

fn subnormal(
    tape: &mut Scalar<f64>,
    format: Format,
    count: usize,
    random: &mut Random,
) -> Vec<f64> {
    let least = format.least_normal().log2();
    let smallest = f64::from(format.unit(0.0));
    let mut points: Vec<f64> =
        (0..count / 2).map(|_| random.logarithmic(smallest, least + 2.0)).collect();
    let top = format.greatest().log2().min(30.0);
    let is_small = |y: f64| y != 0.0 && y.abs() < 2.0 * format.least_normal();
    let mut results = Vec::new();
    for _ in 0..GRID {
        let x = random.logarithmic(1.0, 12.0_f64.min(top));
        if is_small(tape.run(&[x])[0]) {
            results.push(x);
        }
    }
    // Closer to those that were found: a zone of subnormal results can be narrow.
    while !results.is_empty() && results.len() < count / 2 {
        let near = results[(random.bits() % results.len() as u64) as usize];
        results.push(near * (1.0 + random.between(-1e-3, 1e-3)));
    }
    results.truncate(count / 2);
    points.extend(results);
    points
}
