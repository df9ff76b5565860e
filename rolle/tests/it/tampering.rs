//! Certificates that were tampered with: with the old digest all are refused, and what is accepted under a new one
//! is true of the formula that it names, by dense sampling of that formula with the kernel's own intervals.

use crate::random::Random;
use rolle::Graph;
use rolle::prove::Study;
use rolle_check::{
    Arithmetic, Certificate, Claim, Dyadic, Enclosing, End, Formula, Interval, Jet, Level, Node,
    Place, Rational, Round, Span, Turn, Verified, verify,
};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Smooth, with kinks, poles, irrational joints, jumps, ends of domains, tails and plateaus.
const FUNCTIONS: [&str; 13] = [
    "x^3 - x",
    "x*exp(-x)",
    "max(x, 0)",
    "|x^2 - 2|",
    "1/(x - 1)",
    "sqrt(x)",
    "log(1 + exp(x))",
    "x/(1 + exp(-x))",
    "{0 if x < 0; x^2 if x < 1; 1 otherwise}",
    "tanh(x)",
    "sign(x)*x^2 + 1",
    "min(max(x, -1), 1)",
    "max(x^3 - 2, -x)",
];

/// Mutants of each function.
const MUTANTS: usize = 420;

/// The precision of samples.
const BITS: u32 = 128;

const ARITHMETIC: Enclosing = Enclosing { bits: BITS };

impl Random {
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// The items of all lists of a text, and the values of all members of its objects, from where to where.
fn values(text: &str) -> (Vec<[usize; 2]>, Vec<[usize; 2]>) {
    let (mut items, mut members) = (Vec::new(), Vec::new());
    // The bracket, and where the value began.
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        quoted ^= byte == b'"';
        if quoted {
            continue;
        }
        if matches!(byte, b',' | b']' | b'}')
            && let Some((bracket, from)) = open.last_mut()
        {
            if text[*from..at].trim() != "" {
                let list = if *bracket == b'[' { &mut items } else { &mut members };
                list.push([*from, at]);
            }
            *from = at + 1;
        }
        match byte {
            b'[' | b'{' => open.push((byte, at + 1)),
            b']' | b'}' => drop(open.pop()),
            b':' => open.last_mut().expect("inside of an object").1 = at + 1,
            _ => {}
        }
    }
    (items, members)
}

/// Another scalar in place of one, of the same kind.
fn disturbed(scalar: &str, random: &mut Random) -> String {
    let pick = |choices: &[&str], random: &mut Random| choices[random.below(choices.len())].into();
    match scalar {
        "true" => "false".into(),
        "false" => "true".into(),
        _ if scalar.starts_with('"') => {
            let inside = scalar.trim_matches('"');
            if let Ok(value) = inside.parse::<Rational>() {
                let near = Rational::new(1.into(), (1i64 << random.below(60)).into()).unwrap();
                let new = match random.below(6) {
                    0 => -&value,
                    1 => &value + &Rational::one(),
                    2 => &value * &Rational::integer(2),
                    3 => &value - &near,
                    4 => Rational::zero(),
                    _ => &value + &near,
                };
                return format!("\"{new}\"");
            }
            let functions =
                ["\"exp\"", "\"log\"", "\"sin\"", "\"tanh\"", "\"add\"", "\"mul\"", "\"x\""];
            let rules = [
                "\"taylor\"",
                "\"zero-at-left\"",
                "\"zero-at-right\"",
                "\"monotone\"",
                "\"simple-zero\"",
                "\"left-end\"",
                "\"right-end\"",
                "\"rational-zeros\"",
            ];
            let places = ["\"oo\"", "\"-oo\"", "\"0\"", "\"1\"", "\"1/3\""];
            let claims = ["\"monotone\"", "\"convex\"", "\"signs\""];
            let same_kind: &[&str] = match () {
                () if rules.contains(&scalar) => &rules,
                () if places.contains(&scalar) => &places,
                () if claims.contains(&scalar) => &claims,
                () => &functions,
            };
            pick(same_kind, random)
        }
        _ => {
            let n: i64 = scalar.parse().unwrap_or(0);
            [n + 1, n - 1, -n, 0, 2 * n, 1, 64][random.below(7)].to_string()
        }
    }
}

