//! Random formulas: no proof may contradict dense sampling in high precision, and every witness must stand.

use super::judge_all;
use rolle::enclosure::{Context, Enclosure};
use rolle::evaluate::Point;
use rolle::number::Rational;
use rolle::prove::Verdict;
use rolle::signs::SignLimits;
use rolle::variation::VariationLimits;
use rolle::{Graph, NodeId};
use std::cmp::Ordering;

/// Formulas that are looked at.
const FORMULAS: usize = 150;

const BITS: u64 = 160;

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }

    fn pick(&mut self, from: &[&str]) -> String {
        from[self.below(from.len())].to_string()
    }
}

/// A formula of some operators over x: activations, kinks, roots, rational functions.
fn formula(random: &mut Random, size: usize) -> String {
    if size == 0 {
        return random.pick(&["x", "x", "x", "(x - 1)", "(x + 1/2)", "2*x", "-x", "1", "1/3"]);
    }
    let left = random.below(size);
    match random.below(10) {
        0..=2 => {
            let f = random.pick(&[
                "sigmoid", "tanh", "exp", "relu", "abs", "softplus", "atan", "silu", "gelu", "elu",
                "erf", "hardtanh", "sign",
            ]);
            format!("{f}({})", formula(random, size - 1))
        }
        3 => format!("exp(-({})^2)", formula(random, size - 1)),
        4 => format!("sqrt(1 + ({})^2)", formula(random, size - 1)),
        5 => format!("log(1 + ({})^2)", formula(random, size - 1)),
        6 => format!("max({}, {})", formula(random, left), formula(random, size - 1 - left)),
        7 => format!("({})*({})", formula(random, left), formula(random, size - 1 - left)),
        8 => format!("({})/(1 + ({})^2)", formula(random, left), formula(random, size - 1 - left)),
        _ => format!("({}) - ({})", formula(random, left), formula(random, size - 1 - left)),
    }
}

/// Values on a fine grid, far away and near zero, where they exist.
fn grid(graph: &Graph, f: NodeId, x: NodeId) -> Vec<(Rational, Enclosure)> {
    let mut places: Vec<Rational> = Vec::new();
    for k in -240..=240i64 {
        places.push(Rational::from_parts(k.into(), 16u8.into()));
    }
    for k in [20i64, 37, 100] {
        places.extend([Rational::from(k), Rational::from(-k)]);
    }
    places.sort();
    let mut ctx = Context::new();
    let mut values = Vec::new();
    for at in places {
        let point = Point::from([(x, Enclosure::from_rational(&at, BITS))]);
        if let Some(Ok(value)) = graph.enclose(&[f], &point, &mut ctx, BITS).pop() {
            values.push((at, value));
        }
    }
    values
}

/// Whether samples contradict a proof.
fn contradiction(claim: &str, values: &[(Rational, Enclosure)]) -> Option<String> {
    let less = |a: &Enclosure, b: &Enclosure| a.compare(b) == Some(Ordering::Less);
    let number = |text: &str| {
        let value: Rational = match text.split_once('/') {
            Some((p, q)) => Rational::from_parts(
                p.parse::<i64>().unwrap().into(),
                q.parse::<u64>().unwrap().into(),
            ),
            None => Rational::from(text.parse::<i64>().unwrap()),
        };
        Enclosure::from_rational(&value, BITS)
    };
    let at = |i: usize| values[i].0.to_string();
    for i in 1..values.len() {
        let (a, b) = (&values[i - 1].1, &values[i].1);
        let width = Enclosure::from_rational(&(&values[i].0 - &values[i - 1].0), BITS);
        let broken = match claim {
            "increasing" => less(b, a),
            "decreasing" => less(a, b),
            "strictly increasing" => !less(a, b) && !a.overlaps(b),
            "constant" => !a.overlaps(b),
            "even" | "odd" => {
                let mirrored = values.iter().find(|value| value.0 == -values[i].0.clone());
                mirrored.is_some_and(|m| {
                    let other = if claim == "odd" { m.1.neg() } else { m.1.clone() };
                    !other.overlaps(b)
                })
            }
            "convex" | "concave" if i + 1 < values.len() => {
                let (x0, x1, x2) = (&values[i - 1].0, &values[i].0, &values[i + 1].0);
                let (p, q) = (x2 - x1, x1 - x0);
                let [p, q] = [p, q].map(|r| Enclosure::from_rational(&r, BITS));
                let c = &values[i + 1].1;
                let chord = p.mul(a, BITS).unwrap().add(&q.mul(c, BITS).unwrap(), BITS).unwrap();
                let here = p.add(&q, BITS).unwrap().mul(b, BITS).unwrap();
                if claim == "convex" { less(&chord, &here) } else { less(&here, &chord) }
            }
            _ if claim.starts_with("lipschitz <= ") => {
                let bound = number(&claim["lipschitz <= ".len()..]).mul(&width, BITS).unwrap();
                less(&bound, &b.sub(a, BITS).unwrap().abs())
            }
            _ if claim.starts_with("f <= ") => less(&number(&claim["f <= ".len()..]), b),
            _ if claim.starts_with("f >= ") => less(b, &number(&claim["f >= ".len()..])),
            _ => false,
        };
        if broken {
            return Some(at(i));
        }
    }
    None
}

#[test]
fn no_proof_contradicts_dense_sampling() {
    const CLAIMS: [&str; 16] = [
        "increasing",
        "decreasing",
        "strictly increasing",
        "constant",
        "convex",
        "concave",
        "even",
        "odd",
        "lipschitz <= 1",
        "lipschitz <= 2",
        "lipschitz <= 1/4",
        "f <= 1",
        "f >= 0",
        "f <= 3",
        "f >= -1",
        "f >= -1/5",
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    // What is hard stays open; what is proved with few boxes must be as right as with many.
    let signs = SignLimits { boxes: 200, bits: 128 };
    let limits = VariationLimits { signs, ..VariationLimits::default() };
    let (mut proven, mut refuted, mut undecided) = (0, 0, 0);
    for i in 0..FORMULAS {
        let formula = formula(&mut random, 1 + i % 3);

        // The witness of a refutation is confirmed by `judge_all`.
        let (graph, f, x, verdicts) = judge_all(&formula, &CLAIMS, limits);
        let values = grid(&graph, f, x);
        for (claim, verdict) in CLAIMS.into_iter().zip(verdicts) {
            match verdict {
                Verdict::Proven(reason) => {
                    proven += 1;
                    if let Some(at) = contradiction(claim, &values) {
                        panic!("{formula} is not {claim} at {at}; the proof: {reason}");
                    }
                }
                Verdict::Refuted { .. } => refuted += 1,
                Verdict::Undecided(_) => undecided += 1,
            }
        }
    }
    assert!(proven > FORMULAS && refuted > FORMULAS, "{proven} {refuted} {undecided}");
}
