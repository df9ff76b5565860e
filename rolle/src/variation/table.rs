//! The table as it is drawn: the variation of f or of one of its derivatives, with what happens at every point.

use super::{Variation, VariationLimits, VariationPoint};
use crate::calculus::{Joint, JointKind, Limit, PieceLimits, Pieces};
use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};
use crate::signs::PointKind;
use std::cmp::Ordering;

/// What the derivative of the drawn function is at a point between two cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointSlope {
    /// It exists and has this value.
    Value(NodeId),
    /// The function is continuous there and has these one-sided slopes, of which two differ or one is infinite;
    /// `None` on a side where the function has no value.
    Sides(Option<Limit>, Option<Limit>),
    /// The function is not continuous there, so there is no derivative.
    Missing,
    /// What was tried, and did not decide.
    Undecided(String),
}

/// Whether a function continues through a point, or up to it at the end of its domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuity {
    /// The value is the limit from every side on which the function exists.
    Continuous,
    /// It is not, or there is no value.
    Broken,
    /// Two exact numbers could not be told apart.
    Undecided,
}

/// The variation of a function or of a derivative of it, complete enough to be drawn.
///
/// Certainty: exact, but for what is marked undecided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariationTable {
    /// The function f, of which the rest tells, or of a derivative of it.
    pub function: NodeId,
    /// Whose variation it is: 0 for the function, 1 for its first derivative.
    pub order: u32,
    /// The cells and the points between.
    pub variation: Variation,
    /// The slope at each point.
    pub slopes: Vec<PointSlope>,
    /// The continuity at each point.
    pub continuity: Vec<Continuity>,
}

impl VariationTable {
    /// Whether every sign, limit, slope and value in the table is decided.
    pub fn is_decided(&self, graph: &Graph) -> bool {
        let decided = |limit: &Limit| !matches!(limit, Limit::Undecided(_));
        let sides = |slope: &PointSlope| match slope {
            PointSlope::Sides(left, right) => left.iter().chain(right).all(decided),
            PointSlope::Undecided(_) => false,
            PointSlope::Value(_) | PointSlope::Missing => true,
        };
        let cells = self.variation.cells.iter();
        cells
            .filter(|cell| graph.op(cell.formula) != Op::Undefined)
            .all(|cell| cell.slope.is_ok() && decided(&cell.from) && decided(&cell.to))
            && self.slopes.iter().all(sides)
            && !self.continuity.contains(&Continuity::Undecided)
    }
}

impl Graph {
    /// The variation of a function of one variable, or of its derivative of an order, to be drawn.
    ///
    /// # Errors
    /// A sentence that says why the function could not be cut into smooth pieces, or why a derivative at a joint
    /// was not decided.
    ///
    /// # Examples
    /// ```
    /// use rolle::variation::{PointSlope, VariationLimits};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let relu = rolle::parse::parse(&mut g, "relu(x)", &Default::default()).unwrap().root;
    /// let table = g.variation_table(relu, x, 0, VariationLimits::default()).unwrap();
    /// assert!(matches!(table.slopes[..], [PointSlope::Sides(Some(_), Some(_))]));
    /// ```
    pub fn variation_table(
        &mut self,
        f: NodeId,
        x: NodeId,
        order: u32,
        limits: VariationLimits,
    ) -> Result<VariationTable, String> {
        self.until(limits.deadline, |graph| graph.table_of_derivative(f, x, order, limits))
    }

    fn table_of_derivative(
        &mut self,
        f: NodeId,
        x: NodeId,
        order: u32,
        limits: VariationLimits,
    ) -> Result<VariationTable, String> {
        let mut function = f;
        let mut pieces = self.pieces(f, x, limits.pieces)?;
        let mut joints = self.joints_within(&pieces, limits.limit_work);
        for _ in 0..order {
            (function, pieces) = self.next_derivative(&pieces, &joints, limits.pieces)?;
            joints = self.joints_within(&pieces, limits.limit_work);
        }
        let variation = self.variation_of_pieces(function, &pieces, limits);
        let points = variation.points.clone();
        let joint = |at: NodeId| joints.iter().find(|joint| joint.point == at);
        let continuity: Vec<Continuity> =
            (0..points.len()).map(|i| self.continuity(&variation, i)).collect();
        let mut slopes = Vec::with_capacity(points.len());
        for (point, &continuity) in points.iter().zip(&continuity) {
            slopes.push(match joint(point.at) {
                Some(joint) if point.is_joint => slope_at_joint(joint, continuity),
                _ => self.slope_inside(point),
            });
        }
        Ok(VariationTable { function: f, order, variation, slopes, continuity })
    }

    /// The derivative of a function in pieces, cut anew: a derivative can have poles where the function has none.
    fn next_derivative(
        &mut self,
        pieces: &Pieces,
        joints: &[Joint],
        limits: PieceLimits,
    ) -> Result<(NodeId, Pieces), String> {
        for joint in joints {
            if let JointKind::Undecided(why) = &joint.kind {
                return Err(format!("the derivative at a joint was not decided: {why}"));
            }
        }
        let derivative = self.derivative_of_pieces(pieces, joints);
        let expression = match &derivative.cells[..] {
            [only] if !self.facts(only.formula).has(Facts::KINKED) => only.formula,
            _ => self.expression_of_pieces(&derivative),
        };
        let pieces = self.pieces(expression, pieces.variable, limits)?;
        Ok((expression, pieces))
    }

    fn continuity(&mut self, variation: &Variation, i: usize) -> Continuity {
        let value = variation.points[i].value;
        if self.op(value) == Op::Undefined {
            return Continuity::Broken;
        }
        let (before, after) = (&variation.cells[i], &variation.cells[i + 1]);
        let mut all = Continuity::Continuous;
        for (formula, limit) in [(before.formula, &before.to), (after.formula, &after.from)] {
            if self.op(formula) == Op::Undefined {
                continue;
            }
            match self.is_limit(value, limit) {
                Some(true) => {}
                Some(false) => return Continuity::Broken,
                None => all = Continuity::Undecided,
            }
        }
        all
    }

    fn is_limit(&mut self, value: NodeId, limit: &Limit) -> Option<bool> {
        match *limit {
            Limit::Finite(limit) if limit == value => Some(true),
            Limit::Finite(limit) => {
                let difference = self.subtract(limit, value);
                Some(self.exact_sign(difference)? == Ordering::Equal)
            }
            Limit::Undecided(_) => None,
            _ => Some(false),
        }
    }

    /// Between two cells of one smooth piece.
    fn slope_inside(&self, point: &VariationPoint) -> PointSlope {
        match point.slope {
            Some(PointKind::Zero) => PointSlope::Value(NodeId::ZERO),
            Some(PointKind::Pole) => PointSlope::Missing,
            Some(PointKind::Edge) | None => {
                PointSlope::Undecided("the sign of the derivative was not decided beside it".into())
            }
        }
    }
}

fn slope_at_joint(joint: &Joint, continuity: Continuity) -> PointSlope {
    if let Some(derivative) = joint.derivative {
        return PointSlope::Value(derivative);
    }
    if let JointKind::Undecided(why) = &joint.kind {
        return PointSlope::Undecided(why.clone());
    }
    let side = |side: &Option<crate::calculus::JointSide>| side.as_ref().map(|s| s.slope.clone());
    match continuity {
        Continuity::Continuous => PointSlope::Sides(side(&joint.left), side(&joint.right)),
        Continuity::Broken => PointSlope::Missing,
        Continuity::Undecided => {
            PointSlope::Undecided("whether the function is continuous there".into())
        }
    }
}