/// A changed text, and what was done to it.
fn mutate(text: &str, random: &mut Random) -> (String, &'static str) {
    let (items, members) = values(text);
    let replace =
        |[from, to]: [usize; 2], by: &str| format!("{}{by}{}", &text[..from], &text[to..]);
    let is_scalar = |&&[from, to]: &&[usize; 2]| !text[from..to].contains(['[', '{']);
    let [from, to] = items[random.below(items.len())];
    match random.below(8) {
        // With the comma.
        0 => (
            replace([from, (to + usize::from(text[to..].starts_with(','))).min(text.len())], ""),
            "remove",
        ),
        1 => (replace([to, to], &format!(",{}", &text[from..to])), "duplicate"),
        2 => {
            let [other, end] = items[random.below(items.len())];
            (replace([from, to], &text[other..end]), "replace")
        }
        3 => match items.iter().find(|next| next[0] == to + 1) {
            Some(&[next, end]) => {
                (replace([from, end], &format!("{},{}", &text[next..end], &text[from..to])), "swap")
            }
            None => (replace([from, to], ""), "remove"),
        },
        _ => {
            let scalars: Vec<&[usize; 2]> =
                items.iter().chain(&members).filter(is_scalar).collect();
            let &[from, to] = scalars[random.below(scalars.len())];
            (replace([from, to], &disturbed(&text[from..to], random)), "scalar")
        }
    }
}

/// The value and the derivatives of the formula at a number, where they exist for certain.
fn sample(formula: &Formula, at: &Rational, order: usize) -> Option<Jet<Interval>> {
    let x = Jet::variable(&ARITHMETIC, ARITHMETIC.rational(at)?, order)?;
    let mut values: Vec<Option<Jet<Interval>>> = Vec::new();
    for node in formula.nodes() {
        let value = |i: &usize| values[*i].clone();
        let constant = |value| Jet::constant(&ARITHMETIC, value, order);
        let fold = |args: &[usize], sum: bool| {
            let mut all = args.iter().map(value);
            let first = all.next()??;
            all.try_fold(first, |left, right| match sum {
                true => left.add(&ARITHMETIC, &right?),
                false => left.mul(&ARITHMETIC, &right?),
            })
        };
        let jet = match node {
            Node::Variable => Some(x.clone()),
            Node::Number(number) => constant(ARITHMETIC.rational(number)?),
            Node::Pi => constant(ARITHMETIC.pi()?),
            Node::Undefined => None,
            Node::Add(args) => fold(args, true),
            Node::Mul(args) => fold(args, false),
            Node::Power(base, exponent) => {
                let has_value_at_zero =
                    exponent.sign().is_ge() && (exponent.is_integer() || order == 0);
                let is_fit = |u: &Jet<Interval>| {
                    has_value_at_zero || ARITHMETIC.excludes_zero(&u.coefficients()[0])
                };
                value(base).filter(is_fit).and_then(|u| u.power(&ARITHMETIC, exponent))
            }
            Node::Apply(function, arg) => value(arg).and_then(|u| u.apply(&ARITHMETIC, *function)),
            Node::Select { guard, branches } => value(guard).and_then(|guard| {
                let sign = guard.coefficients()[0].sign()?;
                // At a kink there are values, and no derivatives.
                (sign.is_ne() || order == 0).then_some(())?;
                value(&branches[(sign as i8 + 1) as usize])
            }),
        };
        values.push(jet);
    }
    values.pop()?
}

/// The numbers at which formulas are sampled, ascending: a grid, its neighborhood of whole numbers, and far out.
fn grid() -> Vec<Rational> {
    let ratio = |n: i64, d: i64| Rational::new(n.into(), d.into()).unwrap();
    let mut grid: Vec<Rational> = (-150..=150).map(|k| ratio(k, 24)).collect();
    for far in [7, 10, 20, 50, 100, 1_000, 1_000_000] {
        grid.extend([Rational::integer(far), Rational::integer(-far)]);
    }
    for near in -3..=3 {
        for step in [1_000, 1_000_000_000, 1_000_000_000_000_000] {
            let (near, step) = (Rational::integer(near), ratio(1, step));
            grid.extend([&near - &step, &near + &step]);
        }
    }
    grid.sort();
    grid.dedup();
    grid
}

/// A formula at the numbers of the grid: its value, and its derivatives.
struct Samples {
    formula: Formula,
    rows: Vec<(Rational, Option<Interval>, Vec<Interval>)>,
}

impl Samples {
    fn new(formula: &Formula) -> Samples {
        let row = |at: Rational| {
            let value = sample(formula, &at, 0).map(|jet| jet.coefficients()[0].clone());
            let jet = sample(formula, &at, 3);
            let derivatives = jet.map_or(Vec::new(), |jet| {
                (0..=3).filter_map(|k| jet.derivative(&ARITHMETIC, k)).collect()
            });
            (at, value, derivatives)
        };
        Samples { formula: formula.clone(), rows: grid().into_iter().map(row).collect() }
    }

