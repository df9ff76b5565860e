//! The report as JSON, schema `rolle.report/1`.
//!
//! A number is an object with its `exact` text, which the parser reads back, and its `decimal`, correctly rounded,
//! or null. A limit says its `kind`. A certainty is `exact`, `enclosed`, `sampled` or `undecided` with a `reason`.

use super::data::{
    Asymptote, Certainty, EndBehavior, FamilyKind, Formula, Integers, Line, Parity, Place, Report,
    Slope, SlopeSign, Value,
};
use crate::calculus::{End, Joint, JointKind, JointSide, Limit, NoLimit, Smoothness};
use crate::enclosure::{Context, to_decimal};
use crate::evaluate::Point;
use crate::graph::{Graph, Requirement};
use crate::json::Json;
use crate::operator::{NodeId, Op};
use crate::print::{Notation, Printer};
use std::cmp::Ordering;

/// The longest text of a formula, in bytes; beyond, parts are left out with `…`.
const TEXT: usize = 100_000;

/// The report as JSON of schema `rolle.report/1`, with a newline at the end. Deterministic.
pub fn to_json(report: &Report, graph: &Graph, title: &str) -> String {
    let mut json = Json::new();
    let write = Schema { graph, digits: report.digits };
    json.object(|json| {
        json.key("schema").string("rolle.report/1");
        json.key("title").string(title);
        json.key("variable").string(&write.text(report.variable, Notation::Plain));
        json.key("parameters").array(&report.parameters, |json, &id| {
            json.string(&write.text(id, Notation::Plain));
        });
        json.key("input");
        write.expression(json, report.function);
        write.side_conditions(json, report);
        for (key, formula) in [
            ("f", &report.f),
            ("first_derivative", &report.first),
            ("second_derivative", &report.second),
        ] {
            json.key(key);
            write.formula(json, formula);
        }
        write.domain(json, report);
        json.key("properties").array(&report.passport, |json, entry| {
            json.object(|json| {
                json.key("name").string(entry.name);
                json.key("certainty").string(if entry.answer.is_ok() {
                    "exact"
                } else {
                    "undecided"
                });
                match &entry.answer {
                    Ok(answer) => json.key("value").string(answer),
                    Err(why) => json.key("reason").string(why),
                }
            });
        });
        json.key("parity").string(match report.parity {
            Parity::Even => "even",
            Parity::Odd => "odd",
            Parity::Zero => "zero",
            Parity::Neither => "neither",
            Parity::Undecided => "undecided",
        });
        json.key("ends").array(&report.ends, |json, end| write.end(json, end));
        json.key("asymptotes").array(&report.asymptotes, |json, line| write.asymptote(json, line));
        json.key("slope_signs")
            .array(&report.slope_signs, |json, cell| write.slope_sign(json, cell));
        json.key("extrema").array(&report.extrema, |json, extremum| {
            json.object(|json| {
                json.key("kind").string(if extremum.maximum { "maximum" } else { "minimum" });
                json.key("at");
                write.number(json, extremum.at);
                json.key("value");
                write.value(json, &extremum.value);
                json.key("certainty").string("exact");
            });
        });
        json.key("joints").array(&report.joints, |json, joint| write.joint(json, joint));
        json.key("values").array(&report.values, |json, row| {
            json.object(|json| {
                json.key("at");
                write.value(json, &row.at);
                json.key("value");
                write.value(json, &row.value);
                json.key("slope");
                write.slope(json, &row.slope);
            });
        });
        write.known(json, report);
        json.key("warnings").array(&report.warnings, |json, text| json.string(text));
    });
    json.finish()
}

struct Schema<'a> {
    graph: &'a Graph,
    /// Significant digits of decimals that the report does not hold already.
    digits: usize,
}

