//! Numbers without a closed form: leaves that stand for an isolated zero.
//!
//! The number lies in a side table and not among the children, so every pass sees a constant without parts. The
//! zeros of a polynomial are leaves only where no shorter name exists: rational numbers, quadratic irrationals and
//! their roots keep their closed forms, so that equal numbers stay one node.

use super::function_zero::FunctionZero;
use super::{Facts, Graph, Node, hash_words, index32, spread};
use crate::error::Result;
use crate::number::{Number, Rational};
use crate::operator::{NodeId, Op};
use crate::polynomial::{AlgebraicNumber, IntPoly, RootLimits, algebraic_roots};
use std::cmp::Ordering;

/// What an [`Op::Isolated`] node is a zero of.
///
/// An enumeration, so that the zeros of other functions in an interval can become leaves too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IsolatedZero {
    /// A real root of an irreducible polynomial, of degree three or more.
    OfPolynomial(AlgebraicNumber),
    /// The only zero of another function between two rational numbers.
    OfFunction(FunctionZero),
}

impl IsolatedZero {
    fn facts(&self) -> Facts {
        Facts::of_number(self.sign(), false)
    }

    /// The sign of the number.
    pub fn sign(&self) -> Ordering {
        match self {
            IsolatedZero::OfPolynomial(number) => number.sign(),
            IsolatedZero::OfFunction(zero) => zero.sign(),
        }
    }

    /// The number as a double, within a few units in the last place.
    pub fn to_f64(&self) -> f64 {
        match self {
            IsolatedZero::OfPolynomial(number) => number.to_f64(),
            IsolatedZero::OfFunction(zero) => zero.to_f64(),
        }
    }
}

impl Graph {
    /// What an [`Op::Isolated`] node is a zero of.
    pub fn isolated_zero(&self, id: NodeId) -> Option<&IsolatedZero> {
        let node = &self.nodes[id.index()];
        (node.op == Op::Isolated).then(|| &self.isolated[node.a as usize])
    }

    /// The algebraic number that an [`Op::Isolated`] node is.
    pub fn algebraic_number(&self, id: NodeId) -> Option<&AlgebraicNumber> {
        match self.isolated_zero(id)? {
            IsolatedZero::OfPolynomial(number) => Some(number),
            IsolatedZero::OfFunction(_) => None,
        }
    }

    /// The real roots of a polynomial as exact constants: ascending, each once.
    ///
    /// Roots of degree one and two, and the k-th roots of such, are written with radicals; every other root is an
    /// [`Op::Isolated`] leaf.
    ///
    /// # Errors
    /// `Domain` for the zero polynomial; `Budget` beyond the limits.
    ///
    /// # Examples
    /// ```
    /// use rolle::polynomial::{IntPoly, RootLimits};
    /// let mut g = rolle::Graph::new();
    /// // (x³ − x − 1)·(x² − 2)
    /// let p = IntPoly::from_i64(&[2, 2, -1, -3, 0, 1]);
    /// let roots = g.real_roots(&p, &RootLimits::default())?;
    /// let texts: Vec<String> = roots.iter().map(|&id| g.print(id).unwrap()).collect();
    /// assert_eq!(texts, ["-sqrt(2)", "rootof(x^3 - x - 1, 0)", "sqrt(2)"]);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn real_roots(&mut self, p: &IntPoly, limits: &RootLimits) -> Result<Vec<NodeId>> {
        let roots = algebraic_roots(p, limits)?;
        roots.iter().map(|root| self.algebraic(root)).collect()
    }

    /// The constant that an algebraic number is: in closed form where square roots and k-th roots give one.
    ///
    /// # Errors
    /// `Budget` where the bounds of a number cannot be told apart from zero.
    pub fn algebraic(&mut self, number: &AlgebraicNumber) -> Result<NodeId> {
        let (small, k) = number.minimal_polynomial().deflate();
        if small.degree().unwrap_or(0) > 2 {
            return Ok(self.isolated(IsolatedZero::OfPolynomial(number.clone())));
        }
        // The real k-th roots of the one or two roots of the small polynomial, ascending.
        let mut found = Vec::new();
        for (root, closed) in
            algebraic_roots(&small, &RootLimits::default())?.iter().zip(self.closed_forms(&small))
        {
            self.add_roots(closed, root.sign().is_lt(), k, &mut found);
        }
        if k.is_multiple_of(2) {
            let negatives: Vec<NodeId> = found.iter().rev().map(|&id| self.negate(id)).collect();
            found.splice(0..0, negatives);
        }
        Ok(found[number.index()])
    }

    /// The real k-th root of a number, given with its opposite and known sign; for even k the positive one.
    fn add_roots(
        &mut self,
        [c, opposite]: [NodeId; 2],
        negative: bool,
        k: usize,
        found: &mut Vec<NodeId>,
    ) {
        if k == 1 {
            found.push(c);
        } else if !negative {
            let exponent = self.ratio(1, k as i64);
            found.push(self.power(c, exponent));
        } else if !k.is_multiple_of(2) {
            let exponent = self.ratio(1, k as i64);
            let root = self.power(opposite, exponent);
            found.push(self.negate(root));
        }
    }

    /// The real roots of an irreducible polynomial of degree one or two, ascending, each with its opposite.
    fn closed_forms(&mut self, p: &IntPoly) -> Vec<[NodeId; 2]> {
        let [c, b, a] = [0, 1, 2].map(|i| Number::from(Rational::from(p.coefficient(i))));
        if p.degree() == Some(1) {
            let opposite = c.mul(&b.recip().expect("degree one"));
            return vec![[opposite.neg(), opposite].map(|n| self.literal_number(&n))];
        }
        // (−b ± √(b² − 4ac)) / 2a with a > 0.
        let discriminant = b.mul(&b).sub(&Number::Small(4).mul(&a).mul(&c));
        if discriminant.is_negative() {
            return Vec::new();
        }
        let scale = a.mul(&Number::Small(2)).recip().expect("degree two");
        let center = b.mul(&scale);
        let discriminant = self.literal_number(&discriminant);
        let root = self.sqrt(discriminant);
        let scale = self.literal_number(&scale);
        let half_width = self.product(&[scale, root]);
        let [center, opposite] = [center.neg(), center].map(|n| self.literal_number(&n));
        let (low, high) = (self.subtract(center, half_width), self.sum(&[center, half_width]));
        let (minus_low, minus_high) =
            (self.sum(&[opposite, half_width]), self.subtract(opposite, half_width));
        vec![[low, minus_low], [high, minus_high]]
    }

    /// The leaf of an isolated zero; the caller vouches that it has no closed form.
    pub(crate) fn isolated(&mut self, zero: IsolatedZero) -> NodeId {
        let hash = hash_zero(&zero);
        let (nodes, known) = (&self.nodes, &self.isolated);
        let found = self.table.find(spread(hash), |slot| {
            let node = &nodes[slot.id as usize];
            node.op == Op::Isolated && known[node.a as usize] == zero
        });
        if let Some(slot) = found {
            return NodeId(slot.id);
        }
        let (facts, a) = (zero.facts(), index32(self.isolated.len()));
        self.isolated.push(zero);
        self.push(Node { op: Op::Isolated, facts, a, b: 0 }, hash)
    }
}

