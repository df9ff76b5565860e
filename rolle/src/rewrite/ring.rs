//! The bridge between expressions and sparse polynomials.
//!
//! Below a node, sums, products and positive integer powers are polynomial structure; whatever else occurs
//! (symbols, functions, reciprocals, roots) is a generator. A *monomial* on the way is kept as its coefficient and
//! exponents, so that a sum of a million terms becomes one polynomial in one step.

use crate::Result;
use crate::graph::Graph;
use crate::number::{Integer, Natural, Number, Rational};
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::{Limits, NUMBER_BITS, SparsePoly};
use dashu_base::BitTest;
use std::collections::HashMap;

/// The generators of a polynomial ring, numbered as they were met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ring {
    generators: Vec<NodeId>,
    place: HashMap<NodeId, usize>,
}

/// A polynomial with rational coefficients: an integer polynomial over a common denominator.
#[derive(Clone, Debug)]
pub(crate) struct Fractional {
    pub(crate) polynomial: SparsePoly,
    pub(crate) denominator: Natural,
}

/// A node on the way to a polynomial.
enum Piece {
    Monomial(Number, Vec<(usize, u32)>),
    Polynomial(Fractional),
}

impl Ring {
    /// The ring of the generators below a node.
    pub(crate) fn below(graph: &Graph, root: NodeId) -> Ring {
        let mut ring = Ring::default();
        for id in polynomial_order(graph, root) {
            if !is_polynomial_step(graph, id) {
                ring.add(id);
            }
        }
        ring
    }

