//! 24 questions on each of 32 functions, cell by cell, against answers that were found without Rolle.
//!
//! `rolle/tests/data/questions.tsv` holds them; `questions.py` beside it wrote it. A cell is right, wrong, or open where
//! Rolle says that it does not know. No cell may be wrong.

use rolle::calculus::{Approach, End, Expanded, Interval, JointKind, Limit};
use rolle::evaluate::Sampler;
use rolle::graph::Assumptions;
use rolle::number::Number;
use rolle::print::{Notation, Printer};
use rolle::prove::{Level, Set, Study, Verdict, parse_claim};
use rolle::{Graph, NodeId};

const CELLS: &str = include_str!("../data/questions.tsv");

/// The parameter of the one function that has one is positive, and answers are compared at this value.
const PARAMETER: f64 = 2.0;

/// Numbers of the file have 11 digits at least.
const TOLERANCE: f64 = 1e-9;

/// An answer as numbers and what stands between them, which are compared apart.
#[derive(Debug, Default)]
struct Answer {
    numbers: Vec<f64>,
    words: String,
}

impl Answer {
    /// Reads `(-oo, 0.5] U {1}` and the like: numbers are taken out, brackets and words stay.
    fn read(text: &str) -> Answer {
        let mut answer = Answer::default();
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | 'e');
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let length = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
            match rest[..length].parse::<f64>() {
                Ok(number) => {
                    answer.numbers.push(number);
                    answer.words.push('#');
                    rest = &rest[length..];
                }
                Err(_) => {
                    answer.words.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        answer
    }

    fn agrees(&self, other: &Answer) -> bool {
        let near = |a: &f64, b: &f64| (a - b).abs() <= TOLERANCE * (1.0 + b.abs());
        self.words == other.words
            && self.numbers.len() == other.numbers.len()
            && self.numbers.iter().zip(&other.numbers).all(|(a, b)| near(a, b))
    }
}

/// A function under question.
struct Subject {
    graph: Graph,
    f: NodeId,
    x: NodeId,
    b: NodeId,
}

type Reply = Result<String, String>;

impl Subject {
    fn new(formula: &str) -> Subject {
        let mut graph = Graph::new();
        let b = graph.symbol_with("b", Assumptions::positive()).expect("a new symbol");
        let x = graph.symbol("x");
        let f = graph.parse(formula).expect(formula);
        Subject { graph, f, x, b }
    }

    fn study(&mut self) -> Study<'_> {
        Study::new(&mut self.graph, self.f, self.x)
    }

    /// The derivative, with its joints decided, as a subject of its own.
    fn slope(&mut self) -> Result<Subject, String> {
        let f = self.study().derivative(1)?;
        Ok(Subject { graph: self.graph.clone(), f, x: self.x, b: self.b })
    }

    fn number(&self, id: NodeId) -> String {
        Sampler::new(&self.graph, &[id], &[self.b]).sample(&[PARAMETER])[0].to_string()
    }

    fn set(&self, set: &Set) -> String {
        let one = |part: &Interval| match (part.left, part.right) {
            (Some(a), Some(b)) if a == b => format!("{{{}}}", self.number(a.point)),
            (left, right) => format!(
                "{}{}, {}{}",
                if left.is_some_and(|end| end.closed) { '[' } else { '(' },
                left.map_or("-oo".to_string(), |end| self.number(end.point)),
                right.map_or("oo".to_string(), |end| self.number(end.point)),
                if right.is_some_and(|end| end.closed) { ']' } else { ')' },
            ),
        };
        match set.is_empty() {
            true => "{}".to_string(),
            false => set.intervals().iter().map(one).collect::<Vec<_>>().join(" U "),
        }
    }

    /// Points that repeat, as expressions in an integer.
    fn family(&self, places: &[Interval]) -> String {
        let printer = Printer::new(Notation::Plain);
        let point = |place: &Interval| {
            let end = place.left.filter(|_| place.left == place.right).expect("a point");
            format!("{{{}}}", printer.print(&self.graph, end.point).expect("text"))
        };
        match places.is_empty() {
            true => "{}".to_string(),
            false => places.iter().map(point).collect::<Vec<_>>().join(" U "),
        }
    }

