//! Forms: several enclosures of one derivative on one interval, intersected.
//!
//! The natural enclosure of a formula overestimates by the width of the argument, the mean value form by its
//! square, and on an interval where the function is monotone the ends alone are exact (Neumaier, *Interval
//! Methods for Systems of Equations*, 1990, chapter 2). None is the best everywhere, all hold.

use std::cmp::Ordering;

use crate::arithmetic::{Arithmetic, Outcome};
use crate::jet::Jet;

/// What is known of a function on an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<V> {
    /// An enclosure of the values.
    pub value: V,
    /// An enclosure of the slopes, where the function is proved to be differentiable on the whole interval.
    pub slope: Option<V>,
}

/// Encloses the derivative of the given order, zero for the function itself, on an interval.
///
/// The result is the intersection of the natural enclosure, of the mean value form g(m) + g′(X)(X − m), and,
/// where the sign of g′ is decided, of the enclosure by the ends. Where one order more does not exist, at a
/// kink, the natural enclosure remains.
///
/// ```
/// use rolle_interval::{Double, Function, Interval, Jet, enclose};
///
/// // x(1 − x) on [0.3, 0.4]: the ends are exact, the natural enclosure is not.
/// let f = |a: &mut Double, x: &Jet<Double>| {
///     let one = Jet::constant(a, Interval::ONE, x.order())?;
///     let rest = one.sub(a, x)?;
///     x.mul(a, &rest)
/// };
/// let form = enclose(&mut Double, &Interval::new(0.3, 0.4).unwrap(), 0, f).unwrap();
/// assert!(form.value.subset(Interval::new(0.21, 0.24).unwrap().widened(4)));
/// assert!(form.slope.unwrap().inf() > 0.0);
/// ```
pub fn enclose<A: Arithmetic>(
    a: &mut A,
    x: &A::Value,
    order: usize,
    mut f: impl FnMut(&mut A, &Jet<A>) -> Outcome<Jet<A>>,
) -> Outcome<Form<A::Value>> {
    let wide = Jet::variable(a, x.clone(), order + 1)?;
    let Ok(jet) = f(a, &wide) else {
        let wide = wide.truncated(order);
        let value = f(a, &wide)?.derivative(a, order)?;
        return Ok(Form { value, slope: None });
    };
    let slope = jet.derivative(a, order + 1)?;
    let mut value = jet.derivative(a, order)?;
    let mut at = |a: &mut A, point: &A::Value| -> Outcome<A::Value> {
        let point = Jet::variable(a, point.clone(), order)?;
        f(a, &point)?.derivative(a, order)
    };
    // All forms enclose the same values, so they meet; a form that fails is left out.
    let meet = |a: &mut A, value: &mut A::Value, form: Outcome<A::Value>| {
        if let Some(both) = form.ok().and_then(|form| a.intersection(value, &form)) {
            *value = both;
        }
    };
    let rises = a.lower(&slope) >= 0.0;
    if rises || a.upper(&slope) <= 0.0 {
        if let (Some(low), Some(high)) = (a.lower_end(x), a.upper_end(x)) {
            let ends = at(a, &low).and_then(|low| {
                let high = at(a, &high)?;
                Ok(a.hull(&low, &high))
            });
            meet(a, &mut value, ends);
        }
        return Ok(Form { value, slope: Some(slope) });
    }
    let middle = a.midpoint(x);
    let mean = at(a, &middle).and_then(|value| {
        let reach = a.sub(x, &middle)?;
        let change = a.mul(&slope, &reach)?;
        a.add(&value, &change)
    });
    meet(a, &mut value, mean);
    Ok(Form { value, slope: Some(slope) })
}

/// The direction in which a function is proved to go on an interval: `Greater` when it never falls.
pub fn direction<A: Arithmetic>(a: &A, form: &Form<A::Value>) -> Option<Ordering> {
    let slope = form.slope.as_ref()?;
    match (a.lower(slope) >= 0.0, a.upper(slope) <= 0.0) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (false, false) => None,
    }
}
