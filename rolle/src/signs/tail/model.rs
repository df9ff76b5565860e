//! Models: finitely many terms, exactly, and one remainder with a bound that holds on the whole tail.
//!
//! f(t) = Σ cᵢ·mᵢ(t) + ρ(t)·M(t) for all t ≥ T, the mᵢ in falling order of growth, M below all of them, ρ(t)
//! within an interval. A term or a remainder below M moves into the remainder by the range [0, sup m/M] of its
//! quotient by M. This is the Taylor model of Makino and Berz with transmonomials in place of powers of x − x₀
//! (Taylor models and other validated functional inclusion methods, 2003).

use super::monomial::Monomial;
use super::{Attempt, Stop, Transseries};
use crate::operator::NodeId;
use rolle_interval::Interval;
use std::cmp::Ordering;

/// ρ·M with ρ somewhere in an interval for each t.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest {
    pub(super) factor: Interval,
    pub(super) monomial: Monomial,
}

/// A term: a constant that is not zero, and its monomial.
pub(super) type Term = (NodeId, Monomial);

/// Terms in falling order and a remainder below them, if the model is not exact.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub(super) terms: Vec<Term>,
    pub(super) rest: Option<Rest>,
}

/// How an argument behaves, which decides the form of a function of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behavior {
    /// It tends to a constant.
    Converges,
    /// It is bounded, and no limit is known.
    Bounded,
    /// It grows, with this sign.
    Grows(Ordering),
    /// The remainder grows and no term is above it.
    Unknown,
}

impl Model {
    pub(super) fn term(c: NodeId, m: Monomial) -> Model {
        let terms = if c == NodeId::ZERO { Vec::new() } else { vec![(c, m)] };
        Model { terms, rest: None }
    }

    pub(super) fn constant(c: NodeId) -> Model {
        Model::term(c, Monomial::ONE)
    }

    pub(super) fn remainder(factor: Interval, monomial: Monomial) -> Model {
        Model { terms: Vec::new(), rest: Some(Rest { factor, monomial }) }
    }

    /// Whether the function is zero, exactly.
    pub(super) fn is_zero(&self) -> bool {
        self.terms.is_empty() && self.rest.is_none()
    }

    /// The constant, if it is one exactly.
    pub(super) fn as_constant(&self) -> Option<NodeId> {
        match (&self.terms[..], self.rest) {
            ([], None) => Some(NodeId::ZERO),
            (&[(c, Monomial::ONE)], None) => Some(c),
            _ => None,
        }
    }

    /// The highest monomial.
    fn top(&self) -> Option<Monomial> {
        self.terms.first().map(|term| term.1).or(self.rest.map(|rest| rest.monomial))
    }
}

impl Transseries {
    /// The model of a sum of terms and remainders in any order, with at most as many terms as are kept.
    pub(super) fn collect(&mut self, terms: Vec<Term>, mut rests: Vec<Rest>) -> Attempt<Model> {
        self.spend(terms.len() + rests.len())?;
        let mut terms = self.merge(terms)?;
        let mut cut = terms.get(self.most).map(|term| term.1);
        for rest in &rests {
            cut = match cut {
                Some(cut) if self.order(rest.monomial, cut)?.is_le() => Some(cut),
                _ => Some(rest.monomial),
            };
        }
        let Some(cut) = cut else { return Ok(Model { terms, rest: None }) };
        let mut kept = terms.len().min(self.most);
        while kept > 0 && self.order(terms[kept - 1].1, cut)?.is_le() {
            kept -= 1;
        }
        for (c, monomial) in terms.drain(kept..) {
            rests.push(Rest { factor: self.constants.enclosure(c)?, monomial });
        }
        let mut factor = Interval::ZERO;
        for rest in rests {
            let range = self.quotient_range(rest.monomial, cut)?;
            factor = factor + rest.factor * range;
        }
        for &(_, monomial) in &terms {
            self.require_defined(monomial)?;
        }
        self.require_defined(cut)?;
        Ok(Model { terms, rest: Some(Rest { factor, monomial: cut }) })
    }

