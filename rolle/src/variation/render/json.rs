//! The table as JSON, schema `rolle.table/1`.
//!
//! A number is an object with its `exact` text, which the parser reads back, and its `decimal`, or null. A limit says
//! its `kind`. A sign is `"positive"`, `"negative"`, `"zero"`, or null with a `reason`.

use super::super::{Continuity, PointSlope, VariationCell, VariationTable};
use crate::calculus::Limit;
use crate::enclosure::{Context, to_decimal};
use crate::evaluate::Point;
use crate::graph::Graph;
use crate::json::Json;
use crate::operator::{NodeId, Op};
use crate::print::Printer;
use std::cmp::Ordering;

/// Significant digits of decimals.
const DIGITS: usize = 15;
/// The longest text of a formula, in bytes; beyond, parts are left out with `…`.
const TEXT: usize = 100_000;

/// The table as JSON of schema `rolle.table/1`, with a newline at the end. Deterministic.
pub fn to_json(table: &VariationTable, graph: &Graph) -> String {
    let mut json = Json::new();
    let write = Schema { graph };
    let variation = &table.variation;
    json.object(|json| {
        json.key("schema").string("rolle.table/1");
        json.key("function").string(&write.text(table.function));
        json.key("variable").string(&write.text(variation.variable));
        json.key("order").integer(u64::from(table.order));
        json.key("decided").boolean(table.is_decided(graph));
        json.key("cells").array(&variation.cells, |json, cell| write.cell(json, cell));
        json.key("points").array(0..variation.points.len(), |json, i| {
            write.point(json, table, i);
        });
    });
    json.finish()
}

struct Schema<'a> {
    graph: &'a Graph,
}

impl Schema<'_> {
    fn text(&self, id: NodeId) -> String {
        Printer::default().print_brief(self.graph, id, TEXT)
    }

    fn number(&self, json: &mut Json, id: NodeId) {
        if self.graph.op(id) == Op::Undefined {
            return json.null();
        }
        let decimal = self.decimal(id);
        json.object(|json| {
            json.key("exact").string(&self.text(id));
            json.key("decimal").optional(decimal.as_deref());
        });
    }

    fn decimal(&self, id: NodeId) -> Option<String> {
        if !self.graph.free_symbols(id).is_empty() {
            return None;
        }
        let mut context = Context::new();
        [64, 256, 1024].into_iter().find_map(|precision| {
            let found = self.graph.enclose(&[id], &Point::new(), &mut context, precision).pop()?;
            to_decimal(&found.ok()?, DIGITS)
        })
    }

    fn limit(&self, json: &mut Json, limit: &Limit) {
        json.object(|json| {
            json.key("kind").string(limit.kind());
            match limit {
                Limit::Finite(value) => {
                    json.key("value");
                    self.number(json, *value);
                }
                Limit::Undecided(why) => json.key("reason").string(why),
                _ => {}
            }
        });
    }

    fn cell(&self, json: &mut Json, cell: &VariationCell) {
        let outside = self.graph.op(cell.formula) == Op::Undefined;
        json.object(|json| {
            for (key, end) in [("left", cell.left), ("right", cell.right)] {
                json.key(key);
                match end {
                    Some(end) => self.number(json, end),
                    None => json.null(),
                }
            }
            json.key("in_domain").boolean(!outside);
            if outside {
                return;
            }
            json.key("formula").string(&self.text(cell.formula));
            json.key("slope_sign").optional(cell.slope.as_ref().ok().map(|sign| match sign {
                Ordering::Greater => "positive",
                Ordering::Less => "negative",
                Ordering::Equal => "zero",
            }));
            if let Err(why) = &cell.slope {
                json.key("reason").string(why);
            }
            json.key("from");
            self.limit(json, &cell.from);
            json.key("to");
            self.limit(json, &cell.to);
        });
    }

    fn point(&self, json: &mut Json, table: &VariationTable, i: usize) {
        let point = table.variation.points[i];
        json.object(|json| {
            json.key("at");
            self.number(json, point.at);
            json.key("value");
            self.number(json, point.value);
            json.key("continuity").string(match table.continuity[i] {
                Continuity::Continuous => "continuous",
                Continuity::Broken => "broken",
                Continuity::Undecided => "undecided",
            });
            json.key("slope").object(|json| self.slope(json, &table.slopes[i]));
        });
    }

    fn slope(&self, json: &mut Json, slope: &PointSlope) {
        match slope {
            PointSlope::Value(value) => {
                json.key("kind").string("value");
                json.key("value");
                self.number(json, *value);
            }
            PointSlope::Sides(left, right) => {
                json.key("kind").string("sides");
                for (key, side) in [("left", left), ("right", right)] {
                    json.key(key);
                    match side {
                        Some(limit) => self.limit(json, limit),
                        None => json.null(),
                    }
                }
            }
            PointSlope::Missing => json.key("kind").string("missing"),
            PointSlope::Undecided(why) => {
                json.key("kind").string("undecided");
                json.key("reason").string(why);
            }
        }
    }
}