    fn claim(&mut self, text: &str) -> Verdict {
        let claim = parse_claim(&mut self.graph, self.x, &[self.b], text).expect(text);
        self.graph.take_side_conditions();
        self.study().judge(&claim)
    }

    fn points(&mut self, points: &[NodeId]) -> Reply {
        let part = |&point: &NodeId| {
            let end = Some(End { point, closed: true });
            Interval { left: end, right: end }
        };
        let parts: Vec<Interval> = points.iter().map(part).collect();
        let set = Set::union(&mut self.graph, &parts)?;
        Ok(self.set(&set))
    }

    fn level(&self, level: Level) -> String {
        match level {
            Level::MinusInfinity => "-oo".to_string(),
            Level::Finite(value) => self.number(value),
            Level::PlusInfinity => "oo".to_string(),
        }
    }

    fn answer(&mut self, question: &str, expected: &str) -> Reply {
        let all = Set::whole();
        match question {
            "f'" => self.values(1, expected),
            "f''" => self.values(2, expected),
            "kinks" => self.kinks(),
            "increasing" | "decreasing" | "strictly increasing" | "convex" => {
                yes_no(self.claim(question))
            }
            "monotonic" => yes_no(self.claim("monotone")),
            "stationary points" => {
                if let Some(found) = self.study().repeating_stationary_points()? {
                    return Ok(self.family(&found.members));
                }
                let set = self.study().stationary_points(&all)?;
                Ok(self.set(&set))
            }
            "f' = 0" => self.zeros_of_slope(),
            "solve f' = 0" => {
                if let Some(found) = self.study().repeating_critical_points()? {
                    let stationary = found.members.iter().filter(|point| point.is_stationary);
                    let places: Vec<Interval> = stationary.map(|point| point.place).collect();
                    return Ok(self.family(&places));
                }
                let points = self.study().critical_points(&all)?;
                let stationary = points.iter().filter(|point| point.is_stationary);
                let places: Vec<Interval> = stationary.map(|point| point.place).collect();
                let set = Set::union(&mut self.graph, &places)?;
                Ok(self.set(&set))
            }
            "sup f'" => self.slope()?.bounds().map(|[_, high]| high),
            "inf f'" => self.slope()?.bounds().map(|[low, _]| low),
            "limit at oo" => self.limit(0, Approach::PLUS_INFINITY),
            "limit at -oo" => self.limit(0, Approach::MINUS_INFINITY),
            "limit of f' at oo" => self.limit(1, Approach::PLUS_INFINITY),
            "limit of f' at -oo" => self.limit(1, Approach::MINUS_INFINITY),
            "range" => {
                let set = self.study().range(&all)?;
                Ok(self.set(&set))
            }
            "singularities of f" => match self.study().continuous(&all) {
                Verdict::Proven(_) => Ok("{}".to_string()),
                other => Err(other.reason().to_string()),
            },
            "singularities of f'" => {
                let kinks = self.study().kinks(&all)?;
                self.points(&kinks)
            }
            "domain of continuity of f" => self.domain_of_continuity(),
            "domain of continuity of f'" => self.slope()?.domain_of_continuity(),
            "series at 0" => self.series(),
            "parity" => self.parity(),
            other => panic!("an unknown question: {other}"),
        }
    }

    /// The n-th derivative at the points of the expected answer, `-1.5: 0.3; …`.
    fn values(&mut self, order: u32, expected: &str) -> Reply {
        let derivative = self.study().derivative(order)?;
        let mut sampler = Sampler::new(&self.graph, &[derivative], &[self.x, self.b]);
        let value = |pair: &str| {
            let (at, _) = pair.split_once(": ").expect("a point and a value");
            let x: f64 = at.parse().expect("a number");
            format!("{at}: {}", sampler.sample(&[x, PARAMETER])[0])
        };
        Ok(expected.split("; ").map(value).collect::<Vec<_>>().join("; "))
    }

