//! A bound of the work that a certificate asks for, before any of it is done: a short file must not keep a machine
//! busy for hours.
//!
//! The unit is about one product of short intervals, some 0.2 µs. The estimates are of the worst case and crude; the
//! certificates of the catalogue stay below a quarter of what is allowed, and take milliseconds.

use crate::asymptotic::{LIMIT_STARTS, LIMIT_TERMS};
use crate::certificate::{Certificate, Claim, MAX_BITS, MAX_ORDER, Part, Rule};
use crate::formula::{Formula, Node};
use crate::part::{high, low};
use crate::polynomial::MAX_DEGREE;
use crate::rational::Rational;
use crate::verify::BITS;
use dashu_int::ops::BitTest;

/// What one certificate may ask for: at worst a quarter of a minute.
const MAX_WORK: u64 = 200_000_000;

/// What the Taylor coefficients of all nodes may occupy, in bytes.
const MAX_MEMORY: u64 = 1 << 28;

/// What an evaluation of the formula costs.
struct Costs {
    /// Operands of sums, operands of products, and functions, among the nodes up to each.
    counts: Vec<[u64; 3]>,
    /// The numerator and denominator of each node as a rational function.
    fractions: Vec<Fraction>,
    total: u64,
}

/// Bounds of a rational function, and what it costs to build it.
#[derive(Clone, Copy, Default)]
struct Fraction {
    /// The degrees of the numerator and of the denominator.
    above: u64,
    below: u64,
    /// The bits of a coefficient.
    bits: u64,
    /// The polynomials that were divided by.
    divisors: u64,
    work: u64,
}

fn length(value: &Rational) -> u64 {
    (value.numerator().bit_len() + value.denominator().bit_len()) as u64
}

impl Fraction {
    fn of(node: &Node, known: &[Fraction]) -> Fraction {
        let none = Fraction::default();
        match node {
            Node::Variable => Fraction { above: 1, bits: 1, ..none },
            Node::Number(value) => Fraction { bits: length(value), ..none },
            Node::Pi | Node::Undefined | Node::Apply(..) => none,
            Node::Add(args) => args.iter().fold(none, |all, &arg| all.plus(&known[arg])),
            Node::Mul(args) => args.iter().fold(none, |all, &arg| all.times(&known[arg])),
            Node::Power(base, exponent) => {
                let times = u64::try_from(&exponent.abs().numerator().clone());
                // What is beyond the highest degree is given up by the checker at once.
                let times = times.ok().filter(|n| *n <= MAX_DEGREE as u64).unwrap_or(0);
                let mut base = known[*base];
                if exponent.sign().is_lt() {
                    std::mem::swap(&mut base.above, &mut base.below);
                    base.divisors += 1;
                }
                (0..times).fold(none, |all, _| all.times(&base))
            }
            Node::Select { branches, .. } => branches.iter().fold(none, |a, &branch| {
                let b = known[branch];
                Fraction {
                    above: a.above.max(b.above),
                    below: a.below.max(b.below),
                    bits: a.bits.max(b.bits),
                    divisors: a.divisors.max(b.divisors),
                    work: 0,
                }
            }),
        }
    }

    fn degree(&self) -> u64 {
        self.above.max(self.below)
    }

    fn times(&self, other: &Fraction) -> Fraction {
        self.joined(other, self.above + other.above)
    }

    fn plus(&self, other: &Fraction) -> Fraction {
        self.joined(other, (self.above + other.below).max(self.below + other.above))
    }

    /// The quotient rule: (n′d − n·d′)/d².
    fn derivative(&self) -> Fraction {
        if self.below == 0 {
            return Fraction { above: self.above.saturating_sub(1), bits: self.bits + 10, ..*self };
        }
        let mut square = self.joined(self, self.above + self.below);
        square.work = self.work.saturating_add((square.work - self.work).saturating_mul(4));
        Fraction { divisors: self.divisors, ..square }
    }