    /// Panics where the samples contradict what was verified.
    fn check(&self, verified: &Verified) {
        let certificate = verified.certificate;
        let zeros = &certificate.zeros;
        let bounds = |turn: &Turn| match turn {
            Turn::At(Place::At(at)) => [Some(at.clone()), Some(at.clone())],
            Turn::At(Place::Zero(i)) => [Some(zeros[*i].low.clone()), Some(zeros[*i].high.clone())],
            Turn::At(_) => [None, None],
            Turn::Between(low, high) => [Some(low.clone()), Some(high.clone())],
        };
        let inside = |at: &Rational, from: &Turn, to: &Turn| {
            bounds(from)[1].as_ref().is_none_or(|from| from < at)
                && bounds(to)[0].as_ref().is_none_or(|to| at < to)
        };
        for (at, value, derivatives) in &self.rows {
            for piece in &verified.stretches {
                let (from, to) = (Turn::At(piece.from.clone()), Turn::At(piece.to.clone()));
                if inside(at, &from, &to) {
                    assert_eq!(value.is_some(), piece.is_defined, "a value at {at}");
                }
                for row in &piece.rows {
                    for cell in &row.cells {
                        if inside(at, &cell.from, &cell.to)
                            && let Some(found) = derivatives.get(row.order as usize)
                            && let Some(found) = found.sign()
                        {
                            assert_eq!(found, cell.sign, "the sign of order {} at {at}", row.order);
                        }
                    }
                }
            }
        }
        certificate.claims.iter().for_each(|claim| self.check_claim(claim));
    }

    /// The samples in an interval.
    fn within(&self, on: &Span) -> Vec<&(Rational, Option<Interval>, Vec<Interval>)> {
        let end = |place: &Place| match place {
            Place::At(at) => Some(at.clone()),
            _ => None,
        };
        let (from, to) = (end(&on.from), end(&on.to));
        let holds = |end: &Option<Rational>, order: Ordering, at: &Rational, closed: bool| {
            end.as_ref().is_none_or(|end| at.cmp(end) == order || closed && at == end)
        };
        let rows = self.rows.iter();
        rows.filter(|(at, ..)| {
            holds(&from, Ordering::Greater, at, on.closed[0])
                && holds(&to, Ordering::Less, at, on.closed[1])
        })
        .collect()
    }

    fn check_claim(&self, claim: &Claim) {
        let difference = |a: &Interval, b: &Interval| a.sub(b, BITS);
        let width = |a: &Rational, b: &Rational| ARITHMETIC.rational(&(b - a)).unwrap();
        match claim {
            Claim::Signs { .. } => {}
            Claim::Monotone { direction, strict, on } => {
                let rows = self.within(on);
                for pair in rows.windows(2) {
                    let [Some(left), Some(right)] = [&pair[0].1, &pair[1].1] else {
                        panic!("no value between {} and {}", pair[0].0, pair[1].0)
                    };
                    let found = difference(right, left).sign();
                    assert!(found != Some(direction.reverse()), "{claim:?} at {}", pair[0].0);
                    assert!(!(*strict && found == Some(Ordering::Equal)), "{claim:?}");
                }
            }
            Claim::Convex { direction, on, .. } => {
                let rows = self.within(on);
                let slope = |i: usize| {
                    let [(a, u, _), (b, v, _)] = [rows[i], rows[i + 1]];
                    let rise =
                        difference(v.as_ref().expect("a value"), u.as_ref().expect("a value"));
                    rise.div(&width(a, b), BITS).unwrap()
                };
                let slopes: Vec<Interval> = (0..rows.len().saturating_sub(1)).map(slope).collect();
                for (pair, row) in slopes.windows(2).zip(rows.iter().skip(2)) {
                    let found = difference(&pair[1], &pair[0]).sign();
                    assert!(found != Some(direction.reverse()), "{claim:?} at {}", row.0);
                }
            }
            Claim::Lipschitz { constant, on } => {
                let rows = self.within(on);
                for pair in rows.windows(2) {
                    let [Some(left), Some(right)] = [&pair[0].1, &pair[1].1] else {
                        panic!("no value between {} and {}", pair[0].0, pair[1].0)
                    };
                    let most = ARITHMETIC
                        .mul(
                            &ARITHMETIC.rational(constant).unwrap(),
                            &width(&pair[0].0, &pair[1].0),
                        )
                        .unwrap();
                    let rise = difference(right, left).abs();
                    assert!(rise.lo() <= most.hi(), "{claim:?} at {}", pair[0].0);
                }
            }
            Claim::Attained { side, on } => {
                // No bound is a value that the samples only come near to, or run away to, at an endless end.
                let rows = self.within(on);
                let values: Vec<&Interval> = rows.iter().filter_map(|row| row.1.as_ref()).collect();
                let leads = |i: usize| {
                    let others = (0..values.len()).filter(|&j| j != i);
                    let mut gaps = others.map(|j| difference(values[i], values[j]).sign());
                    values.len() > 1 && gaps.all(|gap| gap == Some(*side))
                };
                let is_endless = |end: &Place| !matches!(end, Place::At(_));
                assert!(!(is_endless(&on.from) && leads(0)), "{claim:?}");
                let last = values.len().saturating_sub(1);
                assert!(!(is_endless(&on.to) && leads(last)), "{claim:?}");
            }
            Claim::Value { order: 0, at, value } => {
                let found =
                    sample(&self.formula, at, 0).expect("a value").coefficients()[0].clone();
                check_level(value, &found, claim);
            }
            Claim::Value { order, at, value } => {
                let jet = sample(&self.formula, at, *order as usize).expect("a value");
                let found = jet.derivative(&ARITHMETIC, *order as usize).expect("a derivative");
                check_level(value, &found, claim);
            }
            Claim::Limit { at, limit } => {
                let row = match at {
                    Place::MinusInfinity => self.rows.first(),
                    _ => self.rows.last(),
                };
                let value = row.unwrap().1.clone().expect("a value far out");
                check_level(limit, &value, claim);
            }
            Claim::Bounds { order, on, infimum, supremum } => {
                let rows = self.within(on);
                let values: Vec<&Interval> = match order {
                    0 => rows.iter().filter_map(|row| row.1.as_ref()).collect(),
                    k => rows.iter().filter_map(|row| row.2.get(*k as usize)).collect(),
                };
                let Some(first) = values.first() else { return };
                let least = values.iter().fold(*first, |a, b| if b.hi() < a.hi() { b } else { a });
                let most = values.iter().fold(*first, |a, b| if b.lo() > a.lo() { b } else { a });
                if let Level::Between(low, _) = infimum {
                    assert!(*least.hi() >= *ARITHMETIC.rational(low).unwrap().lo(), "{claim:?}");
                }
                if let Level::Between(_, high) = supremum {
                    assert!(*most.lo() <= *ARITHMETIC.rational(high).unwrap().hi(), "{claim:?}");
                }
                check_level(infimum, least, claim);
                check_level(supremum, most, claim);
            }
        }
    }
}