    /// Terms in falling order, equal monomials joined, zero coefficients dropped.
    fn merge(&mut self, terms: Vec<Term>) -> Attempt<Vec<Term>> {
        // Insertion with bisection: the comparison can fail, and is dear.
        let mut groups: Vec<(Monomial, Vec<NodeId>)> = Vec::with_capacity(terms.len());
        for (c, m) in terms {
            let (mut low, mut high, mut equal) = (0, groups.len(), None);
            // Terms come nearly sorted, so the first look is at the last place.
            let mut middle = high.saturating_sub(1);
            while low < high {
                match self.order(groups[middle].0, m)? {
                    Ordering::Greater => low = middle + 1,
                    Ordering::Equal => {
                        equal = Some(middle);
                        break;
                    }
                    Ordering::Less => high = middle,
                }
                middle = low + (high - low) / 2;
            }
            match equal {
                Some(place) => groups[place].1.push(c),
                None => groups.insert(low, (m, vec![c])),
            }
        }
        let mut merged = Vec::with_capacity(groups.len());
        for (m, coefficients) in groups {
            let c = match coefficients[..] {
                [c] => c,
                _ => self.constants.graph.sum(&coefficients),
            };
            if coefficients.len() == 1 || self.constants.sign(c)?.is_ne() {
                self.require_defined(m)?;
                merged.push((c, m));
            }
        }
        Ok(merged)
    }

    pub(super) fn add(&mut self, parts: &[&Model]) -> Attempt<Model> {
        let terms = parts.iter().flat_map(|part| part.terms.iter().copied()).collect();
        let rests = parts.iter().filter_map(|part| part.rest).collect();
        self.collect(terms, rests)
    }

    pub(super) fn subtract(&mut self, a: &Model, b: &Model) -> Attempt<Model> {
        let b = self.negate(b);
        self.add(&[a, &b])
    }

    pub(super) fn negate(&mut self, a: &Model) -> Model {
        let terms = a.terms.iter().map(|&(c, m)| (self.constants.graph.negate(c), m)).collect();
        let rest = a.rest.map(|rest| Rest { factor: -rest.factor, ..rest });
        Model { terms, rest }
    }

    /// The product. What certainly falls below the remainder is multiplied in intervals alone.
    pub(super) fn multiply(&mut self, a: &Model, b: &Model) -> Attempt<Model> {
        let (Some(top_a), Some(top_b)) = (a.top(), b.top()) else { return Ok(Model::default()) };
        self.spend(a.terms.len() * b.terms.len())?;
        let mut cut = None;
        for (rest, top) in [(a.rest, top_b), (b.rest, top_a)] {
            let Some(rest) = rest else { continue };
            let monomial = self.product(rest.monomial, top)?;
            cut = match cut {
                Some(cut) if self.order(monomial, cut)?.is_le() => Some(cut),
                _ => Some(monomial),
            };
        }
        let (mut terms, mut rests) = (Vec::new(), Vec::new());
        for &(c, m) in &a.terms {
            for &(d, n) in &b.terms {
                let monomial = self.product(m, n)?;
                match cut {
                    Some(cut) if self.order(monomial, cut)?.is_le() => {
                        let factor = self.constants.enclosure(c)? * self.constants.enclosure(d)?;
                        rests.push(Rest { factor, monomial });
                    }
                    _ => terms.push((self.constants.graph.product(&[c, d]), monomial)),
                }
            }
        }
        for (rest, other) in [(a.rest, b), (b.rest, a)] {
            let Some(rest) = rest else { continue };
            for &(c, m) in &other.terms {
                let factor = rest.factor * self.constants.enclosure(c)?;
                rests.push(Rest { factor, monomial: self.product(rest.monomial, m)? });
            }
        }
        if let (Some(p), Some(q)) = (a.rest, b.rest) {
            let monomial = self.product(p.monomial, q.monomial)?;
            rests.push(Rest { factor: p.factor * q.factor, monomial });
        }
        self.collect(terms, rests)
    }

    /// c·m times a model, exactly.
    pub(super) fn scale(&mut self, a: &Model, c: NodeId, m: Monomial) -> Attempt<Model> {
        if c == NodeId::ZERO {
            return Ok(Model::default());
        }
        let mut terms = Vec::with_capacity(a.terms.len());
        for &(d, n) in &a.terms {
            terms.push((self.constants.graph.product(&[c, d]), self.product(m, n)?));
        }
        let rest = match a.rest {
            None => None,
            Some(rest) => Some(Rest {
                factor: rest.factor * self.constants.enclosure(c)?,
                monomial: self.product(m, rest.monomial)?,
            }),
        };
        let model = Model { terms, rest };
        self.require_model_defined(&model)?;
        Ok(model)
    }