    fn joined(&self, other: &Fraction, above: u64) -> Fraction {
        let most = MAX_DEGREE as u64;
        let products = (self.degree() + 1) * (other.degree() + 1);
        let words = (self.bits / 64 + 1).saturating_mul(other.bits / 64 + 1);
        let work = products.saturating_mul(1 + words / 32);
        Fraction {
            above: above.min(most),
            below: (self.below + other.below).min(most),
            bits: (self.bits + other.bits + 2).min(1 << 14),
            divisors: (self.divisors + other.divisors).min(1 << 20),
            work: self.work.saturating_add(work),
        }
    }
}

impl Costs {
    fn new(formula: &Formula) -> Costs {
        let mut counts = Vec::with_capacity(formula.nodes().len());
        let mut fractions: Vec<Fraction> = Vec::with_capacity(formula.nodes().len());
        // The work of all nodes up to each.
        let mut work = 0_u64;
        let mut sum = [0; 3];
        for node in formula.nodes() {
            match node {
                Node::Mul(args) => sum[1] += args.len() as u64,
                Node::Power(..) | Node::Apply(..) => sum[2] += 1,
                node => sum[0] += 1 + node.arguments().len() as u64,
            }
            counts.push(sum);
            let fraction = Fraction::of(node, &fractions);
            work = work.saturating_add(fraction.work);
            fractions.push(Fraction { work, ..fraction });
        }
        Costs { counts, fractions, total: 0 }
    }

    fn charge(&mut self, work: u64) -> Result<(), String> {
        self.total = self.total.saturating_add(work);
        match self.total <= MAX_WORK {
            true => Ok(()),
            false => Err("the certificate asks for more work than a proof needs".into()),
        }
    }

    /// Evaluations of a node and its derivatives up to an order, in intervals.
    fn evaluate(&mut self, times: u64, node: usize, order: u32, bits: u32) -> Result<(), String> {
        let (k, bits) = (u64::from(order) + 1, u64::from(bits.min(MAX_BITS)));
        let Some(&[sums, products, functions]) = self.counts.get(node) else { return Ok(()) };
        if (node as u64 + 1).saturating_mul(k * (128 + bits / 4)) > MAX_MEMORY {
            return Err("the derivatives of the formula would fill the memory".into());
        }
        let product = 128 + (bits / 64) * (bits / 64);
        let at_point = 40 + bits / 8;
        let operations =
            sums * k + products * k * k + functions * (k * k * k / 4 + k * k + 2 * at_point);
        self.charge(times.saturating_mul(operations.saturating_mul(product) / 128))
    }

    /// Expansions of a node and its derivatives at an end.
    fn expand(&mut self, times: u64, node: usize, order: u32, terms: u32) -> Result<(), String> {
        let (k, terms) = (u64::from(order) + 1, u64::from(terms.min(16)) + 1);
        let Some(&[sums, products, functions]) = self.counts.get(node) else { return Ok(()) };
        let product = 20 * terms * terms;
        let operations = sums * k + products * k * k + functions * (k * k * k / 4 + 4 * k * terms);
        self.charge(times.saturating_mul(operations.saturating_mul(product)))
    }

    /// Limits of a derivative, each by all expansions that are tried for it.
    fn limits(&mut self, times: u64, node: usize, order: u32) -> Result<(), String> {
        let times = times.saturating_mul(LIMIT_STARTS.len() as u64);
        LIMIT_TERMS.iter().try_for_each(|&terms| self.expand(times, node, order, terms as u32))
    }

    /// The zeros of a derivative of a node as a rational function, between numbers of so many bits.
    fn count_zeros(&mut self, node: usize, order: u32, bits: u64) -> Result<(), String> {
        let Some(&fraction) = self.fractions.get(node) else { return Ok(()) };
        let all = (0..order).fold(fraction, |all, _| all.derivative());
        self.charge(all.work.saturating_add(node as u64))?;
        // Shifts make numbers as long as the degree times the end.
        let count = all.degree() + 1;
        let long = all.bits + count * (bits + 1);
        if count * (long / 8 + 32) > MAX_MEMORY {
            return Err("the polynomials of the formula would fill the memory".into());
        }
        let word_products = (long / 64 + 1) * (bits / 64 + 1);
        let shift = (count * count / 2).saturating_mul(1 + word_products / 256);
        self.charge((all.divisors + 3).saturating_mul(shift))
    }

