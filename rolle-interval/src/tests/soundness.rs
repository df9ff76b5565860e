//! The double-precision enclosure contains the arbitrary-precision one, at points and on intervals.

use super::random::Random;
use crate::{Arithmetic, Coverage, Double, Function, Interval, Precise};

/// How far an enclosure is from the tightest.
struct Tightness {
    compared: usize,
    /// Counts of enclosures whose worse end is 0, 1, …, doubles from the tightest; the last counts the rest.
    counts: [usize; 65],
    worst: u64,
    worst_at: f64,
}

impl Tightness {
    /// The distance that 99 of 100 enclosures keep.
    fn percentile_99(&self) -> usize {
        let mut left = self.compared - self.compared / 100;
        self.counts
            .iter()
            .position(|&count| {
                left = left.saturating_sub(count);
                left == 0
            })
            .unwrap_or(64)
    }
}

/// How many doubles lie from a up to b.
fn doubles_between(a: f64, b: f64) -> u64 {
    let place = |x: f64| {
        let bits = (x.to_bits() & (u64::MAX >> 1)) as i128;
        if x < 0.0 { -bits } else { bits }
    };
    u64::try_from(place(b) - place(a)).expect("the first is the lesser")
}

/// Encloses at random points in both arithmetics; panics where the double one misses the value.
fn measure(function: Function, points: usize, seed: u64) -> Tightness {
    let mut precise = Precise::new(80);
    let mut random = Random(seed);
    let mut tightness = Tightness { compared: 0, counts: [0; 65], worst: 0, worst_at: 0.0 };
    for _ in 0..points {
        let x = random.argument();
        let Ok(value) = Double.apply(function, &Interval::point(x).unwrap()) else { continue };
        let exact = precise.double(x).unwrap();
        // Numbers above 2^(2^61) are refused; the double enclosure is then [MAX, ∞], a special value.
        let Ok(truth) = precise.apply(function, &exact) else { continue };
        let truth = Interval::from_enclosure(&truth);
        assert!(truth.subset(value), "{} of {x:e}: {truth} is not in {value}", function.name());
        let below = doubles_between(value.inf(), truth.inf());
        let distance = below.max(doubles_between(truth.sup(), value.sup()));
        tightness.compared += 1;
        tightness.counts[distance.min(64) as usize] += 1;
        if distance > tightness.worst {
            (tightness.worst, tightness.worst_at) = (distance, x);
        }
    }
    tightness
}

/// The greatest distance from the tightest enclosure at one number, in doubles, that the documentation states;
/// `None` where the error is absolute.
fn declared(function: Function) -> Option<u64> {
    use Function as F;
    match function {
        F::Lgamma | F::Digamma => None,
        F::Sqrt | F::Recip | F::Sqr | F::Abs => Some(0),
        _ if function.is_step() => Some(0),
        F::Gamma => Some(8),
        F::Sec | F::Csc | F::Cot | F::Csch | F::Sech | F::Coth => Some(7),
        F::Asec | F::Acsc | F::Acot | F::Asech | F::Acsch | F::Acoth => Some(7),
        F::Sigmoid | F::Erfinv => Some(8),
        F::Lambertw => Some(16),
        F::Exp10 => Some(6),
        _ => Some(2),
    }
}

fn contains_the_value(functions: &[Function]) {
    for &function in functions {
        let points = 20_000;
        let tightness = measure(function, points, 0x9e37_79b9_7f4a_7c15);
        let name = function.name();
        assert!(tightness.compared > points / 8, "{name}: {} points", tightness.compared);
        if let Some(limit) = declared(function) {
            let (worst, at) = (tightness.worst, tightness.worst_at);
            assert!(worst <= limit, "{name} at {at:e} is {worst} doubles from the tightest");
        }
    }
}

/// Two halves, so that they run side by side.
fn halves() -> (&'static [Function], &'static [Function]) {
    Function::ALL.split_at(Function::ALL.len() - 8)
}

