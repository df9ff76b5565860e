//! The kernels of an expression, and expressions as polynomials in them.
//!
//! A kernel is x, a constant, a function value or a base under an exponent. Its derivative is again a polynomial
//! in kernels, found on demand from the graph, so the set of kernels grows only as far as it is used: σ, tanh,
//! exp, sin and cos close at once, polygamma adds one kernel for each order.

use super::polynomial::{MAX_KERNELS, MAX_TERMS, Polynomial, Relations, Split, Stop, Term};
use crate::graph::{Graph, Requirement};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// A power of a sum is written out if it has at most this many terms; otherwise the sum is a kernel.
const EXPANDED_TERMS: usize = 64;

/// Exponents of at most this many terms are split.
const EXPONENT_PARTS: usize = 6;

/// Roots of a higher degree than this get a kernel of their own for each exponent.
const MAX_ROOT: i64 = 64;

/// A kernel: the `root`-th root of a node.
#[derive(Clone, Debug)]
pub(super) struct Kernel {
    pub(super) node: NodeId,
    pub(super) root: i32,
    derivative: Option<Polynomial>,
    /// It was divided by on the way.
    inverted: bool,
}

/// The ring in which an expression lives.
pub(super) struct Ring<'g> {
    pub(super) graph: &'g mut Graph,
    x: NodeId,
    pub(super) kernels: Vec<Kernel>,
    places: HashMap<(NodeId, i32), usize>,
    /// The common denominator of the exponents of a base.
    roots: HashMap<NodeId, i32>,
    /// For each argument w without its coefficient, the unit c of the kernel exp(c·w).
    units: HashMap<NodeId, Number>,
    /// Exponential kernels: w, c and place.
    exponentials: Vec<(NodeId, Number, usize)>,
    /// Logistic kernels: w, c and place.
    pub(super) logistics: Vec<(NodeId, Number, usize)>,
    pub(super) relations: Relations,
    /// Whether a polynomial factor stays one kernel instead of being multiplied out.
    keep_factors: bool,
    /// Whether there was such a factor.
    pub(super) met_factor: bool,
}

