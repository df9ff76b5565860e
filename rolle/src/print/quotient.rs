//! A product as it is written: sign, numerator, denominator, with numeric radicals put together again.

use super::number::decimal;
use super::order::is_negative;
use super::piece::{Context, Mode, Notation, Piece};
use crate::graph::SPLICE_LIMIT;
use crate::number::{Natural, Number};
use crate::operator::{NodeId, Op};

/// Radicands below this are split into the same primes again when they are read.
const SMALL_PRIME: i64 = 1 << 12;

/// So many of them together stay well below the size up to which radicands are factored.
const MOST_RADICALS: usize = 40;

/// One factor of a numerator or denominator.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Factor {
    /// A node.
    Node(NodeId, Mode),
    /// A root of a natural number: √2·√3 is √6.
    Radical(Box<str>, Number),
}

/// A product or a negative power, taken apart.
#[derive(Debug, Default)]
pub(super) struct Quotient {
    /// Numerator of the coefficient, unless it is one.
    pub(super) above: Option<Piece>,
    /// Denominator of the coefficient, unless it is one.
    pub(super) below: Option<Piece>,
    /// The other factors of the numerator.
    pub(super) numerator: Vec<Factor>,
    /// The other factors of the denominator.
    pub(super) denominator: Vec<Factor>,
}

impl Quotient {
    /// Whether there is a denominator.
    pub(super) fn is_fraction(&self) -> bool {
        self.below.is_some() || !self.denominator.is_empty()
    }

    /// The number of factors below the bar.
    pub(super) fn factors_below(&self) -> usize {
        self.denominator.len() + usize::from(self.below.is_some())
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
    pub(super) fn quotient(&self, id: NodeId) -> Quotient {
        let factors = self.arrangement.children(id);
        let mut quotient = Quotient::default();
        if self.stays_whole(id) {
            quotient.numerator = factors.iter().map(|&f| Factor::Node(f, Mode::Whole)).collect();
            return quotient;
        }
        let mut rest = factors;
        if self.graph.op(factors[0]) == Op::Number {
            rest = &factors[1..];
            (quotient.above, quotient.below) = self.fraction(factors[0]);
        }
        let radicals = rest.iter().take_while(|&&f| self.radicand(f).is_some()).count();
        if radicals > 1 {
            self.gather_radicals(&rest[..radicals], &mut quotient.numerator);
            rest = &rest[radicals..];
        }
        for &factor in rest {
            if self.is_reciprocal(factor) {
                quotient.denominator.push(Factor::Node(factor, Mode::Flipped));
            } else {
                quotient.numerator.push(Factor::Node(factor, Mode::Whole));
            }
        }
        quotient
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
        let value = self.graph.number(number).unwrap_or(Number::ONE).abs();
        if let Some(text) = decimal(&value, self.decimals) {
            return (Some(Piece::Owned(text.into())), None);
        }
        let (_, numerator) = value.numerator().into_parts();
        (natural_piece(numerator), natural_piece(value.denominator()))
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
    fn gather_radicals(&self, radicals: &[NodeId], out: &mut Vec<Factor>) {
        let mut groups: Vec<(NodeId, Natural, usize, NodeId)> = Vec::new();
        for &radical in radicals {
            let exponent = self.graph.args(radical)[1];
            let radicand = Natural::from(self.radicand(radical).unwrap_or(1).unsigned_abs());
            let open = groups.iter_mut().find(|g| g.0 == exponent && g.2 < MOST_RADICALS);
            match open {
                Some(group) => {
                    group.1 *= radicand;
                    group.2 += 1;
                }
                None => groups.push((exponent, radicand, 1, radical)),
            }
        }
        out.extend(groups.into_iter().map(|(exponent, radicand, count, radical)| {
            match self.graph.number(exponent) {
                Some(exponent) if count > 1 => {
                    Factor::Radical(radicand.to_string().into(), exponent)
                }
                _ => Factor::Node(radical, Mode::Whole),
            }
        }));
    }
}

fn integer_piece(n: u64) -> Option<Piece> {
    (n != 1).then_some(Piece::Integer(n))
}

pub(super) fn natural_piece(n: Natural) -> Option<Piece> {
    match u64::try_from(&n) {
        Ok(small) => integer_piece(small),
        Err(_) => Some(Piece::Owned(n.to_string().into())),
    }
}