#[test]
fn the_enclosure_contains_the_value() {
    contains_the_value(halves().0);
}

#[test]
fn the_enclosure_contains_the_value_of_special_functions() {
    contains_the_value(halves().1);
}

/// A million points for each function; the crate's documentation states the result.
#[test]
#[ignore = "takes about ten minutes; run with --release --ignored --nocapture"]
fn a_million_points_each() {
    for &function in Function::ALL {
        let t = measure(function, 1_000_000, 0xd1b5_4a32_d192_ed03);
        eprintln!(
            "{:10} compared {:7} worst {} at {:e}, 99%: {}",
            function.name(),
            t.compared,
            t.worst,
            t.worst_at,
            t.percentile_99()
        );
    }
}

/// An interval of any width that begins or ends at a hard argument.
fn interval(random: &mut Random) -> Interval {
    let a = random.argument();
    let b = match random.below(6) {
        0 => random.argument(),
        1 => return Interval::new(a, f64::INFINITY).unwrap(),
        2 => a + 10.0 * random.unit(),
        3 => a + random.unit(),
        4 => a * (1.0 + 1e-9 * random.unit()),
        _ => (0..random.below(5)).fold(a, |x, _| x.next_up()),
    };
    let b = if b.is_finite() { b } else { a };
    let x = Interval::new(a.min(b), a.max(b)).unwrap();
    if random.below(8) == 0 { -x } else { x }
}

/// Members of an interval: the ends, the middle, others, and the doubles beside multiples of π/2.
fn members(x: Interval, random: &mut Random) -> Vec<f64> {
    let mut list = vec![x.inf(), x.sup(), x.mid()];
    let (lo, hi) = (x.inf().max(-1e300), x.sup().min(1e300));
    list.extend((0..3).map(|_| lo + (hi - lo) * random.unit()));
    let turns = (lo / std::f64::consts::FRAC_PI_2).ceil();
    list.extend((0..3).map(|k| (turns + f64::from(k)) * std::f64::consts::FRAC_PI_2));
    list.extend([-1.0, 0.0, 1.0, 1.4616321449683622]);
    list.retain(|&member| x.contains(member));
    list
}

#[test]
fn an_interval_contains_the_values_of_its_members() {
    let mut precise = Precise::new(80);
    for &function in Function::ALL {
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let mut compared = 0;
        for _ in 0..600 {
            let x = interval(&mut random);
            let image = function.interval(x);
            if function.coverage(x) == Coverage::Outside {
                assert!(image.is_empty(), "{} of {x}", function.name());
            }
            for member in members(x, &mut random) {
                let exact = precise.double(member).unwrap();
                let Ok(truth) = precise.apply(function, &exact) else { continue };
                let truth = Interval::from_enclosure(&truth);
                let name = function.name();
                assert!(
                    truth.subset(image),
                    "{name} of {member:e} in {x}: {truth} is not in {image}"
                );
                compared += 1;
            }
        }
        assert!(compared > 300, "{}: {compared} members", function.name());
    }
}

#[test]
fn coverage_tells_where_the_domain_ends() {
    let mut precise = Precise::new(80);
    for &function in Function::ALL {
        let mut random = Random(0x0123_4567_89ab_cdef);
        for _ in 0..500 {
            let x = interval(&mut random);
            let coverage = function.coverage(x);
            for member in members(x, &mut random) {
                let exact = precise.double(member).unwrap();
                let name = function.name();
                match precise.apply(function, &exact) {
                    Ok(_) => assert!(coverage != Coverage::Outside, "{name} at {member:e} in {x}"),
                    Err(crate::Obstacle::Refused(_)) => {}
                    Err(_) => assert!(coverage != Coverage::Inside, "{name} at {member:e} in {x}"),
                }
            }
        }
    }
}