fn hash_zero(zero: &IsolatedZero) -> u32 {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(zero);
    hash_words(Op::Isolated, [hash as u32, (hash >> 32) as u32])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms_stay() {
        let mut g = Graph::new();
        for (coefs, expected) in [
            (&[7][..], ""),
            (&[1, 0, 1], ""),
            (&[-3, 2], "3/2"),
            (&[0, 0, 1], "0"),
            (&[-1, -1, 1], "1/2 - sqrt(5)/2; sqrt(5)/2 + 1/2"),
            (&[-2, 0, 0, 1], "cbrt(2)"),
            (&[2, 0, 0, 1], "-cbrt(2)"),
            (&[-2, 0, 0, 0, 1], "-2^(1/4); 2^(1/4)"),
            (&[2, 0, 0, 0, 1], ""),
            (
                &[1, 0, -4, 0, 1],
                "-sqrt(sqrt(3) + 2); -sqrt(2 - sqrt(3)); sqrt(2 - sqrt(3)); sqrt(sqrt(3) + 2)",
            ),
            (&[-1, 0, -1, 0, 1], "-sqrt(sqrt(5)/2 + 1/2); sqrt(sqrt(5)/2 + 1/2)"),
            (&[-1, 0, 0, -1, 0, 0, 1], "-(sqrt(5)/2 - 1/2)^(1/3); (sqrt(5)/2 + 1/2)^(1/3)"),
        ] {
            let roots = g.real_roots(&IntPoly::from_i64(coefs), &RootLimits::default()).unwrap();
            let texts = expected.split("; ").filter(|text| !text.is_empty());
            let expected: Vec<NodeId> = texts.map(|text| g.parse(text).unwrap()).collect();
            assert_eq!(roots, expected, "{coefs:?}");
        }
    }

    #[test]
    fn a_number_is_one_node() {
        let mut g = Graph::new();
        let limits = RootLimits::default();
        let a = g.real_roots(&IntPoly::from_i64(&[-1, -1, 0, 1]), &limits).unwrap()[0];
        // −2·(x³ − x − 1)·(x² + 1)
        let b = g.real_roots(&IntPoly::from_i64(&[2, 2, 2, 0, 0, -2]), &limits).unwrap()[0];
        assert_eq!(a, b);
        assert!(g.facts(a).has(Facts::POSITIVE.with(Facts::CONSTANT).with(Facts::TOTAL)));
        assert!(!g.facts(a).has(Facts::INTEGER));
        let (other, images) = g.extract(&[a]);
        assert_eq!(other.algebraic_number(images[0]), g.algebraic_number(a));
        let three = g.real_roots(&IntPoly::from_i64(&[1, -3, 0, 1]), &limits).unwrap();
        assert_eq!(three.len(), 3);
        assert!(g.facts(three[0]).has(Facts::NEGATIVE));
        assert!(g.facts(three[1]).has(Facts::POSITIVE));
    }
}
