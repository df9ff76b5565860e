//! Isolated zeros as constants of the graph.

use super::cover::{Edge, Probe};
use super::smooth::Smooth;
use crate::graph::{FunctionZero, IsolatedZero};
use crate::number::{Integer, Number, Rational};
use crate::operator::NodeId;
use std::cmp::Ordering;

/// Significant digits of the interval by which a zero is named, as far as they separate it.
const DIGITS: i32 = 12;

/// The least digits, and the most decimals.
const LEAST: i32 = 3;
const MOST: u32 = 5000;

/// Zeros below this are looked for among powers of ten, from this many decimals on.
const SMALLEST: f64 = 1e-290;
const FIRST: u32 = 280;

impl Smooth<'_> {
    /// The constant for the one simple zero of the function in [low, high].
    ///
    /// `None` where no interval of decimals was found in which the zero shows.
    pub(super) fn zero_between(&mut self, low: f64, high: f64) -> Option<NodeId> {
        let nearest = low + (high - low) / 2.0;
        if nearest.abs() < SMALLEST {
            return self.tiny_zero(low < 0.0);
        }
        for significant in (LEAST..=DIGITS).rev() {
            let digits = decimals(nearest, significant)?;
            let scale = Number::Small(10).pow(i64::from(digits), 1 << 12)?.to_rational();
            let at = Rational::try_from(nearest).ok()? * &scale;
            let floor = Number::from(at).floor().numerator();
            // The zero may lie just beyond the decimal next to the double.
            for shift in [0i8, -1, 1] {
                let units = &floor + Integer::from(shift);
                if let Some(zero) = self.zero_at(&units, &scale, digits, nearest) {
                    return Some(self.graph.isolated(IsolatedZero::OfFunction(zero)));
                }
            }
        }
        None
    }

    /// A zero too small for a double, of the sign that is asked for: between neighboring powers of ten, by their
    /// signs, and then digit by digit.
    fn tiny_zero(&mut self, negative: bool) -> Option<NodeId> {
        let end = |units: i64, digits: u32| {
            let scale = Number::Small(10).pow(i64::from(digits), 1 << 16)?.to_rational();
            Some(Rational::from(if negative { -units } else { units }) / scale)
        };
        let outer = self.exact_sign_at(&end(1, FIRST)?)?;
        let (mut near, mut far) = (MOST, FIRST);
        if self.exact_sign_at(&end(1, near)?)? == outer {
            return None;
        }
        while near - far > 1 {
            let middle = far + (near - far) / 2;
            let beyond = self.exact_sign_at(&end(1, middle)?)? == outer;
            *(if beyond { &mut far } else { &mut near }) = middle;
        }
        // |zero| lies between 10^−near and 10^−far; find the units of 10^−digits at which the sign changes.
        let digits = far + DIGITS as u32;
        let (mut low, mut high) = (10i64.pow(DIGITS as u32 - 1), 10i64.pow(DIGITS as u32));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let beyond = self.exact_sign_at(&end(middle, digits)?)? == outer;
            *(if beyond { &mut high } else { &mut low }) = middle;
        }
        let units = Integer::from(if negative { -high } else { low });
        let scale = Number::Small(10).pow(i64::from(digits), 1 << 16)?.to_rational();
        let nearest = if negative { -0.0 } else { 0.0 };
        let zero = self.zero_at(&units, &scale, digits, nearest)?;
        Some(self.graph.isolated(IsolatedZero::OfFunction(zero)))
    }

    /// The zero between `units/scale` and the next, if it lies there and is alone.
    fn zero_at(
        &mut self,
        units: &Integer,
        scale: &Rational,
        digits: u32,
        nearest: f64,
    ) -> Option<FunctionZero> {
        let ends = [units.clone(), units + Integer::ONE].map(|n| Rational::from(n) / scale);
        if ends[0] < Rational::ZERO && ends[1] > Rational::ZERO {
            return None;
        }
        let signs = ends.clone().map(|end| self.exact_sign_at(&end));
        let [Some(left), Some(right)] = signs else { return None };
        if left == Ordering::Equal || left != right.reverse() {
            return None;
        }
        let over = ends.clone().map(|end| self.outward(&end));
        let slope = self.enclose(1, over[0].low, over[1].high)?;
        if slope.contains_zero() {
            return None;
        }
        let (h, x) = (self.h, self.x);
        let derivative = self.graph.derivative(h, x);
        let (mut graph, roots) = self.graph.extract(&[x, h, derivative]);
        let name = graph.symbol("x");
        let renamed = graph.substitute_all(&roots, &[(roots[0], name)]);
        let (graph, nodes) = graph.extract(&[name, renamed[1], renamed[2]]);
        let text = graph.print(nodes[1]).ok()?;
        let [low, _] = ends;
        Some(FunctionZero::new(graph, [nodes[0], nodes[1], nodes[2]], text, (low, digits), nearest))
    }

    fn exact_sign_at(&mut self, point: &Rational) -> Option<Ordering> {
        let edge = self.outward(point);
        self.sign_at(edge)
    }

    fn outward(&mut self, point: &Rational) -> Edge {
        let value = rolle_interval::Interval::from_rational(point);
        let exact = (!value.is_singleton()).then(|| self.graph.rational(point.clone()));
        Edge { low: value.inf(), high: value.sup(), exact }
    }
}

/// The decimals that give so many significant digits.
fn decimals(x: f64, significant: i32) -> Option<u32> {
    let magnitude = x.abs().log10().floor();
    let digits = f64::from(significant) - 1.0 - magnitude;
    (digits <= f64::from(MOST)).then_some(digits.max(0.0) as u32)
}