#[test]
fn a_part_of_an_argument_has_a_part_of_the_image() {
    for &function in Function::ALL {
        let mut random = Random(0xfeed_beef_dead_cafe);
        for _ in 0..2_000 {
            let x = interval(&mut random);
            let (a, b) = (interval(&mut random).intersection(x), x.bisect());
            for part in [a, b.map_or(x, |halves| halves.0), b.map_or(x, |halves| halves.1)] {
                let (small, large) = (function.interval(part), function.interval(x));
                // The padded kernels are not monotone to the last double, nor are the proved guesses.
                let slack = declared(function).unwrap_or(16) as u32;
                let name = function.name();
                let large = match function {
                    Function::Lgamma | Function::Digamma => {
                        large + Interval::new(-1e-13, 1e-13).unwrap()
                    }
                    _ => large,
                };
                assert!(small.subset(large.widened(slack)), "{name} of {part} in {x}");
            }
        }
    }
}

#[test]
fn operations_on_boxes_contain_the_values_of_their_members() {
    type Operation = (
        &'static str,
        fn(Interval, Interval) -> Interval,
        fn(
            &mut Precise,
            &crate::precise::Enclosure,
            &crate::precise::Enclosure,
        ) -> crate::Outcome<crate::precise::Enclosure>,
    );
    let operations: [Operation; 9] = [
        ("+", |x, y| x + y, |p, x, y| p.add(x, y)),
        ("-", |x, y| x - y, |p, x, y| p.sub(x, y)),
        ("*", |x, y| x * y, |p, x, y| p.mul(x, y)),
        ("/", |x, y| x / y, |p, x, y| p.div(x, y)),
        ("min", Interval::min, |p, x, y| Ok(p.min(x, y))),
        ("max", Interval::max, |p, x, y| Ok(p.max(x, y))),
        ("hypot", Interval::hypot, |p, x, y| p.hypot(x, y)),
        ("atan2", Interval::atan2, |p, x, y| p.atan2(x, y)),
        ("pow", Interval::pow, |p, x, y| p.pow(x, y)),
    ];
    // Enough bits that sums and products of doubles are exact.
    let mut precise = Precise::new(2_200);
    for (name, double, exact) in operations {
        let mut random = Random(0x1357_9bdf_0246_8ace);
        precise.bits = if matches!(name, "atan2" | "pow") { 80 } else { 2_200 };
        for _ in 0..400 {
            let (x, y) = (interval(&mut random), interval(&mut random));
            let image = double(x, y);
            let (xs, ys) = (members(x, &mut random), members(y, &mut random));
            for (&a, &b) in xs.iter().zip(&ys).chain(xs.iter().rev().zip(&ys)) {
                let (p, q) = (precise.double(a).unwrap(), precise.double(b).unwrap());
                let Ok(truth) = exact(&mut precise, &p, &q) else { continue };
                let truth = Interval::from_enclosure(&truth);
                assert!(
                    truth.subset(image),
                    "{a:e} {name} {b:e} in {x} {name} {y}: {truth}, {image}"
                );
            }
        }
    }
}

#[test]
fn powers_and_roots_contain_the_values_of_their_members() {
    let mut precise = Precise::new(80);
    let mut random = Random(0x1122_3344_5566_7788);
    for _ in 0..2_000 {
        let x = interval(&mut random);
        let n = match random.below(3) {
            0 => random.below(9) as i32 - 4,
            1 => random.below(60) as i32 - 30,
            _ => random.below(4_000) as i32 - 2_000,
        };
        let (power, root) = (x.pown(n), x.rootn(n));
        for member in members(x, &mut random) {
            let exact = precise.double(member).unwrap();
            if let Ok(truth) = precise.pown(&exact, i64::from(n)) {
                let truth = Interval::from_enclosure(&truth);
                assert!(truth.subset(power), "{member:e}^{n} in {x}: {truth}, {power}");
            }
            if let Ok(Ok(truth)) = u32::try_from(n).map(|n| precise.root(&exact, n)) {
                let truth = Interval::from_enclosure(&truth);
                assert!(truth.subset(root), "root {n} of {member:e} in {x}: {truth}, {root}");
            }
        }
    }
}