impl Schema<'_> {
    fn text(&self, id: NodeId, notation: Notation) -> String {
        Printer::new(notation).print_brief(self.graph, id, TEXT)
    }

    fn expression(&self, json: &mut Json, id: NodeId) {
        json.object(|json| self.expression_members(json, id));
    }

    fn expression_members(&self, json: &mut Json, id: NodeId) {
        json.key("plain").string(&self.text(id, Notation::Plain));
        json.key("unicode").string(&self.text(id, Notation::Unicode));
        json.key("latex").string(&self.text(id, Notation::Latex));
    }

    fn formula(&self, json: &mut Json, formula: &Formula) {
        json.object(|json| {
            self.expression_members(json, formula.expression);
            json.key("joints");
            certainty(json, &formula.joints);
        });
    }

    /// Exact text and decimals of a constant; null where it does not exist.
    fn number(&self, json: &mut Json, id: NodeId) {
        if self.graph.op(id) == Op::Undefined {
            return json.null();
        }
        let decimal = self.decimal(id);
        json.object(|json| {
            json.key("exact").string(&self.text(id, Notation::Plain));
            json.key("decimal").optional(decimal.as_deref());
        });
    }

    fn decimal(&self, id: NodeId) -> Option<String> {
        if self.graph.number(id).is_some_and(|number| number.is_zero()) {
            return Some("0".to_string());
        }
        let mut ctx = Context::new();
        let wanted = 4 * self.digits as u64;
        [wanted + 32, 2 * wanted + 256, 4 * wanted + 1024].into_iter().find_map(|precision| {
            let found = self.graph.enclose(&[id], &Point::new(), &mut ctx, precision).pop()?;
            to_decimal(&found.ok()?, self.digits)
        })
    }

    fn value(&self, json: &mut Json, value: &Value) {
        if self.graph.op(value.exact) == Op::Undefined {
            return json.null();
        }
        json.object(|json| {
            json.key("exact").string(&self.text(value.exact, Notation::Plain));
            json.key("decimal").optional(value.decimal.as_deref());
            json.key("decimal_is_exact").boolean(value.decimal_is_exact);
        });
    }

    fn limit(&self, json: &mut Json, limit: &Limit) {
        json.object(|json| {
            json.key("kind").string(limit.kind());
            match limit {
                Limit::Finite(id) => {
                    json.key("value");
                    self.number(json, *id);
                }
                Limit::Undecided(why) => json.key("reason").string(why),
                Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds }) => {
                    json.key("low");
                    self.limit(json, low);
                    json.key("high");
                    self.limit(json, high);
                    json.key("bounds").boolean(*bounds);
                }
                Limit::DoesNotExist(NoLimit::SidesDiffer { left, right }) => {
                    json.key("left");
                    self.limit(json, left);
                    json.key("right");
                    self.limit(json, right);
                }
                _ => {}
            }
        });
    }

    fn place(&self, json: &mut Json, place: Place) {
        let (kind, point) = match place {
            Place::MinusInfinity => ("minus_infinity", None),
            Place::PlusInfinity => ("plus_infinity", None),
            Place::Below(a) => ("below", Some(a)),
            Place::Above(a) => ("above", Some(a)),
        };
        json.object(|json| {
            json.key("kind").string(kind);
            if let Some(point) = point {
                json.key("point");
                self.number(json, point);
            }
        });
    }

    fn side_conditions(&self, json: &mut Json, report: &Report) {
        json.key("side_conditions").array(&report.side_conditions, |json, condition| {
            json.object(|json| {
                json.key("requires").string(match condition.requirement {
                    Requirement::NonZero => "nonzero",
                    Requirement::NonNegative => "nonnegative",
                    Requirement::Positive => "positive",
                    Requirement::Defined => "defined",
                });
                json.key("of").string(&self.text(condition.of, Notation::Plain));
            });
        });
    }

    fn domain(&self, json: &mut Json, report: &Report) {
        let end = |json: &mut Json, end: &Option<End>| match end {
            None => json.null(),
            Some(end) => json.object(|json| {
                json.key("point");
                self.number(json, end.point);
                json.key("closed").boolean(end.closed);
            }),
        };
        json.key("domain").object(|json| {
            json.key("certainty");
            match &report.domain {
                Ok(_) => certainty(json, &Certainty::Exact),
                Err(why) => certainty(json, &Certainty::Undecided(why.clone())),
            }
            let intervals = report.domain.as_deref().unwrap_or(&[]);
            json.key("intervals").array(intervals, |json, interval| {
                json.object(|json| {
                    json.key("left");
                    end(json, &interval.left);
                    json.key("right");
                    end(json, &interval.right);
                });
            });
        });
        json.key("families").array(&report.families, |json, family| {
            json.object(|json| {
                json.key("function").string(family.operator.row().map_or("", |row| row.name));
                json.key("kind").string(match family.kind {
                    FamilyKind::Jumps => "jumps",
                    FamilyKind::Poles => "poles",
                    FamilyKind::Switches => "switches",
                });
                json.key("place").string(&self.text(family.place, Notation::Plain));
                json.key("joint");
                match &family.joint {
                    Some(joint) => self.joint(json, joint),
                    None => json.null(),
                }
                json.key("except").array(&family.except, |json, k| json.string(&k.to_string()));
                json.key("index").string(&self.text(family.index, Notation::Plain));
                json.key("integers").string(match family.integers {
                    Integers::All => "all",
                    Integers::NotPositive => "not_positive",
                });
            });
        });
    }

    fn end(&self, json: &mut Json, end: &EndBehavior) {
        json.object(|json| {
            json.key("place");
            self.place(json, end.place);
            json.key("value");
            self.limit(json, &end.value);
            json.key("slope");
            self.limit(json, &end.slope);
        });
    }

    fn asymptote(&self, json: &mut Json, asymptote: &Asymptote) {
        json.object(|json| {
            match asymptote.line {
                Line::Vertical(a) => {
                    json.key("kind").string("vertical");
                    json.key("x");
                    self.number(json, a);
                }
                Line::Oblique { slope, intercept, expression } => {
                    let flat = slope == NodeId::ZERO;
                    json.key("kind").string(if flat { "horizontal" } else { "oblique" });
                    json.key("slope");
                    self.number(json, slope);
                    json.key("intercept");
                    self.number(json, intercept);
                    json.key("expression").string(&self.text(expression, Notation::Plain));
                }
            }
            json.key("coincides").boolean(asymptote.coincides);
            json.key("places").array(&asymptote.places, |json, &place| self.place(json, place));
        });
    }

    fn slope_sign(&self, json: &mut Json, cell: &SlopeSign) {
        let end = |json: &mut Json, id: Option<NodeId>| match id {
            Some(id) => self.number(json, id),
            None => json.null(),
        };
        json.object(|json| {
            json.key("left");
            end(json, cell.left);
            json.key("right");
            end(json, cell.right);
            json.key("sign").optional(cell.sign.map(sign));
            json.key("certainty");
            certainty(json, &cell.certainty);
            json.key("sampled").array(&cell.sampled, |json, run| {
                json.object(|json| {
                    json.key("from").float(run.from);
                    json.key("to").float(run.to);
                    json.key("sign").string(sign(run.sign));
                });
            });
        });
    }

    fn joint(&self, json: &mut Json, joint: &Joint) {
        let (kind, reason) = match &joint.kind {
            JointKind::Smooth => ("smooth", None),
            JointKind::Kink => ("kink", None),
            JointKind::Jump => ("jump", None),
            JointKind::Removable => ("removable", None),
            JointKind::Pole => ("pole", None),
            JointKind::DomainEnd => ("domain_end", None),
            JointKind::Undecided(why) => ("undecided", Some(why)),
        };
        json.object(|json| {
            json.key("at");
            self.number(json, joint.point);
            json.key("kind").string(kind);
            if let Some(reason) = reason {
                json.key("reason").string(reason);
            }
            json.key("value");
            self.number(json, joint.value);
            for (key, side) in [("left", &joint.left), ("right", &joint.right)] {
                json.key(key);
                self.side(json, side.as_ref());
            }
            json.key("class");
            smoothness(json, &joint.smoothness);
            json.key("derivative");
            match joint.derivative {
                Some(id) => self.number(json, id),
                None => json.null(),
            }
            json.key("subdifferential");
            match joint.subdifferential {
                Some((low, high)) => json.array([low, high], |json, id| self.number(json, id)),
                None => json.null(),
            }
        });
    }

    fn side(&self, json: &mut Json, side: Option<&JointSide>) {
        let Some(side) = side else { return json.null() };
        json.object(|json| {
            json.key("formula").string(&self.text(side.formula, Notation::Plain));
            for (key, limit) in
                [("value", &side.value), ("slope", &side.slope), ("curvature", &side.curvature)]
            {
                json.key(key);
                self.limit(json, limit);
            }
        });
    }

    fn slope(&self, json: &mut Json, slope: &Slope) {
        let side = |json: &mut Json, side: &Option<(Limit, Option<Value>)>| match side {
            Some((limit, _)) => self.limit(json, limit),
            None => json.null(),
        };
        json.object(|json| match slope {
            Slope::Both(value) => {
                json.key("kind").string("both");
                json.key("value");
                self.value(json, value);
            }
            Slope::Sides { left, right } => {
                json.key("kind").string("sides");
                json.key("left");
                side(json, left);
                json.key("right");
                side(json, right);
            }
            Slope::Missing => json.key("kind").string("missing"),
            Slope::Discontinuous(kind) => {
                json.key("kind").string("discontinuous");
                json.key("reason").string(super::text::discontinuity(kind));
            }
            Slope::Undecided(why) => {
                json.key("kind").string("undecided");
                json.key("reason").string(why);
            }
        });
    }

    fn known(&self, json: &mut Json, report: &Report) {
        json.key("known");
        let Some(known) = &report.known else { return json.null() };
        json.object(|json| {
            json.key("name").string(&known.name);
            json.key("source").optional(known.source.as_deref());
            json.key("note").optional(known.note.as_deref());
            json.key("conventions").array(&known.conventions, |json, convention| {
                json.object(|json| {
                    json.key("at").string(&convention.at);
                    json.key("framework").string(&convention.framework);
                    json.key("slope").string(&convention.slope);
                    json.key("relation").optional(convention.relation.as_deref());
                });
            });
        });
    }
}

fn certainty(json: &mut Json, certainty: &Certainty) {
    let kind = match certainty {
        Certainty::Exact => "exact",
        Certainty::Enclosed => "enclosed",
        Certainty::Sampled => "sampled",
        Certainty::Undecided(_) => "undecided",
    };
    json.object(|json| {
        json.key("kind").string(kind);
        if let Certainty::Undecided(why) = certainty {
            json.key("reason").string(why);
        }
    });
}

fn smoothness(json: &mut Json, smoothness: &Smoothness) {
    json.object(|json| match smoothness {
        Smoothness::Discontinuous => json.key("kind").string("discontinuous"),
        Smoothness::Class(n) => {
            json.key("kind").string("exactly");
            json.key("order").integer(u64::from(*n));
        }
        Smoothness::AtLeast(n) => {
            json.key("kind").string("at_least");
            json.key("order").integer(u64::from(*n));
        }
        Smoothness::Undecided(why) => {
            json.key("kind").string("undecided");
            json.key("reason").string(why);
        }
    });
}

fn sign(sign: Ordering) -> &'static str {
    match sign {
        Ordering::Less => "negative",
        Ordering::Equal => "zero",
        Ordering::Greater => "positive",
    }
}