    fn parts(
        &mut self,
        certificate: &Certificate,
        node: usize,
        order: u32,
        parts: &[Part],
    ) -> Result<(), String> {
        let zeros = &certificate.zeros;
        let mut last = 0;
        for part in parts {
            let ends = [low(zeros, &part.to), high(zeros, &part.to)];
            let bits = ends.into_iter().flatten().map(length).max().unwrap_or(0);
            let bits = last.max(std::mem::replace(&mut last, bits)).max(bits);
            let n = part.rule.number();
            if order.max(n) > MAX_ORDER {
                return Err(format!("the rule {:?} for the order {order}", part.rule));
            }
            self.charge(16)?;
            match part.rule {
                Rule::LeftEnd(terms) | Rule::RightEnd(terms) => self.expand(1, node, order, terms),
                Rule::RationalZeros(_) => self.count_zeros(node, order, bits),
                _ => self.evaluate(4, node, order + n + 1, part.bits),
            }?;
        }
        Ok(())
    }

    fn claim(&mut self, certificate: &Certificate, claim: &Claim) -> Result<(), String> {
        let root = certificate.formula.root();
        let (joints, tables) = (certificate.pieces.len() as u64, |order: u32| {
            let pieces = certificate.pieces.iter().flat_map(|piece| &piece.tables);
            let parts = pieces.filter(|table| table.order == order).map(|table| table.parts.len());
            parts.sum::<usize>() as u64
        });
        self.charge(joints * 128)?;
        let order = match claim {
            Claim::Signs { .. } => return Ok(()),
            Claim::Limit { .. } => return self.limits(1, root, 0),
            Claim::Value { order, .. } => {
                // In intervals, and in exact numbers as long as those are let to become.
                let guards = certificate.formula.guards(root).len() as u64;
                self.evaluate(guards + 1, root, *order, BITS)?;
                return self.evaluate(guards + 1, root, *order, MAX_BITS);
            }
            Claim::Monotone { .. } => None,
            Claim::Convex { .. } => Some(1),
            Claim::Lipschitz { .. } => Some(1),
            Claim::Attained { .. } => Some(0),
            Claim::Bounds { order, .. } if *order < MAX_ORDER => Some(*order),
            Claim::Bounds { .. } => return Err("the order of a claim".into()),
        };
        // The signs of all guards at each joint, by evaluations of nodes before them.
        let guards = certificate.pieces.iter().map(|piece| piece.guards.len() as u64).max();
        let guards = guards.unwrap_or(0) + certificate.formula.guards(root).len() as u64;
        self.evaluate(joints.saturating_mul(2 * guards + 4), root, 1, BITS)?;
        if let Some(order) = order {
            let ends = 2 * tables(order + 1) + 2 * joints;
            self.evaluate(ends.saturating_mul(4), root, order + 3, BITS)?;
            self.limits(2 * joints, root, order)?;
        }
        Ok(())
    }
}

/// Whether verifying a certificate asks for no more work than a proof needs.
///
/// [`verify`](crate::verify) asks this first; whoever adds claims to a certificate can ask it beforehand.
///
/// # Errors
/// What is too much.
pub fn has_bounded_work(certificate: &Certificate) -> Result<(), String> {
    let mut costs = Costs::new(&certificate.formula);
    let root = certificate.formula.root();
    for zero in &certificate.zeros {
        let times = zero.signs.iter().count() as u64 + 3;
        costs.evaluate(times, zero.of.min(root), 1, BITS)?;
    }
    for piece in &certificate.pieces {
        for guard in &piece.guards {
            costs.parts(certificate, guard.node.min(root), 0, &guard.parts)?;
        }
        for table in &piece.tables {
            costs.parts(certificate, root, table.order, &table.parts)?;
        }
    }
    certificate.claims.iter().try_for_each(|claim| costs.claim(certificate, claim))
}