    /// The kinks with the slopes on both sides.
    fn kinks(&mut self) -> Reply {
        let cut = self.study().pieces()?;
        let mut shown = Vec::new();
        for joint in &cut.1 {
            let slope = |side: &Option<rolle::calculus::JointSide>| match side.as_ref()?.slope {
                Limit::Finite(value) => Some(self.number(value)),
                _ => None,
            };
            match (&joint.kind, slope(&joint.left), slope(&joint.right)) {
                (JointKind::Smooth, ..) => {}
                (JointKind::Kink, Some(left), Some(right)) => {
                    shown.push(format!("{}: {left}, {right}", self.number(joint.point)));
                }
                (other, ..) => return Err(format!("{other:?}")),
            }
        }
        Ok(if shown.is_empty() { "none".to_string() } else { shown.join("; ") })
    }

    fn zeros_of_slope(&mut self) -> Reply {
        let mut slope = self.slope()?;
        if let Some(found) = slope.study().repeating_zeros()? {
            let places: Vec<Interval> = found.members.iter().map(|zero| zero.place).collect();
            return Ok(slope.family(&places));
        }
        let zeros = slope.study().zeros(&Set::whole())?;
        let places: Vec<Interval> = zeros.iter().map(|zero| zero.place).collect();
        let set = Set::union(&mut slope.graph, &places)?;
        Ok(slope.set(&set))
    }

    fn bounds(&mut self) -> Result<[String; 2], String> {
        let (low, high) = self.study().bounds(&Set::whole())?;
        Ok([low, high].map(|bound| self.level(bound.level)))
    }

    fn limit(&mut self, order: u32, approach: Approach) -> Reply {
        match self.study().limit(order, approach)? {
            Limit::DoesNotExist(_) => Ok("none".to_string()),
            limit => Ok(self.level(Level::of(&limit)?)),
        }
    }

    fn domain_of_continuity(&mut self) -> Reply {
        let domain = self.study().domain(&Set::whole())?;
        match self.study().continuous(&Set::whole()) {
            Verdict::Proven(_) => Ok(self.set(&domain)),
            other => Err(other.reason().to_string()),
        }
    }

    /// The coefficients up to x⁵ from the left and from the right.
    fn series(&mut self) -> Reply {
        let mut sides = Vec::new();
        for side in [Approach::left(NodeId::ZERO), Approach::right(NodeId::ZERO)] {
            let series = match self.graph.series(self.f, self.x, side, 6) {
                Expanded::Series(series) => series,
                other => return Err(format!("{other:?}")),
            };
            let negated = series.base != self.x;
            let coefficient = |k: i64| {
                let value = series.coefficient(&Number::Small(k));
                let value: f64 = self.number(value).parse().expect("a number");
                (if negated && k % 2 == 1 { -value } else { value }).to_string()
            };
            sides.push((0..6).map(coefficient).collect::<Vec<_>>().join(", "));
        }
        Ok(sides.join(" | "))
    }

    fn parity(&mut self) -> Reply {
        match (self.claim("even"), self.claim("odd")) {
            (Verdict::Proven(_), _) => Ok("even".to_string()),
            (_, Verdict::Proven(_)) => Ok("odd".to_string()),
            (Verdict::Refuted { .. }, Verdict::Refuted { .. }) => Ok("neither".to_string()),
            (even, odd) => Err(format!("{}; {}", even.reason(), odd.reason())),
        }
    }
}

fn yes_no(verdict: Verdict) -> Reply {
    match verdict {
        Verdict::Proven(_) => Ok("yes".to_string()),
        Verdict::Refuted { .. } => Ok("no".to_string()),
        Verdict::Undecided(why) => Err(why),
    }
}

#[test]
fn questions_of_the_table() {
    let (mut right, mut open, mut wrong) = (0, Vec::new(), Vec::new());
    for line in CELLS.lines().filter(|line| !line.starts_with('#')) {
        let cell: Vec<&str> = line.split('\t').collect();
        let [name, formula, question, expected] = cell[..] else { panic!("four columns: {line}") };
        match Subject::new(formula).answer(question, expected) {
            Ok(found) if Answer::read(&found).agrees(&Answer::read(expected)) => right += 1,
            Ok(found) => wrong.push(format!("{name}: {question}: {found}, not {expected}")),
            Err(why) => open.push(format!("{name}: {question}: {why}")),
        }
    }
    assert_eq!(right + open.len() + wrong.len(), 32 * 24);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(open.is_empty(), "{right} right; open:\n{}", open.join("\n"));
}
