//! Every formula of the catalogue: its symbolic derivative against dual numbers and against differences of
//! enclosures to fifty digits, at random points and on both sides of each kink.

use crate::dual;
use crate::random::Random;
use rolle::enclosure::{Context, Enclosure};
use rolle::evaluate::Point;
use rolle::graph::Graph;
use rolle::number::{Number, Rational};
use rolle::operator::NodeId;
use rolle::zoo::{Entry, catalogue};
use std::collections::HashMap;

/// Working precision; the step of the differences is 2⁻²⁰⁰, so that their error of about h² is far below 10⁻⁵⁰.
const PREC: u64 = 900;
const STEP_BITS: i64 = 200;

impl Random {
    /// A rational in (−4, 4).
    fn rational(&mut self) -> Rational {
        let numerator = (self.next() % 7993) as i64 - 3996;
        Number::ratio(numerator, 1000).expect("nonzero").to_rational()
    }
}

/// A formula of the catalogue in a graph, with its moving variables and the values of its parameters.
struct Formula {
    graph: Graph,
    root: NodeId,
    moving: Vec<NodeId>,
    fixed: HashMap<NodeId, Rational>,
}

fn rational_of(graph: &mut Graph, text: &str) -> Option<Rational> {
    let id = graph.parse(text).ok()?;
    graph.number(id).map(|number| number.to_rational())
}

fn formula(entry: &Entry) -> Option<Formula> {
    let mut graph = Graph::new();
    let root =
        graph.parse(entry.formula?).unwrap_or_else(|error| panic!("{}: {error}", entry.name));
    let (mut moving, mut fixed) = (Vec::new(), HashMap::new());
    for parameter in &entry.parameters {
        let Some(symbol) = graph.find_symbol(parameter.names[0]) else { continue };
        match parameter.default.and_then(|text| rational_of(&mut graph, text)) {
            Some(value) => {
                fixed.insert(symbol, value);
            }
            None => moving.push(symbol),
        }
    }
    Some(Formula { graph, root, moving, fixed })
}

fn enclosed(f: &Formula, root: NodeId, at: &HashMap<NodeId, Rational>) -> Option<Enclosure> {
    let point: Point = at.iter().map(|(&id, q)| (id, Enclosure::from_rational(q, PREC))).collect();
    f.graph.enclose(&[root], &point, &mut Context::new(), PREC).pop()?.ok()
}

/// Whether two enclosures agree to fifty digits.
fn agree(a: &Enclosure, b: &Enclosure) -> bool {
    let difference = a.sub(b, PREC).expect("a difference");
    let scale = a.abs().max(&b.abs()).max(&Enclosure::one());
    let bound = Number::Small(10).pow(-50, 1000).expect("small").to_rational();
    let allowed = scale.mul(&Enclosure::from_rational(&bound, PREC), PREC).expect("a product");
    difference.abs().upper().to_rational() <= allowed.lower().to_rational()
}

/// The derivative from the pieces, for formulas whose branches agree on an open set: no enclosure tells them apart.
fn slope_from_pieces(f: &Formula, x: NodeId, at: &HashMap<NodeId, Rational>) -> Option<Enclosure> {
    let mut graph = f.graph.clone();
    let others: Vec<(NodeId, Rational)> =
        at.iter().filter(|(id, _)| **id != x).map(|(id, q)| (*id, q.clone())).collect();
    let others: Vec<(NodeId, NodeId)> =
        others.into_iter().map(|(id, q)| (id, graph.rational(q))).collect();
    let root = graph.substitute(f.root, &others);
    let derivative = graph.derivative_with_joints(root, x).ok()?;
    let point = Point::from([(x, Enclosure::from_rational(&at[&x], PREC))]);
    graph.enclose(&[derivative], &point, &mut Context::new(), PREC).pop()?.ok()
}

/// Compares at one point; whether there was something to compare.
fn compare(
    name: &str,
    f: &Formula,
    derivative: NodeId,
    x: NodeId,
    at: &HashMap<NodeId, Rational>,
) -> bool {
    let step = Number::Small(2).pow(-STEP_BITS, 1000).expect("small").to_rational();
    let moved = |delta: &Rational| {
        let mut at = at.clone();
        *at.get_mut(&x).expect("x moves") += delta;
        enclosed(f, f.root, &at)
    };
    let (Some(above), Some(below)) = (moved(&step), moved(&-step.clone())) else { return false };
    let slope =
        enclosed(f, derivative, at).or_else(|| slope_from_pieces(f, x, at)).unwrap_or_else(|| {
            panic!("{name}: no derivative at {at:?}, where the function is defined on both sides")
        });
    let width = Enclosure::from_rational(&(&step + &step), PREC);
    let quotient = above.sub(&below, PREC).unwrap().div(&width, PREC).unwrap();
    assert!(
        agree(&slope, &quotient),
        "{name} at {at:?}: {} for {}",
        slope.to_f64(),
        quotient.to_f64()
    );
    let point: HashMap<NodeId, Enclosure> =
        at.iter().map(|(&id, q)| (id, Enclosure::from_rational(q, PREC))).collect();
    if let Some(dual) = dual::evaluate(&f.graph, f.root, x, &point, PREC) {
        assert!(
            agree(&slope, &dual.tangent),
            "{name} at {at:?}: {} for {}",
            slope.to_f64(),
            dual.tangent.to_f64()
        );
    }
    true
}

/// Points at which an entry is looked at: random ones, and both sides of each kink of its variable.
fn points(entry: &Entry, f: &mut Formula, random: &mut Random) -> Vec<Rational> {
    let mut points: Vec<Rational> = (0..12).map(|_| random.rational()).collect();
    for kink in &entry.kinks {
        if let Some(kink) = rational_of(&mut f.graph, kink) {
            let near = Number::ratio(1, 1000).expect("nonzero").to_rational();
            points.extend([&kink - &near, &kink + &near]);
        }
    }
    points
}

#[test]
fn derivatives_of_the_catalogue_are_right() {
    let mut random = Random::new();
    let (mut formulas, mut compared) = (0, 0);
    for entry in catalogue() {
        let Some(mut f) = formula(entry) else { continue };
        formulas += 1;
        let mut here = 0;
        let points = points(entry, &mut f, &mut random);
        for x in f.moving.clone() {
            let derivative = f.graph.derivative(f.root, x);
            for point in &points {
                let mut at = f.fixed.clone();
                for &other in &f.moving {
                    at.insert(other, random.rational());
                }
                at.insert(x, point.clone());
                here += usize::from(compare(entry.name, &f, derivative, x, &at));
            }
        }
        let constant = f.moving.is_empty();
        assert!(constant || here >= 3, "{}: only {here} points could be compared", entry.name);
        compared += here;
    }
    assert!(formulas >= 100, "{formulas} formulas");
    assert!(compared >= 1500, "{compared} comparisons");
}
