//! A product as it is written: sign, numerator, denominator, with numeric radicals put together again.

use super::number::decimal;
use super::order::is_negative;
use super::piece::{Context, Mode, Notation, Piece};
use crate::graph::SPLICE_LIMIT;
use crate::number::{Integer, Natural, Number};
use crate::operator::{NodeId, Op};

/// Radicands below this are split into the same primes again when they are read.
const SMALL_PRIME: i64 = 1 << 12;

/// So many of them together stay well below the size up to which radicands are factored.
const MOST_RADICALS: usize = 40;

/// One factor of a numerator or denominator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Factor<'a> {
    /// A node.
    Node(NodeId, Mode),
    /// A root of a natural number.
    Radical(&'a Radical),
}

/// A root of a natural number: √2·√3 is √6.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Radical {
    pub(super) radicand: Box<str>,
    pub(super) exponent: Number,
}

/// A product or a negative power, taken apart.
#[derive(Debug, Default)]
pub(super) struct Quotient<'a> {
    /// Numerator of the coefficient, unless it is one.
    pub(super) above: Option<Piece>,
    /// Denominator of the coefficient, unless it is one.
    pub(super) below: Option<Piece>,
    radicals: Vec<Radical>,
    factors: &'a [NodeId],
    /// How many of the factors are reciprocals, and go below.
    reciprocals: usize,
}

impl<'a> Quotient<'a> {
    /// Whether there is a denominator.
    pub(super) fn is_fraction(&self) -> bool {
        self.factors_below() > 0
    }

    /// The number of factors above the bar, without the number.
    pub(super) fn factors_above(&self) -> usize {
        self.radicals.len() + self.factors.len() - self.reciprocals
    }

    /// The number of factors below the bar.
    pub(super) fn factors_below(&self) -> usize {
        self.reciprocals + usize::from(self.below.is_some())
    }

    /// The factors above the bar, without the number.
    pub(super) fn numerator<'b>(
        &'b self,
        context: &'b Context<'_>,
    ) -> impl Iterator<Item = Factor<'b>> {
        let all = self.reciprocals == 0;
        let above = move |id: &&NodeId| all || !context.is_reciprocal(**id);
        let nodes = self.factors.iter().filter(above).map(|&id| Factor::Node(id, Mode::Whole));
        self.radicals.iter().map(Factor::Radical).chain(nodes)
    }

    /// The factors below the bar, without the number.
    pub(super) fn denominator<'b>(
        &'b self,
        context: &'b Context<'_>,
    ) -> impl Iterator<Item = Factor<'b>> {
        let below = move |id: &&NodeId| context.is_reciprocal(**id);
        let factors = if self.reciprocals == 0 { &[] } else { self.factors };
        factors.iter().filter(below).map(|&id| Factor::Node(id, Mode::Flipped))
    }
}

impl Context<'_> {
    /// Whether a term is written with a minus sign in front.
    pub(super) fn is_negative(&self, id: NodeId) -> bool {
        is_negative(self.graph, id) && !self.stays_whole(id)
    }

    /// A product too long to be spliced into another is written factor by factor in plain text: read back as a
    /// quotient or behind a minus sign it would become a nested product.
    fn stays_whole(&self, id: NodeId) -> bool {
        self.notation == Notation::Plain
            && self.graph.op(id) == Op::Product
            && self.graph.args(id).len() > SPLICE_LIMIT
    }

    /// The parts of the absolute value of a product.
    pub(super) fn quotient(&self, id: NodeId) -> Quotient<'_> {
        let factors = self.arrangement.children(id);
        if self.stays_whole(id) {
            return Quotient { factors, ..Quotient::default() };
        }
        let mut quotient = Quotient { factors, ..Quotient::default() };
        if self.graph.op(factors[0]) == Op::Number {
            quotient.factors = &factors[1..];
            (quotient.above, quotient.below) = self.fraction(factors[0]);
        }
        let radicals = quotient.factors.iter().take_while(|&&f| self.radicand(f).is_some()).count();
        if radicals > 1 {
            let (radicals, rest) = quotient.factors.split_at(radicals);
            quotient.radicals = self.gather_radicals(radicals);
            quotient.factors = rest;
        }
        quotient.reciprocals =
            quotient.factors.iter().filter(|&&factor| self.is_reciprocal(factor)).count();
        quotient
    }

    /// The parts of a power with a negative exponent; `factors` is that power alone.
    pub(super) fn reciprocal<'a>(&self, factors: &'a [NodeId]) -> Quotient<'a> {
        Quotient { factors, reciprocals: 1, ..Quotient::default() }
    }

    /// Whether a factor is a power with a negative number as exponent.
    pub(super) fn is_reciprocal(&self, factor: NodeId) -> bool {
        use crate::graph::Facts;
        self.graph.op(factor) == Op::Power && {
            let exponent = self.graph.args(factor)[1];
            self.graph.op(exponent) == Op::Number && self.graph.facts(exponent).has(Facts::NEGATIVE)
        }
    }

    /// Numerator and denominator of the absolute value of a number, without ones.
    pub(super) fn fraction(&self, number: NodeId) -> (Option<Piece>, Option<Piece>) {
        if let Some(n) = self.graph.small_integer(number) {
            return (integer_piece(n.unsigned_abs()), None);
        }
        let Some(value) = self.graph.big_number(number) else { return (None, None) };
        if self.decimals > 0
            && let Some(text) = decimal(&Number::from(value.clone()).abs(), self.decimals)
        {
            return (Some(Piece::Owned(text.into())), None);
        }
        (magnitude_piece(value.numerator()), natural_piece(value.denominator()))
    }

    /// The radicand of a numeric power between 0 and 1, such as √2.
    fn radicand(&self, factor: NodeId) -> Option<i64> {
        let &[base, exponent] = self.graph.args(factor) else { return None };
        if self.graph.op(factor) != Op::Power || self.graph.op(base) != Op::Number {
            return None;
        }
        let proper = self.graph.number(exponent)?.floor().is_zero();
        let radicand = self.graph.small_integer(base)?;
        (proper && (2..SMALL_PRIME).contains(&radicand)).then_some(radicand)
    }

    /// Multiplies radicands of one exponent.
    fn gather_radicals(&self, radicals: &[NodeId]) -> Vec<Radical> {
        let mut groups: Vec<(NodeId, Natural, usize)> = Vec::new();
        for &radical in radicals {
            let exponent = self.graph.args(radical)[1];
            let radicand = Natural::from(self.radicand(radical).unwrap_or(1).unsigned_abs());
            match groups.iter_mut().find(|g| g.0 == exponent && g.2 < MOST_RADICALS) {
                Some(group) => {
                    group.1 *= radicand;
                    group.2 += 1;
                }
                None => groups.push((exponent, radicand, 1)),
            }
        }
        let radical = |(exponent, radicand, _): (NodeId, Natural, usize)| Radical {
            radicand: radicand.to_string().into(),
            exponent: self.graph.number(exponent).unwrap_or(Number::ONE),
        };
        groups.into_iter().map(radical).collect()
    }
}

fn integer_piece(n: u64) -> Option<Piece> {
    (n != 1).then_some(Piece::Integer(n))
}

fn natural_piece(n: &Natural) -> Option<Piece> {
    match u64::try_from(n) {
        Ok(small) => integer_piece(small),
        Err(_) => Some(Piece::Owned(n.to_string().into())),
    }
}

fn magnitude_piece(n: &Integer) -> Option<Piece> {
    match i64::try_from(n) {
        Ok(small) => integer_piece(small.unsigned_abs()),
        Err(_) => natural_piece(&n.clone().into_parts().1),
    }
}
