//! The sign table of a function on an interval: the points where its sign can change, and the sign between them.

use super::factor::{Break, FactorTable};
use super::reason::FactorProof;
use crate::calculus::Approach;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::rewrite::Factor;
use std::cmp::Ordering;

/// Budgets of the search for signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignLimits {
    /// Boxes looked at for each factor.
    pub boxes: usize,
    /// Bits of the finest arithmetic.
    pub bits: u64,
}

impl Default for SignLimits {
    /// 20,000 boxes a factor, 512 bits.
    fn default() -> SignLimits {
        SignLimits { boxes: 20_000, bits: 512 }
    }
}

/// What a function does at a point between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointKind {
    /// It vanishes.
    Zero,
    /// It has a pole.
    Pole,
    /// The edge of a part that was not decided.
    Edge,
}

/// A point between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignPoint {
    /// The exact number.
    pub at: NodeId,
    /// What the function does there.
    pub kind: PointKind,
}

/// The sign of a smooth function on an open interval, from left to right.
///
/// Certainty: exact. Every sign that is given holds on the whole open cell, tails included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignTable {
    /// The variable.
    pub variable: NodeId,
    /// The left end; `None` for −∞.
    pub left: Option<NodeId>,
    /// The right end; `None` for +∞.
    pub right: Option<NodeId>,
    /// The points between the cells.
    pub points: Vec<SignPoint>,
    /// The sign in each cell, or why it is not known; one more than the points.
    pub signs: Vec<Result<Ordering, String>>,
    /// Why: the factors of the function, as they were used, with their proofs. Empty where the function was not
    /// split, because it has no value.
    pub factors: Vec<FactorProof>,
}

impl SignTable {
    fn constant(x: NodeId, cell: Cell, sign: Result<Ordering, String>) -> SignTable {
        let Cell { left, right } = cell;
        let (points, factors) = (Vec::new(), Vec::new());
        SignTable { variable: x, left, right, points, signs: vec![sign], factors }
    }

    /// Whether every sign is known.
    pub fn is_decided(&self) -> bool {
        self.signs.iter().all(Result::is_ok)
    }

    /// The cells with their ends.
    pub fn cells(
        &self,
    ) -> impl Iterator<Item = (Option<NodeId>, Option<NodeId>, &Result<Ordering, String>)> + '_
    {
        let ends = |i: usize| self.points.get(i).map(|point| point.at);
        self.signs.iter().enumerate().map(move |(i, sign)| {
            let left = if i == 0 { self.left } else { ends(i - 1) };
            let right = if i == self.points.len() { self.right } else { ends(i) };
            (left, right, sign)
        })
    }
}

/// The points of a table and the signs between them.
type PointsAndSigns = (Vec<SignPoint>, Vec<Result<Ordering, String>>);

/// An open interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) left: Option<NodeId>,
    pub(super) right: Option<NodeId>,
}

impl Cell {
    pub(super) fn to_left_end(self) -> Approach {
        self.left.map_or(Approach::MINUS_INFINITY, Approach::right)
    }

    pub(super) fn to_right_end(self) -> Approach {
        self.right.map_or(Approach::PLUS_INFINITY, Approach::left)
    }
}

