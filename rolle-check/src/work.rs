//! A bound of the work that a certificate asks for, before any of it is done: a short file must not keep a machine
//! busy for hours.
//!
//! The unit is about one product of short intervals, some 0.2 µs. The estimates are of the worst case and crude; an
//! honest certificate needs a thousandth of what is allowed.

use crate::certificate::{Certificate, Claim, MAX_BITS, MAX_ORDER, Part, Rule};
use crate::formula::{Formula, Node};
use crate::polynomial::MAX_DEGREE;
use crate::verify::BITS;

/// What one certificate may ask for: some ten seconds.
const MAX_WORK: u64 = 50_000_000;

/// What the Taylor coefficients of all nodes may occupy, in bytes.
const MAX_MEMORY: u64 = 1 << 28;

/// What an evaluation of the formula costs.
struct Costs {
    /// Operands of sums, operands of products, and functions, among the nodes up to each.
    counts: Vec<[u64; 3]>,
    /// The degree of each node as a rational function: of numerator and denominator together, at most.
    degrees: Vec<u64>,
    total: u64,
}

fn degrees(formula: &Formula) -> Vec<u64> {
    let mut degrees: Vec<u64> = Vec::with_capacity(formula.nodes().len());
    for node in formula.nodes() {
        let of = |&arg: &usize| degrees[arg];
        let sum = |args: &[usize]| args.iter().map(of).fold(0, u64::saturating_add);
        degrees.push(match node {
            Node::Variable => 1,
            Node::Add(args) | Node::Mul(args) => sum(args),
            Node::Power(base, exponent) => {
                let times = u64::try_from(exponent.abs().numerator()).unwrap_or(u64::MAX);
                degrees[*base].saturating_mul(times)
            }
            Node::Select { branches, .. } => branches.iter().map(of).max().unwrap_or(0),
            _ => 0,
        });
    }
    degrees
}

impl Costs {
    fn new(formula: &Formula) -> Costs {
        let mut counts = Vec::with_capacity(formula.nodes().len());
        let mut sum = [0; 3];
        for node in formula.nodes() {
            match node {
                Node::Mul(args) => sum[1] += args.len() as u64,
                Node::Power(..) | Node::Apply(..) => sum[2] += 1,
                node => sum[0] += 1 + node.arguments().len() as u64,
            }
            counts.push(sum);
        }
        Costs { counts, degrees: degrees(formula), total: 0 }
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

    /// Descartes' rule of signs for the derivative of an order: a shift of the polynomial for each end.
    fn count_zeros(&mut self, node: usize, order: u32) -> Result<(), String> {
        let Some(&degree) = self.degrees.get(node) else { return Ok(()) };
        let degree = degree.saturating_mul(u64::from(order) + 1).min(MAX_DEGREE as u64);
        self.evaluate(1, node, 0, 64)?;
        self.charge((degree * degree).saturating_mul(1 + degree / 16) / 8)
    }

    fn parts(&mut self, node: usize, order: u32, parts: &[Part]) -> Result<(), String> {
        for part in parts {
            let n = part.rule.number();
            if order.max(n) > MAX_ORDER {
                return Err(format!("the rule {:?} for the order {order}", part.rule));
            }
            self.charge(16)?;
            match part.rule {
                Rule::LeftEnd(terms) | Rule::RightEnd(terms) => self.expand(1, node, order, terms),
                Rule::RationalZeros(_) => self.count_zeros(node, order),
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
        self.charge(joints * 16)?;
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
            costs.parts(guard.node.min(root), 0, &guard.parts)?;
        }
        for table in &piece.tables {
            costs.parts(root, table.order, &table.parts)?;
        }
    }
    certificate.claims.iter().try_for_each(|claim| costs.claim(certificate, claim))
}
