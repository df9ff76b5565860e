//! A bound of the work that a certificate asks for, before any of it is done: a short file must not keep a machine
//! busy for hours.
//!
//! The unit is about one product of short intervals, some 0.2 µs. The estimates are of the worst case and crude; an
//! honest certificate needs a thousandth of what is allowed.

use crate::certificate::{Certificate, Claim, MAX_BITS, MAX_ORDER, Part, Rule};
use crate::formula::{Formula, Node};
use crate::part::{high, low};
use crate::polynomial::MAX_DEGREE;
use crate::rational::Rational;
use crate::verify::BITS;
use dashu_int::ops::BitTest;

/// What one certificate may ask for: some ten seconds.
const MAX_WORK: u64 = 50_000_000;

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

/// Bounds of a rational function: the degree and the bits of its polynomials, and what it costs to build it.
#[derive(Clone, Copy, Default)]
struct Fraction {
    degree: u64,
    bits: u64,
    work: u64,
}

fn length(value: &Rational) -> u64 {
    (value.numerator().bit_len() + value.denominator().bit_len()) as u64
}

impl Fraction {
    fn of(node: &Node, known: &[Fraction]) -> Fraction {
        match node {
            Node::Variable => Fraction { degree: 1, bits: 1, work: 0 },
            Node::Number(value) => Fraction { degree: 0, bits: length(value), work: 0 },
            Node::Pi | Node::Undefined | Node::Apply(..) => Fraction::default(),
            Node::Add(args) | Node::Mul(args) => {
                let first = Fraction { degree: 0, bits: 1, work: 0 };
                args.iter().fold(first, |all, &arg| all.combined(&known[arg]))
            }
            Node::Power(base, exponent) => {
                let times = u64::try_from(&exponent.abs().numerator().clone());
                // What is beyond the highest degree is given up by the checker at once.
                let times = times.ok().filter(|n| *n <= MAX_DEGREE as u64).unwrap_or(0);
                let first = Fraction { degree: 0, bits: 1, work: 0 };
                (0..times).fold(first, |all, _| all.combined(&known[*base]))
            }
            Node::Select { branches, .. } => {
                let widest = branches.iter().map(|&arg| known[arg]);
                widest.fold(Fraction::default(), |a, b| Fraction {
                    degree: a.degree.max(b.degree),
                    bits: a.bits.max(b.bits),
                    work: 0,
                })
            }
        }
    }

    /// A product or a sum.
    fn combined(&self, other: &Fraction) -> Fraction {
        let most = MAX_DEGREE as u64;
        let products = (self.degree + 1) * (other.degree + 1);
        let words = (self.bits / 64 + 1).saturating_mul(other.bits / 64 + 1);
        let work = products.saturating_mul(1 + words / 32);
        Fraction {
            degree: (self.degree + other.degree).min(most),
            bits: (self.bits + other.bits + 2).min(1 << 14),
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

    /// The zeros of a derivative of a node as a rational function, between numbers of so many bits.
    fn count_zeros(&mut self, node: usize, order: u32, bits: u64) -> Result<(), String> {
        let Some(&fraction) = self.fractions.get(node) else { return Ok(()) };
        self.charge(fraction.work.saturating_add(node as u64))?;
        let mut all = fraction;
        for _ in 0..order {
            // (n′d − n·d′)/d²: three products of polynomials.
            let square = all.combined(&all);
            self.charge(square.work.saturating_sub(all.work).saturating_mul(4))?;
            all = square;
        }
        // Shifts of the numerator, the denominator and the divisors make numbers as long as the degree times the end.
        let long = all.bits + (all.degree + 1) * (bits + 1);
        if (all.degree + 1) * (long / 8 + 32) > MAX_MEMORY {
            return Err("the polynomials of the formula would fill the memory".into());
        }
        let divisors = self.counts[node][2] + 3;
        let sums = (all.degree + 1) * (all.degree + 1) / 2;
        self.charge(divisors.saturating_mul(sums).saturating_mul(4 + long / 256))
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
        self.charge(joints * 64)?;
        let order = match claim {
            Claim::Signs { .. } => return Ok(()),
            Claim::Limit { .. } => return self.expand(5, root, 0, 8),
            Claim::Monotone { .. } => None,
            Claim::Convex { .. } => Some(1),
            Claim::Lipschitz { .. } => Some(1),
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
            self.expand(joints.saturating_mul(10), root, order, 8)?;
        }
        Ok(())
    }
}

/// Whether the work of verifying a certificate is bounded.
///
/// # Errors
/// What is too much.
pub(crate) fn check(certificate: &Certificate) -> Result<(), String> {
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
