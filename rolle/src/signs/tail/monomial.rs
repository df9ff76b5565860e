//! Transmonomials: exp(L), where L is a finite sum of constants times germs that grow without bound.
//!
//! A germ is an iterated logarithm log_k t (log_0 t is t itself) or a monomial that grows: t^a is exp(a·log t),
//! exp(t²) is exp(1·t²), and t² inside is again exp(2·log t). The terms of L stand in falling order of growth, so
//! the first one decides whether exp(L) grows, and m is above n when the first term of L_m − L_n is positive
//! (van der Hoeven, Transseries and Real Differential Algebra, 2006, §4.3 and §4.4).
//!
//! Monomials are interned and every one is made of lower ones: recursion over them goes at most `MAX_HEIGHT` deep.

use super::constant::Constants;
use super::{Attempt, undecided};
use crate::operator::NodeId;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

/// The most exponentials nested in a monomial.
const MAX_HEIGHT: u32 = 16;

/// The most iterated logarithms of t.
const MAX_LOGS: u32 = 16;

/// An interned monomial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Monomial(u32);

impl Monomial {
    /// The monomial 1, which is the first of every table.
    pub(super) const ONE: Monomial = Monomial(0);
}

/// A function that grows without bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Germ {
    /// The k-fold logarithm of t; t itself for k = 0.
    Log(u32),
    /// A growing monomial that is not one of these.
    Exp(Monomial),
}

/// The logarithm of a monomial: constants, none of them zero, times germs in falling order.
pub(super) type Exponent = Rc<[(NodeId, Germ)]>;

#[derive(Clone)]
struct Row {
    exponent: Exponent,
    direction: Ordering,
    height: u32,
    logs: u32,
}

pub(super) struct Monomials {
    rows: Vec<Row>,
    ids: HashMap<Exponent, Monomial>,
    products: HashMap<(Monomial, Monomial), Monomial>,
    powers: HashMap<(Monomial, NodeId), Monomial>,
    orders: HashMap<(Monomial, Monomial), Ordering>,
}

impl Monomials {
    pub(super) fn new() -> Monomials {
        let empty: Exponent = Rc::from([]);
        let one = Row { exponent: empty.clone(), direction: Ordering::Equal, height: 0, logs: 0 };
        Monomials {
            rows: vec![one],
            ids: HashMap::from([(empty, Monomial::ONE)]),
            products: HashMap::new(),
            powers: HashMap::new(),
            orders: HashMap::new(),
        }
    }

    fn row(&self, m: Monomial) -> &Row {
        &self.rows[m.0 as usize]
    }

    /// The logarithm of a monomial.
    pub(super) fn exponent(&self, m: Monomial) -> Exponent {
        self.row(m).exponent.clone()
    }

    /// Greater for a monomial that grows, less for one that tends to zero, equal for 1.
    pub(super) fn direction(&self, m: Monomial) -> Ordering {
        self.row(m).direction
    }

    /// The depth of the deepest logarithm in a monomial.
    pub(super) fn logs(&self, m: Monomial) -> u32 {
        self.row(m).logs
    }

    /// Whether the logarithm of a monomial is a sum of logarithms alone.
    pub(super) fn is_logarithmic(&self, m: Monomial) -> bool {
        self.row(m).height == 0
    }

    /// The monomial with a given logarithm.
    pub(super) fn intern(
        &mut self,
        constants: &mut Constants,
        exponent: &[(NodeId, Germ)],
    ) -> Attempt<Monomial> {
        if let Some(&known) = self.ids.get(exponent) {
            return Ok(known);
        }
        let (mut height, mut logs) = (0, 0);
        for &(_, germ) in exponent {
            match germ {
                // log_0 t is t, an exponential of log t.
                Germ::Log(0) => (height, logs) = (height.max(1), logs.max(1)),
                Germ::Log(k) => logs = logs.max(k),
                Germ::Exp(m) => {
                    let row = self.row(m);
                    (height, logs) = (height.max(row.height + 1), logs.max(row.logs));
                }
            }
        }
        if height > MAX_HEIGHT || logs > MAX_LOGS {
            return undecided(format!(
                "more than {MAX_HEIGHT} nested exponentials or logarithms of the variable"
            ));
        }
        let direction = constants.sign(exponent[0].0)?;
        let exponent: Exponent = Rc::from(exponent);
        let id = Monomial(self.rows.len() as u32);
        self.rows.push(Row { exponent: exponent.clone(), direction, height, logs });
        self.ids.insert(exponent, id);
        Ok(id)
    }

    /// A growing monomial as a germ: exp(log_(k+1) t) is log_k t.
    pub(super) fn germ(&self, m: Monomial) -> Germ {
        match *self.row(m).exponent {
            [(NodeId::ONE, Germ::Log(k))] if k >= 1 => Germ::Log(k - 1),
            _ => Germ::Exp(m),
        }
    }

