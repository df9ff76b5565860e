//! What follows from verified tables: monotonicity, convexity, bounds and limits.

use crate::arithmetic::Arithmetic;
use crate::asymptotic::Range;
use crate::certificate::{Level, Place, Span};
use crate::dyadic::Dyadic;
use crate::enclose::Enclosing;
use crate::end::End;
use crate::evaluate::{On, evaluate};
use crate::exact::{Exact, Surd};
use crate::formula::{Formula, Node, Signs};
use crate::interval::Interval;
use crate::part::{Subject, high, is_before, low};
use crate::rational::Rational;
use crate::verify::{BITS, Cell, Extreme, Extremes, Stretch, Turn, Verified};
use crate::words::words;
use std::cmp::Ordering;
use std::rc::Rc;

pub(crate) const ARITHMETIC: Enclosing = Enclosing { bits: BITS };

impl Verified<'_> {
    pub(crate) fn formula(&self) -> &Formula {
        &self.certificate.formula
    }

    fn subject<'s>(&'s self, stretch: &'s Stretch, order: u32) -> Subject<'s> {
        let (formula, zeros) = (self.formula(), &self.certificate.zeros[..]);
        Subject { formula, zeros, node: formula.root(), order, signs: &stretch.signs }
    }

    fn is_before(&self, left: &Place, right: &Place) -> bool {
        is_before(&self.certificate.zeros, left, right)
    }

    /// Every piece on which f has values has a table of the order.
    pub(crate) fn has_signs(&self, order: u32) -> Result<(), String> {
        match self.stretches.iter().all(|piece| !piece.is_defined || piece.row(order).is_some()) {
            true => Ok(()),
            false => Err(format!("a piece has no signs of the derivative of order {order}")),
        }
    }

    /// Whether an interval is one, and each of its ends is told from each joint: else one would not know which values
    /// belong to it.
    pub(crate) fn check_span(&self, on: &Span) -> Result<(), String> {
        let Span { from, to, closed } = on;
        if !self.is_before(from, to) {
            return Err(
                "an interval whose end is not right of the other end of the interval".into()
            );
        }
        for (end, closed) in [from, to].into_iter().zip(closed) {
            let is_end = match end {
                Place::At(_) => self.stretches.iter().all(|piece| {
                    let joint = &piece.to;
                    joint == end || self.is_before(joint, end) || self.is_before(end, joint)
                }),
                // The parts of both pieces beside it begin and end outside of its interval.
                Place::Zero(_) => self.stretches.iter().any(|piece| piece.to == *end),
                Place::MinusInfinity | Place::PlusInfinity => !closed,
            };
            if !is_end {
                let end = words(&self.certificate.zeros, end);
                return Err(format!("{end} cannot be taken for an end of the interval"));
            }
        }
        Ok(())
    }

    /// The pieces that meet the inside of an interval, from left to right.
    fn pieces_between(&self, on: &Span) -> impl Iterator<Item = &Stretch> {
        let Span { from, to, .. } = on;
        self.stretches
            .iter()
            .filter(move |piece| self.is_before(&piece.from, to) && self.is_before(from, &piece.to))
    }

    /// The cells of a derivative that meet the inside of an interval.
    fn cells_between<'s>(
        &'s self,
        piece: &'s Stretch,
        order: u32,
        on: &'s Span,
    ) -> Result<impl Iterator<Item = &'s Cell>, String> {
        let Span { from, to, .. } = on;
        let row = piece
            .row(order)
            .ok_or_else(|| format!("a piece has no signs of the derivative of order {order}"))?;
        Ok(row.cells.iter().filter(move |cell| {
            let ends_before = self.turn_is_not_after(&cell.to, from);
            !ends_before && !self.turn_is_not_before(&cell.from, to)
        }))
    }

    fn turn_is_not_after(&self, turn: &Turn, place: &Place) -> bool {
        match turn {
            Turn::At(at) => at == place || self.is_before(at, place),
            Turn::Between(_, high) => matches!(place, Place::At(place) if high <= place),
        }
    }

    fn turn_is_not_before(&self, turn: &Turn, place: &Place) -> bool {
        match turn {
            Turn::At(at) => at == place || self.is_before(place, at),
            Turn::Between(low, _) => matches!(place, Place::At(place) if place <= low),
        }
    }

    /// f′ has the sign of the direction, or is zero, on all cells, and f is continuous between them.
    pub(crate) fn is_monotone(
        &self,
        direction: Ordering,
        strict: bool,
        on: &Span,
    ) -> Result<(), String> {
        self.derivative_has_sign(1, direction, strict, on)?;
        self.is_continuous(on)
    }

    /// f″ has the sign of the direction, or is zero, on all cells; f is continuous, and its slope does not jump the
    /// other way.
    pub(crate) fn is_convex(
        &self,
        direction: Ordering,
        strict: bool,
        on: &Span,
    ) -> Result<(), String> {
        self.derivative_has_sign(2, direction, strict, on)?;
        self.is_continuous(on)?;
        let pieces: Vec<&Stretch> = self.pieces_between(on).collect();
        for pair in pieces.windows(2) {
            self.slope_jumps(pair[0], pair[1], direction)?;
        }
        Ok(())
    }

    fn derivative_has_sign(
        &self,
        order: u32,
        direction: Ordering,
        strict: bool,
        on: &Span,
    ) -> Result<(), String> {
        for piece in self.pieces_between(on) {
            if !piece.is_defined {
                return Err("f has no value on a part of the interval".into());
            }
            for cell in self.cells_between(piece, order, on)? {
                if cell.sign == direction.reverse() || strict && cell.sign.is_eq() {
                    return Err(format!("the derivative of order {order} has another sign"));
                }
            }
        }
        Ok(())
    }

    /// The joints that belong to an interval, each with the pieces beside it that it has a part in.
    fn joints<'s>(
        &'s self,
        on: &'s Span,
    ) -> impl Iterator<Item = (&'s Place, [Option<&'s Stretch>; 2])> {
        let Span { from, to, closed } = on;
        self.stretches.windows(2).filter_map(move |pair| {
            let joint = &pair[0].to;
            let is_inside = match (joint == from, joint == to) {
                (true, _) => closed[0],
                (_, true) => closed[1],
                _ => self.is_before(from, joint) && self.is_before(joint, to),
            };
            let sides = [(joint != from).then_some(&pair[0]), (joint != to).then_some(&pair[1])];
            is_inside.then_some((joint, sides))
        })
    }

    /// f is continuous at every joint of an interval, from the sides that belong to it.
    fn is_continuous(&self, on: &Span) -> Result<(), String> {
        for (joint, sides) in self.joints(on) {
            let signs = self.signs_at(joint);
            let is_continuous = |side: &Stretch| self.is_continuous_at(joint, &signs, side);
            if !sides.into_iter().flatten().all(is_continuous) {
                let place = words(&self.certificate.zeros, joint);
                return Err(format!("f is not shown to be continuous at {place}"));
            }
        }
        Ok(())
    }

    /// f comes near to its value at a joint, where the guards have these signs, from a side.
    fn is_continuous_at(&self, joint: &Place, signs: &Signs, side: &Stretch) -> bool {
        let value = self.exact_value(self.formula().root(), joint, signs);
        let limit = self.subject(side, 0).exactly(joint, 0);
        let is_same = limit.zip(value).is_some_and(|(limit, value)| {
            Exact.add(&limit[0], &Exact.neg(&value)).is_some_and(|gap| Exact.is_zero(&gap))
        });
        is_same || self.goes_on(joint, &side.signs, signs)
    }

    pub(crate) fn exact_value(&self, node: usize, joint: &Place, signs: &Signs) -> Option<Surd> {
        let Place::At(at) = joint else { return None };
        evaluate(&Exact, self.formula(), node, Exact.rational(at)?, 0, signs, On::Point)?.pop()
    }

    /// The formula that holds on a side of a joint and its slope, at the joint.
    fn enclosed_side(&self, joint: &Place, side: &Signs) -> Option<Vec<Interval>> {
        let (at, root) = (self.enclosed(joint)?, self.formula().root());
        evaluate(&ARITHMETIC, self.formula(), root, at, 1, side, On::OpenSet)
    }

    pub(crate) fn enclosed_value(
        &self,
        node: usize,
        joint: &Place,
        signs: &Signs,
    ) -> Option<Interval> {
        let at = self.enclosed(joint)?;
        evaluate(&ARITHMETIC, self.formula(), node, at, 0, signs, On::Point)?.pop()
    }

    /// The numbers between which a joint lies.
    fn enclosed(&self, joint: &Place) -> Option<Interval> {
        let zeros = &self.certificate.zeros;
        Some(Interval::between(low(zeros, joint)?, high(zeros, joint)?, BITS))
    }

    /// The signs of the guards at a joint itself, as far as they can be told.
    pub(crate) fn signs_at(&self, joint: &Place) -> Signs {
        let formula = self.formula();
        let mut guards = formula.guards(formula.root());
        let known = self.stretches.iter().flat_map(|piece| piece.signs.iter());
        guards.extend(known.map(|(node, _)| node));
        guards.sort_unstable();
        guards.dedup();
        let mut signs = Signs::default();
        for guard in guards {
            let sign = match joint {
                Place::Zero(index) if self.certificate.zeros[*index].of == guard => {
                    Some(Ordering::Equal)
                }
                _ => {
                    let exact = self.exact_value(guard, joint, &signs);
                    exact
                        .map(|value| value.sign())
                        .or_else(|| self.enclosed_value(guard, joint, &signs)?.sign())
                }
            };
            if let Some(sign) = sign {
                let is_next = signs.push(guard, sign);
                debug_assert!(is_next, "the guards are in order");
            }
        }
        signs
    }

    /// Whether f is continuous at a joint from a side because every branch that changes there is that of |g|, max or
    /// min: the branches differ by a multiple of the guard, which vanishes there.
    fn goes_on(&self, joint: &Place, side: &Signs, at: &Signs) -> bool {
        let formula = self.formula();
        let (Some(needed), Some(needed_beside)) =
            (formula.needed(formula.root(), at), formula.needed(formula.root(), side))
        else {
            return false;
        };
        // The formula of the side has a value at the joint, and is smooth there.
        let has_value = self
            .enclosed_side(joint, side)
            .is_some_and(|coefficients| coefficients.iter().all(Interval::is_bounded));
        let nodes = formula.nodes().iter().zip(needed.iter().zip(&needed_beside));
        has_value
            && nodes.into_iter().all(|(node, (&here, &beside))| match node {
                Node::Select { guard, branches } if here || beside => {
                    at.get(*guard) == side.get(*guard)
                        || at.get(*guard) == Some(Ordering::Equal)
                            && differ_by_multiple(formula, *guard, branches)
                }
                _ => true,
            })
    }

    /// The slope right of a joint is not less (for the direction 1) than left of it.
    fn slope_jumps(
        &self,
        left: &Stretch,
        right: &Stretch,
        direction: Ordering,
    ) -> Result<(), String> {
        let joint = &left.to;
        let exact = |side| Some(self.subject(side, 1).exactly(joint, 1)?.swap_remove(1));
        let enclosed = |side| Some(self.subject(side, 1).at(&ARITHMETIC, joint, 1)?.swap_remove(1));
        let exact_jump = exact(left).zip(exact(right)).and_then(|(left, right)| {
            let jump = Exact.add(&right, &Exact.neg(&left))?;
            Some(jump.sign())
        });
        let jump = exact_jump.or_else(|| {
            ARITHMETIC.add(&enclosed(right)?, &ARITHMETIC.neg(&enclosed(left)?))?.sign()
        });
        match jump {
            Some(sign) if sign != direction.reverse() => Ok(()),
            _ => Err(format!(
                "the slope at {} is not shown to jump the right way",
                words(&self.certificate.zeros, joint)
            )),
        }
    }

    /// The infimum and supremum lie between the claimed numbers.
    pub(crate) fn has_bounds(
        &self,
        order: u32,
        on: &Span,
        [infimum, supremum]: [&Level; 2],
    ) -> Result<(), String> {
        let values = self.extreme_values(order, on)?;
        let lows = || values.iter().map(|value| &value.range.low);
        let highs = || values.iter().map(|value| &value.range.high);
        let lies_in = |low: Option<&End>, high: Option<&End>, level| {
            low.zip(high).is_some_and(|(low, high)| is_within(low, high, level))
        };
        let holds = lies_in(lows().min(), highs().min(), infimum)
            && lies_in(lows().max(), highs().max(), supremum);
        match holds {
            true => Ok(()),
            false => Err("the infimum or supremum is not where the claim has it".into()),
        }
    }

    /// The infimum (or supremum) of f is one of its values.
    ///
    /// All values of f lie between some of what it comes near to at the ends of cells, so their infimum is the least
    /// of these numbers. It is a value if some number among them that is one is not above any that is none.
    pub(crate) fn is_attained(&self, side: Ordering, on: &Span) -> Result<(), String> {
        let values = self.extreme_values(0, on)?;
        let (known, open): (Vec<&Extreme>, Vec<&Extreme>) =
            values.iter().partition(|value| value.is_value);
        let is_first = |value: &Extreme, other: &Extreme| match side {
            Ordering::Less => value.range.high <= other.range.low,
            _ => value.range.low >= other.range.high,
        };
        match known.iter().any(|value| open.iter().all(|other| is_first(value, other))) {
            true => Ok(()),
            false => Err("the infimum or supremum is not shown to be a value".into()),
        }
    }

    /// f is continuous, and |f′| is not above the constant.
    pub(crate) fn is_lipschitz(&self, constant: &Rational, on: &Span) -> Result<(), String> {
        self.is_continuous(on)?;
        if self.pieces_between(on).any(|piece| !piece.is_defined) {
            return Err("f has no value on a part of the interval".into());
        }
        let slopes = Level::Between(-constant, constant.clone());
        let is_below = |value: &Extreme| is_within(&value.range.low, &value.range.high, &slopes);
        match self.extreme_values(1, on)?.iter().all(is_below) {
            true => Ok(()),
            false => Err("the slope is not shown to be within the constant".into()),
        }
    }

    /// Values between which all values of a derivative on an interval lie, and to which it comes as near as one likes.
    fn extreme_values(&self, order: u32, on: &Span) -> Result<Rc<[Extreme]>, String> {
        let is_same = |known: &&Extremes| known.order == order && known.on == *on;
        if let Some(known) = self.known.borrow().iter().find(is_same) {
            return known.values.clone();
        }
        let values = self.enclose_extremes(order, on).map(Rc::from);
        let known = Extremes { order, on: on.clone(), values: values.clone() };
        self.known.borrow_mut().push(known);
        values
    }

    fn enclose_extremes(&self, order: u32, on: &Span) -> Result<Vec<Extreme>, String> {
        let mut values = Vec::new();
        for piece in self.pieces_between(on) {
            if piece.is_defined {
                self.collect_values(piece, order, on, &mut values)?;
            }
        }
        if order == 0 {
            self.collect_joints(on, &mut values)?;
        }
        Ok(values)
    }

    /// Encloses a derivative at the ends of the cells of the next one: it is monotone in each of them.
    fn collect_values(
        &self,
        piece: &Stretch,
        order: u32,
        on: &Span,
        values: &mut Vec<Extreme>,
    ) -> Result<(), String> {
        let Span { from, to, .. } = on;
        let subject = self.subject(piece, order);
        for cell in self.cells_between(piece, order + 1, on)? {
            for turn in [&cell.from, &cell.to] {
                // An end that may lie beyond the interval stands for the end of the interval: if it is known by an
                // interval that holds the latter, so do the enclosed values.
                let value = match turn {
                    Turn::At(at) if at == from || at == to => self.limit_at(&subject, piece, at),
                    _ if self.turn_is_not_after(turn, from) => self.value_at(&subject, from),
                    _ if self.turn_is_not_before(turn, to) => self.value_at(&subject, to),
                    Turn::At(at) => self.limit_at(&subject, piece, at),
                    Turn::Between(low, high) => {
                        let (low, high) = (Place::At(low.clone()), Place::At(high.clone()));
                        self.value_between(&subject, &low, &high)
                    }
                };
                // A constant has its value inside of the cell.
                let is_value = order == 0 && (cell.sign.is_eq() || self.is_value(turn, piece, on));
                let range = value.ok_or("a value could not be enclosed")?;
                values.push(Extreme { range, is_value });
            }
        }
        Ok(())
    }

    /// Whether what f comes near to at the end of a cell is a value of f on the interval: the end is a number there,
    /// and inside of the piece, where f is continuous, or a joint from whose side f is.
    fn is_value(&self, turn: &Turn, piece: &Stretch, on: &Span) -> bool {
        let Span { from, to, closed } = on;
        let (at, belongs) = match turn {
            _ if self.turn_is_not_after(turn, from) => (from, closed[0]),
            _ if self.turn_is_not_before(turn, to) => (to, closed[1]),
            Turn::At(at) => (at, self.is_before(from, at) && self.is_before(at, to)),
            Turn::Between(low, high) => {
                // The zero lies between the two numbers, and is none of them.
                let reaches = |a: &Place, b: &Place| a == b || self.is_before(a, b);
                let (low, high) = (Place::At(low.clone()), Place::At(high.clone()));
                return reaches(from, &low) && reaches(&high, to);
            }
        };
        let is_inside = self.is_before(&piece.from, at) && self.is_before(at, &piece.to);
        let is_end = *at == piece.from || *at == piece.to;
        let is_number = !matches!(at, Place::MinusInfinity | Place::PlusInfinity);
        let is_continuous = || self.is_continuous_at(at, &self.signs_at(at), piece);
        belongs && is_number && (is_inside || is_end && is_continuous())
    }

    fn value_between(&self, subject: &Subject, low: &Place, high: &Place) -> Option<Range> {
        let range = |n| subject.taylor_range(&ARITHMETIC, low, high, subject.order, n);
        let value = range(3).or_else(|| range(1)).or_else(|| range(0))?;
        scaled(value, subject.order).map(Range::from)
    }

    fn value_at(&self, subject: &Subject, place: &Place) -> Option<Range> {
        scaled(subject.at(&ARITHMETIC, place, subject.order)?.pop()?, subject.order)
            .map(Range::from)
    }

    /// What a derivative comes near to at an end of a cell, from inside the piece.
    fn limit_at(&self, subject: &Subject, piece: &Stretch, at: &Place) -> Option<Range> {
        let value = self.value_at(subject, at).filter(Range::is_bounded);
        value.or_else(|| {
            let other = if *at == piece.from { &piece.to } else { &piece.from };
            let is_end = *at == piece.from || *at == piece.to;
            let limit = is_end.then(|| subject.limit(at, other))??;
            let scaled = |end| scaled_end(end, subject.order);
            Some(Range { low: scaled(limit.low)?.0, high: scaled(limit.high)?.1 })
        })
    }

    /// The values of f at the joints of an interval, where it has any.
    fn collect_joints(&self, on: &Span, values: &mut Vec<Extreme>) -> Result<(), String> {
        for (joint, sides) in self.joints(on) {
            let signs = self.signs_at(joint);
            let mut defined = sides.into_iter().flatten().filter(|side| side.is_defined);
            // A limit from inside is among the values already.
            if defined.any(|side| self.is_continuous_at(joint, &signs, side)) {
                continue;
            }
            match self.enclosed_value(self.formula().root(), joint, &signs) {
                Some(value) => values.push(Extreme { range: value.into(), is_value: true }),
                None if self.formula().has_no_value(&signs) => {}
                None => return Err("the value of f at a joint could not be enclosed".into()),
            }
        }
        Ok(())
    }

    pub(crate) fn has_limit(&self, at: &Place, level: &Level) -> Result<(), String> {
        let ends = match at {
            Place::MinusInfinity => self.stretches.first().map(|piece| (piece, &piece.to)),
            Place::PlusInfinity => self.stretches.last().map(|piece| (piece, &piece.from)),
            _ => None,
        };
        let limit = ends
            .filter(|(piece, _)| piece.is_defined)
            .and_then(|(piece, other)| self.subject(piece, 0).limit(at, other));
        match limit.is_some_and(|limit| is_within(&limit.low, &limit.high, level)) {
            true => Ok(()),
            false => Err("the limit is not where the claim has it".into()),
        }
    }
}