    /// Adds a generator.
    pub(crate) fn add(&mut self, id: NodeId) {
        if !self.place.contains_key(&id) {
            self.place.insert(id, self.generators.len());
            self.generators.push(id);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.generators.len()
    }

    pub(crate) fn generators(&self) -> &[NodeId] {
        &self.generators
    }

    pub(crate) fn place(&self, id: NodeId) -> Option<usize> {
        self.place.get(&id).copied()
    }

    fn polynomial(&self, piece: Piece) -> Result<Fractional> {
        match piece {
            Piece::Polynomial(polynomial) => Ok(polynomial),
            Piece::Monomial(coefficient, powers) => {
                self.sum_of_monomials(vec![(coefficient, powers)])
            }
        }
    }

    /// One polynomial from many monomials, over the least common denominator of their coefficients.
    fn sum_of_monomials(&self, monomials: Vec<(Number, Vec<(usize, u32)>)>) -> Result<Fractional> {
        let denominator = monomials.iter().fold(Natural::ONE, |lcm, (c, _)| match c {
            Number::Small(_) => lcm,
            Number::Big(_) => least_common_multiple(lcm, c.denominator()),
        });
        let terms = monomials.into_iter().map(|(coefficient, powers)| {
            let mut exponents = vec![0; self.len()];
            for (generator, power) in powers {
                exponents[generator] += power;
            }
            let scale = Integer::from(&denominator / coefficient.denominator());
            (exponents, coefficient.numerator() * scale)
        });
        Ok(Fractional { polynomial: SparsePoly::from_terms(self.len(), terms)?, denominator })
    }

    /// The polynomial that a node is in these generators.
    ///
    /// # Errors
    /// `Budget` where a product or power exceeds the limits.
    pub(crate) fn convert(
        &self,
        graph: &Graph,
        root: NodeId,
        limits: &Limits,
    ) -> Result<Fractional> {
        let mut pieces: HashMap<NodeId, Piece> = HashMap::new();
        let order = polynomial_order(graph, root);
        let mut uses = uses(graph, &order);
        for &id in &order {
            let piece = match self.place(id) {
                Some(generator) => Piece::Monomial(Number::ONE, vec![(generator, 1)]),
                None => self.convert_node(graph, id, &pieces, limits)?,
            };
            // A piece goes with its last use, or a chain of growing sums would keep all of them.
            for arg in polynomial_operands(graph, id) {
                let left = uses.get_mut(arg).expect("every operand was counted");
                *left -= 1;
                if *left == 0 {
                    pieces.remove(arg);
                }
            }
            pieces.insert(id, piece);
        }
        self.polynomial(pieces.remove(&root).expect("the root comes last"))
    }

    fn convert_node(
        &self,
        graph: &Graph,
        id: NodeId,
        pieces: &HashMap<NodeId, Piece>,
        limits: &Limits,
    ) -> Result<Piece> {
        let args = graph.args(id);
        match graph.op(id) {
            Op::Number => Ok(Piece::Monomial(graph.number(id).expect("a number"), Vec::new())),
            Op::Sum => self.convert_sum(args, pieces),
            Op::Product => self.convert_product(args, pieces, limits),
            _ => {
                let exponent = graph.small_integer(args[1]).and_then(|n| u32::try_from(n).ok());
                self.convert_power(
                    &pieces[&args[0]],
                    exponent.expect("a polynomial exponent"),
                    limits,
                )
            }
        }
    }

    fn convert_sum(&self, args: &[NodeId], pieces: &HashMap<NodeId, Piece>) -> Result<Piece> {
        let mut monomials = Vec::with_capacity(args.len());
        let mut total: Option<Fractional> = None;
        for arg in args {
            match &pieces[arg] {
                Piece::Monomial(coefficient, powers) => {
                    monomials.push((coefficient.clone(), powers.clone()))
                }
                Piece::Polynomial(part) => {
                    total = Some(match total {
                        None => part.clone(),
                        Some(total) => total.add(part)?,
                    });
                }
            }
        }
        let simple = self.sum_of_monomials(monomials)?;
        Ok(Piece::Polynomial(match total {
            None => simple,
            Some(total) => total.add(&simple)?,
        }))
    }

    fn convert_product(
        &self,
        args: &[NodeId],
        pieces: &HashMap<NodeId, Piece>,
        limits: &Limits,
    ) -> Result<Piece> {
        let (mut coefficient, mut powers) = (Number::ONE, Vec::new());
        let mut factors: Vec<&Fractional> = Vec::new();
        for arg in args {
            match &pieces[arg] {
                Piece::Monomial(c, p) => {
                    coefficient = coefficient.mul(c);
                    powers.extend_from_slice(p);
                }
                Piece::Polynomial(factor) => factors.push(factor),
            }
        }
        if factors.is_empty() {
            return Ok(Piece::Monomial(coefficient, powers));
        }
        // Small factors first keeps the intermediate products small.
        factors.sort_by_key(|factor| factor.polynomial.len());
        let mut product = self.sum_of_monomials(vec![(coefficient, powers)])?;
        for factor in factors {
            product = product.mul(factor, limits)?;
        }
        Ok(Piece::Polynomial(product))
    }

    fn convert_power(&self, base: &Piece, exponent: u32, limits: &Limits) -> Result<Piece> {
        match base {
            Piece::Polynomial(base)
                if !base.denominator.is_one()
                    && (base.denominator.bit_len() as u64).saturating_mul(u64::from(exponent))
                        > NUMBER_BITS =>
            {
                Err(too_large())
            }
            Piece::Polynomial(base) => Ok(Piece::Polynomial(Fractional {
                polynomial: base.polynomial.pow(u64::from(exponent), limits)?,
                denominator: base.denominator.pow(exponent as usize),
            })),
            Piece::Monomial(coefficient, powers) => {
                let power = coefficient
                    .pow(i64::from(exponent), crate::graph::POWER_BITS)
                    .ok_or_else(too_large)?;
                let mut raised = Vec::with_capacity(powers.len());
                for &(generator, n) in powers {
                    raised.push((generator, n.checked_mul(exponent).ok_or_else(too_large)?));
                }
                Ok(Piece::Monomial(power, raised))
            }
        }
    }

    /// The expression of a polynomial: a sum of products of powers of the generators.
    pub(crate) fn expression(&self, graph: &mut Graph, value: &Fractional) -> NodeId {
        let plain = self.generators.iter().all(|&id| powers_never_merge(graph, id));
        let mut powers: Vec<Vec<NodeId>> = vec![Vec::new(); self.len()];
        let mut terms = Vec::with_capacity(value.polynomial.len());
        let mut factors = Vec::new();
        for (exponents, coefficient) in value.polynomial.terms() {
            let coefficient =
                Number::from(Rational::from_parts(coefficient, value.denominator.clone()));
            factors.clear();
            for (generator, &exponent) in exponents.iter().enumerate().filter(|(_, e)| **e > 0) {
                factors.push(self.power(graph, &mut powers, generator, exponent));
            }
            terms.push(if plain {
                factors.sort_unstable();
                graph.scaled(&coefficient, &factors)
            } else {
                factors.push(graph.literal_number(&coefficient));
                graph.product(&factors)
            });
        }
        if plain { graph.sum_of_distinct(terms) } else { graph.sum(&terms) }
    }

    fn power(
        &self,
        graph: &mut Graph,
        powers: &mut [Vec<NodeId>],
        generator: usize,
        exponent: u32,
    ) -> NodeId {
        let known = &mut powers[generator];
        let place = exponent as usize;
        // The cache stays small: huge exponents are rare and made anew.
        if place > 1 << 16 {
            return graph.powi(self.generators[generator], i64::from(exponent));
        }
        if known.len() <= place {
            known.resize(place + 1, NodeId::ZERO);
        }
        if known[place] == NodeId::ZERO {
            known[place] = graph.powi(self.generators[generator], i64::from(exponent));
        }
        known[place]
    }
}

impl Fractional {
    pub(crate) fn whole(polynomial: SparsePoly) -> Fractional {
        Fractional { polynomial, denominator: Natural::ONE }
    }

