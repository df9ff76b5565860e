//! Values and limits, as text and as JSON.

use crate::failure::Failure;
use crate::show::ShowArgs;
use crate::slope::SlopeAt;
use rolle::calculus::{Limit, NoLimit};
use rolle::evaluate::DigitLimits;
use rolle::{Graph, NodeId};
use serde_json::{Value, json};

/// Decimals that are certain, where the value has no variables left; `None` where they are not to be had.
pub(crate) fn decimal(graph: &mut Graph, value: NodeId, digits: usize) -> Option<String> {
    let limits = DigitLimits { digits: digits.max(1), bits: 1 << 14 };
    if !graph.free_symbols(value).is_empty() {
        return None;
    }
    graph.decimal(value, &[], digits, limits).ok()
}

/// A value with its decimals.
pub(crate) fn value_json(graph: &mut Graph, id: NodeId, show: ShowArgs) -> Result<Value, Failure> {
    let exact = show.json(graph, id)?;
    Ok(json!({ "exact": exact, "decimal": decimal(graph, id, 17) }))
}

/// A limit as text.
pub(crate) fn limit_text(graph: &Graph, limit: &Limit, show: ShowArgs) -> Result<String, Failure> {
    let latex = show.format == crate::show::Format::Latex;
    Ok(match limit {
        Limit::Finite(value) => show.text(graph, *value)?,
        Limit::PlusInfinity if latex => r"\infty".into(),
        Limit::MinusInfinity if latex => r"-\infty".into(),
        Limit::PlusInfinity => "oo".into(),
        Limit::MinusInfinity => "-oo".into(),
        Limit::DoesNotExist(NoLimit::SidesDiffer { left, right }) => format!(
            "does not exist: from the left {}, from the right {}",
            limit_text(graph, left, show)?,
            limit_text(graph, right, show)?
        ),
        Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds }) => {
            let (low, high) = (limit_text(graph, low, show)?, limit_text(graph, high, show)?);
            match bounds {
                true => format!("does not exist: the function oscillates between {low} and {high}"),
                false => format!(
                    "does not exist: the function comes near {low} and near {high} again and again"
                ),
            }
        }
        Limit::Outside => "no value there".into(),
        Limit::Undecided(why) => format!("undecided: {why}"),
    })
}

/// A limit as JSON.
pub(crate) fn limit_json(
    graph: &mut Graph,
    limit: &Limit,
    show: ShowArgs,
) -> Result<Value, Failure> {
    Ok(match limit {
        Limit::Finite(value) => {
            json!({ "kind": "finite", "value": value_json(graph, *value, show)? })
        }
        Limit::PlusInfinity => json!({ "kind": "infinite", "value": "oo" }),
        Limit::MinusInfinity => json!({ "kind": "infinite", "value": "-oo" }),
        Limit::DoesNotExist(NoLimit::SidesDiffer { left, right }) => json!({
            "kind": "sides-differ",
            "left": limit_json(graph, left, show)?,
            "right": limit_json(graph, right, show)?,
        }),
        Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds }) => json!({
            "kind": "oscillates",
            "near": [limit_json(graph, low, show)?, limit_json(graph, high, show)?],
            "bounds": bounds,
        }),
        Limit::Outside => json!({ "kind": "outside" }),
        Limit::Undecided(why) => json!({ "kind": "undecided", "reason": why }),
    })
}

/// A slope at a point as text.
pub(crate) fn slope_text(
    graph: &mut Graph,
    slope: &SlopeAt,
    digits: Option<usize>,
    show: ShowArgs,
) -> Result<String, Failure> {
    let side = |limit: &Option<Limit>| match limit {
        Some(limit) => limit_text(graph, limit, show),
        None => Ok("none".to_string()),
    };
    Ok(match slope {
        SlopeAt::Value(value) => return value_text(graph, *value, digits, show),
        SlopeAt::Sides(left, right) => format!(
            "does not exist: slope from the left {}, from the right {}",
            side(left)?,
            side(right)?
        ),
        SlopeAt::Missing(why) => format!("does not exist: {why}"),
        SlopeAt::Undecided(why) => format!("undecided: {why}"),
    })
}

/// A value, exact or in decimals.
pub(crate) fn value_text(
    graph: &mut Graph,
    value: NodeId,
    digits: Option<usize>,
    show: ShowArgs,
) -> Result<String, Failure> {
    match digits {
        Some(digits) if graph.free_symbols(value).is_empty() => {
            Ok(graph.decimal(value, &[], digits, DigitLimits::default())?)
        }
        _ => show.text(graph, value),
    }
}

/// A slope at a point as JSON.
pub(crate) fn slope_json(
    graph: &mut Graph,
    slope: &SlopeAt,
    show: ShowArgs,
) -> Result<Value, Failure> {
    let mut side = |limit: &Option<Limit>| match limit {
        Some(limit) => limit_json(graph, limit, show),
        None => Ok(Value::Null),
    };
    Ok(match slope {
        SlopeAt::Sides(left, right) => {
            json!({ "kind": "sides-differ", "left": side(left)?, "right": side(right)? })
        }
        SlopeAt::Value(value) => {
            json!({ "kind": "value", "value": value_json(graph, *value, show)? })
        }
        SlopeAt::Missing(why) => json!({ "kind": "missing", "reason": why }),
        SlopeAt::Undecided(why) => json!({ "kind": "undecided", "reason": why }),
    })
}