    /// A germ as a monomial.
    pub(super) fn of_germ(&mut self, constants: &mut Constants, germ: Germ) -> Attempt<Monomial> {
        match germ {
            Germ::Log(k) => self.intern(constants, &[(NodeId::ONE, Germ::Log(k + 1))]),
            Germ::Exp(m) => Ok(m),
        }
    }

    /// The order of growth of two monomials.
    pub(super) fn compare(
        &mut self,
        constants: &mut Constants,
        a: Monomial,
        b: Monomial,
    ) -> Attempt<Ordering> {
        if a == b {
            return Ok(Ordering::Equal);
        }
        if let Some(&known) = self.orders.get(&(a, b)) {
            return Ok(known);
        }
        let (p, q) = (self.exponent(a), self.exponent(b));
        let order = self.compare_exponents(constants, &p, &q)?;
        self.orders.insert((a, b), order);
        self.orders.insert((b, a), order.reverse());
        Ok(order)
    }

    /// The sign of the first term of a difference.
    fn compare_exponents(
        &mut self,
        constants: &mut Constants,
        a: &[(NodeId, Germ)],
        b: &[(NodeId, Germ)],
    ) -> Attempt<Ordering> {
        let (mut i, mut j) = (0, 0);
        loop {
            match (a.get(i), b.get(j)) {
                (None, None) => return Ok(Ordering::Equal),
                (Some(&(c, _)), None) => return constants.sign(c),
                (None, Some(&(c, _))) => return Ok(constants.sign(c)?.reverse()),
                (Some(&(c, g)), Some(&(d, h))) => match self.compare_germs(constants, g, h)? {
                    Ordering::Greater => return constants.sign(c),
                    Ordering::Less => return Ok(constants.sign(d)?.reverse()),
                    Ordering::Equal => match constants.compare(c, d)? {
                        Ordering::Equal => (i, j) = (i + 1, j + 1),
                        order => return Ok(order),
                    },
                },
            }
        }
    }

    fn compare_germs(&mut self, constants: &mut Constants, a: Germ, b: Germ) -> Attempt<Ordering> {
        match (a, b) {
            (Germ::Log(j), Germ::Log(k)) => Ok(k.cmp(&j)),
            (Germ::Exp(m), Germ::Exp(n)) => self.compare(constants, m, n),
            (Germ::Log(k), Germ::Exp(m)) => {
                let exponent = self.exponent(m);
                self.compare_exponents(constants, &[(NodeId::ONE, Germ::Log(k + 1))], &exponent)
            }
            (Germ::Exp(_), Germ::Log(_)) => Ok(self.compare_germs(constants, b, a)?.reverse()),
        }
    }

    /// The product of two monomials.
    pub(super) fn multiply(
        &mut self,
        constants: &mut Constants,
        a: Monomial,
        b: Monomial,
    ) -> Attempt<Monomial> {
        if a == Monomial::ONE {
            return Ok(b);
        }
        if b == Monomial::ONE {
            return Ok(a);
        }
        let key = (a.min(b), a.max(b));
        if let Some(&known) = self.products.get(&key) {
            return Ok(known);
        }
        let (p, q) = (self.exponent(a), self.exponent(b));
        let sum = self.add_exponents(constants, &p, &q)?;
        let product = self.intern(constants, &sum)?;
        self.products.insert(key, product);
        Ok(product)
    }

    fn add_exponents(
        &mut self,
        constants: &mut Constants,
        a: &[(NodeId, Germ)],
        b: &[(NodeId, Germ)],
    ) -> Attempt<Vec<(NodeId, Germ)>> {
        let mut sum = Vec::with_capacity(a.len() + b.len());
        let (mut i, mut j) = (0, 0);
        while let (Some(&(c, g)), Some(&(d, h))) = (a.get(i), b.get(j)) {
            match self.compare_germs(constants, g, h)? {
                Ordering::Greater => {
                    sum.push((c, g));
                    i += 1;
                }
                Ordering::Less => {
                    sum.push((d, h));
                    j += 1;
                }
                Ordering::Equal => {
                    let total = constants.graph.sum(&[c, d]);
                    if constants.sign(total)?.is_ne() {
                        sum.push((total, g));
                    }
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        sum.extend_from_slice(&a[i..]);
        sum.extend_from_slice(&b[j..]);
        Ok(sum)
    }

    /// A monomial to a constant power.
    pub(super) fn power(
        &mut self,
        constants: &mut Constants,
        m: Monomial,
        p: NodeId,
    ) -> Attempt<Monomial> {
        if m == Monomial::ONE || p == NodeId::ONE {
            return Ok(m);
        }
        if let Some(&known) = self.powers.get(&(m, p)) {
            return Ok(known);
        }
        let mut exponent = Vec::new();
        if constants.sign(p)?.is_ne() {
            for &(c, germ) in self.exponent(m).iter() {
                exponent.push((constants.graph.product(&[c, p]), germ));
            }
        }
        let power = self.intern(constants, &exponent)?;
        self.powers.insert((m, p), power);
        Ok(power)
    }
}