    pub(crate) fn zero(vars: usize) -> Fractional {
        Fractional::whole(SparsePoly::zero(vars))
    }

    /// The sum of many, in one step.
    pub(crate) fn sum(vars: usize, parts: &[&Fractional]) -> Result<Fractional> {
        if let [only] = parts {
            return Ok((*only).clone());
        }
        let denominator = parts.iter().fold(Natural::ONE, |lcm, part| {
            if part.denominator.is_one() {
                lcm
            } else {
                least_common_multiple(lcm, part.denominator.clone())
            }
        });
        let terms = parts.iter().flat_map(|part| {
            let scale = Integer::from(&denominator / &part.denominator);
            part.polynomial.terms().map(move |(e, c)| (e, c * &scale))
        });
        let polynomial = SparsePoly::from_terms(vars, terms)?;
        Ok(Fractional { polynomial, denominator })
    }

    /// The product with an integer polynomial.
    pub(crate) fn times(&self, factor: &SparsePoly, limits: &Limits) -> Result<Fractional> {
        if factor.is_one() {
            return Ok(self.clone());
        }
        let polynomial = self.polynomial.mul(factor, limits)?;
        Ok(Fractional { polynomial, denominator: self.denominator.clone() })
    }

    pub(crate) fn add(&self, other: &Fractional) -> Result<Fractional> {
        let denominator =
            least_common_multiple(self.denominator.clone(), other.denominator.clone());
        let (a, b) = (&denominator / &self.denominator, &denominator / &other.denominator);
        let (a, b) = (self.polynomial.scale(&a.into()), other.polynomial.scale(&b.into()));
        Ok(Fractional { polynomial: a.add(&b)?, denominator })
    }

    pub(crate) fn mul(&self, other: &Fractional, limits: &Limits) -> Result<Fractional> {
        Ok(Fractional {
            polynomial: self.polynomial.mul(&other.polynomial, limits)?,
            denominator: &self.denominator * &other.denominator,
        })
    }
}

/// Whether distinct monomials in the generator stay distinct and canonical without another look.
fn powers_never_merge(graph: &Graph, id: NodeId) -> bool {
    match graph.op(id) {
        Op::Symbol => true,
        Op::Abs | Op::Root | Op::Exp | Op::Power | Op::Constant | Op::Number => false,
        op => op.is_function(),
    }
}

/// Whether a node is a sum, product, number, or positive integer power.
pub(crate) fn is_polynomial_step(graph: &Graph, id: NodeId) -> bool {
    match graph.op(id) {
        Op::Number | Op::Sum | Op::Product => true,
        Op::Power => graph
            .small_integer(graph.args(id)[1])
            .is_some_and(|n| n > 0 && u32::try_from(n).is_ok()),
        _ => false,
    }
}

/// The operands of a polynomial step: the exponent of a power is part of the step. Other nodes have none.
pub(crate) fn polynomial_operands(graph: &Graph, id: NodeId) -> &[NodeId] {
    match graph.op(id) {
        _ if !is_polynomial_step(graph, id) => &[],
        Op::Power => &graph.args(id)[..1],
        _ => graph.args(id),
    }
}

/// How often each node is an operand of a step among some nodes.
pub(crate) fn uses(graph: &Graph, order: &[NodeId]) -> HashMap<NodeId, u32> {
    let mut uses = HashMap::new();
    for &arg in order.iter().flat_map(|&id| polynomial_operands(graph, id)) {
        *uses.entry(arg).or_insert(0) += 1;
    }
    uses
}

/// The nodes of the polynomial structure below a root and its generators, children first.
pub(crate) fn polynomial_order(graph: &Graph, root: NodeId) -> Vec<NodeId> {
    let mut seen = std::collections::HashSet::from([root]);
    let mut order = vec![root];
    let mut next = 0;
    while next < order.len() {
        let id = order[next];
        next += 1;
        for &arg in polynomial_operands(graph, id) {
            if seen.insert(arg) {
                order.push(arg);
            }
        }
    }
    order.sort_unstable();
    order
}

fn least_common_multiple(a: Natural, b: Natural) -> Natural {
    use dashu_base::Gcd;
    if a == b || b.is_one() {
        return a;
    }
    let common = (&a).gcd(&b);
    a / common * b
}

pub(super) fn too_large() -> crate::Error {
    crate::Error::new(
        crate::ErrorKind::Budget,
        "a power with an exponent beyond 2^32 (of an algebraic number: 2000) or a coefficient beyond 2^17 bits",
    )
}