impl<'g> Ring<'g> {
    pub(super) fn new(
        graph: &'g mut Graph,
        root: NodeId,
        x: NodeId,
        keep_factors: bool,
        budget: u64,
    ) -> Ring<'g> {
        let mut ring = Ring {
            graph,
            x,
            kernels: Vec::new(),
            places: HashMap::new(),
            roots: HashMap::new(),
            units: HashMap::new(),
            exponentials: Vec::new(),
            logistics: Vec::new(),
            relations: Relations { budget, ..Relations::default() },
            keep_factors,
            met_factor: false,
        };
        for id in ring.graph.order(&[root]) {
            ring.survey(id);
        }
        ring
    }

    /// Notes which roots of a base and which multiples of an exponent occur.
    fn survey(&mut self, id: NodeId) {
        match self.graph.op(id) {
            Op::Power => {
                let (base, exponent) = (self.graph.args(id)[0], self.graph.args(id)[1]);
                let Some((_, q)) = self.graph.number(exponent).and_then(|n| small_fraction(&n))
                else {
                    return;
                };
                let known = i64::from(self.roots.get(&base).copied().unwrap_or(1));
                let common = known / gcd(known, q) * q;
                if common <= MAX_ROOT {
                    self.roots.insert(base, common as i32);
                }
            }
            Op::Exp => {
                for part in self.exponent_parts(self.graph.args(id)[0]) {
                    let (c, w) = self.split_coefficient(part);
                    let unit = match self.units.get(&w) {
                        Some(known) => rational_gcd(known, &c.abs()),
                        None => c.abs(),
                    };
                    self.units.insert(w, unit);
                }
            }
            _ => {}
        }
    }

    /// v = c·w with a number c; the sign of a sum of negative terms goes into c.
    fn split_coefficient(&mut self, v: NodeId) -> (Number, NodeId) {
        if let Some(c) = self.graph.number(v) {
            return (c, NodeId::ONE);
        }
        let args = self.graph.args(v);
        if self.graph.op(v) == Op::Product
            && let Some(c) = self.graph.number(args[0])
        {
            let rest = args[1..].to_vec();
            return (c, self.graph.product(&rest));
        }
        match self.graph.without_minus(v) {
            Some(positive) => (Number::Small(-1), positive),
            None => (Number::ONE, v),
        }
    }

    /// The terms of a short exponent: exp(u + v) is exp(u)·exp(v).
    fn exponent_parts(&self, v: NodeId) -> Vec<NodeId> {
        let args = self.graph.args(v);
        let short = self.graph.op(v) == Op::Sum && args.len() <= EXPONENT_PARTS;
        if short { args.to_vec() } else { vec![v] }
    }

    fn kernel(&mut self, node: NodeId, root: i32) -> Result<usize, Stop> {
        if let Some(&place) = self.places.get(&(node, root)) {
            return Ok(place);
        }
        let place = self.kernels.len();
        if place == MAX_KERNELS {
            return Err(Stop::Outside);
        }
        self.kernels.push(Kernel { node, root, derivative: None, inverted: false });
        self.places.insert((node, root), place);
        if let Some(value) = self.graph.number(node) {
            self.relations.roots.push((place, root, value));
        }
        if self.graph.op(node) == Op::Abs && root == 1 {
            let inside = self.graph.args(node)[0];
            if !matches!(self.graph.op(inside), Op::Sum | Op::Product | Op::Exp | Op::Sigmoid) {
                let root = self.roots.get(&inside).copied().unwrap_or(1);
                let argument = self.kernel(inside, root)?;
                self.relations.magnitudes.push((place, argument, root));
            }
        }
        Ok(place)
    }

    /// base^(p/q) as a power of one kernel.
    fn power_of(&mut self, base: NodeId, p: i64, q: i64) -> Result<Polynomial, Stop> {
        let common = i64::from(self.roots.get(&base).copied().unwrap_or(1));
        let root = if common % q == 0 { common } else { q };
        let exponent = p.checked_mul(root / q).and_then(|e| i32::try_from(e).ok());
        let (root, exponent) =
            (i32::try_from(root).map_err(|_| Stop::Outside)?, exponent.ok_or(Stop::Outside)?);
        let kernel = self.kernel(base, root)?;
        self.kernels[kernel].inverted |= exponent < 0;
        Ok(Polynomial::power_of_kernel(kernel, exponent))
    }

    /// The expression as a polynomial in kernels: a loop over its sums, products and powers.
    pub(super) fn convert(&mut self, root: NodeId) -> Result<Polynomial, Stop> {
        let mut known: HashMap<NodeId, Polynomial> = HashMap::new();
        for id in self.ring_nodes(root) {
            let polynomial = self.convert_node(id, &known)?;
            // What is kept costs memory, which is charged as work.
            self.relations.spend_on(4 * polynomial.terms.len())?;
            known.insert(id, polynomial);
        }
        Ok(known.remove(&root).expect("the root is the last node"))
    }

    /// The nodes down to the kernels, children first.
    fn ring_nodes(&self, root: NodeId) -> Vec<NodeId> {
        let mut found = vec![root];
        let mut seen: std::collections::HashSet<NodeId> = found.iter().copied().collect();
        let mut next = 0;
        while next < found.len() {
            let id = found[next];
            next += 1;
            let args = self.graph.args(id);
            let inner = match self.graph.op(id) {
                Op::Sum | Op::Product => args,
                Op::Power if self.graph.op(args[0]) == Op::Sum => &args[..1],
                _ => &[],
            };
            found.extend(inner.iter().copied().filter(|&arg| seen.insert(arg)));
        }
        found.sort_unstable();
        found
    }

    fn convert_node(
        &mut self,
        id: NodeId,
        known: &HashMap<NodeId, Polynomial>,
    ) -> Result<Polynomial, Stop> {
        let args = self.graph.args(id).to_vec();
        match self.graph.op(id) {
            Op::Number => Ok(Polynomial::constant(self.graph.number(id).expect("a number"))),
            Op::Sum => {
                let terms: Vec<_> =
                    args.iter().flat_map(|arg| known[arg].terms.iter().cloned()).collect();
                self.relations.spend_on(terms.len())?;
                Ok(Polynomial::collect(terms))
            }
            Op::Product => {
                let mut product = Polynomial::constant(Number::ONE);
                for &arg in &args {
                    product = match self.stays_factor(arg, &known[&arg]) {
                        true => {
                            let kernel = self.power_of(arg, 1, 1)?;
                            self.relations.multiply(&product, &kernel)?
                        }
                        false => self.relations.multiply(&product, &known[&arg])?,
                    };
                }
                Ok(product)
            }
            Op::Power => self.convert_power(id, args[0], args[1], known),
            Op::Exp => {
                let mut product = Polynomial::constant(Number::ONE);
                for part in self.exponent_parts(args[0]) {
                    let (c, w) = self.split_coefficient(part);
                    let (kernel, exponent) = self.exponential(&c, w)?;
                    let exp = Polynomial::power_of_kernel(kernel, exponent);
                    product = self.relations.multiply(&product, &exp)?;
                }
                Ok(product)
            }
            Op::Sigmoid => {
                let (c, w) = self.split_coefficient(args[0]);
                self.logistic(&c, w)
            }
            Op::Undefined => Err(Stop::Outside),
            _ => self.power_of(id, 1, 1),
        }
    }

    fn convert_power(
        &mut self,
        id: NodeId,
        base: NodeId,
        exponent: NodeId,
        known: &HashMap<NodeId, Polynomial>,
    ) -> Result<Polynomial, Stop> {
        let Some(number) = self.graph.number(exponent) else { return self.power_of(id, 1, 1) };
        let Some((p, q)) = small_fraction(&number) else { return self.power_of(id, 1, 1) };
        if q == 1 && self.graph.op(base) == Op::Sum {
            if p < 0
                && p.unsigned_abs() < EXPANDED_TERMS as u64
                && let Some(power) = self.power_of_logistic_sum(base, p.unsigned_abs() as u32)?
            {
                return Ok(power);
            }
            let terms = known[&base].terms.len() as u64;
            let small = p > 0
                && terms
                    .checked_pow(p as u32)
                    .is_some_and(|n| p < 64 && n <= EXPANDED_TERMS as u64);
            let factor = self.stays_factor(base, &known[&base]);
            if small && !factor && !self.places.contains_key(&(base, 1)) {
                return self.relations.power(&known[&base], p as u32);
            }
        }
        let power = self.power_of(base, p, q)?;
        if let Some(sum) = known.get(&base) {
            self.relate_binomial(base, sum);
        }
        Ok(power)
    }

    /// Whether a sum is a polynomial in variables alone, such as the derivative of an inner polynomial, and is
    /// to stay whole.
    fn stays_factor(&mut self, id: NodeId, polynomial: &Polynomial) -> bool {
        if self.graph.op(id) != Op::Sum || polynomial.terms.len() < 2 {
            return false;
        }
        let leaf = |place: usize| self.graph.args(self.kernels[place].node).is_empty();
        let leaves = polynomial
            .terms
            .iter()
            .all(|term| (0..self.kernels.len()).all(|k| term.exponents[k] == 0 || leaf(k)));
        self.met_factor |= leaves;
        leaves && self.keep_factors
    }

    /// For a base g = α + β·kᵉ that is a kernel, notes how it comes apart from powers of k.
    fn relate_binomial(&mut self, base: NodeId, sum: &Polynomial) {
        let [constant, power] = &sum.terms[..] else { return };
        let pure = |term: &Term| term.exponents.iter().filter(|&&e| e != 0).count();
        let (constant, power) = match (pure(constant), pure(power)) {
            (0, 1) => (constant, power),
            (1, 0) => (power, constant),
            _ => return,
        };
        let Some(k) = power.exponents.iter().position(|&e| e != 0) else { return };
        for (&(node, q), &g) in &self.places {
            let known =
                |split: &Split| matches!(split, Split::Binomial { g: known, .. } if *known == g);
            if node == base && !self.relations.splits.iter().any(known) {
                let (alpha, beta) = (constant.coefficient.clone(), power.coefficient.clone());
                let e = power.exponents[k];
                self.relations.splits.push(Split::Binomial { k, e, g, q, alpha, beta });
            }
        }
    }

    /// The p-th power of 1/b for a sum b = a·(eᵘ + eᵛ), with u = 0 for a plain number: (e⁻ᵘ σ(u − v)/a)ᵖ.
    fn power_of_logistic_sum(&mut self, b: NodeId, p: u32) -> Result<Option<Polynomial>, Stop> {
        let &[first, second] = self.graph.args(b) else { return Ok(None) };
        let (Some((a, u)), Some((other, v))) = (self.scaled_exp(first), self.scaled_exp(second))
        else {
            return Ok(None);
        };
        if a != other || u == v {
            return Ok(None);
        }
        let difference = self.graph.subtract(u, v);
        let (c, w) = self.split_coefficient(difference);
        let mut result = self.logistic(&c, w)?;
        result = self.relations.power(&result, p)?;
        if u != NodeId::ZERO {
            let (c, w) = self.split_coefficient(u);
            let (kernel, exponent) = self.exponential(&c.neg(), w)?;
            let exponent = exponent.checked_mul(p as i32).ok_or(Stop::Outside)?;
            let exp = Polynomial::power_of_kernel(kernel, exponent);
            result = self.relations.multiply(&result, &exp)?;
        }
        let scale = a.pow(-i64::from(p), 1 << 12).ok_or(Stop::Outside)?;
        Ok(Some(result.scaled(&scale)))
    }

    /// A number a as (a, 0), and a·eᵛ as (a, v).
    fn scaled_exp(&self, id: NodeId) -> Option<(Number, NodeId)> {
        match (self.graph.op(id), self.graph.args(id)) {
            (Op::Number, _) => Some((self.graph.number(id)?, NodeId::ZERO)),
            (Op::Exp, &[v]) => Some((Number::ONE, v)),
            (Op::Product, &[a, exp]) if self.graph.op(exp) == Op::Exp => {
                Some((self.graph.number(a)?, self.graph.args(exp)[0]))
            }
            _ => None,
        }
    }

    /// exp(c·w) as a power of a kernel.
    fn exponential(&mut self, c: &Number, w: NodeId) -> Result<(usize, i32), Stop> {
        let fits = |unit: &Number| {
            let exponent = unit.recip().map(|r| r.mul(c)).and_then(|e| e.to_i64());
            exponent.and_then(|e| i32::try_from(e).ok())
        };
        for (known, unit, place) in &self.exponentials {
            if *known == w
                && let Some(exponent) = fits(unit)
            {
                return Ok((*place, exponent));
            }
        }
        let unit = match self.units.get(&w) {
            Some(unit) if fits(unit).is_some() => unit.clone(),
            _ => c.abs(),
        };
        let scale = self.graph.literal_number(&unit);
        let argument = self.graph.product(&[scale, w]);
        let node = self.graph.apply(Op::Exp, &[argument]).expect("one argument");
        let place = self.kernel(node, 1)?;
        for (_, logistic, s) in self.logistics.iter().filter(|known| known.0 == w) {
            pair_up(&mut self.relations, (place, &unit), (*s, logistic));
        }
        let exponent = fits(&unit).ok_or(Stop::Outside)?;
        self.exponentials.push((w, unit, place));
        Ok((place, exponent))
    }

    /// σ(c·w): a kernel for positive c, one less it otherwise.
    fn logistic(&mut self, c: &Number, w: NodeId) -> Result<Polynomial, Stop> {
        let magnitude = c.abs();
        let known = self.logistics.iter().find(|known| known.0 == w && known.1 == magnitude);
        let place = match known {
            Some(&(_, _, place)) => place,
            None => self.new_logistic(&magnitude, w)?,
        };
        let kernel = Polynomial::power_of_kernel(place, 1);
        if !c.is_negative() {
            return Ok(kernel);
        }
        let mut terms = Polynomial::constant(Number::ONE).terms;
        terms.extend(kernel.scaled(&Number::Small(-1)).terms);
        Ok(Polynomial::collect(terms))
    }

    fn new_logistic(&mut self, c: &Number, w: NodeId) -> Result<usize, Stop> {
        let scale = self.graph.literal_number(c);
        let argument = self.graph.product(&[scale, w]);
        let node = self.graph.apply(Op::Sigmoid, &[argument]).expect("one argument");
        let place = self.kernel(node, 1)?;
        for (_, unit, e) in self.exponentials.iter().filter(|known| known.0 == w) {
            pair_up(&mut self.relations, (*e, unit), (place, c));
        }
        self.logistics.push((w, c.clone(), place));
        Ok(place)
    }

    fn kernel_derivative(&mut self, place: usize) -> Result<Polynomial, Stop> {
        if let Some(known) = &self.kernels[place].derivative {
            return Ok(known.clone());
        }
        let Kernel { node, root, .. } = self.kernels[place];
        let polynomial = match (self.graph.op(node), self.graph.args(node)) {
            // P = uᵛ with a symbolic v: P′ = P (v′ log u + v u′/u), which needs no kernel u^(v−1).
            (Op::Power, &[u, v]) if root == 1 => {
                let rate = self.logarithmic_derivative(u, v);
                let rate = self.convert(rate)?;
                self.relations.multiply(&rate, &Polynomial::power_of_kernel(place, 1))?
            }
            _ => {
                let degree = self.graph.ratio(1, i64::from(root));
                let kernel = self.graph.power(node, degree);
                let derivative = self.graph.derivative(kernel, self.x);
                self.convert(derivative)?
            }
        };
        self.kernels[place].derivative = Some(polynomial.clone());
        Ok(polynomial)
    }

    fn logarithmic_derivative(&mut self, u: NodeId, v: NodeId) -> NodeId {
        let rates = self.graph.derivatives(&[u, v], self.x);
        let mut terms = Vec::new();
        if rates[1] != NodeId::ZERO {
            let log = self.graph.apply(Op::Log, &[u]).expect("one argument");
            terms.push(self.graph.product(&[rates[1], log]));
        }
        if rates[0] != NodeId::ZERO {
            let inverse = self.graph.reciprocal(u);
            terms.push(self.graph.product(&[v, rates[0], inverse]));
        }
        self.graph.sum(&terms)
    }

    /// The derivative of a polynomial: Σ over kernels of ∂/∂k · k′.
    pub(super) fn differentiate(&mut self, f: &Polynomial) -> Result<Polynomial, Stop> {
        let mut terms = Vec::with_capacity(4 * f.terms.len());
        for place in 0..self.kernels.len() {
            if f.terms.iter().all(|term| term.exponents[place] == 0) {
                continue;
            }
            let derivative = self.kernel_derivative(place)?;
            for term in &f.terms {
                let e = term.exponents[place];
                if e == 0 {
                    continue;
                }
                let mut lowered = term.clone();
                lowered.exponents[place] = e.checked_sub(1).ok_or(Stop::Outside)?;
                lowered.coefficient = lowered.coefficient.mul(&Number::Small(i64::from(e)));
                for factor in &derivative.terms {
                    self.relations.multiply_terms(&lowered, factor, &mut terms)?;
                }
                if terms.len() > MAX_TERMS {
                    return Err(Stop::Budget);
                }
            }
        }
        Ok(Polynomial::collect(terms))
    }

    /// What was divided by and then cancelled must still not be zero.
    pub(super) fn require_cancelled(&mut self, result: &Polynomial) {
        for (place, kernel) in self.kernels.iter().enumerate() {
            let divides = result.terms.iter().any(|term| term.exponents[place] < 0);
            if kernel.inverted && !divides {
                self.graph.require(Requirement::NonZero, kernel.node);
            }
        }
    }
}

/// Relates exp(unit·w) and σ(c·w) where c is a multiple of the unit.
fn pair_up(relations: &mut Relations, e: (usize, &Number), s: (usize, &Number)) {
    let multiple = e.1.recip().map(|r| r.mul(s.1)).and_then(|m| m.to_i64());
    if let Some(m) = multiple.and_then(|m| i32::try_from(m).ok()) {
        relations.splits.push(Split::Logistic { e: e.0, s: s.0, m });
    }
}

/// A number as p/q in machine integers.
fn small_fraction(n: &Number) -> Option<(i64, i64)> {
    let p = i64::try_from(n.numerator()).ok()?;
    let q = i64::try_from(n.denominator()).ok()?;
    (q <= MAX_ROOT).then_some((p, q))
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The largest number of which both are integer multiples; for an absurdly long one, the first.
fn rational_gcd(a: &Number, b: &Number) -> Number {
    let (mut p, mut q) = (a.clone(), b.clone());
    while !q.is_zero() {
        let quotient = p.mul(&q.recip().expect("not zero")).floor();
        let remainder = p.sub(&quotient.mul(&q));
        p = q;
        q = remainder;
    }
    p
}