/// Whether the branches of a guard are equal where it vanishes: any two are zero there, or differ by the guard.
fn differ_by_multiple(formula: &Formula, guard: usize, branches: &[usize; 3]) -> bool {
    let number = |node: usize| match &formula.nodes()[node] {
        Node::Number(value) => Some(value),
        _ => None,
    };
    let vanishes = |node: usize| match &formula.nodes()[node] {
        Node::Number(value) => value.is_zero(),
        Node::Mul(args) => {
            args.contains(&guard) && args.iter().all(|&arg| arg == guard || number(arg).is_some())
        }
        _ => node == guard,
    };
    // −b, as a product with −1 or as a number.
    let is_negative = |node: usize, b: usize| match &formula.nodes()[node] {
        Node::Number(value) => number(b).is_some_and(|b| *value == -b),
        Node::Mul(args) => match args[..] {
            [minus, of] => of == b && number(minus) == Some(&Rational::integer(-1)),
            _ => false,
        },
        _ => false,
    };
    let is_difference = |a: usize, b: usize| match &formula.nodes()[guard] {
        Node::Add(args) => match args[..] {
            [p, q] => p == a && is_negative(q, b) || q == a && is_negative(p, b),
            _ => false,
        },
        _ => false,
    };
    let same = |a: usize, b: usize| {
        a == b || vanishes(a) && vanishes(b) || is_difference(a, b) || is_difference(b, a)
    };
    let [negative, zero, positive] = *branches;
    same(negative, zero) && same(zero, positive)
}

/// k!.
pub(crate) fn factorial(order: u32) -> Rational {
    (1..=order).fold(Rational::one(), |product, i| &product * &Rational::integer(i))
}

/// k!·cₖ.
pub(crate) fn scaled(coefficient: Interval, order: u32) -> Option<Interval> {
    ARITHMETIC.mul(&coefficient, &ARITHMETIC.rational(&factorial(order))?)
}

/// Bounds of k!·x; for an infinite x this is x.
fn scaled_end(end: End, order: u32) -> Option<(End, End)> {
    let End::Finite(value) = end else { return Some((end.clone(), end)) };
    let range = scaled(Interval::point(value), order)?;
    Some((range.lo().clone(), range.hi().clone()))
}

/// Whether what lies between two ends lies where the level has it.
pub(crate) fn is_within(low: &End, high: &End, level: &Level) -> bool {
    let exact = |end: &End| end.finite().and_then(Dyadic::to_rational);
    match level {
        Level::MinusInfinity => *high == End::MinusInfinity,
        Level::PlusInfinity => *low == End::Infinity,
        Level::Between(a, b) => {
            exact(low).is_some_and(|low| *a <= low) && exact(high).is_some_and(|high| high <= *b)
        }
    }
}