impl Graph {
    /// The sign of a smooth function of one variable on an open interval whose ends are exact numbers; `None` is
    /// −∞ on the left and +∞ on the right.
    ///
    /// The function must be defined and free of kinks inside, as the formulas of [`Graph::pieces`] are.
    ///
    /// # Examples
    /// ```
    /// use rolle::signs::SignLimits;
    /// use std::cmp::Ordering::{Greater, Less};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.parse("x + e^x")?;
    /// let table = g.sign_table(f, x, None, None, SignLimits::default());
    /// assert_eq!(table.signs, [Ok(Less), Ok(Greater)]);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn sign_table(
        &mut self,
        g: NodeId,
        x: NodeId,
        left: Option<NodeId>,
        right: Option<NodeId>,
        limits: SignLimits,
    ) -> SignTable {
        let ends: Vec<NodeId> = left.into_iter().chain(right).collect();
        let (mut scratch, roots) = self.extract(&[&[g, x], &ends[..]].concat());
        let mut rest = roots[2..].iter().copied();
        let cell = Cell {
            left: left.map(|_| rest.next().expect("the left end was extracted")),
            right: right.map(|_| rest.next().expect("the right end was extracted")),
        };
        let table = scratch.signs_in_cell(roots[0], roots[1], cell, limits);
        self.import_table(&scratch, table, x, left, right)
    }

    /// The table with its numbers and formulas in this graph.
    fn import_table(
        &mut self,
        from: &Graph,
        mut table: SignTable,
        x: NodeId,
        left: Option<NodeId>,
        right: Option<NodeId>,
    ) -> SignTable {
        let points = table.points.iter_mut().map(|point| &mut point.at);
        let proofs = table.factors.iter_mut().flat_map(FactorProof::nodes_mut);
        let nodes: Vec<&mut NodeId> = points.chain(proofs).collect();
        let old: Vec<NodeId> = nodes.iter().map(|id| **id).collect();
        let new = self.without_side_conditions(|graph| graph.import(from, &old));
        nodes.into_iter().zip(new).for_each(|(id, new)| *id = new);
        SignTable { variable: x, left, right, ..table }
    }

    fn signs_in_cell(&mut self, g: NodeId, x: NodeId, cell: Cell, limits: SignLimits) -> SignTable {
        if self.op(g) == Op::Undefined {
            return SignTable::constant(x, cell, Err("the function has no value here".into()));
        }
        let given = vec![Factor { base: g, exponent: 1 }];
        let factors = self.factors_in_exponentials(g);
        // In doubles first, and both forms: e^(10³x²) is out of their range sooner than its reciprocal, but fewer
        // kernels and simple zeros are easier otherwise.
        let coarse = SignLimits { bits: 0, ..limits };
        let mut best = None;
        for limits in [coarse, limits] {
            for form in [&factors, &given] {
                let table = self.signs_of_product(form, x, cell, limits);
                if table.is_decided() {
                    return table;
                }
                if factors == given {
                    best = Some(table);
                    break;
                }
                best.get_or_insert(table);
            }
        }
        best.expect("two forms were tried")
    }

    fn signs_of_product(
        &mut self,
        factors: &[Factor],
        x: NodeId,
        cell: Cell,
        limits: SignLimits,
    ) -> SignTable {
        let mut table = SignTable::constant(x, cell, Ok(Ordering::Greater));
        for factor in factors {
            if let Err(why) = self.deadline().check() {
                return SignTable::constant(x, cell, Err(why));
            }
            let signs = self.factor_signs(factor.base, x, cell, limits);
            let product = match self.multiply_tables(&table, &signs, factor.exponent) {
                Ok(product) => product,
                Err(why) => return SignTable::constant(x, cell, Err(why)),
            };
            let (points, signs_of_product) = product;
            let FactorTable { steps, zeros, .. } = signs;
            let (formula, exponent) = (factor.base, factor.exponent);
            table.factors.push(FactorProof { formula, exponent, steps, zeros });
            (table.points, table.signs) = (points, signs_of_product);
        }
        table
    }

    /// The points and signs of a product: the points of both, and the product of the signs between them.
    fn multiply_tables(
        &mut self,
        table: &SignTable,
        factor: &FactorTable,
        exponent: i64,
    ) -> Result<PointsAndSigns, String> {
        let kind = |kind| match kind {
            Break::Zero if exponent < 0 => PointKind::Pole,
            Break::Zero => PointKind::Zero,
            Break::Edge => PointKind::Edge,
        };
        let (mut i, mut j) = (0, 0);
        let mut points: Vec<SignPoint> = Vec::new();
        let mut signs = Vec::new();
        loop {
            signs.push(product(&table.signs[i], &factor.signs[j], exponent));
            let (a, b) = (table.points.get(i), factor.points.get(j));
            let order = match (a, b) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => self.order_of(a.at, b.at)?,
            };
            points.push(match order {
                Ordering::Less => *a.expect("the lesser point"),
                Ordering::Greater => {
                    let point = b.expect("the lesser point");
                    SignPoint { at: point.at, kind: kind(point.kind) }
                }
                Ordering::Equal => {
                    let (a, b) = (a.expect("a point"), b.expect("a point"));
                    SignPoint { at: a.at, kind: strongest(a.kind, kind(b.kind)) }
                }
            });
            i += usize::from(order.is_le());
            j += usize::from(order.is_ge());
        }
        Ok((points, signs))
    }
}

/// A pole beside a zero is left a pole: the factors are coprime, so that only one of them can occur.
fn strongest(a: PointKind, b: PointKind) -> PointKind {
    match (a, b) {
        (PointKind::Pole, _) | (_, PointKind::Pole) => PointKind::Pole,
        (PointKind::Zero, _) | (_, PointKind::Zero) => PointKind::Zero,
        _ => PointKind::Edge,
    }
}

fn product(
    a: &Result<Ordering, String>,
    b: &Result<Ordering, String>,
    exponent: i64,
) -> Result<Ordering, String> {
    match (a, b) {
        // Zero times anything that exists is zero.
        (Ok(Ordering::Equal), _) | (_, Ok(Ordering::Equal)) => Ok(Ordering::Equal),
        (Ok(a), Ok(b)) if *b == Ordering::Less && exponent % 2 != 0 => Ok(a.reverse()),
        (Ok(a), Ok(_)) => Ok(*a),
        (Err(why), _) | (_, Err(why)) => Err(why.clone()),
    }
}