/// A function, what the enclosures start from, and where.
type Kernel = (Function, fn(f64) -> f64, std::ops::Range<f64>);

/// The functions of `pxfm` that are padded by two doubles, or by eight, are never wrong by more than one.
#[test]
fn the_padding_is_at_least_twice_the_error() {
    use Function as F;
    let all = f64::MIN..f64::MAX;
    let kernels: [Kernel; 26] = [
        (F::Exp, pxfm::f_exp, all.clone()),
        (F::Exp2, pxfm::f_exp2, all.clone()),
        (F::Exp10, pxfm::f_exp10, -300.0..f64::MAX),
        (F::Expm1, pxfm::f_expm1, all.clone()),
        (F::Log, pxfm::f_log, all.clone()),
        (F::Log2, pxfm::f_log2, all.clone()),
        (F::Log10, pxfm::f_log10, all.clone()),
        (F::Log1p, pxfm::f_log1p, all.clone()),
        (F::Cbrt, pxfm::f_cbrt, all.clone()),
        (F::Sin, pxfm::f_sin, all.clone()),
        (F::Cos, pxfm::f_cos, all.clone()),
        (F::Tan, pxfm::f_tan, all.clone()),
        (F::Asin, pxfm::f_asin, all.clone()),
        (F::Acos, pxfm::f_acos, all.clone()),
        (F::Atan, pxfm::f_atan, all.clone()),
        (F::Sinh, pxfm::f_sinh, all.clone()),
        (F::Cosh, pxfm::f_cosh, all.clone()),
        (F::Tanh, pxfm::f_tanh, all.clone()),
        (F::Asinh, pxfm::f_asinh, all.clone()),
        (F::Acosh, pxfm::f_acosh, all.clone()),
        (F::Atanh, pxfm::f_atanh, all.clone()),
        (F::Erf, pxfm::f_erf, all.clone()),
        (F::Erfc, pxfm::f_erfc, all.clone()),
        (F::Gamma, pxfm::f_tgamma, -170.0..f64::MAX),
        (F::Lgamma, pxfm::f_lgamma, 0.0..1e17),
        (F::Digamma, pxfm::f_digamma, 0.0..1e17),
    ];
    let mut precise = Precise::new(80);
    for (function, kernel, places) in kernels {
        let mut random = Random(0xabcd_ef01_2345_6789);
        for _ in 0..10_000 {
            let x = random.argument();
            let exact = precise.double(x).unwrap();
            let Ok(truth) = precise.apply(function, &exact) else { continue };
            if !places.contains(&x) {
                continue;
            }
            let (truth, value) = (Interval::from_enclosure(&truth), kernel(x));
            // Overflow to infinity stands for what lies above every double.
            let beside = Interval::from(value).widened(1);
            assert!(truth.subset(beside), "{} of {x:e}: {value:e}, {truth}", function.name());
        }
    }
}

/// Below zero `lgamma` and `digamma` are padded by 2^−48 besides, for their zeros; an eighth of it suffices.
#[test]
fn the_absolute_padding_is_eight_times_the_error() {
    let below = f64::MIN..0.0;
    let kernels: [Kernel; 2] = [
        (Function::Lgamma, pxfm::f_lgamma, below.clone()),
        (Function::Digamma, pxfm::f_digamma, below),
    ];
    let mut precise = Precise::new(80);
    let slack = Interval::new(-2f64.powi(-51), 2f64.powi(-51)).unwrap();
    for (function, kernel, places) in kernels {
        let mut random = Random(0xabcd_ef01_2345_6789);
        for _ in 0..20_000 {
            let x = -random.argument().abs();
            if !places.contains(&x) {
                continue;
            }
            let exact = precise.double(x).unwrap();
            let Ok(truth) = precise.apply(function, &exact) else { continue };
            let (truth, value) = (Interval::from_enclosure(&truth), kernel(x));
            let beside = Interval::from(value).widened(1) + slack;
            assert!(truth.subset(beside), "{} of {x:e}: {value:e}, {truth}", function.name());
        }
    }
}