/// Whether a sample comes near to a level, for the functions of this file.
fn check_level(level: &Level, value: &Interval, claim: &Claim) {
    let number = |end: &End, round| match end.finite().and_then(Dyadic::top) {
        Some(top) if top < -1000 => 0.0,
        Some(top) if top > 1000 => f64::from(end.sign() as i8) * f64::INFINITY,
        _ => end.to_decimal(17, round).parse::<f64>().unwrap(),
    };
    let (low, high) = (number(value.lo(), Round::Down), number(value.hi(), Round::Up));
    let double = |value: &Rational| number(Interval::from_rational(value, 64).lo(), Round::Down);
    let near = match level {
        Level::MinusInfinity => low < -10.0,
        Level::PlusInfinity => high > 10.0,
        Level::Between(a, b) => {
            let room = 0.02 * (1.0 + double(a).abs());
            high >= double(a) - room && low <= double(b) + room
        }
    };
    assert!(near, "{claim:?}: {value}");
}

#[test]
fn mutants_are_refused_or_true() {
    let mut random = Random::new();
    let (mut all, mut accepted) = (0, BTreeMap::<(&str, &str), usize>::new());
    for text in FUNCTIONS {
        let mut graph = Graph::new();
        let x = graph.symbol("x");
        let f = graph.parse(text).unwrap();
        let certified = Study::new(&mut graph, f, x).certificate(&[]).unwrap();
        let original = certified.certificate;
        assert!(!original.claims.is_empty(), "{text}");
        let samples = Samples::new(&original.formula);
        let verified = verify(&original).unwrap();
        samples.check(&verified);
        let stretches = verified.stretches.clone();
        let sealed = original.to_text();
        let mut count = 0;
        while count < MUTANTS {
            let (mutant, what) = mutate(&sealed, &mut random);
            let Ok(resealed) = Certificate::seal(&mutant) else { continue };
            if resealed == sealed {
                continue;
            }
            count += 1;
            assert!(Certificate::from_text(&mutant).is_err(), "{text}: the digest of {mutant}");
            let Ok(certificate) = Certificate::from_text(&resealed) else { continue };
            let Ok(verified) = verify(&certificate) else { continue };
            let is_same = certificate.formula == original.formula
                && certificate.claims == original.claims
                && verified.stretches == stretches;
            // Other precisions, orders and boxes prove the same; other statements are true ones.
            *accepted.entry((if is_same { "same" } else { "other" }, what)).or_default() += 1;
            match certificate.formula == samples.formula {
                true => samples.check(&verified),
                false => Samples::new(&certificate.formula).check(&verified),
            }
        }
        all += count;
    }
    let share = |of: &str| {
        let counts = accepted.iter().filter(|(kind, _)| kind.0 == of).map(|(_, count)| count);
        counts.sum::<usize>() as f64 / all as f64
    };
    assert!(share("same") < 0.2 && share("other") < 0.1, "{all} mutants, accepted {accepted:?}");
}