    fn require_model_defined(&mut self, model: &Model) -> Attempt<()> {
        for &(_, m) in &model.terms {
            self.require_defined(m)?;
        }
        match model.rest {
            Some(rest) => self.require_defined(rest.monomial),
            None => Ok(()),
        }
    }

    /// The parts of f = c·m·(1 + v), where v tends to zero.
    pub(super) fn leading(&mut self, a: &Model) -> Attempt<(NodeId, Monomial, Model)> {
        let Some(&(c, m)) = a.terms.first() else {
            return Err(if a.rest.is_none() { Stop::Outside } else { Stop::Terms });
        };
        let others = Model { terms: a.terms[1..].to_vec(), rest: a.rest };
        let inverse = self.constants.graph.reciprocal(c);
        let monomial = self.inverse(m)?;
        Ok((c, m, self.scale(&others, inverse, monomial)?))
    }

    pub(super) fn behavior(&mut self, a: &Model) -> Attempt<Behavior> {
        if let Some(&(c, m)) = a.terms.first()
            && self.monomials.direction(m).is_gt()
        {
            return Ok(Behavior::Grows(self.constants.sign(c)?));
        }
        Ok(match a.rest.map(|rest| self.monomials.direction(rest.monomial)) {
            Some(Ordering::Greater) => Behavior::Unknown,
            Some(Ordering::Equal) => Behavior::Bounded,
            _ => Behavior::Converges,
        })
    }

    /// The growing terms, the constant, and what tends to zero, of a model whose remainder does not grow.
    pub(super) fn split(&mut self, a: &Model) -> Attempt<(Vec<Term>, NodeId, Model)> {
        if let Some(rest) = a.rest
            && self.monomials.direction(rest.monomial).is_gt()
        {
            return Err(Stop::Terms);
        }
        let (mut growing, mut constant, mut small) = (Vec::new(), NodeId::ZERO, Vec::new());
        for &(c, m) in &a.terms {
            match self.monomials.direction(m) {
                Ordering::Greater => growing.push((c, m)),
                Ordering::Equal => constant = c,
                Ordering::Less => small.push((c, m)),
            }
        }
        Ok((growing, constant, Model { terms: small, rest: a.rest }))
    }

    /// All values on the tail of a model divided by a monomial that is not below it.
    pub(super) fn range_by(&mut self, a: &Model, by: Monomial) -> Attempt<Interval> {
        let mut range = Interval::ZERO;
        for &(c, m) in &a.terms {
            let quotient = self.quotient_range(m, by)?;
            range = range + self.constants.enclosure(c)? * quotient;
        }
        if let Some(rest) = a.rest {
            range = range + rest.factor * self.quotient_range(rest.monomial, by)?;
        }
        Ok(range)
    }

    /// A model that tends to zero as w·m: the range of w, the monomial, and the range of the whole.
    pub(super) fn small_part(
        &mut self,
        v: &Model,
    ) -> Attempt<Option<(Interval, Monomial, Interval)>> {
        let Some(top) = v.top() else { return Ok(None) };
        let relative = self.range_by(v, top)?;
        let whole = relative * self.quotient_range(top, Monomial::ONE)?;
        Ok(Some((relative, top, whole.intersection(self.range_by(v, Monomial::ONE)?))))
    }

    pub(super) fn order(&mut self, a: Monomial, b: Monomial) -> Attempt<Ordering> {
        self.monomials.compare(&mut self.constants, a, b)
    }

    pub(super) fn product(&mut self, a: Monomial, b: Monomial) -> Attempt<Monomial> {
        self.monomials.multiply(&mut self.constants, a, b)
    }

    pub(super) fn inverse(&mut self, m: Monomial) -> Attempt<Monomial> {
        let minus_one = self.constants.graph.integer(-1);
        self.monomials.power(&mut self.constants, m, minus_one)
    }

    pub(super) fn quotient(&mut self, a: Monomial, b: Monomial) -> Attempt<Monomial> {
        let inverse = self.inverse(b)?;
        self.product(a, inverse)
    }
}
